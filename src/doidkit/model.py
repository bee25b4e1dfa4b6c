"""The values that cross layers: frozen, typed, comparable.

RDF terms inside these values are pyoxigraph's own ``NamedNode``, ``BlankNode``, ``Literal`` and
``Triple``. A second set of term classes would be converted at every border for nothing:
pyoxigraph's are immutable, hashable, keep lexical forms, treat ``"x"`` and ``"x"^^xsd:string``
as one literal, and import in about 12 ms.
"""

import enum
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from doidkit import frames, views

if TYPE_CHECKING:
    import pandas
    import polars

RdfTerm: TypeAlias = NamedNode | BlankNode | Literal | Triple
"""What a SPARQL variable can be bound to."""

Parameter: TypeAlias = NamedNode | Literal
"""What a query parameter can be bound to."""


class Severity(enum.Enum):
    """How bad a finding is; compares by gravity, ``INFO < WARNING < ERROR``."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def gravity(self) -> int:
        """Return 2 for an error, 1 for a warning, 0 for an info."""
        return {"info": 0, "warning": 1, "error": 2}[self.value]

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Severity):
            return NotImplemented
        return self.gravity < other.gravity

    def __le__(self, other: object) -> bool:
        return self == other or self < other


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a source file; line and column count from 1, None where unknown."""

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(p) for p in (self.path, self.line, self.column) if p is not None)


class State(enum.Enum):
    """How a finding compares with an earlier version of the data."""

    NEW = "new"
    UNCHANGED = "unchanged"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check found.

    ``check`` is the id of the check or shape; ``path`` the predicate (a ``NamedNode``) or a
    longer SPARQL property path as text; ``label`` the focus term's label; ``component`` the
    IRI of the SHACL constraint component; ``fix`` what to do about it; ``title`` what people
    call the check; ``excerpt`` the source line at the location; ``identity`` what stays the
    same when lines move and blank nodes are renamed; ``state`` how the finding compares with
    an earlier version, None where there is none; ``mend`` what the rule would have in place of
    the value, where that is certain; ``about`` the IRIs of the classes that an inference relates.
    """

    check: str
    severity: Severity
    message: str
    focus: RdfTerm | None = None
    path: NamedNode | str | None = None
    value: RdfTerm | None = None
    label: str | None = None
    component: str | None = None
    location: Location | None = None
    fix: str | None = None
    title: str | None = None
    excerpt: str | None = None
    identity: str | None = None
    state: State | None = None
    mend: RdfTerm | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """What a check is about: the part of a report that explains its findings."""

    id: str
    title: str
    severity: Severity
    why: str = ""
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that a waiver excuses, with the waiver's reason, person and last day."""

    finding: Finding
    reason: str
    who: str
    expires: str


@dataclass(frozen=True, slots=True)
class About:
    """What a report is about, as far as it is known.

    ``files`` as they were named, the ``version`` that the ontology says it is, the ``profile`` of
    the checks, and the ``date`` that was given for the report, YYYY-MM-DD.
    """

    files: tuple[str, ...] = ()
    version: str = ""
    profile: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one validation, worst first as its producer sorted them.

    ``made_graph`` makes the same report in SHACL's own terms, where a SHACL engine can; ``rules``
    explains the checks that ran, ``waived`` holds what a waiver excused, ``notes`` are remarks
    on how the report was made, a sentence each. ``owners`` has, where it was asked for, the IRI
    of the term that a blank node of a finding belongs to, or None, by the node's label, which
    is made from its content. ``about`` says what was checked.
    """

    findings: tuple[Finding, ...] = ()
    rules: tuple[Rule, ...] = ()
    waived: tuple[Waived, ...] = ()
    made_graph: "Callable[[], Triples] | None" = field(default=None, compare=False, repr=False)
    notes: tuple[str, ...] = ()
    owners: Mapping[str, str | None] = field(default_factory=dict, compare=False, repr=False)
    about: About = About()

    @property
    def graph(self) -> "Triples | None":
        """Return the W3C report graph, made when it is asked for."""
        return None if self.made_graph is None else self.made_graph()

    @property
    def conforms(self) -> bool:
        """Return True if no finding is an error."""
        return not self.at_least(Severity.ERROR)

    def at_least(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the findings of this severity or worse."""
        return tuple(f for f in self.findings if severity <= f.severity)

    def count(self, severity: Severity) -> int:
        """Return how many findings have exactly this severity."""
        return sum(f.severity is severity for f in self.findings)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __repr__(self) -> str:
        return f"<Report: {self._counts()}>"

    def _repr_html_(self) -> str:
        headings = ("severity", "check", "term", "message", "where")
        rows = (
            (
                finding.severity.value,
                finding.title or finding.check,
                _focus(finding),
                finding.message,
                str(finding.location or ""),
            )
            for finding in self.findings
        )
        return views.table(self._counts(), headings, rows, len(self))

    def _counts(self) -> str:
        levels = sorted(Severity, reverse=True)
        told = [
            views.counted(number, level.value) for level in levels if (number := self.count(level))
        ]
        return ", ".join(told) or "no findings"


def _focus(finding: Finding) -> views.Cell:
    if isinstance(finding.focus, NamedNode):
        return views.named(finding.focus.value, finding.label or "")
    return views.Cell(frames.plain(finding.focus) or "")


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer of a SELECT: rows in order, None where a variable is unbound."""

    variables: tuple[str, ...]
    rows: tuple[tuple[RdfTerm | None, ...], ...]

    def column(self, variable: str) -> tuple[RdfTerm | None, ...]:
        """Return one variable's value in each row; ValueError if there is no such variable."""
        position = self.variables.index(variable)
        return tuple(row[position] for row in self.rows)

    def records(self) -> Iterator[dict[str, RdfTerm | None]]:
        """Yield each row as a mapping from variable to value."""
        for row in self.rows:
            yield dict(zip(self.variables, row, strict=True))

    def to_pandas(self, *, curies: bool = True) -> "pandas.DataFrame":
        """Return the rows as a DataFrame of pandas, which is not installed with doidkit.

        IRIs are CURIEs, as text, unless ``curies`` is False; integers, numbers and booleans are
        such values where all of a column are, whatever else is text; unbound is ``NA``.
        """
        return frames.to_pandas(self._columns(curies))

    def to_polars(self, *, curies: bool = True) -> "polars.DataFrame":
        """Return the rows as a DataFrame of polars, as ``to_pandas``; unbound is ``null``."""
        return frames.to_polars(self._columns(curies))

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return the rows as an Arrow stream, which pandas, polars, DuckDB and others take.

        The types are those of ``to_pandas``. EngineError without the extra ``arrow``. Source:
        the Arrow PyCapsule interface.
        """
        return frames.stream(self._columns(curies=True), len(self.rows), requested_schema)

    def _columns(self, curies: bool) -> list[frames.Column]:
        return frames.columns(self.variables, self.rows, curies=curies)

    def __iter__(self) -> Iterator[tuple[RdfTerm | None, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        return f"<Solutions: {views.counted(len(self), 'row')} of {', '.join(self.variables)}>"

    def _repr_html_(self) -> str:
        rows = ([_cell(term) for term in row] for row in self.rows)
        return views.table(views.counted(len(self), "row"), self.variables, rows, len(self))


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer of a CONSTRUCT or DESCRIBE, sorted and without duplicates."""

    triples: tuple[Triple, ...]

    def __iter__(self) -> Iterator[Triple]:
        return iter(self.triples)

    def __len__(self) -> int:
        return len(self.triples)

    def __repr__(self) -> str:
        return f"<Triples: {len(self):,}>"

    def _repr_html_(self) -> str:
        rows = ([_cell(term) for term in triple] for triple in self.triples)
        headings = ("subject", "predicate", "object")
        return views.table(views.counted(len(self), "triple"), headings, rows, len(self))


def _cell(term: RdfTerm | None) -> views.Cell:
    address = term.value if isinstance(term, NamedNode) else ""
    return views.Cell(frames.plain(term) or "", address)


Answer: TypeAlias = Solutions | bool | Triples
"""What a query gives: SELECT solutions, an ASK's truth, or CONSTRUCT triples."""


@dataclass(frozen=True, slots=True)
class RowStream:
    """The rows of a SELECT as they are found, to be read once."""

    variables: tuple[str, ...]
    rows: Iterator[tuple[RdfTerm | None, ...]]

    def __iter__(self) -> Iterator[tuple[RdfTerm | None, ...]]:
        return self.rows


@dataclass(frozen=True, slots=True)
class TripleStream:
    """The triples of a CONSTRUCT or DESCRIBE as they are found, to be read once.

    They have no order, and one may come twice.
    """

    triples: Iterator[Triple]

    def __iter__(self) -> Iterator[Triple]:
        return self.triples


Stream: TypeAlias = RowStream | bool | TripleStream
"""An answer that is read while it is found: memory does not grow with its length."""
