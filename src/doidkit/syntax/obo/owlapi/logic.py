"""Logical axioms as OBO clauses, by OWLAPI's rules but where those change what is meant.

OWLAPI drops the relation of an inverse, mixes two definitions of a class and loses domains and
ranges that are no class's name. Here such axioms are among those that OBO cannot say.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from doidkit.syntax.obo.names import OBO
from doidkit.syntax.obo.owlapi.annotations import Annotations
from doidkit.syntax.obo.owlapi.frames import Clause, Pair
from doidkit.syntax.obo.owlapi.identifiers import Identifiers
from doidkit.syntax.ofn.writer import notes, operands
from doidkit.syntax.owl.expressions import Call, Node, order, owl
from doidkit.syntax.owl.lexical import iri


class Said(NamedTuple):
    """A frame's stanza, its subject, and the clauses of an axiom in it: all of it, or a part."""

    stanza: str
    subject: str
    clauses: tuple[Clause, ...] = ()
    whole: bool = True


_ENDS = frozenset(
    owl(name) for name in ("Thing", "Nothing", "topObjectProperty", "bottomObjectProperty")
)
_REVERSIBLE = iri(OBO + "IAO_isReversiblePropertyChain")
_CHARACTERISTICS = {
    f"{name}ObjectProperty": "is_" + tag
    for name, tag in (
        ("Transitive", "transitive"),
        ("Reflexive", "reflexive"),
        ("Symmetric", "symmetric"),
        ("Asymmetric", "asymmetric"),
        ("Functional", "functional"),
        ("InverseFunctional", "inverse_functional"),
    )
}
_PAIRS = {
    "SubObjectPropertyOf": "is_a",
    "InverseObjectProperties": "inverse_of",
    "EquivalentObjectProperties": "equivalent_to",
    "DisjointObjectProperties": "disjoint_from",
    "ObjectPropertyDomain": "domain",
    "ObjectPropertyRange": "range",
}
_COUNTS = {
    "ObjectMinCardinality": "minCardinality",
    "ObjectMaxCardinality": "maxCardinality",
    "ObjectExactCardinality": "cardinality",
}


class Logic:
    """Clauses of logical axioms; ``say`` returns None for those that OBO cannot say."""

    def __init__(self, ids: Identifiers, annotations: Annotations) -> None:
        self._ids = ids
        self._annotations = annotations
        self._sayers: dict[str, Callable[[Call, Call], Said | None]] = {
            "SubClassOf": self._subclass,
            "EquivalentClasses": self._equivalent,
            "DisjointClasses": self._disjoint,
            **dict.fromkeys(_CHARACTERISTICS, self._characteristic),
            **dict.fromkeys(_PAIRS, self._pair),
        }

    def say(self, axiom: Call) -> Said | None:
        """Return an axiom's frame and clauses, without clauses where only the frame can be."""
        sayer = self._sayers.get(str(axiom[0]))
        return sayer(axiom, operands(axiom)) if sayer else None

    def _characteristic(self, axiom: Call, parts: Call) -> Said | None:
        if not isinstance(parts[0], str):
            return None
        clause = self._clause(_CHARACTERISTICS[axiom[0]], ("true",), axiom)
        return Said("Typedef", parts[0], (clause,))

    def _pair(self, axiom: Call, parts: Call) -> Said | None:
        if axiom[0] == "SubObjectPropertyOf" and isinstance(parts[0], tuple):
            return self._chain(axiom, parts)
        if axiom[0][:10] in ("Equivalent", "DisjointOb"):
            parts = tuple(sorted(parts, key=order))
        if len(parts) != 2 or not all(isinstance(part, str) for part in parts):
            return None
        subject, other = parts
        if _ENDS & {subject, other}:
            return Said("Typedef", subject) if axiom[0] in _OF_CLASSES else None
        named = self._ids.of if axiom[0] in _OF_CLASSES else self._ids.relation
        return Said("Typedef", subject, (self._clause(_PAIRS[axiom[0]], (named(other),), axiom),))

    def _chain(self, axiom: Call, parts: Call) -> Said | None:
        chain, upper = parts
        steps = chain[1:]
        names = [*steps, upper]
        if chain[0] != "ObjectPropertyChain" or len(steps) != 2:
            return None
        if not all(isinstance(name, str) and name not in _ENDS for name in names):
            return None
        first, second = map(self._ids.relation, steps)
        if first == self._ids.relation(upper):
            return Said("Typedef", upper, (self._clause("transitive_over", (second,), axiom),))
        rest = tuple(note for note in notes(axiom) if note[-2] != _REVERSIBLE)
        tag = "holds_over_chain" if len(rest) == len(notes(axiom)) else "equivalent_to_chain"
        clause = Clause(tag, (first, second), self._annotations.qualifiers(rest))
        return Said("Typedef", upper, (clause,))

    def _subclass(self, axiom: Call, parts: Call) -> Said | None:
        subject, upper = parts
        if _ENDS & {part for part in parts if isinstance(part, str)}:
            return None
        extra: tuple[Pair, ...] = ()
        if isinstance(subject, tuple):
            general = self._general(subject)
            if general is None:
                return None
            subject, extra = general
        if isinstance(upper, str):
            return Said(
                "Term", subject, (self._clause("is_a", (self._ids.of(upper),), axiom, extra),)
            )
        several = upper[1:] if upper[0] == "ObjectIntersectionOf" else (upper,)
        restrictions = [self._restriction(part) for part in several]
        if any(one is None for one in restrictions):
            return Said("Term", subject)
        merged = _merged([one for one in restrictions if one is not None])
        clauses = (
            self._clause("relationship", values, axiom, (*extra, *shape))
            for values, shape in merged.items()
        )
        return Said("Term", subject, tuple(clauses))

    def _general(self, subject: Any) -> tuple[str, tuple[Pair, ...]] | None:
        """Return the class of "a class that is related so", and the qualifiers that say how."""
        if subject[0] != "ObjectIntersectionOf" or len(subject) != 3:
            return None
        name, some = sorted(subject[1:], key=lambda part: isinstance(part, tuple))
        if not isinstance(name, str) or some[0] != "ObjectSomeValuesFrom":
            return None
        relation, filler = some[1:]
        if not isinstance(relation, str) or not isinstance(filler, str):
            return None
        ids = self._ids
        return name, (("gci_relation", ids.relation(relation)), ("gci_filler", ids.of(filler)))

    def _equivalent(self, axiom: Call, parts: Call) -> Said | None:
        classes = sorted({*parts}, key=order)
        if len(classes) != 2 or not isinstance(classes[0], str) or _ENDS & {*map(str, classes)}:
            return None
        subject, other = classes
        if isinstance(other, str):
            clause = self._clause("equivalent_to", (self._ids.of(other),), axiom)
            return Said("Term", subject, (clause,))
        if other[0] == "ObjectUnionOf" and all(isinstance(part, str) for part in other[1:]):
            clauses = [self._clause("union_of", (self._ids.of(p),), axiom) for p in other[1:]]
            return Said("Term", subject, tuple(clauses))
        if other[0] != "ObjectIntersectionOf":
            return Said("Term", subject)
        found = [self._part(part, axiom) for part in other[1:]]
        whole = all(clause is not None for clause in found)
        return Said("Term", subject, tuple(each for each in found if each) if whole else ())

    def _part(self, part: Node, axiom: Call) -> Clause | None:
        """Return the clause of one part of a definition."""
        if isinstance(part, str):
            return self._clause("intersection_of", (self._ids.of(part),), axiom)
        if part[0] == "ObjectIntersectionOf" and len(part) == 3:
            both = [self._restriction(each, anywhere=True) for each in part[1:]]
            merged = _merged([each for each in both if each])
            if len(merged) != 1 or None in both:
                return None
            ((values, shape),) = merged.items()
            some = any(each[0] == "ObjectSomeValuesFrom" for each in part[1:])
            shape = (*shape, *((("all_some", "true"),) if some else ()))
            return self._clause("intersection_of", values, axiom, shape)
        said = self._restriction(part, anywhere=True)
        return self._clause("intersection_of", said[0], axiom, said[1]) if said else None

    def _disjoint(self, axiom: Call, parts: Call) -> Said | None:
        classes = sorted(parts, key=order)
        if not all(isinstance(each, str) and each not in _ENDS for each in classes):
            return None
        subject, other = classes[:2]  # of more than two OWLAPI says the first pair, too
        clause = self._clause("disjoint_from", (self._ids.of(other),), axiom)
        return Said("Term", subject, (clause,), whole=len(classes) == 2)

    def _restriction(
        self, node: Any, *, anywhere: bool = False
    ) -> tuple[tuple[str, str], tuple[Pair, ...]] | None:
        """Return relation and filler of a restriction, and the qualifiers that say its form."""
        if not isinstance(node, tuple):
            return None
        name, *parts = node
        shape: tuple[Pair, ...] = ()
        if name in _COUNTS and len(parts) == 3:
            shape = ((_COUNTS[name], str(parts[0])),)
            parts = parts[1:]
        elif name == "ObjectAllValuesFrom":
            shape = (("all_only", "true"),)
            if anywhere and isinstance(parts[1], tuple) and parts[1][0] == "ObjectComplementOf":
                shape, parts = (("cardinality", "0"),), [parts[0], parts[1][1]]
        elif name != "ObjectSomeValuesFrom":
            return None
        if not all(isinstance(part, str) for part in parts) or (parts[1] in _ENDS and not anywhere):
            return None
        return (self._ids.relation(parts[0]), self._ids.of(parts[1])), shape

    def _clause(
        self, tag: str, values: tuple[str, ...], axiom: Call, extra: Sequence[Pair] = ()
    ) -> Clause:
        return Clause(tag, values, self._annotations.qualifiers(notes(axiom), extra))


_OF_CLASSES = ("ObjectPropertyDomain", "ObjectPropertyRange")


def _merged(
    restrictions: list[tuple[tuple[str, str], tuple[Pair, ...]]],
) -> dict[tuple[str, str], tuple[Pair, ...]]:
    """Return the restrictions with one relation and filler as one: of numbers the wider holds."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for values, shape in restrictions:
        own = found.setdefault(values, {})
        for name, text in shape:
            if name in own and name in ("minCardinality", "maxCardinality"):
                pick = min if name[:3] == "min" else max
                text = str(pick(int(own[name]), int(text)))
            own[name] = text
    return {values: tuple(shape.items()) for values, shape in found.items()}
