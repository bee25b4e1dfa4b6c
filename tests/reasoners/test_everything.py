"""owl:Thing on the left, which rustdl takes for a class that nothing is known to be in.

What must follow is worked out by hand; ``test_unsettled`` has HermiT beside it.
"""

from typing import Any

import pyoxigraph as ox
import pytest
import rustdl as engine
from apart import apart

from doidkit.reasoners import hermit, rustdl
from doidkit.syntax.ofn import writer
from doidkit.syntax.owl.expressions import Call, owl

A, B, C, D = (f"http://example.org/{name}" for name in "ABCD")
THING = "http://www.w3.org/2002/07/owl#Thing"
NAMES = {name: f"<http://example.org/{name}>" for name in "ABCDpa"}
NAMES |= {"Thing": owl("Thing"), "Nothing": owl("Nothing")}
NONE: frozenset[str] = frozenset()


def some(filler: Any) -> Any:
    return ("ObjectSomeValuesFrom", "p", filler)


def only(filler: Any) -> Any:
    return ("ObjectAllValuesFrom", "p", filler)


def both(*parts: Any) -> Any:
    return ("ObjectIntersectionOf", *parts)


def either(*parts: Any) -> Any:
    return ("ObjectUnionOf", *parts)


def sub(child: Any, parent: Any) -> Any:
    return ("SubClassOf", child, parent)


def ontology(*axioms: Any) -> list[Call]:
    """Return axioms with whole names, and the declarations of four classes and a property."""

    def named(node: Any) -> Any:
        if isinstance(node, str):
            return NAMES.get(node, node)
        return (node[0], *map(named, node[1:]))

    kinds = [("Class", name) for name in "ABCD"] + [("ObjectProperty", "p")]
    return [*map(named, axioms), *(("Declaration", named(each)) for each in kinds)]


BELOW = {
    "said": (ontology(sub("Thing", "A")), (B, A)),
    "said twice over": (ontology(sub(both("Thing", "Thing"), "A")), (B, A)),
    "said among others": (ontology(sub(either("Thing", "C"), "A")), (B, A)),
    "of a part": (ontology(sub("Thing", both("A", "C")), sub(both("A", "D"), "B")), (D, B)),
    "a choice": (ontology(sub("Thing", either("A", "B")), sub("A", "C"), sub("B", "C")), (D, C)),
    "what nobody named has": (
        ontology(sub("Thing", "A"), sub(some(some("A")), "B"), sub("C", some(some("D")))),
        (C, B),
    ),
    "a domain": (
        ontology(sub("Thing", some("A")), ("ObjectPropertyDomain", "p", "B")),
        (D, B),
    ),
    "in a tableau": (
        ontology(("EquivalentClasses", "C", "Thing"), sub("A", only("B"))),
        (D, C),
    ),
    "at the other end": (
        ontology(sub("Thing", "A"), sub("B", some(only("C"))), sub(some("A"), "D")),
        (B, D),
    ),
}


@pytest.mark.parametrize("name", BELOW)
def test_what_is_said_of_all_things_is_found_of_each(name: str) -> None:
    axioms, (child, parent) = BELOW[name]
    found = apart(rustdl.classify_axioms, axioms)
    assert parent in found.above().get(child, NONE)
    assert "urn:" not in str(found)


EMPTY = {
    "nothing": ontology(sub("Thing", "Nothing")),
    "a domain": ontology(
        sub("Thing", some("A")), ("ObjectPropertyDomain", "p", "Nothing"), sub("A", "B")
    ),
    "a choice of two contradictions": ontology(
        sub("Thing", either("A", "B")), sub("A", "Nothing"), sub("B", "Nothing")
    ),
    "an individual": ontology(
        ("ClassAssertion", "D", "a"), sub("Thing", "A"), ("DisjointClasses", "A", "D")
    ),
}


@pytest.mark.parametrize("name", EMPTY)
def test_nothing_may_be(name: str) -> None:
    assert apart(rustdl.classify_axioms, EMPTY[name]).consistent is False


def test_what_shares_nothing_with_all_is_empty() -> None:
    found = apart(rustdl.classify_axioms, ontology(("DisjointClasses", "Thing", "A")))
    assert found.unsatisfiable == (A,)


@pytest.mark.java
def test_a_class_of_everything_is_told_as_hermit_tells_it() -> None:
    axioms = ontology(sub("Thing", "B"), sub("A", "B"), sub("C", "D"))
    found = apart(rustdl.classify_axioms, axioms)
    assert found.equivalent == ((B, THING),)
    assert set(found.subclasses) == {(A, B), (C, D), (D, B)}
    given = [quad.triple for quad in ox.parse(TURTLE, ox.RdfFormat.TURTLE)]
    assert hermit.classify(given) == found == apart(rustdl.classify, given)
    assert apart(rustdl.saturate, given).subclasses == found.subclasses


TURTLE = """
@prefix ex: <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:A a owl:Class ; rdfs:subClassOf ex:B . ex:B a owl:Class .
ex:C a owl:Class ; rdfs:subClassOf ex:D . ex:D a owl:Class .
owl:Thing rdfs:subClassOf ex:B .
"""


def test_the_day_rustdl_knows_it() -> None:
    axioms = ontology(sub("Thing", some("C")), ("ObjectPropertyDomain", "p", "A"))
    assert not apart(_below, axioms), "everything.told need not put a class for owl:Thing"


def _below(axioms: list[Call]) -> bool:
    found = engine.classify_bytes(writer.body(axioms).encode(), format="ofn", saturation_only=True)
    return bool(found.is_subclass(B, A))
