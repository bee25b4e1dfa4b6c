"""Terms as a table: ROBOT's exports.

Source: ROBOT's documentation, page export.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from doidkit.documents import Context, Document
from doidkit.documents.labels import Names
from doidkit.syntax.owl.expressions import owl, split
from doidkit.syntax.owl.signature import Entity
from doidkit.tabulating.cells import Cells
from doidkit.tabulating.columns import Column, Form, Select, columns, formed, selection
from doidkit.tabulating.faults import ColumnFault
from doidkit.tabulating.told import Told

__all__ = [
    "ColumnFault",
    "Form",
    "Include",
    "Options",
    "Select",
    "Table",
    "formed",
    "selection",
    "tabulated",
]


class Include(StrEnum):
    """Which terms have rows."""

    CLASSES = "classes"
    INDIVIDUALS = "individuals"
    PROPERTIES = "properties"


_KINDS = {Include.CLASSES: "C", Include.INDIVIDUALS: "I", Include.PROPERTIES: "ODA"}
_BOUNDS = frozenset(
    owl(name)
    for name in (
        "Thing Nothing topObjectProperty bottomObjectProperty topDataProperty bottomDataProperty"
    ).split()
)
Cell = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """How a table is made.

    ``sort`` has headers, ``^`` before one for the other way around; rows are sorted by one after
    the other, so by the last of them first. With ``linked`` values are HTML, with links.
    """

    include: Collection[Include] = (Include.CLASSES, Include.INDIVIDUALS)
    sort: Sequence[str] = ()
    form: Form = Form.NAME
    select: Select = Select.ANY
    linked: bool = False
    context: Context = field(default_factory=Context)


@dataclass(frozen=True, slots=True)
class Table:
    """Headers, and rows of cells, each of several values in their order."""

    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tabulated(document: Document, headers: Sequence[str], options: Options | None = None) -> Table:
    """Return the terms that an ontology's own axioms mention, by header; ColumnFault for a bad one.

    Terms are named by the labels of what is imported, too.
    """
    chosen = options or Options()
    names = Names(document)
    told = Told(document.axioms, document.annotations)
    shorts: defaultdict[str, list[str]] = defaultdict(list)
    for _, iri in sorted(entity for entity in told.entities if entity[0] in "ODA"):
        shorts[split(iri)[1]].append(iri)
    shown = columns(headers, names, chosen.context, shorts, form=chosen.form, select=chosen.select)
    kinds = "".join(_KINDS[each] for each in chosen.include)
    if not kinds:
        raise ColumnFault("include nothing", "you must include some types of ontology terms")
    entities = sorted(
        (entity for entity in told.entities if entity[0] in kinds and entity[1] not in _BOUNDS),
        key=lambda entity: (entity[1], entity[0]),
    )
    plain = _rows(entities, shown, told, names, chosen, linked=False)
    linked = _rows(entities, shown, told, names, chosen, linked=True) if chosen.linked else plain
    order = _sorted(plain, shown, chosen.sort or headers[:1])
    return Table(tuple(headers), tuple(_by_text(plain[at], linked[at]) for at in order))


def _rows(
    entities: Iterable[Entity],
    shown: Iterable[Column],
    told: Told,
    names: Names,
    options: Options,
    *,
    linked: bool,
) -> list[tuple[Cell, ...]]:
    cells = [Cells(column, told, names.labels, options.context, linked=linked) for column in shown]
    return [tuple(tuple(each.of(entity)) for each in cells) for entity in entities]


def _by_text(plain: Sequence[Cell], linked: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return the cells of a row with their values in the order of their texts, empty ones last."""
    return tuple(
        tuple(shown for _, shown in sorted(zip(texts, values, strict=True), key=_text))
        for texts, values in zip(plain, linked, strict=True)
    )


def _text(pair: tuple[str, str]) -> tuple[bool, bytes]:
    return _key(pair[0])


def _key(text: str) -> tuple[bool, bytes]:
    """Return the place of a text among others, as Java has it; empty ones are last."""
    return not text.strip(), text.encode("utf-16-be", "surrogatepass")


def _sorted(
    rows: Sequence[Sequence[Cell]], shown: Sequence[Column], sort: Sequence[str]
) -> list[int]:
    """Return the rows' numbers in order: by each header in turn, so by the last one first."""
    order = list(range(len(rows)))
    places = {column.header.lower(): at for at, column in enumerate(shown)}
    for each in sort:
        at = places.get(each.removeprefix("^").lower())
        if at is None:
            known = ", ".join(column.header for column in shown)
            reason = f"the rows cannot be sorted by '{each}'; one of {known} is expected"
            raise ColumnFault("invalid column", reason)

        def key(row: int, at: int = at) -> tuple[bool, bytes]:
            return _key("|".join(sorted(rows[row][at], key=_key)))

        order.sort(key=key, reverse=each.startswith("^"))
    return order
