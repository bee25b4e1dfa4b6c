from doidkit.ontology import Branch, Match, TermRef
from doidkit.queries import parse_query
from doidkit.rendering import text


def branch(name: str, *branches: Branch, repeated: bool = False) -> Branch:
    return Branch(TermRef(name.lower(), f"X:{name}", f"http://x/{name}"), branches, repeated)


def test_a_tree() -> None:
    root = branch("A", branch("B", branch("C")), branch("D", branch("B", repeated=True)))
    assert text.tree(root) == (
        "X:A a\n├── X:B b\n│   └── X:C c\n└── X:D d\n    └── X:B b (shown above)\n"
    )


def test_hits() -> None:
    hits = [
        Match(TermRef("bone", "X:1", "i"), "bone", "label", "exact"),
        Match(TermRef("skull", "X:22", "i"), "head bone", "exact", "word"),
    ]
    assert text.matches(hits) == "X:1   bone\nX:22  skull  (exact synonym: head bone)\n"
    assert text.matches([]) == ""


def test_a_querys_page() -> None:
    header = (
        '#+ title = "Whales"\n#+ description = "All."\n#+ columns = { name = "its name" }\n'
        '#+ example = "doidkit query whales"\n#+ [params.kind]\n#+ type = "term"\n'
        '#+ default = "DOID:182"\n#+ help = "Which."\n'
    )
    page = text.query_page(parse_query("whales", header + "\nASK { }\n"))
    assert page.startswith("whales: Whales\nAll.\n")
    assert "  kind  term, default DOID:182. Which.\n" in page
    assert "  name  its name\n" in page
    assert page.endswith("Text:\n\nASK { }\n")


def test_the_list() -> None:
    queries = [parse_query("a", '#+ title = "T"\nASK {}'), parse_query("long", "ASK {}")]
    assert text.query_list(queries) == "a     T\nlong\n"
