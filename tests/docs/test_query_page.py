"""docs/queries.md is what the headers of the queries say."""

import querypage


def test_the_page_is_up_to_date() -> None:
    assert querypage.PAGE.read_text(encoding="utf-8") == querypage.page(), (
        "run python tests/support/querypage.py"
    )


def test_the_library_answers_what_is_asked_daily() -> None:
    wide = querypage.page().partition("\n## On any release")[2].partition("\n## ")[0]
    assert wide.count("\n| `") >= 40
