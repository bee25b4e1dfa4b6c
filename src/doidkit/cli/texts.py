"""Texts that a command works on: given as they are, in files, on standard input."""

import sys
from pathlib import Path

from doidkit.errors import InputError


def read(path: Path) -> str:
    """Return a file's text, or that of standard input for ``-``; InputError if it is none."""
    try:
        data = sys.stdin.buffer.read() if path == Path("-") else path.read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is no UTF-8; save it as such.") from error
