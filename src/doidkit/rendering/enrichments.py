"""Groups of associations and enriched classes as text, CSV, TSV and JSON."""

from collections.abc import Iterable

from doidkit.enrichment import Enriched, Group
from doidkit.rendering import rows

FORMATS = rows.FORMATS
_GROUP = ("term", "label", "things", "direct")
_ENRICHED = (
    *("term", "label", "sample", "sample_size", "background", "background_size"),
    *("fold", "p", "p_adjusted"),
)


def groups(found: Iterable[Group], format: str, *, listed: bool = False) -> str:
    """Return groups, a row each; with ``listed`` the things themselves are in it, too."""
    columns = (*_GROUP, "members") if listed else _GROUP
    made = (
        (group.term.curie, group.term.label, len(group.things), group.direct)
        + ((group.things,) if listed else ())
        for group in found
    )
    return rows.render(columns, made, format)


def enriched(found: Iterable[Enriched], format: str) -> str:
    """Return enriched classes, a row each."""
    made = (
        (
            *(each.term.curie, each.term.label, each.sample, each.sample_size),
            *(each.background, each.background_size, each.fold, each.p, each.adjusted),
        )
        for each in found
    )
    return rows.render(_ENRICHED, made, format)
