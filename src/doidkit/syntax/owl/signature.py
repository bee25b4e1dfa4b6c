"""The entities that axioms mention, annotations and the datatypes of literals among them.

An entity is a pair: its kind by letter (``operands.ENTITY_OF``) and its name in N-Triples' form.
What is counted is what OWLAPI counts: a cardinality without a filler is one of owl:Thing, and a
literal mentions its datatype.
"""

from collections.abc import Iterable

from doidkit.prefixes import expand
from doidkit.syntax.owl.expressions import Call, Node, owl
from doidkit.syntax.owl.lexical import iri
from doidkit.syntax.owl.operands import ENTITY_OF, operand_kinds

Entity = tuple[str, str]

LETTER_OF = {name: letter for letter, name in ENTITY_OF.items()}
_STRING = ("R", iri(expand("xsd:string")))
_PLAIN = ("R", iri(expand("rdf:PlainLiteral")))
_ANYTHING = {"Object": ("C", owl("Thing")), "DataMi": ("R", iri(expand("rdfs:Literal")))}
_ANYTHING |= dict.fromkeys(("DataMa", "DataEx"), _ANYTHING["DataMi"])
_NO_NAME = frozenset(("Variable", "BuiltInAtom"))


def signature(node: Node, *, annotations: bool = True) -> set[Entity]:
    """Return the entities in an axiom or expression; without those of its annotations if asked.

    >>> sorted(signature(("AnnotationAssertion", "<label>", "<a>", '"A"@en')))
    ... # doctest: +NORMALIZE_WHITESPACE
    [('A', '<label>'), ('R', '<http://www.w3.org/1999/02/22-rdf-syntax-ns#PlainLiteral>')]
    """
    found: set[Entity] = set()
    _collect(node, annotations, found)
    return found


def signatures(axioms: Iterable[Call]) -> set[Entity]:
    """Return the entities in axioms, all together."""
    found: set[Entity] = set()
    properties: set[str] = set()
    kinds: set[str] = set()
    for axiom in axioms:  # what most of them are, first
        name, size = axiom[0], len(axiom)
        if name == "AnnotationAssertion" and all(len(note) == 3 for note in axiom[1:-3]):
            properties.add(axiom[-3])
            kinds.add(axiom[-1][axiom[-1].rfind('"') :])
            for _, predicate, value in axiom[1:-3]:
                properties.add(predicate)
                kinds.add(value[value.rfind('"') :])
        elif name == "Declaration" and size == 2:
            found.add((LETTER_OF[axiom[1][0]], axiom[1][1]))
        else:
            _collect(axiom, True, found)
    found.update(("A", name) for name in properties)
    found.update(datatype(f'"{end}') for end in kinds if end[:1] == '"')
    return found


def is_plain(axiom: Call) -> bool:
    """Return True for an annotation assertion that has no annotations itself."""
    return axiom[0] == "AnnotationAssertion" and isinstance(axiom[1], str)


def _collect(node: Node, annotations: bool, found: set[Entity]) -> None:
    if isinstance(node, str):
        return
    if node[0] == "SubClassOf" and isinstance(node[1], str) and isinstance(node[2], str):
        found.add(("C", node[1]))
        found.add(("C", node[2]))
        return
    name, *operands = node
    if name in LETTER_OF:
        found.add((LETTER_OF[name], operands[0]))
        return
    parts = operands
    while parts and isinstance(parts[0], tuple) and parts[0][0] == "Annotation":
        if annotations or name == "Annotation":
            _collect(parts[0], annotations, found)
        parts = parts[1:]
    if name == "HasKey":
        for kind, group in zip("OD", parts[1:], strict=False):
            for part in group[1:]:
                _take(part, kind, annotations, found)
        parts = parts[:1]
    kinds = operand_kinds(name, parts)
    kind = ""
    for place, part in enumerate(parts):
        kind = kinds[place] if place < len(kinds) else kind
        _take(part, kind, annotations, found)
    if len(parts) == 2 and name.endswith("Cardinality"):
        found.add(_ANYTHING[name[:6]])


def _take(part: Node, kind: str, annotations: bool, found: set[Entity]) -> None:
    if isinstance(part, tuple):
        if part[0] not in _NO_NAME:
            _collect(part, annotations, found)
    elif part[:1] == '"':
        found.add(datatype(part))
    elif part[:1] == "<" and kind != ".":
        found.add((kind, part))


def datatype(literal: str) -> Entity:
    """Return the datatype of a literal, which OWLAPI calls rdf:PlainLiteral with a language."""
    if literal[-1:] == '"':
        return _STRING
    if literal[-1:] == ">":
        return "R", literal[literal.rindex("^^") + 2 :]
    return _PLAIN
