"""The Language Server Protocol, by pygls: from its messages to a session, and back."""

import asyncio
import logging
import os
from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.language_server import lsp_method
from pygls.uris import to_fs_path

from doidkit.errors import DoidkitError, InputError
from doidkit.languageserver import positions, whole, words
from doidkit.languageserver.document import Document, Span
from doidkit.languageserver.frames import FORMATS
from doidkit.languageserver.mends import mends
from doidkit.languageserver.rules import Rules
from doidkit.languageserver.session import SHOWN, Session
from doidkit.model import Severity
from doidkit.serving.limits import Limits
from doidkit.serving.replies import Draft, Refused
from doidkit.serving.workers import Workers
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.sniffing import sniffed_format
from doidkit.version import __version__

SOURCE = "doidkit"
_BREATH = 0.03  # seconds that a keystroke waits for the next one
_PAUSE = 1.0  # seconds without a keystroke before the whole file is looked at
_LIMITS = Limits(seconds=600.0, size=1 << 30, workers=1, memory=8192)
_LEVELS = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}
_LANGUAGES = {"obo": GraphFormat.OBO, "turtle": GraphFormat.TURTLE, "ofn": GraphFormat.OFN}
_Place: TypeAlias = "lsp.TextDocumentPositionParams"


def serve(profile: str) -> None:
    """Answer an editor on standard input and output, until it ends; CheckError for no profile."""
    Rules(profile)
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # standard error is for what is ours
    # A copy of the process closes Python's own streams, and would wait for ever for the lock of the
    # one that a thread is reading here; and whatever is printed must not reach the editor.
    reading, writing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _Front(profile).server.start_io(reading, writing)


def _passing(method: str) -> Callable[..., Any]:
    """Return what hands a message on to its handler, and does nothing else."""

    def passed(self: LanguageServerProtocol, params: Any) -> Generator[Any, Any, None]:
        handler = self.fm.features.get(method)
        if handler is not None:
            yield handler, (params,), None

    lsp_method(method)(passed)
    return passed


class _Protocol(LanguageServerProtocol):  # type: ignore[misc, unused-ignore]
    """Without the library's own copy of each text, which is cut into lines at every keystroke."""

    lsp_text_document__did_open = _passing(lsp.TEXT_DOCUMENT_DID_OPEN)
    lsp_text_document__did_change = _passing(lsp.TEXT_DOCUMENT_DID_CHANGE)
    lsp_text_document__did_close = _passing(lsp.TEXT_DOCUMENT_DID_CLOSE)


class _Open:
    """An open document: its session, and what is to be done or being done for it."""

    def __init__(self, uri: str, session: Session) -> None:
        self.uri = uri
        self.session = session
        self.looking: asyncio.TimerHandle | None = None
        self.waiting: asyncio.TimerHandle | None = None
        self.working: asyncio.Task[None] | None = None
        self.checked = -1  # the version that was looked at as a whole

    def close(self) -> None:
        """Do nothing more for it."""
        for each in (self.looking, self.waiting, self.working):
            if each is not None:
                each.cancel()


class _Front:
    """What each message does."""

    def __init__(self, profile: str) -> None:
        self._profile = profile
        self._open: dict[str, _Open] = {}
        self._workers: Workers | None = None
        self.server = LanguageServer(SOURCE, __version__, protocol_cls=_Protocol)
        handlers: tuple[tuple[str, Callable[..., Any], Any], ...] = (
            (lsp.TEXT_DOCUMENT_DID_OPEN, self._opened, None),
            (lsp.TEXT_DOCUMENT_DID_CHANGE, self._changed, None),
            (lsp.TEXT_DOCUMENT_DID_CLOSE, self._closed, None),
            (lsp.TEXT_DOCUMENT_HOVER, self._hover, None),
            (lsp.TEXT_DOCUMENT_DEFINITION, self._definition, None),
            (lsp.TEXT_DOCUMENT_REFERENCES, self._references, None),
            (
                lsp.TEXT_DOCUMENT_PREPARE_RENAME,
                self._prepare,
                None,
            ),
            (lsp.TEXT_DOCUMENT_RENAME, self._rename, lsp.RenameOptions(prepare_provider=True)),
            (
                lsp.TEXT_DOCUMENT_COMPLETION,
                self._complete,
                lsp.CompletionOptions(trigger_characters=[" "]),
            ),
            (
                lsp.TEXT_DOCUMENT_CODE_ACTION,
                self._actions,
                lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix]),
            ),
            (lsp.SHUTDOWN, self._shutdown, None),
        )
        for name, handler, options in handlers:
            self.server.feature(name, options)(partial(handler))

    # What is typed.

    def _opened(self, params: lsp.DidOpenTextDocumentParams) -> None:
        given = params.text_document
        path = Path(to_fs_path(given.uri) or given.uri.rpartition("/")[2] or "untitled")
        format = _format(path, given.language_id, given.text)
        if format is None:
            return
        document = Document(path, format, given.text, given.version)
        opened = _Open(given.uri, Session(document, Rules(self._profile)))
        self._open[given.uri] = opened
        self._later(opened, pause=0.0)

    def _changed(self, params: lsp.DidChangeTextDocumentParams) -> None:
        opened = self._open.get(params.text_document.uri)
        if opened is None:
            return
        document = opened.session.document
        for change in params.content_changes:
            place = getattr(change, "range", None)
            opened.session.edit(place and self._span(document, place), change.text)
        document.version = params.text_document.version
        if opened.looking is not None:
            opened.looking.cancel()
        opened.looking = asyncio.get_running_loop().call_later(_BREATH, self._look, opened)
        self._later(opened)

    def _closed(self, params: lsp.DidCloseTextDocumentParams) -> None:
        opened = self._open.pop(params.text_document.uri, None)
        if opened is not None:
            opened.close()
            self._publish(opened.uri, None, [])

    def _shutdown(self, _: None) -> None:
        for opened in self._open.values():
            opened.close()
        self._open.clear()

    def _look(self, opened: _Open) -> None:
        opened.session.look()
        self._show(opened)

    # What needs the whole file.

    def _later(self, opened: _Open, *, pause: float = _PAUSE) -> None:
        if opened.waiting is not None:
            opened.waiting.cancel()
        loop = asyncio.get_running_loop()
        opened.waiting = loop.call_later(pause, self._begin, opened)

    def _begin(self, opened: _Open) -> None:
        if opened.working is None or opened.working.done():
            opened.working = asyncio.get_running_loop().create_task(self._whole(opened))

    async def _whole(self, opened: _Open) -> None:
        """Know the document and check it as a whole, until it is as it was looked at."""
        session, document = opened.session, opened.session.document
        with self._progress(f"Checking {document.path.name}"):
            while opened.checked != document.version:
                if session.knowledge is None or session.drifted:
                    await self._learn(opened)
                then = document.copy()
                body = await self._made(partial(whole.findings, then, self._profile))
                if body is not None:
                    session.settle(whole.told(body), then)
                opened.checked = then.version
                self._show(opened)
                while document.version != then.version:
                    then = document.copy()
                    await asyncio.sleep(_PAUSE)

    async def _learn(self, opened: _Open) -> None:
        session, document = opened.session, opened.session.document
        session.drifted = False
        then = document.copy()
        body = await self._made(partial(whole.statements, then))
        if not body:
            return
        # In a thread: what takes long is native, so that keystrokes are heard meanwhile.
        known = await asyncio.to_thread(session.known, body, then)
        session.learn(known)
        self._look(opened)
        quick = known.rules.ids | session.rules.textual
        self._log(
            f"{document.path.name}: {len(quick)} rules are asked at each keystroke; "
            f"{len(session.rules.all - quick)} more, shapes and reasoning of the whole file, "
            "after a pause."
        )

    async def _made(self, work: Callable[[], Draft]) -> bytes | None:
        """Return what is made in a copy of the process; None where that fails, which is told."""
        if self._workers is None:
            self._workers = Workers(_LIMITS)
        try:
            reply = await self._workers.reply(work)
        except Refused as refused:
            self._log(f"The whole file was not looked at: {refused.reason}")
            return None
        with reply.body as body:
            return body.read()

    def _progress(self, title: str) -> "_Progress":
        return _Progress(self.server, title)

    def _log(self, text: str) -> None:
        self.server.window_log_message(lsp.LogMessageParams(lsp.MessageType.Info, text))

    # What is shown.

    def _show(self, opened: _Open) -> None:
        session = opened.session
        found, count = session.shown()
        items = [
            lsp.Diagnostic(
                self._range(session.document, each.place),
                "\n".join(filter(None, (each.finding.message, each.finding.fix))),
                severity=_LEVELS[each.finding.severity],
                code=each.finding.check,
                source=SOURCE,
            )
            for each in found
        ]
        if count > SHOWN:
            more = f"{count:,} findings; the worst {SHOWN:,} are shown, doidkit check has all."
            place = self._range(session.document, Span(0, 0, 0, 0))
            level = lsp.DiagnosticSeverity.Information
            items.append(lsp.Diagnostic(place, more, severity=level, source=SOURCE))
        self._publish(opened.uri, session.document.version, items)

    def _publish(self, uri: str, version: int | None, items: list[lsp.Diagnostic]) -> None:
        told = lsp.PublishDiagnosticsParams(uri=uri, diagnostics=items, version=version)
        self.server.text_document_publish_diagnostics(told)

    def _hover(self, params: _Place) -> lsp.Hover | None:
        found = self._word(params)
        if found is None or found[0].knowledge is None:
            return None
        session, word = found
        text = words.described(session.knowledge, word) if session.knowledge else ""
        if not text:
            return None
        content = lsp.MarkupContent(lsp.MarkupKind.Markdown, text)
        return lsp.Hover(content, self._range(session.document, word.place))

    def _definition(self, params: _Place) -> list[lsp.Location] | None:
        found = self._word(params)
        if found is None:
            return None
        session, word = found
        document = session.document
        places = [words.named(document, frame, start, word.iri) for frame, start in
                  document.about([word.iri])]  # fmt: skip
        return [
            lsp.Location(params.text_document.uri, self._range(document, place)) for place in places
        ]

    def _references(self, params: lsp.ReferenceParams) -> list[lsp.Location] | None:
        found = self._word(params)
        if found is None:
            return None
        session, word = found
        return [
            lsp.Location(params.text_document.uri, self._range(session.document, each.place))
            for each in words.references(session.document, word.iri)
        ]

    def _prepare(self, params: lsp.PrepareRenameParams) -> lsp.Range | None:
        found = self._word(params)
        if found is None or not self._is_term(*found):
            return None
        return self._range(found[0].document, found[1].place)

    def _rename(self, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        found = self._word(params)
        if found is None or not self._is_term(*found):
            return None
        session, word = found
        document = session.document
        try:
            name = words.renamed(document, session.knowledge, word, params.new_name)
        except InputError as error:
            raise JsonRpcInvalidParams(message=str(error)) from error
        edits = [
            lsp.TextEdit(self._range(document, each.place), name)
            for each in words.references(document, word.iri)
        ]
        return lsp.WorkspaceEdit(changes={params.text_document.uri: edits})

    def _complete(self, params: lsp.CompletionParams) -> lsp.CompletionList | None:
        opened = self._open.get(params.text_document.uri)
        if opened is None or opened.session.knowledge is None:
            return None
        session = opened.session
        document, (line, character) = session.document, self._place(opened, params.position)
        assert session.knowledge is not None
        found = words.offers(document, session.knowledge, line, character)
        items = [
            lsp.CompletionItem(
                label=each.label,
                kind=lsp.CompletionItemKind.Class,
                detail=each.name,
                sort_text=f"{at:04}",
                filter_text=each.typed,
                text_edit=lsp.TextEdit(self._range(document, each.place), each.text),
            )
            for at, each in enumerate(found)
        ]
        return lsp.CompletionList(is_incomplete=True, items=items)

    def _actions(self, params: lsp.CodeActionParams) -> list[lsp.CodeAction] | None:
        opened = self._open.get(params.text_document.uri)
        if opened is None:
            return None
        document = opened.session.document
        first, last = params.range.start.line, params.range.end.line
        found = []
        for each in mends(document, first, last):
            edit = lsp.TextEdit(self._range(document, each.place), each.text)
            about = [
                given
                for given in params.context.diagnostics
                if given.source == SOURCE and given.code == each.finding.check
            ]
            found.append(
                lsp.CodeAction(
                    title=each.finding.fix or each.finding.title or "Mend it",
                    kind=lsp.CodeActionKind.QuickFix,
                    diagnostics=about,
                    edit=lsp.WorkspaceEdit(changes={params.text_document.uri: [edit]}),
                )
            )
        return found

    # Places.

    def _word(self, params: Any) -> tuple[Session, words.Word] | None:
        opened = self._open.get(params.text_document.uri)
        if opened is None:
            return None
        found = words.word(opened.session.document, *self._place(opened, params.position))
        return None if found is None else (opened.session, found)

    def _is_term(self, session: Session, word: words.Word) -> bool:
        known = session.knowledge is not None and session.knowledge.knows(word.iri)
        return known or bool(session.document.about([word.iri]))

    def _place(self, opened: _Open, position: lsp.Position) -> tuple[int, int]:
        line = opened.session.document.line(position.line)
        return position.line, positions.index(line, position.character, self._encoding)

    def _span(self, document: Document, given: lsp.Range) -> Span:
        start, end = given.start, given.end
        first, last = document.line(start.line), document.line(end.line)
        encoding = self._encoding
        return Span(
            start.line,
            positions.index(first, start.character, encoding),
            end.line,
            positions.index(last, end.character, encoding),
        )

    def _range(self, document: Document, place: Span) -> lsp.Range:
        first = document.line(place.line)[: place.character]
        last = document.line(place.end_line)[: place.end_character]
        start, end = (positions.units(text, self._encoding) for text in (first, last))
        return lsp.Range(lsp.Position(place.line, start), lsp.Position(place.end_line, end))

    @property
    def _encoding(self) -> str:
        return str(getattr(self.server.workspace.position_encoding, "value", "utf-16"))


class _Progress:
    """Says in the editor that work goes on, where it shows such; a context."""

    def __init__(self, server: LanguageServer, title: str) -> None:
        self._server = server
        self._title = title
        window = server.client_capabilities.window
        self._shows = bool(window and window.work_done_progress)
        self._token = ""

    def __enter__(self) -> None:
        if self._shows:
            self._token = f"{SOURCE}-{id(self)}"
            progress = self._server.work_done_progress
            begun = lsp.WorkDoneProgressBegin(title=self._title)
            progress.create(self._token, lambda *_: progress.begin(self._token, begun))

    def __exit__(self, *_: object) -> None:
        if self._shows:
            self._server.work_done_progress.end(self._token, lsp.WorkDoneProgressEnd())


def _format(path: Path, language: str, text: str) -> GraphFormat | None:
    """Return a document's format, by its content, else as its editor calls it; None for others."""
    try:
        found = sniffed_format(path, text[:4096].encode("utf-8", "surrogatepass"))
    except DoidkitError:
        return _LANGUAGES.get(language.lower())
    return found if found in FORMATS else None
