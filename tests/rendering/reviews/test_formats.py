"""A review in each format: whole or counted, and text of an ontology as nothing but text."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from pyoxigraph import NamedNode

from doidkit.comparing import compare
from doidkit.entailing import Entailment
from doidkit.explaining import Reason
from doidkit.model import Finding, Location, Report, Severity, State
from doidkit.ontology.record import TermRef
from doidkit.rendering.reviews import render
from doidkit.reviewing import Place, Review, When

EVIL = (
    """<script>document.title="x"</script><img src=x onerror=alert(1)> @all #1 `a` **b** | <!--"""
)
TERM = TermRef(EVIL, "DOID:1", "http://purl.obolibrary.org/obo/DOID_1")
OTHER = TermRef("other", "DOID:2", "http://purl.obolibrary.org/obo/DOID_2")
COMMONMARK = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def finding(number: int, state: State, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(
        "a_rule",
        severity,
        f"{EVIL} {number}",
        NamedNode(f"http://purl.obolibrary.org/obo/DOID_{number}"),
        label=EVIL,
        location=Location(f"{EVIL}.obo", number, 3),
        state=state,
    )


def entailment(number: int, *, gained: bool) -> Entailment:
    reasons = tuple(Reason(f"{EVIL} {n}", Location("a.obo", n)) for n in (1, 2))
    sub = TermRef(EVIL, f"DOID:{number}", f"http://purl.obolibrary.org/obo/DOID_{number}")
    return Entailment(sub, OTHER if number % 2 else None, gained, reasons)


@pytest.fixture
def make(write: Callable[[str, str], Path]) -> Callable[[int], Review]:
    """Return what makes a review with so many changes, findings and entailments of each sort."""

    def made(count: int) -> Review:
        text = "".join(
            f"<http://purl.obolibrary.org/obo/DOID_{n}> "
            f"<http://www.w3.org/2000/01/rdf-schema#label> {json.dumps(f'{EVIL} {n}')} .\n"
            for n in range(count)
        )
        old, new = write("old.nt", text), write("new.nt", text.replace("script", "scripts"))
        found = [finding(n, State.NEW) for n in range(count)]
        found += [finding(n, State.FIXED) for n in range(count)]
        found += [finding(1, State.UNCHANGED)]
        return Review(
            compare(old, new, names=(f"main:{EVIL}", EVIL)),
            Report(tuple(found), notes=(EVIL,)),
            tuple(entailment(n, gained=gained) for n in range(count) for gained in (True, False)),
            places=(Place(TERM, When.BOTH, (Place(OTHER, When.AFTER),)),),
        )

    return made


class Tags(HTMLParser):
    """The tags and attributes of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_verdict_counts(make: Callable[[int], Review]) -> None:
    lines = render([make(3)], format="markdown").splitlines()
    assert lines[0] == "<!-- doidkit review -->"
    assert lines[4] == (
        "**3 changes in 3 terms; 3 new findings (3 errors), 3 fixed; 3 new entailments, 3 lost.**"
    )
    assert [line for line in lines if line.startswith("### ")] == [
        "### New findings",
        "### Fixed findings",
        "### Now implied",
        "### No longer implied",
        "### Changes by term",
    ]


def test_what_is_not_known_is_no_number(make: Callable[[int], Review]) -> None:
    unknown = replace(make(1), entailments=(), unknown="The ontology is inconsistent.")
    told = render([unknown], format="markdown")
    assert "entailment" not in told
    assert "\n\nThe ontology is inconsistent.\n" in told
    assert json.loads(render([unknown], format="json"))["reviews"][0]["entailments"] is None


def test_a_check_that_cannot_run_is_told_though_it_is_not_new(
    make: Callable[[int], Review],
) -> None:
    failed = replace(finding(1, State.UNCHANGED), check="check-failed")
    told = render([replace(make(1), report=Report((failed,)))], format="markdown")
    assert "1 check could not run, and could not before either." in told


def test_markdown_of_an_ontology_is_text(make: Callable[[int], Review]) -> None:
    page = Tags(COMMONMARK.render(render([make(2)], format="markdown")))
    assert page.tags <= set("h2 h3 h4 p ul li strong em details summary ins del".split())
    assert page.names == set()
    # Every place where the text of the ontology stands has all of it.
    assert page.text.count("onerror=alert(1)> @") == page.text.count("<img src=x") > 20
    assert not re.search(r"@\w|#\d", render([make(2)], format="markdown"))


def test_a_page_has_the_text_and_nothing_else_runs(make: Callable[[int], Review]) -> None:
    page = render([make(2)], format="html")
    found = Tags(page)
    assert not found.tags & {"script", "img", "link", "iframe", "object", "form"}
    assert not {name for name in found.names if name.startswith("on")} | (found.names & {"src"})
    assert EVIL in found.text
    assert re.findall(r"(?:https?:)?//[^\s\"<]+", re.sub(r"\b(id|href)=\"[^\"]*\"", "", page)) == []


@pytest.mark.parametrize("count", [1, 40, 400])
@pytest.mark.parametrize("limit", [5_000, 20_000, 65_000])
def test_a_size_is_kept_and_all_is_counted(
    make: Callable[[int], Review], count: int, limit: int
) -> None:
    told = render([make(count)], format="markdown", limit=limit)
    assert len(told) <= limit
    sections = re.split(r"^### (.*)\n", told, flags=re.MULTILINE)
    counts = {}
    for title, text in zip(sections[1::2], sections[2::2], strict=True):
        hidden = [int(n) for n in re.findall(r"^(\d+) .* in \d+ groups? not shown", text, re.M)]
        counts[title] = len(re.findall(r"^(?:- \*\*|#### )", text, re.M)) + sum(hidden)
    assert counts == dict.fromkeys(
        [
            "New findings",
            "Fixed findings",
            "Now implied",
            "No longer implied",
            "Changes by term",
        ],
        count,
    )


def test_what_one_section_does_not_need_is_the_others(make: Callable[[int], Review]) -> None:
    one = replace(make(400), entailments=(), report=Report((finding(1, State.NEW),)))
    told = render([one], format="markdown")
    assert 63_000 < len(told) <= 65_000
    assert ".obo:1:3)\n\n### Changes by term" in told


def test_the_gravest_findings_are_shown_in_full(make: Callable[[int], Review]) -> None:
    told = render([make(400)], format="markdown", limit=10_000)
    first = re.search(r"### New findings\n\n(.*?)not shown", told, re.DOTALL)
    assert first
    assert re.findall(r"\.obo:(\d+):3", first[1])[:2] == ["0", "1"]


@pytest.mark.parametrize("files", [0, 3, 100])
def test_several_files_are_counted_together(make: Callable[[int], Review], files: int) -> None:
    told = render([make(2)] * files, format="markdown", limit=5_000)
    assert len(told) <= 5_000
    shown = len(re.findall("^## ", told, re.MULTILINE))
    left = re.findall(r"^(\d+) more files? not shown", told, re.MULTILINE)
    assert shown + sum(map(int, left)) == files
    assert f"**doidkit review**: {files} files." in told
    assert ("No ontology file changed." in told) is (files == 0)


def test_the_page_shows_before_and_after(make: Callable[[int], Review]) -> None:
    page = render([make(1)], format="html")
    (row,) = re.findall(r'<tr><th scope="row">label</th>(.*?)</tr>', page)
    before, after = row.split("</td><td>")
    assert "<del>script</del>" in before
    assert "<ins>scripts</ins>" in after
    assert "<del>" not in after
    assert '<li class="after"><span class="name">DOID:2 other</span>' in page
    assert page.count("<details>") == 2  # an explanation of each entailment, folded


def test_no_foreign_script_runs_in_a_browser(
    browse: Callable[..., str], make: Callable[[int], Review]
) -> None:
    page = render([make(2)], format="html")
    hostile = page.replace("</body>", "<script>document.title = 'x'</script></body>")
    assert "<title>doidkit review</title>" in browse(hostile)


@pytest.mark.parametrize("dark", [False, True])
def test_where_terms_stood_is_grey_and_where_they_stand_in_colour(
    browse: Callable[..., str], make: Callable[[int], Review], dark: bool
) -> None:
    review = replace(make(1), places=(Place(TERM, When.BEFORE), Place(OTHER, When.AFTER)))
    page = render([review], format="html")
    open_page = re.sub(r'<meta http-equiv="Content-Security-Policy".*?>', "", page)
    script = """<script>
      const colour = (name) => getComputedStyle(document.querySelector(name)).color;
      const back = getComputedStyle(document.querySelector("body")).backgroundColor;
      const names = ["body", ".tree .before .name", ".tree .after .name"];
      document.title = [back, ...names.map(colour)].join(";");
    </script></body>"""
    (title,) = re.findall(
        "<title>(.*?)</title>", browse(open_page.replace("</body>", script), dark=dark)
    )
    back, text, before, after = (
        tuple(map(int, re.findall(r"\d+", each)[:3])) for each in title.split(";")
    )
    assert (sum(back) < 100) is dark
    assert (sum(text) > 600) is dark
    assert max(before) - min(before) < 30
    assert max(after) - min(after) > 120


def test_the_classified_hierarchy_stands_beside_the_stated_one(
    make: Callable[[int], Review],
) -> None:
    place = (Place(OTHER, When.AFTER),)
    for stated, classified in ((place, ()), ((), place), (place, place), ((), ())):
        review = replace(make(1), places=stated, classified=classified)
        page = render([review], format="html")
        assert [title in page for title in ("As stated", "As classified")] == [
            bool(stated),
            bool(classified),
        ]
        assert ("where terms moved" in page) is bool(stated or classified)
        told = json.loads(render([review], format="json"))["reviews"][0]
        assert [len(told["places"]), len(told["classified"])] == [len(stated), len(classified)]


def test_a_narrow_page_needs_no_second_column(
    browse: Callable[..., str], make: Callable[[int], Review]
) -> None:
    page = render([make(1)], format="html")
    open_page = re.sub(r'<meta http-equiv="Content-Security-Policy".*?>', "", page)
    frame = (
        f'<iframe style="width: 360px; height: 900px" srcdoc="{escape(open_page)}"></iframe>'
        """<script>addEventListener("load", () => {
          const inner = document.querySelector("iframe").contentDocument;
          const cells = [...inner.querySelectorAll("td")].map((td) => td.clientWidth);
          const wide = inner.documentElement.scrollWidth;
          document.title = `${wide};${Math.min(...cells.filter((width) => width))}`;
        });</script>"""
    )
    (title,) = re.findall("<title>(.*?)</title>", browse(f"<title>x</title>{frame}"))
    wide, narrowest = map(int, title.split(";"))
    assert wide <= 360
    assert narrowest > 280
