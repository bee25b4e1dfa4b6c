"""Small inputs with the results that the specification gives, in memory and as queries."""

from collections.abc import Callable

import pyoxigraph as ox
import pytest
from shaclcases import CASES, NODE, PREFIXES

from doidkit.errors import CheckError
from doidkit.shacl import local, remote
from doidkit.shacl.parse import parse
from doidkit.shacl.report import Result
from doidkit.sparql.embedded import StoreSource


def quads(text: str) -> list[ox.Quad]:
    return list(ox.parse(PREFIXES + text, ox.RdfFormat.TURTLE, rename_blank_nodes=True))


def in_memory(data: str, shapes: str) -> list[Result]:
    return local.validate(quads(data), parse(quad.triple for quad in quads(shapes)))[0]


def as_queries(data: str, shapes: str) -> list[Result]:
    source = StoreSource()
    source.extend(quads(data))
    return remote.validate(source, parse(quad.triple for quad in quads(shapes)))[0]


Way = Callable[[str, str], list[Result]]
both = pytest.mark.parametrize("way", [in_memory, as_queries])


def found(results: list[Result]) -> list[str]:
    return sorted(f"{short(r.focus)} {short(r.path)} {short(r.value)}" for r in results)


def short(term: object) -> str:
    if term is None:
        return "-"
    if isinstance(term, ox.BlankNode):
        return "_"
    if not isinstance(term, ox.NamedNode | ox.Literal):
        return "path"
    return term.value.removeprefix("http://e/")


@both
@pytest.mark.parametrize(("shapes", "data", "expected"), CASES.values(), ids=CASES.keys())
def test_results(way: Way, shapes: str, data: str, expected: list[str]) -> None:
    assert found(way(data, shapes)) == expected


@both
def test_shapes_named_in_the_data_are_refused(way: Way) -> None:
    # SHACL 1.2 would apply :T to :b; to say that the data conform would be wrong.
    with pytest.raises(CheckError, match=r"<http://e/b> of the data has sh:shape"):
        way(":b sh:shape :T .", NODE + "sh:nodeKind sh:IRI .")
