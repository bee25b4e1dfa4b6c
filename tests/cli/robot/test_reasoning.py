"""ROBOT's commands that reason: what they refuse they refuse as ROBOT 1.9.8 does."""

from collections.abc import Callable
from pathlib import Path

import pytest

_HEAD = "Prefix(:=<http://x.org/>)\nOntology(<http://x.org/o>\n"
_EMPTY = "SubClassOf(:A :B) SubClassOf(:A :C) DisjointClasses(:B :C)"
_FILES = {
    "empty": _EMPTY,
    "property": "ObjectPropertyDomain(:p :B) ObjectPropertyDomain(:p :C) DisjointClasses(:B :C)",
    "at-odds": f"{_EMPTY} ClassAssertion(:A :i)",
    "same": "EquivalentClasses(:D ObjectIntersectionOf(:B ObjectSomeValuesFrom(:p :C)))\n"
    "EquivalentClasses(:E ObjectIntersectionOf(:B ObjectSomeValuesFrom(:p :C)))",
    "choice": "SubClassOf(:A ObjectUnionOf(:B :C)) SubClassOf(:B :C)",
}


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, axioms in _FILES.items():
        (tmp_path / f"{name}.ofn").write_text(f"{_HEAD}{axioms}\n)\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "reason -i empty.ofn",
            "ERROR There are 1 unsatisfiable classes in the ontology.\n"
            "ERROR     unsatisfiable: http://x.org/A\n",
        ),
        (
            "materialize -i empty.ofn",
            "ERROR There are 1 unsatisfiable classes in the ontology.\n"
            "ERROR     unsatisfiable: http://x.org/A\n",
        ),
        (
            "reason -i property.ofn",
            "ERROR There are 1 unsatisfiable properties in the ontology.\n"
            "ERROR     unsatisfiable property: http://x.org/p\n",
        ),
        (
            "reason -i at-odds.ofn",
            "ERROR The ontology is inconsistent. TIP: use a tool like Protege to find "
            "explanations\n",
        ),
        (
            "reason -i same.ofn -e none",
            "ERROR No equivalent class axioms are allowed\n"
            "ERROR Equivalence: <http://x.org/D> == <http://x.org/E>\n",
        ),
        (
            "reason -i same.ofn -e asserted-only",
            "ERROR Only equivalent classes that have been asserted are allowed. "
            "Inferred equivalencies are forbidden.\n"
            "ERROR Equivalence: <http://x.org/D> == <http://x.org/E>\n",
        ),
    ],
)
def test_what_robot_logs(invoke: Callable, files: Path, line: str, said: str) -> None:
    outcome = invoke("robot", *line.split(), "-o", "out.ofn")
    assert (outcome.code, outcome.out) == (1, said)
    assert not (files / "out.ofn").exists()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "reason -i same.ofn -e foo",
            "EQUIVALENT CLASSES OPTION ERROR 'equivalent-classes-allowed' value foo must be one "
            "of: true, false, all, none, asserted-only\n"
            "For details see: http://robot.obolibrary.org/reason#equivalent-classes-option-error\n",
        ),
        ("reason -i same.ofn -r foo", "INVALID REASONER ERROR unknown reasoner: foo\n"),
        (
            "reason -i same.ofn -A foo",
            "reason#UNKNOWN AXIOM GENERATOR foo is not a valid inferred axiom generator\n",
        ),
        ("validate-profile -i same.ofn --profile XX", "INVALID PROFILE ERROR unknown profile: XX"),
        (
            "validate-profile -i same.ofn",
            "MISSING REQUIREMENT ERROR validate-profile#MISSING PROFILE ERROR a profile is "
            "required\n",
        ),
        (
            "validate-profile -i choice.ofn --profile EL -o report.txt",
            "PROFILE VIOLATION ERROR http://x.org/o violates profile EL\n",
        ),
        ("measure -i same.ofn -m foo -o m.tsv", "METRICS TYPE ERROR unknown metrics type: foo\n"),
        ("measure -i same.ofn -f x -o m.tsv", "METRICS FORMAT ERROR unknown metrics format: x\n"),
        ("measure -i same.ofn", "MISSING REQUIREMENT ERROR an output file must be specified\n"),
        ("explain -i same.ofn", "MISSING AXIOM ARGUMENT ERROR must have a valid --axiom.\n"),
        ("explain -i same.ofn -M foo", "ILLEGAL EXPLANATION MODE ERROR foo. Must be one of "),
        ("explain -i same.ofn -m x", "MAX TYPE ERROR --max ('x') must be an integer\n"),
        (
            "explain -i same.ofn -M unsatisfiability -u random:x",
            "ILLEGAL UNSATISFIABLE ARGUMENT ERROR random:x. Must have either a valid",
        ),
    ],
)
def test_robots_errors(invoke: Callable, files: Path, line: str, said: str) -> None:
    outcome = invoke("robot", *line.split())
    assert outcome.code == 1
    assert said in outcome.out


def test_why_classes_are_empty_is_dumped(invoke: Callable, files: Path) -> None:
    assert invoke("robot", *"reason -i empty.ofn -D why.ofn -o out.ofn".split()).code == 1
    text = (files / "why.ofn").read_text()
    assert (
        "DisjointClasses(<http://x.org/B> <http://x.org/C>)" in text
        or "DisjointClasses(:B :C)" in text
    )
    assert invoke("robot", *"reason -i at-odds.ofn -D none.ofn".split()).code == 1
    assert not (files / "none.ofn").exists()


def test_what_elk_may_miss_is_said(invoke: Callable, files: Path) -> None:
    outcome = invoke("robot", *"reason -i choice.ofn -o out.ofn".split())
    assert outcome.code == 0
    assert (
        "(ObjectUnionOf in 1): at most 2 more pairs follow with --reasoner HermiT." in outcome.err
    )
    assert "ELK" not in invoke("robot", *"reason -i same.ofn -o out.ofn".split()).err
    assert "ELK" not in invoke("robot", *"reason -i choice.ofn -r HermiT -o out.ofn".split()).err


def test_a_profile_is_told_on_standard_output(invoke: Callable, files: Path) -> None:
    outcome = invoke("robot", *"validate-profile -i empty.ofn --profile full".split())
    assert outcome.code == 0
    assert outcome.out.startswith("OWL 2 Full Profile Report: [Ontology and imports closure in")


def test_an_explanation_is_what_goes_on(invoke: Callable, files: Path) -> None:
    """ROBOT's --output is the whole ontology again, against its own documentation."""
    line = ["explain", "-i", "choice.ofn", "--axiom", "B SubClassOf C", "-e", "why.md"]
    assert invoke("robot", *line, "-o", "out.ofn").code == 0
    assert (
        "[B](http://x.org/B) SubClassOf [C](http://x.org/C) [o]" in (files / "why.md").read_text()
    )
    assert "ObjectUnionOf" not in (files / "out.ofn").read_text()
    line[4] = "A SubClassOf B"
    assert invoke("robot", *line).code == 0
    assert (files / "why.md").read_text() == "No explanations found."
