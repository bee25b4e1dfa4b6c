"""The RDF statements of bytes that are in no file of their own."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from doidkit import temporary
from doidkit.errors import SyntaxFault
from doidkit.syntax import options
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.iris import base_of
from doidkit.syntax.reading import statements


@contextmanager
def merging(path: Path) -> Iterator[None]:
    """Read so that relative IRIs are those of the file at a path, which may come to be empty.

    Nothing is collected meanwhile: a release has millions of small values, none of them in a
    circle, and looking at them again and again takes a third of the time.
    """
    collected = gc.isenabled()
    gc.disable()
    try:
        with options.reading(base=base_of(path) or "", allow_empty=True):
            yield
    finally:
        if collected:
            gc.enable()


def lines(data: bytes, format: GraphFormat, path: Path) -> set[bytes]:
    """Return what a document says as lines of N-Quads; SyntaxFault names it by ``path``."""
    if not data.strip():
        return set()
    with temporary.folder() as folder:
        file = folder / "version"
        file.write_bytes(data)
        try:
            return set(statements(file, format=format))
        except SyntaxFault as fault:
            raise SyntaxFault(path, fault.reason, line=fault.line, column=fault.column) from None
