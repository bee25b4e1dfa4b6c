"""A world of owlready2 with the statements of a source, for people's own scripts.

owlready2's default world and its settings stay as they are: the world is a new one, in memory. Two
kinds of statements are left out, since owlready2 acts on them: ``owl:imports``, which it fetches,
and its own ``python_module``, which it imports.
"""

from collections.abc import Iterable
from io import BytesIO

import owlready2
import pyoxigraph as ox

from doidkit import prefixes
from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.source import Source

_ALL = "CONSTRUCT WHERE { ?s ?p ?o }"
_ACTED_ON = {
    ox.NamedNode(prefixes.expand("owl:imports")),
    ox.NamedNode(
        "http://www.lesfleursdunormal.fr/static/_downloads/owlready_ontology.owl#python_module"
    ),
}
_NAMED = "SELECT ?ontology { ?ontology a owl:Ontology FILTER(ISIRI(?ontology)) } ORDER BY ?ontology"
_NAMELESS = "urn:doidkit:data#"


def world_of(source: Source) -> owlready2.World:
    """Return a world with one ontology in it, that has all statements of the default graph.

    It is called by the first IRI of an ontology among them.
    """
    said = (triple for triple in _triples(source) if triple.predicate not in _ACTED_ON)
    text = ox.serialize(said, format=ox.RdfFormat.N_TRIPLES)
    assert text is not None, "without a file the text is returned"
    named = [iri.value for (iri,) in source.select(_NAMED) if isinstance(iri, ox.NamedNode)]
    world = owlready2.World()
    ontology = world.get_ontology(named[0] if named else _NAMELESS)
    ontology.load(fileobj=BytesIO(text), format="ntriples")
    return world


def _triples(source: Source) -> Iterable[ox.Triple]:
    if isinstance(source, StoreSource) and not source.graphs:
        return (q.triple for q in source.quads() if isinstance(q.graph_name, ox.DefaultGraph))
    return source.construct(_ALL)
