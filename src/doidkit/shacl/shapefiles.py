"""SHACL shapes as triples: which file and which named shape a node belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from doidkit import prefixes
from doidkit.data import Data
from doidkit.errors import CheckError, InputError
from doidkit.model import RdfTerm
from doidkit.prefixes import PREFIXES
from doidkit.syntax.canonical import canonical
from doidkit.syntax.reading import quads
from doidkit.terms import RDF_TYPE

SH = PREFIXES["sh"]
_SHAPE_TYPES = {SH + "NodeShape", SH + "PropertyShape"}
_TARGETS = {SH + f"target{kind}" for kind in ("", "Class", "Node", "SubjectsOf", "ObjectsOf")}
_CLASSES = {PREFIXES["rdfs"] + "Class", PREFIXES["owl"] + "Class"}
# What an engine for SHACL Core and SHACL-SPARQL leaves out in silence, though it changes the
# verdict. SHACL section 2.3 asks for a failure where an entailment regime is not supported.
_UNSUPPORTED = ("js", "entailment")
ADVANCED = frozenset(SH + name for name in ("target", "expression", "rule"))
"""What belongs to SHACL Advanced Features."""


@dataclass(frozen=True)
class Shapes:
    """A shapes graph with canonical blank node labels, and the file of each named node."""

    triples: tuple[ox.Triple, ...]
    files: dict[str, str]
    missing: tuple[str, ...] = ()
    """Remarks on imports that are left out."""

    def owner(self, node: RdfTerm) -> ox.NamedNode | None:
        """Return the node itself if it has a name, else the nearest named node that holds it."""
        level, seen = {node}, {node}
        while level:
            named = sorted(n.value for n in level if isinstance(n, ox.NamedNode))
            if named:
                return ox.NamedNode(named[0])
            level = {holder for n in level for holder in self._holders.get(n, ())} - seen
            seen |= level
        return None

    def id(self, node: RdfTerm) -> str:
        """Return the CURIE or IRI of a shape or of the named shape that holds it."""
        owner = self.owner(node)
        if owner is None:
            return "unnamed shape"
        return prefixes.contract(owner.value) or owner.value

    def title(self, node: RdfTerm) -> str | None:
        """Return the sh:name of a shape or of the named shape that holds it."""
        owner = self.owner(node)
        return self._names.get(node) or (self._names.get(owner) if owner else None)

    def file(self, node: RdfTerm | None) -> str:
        """Return the file that a shape stands in, as far as that is known."""
        owner = None if node is None else self.owner(node)
        if owner and owner.value in self.files:
            return self.files[owner.value]
        known = sorted(set(self.files.values()))
        return known[0] if len(known) == 1 else "The shapes"

    @cached_property
    def _holders(self) -> dict[RdfTerm, set[RdfTerm]]:
        found: dict[RdfTerm, set[RdfTerm]] = {}
        for triple in self.triples:
            if isinstance(triple.object, ox.BlankNode):
                found.setdefault(triple.object, set()).add(triple.subject)
        return found

    @cached_property
    def _names(self) -> dict[RdfTerm, str]:
        found: dict[RdfTerm, str] = {}
        for triple in self.triples:
            if triple.predicate.value == SH + "name" and isinstance(triple.object, ox.Literal):
                english = (triple.object.language or "en").startswith("en")
                if english or triple.subject not in found:
                    found[triple.subject] = triple.object.value
        return found


def read_shapes(given: Data) -> Shapes:
    """Return the shapes of some files as one graph, with what the files import if they say so.

    Raises InputError for a file without SHACL, shapes without any target, unreadable files and
    what is no file, CheckError for blank nodes that are nested too deep, SyntaxFault for
    malformed RDF.
    """
    if not given.local:
        raise InputError(f"{given}: shapes are read from files; name one.")
    paths = given.named
    statements: list[ox.Quad] = []
    files: dict[str, str] = {}
    for path in given.files:
        own = list(quads(path))
        if path in paths and not any(_is_shacl(quad) for quad in own):
            raise InputError(
                f"{path}: holds no SHACL shapes; name a file that has sh: terms in it."
            )
        for quad in own:
            if isinstance(quad.subject, ox.NamedNode):
                files.setdefault(quad.subject.value, str(path))
        statements += own
    triples = (ox.Quad(*quad.triple) for quad in statements)
    missing = tuple(str(each) for each in given.missing if each.iri.rstrip("#") != SH.rstrip("#"))
    shapes = Shapes(tuple(quad.triple for quad in canonical(triples)), files, missing)
    _require_target(shapes, paths)
    return shapes


def _is_shacl(quad: ox.Quad) -> bool:
    return any(
        isinstance(term, ox.NamedNode) and term.value.startswith(SH)
        for term in (quad.predicate, quad.object)
    )


def require_supported(shapes: Shapes) -> None:
    """Raise CheckError for what pySHACL, used for Core and SHACL-SPARQL, would pass over."""
    for triple in shapes.triples:
        name = triple.predicate.value.removeprefix(SH)
        if triple.predicate.value.startswith(SH) and name in _UNSUPPORTED:
            raise CheckError(
                f"{shapes.file(triple.subject)}: {shapes.id(triple.subject)} uses sh:{name}, which "
                "goes beyond SHACL Core and SHACL-SPARQL; say it with sh:sparql."
            )


def _require_target(shapes: Shapes, paths: Sequence[Path]) -> None:
    types: dict[RdfTerm, set[str]] = {}
    for triple in shapes.triples:
        if triple.predicate.value in _TARGETS:
            return
        if triple.predicate.value == RDF_TYPE and isinstance(triple.object, ox.NamedNode):
            types.setdefault(triple.subject, set()).add(triple.object.value)
    if any(found & _SHAPE_TYPES and found & _CLASSES for found in types.values()):
        return
    raise InputError(
        f"{', '.join(map(str, paths))}: no shape has a target, so nothing would be checked; "
        "add sh:targetClass or another target."
    )
