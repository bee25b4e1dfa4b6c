"""The Changeset vocabulary, and what a document in it removes and adds.

A list (``schema:ItemList``) says how many change sets there are: Turtle that is cut between two
of them is Turtle still.
"""

from collections.abc import Iterable

import pyoxigraph as ox

from doidkit.comparing.patching import Edit
from doidkit.comparing.pieces import Lines
from doidkit.prefixes import expand
from doidkit.syntax.statements import lines
from doidkit.terms import RDF_TYPE

_CS = "http://purl.org/vocab/changeset/schema#"
CHANGE_SET = ox.NamedNode(_CS + "ChangeSet")
REASON = ox.NamedNode(_CS + "changeReason")
SUBJECT = ox.NamedNode(_CS + "subjectOfChange")
REMOVAL, ADDITION = ox.NamedNode(_CS + "removal"), ox.NamedNode(_CS + "addition")
LIST = ox.NamedNode(expand("schema:ItemList"))
NUMBER = ox.NamedNode(expand("schema:numberOfItems"))
_TYPE = ox.NamedNode(RDF_TYPE)
_PARTS = tuple(expand(f"rdf:{name}") for name in ("subject", "predicate", "object"))


def edit(quads: Iterable[ox.Quad]) -> Edit:
    """Return what change sets say; ValueError or KeyError where something is missing."""
    reified: dict[object, dict[str, object]] = {}
    wanted: dict[object, ox.NamedNode] = {}
    told: list[str] = []
    sets = 0
    for quad in quads:
        sets += quad.predicate == _TYPE and quad.object == CHANGE_SET
        if quad.predicate == NUMBER:
            told.append(quad.object.value if isinstance(quad.object, ox.Literal) else "")
        elif quad.predicate in (REMOVAL, ADDITION):
            wanted[quad.object] = quad.predicate
        elif quad.predicate.value in _PARTS:
            reified.setdefault(quad.subject, {})[quad.predicate.value] = quad.object
    if told != [str(sets)]:
        raise ValueError(f"{sets} change sets, where {' and '.join(told) or 'no number'} is said")
    found: dict[ox.NamedNode, list[ox.Quad]] = {REMOVAL: [], ADDITION: []}
    for node, side in wanted.items():
        subject, predicate, value = (reified[node][part] for part in _PARTS)
        found[side].append(ox.Quad(subject, predicate, value))  # type: ignore[arg-type]
    return Edit(_piece(found[REMOVAL]), _piece(found[ADDITION]))


def _piece(quads: list[ox.Quad]) -> tuple[Lines, ...]:
    """Return statements as one piece: their blank nodes tell what hangs together."""
    told = tuple(line.decode() for line in sorted(set(lines(quads))))
    return (told,) if told else ()
