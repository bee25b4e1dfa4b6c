"""SPARQL's regular expressions over many texts, in Python where Python means the same."""

import re
from collections.abc import Callable, Collection

from pyoxigraph import Literal

from doidkit.engines import expressions
from doidkit.model import RdfTerm

# ASCII characters, classes, groups, alternation, counts, ^ and $: the same language everywhere.
# Left out are escapes that name sets of characters, and what XPath, Rust and Python extend.
_CLASS = r"\[\^?(?:[A-Za-z0-9 _.,:;/+*?()@#%=!<>'\"|-]|\\[\[\]\\^.-])+\]"
_SHARED = re.compile(
    rf"(?:[A-Za-z0-9 _,:;/@#%=!<>'\"&~-]|\\[.()\[\]{{}}*+?|^$\\/-]|\.(?!\Z)|\.(?=\Z)|{_CLASS}"
    r"|\((?:\?:)?|\)|\||[*+?](?![*+?])|\{\d+(?:,\d*)?\}(?![*+?{])|\^|\$)*\Z"
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


def searcher(
    regex: str, flags: str, nodes: Callable[[], Collection[RdfTerm]]
) -> Callable[[RdfTerm], object]:
    """Return a test whether a node's text matches, for any of some nodes."""
    compiled = in_python(regex, flags)
    if compiled is not None:
        search = compiled.search
        return lambda node: search(node.value)  # type: ignore[union-attr]
    listed = list(nodes())
    test = f"REGEX(STR(?a), {Literal(regex)}, {Literal(flags)})"
    matching = {listed[row] for row in expressions.true_rows(([node] for node in listed), test)}
    return matching.__contains__
