"""One load, every check; only what is new; waivers; mends."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from repositories import git

import doidkit
from doidkit import loading, mending
from doidkit.checking import check, fails, write_baseline
from doidkit.errors import CheckError, EngineError, InputError
from doidkit.model import Severity, State

Write = Callable[[str, str], Path]
CLEAN = """\
format-version: 1.2
default-namespace: disease_ontology
ontology: doid

[Term]
id: DOID:4
name: disease
def: "A disposition to undergo processes." [url:http\\://x.org]

[Term]
id: DOID:1
name: one
def: "A disease of one." [url:http\\://x.org]
is_a: DOID:4 ! disease
"""
FAULT = '\n[Term]\nid: DOID:2\nname: one\ndef: "A disease of two"'
FAULT += " [url:http\\://x.org]\nis_a: DOID:4\n"
IDS = ("duplicate_label", "unpunctuated_definition")
DAY = date(2026, 11, 22)


def places(report: object, state: State | None = None) -> list[tuple[str, int | None]]:
    return [(f.check, f.location.line) for f in report if f.state is state]


def test_findings_have_places_and_rules(write: Write) -> None:
    report = check(write("a.obo", CLEAN + FAULT), select=IDS)
    assert places(report) == [
        ("duplicate_label", 12),
        ("duplicate_label", 18),
        ("unpunctuated_definition", 19),
    ]
    assert {rule.id for rule in report.rules} >= set(IDS)
    assert fails(report, Severity.ERROR)
    assert not fails(report, None)


def test_a_syntax_error_is_a_finding_and_other_files_are_checked(write: Write) -> None:
    broken = write("broken.ttl", "<http://a> <http://b> .\n")
    report = check([broken, write("a.obo", CLEAN + FAULT)], select=["unpunctuated_definition"])
    assert places(report) == [("syntax-error", 1), ("unpunctuated_definition", 19)]


def test_a_check_that_does_not_parse_or_is_too_slow_is_a_finding(write: Write) -> None:
    write("bad.rq", "SELECT ?entity WHERE {\n  ?entity ?p }}\n")
    write("remote.rq", "SELECT ?x WHERE { SERVICE <http://127.0.0.1:1/> { ?x ?p ?o } }\n")
    product = " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(6))
    never = "FILTER(CONCAT(STR(?s0), STR(?s1), STR(?s2), STR(?s3), STR(?s4), STR(?s5)) = '')"
    slow = write("slow.rq", f"SELECT ?s0 WHERE {{ {product} {never} }}\n")
    path = write("a.obo", CLEAN + FAULT)
    report = check(
        path, select=[*IDS, "bad", "remote", "slow"], queries=[slow.parent / "*.rq"], timeout=1
    )
    failed = {Path(f.location.path).name: f for f in report if f.check == "check-failed"}
    assert set(failed) == {"bad.rq", "remote.rq", "slow.rq"}
    assert failed["bad.rq"].location.line == 2
    assert "SERVICE" in failed["remote.rq"].message
    assert "longer than 1 seconds" in failed["slow.rq"].message
    assert len(places(report)) == 6


def test_only_what_is_new_since_a_file(write: Write) -> None:
    old = write("old.obo", CLEAN + FAULT)
    new = write("new.obo", "! a line more\n" + CLEAN + FAULT + "\n[Term]\nid: DOID:3\nname: x\n")
    report = check(new, select=[*IDS, "missing_definition"], against=old)
    assert places(report, State.NEW) == [("missing_definition", 24)]
    assert len(places(report, State.UNCHANGED)) >= 3
    back = check(old, select=[*IDS, "missing_definition"], against=new)
    assert [f.check for f in back if f.state is State.FIXED] == ["missing_definition"]
    assert not fails(back, Severity.INFO)


def test_only_what_is_new_since_a_git_ref(write: Write, tmp_path: Path) -> None:
    path = write("a.obo", CLEAN)
    with pytest.raises(InputError, match="in no git repository"):
        check(path, select=IDS, against="HEAD")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "clean")
    write("a.obo", CLEAN + FAULT)
    assert len(places(check(path, select=IDS, against="HEAD"), State.NEW)) == 3
    with pytest.raises(InputError, match='No file and no git ref "nope"'):
        check(path, select=IDS, against="nope")
    fresh = check(write("b.obo", CLEAN + FAULT), select=IDS, against="HEAD")
    assert len(places(fresh, State.NEW)) == 3
    assert fresh.notes == (f"{tmp_path / 'b.obo'} is new at HEAD: all its findings are new.",)


def test_a_baseline_does_the_same_without_git(write: Write, tmp_path: Path) -> None:
    path, baseline = write("a.obo", CLEAN + FAULT), tmp_path / "known.json"
    write_baseline(baseline, check(path, select=IDS))
    assert len(json.loads(baseline.read_text())["findings"]) == 3
    report = check(path, select=IDS, baseline=baseline)
    assert {f.state for f in report} == {State.UNCHANGED}
    with pytest.raises(InputError, match="is no baseline"):
        check(path, select=IDS, baseline=write("x.json", "{}"))


WAIVER = """\
[[waiver]]
check = "duplicate_label"
term = "DOID:2"
reason = "renamed upstream"
who = "A. Curator"
expires = {expires}
"""


def test_a_waiver_excuses_until_its_day(write: Write) -> None:
    path = write("a.obo", CLEAN + FAULT)
    write("doidkit-waivers.toml", WAIVER.format(expires="2026-11-22"))
    report = check(path, select=IDS, today=DAY)
    assert [(w.finding.location.line, w.who) for w in report.waived] == [(18, "A. Curator")]
    late = check(path, select=IDS, today=date(2026, 11, 23))
    assert ("waiver-expired", 1) in places(late)
    assert ("duplicate_label", 18) in places(late)


def test_a_waiver_without_use_warns_and_an_incomplete_one_is_refused(write: Write) -> None:
    path = write("a.obo", CLEAN)
    write("doidkit-waivers.toml", WAIVER.format(expires="2027-01-31"))
    assert places(check(path, select=IDS, today=DAY)) == [("waiver-unused", 1)]
    write("doidkit-waivers.toml", WAIVER.partition("expires")[0])
    with pytest.raises(InputError, match='toml:1: this waiver has no "expires"'):
        check(path, select=IDS, today=DAY)


def test_a_comment_waives_its_line_and_the_next(write: Write) -> None:
    allow = "! doidkit: allow duplicate_label until 2027-01-31 (A. Curator: both are right)"
    text = CLEAN.replace("name: one", f"{allow}\nname: one") + FAULT
    report = check(write("a.obo", text), select=["duplicate_label"], today=DAY)
    assert len(report.waived) == 1
    assert places(report) == [("duplicate_label", 19)]
    with pytest.raises(InputError, match=r"a\.obo:12:1: this waiver is not of the form"):
        check(write("a.obo", text.replace("until 2027-01-31 ", "")), select=IDS, today=DAY)


def test_a_mend_changes_its_line_and_nothing_else(write: Write) -> None:
    path = write("a.obo", (CLEAN + FAULT).replace("\n", "\r\n"))
    before = path.read_bytes()
    found = mending.mends(check(path, select=IDS), path)
    (mend,) = found.files
    assert path.read_bytes() == before
    assert [mend.diff.count(f"\n{sign}") for sign in "-+"] == [1, 2]  # "+++" is one of them
    mending.apply(found)
    assert path.read_bytes() == before.replace(b"of two", b"of two.")
    assert "unpunctuated_definition" not in {f.check for f in check(path, select=IDS)}
    packed = path.with_suffix(".obo.gz")
    packed.write_bytes(b"")
    with pytest.raises(InputError, match="cannot be mended in place"):
        mending.mends(check(path, select=IDS), packed)


@pytest.mark.parametrize(
    ("clause", "mended", "check_id"),
    [
        (
            'synonym: "two of  them " EXACT []',
            'synonym: "two of  them" EXACT []',
            "annotation_whitespace",
        ),
        ("xref: Orphanet:1", "xref: ORDO:1", "xref_prefix"),
        (
            'def: "A disease of two" [url:http\\://x.org]',
            'def: "A disease of two." [url:http\\://x.org]',
            "unpunctuated_definition",
        ),
    ],
)
def test_each_certain_mend(write: Write, clause: str, mended: str, check_id: str) -> None:
    frame = f"\n[Term]\nid: DOID:2\n{clause}\nis_a: DOID:4\n"
    path = write("a.obo", CLEAN + frame)
    found = mending.mends(check(path, select=[check_id]), path)
    assert [mend.path for mend in found.files] == [path]
    mending.apply(found)
    assert path.read_text() == CLEAN + frame.replace(clause, mended)


IMPOSSIBLE = (
    "\n[Term]\nid: DOID:2\nname: two\nis_a: DOID:4\ndisjoint_from: DOID:1\n"
    "\n[Term]\nid: DOID:3\nname: three\nis_a: DOID:1\nis_a: DOID:2\n"
)


def test_the_quick_look_finds_an_unsatisfiable_class_without_java(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    path = write("a.obo", CLEAN + IMPOSSIBLE)
    report = check(path, select=["subclass_cycle"])
    assert places(report) == [("unsatisfiable-class", 25)]  # the first axiom that it follows from
    assert "unsatisfiable-class" in {rule.id for rule in report.rules}
    assert places(check(path, select=["subclass_cycle"], reason=False)) == []


def test_a_cycle_is_told_once(write: Write) -> None:
    path = write("a.obo", CLEAN.replace("name: disease", "name: disease\nis_a: DOID:1"))
    found = check(path, select=["duplicate_label"])
    assert places(found) == [("subclass_cycle", 8), ("subclass_cycle", 15)]


def test_a_profile_asks_for_hermit_or_for_no_reasoner(write: Write, java: None) -> None:
    path = write("a.obo", CLEAN + IMPOSSIBLE)
    for asked, found in (("true", ["unsatisfiable-class"]), ("false", [])):
        base = write("base.toml", f"reasoning = {asked}\n")
        own = write("own.toml", f'extends = ["{base.name}"]\nchecks.subclass_cycle = "on"\n')
        assert [f.check for f in check(path, profile=own)] == found
    (finding,) = check(path, profile=own, reason=True)
    assert finding.location.line == 25
    with pytest.raises(CheckError, match="reasoning must be true or false"):
        check(path, profile=write("bad.toml", 'reasoning = "yes"\n'))


def test_a_reasoner_that_fails_is_a_finding(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise EngineError("it cannot.")

    path = write("a.obo", CLEAN)
    monkeypatch.setattr("doidkit.reasoners.rustdl.saturate", refuse)
    (finding,) = check(path, select=["subclass_cycle"])
    assert (finding.check, finding.message) == (
        "check-failed",
        "The quick look at the logic did not run: it cannot.",
    )
    assert finding.fix == "Ask for HermiT with --reason, or for no reasoner with --no-reason."
    monkeypatch.setattr("shutil.which", lambda _: None)
    (finding,) = check(path, select=["subclass_cycle"], reason=True)
    assert finding.check == "check-failed"
    assert "Java" in finding.message


NAMELESS = """\
@prefix ex: <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:b a owl:Class .
ex:p a owl:ObjectProperty .
ex:a a owl:Class ;
  rdfs:label "a" ;
  rdfs:subClassOf [ a owl:Restriction ; owl:onProperty ex:p ; owl:someValuesFrom ex:b ] .
[] a owl:Axiom ; owl:annotatedSource ex:a ; owl:annotatedProperty rdfs:label ;
  owl:annotatedTarget "a" ; rdfs:comment "about a label" .
"""
SHAPES = """\
@prefix ex: <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:Filler a sh:NodeShape ; sh:targetClass owl:Restriction ;
  sh:property [ sh:path owl:someValuesFrom ; sh:maxCount 0 ] .
ex:Note a sh:NodeShape ; sh:targetClass owl:Axiom ; sh:property [ sh:path rdfs:comment ;
  sh:maxLength 3 ] .
"""


@pytest.mark.parametrize(
    ("ending", "frame"),
    [
        ("ttl", "owl:someValuesFrom"),
        ("nt", "someValuesFrom"),
        ("owl", "owl:someValuesFrom"),
        ("ofn", "SubClassOf("),
        ("owx", "<SubClassOf>"),
    ],
)
def test_a_shape_s_finding_on_a_blank_node_is_at_the_term_it_belongs_to(
    ending: str, frame: str, write: Write, tmp_path: Path
) -> None:
    write("shapes.ttl", SHAPES)
    own = write("own.toml", 'include = ["shapes.ttl"]\n')
    path = tmp_path / f"a.{ending}"
    doidkit.convert([write("a.ttl", NAMELESS)], path)
    filler, note = check(path, profile=own, reason=False)
    assert frame in filler.excerpt
    assert "about a label" in note.excerpt
    lines = path.read_text().splitlines()
    assert filler.excerpt == lines[filler.location.line - 1]
    again = check(path, profile=own, reason=False)
    assert [f.identity for f in again] == [filler.identity, note.identity]
    assert filler.identity != note.identity


def test_a_check_sees_literals_as_they_are_written(write: Write) -> None:
    """Files with forms that a store changes are asked in a copy, whose blank nodes have places."""
    write("own.rq", "SELECT ?entity ?value WHERE { ?entity <http://e/q> ?value }\n")
    own = write("own.toml", 'include = ["own.rq"]\n')
    data = write("a.ttl", "<http://e/a> <http://e/p> [ <http://e/q> 007 ] .\n")
    (found,) = check(data, profile=own, reason=False)
    assert found.value is not None
    assert (found.value.value, found.location and found.location.line) == ("007", 1)


def test_what_shapes_did_not_look_at_is_told(write: Write) -> None:
    """A target misspelt and an import that is missing once gave a clean report, and no word."""
    lost = "@prefix ex: <http://example.org/> . ex:mine a owl:Ontology ; owl:imports ex:lost .\n"
    write("shapes.ttl", SHAPES + lost + "ex:Bad a sh:NodeShape ; sh:targetClass ex:Misspelt .\n")
    own = write("own.toml", 'include = ["shapes.ttl"]\n')
    data = write("a.ttl", NAMELESS)
    loading.build([data], data.with_name("store"))
    for given in (data, doidkit.Data(store=data.with_name("store"))):
        *_, missing, idle = check(given, profile=own, reason=False).notes
        assert "shapes.ttl imports ex:lost, which is left out" in missing.replace(
            "<http://example.org/lost>", "ex:lost"
        )
        assert idle == "No focus node: sh:targetClass <http://example.org/Misspelt>."
    assert check(data, profile="obo", reason=False).notes == ()


EVERY = "ex:C ; sh:property [ sh:path rdfs:label ; sh:minCount 1 ] .\n"
UNNAMED = f"""\
@prefix ex: <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
[] a sh:NodeShape ; sh:targetClass {EVERY}"""
CATALOG = """\
<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
  <uri name="http://example.org/other" uri="other.ttl"/>
</catalog>"""


def test_shapes_that_are_no_check_are_heard(write: Write) -> None:
    """Findings of shapes without a name or a type, or imported, once went missing."""
    write("catalog-v001.xml", CATALOG)
    write("other.ttl", UNNAMED.replace("[]", "ex:Imported"))
    imported = "ex:o <http://www.w3.org/2002/07/owl#imports> ex:other .\n"
    untyped = f"ex:Untyped sh:targetClass {EVERY}"
    typed = "".join(f"ex:{name} a sh:NodeShape ; sh:targetClass {EVERY}" for name in ("On", "Off"))
    write("shapes.ttl", UNNAMED + imported + untyped + typed)
    off = '[checks]\n"http://example.org/Off" = "off"\n"http://example.org/On" = "warning"\n'
    own = write("own.toml", f'include = ["shapes.ttl"]\n{off}')
    data = write("a.ttl", "<http://example.org/a> a <http://example.org/C> .")
    found = {(f.check, f.severity) for f in check(data, profile=own, reason=False)}
    errors = {"unnamed shape", *(f"http://example.org/{n}" for n in ("Untyped", "Imported"))}
    on = ("http://example.org/On", Severity.WARNING)
    assert found == {on, *((name, Severity.ERROR) for name in errors)}
    (alone,) = check(data, profile=own, reason=False, select=["http://example.org/On"])
    assert alone.check == "http://example.org/On"


def test_a_file_of_unnamed_shapes_alone_is_refused(write: Write) -> None:
    write("shapes.ttl", UNNAMED)
    own = write("own.toml", 'include = ["shapes.ttl"]\n')
    with pytest.raises(CheckError, match=r"shapes\.ttl: holds no shape with a name"):
        check(write("a.ttl", NAMELESS), profile=own, reason=False)


def test_a_robot_profile_and_verify_queries_run_unchanged(write: Write, tmp_path: Path) -> None:
    path = write("a.obo", CLEAN + FAULT)
    own = write(
        "two.rq",
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
        "SELECT DISTINCT ?entity ?property ?value WHERE { VALUES ?property { rdfs:label }\n"
        '  ?entity ?property ?value FILTER(STR(?value) = "one") }\n',
    )
    levels = write("profile.txt", f"WARN\tduplicate_label\nERROR\tfile:{own}\n")
    by_profile = check(path, robot_profile=levels)
    assert {(f.check, f.severity) for f in by_profile} == {
        ("duplicate_label", Severity.WARNING),
        ("two", Severity.ERROR),
    }
    assert [f.location.line for f in by_profile if f.check == "two"] == [12, 18]
    (tmp_path / "verify").mkdir()
    (tmp_path / "verify" / "no-two.rq").write_text(
        "SELECT ?class WHERE { ?class <http://www.w3.org/2000/01/rdf-schema#label> 'one' }"
    )
    verified = check(path, select=["no-two"], queries=[str(tmp_path / "verify" / "*.rq")])
    assert {(f.check, f.location.line) for f in verified} == {("no-two", 11), ("no-two", 17)}


def test_a_finding_on_a_mapping_is_at_its_row() -> None:
    found = [f for f in check(reason=False) if f.check == "shape:mapping-target-label"]
    assert len(found) == 2
    for finding in found:
        path = Path(finding.location.path)
        assert path.name.endswith(".sssom.tsv")
        lines = path.read_text(encoding="utf-8").splitlines()
        names = next(line for line in lines if not line.startswith("#")).split("\t")
        row = dict(zip(names, lines[finding.location.line - 1].split("\t"), strict=True))
        assert (row["object_label"], row["subject_label"] != "") == ("", True)


def test_a_reasoner_past_its_memory_is_a_finding(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def grow(*_: object, **__: object) -> bytes:
        return b"x" * (1 << 30)

    monkeypatch.setenv("DOIDKIT_MEMORY_MB", "200")
    monkeypatch.setattr("doidkit.reasoners.rustdl.saturate", grow)
    (finding,) = check(write("a.obo", CLEAN), select=["subclass_cycle"])
    assert finding.check == "check-failed"
    assert "more than 200 MB of memory; allow more with DOIDKIT_MEMORY_MB" in finding.message


def test_a_thousand_classes_in_a_circle(write: Write) -> None:
    ring = "".join(
        f"<http://e/{i}> rdfs:subClassOf <http://e/{(i + 1) % 1000}> .\n" for i in range(1000)
    )
    path = write("a.ttl", "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n" + ring)
    found = check(path, profile="obo", select=["duplicate_label"])
    assert [f.check for f in found] == ["subclass_cycle"] * 1000
    assert {f.focus.value for f in found} == {f"http://e/{i}" for i in range(1000)}


def test_shapes_past_their_time_are_a_finding(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(*_: object, **__: object) -> None:
        while True:
            pass

    monkeypatch.setattr("doidkit.checking.runners.validate", endless)
    path = write("a.ttl", "<http://e/a> <http://e/b> <http://e/c> .")
    (finding,) = check(path, profile="clinical", select=["shape:claim"], timeout=1)
    assert finding.check == "check-failed"
    assert "longer than 1 seconds" in finding.message


def test_a_moved_file_has_no_new_findings(write: Write, tmp_path: Path) -> None:
    write("a.obo", CLEAN + FAULT)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "clean")
    git(tmp_path, "mv", "a.obo", "b.obo")
    report = check(tmp_path / "b.obo", select=IDS, against="HEAD")
    assert {finding.state for finding in report} == {State.UNCHANGED}
    assert report.notes == (f"{tmp_path / 'b.obo'} was a.obo at HEAD.",)


def test_before_the_first_commit_all_is_new(write: Write, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    report = check(write("a.obo", CLEAN + FAULT), select=IDS, against="HEAD")
    assert {finding.state for finding in report} == {State.NEW}
    assert report.notes == (f"{tmp_path / 'a.obo'} is new at HEAD: all its findings are new.",)


def test_the_message_and_the_text_keep_the_blank_of_a_label(write: Write) -> None:
    path = write(
        "a.ttl", '<http://e/a> <http://www.w3.org/2000/01/rdf-schema#label> "one\\u00a0 " .'
    )
    (finding,) = check(path, select=["label_whitespace"], reason=False)
    assert finding.message.startswith(r'The label "one\u00a0 " begins or ends')
