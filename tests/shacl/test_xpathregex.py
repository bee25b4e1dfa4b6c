"""sh:pattern is XPath's: what the engine is asked matches what XPath's fn:matches does."""

import re

import elementpath
import pytest
from elementpath.xpath3 import XPath3Parser
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal

from doidkit.shacl.regexes import in_python, longest, searcher
from doidkit.shacl.xpathregex import RegexError, translated
from doidkit.sparql import expressions


def matches(regex: str, flags: str, text: str) -> bool:
    """Return what the common language makes of an expression, in Oxigraph."""
    meant = translated(regex, flags)
    test = f"REGEX(?a, {Literal(meant.text)}, {Literal(meant.flags)})"
    return bool(expressions.true_rows([[Literal(text)]], test))


# The expected values are those of XML Schema 1.1 part 2 (G) and of XPath's 7.6.1.
MEANT = [
    ("^[a-z-[aeiou]]+$", "", "bcd", True),
    ("^[a-z-[aeiou]]+$", "", "bad", False),
    ("^[a-z-[aeiou]]+$", "", "b-d", False),
    ("^[a-z-[m-p-[n]]]+$", "", "n", True),
    ("^[a-z-[m-p-[n]]]+$", "", "m", False),
    ("^[^a-z-[0-9]]+$", "", "A", True),
    ("^[^a-z-[0-9]]+$", "", "7", False),
    ("^[a-z-[^aeiou]]+$", "", "aei", True),
    ("^[a-z-[^aeiou]]+$", "", "b", False),
    ("^[a-z-[aeiou]]+$", "i", "BAD", False),
    ("^[a-z-[aeiou]]+$", "i", "BCD", True),
    ("a b # c", "x", "ab#c", True),
    ("a b # c", "x", "ab", False),
    ("[ ]b", "x", " b", True),
    ("^a.c$", "q", "^a.c$", True),
    ("^a.c$", "q", "abc", False),
    ("A.c", "qi", "xa.C", True),
    ("^a$", "", "a\n", False),
    ("^a$", "", "b\na\nb", False),
    ("^a$", "m", "b\na\nb", True),
    ("a.b", "", "a\nb", False),
    ("a.b", "", "a\rb", True),
    ("a.b", "s", "a\nb", True),
    ("^\\i\\c*$", "", "a-1", True),
    ("^\\i\\c*$", "", "1a", False),
    ("^[\\i-[:]][\\c-[:]]*$", "", "a:b", False),
    ("^[\\i-[:]][\\c-[:]]*$", "", "a.b", True),
    ("^\\I$", "", "1", True),
    ("^[\\C]$", "", "/", True),
    ("^[\\C]$", "", "a", False),
    ("^\\d$", "", "\u0663", True),
    ("^\\w+$", "", "a_b", False),
    ("^\\w+$", "", "a+b", True),
    ("^[\\w_]+$", "", "a_b", True),
    ("^\\W$", "", "_", True),
    ("^\\s$", "", "\u00a0", False),
    ("^\\S$", "", "\u00a0", True),
    ("^\\p{Lu}\\P{Lu}$", "", "Ab", True),
    ("^[\\p{Lu}\\d]+$", "", "A1", True),
    ("^[[:alpha:]]$", "", None, None),
    ("[a&&b]", "", "&", True),
    ("[a~~b]", "", "~", True),
    ("^a*?$", "", "aaa", True),
    ("a{2}?", "", "aa", True),
    ("^[-a]$", "", "-", True),
    ("^[a-]$", "", "-", True),
    ("^[+--]$", "", ",", True),
    ("\\-\\^\\$", "", "-^$", True),
    ("\\/", "", "/", True),
    ("a|b", "", "b", True),
    ("", "", "x", True),
]
REFUSED = [
    ("\\p{IsGreek}", "", "blocks"),
    ("\\p{Greek}", "", "no category"),
    ("\\p{Lu}", "i", "the flag i"),
    ("(a)\\1", "", "back-references"),
    ("a++", "", "nothing that"),
    ("a**", "", "nothing that"),
    ("^*", "", "nothing that"),
    ("*a", "", "nothing that"),
    ("a{,3}", "", "needs a number"),
    ("a{3,2}", "", "ends before"),
    ("[b-a]", "", "ends before"),
    ("(?i)a", "", "no \\(\\?"),
    ("(?=a)", "", "no \\(\\?"),
    ("(?<n>a)", "", "no \\(\\?"),
    ("[[:alpha:]]", "", "needs a backslash"),
    ("[]", "", "too early|backslash"),
    ("[a", "", "too early"),
    ("(a", "", "never closed"),
    ("a)", "", "never opened"),
    ("\\b", "", "no escape"),
    ("\\x41", "", "no escape"),
    ("\\A", "", "no escape"),
    ("\\Qa\\E", "", "no escape"),
    ("a\\", "", "too early"),
    ("[a-\\d]", "", "range cannot end"),
    ("[a-z-[a]b]", "", "come last"),
    ("a", "k", "no flag"),
    ("(" * 5000 + ")" * 5000, "", "too deep"),
    ("[a-" * 5000, "", "backslash|too deep|too early"),
]


@pytest.mark.parametrize(("regex", "flags", "text", "expected"), [m for m in MEANT if m[2]])
def test_it_means_what_xpath_means(regex: str, flags: str, text: str, expected: bool) -> None:
    assert matches(regex, flags, text) == expected
    compiled = in_python(regex, flags)
    assert compiled is None or bool(compiled.search(text)) == expected


@pytest.mark.parametrize(("regex", "flags", "said"), REFUSED)
def test_what_is_none_or_not_evaluated_is_named(regex: str, flags: str, said: str) -> None:
    with pytest.raises(RegexError, match=said):
        translated(regex, flags)


# Without \\w and \\W, which elementpath leaves to Python, where _ is a letter and + is none.
PIECES = ["a", "b", "-", "B", ".", "^", "$", "(a|b)", "[ab]", "[^a]", "[a-z-[b]]", "[^a-[b]]"]
PIECES += ["\\d", "\\s", "\\i", "\\c", "\\D", "\\S", "\\I", "\\C", "\\p{Lu}", "\\."]
PIECES += [
    "+",
    "*",
    "?",
    "{2}",
    "{1,2}",
    "|",
    " ",
    "#",
    "[\\d-]",
    "[_-]",
    "(?:ab)",
    "\\P{L}",
]
# Without \\r, which the dot matches in XPath 2, SPARQL's, and not in XPath 3.
TEXTS = st.text(alphabet="abAB_-. #19:\né+٣", max_size=5)


@settings(max_examples=600, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from(PIECES), max_size=5).map("".join),
    st.sampled_from(["", "", "s", "x", "q", "m"]),
    st.lists(TEXTS, min_size=1, max_size=6),
)
def test_another_implementation_of_xpath_agrees(regex: str, flags: str, texts: list[str]) -> None:
    if flags == "x":  # elementpath takes # for the start of a comment, as Python does
        regex = regex.replace("#", "")
    try:
        wanted = [xpath(regex, flags, text) for text in texts]
    except elementpath.ElementPathError:
        return  # what it refuses is refused here by the table above
    if not re.search(r"[$^][*+?{]", regex):  # an anchor that is repeated is refused
        assert [matches(regex, flags, text) for text in texts] == wanted


def xpath(regex: str, flags: str, text: str) -> bool:
    context = elementpath.XPathContext(item=1, variables={"t": text, "r": regex, "f": flags})
    parser = XPath3Parser(variable_types={"t": "xs:string", "r": "xs:string", "f": "xs:string"})
    return bool(parser.parse("matches($t, $r, $f)").evaluate(context))


RUNAWAYS = [
    "^(a+)+$",
    "(a|a)*b",
    "^(a|ab)*c$",
    "(x+x+)+y",
    "a?a?a?a?a?a?a?a?aaaaaaaa",
    "^(a{1,9}){1,9}$",
]


@pytest.mark.parametrize("regex", [*RUNAWAYS, "a+$", "a*a*a*b", "(a*)*"])
def test_what_could_run_away_is_no_business_of_pythons(regex: str) -> None:
    # The native engine takes these in no time; Python would need longer than anyone waits.
    text = "a" * 100_000 + "!"
    assert longest(regex) < len(text)
    search = searcher(regex, "", translated(regex, ""), [text])
    assert bool(search(text)) == (regex in ("(a*)*", RUNAWAYS[4]))


def test_long_texts_and_short_ones_are_told_apart() -> None:
    texts = ["ab", "a" * 3_000_000 + "b", "b", "b" * 3_000_000]
    search = searcher("a+b$", "", translated("a+b$", ""), texts)
    assert [bool(search(text)) for text in texts] == [True, True, False, False]
