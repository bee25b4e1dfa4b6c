"""The ontology block of a page, each line compared with an ontology in both directions.

Such blocks keep the last value of each property and show incoming statements as outgoing ones.
Nothing in one is so because it stands there: a line is confirmed by the ontology, or it is data
about the page.
"""

import enum
import re
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal, NamedNode

from doidkit import prefixes
from doidkit.ingestion.page import BlockLine, Page
from doidkit.prefixes import PREFIXES, expand
from doidkit.sparql.source import Source
from doidkit.terms import RDFS_SUBCLASS_OF


class Verdict(enum.Enum):
    """What became of a line."""

    CONFIRMED = "confirmed"
    INCOMPLETE = "incomplete"  # right, and not all
    REVERSED = "reversed"
    CONTRADICTED = "contradicted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Compared:
    """A line of the block, its property's IRI where known, and how the ontology bears it out.

    ``shown`` of ``known`` values stand on the page.
    """

    line: BlockLine
    property: str | None
    verdict: Verdict
    message: str
    shown: int = 0
    known: int = 0


_VERSION = re.compile(r"_(?:19|20)\d\d_\d\d(?:_\d\d)?(?=:)")
_SAME_PREFIX = {
    "mim": "omim", "umls_cui": "umls", "nci": "ncit", "ncithesaurus": "ncit", "mesh_id": "mesh",
    "snomedct_us": "snomedct", "sctid": "snomedct", "ordo": "orphanet", "orpha": "orphanet",
    "icd10": "icd10cm", "icd9": "icd9cm", "doid": "doid",
}  # fmt: skip
_NAMESPACES = {
    namespace.rstrip("#").rsplit("/", 1)[-1].casefold(): namespace
    for namespace in PREFIXES.values()
    if namespace.endswith("#")
}
# A class has none of these as its own: whoever shows one shows a statement about the class.
_INCOMING = {
    expand("rdfs:domain"): "a property's domain",
    expand("rdfs:range"): "a property's range",
    expand("owl:annotatedSource"): "what an annotation is about",
    expand("owl:annotatedTarget"): "what an annotation is about",
    expand("owl:someValuesFrom"): "a restriction's class",
    expand("rdf:first"): "a member of a list",
}
_ONE = {
    expand("oboInOwl:id"), expand("rdfs:label"), expand("IAO:0000115"), expand("skos:notation"),
    expand("oboInOwl:hasOBONamespace"),
}  # fmt: skip


def property_iri(name: str) -> str | None:
    """Return the IRI of a property as a block names it: a CURIE, an IRI, or the end of one.

    >>> property_iri("rdf-schema#label")
    'http://www.w3.org/2000/01/rdf-schema#label'
    """
    name = name.strip("<> ")
    if name.startswith(("http://", "https://")):
        return name
    if prefixes.is_curie(name):
        return expand(name)
    head, mark, local = name.partition("#")
    if mark:
        namespace = _NAMESPACES.get(head.casefold())
        return namespace + local if namespace else None
    found = re.fullmatch(r"([A-Z]+)[_:](\d+)", name)
    return f"{PREFIXES['obo']}{found[1]}_{found[2]}" if found else None


def compare(page: Page, source: Source, *, name: str = "the ontology") -> tuple[Compared, ...]:
    """Return each line of a page's block as the ontology in ``source`` bears it out."""
    if not page.block:
        return ()
    about = page.identifier or ""
    iri = property_iri(about) or (expand(about) if prefixes.is_curie(about) else None)
    if iri is None:
        reason = "The block does not say which term it is about."
        return tuple(_unknown(line, reason) for line in page.block)
    record = _Record(source, iri, about, name, page.block)
    return tuple(record.compared(line) for line in page.block)


def _unknown(line: BlockLine, reason: str) -> Compared:
    return Compared(line, property_iri(line.property), Verdict.UNKNOWN, reason)


@dataclass
class _Record:
    """What an ontology knows of one term."""

    source: Source
    iri: str
    curie: str
    name: str
    block: tuple[BlockLine, ...]

    def compared(self, line: BlockLine) -> Compared:
        property = property_iri(line.property)
        if property is None:
            return _unknown(line, f"{line.property} names no property that is known here.")
        if line.value is None:
            return _unknown(line, f"{line.property} has no value.")
        if property in _INCOMING:
            message = (
                f"{line.value} is shown as a value; the term is {_INCOMING[property]}, "
                "so it is the object of the statement."
            )
            return Compared(line, property, Verdict.REVERSED, message)
        if not self._outgoing:
            return _unknown(line, f"{self.curie} is not in {self.name}{self._hint}.")
        if property == RDFS_SUBCLASS_OF:
            return self._superclass(line, line.value)
        return self._value(line, property, line.value)

    def _value(self, line: BlockLine, property: str, value: str) -> Compared:
        known = sorted(self._outgoing.get(property, ()))
        if any(_same(value, each) for each in known):
            missing = [each for each in known if not self._shown(property, each)]
            shown = len(known) - len(missing)
            if not missing:
                message = "As it stands."
                return Compared(line, property, Verdict.CONFIRMED, message, shown, shown)
            rest = ", ".join(map(_curie, missing))
            message = f"{shown} of {len(known)} values; missing: {rest}."
            return Compared(line, property, Verdict.INCOMPLETE, message, shown, len(known))
        if self._incoming(property, value):
            message = f"The statement is of {_curie(value)}, with {self.curie} as its value."
            return Compared(line, property, Verdict.REVERSED, message, 0, len(known))
        if not known:
            return _unknown(line, f"{self.name} has no value of this property.")
        message = f"{self.name} has {', '.join(_curie(each) for each in known)}{self._hint}."
        one = property in _ONE or len(known) == 1
        verdict = Verdict.CONTRADICTED if one else Verdict.UNKNOWN
        return Compared(line, property, verdict, message, 0, len(known))

    def _shown(self, property: str, value: str) -> bool:
        """Return whether any line of the block has a value of a property."""
        return any(
            _same(line.value, value)
            for line in self.block
            if line.value and property_iri(line.property) == property
        )

    def _superclass(self, line: BlockLine, value: str) -> Compared:
        iri = property_iri(value)
        above = sorted(self._outgoing.get(RDFS_SUBCLASS_OF, ()))
        if iri is None or not _is_iri(iri):
            return _unknown(line, f"{value} is no class.")
        if iri in above:
            return self._value(line, RDFS_SUBCLASS_OF, iri)
        names = " and ".join(self._named(each) for each in above)
        if self._below(iri, self.iri):
            message = (
                f"{self._named(iri)} is below {self._named(self.iri)}, not above it. "
                f"Above it is {names or 'nothing'}. The line, asserted, would close a cycle."
            )
            return Compared(line, RDFS_SUBCLASS_OF, Verdict.REVERSED, message, 0, len(above))
        if self._below(self.iri, iri):
            message = f"An indirect superclass; the direct one is {names}."
            return Compared(line, RDFS_SUBCLASS_OF, Verdict.CONFIRMED, message, 0, len(above))
        if not above:
            return _unknown(line, f"{self.name} has no superclass of {self.curie}{self._hint}.")
        message = f"{self.name} has {names}{self._hint}."
        return Compared(line, RDFS_SUBCLASS_OF, Verdict.CONTRADICTED, message, 0, len(above))

    def _below(self, lower: str, upper: str) -> bool:
        return self.source.ask(f"ASK {{ <{lower}> <{RDFS_SUBCLASS_OF}>+ <{upper}> }}")

    def _incoming(self, property: str, value: str) -> bool:
        iri = property_iri(value)
        if iri is None or not _is_iri(iri) or not _is_iri(property):
            return False
        return self.source.ask(f"ASK {{ <{iri}> <{property}> <{self.iri}> }}")

    def _named(self, iri: str) -> str:
        labels = self.source.select(
            f"SELECT ?l {{ <{iri}> <{expand('rdfs:label')}> ?l }} ORDER BY ?l LIMIT 1"
        )
        label = f" {labels.rows[0][0].value}" if labels.rows else ""  # type: ignore[union-attr]
        return f"{_curie(iri)}{label}"

    @cached_property
    def _outgoing(self) -> dict[str, set[str]]:
        """The term's values by property; blank nodes, which nothing displays, are left out."""
        found: dict[str, set[str]] = {}
        for property, value in self.source.select(f"SELECT ?p ?o {{ <{self.iri}> ?p ?o }}"):
            if isinstance(property, NamedNode) and isinstance(value, NamedNode | Literal):
                found.setdefault(property.value, set()).add(value.value)
        return found

    @cached_property
    def _hint(self) -> str:
        """What to think of the answer where the data are a subset, whose hierarchy differs."""
        query = (
            f"ASK {{ ?o a <{expand('owl:Ontology')}> . "
            'FILTER(CONTAINS(LCASE(STR(?o)), "subset") || CONTAINS(LCASE(STR(?o)), "slim")) }'
        )
        return " (a subset: its hierarchy is not the whole one's)" if self.source.ask(query) else ""


def _is_iri(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:
        return False
    return not any(char in text for char in '<>"{}|^`\\ ')


def _curie(value: str) -> str:
    iri = property_iri(value)
    return (prefixes.contract(iri) or value) if iri else value


def _same(shown: str, known: str) -> bool:
    """Return whether a displayed value is a known one, as IRI, CURIE, cross-reference or text."""
    if " ".join(shown.split()) == " ".join(known.split()):
        return True
    one, other = property_iri(shown), property_iri(known)
    if one is not None and one == other:
        return True
    return _xref(shown) == _xref(known) is not None


def _xref(text: str) -> tuple[str, str] | None:
    """Return prefix and identifier of a cross-reference; versions of a prefix are one prefix."""
    prefix, colon, local = _VERSION.sub("", text.strip()).partition(":")
    if not colon or not local or " " in text.strip() or local.startswith("//"):
        return None
    prefix = prefix.casefold()
    return _SAME_PREFIX.get(prefix, prefix), local.casefold()
