"""Whether a changed file says what it said, but for the values that were to change."""

import tempfile
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from doidkit.errors import DoidkitError
from doidkit.model import RdfTerm
from doidkit.sourcemap import SourceFile
from doidkit.syntax.iris import based
from doidkit.syntax.reading import quads
from doidkit.terms import OWL_ANNOTATED_PROPERTY, OWL_ANNOTATED_SOURCE, OWL_ANNOTATED_TARGET

Triple = tuple[RdfTerm, RdfTerm, RdfTerm]
Changes = Mapping[Triple, Literal | NamedNode]
"""The new object of each triple that changes."""

_ABOUT = (NamedNode(OWL_ANNOTATED_SOURCE), NamedNode(OWL_ANNOTATED_PROPERTY))
_TARGET = NamedNode(OWL_ANNOTATED_TARGET)


def changes_only(source: SourceFile, after: bytes, changes: Changes) -> bool:
    """Return whether a file's text after an edit says the same with these changes, no more.

    An annotated axiom repeats what it is about, so that changes with it.
    """
    name = source.path.name
    with tempfile.TemporaryDirectory() as folder, based(source.path):
        old, new = Path(folder) / f"old-{name}", Path(folder) / f"new-{name}"
        old.write_bytes(source.text.data)
        new.write_bytes(after)
        try:
            return _Comparison(changes).holds(
                quads(old, format=source.format), quads(new, format=source.format)
            )
        except DoidkitError:
            return False


class _Comparison:
    """Goes through both readings side by side: an edit moves no statement."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._seen: set[Triple] = set()
        self._nodes: dict[BlankNode, BlankNode] = {}
        self._taken: dict[BlankNode, BlankNode] = {}
        self._about: dict[RdfTerm, dict[RdfTerm, RdfTerm]] = {}
        self._targets: list[tuple[RdfTerm, RdfTerm, RdfTerm]] = []

    def holds(self, old: Iterable[Quad], new: Iterable[Quad]) -> bool:
        """Return whether all that differs are the changes, and each was made."""
        return (
            all(a and b and self._quad(a, b) for a, b in zip_longest(old, new))
            and all(self._target(*target) for target in self._targets)
            and self._seen == self._changes.keys()
        )

    def _quad(self, old: Quad, new: Quad) -> bool:
        if old.predicate != new.predicate or old.graph_name != new.graph_name:
            return False
        if not self._same(old.subject, new.subject):
            return False
        triple = (old.subject, old.predicate, old.object)
        if triple in self._changes:
            self._seen.add(triple)
            return bool(new.object == self._changes[triple])
        if old.predicate == _TARGET:
            self._targets.append((old.subject, old.object, new.object))
            return True
        if old.predicate in _ABOUT:
            self._about.setdefault(old.subject, {})[old.predicate] = old.object
        return self._same(old.object, new.object)

    def _target(self, axiom: RdfTerm, old: RdfTerm, new: RdfTerm) -> bool:
        about = self._about.get(axiom, {})
        source, predicate = map(about.get, _ABOUT)
        expected = self._changes.get((source, predicate, old)) if source and predicate else None
        return bool(new == expected) if expected is not None else self._same(old, new)

    def _same(self, old: RdfTerm, new: RdfTerm) -> bool:
        """Return whether two terms are one; blank nodes are if they always meet."""
        if not isinstance(old, BlankNode) or not isinstance(new, BlankNode):
            return bool(old == new)
        return self._nodes.setdefault(old, new) == new and self._taken.setdefault(new, old) == old
