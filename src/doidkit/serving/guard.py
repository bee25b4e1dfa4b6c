"""Who may ask: requests for this server, from its own pages or from pages that were allowed.

A page of any website can make a browser ask a server on the loopback interface, and by DNS
rebinding even under the website's own name. So the Host is one that the server is called, and
an Origin its own or an allowed one.
"""

from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from doidkit.serving.limits import Limits
from doidkit.serving.replies import Refused
from doidkit.serving.sending import Whole, refusal
from doidkit.serving.webpages import POLICY

ANY = "*"
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class Guard:
    """An ASGI application before another one; ``names`` are what the server may be called."""

    def __init__(
        self, app: ASGIApp, limits: Limits, names: Collection[str], origins: Collection[str]
    ) -> None:
        self._app = app
        self._limits = limits
        self._names = {name.lower() for name in names}
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request, or pass it on; both get the headers that browsers heed."""

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if not self._origins:
                    headers["Cross-Origin-Resource-Policy"] = "same-origin"
            await send(message)

        app = self._app
        if scope["type"] == "http" and (refused := self._refused(Headers(scope=scope), scope)):
            app = Whole(refusal(refused), self._limits)
        await app(scope, receive, secured)

    def _refused(self, headers: Headers, scope: Scope) -> Refused | None:
        host = headers.get("host", "").lower()
        name = host[: host.index("]") + 1] if "]" in host else host.partition(":")[0]
        if ANY not in self._names and name.removesuffix(".") not in self._names:
            return Refused(421, "This server has another name; it is told its names at its start.")
        origin = headers.get("origin")
        own = f"{scope['scheme']}://{host}"
        if origin is None or origin == own or self._origins & {origin, ANY}:
            return None
        return Refused(403, "A page of another site asks, which this server does not allow.")
