"""Connections that a slow client cannot hold."""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

_LOOKS = 4  # in the time that a client has


class PatientProtocol(H11Protocol):
    """HTTP/1.1 with a time in which a client must send a request, and take the end of a reply.

    uvicorn has one for connections that are idle between two requests only.
    """

    patience = 30.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to look after the connection, and let a reply abort it."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, "abort": transport.abort}
        self._phase: Any = None
        self._since = self.loop.time()
        self._next = self.loop.call_later(self.patience / _LOOKS, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop looking."""
        self._next.cancel()
        super().connection_lost(exc)

    def _look(self) -> None:
        """Abort the connection if the client has been due for too long."""
        cycle = self.cycle
        due = cycle is None or cycle.response_complete or cycle.more_body
        phase = (cycle, cycle is not None and cycle.response_complete) if due else None
        now = self.loop.time()
        if phase is None or phase != self._phase:
            self._phase, self._since = phase, now
        elif now - self._since >= self.patience:
            self.transport.abort()
            return
        self._next = self.loop.call_later(self.patience / _LOOKS, self._look)
