"""RDF/XML: a frame is every element about one subject, a statement a property element.

Read by expat from the beginning, as pyoxigraph gives no places: namespaces, entities, comments
and bases are what they are for any reader.
"""

from contextlib import suppress
from dataclasses import dataclass
from xml.parsers import expat

from doidkit.prefixes import PREFIXES
from doidkit.syntax import options
from doidkit.syntax.frames import (
    IRI,
    Frame,
    Frames,
    Statement,
    annotated,
    annotations,
    with_nodes,
)
from doidkit.syntax.iris import resolved
from doidkit.syntax.xml.tags import tag, tag_end
from doidkit.terms import RDF_TYPE

_RDF = PREFIXES["rdf"]
_ROOT, _DESCRIPTION, _LI = _RDF + "RDF", _RDF + "Description", _RDF + "li"
_ABOUT, _ID, _NODE_ID, _RESOURCE, _DATATYPE, _PARSE_TYPE = (
    f"{_RDF} {name}" for name in ("about", "ID", "nodeID", "resource", "datatype", "parseType")
)
_SOURCE = PREFIXES["owl"] + " annotatedSource"
_OF_RDF = _RDF + " "
_XML = "http://www.w3.org/XML/1998/namespace "
_OUTERMOST = 2  # elements that are open in a node of the document itself
_BASE, _LANGUAGE = _XML + "base", _XML + "lang"
# What names a subject, and what holds for the elements within.
_NAMING = frozenset({_ABOUT, _ID})
_TELLING = frozenset({*_NAMING, _NODE_ID, _BASE, _LANGUAGE, _PARSE_TYPE})


def scan(data: bytes, subjects: frozenset[str]) -> Frames:
    """Return the frames of some subjects, the annotations of their axioms included."""
    reader = _Reader(data, subjects)
    with suppress(expat.ExpatError):  # what comes before has its places
        reader.parser.Parse(data, True)
    with_nodes(reader.found, reader.said)
    return reader.found


_Recorded = list[tuple[str, dict[str, str], int] | str | int]
"""What expat said of a node: start tags with their places, texts, the places of end tags."""


@dataclass(slots=True)
class _Element:
    """An open element; ``sink`` takes what is said, None where nobody asks for it.

    ``said`` is how much had been said before, ``opaque`` what is no RDF: an XML literal;
    ``own`` is whether the sink is that of the node's own subject.
    """

    start: int
    name: str
    is_node: bool
    sink: list[Statement] | None
    base: str
    language: str
    subject: str = ""
    own: bool = True
    is_leaf: bool = True
    text: str = ""
    said: int = 0
    members: int = 0
    opaque: bool = False


class _Reader:
    """Follows nodes and their properties, which alternate."""

    def __init__(self, data: bytes, subjects: frozenset[str]) -> None:
        self.data = data
        self.found: Frames = {}
        self.nodes: dict[str, list[Statement]] = {}
        self._subjects = subjects
        self._open: list[_Element] = []
        self._bare: set[str] = set()  # the frames of which no more than a type is known yet
        self._names: dict[str, str] = {}
        self._recorded: _Recorded = []
        self._label = ""  # of the node that is being recorded
        self._kept: dict[str, list[_Recorded]] = {}
        self._root = _Element(0, "", False, None, "", "")
        self._passed = 0  # elements that are open inside a node that nobody asks for
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self._listen()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) == 1 and _NAMING.isdisjoint(attributes):
            self._record(name, attributes)
        else:
            self._begin(name, attributes, self.parser.CurrentByteIndex)

    def _end(self, name: str) -> None:
        self._finish(self.parser.CurrentByteIndex)

    def _begin(self, name: str, attributes: dict[str, str], start: int) -> None:
        iri = self._iri(name)
        if not self._open:
            self._root.base = resolved(attributes.get(_BASE, ""), options.current().base)
            self._root.language = attributes.get(_LANGUAGE, "")
            self._open.append(self._root)
            if iri == _ROOT:
                return
        outer = self._open[-1]
        base, language = outer.base, outer.language
        if attributes:
            base = resolved(attributes[_BASE], base) if _BASE in attributes else base
            language = attributes.get(_LANGUAGE, language)
        outer.is_leaf = False
        element = _Element(start, iri, not outer.is_node, outer.sink, base, language)
        self._open.append(element)
        if outer.opaque:
            element.opaque = True
            element.sink = None
        elif element.is_node:
            self._node(element, outer, attributes)
            if element.sink is None:
                self._pass_over()
        else:
            self._property(element, outer, attributes)

    def _pass_over(self) -> None:
        """Count the elements in a node that nobody asks for, which most are."""
        self.parser.StartElementHandler = self._start_inside
        self.parser.EndElementHandler = self._end_inside
        self.parser.CharacterDataHandler = None

    def _listen(self) -> None:
        """Follow the elements from here on, those that were passed over as what they must be."""
        for at in range(self._passed):
            node = self._open[-1]
            self._open.append(_Element(0, "", at % 2 == 1, None, node.base, node.language))
        self._passed = 0
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _record(self, name: str, attributes: dict[str, str]) -> None:
        """Keep a blank node until its end tells whether it annotates a subject."""
        self._recorded = []
        self._label = "_:" + attributes[_NODE_ID] if _NODE_ID in attributes else ""
        self.parser.StartElementHandler = self._start_recorded
        self.parser.EndElementHandler = self._end_recorded
        self.parser.CharacterDataHandler = self._recorded.append
        self._start_recorded(name, attributes)

    def _start_recorded(self, name: str, attributes: dict[str, str]) -> None:
        self._passed += 1
        self._recorded.append((name, attributes, self.parser.CurrentByteIndex))

    def _end_recorded(self, _: str) -> None:
        self._passed -= 1
        self._recorded.append(self.parser.CurrentByteIndex)
        if self._passed == 0:
            self._listen()
            if any(isinstance(each, tuple) and self._matters(*each) for each in self._recorded):
                self._replay(self._recorded)
            elif label := self._label:
                self._kept.setdefault(label, []).append(self._recorded)

    def _matters(self, name: str, attributes: dict[str, str], _: int) -> bool:
        """Return whether an element annotates a subject, or is about one or may be."""
        if name == _SOURCE and _RESOURCE in attributes:
            return resolved(attributes[_RESOURCE], self._open[0].base) in self._subjects
        return bool(attributes) and not _NAMING.isdisjoint(attributes)

    def said(self, label: str) -> list[Statement]:
        """Return what is said of a blank node."""
        for recorded in self._kept.pop(label, ()):
            self._open = [self._root]
            self._replay(recorded)
        return self.nodes.get(label, [])

    def _replay(self, recorded: _Recorded) -> None:
        for each in recorded:
            if isinstance(each, tuple):
                self._begin(*each)
            elif isinstance(each, str):
                self._text(each)
            else:
                self._finish(each)

    def _start_inside(self, name: str, attributes: dict[str, str]) -> None:
        if attributes and not _TELLING.isdisjoint(attributes):
            self._listen()
            self._start(name, attributes)
        else:
            self._passed += 1

    def _end_inside(self, name: str) -> None:
        if self._passed:
            self._passed -= 1
        else:
            self._listen()
            self._end(name)

    def _iri(self, name: str) -> str:
        found = self._names.get(name)
        if found is None:
            found = self._names[name] = name.replace(" ", "")
        return found

    def _node(self, node: _Element, outer: _Element, attributes: dict[str, str]) -> None:
        subject = node.subject = _subject(node, attributes)
        if outer.sink is not None:
            about = _ABOUT if _ABOUT in attributes else _ID
            place = self._attribute(node, attributes, about)
            kind = IRI if subject[:2] != "_:" else None
            outer.sink.append(Statement(outer.name, (subject,), *place, kind, outer.own))
        if subject in self._subjects:
            node.sink = self._frame(subject, node.start).statements
            node.said = len(node.sink)
        elif subject[:2] != "_:":
            node.sink = None
        elif len(self._open) == _OUTERMOST or _NODE_ID in attributes:
            node.sink = []
        else:
            node.own = False
        if node.sink is None:
            return
        if node.name != _DESCRIPTION:
            end = tag(self.data, node.start).name_end
            node.sink.append(Statement(RDF_TYPE, (node.name,), node.start + 1, end, IRI, node.own))
        self._attributes(node, node.sink, attributes)

    def _frame(self, subject: str, start: int) -> Frame:
        if subject not in self.found:
            self.found[subject] = Frame(start)
            self._bare.add(subject)
        return self.found[subject]

    def _attributes(
        self, element: _Element, sink: list[Statement], attributes: dict[str, str]
    ) -> None:
        """Add what the attributes of a tag say that are properties themselves."""
        for key, value in attributes.items():
            if key == _OF_RDF + "type":
                place = self._attribute(element, attributes, key)
                sink.append(
                    Statement(RDF_TYPE, (resolved(value, element.base),), *place, IRI, element.own)
                )
            elif not key.startswith((_OF_RDF, _XML)):
                place = self._attribute(element, attributes, key)
                sink.append(
                    Statement(self._iri(key), (value,), *place, element.language, element.own)
                )

    def _attribute(
        self, element: _Element, attributes: dict[str, str], key: str
    ) -> tuple[int, int]:
        """Return where an attribute's value is, or the tag if it has none such."""
        parts = tag(self.data, element.start)
        at = list(attributes).index(key) if key in attributes else len(parts.attributes)
        if at < len(parts.attributes):
            return parts.attributes[at]
        return element.start, parts.end

    def _property(self, element: _Element, outer: _Element, attributes: dict[str, str]) -> None:
        if element.name == _LI:
            outer.members += 1
            element.name = f"{_RDF}_{outer.members}"
        kind = attributes.get(_PARSE_TYPE, "")
        # With parseType="Resource" an element is property and node in one.
        element.is_node = kind == "Resource"
        element.opaque = kind not in ("", "Resource", "Collection")
        if _DATATYPE in attributes:
            element.language = ""
        element.own = outer.own and not element.is_node
        if element.sink is None:
            return
        for key in (_RESOURCE, _NODE_ID):
            if key in attributes:
                element.is_leaf = False
                value = attributes[key]
                place = self._attribute(element, attributes, key)
                resource = key == _RESOURCE
                value = resolved(value, element.base) if resource else f"_:{value}"
                kind_ = IRI if resource else None
                element.sink.append(Statement(element.name, (value,), *place, kind_, element.own))
        if any(not key.startswith((_OF_RDF, _XML)) for key in attributes):
            element.is_leaf = False
            self._attributes(element, element.sink, attributes)

    def _text(self, data: str) -> None:
        element = self._open[-1]
        if element.sink is not None:
            element.text += data

    def _finish(self, end: int) -> None:
        element = self._open.pop()
        sink = element.sink
        if sink is None:
            return
        if element.is_node:
            self._end_of_node(element, sink)
        elif element.is_leaf:
            start = tag_end(self.data, element.start)
            if end <= element.start:  # an empty tag
                start, end = element.start, start
            said = Statement(
                element.name, (element.text,), start, end, element.language, element.own
            )
            sink.append(said)

    def _end_of_node(self, node: _Element, sink: list[Statement]) -> None:
        if node.subject in self._bare:
            # A frame begins where more than a type is said.
            if any(s.predicate != RDF_TYPE for s in sink[node.said :]):
                self._bare.remove(node.subject)
                self.found[node.subject].start = node.start
        elif node.subject[:2] == "_:" and sink is not self._open[-1].sink:
            self.nodes.setdefault(node.subject, []).extend(sink)
            for source in annotated(sink):
                if source in self._subjects:
                    self._frame(source, node.start).statements.extend(annotations(sink))


def _subject(node: _Element, attributes: dict[str, str]) -> str:
    if _ABOUT in attributes:
        return resolved(attributes[_ABOUT], node.base)
    if _ID in attributes:
        return resolved("#" + attributes[_ID], node.base)
    if _NODE_ID in attributes:
        return "_:" + attributes[_NODE_ID]
    return f"_:@{node.start}"
