"""Tables of identifiers filled with what the data say of each term."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from doidkit.errors import InputError, UnknownTermError
from doidkit.ontology import Ontology, Term
from doidkit.syntax.tables import SEPARATORS

COLUMNS: Mapping[str, Callable[[Term], Sequence[str]]] = {
    "label": lambda term: [term.label] if term.label else [],
    "definition": lambda term: [term.definition] if term.definition else [],
    "parents": lambda term: [each.curie for each in term.parents],
    "parent_labels": lambda term: [each.label for each in term.parents],
    "synonyms": lambda term: [each.text for each in term.synonyms],
    "xrefs": lambda term: term.xrefs,
    "obsolete": lambda term: [str(term.obsolete).lower()],
    "iri": lambda term: [term.iri],
}
"""What a column of each name is filled with; several values are parted by |."""
DEFAULT = ("label", "definition", "parents")


@dataclass(frozen=True, slots=True)
class Filled:
    """A table and the identifiers that no term has, in order; what parts its cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    unknown: tuple[str, ...]
    separator: str


def fill(
    ontology: Ontology, text: str, name: Path, *, column: str = "", add: Iterable[str] = DEFAULT
) -> Filled:
    """Return a table, CSV or with tabs, whose columns ``add`` are filled by its identifiers.

    ``column`` has the identifiers: CURIEs, IRIs, or what ``Ontology.find`` takes besides; the
    one called id, or else the first, unless given. A column of ``COLUMNS`` that the table lacks
    comes last; of one that it has only empty cells are filled, as are those of ``COLUMNS`` that
    stand in it without being named. Raises InputError for a table without such a column, with
    rows of unequal length, or an identifier of several terms.
    """
    tabs = "\t" in text.partition("\n")[0]
    separator = "\t" if tabs else SEPARATORS.get(name.suffix.lower(), ",")
    try:
        lines = [row for row in csv.reader(io.StringIO(text), delimiter=separator) if row]
    except csv.Error as error:
        raise InputError(f"{name}: is no table ({error}).") from error
    if not lines:
        raise InputError(f"{name}: is empty; it needs a row of column names.")
    names, *rows = lines
    at = _place(names, column, name)
    wanted = [each for each in COLUMNS if each in add or each in names]
    columns = [*names, *(each for each in wanted if each not in names)]
    terms: dict[str, Term | None] = {}
    made = []
    for number, row in enumerate(rows, 2):
        if len(row) > len(names):
            raise InputError(
                f"{name}: row {number} has {len(row)} cells and there are {len(names)} columns; "
                "quote what holds the separator."
            )
        cells = dict(zip(columns, row + [""] * (len(columns) - len(row)), strict=True))
        given = cells[names[at]].strip()
        if given and given not in terms:
            terms[given] = _term(ontology, given)
        if term := terms.get(given):
            for each in wanted:
                cells[each] = cells[each] or "|".join(COLUMNS[each](term))
        made.append(tuple(cells.values()))
    unknown = tuple(given for given, term in terms.items() if term is None)
    return Filled(tuple(columns), tuple(made), unknown, separator)


def _term(ontology: Ontology, given: str) -> Term | None:
    try:
        return ontology.term(given)
    except UnknownTermError:
        return None


def _place(names: Sequence[str], column: str, name: Path) -> int:
    doubled = sorted({each for each in names if names.count(each) > 1})
    if doubled:
        raise InputError(f'{name}: has two columns "{doubled[0]}"; name each once.')
    if column:
        if column not in names:
            raise InputError(f'{name}: has no column "{column}"; there are {", ".join(names)}.')
        return names.index(column)
    lower = [each.strip().lower() for each in names]
    return lower.index("id") if "id" in lower else 0
