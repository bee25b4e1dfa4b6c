"""What triples say, as annotations and axioms: OWL's own grammar reads them, labels name them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from doidkit.ontology import Ontology, TermRef
from doidkit.pages import roles
from doidkit.pages.record import Annotation, Axiom, Role, Value, Words
from doidkit.pages.references import reference
from doidkit.pages.wording import words
from doidkit.prefixes import expand
from doidkit.syntax.manchester import writer
from doidkit.syntax.owl.expressions import Call, Node
from doidkit.syntax.owl.from_rdf import axioms
from doidkit.syntax.owl.to_rdf import ENTITIES

_FACTS = ("AnnotationAssertion", "ObjectPropertyAssertion", "DataPropertyAssertion")
_POINTING = (Role.REPLACED_BY, Role.CONSIDER, Role.ALTERNATIVE_ID)
_MARKED = re.compile("\x02([^\x03]*)\x03")  # a term within a text of Manchester syntax
_STRING = expand("xsd:string")
_ROLES = {role: place for place, role in enumerate(Role)}
_ONTOLOGY = expand("owl:Ontology")
_HEADER = {"Import": expand("owl:imports"), "Ontology": expand("owl:versionIRI")}
_ENTITIES = {name: kind[1:-1] for name, kind in ENTITIES.items()}


class Names:
    """The terms and literals that triples name."""

    def __init__(
        self, ontology: Ontology, triples: Iterable[Triple], more: Iterable[str] = ()
    ) -> None:
        iris = {*more}
        self.literals: dict[str, Literal] = {}
        for triple in triples:
            for part in triple:
                if isinstance(part, NamedNode):
                    iris.add(part.value)
                elif isinstance(part, Literal):
                    self.literals[str(part)] = part
            if roles.role(triple.predicate.value) in _POINTING:
                iris.add(roles.meant(triple.object))
        known = ontology.names.refs(sorted(iris - {""}))
        self._labels = {term.iri: term.label for term in known}

    def of(self, iri: str) -> TermRef:
        """Return a term with its label, or its local name spelt out."""
        return reference(NamedNode(iri), self._labels.get(iri, ""))

    def meant(self, literal: Literal) -> TermRef | None:
        """Return the term that a CURIE in a literal means, if it has a label."""
        iri = roles.meant(literal)
        return self.of(iri) if self._labels.get(iri) else None


class Told:
    """The statements that some triples make."""

    def __init__(self, triples: Iterable[Triple], names: Names) -> None:
        self._names = names
        self._found = axioms(triples)
        self._axioms = sorted(self._found.axioms, key=str)
        self._header = self._found.header
        self._inside: dict[str, list[Call]] = defaultdict(list)
        for node in self._axioms:
            if node[0] in _FACTS and _subject(node)[:2] == "_:":
                self._inside[_subject(node)].append(node)

    def kinds(self, iri: str) -> tuple[TermRef, ...]:
        """Return what a term is declared as."""
        declared = [node[-1] for node in self._axioms if node[0] == "Declaration"]
        kinds = [_ENTITIES[kind] for kind, term in declared if term == f"<{iri}>"]
        if self._is_ontology(iri):
            kinds.append(_ONTOLOGY)
        return tuple(sorted(map(self._names.of, kinds)))

    def annotations(self, iri: str) -> Iterator[Annotation]:
        """Yield the annotations of a term, and its facts if it is an individual."""
        term = f"<{iri}>"
        for node in self._axioms:
            if node[0] in _FACTS and _subject(node) == term:
                yield self._annotation(node)
        if self._is_ontology(iri):
            yield from map(self._annotation, _of_header(self._header))

    def axioms(self, iri: str) -> Iterator[Axiom]:
        """Yield the axioms about a term; of "" those that are about none or about several."""
        term = f"<{iri}>" if iri else ""
        for node in self._axioms:
            if node[0] in _FACTS:
                continue
            if node[0] != "Declaration":
                # What annotates a statement may be a thing with a name, which has axioms too.
                if not term or _names(node, term):
                    yield self._axiom(node, term)
            elif node[-1][1] == term and len(node) > 2:  # the declaration itself is annotated
                kind = self._names.of(_ENTITIES[node[-1][0]])
                own = (self._names.of(iri),)
                yield Axiom("Declaration", "Types", own, (kind,), self._notes(node))
        if not self._inside:
            return
        within = {end for node in self._axioms for end in _nameless(node)}
        for subject, nodes in self._inside.items():
            if subject not in within:  # said of an expression, which has no name either
                yield from (self._remark(node) for node in nodes)

    def _is_ontology(self, iri: str) -> bool:
        return bool(self._header) and self._header[0][:2] == ("Ontology", f"<{iri}>")

    def _annotation(self, node: Call, seen: frozenset[str] = frozenset()) -> Annotation:
        """Return an annotation, a fact of an individual, or the note of another statement."""
        predicate, value = _predicate(node), str(node[-1])
        role = roles.role(predicate)
        return Annotation(
            role=role,
            predicate=self._names.of(predicate),
            value=self._value(value, role, seen),
            notes=self._notes(node, seen),
        )

    def _notes(self, node: Call, seen: frozenset[str] = frozenset()) -> tuple[Annotation, ...]:
        """Return what annotates a statement, in the order of reading."""
        found = (self._annotation(part, seen) for part in node[1:] if _is_note(part))
        return tuple(sorted(found, key=annotation_place))

    def _value(self, term: str, role: Role, seen: frozenset[str]) -> Value:
        if term[:1] == "<" and term[:2] != "<<":
            named = self._names.of(term[1:-1])
            return Value(named.iri, named)
        if term[:2] == "_:":
            return self._thing(term, seen)
        literal = self._names.literals.get(term)
        if literal is None:
            return Value(term)
        meant = self._names.meant(literal) if role in _POINTING else None
        plain = literal.language or literal.datatype.value == _STRING
        datatype = "" if plain else literal.datatype.value
        return Value(literal.value, meant, literal.language or "", datatype)

    def _thing(self, term: str, seen: frozenset[str]) -> Value:
        """Return a thing without a name: what it says, or the list or expression that it is."""
        expression = self._found.expression(term)
        if isinstance(expression, tuple):
            return Value(words(self._words(writer.expression(expression, self._marked))))
        inside = () if term in seen else self._inside[term]
        told = (self._annotation(each, seen | {term}) for each in inside)
        return Value("", within=tuple(sorted(told, key=annotation_place)))

    def _axiom(self, node: Call, subject: Node) -> Axiom:
        keyword, said = writer.in_frame(node, subject, self._marked)
        of = writer.expression(subject, self._marked) if keyword else ""
        return Axiom(str(node[0]), keyword, self._words(of), self._words(said), self._notes(node))

    def _remark(self, node: Call) -> Axiom:
        said = self._annotation(node)
        value = said.value.term or f'"{said.value.text}"'
        of = (_subject(node),)
        return Axiom(str(node[0]), "Annotations", of, (said.predicate, " ", value), said.notes)

    def _marked(self, term: str) -> str:
        if term[:1] == "<":
            return f"\x02{term[1:-1]}\x03"
        literal = self._names.literals.get(term)
        if literal is None or literal.language or literal.datatype.value == _STRING:
            return term
        return f'"{literal.value}"^^\x02{literal.datatype.value}\x03'

    def _words(self, text: str) -> Words:
        parts = enumerate(_MARKED.split(text))
        return tuple(self._names.of(part) if n % 2 else part for n, part in parts if part)


def annotation_place(annotation: Annotation) -> tuple[int, str, str]:
    """Return where an annotation stands among others, in the order of reading."""
    predicate, value = annotation.predicate, annotation.value
    name = predicate.label or predicate.curie
    return _ROLES[annotation.role], name, value.text


def _subject(node: Call) -> str:
    """Return the subject of a fact."""
    return str(node[-2])


def _predicate(node: Call) -> str:
    """Return the IRI of the property of a fact or a note."""
    return str(node[-2 if node[0] == "Annotation" else -3])[1:-1]


def _is_note(part: Node) -> bool:
    return isinstance(part, tuple) and part[0] == "Annotation"


def _nameless(node: Call) -> Iterator[str]:
    """Yield the blank nodes that a statement or its notes lead to."""
    if node[0] in (*_FACTS, "Annotation") and node[-1][:2] == "_:":
        yield node[-1]
    for part in node[1:]:
        if _is_note(part):
            yield from _nameless(part)


def _names(node: Node, term: str) -> bool:
    """Return True if a term stands in an expression."""
    if isinstance(node, str):
        return node == term
    if term in node:
        return True
    return any(
        _names(part, term) for part in node if isinstance(part, tuple) and not _is_note(part)
    )


def _of_header(nodes: Iterable[Call]) -> Iterator[Call]:
    """Yield what the header of an ontology says, as annotations of it."""
    for kind, *parts in nodes:
        if kind == "Annotation":
            yield (kind, *parts)
        elif kind == "Import" or len(parts) > 1:
            yield ("Annotation", f"<{_HEADER[kind]}>", parts[-1])
