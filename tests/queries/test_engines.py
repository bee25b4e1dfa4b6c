"""The same rows from Oxigraph and from rdflib, which share no code."""

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.term import Node

import doidkit
from doidkit.model import RdfTerm, Solutions
from doidkit.prefixes import PREFIXES
from doidkit.queries import bundled_queries, find
from doidkit.querying import bind_parameters
from doidkit.sparql import querytext

XSD_STRING = PREFIXES["xsd"] + "string"
RUNS = [(query.name, {}) for query in bundled_queries()] + [
    ("by-location", {"location": "UBERON:0000061"}),
    ("levels", {"term": "DOID:10575", "level": "3"}),
    ("matches", {"kind": "closeMatch"}),
    ("named", {"text": "CALCI"}),
    ("ancestors", {"term": "dkt:metastatic-calcification"}),
    ("causes", {"disease": "dkt:metastatic-calcification"}),
    ("citations", {"status": "void", "section": "section:treatment"}),
    ("claims", {"section": "section:treatment", "mark": "uncited"}),
    ("descendants", {"term": "DOID:4"}),
    ("disputed", {"section": "section:treatment"}),
    ("drug-evidence", {"drug": "CHEBI:29007"}),
    ("entry", {"term": "claim:SYM-04"}),
    ("mappings", {"term": "DOID:182"}),
    ("observations", {"section": "section:differential"}),
    ("qualifiers", {"claim": "claim:SYM-04"}),
    ("quarantine", {"verdict": "lossy"}),
    ("references", {"section": "section:differential"}),
    ("signs", {"disease": "DOID:9074"}),
    ("subtypes", {"disease": "DOID:182"}),
    ("terms-used", {"vocabulary": "HP"}),
    ("tests", {"disease": "DOID:182"}),
    ("unsupported", {"reason": "circular"}),
    ("unsupported", {"uncited": "true"}),
]

# The bundled module has no rows for these; the sample below has.
EMPTY = frozenset(
    """
    alternative-ids by-location by-material-basis by-symptom creators disjoint-classes
    duplicate-labels logical-definitions missing-definitions obsolete-replaced obsolete-unreplaced
    orphans recently-created shared-names shared-xrefs synonyms-by-scope unsourced-definitions
    """.split()
)
SAMPLE = [
    *((name, {}) for name in sorted(EMPTY - {"by-location", "by-symptom"})),
    ("by-location", {"location": "UBERON:0000955"}),
    ("by-symptom", {"symptom": "SYMP:0000504"}),
    ("synonyms-by-scope", {"scope": "exact"}),
    ("logical-definitions", {"term": "DOID:12662"}),
]

Value = tuple[str, ...] | None


@pytest.fixture(scope="module")
def graph(bundled: doidkit.Ontology) -> rdflib.Graph:
    triples = bundled.source.store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    copy = rdflib.Graph(bind_namespaces="none")
    copy.parse(data=triples, format="nt")
    assert len(copy) == len(bundled)
    return copy


def of_oxigraph(term: RdfTerm | None) -> Value:
    match term:
        case ox.NamedNode():
            return ("iri", term.value)
        case ox.Literal():
            return ("literal", term.value, term.language or term.datatype.value)
    assert term is None
    return None


def of_rdflib(term: Node | None) -> Value:
    match term:
        case rdflib.URIRef():
            return ("iri", str(term))
        case rdflib.Literal():
            return ("literal", str(term), term.language or str(term.datatype or XSD_STRING))
    assert term is None
    return None


@pytest.mark.parametrize(("name", "params"), RUNS)
def test_rdflib_gives_the_same_rows_in_the_same_order(
    name: str, params: dict[str, str], bundled: doidkit.Ontology, graph: rdflib.Graph
) -> None:
    query = find(name)
    answer = doidkit.query(name, params, source=bundled)
    assert isinstance(answer, Solutions)
    assert answer.rows or name in EMPTY
    expected = [tuple(of_oxigraph(term) for term in row) for row in answer]
    bound = querytext.bind(query.text, bind_parameters(query, params, bundled))
    result = graph.query(bound)
    assert [str(variable) for variable in result.vars or ()] == list(answer.variables)
    assert [tuple(of_rdflib(term) for term in row) for row in result] == expected  # type: ignore[union-attr]


@pytest.mark.parametrize(("name", "params"), SAMPLE)
def test_rdflib_gives_the_same_rows_on_terms_in_every_state(
    name: str, params: dict[str, str]
) -> None:
    here = doidkit.load(Path(__file__).with_name("sample.ttl"))
    copy = rdflib.Graph(bind_namespaces="none").parse(Path(__file__).with_name("sample.ttl"))
    query = find(name)
    answer = doidkit.query(name, params, source=here)
    assert isinstance(answer, Solutions)
    assert answer.rows
    bound = querytext.bind(query.text, bind_parameters(query, params, here))
    expected = [tuple(of_oxigraph(term) for term in row) for row in answer]
    assert [tuple(of_rdflib(term) for term in row) for row in copy.query(bound)] == expected  # type: ignore[union-attr]
