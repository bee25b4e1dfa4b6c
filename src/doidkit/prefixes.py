"""The well-known prefixes, and CURIEs from and to IRIs.

Where two namespaces match, the longer one wins, so ``DOID:182`` is not ``obo:DOID_182``. For
every IRI that has a CURIE, ``expand(contract(iri)) == iri``.
"""

import re
from collections.abc import Mapping

from doidkit.errors import InputError

_OBO = "http://purl.obolibrary.org/obo/"
_DOIDKIT = "https://w3id.org/doidkit/"
_OBO_IDS = (
    "BFO CHEBI CL DISDRIV DOID ECO FMA GENO GO HP IAO IDO MAXO MONDO MP NCBITaxon NCIT OBI OMO "
    "PATO RO SEPIO SO SYMP TRANS UBERON UO"
).split()

PREFIXES: dict[str, str] = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "pav": "http://purl.org/pav/",
    "oa": "http://www.w3.org/ns/oa#",
    "sh": "http://www.w3.org/ns/shacl#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "void": "http://rdfs.org/ns/void#",
    "qudt": "http://qudt.org/schema/qudt/",
    "unit": "http://qudt.org/vocab/unit/",
    "schema": "https://schema.org/",
    "cito": "http://purl.org/spar/cito/",
    "fabio": "http://purl.org/spar/fabio/",
    "biolink": "https://w3id.org/biolink/vocab/",
    "sssom": "https://w3id.org/sssom/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "obo": _OBO,
    "oboInOwl": "http://www.geneontology.org/formats/oboInOwl#",
    "sepio": _OBO + "SEPIO_",
    "eco": _OBO + "ECO_",
    **{prefix: f"{_OBO}{prefix}_" for prefix in _OBO_IDS},
    "doid": _OBO + "doid#",
    "LOINC": "https://loinc.org/",
    "MESH": "http://id.nlm.nih.gov/mesh/",
    "UMLS": "https://uts.nlm.nih.gov/uts/umls/concept/",
    "SNOMEDCT": "http://snomed.info/id/",
    "ICD10CM": "http://purl.bioontology.org/ontology/ICD10CM/",
    "ICD9CM": "http://purl.bioontology.org/ontology/ICD9CM/",
    "ICD11": "http://id.who.int/icd/entity/",
    "ORDO": "http://www.orpha.net/ORDO/Orphanet_",
    "OMIM": "https://omim.org/entry/",
    "GARD": "https://rarediseases.info.nih.gov/diseases/",
    "RXNORM": "http://purl.bioontology.org/ontology/RXNORM/",
    "PMID": "https://pubmed.ncbi.nlm.nih.gov/",
    "PMC": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
    "doi": "https://doi.org/",
    "orcid": "https://orcid.org/",
    "wikidata": "http://www.wikidata.org/entity/",
    "dk": _DOIDKIT + "vocab#",
    "dkt": _DOIDKIT + "term/",
    "claim": _DOIDKIT + "claim/",
    "evidence": _DOIDKIT + "evidence/",
    "ref": _DOIDKIT + "reference/",
    "section": _DOIDKIT + "section/",
    "work": _DOIDKIT + "work/",
    "passage": _DOIDKIT + "passage/",
    "ddx": _DOIDKIT + "ddx/",
    "mapping": _DOIDKIT + "mapping/",
    "block": _DOIDKIT + "block/",
    "shape": _DOIDKIT + "shape/",
}
"""Prefix to namespace. ``sepio`` and ``eco`` read well in queries; CURIEs print in capitals."""

NO_PREFIXES: Mapping[str, str] = {}

# Of two prefixes for one namespace the later wins: SEPIO: prints, sepio: is only read.
_PREFIX_OF = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*\Z")
_OBO_ID = re.compile(r"([A-Za-z]\w*):([A-Za-z0-9]+)\Z")
_LOCAL = re.compile(r"[^\s<>\"{}|^`\\]+\Z")
_PREFIX = re.compile(r"(?:[A-Za-z](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?)?\Z")


def expand(curie: str) -> str:
    """Return the IRI of a CURIE.

    >>> expand("DOID:182")
    'http://purl.obolibrary.org/obo/DOID_182'

    Raises InputError for an unknown prefix or a malformed local part.
    """
    prefix, colon, local = curie.partition(":")
    if not colon or prefix not in PREFIXES:
        raise InputError(
            f'"{curie}" is no CURIE with a known prefix; write a full IRI, or a prefix such as '
            "DOID, HP or CHEBI before the colon."
        )
    if not _LOCAL.match(local):
        raise InputError(
            f'"{curie}" has no usable identifier after the colon; write e.g. DOID:182.'
        )
    return PREFIXES[prefix] + local


def contract(iri: str) -> str | None:
    """Return the CURIE of an IRI, or None if no well-known namespace holds it.

    >>> contract("http://purl.obolibrary.org/obo/DOID_182")
    'DOID:182'
    """
    return _WELL_KNOWN.contract(iri)


def namespaces(declared: Mapping[str, str]) -> dict[str, str]:
    """Return prefixes by namespace: the well-known ones, then what a file declares besides."""
    found = dict(_PREFIX_OF)
    taken = set(PREFIXES)
    for prefix, namespace in sorted(declared.items()):
        fits = _PREFIX.match(prefix) and ":" in namespace
        if fits and prefix not in taken and namespace not in found:
            found[namespace] = prefix
            taken.add(prefix)
    return found


class Prefixes:
    """The well-known prefixes, and what a file declares besides."""

    def __init__(self, declared: Mapping[str, str]) -> None:
        self._prefix_of = namespaces(declared)
        self._lengths = sorted({len(namespace) for namespace in self._prefix_of}, reverse=True)
        self.namespace_of = {prefix: namespace for namespace, prefix in self._prefix_of.items()}

    def contract(self, iri: str) -> str | None:
        """Return the CURIE of an IRI, or None if no namespace holds it."""
        for length in self._lengths:
            prefix = self._prefix_of.get(iri[:length])
            if prefix is not None and _LOCAL.match(iri, length):
                return f"{prefix}:{iri[length:]}"
        return None


_WELL_KNOWN = Prefixes({})


def prefix_of(namespace: str) -> str | None:
    """Return the well-known prefix of exactly this namespace."""
    return _PREFIX_OF.get(namespace)


def compact(iri: str) -> str:
    """Return the CURIE of an IRI, or the IRI in angle brackets."""
    return contract(iri) or f"<{iri}>"


def is_curie(text: str) -> bool:
    """Return True if the text is a well-formed CURIE with a known prefix."""
    prefix, colon, local = text.partition(":")
    return bool(colon) and prefix in PREFIXES and bool(_LOCAL.match(local)) and local[:2] != "//"


def purl(text: str) -> str | None:
    """Return the IRI that OBO gives an identifier with a prefix of its own, None for other text.

    Source: OBO Foundry ID policy, and OBO Flat File Format 1.4, section 5.9.

    >>> purl("MYONT:0000001")
    'http://purl.obolibrary.org/obo/MYONT_0000001'
    """
    found = _OBO_ID.match(text)
    return f"{_OBO}{found[1]}_{found[2]}" if found else None


def is_iri(text: str) -> bool:
    """Return True if the text is an absolute IRI of a usual scheme."""
    return bool(_IRI.match(text)) and text.split(":", 1)[0].lower() in _SCHEMES


_SCHEMES = frozenset({"http", "https", "urn", "mailto", "tag", "info", "file"})
