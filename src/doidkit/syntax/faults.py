"""The errors of pyoxigraph's parsers as ours, located in the file."""

from pathlib import Path

from doidkit.errors import SyntaxFault
from doidkit.syntax import misfits
from doidkit.syntax.files import STANDARD_INPUT
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.iris import base_of
from doidkit.syntax.json import faults as jsonfaults
from doidkit.syntax.rdfxml import faults as rdfxmlfaults
from doidkit.syntax.recording import LOCATED, Replayable


def located(path: Path, error: SyntaxError, format: GraphFormat, read: Replayable) -> SyntaxFault:
    """Return a parser's error with its line and column; ``read`` is what was read of the file.

    Of OBO and OWL's own syntaxes, what the parser read is the N-Triples made of it.
    """
    line, column = error.lineno, error.offset
    if format not in LOCATED and not (line and format.is_rdf):
        line, column = _place(read.whole(), format, path, error)
    reason = _reason(error)
    if path == STANDARD_INPUT and "No scheme found" in reason:
        reason += ", and standard input has no address that it could be of (--base names one)"
    return SyntaxFault(path, reason, line=line, column=column)


def _place(
    data: bytes, format: GraphFormat, path: Path, error: SyntaxError
) -> tuple[int | None, int | None]:
    if format is GraphFormat.RDFXML:
        return rdfxmlfaults.place(data, path, str(error.msg), base_of(path))
    if format is GraphFormat.JSONLD:
        return jsonfaults.jsonld_place(data, str(error.msg), base_of(path))
    return misfits.place(data, format, path, error)


def _reason(error: SyntaxError) -> str:
    message = str(error.msg)
    reason = message.split(": ", 1)[-1] if error.lineno else message
    if "nvalid UTF-8" in message or "using UTF-8" in reason:
        return "this is not UTF-8 text"
    if "LoadDocumentCallback" in reason:
        return "the JSON-LD refers to a context on the network, which doidkit does not fetch"
    return reason.rstrip(".")
