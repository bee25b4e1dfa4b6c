"""What a reasoner finds in a check: where its axioms stand, what is in a branch, what left it."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from doidkit.checking import check
from doidkit.model import Finding, Report, Severity, State

Write = Callable[[str, str], Path]
ZOO = """\
Prefix(:=<http://e/>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Ontology(<http://e/o>
Declaration(ObjectProperty(:eats))
AnnotationAssertion(rdfs:label :Animal "animal")
SubClassOf(:Cat :Pet)
SubClassOf(:Kitten :Cat)
SubClassOf(:Pet :Animal)
SubClassOf(:Mouse :Animal)
SubClassOf(:Fern :Plant)
{more})
"""


def made(write: Write, *more: str, name: str = "zoo.ofn") -> Path:
    return write(name, ZOO.format(more="".join(f"{line}\n" for line in more)))


def looked(path: Path, **options: object) -> Report:
    return check(path, select=["subclass_cycle"], **options)


def told(report: Report) -> list[tuple[str, str, int | None]]:
    """Return check, name of the class and line of each finding that is not gone."""
    return [
        (each.check, each.focus.value[9:], each.location.line)
        for each in report
        if each.state is not State.FIXED
    ]


def one(report: Report) -> Finding:
    (finding,) = report
    return finding


def test_nothing_is_found_in_a_tree(write: Write) -> None:
    assert told(looked(made(write))) == []


def test_why_nothing_can_belong_to_a_class_stands_where_the_axioms_are(write: Write) -> None:
    path = made(write, "DisjointClasses(:Plant :Animal)", "SubClassOf(:Pet :Plant)")
    report = looked(path)
    names = [(check_, name) for check_, name, _ in told(report)]
    assert sorted(names) == [("unsatisfiable-class", each) for each in ("Cat", "Kitten", "Pet")]
    pet = next(each for each in report if each.focus.value.endswith("Pet"))
    assert pet.location.line == 8
    assert pet.excerpt == "SubClassOf(:Pet :Animal)"
    assert "It follows from: <http://e/Pet> SubClassOf animal" in pet.message
    for line in (8, 11, 12):
        assert f"({path}:{line}:" in pet.message
    assert "the axioms contradict" not in pet.message


def test_a_new_equivalence_is_at_the_definitions(write: Write) -> None:
    same = "ObjectIntersectionOf(:Animal ObjectSomeValuesFrom(:eats :Mouse))"
    path = made(write, f"EquivalentClasses(:Mouser {same})", f"EquivalentClasses(:Hunter {same})")
    report = looked(path)
    assert told(report) == [("inferred-equivalence", "Hunter", 12)]
    assert f"({path}:11:" in one(report).message


def test_a_class_that_follows_to_be_in_a_second_branch(write: Write) -> None:
    path = made(
        write,
        "ObjectPropertyDomain(:eats :Animal)",
        "SubClassOf(:Fern ObjectSomeValuesFrom(:eats :Mouse))",
        "SubClassOf(:Small :Fern)",
    )
    report = looked(path)
    # Small goes along with Fern, so it is not told.
    assert told(report) == [("inferred-branch", "Fern", 12)]
    finding = one(report)
    assert finding.severity is Severity.WARNING
    assert finding.value == ox.NamedNode("http://e/Animal")
    assert "below <http://e/Animal> animal, where none of its parents leads" in finding.message
    assert f"({path}:11:" in finding.message
    assert told(looked(made(write, "SubClassOf(:Fern :Animal)"))) == [], "it is stated"
    genus = "EquivalentClasses(:Fern ObjectIntersectionOf(:Animal :Plant))"
    assert told(looked(made(write, genus))) == [], "a genus is stated, too"


EATER = "SubClassOf(:Trap ObjectIntersectionOf(:Tool ObjectSomeValuesFrom(:eats :Mouse)))"
DOMAIN = "ObjectPropertyDomain(:eats :Animal)"


def moved(write: Write, before: str, after: str) -> list[Finding]:
    """Return what has moved where one axiom is put in place of another one."""
    old = made(write, EATER, "SubClassOf(:Snare :Trap)", DOMAIN, name="old.ofn")
    assert before in old.read_text()
    new = write("new.ofn", old.read_text().replace(before, after))
    return [each for each in looked(new, against=old) if each.check == "moved-branch"]


def test_a_class_that_no_longer_follows_to_be_in_its_branch(write: Write) -> None:
    """Nothing that the edit touched is about it; a snare goes along with the trap."""
    (finding,) = moved(write, DOMAIN, "")
    assert (finding.state, finding.severity) == (State.NEW, Severity.WARNING)
    assert finding.focus == ox.NamedNode("http://e/Trap")
    assert finding.value == ox.NamedNode("http://e/Animal")
    assert finding.location.line == 11
    assert finding.message.startswith(
        "This class no longer follows to be below <http://e/Animal> animal. It followed from: "
        "<http://e/Trap> SubClassOf <http://e/Tool> and "
    )
    assert "<http://e/eats> Domain animal, which is gone." in finding.message


def test_where_it_is_now_is_told(write: Write) -> None:
    (finding,) = moved(write, DOMAIN, "ObjectPropertyDomain(:eats :Plant)")
    assert "but to be below <http://e/Plant>. It followed from: " in finding.message


def test_what_people_move_themselves_they_see(write: Write) -> None:
    assert moved(write, "SubClassOf(:Pet :Animal)", "SubClassOf(:Pet :Plant)") == []
    assert moved(write, "SubClassOf(:Pet :Animal)", "Declaration(Class(:Pet))") == []
    assert moved(write, DOMAIN, DOMAIN) == []


def test_what_is_obsolete_has_left_nothing(write: Write) -> None:
    gone = 'AnnotationAssertion(<http://www.w3.org/2002/07/owl#deprecated> :Trap "true")'
    assert [each.focus.value[9:] for each in moved(write, EATER, gone)] == ["Snare"]


def test_a_store_has_the_same_without_lines(
    write: Write, tmp_path: Path, invoke: Callable[..., object]
) -> None:
    path = made(write, "DisjointClasses(:Plant :Animal)", "SubClassOf(:Fern :Animal)")
    assert invoke("load", path, "--store", tmp_path / "s").code == 0
    done = invoke("check", "--store", tmp_path / "s", "--select", "subclass_cycle")
    assert done.code == 1
    assert "It follows from: <http://e/Fern> SubClassOf animal" in done.out


def test_an_inconsistency_is_explained_by_hermit_and_rustdl(write: Write, java: None) -> None:
    path = made(write, "DisjointClasses(:Plant :Animal)", "ClassAssertion(:Fern :x)")
    path.write_text(
        path.read_text().replace("(:Fern :Plant)", "(:Fern :Plant)\nSubClassOf(:Fern :Pet)")
    )
    finding = one(looked(path, reason=True))
    assert finding.check == "inconsistent"
    assert finding.location.line in range(8, 15)
    assert "DisjointWith" in finding.message


@pytest.mark.slow
def test_no_class_of_the_disease_ontology_is_in_a_second_branch(shared: Path) -> None:
    report = looked(shared / "data" / "do-logical-2026-07-31.owl.gz")
    assert [each for each in report if each.check == "inferred-branch"] == []
