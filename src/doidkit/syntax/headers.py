"""One ontology document out of several: one header, without imports of what it holds.

Files taken together have a header each, and import one another. OWL tools refuse such a document:
it claims to be many ontologies, and to import parts of itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Quad

from doidkit.prefixes import expand
from doidkit.terms import RDF_TYPE

_TYPE = NamedNode(RDF_TYPE)
_ONTOLOGY = NamedNode(expand("owl:Ontology"))
_IMPORTS = NamedNode(expand("owl:imports"))
_VERSION_IRI = NamedNode(expand("owl:versionIRI"))
# What a licence asks to be kept with its matter, whichever header stays.
_OWED = frozenset(map(NamedNode, map(expand, ("dcterms:rights", "dcterms:bibliographicCitation"))))


@dataclass(frozen=True, slots=True)
class Headers:
    """The header that a merged document keeps, those it drops, and what it imports then."""

    kept: NamedNode
    dropped: frozenset[NamedNode]
    typed: frozenset[NamedNode]
    imports: frozenset[NamedNode]


def headers(quads: Iterable[Quad]) -> Headers | None:
    """Return the headers of quads of the default graph, None where there are not several.

    The header that stays is the first that imports another and is imported by none; without
    one it is the first of all.
    """
    found: dict[NamedNode, None] = {}
    imports: dict[NamedNode, set[NamedNode]] = {}
    versions: set[NamedNode] = set()
    types: dict[NamedNode, set[NamedNode]] = {}
    for subject, predicate, term, graph in quads:
        if not (isinstance(subject, NamedNode) and isinstance(term, NamedNode)):
            continue
        if not isinstance(graph, DefaultGraph):
            continue
        if predicate == _IMPORTS:
            imports.setdefault(subject, set()).add(term)
        elif predicate == _VERSION_IRI:
            versions.add(term)
        elif predicate == _TYPE and term == _ONTOLOGY:
            found[subject] = None
        elif predicate == _TYPE:
            types.setdefault(subject, set()).add(term)
    if len(found) < 2:
        return None
    wanted = set().union(*imports.values()) if imports else set()
    roots = [iri for iri in found if iri not in wanted and imports.get(iri, set()) & found.keys()]
    kept = (roots or list(found))[0]
    dropped = frozenset(found) - {kept}
    return Headers(
        kept=kept,
        dropped=dropped,
        typed=dropped & types.keys(),
        imports=frozenset(wanted - found.keys() - versions),
    )


def merged(quads: Iterable[Quad], of: Headers) -> Iterator[Quad]:
    """Yield quads with the one header; rights and citations of the others are moved to it.

    A dropped header that is something else as well, such as a scheme of concepts, stays as that.
    """
    yield Quad(of.kept, _TYPE, _ONTOLOGY)
    for iri in sorted(of.imports, key=str):
        yield Quad(of.kept, _IMPORTS, iri)
    for quad in quads:
        subject, predicate, term, graph = quad
        if isinstance(graph, DefaultGraph) and isinstance(subject, NamedNode):
            if subject == of.kept and (predicate == _IMPORTS or _declares(quad)):
                continue
            if subject in of.dropped:
                if predicate in _OWED:
                    yield Quad(of.kept, predicate, term)
                if (
                    subject not in of.typed
                    or predicate in (_IMPORTS, _VERSION_IRI)
                    or _declares(quad)
                ):
                    continue
        yield quad


def _declares(quad: Quad) -> bool:
    return quad.predicate == _TYPE and quad.object == _ONTOLOGY
