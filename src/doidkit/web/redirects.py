"""Following an endpoint's redirects without handing credentials to another host."""

import urllib.request
from email.message import Message
from typing import IO
from urllib.parse import urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}


class Redirects(urllib.request.HTTPRedirectHandler):
    """Sends the same POST to the new place; the Authorization header only to the same origin.

    urllib turns a redirected POST into a GET without its query, and copies every header to
    whatever host it is sent to.
    """

    def __init__(self, authorization: str | None) -> None:
        self._authorization = authorization

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> urllib.request.Request:
        """Return the request for the new place."""
        headers_kept = {
            name: value for name, value in req.headers.items() if name.lower() != "authorization"
        }
        again = urllib.request.Request(newurl, data=req.data, headers=headers_kept)
        if self._authorization and same_origin(req.full_url, newurl):
            again.add_unredirected_header("Authorization", self._authorization)
        return again

    http_error_308 = urllib.request.HTTPRedirectHandler.http_error_302


def same_origin(one: str, other: str) -> bool:
    """Return True for the same scheme, host and port, or the same host from http to https."""
    a, b = urlsplit(one), urlsplit(other)
    if a.hostname != b.hostname:
        return False
    if (a.scheme, b.scheme) == ("http", "https"):
        return a.port in (None, 80) and b.port in (None, 443)
    return a.scheme == b.scheme and _port(a.port, a.scheme) == _port(b.port, b.scheme)


def _port(port: int | None, scheme: str) -> int | None:
    return port or _DEFAULT_PORTS.get(scheme)
