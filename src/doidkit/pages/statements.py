"""From the rows about claims to statements with their evidence."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from pyoxigraph import NamedNode

from doidkit import prefixes
from doidkit.model import RdfTerm, Solutions
from doidkit.ontology import Ontology, TermRef
from doidkit.pages import questions
from doidkit.pages.page import Bearing, Mark
from doidkit.pages.references import named, reference, text
from doidkit.pages.said import Contradiction, EvidenceLine, Group, Observation, Statement, Work

Row = Mapping[str, RdfTerm | None]
T = TypeVar("T")

_QUALIFIERS = (
    "modality",
    "frequency",
    "severity",
    "rank",
    "extent",
    "modifier",
    "quality",
    "onset",
    "before",
    "together with",
    "regimen",
    "in",
    "with",
    "measure",
    "as written",
)
_NO_TERM = prefixes.expand("sssom:NoTermFound")


class Reader:
    """Reads what a document says about one term; one query for each kind of row."""

    def __init__(self, ontology: Ontology, iri: str) -> None:
        self._ontology = ontology
        self._term = NamedNode(iri)

    def ask(self, query: str) -> Iterable[Row]:
        """Return the rows of a query about the term."""
        return self.solutions(query).records()

    @property
    def iri(self) -> str:
        """Return the IRI of the term."""
        return self._term.value

    def solutions(self, query: str) -> Solutions:
        """Return the solutions of a query about the term."""
        return self._ontology.source.select(query, bindings={"term": self._term})

    def statements(self) -> dict[str, list[Statement | Observation]]:
        """Return the statements and observations of each section IRI, in document order."""
        details = _Details(self)
        found: dict[str, list[Statement | Observation]] = defaultdict(list)
        for rows in _grouped(self.ask(questions.CLAIMS), lambda row: row).values():
            section = text(rows[0]["section"])
            if rows[0]["observation"] is not None:
                identifier, said, note = (text(rows[0][key]) for key in ("id", "text", "note"))
                found[section].append(Observation(identifier, said, note, _quote(rows)))
            else:
                found[section].append(details.statement(rows))
        return found


class _Details:
    """The parts, qualifiers and evidence lines of all claims, by claim IRI."""

    def __init__(self, reader: Reader) -> None:
        self.works = works(reader)
        self.parts = _grouped(reader.ask(questions.PARTS), lambda row: row)
        self.qualifiers = _grouped(reader.ask(questions.QUALIFIERS), lambda row: row)
        self.lacks = _grouped(reader.ask(questions.LACKS), lambda row: text(row["text"]))
        self.evidence = _grouped(reader.ask(questions.EVIDENCE), lambda row: row)
        self.against = _grouped(
            reader.ask(questions.CONTRADICTIONS),
            lambda row: Contradiction(text(row["id"]), text(row["text"])),
        )

    def statement(self, rows: list[Row]) -> Statement:
        claim = text(rows[0]["claim"])
        parts = self.parts[claim]
        evidence = self._lines(self.evidence[claim])
        qualifiers = self.qualifiers[claim]
        return Statement(
            id=text(rows[0]["id"]),
            text=text(rows[0]["text"]),
            mark=mark(evidence),
            subject=_side(parts, "subject"),
            negated=any(text(row["qualifier"]) == "negated" for row in qualifiers),
            predicate=_side(parts, "predicate").members[0],
            object=_side(parts, "object"),
            qualifiers=_readable(qualifiers, self.lacks[claim]),
            evidence=evidence,
            contradicts=tuple(self.against[claim]),
            note=text(rows[0]["note"]),
            quote=_quote(rows),
            limited=any(text(row["qualifier"]) == "with" for row in qualifiers),
        )

    def _lines(self, rows: list[Row]) -> tuple[EvidenceLine, ...]:
        lines = _grouped(rows, lambda row: row, key="line")
        return tuple(self._line(lines[line]) for line in sorted(lines))

    def _line(self, rows: list[Row]) -> EvidenceLine:
        first = rows[0]
        named = dict.fromkeys(text(row["work"]) for row in rows if row["work"])
        return EvidenceLine(
            bearing=Bearing(text(first["bearing"])),
            marker=text(first["marker"]),
            statuses=tuple(dict.fromkeys(text(row["status"]) for row in rows if row["status"])),
            works=tuple(self.works[work] for work in named),
            partial=first["partial"] is not None,
            comment=text(first["comment"]),
            words=text(first["words"]),
            code=text(first["code"]),
        )


def mark(evidence: Iterable[EvidenceLine]) -> Mark:
    """Return the evidence mark of a statement; the worst news first.

    A line supports fully only if it reaches a work that can be looked up.
    """
    lines = tuple(evidence)
    if any(line.bearing is Bearing.DISPUTES for line in lines):
        return Mark.DISPUTED
    supporting = [line for line in lines if line.bearing is Bearing.SUPPORTS]
    if any(_full(line) for line in supporting):
        return Mark.SUPPORTED
    if supporting:
        return Mark.WEAK
    return Mark.UNSUPPORTED if lines else Mark.UNCITED


def _full(line: EvidenceLine) -> bool:
    found = any(work.identifiers or work.address for work in line.works)
    return found and not line.partial


def works(reader: Reader) -> dict[str, Work]:
    """Return the works that evidence lines and reference entries name, by IRI."""
    rows = _grouped(reader.ask(questions.WORKS), lambda row: row, key="work")
    return {iri: _work(rows[iri]) for iri in rows}


def _work(rows: list[Row]) -> Work:
    def values(key: str) -> tuple[str, ...]:
        return tuple(sorted({text(row[key]) for row in rows if row[key]}))

    return Work(
        name=text(rows[0]["name"]),
        authors=", ".join(values("author")),
        year=text(rows[0]["year"]),
        identifiers=values("identifier"),
        address=text(rows[0]["address"]),
    )


def _quote(rows: list[Row]) -> str:
    return " ... ".join(dict.fromkeys(text(row["quote"]) for row in rows if row["quote"]))


def _side(parts: list[Row], role: str) -> Group:
    members: dict[TermRef, None] = {}
    joiner = "and"
    for row in parts:
        if text(row["role"]) == role:
            members[_member(row)] = None
            joiner = "or" if row["any"] is not None else joiner
    return Group(tuple(members), joiner)


def _member(row: Row) -> TermRef:
    label, diagnosis = text(row["text"]), text(row["diagnosis"])
    if diagnosis == _NO_TERM:
        return TermRef(f"{label}, no term found", "", "")
    if isinstance(row["diagnosis"], NamedNode):
        return reference(row["diagnosis"], label)
    return reference(row["value"], label)


def _readable(rows: list[Row], lacks: list[str]) -> tuple[str, ...]:
    values: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        values[text(row["qualifier"])].append(_value(row))
    return tuple(_qualifier(name, values[name], lacks) for name in _QUALIFIERS if name in values)


def _value(row: Row) -> str:
    value, label = row["value"], text(row["text"])
    return named(reference(value, label)) if isinstance(value, NamedNode) else text(value) or label


def _qualifier(name: str, values: list[str], lacks: list[str]) -> str:
    joined = ", ".join(values)
    if name == "measure":
        return f"value {joined}; not given: {', '.join(lacks)}"
    if name == "as written":
        return f'as written: "{joined}"'
    if name in ("modality", "frequency", "rank", "quality", "regimen"):
        return joined
    return f"{name} {joined}"


def _grouped(
    rows: Iterable[Row], value: Callable[[Row], T], key: str = "claim"
) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for row in rows:
        found[text(row[key])].append(value(row))
    return found
