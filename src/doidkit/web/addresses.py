"""Addresses: which are taken, what of them is shown, and which are of one origin."""

import re
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from doidkit.errors import InputError
from doidkit.web.credentials import PASSWORD, USER

_DEFAULT_PORTS = {"http": 80, "https": 443}
_RESERVED = "%/:=&?~#+!$,;'@()*[]"


def address(url: str) -> str:
    """Return an endpoint's or a store's address; InputError if it is none or holds credentials."""
    parts = _split(url)
    if parts is not None and (parts.username is not None or parts.password is not None):
        raise InputError(
            "The address must not hold a user name or password, which other users of the machine "
            f"could read; set {USER} and {PASSWORD}."
        )
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        raise InputError(
            f'"{shown(url)}" is no endpoint address; it starts with http:// or https://.'
        )
    return url


def document(url: str) -> str:
    """Return the address of a file as it can be sent; InputError if it is none.

    Credentials in it would be written into messages, logs and caches.
    """
    parts = _split(url)
    if parts is None or not parts.hostname:
        raise InputError(f'"{shown(url)}" is no address; check how it is written.')
    if parts.username is not None or parts.password is not None:
        raise InputError(
            f"{shown(url)}: an address of a file must not hold a user name or password; download "
            "the file and name it."
        )
    return url


def sendable(url: str) -> str:
    """Return an address without the characters that HTTP cannot carry, and without a fragment."""
    parts = urlsplit(url)
    return urlunsplit(
        (parts.scheme, parts.netloc, *(quote(part, safe=_RESERVED) for part in parts[2:4]), "")
    )


def shown(url: str) -> str:
    """Return an address without user and password, and without its query, which may hold a key."""
    parts = _split(url)
    if parts is None:  # what cannot be taken apart may hold anything before its last @
        return re.sub(r"//.*@", "//", url.partition("?")[0])
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def same_origin(one: str, other: str) -> bool:
    """Return True for the same scheme, host and port, or the same host from http to https."""
    a, b = _split(one), _split(other)
    if a is None or b is None or a.hostname != b.hostname:
        return False
    if (a.scheme, b.scheme) == ("http", "https"):
        return a.port in (None, 80) and b.port in (None, 443)
    return a.scheme == b.scheme and _port(a) == _port(b)


def _port(parts: SplitResult) -> int | None:
    return parts.port or _DEFAULT_PORTS.get(parts.scheme)


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - a port that is no number raises only here
    except ValueError:
        return None
    return parts
