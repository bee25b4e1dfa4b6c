"""Connections that keep to a clock, however little arrives at a time.

urllib's time limit holds for one read of a socket: a byte now and then, in the headers or in the
body, would keep us for ever.
"""

import functools
import io
import math
import os
import socket
import ssl
import time
import urllib.request
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


@dataclass(frozen=True, slots=True)
class Limits:
    """What an answer may cost: seconds without a byte, seconds in all, bytes."""

    silence: float
    whole: float | None = None
    size: int | None = None


class Clock:
    """When one request must be done; its headers must come within the silence that is allowed."""

    def __init__(self, limits: Limits) -> None:
        self._silence = limits.silence
        self._end = math.inf if limits.whole is None else time.monotonic() + limits.whole
        self._head = math.inf

    @property
    def left(self) -> float:
        """Return the seconds that are left in all."""
        return self._end - time.monotonic()

    def patience(self) -> float:
        """Return how many seconds the next byte may take; TimeoutError if there are none."""
        seconds = min(self._silence, self.left, self._head - time.monotonic())
        if seconds <= 0:
            raise TimeoutError
        return seconds

    def head_begins(self) -> None:
        """Note that an answer's headers are waited for."""
        self._head = time.monotonic() + self._silence

    def head_ends(self) -> None:
        """Note that they are there."""
        self._head = math.inf


def handlers(clock: Clock) -> tuple[urllib.request.BaseHandler, ...]:
    """Return what opens http and https for an urllib opener."""
    return _Plain(clock), _Secure(clock)


class _Plain(urllib.request.HTTPHandler):
    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    def http_open(self, req: urllib.request.Request) -> HTTPResponse:
        return self.do_open(cast(Any, functools.partial(_connection, self._clock)), req)


class _Secure(urllib.request.HTTPSHandler):
    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    def https_open(self, req: urllib.request.Request) -> HTTPResponse:
        made = functools.partial(_secure_connection, self._clock, context=_trust())
        return self.do_open(cast(Any, made), req)


def _trust() -> ssl.SSLContext:
    return _trusting(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))


@functools.cache
def _trusting(_file: str | None, _folder: str | None) -> ssl.SSLContext:
    return ssl.create_default_context()  # reads the certificates named there, some 20 ms


def _connection(clock: Clock, host: str, **options: Any) -> HTTPConnection:
    return _timed(clock, HTTPConnection(host, **options))


def _secure_connection(clock: Clock, host: str, **options: Any) -> HTTPConnection:
    return _timed(clock, HTTPSConnection(host, **options))


def _timed(clock: Clock, connection: HTTPConnection) -> HTTPConnection:
    connection.response_class = cast(Any, functools.partial(_Response, clock))
    return connection


class _Response(HTTPResponse):
    """An answer that is read by the clock from its first byte."""

    def __init__(self, clock: Clock, sock: socket.socket, *rest: Any, **options: Any) -> None:
        super().__init__(sock, *rest, **options)
        self._clock = clock
        raw = self.fp.detach()  # nothing is read yet
        self.fp = io.BufferedReader(_Timed(clock, sock, raw))

    def begin(self) -> None:
        self._clock.head_begins()
        super().begin()
        self._clock.head_ends()


class _Timed(io.RawIOBase):
    def __init__(self, clock: Clock, sock: socket.socket, raw: io.RawIOBase) -> None:
        self._clock = clock
        self._sock = sock
        self._raw = raw

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int | None:
        self._sock.settimeout(self._clock.patience())
        return cast("int | None", self._raw.readinto(cast(Any, buffer)))

    def close(self) -> None:
        self._raw.close()
        super().close()
