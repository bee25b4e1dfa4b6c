"""Choosing axioms by their kind: ROBOT's words, and the names that OWLAPI gives to kinds."""

import difflib
from collections.abc import Collection, Iterable

from doidkit.errors import InputError
from doidkit.prefixes import PREFIXES
from doidkit.reasoners.locality import BOTTOMS, TOPS
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.axioms import BUILT_IN
from doidkit.syntax.owl.expressions import Call, owl

_LANGUAGES = tuple(f"<{PREFIXES[name]}" for name in ("owl", "rdf", "rdfs", "xsd"))

_ANNOTATION = frozenset(
    "AnnotationAssertion SubAnnotationPropertyOf AnnotationPropertyDomain "
    "AnnotationPropertyRange".split()
)
_TBOX = frozenset(
    "SubClassOf EquivalentClasses DisjointClasses ObjectPropertyDomain ObjectPropertyRange "
    "FunctionalObjectProperty InverseFunctionalObjectProperty DataPropertyDomain "
    "DataPropertyRange FunctionalDataProperty DatatypeDefinition DisjointUnion HasKey".split()
)
ABOX = frozenset(
    "ClassAssertion SameIndividual DifferentIndividuals ObjectPropertyAssertion "
    "NegativeObjectPropertyAssertion DataPropertyAssertion NegativeDataPropertyAssertion".split()
)
# A chain below a property is a kind of its own in OWLAPI.
_CHAIN = "SubPropertyChainOf"
_RBOX = frozenset(
    "TransitiveObjectProperty DisjointDataProperties SubDataPropertyOf EquivalentDataProperties "
    "DisjointObjectProperties SubObjectPropertyOf EquivalentObjectProperties SubPropertyChainOf "
    "InverseObjectProperties SymmetricObjectProperty AsymmetricObjectProperty "
    "ReflexiveObjectProperty IrreflexiveObjectProperty".split()
)
_LOGICAL = _TBOX | ABOX | _RBOX | {"Rule"}
_ALL = _LOGICAL | _ANNOTATION | {"Declaration"}
_WORDS = {
    "all": _ALL,
    "logical": _LOGICAL,
    "annotation": _ANNOTATION,
    "subclass": frozenset({"SubClassOf"}),
    "subproperty": frozenset(
        {"SubObjectPropertyOf", "SubDataPropertyOf", "SubAnnotationPropertyOf"}
    ),
    "equivalent": frozenset(kind for kind in _ALL if kind.startswith("Equivalent")),
    "disjoint": frozenset(kind for kind in _ALL if kind.startswith("Disjoint")),
    "type": frozenset({"ClassAssertion"}),
    "tbox": _TBOX,
    "abox": ABOX,
    "rbox": _RBOX,
    "declaration": frozenset({"Declaration"}),
}
# The names of OWLAPI, two of which are not OWL's.
_NAMES = {kind: frozenset({kind}) for kind in _ALL} | {
    "IrrefexiveObjectProperty": frozenset({"IrreflexiveObjectProperty"}),
    "AnnotationPropertyRangeOf": frozenset({"AnnotationPropertyRange"}),
}
SPECIAL = ("internal", "external", "tautologies", "structural-tautologies")


class UnknownKind(InputError):
    """A kind of axioms that there is not."""

    def __init__(self, word: str) -> None:
        self.word = word
        super().__init__(f'"{word}" is no kind of axioms; {_nearest(word)}')


def kinds(word: str) -> frozenset[str]:
    """Return the kinds of axioms that a word of ROBOT or a name of OWLAPI stands for.

    >>> sorted(kinds("subproperty"))
    ['SubAnnotationPropertyOf', 'SubDataPropertyOf', 'SubObjectPropertyOf']

    Raises UnknownKind, with the nearest name.
    """
    found = _WORDS.get(word.lower()) or _NAMES.get(word)
    if found is None:
        raise UnknownKind(word)
    return found


def _nearest(word: str) -> str:
    known = {name.lower(): name for name in (*_WORDS, *SPECIAL, *_NAMES)}
    near = difflib.get_close_matches(word.lower(), known, 1, 0.6)
    if near:
        return f'did you mean "{known[near[0]]}"?'
    return f"write one of {', '.join((*_WORDS, *SPECIAL))}, or a kind such as SubClassOf."


def kind_of(axiom: Call) -> str:
    """Return the kind of an axiom, by OWLAPI's name."""
    kind = str(axiom[0])
    if kind == "SubObjectPropertyOf":
        sub = operands(axiom)[0]
        return _CHAIN if isinstance(sub, tuple) and sub[0] == "ObjectPropertyChain" else kind
    return "Rule" if kind == "DLSafeRule" else kind


def of_kinds(axioms: Iterable[Call], wanted: Collection[str]) -> Iterable[Call]:
    """Return the axioms of some kinds."""
    return axioms if wanted == _ALL else (each for each in axioms if kind_of(each) in wanted)


def is_structural_tautology(axiom: Call) -> bool:
    """Return True for an axiom that says nothing by its form, such as that a class is a thing.

    >>> is_structural_tautology(("SubClassOf", "<a>", "<a>"))
    True
    """
    kind, parts = axiom[0], operands(axiom)
    if kind == "SubClassOf":
        return parts[1] == owl("Thing") or parts[0] in (owl("Nothing"), parts[1])
    if kind == "EquivalentClasses":
        return len({*parts}) < 2
    if kind == "ClassAssertion":
        return bool(parts[0] == owl("Thing"))
    if kind in ("ObjectPropertyAssertion", "DataPropertyAssertion"):
        return parts[0] in (owl("topObjectProperty"), owl("topDataProperty"))
    return kind == "Declaration" and is_built_in(*parts[0])


def is_built_in(kind: str, name: str) -> bool:
    """Return True for an entity of OWL itself, which needs no declaration."""
    if kind == "AnnotationProperty":
        return name in BUILT_IN
    if kind == "Datatype":
        return name.startswith(_LANGUAGES)
    return name in TOPS or name in BOTTOMS
