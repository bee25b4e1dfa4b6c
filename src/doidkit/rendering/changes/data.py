"""A comparison as JSON: what programs read, and what `doidkit patch` applies."""

import json
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from doidkit.comparing import Change, Comparison
from doidkit.comparing.reading import VERSION
from doidkit.entailing import Entailment
from doidkit.rendering.changes import implied


def render(
    comparisons: Sequence[Comparison], entailments: Sequence[Sequence[Entailment] | None] = ()
) -> str:
    """Return the changes with all that they account for; of several files a list.

    ``entailments`` are what follows from one side only, where that was looked at.
    """
    told = [record(comparison) for comparison in comparisons]
    for one, some in zip_longest(told, entailments):
        if some is not None:
            one["entailments"] = [*map(implied.record, some)]
    return json.dumps(told[0] if len(told) == 1 else told, indent=2, ensure_ascii=False) + "\n"


def record(comparison: Comparison) -> dict[str, Any]:
    """Return what the JSON says."""
    terms = {change.term for change in comparison if change.term}
    return {
        "doidkit-diff": VERSION,
        "old": comparison.old,
        "new": comparison.new,
        "summary": {
            "changes": len(comparison),
            "terms": len(terms),
            "kinds": {kind.value: n for kind, n in _kinds(comparison)},
            "branches": dict(sorted(comparison.by_branch().items())),
        },
        "notes": list(comparison.notes),
        "changes": [_change(change, comparison) for change in comparison],
    }


def _kinds(comparison: Comparison) -> list[Any]:
    return sorted(comparison.counts().items(), key=lambda item: item[0].value)


def _change(change: Change, of: Comparison) -> dict[str, Any]:
    told: dict[str, Any] = {
        "kind": change.kind.value,
        "term": change.term,
        "label": of.labels.get(change.term, ""),
        "predicate": change.predicate,
        "old": change.old,
        "new": change.new,
        "lost": [list(note) for note in change.lost],
        "gained": [list(note) for note in change.gained],
        "removed": ["".join(f"{line} .\n" for line in piece) for piece in change.removed],
        "added": ["".join(f"{line} .\n" for line in piece) for piece in change.added],
        "parts": [_change(part, of) for part in change.parts],
    }
    return {name: value for name, value in told.items() if value}
