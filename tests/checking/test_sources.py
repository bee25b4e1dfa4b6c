"""The same findings on files, in a store and on an endpoint; and what an endpoint does wrong."""

import http.client
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import doidkit
from doidkit import bundled
from doidkit.checking import check, write_baseline
from doidkit.errors import EngineError, InputError
from doidkit.model import Finding, Report, State
from doidkit.sparql.endpoint import EndpointSource
from doidkit.syntax.reading import quads

pytestmark = pytest.mark.server

Write = Callable[[str, str], Path]
CLEAN = """\
format-version: 1.2
default-namespace: disease_ontology
ontology: doid

[Term]
id: DOID:4
name: disease
def: "A disposition to undergo processes." [url:http\\://x.org]
"""
TWINS = "".join(f"\n[Term]\nid: DOID:{n}\nname: one\nis_a: DOID:4\n" for n in (1, 2))
MANY = "".join(f"\n[Term]\nid: DOID:{n}\nname: n{n}\nis_a: DOID:4\n" for n in range(5, 705))
CHECKS = ("duplicate_label", "missing_definition")


def told(report: Report) -> list[tuple[Any, ...]]:
    """Return all that is said of each finding but its place."""
    return sorted((said(finding) for finding in report), key=str)


def said(f: Finding) -> tuple[Any, ...]:
    about = (str(f.focus), f.label, str(f.path), str(f.value))
    return (f.check, f.severity.value, *about, f.message, f.title, f.fix, f.identity)


def source(url: str, **options: Any) -> EndpointSource:
    return EndpointSource(url, **options)


@pytest.mark.parametrize("profile", ["obo", "do", "clinical"])
def test_every_profile_finds_the_same_everywhere(
    profile: str, shared: Path, endpoint: Callable, tmp_path: Path, invoke: Callable
) -> None:
    path = shared / "data" / "doid-infectious-slim-2026-07-31.owl.gz"
    here = check(path, profile=profile, reason=False)
    assert len(here) > 50
    invoke("load", path, "--store", tmp_path / "store")
    stored = check(source=doidkit.load(store=tmp_path / "store"), profile=profile, reason=False)
    remote = check(source=source(endpoint(quads(path))), profile=profile)
    assert told(stored) == told(here)
    assert told(remote) == told(here)
    assert {f.location for f in remote} == {None}
    assert remote.rules == here.rules


def test_the_full_release_is_checked_alike(shared: Path, endpoint: Callable) -> None:
    path = shared / "data" / "doid-2024-01-31.nt.gz"
    remote = check(source=source(endpoint(quads(path))), profile="do")
    assert told(remote) == told(check(path, profile="do", reason=False))
    assert len(remote) > 3000


def test_blank_nodes_are_known_by_what_they_say(
    shared: Path, endpoint: Callable, write: Write
) -> None:
    names = ("doid-infectious-slim-2026-07-31.owl.gz", "do-logical-2026-07-31.owl.gz")
    paths = [shared / "data" / name for name in names]
    write(
        "anonymous.rq",
        "PREFIX o: <http://www.w3.org/2002/07/owl#>\n"
        "SELECT ?entity ?value { ?entity o:equivalentClass ?value } # a genus and its differences",
    )
    query = write("axioms.rq", "SELECT ?entity { ?entity a owl:Axiom } LIMIT 5000")
    queries = {"queries": [query.parent / "*.rq"], "select": ["anonymous", "axioms"]}
    here = check(paths, reason=False, **queries)
    remote = check(source=source(endpoint(q for p in paths for q in quads(p))), **queries)
    assert told(remote) == told(here)
    # Each definition and each axiom is its own: hardly one is called alike and told by number.
    apart = {f.identity for f in remote if "-" not in f.identity}
    assert len(apart) > 0.9 * len(remote) > 900


def filled(endpoint: Callable, write: Write, text: str) -> tuple[Path, str]:
    path = write("a.obo", text)
    return path, endpoint(quads(path))


def test_a_graph_that_is_not_there_is_all_the_data(endpoint: Callable, write: Write) -> None:
    path, url = filled(endpoint, write, CLEAN + TWINS)
    where = "FROM <http://purl.obolibrary.org/obo/doid/doid-merged.owl>"
    query = write("from.rq", f"SELECT ?entity {where} {{ ?entity rdfs:subClassOf ?x }}")
    here = check(path, select=["from"], queries=[query], reason=False)
    assert told(check(source=source(url), select=["from"], queries=[query])) == told(here)
    assert len(here) == 2


def test_cycles_are_found_without_a_check_for_them(endpoint: Callable, write: Write) -> None:
    text = CLEAN + TWINS + "is_a: DOID:1\n"
    path, url = filled(endpoint, write, text.replace("id: DOID:1\n", "id: DOID:1\nis_a: DOID:2\n"))
    here = check(path, profile="obo", select=CHECKS, reason=False)
    remote = check(source=source(url), profile="obo", select=CHECKS)
    assert told(remote) == told(here)
    assert [f.check for f in remote].count("subclass_cycle") == 2


def test_a_file_a_baseline_and_waivers_judge_an_endpoint(
    endpoint: Callable, write: Write, tmp_path: Path
) -> None:
    path, url = filled(endpoint, write, CLEAN + TWINS)
    old = write("old.obo", CLEAN)
    against = check(source=source(url), select=CHECKS, against=old)
    assert {f.state for f in against if "DOID_" in str(f.focus)} == {State.NEW}
    assert {f.state for f in check(source=source(url), select=CHECKS, against=path)} == {
        State.UNCHANGED
    }
    write_baseline(tmp_path / "known.json", check(path, select=CHECKS, reason=False))
    known = check(source=source(url), select=CHECKS, baseline=tmp_path / "known.json")
    assert told(known) == told(check(path, select=CHECKS, reason=False))
    assert {f.state for f in known} == {State.UNCHANGED}
    waivers = write(
        "excuses.toml",
        '[[waiver]]\ncheck = "duplicate_label"\nterm = "DOID:2"\nreason = "so be it"\n'
        'who = "A. Curator"\nexpires = 2999-01-31\n',
    )
    excused = check(source=source(url), select=CHECKS, waivers=waivers)
    assert [waived.finding.check for waived in excused.waived] == ["duplicate_label"]


def limit(rows: int) -> Callable:
    """Cut every answer, as servers do: some rows, and not a word of it."""

    def fault(handler: Any, body: bytes) -> bool:
        to = http.client.HTTPConnection(handler.server.target.netloc, timeout=60)
        to.request(handler.command, handler.path, body, dict(handler.headers.items()))
        found = json.loads(to.getresponse().read())
        to.close()
        if "results" in found:
            del found["results"]["bindings"][rows:]
        kind = "application/sparql-results+json"
        return handler.reply(200, json.dumps(found), Content_Type=kind)

    return fault


def test_answers_that_are_cut_are_read_on(endpoint: Callable, write: Write, proxy: Any) -> None:
    path, _ = filled(endpoint, write, CLEAN + MANY)
    proxy.fault = limit(200)
    remote = check(source=source(f"{proxy.url}/query"), profile="do")
    assert told(remote) == told(check(path, profile="do", reason=False))
    assert [f.check for f in remote].count("missing_definition") > 700
    assert any("OFFSET 600" in request for request in proxy.seen)


def test_answers_that_stay_cut_are_findings(endpoint: Callable, write: Write, proxy: Any) -> None:
    filled(endpoint, write, CLEAN + MANY)

    def fault(handler: Any, body: bytes) -> bool:
        empty = "OFFSET" in handler.what and "OFFSET 0" not in handler.what
        return limit(0 if empty else 200)(handler, body)

    proxy.fault = fault
    remote = check(source=source(f"{proxy.url}/query"), select=["missing_definition"])
    failed = failures(remote)
    assert set(failed) == {"missing_definition"}
    assert "The endpoint gave 200 of 705 rows" in failed["missing_definition"].message
    assert len(remote) == 1


def failures(report: Report) -> dict[str, Finding]:
    return {f.message.split()[0]: f for f in report if f.check == "check-failed"}


def test_a_check_that_fails_there_is_a_finding(
    endpoint: Callable, write: Write, proxy: Any
) -> None:
    filled(endpoint, write, CLEAN + TWINS)
    write("bad.rq", "SELECT ?entity WHERE {\n  ?entity ?p }}\n")
    write("far.rq", "SELECT ?x WHERE { SERVICE <http://127.0.0.1:1/> { ?x ?p ?o } }\n")
    write("slow.rq", "SELECT ?slow { ?slow ?p ?o }")
    ill = write("ill.rq", "SELECT ?ill { ?ill ?p ?o }")

    def fault(handler: Any, body: bytes) -> bool:
        if "?slow" in handler.what:
            time.sleep(1.5)
        return "?ill" in handler.what and handler.reply(500, "out of luck")

    proxy.fault = fault
    ids = ["bad", "far", "slow", "ill"]
    place = source(f"{proxy.url}/query", timeout=1)
    report = check(source=place, select=[*CHECKS, *ids], queries=[ill.parent / "*.rq"])
    failed = failures(report)
    assert set(failed) == set(ids)
    assert failed["bad"].location.line == 2
    assert "--allow-service" in failed["far"].message
    assert "no complete answer in 1 seconds" in failed["slow"].message
    assert "HTTP 500" in failed["ill"].message
    assert [f.check for f in report].count("duplicate_label") == 2


def test_a_shape_that_fails_there_is_a_finding_and_the_others_run(
    endpoint: Callable, proxy: Any
) -> None:
    url = endpoint(doidkit.load().store)
    here = check(reason=False)
    assert told(check(source=source(url), profile="clinical")) == told(here)

    def fault(handler: Any, body: bytes) -> bool:
        asked = handler.what.partition("SELECT DISTINCT ?this")[2]
        ill = "vocab#uncited>" in asked[:200] or "CONSTRUCT" in handler.what
        return ill and handler.reply(500, "out of luck")

    proxy.fault = fault
    report = check(source=source(f"{proxy.url}/query"), profile="clinical")
    failed = failures(report)
    assert "shape:evidence-mark-uncited" in failed
    assert all("HTTP 500" in finding.message for finding in failed.values())
    others = Report(tuple(f for f in report if f.check != "check-failed"))
    assert told(others) == told(Report(tuple(f for f in here if f.check not in failed)))
    assert len(others) > 50


def test_the_bundled_shapes_know_the_vocabulary_where_the_data_lack_it(
    endpoint: Callable,
) -> None:
    paths = [path for path in bundled.ontology_files() if path != bundled.vocabulary_file()]
    url = endpoint(q for path in paths for q in quads(path))
    here = check(paths, profile="clinical", reason=False)
    assert told(check(source=source(url), profile="clinical")) == told(here)
    assert len({f.check for f in here}) > 5


def test_an_endpoint_that_answers_no_shape_is_one_finding(
    endpoint: Callable, write: Write, proxy: Any
) -> None:
    filled(endpoint, write, CLEAN + TWINS)
    proxy.fault = lambda handler, _: "?class" in handler.what and handler.reply(500)
    report = check(source=source(f"{proxy.url}/query"), profile="clinical")
    assert "HTTP 500" in failures(report)["The"].message


def test_an_endpoint_that_cannot_be_asked_at_all_ends_the_run(
    endpoint: Callable, write: Write, proxy: Any, invoke: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(endpoint, write, CLEAN + TWINS)

    def guarded(handler: Any, _: bytes) -> bool:
        # mary:right
        known = handler.headers.get("Authorization") == "Basic bWFyeTpyaWdodA=="
        return not known and handler.reply(401, "who?")

    proxy.fault = guarded
    words = ("check", "--endpoint", f"{proxy.url}/query", "--select", "duplicate_label")
    monkeypatch.setenv("DOIDKIT_ENDPOINT_USER", "mary")
    monkeypatch.setenv("DOIDKIT_ENDPOINT_PASSWORD", "wrong")
    refused = invoke(*words)
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert "HTTP 401" in refused.err
    assert "wrong" not in refused.err
    monkeypatch.setenv("DOIDKIT_ENDPOINT_PASSWORD", "right")
    assert invoke(*words).code == 1
    with pytest.raises(EngineError, match="cannot be reached"):
        check(source=source("http://127.0.0.1:9/query"))
    endpoint([])
    with pytest.raises(InputError, match="the default graph is empty"):
        check(source=source(f"{proxy.url}/query"))


def test_the_command_says_what_an_endpoint_has_not(
    endpoint: Callable, write: Write, tmp_path: Path, invoke: Callable
) -> None:
    path, url = filled(endpoint, write, CLEAN + TWINS)
    words = ("check", "--endpoint", url, "--select", "duplicate_label")
    found = invoke(*words)
    assert found.code == 1
    assert [line for line in found.out.splitlines() if line.startswith("    ")] == [
        "    DOID:1 one",
        "    DOID:2 one",
    ]
    assert "Without files there are no source lines" in found.out
    for more, why in (
        (("--fix",), "need files"),
        (("--init", "github"), "need files"),
        (("--reason",), "HermiT reads files"),
        (("--against", "HEAD"), "HEAD: no such file"),
        ((path,), "cannot be read together"),
        (("--store", tmp_path), "cannot be read together"),
    ):
        outcome = invoke(*words, *more)
        assert (outcome.code, outcome.out) == (2, "")
        assert why in outcome.err


@pytest.mark.parametrize("format", ["json", "sarif", "junit", "github", "gitlab", "tsv", "html"])
def test_every_format_tells_of_findings_without_a_place(
    format: str, endpoint: Callable, write: Write, invoke: Callable
) -> None:
    _, url = filled(endpoint, write, CLEAN + TWINS)
    words = ("check", "--endpoint", url, "--select", "duplicate_label", "--format", format)
    found = invoke(*words)
    assert found.code == 1
    assert "DOID_2" in found.out or "DOID:2" in found.out
