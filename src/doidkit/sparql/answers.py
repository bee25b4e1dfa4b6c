"""Answers of endpoints, read while they arrive: whole, or an error that says what is wrong.

pyoxigraph 0.5.13 takes XML that is cut between two elements, and JSON that is cut behind a
boolean, for whole: what is read here is also looked at by a parser of XML or JSON. Odd JSON, as
``plainjson`` has it, is read again without what is odd.
"""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from io import BytesIO
from itertools import islice
from typing import IO, BinaryIO, Protocol, TypeVar, cast

import pyoxigraph as ox

from doidkit.errors import EngineError, SyntaxFault
from doidkit.model import RdfTerm
from doidkit.sparql.badterms import bad_term
from doidkit.sparql.plainjson import plain
from doidkit.sparql.plainresults import PlainResults
from doidkit.syntax.xml.wellformed import Checked
from doidkit.web.addresses import shown
from doidkit.web.client import Body

_BLOCK = 1 << 16
_KEPT = 1 << 24  # bytes of an answer that can be read again
_FAILURES = (SyntaxError, ValueError, SyntaxFault)
_LONGEST_TRUTH = 1 << 20  # bytes; the answer of an ASK has some forty
_XML = (ox.QueryResultsFormat.XML, ox.RdfFormat.RDF_XML)
_VARIABLE = re.compile(r"\w[\w\u00b7\u0300-\u036f\u203f\u2040]*")
_JSON = ox.QueryResultsFormat.JSON
_Item = TypeVar("_Item")
_Row = tuple[RdfTerm | None, ...]


class _Stream(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


def solutions(url: str, body: Body) -> tuple[Sequence[ox.Variable], Iterator[_Row]]:
    """Return the variables and the rows of a SELECT's answer; the rows close it at their end.

    Raises EngineError, also while rows are read, for an answer that is none or not whole.
    """
    stream = _Answer(url, body)
    found = stream.opened()
    if not isinstance(found, ox.QuerySolutions):
        raise stream.fault(ValueError("it is a boolean"))
    if not all(_VARIABLE.fullmatch(variable.value) for variable in found.variables):
        raise stream.fault(ValueError("it has what is no variable"))
    return tuple(found.variables), stream.guarded(stream.rows(found))


def truth(url: str, body: Body) -> bool:
    """Return the answer of an ASK; raises as ``solutions``."""
    stream = _Answer(url, body)
    with closing(body):
        found = stream.opened(whole=True)
        if isinstance(found, ox.QueryBoolean):
            return bool(found)
        rows = stream.guarded(stream.rows(found))
        if [variable.value for variable in found.variables] == ["__ASK_RETVAL"]:
            # Virtuoso's answer to an ASK, in which 0 is false.
            return any(term != ox.Literal(0) for row in rows for term in row)
    raise stream.fault(ValueError("it is no boolean"))


def triples(url: str, body: Body) -> Iterator[ox.Triple]:
    """Return the triples of a CONSTRUCT's or DESCRIBE's answer; raises as ``solutions``."""
    stream = _Answer(url, body)
    return stream.guarded(quad.triple for quad in stream.statements())


class _Answer:
    """One answer: what is read of it, and what is wrong with it where that goes wrong."""

    def __init__(self, url: str, body: Body) -> None:
        self._url = url
        self._body = body
        self._read = _Remembering(body)
        self._format: ox.QueryResultsFormat | None = None
        self._stream: _Stream = self._read

    def opened(self, *, whole: bool = False) -> ox.QuerySolutions | ox.QueryBoolean:
        """Return the results; with ``whole`` all of them have been read and looked at."""
        format = ox.QueryResultsFormat.from_media_type(self._body.media_type)
        self._format = format
        try:
            if format is None or format == ox.QueryResultsFormat.CSV:
                raise ValueError(f"it is {self._body.media_type}")
            self._guard(format)
            if whole:
                data = self._stream.read(_LONGEST_TRUTH)
                while more := self._stream.read(_LONGEST_TRUTH):
                    data += more
                if format == _JSON:
                    json.loads(data)
                self._stream = BytesIO(data)
            return ox.parse_query_results(cast(IO[bytes], self._stream), format)
        except _FAILURES as error:
            return self._again(error)

    def rows(self, found: ox.QuerySolutions) -> Iterator[_Row]:
        """Yield the rows of results."""
        count = 0
        try:
            for row in found:
                yield tuple(row)
                count += 1
        except _FAILURES as error:
            again = self._again(error)
            assert isinstance(again, ox.QuerySolutions), "plain results stay of their kind"
            yield from islice(map(tuple, again), count, None)

    def _again(self, error: Exception) -> ox.QuerySolutions | ox.QueryBoolean:
        """Return results that were refused without what is odd in them, or raise what they are."""
        data = self._read.whole() if self._format == _JSON else None
        try:
            if data is None:
                raise error
            return ox.parse_query_results(plain(data), _JSON)
        except _FAILURES:
            raise self.fault(error) from error

    def statements(self) -> Iterator[ox.Quad]:
        """Return the statements of an RDF document."""
        format = ox.RdfFormat.from_media_type(self._body.media_type)
        try:
            if format is None:
                raise ValueError(f"it is {self._body.media_type}")
            self._guard(format)
            return ox.parse(cast(IO[bytes], self._stream), format)
        except _FAILURES as error:
            raise self.fault(error) from error

    def guarded(self, found: Iterator[_Item]) -> Iterator[_Item]:
        """Yield what is found, then see that the answer ends there."""
        try:
            yield from found
            while self._stream.read(_BLOCK):  # a parser may stop before the end
                pass
        except _FAILURES as error:
            raise self.fault(error) from error
        finally:
            self._body.close()

    def fault(self, error: Exception) -> EngineError:
        """Return what is wrong; the answer is closed."""
        self._body.close()
        at = f"{shown(self._url)}: the answer"
        if term := bad_term(str(error), self._read.lately):
            return EngineError(
                f"{at} has {term}; have it mended there, or leave it out of the query."
            )
        return EngineError(
            f"{at} is not SPARQL results ({self._body.media_type}), or not all of them; check "
            "that the address is that of a SPARQL endpoint."
        )

    def _guard(self, format: ox.QueryResultsFormat | ox.RdfFormat) -> None:
        if self._body.headers.get("Server", "").startswith("Virtuoso") and format == _JSON:
            self._stream = _LegalLabels(self._stream)
        if format in _XML:
            self._stream = Checked(cast(BinaryIO, self._stream), shown(self._url))
        if format == ox.QueryResultsFormat.XML:
            self._stream = PlainResults(self._stream)
        if format == ox.QueryResultsFormat.TSV:
            self._stream = _Ended(self._stream)


class _Remembering:
    """What was read: lately, to say what stood there, and all of it while it is not too much."""

    def __init__(self, stream: _Stream) -> None:
        self._stream = stream
        self._parts: list[bytes] = []
        self._size = 0

    @property
    def lately(self) -> bytes:
        return b"".join(self._parts[-2:])

    def read(self, size: int = -1) -> bytes:
        if data := self._stream.read(size):
            self._size += len(data)
            if self._size > _KEPT:
                del self._parts[:-1]
            self._parts.append(data)
        return data

    def whole(self) -> bytes | None:
        """Return the whole answer, read to its end; None if it is too long to have been kept."""
        while self._size <= _KEPT and self.read(_BLOCK):
            pass
        return b"".join(self._parts) if self._size <= _KEPT else None


class _Ended:
    """A table whose last line has its end, as each has: without, it is cut within that line."""

    def __init__(self, stream: _Stream) -> None:
        self._stream = stream
        self._last = b""

    def read(self, size: int = -1) -> bytes:
        """Return some bytes; ValueError where they end within a line."""
        data = self._stream.read(size)
        if not data and self._last not in (b"\n", b"\r"):
            raise ValueError("it ends within a line")
        self._last = data[-1:] or self._last
        return data


class _LegalLabels:
    """Virtuoso's JSON with labels of blank nodes that may stand there: not ``nodeID://b1``."""

    _SIGN = b'"bnode", "value": "nodeID://'

    def __init__(self, stream: _Stream) -> None:
        self._stream = stream
        self._held = b""

    def read(self, size: int = -1) -> bytes:
        """Return some bytes; the last few are held back, as a label may go on in the next."""
        while True:
            data = self._stream.read(size)
            text = (self._held + data).replace(self._SIGN, self._SIGN[:-3])
            end = max(len(text) - len(self._SIGN), 0) if data else len(text)
            self._held = text[end:]
            if end or not data:
                return text[:end]
