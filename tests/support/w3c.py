"""The W3C SHACL test suite: its cases, and a case's outcome by comparing report graphs."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
import pytest
from shared import SHARED

from doidkit.errors import DoidkitError, EngineError
from doidkit.shacl import local, remote
from doidkit.shacl.parse import parse
from doidkit.shacl.prebinding import SHAPES_GRAPH
from doidkit.shacl.report import report
from doidkit.shacl.shapes import Shapes
from doidkit.sparql.embedded import StoreSource

SUITE = SHARED / "w3c" / "shacl-tests"
CASES = Path(__file__).with_name("w3c-cases.txt")
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT = "http://www.w3.org/ns/shacl-test#"
SH = "http://www.w3.org/ns/shacl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
COMPARED = (
    "focusNode",
    "resultPath",
    "value",
    "sourceShape",
    "sourceConstraint",
    "sourceConstraintComponent",
    "resultSeverity",
)
# What an Oxigraph server has made of the data when it is asked: it holds 55 as an xsd:integer and
# as an xsd:byte alike, so the engine refuses instead of reporting what it cannot know.
REFUSED = {"core/property/datatype-ill-formed": "the datatype xsd:byte"}
FAILURE = SHT + "Failure"


def term(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


@dataclass(frozen=True)
class Case:
    """One entry of a manifest; ``expected`` is None where a failure is expected."""

    name: str
    data: Path
    shapes: Path
    expected: list[ox.Triple] | None


def read(path: Path) -> list[ox.Quad]:
    return list(ox.parse(path=path, format=ox.RdfFormat.TURTLE, base_iri=path.as_uri()))


def path_of(iri: ox.NamedNode) -> Path:
    return Path(unquote(urlsplit(iri.value).path))


class Graph:
    def __init__(self, triples: list) -> None:
        self.index: dict = {}
        for each in triples:
            self.index.setdefault((each.subject, each.predicate.value), []).append(each.object)

    def all(self, node: object, predicate: str) -> list:
        return self.index.get((node, predicate), [])

    def one(self, node: object, predicate: str) -> object:
        found = self.all(node, predicate)
        return found[0] if found else None

    def members(self, head: object) -> list:
        found = []
        while self.one(head, RDF + "first") is not None:
            found.append(self.one(head, RDF + "first"))
            head = self.one(head, RDF + "rest")
        return found


def cases(part: str) -> Iterator[Case]:
    for path in sorted((SUITE / part).rglob("*.ttl")):
        graph = Graph(read(path))
        for entry in graph.members(graph.one(term(path.as_uri()), MF + "entries")):
            action = graph.one(entry, MF + "action")
            result = graph.one(entry, MF + "result")
            yield Case(
                name=str(path.relative_to(SUITE).with_suffix("")),
                data=path_of(graph.one(action, SHT + "dataGraph")),
                shapes=path_of(graph.one(action, SHT + "shapesGraph")),
                expected=None if result == term(FAILURE) else comparable(graph, result),
            )


def comparable(graph: Graph, node: object, *, messages: set | None = None) -> list[ox.Triple]:
    """Return what the suite compares of a report: results, their paths, expected messages."""
    top = ox.BlankNode()
    found = [ox.Triple(top, term(SH + "conforms"), graph.one(node, SH + "conforms"))]
    for result in graph.all(node, SH + "result"):
        name = ox.BlankNode()
        found.append(ox.Triple(top, term(SH + "result"), name))
        for predicate in COMPARED:
            for value in graph.all(result, SH + predicate):
                found.append(ox.Triple(name, term(SH + predicate), value))
                if predicate == "resultPath":
                    found += walk(graph, value)
        for message in graph.all(result, SH + "resultMessage"):
            if messages is None or message in messages:
                found.append(ox.Triple(name, term(SH + "resultMessage"), message))
    return found


def walk(graph: Graph, node: object) -> Iterator[ox.Triple]:
    if not isinstance(node, ox.BlankNode):
        return
    for (subject, predicate), values in graph.index.items():
        if subject == node and (
            (predicate.startswith((RDF, SH)) and "Path" in predicate)
            or predicate in (RDF + "first", RDF + "rest")
        ):
            for value in values:
                yield ox.Triple(node, term(predicate), value)
                yield from walk(graph, value)


def canonical(triples: list[ox.Triple]) -> Counter:
    dataset = ox.Dataset(ox.Quad(*each) for each in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return Counter(str(quad) for quad in dataset)


def in_memory(case: Case) -> list[ox.Triple]:
    data, model = given(case)
    return list(report(local.validate(data, model)[0]))


def as_queries(case: Case) -> list[ox.Triple]:
    data, model = given(case)
    source = StoreSource()
    source.extend(data)
    source.extend(ox.Quad(*each, SHAPES_GRAPH) for each in model.graph.triples)
    return list(report(remote.validate(source, model)[0]))


def given(case: Case) -> tuple[list[ox.Quad], Shapes]:
    data, shapes = read(case.data), read(case.shapes)
    if case.data == case.shapes:
        shapes = data
    return data, parse(quad.triple for quad in shapes)


def expected_messages(case: Case) -> set:
    return {each.object for each in case.expected if each.predicate.value == SH + "resultMessage"}


Way = Callable[[Case], list[ox.Triple]]


def stored(triples: list[ox.Triple]) -> Counter:
    """Return triples as an Oxigraph store keeps them: it rewrites numbers when data is loaded."""
    store = ox.Store()
    store.extend(ox.Quad(*each) for each in triples)
    return canonical([quad.triple for quad in store])


def check(case: Case, outcome: Way) -> str | None:
    """Return what is wrong with a case's outcome, None if it is as expected."""
    if case.expected is None:
        try:
            outcome(case)
        except DoidkitError:
            return None
        return "a failure was expected"
    if outcome not in (in_memory, as_queries) and case.name in REFUSED:
        with pytest.raises(EngineError, match=REFUSED[case.name]):
            outcome(case)
        return None
    # A report's blank nodes keep their labels where they are those of the shapes.
    found = outcome(case)
    top = next(each.subject for each in found if each.predicate.value == SH + "conforms")
    ours = comparable(Graph(found), top, messages=expected_messages(case))
    same = canonical if outcome is in_memory else stored
    if same(ours) == same(case.expected):
        return None
    return "\n".join(
        ["", "expected:", *sorted(map(str, case.expected)), "found:", *sorted(map(str, ours))]
    )
