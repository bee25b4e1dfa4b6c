"""Two ontologies axiom by axiom, in lines as OWL API writes axioms."""

from collections.abc import Mapping
from dataclasses import dataclass

from doidkit.documents import Document
from doidkit.prefixes import PREFIXES
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, Node

_BUILT_IN = {PREFIXES[name]: name for name in ("owl", "rdf", "rdfs", "xsd")}
# What of an axiom is no entity, but an IRI: by its place behind the annotations.
_IRIS = {
    "AnnotationAssertion": (1, 2),
    "AnnotationPropertyDomain": (1,),
    "AnnotationPropertyRange": (1,),
    "Annotation": (1,),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """What only the left, and only the right ontology says, in lines, sorted."""

    left: tuple[str, ...]
    right: tuple[str, ...]

    def text(self) -> str:
        """Return both in a form for people."""
        if not (self.left or self.right):
            return "Ontologies are identical\n"
        blocks = []
        for sign, side, other, lines in (
            ("-", "left", "right", self.left),
            ("+", "right", "left", self.right),
        ):
            head = f"{len(lines)} axioms in {side} ontology but not in {other} ontology:"
            blocks.append("\n".join([head, *(f"{sign} {line}" for line in lines)]))
        return "\n\n".join(blocks) + "\n"


def difference(
    left: Document, right: Document, labels: Mapping[str, str] | None = None
) -> Difference:
    r"""Return how two ontologies differ, imports apart, with labels behind names if given.

    >>> difference(Document("<a:b>"), Document("<a:b>")).text()
    'Ontologies are identical\n'
    """
    one, two = (_statements(each) for each in (left, right))
    writer = _Writer(labels)
    return Difference(
        tuple(sorted(map(writer.line, one - two))), tuple(sorted(map(writer.line, two - one)))
    )


def _statements(document: Document) -> set[Call]:
    identity = ("OntologyID", document.iri, document.version)
    rest = (node for node in document.header if node[0] != "Ontology")
    return {identity, *rest, *document.axioms}


class _Writer:
    def __init__(self, labels: Mapping[str, str] | None) -> None:
        self._labels = labels

    def line(self, node: Call) -> str:
        if node[0] == "OntologyID":
            iri, version = (name or "<null>" for name in node[1:])
            return f"OntologyID(OntologyIRI({iri}) VersionIRI({version}))"
        return self._text(node).replace("\r", "\\r")

    def _text(self, node: Node) -> str:
        if isinstance(node, str):
            return self._term(node)
        name, count = node[0], len(node) - len(operands(node))
        plain = {count + place for place in _IRIS.get(name, ())}
        parts = [
            self._iri(part) if at in plain and isinstance(part, str) else self._text(part)
            for at, part in enumerate(node)
            if at
        ]
        if name == "DatatypeRestriction":
            parts[1:] = self._facets(node[2:])
        return f"{name}({' '.join(parts)})"

    def _facets(self, parts: Call) -> list[str]:
        pairs = zip(parts[::2], parts[1::2], strict=True)
        if self._labels is not None:
            return [f"{_short(facet)} {self._term(value)}" for facet, value in pairs]
        return [
            f"facetRestriction({facet[1:-1].rpartition('#')[2]} {self._term(value)})"
            for facet, value in pairs
        ]

    def _iri(self, term: str) -> str:
        return self._term(term) if term[:1] != "<" or self._labels is not None else term

    def _term(self, term: str) -> str:
        if term[:1] == "<":
            return self._name(term)
        if term[:1] == '"' and term[-1:] == ">":
            text, _, datatype = term.rpartition("^^")
            return f"{text}^^{_short(datatype)}"
        return term

    def _name(self, term: str) -> str:
        short = _short(term)
        if self._labels is None:
            return short
        label = self._labels.get(term)
        bare = short if short[:1] == "<" else f"<{short}>"
        return f"{bare}[{label}]" if label is not None else bare


def _short(term: str) -> str:
    """Return a name of OWL's own, or of what it builds on, as a CURIE."""
    for namespace, prefix in _BUILT_IN.items():
        if term.startswith(namespace, 1):
            return f"{prefix}:{term[1 + len(namespace) : -1]}"
    return term
