"""Lines of styled text: plain for pipes and files, coloured and wrapped for a terminal."""

from collections.abc import Sequence
from typing import TypeAlias

Line: TypeAlias = Sequence[tuple[str, str]]
"""Pieces of text, each with a rich style ("" for none)."""


LINK = "link "
"""What a piece's style is of that names a term, before its IRI."""


def joined(lines: Sequence[Line], *, width: int | None = None, wrap: bool = True) -> str:
    """Return the lines as one text that ends in a line break; styled if there is a width."""
    if width is not None:
        return _styled(lines, width, wrap)
    return "".join("".join(text for text, _ in line) + "\n" for line in lines)


def _styled(lines: Sequence[Line], width: int, wrap: bool) -> str:
    from rich.text import Text

    from doidkit.rendering import terminal

    console = terminal.console(width)
    with console.capture() as capture:
        for line in lines:
            text = Text()
            for piece, style in line:
                linked = style.startswith(LINK)
                text.append(
                    piece, terminal.link(style.removeprefix(LINK), console) if linked else style
                )
            if not wrap:
                console.print(text, soft_wrap=True)
                continue
            # Wrapped lines keep the indent of their first.
            indent = len(text.plain) - len(text.plain.lstrip())
            for row in text[indent:].wrap(console, max(width - indent, 20)) or [Text()]:
                row.rstrip()
                console.print(Text(" " * indent) + row, soft_wrap=True)
    return capture.get()
