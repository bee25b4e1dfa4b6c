"""The errors of pyoxigraph's parsers as ours, located in the file."""

from pathlib import Path
from typing import BinaryIO

from doidkit.errors import SyntaxFault
from doidkit.syntax import misfits
from doidkit.syntax.files import opened
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.json import faults as jsonfaults
from doidkit.syntax.recording import LOCATED, Recorded
from doidkit.syntax.xml import faults as xmlfaults


def located(
    path: Path, error: SyntaxError, format: GraphFormat, read: BinaryIO | Recorded
) -> SyntaxFault:
    """Return a parser's error with its line and column; ``read`` is what was read of the file.

    Of OBO and OWL's own syntaxes, what the parser read is the N-Triples made of it.
    """
    line, column = error.lineno, error.offset
    if format not in LOCATED and not (line and format.is_rdf):
        data = read.whole() if isinstance(read, Recorded) else _all(path)
        line, column = _place(data, format, path, error)
    return SyntaxFault(path, _reason(error), line=line, column=column)


def _place(
    data: bytes, format: GraphFormat, path: Path, error: SyntaxError
) -> tuple[int | None, int | None]:
    if format is GraphFormat.RDFXML:
        return xmlfaults.place(data, str(error.msg))
    if format is GraphFormat.JSONLD:
        return jsonfaults.jsonld_place(data, str(error.msg))
    return misfits.place(data, format, path, error)


def _all(path: Path) -> bytes:
    with opened(path) as stream:
        return stream.read()


def _reason(error: SyntaxError) -> str:
    message = str(error.msg)
    reason = message.split(": ", 1)[-1] if error.lineno else message
    if "nvalid UTF-8" in message or "using UTF-8" in reason:
        return "this is not UTF-8 text"
    if "LoadDocumentCallback" in reason:
        return "the JSON-LD refers to a context on the network, which doidkit does not fetch"
    return reason.rstrip(".")
