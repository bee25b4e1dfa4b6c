"""docs/review.md quotes the review of a real pair of releases, as it is today."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import releasepair
from shared import needs

from doidkit.reviewing import Place, When


@pytest.mark.slow
@needs("data/doid-2024-01-31.obo.gz")
@needs("data/doid-NCIthesaurus-2026-07-31.obo.gz")
def test_the_page_quotes_what_the_review_says(tmp_path: Path) -> None:
    found = releasepair.reviewed(tmp_path)
    assert releasepair.PAGE.read_text(encoding="utf-8") == releasepair.page(found)
    # What the page says of the rest: these two moved, and they are what is drawn.
    assert {place.term.curie for place in _drawn(found.places) if place.when is not When.BOTH} == {
        *releasepair.TERMS
    }


def _drawn(places: tuple[Place, ...]) -> Iterator[Place]:
    for place in places:
        yield place
        yield from _drawn(place.below)
