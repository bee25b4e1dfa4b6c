"""Updates of lines are those of quads."""

import pyoxigraph as ox
import pytest

from doidkit.sparql import updates
from doidkit.syntax.canonical import canonical

_ODD = """<a:b> <a:n> "007"^^<http://www.w3.org/2001/XMLSchema#integer> .
<a:b> <a:n> "1"^^<http://www.w3.org/2001/XMLSchema#boolean> .
<a:b> <a:n> "text \\" .\\n and"@en .
<a:b> <a:n> "\\"true\\"^^<http://www.w3.org/2001/XMLSchema#boolean>" .
_:x <a:n> _:y .
"""
_PLAIN = """<a:b> <a:n> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> .
<a:b> <a:n> "a text" .
_:x <a:n> _:y .
"""
_UPDATES = [
    'DELETE DATA { <a:b> <a:n> "nothing" }',
    "DELETE { ?s ?p ?o } INSERT { ?s <a:m> ?o } WHERE { ?s ?p ?o FILTER(isLiteral(?o)) }",
    'INSERT DATA { <a:b> <a:n> "08"^^<http://www.w3.org/2001/XMLSchema#integer> }',
    'INSERT DATA { GRAPH <a:g> { <a:b> <a:n> "in a graph" } }',
    "INSERT { ?s <a:new> _:z } WHERE { ?s ?p ?o }",
]


@pytest.mark.parametrize("update", _UPDATES)
@pytest.mark.parametrize("given", [_ODD, _PLAIN, _ODD + _PLAIN])
def test_an_update_of_lines_is_that_of_quads(given: str, update: str) -> None:
    quads = ox.parse(given.encode(), ox.RdfFormat.N_TRIPLES)
    found = b" .\n".join([*updates.updated_triples(given.encode(), update), b""])
    assert canonical(ox.parse(found, ox.RdfFormat.N_QUADS)) == canonical(
        updates.updated(quads, update).quads
    )
