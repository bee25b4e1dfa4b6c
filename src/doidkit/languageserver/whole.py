"""What needs the whole file, done in a copy of the process: its statements, all its findings.

Of a file that is ill-formed it is done without the frames that are.
"""

import os
import pickle
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import pyoxigraph as ox

from doidkit import checking, temporary
from doidkit.checking.gathering import syntax_finding
from doidkit.checking.waivers import beside
from doidkit.errors import DoidkitError, SyntaxFault
from doidkit.languageserver.document import Document
from doidkit.languageserver.frames import HEADER, RELATION
from doidkit.model import Finding, Location
from doidkit.serving.replies import Draft, Head
from doidkit.sparql.literals import marked_quads
from doidkit.syntax.iris import based
from doidkit.syntax.reading import quads_in

_KIND = Head("application/octet-stream")
_FAULTS = 10  # frames that are left out; a text with more is not what somebody is typing


def statements(document: Document) -> Draft:
    """Return all that a document says as N-Quads, literals marked."""

    def parts() -> Iterator[bytes]:
        _give_way()
        text, _ = _readable(document)
        found = quads_in(text, document.path, document.format) if text else []
        yield ox.serialize(marked_quads(found), format=ox.RdfFormat.N_QUADS) or b""

    return Draft(_KIND, parts())


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in a document; where it is not ``complete``, what keeps it from being read."""

    found: tuple[Finding, ...]
    complete: bool


def findings(document: Document, profile: str) -> Draft:
    """Return the findings in a document, pickled; ``told`` has them."""

    def parts() -> Iterator[bytes]:
        _give_way()
        text, faults = _readable(document)
        found = [*map(_syntax, faults)]
        if text is not None:
            with temporary.folder() as folder, based(document.path):
                copy = folder / document.path.name
                copy.write_bytes(text)
                waivers = beside((document.path,))
                found += checking.check(copy, profile=profile, waivers=waivers)
        yield pickle.dumps(Findings(tuple(found), text is not None))

    return Draft(_KIND, parts())


def told(body: bytes) -> Findings:
    """Return the findings that ``findings`` made."""
    found = pickle.loads(body)
    assert isinstance(found, Findings)
    return found


def _give_way() -> None:
    """Leave the processor to what answers the editor."""
    with suppress(OSError):
        os.nice(10)


def _readable(document: Document) -> tuple[bytes | None, list[SyntaxFault]]:
    """Return a document's bytes, lines of ill-formed frames empty, and what is wrong with these.

    There are none where that is not enough: of an ill-formed header, or too many frames.
    """
    lines = [line for frame in document.frames for line in frame.lines]
    faults: list[SyntaxFault] = []
    while len(faults) < _FAULTS:
        data = "".join(lines).encode("utf-8", "surrogatepass")
        try:
            quads_in(data, document.path, document.format)
            return data, faults
        except SyntaxFault as fault:
            faults.append(fault)
            frame, start = document.frame((fault.line or 1) - 1)
            if frame.kind in (HEADER, RELATION):
                break
            lines[start : start + len(frame.lines)] = ["\n" for _ in frame.lines]
        except DoidkitError:
            break
    return None, faults


def _syntax(fault: SyntaxFault) -> Finding:
    return syntax_finding(fault.reason, Location(fault.path, fault.line, fault.column))
