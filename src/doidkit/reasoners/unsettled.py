"""What rustdl may not follow to the end, though it says that it is complete.

What is listed here is what its answers were compared with HermiT's on, in random ontologies
(``tests/reasoners/test_unsettled.py``); with anything else what it does not find may follow.
"""

from collections.abc import Iterable, Iterator

from doidkit.reasoners.locality import NO_LOGIC
from doidkit.syntax.owl.expressions import Call, Node, owl

_SURE = {
    *("SubClassOf", "EquivalentClasses", "DisjointClasses", "DisjointUnion"),
    *("ObjectIntersectionOf", "ObjectUnionOf", "ObjectSomeValuesFrom", "ObjectAllValuesFrom"),
    *("ObjectHasSelf", "ObjectInverseOf", "ObjectPropertyChain"),
    *("SubObjectPropertyOf", "EquivalentObjectProperties", "InverseObjectProperties"),
    *("DisjointObjectProperties", "ObjectPropertyDomain", "ObjectPropertyRange"),
    *("FunctionalObjectProperty", "InverseFunctionalObjectProperty", "TransitiveObjectProperty"),
    *("SymmetricObjectProperty", "AsymmetricObjectProperty"),
    *("ReflexiveObjectProperty", "IrreflexiveObjectProperty"),
    *("ClassAssertion", "ObjectPropertyAssertion", "SameIndividual", "DifferentIndividuals"),
    *("SubDataPropertyOf", "DataPropertyDomain", "DataPropertyAssertion", "Annotation"),
}
# Nothing follows from these alone, where no values are.
_OF_VALUES = {
    *("DataPropertyRange", "FunctionalDataProperty", "DatatypeDefinition"),
    *("EquivalentDataProperties", "DisjointDataProperties"),
}
_EVERY = {owl("topObjectProperty"), owl("topDataProperty")}
_BUILT_IN = _EVERY | {owl("bottomObjectProperty"), owl("bottomDataProperty")}
_BELOW = {"SubObjectPropertyOf", "SubDataPropertyOf"}


def unsettled(axioms: Iterable[Call]) -> str:
    """Return something of which what follows may not be found, "" for nothing."""
    values, found = False, ""
    for axiom in axioms:
        if axiom[0] in NO_LOGIC:
            continue
        if name := built_in(axiom):
            return name
        values = values or axiom[0] == "DataPropertyAssertion"
        if axiom[0] in _OF_VALUES:
            found = found or axiom[0]
        elif name := next((head for head in _heads(axiom) if head not in _SURE), ""):
            return name
    return found if values else ""


def built_in(axiom: Call) -> str:
    """Return a property of OWL's own in an axiom that says more than that others are below it."""
    said = axiom[:-1] if axiom[0] in _BELOW and axiom[-1] in _EVERY else axiom
    return next((name[1:-1] for name in _names(said) if name in _BUILT_IN), "")


def _heads(node: Node) -> Iterator[str]:
    if isinstance(node, tuple):
        yield node[0]
        for part in node[1:]:
            yield from _heads(part)


def _names(node: Node) -> Iterator[str]:
    for part in node[1:]:
        if isinstance(part, tuple):
            yield from _names(part)
        else:
            yield part
