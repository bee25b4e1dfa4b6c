"""Which individuals a module has: ROBOT's four ways."""

from collections.abc import Iterable
from enum import StrEnum

from doidkit.editing.selecting.annotated import said_of
from doidkit.editing.selecting.kinds import ABOX
from doidkit.editing.selecting.matching import Matching
from doidkit.editing.selecting.objects import Thing
from doidkit.editing.selecting.relations import Relations
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.signature import signature


class Individuals(StrEnum):
    """All, those of the classes in the module, those in definitions of these, or none."""

    INCLUDE = "include"
    MINIMAL = "minimal"
    DEFINITIONS = "definitions"
    EXCLUDE = "exclude"


def without_assertions(axioms: Iterable[Call]) -> list[Call]:
    """Return axioms but for those about individuals."""
    return [axiom for axiom in axioms if axiom[0] not in ABOX]


def with_individuals(
    module: set[Call], axioms: Iterable[Call], individuals: Individuals
) -> set[Call]:
    """Return a module, made without assertions, with the individuals that it is to have."""
    given = [*axioms]
    entities: set[Thing] = {entity for axiom in module for entity in signature(axiom)}
    if individuals is Individuals.EXCLUDE:
        some = {entity for entity in entities if entity[0] == "I"}
        return module - {*Matching(some, by_name=True).within(module)}
    relations = Relations(given)
    classes = [entity for entity in entities if entity[0] == "C"]
    wanted: set[Thing] = set()
    if individuals is Individuals.MINIMAL:
        wanted.update(*(relations.instances.get(each, ()) for each in classes))
    else:
        for name in classes:
            for node in (*relations.same.get(name, ()), *relations.below.get(name, ())):
                if isinstance(node, tuple) and len(node[0]) > 1:
                    wanted |= {entity for entity in signature(node) if entity[0] == "I"}
    names = {each[1] for each in wanted if isinstance(each, tuple)}
    return module | {
        axiom
        for axiom in given
        if (axiom[0] in ABOX and not wanted.isdisjoint(said_of(axiom)))
        or (axiom[0] == "AnnotationAssertion" and axiom[-2] in names)
    }
