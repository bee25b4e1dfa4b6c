"""Explanations: the right axioms, at the lines that say them, and nothing where nothing follows."""

import gzip
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
import rustdl
from apart import apart

import doidkit
from doidkit.errors import EngineError
from doidkit.explaining import Explanation
from doidkit.rendering import explanations

Write = Callable[[str, str], Path]

OFN = """\
Prefix(:=<http://e/>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Ontology(<http://e/o>
Declaration(Class(:Cat))
Declaration(Class(:Plant))
Declaration(ObjectProperty(:eats))
AnnotationAssertion(rdfs:label :Cat "the cat")
SubClassOf(:Cat ObjectSomeValuesFrom(:eats :Mouse))
SubClassOf(:Cat :Pet)
SubClassOf(:Pet :Animal)
SubClassOf(:Mouse :Animal)
EquivalentClasses(:Carnivore ObjectIntersectionOf(:Animal ObjectSomeValuesFrom(:eats :Animal)))
DisjointClasses(:Animal :Plant)
SubClassOf(:Triffid :Plant)
SubClassOf(:Triffid :Carnivore)
)
"""


def told(found: Explanation) -> list[list[tuple[str, int | None]]]:
    """Return the axioms and their lines."""
    return [
        [(axiom.text, axiom.location.line if axiom.location else None) for axiom in axioms]
        for axioms in found.justifications
    ]


def test_a_class_below_a_definition(write: Write) -> None:
    path = write("zoo.ofn", OFN)
    found = doidkit.explain(path, "the cat", "http://e/Carnivore", most=9)
    assert found.complete
    (axioms,) = told(found)
    assert ("'the cat' SubClassOf <http://e/eats> some <http://e/Mouse>", 8) in axioms
    definition = "<http://e/Animal> and (<http://e/eats> some <http://e/Animal>)"
    assert (f"<http://e/Carnivore> EquivalentTo {definition}", 12) in axioms
    assert {line for _, line in axioms} == {8, 9, 10, 11, 12}
    assert axioms[0][1] in (8, 9), "what the class itself says goes first"


def test_what_rustdl_may_miss_is_not_denied(write: Write) -> None:
    # B is below X, for it shares nothing with C; rustdl 0.4 does not find that.
    path = write(
        "not.ofn",
        "Ontology(Declaration(Class(<http://e/B>)) DisjointClasses(<http://e/B> <http://e/C>) "
        "EquivalentClasses(<http://e/X> ObjectComplementOf(<http://e/C>)))",
    )
    with pytest.raises(EngineError, match="may not find all that follows from ObjectComplementOf"):
        doidkit.explain(path, "http://e/B", "http://e/X")


def test_a_class_that_nothing_can_belong_to(write: Write) -> None:
    path = write("zoo.ofn", OFN)
    found = doidkit.explain(path, "http://e/Triffid")
    assert [{line for _, line in axioms} for axioms in told(found)] == [{12, 13, 14, 15}]
    assert not doidkit.explain(path, "http://e/Cat").follows
    # What is empty is below everything, and for the same reason.
    below = doidkit.explain(path, "http://e/Triffid", "http://e/Mouse")
    assert {line for _, line in told(below)[0]} == {12, 13, 14, 15}


def test_an_ontology_that_contradicts_itself(write: Write) -> None:
    assert not doidkit.explain(write("zoo.ofn", OFN)).follows
    path = write("odd.ofn", OFN.replace("\n)\n", "\nClassAssertion(:Triffid :audrey)\n)\n"))
    for names in ([], ["http://e/Cat", "http://e/Plant"], ["http://e/Cat"]):
        found = doidkit.explain(path, *names)
        assert (found.follows, found.consistent) == (True, False)
        assert {line for _, line in told(found)[0]} == {12, 13, 14, 15, 16}
        assert "contradict" in explanations.verdict(found)


def test_what_the_reasoner_cannot_represent_is_no_answer(write: Write) -> None:
    text = OFN.replace("\n)\n", "\nHasKey(:Cat (:eats) ())\n)\n")
    path = write("zoo.ofn", text)
    with pytest.raises(doidkit.EngineError, match=r"would leave out axioms \(1 HasKey"):
        doidkit.explain(path, "the cat", "http://e/Plant")
    assert doidkit.explain(path, "the cat", "http://e/Carnivore").follows
    assert not doidkit.explain(path, "http://e/Pet", "http://e/Plant").follows, "it is far away"


def test_two_ways_the_shorter_first(write: Write) -> None:
    text = OFN.replace("\n)\n", "\nSubClassOf(:Cat :Animal)\n)\n")
    found = doidkit.explain(write("zoo.ofn", text), "the cat", "http://e/Animal")
    assert [len(axioms) for axioms in found.justifications] == [1, 2]
    assert found.complete
    found = doidkit.explain(write("zoo.ofn", text), "the cat", "http://e/Animal", most=1)
    assert told(found) == [[("'the cat' SubClassOf <http://e/Animal>", 16)]]
    assert not found.complete


OBO = """\
format-version: 1.2

[Term]
id: X:1
name: cat
is_a: X:2 ! pet
relationship: eats X:3

[Term]
id: X:2
name: pet

[Term]
id: X:3
name: mouse

[Term]
id: X:4
name: mouser
intersection_of: X:2
intersection_of: eats X:3

[Typedef]
id: eats
name: eats
"""


@pytest.mark.parametrize("suffix", [".obo", ".owl", ".owx", ".ttl", ".ofn"])
def test_the_place_is_the_line_that_says_it(write: Write, tmp_path: Path, suffix: str) -> None:
    path = write("a.obo", OBO)
    if suffix != ".obo":
        made = tmp_path / f"b{suffix}"
        doidkit.convert([path], made)
        path = made
    found = doidkit.explain(path, "X:1", "mouser")
    lines = path.read_text().splitlines()
    said = {text: lines[line - 1] for text, line in told(found)[0] if line}
    assert set(said) == {
        "cat SubClassOf pet",
        "cat SubClassOf eats some mouse",
        "mouser EquivalentTo pet and (eats some mouse)",
    }
    wanted = {
        "cat SubClassOf pet": "X_2",
        "cat SubClassOf eats some mouse": "X_3",
        "mouser EquivalentTo pet and (eats some mouse)": "X_2",
    }
    assert {text for text in wanted if wanted[text] in said[text].replace(":", "_")} == set(wanted)
    if suffix == ".obo":
        assert list(said.values())[-1] == "intersection_of: X:2"


def test_a_store_has_no_lines(write: Write, tmp_path: Path, invoke: Callable) -> None:
    assert invoke("load", write("a.obo", OBO), "--store", tmp_path / "s").code == 0
    done = invoke("explain", "X:1", "mouser", "--store", tmp_path / "s", "--format", "json")
    (axioms,) = json.loads(done.out)["justifications"]
    assert len(axioms) == 3
    assert {axiom["path"] for axiom in axioms} == {None}


def test_the_command(write: Write, invoke: Callable) -> None:
    path = write("a.obo", OBO)
    done = invoke("explain", "cat", "mouser", "--data", path)
    assert done.code == 0
    assert done.out.startswith("obo:X_1 cat is a subclass of obo:X_4 mouser.\n\nExplanation 1 of 1")
    assert f"  cat SubClassOf pet\n      {path}:6" in done.out
    done = invoke("explain", "mouser", "cat", "--data", path)
    assert (done.code, done.out) == (
        1,
        "obo:X_4 mouser does not follow to be a subclass of obo:X_1 cat.\n",
    )
    done = invoke("explain", "cat", "mouser", "--data", path, "--format", "markdown")
    assert "- mouser EquivalentTo pet and (eats some mouse) (" in done.out
    assert invoke("explain", "cat", "--unsatisfiable", "--data", path).code == 1
    assert invoke("explain", "--inconsistent", "--data", path).code == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["cat"], "Name SUB and SUPER"),
        (["cat", "pet", "--unsatisfiable"], "Name SUB and SUPER"),
        (["--unsatisfiable"], "Name SUB and SUPER"),
        (["cat", "dog"], 'No term "dog"'),
        (["cat", "eats"], "No axiom has obo:TEMP#eats as a class"),
    ],
)
def test_bad_input(arguments: list[str], sentence: str, write: Write, invoke: Callable) -> None:
    done = invoke("explain", *arguments, "--data", write("a.obo", OBO))
    assert done.code == 2
    assert sentence in done.err


def test_past_its_time_limit_there_is_no_explanation(write: Write, invoke: Callable) -> None:
    path = write("zoo.ofn", OFN)
    done = invoke("explain", "--inconsistent", "--data", path, "--timeout", "0.0001")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("doidkit: No explanation was found: It took longer than")
    assert done.err.count("\n") == 1


LACONIC = """\
Prefix(:=<http://e/>)
Ontology(<http://e/o>
SubClassOf(:Cat ObjectIntersectionOf(:Pet
  ObjectSomeValuesFrom(:eats ObjectIntersectionOf(:Grey :Mouse))))
SubClassOf(:Mouse ObjectIntersectionOf(:Animal :Small))
EquivalentClasses(:Mouser ObjectUnionOf(:Trap
  ObjectSomeValuesFrom(:eats :Animal)))
DisjointClasses(:Animal :Trap)
)
"""


def test_the_parts_that_matter(write: Write, invoke: Callable) -> None:
    path = write("zoo.ofn", LACONIC)
    found = doidkit.explain(path, "http://e/Cat", "http://e/Mouser", laconic=True)
    assert (found.laconic, found.complete) == (True, True)
    # In functional syntax the line is that of the part itself.
    assert told(found) == [
        [
            ("<http://e/Cat> SubClassOf <http://e/eats> some <http://e/Mouse>", 4),
            ("<http://e/Mouse> SubClassOf <http://e/Animal>", 5),
            ("(<http://e/eats> some <http://e/Animal>) SubClassOf <http://e/Mouser>", 7),
        ]
    ]
    whole = "<http://e/Mouse> SubClassOf <http://e/Animal> and <http://e/Small>"
    assert found.justifications[0][1].whole == whole
    plain = doidkit.explain(path, "http://e/Cat", "http://e/Mouser")
    assert [axiom.whole for axiom in plain.justifications[0]] == ["", "", ""]

    asked = ("explain", "http://e/Cat", "http://e/Mouser", "--data", path, "--laconic")
    text = invoke(*asked).out
    assert "Explanation 1 of 1, 3 parts:\n" in text
    assert f"      {path}:5:" in text
    assert f"      a part of: {whole}\n" in text
    markdown = invoke(*asked, "--format", "markdown").out
    assert "some \\<http://e/Mouse\\> (" in markdown
    assert ", a part of: \\<http://e/Mouse\\> SubClassOf" in markdown
    document = json.loads(invoke(*asked, "--format", "json").out)
    assert document["laconic"] is True
    assert document["justifications"][0][1]["axiom"] == whole
    assert "laconic" not in json.loads(invoke(*asked[:-1], "--format", "json").out)


def test_laconic_where_nothing_can_be_or_nothing_follows(write: Write, invoke: Callable) -> None:
    both = "SubClassOf(:Odd ObjectIntersectionOf(:Animal :Small :Trap))"
    path = write("zoo.ofn", LACONIC.replace("\n)\n", f"\n{both}\n)\n"))
    done = invoke("explain", "http://e/Odd", "--unsatisfiable", "--data", path, "--laconic")
    assert "3 parts" in done.out
    assert "  <http://e/Odd> SubClassOf <http://e/Trap>\n" in done.out
    parts = [line for line in done.out.splitlines() if line[:3] == "  <"]
    assert len(parts) == 3
    assert not any("Small" in part for part in parts)
    done = invoke("explain", "http://e/Mouse", "http://e/Trap", "--data", path, "--laconic")
    assert done.code == 1
    path.write_text(path.read_text().replace("\n)\n", "\nClassAssertion(:Odd :x)\n)\n"))
    done = invoke("explain", "--inconsistent", "--data", path, "--laconic")
    assert done.code == 0
    assert "4 parts" in done.out


@pytest.mark.slow
def test_every_explanation_of_the_disease_ontology_is_one_of_a_peer(shared: Path) -> None:
    """Four entailments, stated or not, against rustdl's own search on the whole ontology."""
    path = shared / "data" / "do-logical-2026-07-31.ofn.gz"
    peer = apart(by_rustdl, gzip.decompress(path.read_bytes()))
    for (child, parent), sizes in peer.items():
        ours = doidkit.explain(path, child, parent, most=20)
        assert ours.complete
        assert sorted(map(len, ours.justifications)) == sizes, (child, parent)


def by_rustdl(axioms: bytes) -> dict[tuple[str, str], list[int]]:
    """Return how many axioms the justifications of four entailments have."""
    whole = rustdl.prepare_bytes(axioms, format="ofn")
    taxonomy = rustdl.classify_bytes(axioms, format="ofn", saturation_only=True)
    chosen = random.Random(7)
    classes = sorted(iri for iri in taxonomy.classes if "/DOID_" in iri)
    children = [chosen.choice(classes) for _ in range(4)]
    above = {each: sorted(set(taxonomy.superclasses_of(each)) - {each}) for each in children}
    asked = [(child, chosen.choice(parents)) for child, parents in above.items()]
    return {
        pair: sorted(map(len, whole.justify_all(["subclass", *pair], max=20))) for pair in asked
    }
