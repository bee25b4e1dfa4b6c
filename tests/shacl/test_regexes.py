"""Where Python matches, it finds what SPARQL's REGEX finds."""

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal

from doidkit.shacl.regexes import in_python, searcher
from doidkit.shacl.xpathregex import translated
from doidkit.sparql import expressions

PIECES = ["a", "b", "B", ".", "^", "$", "(a|b)", "[ab]", "[^a]", "[0-9]", "+", "*", "?", "{2}"]
PIECES += ["\\.", "é", "\\d", " ", "-", "(?:ab)", "|", "\\$", "\n", "\\\\"]


@settings(max_examples=400, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from(PIECES), max_size=6).map("".join),
    st.sampled_from(["", "i", "s", "is"]),
    st.lists(st.text(alphabet="abAB.0 9-\n\ré$\\", max_size=5), min_size=1, max_size=8),
)
def test_python_and_sparql_agree(regex: str, flags: str, texts: list[str]) -> None:
    compiled = in_python(regex, flags)
    if compiled is None:
        return
    test = f"REGEX(?a, {Literal(regex)}, {Literal(flags)})"
    rows = expressions.true_rows(([Literal(text)] for text in texts), test)
    assert rows == {n for n, text in enumerate(texts) if compiled.search(text)}


def test_what_python_reads_otherwise_goes_to_sparql() -> None:
    for regex in ("\\p{L}", "\\i", "[a-z-[aeiou]]", "\\w", "(?i)a", "a++", "[[:alpha:]]"):
        assert in_python(regex, "") is None
    assert in_python("a", "x") is None
    found = searcher("^\\p{Lu}", "", translated("^\\p{Lu}", ""), ["Ab", "ab"])
    assert found("Ab")
    assert not found("ab")
