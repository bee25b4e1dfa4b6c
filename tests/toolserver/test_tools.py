"""The tools of ``doidkit mcp``, through the protocol's own client, on standard input and HTTP."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from serverprocess import ENDLESS, Served, eventually, served

from doidkit import checking, querying

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.server
FLAGS = re.DOTALL | re.MULTILINE
Calls = list[tuple[str, dict[str, Any]]]


def started(*arguments: str | Path) -> Any:
    command = ["-m", "doidkit", "mcp", *map(str, arguments)]
    return stdio_client(StdioServerParameters(command=sys.executable, args=command))


def asked(server: Any, calls: Calls) -> list[Any]:
    """Return what one client gets for its calls, in their order."""

    async def all_of_them() -> list[Any]:
        async with Client(server, read_timeout_seconds=120) as client:
            return [await client.call_tool(name, given) for name, given in calls]

    return anyio.run(all_of_them)


def told(result: Any) -> dict[str, Any]:
    assert not result.is_error, result.content[0].text
    assert json.loads(result.content[0].text) == result.structured_content
    return result.structured_content


def refusal(result: Any) -> str:
    """Return why a call was refused: one sentence."""
    assert result.is_error
    assert result.structured_content is None
    text = result.content[0].text
    assert "\n" not in text
    assert "Traceback" not in text
    return text


def test_every_tool_only_reads_and_none_takes_a_path() -> None:
    async def listed() -> Any:
        async with Client(started()) as client:
            return (await client.list_tools()).tools

    found = anyio.run(listed)
    assert [tool.name for tool in found] == ["queries", "query", "search", "term", "check"]
    for tool in found:
        assert tool.annotations.read_only_hint is True
        assert tool.input_schema["additionalProperties"] is False
        names = " ".join(tool.input_schema["properties"])
        assert not {"path", "file", "url", "data"} & set(names.split())


def test_answers_have_their_source_and_evidence() -> None:
    claims, own, truth, page, claim, hits, none = asked(
        started(),
        [
            ("query", {"name": "claims", "params": {"section": "section:treatment"}}),
            ("query", {"sparql": "CONSTRUCT { ?c rdfs:label ?l } WHERE { ?c rdfs:label ?l "
                                 "FILTER(?c IN (<https://w3id.org/doidkit/claim/TRT-05>)) }"}),
            ("query", {"sparql": "ASK { DOID:182 a owl:Class }"}),
            ("term", {"term": "DOID:182"}),
            ("term", {"term": "TRT-05"}),
            ("search", {"text": "calcinosis", "limit": 1}),
            ("check", {"select": "missing_label"}),
        ],
    )  # fmt: skip
    rows = querying.query("claims", {"section": "section:treatment"})
    expected = {row["claim"].value: row["evidence"].value for row in rows.records()}
    answer = told(claims)
    assert {row[0]["value"]: row[4]["value"] for row in answer["rows"]} == expected
    marks = {iri.rpartition("/")[2]: mark for iri, mark in expected.items()}
    shown = answer["evidence"]["marks"]
    assert {curie.partition(":")[2]: mark for curie, mark in shown.items()} == marks
    assert set(answer["evidence"]["meanings"]) == set(marks.values())
    assert told(own)["evidence"]["marks"] == {"claim:TRT-05": "disputed"}
    assert told(truth)["truth"] is True
    assert told(page)["evidence"]["marks"].items() >= {"claim:TRT-05": "disputed"}.items()
    assert told(claim)["evidence"]["marks"] == {"claim:TRT-05": "disputed"}
    assert told(page)["page"].startswith("# ")
    assert (len(told(hits)["hits"]), told(hits)["more"]) == (1, True)
    assert told(none)["findings"] == []
    for result in (claims, own, truth, page, claim, hits, none):
        source = told(result)["source"]
        assert source["data"] == "the bundled ontology"
        assert source["program"].startswith("doidkit ")
        assert source["ontologies"]


def test_what_cannot_be_answered_is_one_sentence(tmp_path: Path) -> None:
    secret = tmp_path / "secret.rq"
    secret.write_text("SELECT * { ?s ?p ?o }")
    endless = "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"
    found = asked(
        started(),
        [
            ("query", {"sparql": "SELECT * {"}),
            ("query", {"sparql": endless}),
            ("query", {"name": str(secret)}),
            ("query", {"sparql": str(secret)}),
            ("query", {}),
            ("query", {"name": "children", "params": {"nothing": "1"}}),
            ("query", {"name": "children", "limit": 0}),
            ("query", {"name": "children", "limit": True}),
            ("term", {"term": str(secret)}),
            ("term", {}),
            ("check", {"profile": str(secret)}),
            ("check", {"select": str(secret)}),
            ("check", {"waivers": str(secret)}),
            ("diff", {}),
            ("remove", {}),
        ],
    )
    texts = [refusal(each) for each in found]
    assert "SERVICE" in texts[1]
    assert "no argument" in texts[12]
    assert all("There is no tool" in text for text in texts[13:])


def test_rows_bytes_and_time_have_an_end(write: Callable) -> None:
    long = "".join(f'<urn:{n}> rdfs:label "{"x" * 5000}" .\n' for n in range(150))
    path = write("long.ttl", f"@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n{long}")
    every = "SELECT ?s ?l { ?s rdfs:label ?l }"
    few, bytes_, endless, after = asked(
        started(path, "--timeout", "2"),
        [
            ("query", {"sparql": every, "limit": 7}),
            ("query", {"sparql": every, "limit": 1000}),
            ("query", {"sparql": ENDLESS}),
            ("query", {"sparql": "ASK { ?s rdfs:label ?l }"}),
        ],
    )
    assert (len(told(few)["rows"]), told(few)["more"]) == (7, True)
    assert 0 < len(told(bytes_)["rows"]) < 150
    assert told(bytes_)["more"]
    assert len(bytes_.content[0].text.encode()) < 1 << 19
    assert "2 seconds" in refusal(endless)
    assert told(after)["truth"] is True


def test_checks_are_those_of_check(write: Callable) -> None:
    path = write("fail.ttl", (ROOT / "tests/checks/missing_label/fail.ttl").read_text())
    (found,) = asked(started(path), [("check", {"severity": "error"})])
    report = checking.check(path, reason=False)
    expected = [f for f in report if f.severity.value == "error"]
    shown = told(found)["findings"]
    assert [(f["check"], f["message"]) for f in shown] == [(f.check, f.message) for f in expected]
    assert {f["location"]["line"] for f in shown} == {f.location.line for f in expected}
    assert any(f["check"] == "missing_label" for f in shown)


def test_diff_is_there_where_an_older_version_is(write: Callable) -> None:
    old = write("old.ttl", '<urn:a> <http://www.w3.org/2000/01/rdf-schema#label> "old" .')
    new = write("new.ttl", '<urn:a> <http://www.w3.org/2000/01/rdf-schema#label> "new" .')
    (found,) = asked(started(new, "--against", old), [("diff", {})])
    assert told(found)["changes"] == 1
    assert '"old"' in told(found)["page"] or "old" in told(found)["page"]
    assert told(found)["old"] == str(old)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("tools")
    with served(folder, command=("mcp", "--http")) as running:
        yield running


def test_over_http_answers_are_the_same(server: Served) -> None:
    calls: Calls = [("query", {"name": "claims", "limit": 5}), ("term", {"term": "none at all"})]
    there = asked(f"{server.url}/mcp", calls)
    here = asked(started(), calls)
    assert told(there[0]) == told(here[0])
    assert refusal(there[1]) == refusal(here[1])


CALL = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "ping"})
JSON = {"content_type": "application/json", "accept": "application/json, text/event-stream"}


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example"])
def test_another_host_is_refused(server: Served, host: str) -> None:
    assert server.ask("POST", "/mcp", CALL, **JSON, host=host).status == 421


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:1"])
def test_a_page_of_another_site_is_refused(server: Served, origin: str) -> None:
    assert server.ask("POST", "/mcp", CALL, **JSON, origin=origin).status == 403


def test_a_request_that_is_too_large_is_refused(server: Served) -> None:
    assert server.ask("POST", "/mcp", " " * (2 << 20), **JSON).status == 413


def test_no_process_is_left_of_a_call_that_took_too_long(tmp_path: Path) -> None:
    with served(tmp_path, "--timeout", "1", command=("mcp", "--http")) as running:
        (found,) = asked(f"{running.url}/mcp", [("query", {"sparql": ENDLESS})])
        assert "1 seconds" in refusal(found)
        assert eventually(lambda: not running.children())


def test_the_client_of_the_page_runs() -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```$", (ROOT / "docs/mcp.md").read_text(), FLAGS)
    expected = code.rpartition("# ")[2].strip()
    folder = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": os.pathsep.join([folder, os.environ["PATH"]])}
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    ).stdout
    assert printed.strip() == expected
