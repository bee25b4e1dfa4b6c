"""Lines of styled text: plain for pipes and files, coloured and wrapped for a terminal."""

from collections.abc import Sequence
from typing import TypeAlias

Line: TypeAlias = Sequence[tuple[str, str]]
"""Pieces of text, each with a rich style ("" for none)."""


def joined(lines: Sequence[Line], *, width: int | None = None) -> str:
    """Return the lines as one text that ends in a line break; styled if there is a width."""
    if width is not None:
        return _styled(lines, width)
    return "".join("".join(text for text, _ in line) + "\n" for line in lines)


def _styled(lines: Sequence[Line], width: int) -> str:
    import io

    from rich.console import Console
    from rich.text import Text

    console = Console(file=io.StringIO(), width=width, force_terminal=True, highlight=False)
    with console.capture() as capture:
        for line in lines:
            text = Text.assemble(*line)
            # Wrapped lines keep the indent of their first.
            indent = len(text.plain) - len(text.plain.lstrip())
            for piece in text[indent:].wrap(console, max(width - indent, 20)) or [Text()]:
                piece.rstrip()
                console.print(Text(" " * indent) + piece, soft_wrap=True)
    return capture.get()
