"""Why documents imply axioms; the reasons are known by how the examples are made."""

import pytest

from doidkit.documents import Context, Document
from doidkit.errors import InputError
from doidkit.explaining import entailments, names
from doidkit.explaining.entailments import Which
from doidkit.rendering.entailments import render
from doidkit.syntax.owl.expressions import Call, owl

A, B, C, D, P, Q, I, J = (f"<http://e/{name}>" for name in "ABCDpqij")  # noqa: E741
THING, NOTHING = owl("Thing"), owl("Nothing")
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"


def some(relation: str, name: str) -> Call:
    return ("ObjectSomeValuesFrom", relation, name)


CHAIN = [
    ("SubClassOf", A, some(P, B)),
    ("SubClassOf", B, some(P, C)),
    ("TransitiveObjectProperty", P),
]
BESIDE = ("SubClassOf", D, some(P, C))
LABELS = [
    ("AnnotationAssertion", LABEL, A, '"left ear"'),
    ("AnnotationAssertion", LABEL, P, '"part of"'),
    ("AnnotationAssertion", LABEL, D, '"other"'),
]


def document(*axioms: Call) -> Document:
    return Document("<http://e/body.owl>", axioms=frozenset(axioms))


@pytest.mark.parametrize("reasoner", ["elk", "rustdl"])
@pytest.mark.parametrize(
    ("axiom", "stated"),
    [
        (("SubClassOf", A, some(P, C)), CHAIN),
        (("SubClassOf", some(Q, A), some(Q, some(P, C))), CHAIN),
        (
            ("EquivalentClasses", A, B),
            [("SubClassOf", A, B), ("SubClassOf", B, C), ("SubClassOf", C, A)],
        ),
        (("DisjointClasses", A, C), [("SubClassOf", A, B), ("DisjointClasses", B, C)]),
        (("ClassAssertion", B, I), [("ClassAssertion", A, I), ("SubClassOf", A, B)]),
        (("ObjectPropertyDomain", P, C), [("ObjectPropertyDomain", P, B), ("SubClassOf", B, C)]),
        (("SubObjectPropertyOf", P, Q), [("SubObjectPropertyOf", P, Q)]),
        (
            ("EquivalentClasses", A, NOTHING),
            [("SubClassOf", A, B), ("SubClassOf", A, C), ("DisjointClasses", B, C)],
        ),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_the_one_reason(reasoner: str, axiom: Call, stated: list[Call]) -> None:
    (found,) = entailments.entailed(document(*stated, BESIDE), axiom, most=5, reasoner=reasoner)
    assert found.axiom == axiom
    assert {*found.justification} == {*stated}


def test_what_does_not_follow_has_no_reason() -> None:
    assert entailments.entailed(document(*CHAIN), ("SubClassOf", C, A)) == ()


def test_elk_is_asked_where_it_is_named() -> None:
    choice = [("SubClassOf", A, ("ObjectUnionOf", B, C)), ("SubClassOf", B, C)]
    asked = ("SubClassOf", A, C)
    assert entailments.entailed(document(*choice), asked, reasoner="elk") == ()
    (found,) = entailments.entailed(document(*choice), asked, reasoner="rustdl")
    assert {*found.justification} == {*choice}


def test_several_reasons() -> None:
    twice = document(
        *(("SubClassOf", A, up) for up in (B, C)), *(("SubClassOf", up, D) for up in (B, C))
    )
    assert len(entailments.entailed(twice, ("SubClassOf", A, D), most=1)) == 1
    assert len(entailments.entailed(twice, ("SubClassOf", A, D), most=5)) == 2


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(InputError, match="HasKey cannot be explained"):
        entailments.entailed(document(*CHAIN), ("HasKey", A, ("", P), ("",)))


EMPTY = [
    ("DisjointClasses", B, C),
    ("SubClassOf", A, B),
    ("SubClassOf", A, C),
    ("SubClassOf", D, some(P, A)),
    ("SubClassOf", "<http://e/E>", D),
]


def test_unsatisfiable_classes_and_which_of_them() -> None:
    given = document(*EMPTY)
    empty = entailments.unsatisfiable(given)
    assert empty == (A, D, "<http://e/E>")
    assert entailments.chosen(given, empty, Which.ALL) == [*empty]
    assert entailments.chosen(given, empty, Which.MOST_GENERAL) == [A, D]
    assert entailments.chosen(given, empty, Which.ROOT) == [A]
    found = entailments.why_unsatisfiable(given, [A, D])
    assert [each.axiom for each in found] == [("SubClassOf", name, NOTHING) for name in (A, D)]
    assert {*found[0].justification} == {*EMPTY[:3]}
    assert {*found[1].justification} == {*EMPTY[:4]}


def test_of_a_circle_all_are_roots() -> None:
    ring = [("SubClassOf", D, some(P, A)), ("SubClassOf", A, some(P, D))]
    given = document(*EMPTY[:3], *ring)
    assert entailments.chosen(given, (A, D), Which.ROOT) == [A, D]


def test_an_inconsistency() -> None:
    at_odds = [*EMPTY[:3], ("ClassAssertion", A, I)]
    (found,) = entailments.why_inconsistent(document(*at_odds, BESIDE))
    assert {*found.justification} == {*at_odds}
    assert entailments.why_inconsistent(document(*EMPTY)) == ()


def test_the_ontology_of_an_explanation_has_the_labels_of_its_terms() -> None:
    given = document(*CHAIN, BESIDE, *LABELS)
    found = entailments.entailed(given, ("SubClassOf", A, some(P, C)))
    made = entailments.explanation(given, found)
    assert made.axioms == {*CHAIN, *LABELS[:2]}
    assert made.iri == ""


def test_axioms_are_written_with_labels_curies_or_the_ends_of_iris() -> None:
    given = document(*CHAIN, *LABELS)
    wanted = ("SubClassOf", A, ("ObjectIntersectionOf", B, some(P, C)))
    context = Context({"e": "http://e/"})
    for text in (
        "'left ear' SubClassOf B and 'part of' some C",
        "e:A SubClassOf: e:B and (e:p some <http://e/C>)",
    ):
        assert names.axiom_of(text, given, context) == wanted
    with pytest.raises(InputError, match="Zork"):
        names.axiom_of("A SubClassOf Zork", given)


def test_an_explanation_is_a_tree_and_says_where_axioms_stand() -> None:
    base = Document("<http://e/base#>", axioms=frozenset(CHAIN[1:2]))
    given = Document(
        "<http://e/body.owl>", axioms=frozenset([CHAIN[0], CHAIN[2], *LABELS]), imported=(base,)
    )
    found = entailments.entailed(given, ("SubClassOf", A, some(P, C)))
    ear, part = "[left ear](http://e/A)", "[part of](http://e/p)"
    assert render(found, given) == (
        f"## {ear} SubClassOf {part} some [C](http://e/C) ##\n\n"
        f"  - {ear} SubClassOf {part} some [B](http://e/B)\n"
        f"    -  Transitive: {part}\n"
        f"    - [B](http://e/B) SubClassOf {part} some [C](http://e/C)\n\n"
        "# Axiom Impact \n"
        "## Axioms used 1 times\n"
        f"- {ear} SubClassOf {part} some [B](http://e/B) [body.owl]\n"
        f"- [B](http://e/B) SubClassOf {part} some [C](http://e/C) [base]\n"
        f"-  Transitive: {part} [body.owl]\n\n\n\n"
        "# Ontologies used: \n"
        "- body.owl (http://e/body.owl)\n"
        "- base (http://e/base#)\n"
    )
    assert render((), given) == "No explanations found."
