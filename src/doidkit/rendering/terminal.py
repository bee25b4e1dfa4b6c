"""What a terminal shows beside text: colours, and terms as links (OSC 8).

NO_COLOR (no-color.org) switches off both, a terminal that is dumb has neither. What is no terminal
gets plain text: its renderers are given no width.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.style import Style

_UNLINKED = frozenset({"linux", "unknown"})  # these would show the codes of a link
_LINK = re.compile("\x1b\\]8;[^\x1b\x07]*(?:\x1b\\\\|\x07)")


def console(width: int) -> "Console":
    """Return what makes text for a terminal of this width; to be captured, not printed to."""
    import io

    from rich.console import Console

    return Console(file=io.StringIO(), width=width, force_terminal=True, highlight=False)


def link(iri: str, on: "Console") -> "Style":
    """Return the style of a term's name: a link to its IRI, where the terminal has links."""
    import os

    from rich.style import Style

    if on.no_color or on.color_system is None or os.environ.get("TERM", "") in _UNLINKED:
        return Style()
    return Style(color="cyan", link=iri) if iri.startswith(("http://", "https://")) else Style()


def unlinked(text: str) -> str:
    """Return a text without links, for pagers, of which many show their codes."""
    return _LINK.sub("", text)
