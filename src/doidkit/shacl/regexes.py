"""SPARQL's regular expressions over many texts, in Python where Python means the same."""

import re
from collections.abc import Callable, Iterable

from pyoxigraph import Literal

from doidkit.sparql import expressions

# ASCII characters, classes, groups, alternation, counts, ^ and $: the same language everywhere.
# Left out are escapes that name sets of characters, and what XPath, Rust and Python extend.
_CLASS = r"\[\^?(?:[A-Za-z0-9 _.,:;/+*?()@#%=!<>'\"|-]|\\[\[\]\\^.-])+\]"
_SHARED = re.compile(
    rf"(?:[A-Za-z0-9 _,:;/@#%=!<>'\"&~-]|\\[.()\[\]{{}}*+?|^$\\/-]|\.(?!\Z)|\.(?=\Z)|{_CLASS}"
    r"|\((?:\?:|(?![?*+]))|\)|\||[*+?](?![*+?])|\{\d+(?:,\d*)?\}(?![*+?{])|\^|\$)*\Z"
)
_FLAGS = {"": 0, "i": re.IGNORECASE, "s": re.DOTALL, "is": re.I | re.S, "si": re.I | re.S}


def in_python(regex: str, flags: str) -> re.Pattern[str] | None:
    """Return an expression compiled by Python if it means there what it means in SPARQL.

    >>> in_python("^DOID:[0-9]+$", "").search("DOID:182") is not None
    True
    """
    if flags not in _FLAGS or not _SHARED.match(regex) or "--" in regex or "&&" in regex:
        return None
    try:
        # Python's $ would also match before a last line break.
        return re.compile(re.sub(r"(?<!\\)((?:\\\\)*)\$", r"\1\\Z", regex), _FLAGS[flags])
    except re.error:
        return None


def searcher(regex: str, flags: str, texts: Iterable[str]) -> Callable[[str], object]:
    """Return a test whether a text matches, for some texts."""
    compiled = in_python(regex, flags)
    if compiled is not None:
        return compiled.search
    texts = list(dict.fromkeys(texts))
    test = f"REGEX(?a, {Literal(regex)}, {Literal(flags)})"
    rows = ([Literal(text)] for text in texts)
    return {texts[row] for row in expressions.true_rows(rows, test)}.__contains__
