"""Subset: some terms alone, with all that holds between them.

What is inferred between the classes, by name and as "property some class" for the properties
among the terms, is stated; then all goes that mentions other terms, and what follows from the
rest. As ROBOT has it with relation-graph, which is complete for OWL 2 EL.
"""

from collections.abc import Iterable, Set

from doidkit.editing.selecting.matching import Matching
from doidkit.errors import InputError
from doidkit.reasoners.locality import NO_LOGIC
from doidkit.reasoners.naming import Classify, Names
from doidkit.reasoners.reducing import redundant
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.signature import Entity, signature


def subset(
    axioms: Iterable[Call], everything: Iterable[Call], terms: Set[Entity], classify: Classify
) -> set[Call]:
    """Return the axioms between some entities, with the annotations of all that they mention.

    ``everything`` are the axioms that are reasoned with, imported ones included. Raises InputError
    where the ontology has a contradiction, from which all would follow.
    """
    given = [*axioms]
    logic = [(each[0], *operands(each)) for each in everything if each[0] not in NO_LOGIC]
    found = {*Matching({*terms}, by_name=True).within([*given, *_inferred(logic, terms, classify)])}
    found |= _annotations(given, {name for _, name in terms})
    properties = {name for each in found for kind, name in signature(each) if kind in "OAD"}
    found |= _annotations(given, properties)
    gone = {*redundant(sorted(found, key=str), classify)}
    return {each for each in found if each[0] != "SubClassOf" or operands(each) not in gone}


def _annotations(axioms: Iterable[Call], names: Set[str]) -> set[Call]:
    return {each for each in axioms if each[0] == "AnnotationAssertion" and each[-2] in names}


def _inferred(axioms: list[Call], terms: Set[Entity], classify: Classify) -> list[Call]:
    """Return what holds between the classes among terms."""
    classes = dict.fromkeys(sorted(name for kind, name in terms if kind == "C"))
    known = Names()
    for relation in sorted(name for kind, name in terms if kind == "O"):
        for name in classes:
            known.iri(("ObjectSomeValuesFrom", relation, name))
    found = classify([*axioms, *known.definitions()])
    empty = [name for name in classes if name[1:-1] in found.unsatisfiable]
    if found.consistent is False or empty:
        what = f"nothing can belong to {empty[0]}" if empty else "the axioms contradict one another"
        raise InputError(f"All would follow, as {what}; correct that first.")
    above = found.above()
    return [
        ("SubClassOf", name, node)
        for name in classes
        for up in sorted(above.get(known.iri(name), ()))
        for node in [known.node(up)]
        if isinstance(node, tuple) or node in classes
    ]
