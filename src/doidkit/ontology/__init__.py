"""An ontology: RDF in a store, its terms, names and hierarchy."""

import re
import warnings
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from doidkit import frames, prefixes, views
from doidkit.data import Data
from doidkit.errors import (
    AmbiguousTermError,
    DoidkitNote,
    EngineError,
    InputError,
    UnknownTermError,
)
from doidkit.ontology.hierarchy import Hierarchy
from doidkit.ontology.identifiers import ALTERNATIVE, bearers, current
from doidkit.ontology.lookup import Lookup
from doidkit.ontology.names import Names, synonyms
from doidkit.ontology.nearby import Nearby
from doidkit.ontology.record import Branch, Match, Synonym, Term, TermRef
from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.source import Source

if TYPE_CHECKING:
    from owlready2 import World
    from pyoxigraph import Store
    from rdflib import Graph

    from doidkit.ontology.ancestry import Ancestry

__all__ = ["Branch", "Match", "Ontology", "Synonym", "Term", "TermRef", "load"]

_DEFINITIONS = tuple(map(prefixes.expand, ("IAO:0000115", "skos:definition")))
_XREF = prefixes.expand("oboInOwl:hasDbXref")
_DEPRECATED = prefixes.expand("owl:deprecated")
_HEADER = """
SELECT ?ontology (MIN(STR(?named)) AS ?title) (MIN(STR(?at)) AS ?version) {
  ?ontology a owl:Ontology FILTER(ISIRI(?ontology))
  OPTIONAL { ?ontology dcterms:title|dc:title|rdfs:label ?named }
  OPTIONAL { ?ontology owl:versionIRI|owl:versionInfo ?at }
} GROUP BY ?ontology ORDER BY ?ontology
"""
_IDENTIFIER = re.compile(r"[\w.-]+:\S+")
_SIZE = "SELECT (COUNT(*) AS ?size) { ?s ?p ?o }"
_SAID = "ASK { ?s $predicate ?o }"
_DESCRIBED = "ASK { $term ?p ?o }"
_KNOWN = "ASK { { $term ?p ?o } UNION { ?s ?q $term } }"
_PLACES = "{ $term ?p ?o } UNION { ?s ?q $term } UNION { ?x $term ?y }"
_GRAPHS = f"{{ GRAPH ?g {{ {_PLACES} }} }} UNION {{ GRAPH $term {{ ?a ?b ?c }} }}"
_MENTIONED = f"ASK {{ {_PLACES} UNION {_GRAPHS} }}"


class Ontology:
    """RDF from any source, with its terms, hierarchy and search.

    ``source`` answers SPARQL, ``names`` knows labels and synonyms, ``hierarchy`` the
    superclasses. Names and hierarchy are read once: load again after changing the store.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self._near: dict[str, Nearby] = {}

    @cached_property
    def names(self) -> Names:
        """Labels and synonyms."""
        return Names(self._lookup)

    @cached_property
    def hierarchy(self) -> Hierarchy:
        """Superclasses and subclasses."""
        return Hierarchy(self.near, self.names, self._lookup)

    @cached_property
    def ancestry(self) -> "Ancestry":
        """What is above each current class, of all at once."""
        from doidkit.ontology.ancestry import Ancestry

        return Ancestry.of(self.source)

    @cached_property
    def _lookup(self) -> Lookup:
        from doidkit.ontology.kept import lookup  # with its database, seldom needed

        return lookup(self.source)

    @cached_property
    def graph(self) -> "Graph":
        """The same store as an rdflib Graph, for scripts; changes show in both.

        From then on queries see numbers by value, as a store keeps them.
        """
        from doidkit.ontology.rdflibgraph import graph_over

        if isinstance(self.source, StoreSource) and not self.source.graphs:
            return graph_over(self.source.writable())
        return graph_over(self.store)

    @cached_property
    def world(self) -> "World":
        """The same statements in a new world of owlready2, for scripts; changes stay in it.

        It is in memory, and owlready2's default world is left alone. What of an ontology's
        imports is in the data is in the world, too; owlready2 fetches nothing.
        """
        from doidkit.ontology.owlreadyworld import world_of

        return world_of(self.source)

    @property
    def store(self) -> "Store":
        """The embedded store; EngineError where the data is behind an endpoint."""
        if isinstance(self.source, StoreSource):
            return self.source.alone().store
        raise EngineError(
            "This needs the data itself, which an endpoint does not give; load it from files."
        )

    def __repr__(self) -> str:
        return f"<Ontology: {self._size()}>"

    def _repr_html_(self) -> str:
        said = self.source.select(_HEADER)
        rows = [
            [
                views.Cell(frames.plain(term) or "", term.value if place == 0 else "")
                for place, term in enumerate(row)
                if isinstance(term, NamedNode | Literal)
            ]
            for row in said
        ]
        return views.table(f"Ontology: {self._size()}", said.variables, rows, len(rows))

    def _size(self) -> str:
        if isinstance(self.source, StoreSource):
            return views.counted(len(self), "statement")
        return "behind an endpoint"

    def __len__(self) -> int:
        if isinstance(self.source, StoreSource) and not self.source.graphs:
            return len(self.source.store)
        ((count,),) = self.source.select(_SIZE)
        assert isinstance(count, Literal)
        return int(count.value)

    def find(self, text: str) -> str:
        """Return the IRI that a name means; case is ignored.

        A CURIE or IRI that the data say something of, a label, an exact synonym, an identifier
        of an OBO file whose prefix only that file has (``MYONT:1``), an alternative id, a
        mapped term or a cross-reference (``MESH:D003924``), the first of these that there is.
        Raises UnknownTermError with the nearest labels, AmbiguousTermError where it means several
        terms alike.
        """
        text = text.strip()
        bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
        iri = prefixes.expand(bare) if prefixes.is_curie(bare) else bare
        iri = iri if prefixes.is_iri(iri) else ""
        if iri and self._knows(iri, _DESCRIBED):
            return iri
        if named := self.names.exactly(text):
            return self._only(text, named)
        own = prefixes.purl(text) or ""
        if own and self._knows(own, _DESCRIBED):
            return own
        predicate, having = bearers(self.source, bare)
        if having:
            found = self._only(text, having)
            if predicate == ALTERNATIVE:
                _remark(f"{text} is an alternative id of {self.names.ref(found)}, which has it now")
            return found
        for each in filter(None, (iri, own)):
            if self._knows(each, _KNOWN):
                return each
        raise UnknownTermError(text, self.names.near(text))

    def _only(self, text: str, iris: tuple[str, ...]) -> str:
        """Return the only one of some terms that is meant, obsolete ones left out."""
        found = current(self.source, iris)
        if len(found) > 1:
            raise AmbiguousTermError(text, [*map(str, self.names.refs(found))])
        return found[0]

    def __getitem__(self, name: str | TermRef) -> Term:
        """Return the term that ``find`` finds by a name, or that was named by another term."""
        if isinstance(name, TermRef):
            return self.term(name.iri)
        if not isinstance(name, str):  # as when somebody iterates over an ontology
            raise TypeError("A term is named by its CURIE, IRI or label; search() lists terms.")
        return self.term(name)

    def __contains__(self, name: object) -> bool:
        """Return whether ``find`` finds a name."""
        try:
            return isinstance(name, str) and bool(self.find(name))
        except AmbiguousTermError:
            return True
        except UnknownTermError:
            return False

    def mentions(self, iri: str) -> bool:
        """Return whether any statement, of any graph, has an IRI in it, or a graph is named so."""
        return self.source.ask(_MENTIONED, bindings={"term": NamedNode(iri)})

    def term(self, text: str) -> Term:
        """Return the record of the term that ``find`` finds."""
        iri = self.find(text)
        near = self.near(iri)
        said: dict[str, list[str]] = {}
        for triple in near.matching(NamedNode(iri)):
            if isinstance(triple.object, NamedNode | Literal):
                said.setdefault(triple.predicate.value, []).append(triple.object.value)
        named = self.names.ref(iri)
        definitions = (text for each in _DEFINITIONS for text in said.get(each, ()))
        return Term(
            iri=iri,
            curie=named.curie,
            label=named.label,
            definition=min(definitions, default=None),
            synonyms=synonyms(near, iri),
            xrefs=tuple(sorted({*said.get(_XREF, ())})),
            parents=self.hierarchy.parents(iri),
            children=self.hierarchy.children(iri),
            obsolete="true" in said.get(_DEPRECATED, ()),
            hierarchy=self.hierarchy,
        )

    def near(self, iri: str) -> Nearby:
        """Return the triples around a term; those of an endpoint are fetched once."""
        if isinstance(self.source, StoreSource):
            return Nearby(self.source)
        from doidkit.ontology.fetched import fetched  # of an endpoint only

        if iri not in self._near:
            self._near = {iri: fetched(self.source, [NamedNode(iri)], users=True)}
        return self._near[iri]

    def says(self, predicate: str) -> bool:
        """Return whether any statement has this predicate, an IRI."""
        if isinstance(self.source, StoreSource):
            return any(Nearby(self.source).matching(None, NamedNode(predicate)))
        return self.source.ask(_SAID, bindings={"predicate": NamedNode(predicate)})

    def search(
        self, text: str, *, limit: int | None = None, under: str | None = None
    ) -> tuple[Match, ...]:
        """Return the terms whose labels or synonyms match, best first, as ``Names.search``.

        Those that have the text as an identifier, as ``find`` knows it, come before. ``limit`` is
        the most that is returned; with ``under`` it is only that term, as ``find`` finds it, and
        what is below it. British and American spellings are one.
        """
        among = None
        if under is not None:
            root = self.find(under)
            edges = self._lookup.edges(root, up=False)
            among = {root, *(child for child, _ in edges)}
        named = self._identified(text.strip(), among)
        known = {each.term.iri for each in named}
        found = self.names.search(text, limit=limit, among=among)
        return (*named, *(each for each in found if each.term.iri not in known))[:limit]

    def _identified(self, text: str, among: set[str] | None) -> tuple[Match, ...]:
        """Return the terms that have an identifier: as their own, an old one, a reference."""
        bare = text.removeprefix("<").removesuffix(">")
        if not _IDENTIFIER.fullmatch(bare):
            return ()
        own = prefixes.expand(bare) if prefixes.is_curie(bare) else bare
        found = self._lookup.terms((own,)) if prefixes.is_iri(own) else set()
        if not any(self.names.ref(iri).label for iri in found):  # nothing, or one that was merged
            having = current(self.source, bearers(self.source, bare)[1])
            found = self._lookup.terms(having) or found
        wanted = sorted(found if among is None else found & among)
        return tuple(Match(ref, bare, "identifier", "exact") for ref in self.names.refs(wanted))

    def tree(self, text: str, *, up: bool = False, depth: int | None = None) -> Branch:
        """Return the descendants of the term that ``find`` finds, or its ancestors.

        ``depth`` is how many levels below, or above, it are shown; ``hierarchy.DEEPEST`` at most.
        """
        iri = self.find(text)
        grow = self.hierarchy.up if up else self.hierarchy.down
        return grow(iri, depth)

    def _knows(self, iri: str, query: str) -> bool:
        if not isinstance(self.source, StoreSource):
            return self.source.ask(query, bindings={"term": NamedNode(iri)})
        near, node = Nearby(self.source), NamedNode(iri)
        if any(near.matching(node)):
            return True
        return query == _KNOWN and any(near.matching(None, None, node))


def _remark(sentence: str) -> None:
    warnings.warn(sentence, DoidkitNote, stacklevel=3)


def load(
    *paths: Data | str | Path, store: str | Path | None = None, cache: bool = False
) -> Ontology:
    """Return an ontology from files, an on-disk store or a Data; the bundled one if none is named.

    The bundled one is every .ttl under ontology/, its import slices included, and the SSSOM
    mappings as RDF. SSSOM tables may be named too. ``store`` is a folder that
    ``doidkit load`` made. With ``cache`` large files are indexed once, and later opened from
    the index; like an on-disk store they are then only to be read. Raises SyntaxFault with
    line and column, InputError for a missing file, unknown format or a folder without a store.
    """
    given = [path for path in paths if isinstance(path, Data)]
    if not given:
        named = [path for path in paths if not isinstance(path, Data)]
        return Ontology(Data(named, store=store, cache=cache).source())
    if len(paths) > 1:
        raise InputError("A Data is loaded alone; name its files in it.")
    return Ontology(Data.of(given[0], store=store).source())
