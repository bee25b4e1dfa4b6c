"""What an OBO text shows and its triples do not: signs of mistakes that reading takes away."""

import re
from collections import Counter
from collections.abc import Iterator

from doidkit.syntax.frames import Sign
from doidkit.syntax.obo.names import Names
from doidkit.syntax.obo.reader import Clause, Document, Frame

_SCOPES = ("EXACT", "BROAD", "NARROW", "RELATED")
_FREE_TEXT = ("name", "comment", "created_by", "namespace", "def", "synonym", "xref")
_INDENTED = re.compile(r"[\w-]+:(?:\s{2}|\t)")


def signs(document: Document, lines: list[str]) -> Iterator[Sign]:
    """Yield the signs in the stanzas of a document, ``lines`` being its lines.

    Raises SyntaxFault as the document does.
    """
    spaces = {c.values[0]: c.values[1] for c in document.header if c.tag == "idspace"}
    ontology = next((c.values[0] for c in document.header if c.tag == "ontology"), "")
    names = Names(ontology, spaces, {})
    # A type that the header defines may stand without a scope, as OBO 1.0 had it.
    types = {c.values[0] for c in document.header if c.tag == "synonymtypedef"}
    for frame in document.frames():
        iri = names.iri(frame.id)
        yield from (
            Sign(kind, iri, _property(clause, names), said, clause.line, lines[clause.line - 1])
            for kind, clause, said in _found(frame, lines, types)
        )


def _property(clause: Clause, names: Names) -> str:
    """Return the property that a clause becomes, which for a synonym is its scope's."""
    if clause.tag == "synonym":
        return names.tag(clause.values[1] if len(clause.values) > 1 else "RELATED")
    return names.tag(clause.tag)


def _found(frame: Frame, lines: list[str], types: set[str]) -> Iterator[tuple[str, Clause, str]]:
    counted: Counter[tuple[object, ...]] = Counter()
    for clause in frame.clauses:
        line = lines[clause.line - 1].rstrip("\r")
        if clause.tag in _FREE_TEXT and line != line.rstrip():
            yield "obo:trailing-space", clause, line.partition(":")[2].lstrip(" ")
        if clause.tag in _FREE_TEXT and _INDENTED.match(line):
            yield "obo:leading-space", clause, line.partition(":")[2].removeprefix(" ")
        if clause.tag == "synonym" and len(clause.values) > 1:
            scope = clause.values[1]
            if scope not in (*_SCOPES, *types):
                yield "obo:unknown-scope", clause, scope
        counted[clause._replace(line=0)] += 1
        if counted[clause._replace(line=0)] == 2:
            yield "obo:repeated-clause", clause, line.strip()
