"""What changed of each term since an earlier release, as its page and the page of all say it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from doidkit.comparing import Comparison
from doidkit.rendering.changes import parts

Said = tuple[str, Sequence[parts.Segment]]
"""What kind of change it is, and what was and is."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The changes of one term ``since`` what the earlier release is called."""

    since: str
    found: tuple[Said, ...]


def by_term(comparison: Comparison | None) -> Mapping[str, Changed]:
    """Return what changed of each term by its IRI; under "" what is of none."""
    if comparison is None:
        return {}
    called = parts.Names(comparison)
    return {
        term: Changed(
            comparison.old,
            tuple((parts.title(each, called), parts.segments(each, called)) for each in found),
        )
        for term, found in comparison.by_term().items()
    }
