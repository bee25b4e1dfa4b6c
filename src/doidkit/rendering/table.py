"""Answers as tables: aligned plain text for pipes, ones that fit a terminal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from doidkit import prefixes
from doidkit.model import RdfTerm, Solutions
from doidkit.rendering.terms import one_line, plain

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_GAP = 3
"""Columns between two columns of a styled table."""
_WORD = 16
"""What is kept whole of a word; of an identifier it is all."""


def render(answer: Solutions | bool, *, width: int | None = None) -> str:
    """Return the answer as a table; ASK as one word.

    Without a width it is aligned plain text, whole cells, no colours: for pipes and files.
    With the width of a terminal, long cells wrap, identifiers stay whole and are links where the
    terminal has them; a row of more columns than fit is listed by itself.
    """
    if isinstance(answer, bool):
        return f"{str(answer).lower()}\n"
    if width is None:
        rows = [[one_line(plain(term)) for term in row] for row in answer]
        return aligned(list(answer.variables), rows)
    return _styled(answer, width)


def aligned(headings: list[str], rows: list[list[str]]) -> str:
    """Return rows under their headings as plain text, each column as wide as it needs."""
    from rich.cells import cell_len, set_cell_size

    widths = [
        max(cell_len(cell) for cell in column) for column in zip(headings, *rows, strict=True)
    ]
    lines = [
        "  ".join(
            set_cell_size(cell, size) for cell, size in zip(row, widths, strict=True)
        ).rstrip()
        for row in [headings, ["-" * size for size in widths], *rows]
    ]
    return "\n".join(lines) + "\n"


def _styled(answer: Solutions, width: int) -> str:
    from doidkit.rendering import terminal

    console = terminal.console(width)
    cells = [[_cell(term, console) for term in row] for row in answer]
    widths = _fitting(answer.variables, cells, width)
    with console.capture() as capture:
        if widths is None:
            _listed(answer.variables, cells, console)
        else:
            _tabled(answer.variables, cells, widths, console)
    return capture.get()


def _cell(term: RdfTerm | None, console: "Console") -> "Text":
    from rich.text import Text

    from doidkit.rendering.terminal import link

    style = link(term.value, console) if isinstance(term, NamedNode) else ""
    return Text(one_line(plain(term)), style=style, overflow="fold")


def _fitting(
    headings: Sequence[str], cells: Sequence[Sequence["Text"]], width: int
) -> list[int] | None:
    """Return the widths of columns that fit together, None if whole identifiers do not."""
    columns = [[row[place] for row in cells] for place in range(len(headings))]
    least = [
        max([min(len(heading), _WORD), *map(_least, column)])
        for heading, column in zip(headings, columns, strict=True)
    ]
    most = [
        max([len(heading), *(cell.cell_len for cell in column)])
        for heading, column in zip(headings, columns, strict=True)
    ]
    room = width - _GAP * (len(headings) - 1) - sum(least)
    if room < 0:
        return None
    more = [full - need for full, need in zip(most, least, strict=True)]
    wanting = sum(more)
    if wanting <= room:
        return most
    return [need + extra * room // wanting for need, extra in zip(least, more, strict=True)]


def _least(cell: "Text") -> int:
    """Return how wide a column must be for a cell: its identifiers are not broken."""
    return max((_needed(word) for word in cell.plain.split()), default=0)


def _needed(word: str) -> int:
    names = prefixes.is_curie(word) or prefixes.is_iri(word)
    return len(word) if names else min(len(word), _WORD)


def _tabled(
    headings: Sequence[str],
    cells: Sequence[Sequence["Text"]],
    widths: Sequence[int],
    console: "Console",
) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading, size in zip(headings, widths, strict=True):
        table.add_column(heading, overflow="fold", width=size)
    for row in cells:
        table.add_row(*row)
    console.print(table)


def _listed(headings: Sequence[str], cells: Sequence[Sequence["Text"]], console: "Console") -> None:
    """Write a row as lines of heading and cell, those without a cell left out."""
    from rich.table import Table
    from rich.text import Text

    size = max(map(len, headings))
    for number, row in enumerate(cells, 1):
        console.print(Text(f"{number} ".ljust(console.width, "─"), style="dim"))
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(width=size, style="bold")
        table.add_column(overflow="fold")
        for heading, cell in zip(headings, row, strict=True):
            if cell.plain:
                table.add_row(heading, cell)
        console.print(table)
