"""The numbers of a set of axioms, each as ROBOT's ``measure`` means it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from doidkit.measuring.profiles.full import BUILT_IN
from doidkit.measuring.profiles.violations import text
from doidkit.measuring.profiles.walking import EXPRESSION, Part, datatype, parts
from doidkit.prefixes import PREFIXES
from doidkit.reasoners.locality import NO_LOGIC
from doidkit.syntax.ofn.writer import notes, operands
from doidkit.syntax.owl.expressions import Call, Node, owl
from doidkit.syntax.owl.operands import ENTITY_OF

Entity = tuple[str, str]
"""A kind, by letter, and a name."""

_THING = owl("Thing")
_LITERAL = f"<{PREFIXES['rdfs']}Literal>"
# OWLAPI's name of an axiom's type, where it is another one than functional syntax has.
_TYPES = {
    "IrreflexiveObjectProperty": "IrrefexiveObjectProperty",  # its own spelling
    "AnnotationPropertyRange": "AnnotationPropertyRangeOf",
    "DLSafeRule": "Rule",
}
_RBOX = {
    "TransitiveObjectProperty",
    "ReflexiveObjectProperty",
    "IrrefexiveObjectProperty",
    "SymmetricObjectProperty",
    "AsymmetricObjectProperty",
    "SubObjectPropertyOf",
    "SubPropertyChainOf",
    "SubDataPropertyOf",
    "InverseObjectProperties",
} | {f"{kind}{of}Properties" for kind in ("Disjoint", "Equivalent") for of in ("Object", "Data")}
_ABOX = {"SameIndividual", "DifferentIndividuals", "ClassAssertion"} | {
    f"{kind}PropertyAssertion" for kind in ("Object", "Data", "NegativeObject", "NegativeData")
}
_NOMINALS = {"ObjectOneOf", "ObjectHasValue"}
_NO_CLASS = {f"Data{kind}Of" for kind in ("Intersection", "Union", "Complement", "One")} | {
    "DatatypeRestriction",
    "ObjectInverseOf",
    "ObjectPropertyChain",
}
_ASSERTION = "AnnotationAssertion"


def axiom_type(axiom: Call) -> str:
    """Return OWLAPI's name of an axiom's type."""
    kind = str(axiom[0])
    if kind == "SubObjectPropertyOf" and isinstance(operands(axiom)[0], tuple):
        chain = operands(axiom)[0][0] == "ObjectPropertyChain"
        return "SubPropertyChainOf" if chain else kind
    return _TYPES.get(kind, kind)


def of_axiom(axiom: Call) -> set[Entity]:
    """Return the entities of an axiom; of what an assertion's value is, none."""
    found = {(part.kind, str(part.node)) for part in _entities(axiom)}
    found |= {entity for note in notes(axiom) for entity in of_note(note)}
    return found


def of_note(note: Call) -> set[Entity]:
    """Return the entities of an annotation, and of those that it has itself."""
    relation, value = operands(note)
    found = {("A", relation)} | {entity for each in notes(note) for entity in of_note(each)}
    return found | {("R", datatype(value))} if value[:1] == '"' else found


def _entities(axiom: Call) -> Iterator[Part]:
    for part in parts(axiom):
        if part.kind in ENTITY_OF:
            yield part
        elif part.kind == EXPRESSION and (filler := _unsaid(part.node)):
            yield filler


def _unsaid(node: Node) -> Part | None:
    """Return what a cardinality counts that does not say it."""
    if not node[0].endswith("Cardinality") or len(node) > 3:
        return None
    return Part("C", _THING) if node[0].startswith("Object") else Part("R", _LITERAL)


class Counts:
    """What can be counted in some axioms and the annotations of their ontologies."""

    def __init__(self, axioms: Iterable[Call], annotations: Iterable[Call]) -> None:
        self.axioms = frozenset(axioms)
        self.annotations = tuple(annotations)
        self._entities = {axiom: of_axiom(axiom) for axiom in self.axioms}

    @cached_property
    def types(self) -> Counter[str]:
        """The number of axioms of each type."""
        return Counter(map(axiom_type, sorted(self.axioms, key=str)))

    @cached_property
    def logical(self) -> list[Call]:
        """The logical axioms, without rules."""
        return [axiom for axiom in self.axioms if axiom[0] not in (*NO_LOGIC, "DLSafeRule")]

    @cached_property
    def signature(self) -> frozenset[Entity]:
        """All entities, those in annotations and the datatypes of their values included."""
        found = {entity for entities in self._entities.values() for entity in entities}
        found |= {entity for note in self.annotations for entity in of_note(note)}
        for axiom in self.axioms:
            if axiom[0] == _ASSERTION and operands(axiom)[2][:1] == '"':
                found.add(("R", datatype(operands(axiom)[2])))
        return frozenset(found)

    def entities(self, letter: str) -> list[str]:
        """Return the names of a kind, sorted."""
        return sorted(name for kind, name in self.signature if kind == letter)

    def size(self, box: str) -> int:
        """Return the number of axioms about classes ("T"), properties ("R"), individuals ("A")."""
        sizes = {"R": _RBOX, "A": _ABOX}
        if box in sizes:
            return sum(number for kind, number in self.types.items() if kind in sizes[box])
        others = {*_RBOX, *_ABOX, "Rule", *(_TYPES.get(kind, kind) for kind in NO_LOGIC)}
        return sum(number for kind, number in self.types.items() if kind not in others)

    def undeclared(self) -> int:
        """Return how many entities nothing declares, built-in ones among them."""
        declared = {operands(axiom)[0] for axiom in self.axioms if axiom[0] == "Declaration"}
        return sum((ENTITY_OF[kind], name) not in declared for kind, name in self.signature)

    def expressions(self) -> Counter[str]:
        """Return in how many axioms each kind of class expression stands, distinct ones each."""
        return Counter(kind for axiom in sorted(self.axioms, key=str) for kind, _ in _nested(axiom))

    def mentions(self) -> Counter[Entity]:
        """Return in how many axioms each entity is."""
        return Counter(entity for entities in self._entities.values() for entity in entities)

    def has_nominals(self, *, individuals: bool) -> bool:
        """Return whether expressions name individuals, in axioms about these or in others."""
        return any(
            (axiom[0] in _ABOX) is individuals
            and any(part.kind == EXPRESSION and part.node[0] in _NOMINALS for part in parts(axiom))
            for axiom in self.logical
        )

    def complex_axioms(self) -> int:
        """Return how many axioms have a superclass of more than names and intersections."""
        sides = [
            operands(axiom)[axiom[0] == "SubClassOf" :]
            for axiom in self.logical
            if axiom[0] in ("SubClassOf", "EquivalentClasses")
        ]
        return sum(any(map(_is_complex, side)) for side in sides)

    def longest(self) -> int:
        """Return the most mentions of entities in one logical axiom."""
        return max((sum(1 for _ in _entities(axiom)) for axiom in self.logical), default=0)

    @cached_property
    def _superclasses(self) -> Mapping[Node, list[Node]]:
        found: defaultdict[Node, list[Node]] = defaultdict(list)
        for axiom in self.axioms:
            if axiom[0] == "SubClassOf":
                sub, sup = operands(axiom)
                found[sub].append(sup)
        return found

    @cached_property
    def _named_superclasses(self) -> list[int]:
        return [
            sum(isinstance(sup, str) for sup in self._superclasses.get(name, ()))
            for name in self.entities("C")
        ]

    @cached_property
    def _subclasses(self) -> Counter[Node]:
        return Counter(sup for sups in self._superclasses.values() for sup in sups)

    def most_superclasses(self) -> int:
        """Return the most named superclasses that a class states."""
        return max(self._named_superclasses, default=0)

    def average_superclasses(self) -> float:
        """Return the average of stated named superclasses; who has none is below owl:Thing."""
        return _average([number or 1 for number in self._named_superclasses])

    def average_subclasses(self) -> float:
        """Return the average of stated subclasses."""
        return _average([self._subclasses[name] for name in self.entities("C")])

    def single_subclasses(self) -> int:
        """Return how many classes have one stated subclass."""
        return sum(self._subclasses[name] == 1 for name in self.entities("C"))

    def average_instances(self) -> float:
        """Return the average of stated instances."""
        found = Counter(operands(axiom)[0] for axiom in self.axioms if axiom[0] == "ClassAssertion")
        return _average([found[name] for name in self.entities("C")])

    @cached_property
    def _definitions(self) -> Mapping[str, set[Node]]:
        found: defaultdict[str, set[Node]] = defaultdict(set)
        for axiom in self.axioms:
            if axiom[0] == "EquivalentClasses":
                for part in operands(axiom):
                    if isinstance(part, str):
                        found[part].update(operands(axiom))
        return found

    def multiple_inheritance(self) -> int:
        """Return how many classes are equivalent to what has a name in it: a genus, or another.

        This is OWLAPI's meaning of the word.
        """
        return sum(sum(map(_has_name, meant)) > 1 for meant in self._definitions.values())

    def hidden_general_axioms(self) -> int:
        """Return how many classes have both a definition and a superclass."""
        return len(self._definitions.keys() & self._superclasses.keys())

    def general_axioms(self) -> int:
        """Return how many axioms are of classes without a name."""
        return sum(
            (axiom[0] == "SubClassOf" and isinstance(operands(axiom)[0], tuple))
            or (
                axiom[0] in ("EquivalentClasses", "DisjointClasses")
                and all(isinstance(part, tuple) for part in operands(axiom))
            )
            for axiom in self.axioms
        )

    def most_used(self) -> str:
        """Return the class that superclasses mention most often, the first of several."""
        found = Counter(
            name for sups in self._superclasses.values() for sup in sups for name in _classes(sup)
        )
        most = max(found.values(), default=0)
        return min((name[1:-1] for name, times in found.items() if times == most), default="")

    def has_cycle(self) -> bool:
        """Return whether a class is mentioned in what it is below, or in turn what that is."""
        links = {
            name: {
                each
                for sup in {*self._superclasses.get(name, ()), *self._definitions.get(name, ())}
                if sup != name
                for each in _classes(sup)
            }
            for name in self.entities("C")
        }
        return any(name in _reached(name, links) for name in links)


def _classes(node: Node) -> list[str]:
    """Return the classes that an expression mentions."""
    return [str(part.node) for part in parts(("DisjointClasses", node)) if part.kind == "C"]


def _reached(start: str, links: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting and start not in found:
        new = links.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def _nested(axiom: Call) -> set[tuple[str, Node]]:
    """Return the distinct class expressions of an axiom, each with its kind."""
    found: set[tuple[str, Node]] = set()
    for part in parts(axiom):
        if part.kind == "C":
            found.add(("Class", part.node))
        elif part.kind == EXPRESSION and part.node[0] not in _NO_CLASS:
            found.add((str(part.node[0]), part.node))
            if (filler := _unsaid(part.node)) and filler.kind == "C":
                found.add(("Class", filler.node))
    return found


def _is_complex(node: Node) -> bool:
    if isinstance(node, str):
        return False
    if node[0] == "ObjectComplementOf" and isinstance(node[1], str):
        return False
    if node[0] == "ObjectIntersectionOf":
        return any(map(_is_complex, node[1:]))
    return True


def _has_name(node: Node) -> bool:
    """Return whether an expression is a name, or an intersection with one."""
    if isinstance(node, str):
        return True
    return bool(node[0] == "ObjectIntersectionOf" and any(map(_has_name, node[1:])))


def _average(numbers: list[int]) -> float:
    return sum(numbers) / len(numbers) if numbers else float("nan")


_SHORT = {PREFIXES[name]: name.upper() for name in ("xsd", "rdf", "rdfs", "owl")}
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Z])")


def datatype_name(name: str) -> str:
    """Return OWLAPI's name of a datatype: that of a constant, where OWL has it.

    >>> datatype_name("<http://www.w3.org/2001/XMLSchema#base64Binary>")
    'XSD_BASE_64_BINARY'
    """
    if name not in BUILT_IN:
        return text(name)
    for namespace, short in _SHORT.items():
        if name[1:-1].startswith(namespace):
            local = name[1 + len(namespace) : -1].replace("NCName", "ncname")
            local = local.replace("XMLLiteral", "xmlLiteral")
            return f"{short}_{_WORDS.sub('_', local).upper()}"
    return text(name)
