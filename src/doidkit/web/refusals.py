"""What goes wrong between us and a server, as sentences: one table of status codes."""

import html
import json
import re
import ssl
from collections.abc import Collection
from http.client import HTTPException, InvalidURL
from urllib.error import HTTPError

from doidkit.errors import EngineError
from doidkit.web.addresses import shown
from doidkit.web.connections import Limits
from doidkit.web.peers import Peer

BUSY = (429, 502, 503, 504)
_SAID = {
    400: "refuses the request (HTTP 400)",
    401: "does not accept who you are (HTTP 401); set DOIDKIT_ENDPOINT_TOKEN, or "
    "DOIDKIT_ENDPOINT_USER and DOIDKIT_ENDPOINT_PASSWORD, or a netrc entry",
    403: "refuses access (HTTP 403); ask its operator for the right to use it",
    404: "is not at this address (HTTP 404); check it",
    405: "does not take the request at this address (HTTP 405)",
    413: "refuses a request of this size (HTTP 413)",
    414: "refuses a request of this length (HTTP 414)",
    415: "does not read this syntax (HTTP 415)",
    429: "says that it is asked too often (HTTP 429); wait, then try again",
    503: "is overloaded or down (HTTP 503); try later",
}
_MORE = {
    (Peer.SITE, 401): "asks who you are (HTTP 401); download the file and name it",
    (Peer.SITE, 404): "has no such file (HTTP 404); check the address",
    (Peer.SITE, 410): "has no such file any more (HTTP 410); check the address",
    (Peer.STORE, 403): "refuses access (HTTP 403); ask its operator for the right to write",
    (Peer.STORE, 404): "is not at this address (HTTP 404); check it, or name the kind with --kind",
    (Peer.STORE, 405): "does not take the request at this address (HTTP 405); name the kind with "
    "--kind",
    (Peer.STORE, 413): "refuses a request of this size (HTTP 413); make it smaller with --chunk",
    (Peer.STORE, 415): "does not read this syntax (HTTP 415); name the kind with --kind",
}
_GLANCE = 4000  # bytes of a server's own words
_SHOWN = 200
_PAGES = (400, 413, 500)
"""What a page for a browser may explain; other pages repeat their status."""


class Refused(EngineError):
    """A server answered with an error: its ``status``, and its own ``words``, "" if none."""

    def __init__(self, message: str, status: int, words: str) -> None:
        super().__init__(message)
        self.status = status
        self.words = words


class Broken(EngineError):
    """An answer that did not come whole: the connection broke, or it took too long."""


def refusal(
    url: str, peer: Peer, error: HTTPError, *, secrets: Collection[str] = (), tried: bool = False
) -> Refused:
    """Return what an error status says, with the server's own words; the answer is closed."""
    with error:
        try:
            beginning = error.read(_GLANCE)
        except (OSError, HTTPException):
            beginning = b""
    code = error.code
    words = _words(beginning, error.headers.get_content_type(), code)
    for secret in secrets:
        words = words.replace(secret, "…")
    if 300 <= code < 400:
        said = f"redirects in a circle or nowhere (HTTP {code}); check the address"
    else:
        said = _MORE.get((peer, code)) or _SAID.get(code) or f"answered HTTP {code}"
        said += "; it stayed busy, try later" if tried and code not in _SAID else ""
    told = f": {words.rstrip('.')}" if words else ""
    return Refused(f"{shown(url)}: the {peer} {said}{told}.", code, words)


def failure(
    url: str, peer: Peer, limits: Limits, error: Exception, *, reading: bool = False
) -> EngineError:
    """Return what an exception of the network says; ``reading`` if the answer had begun."""
    reason = getattr(error, "reason", error)
    at = f"{shown(url)}: "
    if isinstance(reason, TimeoutError):
        if limits.whole is not None and limits.whole <= limits.silence:
            said = f"no complete answer in {limits.whole:g} seconds; "
            return Broken(f"{at}{said}allow more time with --timeout, or narrow the query.")
        return Broken(
            f"{at}the {peer} said nothing for {limits.silence:g} seconds, or too little for too "
            "long" + ("; allow more with --timeout." if peer is Peer.STORE else "; try later.")
        )
    if isinstance(reason, ssl.SSLError) and not isinstance(reason, ssl.SSLEOFError):
        why = getattr(reason, "verify_message", "") or reason.reason or "TLS failed"
        said = f"cannot prove who it is ({why}); have its certificate mended"
    elif reading:
        said = "broke the connection before the answer was complete; try again"
        return Broken(f"{at}the {peer} {said}.")
    elif dropped(error):
        said = "broke the connection again and again; try later"
        return Broken(f"{at}the {peer} {said}.")
    else:
        said = f"cannot be reached ({getattr(reason, 'strerror', None) or plain(str(reason))}); "
        said += "check the address and that the server runs"
    return EngineError(f"{at}the {peer} {said}.")


def dropped(error: Exception) -> bool:
    """Return True for a connection that broke, which may be tried again."""
    reason = getattr(error, "reason", error)
    return isinstance(reason, ConnectionError | HTTPException | ssl.SSLEOFError) and not isinstance(
        reason, ConnectionRefusedError | InvalidURL
    )


def plain(text: str) -> str:
    """Return a stranger's text on one line, without what a terminal would obey."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _words(data: bytes, media_type: str, code: int) -> str:
    text = data.decode("utf-8", "replace")
    if "html" in media_type or re.match(r"\s*<(!doctype|html)", text, re.IGNORECASE):
        if code not in _PAGES:
            return ""
        text = re.sub(r"(?is)<(script|style|title)\b.*?</\1\s*>|<[^>]*>", " ", text)
        text = html.unescape(text)
    elif "json" in media_type:
        text = _message(text)
    return plain(text)[:_SHOWN]


def _message(text: str) -> str:
    """Return the message of an error in JSON, as QLever, GraphDB and gateways write it."""
    try:
        found = json.loads(text)
    except ValueError:
        return text
    for name in ("exception", "message", "detail", "error", "title"):
        if isinstance(found, dict) and isinstance(found.get(name), str):
            return str(found[name])
    return text
