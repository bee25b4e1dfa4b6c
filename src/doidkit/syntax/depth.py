"""How deep expressions, lists and objects may be nested: deeper than in any real ontology.

What is deeper is refused with its place before a parser that recurses could overflow its stack.
"""

import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from doidkit.errors import SyntaxFault

DEEPEST = 500
TOO_DEEP = f"this is nested more than {DEEPEST} deep, which doidkit does not read"

_FRAMES = 10  # of Python, for a level that is read or written
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_OPENING = (b"{", b"[")
_lock = threading.Lock()
_inside = [0, 0]  # how many blocks are open, and the limit before the first


@contextmanager
def deep() -> Iterator[None]:
    """Let Python recurse as deep as expressions may be, in all threads while one needs it."""
    with _lock:
        if not _inside[0]:
            _inside[1] = sys.getrecursionlimit()
            sys.setrecursionlimit(_inside[1] + _FRAMES * DEEPEST)
        _inside[0] += 1
    try:
        yield
    finally:
        with _lock:
            _inside[0] -= 1
            if not _inside[0]:
                sys.setrecursionlimit(_inside[1])


def require_shallow(data: bytes, path: Path | str) -> None:
    """Raise SyntaxFault with line and column where the brackets of JSON are too deep."""
    if data.count(b"[") + data.count(b"{") <= DEEPEST:
        return
    plain = _STRING.sub(lambda match: b" " * len(match[0]), data)
    depth = 0
    for match in re.finditer(rb"[{}\[\]]", plain):
        depth += 1 if match[0] in _OPENING else -1
        if depth > DEEPEST:
            before = data[: match.start()]
            column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
            raise SyntaxFault(path, TOO_DEEP, line=before.count(b"\n") + 1, column=column)
