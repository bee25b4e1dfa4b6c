"""The Model Context Protocol, by its own SDK: tools over standard input and output, or HTTP."""

import json
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

import mcp_types as types
from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings

from doidkit.serving.guard import LOOPBACK, Guard
from doidkit.serving.limits import Limits
from doidkit.serving.replies import Draft, Head, Refused
from doidkit.serving.workers import Workers
from doidkit.toolserver.arguments import schema
from doidkit.toolserver.subject import Subject
from doidkit.toolserver.tools import Tool, tools
from doidkit.version import __version__

if TYPE_CHECKING:
    from starlette.types import ASGIApp

PATH = "/mcp"
_Context: TypeAlias = "ServerRequestContext[Any]"
_TOLD = (
    "Answers about the ontology that this server was started with, read only. Each answer has "
    "its source, and the evidence marks of the statements in it: a statement that is "
    "unsupported, uncited or disputed is what a document says, not what is known."
)


def serve(subject: Subject, limits: Limits) -> None:
    """Answer a client on standard input and output, until it closes them."""
    import asyncio

    subject.warm()
    asyncio.run(_served(_server(subject, limits)))


def application(
    subject: Subject, limits: Limits, *, names: Collection[str] = (), origins: Collection[str] = ()
) -> "ASGIApp":
    """Return an application that answers at ``/mcp``, for its own names and allowed sites only."""
    subject.warm()
    app = _server(subject, limits).streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=limits.request,
        # Guard looks at hosts and origins, as for every server here.
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    return Guard(app, limits, frozenset((*LOOPBACK, *names)), frozenset(origins))


async def _served(server: Server[Any]) -> None:
    async with stdio_server() as (reading, writing):
        await server.run(reading, writing, server.create_initialization_options())


def _server(subject: Subject, limits: Limits) -> Server[Any]:
    known = {tool.name: tool for tool in tools(subject)}

    @asynccontextmanager
    async def working(_: Server[Any]) -> AsyncIterator[Workers]:
        yield Workers(limits)

    async def listed(_: _Context, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_described(tool) for tool in known.values()])

    async def called(context: _Context, asked: types.CallToolRequestParams) -> types.CallToolResult:
        tool = known.get(asked.name)
        if tool is None:
            return _refused(f'There is no tool "{asked.name[:80]}"; use {", ".join(known)}.')
        # Two bytes of each are sent, as JSON in a text and as an object.
        size = limits.size // 3
        work = partial(_drafted, tool, subject, asked.arguments or {}, size)
        try:
            reply = await context.lifespan_context.reply(work)
        except Refused as refused:
            return _refused(refused.reason)
        with reply.body as body:
            text = body.read().decode()
        content: list[types.ContentBlock] = [types.TextContent(text=text)]
        return types.CallToolResult(content=content, structured_content=json.loads(text))

    return Server(
        "doidkit",
        version=__version__,
        title="doidkit",
        instructions=_TOLD,
        lifespan=working,
        on_list_tools=listed,
        on_call_tool=called,
    )


def _described(tool: Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=schema(tool.parameters),
        annotations=types.ToolAnnotations(
            read_only_hint=True,
            destructive_hint=False,
            idempotent_hint=True,
            open_world_hint=False,
        ),
    )


def _drafted(tool: Tool, subject: Subject, given: dict[str, Any], size: int) -> Draft:
    return Draft(Head("application/json"), [tool.answer(subject, given, size)])


def _refused(reason: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(text=reason)], is_error=True)
