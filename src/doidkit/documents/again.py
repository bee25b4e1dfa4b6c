"""What an ontology written as RDF/XML is when it is read again, known without reading it.

RDF has no place for some of what axioms say: of an axiom with annotations and without there is one
triple, a property is what its declarations make it, a blank node has no label. Most axioms are
beyond all that, and are the same again; the others are made triples and read, which are few. Where
neither is sure nothing is known: the file is then read.
"""

import re
from collections.abc import Iterable, Sequence

from pyoxigraph import RdfFormat, parse

from doidkit.documents.document import Document, assembled
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.ofn.writer import in_order, notes, operands
from doidkit.syntax.owl.axioms import Axioms
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.from_rdf import MEANT
from doidkit.syntax.owl.from_rdf import Axioms as Read
from doidkit.syntax.owl.ontology import Ontology
from doidkit.syntax.owl.to_rdf import add
from doidkit.syntax.rdfxml.writer import Written

_PLACE = ("the ontology", 1, 1)
# Texts that a parser writes as they are: without control characters and needless escapes.
_CONTROL = bytes([*range(0x20), 0x7F])
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = frozenset('tbnfr"\\')
_SUFFIX = re.compile(
    r'"(?:@[a-z]{1,8}(?:-[a-z0-9]{1,8})*'
    r"|\^\^<(?!http://www\.w3\.org/(?:2001/XMLSchema#string|1999/02/22-rdf-syntax-ns#)).*>)\Z"
)
_SAME_WHATEVER = ("Class", "NamedIndividual")  # by which no property is of another kind
_OWN_CLASS = "<http://www.w3.org/2002/07/owl#"


def again(ontology: Ontology, written: Written) -> Document | None:
    """Return what reading a document gives that says an ontology, None where that is not sure."""
    if not written.settled:
        return None
    sorting = _Sorting(ontology)
    if sorting.doubtful or not _are_usual(sorting.texts):
        return None
    read = sorting.read()
    if read.has_anonymous() or sorting.differs(read):
        return None
    same = frozenset(sorting.simple - sorting.overruled)
    return assembled(read.header, read.axioms, written.prefixes, GraphFormat.RDFXML, whole=same)


def _own(header: Iterable[Call]) -> str:
    return next((str(node[1]) for node in header if node[0] == "Ontology" and node[1:]), "")


def _are_usual(texts: Sequence[str]) -> bool:
    data = "".join(texts).encode()
    suffixes = {text[text.rindex('"') :] for text in texts if text[-1] != '"'}
    escapes = {found for text in texts if "\\" in text for found in _ESCAPE.findall(text)}
    return (
        len(data.translate(None, _CONTROL)) == len(data)
        and escapes <= _ESCAPED
        and all(map(_SUFFIX.match, suffixes))
    )


class _Sorting:
    """The axioms that are the same again if their properties are of their kind, and the others."""

    def __init__(self, ontology: Ontology) -> None:
        self.simple: set[Call] = set()
        self.overruled: set[Call] = set()
        """Axioms without annotations of which there is one with some."""
        self.texts: list[str] = []
        self.doubtful = False
        self._header = ontology.header
        self._own = _own(self._header)
        self._rest: list[Call] = []
        self._annotating: set[str] = set()
        self._some: set[tuple[str, str]] = set()
        for axiom in ontology.axioms:
            self._take(axiom)

    def _take(self, axiom: Call) -> None:
        name = axiom[0]
        if name == "AnnotationAssertion" and axiom[-2] != self._own:
            predicate, subject, value = axiom[-3:]
            known = self._noted(axiom, 3)
            if known and subject[0] == "<" and value[0] != "_":
                self._annotating.add(predicate)
                if value[0] == '"':
                    self.texts.append(value)
                self.simple.add(known)
                return
        elif name == "SubClassOf" and axiom[-2][0] == "<" and axiom[-2] != self._own:
            known = self._noted(axiom, 2)
            upper = axiom[-1]
            if known and upper[0] == "<":
                self.simple.add(known)
                return
            if len(axiom) == 3 and upper[0] == "ObjectSomeValuesFrom" and len(upper) == 3:
                relation, filler = upper[1:]
                if isinstance(relation, str) and isinstance(filler, str) and filler[0] == "<":
                    self._some.add((relation, filler))
                    self.simple.add(axiom)
                    return
        elif name == "Declaration" and len(axiom) == 2 and axiom[1][1] != self._own:
            if axiom[1][0] in _SAME_WHATEVER:
                self.simple.add(axiom)
                return
        elif name == "ClassAssertion" and str(axiom[-2]).startswith(_OWN_CLASS):
            self.doubtful = True
        if notes(axiom):
            self.overruled.add((name, *operands(axiom)))
        self._rest.append(axiom)

    def _noted(self, axiom: Call, size: int) -> Call | None:
        """Return an axiom with its annotations in order, None where one has annotations itself."""
        if len(axiom) == size + 1:
            return axiom
        given = axiom[1:-size]
        for note in given:
            if len(note) != 3 or note[2][0] == "_" or note[1] in MEANT:
                return None
            if note[2][0] == '"':
                self.texts.append(note[2])
        self.overruled.add((axiom[0], *axiom[-size:]))
        if len(given) > 1:
            given = tuple(sorted(dict.fromkeys(given), key=str))
        return (axiom[0], *given, *axiom[-size:])

    def read(self) -> Read:
        """Return what the triples of the header and of all other axioms say."""
        made, own = Axioms(), ""
        for statement in (*self._header, *in_order(self._rest)):
            own = add(made, statement, _PLACE, own)
        return Read(parse("".join(made.lines).encode(), RdfFormat.N_TRIPLES))

    def differs(self, read: Read) -> bool:
        """Return True if a property is such that an axiom would be of another kind."""
        kinds = read.kinds
        return (
            _own(read.header) != self._own
            or any(p in MEANT or kinds.is_object(p) or kinds.is_data(p) for p in self._annotating)
            or any(kinds.is_data(r) or kinds.is_datatype(c) for r, c in self._some)
        )
