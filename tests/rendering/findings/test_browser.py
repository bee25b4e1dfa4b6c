"""The HTML report in a real browser: it filters, it sorts, and foreign scripts do not run."""

import re
from collections.abc import Callable

import examples
from doidkit.rendering import findings

Browse = Callable[..., str]


def page() -> str:
    return findings.render(examples.REPORT, format="html")


def rows(document: str) -> list[tuple[str, str, bool]]:
    """Return the check, the state and whether it is shown, of each row in order."""
    found = re.findall(
        r'<tr data-severity="\w+" data-check="(.*?)" data-state="(\w*)"(.*?)>', document
    )
    return [(check, state, "hidden" not in rest) for check, state, rest in found]


def test_all_rows_are_shown_at_first(browse: Browse) -> None:
    document = browse(page())
    assert [shown for *_, shown in rows(document)] == [True] * 6
    assert '<form class="filters">' in document


def test_the_address_filters(browse: Browse) -> None:
    document = browse(page(), "#severity=error,info&state=unchanged&text=osteo")
    assert [check for check, _, shown in rows(document) if shown] == ["xref-url"]
    assert ">1 of 6 shown<" in document


def test_the_address_sorts(browse: Browse) -> None:
    checks = [check for check, *_ in rows(browse(page(), "#sort=-check"))]
    assert checks == sorted(checks, reverse=True)


def test_clicks_filter_and_sort(browse: Browse) -> None:
    # The page's own policy forbids this script, as the next test shows.
    open_page = re.sub(r'<meta http-equiv="Content-Security-Policy".*?>', "", page())
    clicks = """<script>
      document.querySelector("[name=severity][value=warning]").click();
      const check = document.querySelector("th[data-name=check] button");
      check.click(); check.click();
    </script></body>"""
    document = browse(open_page.replace("</body>", clicks))
    checks = [check for check, _, shown in rows(document) if shown]
    assert checks == ["xref-url", "missing_label", "missing_label"]
    assert 'data-name="check" aria-sort="descending"' in document


def test_no_other_script_runs(browse: Browse) -> None:
    foreign = '<script>document.title = "foreign"</script><img src="x" onerror="document.title=1">'
    document = browse(page().replace("</main>", f"{foreign}</main>"))
    assert "<title>doidkit check</title>" in document


def test_many_findings_are_shown_in_pages(browse: Browse) -> None:
    many = findings.render(examples.many(1200), format="html")
    first = browse(many)
    assert len(rows(first.split("<noscript")[0])) == 500
    assert "1,200 of 1,200, page 1 of 3" in first
    last = browse(many, "#page=3").split("<noscript")[0]
    assert len(rows(last)) == 200
    some = browse(many, "#severity=error").split("<noscript")[0]
    assert len(rows(some)) == 12
    assert ">12 of 1,200 shown<" in some
    assert re.search(r"<nav[^>]* hidden", browse(many, "#severity=error"))
    behind = browse(many, "#text=%2C 1199.").split("<noscript")[0]
    assert len(rows(behind)) == 1
