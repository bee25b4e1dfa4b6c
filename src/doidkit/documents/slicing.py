"""Ontologies larger than memory: read, changed and written a slice at a time."""

import re
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, cast

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from doidkit.atomic import writing_whole
from doidkit.documents.document import Document, assembled
from doidkit.documents.writing import undeclared
from doidkit.errors import InputError
from doidkit.prefixes import NO_PREFIXES
from doidkit.syntax.files import opened
from doidkit.syntax.formats import GraphFormat, compression
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.ontology import Part
from doidkit.syntax.owltriples import ntriples
from doidkit.syntax.recording import Replayable
from doidkit.syntax.slicing import FORMATS, NoSlices, Slices
from doidkit.syntax.sniffing import sniffed
from doidkit.syntax.writing import stream

LARGE = 100 << 20
"""How many bytes a file has from which on it is read a slice at a time; it takes longer."""
WRITTEN = frozenset((GraphFormat.RDFXML, GraphFormat.NTRIPLES, GraphFormat.NQUADS))
"""What can be written a slice at a time."""

_PACKED = 10  # how many times an ontology grows when it is unpacked
_PIECE = 20_000  # axioms
_BLANK = (re.compile(rb"^_:", re.MULTILINE), re.compile(rb"^(\S+ \S+) _:", re.MULTILINE))

Axioms = Iterable[Call]


@dataclass(frozen=True, slots=True)
class Sliced:
    """An ontology that imports none: a ``head`` without axioms, and the axioms in slices.

    ``parts`` returns them anew each time.
    """

    head: Document
    parts: Callable[[], Iterator[Collection[Call]]]

    @property
    def annotations(self) -> tuple[Call, ...]:
        """The annotations of the header."""
        return self.head.annotations

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes of the file."""
        return self.head.prefixes

    @property
    def closure(self) -> "Iterator[Sliced]":
        """The ontology itself, as it imports none."""
        yield self

    @property
    def axioms(self) -> Iterator[Call]:
        """The axioms, one after the other; one may come again."""
        return (axiom for part in self.parts() for axiom in part)

    def changed(
        self,
        change: Callable[[Axioms], Axioms],
        more: Collection[Call] = (),
        *,
        head: Document | None = None,
    ) -> "Sliced":
        """Return the ontology with each slice changed by itself, more axioms, another head."""

        def parts() -> Iterator[Collection[Call]]:
            for part in self.parts():
                yield {*change(part)}
            rest = iter(more)
            while piece := {*islice(rest, _PIECE)}:
                yield piece

        return Sliced(head or self.head, parts)

    def whole(self) -> Document:
        """Return the ontology as one value, in memory."""
        return self.head.with_axioms(self.axioms)


def is_large(path: str | Path) -> bool:
    """Return True for a file that is better read a slice at a time, and can be."""
    known = Path(path)
    try:
        size = known.stat().st_size if known.is_file() else 0
    except OSError:
        return False
    if size * (_PACKED if compression(known) else 1) < LARGE:
        return False
    return _format(known) in FORMATS


def read_sliced(path: str | Path, *, lines: int = 50_000) -> Sliced:
    """Return the ontology of a file, to be read a slice of ``lines`` triples at a time.

    Raises NoSlices for one that imports others or has to be read whole for another reason, and
    SyntaxFault and InputError as ``read``.
    """
    form = _format(Path(path))
    if form not in FORMATS:
        raise NoSlices(f"a file of {form.value} is read whole")
    found = Slices(Path(path), form, lines=lines)
    head = assembled(found.header, set(), found.prefixes, form)
    if head.imports:
        raise NoSlices("the ontology imports others")
    return Sliced(head, lambda: iter(found))


def write_sliced(
    ontology: Sliced,
    path: str | Path,
    format: GraphFormat,
    declared: Mapping[str, str] = NO_PREFIXES,
) -> None:
    """Write an ontology in one of ``WRITTEN``, whole or not at all, as ``write`` does.

    ``declared`` are prefixes beside its own. Raises InputError for a folder that is not there.
    """
    try:
        with tempfile.TemporaryFile() as lines:
            predicates = _triples(ontology, cast(IO[bytes], lines))
            with writing_whole(Path(path)) as out:
                stream(
                    lambda: _parsed(cast(IO[bytes], lines)),
                    out,
                    format=format,
                    declared={**ontology.head.prefixes, **declared},
                    predicates=[NamedNode(each[1:-1].decode()) for each in predicates],
                )
    except OSError as error:
        raise InputError(
            f"{path}: is written through a temporary file, which cannot be made "
            f"({error.strerror}); set TMPDIR to a folder with more room."
        ) from error


def _format(path: Path) -> GraphFormat:
    with opened(path) as source:
        return sniffed(path, Replayable(source))


def _triples(ontology: Sliced, out: IO[bytes]) -> set[bytes]:
    """Write the triples, and what is declared nowhere; return their predicates."""
    head = ontology.head
    predicates: set[bytes] = set()
    lacking = undeclared(head)
    declared: set[Call] = set()

    def put(lines: bytes, number: int) -> None:
        for pattern, label in zip(_BLANK, (b"_:s%d-", rb"\1 _:s%d-"), strict=True):
            lines = pattern.sub(label % number, lines)
        predicates.update({line.split(b" ", 2)[1] for line in lines.splitlines()})
        out.write(lines)

    put(ntriples(Part(head.header, set())), 0)
    for number, part in enumerate(ontology.parts(), 1):
        declared.update(("Declaration", axiom[-1]) for axiom in part if axiom[0] == "Declaration")
        lacking |= undeclared(Document(axioms=frozenset(part)))
        lacking -= declared
        put(ntriples(Part([], {*part})), number)
    put(ntriples(Part([], lacking)), 0)
    return predicates


def _parsed(lines: IO[bytes]) -> Iterator[Quad]:
    lines.seek(0)
    return iter(parse(lines, RdfFormat.N_TRIPLES))
