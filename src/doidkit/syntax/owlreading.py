"""Files of any format as ontologies: their headers and axioms."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from pyoxigraph import RdfFormat, parse

from doidkit.syntax.files import opened
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.manchester import reader as omn
from doidkit.syntax.obo.reader import Document
from doidkit.syntax.obo.to_owl import stated
from doidkit.syntax.ofn import reader as ofn
from doidkit.syntax.owl.expressions import Call, Statement
from doidkit.syntax.owl.from_rdf import axioms, axioms_of
from doidkit.syntax.owl.stated import ontology
from doidkit.syntax.owl.to_rdf import ENTITIES
from doidkit.syntax.owltext import text
from doidkit.syntax.owx import reader as owx
from doidkit.syntax.reading import statements as lines_of
from doidkit.syntax.recording import Replayable
from doidkit.syntax.sniffing import sniffed

_Statements = Callable[[BinaryIO, Path, dict[str, str]], Iterator[Statement]]
_STATED: dict[GraphFormat, _Statements] = {
    GraphFormat.OFN: lambda stream, path, declared: ofn.statements(
        text(stream, path), path, declared
    ),
    GraphFormat.OMN: lambda stream, path, declared: omn.statements(
        text(stream, path), path, declared
    ),
    GraphFormat.OWX: owx.statements,
}


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says: header and axioms (``from_rdf.Axioms``), prefixes and its format."""

    header: list[Call]
    axioms: set[Call]
    prefixes: dict[str, str]
    format: GraphFormat


def read(path: Path, *, format: GraphFormat | None = None) -> Read:
    """Return the ontology of a file, whose format is found by looking unless given.

    Raises SyntaxFault with line and column, and InputError as ``reading.quads``.
    """
    declared: dict[str, str] = {}
    with opened(path) as stream:
        source = Replayable(stream)
        known = format or sniffed(path, source)
        if known in _STATED:
            statements = _STATED[known](cast(BinaryIO, source), path, declared)
            header, found = ontology(statements, path)
            return Read(header, found, declared, known)
        if known is GraphFormat.OBO:
            return _obo(text(cast(BinaryIO, source), path), path)
    lines = lines_of(path, format=known, declared=declared)
    all_of_it = axioms_of([*dict.fromkeys(lines)])
    return Read(all_of_it.header, all_of_it.axioms, declared, known)


def _obo(content: str, path: Path) -> Read:
    """Read OBO; as with OWL API a term that has no stanza is not declared."""
    document = Document(content, path)
    lines, declared = stated(document)
    found = axioms(parse(lines, RdfFormat.N_TRIPLES, rename_blank_nodes=True))
    found.axioms = {
        axiom
        for axiom in found.axioms
        if axiom[0] != "Declaration" or (ENTITIES[axiom[-1][0]], axiom[-1][1]) in declared
    }
    spaces = {c.values[0]: c.values[1] for c in document.header if c.tag == "idspace"}
    return Read(found.header, found.axioms, spaces, GraphFormat.OBO)
