"""Pages taken in by the command: one or many, whole or broken; what is written is valid."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shared import needs

import doidkit
from doidkit.data import Data
from doidkit.ingestion import bundled, draft, proposals
from doidkit.ingestion.coverage import State, coverage
from doidkit.ingestion.grounding import Grounder
from doidkit.ingestion.ingest import BATCH, Against, Ingested, Named, Unread, ingest, ingest_all
from doidkit.ingestion.page import Page
from doidkit.ingestion.parse import parse, read
from doidkit.lexicon import Lexicon
from doidkit.model import Severity, Solutions, Triples
from doidkit.rendering import graph, ingested
from doidkit.syntax.formats import GraphFormat

Invoke = Callable[..., object]
GOUT = Path(__file__).with_name("gout.txt")
_LINES = [line for line in GOUT.read_text(encoding="utf-8").splitlines() if line]
PIECES = st.sampled_from(["", "", *_LINES]) | st.text(max_size=30)


@pytest.fixture(scope="module")
def against() -> Against:
    source = Data().source()
    return Against(source, "the bundled ontology", Grounder(Lexicon.of(Data().quads())), source)


@pytest.fixture(scope="module")
def bundled_page(against: Against) -> Ingested:
    return ingest(parse(bundled.page_text(), bundled.NAME), against)


@needs("seed")
def test_the_bundled_page_is_the_document(document: Page) -> None:
    assert bundled.page_text().strip() == document.text.strip()


def test_every_statement_of_the_page_is_in_the_bundled_entry(bundled_page: Ingested) -> None:
    assert bundled_page.covered is not None
    assert {each.state for each in bundled_page.covered} == {State.CLAIMED, State.DECLINED}
    declined = [each for each in bundled_page.covered if each.state is State.DECLINED]
    assert declined
    assert all(each.reasons and each.by for each in declined)


def test_what_the_entry_lacks_is_open(against: Against, bundled_page: Ingested) -> None:
    text = bundled_page.page.text.replace(
        "Skin lesions that are hard", "Skin lesions, blue ones, that are hard"
    )
    assert against.entry is not None
    open_ = [c for c in coverage(parse(text, "x"), against.entry) if c.state is State.OPEN]
    assert [each.bare for each in open_ if "blue" in each.text] == [
        "Skin lesions blue ones that are hard and do not dissolve"
    ]


def written(found: Ingested, path: Path) -> Path:
    slug = draft.slug_of(found.page)
    triples = Triples(tuple(draft.triples(found, slug=slug)))
    path.write_bytes(graph.render(triples, format=GraphFormat.TURTLE))
    return path


def test_a_draft_is_valid_and_says_what_is_to_do(bundled_page: Ingested, tmp_path: Path) -> None:
    report = doidkit.validate(written(bundled_page, tmp_path / "draft.ttl"))
    assert [f for f in report if f.severity is Severity.ERROR] == []
    assert sum(f.check == "shape:to-do" for f in report) > 100


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text[: len(text) // 2],
        lambda text: "Loose words before all.\n\n" + text[200:900],
        lambda text: text.replace("DOID:13189", "<script>"),
        lambda text: text + "\n" + text,
        lambda text: text.replace("\n[2]", "\n[1]").replace("[2] Source", "[1]  Source"),
    ],
    ids=["whole", "crlf", "half", "cut-off", "no-term", "twice", "same-number"],
)
def test_a_draft_of_any_page_is_valid(
    spoil: Callable[[str], str], against: Against, tmp_path: Path
) -> None:
    found = ingest(read(spoil(GOUT.read_text()).encode(), "gout"), against)
    report = doidkit.validate(written(found, tmp_path / "draft.ttl"))
    assert [f for f in report if f.severity is Severity.ERROR] == []


def test_a_draft_points_at_the_very_words(bundled_page: Ingested, tmp_path: Path) -> None:
    """Quotation and place of a target are the same words of its section."""
    answer = doidkit.query(
        """SELECT ?text ?exact ?start ?end {
             ?target oa:hasSource/schema:text ?text ; oa:hasSelector ?quote , ?place .
             ?quote oa:exact ?exact . ?place oa:start ?start ; oa:end ?end }""",
        source=Data(written(bundled_page, tmp_path / "draft.ttl")),
    )
    assert isinstance(answer, Solutions)
    assert len(answer) > 100
    for text, exact, start, end in answer:
        assert text.value[int(start.value) : int(end.value)] == exact.value  # type: ignore[union-attr]


def test_a_draft_asserts_nothing_of_a_disease(bundled_page: Ingested) -> None:
    """Of a class it says what the ontologies say; no indication, no role, no disjointness."""
    made = draft.triples(bundled_page, slug="182")
    known = {quad.triple for quad in Data().quads()}
    of_classes = [t for t in made if "/obo/" in str(t.subject)]
    assert of_classes
    assert [t for t in of_classes if "subClassOf" in str(t.predicate) and t not in known] == []
    predicates = {t.predicate.value.rsplit("#")[-1].rsplit("/")[-1] for t in made}
    assert not predicates & {"disjointWith", "treats", "applied_to_treat", "equivalentClass"}
    reversed_ = "http://purl.obolibrary.org/obo/DOID_6652"
    assert reversed_ not in {getattr(node, "value", "") for t in made for node in (t[0], t[2])}


@pytest.mark.filterwarnings("ignore")
def test_proposals_are_valid_sssom(bundled_page: Ingested, tmp_path: Path) -> None:
    from sssom.parsers import parse_sssom_table
    from sssom.validators import validate

    path = tmp_path / "p.sssom.tsv"
    path.write_text(proposals.table(bundled_page, identifier="https://w3id.org/doidkit/p"))
    table = parse_sssom_table(path)
    assert len(table.df) == len(list(proposals.rows(bundled_page))) > 40
    reports = validate(table, fail_on_error=False)
    assert [r.message for report in reports.values() for r in report.results] == []
    assert set(table.df["mapping_justification"]) == {"semapv:LexicalMatching"}
    assert doidkit.query("ASK { ?m a sssom:Mapping }", source=Data(path)) is True


@pytest.mark.parametrize("format", ingested.FORMATS)
def test_a_report_names_every_fault(bundled_page: Ingested, format: str) -> None:
    told = ingested.render(bundled_page, format=format)
    assert all((str(len(told)) and fault.kind.value in told) or fault.kind.title in told
               for fault in bundled_page.faults)  # fmt: skip
    assert "DOID:6652" in told


def test_json_has_places_in_the_text(bundled_page: Ingested) -> None:
    told = json.loads(ingested.render(bundled_page, format="json"))
    text = bundled_page.page.text
    places = [*told["faults"], *told["block"], *told["mentions"], *told["coverage"]]
    places += [s for section in told["sections"] for s in section["statements"]]
    assert len(places) > 200
    for each in places:
        assert text[each["start"] : each["end"]] == each["exact"]
        assert text.count("\n", 0, each["start"]) + 1 == each["line"]


def test_markdown_is_inert() -> None:
    page = parse("<b>x</b> | @someone\n\nTreatment\n\n  • [x](http://e) is given [9].\n", "a|b.txt")
    told = ingested.render(ingest(page, Against()), format="markdown")
    assert "<b>" not in told
    assert "@someone" not in told
    assert "a\\|b.txt" in told


def test_many_pages_are_done_though_some_are_none(tmp_path: Path) -> None:
    named = []
    for number in range(BATCH + 3):
        path = tmp_path / f"{number}.txt"
        path.write_bytes(b"\x00\x01" * 50 if number % 10 == 3 else GOUT.read_bytes())
        named.append(Named(path.name, path))
    named.append(Named("missing", tmp_path / "missing"))
    counted: list[int] = []
    found = list(ingest_all(named, Against(), lambda each: len(each.faults), done=counted.append))
    assert sum(counted) == len(found) == len(named)
    bad = [each for each in found if isinstance(each, Unread)]
    assert [each.name for each in bad] == [
        *(f"{number}.txt" for number in range(3, BATCH + 3, 10)), "missing",
    ]  # fmt: skip
    assert len({each for each in found if isinstance(each, int)}) == 1
    assert all(each.reason.endswith(".") for each in bad)


def test_the_command_writes_drafts_and_tells_of_bad_pages(
    invoke: Callable[..., object], write: Callable[[str, str | bytes], Path], tmp_path: Path
) -> None:
    good, bad = write("gout.txt", GOUT.read_bytes()), write("bad.txt", b"")
    done = invoke("ingest", good, bad, "-o", tmp_path / "out", "--format", "json")
    assert done.code == 2
    assert "bad.txt: not read. Has no text" in done.err
    assert done.out.startswith(f"{good}: ")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"gout.ttl", "gout.sssom.tsv", "gout.json"}
    told = json.loads((tmp_path / "out" / "gout.json").read_text())
    assert told["about"] == "DOID:13189"


def test_the_command_s_codes(invoke: Callable[..., object], tmp_path: Path) -> None:
    assert invoke("ingest", GOUT, "--no-terms", "--fail-on", "error").code == 1
    assert invoke("ingest", "--no-terms", "--check", "bundled").code == 0
    assert invoke("ingest", GOUT, "--no-terms", "--check", "bundled").code == 1
    assert invoke("ingest", GOUT, "--do", tmp_path / "no.obo").code == 2
    assert invoke("ingest", GOUT, "--check", tmp_path).code == 2


def test_pages_of_one_name_get_files_of_their_own(
    invoke: Callable[..., object], tmp_path: Path
) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / "gout.txt").write_bytes(GOUT.read_bytes())
    pages = [tmp_path / name / "gout.txt" for name in "ab"]
    assert invoke("ingest", *pages, "--no-terms", "-o", tmp_path / "out").code == 0
    assert {path.name for path in (tmp_path / "out").glob("*.ttl")} == {"gout.ttl", "gout-1.ttl"}


SIGNS = """calcinosis

Signs and Symptoms

  • Pain: It hurts at times [1][2].
  • Pruritus [3].
  • Papule
  • Erythema: The skin is red [9].
  • Skin ulcer: It breaks [1, 2].
  • Lumps of chalk

References

[1] Kim A (2020) Pain in calcinosis. J Pain 3:1. [2] Source not provided. [3] Itch was seen.

Additional Information

oboInOwl#id
DOID:182
"""


def test_plain_signs_are_proposed_as_claims_that_validate(against: Against, tmp_path: Path) -> None:
    path = written(ingest(parse(SIGNS, "signs"), against), tmp_path / "draft.ttl")
    assert [f for f in doidkit.validate(path) if f.severity is Severity.ERROR] == []
    answer = doidkit.query(
        """SELECT ?sign ?quote ?status {
             ?c a dk:SignClaim ; dk:toDo ?do ; biolink:subject DOID:182 ; biolink:object ?term ;
               oa:hasTarget/oa:hasSelector/oa:exact ?quote .
             ?term rdfs:label ?sign
             OPTIONAL { ?line cito:hasCitingEntity ?c ; dk:citationStatus ?s
               BIND(REPLACE(STR(?s), "^.*#", "") AS ?status) } } ORDER BY ?sign ?status""",
        source=Data(path),
    )
    assert isinstance(answer, Solutions)
    told = [tuple(getattr(term, "value", None) for term in row) for row in answer]
    assert told == [
        ("Erythema", "Erythema: The skin is red", "dangling"),
        ("Pain", "Pain: It hurts at times", "placeholder"),
        ("Pain", "Pain: It hurts at times", "resolvable"),
        ("Papule", "Papule", None),
        ("Pruritus", "Pruritus", "resolvable"),
    ]  # what cites a list of numbers, and what has no term, is left to a curator


CLAIMS = """calcinosis

Description

Calcinosis cutis is divided into three types:

  • Dystrophic calcification: Its cause is unknown to many [1].
  • Iatrogenic calcification
  • Metastatic calcification: It has its own page.
  • Blue calcification: Nobody knows it.

Causes

  • Systemic lupus erythematosus: It may lead to deposits [1].
  • Calcinosis: It is its own cause.

Diagnostic Tests

Physical examination comes first. Histological examination is not needed.

  • Ultrasonography [1]
  • Computed tomography

Treatment

Patients were treated with pharmacotherapy, including diltiazem, blue pills and ceftriaxone [2].

  • Minocycline: It should not be given.
  • Warfarin: It was tried.
  • The level of uric acid and of warfarin falls.

Differential Diagnosis

The differential diagnosis includes:

  • Gout: It has crystals.
  • Calcinosis
  • Iatrogenic calcification: It is a type as well.
  • Pseudo-thing

References

[1] Kim A (2020) Calcinosis. J Calc 3:1.

Additional Information

oboInOwl#id
DOID:182
"""


def test_each_section_s_claims_are_proposed_and_validate(against: Against, tmp_path: Path) -> None:
    path = written(ingest(parse(CLAIMS, "claims"), against), tmp_path / "draft.ttl")
    assert [f for f in doidkit.validate(path) if f.severity is Severity.ERROR] == []
    answer = doidkit.query(
        """SELECT ?label (COUNT(?line) AS ?lines) {
             ?claim biolink:predicate ?how ; dk:toDo ?do ; rdfs:label ?label .
             OPTIONAL { ?line cito:hasCitingEntity ?claim } } GROUP BY ?label""",
        source=Data(path),
    )
    assert isinstance(answer, Solutions)
    told = {label.value: int(lines.value) for label, lines in answer}  # type: ignore[union-attr]
    assert told == {
        "calcinosis cutis is divided into dystrophic calcification, metastatic calcification.": 0,
        "dystrophic calcification is a type of calcinosis cutis.": 1,
        "metastatic calcification is a type of calcinosis cutis.": 0,
        "systemic lupus erythematosus contributes to calcinosis.": 1,
        "physical examination is a test for calcinosis.": 0,
        "ultrasonography procedure is a test for calcinosis.": 1,
        "computed tomography procedure is a test for calcinosis.": 0,
        "pharmacotherapy is applied to treat calcinosis.": 1,
        "diltiazem is applied to treat calcinosis.": 1,
        "ceftriaxone is applied to treat calcinosis.": 1,
        "gout is a differential diagnosis of calcinosis.": 0,
    }  # not what is denied, is in two lists that exclude each other, or only measured


def test_what_the_shapes_refuse_is_no_claim_and_told(against: Against, tmp_path: Path) -> None:
    """Warfarin is advised against, which no page says of itself."""
    path = written(ingest(parse(CLAIMS, "claims"), against), tmp_path / "draft.ttl")
    assert not doidkit.query("ASK { ?claim biolink:subject CHEBI:10033 }", source=Data(path))
    answer = doidkit.query(
        """SELECT ?quote { ?told rdfs:comment ?comment ; oa:hasTarget/oa:hasSelector/oa:exact ?quote
             FILTER(CONTAINS(?comment, "The shapes refuse")) }""",
        source=Data(path),
    )
    assert isinstance(answer, Solutions)
    assert [quote.value for (quote,) in answer] == ["Warfarin: It was tried."]  # type: ignore[union-attr]


def test_of_a_disease_that_nothing_knows_no_claim_is_proposed(against: Against) -> None:
    found = ingest(parse(SIGNS.replace("DOID:182", "DOID:99"), "x"), against)
    assert not [t for t in draft.triples(found, slug="99") if "SignClaim" in str(t.object)]


@given(st.lists(PIECES, max_size=20))
@settings(max_examples=25)
def test_no_page_is_too_odd_to_be_taken_in(against: Against, pieces: list[str]) -> None:
    """Whatever lines stand in whatever order: faults have their places, a draft is RDF."""
    found = ingest(parse("\n".join(pieces), "odd"), against)
    size = len(found.page.text)
    assert all(0 <= fault.span.start <= fault.span.end <= size for fault in found.faults)
    triples = Triples(tuple(draft.triples(found, slug=draft.slug_of(found.page))))
    assert graph.render(triples, format=GraphFormat.TURTLE)
    for format in ingested.FORMATS:
        assert ingested.render(found, format=format)
    assert proposals.table(found, identifier="https://example.org/m").count("\n") > 5
