"""The Changeset vocabulary, and what a document in it removes and adds."""

from collections.abc import Iterable

import pyoxigraph as ox

from doidkit.comparing.patching import Edit
from doidkit.comparing.pieces import Lines, lines
from doidkit.prefixes import expand

_CS = "http://purl.org/vocab/changeset/schema#"
CHANGE_SET = ox.NamedNode(_CS + "ChangeSet")
REASON = ox.NamedNode(_CS + "changeReason")
SUBJECT = ox.NamedNode(_CS + "subjectOfChange")
REMOVAL, ADDITION = ox.NamedNode(_CS + "removal"), ox.NamedNode(_CS + "addition")
_PARTS = tuple(expand(f"rdf:{name}") for name in ("subject", "predicate", "object"))


def edit(quads: Iterable[ox.Quad]) -> Edit:
    """Return what change sets say; ValueError or KeyError for a statement that is not whole."""
    reified: dict[object, dict[str, object]] = {}
    wanted: dict[object, ox.NamedNode] = {}
    for quad in quads:
        if quad.predicate in (REMOVAL, ADDITION):
            wanted[quad.object] = quad.predicate
        elif quad.predicate.value in _PARTS:
            reified.setdefault(quad.subject, {})[quad.predicate.value] = quad.object
    found: dict[ox.NamedNode, list[ox.Quad]] = {REMOVAL: [], ADDITION: []}
    for node, side in wanted.items():
        subject, predicate, value = (reified[node][part] for part in _PARTS)
        found[side].append(ox.Quad(subject, predicate, value))  # type: ignore[arg-type]
    return Edit(_piece(found[REMOVAL]), _piece(found[ADDITION]))


def _piece(quads: list[ox.Quad]) -> tuple[Lines, ...]:
    """Return statements as one piece: their blank nodes tell what hangs together."""
    told = tuple(line.decode() for line in sorted(lines(quads)))
    return (told,) if told else ()
