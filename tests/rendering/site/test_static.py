"""Names of a site's files: one a term, safe on every file system, the same each time."""

from hypothesis import given
from hypothesis import strategies as st

from doidkit.ontology import TermRef
from doidkit.rendering.site.static import Static, names

_IRIS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=300).map(
    lambda text: f"https://example.org/{text}"
)


@given(st.lists(_IRIS, unique=True, max_size=20))
def test_names_are_safe_and_differ_without_case(iris: list[str]) -> None:
    found = names(TermRef("", iri, iri) for iri in iris)
    assert [*found] == iris
    assert len({name.casefold() for name in found.values()}) == len(iris)
    for name in found.values():
        assert len(name) < 120
        assert name.replace("_", "").replace("-", "").replace(".", "").isalnum()
        assert name.isascii()
        assert name[0] not in ".-" or name[0] == "-"


def test_a_curie_gives_a_readable_name() -> None:
    one = TermRef("calcinosis", "DOID:182", "http://purl.obolibrary.org/obo/DOID_182")
    other = TermRef("", "DOID:182", "https://example.org/DOID_182")
    found = names([one, other])
    assert found[one.iri] == "DOID_182"
    assert found[other.iri].startswith("DOID_182-")


def test_links_depend_on_where_a_page_stands() -> None:
    known = {"http://e/a": "a"}
    places = {"http://e/claim": "a.html#C-1"}

    def links(up: str, here: str = "") -> Static:
        return Static(known, up, places=places, name="", made_of="", here=here)

    assert links("").term("http://e/a") == "terms/a.html"
    assert links("../").term("http://e/a") == "../terms/a.html"
    assert links("../", "terms/").term("http://e/a") == "a.html"
    assert links("../", "terms/").term("http://e/claim") == "a.html#C-1"
    assert links("").term("http://e/none") == ""
    assert links("../", "terms/").download("http://e/a", "ttl") == "a.ttl"
    assert links("../", "terms/").file("site.css") == "../site.css"
