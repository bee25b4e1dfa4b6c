import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from rewritten import logical
from robot import command, needs_robot

from doidkit.syntax.ofn.writer import line
from doidkit.syntax.reading import quads

Invoke = Callable[..., object]
Write = Callable[[str, str | bytes], Path]

PREFIXES = """
@prefix ex: <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:A a owl:Class ; rdfs:label "alpha" . ex:B a owl:Class . ex:C a owl:Class .
"""
CYCLE = PREFIXES + "ex:A rdfs:subClassOf ex:B . ex:B rdfs:subClassOf ex:A ."
EQUIVALENT = PREFIXES + (
    "ex:A owl:equivalentClass [ a owl:Class ; owl:unionOf ( ex:B ex:C ) ] . "
    "ex:C rdfs:subClassOf ex:B ."
)
KEYS = ["consistent", "classes", "unsatisfiable", "cycles", "equivalences", "inferred", "findings"]


class TestFindings:
    def test_the_bundled_ontology_is_sound(self, invoke: Invoke) -> None:
        outcome = invoke("reason")
        assert outcome.code == 0
        assert outcome.out.startswith("Consistent: ")
        assert "0 unsatisfiable, 0 subclass cycles" in outcome.out
        assert outcome.err == ""

    def test_a_cycle_is_an_error(self, invoke: Invoke, write: Write) -> None:
        outcome = invoke("reason", write("o.ttl", CYCLE))
        assert outcome.code == 1
        assert "error: Subclass cycle" in outcome.out
        assert "http://example.org/A alpha, http://example.org/B." in outcome.out
        assert invoke("reason", write("o.ttl", CYCLE), "--fail-on", "never").code == 0

    def test_an_inferred_equivalence_is_a_warning(self, invoke: Invoke, write: Write) -> None:
        path = write("o.ttl", EQUIVALENT)
        assert invoke("reason", path).code == 0
        outcome = invoke("reason", path, "--fail-on", "warning")
        assert outcome.code == 1
        assert "warning: Inferred equivalence" in outcome.out

    def test_json_has_everything(self, invoke: Invoke, write: Write) -> None:
        document = json.loads(invoke("reason", write("o.ttl", EQUIVALENT), "-f", "json").out)
        assert list(document) == KEYS
        assert document["consistent"] is True
        assert document["classes"] == 3
        assert document["equivalences"] == [
            [
                {"iri": "http://example.org/A", "curie": "http://example.org/A", "label": "alpha"},
                {"iri": "http://example.org/B", "curie": "http://example.org/B", "label": ""},
            ]
        ]
        assert [finding["check"] for finding in document["findings"]] == ["inferred-equivalence"]

    @pytest.mark.parametrize("format_", ["text", "json"])
    def test_the_same_input_gives_the_same_bytes(self, format_: str, write: Write) -> None:
        path = write("o.ttl", EQUIVALENT + "ex:D rdfs:subClassOf ex:C, ex:B .")

        def run(seed: str) -> bytes:
            asked = [sys.executable, "-m", "doidkit", "reason", str(path), "-f", format_]
            environment = {**os.environ, "PYTHONHASHSEED": seed}
            return subprocess.run(asked, capture_output=True, env=environment, check=True).stdout

        assert run("1") == run("2")


DEFINED = (
    PREFIXES
    + """
ex:p a owl:ObjectProperty .
ex:D a owl:Class ; owl:equivalentClass [ a owl:Class ; owl:intersectionOf
  ( ex:B [ a owl:Restriction ; owl:onProperty ex:p ; owl:someValuesFrom ex:C ] ) ] .
ex:A rdfs:subClassOf ex:B, [ a owl:Restriction ; owl:onProperty ex:p ; owl:someValuesFrom ex:C ] .
"""
)


def links(path: Path) -> set[tuple[str, str]]:
    below = {q for q in quads(path) if q.predicate.value.endswith("#subClassOf")}
    return {(str(q.subject), str(q.object)) for q in below if isinstance(q.object, ox.NamedNode)}


def test_what_is_inferred_is_written_once(invoke: Invoke, write: Write, tmp_path: Path) -> None:
    path, out = write("o.ttl", DEFINED), tmp_path / "out.ttl"
    done = invoke("reason", path, "-o", out)
    assert (done.code, done.err) == (0, f"Wrote {out} ({out.stat().st_size:,} bytes).\n")
    a, b, d = (f"<http://example.org/{name}>" for name in "ABD")
    assert links(out) == {(a, b), (a, d), (d, b)}
    again = tmp_path / "again.ttl"
    assert " 0 inferred subclass axioms." in invoke("reason", out, "-o", again).out
    assert again.read_bytes() == out.read_bytes()


KEPT = ("--remove-redundant-subclass-axioms", "false")


@needs_robot
def test_what_is_written_is_what_robot_infers(invoke: Invoke, write: Write, tmp_path: Path) -> None:
    path, out, theirs = write("o.ttl", DEFINED), tmp_path / "out.ttl", tmp_path / "robot.ttl"
    assert invoke("reason", path, "-o", out).code == 0
    subprocess.run(
        command("reason", "--reasoner", "HermiT", *KEPT, "--input", path, "--output", theirs),
        check=True,
    )
    thing = "<http://www.w3.org/2002/07/owl#Thing>"
    assert {pair for pair in links(theirs) if pair[1] != thing} == links(out)


def test_an_inconsistency_is_explained(invoke: Invoke, write: Write, tmp_path: Path) -> None:
    text = "ex:A owl:disjointWith ex:B . ex:i a ex:A, ex:B ."
    path, out = write("o.ttl", PREFIXES + text), tmp_path / "out.ttl"
    outcome = invoke("reason", path, "-o", out)
    assert (outcome.code, out.exists()) == (1, False)
    assert "error: Inconsistent ontology\n" in outcome.out
    assert "It follows from: alpha DisjointWith <http://example.org/B>" in outcome.out
    assert f"({path}:5:" in outcome.out
    assert outcome.out.endswith("Inconsistent: 3 classes, 0 subclass cycles.\n")
    assert "Traceback" not in outcome.out + outcome.err
    (finding,) = json.loads(invoke("reason", path, "-f", "json").out)["findings"]
    assert "It follows from" in finding["message"]


def test_an_empty_class_is_explained_whatever_the_reasoner(
    invoke: Invoke, write: Write, java: None
) -> None:
    text = "ex:A rdfs:subClassOf ex:B, ex:C . ex:B owl:disjointWith ex:C ."
    path = write("o.ttl", PREFIXES + text)
    for reasoner in ("rustdl", "hermit", "elk"):
        outcome = invoke("reason", path, "--reasoner", reasoner)
        assert outcome.code == 1
        assert "It follows from: alpha SubClassOf <http://example.org/B>" in outcome.out


@pytest.mark.parametrize("reasoner", ["rustdl", "elk"])
def test_past_its_time_limit_there_is_no_answer(
    invoke: Invoke, reasoner: str, tmp_path: Path
) -> None:
    out = tmp_path / "out.ttl"
    outcome = invoke("reason", "--reasoner", reasoner, "--timeout", "0.001", "-o", out)
    assert (outcome.code, outcome.out, out.exists()) == (2, "", False)
    said = "doidkit: The ontology is not classified: It took longer than 0.001 seconds.\n"
    assert outcome.err == said


def test_hermit_past_its_time_limit(invoke: Invoke, java: None) -> None:
    outcome = invoke("reason", "--reasoner", "hermit", "--timeout", "0.001")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("doidkit: HermiT took longer than 0.001 seconds;")


NEURONS = """\
Prefix(:=<http://e/>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Ontology(<http://e/o>
Declaration(ObjectProperty(:part_of))
AnnotationAssertion(rdfs:label :part_of "part of")
EquivalentClasses(:CerebellarNeuron
  ObjectIntersectionOf(:Neuron ObjectSomeValuesFrom(:part_of :Cerebellum)))
EquivalentClasses(:HindbrainNeuron
  ObjectIntersectionOf(:Neuron ObjectSomeValuesFrom(:part_of :Brain)))
SubClassOf(Annotation(rdfs:comment "so it is") :Cerebellum ObjectSomeValuesFrom(:part_of :Brain))
TransitiveObjectProperty(:part_of)
{more})
"""


def below(path: Path, name: str) -> list[str]:
    """Return the superclasses that are stated of a class, as functional syntax has them."""
    found = [each for each in logical(path) if each[:2] == ("SubClassOf", f"<http://e/{name}>")]
    return sorted(line(each[2]).replace("<http://e/", "").replace(">", "") for each in found)


@pytest.mark.parametrize("reasoner", ["rustdl", "elk"])
def test_relaxed_and_reduced_as_robots_documentation_has_it(
    invoke: Invoke, write: Write, tmp_path: Path, reasoner: str
) -> None:
    """The example of ROBOT's page on relax: axioms 6 and 7 are left."""
    path, out = write("n.ofn", NEURONS.format(more="")), tmp_path / "out.ofn"
    done = invoke("reason", path, "--relax", "--reduce", "--reasoner", reasoner, "-o", out)
    assert done.code == 0
    assert done.err.splitlines()[-1] == "Rewritten: 2 axioms added, 0 dropped."
    assert below(out, "CerebellarNeuron") == [
        "HindbrainNeuron",
        "ObjectSomeValuesFrom(part_of Cerebellum)",
    ]
    assert below(out, "HindbrainNeuron") == ["Neuron", "ObjectSomeValuesFrom(part_of Brain)"]
    assert '"so it is"' in out.read_text()


def test_what_is_dropped_goes_with_its_annotations(
    invoke: Invoke, write: Write, tmp_path: Path
) -> None:
    more = (
        'SubClassOf(Annotation(rdfs:comment "dull") :Vermis\n'
        "  ObjectSomeValuesFrom(:part_of :Brain))\n"
        "SubClassOf(:Vermis ObjectSomeValuesFrom(:part_of :Cerebellum))\n"
    )
    for suffix in ("ofn", "ttl", "owl"):
        path = write("n.ofn", NEURONS.format(more=more))
        out = tmp_path / f"out.{suffix}"
        done = invoke("reason", path, "--reduce", "-o", out)
        assert done.err.splitlines()[-1] == "Rewritten: 0 axioms added, 1 dropped."
        text = out.read_text()
        assert ("dull" in text, "so it is" in text) == (False, True)
        again = tmp_path / "again.ofn"
        assert invoke("convert", out, "-o", again).code == 0
        assert below(again, "Vermis") == ["ObjectSomeValuesFrom(part_of Cerebellum)"]


def test_materialized_for_a_property(invoke: Invoke, write: Write, tmp_path: Path) -> None:
    path, out = write("n.ofn", NEURONS.format(more="")), tmp_path / "out.ofn"
    asked = ("--materialize", "--property", "part of", "-o", out)
    assert invoke("reason", path, *asked).code == 0
    assert below(out, "CerebellarNeuron") == [
        "HindbrainNeuron",
        "ObjectSomeValuesFrom(part_of Cerebellum)",
    ]


def test_hermit_reduces_the_same(invoke: Invoke, write: Write, tmp_path: Path, java: None) -> None:
    path = write("n.ofn", NEURONS.format(more=""))
    asked = ("--relax", "--reduce", "--materialize")
    for reasoner in ("rustdl", "hermit"):
        out = tmp_path / f"{reasoner}.ofn"
        assert invoke("reason", path, *asked, "--reasoner", reasoner, "-o", out).code == 0
    assert (tmp_path / "rustdl.ofn").read_text() == (tmp_path / "hermit.ofn").read_text()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--relax"], "--relax and --reduce need -o FILE"),
        (["--property", "part of", "-o", "out.ofn"], "--property goes with --materialize"),
        (["--materialize", "--property", "parts", "-o", "out.ofn"], 'No term "parts"'),
        (["--reduce", "--reasoner", "none", "-o", "out.ofn"], "a reasoner is needed"),
    ],
)
def test_what_cannot_be_rewritten(
    invoke: Invoke, write: Write, tmp_path: Path, arguments: list[str], sentence: str
) -> None:
    path, out = write("n.ofn", NEURONS.format(more="")), tmp_path / "out.ofn"
    done = invoke("reason", path, *[out if each == "out.ofn" else each for each in arguments])
    assert (done.code, out.exists()) == (2, False)
    assert sentence in done.err


def test_a_file_of_no_format_is_refused_before_the_work(
    invoke: Invoke, write: Write, tmp_path: Path
) -> None:
    done = invoke("reason", write("o.ttl", DEFINED), "-o", tmp_path / "out.foo")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


def test_with_errors_nothing_is_written(invoke: Invoke, write: Write, tmp_path: Path) -> None:
    out = tmp_path / "out.ttl"
    done = invoke("reason", write("o.ttl", CYCLE), "-o", out)
    assert (done.code, out.exists()) == (1, False)
    assert done.err == f"{out}: not written, as the ontology has errors.\n"


def test_rustdl_needs_no_java(
    invoke: Invoke, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    outcome = invoke("reason")
    assert outcome.code == 0
    assert outcome.out.startswith("Consistent: ")
    outcome = invoke("reason", write("o.ttl", EQUIVALENT), "-f", "json")
    assert (outcome.code, outcome.err) == (0, "")
    document = json.loads(outcome.out)
    assert [[term["label"] for term in group] for group in document["equivalences"]] == [
        ["alpha", ""]
    ]
    key = PREFIXES + "ex:p a owl:ObjectProperty . ex:A owl:hasKey ( ex:p ) ."
    outcome = invoke("reason", write("o.ttl", key))
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert "would leave out axioms (1 HasKey" in outcome.err


def test_elk_says_what_it_may_miss(invoke: Invoke, write: Write) -> None:
    """A is below D by cases, which only a complete reasoner sees."""
    cases = "ex:B rdfs:subClassOf ex:D . ex:C rdfs:subClassOf ex:D . ex:D a owl:Class ."
    path = write("o.ttl", EQUIVALENT.replace("ex:C rdfs:subClassOf ex:B .", cases))
    union = "ex:A owl:equivalentClass [ a owl:Class ; owl:unionOf ( ex:B ex:C ) ] ."
    assert union in path.read_text()
    found = json.loads(invoke("reason", path, "--reasoner", "elk", "-f", "json").out)
    assert found["beyond"]["axioms"] == {"ObjectUnionOf": 1}
    below = [(e["subclass"]["iri"][-1], e["superclass"]["iri"][-1]) for e in found["inferred"]]
    assert ("A", "D") not in below
    assert found["beyond"]["most"] >= 1
    whole = json.loads(invoke("reason", path, "-f", "json").out)
    assert list(whole) == KEYS
    assert ("A", "D") in [
        (e["subclass"]["iri"][-1], e["superclass"]["iri"][-1]) for e in whole["inferred"]
    ]
    outcome = invoke("reason", path, "--reasoner", "elk")
    assert "  1 axiom with ObjectUnionOf\n" in outcome.out
    assert "rustdl or hermit tells" in outcome.out
    plain = write("p.ttl", CYCLE)
    assert "beyond" not in json.loads(
        invoke("reason", plain, "--reasoner", "elk", "-f", "json").out
    )


def test_elk_leaves_out_what_it_does_not_know(invoke: Invoke, write: Write) -> None:
    key = PREFIXES + "ex:p a owl:ObjectProperty . ex:A owl:hasKey ( ex:p ) ."
    outcome = invoke("reason", write("o.ttl", key), "--reasoner", "elk")
    assert (outcome.code, outcome.err) == (0, "")
    assert "  1 axiom with HasKey\n  More may follow;" in outcome.out


def test_without_java_one_sentence_and_exit_2(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    outcome = invoke("reason", "--reasoner", "hermit")
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.startswith('doidkit: Java ("java") is not installed')
    assert outcome.err.count("\n") == 1
    outcome = invoke("reason", "--reasoner", "none")
    assert outcome.code == 0
    assert outcome.out.startswith("Consistency not checked: ")


def test_without_a_reasoner_cycles_are_found(
    invoke: Invoke, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    outcome = invoke("reason", "--reasoner", "none", "--format", "json", write("o.ttl", CYCLE))
    assert outcome.code == 1
    document = json.loads(outcome.out)
    assert list(document) == KEYS
    assert document["consistent"] is None
    assert [[term["label"] for term in group] for group in document["cycles"]] == [["alpha", ""]]


def test_bad_files_are_one_sentence(invoke: Invoke, write: Write) -> None:
    cut = write("cut.ttl", PREFIXES + "ex:A rdfs:subClassOf")
    for path, said in ((cut, f"{cut}:5:"), (cut.parent / "none.ttl", "no such file")):
        outcome = invoke("reason", path)
        assert outcome.code == 2
        assert said in outcome.err
        assert outcome.err.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="signals are those of Unix")
def test_ctrl_c_ends_the_reasoner_too(tmp_path: Path) -> None:
    started = tmp_path / "pid"
    java = tmp_path / "java"
    java.write_text(
        f'#!/bin/sh\necho $$ > "{started}.new"; mv "{started}.new" "{started}"\nexec sleep 60\n'
    )
    java.chmod(0o755)
    process = subprocess.Popen(
        [sys.executable, "-m", "doidkit", "reason", "--reasoner", "hermit"],
        env={**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    wait_until(started.exists)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, b"", b"doidkit: interrupted.\n")
    wait_until(lambda: not alive(int(started.read_text())))


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until(true: Callable[[], bool], *, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
