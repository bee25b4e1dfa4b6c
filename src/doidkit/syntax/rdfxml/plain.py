"""RDF/XML as the plainest RDF/XML of the same meaning.

Oxigraph's parser (0.5.13) keeps the line ends of Windows and those in attributes, takes the last
of two entities for the first, drops what has an unknown ``rdf:parseType``, writes namespaces of
an XML literal twice, and refuses ``xml:lang=""``, a relative ``xml:base``, CDATA or a comment
within text, and defaults in a DTD. Here expat reads all that, and what it read is written without:
one piece of text an element, an XML literal as the text of its exclusive canonical form, no
language where ``xml:lang=""`` says none.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from xml.parsers import expat

from doidkit.errors import SyntaxFault
from doidkit.prefixes import PREFIXES, expand
from doidkit.syntax.depth import DEEPEST, TOO_DEEP
from doidkit.syntax.iris import base_of, resolved
from doidkit.syntax.xml.canonical import NAMESPACE, Canonical
from doidkit.syntax.xml.wellformed import encoding, fault, feed

_SIZE = 1 << 16
_HEAD = 4096
_RDF = PREFIXES["rdf"]
_LANG, _BASE = "xml:lang", "xml:base"
_VALUED = frozenset(_RDF + name for name in ("resource", "nodeID", "datatype", "parseType"))
_NO_PROPERTY = _VALUED | frozenset(_RDF + name for name in ("about", "ID", "type"))
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_VALUE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
_Attributes = list[tuple[str, str]]


@dataclass(slots=True)
class _Element:
    """An element that is open: what its children are, and which language holds in it."""

    name: str
    is_property: bool
    scope: dict[str, str]
    children_are_properties: bool = False
    base: str = ""
    language: str = ""
    written_language: str = ""
    attributes: _Attributes = field(default_factory=list)
    begun: bool = False  # its start tag was written
    text: list[str] = field(default_factory=list)


class Source(Protocol):
    """Whatever gives bytes."""

    def read(self, size: int = -1, /) -> bytes:
        """Return what comes next."""
        ...


class Plain:
    """A stream of the plain form of a document.

    Reading raises SyntaxFault with line and column for what is ill-formed.
    """

    def __init__(self, stream: Source, path: Path | str) -> None:
        self._stream, self._path = stream, path
        self._parser: expat.XMLParserType | None = None
        self._open: list[_Element] = []
        self._literal: Canonical | None = None
        self._depth = 0  # of elements within a literal
        self._scopes: list[dict[str, str]] = []
        self._out: list[str] = []
        self._rest = b""
        self._done = False

    def read(self, size: int = -1) -> bytes:
        """Return at most ``size`` bytes, all that are left if it is negative."""
        while not self._done and (size < 0 or not self._rest):
            self._feed()
        end = len(self._rest) if size < 0 else size
        given, self._rest = self._rest[:end], self._rest[end:]
        return given

    def _feed(self) -> None:
        chunk = self._stream.read(_SIZE)
        if self._parser is None:
            self._parser = self._reader(chunk)
        feed(self._parser, chunk, self._path)
        self._done = not chunk
        self._rest += "".join(self._out).encode()
        self._out.clear()

    def _reader(self, head: bytes) -> expat.XMLParserType:
        parser = expat.ParserCreate(encoding(head[:_HEAD]))
        parser.buffer_text = True
        parser.ordered_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = self._comment
        parser.ProcessingInstructionHandler = self._instruction
        parser.ExternalEntityRefHandler = self._outside
        parser.DefaultHandlerExpand = self._unread
        return parser

    # what expat tells

    def _start(self, name: str, flat: list[str]) -> None:
        if len(self._open) + len(self._scopes) >= 2 * DEEPEST:
            raise self._fault(TOO_DEEP)
        attributes = list(zip(flat[::2], flat[1::2], strict=True))
        scope = self._scope(attributes)
        if self._literal is not None:
            self._scopes.append(scope)
            self._literal.start(name, attributes, scope)
            return
        element = self._element(name, attributes, scope)
        self._open.append(element)
        kind = _values(attributes, scope).get(_RDF + "parseType")
        if element.is_property and kind not in (None, "Resource", "Collection"):
            self._begin_literal(element)

    def _end(self, name: str) -> None:
        if self._literal is not None:
            if self._scopes:
                self._scopes.pop()
                self._literal.end(name)
                return
            self._open[-1].text = [self._literal.value()]
            self._literal = None
        element = self._open.pop()
        if not element.begun:
            self._begin(element, is_leaf=True)
        self._flush(element)
        self._out.append(f"</{name}>")

    def _text(self, data: str) -> None:
        if self._literal is not None:
            self._literal.text(data)
        elif self._open:
            self._open[-1].text.append(data)

    def _comment(self, data: str) -> None:
        if self._literal is not None:
            self._literal.comment(data)

    def _instruction(self, target: str, data: str) -> None:
        if self._literal is not None:
            self._literal.instruction(target, data)

    def _outside(self, *_: object) -> int:
        raise self._fault("an entity outside the document is not read")

    def _unread(self, data: str) -> None:
        if data[:1] == "&" and data[-1:] == ";":
            raise self._fault(f"the entity {data} is not declared in the document")

    # what is written

    def _scope(self, attributes: _Attributes) -> dict[str, str]:
        outer = self._scopes or [element.scope for element in self._open[-1:]]
        known = outer[-1] if outer else {}
        new = {
            key.partition(":")[2]: value
            for key, value in attributes
            if key == "xmlns" or key.startswith("xmlns:")
        }
        return {**known, **new} if new else known

    def _element(self, name: str, attributes: _Attributes, scope: dict[str, str]) -> _Element:
        outer = self._open[-1] if self._open else None
        if outer is not None:
            if not outer.begun:
                self._begin(outer, is_leaf=False)
            self._flush(outer)
        is_root = outer is None and _expanded(name, scope) == _RDF + "RDF"
        is_property = outer is not None and outer.children_are_properties
        kind = _values(attributes, scope).get(_RDF + "parseType")
        properties = (not is_property and not is_root) or kind == "Resource"
        inherited = (outer.language, outer.written_language) if outer else ("", "")
        language = next((value for key, value in attributes if key == _LANG), inherited[0])
        base = outer.base if outer else base_of(Path(self._path)) or ""
        base = next((resolved(value, base) for key, value in attributes if key == _BASE), base)
        kept = [(key, base if key == _BASE else each) for key, each in attributes if key != _LANG]
        written = inherited[1]
        if language and language != written:
            kept.append((_LANG, language))
            written = language
        return _Element(name, is_property, scope, properties, base, language, written, kept)

    def _begin(self, element: _Element, *, is_leaf: bool) -> None:
        """Write a start tag; where no language is meant, but one inherited, say so."""
        attributes = element.attributes
        if element.written_language and not element.language:
            given = _values(attributes, element.scope)
            if any(not _is_syntax(name) for name in given):
                raise self._fault(
                    'an attribute that is a property cannot be told that xml:lang="" holds for it; '
                    "write it as an element"
                )
            if element.is_property and is_leaf and not _VALUED & given.keys():
                attributes = self._typed(element, expand("xsd:string"))
        self._write_start(element, attributes)

    def _begin_literal(self, element: _Element) -> None:
        given = _values(element.attributes, element.scope)
        others = [name for name in given if name not in (_RDF + "parseType", _RDF + "ID")]
        if any(not name.startswith(NAMESPACE) for name in others):
            raise self._fault("an XMLLiteral (rdf:parseType) has no other attribute than rdf:ID")
        element.attributes = [
            (key, value)
            for key, value in element.attributes
            if _expanded(key, element.scope) != _RDF + "parseType" or ":" not in key
        ]
        self._write_start(element, self._typed(element, _RDF + "XMLLiteral"))
        self._literal = Canonical()

    def _typed(self, element: _Element, datatype: str) -> _Attributes:
        prefix = next((p for p, iri in element.scope.items() if p and iri == _RDF), "")
        own = [] if prefix else [("xmlns:rdf", _RDF)]
        return [*element.attributes, *own, (f"{prefix or 'rdf'}:datatype", datatype)]

    def _write_start(self, element: _Element, attributes: _Attributes) -> None:
        element.begun = True
        text = "".join(f' {key}="{value.translate(_VALUE)}"' for key, value in attributes)
        self._out.append(f"<{element.name}{text}>")

    def _flush(self, element: _Element) -> None:
        if element.text:
            self._out.append("".join(element.text).translate(_TEXT))
            element.text = []

    def _fault(self, reason: str) -> SyntaxFault:
        assert self._parser is not None
        return fault(self._parser, self._path, reason)


def _expanded(name: str, scope: dict[str, str]) -> str:
    prefix, colon, local = name.rpartition(":")
    return scope.get(prefix, "") + local if colon or "" in scope else name


def _values(attributes: _Attributes, scope: dict[str, str]) -> dict[str, str]:
    """Return the attributes with a prefix by their IRIs, declarations of prefixes left out."""
    return {
        _expanded(key, scope) if not key.startswith("xml:") else f"{NAMESPACE} {key[4:]}": value
        for key, value in attributes
        if ":" in key and not key.startswith("xmlns:")
    }


def _is_syntax(name: str) -> bool:
    return name in _NO_PROPERTY or name.startswith(NAMESPACE)
