"""A review as a value: expectations read off the two texts by hand."""

from pathlib import Path

import pytest

from doidkit.data import Data
from doidkit.data.versions import Side
from doidkit.entailing import Entailment, Implied
from doidkit.errors import EngineError, InputError, SyntaxFault
from doidkit.explaining import Reason
from doidkit.model import Location, Severity
from doidkit.ontology.record import TermRef
from doidkit.reviewing import Place, Review, When, review

PROFILE = """\
title = "Two rules"
[checks]
missing_label = "error"
missing_definition = "warning"
"""
OLD = """\
format-version: 1.2
ontology: doid

[Term]
id: DOID:4
name: disease
def: "A disease." []

[Term]
id: DOID:7
name: organ disease
is_a: DOID:4

[Term]
id: DOID:8
name: gene disease
def: "A disease of a gene." []
is_a: DOID:4

[Term]
id: DOID:9
name: heart disease
def: "A disease of the heart." []
is_a: DOID:8

[Term]
id: DOID:10
name: valve disease
def: "A disease of a valve." []
is_a: DOID:9
"""
NEW = (
    OLD.replace("is_a: DOID:8", "is_a: DOID:7")
    .replace('def: "A disease." []\n', "")
    .replace("name: organ disease\n", 'name: organ disease\ndef: "A disease of an organ." []\n')
)


def term(number: int, label: str) -> TermRef:
    return TermRef(label, f"DOID:{number}", f"http://purl.obolibrary.org/obo/DOID_{number}")


DISEASE, ORGAN, GENE, HEART = (
    term(4, "disease"),
    term(7, "organ disease"),
    term(8, "gene disease"),
    term(9, "heart disease"),
)
VALVE = term(10, "valve disease")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "two.toml").write_text(PROFILE)
    (tmp_path / "old.obo").write_text(OLD)
    (tmp_path / "new.obo").write_text(NEW)
    return tmp_path


def reviewed(home: Path, old: str | None = "old.obo", new: str | None = "new.obo") -> Review:
    def side(name: str | None, called: str) -> Side:
        return Side(called, Data((home / name,)) if name else None)

    return review(side(old, "main:doid.obo"), side(new, "doid.obo"), profile=home / "two.toml")


def about(term: str) -> str:
    return f"http://purl.obolibrary.org/obo/DOID_{term}"


def test_findings_are_new_or_fixed_each_at_its_line(home: Path) -> None:
    found = reviewed(home)
    told = [(f.check, f.focus.value, f.severity, f.location) for f in found.new]
    line = NEW.splitlines().index("id: DOID:4") + 1
    (new,) = [each for each in told if about("") in each[1]]
    assert new[:3] == ("missing_definition", about("4"), Severity.WARNING)
    assert (new[3].path, new[3].line) == ("doid.obo", line)
    assert [f.focus.value for f in found.fixed if about("") in f.focus.value] == [about("7")]


def test_a_message_calls_files_as_they_are_called(home: Path) -> None:
    nothing = "\n[Term]\nid: DOID:91\nname: nothing\nis_a: DOID:4\ndisjoint_from: DOID:4\n"
    (home / "empty.obo").write_text(NEW + nothing)
    messages = [finding.message for finding in reviewed(home, new="empty.obo").report]
    assert any("(doid.obo:" in message for message in messages)
    assert not any(str(home) in message for message in messages)


def test_a_term_stands_where_it_stood_and_where_it_stands(home: Path) -> None:
    assert reviewed(home).places == (
        Place(
            DISEASE,
            When.BOTH,
            (
                Place(GENE, When.BOTH, (Place(HEART, When.BEFORE),)),
                Place(ORGAN, When.BOTH, (Place(HEART, When.AFTER),)),
            ),
        ),
    )


def test_a_term_that_goes_to_the_top_and_one_that_comes_from_there(home: Path) -> None:
    (home / "old.obo").write_text(OLD.replace('def: "A disease of a gene." []\nis_a: DOID:4\n', ""))
    (home / "new.obo").write_text(OLD.replace("is_a: DOID:8", ""))
    assert reviewed(home).places == (
        Place(DISEASE, When.BOTH, (Place(GENE, When.AFTER),)),
        Place(GENE, When.BEFORE, (Place(HEART, When.BEFORE),)),
        Place(HEART, When.AFTER),
    )


def test_a_circle_of_parents_ends(home: Path) -> None:
    (home / "new.obo").write_text(OLD.replace("name: disease\n", "name: disease\nis_a: DOID:10\n"))
    way = Place(DISEASE, When.AFTER)
    for each, when in ((VALVE, When.BOTH), (HEART, When.BOTH), (GENE, When.BOTH)):
        way = Place(each, when, (way,))
    assert reviewed(home).places == (Place(DISEASE, When.BEFORE, (way,)),)


def test_the_order_of_iris_makes_no_difference(home: Path) -> None:
    # A term that left the top, and one that left it: each may come first.
    for one, other in ((1, 2), (2, 1)):
        old = f"""format-version: 1.2
ontology: x

[Term]
id: X:0
name: top

[Term]
id: X:{one}
name: one

[Term]
id: X:{other}
name: other
is_a: X:{one}
"""
        (home / "old.obo").write_text(old)
        (home / "new.obo").write_text(
            old.replace("name: one", "name: one\nis_a: X:0").replace(f"is_a: X:{one}", "is_a: X:0")
        )
        drawn = [
            (place.term.label, place.when, [(b.term.label, b.when) for b in place.below])
            for place in reviewed(home).places
        ]
        assert drawn == [
            ("one", When.BEFORE, [("other", When.BEFORE)]),
            ("top", When.BOTH, [("one", When.AFTER), ("other", When.AFTER)]),
        ]


def test_the_order_of_a_file_makes_no_difference(home: Path) -> None:
    head, *stanzas = NEW.split("\n[Term]\n")
    (home / "turned.obo").write_text("\n[Term]\n".join([head, *(s + "\n" for s in stanzas[::-1])]))
    one, other = reviewed(home), reviewed(home, new="turned.obo")

    def told(of: Review) -> set[tuple[object, ...]]:
        return {(f.check, f.focus, f.state) for f in of.report}

    assert one.comparison.changes == other.comparison.changes
    assert one.places == other.places
    assert told(one) == told(other)


def test_all_of_a_new_file_is_new(home: Path) -> None:
    found = reviewed(home, old=None)
    assert {finding.state.value for finding in found.report} == {"new"}
    assert about("4") in {finding.focus.value for finding in found.new}
    assert found.places == ()


def test_nothing_is_found_in_a_file_that_is_gone(home: Path) -> None:
    found = reviewed(home, new=None)
    assert len(found.report) == 0
    assert {change.kind.value for change in found.comparison} >= {"term removed"}


RELATIONS = """\
format-version: 1.2
ontology: x

[Term]
id: X:1
name: disease

[Term]
id: X:2
name: heart

[Term]
id: X:3
name: valve
is_a: X:2

[Term]
id: X:4
name: lung

[Term]
id: X:5
name: heart disease
intersection_of: X:1
intersection_of: in X:2

[Term]
id: X:6
name: lung disease
intersection_of: X:1
intersection_of: in X:4

[Term]
id: X:7
name: stenosis
is_a: X:1
relationship: in X:4

[Typedef]
id: in
"""


def test_what_an_edit_implies_is_told_with_its_axioms(home: Path) -> None:
    (home / "old.obo").write_text(RELATIONS)
    (home / "new.obo").write_text(
        RELATIONS.replace("is_a: X:1\nrelationship: in X:4", "is_a: X:1\nrelationship: in X:3")
    )
    found = reviewed(home)
    assert found.unknown == ""
    ((new,), (lost,)) = found.gained, found.lost
    assert [(e.sub.label, e.super and e.super.label) for e in (new, lost)] == [
        ("stenosis", "heart disease"),
        ("stenosis", "lung disease"),
    ]
    # It is a disease, it is in the valve, that is a heart, and so the disease is defined.
    assert len(new.explanation) == 4
    assert len(lost.explanation) == 3
    line = RELATIONS.splitlines().index("relationship: in X:4") + 1
    assert Location("doid.obo", line, 18) in [reason.location for reason in new.explanation]
    assert {reason.location.path for reason in lost.explanation if reason.location} == {
        "main:doid.obo"
    }


def drawn(places: tuple[Place, ...]) -> list[object]:
    """Return places as labels, marked where terms came (+) and went (-)."""
    marks = {When.BOTH: "", When.AFTER: "+", When.BEFORE: "-"}
    return [
        (f"{marks[place.when]}{place.term.label or place.term.curie}", *drawn(place.below))
        for place in places
    ]


def test_a_term_that_moves_by_inference_is_drawn_as_classified(home: Path) -> None:
    (home / "old.obo").write_text(RELATIONS)
    (home / "new.obo").write_text(RELATIONS.replace("relationship: in X:4", "relationship: in X:3"))
    found = reviewed(home)
    assert found.places == ()
    assert drawn(found.classified) == [
        ("disease", ("heart disease", ("+stenosis",)), ("lung disease", ("-stenosis",)))
    ]


def test_beside_the_stated_hierarchy_stands_the_classified_one(home: Path) -> None:
    # It is stated to be a lung disease, and by its place it is one of the heart.
    edited = RELATIONS.replace("is_a: X:1\nrelationship: in X:4", "is_a: X:6\nrelationship: in X:3")
    (home / "old.obo").write_text(RELATIONS)
    (home / "new.obo").write_text(edited)
    found = reviewed(home)
    assert drawn(found.places) == [("disease", ("-stenosis",)), ("lung disease", ("+stenosis",))]
    assert drawn(found.classified) == [("disease", ("heart disease", ("+stenosis",)))]


def test_what_moved_above_a_term_is_drawn_where_it_stands_now(home: Path) -> None:
    old = RELATIONS.replace("name: lung disease", "name: lung disease\nis_a: X:8")
    old += "\n[Term]\nid: X:8\nname: organ disease\nis_a: X:1\n"
    (home / "old.obo").write_text(old)
    new = old.replace("relationship: in X:4", "relationship: in X:3").replace("is_a: X:8\n", "")
    (home / "new.obo").write_text(new)
    assert drawn(reviewed(home).classified) == [
        (
            "disease",
            ("heart disease", ("+stenosis",)),
            ("+lung disease",),
            ("organ disease", ("-lung disease", ("-stenosis",))),
        )
    ]


def test_an_obsolete_term_stands_nowhere(home: Path) -> None:
    (home / "old.obo").write_text(OLD)
    text = OLD.replace("name: valve disease", "name: valve disease\nis_obsolete: true")
    (home / "new.obo").write_text(text.replace("is_a: DOID:9\n", ""))
    assert drawn(reviewed(home).places) == [
        ("disease", ("gene disease", ("heart disease", ("-valve disease",))))
    ]


def test_a_class_that_nothing_can_belong_to_goes_to_nothing(home: Path) -> None:
    (home / "old.obo").write_text(RELATIONS)
    new = RELATIONS.replace("name: heart disease", "name: heart disease\ndisjoint_from: X:1")
    (home / "new.obo").write_text(new)
    assert drawn(reviewed(home).classified) == [
        ("owl:Nothing", ("+heart disease",)),
        ("disease", ("-heart disease",)),
    ]


def test_a_new_term_is_drawn_where_it_falls(home: Path) -> None:
    more = "\n[Term]\nid: X:9\nname: murmur\nis_a: X:1\nrelationship: in X:2\n"
    (home / "old.obo").write_text(RELATIONS)
    (home / "new.obo").write_text(RELATIONS + more)
    assert drawn(reviewed(home).classified) == [("disease", ("heart disease", ("+murmur",)))]


def test_a_version_that_contradicts_itself_is_told(home: Path) -> None:
    head = """\
Prefix(:=<urn:x:>)
Prefix(owl:=<http://www.w3.org/2002/07/owl#>)
Ontology(<urn:x>
Declaration(Class(:A)) Declaration(Class(:B)) Declaration(NamedIndividual(:i))
ClassAssertion(:A :i)
"""
    (home / "old.ofn").write_text(f"{head})\n")
    (home / "new.ofn").write_text(f"{head}ClassAssertion(:B :i) DisjointClasses(:A :B))\n")
    found = reviewed(home, old="old.ofn", new="new.ofn")
    assert found.unknown == ""
    (one,) = found.gained
    assert (one.sub.curie, one.super, len(one.explanation)) == ("owl:Thing", None, 3)
    assert len(found.comparison) > 0
    for name in ("old.ofn", "new.ofn"):
        text = (home / name).read_text()
        (home / name).write_text(f"{text[:-2]}SubClassOf(owl:Thing owl:Nothing))\n")
    both = reviewed(home, old="old.ofn", new="new.ofn")
    assert (both.entailments, "both versions contradict" in both.unknown) == ((), True)


def implied(old: Data, new: Data) -> Implied:
    def told(gained: bool, data: Data) -> Entailment:
        place = Location(str(data.files[0]), 7, 1)
        return Entailment(HEART, ORGAN if gained else GENE, gained, (Reason("an axiom", place),))

    return Implied((told(True, new), told(False, old)))


def sides(home: Path) -> tuple[Side, Side]:
    return (
        Side("main:doid.obo", Data((home / "old.obo",))),
        Side("doid.obo", Data((home / "new.obo",))),
    )


def test_what_follows_stands_in_files_as_they_are_called(home: Path) -> None:
    found = review(*sides(home), profile=home / "two.toml", entail=implied)
    assert found.unknown == ""
    ((new,), (lost,)) = found.gained, found.lost
    assert (new.super, new.explanation[0].location) == (ORGAN, Location("doid.obo", 7, 1))
    assert (lost.super, lost.explanation[0].location) == (GENE, Location("main:doid.obo", 7, 1))


def test_a_part_of_what_follows_is_not_given_for_the_whole(home: Path) -> None:
    def cut(old: Data, new: Data) -> Implied:
        raise EngineError("The reasoner took longer than 1 second.")

    found = review(*sides(home), profile=home / "two.toml", entail=cut)
    assert found.entailments == ()
    assert found.unknown == (
        "What the change implies is not known: The reasoner took longer than 1 second."
    )


def test_where_nothing_changed_nothing_is_asked(home: Path) -> None:
    def never(old: Data, new: Data) -> Implied:
        raise AssertionError

    old, _ = sides(home)
    found = review(old, old, profile=home / "two.toml", entail=never)
    assert (len(found.comparison), found.new, found.fixed, found.unknown) == (0, (), (), "")


def test_a_store_is_refused(home: Path) -> None:
    old, _ = sides(home)
    with pytest.raises(InputError, match="store: is no file"):
        review(old, Side("store", Data(store=home)))


def test_a_file_with_a_fault_is_refused_with_its_line(home: Path) -> None:
    (home / "new.obo").write_text("format-version: 1.2\n\n[Term\nid: DOID:4\n")
    with pytest.raises(SyntaxFault, match=r"new\.obo:3"):
        reviewed(home)
