"""Relative IRIs."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from doidkit.syntax import options
from doidkit.syntax.files import STANDARD_INPUT, address

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def resolved(reference: str, base: str) -> str:
    """Return the IRI that a reference means in a document of a base IRI (RFC 3986, 5.2).

    >>> resolved("#DOID_1", "http://x.org/a.owl")
    'http://x.org/a.owl#DOID_1'
    """
    if _ABSOLUTE.match(reference) or not base:
        return reference
    if not reference or reference[0] == "#":
        return base.partition("#")[0] + reference
    # The library joins only for schemes that it knows.
    scheme = urlsplit(base).scheme
    joined = urljoin(base.replace(f"{scheme}:", "http:", 1), reference)
    return f"{scheme}:{joined.removeprefix('http:')}"


def absolute(reference: str, path: Path | str) -> str:
    """Return the IRI that a reference means in the document at a path."""
    if _ABSOLUTE.match(reference):
        return reference
    return resolved(reference, base_of(Path(path)) or "")


def base_of(path: Path) -> str | None:
    """Return the IRI that relative ones in a document are of, None if it has no address."""
    given = options.current().base
    if given or path == STANDARD_INPUT:
        return given or None
    return address(path) or path.absolute().as_uri()


@contextmanager
def based(path: Path) -> Iterator[None]:
    """Read so that relative IRIs are those of the document at a path, whatever is read."""
    with options.reading(base=base_of(path) or "", allow_empty=options.current().allow_empty):
        yield
