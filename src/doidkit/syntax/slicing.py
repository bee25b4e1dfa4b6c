"""The axioms of a file a slice at a time, for files larger than memory.

The triples go to a temporary file, as lines of N-Triples in blocks, and for each subject and blank
node it is noted in which block it is spoken of last. Read again, lines wait for that block: then
all that an axiom needs is together, and ``from_rdf`` makes axioms of it as it does of a whole
file. So any order of the triples is read rightly; memory stays small where what is said of a term
stands near together, as in all that ontologies' tools write.
"""

import io
import marshal
import re
import tempfile
import warnings
import weakref
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from doidkit.errors import DoidkitNote, InputError, SyntaxFault
from doidkit.syntax.files import opened
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.obo.reader import STANZA, Document
from doidkit.syntax.obo.to_owl import Mapped
from doidkit.syntax.owl.axioms import PROPERTY, SOURCE
from doidkit.syntax.owl.expressions import TYPE, Call, is_whole, owl
from doidkit.syntax.owl.expressions_from_rdf import PROPERTY_TYPES
from doidkit.syntax.owl.from_rdf import Axioms, axioms
from doidkit.syntax.owl.stream import Stream
from doidkit.syntax.owl.to_rdf import ENTITIES
from doidkit.syntax.reading import quads
from doidkit.syntax.statements import hand_on

FORMATS = frozenset((GraphFormat.RDFXML, GraphFormat.NTRIPLES, GraphFormat.TURTLE, GraphFormat.OBO))
"""What can be read a slice at a time."""

_END = b" .\n"
_RELATION = "[Typedef"
_TERMS = 5_000  # of OBO, that are read at once
_ID = re.compile(r"^id:\s*(\S+)", re.MULTILINE)
_BEYOND = re.compile(r"^owl-axioms:.*\n", re.MULTILINE)
_TYPE, _SOURCE, _PROPERTY, _ONTOLOGY = (
    term.encode() for term in (TYPE, SOURCE, PROPERTY, owl("Ontology"))
)
_PROPERTIES = frozenset(term.encode() for term in PROPERTY_TYPES)
_ENTITIES = frozenset(term.encode() for term in ENTITIES.values())
_Ties = tuple[int, ...]


class NoSlices(Exception):
    """What a file says cannot be told from a slice of it alone; it has to be read whole."""


class Slices:
    """The header of a file, and its axioms a slice at a time, as often as they are asked for.

    ``lines`` are how many triples make a block. The file is read when this is made; its slices
    are then in a temporary one. Raises SyntaxFault and InputError as ``reading.quads``, and
    NoSlices.
    """

    def __init__(self, path: Path, format: GraphFormat, *, lines: int = 50_000) -> None:
        self.prefixes: dict[str, str] = {}
        self.header: list[Call] = []
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        weakref.finalize(self, self._file.close)
        try:
            with tempfile.TemporaryFile() as spool:
                blocks = _Blocks(cast(IO[bytes], spool), lines)
                declared = _filled(blocks, path, format, self.prefixes)
                self._fill(blocks, declared)
        except OSError as error:
            raise InputError(
                f"{path}: is read through a temporary file, which cannot be written "
                f"({error.strerror}); set TMPDIR to a folder with more room."
            ) from error
        self._size = self._file.tell()

    def _fill(self, blocks: "_Blocks", declared: set[tuple[str, str]] | None) -> None:
        for header, found in blocks.parts():
            self.header = [*dict.fromkeys((*self.header, *header))]
            kept = {
                axiom
                for axiom in found
                if is_whole(axiom)
                and (
                    declared is None  # else OBO, with what it has stanzas for
                    or axiom[0] != "Declaration"
                    or (ENTITIES[axiom[-1][0]], axiom[-1][1]) in declared
                )
            }
            marshal.dump(kept, cast(IO[bytes], self._file))

    def __iter__(self) -> Iterator[set[Call]]:
        """Yield the axioms, each in one slice."""
        at = 0
        while at < self._size:
            self._file.seek(at)  # slices may be asked for again before these are at their end
            found: set[Call] = marshal.load(cast(IO[bytes], self._file))
            at = self._file.tell()
            yield found


def _filled(
    blocks: "_Blocks", path: Path, format: GraphFormat, prefixes: dict[str, str]
) -> set[tuple[str, str]] | None:
    """Fill blocks with a file, and return what OBO declares, None for another format."""
    if format is not GraphFormat.OBO:
        hand_on(quads(path, format=format, declared=prefixes), blocks.take)
        return None
    try:
        with warnings.catch_warnings():
            return _obo(blocks, path, prefixes)
    except (UnicodeDecodeError, SyntaxFault) as error:
        raise NoSlices("what is wrong is told with its place in the whole") from error


def _obo(blocks: "_Blocks", path: Path, prefixes: dict[str, str]) -> set[tuple[str, str]]:
    declared: set[tuple[str, str]] = set()
    for document in _documents(path):
        spaces = (clause.values for clause in document.header if clause.tag == "idspace")
        prefixes.update((values[0], values[1]) for values in spaces)
        mapped = Mapped(document)
        made = cast(IO[bytes], Stream(mapped.chunks()))
        hand_on(ox.parse(made, ox.RdfFormat.N_TRIPLES, rename_blank_nodes=True), blocks.take)
        declared |= mapped.axioms.declared
        # Lines are counted from each part's beginning: only of the first are they the file's.
        warnings.simplefilter("ignore", DoidkitNote)
    return declared


def _documents(path: Path) -> Iterator[Document]:
    """Yield an OBO file in parts: some terms, each time with the header and all relations."""
    header, relations = "", ""
    for stanza in _stanzas(path):
        if stanza[:1] != "[":
            header = stanza
        elif stanza.startswith(_RELATION):
            relations += stanza
    terms = (s for s in _stanzas(path) if s[:1] == "[" and not s.startswith(_RELATION))
    seen: set[int] = set()
    some = [*islice(terms, _TERMS)]
    while True:
        for stanza in some:
            name = _ID.search(stanza)
            number = hash(name[1] if name else stanza)
            if number in seen:
                raise NoSlices("a term has two stanzas")
            seen.add(number)
        yield Document(f"{header}{''.join(some)}{relations}", path)
        header = _BEYOND.sub("", header)  # said once
        some = [*islice(terms, _TERMS)]
        if not some:
            return


def _stanzas(path: Path) -> Iterator[str]:
    """Yield the text of the header, then that of each stanza, all ending in a line end."""
    with opened(path) as stream:
        text = io.TextIOWrapper(stream, "utf-8-sig", newline="\n")
        try:
            lines: list[str] = []
            for line in text:
                if line[:1] == "[" and STANZA.match(line.rstrip("\n")):
                    yield "".join(lines)
                    lines = []
                lines.append(line if line[-1] == "\n" else f"{line}\n")
            yield "".join(lines)
        finally:
            text.detach()


class _Blocks:
    """Triples as lines in a temporary file, of which axioms are made when all is there."""

    def __init__(self, file: IO[bytes], lines: int) -> None:
        self._file = file
        self._lines = lines
        self._last: dict[int, int] = {}
        self._context: dict[bytes, None] = {}
        self._ontologies: set[bytes] = set()
        self._size = 0

    def take(self, lines: list[bytes]) -> None:
        """Add lines without their final dots."""
        last, context, kept = self._last, self._context, []
        for line in lines:
            subject, predicate, value = line.split(b" ", 2)
            if predicate == _TYPE and value in _PROPERTIES and subject[:1] == b"<":
                context[line] = None
                continue
            if predicate == _PROPERTY and value == _TYPE:
                raise NoSlices("a declaration has annotations")
            if predicate == _TYPE and value == _ONTOLOGY:
                self._ontologies.add(subject)
            block = self._size // self._lines
            for tie in _ties(subject, predicate, value):
                last[tie] = block
            kept.append(line)
            self._size += 1
        self._file.write(b"".join([line + _END for line in kept]))

    def parts(self) -> Iterator[tuple[list[Call], Iterable[Call]]]:
        """Yield the header, which is in one of them, and the axioms, each once."""
        if len(self._ontologies) > 1:
            raise NoSlices("the file has several ontologies")
        known = Axioms(_parsed(self._context))
        yield [], known.axioms
        for lines in self._whole():
            found = axioms(_parsed((*self._context, *lines)))
            if found.kinds.relating - known.kinds.relating:
                raise NoSlices("a property is known by its use alone")
            if found.has_anonymous():
                raise NoSlices("an individual has no name")
            yield found.header, found.axioms - known.axioms

    def _whole(self) -> Iterator[list[bytes]]:
        """Yield lines such that no line elsewhere says more of a subject or blank node."""
        waiting: list[bytes] = []
        for block, lines in enumerate(self._blocks()):
            waiting += lines
            ties = [_ties(*line.split(b" ", 2)) for line in waiting]
            later = self._spoken_of_later(ties, block)
            yield [line for line, own in zip(waiting, ties, strict=True) if later.isdisjoint(own)]
            waiting = [
                line for line, own in zip(waiting, ties, strict=True) if not later.isdisjoint(own)
            ]

    def _spoken_of_later(self, ties: list[_Ties], block: int) -> set[int]:
        last = self._last
        later = {tie for own in ties for tie in own if last[tie] > block}
        before = 0
        while before < len(later):
            before = len(later)
            for own in ties:
                if len(own) > 1 and not later.isdisjoint(own):
                    later.update(own)
        return later

    def _blocks(self) -> Iterator[list[bytes]]:
        at = 0
        while True:
            self._file.seek(at)
            lines = [line[: -len(_END)] for line in islice(self._file, self._lines)]
            if not lines:
                return
            at = self._file.tell()
            yield lines


def _ties(subject: bytes, predicate: bytes, value: bytes) -> _Ties:
    """Return what must not be parted from other lines: subjects and blank nodes, as numbers.

    Two that have one number are kept together without need. A declaration says all by itself.
    """
    if value[:2] == b"_:" or predicate == _SOURCE:
        return hash(subject), hash(value)
    if predicate == _TYPE and value in _ENTITIES and subject[:1] == b"<":
        return ()
    return (hash(subject),)


def _parsed(lines: Iterable[bytes]) -> Iterable[ox.Quad]:
    return ox.parse(b"".join([line + _END for line in lines]), ox.RdfFormat.N_TRIPLES)
