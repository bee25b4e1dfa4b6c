"""What a notebook shows: short, escaped, linked."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat

import doidkit
from doidkit import views
from doidkit.model import Finding, Report, Severity, Solutions, Triples
from doidkit.ontology import Branch, Ontology, Term, TermRef
from doidkit.sparql.embedded import StoreSource

EVIL = "<script>alert(\"1\")</script> & 'x'"
EVIL_IRI = "http://example.org/a'onclick=b&c"
NASTY = f"""
<{EVIL_IRI}> a <http://www.w3.org/2002/07/owl#Class> ;
  <http://www.w3.org/2000/01/rdf-schema#label> {Literal(EVIL)} ;
  <http://purl.obolibrary.org/obo/IAO_0000115> {Literal(EVIL)} .
<http://example.org/o> a <http://www.w3.org/2002/07/owl#Ontology> ;
  <http://purl.org/dc/terms/title> {Literal(EVIL)} .
"""


class Seen(HTMLParser):
    """The tags, addresses and text of a view; every tag that opens is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.addresses: list[str] = []
        self.text = ""
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.open.append(tag)
        assert {name for name, _ in attrs} <= {"href", "style"}
        self.addresses += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def nasty() -> Ontology:
    source = StoreSource()
    source.store.load(NASTY.encode(), RdfFormat.TURTLE)
    return Ontology(source)


def shown(value: object) -> Seen:
    return Seen(value._repr_html_())  # type: ignore[attr-defined]


def test_every_view_escapes_what_it_shows(nasty: Ontology, write: Callable[..., Path]) -> None:
    old, new = write("old.ttl", "<http://e/a> <http://e/b> 'c' ."), write("new.ttl", NASTY)
    finding = Finding(EVIL, Severity.ERROR, EVIL, focus=NamedNode(EVIL_IRI), label=EVIL)
    for value in (
        doidkit.select("SELECT * { ?s ?p ?o }", source=nasty),
        doidkit.construct("CONSTRUCT WHERE { ?s ?p ?o }", source=nasty),
        nasty,
        nasty[EVIL_IRI],
        nasty.tree(EVIL_IRI),
        Report((finding,)),
        doidkit.compare(old, new),
    ):
        seen = shown(value)
        assert EVIL in " ".join(seen.text.split()) or EVIL in seen.text, value
        assert "script" not in seen.tags
        assert all(each.startswith("http://") for each in seen.addresses)


def test_an_address_that_is_no_web_page_is_no_link() -> None:
    answer = Solutions(("x",), ((NamedNode("javascript:alert(1)"),), (NamedNode("urn:x"),)))
    assert shown(answer).addresses == []
    assert "javascript:alert(1)" in shown(answer).text


def test_long_answers_are_short_to_look_at() -> None:
    rows = tuple((Literal(str(n)),) for n in range(10_000))
    answer = Solutions(("n",), rows)
    assert repr(answer) == "<Solutions: 10,000 rows of n>"
    seen = shown(answer)
    assert seen.tags.count("tr") == views.SHOWN + 1
    assert f"and {10_000 - views.SHOWN:,} more" in seen.text
    assert repr(Triples(())) == "<Triples: 0>"


def test_reports_and_diffs_are_short_too(write: Callable[..., Path]) -> None:
    finding = Finding("c", Severity.WARNING, "m")
    assert repr(Report((finding, finding))) == "<Report: 2 warnings>"
    assert repr(Report()) == "<Report: no findings>"
    old = write("old.ttl", "<http://e/a> <http://e/b> 'c' .")
    new = write("new.ttl", "<http://e/a> <http://e/b> 'd' .")
    assert re.fullmatch(
        r"<Comparison: 1 change from .*old\.ttl to .*new\.ttl>", repr(doidkit.compare(old, new))
    )


def test_terms_by_name() -> None:
    ontology = doidkit.load()
    term = ontology["DOID:182"]
    assert term == ontology["calcinosis"] == ontology[TermRef("", "", term.iri)]
    assert {ref.curie for ref in term.ancestors()} == {
        *("DOID:10575", "DOID:0050032", "DOID:0060158", "DOID:0014667", "DOID:4")
    }
    below = {ref.curie for ref in term.descendants()}
    assert {ref.curie for ref in term.children} < below
    assert len(below) == 9  # as docs/commands.md shows its tree
    assert ("DOID:182" in ontology, "DOID:0182" in ontology, 7 in ontology) == (True, False, False)
    with pytest.raises(doidkit.UnknownTermError, match="did you mean DOID:182"):
        ontology["DOID:0182"]
    with pytest.raises(TypeError, match="named by its CURIE"):
        list(ontology)  # type: ignore[call-overload]


def test_a_term_without_an_ontology_says_so() -> None:
    term = Term("http://e/a", "http://e/a", "a", None, (), (), (), (), obsolete=False)
    with pytest.raises(doidkit.EngineError, match="take it from one"):
        term.ancestors()


def test_a_tree_of_any_depth_is_walked() -> None:
    branch = Branch(TermRef("leaf", "e:l", "http://e/l"))
    for number in range(5000):
        branch = Branch(TermRef("", f"e:{number}", f"http://e/{number}"), (branch,))
    assert [depth for depth, _ in branch.walk()] == list(range(5001))
    assert "more" in shown(branch).text


def test_a_world_of_owlready2() -> None:
    import owlready2

    before = set(owlready2.default_world.ontologies)
    world = doidkit.load().world
    calcinosis = world["http://purl.obolibrary.org/obo/DOID_182"]
    assert calcinosis.label == ["calcinosis"]
    names = {each.iri for each in calcinosis.subclasses()}
    assert names == {ref.iri for ref in doidkit.load()["DOID:182"].children}
    assert set(owlready2.default_world.ontologies) == before


def test_a_world_fetches_and_imports_nothing(write: Callable[..., Path]) -> None:
    import sys

    path = write(
        "acting.ttl",
        "@prefix owl: <http://www.w3.org/2002/07/owl#> ."
        "<http://e/o> a owl:Ontology ; owl:imports <http://127.0.0.1:9/none.owl> ;"
        "<http://www.lesfleursdunormal.fr/static/_downloads/owlready_ontology.owl#python_module>"
        " 'antigravity' . <http://e/a> a owl:Class .",
    )
    world = doidkit.load(path).world
    assert world["http://e/a"] is not None
    assert "antigravity" not in sys.modules
