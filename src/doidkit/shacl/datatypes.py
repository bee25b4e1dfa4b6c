"""Lexical validity of literals, as one regular expression a datatype.

The expressions are in the common subset of Python, XPath and Rust, so a SPARQL engine tests the
same language. Source: XML Schema 1.1 part 2; leap years included.
"""

import re
from collections.abc import Callable
from functools import cache

from pyoxigraph import Literal

from doidkit.prefixes import PREFIXES

_XSD = PREFIXES["xsd"]

_ZONE = r"(Z|[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_YEAR = r"-?([1-9][0-9]{3,}|0[0-9]{3})"
_LEAP = r"-?[0-9]*(([0-9][0-9])(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)"
_DAYS = (
    r"((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    r"|02-(0[1-9]|1[0-9]|2[0-8]))"
)
_DATE = rf"({_YEAR}-{_DAYS}|{_LEAP}-02-29)"
_TIME = r"(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?|24:00:00(\.0+)?)"
_DECIMAL = r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"
_DOUBLE = rf"({_DECIMAL}([eE][+-]?[0-9]+)?|[+-]?INF|NaN)"
_SECONDS = r"[0-9]+(\.[0-9]+)?S"
_TIMES = rf"T([0-9]+H([0-9]+M)?({_SECONDS})?|[0-9]+M({_SECONDS})?|{_SECONDS})"
_MONTHS = r"([0-9]+Y([0-9]+M)?|[0-9]+M)"
_DAY_TIMES = rf"([0-9]+D({_TIMES})?|{_TIMES})"
_INTEGER = r"[+-]?[0-9]+"
NAME_START = (
    ":A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
"""The characters that a name of XML starts with, as ranges."""
NAME = NAME_START + "\\-.0-9\u00b7\u0300-\u036f\u203f\u2040"
"""The characters of a name of XML."""
_BASE64 = r"[A-Za-z0-9+/]"

_EXPRESSIONS = {
    "boolean": "(true|false|0|1)",
    "integer": _INTEGER,
    "decimal": _DECIMAL,
    "double": _DOUBLE,
    "float": _DOUBLE,
    "dateTime": rf"{_DATE}T{_TIME}{_ZONE}",
    "dateTimeStamp": rf"{_DATE}T{_TIME}{_ZONE[:-1]}",
    "date": _DATE + _ZONE,
    "time": _TIME + _ZONE,
    "gYear": _YEAR + _ZONE,
    "gYearMonth": rf"{_YEAR}-(0[1-9]|1[0-2]){_ZONE}",
    "gMonth": rf"--(0[1-9]|1[0-2]){_ZONE}",
    "gMonthDay": rf"--({_DAYS}|02-29){_ZONE}",
    "gDay": rf"---(0[1-9]|[12][0-9]|3[01]){_ZONE}",
    "duration": rf"-?P({_MONTHS}({_DAY_TIMES})?|{_DAY_TIMES})",
    "yearMonthDuration": rf"-?P{_MONTHS}",
    "dayTimeDuration": rf"-?P{_DAY_TIMES}",
    "hexBinary": "([0-9a-fA-F]{2})*",
    "base64Binary": (
        rf"(({_BASE64} ?){{4}})*(({_BASE64} ?){{2}}[A-Za-z0-9+/] ?=|{_BASE64} ?[AQgw] ?= ?=)?"
    ),
    "language": "[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*",
    "Name": f"[{NAME_START}][{NAME}]*",
    "NCName": f"[{NAME_START[1:]}][{NAME[1:]}]*",
    "NMTOKEN": f"[{NAME}]+",
    "normalizedString": r"[^\r\n\t]*",
    "token": r"([^\r\n\t ]+( [^\r\n\t ]+)*)?",
}
_BOUNDS: dict[str, tuple[int | None, int | None]] = {
    "byte": (-(2**7), 2**7 - 1),
    "short": (-(2**15), 2**15 - 1),
    "int": (-(2**31), 2**31 - 1),
    "long": (-(2**63), 2**63 - 1),
    "unsignedByte": (0, 2**8 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedLong": (0, 2**64 - 1),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
}


INTEGERS = frozenset(_BOUNDS)
"""The names of the types that XML Schema derives from xsd:integer."""


def expression(datatype: str) -> str | None:
    """Return the regular expression of a datatype's lexical forms, None if any text is one."""
    name = datatype.removeprefix(_XSD) if datatype.startswith(_XSD) else ""
    found = _INTEGER if name in _BOUNDS else _EXPRESSIONS.get(name)
    return f"^({found})$" if found else None


def bounds(datatype: str) -> tuple[int | None, int | None]:
    """Return the least and greatest integer of a derived integer type."""
    return _BOUNDS.get(datatype.removeprefix(_XSD), (None, None))


def well_typed(literal: Literal) -> bool:
    """Return True if a literal's text is in the lexical space of its datatype.

    >>> from pyoxigraph import NamedNode
    >>> well_typed(Literal("2023-02-29", datatype=NamedNode(_XSD + "date")))
    False
    """
    return valid(literal.value, literal.datatype.value)


def valid(text: str, datatype: str) -> bool:
    """Return True if a text is in the lexical space of a datatype, or the datatype is unknown."""
    test = tester(datatype)
    return test is None or test(text)


@cache
def tester(datatype: str) -> Callable[[str], bool] | None:
    """Return the test of a datatype's texts, None if any text will do."""
    found = expression(datatype)
    if found is None:
        return None
    match = re.compile(found[1:-1]).fullmatch
    least, greatest = bounds(datatype)
    if least is None and greatest is None:
        return lambda text: match(text) is not None
    low = float("-inf") if least is None else least
    high = float("inf") if greatest is None else greatest
    return lambda text: match(text) is not None and low <= int(text) <= high


def sparql(variable: str, datatype: str) -> str:
    """Return a SPARQL expression: the text of a literal of this datatype is well-formed."""
    found = expression(datatype)
    if found is None:
        return "true"
    # Not $, before which some engines let a line break pass.
    tests = [f'REGEX(STR({variable}), "{_escaped(found[:-1])}\\\\z")']
    least, greatest = bounds(datatype)
    number = f"<{_XSD}integer>(STR({variable}))"
    tests += [f"{number} >= {least}"] if least is not None else []
    tests += [f"{number} <= {greatest}"] if greatest is not None else []
    return f"COALESCE({' && '.join(tests)}, false)"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
