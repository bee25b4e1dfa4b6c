"""What an endpoint cannot evaluate: the triples that shapes walk over, fetched into memory.

One query for all of them, whatever the shapes and the data, so that blank nodes stay what they
are.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from itertools import chain

from pyoxigraph import Literal, Quad

from doidkit.errors import EngineError, QueryError
from doidkit.model import RdfTerm
from doidkit.shacl import local
from doidkit.shacl.components.others import HasValue, In
from doidkit.shacl.datagraph import Wanted
from doidkit.shacl.names import Node
from doidkit.shacl.parallel import mapped
from doidkit.shacl.report import Result
from doidkit.shacl.shapes import Shapes, Target
from doidkit.sparql.complete import triples
from doidkit.sparql.source import Source
from doidkit.terms import XSD_STRING


def validate(
    source: Source, shapes: Shapes, nodes: Collection[Node], hierarchy: Iterable[Quad] = ()
) -> list[Result]:
    """Return the results of some targeted shapes, evaluated in memory over fetched triples.

    ``hierarchy`` are triples that hold beside those of the source.

    Raises EngineError for more triples than memory should hold, and for what cannot be read
    completely.
    """
    chosen = shapes.only(nodes)
    originals = _originals(source, chosen)
    quads = (
        Quad(subject, predicate, originals.get(value, value))
        for subject, predicate, value in triples(source, _pattern(local.wanted(chosen)))
    )
    return local.validate(chain(quads, hierarchy), chosen)[0]


def _pattern(wanted: Wanted) -> str:
    if wanted.unless is None:
        listed = " ".join(sorted(map(str, wanted.some)))
        return f"VALUES ?p {{ {listed} }} ?s ?p ?o ."
    left = ", ".join(sorted(map(str, wanted.unless - wanted.some)))
    return "?s ?p ?o ." + (f" FILTER(?p NOT IN ({left}))" if left else "")


def _originals(source: Source, shapes: Shapes) -> dict[RdfTerm, RdfTerm]:
    """Return the literals that shapes name, by what the source makes of them.

    A store may write 007 as 7, in its data as in a query.
    """
    named = sorted(set(_literals(shapes)), key=str)
    return {
        found: term
        for term, found in zip(named, mapped(partial(_kept, source), named), strict=True)
        if found != term
    }


def _kept(source: Source, term: Literal) -> RdfTerm:
    try:
        rows = list(source.rows(f"SELECT ?x {{ VALUES ?x {{ {term} }} }}"))
    except (EngineError, QueryError):  # Virtuoso refuses ill-typed literals
        return term
    found = rows[0][0] if rows else None
    return found if isinstance(found, Literal) and found.datatype == term.datatype else term


def _literals(shapes: Shapes) -> Iterator[Literal]:
    terms: list[RdfTerm] = []
    for shape in shapes.reachable():
        terms += [target.term for target in shape.targets if isinstance(target, Target)]
        for constraint in shape.constraints:
            if isinstance(constraint, HasValue):
                terms.append(constraint.term)
            elif isinstance(constraint, In):
                terms += constraint.terms
    for term in terms:
        if isinstance(term, Literal) and not term.language and term.datatype.value != XSD_STRING:
            yield term
