"""OWL/XML as functional syntax nodes: the elements have the constructors' names."""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from doidkit.errors import SyntaxFault
from doidkit.prefixes import PREFIXES, expand
from doidkit.syntax.depth import DEEPEST, TOO_DEEP
from doidkit.syntax.iris import absolute, resolved
from doidkit.syntax.owl.expressions import Call, Node, Statement
from doidkit.syntax.owl.lexical import foreign, iri, literal

_OWL = PREFIXES["owl"]
_STRING = expand("xsd:string")
_PLAIN_TYPES = frozenset(iri(expand(name)) for name in ("xsd:string", "rdf:PlainLiteral"))
_XML = "http://www.w3.org/XML/1998/namespace"
_ENTITIES = frozenset(
    "Class Datatype ObjectProperty DataProperty AnnotationProperty NamedIndividual".split()
)
_TYPED = ("Declaration", "HasKey")  # whose operands only their elements tell apart
_TEXTS = frozenset(("IRI", "AbbreviatedIRI", "Literal", "Import"))
_BASE = f"{_XML} base"
_SIZE = 1 << 16
_CONTINUED = bytes(range(0x80, 0xC0))  # the rest of a character that a chunk may begin with


def statements(stream: BinaryIO, path: Path | str, declared: dict[str, str]) -> Iterator[Statement]:
    """Yield an ontology document's header and axioms; SyntaxFault with line and column.

    Its prefixes are added to ``declared``.
    """
    reader = Reader(path, declared)
    chunk = b""
    try:
        while chunk := stream.read(_SIZE):
            reader.parser.Parse(chunk, False)
            yield from reader.take()
        reader.parser.Parse(b"", True)
    except expat.ExpatError as error:
        reason = expat.errors.messages[error.code]
        if not _is_utf8(chunk):
            reason = "this is not UTF-8 text"
        raise SyntaxFault(path, reason, line=error.lineno, column=error.offset + 1) from error
    yield from reader.take()


def _is_utf8(chunk: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(chunk.lstrip(_CONTINUED))
    except UnicodeDecodeError:
        return False
    return True


def _call(node: Node) -> Call:
    return node if isinstance(node, tuple) else (node,)


def _key(operands: list[Node]) -> Call:
    """Return a key, its object and data properties each in a group, as functional syntax has it."""
    rest = [each for each in operands if _call(each)[0] != "Annotation"]
    notes = operands[: len(operands) - len(rest)]
    groups: dict[bool, list[Node]] = {False: [""], True: [""]}
    for each in rest[1:]:
        groups[_call(each)[0] == "DataProperty"].append(_name(each))
    return ("HasKey", *notes, *map(_name, rest[:1]), tuple(groups[False]), tuple(groups[True]))


def _name(node: Node) -> Node:
    return node[1] if _call(node)[0] in _ENTITIES else node


class Reader:
    """Makes nodes of the elements that ``parser`` is fed."""

    def __init__(self, path: Path | str, declared: dict[str, str]) -> None:
        self.path = path
        self.declared = declared
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._prefixes = {f"{name}:": PREFIXES[name] for name in ("owl", "rdf", "rdfs", "xsd")}
        self._bases: dict[int, str] = {}  # by the depth of the element that names it
        self._stack: list[tuple[str, dict[str, str], list[Node], tuple[int, int]]] = []
        self._said: list[str] = []
        self._begun = (1, 1)
        self._ready: list[Statement] = []

    def take(self) -> list[Statement]:
        """Return the axioms that were completed since the last time."""
        ready, self._ready = self._ready, []
        return ready

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, name = tag.rpartition(" ")
        self._begun = self._place()
        if _BASE in attributes:
            self._bases[len(self._stack)] = resolved(attributes[_BASE], self._base)
        if namespace != _OWL:
            raise self._fault(f"<{name}> is no element of OWL/XML")
        if not self._stack:
            if name != "Ontology":
                raise self._fault("the root element must be <Ontology>")
            self._root(attributes)
        elif name == "Prefix":
            if not {"name", "IRI"} <= attributes.keys():
                raise self._fault("a <Prefix> has a name and an IRI")
            prefix, namespace = attributes["name"], self.full(attributes["IRI"])
            self._prefixes[f"{prefix}:"] = self.declared[prefix] = namespace[1:-1]
        if len(self._stack) > DEEPEST:
            raise self._fault(TOO_DEEP)
        self._said = []
        self._stack.append((name, attributes, [], self._begun))

    def _root(self, attributes: dict[str, str]) -> None:
        ontology, version = attributes.get("ontologyIRI", ""), attributes.get("versionIRI", "")
        if ontology:
            names = [self.full(text) for text in (ontology, version) if text]
            self._ready.append(Statement(("Ontology", *names), *self._place()))

    def _text(self, data: str) -> None:
        if self._stack[-1][0] not in _TEXTS and data.strip():
            self._begun = self._place()
            raise self._fault(f"<{self._stack[-1][0]}> holds no text")
        self._said.append(data)

    @property
    def _base(self) -> str:
        return next(reversed(self._bases.values()), "")

    def _end(self, tag: str) -> None:
        name, attributes, operands, place = self._stack.pop()
        self._begun = place
        self._close(name, attributes, operands, place)
        self._bases.pop(len(self._stack), None)

    def _close(
        self, name: str, attributes: dict[str, str], operands: list[Node], place: tuple[int, int]
    ) -> None:
        if not self._stack or name == "Prefix":
            return
        outer = self._stack[-1]
        if name == "FacetRestriction":
            outer[2].extend((self.full(attributes.get("facet", "")), *operands))
            return
        node = self._node(name, attributes, operands, outer[0])
        if len(self._stack) == 1:
            self._ready.append(Statement(_call(node), *place))
        else:
            outer[2].append(node)

    def _node(
        self, name: str, attributes: dict[str, str], operands: list[Node], outer: str
    ) -> Node:
        if name in _TEXTS:
            said = "".join(self._said)
            self._said = []
            if name == "Literal":
                return self._literal(said, attributes)
            full = self.short(said.strip()) if name == "AbbreviatedIRI" else self.full(said.strip())
            return ("Import", full) if name == "Import" else full
        if name == "AnonymousIndividual":
            return "_:" + attributes.get("nodeID", "").removeprefix("_:")
        if name in _ENTITIES or name == "Variable":
            entity = self._named(attributes)
            return (name, entity) if outer in _TYPED or name == "Variable" else entity
        if "cardinality" in attributes:
            operands.insert(0, attributes["cardinality"])
        if name == "BuiltInAtom":
            operands.insert(0, self._named(attributes))
        return _key(operands) if name == "HasKey" else (name, *operands)

    def _named(self, attributes: dict[str, str]) -> str:
        if "abbreviatedIRI" in attributes:
            return self.short(attributes["abbreviatedIRI"])
        if "IRI" not in attributes:
            raise self._fault("an IRI is missing here")
        return self.full(attributes["IRI"])

    def full(self, text: str) -> str:
        """Return an IRI in angle brackets, a relative one added to the document's base."""
        # Not resolved but added, as OWLAPI writes it: of http://e/iri, "/A" is http://e/iri/A.
        return self._iri(absolute(text if ":" in text else self._base + text, self.path))

    def short(self, text: str) -> str:
        """Return the IRI of a shortened name; SyntaxFault for a prefix without a declaration."""
        prefix, _, local = text.partition(":")
        namespace = self._prefixes.get(f"{prefix}:")
        if namespace is None:
            raise self._fault(f'the prefix "{prefix}:" is not declared')
        return self._iri(namespace + local)

    def _iri(self, text: str) -> str:
        if sign := foreign(text):
            raise self._fault(f"no IRI has the character U+{ord(sign):04X}")
        return iri(text)

    def _literal(self, said: str, attributes: dict[str, str]) -> str:
        language = attributes.get(f"{_XML} lang", "")
        if language:
            return f"{literal(said)}@{language}"
        datatype = self.full(attributes.get("datatypeIRI", _STRING))
        return literal(said, "" if datatype in _PLAIN_TYPES else datatype)

    def _place(self) -> tuple[int, int]:
        return self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1

    def _fault(self, reason: str) -> SyntaxFault:
        line, column = self._begun
        return SyntaxFault(self.path, reason, line=line, column=column)
