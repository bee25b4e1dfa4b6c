"""What an ontology's own axioms say of each term, by term."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, Node
from doidkit.syntax.owl.signature import Entity, signature

_SUPER = {
    "SubClassOf",
    "SubObjectPropertyOf",
    "SubDataPropertyOf",
    "SubAnnotationPropertyOf",
}
_DOMAIN = {f"{of}PropertyDomain" for of in ("Object", "Data", "Annotation")}
_RANGE = {f"{of}PropertyRange" for of in ("Object", "Data", "Annotation")}
_LETTER = {"Class": "C", "Object": "O", "Data": "D", "Annotation": "A"}
Values = defaultdict[Entity, dict[Node, None]]
"""Values by term, each once."""


class Told:
    """The axioms of an ontology, taken apart by the terms that they are about."""

    def __init__(self, axioms: Iterable[Call], header: Iterable[Call] = ()) -> None:
        def values() -> Values:
            return defaultdict(dict)

        self.entities: set[Entity] = set()
        self.above, self.below = values(), values()
        self.equivalent, self.disjoint = values(), values()
        self.types, self.domains, self.ranges = values(), values(), values()
        self.annotations: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        self.facts: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for axiom in sorted(axioms, key=str):
            self.entities.update(signature(axiom))
            self._add(str(axiom[0]), operands(axiom))
        for note in header:
            self.entities.add(("A", operands(note)[0]))

    def _add(self, name: str, parts: Sequence[Node]) -> None:
        if name == "AnnotationAssertion":
            property_, subject, said = map(str, parts)
            self.annotations[subject].append((property_, said))
        elif name in ("ObjectPropertyAssertion", "DataPropertyAssertion"):
            relation, individual, value = map(str, parts)
            self.facts[individual, relation].append(value)
        elif name == "ClassAssertion":
            self.types["I", str(parts[1])][parts[0]] = None
        elif name in _SUPER and isinstance(parts[0], str):
            self.above[_letter(name.removeprefix("Sub")), parts[0]][parts[1]] = None
        elif name in _DOMAIN | _RANGE and isinstance(parts[0], str):
            beside = self.domains if name in _DOMAIN else self.ranges
            beside[_letter(name), parts[0]][parts[1]] = None
        elif name.startswith(("Equivalent", "Disjoint")) and name != "DisjointUnion":
            found = self.equivalent if name[0] == "E" else self.disjoint
            letter = _letter(name.removeprefix("Equivalent").removeprefix("Disjoint"))
            self._together(found, letter, parts)
        if name == "SubClassOf" and isinstance(parts[1], str):
            self.below["C", parts[1]][parts[0]] = None

    def _together(self, found: Values, letter: str, parts: Sequence[Node]) -> None:
        for each in parts:
            if isinstance(each, str):
                others = {other: None for other in parts if other != each}
                found[letter, each].update(others)


def _letter(name: str) -> str:
    return next(letter for kind, letter in _LETTER.items() if name.startswith(kind))
