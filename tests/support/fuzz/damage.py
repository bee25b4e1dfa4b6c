"""Damaged documents of every format, and what independent parsers make of them.

Each is cut, flipped, deleted from, inserted into or repeated, and then either read as another
parser reads it or refused in a sentence that says where.
"""

import random
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from pathlib import Path

import rdflib

from doidkit.errors import DoidkitError, DoidkitNote
from doidkit.sparql.answers import solutions
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.options import reading
from doidkit.syntax.reading import quads
from fuzz import opinions
from fuzz.documents import DOCUMENTS
from fuzz.opinions import BASE, Found, Opinion
from fuzz.tally import Verdict

# What a document says as a whole has no place.
_WHOLE = re.compile(r"holds no triples|looks like|is no |is empty")
_URL = "http://e/sparql"


@dataclass(frozen=True)
class Kind:
    """A format: how doidkit reads a document of it, and an independent opinion on what is read."""

    name: str
    document: bytes
    read: Callable[[Path], Found]
    opinion: Opinion


def _graph(format: GraphFormat) -> Callable[[Path], Found]:
    def read(path: Path) -> Found:
        with warnings.catch_warnings(), reading(base=BASE):
            warnings.simplefilter("ignore", DoidkitNote)
            return {str(quad) for quad in quads(path, format=format)}

    return read


class _Answer(BytesIO):
    """The body of an endpoint's answer."""

    headers: dict[str, str] = {}  # noqa: RUF012
    media_type = ""


def _results(media_type: str) -> Callable[[Path], Found]:
    def read(path: Path) -> Found:
        body = _Answer(path.read_bytes())
        body.media_type = media_type
        _, rows = solutions(_URL, body)  # type: ignore[arg-type]
        return {opinions.row(map(_term, each)) for each in rows}

    return read


def _term(term: object) -> object:
    """Return a term of pyoxigraph as one of rdflib, unbound as it has it."""
    if term is None:
        return None
    (_, _, found) = next(iter(rdflib.Graph().parse(data=f"<a:a> <a:b> {term} .", format="nt")))
    return found


_OPINIONS: dict[str, Opinion] = {
    "turtle": opinions.rdflib_reads("turtle"),
    "ntriples": opinions.rdflib_reads("turtle"),  # its own for N-Triples refuses "1"^^ <a:b>
    "nquads": opinions.rdflib_reads("nquads"),
    "trig": opinions.rdflib_reads("trig"),
    "rdfxml": opinions.both(
        opinions.takes(opinions.xml), opinions.rdflib_reads("xml", may_refuse=True)
    ),
    "jsonld": opinions.rdflib_reads("json-ld"),
    "obo": opinions.fastobo_reads,
    "ofn": opinions.horned("ofn"),
    "omn": opinions.of_absolute(opinions.horned("omn")),
    "owx": opinions.both(opinions.takes(opinions.xml), opinions.horned("owx")),
    "obographs": opinions.obographs,
    "sssom": opinions.table,
    "results in XML": opinions.results("xml"),
    "results in JSON": opinions.results("json"),
    "results in TSV": opinions.results("tsv"),
}
_MEDIA = {
    "results in XML": "application/sparql-results+xml",
    "results in JSON": "application/sparql-results+json",
    "results in TSV": "text/tab-separated-values",
}
KINDS = tuple(
    Kind(
        name,
        document,
        _results(_MEDIA[name]) if name in _MEDIA else _graph(GraphFormat(name)),
        _OPINIONS[name],
    )
    for name, document in DOCUMENTS.items()
)


def damaged(document: bytes, chance: random.Random) -> bytes:
    """Return a document with one to three damages."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        at, size = chance.randrange(len(document) + 1), chance.choice((1, 1, 2, 7, 40))
        kind = chance.randrange(5)
        if kind == 0:
            document = document[:at]
        elif kind == 1:
            document = document[:at] + bytes([chance.randrange(256)]) + document[at + 1 :]
        elif kind == 2:
            document = document[:at] + document[at + size :]
        elif kind == 3:
            document = (
                document[:at]
                + bytes([chance.choice(b"<>&\"'/!?-= :[]{}\\\0\1\n#,")])
                + document[at:]
            )
        else:
            document = document[:at] + document[at : at + size] + document[at:]
        if not document:
            return b" "
    return document


def verdicts(kind: Kind, folder: Path, *, start: int = 0) -> Iterator[Verdict]:
    """Yield without end what came of one damaged document after the other."""
    path = folder / "damaged"
    place = re.compile(rf"{re.escape(str(path))}:\d+(:\d+)?: |{re.escape(_URL)}")
    for number in count(start):
        data = damaged(kind.document, random.Random(f"{kind.name} {number}"))
        path.write_bytes(data)
        case = f"{kind.name} {number}"
        try:
            found = kind.read(path)
        except DoidkitError as error:
            if place.match(str(error)) or _WHOLE.search(str(error)):
                yield Verdict.refused(case)
            else:
                yield Verdict.wrong(case, f"refused without a place: {error}", data)
        except Exception as error:
            yield Verdict.wrong(case, f"{type(error).__name__}: {error}", data)
        else:
            against = kind.opinion(data, found)
            yield Verdict.wrong(case, against, data) if against else Verdict.taken(case)
