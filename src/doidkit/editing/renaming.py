"""Entities under other names, wherever an ontology mentions them."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from doidkit.documents import Document
from doidkit.errors import InputError
from doidkit.prefixes import expand
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.lexical import iri, literal
from doidkit.syntax.owl.ordering import renamed as with_names
from doidkit.syntax.owl.signature import Entity

_LABEL = iri(expand("rdfs:label"))
_NO_LABELS: Mapping[str, str] = {}
_SEPARATORS = {".tsv": "\t", ".txt": "\t", ".csv": ","}

Row = tuple[str, str, str]
"""The old name, the new one, the new label or ""."""


class MappingFault(InputError):
    """What is wrong with a table of names; ``name`` is ROBOT's for it."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        super().__init__(text)


def table(path: Path, *, allow_duplicates: bool = False) -> list[Row]:
    """Return the rows of a table of old and new names, and labels, below its header.

    Raises MappingFault for a file that is no such table, for an old name that stands twice, and
    unless ``allow_duplicates`` for a new one that does.
    """
    separator = _SEPARATORS.get(path.suffix)
    if separator is None:
        what = f"the mappings file ('{path}') must be a CSV or TSV/TXT file."
        raise MappingFault("file format", what)
    if not path.exists():
        raise MappingFault("missing file", f"mappings file '{path}' does not exist.")
    found: dict[str, Row] = {}
    new_names: set[str] = set()
    for number, (old, new, *label) in _rows(path, separator):
        where = f"line {number} in file '{path}' contains a duplicate"
        if old in found:
            raise MappingFault("duplicate mapping", f"{where} mapping for value '{old}'.")
        if new in new_names and not allow_duplicates:
            raise MappingFault("duplicate rename", f"{where} rename for value '{new}'")
        new_names.add(new)
        found[old] = (old, new, label[0] if label and label[0].strip() else "")
    return [*found.values()]


def _rows(path: Path, separator: str) -> Iterator[tuple[int, list[str]]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.reader(stream, delimiter=separator)
        columns = len(next(rows, ()))
        if not 2 <= columns <= 3:
            raise MappingFault("column count", f"file '{path}' must have 2 or 3 header values")
        for number, row in enumerate(rows, start=2):
            if not 2 <= len(row) <= 3:
                what = f"line {number} in file '{path}' must contain exactly {columns} values."
                raise MappingFault("column count", what)
            yield number, row


def renamed(
    document: Document, names: Mapping[str, str], labels: Mapping[str, str] = _NO_LABELS
) -> Document:
    """Return an ontology with new names, all given at once: two may be exchanged.

    ``names`` are the new ``<iri>`` by the old, ``labels`` the texts that some of the new ones
    have for a label instead of any that they had.
    """
    labels = {name: text for name, text in labels.items() if name in names.values()}
    axioms = {with_names(axiom, names) for axiom in document.axioms}
    axioms = {axiom for axiom in axioms if not _labels(axiom, labels)}
    axioms |= {("AnnotationAssertion", _LABEL, n, literal(text)) for n, text in labels.items()}
    notes = tuple(with_names(note, names) for note in document.annotations)
    return replace(document, axioms=frozenset(axioms), annotations=notes)


def missing(entities: Iterable[Entity], names: Mapping[str, str]) -> list[str]:
    """Return the old names that none of an ontology's entities has."""
    known = {name for _, name in entities}
    return [name for name in names if name not in known]


def beginning(entities: Iterable[Entity], beginnings: Mapping[str, str]) -> dict[str, str]:
    """Return the new names of entities whose IRIs begin as one of ``beginnings``, the longest.

    Old and new beginnings are without angle brackets.
    """
    longest = sorted(beginnings, key=len, reverse=True)
    found = {}
    for _, name in entities:
        old = next((each for each in longest if name[1:].startswith(each)), None)
        if old is not None:
            found[name] = f"<{beginnings[old]}{name[1 + len(old) :]}"
    return found


def _labels(axiom: Call, of: Mapping[str, str]) -> bool:
    """Return True for a label of an entity that gets another one."""
    return axiom[0] == "AnnotationAssertion" and axiom[-3] == _LABEL and axiom[-2] in of
