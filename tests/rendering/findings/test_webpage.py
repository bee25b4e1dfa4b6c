"""The page of findings as a browser's parser reads it: what stands where, and that all escapes."""

import base64
import hashlib
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from pyoxigraph import Literal, NamedNode

from doidkit.model import About, Finding, Location, Report, Rule, Severity, State, Waived
from doidkit.rendering.findings.webpage import PAGE, render

TERM = NamedNode("http://purl.obolibrary.org/obo/DOID_182")
EVIL = "<script>alert('x')</script>&\"'"


@dataclass
class Page(HTMLParser):
    """Elements with their attributes and text, in order."""

    elements: list[tuple[str, dict[str, str | None], list[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), []))
        if tag not in ("meta", "input", "wbr"):
            self._open.append(len(self.elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self._open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        for number in self._open:
            self.elements[number][2].append(data)

    def texts(self, tag: str, **attributes: str) -> list[str]:
        return [
            "".join(text)
            for name, attrs, text in self.elements
            if name == tag and attributes.items() <= attrs.items()
        ]

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs, _ in self.elements if name == tag]


def page(*findings: Finding, fail_on: Severity | None = Severity.ERROR, **more: object) -> Page:
    read = Page()
    read.feed(render(Report(findings, **more), fail_on))
    return read


def finding(check: str = "c", severity: Severity = Severity.ERROR, **more: object) -> Finding:
    return Finding(check, severity, **{"message": "said", "focus": TERM, **more})


def cells(read: Page) -> list[str]:
    return read.texts("td")


def test_a_row_says_all_of_a_finding() -> None:
    read = page(
        finding(
            title="Title",
            label="calcinosis",
            path=NamedNode("http://www.w3.org/2000/01/rdf-schema#label"),
            value=Literal("bad value"),
            location=Location("src/a.obo", 3, 7),
            excerpt="name: bad value",
            fix="Do it.",
            state=State.NEW,
        )
    )
    badge, check, term, place, said = cells(read)
    assert badge.split() == ["error", "new"]
    assert check == "Title c"
    assert "DOID:182" in term
    assert "calcinosis" in term
    assert place == "src/a.obo:3:7"
    for part in ("said", "rdfs:label", "“bad value”", "Do it.", "name: bad value"):
        assert part in said
    assert read.texts("mark") == ["b"], "the character of the column"
    (row,) = [attrs for attrs in read.attributes("tr") if "data-check" in attrs]
    assert row == {"data-severity": "error", "data-check": "c", "data-state": "new"}
    assert "/<wbr>a.obo" in render(Report((finding(location=Location("src/a.obo", 3, 7)),)))


def test_a_row_leaves_out_what_a_finding_does_not_say() -> None:
    read = page(finding(focus=None, excerpt="a line"))
    _, check, term, place, said = cells(read)
    assert (check, term, place) == (" c", "", "")
    assert said == "saida line"
    for tag in ("mark", "code"):
        assert read.texts(tag) == []
    assert [a for a in read.attributes("span") if a.get("class") in ("fix", "value")] == []
    assert read.texts("pre") == ["a line"]
    assert page(finding()).texts("pre") == []


def test_a_mark_behind_the_end_is_still_seen() -> None:
    read = page(finding(location=Location("a", 1, 3), excerpt="ab c"))
    assert read.texts("mark") == [" "]


def test_severities_sort_by_gravity() -> None:
    read = page(*(finding(severity=severity) for severity in Severity))
    keys = [attrs["data-key"] for attrs in read.attributes("td") if attrs.get("class") == ""]
    assert keys == ["0", "1", "2"]
    heads = [attrs["data-name"] for attrs in read.attributes("th") if "data-name" in attrs]
    assert heads == ["severity", "check", "term", "place", "finding"]
    assert read.texts("th")[:5] == ["Severity", "Check", "Term", "Place", "Finding"]


def test_what_is_fixed_comes_last_and_is_counted_as_shown() -> None:
    read = page(
        finding("gone", state=State.FIXED),
        finding("old", state=State.UNCHANGED),
        finding("fresh", state=State.NEW),
    )
    rows = [a["data-check"] for a in read.attributes("tr") if "data-check" in a]
    assert rows == ["fresh", "old", "gone"]
    assert read.texts("p", role="status") == ["3 of 3 shown"]


def test_the_filters_offer_what_the_report_has() -> None:
    read = page(finding("b"), finding("a"), finding("b", Severity.WARNING))
    assert [a["name"] for a in read.attributes("select")] == ["check"], "nothing was compared"
    assert read.texts("option") == ["all", "a", "b"]
    boxes = [a for a in read.attributes("input") if a["type"] == "checkbox"]
    assert [a["value"] for a in boxes] == ["error", "warning", "info"]
    assert all("checked" in a for a in boxes)
    assert [" ".join(t.split()) for t in read.texts("label")][:2] == ["error 2", "warning 1"]
    compared = page(finding(state=State.NEW))
    assert [a["name"] for a in compared.attributes("select")] == ["check", "state"]
    assert compared.texts("option")[2:] == ["all", *(state.value for state in State)]
    assert ("hidden" in read.attributes("form")[0]) is True, "without its script it does nothing"


@pytest.mark.parametrize(("findings", "hidden"), [((), False), ((finding(),), True)])
def test_an_empty_table_says_so(findings: tuple[Finding, ...], hidden: bool) -> None:
    (none,) = [a for a in page(*findings).attributes("div") if a.get("class") == "none"]
    assert ("hidden" in none) is hidden


def test_the_checks_with_most_findings_come_first() -> None:
    rules = (
        Rule("quiet", "Quiet", Severity.INFO, "Because.", ""),
        Rule("loud", "Loud", Severity.ERROR, "", "Mend it."),
        Rule("also", "Also", Severity.INFO, "", ""),
    )
    read = page(finding("loud"), finding("loud"), finding("gone", state=State.FIXED), rules=rules)
    summaries = [" ".join(text.split()) for text in read.texts("summary")]
    assert [text.split()[1] for text in summaries[:1]] == ["Loud"]
    assert summaries[0].endswith("2 findings")
    assert [text.split()[1] for text in summaries if text.endswith(" 0 findings")][:1] == ["Also"]
    assert list(zip(read.texts("dt"), read.texts("dd"), strict=True)) == [
        ("Fix", "Mend it."),
        ("Why", "Because."),
    ]


def test_a_report_without_rules_and_waivers_has_no_such_part() -> None:
    assert page().texts("section") == []


def test_the_waived_findings_have_a_table_of_their_own() -> None:
    excused = finding(location=Location("a.obo", 2), label="calcinosis")
    read = page(waived=(Waived(excused, "a reason", "Ann", "2027-01-31"),))
    assert read.texts("h2")[-1:] == ["1 waived"]
    assert read.texts("th")[5:] == ["Check", "Term", "Place", "Reason", "Who", "Until"]
    check, term, *rest = cells(read)
    assert (check, rest) == ("c", ["a.obo:2", "a reason", "Ann", "2027-01-31"])
    assert "calcinosis" in term
    assert page(waived=(Waived(finding(), "r", "w", "d"),)).texts("td")[2] == ""


def test_notes_and_verdict_stand_above() -> None:
    read = page(finding(), notes=("One note.", "Another."))
    assert read.texts("li") == ["One note.", "Another."]
    assert page(finding()).texts("ul") == []
    (verdict,) = read.texts("p", **{"class": "summary"})
    (other,) = page(finding(), fail_on=None).texts("p", **{"class": "summary"})
    assert verdict != other


def test_the_head_says_what_was_checked() -> None:
    told = About(tuple(f"{n}.obo" for n in range(7)), "https://e/2026", "do", "2026-08-01")
    read = page(finding(), about=told)
    names = read.texts("dt")
    assert names == ["Files", "Version", "Profile", "Date"]
    files, version, profile, date = read.texts("dd")
    assert files == "0.obo1.obo2.obo3.obo4.oboand 2 more"
    assert (version, profile, date) == ("https://e/2026", "do", "2026-08-01")
    assert {a["href"] for a in read.attributes("a")} == {"https://e/2026", TERM.value}
    assert page(about=About(("a.obo",))).texts("dt") == ["File"]
    assert page().texts("dt") == [], "what is not known is not said"


def test_a_term_links_to_its_address_and_nothing_else_does() -> None:
    read = page(finding(), finding(focus=NamedNode("urn:x:1")), finding(focus=Literal("x")))
    assert [a["href"] for a in read.attributes("a")] == [TERM.value]
    evil = NamedNode("javascript:alert(1)")
    assert page(finding(focus=evil), about=About(version="javascript:x")).attributes("a") == []


@pytest.mark.parametrize(("number", "more"), [(PAGE, 0), (PAGE + 1, 1), (3 * PAGE, 2)])
def test_pages_behind_the_first_are_there_without_the_script(number: int, more: int) -> None:
    read = page(*(finding() for _ in range(number)))
    assert len([a for a in read.attributes("tr") if "data-check" in a]) == number
    assert len(read.attributes("noscript")) == more
    assert len(read.attributes("nav")) == (more > 0)


def test_nothing_escapes() -> None:
    evil = finding(
        EVIL,
        message=EVIL,
        title=EVIL,
        label=EVIL,
        value=Literal(EVIL),
        fix=EVIL,
        excerpt=EVIL,
        location=Location(EVIL, 1, 1),
        focus=NamedNode("http://e/x"),
    )
    rule = Rule(EVIL, EVIL, Severity.ERROR, EVIL, EVIL)
    text = render(Report((evil,), rules=(rule,), notes=(EVIL, "a\x00b\tc")))
    assert "alert('x')" not in text
    assert text.count("<script>") == 1
    assert "a\ufffdb\tc" in text


def test_only_its_own_script_and_style_may_run() -> None:
    text = render(Report(()))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    for tag in ("script", "style"):
        inner = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert inner
        digest = base64.b64encode(hashlib.sha256(inner[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]
    assert "default-src 'none'" in policy[1]
