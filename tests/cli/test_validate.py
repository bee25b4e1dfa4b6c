import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

Invoke = Callable[..., object]
Write = Callable[[str, str | bytes], Path]

PREFIXES = """
@prefix ex: <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
DATA = PREFIXES + 'ex:a ex:p 1 ; rdfs:label "a thing" . [] ex:p [ ex:q "x" ] .'


def shapes(severity: str) -> str:
    return PREFIXES + (
        f"ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:severity sh:{severity} ;"
        f" sh:property [ sh:path ex:p ; sh:maxCount 0 ; sh:severity sh:{severity} ] ."
    )


@pytest.mark.parametrize(
    ("severity", "codes"),
    [
        ("Violation", {"error": 1, "warning": 1, "info": 1, "never": 0}),
        ("Warning", {"error": 0, "warning": 1, "info": 1, "never": 0}),
        ("Info", {"error": 0, "warning": 0, "info": 1, "never": 0}),
    ],
)
def test_the_exit_code_follows_fail_on(
    invoke: Invoke, write: Write, severity: str, codes: dict[str, int]
) -> None:
    data, rules = write("data.ttl", DATA), write("shapes.ttl", shapes(severity))
    for level, code in codes.items():
        outcome = invoke("validate", data, "--shapes", rules, "--fail-on", level)
        assert outcome.code == code, level
        assert outcome.err == ""
        assert "DOID" not in outcome.out
    assert invoke("validate", data, "-s", rules).code == codes["error"]


def test_the_bundled_data_conforms_at_error_level(invoke: Invoke) -> None:
    outcome = invoke("validate")
    assert outcome.code == 0
    assert outcome.out.splitlines()[-1].endswith(": conforms at error level.")
    assert "claim:SYM-04" in outcome.out
    assert "\x1b" not in outcome.out


def test_json_is_the_same_report(invoke: Invoke, write: Write) -> None:
    outcome = invoke(
        "validate",
        *(write("data.ttl", DATA), "-s", write("shapes.ttl", shapes("Warning")), "-f", "json"),
    )
    document = json.loads(outcome.out)
    assert list(document) == "conforms counts states rules findings waived notes".split()
    assert document["counts"] == {"error": 0, "warning": 2, "info": 0}
    named = next(f for f in document["findings"] if f["focus"]["type"] == "uri")
    assert list(named) == (
        "check title severity state message focus label path value component location excerpt "
        "fix identity".split()
    )
    assert named["focus"] == {"type": "uri", "value": "http://example.org/a"}
    assert (named["check"], named["severity"]) == ("http://example.org/S", "warning")
    assert (named["label"], named["path"]) == ("a thing", "http://example.org/p")
    assert named["component"] == "http://www.w3.org/ns/shacl#MaxCountConstraintComponent"


def test_turtle_is_the_w3c_report(invoke: Invoke, write: Write) -> None:
    data, rules = write("data.ttl", DATA), write("shapes.ttl", shapes("Warning"))
    outcome = invoke("validate", data, "-s", rules, "--format", "turtle")
    store = ox.Store()
    store.load(outcome.out, ox.RdfFormat.TURTLE)
    assert store.query(
        "PREFIX sh: <http://www.w3.org/ns/shacl#> ASK { ?r a sh:ValidationReport ; "
        "sh:conforms false ; sh:result [ sh:focusNode <http://example.org/a> ] }"
    )


@pytest.mark.parametrize("format_", ["text", "json", "turtle"])
@pytest.mark.parametrize("bundled", [True, False])
def test_the_same_input_gives_the_same_bytes(format_: str, bundled: bool, write: Write) -> None:
    files = (
        [] if bundled else [str(write("d.ttl", DATA)), "-s", str(write("s.ttl", shapes("Info")))]
    )

    def run(seed: str) -> bytes:
        command = [sys.executable, "-m", "doidkit", "validate", *files, "--format", format_]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(command, capture_output=True, env=environment, check=True)
        assert done.stderr == b""
        return done.stdout

    assert run("1") == run("2")


@pytest.mark.parametrize("option", ["", "--shapes"])
def test_bad_files_are_one_sentence(invoke: Invoke, write: Write, option: str) -> None:
    words = ["validate", option] if option else ["validate"]
    truncated = write("cut.ttl", PREFIXES + "ex:a ex:b")
    for path, said in (
        (truncated, f"{truncated}:4:"),
        (truncated.parent / "none.ttl", "no such file"),
        (truncated.parent, "is a folder"),
        (write("x.xyz", ""), "names no format"),
    ):
        outcome = invoke(*words, path)
        assert outcome.code == 2
        assert said in outcome.err
        assert outcome.err.count("\n") == 1
        assert outcome.out == ""


def test_a_file_that_is_not_shacl(invoke: Invoke, write: Write) -> None:
    path = write("data.ttl", DATA.replace("sh:", "x:").replace("@prefix x:", "@prefix sh:"))
    outcome = invoke("validate", path, "--shapes", path)
    assert outcome.code == 2
    assert outcome.err.startswith(f"doidkit: {path}: holds no SHACL shapes")


@pytest.mark.parametrize("shape", ["sh:js [ sh:jsFunctionName 'f' ]", "sh:path ex:p, ex:q"])
def test_a_shape_that_cannot_be_used(invoke: Invoke, write: Write, shape: str) -> None:
    path = write("s.ttl", PREFIXES + f"ex:S a sh:PropertyShape ; sh:targetNode ex:a ; {shape} .")
    outcome = invoke("validate", write("d.ttl", DATA), "--shapes", path)
    assert outcome.code == 2
    assert outcome.err.startswith(f"doidkit: {path}:4: http://example.org/S ")
    assert outcome.err.count("\n") == 1


def test_an_unknown_level_is_a_usage_error(invoke: Invoke) -> None:
    assert invoke("validate", "--fail-on", "fatal").code == 2


OWL = PREFIXES + "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
STRICT = OWL + "ex:T sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:maxCount 0 ] ."


def importing(iri: str) -> str:
    """Return shapes that find nothing, and import others."""
    return OWL + (
        f"<http://e/mine> a owl:Ontology ; owl:imports <{iri}> . "
        "ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ] ."
    )


@pytest.mark.parametrize("more", [(), ("--engine", "pyshacl"), ("--timeout", "60")])
def test_imports_of_shapes_are_an_option_as_those_of_data_are(
    invoke: Invoke, write: Write, more: tuple[str, ...]
) -> None:
    write(
        "catalog-v001.xml",
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
        '<uri name="http://e/strict" uri="strict.ttl"/></catalog>',
    )
    write("strict.ttl", STRICT)
    data, rules = write("data.ttl", DATA), write("shapes.ttl", importing("http://e/strict"))
    with_imports = invoke("validate", data, "-s", rules, *more)
    assert with_imports.code == 1
    assert "2 errors" in with_imports.out
    without = invoke("validate", data, "-s", rules, "--no-imports", *more)
    assert without.code == 0
    assert "strict" not in without.out + without.err


def test_explain_has_the_plan_of_imported_shapes_unless_told_not_to(
    invoke: Invoke, write: Write
) -> None:
    write(
        "catalog-v001.xml",
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
        '<uri name="http://e/strict" uri="strict.ttl"/></catalog>',
    )
    write("strict.ttl", STRICT)
    rules = write("shapes.ttl", importing("http://e/strict"))
    assert "http://example.org/T" in invoke("validate", "-s", rules, "--explain").out
    assert (
        "http://example.org/T"
        not in invoke("validate", "-s", rules, "--explain", "--no-imports").out
    )


def test_shapes_are_fetched_from_the_network_only_if_allowed(
    invoke: Invoke, write: Write, releases
) -> None:
    iri = f"http://127.0.0.1:{releases.server_address[1]}/obo/strict.ttl"
    releases.files["/strict.ttl"] = STRICT.encode()
    data, rules = write("data.ttl", DATA), write("shapes.ttl", importing(iri))
    unasked = invoke("validate", data, "-s", rules)
    assert unasked.code == 0
    assert f"imports <{iri}>, which is left out" in unasked.out
    assert releases.asked == []
    assert invoke("validate", data, "-s", rules, "--no-imports", "--allow-network").code == 0
    assert releases.asked == []
    allowed = invoke("validate", data, "-s", rules, "--allow-network")
    assert allowed.code == 1
    assert "2 errors" in allowed.out


def test_shapes_are_files(invoke: Invoke, tmp_path: Path) -> None:
    import doidkit
    from doidkit.errors import InputError

    with pytest.raises(InputError, match="shapes are read from files"):
        doidkit.validate(shapes=doidkit.Data(store=tmp_path))
