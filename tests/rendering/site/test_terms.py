"""A term's page as HTML: what stands on it, where it leads, and that nothing escapes escaping."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import doidkit
from doidkit import pages, website
from doidkit.pages import Mark
from doidkit.rendering import site

EVIL = "<script>alert('x')</script>&\"'\u202e"
OBO = "http://purl.obolibrary.org/obo/"


class Read(HTMLParser):
    """Elements with their attributes, and the text within some."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    handle_startendtag = handle_starttag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.elements if name == tag]


class Beside:
    """Links of a page in a folder of terms, as a site has them."""

    style, name, made_of = "", "A site", "data"
    ways = (("About", "about.html"),)

    def term(self, iri: str) -> str:
        return iri.removeprefix(OBO) + ".html" if iri.startswith(OBO) else ""

    def file(self, name: str) -> str:
        return f"../{name}"

    def download(self, iri: str, suffix: str) -> str:
        return f"x.{suffix}"


LINKS = Beside()


@pytest.fixture(scope="module")
def ontology() -> doidkit.Ontology:
    return doidkit.load()


@pytest.fixture(scope="module")
def calcinosis(ontology: doidkit.Ontology) -> str:
    return html(ontology, "DOID:182")


def html(ontology: doidkit.Ontology, term: str) -> str:
    page = pages.page(ontology, term)
    return site.term(page, website.surroundings(ontology, page), LINKS)


def text(markup: str) -> str:
    """Return the words of some HTML, on one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", markup).split())


def part(markup: str, heading: str) -> str:
    """Return what stands under a heading, up to the next section's end."""
    return markup.split(f">{heading}</h2>", 1)[1].split("</section>", 1)[0]


def test_every_statement_is_on_the_page_in_the_document_s_order(
    ontology: doidkit.Ontology, calcinosis: str
) -> None:
    page = pages.page(ontology, "DOID:182")
    shown = re.findall(r'<li class="statement" id="([A-Z]+-\d+)">', calcinosis)
    assert shown == [statement.id for statement in page.statements]
    assert len(shown) == 116
    titles = re.findall(r'<section class="part" aria-labelledby="[^"]*">\s*<h2[^>]*>(.*?)</h2>',
                        calcinosis)  # fmt: skip
    assert titles == [section.title for section in page.sections]


def test_a_statement_has_its_mark_words_and_evidence(calcinosis: str) -> None:
    (found,) = re.findall(r'<li class="statement" id="TRT-05">.*?</details>', calcinosis, re.DOTALL)
    assert '<span class="mark disputed">' in found
    said = text(found)
    for words in ("Warfarin is listed among the beneficial drugs.", "is given for", "PMID:31302187",
                  "speaks against", "void, misattributed", "A safety matter"):  # fmt: skip
        assert words in said
    assert 'href="CHEBI_10033.html"' in found, "a medication opens its page"
    assert 'href="https://pubmed.ncbi.nlm.nih.gov/31302187/"' in found
    assert "<blockquote>" in found
    assert "<details>" in found, "evidence is there on demand"


def test_marks_are_told_by_shape_and_word(calcinosis: str) -> None:
    symbols = re.findall(r'<symbol id="m-(\w+)"[^>]*>(.*?)</symbol>', calcinosis)
    assert [name for name, _ in symbols] == [mark.value for mark in Mark]
    assert len({shape for _, shape in symbols}) == len(Mark)
    for mark in Mark:
        assert re.search(rf'#m-{mark.value}"/></svg><span class="word">{mark.value}<', calcinosis)


def test_a_differential_has_its_signs_and_leads_on(calcinosis: str) -> None:
    table = part(calcinosis, "Differential Diagnosis").split("</table>")[0]
    rows = [text(row) for row in table.split("<tr>")[2:]]
    tophi = next(row for row in rows if row.startswith("Gouty tophi"))
    assert "surrounding inflammatory cell infiltrate; washed out appearance" in tophi
    assert 'href="HP_0033073.html"' in table
    assert 'href="DOID_0111535.html"' in table


def test_only_the_disputed_drug_of_several_is_disputed(calcinosis: str) -> None:
    table = part(calcinosis, "Treatment").split("</table>")[0]
    rows = {text(row).split(" ")[0]: row for row in table.split("<tr>")[2:]}
    assert "disputed" in rows["warfarin"]
    assert "disputed" not in rows["minocycline"]


def test_crumbs_lead_from_the_root_to_the_parent(calcinosis: str) -> None:
    crumbs = calcinosis.split('aria-label="Breadcrumb"')[1].split("</nav>")[0]
    assert re.findall(r">([^<>]+)</a>", crumbs) == [
        "disease",
        "disease of metabolism",
        "acquired metabolic disease",
        "mineral metabolism disease",
        "calcium metabolism disease",
    ]


def test_cross_references_and_sources_are_links(calcinosis: str) -> None:
    for address in (
        "https://meshb.nlm.nih.gov/record/ui?ui=D002114",
        "http://purl.obolibrary.org/obo/NCIT_C3672",
        "http://purl.bioontology.org/ontology/SNOMEDCT/237881004",
        "http://en.wikipedia.org/wiki/Calcinosis",
    ):
        assert f'<a href="{address}" rel="external">' in calcinosis


def test_mappings_are_links(calcinosis: str) -> None:
    record = part(calcinosis, "Record")
    assert '<a href="HP_0003761.html">HP:0003761</a>' in record
    assert 'rel="external">MONDO:0002123</a>' in record or "MONDO_0002123.html" in record
    assert '<a href="https://meshb.nlm.nih.gov/record/ui?ui=D002114" rel="external">' in record


def test_machines_read_schema_org_whose_ids_lead_to_the_pages(calcinosis: str) -> None:
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', calcinosis)
    found = json.loads(block)
    assert found["@type"] == "MedicalCondition"
    assert found["@id"] == "DOID_182.html"
    assert found["sameAs"] == {"@id": f"{OBO}DOID_182"}
    pages_of = [each["@id"] for each in found["associatedAnatomy"]]
    assert pages_of
    assert [page for page in pages_of if not re.fullmatch(r"[A-Z]+_[0-9]+\.html", page)] == []


def test_the_drawing_leads_to_the_neighbours(calcinosis: str) -> None:
    drawing = calcinosis.split('<svg class="graph"')[1].split("</svg>")[0]
    nodes = re.findall(r'<g class="(\w+)">(?:<a href="([^"]+)">)?', drawing)
    assert nodes[:3] == [("far", "DOID_0050032.html"), ("parent", "DOID_10575.html"), ("self", "")]
    assert ("child", "DOID_4734.html") in nodes[3:]
    assert {kind for kind, _ in nodes[3:]} == {"child"}


def test_ids_are_unique_and_fragments_lead_somewhere(calcinosis: str) -> None:
    read = Read(calcinosis)
    ids = [attrs["id"] for _, attrs in read.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    fragments = {a["href"][1:] for a in read.all("a") if (a["href"] or "").startswith("#")}
    assert fragments <= {*ids}


def test_no_script_or_style_is_inline(calcinosis: str) -> None:
    read = Read(calcinosis)
    assert [s for s in read.all("script") if "src" not in s] == [{"type": "application/ld+json"}]
    assert read.all("style") == []
    assert [tag for tag, attrs in read.elements if "style" in attrs] == []
    assert [n for _, attrs in read.elements for n in attrs if n.startswith("on")] == []
    (policy,) = [m["content"] for m in read.all("meta") if "http-equiv" in m]
    assert policy == site.POLICY
    assert "unsafe" not in site.POLICY
    assert site.POLICY.startswith("default-src 'none';")


def evil(tmp_path: Path) -> doidkit.Ontology:
    quoted = EVIL.replace('"', '\\"')
    path = tmp_path / "evil.ttl"
    path.write_text(
        f"""
        @prefix obo: <{OBO}> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix oio: <http://www.geneontology.org/formats/oboInOwl#> .
        obo:DOID_1 a owl:Class ; rdfs:label "{quoted}" ; obo:IAO_0000115 "{quoted}" ;
          oio:hasExactSynonym "{quoted}" ; oio:hasDbXref "javascript:alert(1)", "{quoted}" ;
          rdfs:comment "{quoted}" ; rdfs:subClassOf obo:DOID_2 ;
          rdfs:subClassOf [ a owl:Restriction ; owl:onProperty obo:RO_1 ;
            owl:someValuesFrom obo:DOID_2 ] .
        obo:RO_1 a owl:ObjectProperty ; rdfs:label "{quoted}" .
        obo:DOID_2 a owl:Class ; rdfs:label "{quoted}" .
        """,
        encoding="utf-8",
    )
    return doidkit.load(path)


def test_nothing_escapes(tmp_path: Path) -> None:
    for term in ("DOID:1", "DOID:2"):
        found = html(evil(tmp_path), term)
        assert "<script>alert" not in found
        shown = text(found.split("<body>")[1])
        assert "\u202e" not in shown, "which would turn the text round"
        assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&#34;&#39;\\u202e" in shown
        assert [s for s in Read(found).all("script") if "src" not in s] == [
            {"type": "application/ld+json"}
        ]
        hrefs = [a["href"] or "" for a in Read(found).all("a")]
        assert [href for href in hrefs if "javascript" in href] == []
        (block,) = re.findall(r'json">(.*?)</script>', found)
        assert json.loads(block)["name"] == EVIL


def test_logic_is_manchester_syntax_with_links(tmp_path: Path) -> None:
    path = tmp_path / "logic.ttl"
    path.write_text(
        f"""
        @prefix obo: <{OBO}> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        obo:DOID_1 a owl:Class ; rdfs:label "one" ; owl:equivalentClass [ a owl:Class ;
          owl:intersectionOf ( obo:DOID_2 [ a owl:Restriction ; owl:onProperty obo:RO_1 ;
            owl:someValuesFrom obo:DOID_3 ] ) ] .
        obo:RO_1 a owl:ObjectProperty ; rdfs:label "located in" .
        obo:DOID_2 a owl:Class ; rdfs:label "two" . obo:DOID_3 a owl:Class ; rdfs:label "three" .
        """,
        encoding="utf-8",
    )
    ontology = doidkit.load(path)
    logic = part(html(ontology, "DOID:1"), "Logic")
    assert text(logic) == "EquivalentTo two and ( located in some three )"
    assert re.findall(r'href="([^"]+)"', logic) == ["DOID_2.html", "RO_1.html", "DOID_3.html"]
    assert "one" in text(part(html(ontology, "DOID:3"), "Used by")), "in both directions"


def test_an_obsolete_term_leads_to_its_successor(tmp_path: Path) -> None:
    path = tmp_path / "old.obo"
    path.write_text(
        "format-version: 1.2\n\n[Term]\nid: DOID:1\nname: obsolete one\nis_obsolete: true\n"
        "replaced_by: DOID:2\n\n[Term]\nid: DOID:2\nname: two\n",
        encoding="utf-8",
    )
    found = html(doidkit.load(path), "DOID:1")
    notice = found.split('class="notice"')[1].split("</div>")[0]
    assert 'href="DOID_2.html"' in notice
    assert '<span class="flag">obsolete</span>' in found


def test_a_page_that_stands_alone_names_its_style_by_hash(ontology: doidkit.Ontology) -> None:
    page = pages.page(ontology, "CHEBI:10033")
    found = site.alone(page, website.surroundings(ontology, page))
    (style,) = re.findall(r"<style>(.*?)</style>", found, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    read = Read(found)
    (policy,) = [m["content"] for m in read.all("meta") if "http-equiv" in m]
    assert f"style-src 'sha256-{digest}'" in policy
    assert [s for s in read.all("script") if "src" in s] == read.all("link") == []
    assert "<h1>warfarin</h1>" in found
