"""HTTP as a store needs it: bounded patience, new tries, credentials that stay where they belong.

Every request made here may be sent twice: its sender takes care that the second changes
nothing. That is why a dropped connection is simply tried again.
"""

import math
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException, HTTPResponse
from typing import IO, TypeVar, cast
from urllib.parse import urlsplit, urlunsplit

from doidkit.errors import EngineError
from doidkit.web.credentials import account, authorization
from doidkit.web.digest import Digest
from doidkit.web.redirects import same_origin

_BUSY = (429, 502, 503, 504)
_LONGEST_WAIT = 60.0
_GLANCE = 20_000  # bytes; a service description is smaller
_Answer = TypeVar("_Answer")
PAUSES = (0.5, 1.0, 2.0, 4.0)
"""Seconds before each new try of a busy store or a dropped connection."""
_HELP = {
    400: "the store refuses the request (HTTP 400)",
    401: "the store does not accept who you are (HTTP 401); set DOIDKIT_ENDPOINT_USER and "
    "DOIDKIT_ENDPOINT_PASSWORD, or DOIDKIT_ENDPOINT_TOKEN, or a netrc entry",
    403: "the store refuses access (HTTP 403); ask its operator for the right to write",
    404: "there is no store at this address (HTTP 404); check it, or name the kind with --kind",
    405: "this address does not take the request (HTTP 405); name the kind with --kind",
    413: "the store refuses a request of this size (HTTP 413); make it smaller with --chunk",
    415: "the store does not read this syntax (HTTP 415); name the kind with --kind",
}


@dataclass(frozen=True, slots=True)
class Request:
    """One request: what is sent, of which media type, and what may come back."""

    method: str
    url: str
    body: bytes | None = None
    media_type: str = ""
    accept: str = "*/*"


class Web:
    """A store's HTTP server; ``timeout`` is how many seconds it may say nothing.

    ``digest`` keeps the password from being sent in the clear to a server that can do without.
    """

    def __init__(
        self, *, timeout: float, digest: bool = False, pauses: tuple[float, ...] = PAUSES
    ) -> None:
        self.timeout = timeout
        self.digest = digest
        self.pauses = pauses
        self._challenge: Digest | None = None
        self._opener = urllib.request.build_opener(_SameOrigin())

    def send(self, request: Request) -> bytes:
        """Return a request's whole answer."""

        def once() -> bytes:
            with self._once(request) as response:
                return _whole(response)

        return self._patiently(request.url, once)

    def look(self, request: Request) -> tuple[dict[str, str], str]:
        """Return an answer's headers, by lower-case name, and its beginning, whatever its status.

        Nobody's credentials are shown for a look.
        """

        def once() -> tuple[dict[str, str], str]:
            made = urllib.request.Request(request.url, headers={"Accept": request.accept})
            try:
                response = self._opener.open(made, timeout=math.ceil(self.timeout))
            except urllib.error.HTTPError as error:
                if error.code in _BUSY:
                    raise
                response = error
            with response:
                head = response.read(_GLANCE).decode("utf-8", "replace")
                return {name.lower(): value for name, value in response.headers.items()}, head

        return self._patiently(request.url, once)

    @contextmanager
    def opened(self, request: Request) -> Iterator["Body"]:
        """Open an answer that is read while it arrives; what it raises becomes a sentence."""
        response = self._patiently(request.url, lambda: self._once(request))
        try:
            yield Body(response)
        except (OSError, HTTPException) as error:
            raise self._failure(request.url, error, reading=True) from error
        finally:
            response.close()

    def _patiently(self, url: str, once: Callable[[], _Answer]) -> _Answer:
        for pause in (*self.pauses, None):
            try:
                return once()
            except urllib.error.HTTPError as error:
                if error.code not in _BUSY or pause is None:
                    raise _refusal(url, error) from None
                asked = error.headers.get("Retry-After", "")
                error.close()
                time.sleep(
                    min(max(pause, float(asked)) if asked.isdigit() else pause, _LONGEST_WAIT)
                )
            except (OSError, HTTPException) as error:
                if pause is None or not _dropped(error):
                    raise self._failure(url, error) from error
                time.sleep(pause)
        raise AssertionError("the last pause ends the loop")

    def _once(self, request: Request) -> HTTPResponse:
        try:
            return self._open(request)
        except urllib.error.HTTPError as error:
            if error.code != 401 or not self._challenged(request.url, error):
                raise
            error.close()
            return self._open(request)

    def _open(self, request: Request) -> HTTPResponse:
        from doidkit.version import __version__

        headers = {"Accept": request.accept, "User-Agent": f"doidkit/{__version__}"}
        if request.body is not None:
            headers["Content-Type"] = request.media_type
        made = urllib.request.Request(
            request.url, data=request.body, headers=headers, method=request.method
        )
        if secret := self._authorization(request):
            made.add_unredirected_header("Authorization", secret)
        return cast(HTTPResponse, self._opener.open(made, timeout=math.ceil(self.timeout)))

    def _authorization(self, request: Request) -> str | None:
        if self._challenge is not None:
            return self._challenge.header(request.method, request.url)
        return None if self.digest else authorization(request.url)

    def _challenged(self, url: str, error: urllib.error.HTTPError) -> bool:
        """Take up a Digest challenge, new or renewed; False if there is none."""
        scheme, _, rest = error.headers.get("WWW-Authenticate", "").partition(" ")
        known = account(url)
        if scheme.lower() != "digest" or known is None:
            return False
        self._challenge = Digest(rest, *known)
        return self._challenge.understood

    def _failure(self, url: str, error: Exception, *, reading: bool = False) -> EngineError:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            said = f"said nothing for {self.timeout:g} seconds; allow more with --timeout"
        elif isinstance(reason, ssl.SSLError):
            why = getattr(reason, "verify_message", "") or reason.reason or "TLS failed"
            said = f"cannot prove who it is ({why}); have its certificate mended"
        elif reading or _dropped(error):
            said = "broke the connection again and again; try later"
            if reading:
                said = "broke the connection before the answer was complete; try again"
        else:
            said = f"cannot be reached ({getattr(reason, 'strerror', None) or reason}); "
            said += "check the address and that the server runs"
        return EngineError(f"{shown(url)}: the store {said}.")


class Body:
    """An answer's bytes as they arrive; fewer than announced is an error."""

    def __init__(self, response: HTTPResponse) -> None:
        self._response = response
        self.media_type = response.headers.get_content_type()

    def read(self, size: int = -1) -> bytes:
        """Return some bytes, b"" at the end."""
        data = self._response.read1(size) if size > 0 else self._response.read()
        if not data and size and self._response.length:
            raise ConnectionError("fewer bytes than announced")
        return data


class _SameOrigin(urllib.request.HTTPRedirectHandler):
    """Follows redirects within one host; what goes to another is for its user to decide."""

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
        if not same_origin(req.full_url, newurl):
            raise EngineError(
                f"{shown(req.full_url)}: the store redirects to another host, {shown(newurl)}; "
                "nothing was sent there: name that address if you trust it."
            )
        again = urllib.request.Request(
            newurl, data=req.data, headers=req.headers, method=req.get_method()
        )
        for name, value in req.unredirected_hdrs.items():
            if name == "Authorization":
                again.add_unredirected_header(name, value)
        return again

    http_error_308 = urllib.request.HTTPRedirectHandler.http_error_302


def shown(url: str) -> str:
    """Return an address without its query, which may hold a key."""
    return urlunsplit((*urlsplit(url)[:3], "", ""))


def _whole(response: HTTPResponse) -> bytes:
    body = Body(response)
    return b"".join(iter(lambda: body.read(1 << 16), b""))


def _dropped(error: Exception) -> bool:
    reason = getattr(error, "reason", error)
    return isinstance(reason, ConnectionError | HTTPException | ssl.SSLEOFError) and not isinstance(
        reason, ConnectionRefusedError
    )


def _refusal(url: str, error: urllib.error.HTTPError) -> EngineError:
    with error:
        try:
            detail = " ".join(error.read(2000).decode("utf-8", "replace").split())[:200]
        except (OSError, HTTPException):
            detail = ""
    said = _HELP.get(error.code)
    if said is None:
        said = f"the store answered HTTP {error.code}"
        said += "; it stayed busy, try later" if error.code in _BUSY else ""
    # An error page is for a browser; a store says in plain text what it cannot do.
    plain = "html" not in error.headers.get_content_type()
    told = f": {detail.rstrip('.')}" if detail and plain and error.code in (400, 500) else ""
    return EngineError(f"{shown(url)}: {said}{told}.")
