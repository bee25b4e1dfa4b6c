"""What the sections of a frame say, item by item, for documents and for single axioms."""

from collections.abc import Callable
from functools import partial

from doidkit.syntax.manchester.expressions import Parser
from doidkit.syntax.manchester.frames import CHARACTERISTICS, MISC, Section
from doidkit.syntax.owl.expressions import Call, Node


class AxiomParser(Parser):
    """Reads a frame's subject, and the axiom that an item of a section is with it."""

    def subject(self, frame: str) -> Node:
        """Return the name or expression that a frame is about."""
        if frame == "Class":
            return self.of_classes()
        if frame == "ObjectProperty":
            return self.relation()
        return self.name(f"the name of the {frame}")

    def operand(self, letter: str) -> Node:
        """Return the item that comes next, of a kind as in ``frames.Section``."""
        read: dict[str, Callable[[], Node]] = {
            "C": self.of_classes,
            "R": self.of_data,
            "O": self.relation,
            "o": self.chain,
            "I": self.individual,
        }
        return read[letter]() if letter in read else self.name("an IRI", letter)

    def item(self, row: Section, subject: Node) -> Call:
        """Return the axiom that the next item of a section says."""
        node = self.operand(row.item)
        return (row.axiom, subject, node) if row.first else (row.axiom, node, subject)

    def characteristic(self, frame: str, subject: Node) -> Call:
        """Return the axiom that the next characteristic of a property is."""
        known = CHARACTERISTICS if frame == "ObjectProperty" else CHARACTERISTICS[:1]
        if self.now.text not in known:
            raise self.expected(f"one of {', '.join(known)}")
        return (self.take().text + frame, subject)

    def fact(self, subject: Node) -> Call:
        """Return the assertion that the next fact about an individual is."""
        negative = "Negative" if self.took("not") else ""
        relation = self.relation("OD")
        value = self.member()
        data = "Data" if isinstance(value, str) and value[:1] == '"' else "Object"
        return (f"{negative}{data}PropertyAssertion", relation, subject, value)

    def listing(self, section: str, subject: Node) -> Call:
        """Return the axiom that all of a section is: a disjoint union or a key."""
        if section == "DisjointUnionOf":
            return ("DisjointUnion", subject, *self.listed(self.of_classes))
        parts = self.listed(partial(self.relation, "OD"))
        data = [part for part in parts if self._has_values(part)]
        return ("HasKey", subject, ("", *(p for p in parts if p not in data)), ("", *data))

    def members(self, kind: str) -> Call:
        """Return the axiom over the members of a set that come next."""
        axioms = MISC[kind]
        if kind.endswith("Classes"):
            parts = self.listed(self.of_classes)
        elif kind.endswith("Properties"):
            parts = self.listed(partial(self.relation, "OD"))
        else:
            parts = self.listed(self.individual)
        if len(parts) < 2:
            raise self.expected('"," and another member')
        return (axioms[len(axioms) > 1 and all(map(self._has_values, parts))], *parts)

    def _has_values(self, relation: Node) -> bool:
        """Return True for a property of data."""
        kinds = self.names.kinds(relation) if isinstance(relation, str) else "O"
        return "D" in kinds and "O" not in kinds
