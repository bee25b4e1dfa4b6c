"""Axioms as OWL functional syntax: sorted, one axiom a line."""

import re
from collections.abc import Iterable, Mapping, Sequence

from doidkit.prefixes import NO_PREFIXES, Prefixes
from doidkit.syntax.owl.expressions import Call, Node
from doidkit.syntax.owl.ontology import Ontology

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?\Z")
_ORDER = {
    name: place
    for place, name in enumerate(
        "Declaration EquivalentClasses SubClassOf DisjointUnion DisjointClasses HasKey "
        "SubObjectPropertyOf EquivalentObjectProperties InverseObjectProperties "
        "AnnotationAssertion".split()
    )
}


def write(ontology: Ontology, declared: Mapping[str, str] = NO_PREFIXES) -> bytes:
    """Return an ontology as functional syntax, with the prefixes in use.

    They are the well-known ones, then those of ``declared``. Equal ontologies give equal bytes.
    """
    writer = Writer(Prefixes(declared))
    head = [writer.name(part) for part in _own(ontology.header)]
    rest = [writer.text(node) for node in ontology.header if node[0] != "Ontology"]
    body = [writer.text(node) for node in in_order(ontology.axioms)]
    lines = [*writer.declarations(), "", f"Ontology({' '.join(head)}", *rest, "", *body, ")", ""]
    return "\n".join(lines).encode()


def body(axioms: Iterable[Call]) -> str:
    """Return axioms as the functional syntax of an ontology without a name."""
    writer = Writer(Prefixes(NO_PREFIXES))
    lines = [writer.text(node) for node in in_order(axioms)]
    return "\n".join([*writer.declarations(), "Ontology(", *lines, ")"])


def plain(axioms: Iterable[Call]) -> str:
    """Return the same for a program: full names, in the given order, in half the time."""
    literals = Writer(Prefixes(NO_PREFIXES))

    def text(node: Node) -> str:
        if isinstance(node, tuple):
            return f"{node[0]}({' '.join(map(text, node[1:]))})"
        return literals.literal(node) if node[:1] == '"' else node

    lines = [*map(text, axioms)]
    return "\n".join([*literals.declarations(), "Ontology(", *lines, ")"])


def in_order(axioms: Iterable[Call]) -> list[Call]:
    """Return axioms declarations first, then by subject."""
    return sorted(axioms, key=_place)


def line(node: Node) -> str:
    """Return one axiom as a person would read it."""
    return Writer(Prefixes(NO_PREFIXES)).text(node)


def operands(node: Call) -> Call:
    """Return an axiom's operands without its annotations."""
    return node[_after_notes(node) :]


def notes(node: Call) -> Call:
    """Return an axiom's annotations."""
    return node[1 : _after_notes(node)]


def _after_notes(node: Call) -> int:
    """Return where an axiom's operands begin: its annotations stand first."""
    at = 1
    while at < len(node) and is_note(node[at]):
        at += 1
    return at


def is_note(node: Node) -> bool:
    """Return True for an annotation."""
    return isinstance(node, tuple) and node[0] == "Annotation"


def subject_of(axiom: Call) -> str:
    """Return the entity whose frame an axiom belongs to, "" for none."""
    parts = operands(axiom)
    place = 1 if str(axiom[0]).endswith("Assertion") else 0
    subject = parts[place]
    if axiom[0] == "SubObjectPropertyOf" and isinstance(subject, tuple):
        subject = parts[1]
    if isinstance(subject, tuple) and subject[0] == "ObjectIntersectionOf":
        subject = subject[1]
    return subject if isinstance(subject, str) else ""


def _own(header: Sequence[Call]) -> Call:
    return next((node[1:] for node in header if node[0] == "Ontology"), ())


def _place(node: Call) -> tuple[object, ...]:
    name, parts = str(node[0]), operands(node)
    if name == "Declaration":
        return (0, "", str(parts[0]), "")
    subject = parts[1] if name.endswith("Assertion") and len(parts) > 1 else parts[0]
    return (1, str(subject), _ORDER.get(name, 99), name, str(node))


class Writer:
    """Writes nodes with short names; ``used`` are the prefixes that these have needed so far."""

    def __init__(self, prefixes: Prefixes) -> None:
        self.prefixes = prefixes
        self.used: set[str] = set()
        self._names: dict[str, str] = {}

    def text(self, node: Node) -> str:
        """Return a node as functional syntax."""
        if isinstance(node, tuple):
            return f"{node[0]}({' '.join(self.text(part) for part in node[1:])})"
        if node[:1] == "<":
            return self.name(node)
        if node[:1] == '"':
            return self.literal(node)
        return node

    def declarations(self) -> list[str]:
        """Return the declarations of the prefixes used so far."""
        return [
            f"Prefix({prefix}:=<{self.prefixes.namespace_of[prefix]}>)"
            for prefix in sorted(self.used, key=lambda each: (each.lower(), each))
        ]

    def name(self, term: str) -> str:
        """Return a name, by its prefix if there is one."""
        found = self._names.get(term)
        if found is None:
            found = self._names[term] = self._short(term)
        return found

    def _short(self, term: str) -> str:
        curie = self.prefixes.contract(term[1:-1]) if term[:1] == "<" else None
        if curie:
            prefix, _, local = curie.partition(":")
            if _LOCAL.match(local):
                self.used.add(prefix)
                return curie
        return term

    def literal(self, term: str) -> str:
        """Return a literal."""
        end = term.rindex('"')
        value, suffix = term[1:end], term[end + 1 :]
        value = _ESCAPE.sub(_functional, value)
        if suffix[:2] == "^^":
            suffix = "^^" + self.name(suffix[2:])
        return f'"{value}"{suffix}'


_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def unescaped(match: "re.Match[str]") -> str:
    """Return what an escape of N-Triples stands for."""
    code = match[1]
    if code[0] in "uU" and len(code) > 1:
        return chr(int(code[1:], 16))
    return _PLAIN.get(code, code)


def _functional(match: "re.Match[str]") -> str:
    text = unescaped(match)
    return "\\" + text if text in ('"', "\\") else text


def value(term: str) -> str:
    """Return the text of a literal."""
    return _ESCAPE.sub(unescaped, term[1 : term.rindex('"')])
