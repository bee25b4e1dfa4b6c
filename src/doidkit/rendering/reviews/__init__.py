"""Reviews of a change: one module a format, chosen from one table."""

from collections.abc import Sequence

from doidkit.rendering.reviews import data, markdown, webpage
from doidkit.reviewing import Review

FORMATS = {
    "markdown": "a comment for a pull request",
    "html": "one page that opens offline",
    "json": "for programs",
}
FITTED = ("markdown",)
"""The formats that are fitted to a size."""
LONGEST = 65_000
"""Characters of a comment, unless told: GitHub takes 65,536."""
SHORTEST = 5_000
"""Characters that a comment may be held to: its heads and counts have room in that."""


def render(reviews: Sequence[Review], *, format: str, limit: int | None = None) -> str:
    """Return reviews in one of ``FORMATS``, of at most ``limit`` characters if it is fitted."""
    if format == "json":
        return data.render(reviews)
    if format == "html":
        return webpage.render(reviews)
    return markdown.render(reviews, limit=LONGEST if limit is None else limit)
