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


_PART = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})"
_SETTLED = re.compile(
    rf"<[A-Za-z][A-Za-z0-9+.-]*:(?://[A-Za-z0-9.-]+(?::[0-9]+)?(?=[/?#>])|(?!//))"
    rf"{_PART}*+(?:#{_PART}*+)?>\Z"
)
_STEP = re.compile(r"[/:]\.\.?[/?#>]")


def is_settled(term: str) -> bool:
    """Return True if ``<iri>`` is one, in the characters of all, that resolving leaves as it is.

    >>> is_settled("<http://example.org/a#b>"), is_settled("<http://example.org/a/../b>")
    (True, False)
    """
    return _SETTLED.match(term) is not None and not _STEP.search(term)


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
