"""Every class whose module has an axiom is reached from it, tried on random ontologies."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doidkit.reasoners.locality import module
from doidkit.reasoners.reach import reached
from doidkit.syntax.owl.expressions import Call

A, B, C, D = (f"<http://e/{name}>" for name in "ABCD")
R, S = "<http://e/r>", "<http://e/s>"
THING, NOTHING = (f"<http://www.w3.org/2002/07/owl#{name}>" for name in ("Thing", "Nothing"))

names = st.sampled_from([A, B, C, D, A, B, C, D, THING, NOTHING])
properties = st.sampled_from([R, S])
expressions = st.recursive(
    names,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["ObjectIntersectionOf", "ObjectUnionOf"]), inner, inner),
        st.tuples(st.just("ObjectComplementOf"), inner),
        st.tuples(
            st.sampled_from(["ObjectSomeValuesFrom", "ObjectAllValuesFrom"]), properties, inner
        ),
        st.tuples(
            st.sampled_from(["ObjectMinCardinality", "ObjectMaxCardinality"]),
            st.sampled_from("01"),
            properties,
            inner,
        ),
    ),
    max_leaves=3,
)
chains = st.tuples(st.just("ObjectPropertyChain"), properties, properties)
axioms = st.one_of(
    st.tuples(st.just("SubClassOf"), expressions, expressions),
    st.tuples(st.sampled_from(["EquivalentClasses", "DisjointClasses"]), expressions, expressions),
    st.tuples(st.just("DisjointUnion"), names, expressions, expressions),
    st.tuples(st.just("SubObjectPropertyOf"), properties | chains, properties),
    st.tuples(
        st.sampled_from(["ObjectPropertyDomain", "ObjectPropertyRange"]), properties, expressions
    ),
    st.tuples(
        st.sampled_from([f"{k}ObjectProperty" for k in ("Transitive", "Functional", "Reflexive")]),
        properties,
    ),
    st.tuples(st.just("ClassAssertion"), expressions, st.just("<http://e/i>")),
)


@given(st.lists(axioms, min_size=1, max_size=8), st.sampled_from([A, B, C, D]))
def test_all_whose_module_has_the_axiom(some: Sequence[Call], name: str) -> None:
    found = reached(some, some[:1])
    if some[0] in module(some, [name]):
        assert found is None or name in found


FAR: list[Call] = [
    ("SubClassOf", A, ("ObjectSomeValuesFrom", R, B)),
    ("EquivalentClasses", C, ("ObjectIntersectionOf", D, ("ObjectSomeValuesFrom", R, B))),
    ("SubClassOf", B, D),
]


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        (("SubClassOf", A, B), {A}),
        (("SubClassOf", B, A), {A, B, C, D}),  # the definition of C may begin with D
        (("SubObjectPropertyOf", R, S), {A, B, C, D, R}),
        (("AnnotationAssertion", R, A, '"a"'), set()),
        (("SubClassOf", THING, A), None),
        (("ClassAssertion", A, "<http://e/i>"), None),
    ],
)
def test_no_more_than_may_have_it(changed: Call, names: set[str] | None) -> None:
    assert reached([*FAR, changed], [changed]) == names
