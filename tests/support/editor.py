"""An editor for tests: a client of the Language Server Protocol that starts ``doidkit lsp``."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient


class Editor:
    """A client with one document open, and what the server has told of it."""

    def __init__(self, client: LanguageClient, uri: str) -> None:
        self.client = client
        self.uri = uri
        self.version = 1
        self.told: list[lsp.PublishDiagnosticsParams] = []
        self.said: list[str] = []
        self.faults: list[str] = []
        self.news = asyncio.Event()

    async def type(self, text: str, *place: int) -> None:
        """Put a text in place of what is between two places: lines and units, from 0."""
        line, character, end, after = place if len(place) == 4 else (*place, *place)
        self.version += 1
        change = lsp.TextDocumentContentChangePartial(
            lsp.Range(lsp.Position(line, character), lsp.Position(end, after)), text
        )
        named = lsp.VersionedTextDocumentIdentifier(version=self.version, uri=self.uri)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(named, [change]))

    async def until(self, holds: Any, seconds: float = 120) -> list[lsp.Diagnostic]:
        """Return the diagnostics, once they are of the latest version and so."""
        end = time.monotonic() + seconds
        while True:
            self.news.clear()
            last = self.told[-1] if self.told else None
            if last is not None and last.version == self.version and holds(last.diagnostics):
                return list(last.diagnostics)
            left = end - time.monotonic()
            assert left > 0, [] if last is None else [(d.code, d.message) for d in last.diagnostics]
            try:
                await asyncio.wait_for(self.news.wait(), left)
            except TimeoutError:
                continue

    async def logged(self, text: str) -> None:
        """Wait until the server has said something."""
        while not any(text in each for each in self.said):
            self.news.clear()
            await asyncio.wait_for(self.news.wait(), 120)

    def at(self, line: int, character: int) -> dict[str, Any]:
        """Return the arguments of a request about a place."""
        return {
            "text_document": lsp.TextDocumentIdentifier(self.uri),
            "position": lsp.Position(line, character),
        }


@asynccontextmanager
async def editing(
    uri: str, text: str, *arguments: str, language: str = "obo", encodings: Any = None
) -> AsyncIterator[Editor]:
    """Open a document in a server of its own."""
    client = LanguageClient("tests", "1")
    editor = Editor(client, uri)

    @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def _told(params: lsp.PublishDiagnosticsParams) -> None:
        editor.told.append(params)
        editor.news.set()

    @client.feature(lsp.WINDOW_LOG_MESSAGE)
    def _said(params: lsp.LogMessageParams) -> None:
        editor.said.append(params.message)
        editor.news.set()

    @client.feature(lsp.WINDOW_SHOW_MESSAGE)
    def _shown(params: lsp.ShowMessageParams) -> None:
        editor.faults.append(params.message)

    await client.start_io(sys.executable, "-m", "doidkit", "lsp", *arguments)
    try:
        general = lsp.GeneralClientCapabilities(position_encodings=encodings)
        await client.initialize_async(
            lsp.InitializeParams(capabilities=lsp.ClientCapabilities(general=general))
        )
        client.initialized(lsp.InitializedParams())
        item = lsp.TextDocumentItem(uri=uri, language_id=language, version=1, text=text)
        client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        yield editor
    finally:
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()
