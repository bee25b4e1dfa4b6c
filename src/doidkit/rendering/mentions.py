"""Mentions of terms as text, CSV, TSV and JSON."""

from collections.abc import Iterable

from doidkit.mentioning import Mention
from doidkit.rendering import rows

FORMATS = rows.FORMATS
_COLUMNS = ("start", "end", "line", "text", "term", "label", "name", "scope")


def render(found: Iterable[Mention], format: str) -> str:
    """Return mentions, a row each; offsets count characters from 0, the end excluded."""
    made = (
        (
            *(each.span.start, each.span.end, each.line, each.text),
            *(each.name.entry.curie, each.name.entry.label),
            *(each.name.text, each.name.scope.value),
        )
        for each in found
    )
    return rows.render(_COLUMNS, made, format)
