"""Comparisons of ontologies: one module a format, chosen from one table."""

from collections.abc import Callable, Sequence
from itertools import zip_longest

from doidkit.comparing import Comparison
from doidkit.entailing import Entailment
from doidkit.rendering.changes import data, implied, kgcl, markdown, notes, text, turtle, webpage
from doidkit.rendering.changes.parts import one_line

Implied = Sequence[Sequence[Entailment] | None]
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

IMPLYING = ("text", "markdown", "json", "html")
"""The formats that can say what follows."""

_WHOLE: dict[str, Callable[[Sequence[Comparison]], str]] = {
    "kgcl": kgcl.render,
    "notes": notes.render,
    "turtle": turtle.render,
}
_WITH: dict[str, Callable[[Sequence[Comparison], Implied], str]] = {
    "json": data.render,
    "html": webpage.render,
}
_FOLLOWING: dict[str, Callable[..., str]] = {"text": implied.text, "markdown": implied.markdown}


def render(
    comparisons: Sequence[Comparison],
    *,
    format: str = "text",
    limit: int | None = None,
    entailments: Implied = (),
) -> str:
    """Return comparisons in one of ``FORMATS``, of at most ``limit`` characters if it is fitted.

    ``entailments`` are what follows from one side only, by comparison, None where that was not
    looked at; the formats ``IMPLYING`` have them.
    """
    if format in _WHOLE:
        return _WHOLE[format](comparisons)
    if format in _WITH:
        return _WITH[format](comparisons, entailments)
    share = None if limit is None else limit // max(1, len(comparisons))
    each = zip_longest(comparisons, entailments)
    return "\n".join(_fitted(found, some, format, share) for found, some in each)


def _fitted(
    comparison: Comparison, found: Sequence[Entailment] | None, format: str, limit: int | None
) -> str:
    """Return a comparison and what follows, which has half of the room, or what it needs."""
    half = None if limit is None else limit // 2
    ending = "" if found is None else _FOLLOWING[format](found, limit=half)
    room = None if limit is None else limit - len(ending)
    return FITTED[format](comparison, limit=room) + ending


def remarks(comparisons: Sequence[Comparison], *, format: str) -> list[str]:
    """Return what a format cannot say, a sentence each."""
    left = kgcl.unsaid(comparisons) if format == "kgcl" else []
    if not left:
        return []
    return [f"KGCL cannot say all of it: {one_line(left)}; choose json for the whole."]
