"""sh:pattern over many texts, in Python where Python means the same and cannot run away.

Oxigraph's engine takes time in proportion to a text, but each text must be written into a query.
Python's goes back and tries again, so it only gets what bounds that.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache

from pyoxigraph import Literal

from doidkit.shacl.xpathregex import Regex
from doidkit.sparql import expressions

# ASCII characters, classes, groups, alternation, counts, ^ and $: the same language everywhere.
# Left out are escapes that name sets of characters, and what XPath, Rust and Python extend.
_CLASS = r"\[\^?(?:[A-Za-z0-9 _.,:;/+*?()@#%=!<>'\"|-]|\\[\[\]\\^.-])+\]"
_SHARED = re.compile(
    rf"(?:[A-Za-z0-9 _,:;/@#%=!<>'\"&~-]|\\[.()\[\]{{}}*+?|^$\\/-]|\.(?!\Z)|\.(?=\Z)|{_CLASS}"
    r"|\((?:\?:|(?![?*+]))|\)|\||[*+?](?![*+?])|\{\d+(?:,\d*)?\}(?![*+?{])|\^|\$)*\Z"
)
_FLAGS = {"": 0, "i": re.IGNORECASE, "s": re.DOTALL, "is": re.I | re.S, "si": re.I | re.S}
_PIECE = re.compile(rf"{_CLASS}|\\.|\(\?:|\{{\d+(?:,\d*)?\}}|.", re.DOTALL)
_STEPS = 1_000_000
"""How often Python may go back over one text."""


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


@cache
def longest(regex: str) -> int:
    """Return how long a text Python may search, of an expression that it reads rightly.

    Each repetition that can take more or less may be tried at each length, so that the steps
    are at most the length to the power of their number, one more where the start is open. A
    repetition of what can itself match in several ways is none of Python's business.
    """
    most = 0
    for count, anchored, nested in _branches(regex):
        if nested:
            return 0
        most = max(most, count + (not anchored))
    return int(_STEPS ** (1 / most)) if most else _STEPS


def searcher(regex: str, flags: str, meant: Regex, texts: Iterable[str]) -> Callable[[str], object]:
    """Return a test whether a text matches, for some texts; ``meant`` is what engines read."""
    compiled = in_python(regex, flags)
    limit = longest(regex) if compiled is not None else 0
    rest = list(dict.fromkeys(text for text in texts if len(text) > limit))
    test = f"REGEX(?a, {Literal(meant.text)}, {Literal(meant.flags)})"
    matching = {rest[row] for row in expressions.true_rows(([Literal(t)] for t in rest), test)}
    if compiled is None:
        return matching.__contains__
    if not rest:
        return compiled.search
    search = compiled.search
    return lambda text: text in matching if len(text) > limit else search(text)


def _branches(regex: str) -> list[tuple[int, bool, bool]]:
    """Return of each alternative how many repetitions vary, if it starts with ^, if they nest."""
    found: list[tuple[int, bool, bool]] = []
    count, anchored, nested, varied = 0, regex.startswith("^"), False, False
    groups: list[bool] = []
    pieces = _PIECE.findall(regex)
    for at, piece in enumerate(pieces):
        following = pieces[at + 1] if at + 1 < len(pieces) else ""
        if piece in ("(", "(?:"):
            groups.append(False)
        elif piece == ")" and groups:
            varied = groups.pop()
            nested = nested or (varied and _repeats(following))
            if groups and varied:
                groups[-1] = True
        elif piece == "|":
            if groups:
                groups[-1] = True
            else:
                found.append((count, anchored, nested))
                count, anchored = 0, following == "^"
        elif _varies(piece):
            count += 1
            if groups:
                groups[-1] = True
    return [*found, (count, anchored, nested)]


def _varies(piece: str) -> bool:
    return piece in ("*", "+", "?") or (piece[0] == "{" and "," in piece)


def _repeats(piece: str) -> bool:
    return piece in ("*", "+") or (piece[:1] == "{" and piece not in ("{0}", "{1}"))
