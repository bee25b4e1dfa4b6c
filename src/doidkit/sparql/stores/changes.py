"""What triple stores are known to do to literals: never excused, always named.

A literal has a *key* under a set of changes: two literals with one key are the same to a store
that makes these changes. Where data that was sent and data that came back differ and their keys
do not, the difference has a name; any other difference is damage.
"""

import enum
import re
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from decimal import Context, Decimal, InvalidOperation

_LITERAL = re.compile(rb'"((?:[^"\\]|\\.)*)"\^\^<http://www\.w3\.org/2001/XMLSchema#(\w+)>')
_INTEGERS = frozenset(
    "integer int long short byte nonNegativeInteger positiveInteger nonPositiveInteger "
    "negativeInteger unsignedInt unsignedLong unsignedShort unsignedByte".split()
)
_NUMBERS = _INTEGERS | {"decimal", "double", "float"}
_MIDNIGHT = re.compile(r"(?<![\d:])24:00:00(?:\.0+)?(?![\d:])")
_FRACTION = re.compile(r"\.([0-9]*?)0*(?=[Z+-]|$)")
_EXACT = Context(prec=10_000)
_TIMES = frozenset({"dateTime", "dateTimeStamp", "date", "time", "gYear", "gYearMonth"})


class Change(enum.Enum):
    """A change that a store is known to make; the value is how it is told to people."""

    NUMBER_FORM = "numbers in another lexical form (007 as 7, 1.50 as 1.5)"
    NUMBER_TYPE = "numbers with another datatype (xsd:int as xsd:integer)"
    BOOLEAN_FORM = "booleans in another lexical form (1 as true)"
    BOOLEAN_TYPE = "booleans as integers (false as 0)"
    TIME_FORM = "dates and times in another lexical form (+00:00 as Z)"
    TIME_ZONE = "dates without their time zone"


def key(line: bytes, changes: Collection[Change]) -> bytes:
    """Return what a statement is to a store that makes these changes."""
    if b"XMLSchema#" not in line:
        return line
    return _LITERAL.sub(lambda match: _key(match[0], match[1], match[2].decode(), changes), line)


def named(sent: bytes, found: bytes) -> Change:
    """Return the change between two statements that differ and have one key."""
    mine, theirs = _LITERAL.findall(sent), _LITERAL.findall(found)
    for (form, type_), (other, other_type) in zip(mine, theirs, strict=False):
        if (form, type_) != (other, other_type):
            return _change(type_.decode(), other_type.decode(), form, other)
    return Change.NUMBER_FORM


def _change(mine: str, theirs: str, form: bytes, other: bytes) -> Change:
    if mine == "boolean":
        return Change.BOOLEAN_FORM if theirs == "boolean" else Change.BOOLEAN_TYPE
    if mine in _TIMES:
        dropped = mine == "date" and len(other) < len(form)
        return Change.TIME_ZONE if dropped else Change.TIME_FORM
    return Change.NUMBER_FORM if mine == theirs else Change.NUMBER_TYPE


def _key(whole: bytes, form: bytes, type_: str, changes: Collection[Change]) -> bytes:
    text = form.decode()
    value: str | None = None
    if type_ in _NUMBERS and Change.NUMBER_FORM in changes:
        value = _number(text, type_, typed=Change.NUMBER_TYPE not in changes)
    elif type_ == "boolean" and text in ("true", "false", "1", "0"):
        truth = int(text in ("true", "1"))
        if Change.BOOLEAN_TYPE in changes:
            value = f"number {truth}"
        elif Change.BOOLEAN_FORM in changes:
            value = f"boolean {truth}"
    elif type_ in _TIMES and Change.TIME_FORM in changes:
        value = _time(text, type_, zoned=Change.TIME_ZONE not in changes)
    return whole if value is None else f'"{value}"^^<urn:key>'.encode()


def _number(text: str, type_: str, *, typed: bool) -> str | None:
    try:
        exact = Decimal(repr(float(text))) if type_ in ("double", "float") else Decimal(text)
    except (InvalidOperation, ValueError):
        return None
    # Zero has a sign and an exponent of its own in Decimal.
    plain = exact.normalize(_EXACT) if exact else Decimal(0)
    return f"{type_ if typed else 'number'} {plain}"


def _time(text: str, type_: str, *, zoned: bool) -> str | None:
    """Return a time's value: midnight at a day's end is the next day's beginning (XSD 3.3.7)."""
    if type_ == "date":
        return f"date {_zone(text) if zoned else text[:10]}"
    if type_ == "time":
        # Its zone is kept: 24:00:00 is 00:00:00, in whichever.
        text = _FRACTION.sub(_shortest, _MIDNIGHT.sub("00:00:00", text))
        return f"time {_zone(text)}"
    if type_ not in ("dateTime", "dateTimeStamp"):
        return f"{type_} {_zone(text)}"
    ended = _MIDNIGHT.search(text)
    try:
        moment = datetime.fromisoformat(_MIDNIGHT.sub("00:00:00", text))
        moment += timedelta(days=1 if ended else 0)
        if moment.tzinfo is not None:
            moment = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return f"time {moment.isoformat()}"


def _zone(text: str) -> str:
    return re.sub(r"[+-]00:00$", "Z", text)


def _shortest(fraction: re.Match[str]) -> str:
    return f".{fraction[1]}" if fraction[1] else ""
