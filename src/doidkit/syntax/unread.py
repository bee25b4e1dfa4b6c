"""What is met in place of data and not read: each kind is known by how it begins, and named."""

import re
from pathlib import Path

from doidkit.errors import InputError

_KNOWN = (
    (
        re.compile(rb"\s*<(?:\w+:)?TriX[\s>]"),
        "is TriX, which doidkit does not read; have it written as TriG or N-Quads.",
    ),
    (
        re.compile(rb"\s*<(?:!doctype\s+)?html\b", re.IGNORECASE),
        "is a web page, not an ontology; check the address.",
    ),
    (re.compile(rb"%PDF-"), "is a PDF, not an ontology; name a file with data."),
    (re.compile(rb"PK\x03\x04"), "is a ZIP archive; unpack it and name the file within."),
    (re.compile(rb"\xff\xfe|\xfe\xff"), "is UTF-16 text; save it as UTF-8."),
)


def refuse_unread(path: Path | str, head: bytes) -> None:
    """Raise InputError for what begins as something that doidkit does not read."""
    text = head.removeprefix(b"\xef\xbb\xbf")
    for beginning, said in _KNOWN:
        if beginning.match(text):
            raise InputError(f"{path}: {said}")
