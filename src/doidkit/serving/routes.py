"""What is at which address."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from doidkit.serving import answering, editor, protocol, searching, terms, webpages
from doidkit.serving.addresses import ENDPOINT, HOME
from doidkit.serving.guard import Guard
from doidkit.serving.limits import Limits
from doidkit.serving.negotiation import HTML, chosen
from doidkit.serving.replies import Draft, Refused, Reply
from doidkit.serving.sending import Whole, made, refusal
from doidkit.serving.workers import Workers

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from doidkit.serving.sitepages import SitePages

_Make = Callable[[], Draft]
_READING = ["GET", "HEAD", "OPTIONS"]


def routed(
    site: "SitePages",
    limits: Limits,
    *,
    names: frozenset[str],
    origins: frozenset[str],
) -> "ASGIApp":
    """Return the ASGI application."""
    return _Application(site, limits).asgi(names, origins)


class _Application:
    def __init__(self, site: "SitePages", limits: Limits) -> None:
        self._site = site
        self._limits = limits
        self._workers = Workers(limits)

    def asgi(self, names: frozenset[str], origins: frozenset[str]) -> "ASGIApp":
        routes = [
            self._route(ENDPOINT, self._sparql, [*protocol.METHODS]),
            self._route("/search", self._search),
            self._route("/assets/{name:path}", self._asset),
            self._route("/favicon.ico", self._icon),
            self._route(HOME + "{name:path}", self._term),
            self._route("/{path:path}", self._elsewhere),
        ]
        middleware = [Middleware(Guard, limits=self._limits, names=names, origins=origins)]
        if origins:
            cors = Middleware(
                CORSMiddleware,
                allow_origins=[*origins],
                allow_methods=[*protocol.METHODS],
                allow_headers=["Accept", "Content-Type"],
            )
            middleware.append(cors)
        return Starlette(
            routes=routes, middleware=middleware, exception_handlers={HTTPException: self._none}
        )

    def _route(
        self,
        path: str,
        answer: Callable[[Request], Awaitable[Reply]],
        methods: list[str] = _READING,
    ) -> Route:
        async def endpoint(request: Request) -> Response:
            if request.method == "OPTIONS":
                allowed = {"Allow": ", ".join(methods)}
                return Whole(made("text/plain", b"", status=204, headers=allowed), self._limits)
            try:
                return Whole(await answer(request), self._limits)
            except Refused as refused:
                return Whole(self._refusal(request, refused), self._limits)
            except ClientDisconnect:
                return Response(status_code=499)  # which nobody reads
            except asyncio.CancelledError:
                ends = Refused(503, "The server ends; ask again later.", {"Connection": "close"})
                return Whole(refusal(ends), self._limits)

        return Route(path, endpoint, methods=methods)

    async def _none(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        headers = dict(error.headers or {})
        what = {405: "There is no such method here."}.get(error.status_code, str(error.detail))
        return Whole(refusal(Refused(error.status_code, what, headers)), self._limits)

    def _refusal(self, request: Request, refused: Refused) -> Reply:
        """Return a refusal, as a page where a person reads it."""
        plain = "text/plain"
        with suppress(Refused):
            if chosen(request.headers.get("accept"), (plain, HTML)) == HTML:
                page = webpages.render("refused.html", self._site.links, reason=refused.reason)
                kind = f"{HTML}; charset=utf-8"
                return made(kind, page, status=refused.status, headers=refused.headers)
        return refusal(refused)

    async def _made(self, request: Request, make: _Make) -> Reply:
        """Return what a worker makes, which ends with the client that asked for it."""
        making = asyncio.ensure_future(self._workers.reply(make))
        leaving = asyncio.ensure_future(_left(request))
        try:
            await asyncio.wait((making, leaving), return_when=asyncio.FIRST_COMPLETED)
            if making.done():
                return making.result()
            raise ClientDisconnect
        finally:
            for task in (making, leaving):
                task.cancel()
            await asyncio.gather(making, leaving, return_exceptions=True)

    async def _sparql(self, request: Request) -> Reply:
        body = await self._body(request)
        content_type = request.headers.get("content-type", "")
        parameters = request.scope["query_string"]
        asked = protocol.asked(request.method, parameters, content_type, body)
        accept = request.headers.get("accept")
        if asked is None:
            example = request.query_params.get("example", "")
            return editor.front(
                self._site.links, accept, str(request.url.replace(query="")), example
            )
        base, site = str(request.base_url), self._site
        return await self._made(request, lambda: answering.answer(site, asked, accept, base))

    async def _body(self, request: Request) -> bytes:
        parts, size = [], 0
        async for part in request.stream():
            parts.append(part)
            size += len(part)
            if size > self._limits.request:
                most = f"{self._limits.request:,}"
                raise Refused(413, f"The request has more than {most} bytes; send a shorter query.")
        return b"".join(parts)

    async def _term(self, request: Request) -> Reply:
        name, accept = request.path_params["name"], request.headers.get("accept")
        return await self._made(request, lambda: terms.document(self._site, name, accept))

    async def _elsewhere(self, request: Request) -> Reply:
        path, accept = request.scope["path"], request.headers.get("accept")
        return await self._made(request, lambda: terms.elsewhere(self._site, path, accept))

    async def _search(self, request: Request) -> Reply:
        text, accept = request.query_params.get("q", ""), request.headers.get("accept")
        return await self._made(request, lambda: searching.found(self._site, text, accept))

    async def _asset(self, request: Request) -> Reply:
        return editor.asset(request.path_params["name"])

    async def _icon(self, request: Request) -> Reply:
        return editor.asset("icon.svg")  # browsers ask for it by this name, whatever pages say


async def _left(request: Request) -> None:
    """Return when the client has left."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
