"""Prefixes as ROBOT has them, and terms by CURIE."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from doidkit.errors import InputError

_OBO = "http://purl.obolibrary.org/obo/"
_OBO_IDS = (
    "AEO AERO APO BCGO BCO BFO BSPO BTO CARO CDAO CHEBI CHEMINF CHMO CL CLO CMF CTENO CVDO DDANAT "
    "DDPHENO DINTO DOID DRON ECO EHDAA2 EMAP EMAPA ENVO EO EPO ERO ExO FAO FBbi FBbt FBcv FBdv "
    "FBsp FIX FLU FMA FYPO GAZ GEO GO HAO HOM HP IAO ICO IDO IDOMAL KISAO LiPrO MA MAMO MF MFO "
    "MFOEM MFOMD MI MIAPA miRNAO MIRO MO MOD MOP MP MPATH MS NBO NCBITaxon ncithesaurus NIF_Cell "
    "NIF_Dysfunction NMR OAE OBA OBCS OBI OBIB OBO_REL OGG OGI OGMS OGSF OMIT OMRSE OPL OVAE PATO "
    "PCO PD_ST PO PORO PR PW RESID REX RNAO RO RXNO SBO SEP SO SPD STATO SWO SYMP TADS TAO TAXRANK "
    "TGMA TO TRANS TTO UBERON uberon-basic UO VariO vHOG VO VSAO VTO WBbt WBls WBPhenotype XAO ZFA "
    "ZFS"
).split()

# What ROBOT 1.9.8 has by default. dc: is DCMI Terms there; doidkit's own commands say dcterms:.
DEFAULT: Mapping[str, str] = {
    "obo": _OBO,
    "oboInOwl": "http://www.geneontology.org/formats/oboInOwl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rdfa": "http://www.w3.org/ns/rdfa#",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "dc": "http://purl.org/dc/terms/",
    "dc11": "http://purl.org/dc/elements/1.1/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "cc": "http://creativecommons.org/ns#",
    "schema": "http://schema.org/",
    **{name: f"{_OBO}{name}_" for name in _OBO_IDS},
}
_GIVEN = re.compile(r"\s*([^\s:]*)\s*:\s*(\S+)\s*\Z")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*\Z")


@dataclass(frozen=True, slots=True)
class Context:
    """The prefixes that the terms of a command are written with.

    >>> Context().iri("GO:0005739")
    '<http://purl.obolibrary.org/obo/GO_0005739>'
    """

    prefixes: Mapping[str, str] = field(default_factory=lambda: DEFAULT)

    def iri(self, text: str) -> str:
        """Return what a CURIE or an IRI names, as ``<iri>``; InputError if it is neither."""
        given = text.strip()
        if given[:1] == "<" and given[-1:] == ">":
            given = given[1:-1]
        prefix, colon, local = given.partition(":")
        if colon and prefix in self.prefixes and not local.startswith("//"):
            given = self.prefixes[prefix] + local
        if not _IRI.match(given):
            raise InputError(f'"{text}" is neither an IRI nor a CURIE; write e.g. DOID:182.')
        return f"<{given}>"

    def curie(self, iri: str) -> str:
        """Return the CURIE of ``<iri>`` with the longest namespace, the IRI where there is none."""
        bare = iri[1:-1] if iri[:1] == "<" else iri
        fits = [
            (len(namespace), prefix)
            for prefix, namespace in self.prefixes.items()
            if bare.startswith(namespace) and len(bare) > len(namespace)
        ]
        if not fits:
            return bare
        length, prefix = max(fits)
        return f"{prefix}:{bare[length:]}"

    def extended(self, more: Mapping[str, str]) -> "Context":
        """Return the context with further prefixes, which win."""
        return replace(self, prefixes={**self.prefixes, **more})


def prefix(text: str) -> tuple[str, str]:
    """Return the prefix and the namespace of ``foo: http://foo#``; InputError for another form."""
    found = _GIVEN.match(text)
    if not found:
        raise InputError(f'"{text}" is no prefix; write it as "foo: http://example.org/foo#".')
    return found[1], found[2]


def prefixes_of(path: str | Path) -> dict[str, str]:
    """Return the prefixes of a JSON-LD context file; InputError for what is none."""
    try:
        found = json.loads(Path(path).read_text("utf-8-sig"))["@context"]
        meant = {name: iri["@id"] if isinstance(iri, dict) else iri for name, iri in found.items()}
        return {name: str(iri) for name, iri in meant.items() if name[:1] != "@"}
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}).") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f'{path}: is no JSON-LD context; write {{"@context": {{"foo": "http://foo#"}}}}.'
        ) from error
