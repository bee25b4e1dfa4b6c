"""Every format from the one report: its golden file, its schema, and any text inside."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal

import examples
from doidkit.model import Finding, Location, Report, Severity, State, Waived
from doidkit.rendering import findings

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
GOLDEN = ROOT / "tests" / "golden"
SCHEMAS = ROOT / "tests" / "examples" / "schemas"

ENDINGS = {
    "text": "txt",
    "json": "json",
    "sarif": "sarif",
    "code-scanning": "code-scanning.sarif",
    "junit": "junit.xml",
    "github": "github.txt",
    "gitlab": "gitlab.json",
    "markdown": "md",
    "tsv": "tsv",
    "sheet": "csv",
    "html": "html",
}
OWN = jsonschema.Draft202012Validator(json.loads((ROOT / "docs/report.schema.json").read_text()))
SARIF = jsonschema.Draft4Validator(
    json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text()),
    format_checker=jsonschema.FormatChecker(),
)
JUNIT = xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd"))


def render(report: Report, format: str) -> str:
    return findings.render(report, format=format)


def test_every_format_has_a_golden_file() -> None:
    assert set(ENDINGS) == set(findings.FORMATS)


@pytest.mark.parametrize(("format", "ending"), ENDINGS.items())
def test_golden(format: str, ending: str) -> None:
    expected = (GOLDEN / f"findings.{ending}").read_bytes().decode()
    assert render(examples.REPORT, format) == expected


def test_golden_for_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    written = findings.render(examples.REPORT, format="text", width=80)
    assert written == (GOLDEN / "findings.ansi").read_bytes().decode()


@pytest.mark.parametrize("format", findings.FORMATS)
def test_an_empty_report_has_a_form_and_leaves_nothing_out(format: str) -> None:
    written = render(examples.NONE, format)
    assert written.endswith("\n")
    assert findings.shortfall(examples.NONE, format=format) is None


_TEXT = st.text(max_size=60)
_FINDING = st.builds(
    Finding,
    check=st.text(min_size=1, max_size=20),
    severity=st.sampled_from(Severity),
    message=_TEXT | st.just("<script>x</script>]]>\r\n::error::##[x]\x00\ud800"),
    value=st.none() | _TEXT.map(Literal),
    path=st.none() | _TEXT,
    label=st.none() | _TEXT,
    location=st.none()
    | st.builds(
        Location,
        st.text(min_size=1, max_size=20).filter(lambda p: "\0" not in p),
        st.none() | st.integers(1, 9999),
        st.none() | st.integers(1, 99),
    ),
    fix=st.none() | _TEXT,
    title=st.none() | _TEXT,
    excerpt=st.none() | st.text(max_size=200),
    identity=st.none() | _TEXT,
    state=st.none() | st.sampled_from(State),
)
_REPORT = st.builds(
    Report,
    st.lists(_FINDING, max_size=6).map(tuple),
    waived=st.lists(
        st.builds(Waived, _FINDING, _TEXT, _TEXT, st.just("2026-12-31")), max_size=2
    ).map(tuple),
)


@given(_REPORT)
@settings(max_examples=60)
def test_any_text_comes_out_in_every_format(report: Report) -> None:
    written = {format: render(report, format) for format in findings.FORMATS}
    present = [f for f in report if f.state is not State.FIXED]
    OWN.validate(json.loads(written["json"]))
    for format in ("sarif", "code-scanning"):
        SARIF.validate(json.loads(written[format]))
    JUNIT.validate(ElementTree.fromstring(written["junit"]))
    assert len(json.loads(written["gitlab"])) == len(present)
    assert len(written["tsv"].splitlines()) == len(present) + 1
    assert len(written["markdown"].encode()) < 65_536
    assert written["html"].count("<script") == 1
    lines = written["github"].split("\n")
    commands = [line for line in lines if line.startswith("::")]
    assert all(
        re.match(r"::(error|warning|notice) |::group::|::endgroup::", line) for line in commands
    )
    assert "##[" not in "".join(set(lines) - set(commands))


def test_json_gives_back_what_a_finding_says() -> None:
    document = json.loads(render(examples.REPORT, "json"))
    said = [f["message"] for f in document["findings"]]
    assert said == [f.message for f in examples.REPORT]
    assert document["counts"] == {"error": 2, "warning": 2, "info": 1}
    assert document["states"] == {"new": 2, "unchanged": 2, "fixed": 1}


def _sarif(report: Report, format: str = "sarif") -> dict:
    document = json.loads(render(report, format))
    SARIF.validate(document)
    (run,) = document["runs"]
    return run


def test_sarif_names_states_waivers_and_places() -> None:
    results = _sarif(examples.REPORT)["results"]
    assert [r.get("baselineState") for r in results] == [
        "new", "unchanged", "new", None, "unchanged", "absent", None,
    ]  # fmt: skip
    (waived,) = [r for r in results if "suppressions" in r]
    assert "Merged upstream" in waived["suppressions"][0]["justification"]
    place = results[2]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {
        "uri": "a%20folder/doid%2C%20%C3%BC%3A1.obo",
        "uriBaseId": "%SRCROOT%",
    }
    assert place["region"] == {"startLine": 33, "startColumn": 12}


def test_an_upload_has_no_waived_and_no_fixed_findings() -> None:
    results = _sarif(examples.REPORT, "code-scanning")["results"]
    assert len(results) == 5
    assert not any("suppressions" in r or r.get("baselineState") == "absent" for r in results)


def test_sarif_rules_are_those_of_their_results() -> None:
    run = _sarif(examples.REPORT)
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])
    assert all(rule["help"]["markdown"] for rule in rules)


def test_a_fingerprint_stays_when_lines_move_and_none_comes_twice() -> None:
    def names(report: Report) -> list[str]:
        results = _sarif(report)["results"]
        return [r["partialFingerprints"]["doidkit/v1"] for r in results]

    def report(line: int) -> Report:
        return Report((Finding("c", Severity.ERROR, "m", location=Location("f", line)),) * 2)

    assert names(report(1)) == names(report(99))
    assert len(set(names(report(1)))) == 2


def test_code_scanning_gets_what_it_takes_the_worst_first_and_is_told_of_the_rest() -> None:
    report = examples.many(25_100)
    (run,) = json.loads(render(report, "code-scanning"))["runs"]  # too large for the schema
    levels = [result["level"] for result in run["results"]]
    assert len(levels) == 25_000
    assert levels == sorted(levels)  # error before warning
    assert levels.count("error") == 251
    assert run["properties"]["resultsLeftOut"] == 100
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "100 of 25,100 results" in note["message"]["text"]
    assert findings.shortfall(report, format="sarif") == note["message"]["text"]


def test_junit_fails_a_check_for_what_is_new() -> None:
    text = render(examples.REPORT, "junit")
    JUNIT.validate(ElementTree.fromstring(text))
    root = ElementTree.fromstring(text)
    assert (root.get("tests"), root.get("failures")) == ("5", "1")
    (failed,) = [case for case in root.iter("testcase") if case.find("failure") is not None]
    assert failed.get("name") == "missing_label"
    assert "DOID:182" in failed.findtext("failure")
    assert "DOID:6652" in failed.findtext("system-out")  # known before
    assert "waived" in failed.findtext("system-out")


def test_github_gets_ten_of_a_kind_and_the_rest_in_the_log() -> None:
    report = examples.many(2_000)
    lines = render(report, "github").splitlines()
    kinds = [line.split(" ")[0] for line in lines if re.match("::(error|warning|notice) ", line)]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "::error": 10,
        "::warning": 10,
        "::notice": 1,
    }
    assert "::group::1,980 more findings" in lines
    assert len(lines) == 20 + 1 + 1980 + 1 + 1
    assert "20 of 2,000 findings annotated" in lines[-1]


def test_github_keeps_a_notice_for_the_summary() -> None:
    lines = render(examples.many(50, Severity.INFO), "github").splitlines()
    assert sum(line.startswith("::notice ") for line in lines) == 10


def test_github_escapes_what_would_end_a_property() -> None:
    written = render(examples.REPORT, "github")
    assert "file=a folder/doid%2C ü%3A1.obo,line=33,col=12," in written
    assert "100%25 @everyone" in written


def test_a_comment_of_twenty_thousand_findings_fits_and_counts_the_rest() -> None:
    report = examples.many(20_000)
    written = render(report, "markdown")
    assert 60_000 < len(written.encode()) < 65_536
    rows = len(re.findall(r"^\| (?:error|warning|info)", written, re.MULTILINE))
    left = re.search(
        r"^([\d,]+) more findings not shown here: .*warnings\.$", written, re.MULTILINE
    )
    assert rows + int(left[1].replace(",", "")) == 20_000
    assert findings.shortfall(report, format="markdown").startswith(f"The comment shows {rows} of")


def test_a_comment_mentions_nobody() -> None:
    written = render(examples.REPORT, "markdown")
    # GitHub looks past escapes and entities (github/cmark-gfm#181), but not past a comment.
    assert not re.search(r"@\w|#\d|&#", written)
    assert "<script" not in written


def test_tsv_has_the_columns_of_robot() -> None:
    rows = list(csv.reader(io.StringIO(render(examples.REPORT, "tsv")), delimiter="\t"))
    assert rows[0] == ["Level", "Rule Name", "Subject", "Property", "Value"]
    assert rows[1] == ["ERROR", "missing_label", "DOID:182", "rdfs:label", ""]
    assert {row[0] for row in rows[1:]} == {"ERROR", "WARN", "INFO"}


class _Page(HTMLParser):
    """What a page loads, not where its links go, and whether its elements are closed in order."""

    VOID = ("meta", "input", "wbr")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        names = ("src", "srcset") if tag == "a" else ("src", "href", "srcset")
        self.links += [value for name, value in attrs if name in names]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_well_formed_and_loads_nothing() -> None:
    page = _Page()
    page.feed(render(examples.REPORT, "html"))
    assert page.open == []
    assert page.links == []
    assert "url(" not in render(examples.REPORT, "html").replace("url(http", "")


@pytest.mark.parametrize("format", findings.FORMATS)
def test_the_same_report_gives_the_same_text(format: str) -> None:
    assert render(examples.REPORT, format) == render(examples.REPORT, format)


BLANK = Finding(
    "label_whitespace",
    Severity.ERROR,
    "The label begins or ends with a space.",
    value=Literal("calcinosis\u00a0 "),
)


def test_tsv_and_text_show_the_blank_that_a_rule_reports() -> None:
    assert render(Report((BLANK,)), "tsv").splitlines()[1].split("\t")[4] == r"calcinosis\u00a0 "
    assert r' = "calcinosis\u00a0 "' in render(Report((BLANK,)), "text")


def test_text_shows_a_value_whole() -> None:
    long = Literal("word " * 500)
    assert str(long.value) in render(Report((replace(BLANK, value=long),)), "text")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1 more", "'+1 more"),
        ("-x", "'-x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1", "' =1"),
        ("\uff1d1", "'\uff1d1"),
        ("-1.5e3", "-1.5e3"),
        ("calcinosis", "calcinosis"),
        ('a "quote", a comma', 'a "quote", a comma'),
    ],
)
def test_no_cell_for_a_spreadsheet_is_a_formula(value: str, cell: str) -> None:
    report = Report((replace(BLANK, value=Literal(value)),))
    (_, row) = csv.reader(render(report, "sheet").splitlines())
    assert row[4] == cell
    (_, row) = csv.reader(render(report, "tsv").splitlines(), delimiter="\t")
    assert row[4] == value
