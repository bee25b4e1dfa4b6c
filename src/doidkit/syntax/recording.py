"""Text that can be read once only, recorded where an error in it could not be located else."""

from typing import IO, BinaryIO

from doidkit.syntax.formats import GraphFormat

LOCATED = (GraphFormat.TURTLE, GraphFormat.TRIG, GraphFormat.NTRIPLES, GraphFormat.NQUADS)
"""The syntaxes of whose errors pyoxigraph says all places; other text is read again for them."""
_IN_MEMORY = 1 << 24  # bytes; more is recorded on disk


class Recorded:
    """A stream, and what was read of it."""

    def __init__(self, stream: BinaryIO) -> None:
        from tempfile import SpooledTemporaryFile  # slow to import, and most files need none

        self._stream = stream
        self._copy: IO[bytes] = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115

    def read(self, size: int = -1) -> bytes:
        """Return what comes next."""
        data = self._stream.read(size)
        self._copy.write(data)
        return data

    def close(self) -> None:
        """Forget what was read."""
        self._copy.close()

    def whole(self) -> bytes:
        """Return all of the text, from its beginning."""
        while self.read(_IN_MEMORY):
            pass
        self._copy.seek(0)
        return self._copy.read()
