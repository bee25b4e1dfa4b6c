"""Axioms as a document of OWL's own syntaxes states them, most of them without a way through RDF.

Declarations, annotations and links between names are nearly all of an ontology, and are taken as
they stand. All else is made RDF and read back (``from_rdf``), so that there is one form of it,
whatever syntax it came from.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import RdfFormat, parse

from doidkit.syntax.depth import deep
from doidkit.syntax.owl.axioms import Axioms
from doidkit.syntax.owl.expressions import Call, Node, Statement
from doidkit.syntax.owl.from_rdf import axioms
from doidkit.syntax.owl.to_rdf import ENTITIES, add

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NAMED = {"\t": "\\t", "\b": "\\b", "\f": "\\f"}
_HEADER = ("Ontology", "Import", "Annotation")


@deep()
def ontology(statements: Iterable[Statement], path: Path | str) -> tuple[list[Call], set[Call]]:
    """Return the header and the axioms; SyntaxFault with the place of what is no axiom.

    They are what ``from_rdf.axioms`` would give of the document's RDF, without the declarations
    that RDF needs and the document has not.
    """
    found: set[Call] = set()
    rest, own, declared = Axioms(), "", set[Node]()
    for node, line, column in statements:
        simple = None if node[0] in _HEADER else _simple(node)
        if simple is not None:
            found.add(simple)
        if simple is None or node[0] == "Declaration":
            own = add(rest, node, (path, line, column), own)
        if node[0] == "Declaration":
            declared.add(node[-1])
    rest.declare_used()
    lines = "".join(rest.lines).encode()
    other = axioms(parse(lines, RdfFormat.N_TRIPLES))
    found.update(
        axiom for axiom in other.axioms if axiom[0] != "Declaration" or axiom[-1] in declared
    )
    return other.header, found


def _simple(node: Call) -> Call | None:
    """Return an axiom in its one form if that is how it stands, else None."""
    name, *parts = node
    notes: list[Call] = []
    while parts and isinstance(parts[0], tuple) and parts[0][0] == "Annotation":
        note = parts.pop(0)
        if len(note) != 3 or not (_is_name(note[1]) and _is_plain(note[2])):
            return None
        notes.append(("Annotation", note[1], _literal(note[2])))
    if len(notes) > 1:
        notes = sorted(dict.fromkeys(notes), key=str)
    if name == "AnnotationAssertion" and len(parts) == 3:
        if _is_name(parts[0]) and _is_name(parts[1]) and _is_plain(parts[2]):
            return (name, *notes, parts[0], parts[1], _literal(parts[2]))
    elif name == "SubClassOf" and len(parts) == 2:
        if _is_name(parts[0]) and _is_name(parts[1]):
            return (name, *notes, *parts)
    elif name == "Declaration" and len(parts) == 1:
        (entity,) = parts
        if len(entity) == 2 and entity[0] in ENTITIES and _is_name(entity[1]):
            return (name, *notes, entity)
    return None


def _is_name(node: Node) -> bool:
    return isinstance(node, str) and node[:1] == "<"


def _is_plain(node: Node) -> bool:
    return isinstance(node, str) and node[:1] in ('"', "<")


def _literal(term: str) -> str:
    """Return a term as pyoxigraph writes it."""
    if term[:1] == "<":
        return term
    if _CONTROL.search(term):
        term = _CONTROL.sub(lambda found: _escape(found[0]), term)
    if term[-1:] not in ('"', ">"):
        text, _, language = term.rpartition("@")
        return f"{text}@{language.lower()}"
    return term


def _escape(character: str) -> str:
    return _NAMED.get(character) or f"\\u{ord(character):04X}"
