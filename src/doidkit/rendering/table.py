"""Answers as tables: aligned plain text for pipes, rich ones for a terminal."""

from doidkit.model import Solutions
from doidkit.rendering.terms import one_line, plain


def render(answer: Solutions | bool, *, width: int | None = None) -> str:
    """Return the answer as a table; ASK as one word.

    Without a width it is aligned plain text, whole cells, no colours: for pipes and files.
    With the width of a terminal, long cells wrap and headings are styled.
    """
    if isinstance(answer, bool):
        return f"{str(answer).lower()}\n"
    rows = [[one_line(plain(term)) for term in row] for row in answer]
    if width is None:
        return aligned(list(answer.variables), rows)
    return _styled(list(answer.variables), rows, width)


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


def _styled(headings: list[str], rows: list[list[str]], width: int) -> str:
    import io

    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console = Console(file=io.StringIO(), width=width, force_terminal=True)
    with console.capture() as capture:
        console.print(table)
    return capture.get()
