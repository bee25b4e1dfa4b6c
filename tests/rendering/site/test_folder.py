"""The site of the bundled entry as files, and in a real browser without a server."""

import os
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox
import pytest
from browser import Browser, browser

import doidkit
from doidkit import queries, website
from doidkit.errors import InputError
from doidkit.prefixes import expand
from doidkit.rendering.site import folder

pytestmark = pytest.mark.slow
PAGES = (
    "index.html",
    "terms/DOID_182.html",
    "terms/CHEBI_10033.html",
    "terms/RO_0002200.html",
    "browse/c.html",
    "queries/index.html",
    "queries/differentials.html",
    "shapes/claim.html",
    "statistics.html",
    "about.html",
)
OBO = "http://purl.obolibrary.org/obo/"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site of the bundled entry, once for all tests."""
    made = tmp_path_factory.mktemp("site")
    folder.build(website.gather(doidkit.Data()), made)
    return made


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def links(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the files and fragments that a page leads to within the site."""
    for to in re.findall(r'(?:href|src)="([^"]*)"', path.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:|#", to):
            name, _, fragment = to.partition("#")
            yield unquote(name), unquote(fragment)


def test_every_link_of_every_page_leads_to_a_file(home: Path) -> None:
    there = {path.resolve() for path in home.rglob("*")}
    dead = {
        (str(path.relative_to(home)), name)
        for path in home.rglob("*.html")
        for name, _ in links(path)
        if (path.parent / name).resolve() not in there
    }
    assert dead == set()


def test_a_fragment_leads_to_a_statement(home: Path) -> None:
    entry = (home / "terms/DOID_182.html").read_text(encoding="utf-8")
    ids = set(re.findall(r'id="([^"]+)"', entry))
    found = {
        fragment
        for path in home.rglob("*.html")
        for name, fragment in links(path)
        if fragment and name.endswith("DOID_182.html")
    }
    assert len(found) > 50, "answers of queries name statements"
    assert found <= ids


def test_each_term_query_and_shape_has_a_page(home: Path) -> None:
    site = website.gather(doidkit.Data())
    names = {path.stem for path in (home / "terms").glob("*.html")}
    assert len(names) == len(site.terms.all)
    assert {"DOID_182", "CHEBI_10033", "HP_0025520"} <= names
    asked = {path.stem for path in (home / "queries").glob("*.html")}
    assert asked == {query.name for query in queries.bundled_queries()} | {"index"}
    assert {path.stem for path in (home / "shapes").glob("*.html")} == {
        *(each.name for each in site.shapes),
        "index",
    }


@pytest.mark.parametrize("suffix", ["ttl", "jsonld"])
def test_downloads_say_what_the_data_say_of_a_term(home: Path, suffix: str) -> None:
    syntax = ox.RdfFormat.TURTLE if suffix == "ttl" else ox.RdfFormat.JSON_LD
    with (home / f"terms/DOID_182.{suffix}").open("rb") as stream:
        found = {(quad.subject, quad.predicate, quad.object) for quad in ox.parse(stream, syntax)}
    term = ox.NamedNode(f"{OBO}DOID_182")
    store = doidkit.load().store
    assert {(q.subject, q.predicate, q.object) for q in store.quads_for_pattern(term, None, None)
            if not isinstance(q.object, ox.BlankNode)} <= found  # fmt: skip


def test_the_downloads_of_a_disease_have_what_its_document_says(home: Path) -> None:
    turtle = (home / "terms/DOID_182.ttl").read_bytes()
    store = ox.Store()
    store.load(turtle, ox.RdfFormat.TURTLE)
    claims = store.quads_for_pattern(
        None, ox.NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom"), None
    )
    assert len(list(claims)) > 100
    store.load((home / "terms/DOID_182.jsonld").read_bytes(), ox.RdfFormat.JSON_LD)
    condition = ox.NamedNode("https://schema.org/MedicalCondition")
    assert list(store.quads_for_pattern(ox.NamedNode(f"{OBO}DOID_182"), None, condition))


def test_the_same_data_give_the_same_files(home: Path, tmp_path: Path) -> None:
    small = tmp_path / "small.ttl"
    text = (home / "terms/CHEBI_10033.ttl").read_text(encoding="utf-8")
    small.write_text(text, encoding="utf-8")
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        folder.build(website.gather(doidkit.Data(small)), tmp_path / name)
        files = sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
        made.append({str(p.relative_to(tmp_path / name)): p.read_bytes() for p in files})
    assert made[0] == made[1]


def test_only_a_site_or_an_empty_folder_is_replaced(home: Path, tmp_path: Path) -> None:
    folder.refuse(home)
    folder.refuse(tmp_path)
    folder.refuse(tmp_path / "new")
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    for refused in (tmp_path, tmp_path / "thesis.txt", tmp_path / "none" / "new"):
        with pytest.raises(InputError, match=refused.name):
            folder.refuse(refused)


def test_drawings_are_well_formed(home: Path) -> None:
    for name in ("DOID_182", "DOID_4"):
        text = (home / f"terms/{name}.html").read_text(encoding="utf-8")
        (drawing,) = re.findall(r'<svg class="graph".*?</svg>', text, re.DOTALL)
        ElementTree.fromstring(drawing)


def test_the_alphabet_counts_and_tells_terms_of_one_name_apart(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    names = {1: "Cataract 11", 2: "cataract 2", 3: "Cataract", 4: "cataract", 5: "cataract 2a"}
    kind, label = expand("owl:Class"), expand("rdfs:label")
    lines = [
        f"<{expand(f'DOID:{number}')}> a <{kind}> ; <{label}> '{name}' ."
        for number, name in names.items()
    ]
    (tmp_path / "site").mkdir()
    data = doidkit.Data(write("c.ttl", "\n".join(lines)))
    folder.build(website.gather(data), tmp_path / "site")
    text = (tmp_path / "site" / "browse" / "c.html").read_text(encoding="utf-8")
    listed = text[text.index('<ul class="terms">') :]
    assert re.findall(r"DOID_(\d)\.html", listed) == ["3", "4", "2", "5", "1"]
    assert re.findall(r">DOID:(\d)<", listed) == ["3", "4"]


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_in_silence_and_fits(home: Path, page: Browser, name: str) -> None:
    for width in (360, 1600):
        page.screen(width, 900)
        page.open((home / name).as_uri())
        assert page.console == []
        assert page.value("getComputedStyle(document.body).margin") == "0px", "the style applies"
        assert page.value("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(home: Path, page: Browser, name: str) -> None:
    """Run all rules of axe-core in the light, and of the other theme what may differ: contrast."""
    axe = os.environ.get("AXE_CORE")
    if axe is None:
        pytest.skip("AXE_CORE names no axe.min.js")
    script = Path(axe).read_text(encoding="utf-8")
    for dark in (False, True):
        page.screen(360 if dark else 1600, 900, dark=dark)
        page.open((home / name).as_uri())
        page.value(f"{script};0")
        found = page.value(
            "axe.run(document, {preload: false, resultTypes: ['violations']"
            f"{', runOnly: ' + repr(['color-contrast']) if dark else ''}}}).then("
            "done => done.violations.map(each => [each.id, each.nodes[0].html]))"
        )
        assert found == []


@pytest.mark.browser
def test_search_finds_calcinosis_by_the_keyboard_alone(home: Path, page: Browser) -> None:
    page.screen(1280, 900)
    page.open((home / "index.html").as_uri())
    page.type("/")
    page.type("pathologic calcif")
    page.until("document.querySelector('#found [role=option]')")
    assert page.value("document.getElementById('count').textContent") == "1 term found"
    assert page.value("document.activeElement.getAttribute('aria-expanded')") == "true"
    page.press("ArrowDown")
    chosen = "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))"
    assert page.value(f"{chosen}.getAttribute('aria-selected')") == "true"
    page.press("Enter")
    page.until("location.pathname.endsWith('terms/DOID_182.html')")
    assert page.console == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("DOID:182", "calcinosis"),
        ("calcinosis cutis", "calcinosis cutis"),
        ("CALCINOSIS", "calcinosis"),
        ("tumoural calcinosis", "hyperphosphatemic familial tumoral calcinosis"),
        ("familial calcinosis", "hyperphosphatemic familial tumoral calcinosis"),
        ("zzzz", None),
    ],
)
def test_search_ranks(home: Path, page: Browser, typed: str, first: str | None) -> None:
    page.open((home / "about.html").as_uri())
    page.value("document.getElementById('find').focus()")
    page.type(typed)
    page.until("document.getElementById('count').textContent")
    label = "document.querySelector('#found [role=option]')?.firstChild"
    names = "[...document.querySelectorAll('#found [role=option]')][0]"
    found = page.value(
        f"{label} ? [...{names}.childNodes].filter(n => n.tagName !== 'SMALL')"
        ".map(n => n.textContent).join('') : null"
    )
    assert found == first


@pytest.mark.browser
def test_a_medication_opens_and_a_differential_leads_on(home: Path, page: Browser) -> None:
    page.open((home / "terms/DOID_182.html").as_uri())
    page.value("document.querySelector('#TRT-05 .triple a').click()")
    page.until("location.pathname.endsWith('CHEBI_10033.html') && document.querySelector('h1')")
    assert page.value("document.querySelector('h1').textContent") == "warfarin"
    page.open((home / "terms/DOID_182.html").as_uri())
    page.value("[...document.querySelectorAll('table a')].find(a => "
               "a.textContent === 'Urate tophus').click()")  # fmt: skip
    page.until("location.pathname.endsWith('HP_0033073.html') && document.querySelector('h1')")
    assert page.console == []


@pytest.mark.browser
def test_evidence_opens_by_the_keyboard_and_by_address(home: Path, page: Browser) -> None:
    page.open((home / "terms/DOID_182.html#TRT-05").as_uri().replace("%23", "#"))
    page.until("document.querySelector('#TRT-05 details').open")
    page.open((home / "terms/CHEBI_10033.html").as_uri())
    details = "document.activeElement.closest('details')"
    for _ in range(80):
        page.press("Tab")
        if page.value(f"document.activeElement.tagName === 'SUMMARY' && !!{details}"):
            break
    assert not page.value(f"{details}.open")
    page.press("Enter")
    assert page.value(f"{details}.open")


@pytest.mark.browser
def test_pages_read_without_javascript(home: Path, page: Browser) -> None:
    page.do("Emulation.setScriptExecutionDisabled", value=True)
    try:
        page.open((home / "terms/DOID_182.html").as_uri())
        seen = page.do("DOM.getDocument", depth=0)["root"]["nodeId"]
        box = page.do("DOM.querySelector", nodeId=seen, selector=".find")["nodeId"]
        style = page.do("CSS.enable") or page.do("CSS.getComputedStyleForNode", nodeId=box)
        shown = {each["name"]: each["value"] for each in style["computedStyle"]}
        assert shown["display"] == "none", "a search that cannot search is not offered"
    finally:
        page.do("Emulation.setScriptExecutionDisabled", value=False)
