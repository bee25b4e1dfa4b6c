"""What a module leaves out changes nothing of what follows: tried against rustdl."""

from collections.abc import Sequence

import pytest
from apart import in_a_copy
from hypothesis import given, settings
from hypothesis import strategies as st

from doidkit.reasoners import rustdl
from doidkit.reasoners.locality import Others, is_local, module
from doidkit.syntax.owl.expressions import Call

CLASSES = [f"<http://e/{name}>" for name in "ABCDEF"]
PROPERTIES = ["<http://e/r>", "<http://e/s>"]
THING, NOTHING = (f"<http://www.w3.org/2002/07/owl#{name}>" for name in ("Thing", "Nothing"))
XSD_INTEGER, XSD_BOOLEAN = (
    f"<http://www.w3.org/2001/XMLSchema#{name}>" for name in ("integer", "boolean")
)

names = st.sampled_from([*CLASSES, *CLASSES, THING, NOTHING])
properties = st.sampled_from(PROPERTIES)
expressions = st.recursive(
    names,
    lambda inner: st.one_of(
        st.tuples(st.just("ObjectIntersectionOf"), inner, inner),
        st.tuples(st.just("ObjectUnionOf"), inner, inner),
        st.tuples(st.just("ObjectComplementOf"), inner),
        st.tuples(st.just("ObjectSomeValuesFrom"), properties, inner),
        st.tuples(st.just("ObjectAllValuesFrom"), properties, inner),
    ),
    max_leaves=3,
)
axioms = st.one_of(
    st.tuples(st.just("SubClassOf"), expressions, expressions),
    st.tuples(st.just("SubClassOf"), names, names),
    st.tuples(st.just("EquivalentClasses"), names, expressions).filter(lambda a: a[1] != a[2]),
    st.tuples(st.just("DisjointClasses"), *[st.sampled_from(CLASSES)] * 2).filter(
        lambda a: a[1] != a[2]
    ),
    st.tuples(st.just("SubObjectPropertyOf"), properties, properties),
    st.tuples(st.just("ObjectPropertyDomain"), properties, names),
    st.tuples(st.just("ObjectPropertyRange"), properties, names),
    st.tuples(st.just("TransitiveObjectProperty"), properties),
)


def supers(some: Sequence[Call], name: str) -> set[str]:
    """Return all that rustdl finds a class to be below, all classes if it is empty."""
    iris = [each[1:-1] for each in CLASSES]
    found = rustdl.classified(some, iris)
    if found.inconsistent:
        return {"everything"}
    return {iri for iri in iris if found.is_subclass(name[1:-1], iri)}


@in_a_copy
@given(st.lists(axioms, max_size=10), st.sampled_from(CLASSES))
def test_a_class_has_the_same_superclasses_in_its_module(some: list[Call], name: str) -> None:
    assert supers(module(some, [name]), name) == supers(some, name)


def subs(some: Sequence[Call], name: str) -> set[str]:
    """Return all that rustdl finds below a class, all classes if there is a contradiction."""
    iris = [each[1:-1] for each in CLASSES]
    found = rustdl.classified(some, iris)
    if found.inconsistent:
        return {"everything"}
    return {iri for iri in iris if found.is_subclass(iri, name[1:-1])}


@in_a_copy
@settings(max_examples=50)
@given(st.lists(axioms, max_size=10), st.lists(st.sampled_from(CLASSES), min_size=2, max_size=2))
def test_classes_have_the_same_order_in_their_top_module(
    some: list[Call], wanted: list[str]
) -> None:
    part = module(some, wanted, others=Others.FULL)
    whole, left = ({name: subs(each, name) for name in wanted} for each in (some, part))
    own = {name[1:-1] for name in wanted} | {"everything"}
    assert {name: found & own for name, found in whole.items()} == {
        name: found & own for name, found in left.items()
    }


@given(st.lists(axioms, max_size=8), st.sampled_from(CLASSES))
def test_a_module_of_a_module_is_the_module(some: list[Call], name: str) -> None:
    found = module(some, [name])
    assert module(found, [name]) == found
    assert [axiom for axiom in some if axiom in found] == found


A, B, R = CLASSES[0], CLASSES[1], PROPERTIES[0]
CASES = [
    # An axiom, what is known, and whether it holds when all else is empty (JAIR 31, figure 3).
    (("SubClassOf", A, B), {A}, False),
    (("SubClassOf", ("ObjectMinCardinality", "1", R, A), B), {A, B}, True),
    (("SubClassOf", ("ObjectMinCardinality", "0", R, A), B), {A, B}, False),
    (("SubClassOf", B, ("ObjectMaxCardinality", "0", R)), {B}, True),
    (("SubClassOf", B, ("ObjectMaxCardinality", "2", R, A)), {B, R}, True),
    (("SubClassOf", B, ("ObjectMaxCardinality", "2", R, A)), {A, B, R}, False),
    (("SubClassOf", ("ObjectExactCardinality", "2", R), B), {B}, True),
    (("SubClassOf", B, ("ObjectExactCardinality", "0", R)), {B}, True),
    (("SubClassOf", B, ("DataMaxCardinality", "1", R, A)), {B, R}, False),
    (("SubClassOf", ("ObjectHasSelf", R), B), {B}, True),
    (("SubClassOf", ("ObjectOneOf", "<http://e/i>"), B), {B}, False),
    (("EquivalentClasses", A, ("ObjectSomeValuesFrom", ("ObjectInverseOf", R), B)), {B}, True),
    (("DisjointClasses", A, B), {A}, True),
    (("DisjointClasses", A, B), {A, B}, False),
    (("SubObjectPropertyOf", ("ObjectPropertyChain", R, "<http://e/s>"), R), {R}, True),
    (("ReflexiveObjectProperty", R), set(), False),
    (("IrreflexiveObjectProperty", R), set(), True),
    (("ClassAssertion", A, "<http://e/i>"), set(), False),
    (("ClassAssertion", THING, "<http://e/i>"), set(), True),
    (("ObjectPropertyAssertion", R, "<http://e/i>", "<http://e/j>"), set(), False),
    (("HasKey", A, ("", R), ("",)), {R}, True),
    (("Declaration", ("Class", A)), {A}, True),
    (("NegativeObjectPropertyAssertion", R, "<http://e/i>", "<http://e/j>"), set(), True),
    (("DatatypeDefinition", A, XSD_INTEGER), set(), True),
    (("DatatypeDefinition", A, XSD_INTEGER), {A}, False),
]
FULL = [
    # The same where all else has everything.
    (("SubClassOf", A, B), {A}, True),
    (("SubClassOf", A, B), {B}, False),
    (("SubClassOf", A, NOTHING), set(), False),
    (("EquivalentClasses", A, B), set(), True),
    (("EquivalentClasses", A, ("ObjectSomeValuesFrom", R, B)), set(), True),
    (("EquivalentClasses", A, ("ObjectSomeValuesFrom", R, B)), {B}, False),
    (("EquivalentClasses", A, ("ObjectComplementOf", B)), set(), False),
    (("SubClassOf", B, ("ObjectMinCardinality", "1", R)), {B}, True),
    # The world may be one thing, so two are too many to be sure of.
    (("SubClassOf", B, ("ObjectMinCardinality", "2", R)), {B}, False),
    (("SubClassOf", B, ("ObjectMaxCardinality", "1", R)), {B}, False),
    (("SubClassOf", ("ObjectAllValuesFrom", R, NOTHING), B), {B}, True),
    (("SubClassOf", ("DataAllValuesFrom", R, XSD_INTEGER), B), {B}, True),
    (("SubClassOf", B, ("DataSomeValuesFrom", R, XSD_INTEGER)), {B}, True),
    (("SubClassOf", B, ("DataSomeValuesFrom", R, A)), {B}, False),
    (("SubClassOf", B, ("DataMinCardinality", "3", R, XSD_INTEGER)), {B}, True),
    (("SubClassOf", B, ("DataMinCardinality", "3", R, XSD_BOOLEAN)), {B}, False),
    (("SubClassOf", B, ("DataMinCardinality", "1", R, XSD_BOOLEAN)), {B}, True),
    (("DisjointClasses", A, B), set(), False),
    (("DisjointUnion", A, B, NOTHING), set(), True),
    (("SubObjectPropertyOf", ("ObjectPropertyChain", R, "<http://e/s>"), R), set(), True),
    (("TransitiveObjectProperty", R), set(), True),
    (("ReflexiveObjectProperty", R), set(), True),
    (("FunctionalObjectProperty", R), set(), False),
    (("ObjectPropertyRange", R, A), {R}, True),
    (("DataPropertyRange", R, XSD_INTEGER), {R}, False),
    (("ClassAssertion", A, "<http://e/i>"), set(), True),
    (("ClassAssertion", A, "<http://e/i>"), {A}, False),
    (("ObjectPropertyAssertion", R, "<http://e/i>", "<http://e/j>"), set(), True),
    (("NegativeObjectPropertyAssertion", R, "<http://e/i>", "<http://e/j>"), set(), False),
]


@pytest.mark.parametrize(("axiom", "known", "local"), CASES)
def test_locality(axiom: Call, known: set[str], local: bool) -> None:
    assert is_local(axiom, known) is local


@pytest.mark.parametrize(("axiom", "known", "local"), FULL)
def test_locality_where_all_else_is_full(axiom: Call, known: set[str], local: bool) -> None:
    assert is_local(axiom, known, others=Others.FULL) is local
