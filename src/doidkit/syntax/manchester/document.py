"""Axioms as a document in Manchester syntax: sorted, a frame a term.

Source: OWL 2 Manchester Syntax (W3C Note), section 2. General inclusions have frames of
expressions, as OWLAPI writes them. What no frame can say (annotations of what is no term, axioms
about inverse properties, data restrictions on several properties) is left out, and told by who
reads the document back.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from doidkit.prefixes import NO_PREFIXES, Prefixes
from doidkit.syntax.manchester.frames import CHARACTERISTICS, KINDS, MISC, SECTIONS, sections
from doidkit.syntax.manchester.rules import VARIABLE
from doidkit.syntax.manchester.vocabulary import kinds_of
from doidkit.syntax.manchester.writer import expression
from doidkit.syntax.ofn.writer import Writer, notes, operands
from doidkit.syntax.owl.axioms import BUILT_IN
from doidkit.syntax.owl.expressions import Call, Node, owl
from doidkit.syntax.owl.ontology import Ontology
from doidkit.syntax.owl.operands import used

_FRAME_OF = {letter: frame for frame, (letter, _) in KINDS.items()}
_FRAME_OF_ENTITY = {entity: frame for frame, (_, entity) in KINDS.items()}
_SECTION_OF = {
    row.axiom: key
    for key, row in reversed(SECTIONS.items())
    if key[1] not in ("Individuals", "Inverses", "SubPropertyChain") and "Super" not in key[1]
}
_SYMMETRIC = frozenset(name for names in MISC.values() for name in names) | {
    "InverseObjectProperties"
}
_MISC_OF = {name: frame for frame, names in MISC.items() for name in names}
_BETWEEN = {"SameIndividualAtom": "SameAs", "DifferentIndividualsAtom": "DifferentFrom"}
_BUILT_IN = BUILT_IN | {owl("Thing"), owl("Nothing")}
_LOCAL = re.compile(r"\w[\w.-]*")
_PAD = "    "
_Subject = tuple[str, str]
"""A frame and whom it is about, as it is written."""


class _Unsayable(ValueError):
    """What Manchester syntax has no words for."""


def write(ontology: Ontology, declared: Mapping[str, str] = NO_PREFIXES) -> bytes:
    """Return an ontology in Manchester syntax, with the prefixes in use.

    They are the well-known ones, then those of ``declared``. Equal ontologies give equal bytes.
    """
    document = _Document(Writer(Prefixes(declared)))
    header = document.header(ontology.header)
    body = document.body(sorted(ontology.axioms, key=str))
    prefixes = document.writer.prefixes.namespace_of
    names = sorted(document.writer.used, key=lambda each: (each.lower(), each))
    said = [f"Prefix: {name}: <{prefixes[name]}>" for name in names]
    return "\n".join([*said, "", *header, *body, ""]).encode()


class _Document:
    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self._frames: dict[_Subject, dict[str, list[str]]] = {}
        self._declared: dict[_Subject, str] = {}
        self._whole: list[str] = []
        self._header: list[Call] = []
        self._kinds: dict[str, list[str]] = {}

    def header(self, said: Sequence[Call]) -> list[str]:
        self._header = [node for node in said if node[0] == "Annotation"]
        own = next((node[1:] for node in said if node[0] == "Ontology"), ())
        lines = [" ".join(["Ontology:", *own])]
        lines += [f"{_PAD}Import: {node[1]}" for node in said if node[0] == "Import"]
        annotations = [self._note(node) for node in self._header]
        return [*lines, *_section("Annotations", annotations), ""]

    def body(self, axioms: list[Call]) -> list[str]:
        self._learn(axioms)
        for axiom in axioms:
            try:
                self._add(axiom)
            except _Unsayable:
                continue
        lines: list[str] = []
        for frame, subject in sorted(self._frames, key=_place):
            said = self._frames[frame, subject]
            lines.append(f"{frame}: {self._declared.get((frame, subject), '')}{subject}")
            for section in sections(frame):
                lines += _section(section, said.get(section, []))
            lines.append("")
        return [*lines, *self._whole]

    def _learn(self, axioms: list[Call]) -> None:
        """Note what each name is, and frame it: readers need to know of all that they meet."""
        for axiom in axioms:
            if axiom[0] == "Declaration":
                kind, term = operands(axiom)[0]
                frame = _FRAME_OF_ENTITY[kind]
                self._kinds.setdefault(term, []).append(frame)
                prelude = self._notes(axiom)
                subject = (frame, self._name(term))
                self._frames.setdefault(subject, {})
                if prelude:  # before the name, as OWLAPI has it
                    self._declared[subject] = prelude
        for axiom in (*axioms, *self._header):
            for letter, term in (*used(axiom), *_annotating(axiom)):
                if letter not in _FRAME_OF or term in _BUILT_IN or kinds_of(term, {}):
                    continue
                known = self._kinds.setdefault(term, [])
                if _FRAME_OF[letter] not in known:
                    known.append(_FRAME_OF[letter])
                    self._frames.setdefault((_FRAME_OF[letter], self._name(term)), {})

    # axioms

    def _add(self, axiom: Call) -> None:
        name, parts = str(axiom[0]), operands(axiom)
        if name == "Declaration":
            return
        if name == "DLSafeRule":
            self._rule(axiom)
        elif name == "AnnotationAssertion":
            self._annotation(axiom)
        elif name.endswith("PropertyAssertion"):
            relation, subject, value = parts
            negative = "not " if name.startswith("Negative") else ""
            told = f"{negative}{self._text(relation)} {self._text(value)}"
            self._say("Individual", subject, "Facts", axiom, told)
        elif name in ("DisjointUnion", "HasKey"):
            rest = parts[1:] if name == "DisjointUnion" else [p for g in parts[1:] for p in g[1:]]
            section = "DisjointUnionOf" if name == "DisjointUnion" else name
            self._alone(parts[0], section, axiom, ", ".join(map(self._text, rest)))
        elif found := _characteristic(name):
            frame, word = found
            self._say(frame, parts[0], "Characteristics", axiom, word)
        else:
            self._related(name, parts, axiom)

    def _related(self, name: str, parts: Call, axiom: Call) -> None:
        """Add an axiom that relates its operands: in the frame of one, or in one of its own."""
        frame, section = _SECTION_OF.get(name, ("", ""))
        if not frame:
            raise _Unsayable(name)
        subject, *rest = parts
        if name in _SYMMETRIC:
            named = [part for part in parts if isinstance(part, str)]
            if name in _MISC_OF and (len(parts) > 2 or not named):
                members = ", ".join(map(self._text, parts))
                self._whole.append(f"{_MISC_OF[name]}: {self._notes(axiom)}{members}\n")
                return
            subject = named[0] if named else subject
            rest = list(parts)
            rest.remove(subject)
        elif name == "ClassAssertion":
            subject, rest = parts[1], [parts[0]]
        elif name == "SubObjectPropertyOf" and _is_chain(subject):
            section, subject, rest = "SubPropertyChain", parts[1], [subject]
        write = self._whole_iri if SECTIONS[frame, section].item == "." else self._text
        told = write(rest[0])
        self._say(frame, subject, section, axiom, told)

    def _say(self, frame: str, subject: Node, section: str, axiom: Call, told: str) -> None:
        if frame != "Class" and isinstance(subject, tuple):
            raise _Unsayable("no reader takes a frame of an inverse property")
        said = self._frames.setdefault((frame, self._text(subject)), {})
        said.setdefault(section, []).append(self._notes(axiom) + told)

    def _alone(self, subject: Node, section: str, axiom: Call, told: str) -> None:
        """Add a section that is one axiom, as a frame: OWLAPI reads it behind no other section."""
        items = _section(section, [self._notes(axiom) + told])
        self._whole.append("\n".join([f"Class: {self._text(subject)}", *items, ""]))

    def _annotation(self, axiom: Call) -> None:
        predicate, subject, value = operands(axiom)
        if subject[:1] == "<":
            frames = sorted(self._kinds.get(subject, ()), key=list(KINDS).index)
            frame = frames[0] if frames else ""
        else:
            frame = "Individual"
        if not frame:
            raise _Unsayable("it annotates what is no term of the ontology")
        told = f"{self._name(predicate)} {self._whole_iri(value)}"
        self._say(frame, subject, "Annotations", axiom, told)

    # texts

    def _text(self, node: Node) -> str:
        if isinstance(node, tuple) and not _is_sayable(node):
            raise _Unsayable(node[0])
        return expression(node, self._name)

    def _name(self, term: str) -> str:
        return self.writer.literal(term) if term[:1] == '"' else self.writer.name(term)

    def _notes(self, axiom: Call) -> str:
        found = notes(axiom)
        return f"Annotations: {', '.join(map(self._note, found))} " if found else ""

    def _note(self, note: Call) -> str:
        predicate, value = operands(note)
        return f"{self._notes(note)}{self._name(predicate)} {self._whole_iri(value)}"

    def _whole_iri(self, term: str) -> str:
        """Return an IRI as it is: OWLAPI reads no short one where any IRI or value may stand."""
        return self.writer.literal(term) if term[:1] == '"' else term

    def _rule(self, axiom: Call) -> None:
        body, head = (", ".join(self._atom(atom) for atom in part[1:]) for part in operands(axiom))
        told = " ".join(filter(None, (body, "->", head)))
        self._whole.append(f"Rule: {self._notes(axiom)}{told}\n")

    def _atom(self, atom: Call) -> str:
        name, *parts = atom
        predicate = _BETWEEN.get(name, "")
        if not predicate:
            first = parts.pop(0)
            plain = self._text(first)
            predicate = plain if isinstance(first, str) else f"({plain})"
        return f"{predicate}({', '.join(map(self._argument, parts))})"

    def _argument(self, node: Node) -> str:
        if isinstance(node, str):
            return self._text(node)
        local = str(node[1])[1:-1].removeprefix(VARIABLE)
        return f"?{local}" if _LOCAL.fullmatch(local) else f"?{node[1]}"


def _section(name: str, items: list[str]) -> list[str]:
    """Return the lines of a section, none if nothing is said in it."""
    if not items:
        return []
    lines = [f"{_PAD * 2}{item}" for item in items]
    return [f"{_PAD}{name}:", *(f"{line}," for line in lines[:-1]), lines[-1]]


def _place(subject: _Subject) -> tuple[int, str]:
    return list(KINDS).index(subject[0]), subject[1]


def _characteristic(name: str) -> tuple[str, str] | None:
    for frame in ("ObjectProperty", "DataProperty"):
        word = name.removesuffix(frame)
        if word != name and word in CHARACTERISTICS:
            return frame, word
    return None


def _annotating(node: Call) -> Iterator[tuple[str, str]]:
    """Yield the kind and name of each property in an annotation, or in those of an axiom."""
    if node[0] == "Annotation":
        yield "A", operands(node)[0]
    for note in notes(node):
        yield from _annotating(note)


def _is_chain(node: Node) -> bool:
    return isinstance(node, tuple) and node[0] == "ObjectPropertyChain"


def _is_sayable(node: Call) -> bool:
    name, *parts = node
    if name in ("DataSomeValuesFrom", "DataAllValuesFrom") and len(parts) > 2:
        return False
    return all(_is_sayable(part) for part in parts if isinstance(part, tuple))
