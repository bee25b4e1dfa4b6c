"""HTTP for all that doidkit asks, writes and reads: bounded, patient, discreet.

Every request made here may be sent twice: its sender takes care that the second changes
nothing. That is why a dropped connection is simply tried again.
"""

import io
import math
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse
from typing import TYPE_CHECKING, Any, TypeVar, cast

from doidkit.errors import EngineError
from doidkit.version import __version__
from doidkit.web.addresses import sendable, shown
from doidkit.web.connections import Clock, Limits, handlers
from doidkit.web.credentials import account, authorization
from doidkit.web.digest import Digest
from doidkit.web.peers import Peer
from doidkit.web.redirects import Redirects
from doidkit.web.refusals import BUSY, Refused, dropped, failure, refusal

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_LONGEST_WAIT = 60.0
_GLANCE = 20_000  # bytes; a service description is smaller
_Answer = TypeVar("_Answer")
PAUSES = (0.5, 1.0, 2.0)
"""Seconds before each new try of a busy server or a dropped connection."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request: what is sent, of which media type, and what may come back."""

    method: str
    url: str
    body: bytes | None = None
    media_type: str = ""
    accept: str = "*/*"
    headers: Mapping[str, str] = field(default_factory=dict)


class Client:
    """What speaks to one kind of server, within limits; ``pauses`` are those before new tries.

    ``digest`` keeps the password from being sent in the clear to a server that can do without.
    """

    def __init__(
        self,
        peer: Peer,
        limits: Limits,
        *,
        digest: bool = False,
        pauses: tuple[float, ...] | None = None,
    ) -> None:
        self.peer = peer
        self.limits = limits
        self.digest = digest
        self.pauses = PAUSES if pauses is None else pauses
        self._challenge: Digest | None = None

    def send(self, request: Request) -> bytes:
        """Return a request's whole answer; Refused for an error status, else EngineError."""

        def once(clock: Clock) -> bytes:
            with self._body(request, clock) as body:
                return body.read()

        return self._patiently(request.url, once)

    def open(self, request: Request) -> "Body":
        """Return an answer that is read while it arrives; close it. Raises as ``send``."""
        return self._patiently(request.url, lambda clock: self._body(request, clock))

    def look(self, request: Request) -> tuple[dict[str, str], str]:
        """Return an answer's headers, by lower-case name, and its beginning, whatever its status.

        Nobody's credentials are shown for a look.
        """

        def once(clock: Clock) -> tuple[dict[str, str], str]:
            try:
                response = self._opened(request, clock, None)
            except urllib.error.HTTPError as error:
                if error.code in BUSY:
                    raise
                response = cast(HTTPResponse, error)
            with response:
                head = response.read(_GLANCE).decode("utf-8", "replace")
                return {name.lower(): value for name, value in response.headers.items()}, head

        return self._patiently(request.url, once)

    def _patiently(self, url: str, once: Callable[[Clock], _Answer]) -> _Answer:
        clock = Clock(self.limits)
        for pause in (*self.pauses, None):
            try:
                return once(clock)
            except urllib.error.HTTPError as error:
                wait = _wait(error, pause)
                if wait is None or wait >= clock.left:
                    raise self._refusal(url, error, tried=pause is None) from None
                error.close()
                time.sleep(wait)
            except (OSError, HTTPException, ValueError) as error:
                if pause is None or not dropped(error) or pause >= clock.left:
                    raise failure(url, self.peer, self.limits, error) from error
                time.sleep(pause)
        raise AssertionError("the last pause ends the loop")

    def _body(self, request: Request, clock: Clock) -> "Body":
        try:
            response = self._opened(request, clock, self._authorization(request))
        except urllib.error.HTTPError as error:
            if error.code != 401 or not self._challenged(request.url, error):
                raise
            error.close()
            response = self._opened(request, clock, self._authorization(request))
        body = Body(response, request.url, self.peer, self.limits)
        if why := _partial(request, response):
            body.close()
            raise EngineError(
                f"{shown(request.url)}: the {self.peer} gives only a part of the answer ({why}); "
                "narrow the query, or ask its operator for a higher limit."
            )
        return body

    def _opened(self, request: Request, clock: Clock, secret: str | None) -> HTTPResponse:
        headers = {"Accept": request.accept, "User-Agent": f"doidkit/{__version__}"}
        if request.body is not None and request.media_type:
            headers["Content-Type"] = request.media_type
        made = urllib.request.Request(
            sendable(request.url),
            data=request.body,
            headers=headers | dict(request.headers),
            method=request.method,
        )
        if secret:
            made.add_unredirected_header("Authorization", secret)
        opener = urllib.request.build_opener(*handlers(clock), Redirects(self.peer))
        return cast(HTTPResponse, opener.open(made, timeout=math.ceil(clock.patience())))

    def _authorization(self, request: Request) -> str | None:
        if not self.peer.is_told:
            return None
        if self._challenge is not None:
            return self._challenge.header(request.method, request.url)
        return None if self.digest else authorization(request.url)

    def _challenged(self, url: str, error: urllib.error.HTTPError) -> bool:
        """Take up a Digest challenge, new or renewed; False if there is none."""
        scheme, _, rest = error.headers.get("WWW-Authenticate", "").partition(" ")
        if scheme.lower() != "digest" or not self.peer.is_told:
            return False
        if (known := account(url)) is None:
            return False
        self._challenge = Digest(rest, *known)
        return self._challenge.understood

    def _refusal(self, url: str, error: urllib.error.HTTPError, *, tried: bool) -> Refused:
        # A server may repeat what it was sent.
        secrets: set[str] = set()
        if self.peer.is_told:
            secrets.add((authorization(url) or "").partition(" ")[2])
            secrets.update((account(url) or ())[1:])
        return refusal(url, self.peer, error, secrets=secrets - {""}, tried=tried)


class Body(io.RawIOBase):
    """An answer's bytes as they arrive; fewer than announced, or more than allowed, is an error.

    What is compressed on the way arrives as it was, except for a file, whose name may say so.
    """

    def __init__(self, response: HTTPResponse, url: str, peer: Peer, limits: Limits) -> None:
        self._response = response
        self._url = url
        self._peer = peer
        self._limits = limits
        self._size = 0
        self._unpacking: Any = None
        self.status = response.status
        self.length: int | None = response.length
        self.headers = response.headers
        self.media_type = response.headers.get_content_type()
        packed = response.headers.get("Content-Encoding", "").strip().lower()
        if packed in ("gzip", "x-gzip", "deflate") and peer is not Peer.SITE:
            self._unpacking = zlib.decompressobj(zlib.MAX_WBITS | 32)

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill a buffer with what has arrived, 0 at the end; Broken if that came too early."""
        room = memoryview(buffer).cast("B")
        data = self._some(len(room))
        room[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the connection, whether all was read or not."""
        self._response.close()
        super().close()

    def _some(self, size: int) -> bytes:
        try:
            data = self._arrived(size)
        except (OSError, HTTPException, ValueError, zlib.error) as error:
            raise failure(self._url, self._peer, self._limits, error, reading=True) from error
        self._size += len(data)
        if self._limits.size is not None and self._size > self._limits.size:
            raise EngineError(
                f"{shown(self._url)}: the {self._peer} sends more than "
                f"{self._limits.size:,} bytes; nothing was done with them."
            )
        return data

    def _arrived(self, size: int) -> bytes:
        if self._unpacking is None:
            return self._received(size)
        while not self._unpacking.eof:
            held = self._unpacking.unconsumed_tail
            data = held or self._received(size)
            if unpacked := self._unpacking.decompress(data, size):
                return bytes(unpacked)
            if not data:
                raise ConnectionError("compressed data that ends too early")
        return b""

    def _received(self, size: int) -> bytes:
        data = self._response.read1(size)
        if not data and self._response.length:
            raise ConnectionError("fewer bytes than announced")
        return data


def _partial(request: Request, response: HTTPResponse) -> str:
    """Return how an answer says that it is only a part, "" where it does not."""
    if response.status == 206 and "Range" not in request.headers:
        return "HTTP 206"
    state = response.headers.get("X-SQL-State", "")
    if state.startswith("S1T"):  # Virtuoso's "anytime" queries, cut by its time limit
        return f"it ran out of time, {state}"
    return ""


def _wait(error: urllib.error.HTTPError, pause: float | None) -> float | None:
    """Return how long to wait before a new try, None if there is to be none."""
    if error.code not in BUSY or pause is None:
        return None
    asked = error.headers.get("Retry-After", "").strip()
    if asked.isdigit():
        return min(max(pause, float(asked)), _LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(asked).timestamp() - time.time()
    except (ValueError, TypeError):
        return pause
    return min(max(pause, until), _LONGEST_WAIT)
