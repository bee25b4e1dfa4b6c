"""Comparisons of ontologies: one module a format, chosen from one table."""

from collections.abc import Callable, Sequence

from doidkit.comparing import Comparison
from doidkit.rendering.changes import data, kgcl, markdown, notes, text, turtle, webpage
from doidkit.rendering.changes.parts import one_line

FORMATS = {
    "text": "for the terminal",
    "markdown": "for a pull request",
    "notes": "for the announcement of a release: counts, new and obsolete terms",
    "json": "all that changed, for programs and `doidkit patch`",
    "kgcl": "commands of the Knowledge Graph Change Language",
    "html": "one page that opens offline",
    "turtle": "change sets in RDF, for `doidkit patch`",
}
FITTED: dict[str, Callable[..., str]] = {"text": text.render, "markdown": markdown.render}
"""The formats that can be fitted to a size."""

_WHOLE: dict[str, Callable[[Sequence[Comparison]], str]] = {
    "json": data.render,
    "kgcl": kgcl.render,
    "notes": notes.render,
    "html": webpage.render,
    "turtle": turtle.render,
}


def render(
    comparisons: Sequence[Comparison], *, format: str = "text", limit: int | None = None
) -> str:
    """Return comparisons in one of ``FORMATS``, of at most ``limit`` characters if it is fitted."""
    if format in _WHOLE:
        return _WHOLE[format](comparisons)
    share = None if limit is None else limit // max(1, len(comparisons))
    return "\n".join(FITTED[format](each, limit=share) for each in comparisons)


def remarks(comparisons: Sequence[Comparison], *, format: str) -> list[str]:
    """Return what a format cannot say, a sentence each."""
    left = kgcl.unsaid(comparisons) if format == "kgcl" else []
    if not left:
        return []
    return [f"KGCL cannot say all of it: {one_line(left)}; choose json for the whole."]
