"""SWRL rules as RDF, and back."""

from collections.abc import Sequence
from typing import Any

from doidkit.syntax.owl.axioms import Axioms, Note
from doidkit.syntax.owl.expressions import FIRST, NIL, REST, TYPE, Call, Node, NotOwl
from doidkit.syntax.owl.lexical import iri

SWRL = "http://www.w3.org/2003/11/swrl#"


def swrl(name: str) -> str:
    """Return a term of SWRL."""
    return iri(SWRL + name)


# Atom: (its class, the predicate of its first operand, of the others).
ATOMS = {
    "ClassAtom": ("ClassAtom", "classPredicate"),
    "DataRangeAtom": ("DataRangeAtom", "dataRange"),
    "ObjectPropertyAtom": ("IndividualPropertyAtom", "propertyPredicate"),
    "DataPropertyAtom": ("DatavaluedPropertyAtom", "propertyPredicate"),
    "SameIndividualAtom": ("SameIndividualAtom", ""),
    "DifferentIndividualsAtom": ("DifferentIndividualsAtom", ""),
    "BuiltInAtom": ("BuiltinAtom", "builtin"),
}


def add_rule(axioms: Axioms, operands: Sequence[Any], notes: Sequence[Note]) -> None:
    """Add a rule; NotOwl for an atom that SWRL has not."""
    parts = {name: atoms for name, *atoms in operands}
    node = axioms.blank()
    axioms.plain(node, TYPE, swrl("Imp"))
    for name in ("Body", "Head"):
        atoms = [_atom(axioms, atom) for atom in parts.get(name, ())]
        axioms.plain(node, swrl(name.lower()), _atoms(axioms, atoms))
    axioms.note(node, notes)


def _atoms(axioms: Axioms, atoms: Sequence[str]) -> str:
    head = NIL
    for atom in reversed(atoms):
        node = axioms.blank()
        axioms.plain(node, TYPE, swrl("AtomList"))
        axioms.plain(node, FIRST, atom)
        axioms.plain(node, REST, head)
        head = node
    return head


def _atom(axioms: Axioms, atom: Call) -> str:
    name, *operands = atom
    if name not in ATOMS:
        raise NotOwl(f"SWRL has no atom {name}")
    kind, first = ATOMS[name]
    node = axioms.blank()
    axioms.plain(node, TYPE, swrl(kind))
    if first:
        axioms.plain(node, swrl(first), axioms.node(operands.pop(0)))
    arguments = [_argument(axioms, operand) for operand in operands]
    if name == "BuiltInAtom":
        axioms.plain(node, swrl("arguments"), axioms.list_of(arguments))
    else:
        for place, argument in enumerate(arguments, 1):
            axioms.plain(node, swrl(f"argument{place}"), argument)
    return node


def _argument(axioms: Axioms, operand: Node) -> str:
    if isinstance(operand, str):
        return operand
    variable = str(operand[1])
    if axioms.first(("Variable", variable), ()):
        axioms.plain(variable, TYPE, swrl("Variable"))
    return variable
