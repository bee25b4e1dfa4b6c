"""How a reply leaves: with its length, so that one that is cut is none, and within its time."""

import asyncio
import io
from collections.abc import Callable
from typing import cast

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from doidkit.serving.limits import Limits
from doidkit.serving.replies import Head, Headers, Refused, Reply

_BLOCK = 1 << 16
_NO_BODY = (204, 304)


def made(
    media_type: str, body: bytes, *, status: int = 200, headers: Headers | None = None
) -> Reply:
    """Return a reply that is in memory."""
    return Reply(Head(media_type, headers or {}, status), io.BytesIO(body), len(body))


def refusal(refused: Refused) -> Reply:
    """Return what a refused client reads."""
    plain = "text/plain; charset=utf-8"
    body = f"{refused.reason}\n".encode()
    return made(plain, body, status=refused.status, headers=refused.headers)


class Whole(Response):
    """A reply that is there to its end; a client that does not take it loses its connection."""

    def __init__(self, reply: Reply, limits: Limits) -> None:
        self._reply = reply
        self._limits = limits
        super().__init__(status_code=reply.head.status)
        headers = {"Content-Type": reply.head.media_type, **reply.head.headers}
        if self.status_code not in _NO_BODY:
            headers["Content-Length"] = str(reply.size)
        self.raw_headers = [
            (name.lower().encode("latin-1"), value.encode("latin-1"))
            for name, value in headers.items()
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the reply."""
        with self._reply.body as body:
            start = {"status": self.status_code, "headers": self.raw_headers}
            await send({"type": "http.response.start", **start})
            try:
                async with asyncio.timeout(self._limits.taking(self._reply.size)):
                    while scope["method"] != "HEAD" and (block := body.read(_BLOCK)):
                        part = {"type": "http.response.body", "body": block, "more_body": True}
                        await send(part)
            except TimeoutError:
                cast(Callable[[], None], scope["state"]["abort"])()
                return
            await send({"type": "http.response.body", "body": b"", "more_body": False})
