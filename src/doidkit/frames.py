"""Rows of RDF terms as columns of plain values: for pandas, polars and whatever reads Arrow.

A column whose terms are all integers, numbers or booleans has such values, any other one texts:
a CURIE or an IRI, the text of a literal without its language or datatype, ``_:`` and the label of
a blank node. None is what is unbound. pandas and polars are the reader's own; the Arrow stream
(the PyCapsule interface of the Arrow C data interface) is made by nanoarrow, the extra ``arrow``.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from doidkit import prefixes
from doidkit.errors import EngineError

if TYPE_CHECKING:
    import pandas
    import polars

Value = str | int | float | bool | None
_XSD = prefixes.PREFIXES["xsd"]
_INTEGERS = frozenset(
    _XSD + name
    for name in (
        "integer int long short byte nonNegativeInteger positiveInteger nonPositiveInteger "
        "negativeInteger unsignedLong unsignedInt unsignedShort unsignedByte"
    ).split()
)
_NUMBERS = _INTEGERS | {_XSD + "decimal", _XSD + "double", _XSD + "float"}
_INTEGER = re.compile(r"[+-]?\d+\Z", re.ASCII)
_MOST = 1 << 63  # 64 bits with a sign
_TRUTH = {"true": True, "1": True, "false": False, "0": False}
# What a kind of values is called by pandas and polars.
_PANDAS = {str: "string", int: "Int64", float: "Float64", bool: "boolean"}
_POLARS = {str: "String", int: "Int64", float: "Float64", bool: "Boolean"}


@dataclass(frozen=True, slots=True)
class Column:
    """A named column; ``kind`` is str, int, float or bool, of all its values but None."""

    name: str
    kind: type
    values: list[Value]


def columns(
    names: Sequence[str], rows: Sequence[Sequence[object]], *, curies: bool = True
) -> list[Column]:
    """Return rows of RDF terms as columns; IRIs are whole unless ``curies`` are wanted."""
    return [
        _column(name, [row[place] for row in rows], curies=curies)
        for place, name in enumerate(names)
    ]


def to_pandas(found: Iterable[Column]) -> "pandas.DataFrame":
    """Return columns as a DataFrame of pandas, with types that know missing values."""
    import pandas

    return pandas.DataFrame(
        {each.name: pandas.array(each.values, dtype=_PANDAS[each.kind]) for each in found}
    )


def to_polars(found: Iterable[Column]) -> "polars.DataFrame":
    """Return columns as a DataFrame of polars."""
    import polars

    return polars.DataFrame(
        [
            polars.Series(each.name, each.values, dtype=getattr(polars, _POLARS[each.kind]))
            for each in found
        ]
    )


def stream(found: Sequence[Column], length: int, requested: object) -> object:
    """Return columns as a PyCapsule named ``arrow_array_stream``; EngineError without nanoarrow."""
    try:
        import nanoarrow as na
    except ImportError as error:
        raise EngineError(
            "An Arrow stream needs nanoarrow; install doidkit[arrow], or use to_pandas() or "
            "to_polars()."
        ) from error
    types: dict[type, Callable[[], Any]] = {
        str: na.string,
        int: na.int64,
        float: na.float64,
        bool: na.bool_,
    }
    schema = na.struct({each.name: types[each.kind]() for each in found})
    children = [na.c_array(each.values, types[each.kind]()) for each in found]
    whole = na.c_array_from_buffers(schema, length, [None], null_count=0, children=children)
    made = na.c_array_stream(whole)
    capsule: object = made.__arrow_c_stream__(requested)
    return capsule


def plain(term: object, *, curies: bool = True) -> str | None:
    """Return a term as text, None for what is unbound."""
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return (prefixes.contract(term.value) if curies else None) or term.value
    if isinstance(term, Literal):
        return term.value
    if isinstance(term, Triple):
        parts = (plain(part, curies=curies) for part in (term.subject, term.predicate, term.object))
        return f"<<{' '.join(map(str, parts))}>>"
    assert isinstance(term, BlankNode), "all other terms are told"
    return f"_:{term.value}"


def _column(name: str, terms: list[object], *, curies: bool) -> Column:
    bound = [term for term in terms if term is not None]
    for kind, read in ((int, _integer), (float, _number), (bool, _boolean)):
        values = [read(term) for term in bound]
        if bound and None not in values:
            found = iter(values)
            return Column(name, kind, [None if term is None else next(found) for term in terms])
    return Column(name, str, [plain(term, curies=curies) for term in terms])


def _integer(term: object) -> int | None:
    if (
        isinstance(term, Literal)
        and term.datatype.value in _INTEGERS
        and _INTEGER.match(term.value)
    ):
        found = int(term.value)
        return found if -_MOST <= found < _MOST else None
    return None


def _number(term: object) -> float | None:
    if not isinstance(term, Literal) or term.datatype.value not in _NUMBERS:
        return None
    try:
        return float(term.value)
    except ValueError:
        return None


def _boolean(term: object) -> bool | None:
    if isinstance(term, Literal) and term.datatype.value == _XSD + "boolean":
        return _TRUTH.get(term.value)
    return None
