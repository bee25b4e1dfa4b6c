"""Reviews as JSON, for programs."""

import json
from collections.abc import Sequence
from typing import Any

from doidkit.rendering import explanations
from doidkit.rendering.changes import data as changes
from doidkit.rendering.changes import implied
from doidkit.rendering.findings.data import finding_object
from doidkit.reviewing import Place, Review

VERSION = 1


def render(reviews: Sequence[Review]) -> str:
    """Return the reviews, a list of one for each pair of files.

    In each ``comparison`` is what `doidkit diff` writes, ``findings`` are those of NEW and of OLD
    with their state, ``entailments`` have ``sub``, ``super`` (null: nothing can belong to
    ``sub``), ``gained`` and ``explanation``; they are null where ``unknown`` says why they are
    not known. ``places`` is the part of the stated hierarchy in which terms moved, ``classified``
    that of the classified one in which terms moved by inference.
    """
    document = {"doidkit-review": VERSION, "reviews": [_review(each) for each in reviews]}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _review(review: Review) -> dict[str, Any]:
    return {
        "comparison": changes.record(review.comparison),
        "findings": [finding_object(finding) for finding in review.report],
        "notes": list(review.report.notes),
        "entailments": None if review.unknown else [*map(implied.record, review.entailments)],
        "unknown": review.unknown,
        "places": [_place(place) for place in review.places],
        "classified": [_place(place) for place in review.classified],
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "term": explanations.term(place.term),
        "when": place.when.value,
        "below": [_place(each) for each in place.below],
    }
