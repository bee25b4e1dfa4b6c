"""Terms at their addresses: every format, the way from other names, and pages that search."""

import json
import re

import pyoxigraph as ox
import pytest
from serverprocess import Served

from doidkit.data import Data
from doidkit.rendering import site
from doidkit.rendering.site import others
from doidkit.rendering.site.folder import Plan
from doidkit.website import gather

DOID = "http://purl.obolibrary.org/obo/DOID_"
FORMATS = {
    "ttl": ("text/turtle", ox.RdfFormat.TURTLE),
    "jsonld": ("application/ld+json", ox.RdfFormat.JSON_LD),
    "nt": ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    "rdf": ("application/rdf+xml", ox.RdfFormat.RDF_XML),
}
pytestmark = pytest.mark.server


def triples(body: bytes, format: ox.RdfFormat) -> ox.Dataset:
    found = ox.Dataset(ox.parse(body, format))
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return found


@pytest.mark.parametrize("suffix", FORMATS)
def test_rdf_is_negotiated_or_named(server: Served, suffix: str) -> None:
    media_type, format = FORMATS[suffix]
    asked = server.get("/term/DOID:4734", accept=media_type)
    named = server.get(f"/term/DOID:4734.{suffix}")
    assert (asked.status, asked.media_type) == (named.status, named.media_type) == (200, media_type)
    assert asked.body == named.body
    assert asked.headers["Content-Location"] == f"/term/DOID:4734.{suffix}"
    assert "Accept" in asked.headers["Vary"]
    turtle = triples(server.get("/term/DOID:4734.ttl").body, ox.RdfFormat.TURTLE)
    assert triples(asked.body, format) == turtle
    label = ox.Quad(
        ox.NamedNode(f"{DOID}4734"),
        ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"),
        ox.Literal("calciphylaxis", language="en"),
    )
    assert label in turtle or any(quad.object.value == "calciphylaxis" for quad in turtle)


def test_a_browser_gets_a_page(server: Served) -> None:
    found = server.get("/term/DOID:4734", accept="text/html,application/xml;q=0.9,*/*;q=0.8")
    assert found.media_type == "text/html"
    assert "calciphylaxis" in found.text
    assert found.headers["Content-Location"] == "/term/DOID:4734.html"


def test_links_say_what_it_is_about_and_what_else_there_is(server: Served) -> None:
    links = server.get("/term/DOID:4734.ttl").headers["Link"]
    assert f'<{DOID}4734>; rel="describes"' in links
    others = re.findall(r'<([^>]*)>; rel="alternate"; type="([^"]*)"', links)
    assert ("/term/DOID:4734.html", "text/html") in others
    assert ("/term/DOID:4734.jsonld", "application/ld+json") in others
    assert all(media_type != "text/turtle" for _, media_type in others)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/term/calciphylaxis", "/term/DOID:4734"),
        (f"/term/{DOID}4734", "/term/DOID:4734"),
        (f"/term/{DOID}4734.ttl", "/term/DOID:4734.ttl"),
        ("/term/calcinosis%20cutis", "/term/dkt:calcinosis-cutis"),
        # The path of the term's own IRI, as behind a proxy for its host.
        ("/obo/DOID_4734", "/term/DOID:4734"),
        ("/doidkit/claim/TRT-05", "/term/claim:TRT-05"),
    ],
)
def test_another_name_leads_to_the_address(server: Served, path: str, address: str) -> None:
    found = server.get(path)
    assert (found.status, found.headers["Location"]) == (303, address)
    assert server.get(address, accept="text/turtle").status == 200


@pytest.mark.parametrize(
    "path", ["/term/DOID:99999999", "/obo/DOID_99999999", "/nothing", "/term/"]
)
def test_what_is_not_there(server: Served, path: str) -> None:
    found = server.get(path)
    assert found.status == 404
    page = server.get(path, accept="text/html")
    assert (page.status, page.media_type) == (404, "text/html")


def test_a_format_that_there_is_not(server: Served) -> None:
    assert server.get("/term/DOID:4734", accept="image/png").status == 406


def test_terms_are_read_only(server: Served) -> None:
    for method in ("POST", "PUT", "DELETE"):
        found = server.ask(method, "/term/DOID:4734")
        assert found.status == 405
        assert "GET" in found.headers["Allow"]


def test_search_finds_terms(server: Served) -> None:
    found = json.loads(server.get("/search?q=calciphyl", accept="application/json").body)
    assert found[0]["page"] == "/term/DOID:4734"
    page = server.get("/search?q=calciphyl", accept="text/html")
    assert '<a href="/term/DOID:4734">calciphylaxis</a>' in page.text


@pytest.fixture(scope="module")
def static() -> Plan:
    """Plan the static site of the same data."""
    return Plan.of(gather(Data()))


def without_links(html: str) -> str:
    """Return a page without where its links lead, and without the way to the endpoint."""
    html = html.replace('<li><a href="/sparql">SPARQL</a></li>\n', "")
    html = re.sub(r'"@id": "(?!http)[^"]*"', "", html)
    return re.sub(r' (href|src|data-root|xlink:href|aria-current)="[^"]*"', "", html)


def test_pages_are_those_of_the_static_site(server: Served, static: Plan) -> None:
    wanted = ("index.html", "browse/c.html", "about.html", "queries/index.html")
    made = dict(others.pages(static))
    for name in wanted:
        found = server.get(f"/{name}", accept="text/html")
        assert (found.status, found.media_type) == (200, "text/html")
        assert without_links(found.text) == without_links(made[name])
    page = static.site.terms.page(f"{DOID}4734")
    html = site.term(page, static.site.terms.around(page), static.links("../", here="terms/"))
    name = static.pages[f"{DOID}4734"]
    for path in ("/term/DOID:4734", f"/terms/{name}.html"):
        assert without_links(server.get(path, accept="text/html").text) == without_links(html)
    assert server.get(f"/terms/{name}.ttl").body == server.get("/term/DOID:4734.ttl").body


def test_every_link_of_a_page_leads_somewhere(server: Served) -> None:
    paths = {"/", "/sparql"}
    for path in [*paths]:
        html = server.get(path, accept="text/html").text
        paths |= set(re.findall(r'(?:href|src)="(/[^"#]*)', html))
    assert len(paths) > 10
    gone = {path: found for path in paths if (found := server.get(path).status) != 200}
    assert gone == {}


def test_texts_are_escaped(server: Served) -> None:
    evil = "%3Cscript%3Ealert(1)%3C/script%3E"
    for path in (f"/search?q={evil}", f"/term/{evil}", f"/sparql?query={evil}"):
        found = server.get(path, accept="text/html")
        assert "<script>alert" not in found.text


def test_an_answer_as_a_page(server: Served) -> None:
    found = server.query("SELECT ?c { ?c rdfs:subClassOf DOID:182 }", accept="text/html")
    assert '<a href="/term/DOID:4734">DOID:4734</a>' in found.text
    (csv,) = re.findall(r'<a href="([^"]*format=csv)">', found.text)
    assert f"{DOID}4734" in server.get(csv.replace("&amp;", "&")).text
    assert "<h1>Yes</h1>" in server.query("ASK {}", accept="text/html").text
    number = "SELECT * { VALUES ?a { 1 2 3 4 5 6 7 8 9 0 } VALUES ?b { 1 2 3 4 5 6 7 8 9 0 }"
    many = f"{number} VALUES ?c {{ 1 2 3 4 5 6 7 8 9 0 }} VALUES ?d {{ 1 2 }} }}"
    page = server.query(many, accept="text/html").text
    assert "<h1>2,000 rows</h1>" in page
    assert "The first 1,000 are shown" in page


def test_the_page_of_the_endpoint_knows_the_bundled_queries(server: Served) -> None:
    page = server.get("/sparql?example=drugs", accept="text/html")
    assert '<option value="drugs" selected>' in page.text
    assert "dk:DrugClaim" in page.text
    assert server.get("/sparql?example=none", accept="text/html").status == 404


def test_every_bundled_query_can_be_run(server: Served) -> None:
    page = server.get("/sparql", accept="text/html").text
    (known,) = re.findall(r'<script type="application/json" id="known">(.*?)</script>', page)
    examples = json.loads(known)["examples"]
    assert len(examples) > 60
    from doidkit.sparql.expressions import syntax_problem

    assert {name for name, each in examples.items() if syntax_problem(each["text"])} == set()
