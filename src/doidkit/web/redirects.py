"""Following redirects: with a request only within its origin, for a file to any host."""

import urllib.request
from email.message import Message
from http.client import HTTPResponse
from typing import IO, Any, cast
from urllib.parse import urlsplit

from doidkit.errors import EngineError
from doidkit.web.addresses import same_origin, shown
from doidkit.web.peers import Peer


class Redirects(urllib.request.HTTPRedirectHandler):
    """Sends the same request to the new place; what it must not be told decides whether.

    urllib turns a redirected POST into a GET without its query, copies every header to whatever
    host it is sent to, and would follow to ftp.
    """

    def __init__(self, peer: Peer) -> None:
        self._peer = peer

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> urllib.request.Request:
        """Return the same request for the new place."""
        stays = same_origin(req.full_url, newurl)
        if why := self._refused(req.full_url, newurl, stays=stays):
            raise EngineError(f"{shown(req.full_url)}: the {self._peer} redirects to {why}.")
        again = urllib.request.Request(
            newurl, data=req.data, headers=req.headers, method=req.get_method()
        )
        for name, value in req.unredirected_hdrs.items():
            if name == "Authorization" and stays:
                again.add_unredirected_header(name, value)
        return again

    def http_error_302(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message
    ) -> HTTPResponse | None:
        """Follow a redirect; the answer that had it is closed, whatever goes wrong."""
        try:
            found = super().http_error_302(req, fp, code, msg, cast(Any, headers))
        except (EngineError, ValueError):
            fp.close()
            raise
        return cast("HTTPResponse | None", found)
        return cast("HTTPResponse | None", found)

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302

    def _refused(self, old: str, new: str, *, stays: bool) -> str:
        if not (stays or self._peer.may_move):
            return (
                f"another host, {shown(new)}; nothing was sent there: name that address if you "
                "trust it"
            )
        parts = urlsplit(new)
        if "@" in parts.netloc or (urlsplit(old).scheme, parts.scheme) not in _SAFE:
            return f"{shown(new)}, which is less safe; name that address if you trust it"
        return ""


_SAFE = {("http", "http"), ("http", "https"), ("https", "https")}
