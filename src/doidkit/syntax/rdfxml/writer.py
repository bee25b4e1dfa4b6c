"""An ontology as RDF/XML: an element for each subject, and behind it its annotated axioms.

Most axioms are a line of text without a way through triples. The rest are made triples
(``to_rdf``), whose blank nodes stand within the element that mentions them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from doidkit.errors import InputError
from doidkit.prefixes import NO_PREFIXES
from doidkit.syntax.iris import is_settled
from doidkit.syntax.ofn.writer import in_order, operands, unescaped
from doidkit.syntax.owl.axioms import PROPERTY, SOURCE, SUBCLASS, TARGET, Axioms
from doidkit.syntax.owl.expressions import FIRST, NIL, REST, TYPE, Call, Node, owl
from doidkit.syntax.owl.ontology import Ontology
from doidkit.syntax.owl.to_rdf import ENTITIES, add
from doidkit.syntax.rdfxml.tags import Tags, escaped
from doidkit.syntax.xml.characters import ForeignCharacter, foreign, has_foreign

_PLACE = ("the ontology", 1, 1)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
_DEEPEST = 12  # elements of blank nodes in another; deeper ones are named and stand apart
_GENERATED = "_:q-"  # how ``Axioms`` names blank nodes
_LABEL = re.compile(r"_:[A-Za-z][A-Za-z0-9_.\-]*\Z", re.ASCII)
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_ON, _SOME, _RESTRICTION = owl("onProperty"), owl("someValuesFrom"), owl("Restriction")


class NotUsual(Exception):
    """An ontology that is left to another writer: its prefixes, or its blank nodes' names."""


@dataclass(frozen=True, slots=True)
class Written:
    """A document, the prefixes that it is read with, and whether its IRIs are all ``settled``."""

    data: bytes
    prefixes: dict[str, str]
    settled: bool


def write(ontology: Ontology, declared: Mapping[str, str] = NO_PREFIXES) -> Written:
    """Return an ontology as RDF/XML with the prefixes of ``declared`` and those of what it says.

    Equal ontologies give equal bytes. Raises NotUsual, ForeignCharacter for a character that XML
    has not, InputError for a predicate that ends in no XML name and for what is no IRI or no
    language tag.
    """
    tags = Tags(declared)
    if not tags.are_usual():
        raise NotUsual
    writer = _Writer(tags)
    own = writer.header(ontology.header)
    writer.axioms(ontology.axioms, own)
    parts = [*writer.elements(own)]
    settled = writer.terms_are_settled()
    names = "".join(
        f' xmlns{":" if prefix else ""}{prefix}="{escaped(iri)}"'
        for prefix, iri in sorted(tags.used.items())
    )
    data = "".join([f"{_HEAD}{names}>\n", *parts, "</rdf:RDF>\n"]).encode()
    if has_foreign(data):
        _refuse(ontology)
    found = {prefix: iri for prefix, iri in sorted(tags.used.items()) if prefix != "xml"}
    return Written(data, found, settled)


@dataclass(slots=True)
class _About:
    """What is said of a subject: its types, its properties and its annotated axioms, as text."""

    kinds: list[str] = field(default_factory=list)
    properties: list[str] = field(default_factory=list)
    axioms: list[str] = field(default_factory=list)


class _Writer:
    def __init__(self, tags: Tags) -> None:
        self._tags = tags
        self._made = Axioms()
        self._about: defaultdict[str, _About] = defaultdict(_About)
        self._blank: dict[str, list[tuple[str, str]]] = {}
        self._mentions: Counter[str] = Counter()
        self._apart: list[str] = []
        self._resources: dict[str, str] = {}
        self._datatypes: set[str] = set()
        self._languages: set[str] = set()

    def header(self, statements: Iterable[Call]) -> str:
        own = ""
        for statement in statements:
            own = add(self._made, statement, _PLACE, own)
        return own

    def axioms(self, axioms: Iterable[Call], own: str) -> None:
        """Take all axioms, and make triples of those that are no line."""
        rest: list[Call] = []
        annotated: list[Call] = []
        some: list[Call] = []
        about = self._about
        for axiom in axioms:
            name, size = axiom[0], len(axiom)
            if name == "AnnotationAssertion":
                if size == 4:
                    about[axiom[2]].properties.append(self._pair(axiom[1], axiom[3]))
                elif all(len(note) == 3 for note in axiom[1:-3]):
                    annotated.append(axiom)
                else:
                    rest.append(axiom)
            elif name == "SubClassOf" and size == 3 and axiom[1][0] == "<":
                if axiom[2][0] == "<":
                    about[axiom[1]].properties.append(self._pair(SUBCLASS, axiom[2]))
                elif _is_some(axiom[2]):
                    some.append(axiom)
                else:
                    rest.append(axiom)
            elif name == "Declaration" and size == 2:
                about[axiom[1][1]].kinds.append(ENTITIES[axiom[1][0]])
            else:
                rest.append(axiom)
        for axiom in annotated:
            _, subject, value = axiom[-3:]
            about[subject].properties.append(self._pair(axiom[-3], value))
            about[subject].axioms.append(self._annotated(axiom))
        self._restrictions(some, rest)
        for axiom in in_order(rest):
            add(self._made, axiom, _PLACE, own)
        self._triples()

    def _annotated(self, axiom: Call) -> str:
        predicate, subject, value = axiom[-3:]
        pairs = ((SOURCE, subject), (PROPERTY, predicate), (TARGET, value))
        lines = [self._pair(*pair) for pair in pairs]
        lines += sorted({self._pair(note[1], note[2]) for note in axiom[1:-3]})
        return f"\t<owl:Axiom>\n{''.join(lines)}\t</owl:Axiom>\n"

    def _restrictions(self, some: Iterable[Call], rest: list[Call]) -> None:
        """Write superclasses of the form "some"; an annotated axiom shares its expression."""
        shared = {axiom[-2:] for axiom in rest if axiom[0] == "SubClassOf"}
        tag, _ = self._tags.of(SUBCLASS)
        for axiom in some:
            if axiom[-2:] in shared:
                rest.append(axiom)
                continue
            _, relation, filler = axiom[2]
            self._about[axiom[1]].properties.append(
                f"\t\t<{tag}>\n\t\t\t<owl:Restriction>\n\t\t{self._pair(_ON, relation)}"
                f"\t\t{self._pair(_SOME, filler)}\t\t\t</owl:Restriction>\n\t\t</{tag}>\n"
            )

    def _triples(self) -> None:
        """Take the triples of the rest, blank nodes within what mentions them once."""
        said: list[tuple[str, str, str]] = []
        for line in self._made.lines:
            for each in line.splitlines():
                subject, predicate, value = each[:-2].split(" ", 2)
                if value[:4] == _GENERATED:
                    self._mentions[value] += 1
                if subject[:4] == _GENERATED:
                    self._blank.setdefault(subject, []).append((predicate, value))
                else:
                    said.append((subject, predicate, value))
        for subject, predicate, value in said:
            if predicate == TYPE and self._tags.is_short(value[1:-1]):
                self._about[subject].kinds.append(value)
            else:
                self._about[subject].properties.append(self._property(predicate, value, 0))
        self._apart += [label for label in self._blank if self._mentions[label] != 1]

    def _property(self, predicate: str, value: str, depth: int) -> str:
        if value not in self._blank or self._mentions[value] != 1:
            return "\t" * depth + self._pair(predicate, value)
        if depth > _DEEPEST:
            self._apart.append(value)
            return "\t" * depth + self._pair(predicate, value)
        opening, closing = self._tags.of(predicate)
        tabs = "\t" * (depth + 2)
        items = self._items(value)
        if items:
            opening += ' rdf:parseType="Collection"'
            inner = "".join([self._item(item, depth + 2) for item in items])
        else:
            inner = self._node(value, depth + 2, "")
        return f"{tabs}<{opening}>\n{inner}{tabs}</{closing}>\n"

    def _items(self, head: str) -> list[str]:
        """Return the items of a list; none for what is no list, or one with a text."""
        found: list[str] = []
        while head != NIL:
            said = dict(self._blank.get(head, ()))
            if said.keys() != {FIRST, REST} or self._mentions[head] != 1 or said[FIRST][0] == '"':
                return []
            found.append(said[FIRST])
            head = said[REST]
        return found

    def _item(self, term: str, depth: int) -> str:
        if self._mentions[term] == 1 and term in self._blank and depth <= _DEEPEST:
            return self._node(term, depth, "")
        if self._mentions[term] == 1 and term in self._blank:
            self._apart.append(term)
        return "\t" * (depth + 1) + f"<rdf:Description{self._name(term)}/>\n"

    def terms_are_settled(self) -> bool:
        """Return True if resolving leaves all IRIs as they are; InputError for what is none."""
        iris = (term for term in self._datatypes.union(self._resources) if term[0] == "<")
        unsettled = [term for term in iris if not is_settled(term)]
        for term in unsettled:
            _require(NamedNode, term[1:-1], f"{term} is no IRI")
        for language in self._languages:
            what = f'"{language}" is no language tag'
            _require(lambda text: Literal("", language=text), language, what)
        return not unsettled

    def _name(self, subject: str) -> str:
        return self._resource(subject).replace(" rdf:resource=", " rdf:about=", 1)

    def _node(self, label: str, depth: int, name: str) -> str:
        """Return the element of a blank node, named where it stands apart."""
        pairs = dict.fromkeys(self._blank[label])
        kinds = [value for predicate, value in pairs if predicate == TYPE]
        kind = next((each for each in kinds if self._tags.is_short(each[1:-1])), "")
        tag, _ = self._tags.of(kind) if kind else ("rdf:Description", "")
        said = [
            self._property(predicate, value, depth)
            for predicate, value in pairs
            if (predicate, value) != (TYPE, kind)
        ]
        tabs = "\t" * (depth + 1)
        return f"{tabs}<{tag}{name}>\n{''.join(said)}{tabs}</{tag}>\n"

    def elements(self, own: str) -> Iterator[str]:
        """Yield the elements, the ontology's first."""
        about = self._about
        for subject in (own, *sorted(about.keys() - {own})) if own else sorted(about):
            yield self._element(subject, about[subject])
        # What is too deep is found on the way.
        for label in self._apart:
            name = f' rdf:nodeID="{label[2:]}"' if self._mentions[label] else ""
            yield self._node(label, 0, name)

    def _element(self, subject: str, said: _About) -> str:
        tag = "rdf:Description"
        if said.kinds:
            kind, *others = sorted({*said.kinds})
            tag, _ = self._tags.of(kind)
            said.properties += [self._pair(TYPE, each) for each in others]
        name, lines = self._name(subject), said.properties
        if len(lines) > 1:
            lines = sorted({*lines})
        behind = "".join(sorted({*said.axioms})) if said.axioms else ""
        if not lines:
            return f"\t<{tag}{name}/>\n{behind}"
        return f"\t<{tag}{name}>\n{''.join(lines)}\t</{tag}>\n{behind}"

    def _resource(self, term: str) -> str:
        found = self._resources.get(term)
        if found is None:
            if term[0] == "<":
                found = f' rdf:resource="{escaped(term[1:-1])}"'
            elif _LABEL.match(term):
                found = f' rdf:nodeID="{term[2:]}"'
            else:
                raise NotUsual
            self._resources[term] = found
        return found

    def _pair(self, predicate: str, value: str) -> str:
        """Return the element of a property whose value is a name or a text."""
        opening, closing = self._tags.of(predicate)
        if value[0] != '"':
            return f"\t\t<{opening}{self._resources.get(value) or self._resource(value)}/>\n"
        kind = ""
        if value[-1] == '"':
            text = value[1:-1]
        elif value[-1] == ">":
            text, _, datatype = value[1:].rpartition('"^^')
            self._datatypes.add(datatype)
            kind = f' rdf:datatype="{escaped(datatype[1:-1])}"'
        else:
            text, _, language = value[1:].rpartition('"@')
            if "--" in language:
                raise NotUsual
            self._languages.add(language)
            kind = f' xml:lang="{language}"'
        if "\\" in text:
            text = _ESCAPE.sub(unescaped, text)
        if "&" in text or "<" in text or ">" in text or "\r" in text:
            text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            text = text.replace("\r", "&#13;")
        return f"\t\t<{opening}{kind}>{text}</{closing}>\n"


def _require(make: Callable[[str], object], text: str, what: str) -> None:
    try:
        make(text)
    except ValueError as error:
        raise InputError(f"RDF/XML cannot be written: {what} ({error}); correct it.") from error


def _is_some(node: Node) -> bool:
    return (
        node[0] == "ObjectSomeValuesFrom"
        and len(node) == 3
        and all(isinstance(part, str) and part[0] == "<" for part in node[1:])
    )


def _refuse(ontology: Ontology) -> None:
    for statement in (*ontology.header, *ontology.axioms):
        for term in _leaves(statement):
            if character := foreign(_ESCAPE.sub(unescaped, term)):
                raise ForeignCharacter(character, " ".join(map(str, operands(statement)[:-1])))


def _leaves(node: Node) -> Iterable[str]:
    if isinstance(node, str):
        yield node
        return
    for part in node[1:]:
        yield from _leaves(part)
