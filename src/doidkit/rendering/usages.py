"""The usages of a term as text, CSV, TSV and JSON."""

from collections.abc import Iterable

from doidkit.pages.usages import Usage
from doidkit.rendering import rows

FORMATS = rows.FORMATS
_COLUMNS = ("by", "label", "kind", "said", "file", "line")


def render(found: Iterable[Usage], format: str) -> str:
    """Return usages, a row each; in text what is said stands last, as it is long."""
    made = [
        (
            *((each.by.curie, each.by.label) if each.by else ("", "")),
            *(each.kind, each.said),
            *((each.location.path, each.location.line) if each.location else ("", None)),
        )
        for each in found
    ]
    if format != "text":
        return rows.render(_COLUMNS, made, format)
    shown = (
        (f"{file}:{line}" if file else "", f"{by} {label}".strip(), kind, said)
        for by, label, kind, said, file, line in made
    )
    return rows.render(("where", "by", "kind", "said"), shown, "text")
