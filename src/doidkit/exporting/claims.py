"""The claims that relate terms, a pair of terms each, with their qualifiers and evidence.

Claims about the display of a record are left out: they say what a page shows, not what is.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from doidkit.model import RdfTerm
from doidkit.sparql.source import Source

_PAIRS = """
SELECT DISTINCT ?claim ?predicate ?subject ?object ?any ?negated ?quote ?section ?place {
  ?kind rdfs:subClassOf* dk:Claim .
  FILTER(?kind != dk:RecordClaim)
  ?claim a ?kind ; biolink:predicate ?predicate ; biolink:subject ?s ; biolink:object ?o ;
    oa:hasTarget/oa:hasSelector/oa:exact ?quote ;
    schema:isPartOf/dk:position ?section ; dk:position ?place .
  ?s skos:member?/schema:diagnosis? ?subject .
  ?o skos:member?/schema:diagnosis? ?object .
  FILTER(isIRI(?subject) && isIRI(?object))
  FILTER NOT EXISTS { ?subject a schema:DDxElement }
  FILTER NOT EXISTS { ?object a schema:DDxElement }
  BIND(EXISTS { ?s a dk:AnyOf } || EXISTS { ?o a dk:AnyOf } AS ?any)
  OPTIONAL { ?claim biolink:negated ?negated }
} ORDER BY ?section ?place STR(?subject) STR(?object)
"""
_QUALIFIERS = """
SELECT DISTINCT ?claim ?property ?value ?label {
  VALUES ?property { biolink:frequency_qualifier biolink:onset_qualifier
    biolink:severity_qualifier biolink:disease_context_qualifier
    biolink:anatomical_context_qualifier dk:clinicalModifier dk:modality }
  ?claim ?property ?value . OPTIONAL { ?value rdfs:label ?label }
} ORDER BY ?claim ?property STR(?value)
"""
_LINES = """
SELECT DISTINCT ?claim ?line ?bearing ?partial ?identifier ?concerned {
  VALUES (?property ?bearing) {
    (SEPIO:0000007 "supports") (SEPIO:0000008 "disputes") (dk:hasVoidEvidenceLine "void") }
  ?claim ?property ?line .
  BIND(EXISTS { ?line dk:coverage dk:partial } AS ?partial)
  OPTIONAL { ?line SEPIO:0000124/dcterms:identifier ?identifier }
  OPTIONAL { ?line dk:concerns ?concerned }
} ORDER BY ?claim ?line ?identifier
"""
Row = Mapping[str, RdfTerm | None]


@dataclass(frozen=True, slots=True)
class Line:
    """An evidence line: what it does, and the PMIDs and DOIs of its work; void ones have none."""

    bearing: str
    partial: bool
    identifiers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """What a claim says of two terms; all IRIs. ``grouped`` is True for one of "any of"."""

    claim: str
    subject: str
    predicate: str
    object: str
    negated: bool
    grouped: bool
    quote: str
    qualifiers: Mapping[str, tuple[tuple[str, str], ...]]
    lines: tuple[Line, ...]

    @property
    def disputed(self) -> bool:
        """Whether a line speaks against it."""
        return any(line.bearing == "disputes" for line in self.lines)

    @property
    def supporting(self) -> tuple[Line, ...]:
        """The lines that support all of it: none that is void or covers a part."""
        return tuple(x for x in self.lines if x.bearing == "supports" and not x.partial)


def pairs(source: Source) -> Iterator[Pair]:
    """Yield the pairs of terms that claims relate, in the document's order."""
    qualifiers: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for row in source.select(_QUALIFIERS).records():
        found = qualifiers[_text(row, "claim")][_text(row, "property")]
        found.append((_text(row, "value"), _text(row, "label")))
    lines: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in source.select(_LINES).records():
        lines[_text(row, "claim")][_text(row, "line")].append(row)
    for row in source.select(_PAIRS).records():
        claim, subject = _text(row, "claim"), _text(row, "subject")
        concerned = (rows for rows in lines[claim].values() if _concerns(rows, subject))
        yield Pair(
            claim,
            subject,
            _text(row, "predicate"),
            _text(row, "object"),
            negated=_text(row, "negated") == "true",
            grouped=_text(row, "any") == "true",
            quote=_text(row, "quote"),
            qualifiers={key: tuple(values) for key, values in qualifiers[claim].items()},
            lines=tuple(map(_line, concerned)),
        )


def _concerns(rows: list[Row], subject: str) -> bool:
    return _text(rows[0], "concerned") in ("", subject)


def _line(rows: list[Row]) -> Line:
    named = tuple(_text(row, "identifier") for row in rows if row["identifier"] is not None)
    return Line(_text(rows[0], "bearing"), _text(rows[0], "partial") == "true", named)


def _text(row: Row, name: str) -> str:
    return str(getattr(row[name], "value", ""))
