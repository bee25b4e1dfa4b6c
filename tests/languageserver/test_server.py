"""``doidkit lsp`` with a client of its own protocol: three formats, each as somebody types it."""

import asyncio
import gzip
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from editor import Editor, editing
from lsprotocol import types as lsp
from shared import needs, required

from doidkit import checking

pytestmark = pytest.mark.server

OBO = """format-version: 1.2
ontology: doid
default-namespace: disease_ontology

[Term]
id: DOID:4
name: disease
def: "A disposition 😋 of the body." [url:http\\://example.org/a]

[Term]
id: DOID:225
name: syndrome
def: "A disease with signs that come together." [url:http\\://example.org/b]
is_a: DOID:4 ! disease

[Term]
id: DOID:226
name: rare syndrome
def: "A syndrome that is rare, unlike DOID:225." [url:http\\://example.org/c]
xref: MESH:D1
is_a: DOID:225 ! syndrome
"""
HEAD = """@prefix obo: <http://purl.obolibrary.org/obo/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

"""
TURTLE = f"""{HEAD}obo:DOID_4 a owl:Class ;
  rdfs:label "disease"@en ;
  obo:IAO_0000115 "A disposition of the body." .

obo:DOID_225 a owl:Class ;
  rdfs:label "syndrome"@en ;
  obo:IAO_0000115 "A disease with signs, obo:DOID_4." ;
  rdfs:subClassOf obo:DOID_4 .
"""
OFN = """Prefix(obo:=<http://purl.obolibrary.org/obo/>)
Prefix(owl:=<http://www.w3.org/2002/07/owl#>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Ontology(<http://purl.obolibrary.org/obo/doid.owl>

Declaration(Class(obo:DOID_4))
Declaration(Class(obo:DOID_225))

# Class: obo:DOID_4 (disease)
AnnotationAssertion(rdfs:label obo:DOID_4 "disease")
AnnotationAssertion(obo:IAO_0000115 obo:DOID_4 "A disposition of the body.")

# Class: obo:DOID_225 (syndrome)
AnnotationAssertion(rdfs:label obo:DOID_225 "syndrome")
AnnotationAssertion(obo:IAO_0000115 obo:DOID_225 "A disease with signs, obo:DOID_4.")
SubClassOf(obo:DOID_225 obo:DOID_4)
)
"""
TEXTS = {"obo": OBO, "turtle": TURTLE, "ofn": OFN}
NAMES = {"obo": "DOID:{}", "turtle": "obo:DOID_{}", "ofn": "obo:DOID_{}"}
SUFFIXES = {"obo": "obo", "turtle": "ttl", "ofn": "ofn"}
Edited = Callable[[Editor], Awaitable[None]]


def run(work: Edited, folder: Path, language: str = "obo", text: str = "", **more: object) -> None:
    """Have a document edited, once all is known of it."""

    async def all_of_it() -> None:
        uri = (folder / f"edited.{SUFFIXES[language]}").as_uri()
        given = text or TEXTS[language]
        async with editing(uri, given, language=language, **more) as editor:
            await editor.logged("rules are asked")
            await work(editor)
            assert editor.faults == []

    asyncio.run(all_of_it())


def where(text: str, what: str, nth: int = 0) -> tuple[int, int]:
    """Return the line and character, from 0, where something stands, in units of UTF-16."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(what, at + 1)
    before = text[:at]
    line = before.rpartition("\n")[2]
    return before.count("\n"), len(line.encode("utf-16-le")) // 2


def codes(found: list[lsp.Diagnostic]) -> set[object]:
    return {each.code for each in found}


@pytest.mark.parametrize("language", TEXTS)
def test_findings_come_with_the_typing_and_go(language: str, tmp_path: Path) -> None:
    async def typing(editor: Editor) -> None:
        text = TEXTS[language]
        line, character = where(text, "that come" if language == "obo" else "with signs")
        assert "double_space" not in codes(await editor.until(lambda found: True))
        await editor.type(" ", line, character)
        found = await editor.until(lambda found: "double_space" in codes(found))
        (diagnostic,) = [each for each in found if each.code == "double_space"]
        assert diagnostic.range.start.line == line
        assert diagnostic.source == "doidkit"
        await editor.type("", line, character, line, character + 1)
        await editor.until(lambda found: "double_space" not in codes(found))

    run(typing, tmp_path, language)


BREAKS = {
    "obo": ("is_a: DOID:4 ! disease", "is_a"),
    "turtle": ("rdfs:subClassOf obo:DOID_4 .", "rdfs:subClassOf obo:DOID_4"),
    "ofn": ("SubClassOf(obo:DOID_225 obo:DOID_4)", "SubClassOf(obo:DOID_225 obo:DOID_4"),
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_mistake_while_typing_loses_no_other_finding(language: str, tmp_path: Path) -> None:
    # The first term's definition has two spaces, which stay to be seen whatever else is typed.
    text = TEXTS[language].replace("A disposition", "A  disposition")

    async def typing(editor: Editor) -> None:
        await editor.until(lambda found: "double_space" in codes(found))
        whole, broken = BREAKS[language]
        line, character = where(text, whole)
        await editor.type(broken, line, character, line, character + len(whole))
        wanted = {"syntax-error", "double_space"}
        found = await editor.until(lambda found: wanted <= codes(found))
        (fault,) = [each for each in found if each.code == "syntax-error"]
        assert fault.range.start.line in (line, line + 1)
        # After a pause the whole file is looked at, without what is ill-formed.
        count = len(editor.told)
        found = await editor.until(lambda found: len(editor.told) > count)
        assert wanted <= codes(found)
        await editor.type(whole, line, character, line, character + len(broken))
        found = await editor.until(lambda found: "syntax-error" not in codes(found))
        assert "double_space" in codes(found)

    run(typing, tmp_path, language, text)


def test_the_whole_file_has_the_findings_of_check(tmp_path: Path) -> None:
    text = OBO.replace("name: rare syndrome", "name: Syndrome").replace("rare,", "rare,  ")
    path = tmp_path / "edited.obo"
    path.write_text(text)
    report = checking.check(path)
    places = ((each.check, each.location) for each in report)
    expected = {(check, ((place and place.line) or 1) - 1) for check, place in places}

    async def looking(editor: Editor) -> None:
        def same(found: list[lsp.Diagnostic]) -> bool:
            return {(each.code, each.range.start.line) for each in found} == expected

        await editor.until(same)

    run(looking, tmp_path, text=text)


def test_places_are_in_units_of_utf16_unless_others_are_agreed_on(tmp_path: Path) -> None:
    line, character = where(OBO, "of the body")

    def typing(shift: int) -> Edited:
        async def all_of_it(editor: Editor) -> None:
            await editor.type("", line, character - shift, line, character - shift + 3)
            await editor.type("  ", line, character - shift)
            await editor.until(lambda found: "double_space" in codes(found))
            word = await editor.client.text_document_hover_async(
                lsp.HoverParams(**editor.at(line - 2, 6))
            )
            assert "A disposition 😋   the body." in word.contents.value.replace("\\", "")

        return all_of_it

    run(typing(0), tmp_path)
    run(typing(1), tmp_path, encodings=["utf-32", "utf-16"])


@pytest.mark.parametrize("language", TEXTS)
def test_what_a_name_is_where_it_is_and_where_it_is_used(language: str, tmp_path: Path) -> None:
    text, name = TEXTS[language], NAMES[language].format(4)

    async def asking(editor: Editor) -> None:
        client = editor.client
        uses = [
            where(text, name, nth)
            for nth in range(text.count(name))
            if not text[text.index(name) :].startswith("x")
        ]
        named = [place for place in uses if is_name(text, place, name)]
        line, character = named[-1]
        hover = await client.text_document_hover_async(
            lsp.HoverParams(**editor.at(line, character + 2))
        )
        assert hover.contents.value.startswith("**disease** (DOID:4)\n\nA disposition")
        assert hover.range.start == lsp.Position(line, character)
        found = await client.text_document_definition_async(
            lsp.DefinitionParams(**editor.at(line, character + 2))
        )
        assert {each.range.start.line for each in found} <= {place[0] for place in named}
        assert any(each.range.start == lsp.Position(*named[0]) for each in found)
        context = lsp.ReferenceContext(include_declaration=True)
        found = await client.text_document_references_async(
            lsp.ReferenceParams(**editor.at(line, character + 2), context=context)
        )
        starts = [(each.range.start.line, each.range.start.character) for each in found]
        assert starts == named
        nothing = await client.text_document_hover_async(lsp.HoverParams(**editor.at(0, 0)))
        assert nothing is None

    run(asking, tmp_path, language)


def is_name(text: str, place: tuple[int, int], name: str) -> bool:
    """Return whether a name is one: outside quotation marks and comments, and not a longer one."""
    line = text.split("\n")[place[0]]
    before, after = line[: place[1]], line[place[1] + len(name) :]
    return before.count('"') % 2 == 0 and "#" not in before and not after[:1].isdigit()


@pytest.mark.parametrize("language", TEXTS)
def test_an_identifier_is_renamed_wherever_it_is_one(language: str, tmp_path: Path) -> None:
    text, name = TEXTS[language], NAMES[language].format(225)

    async def renaming(editor: Editor) -> None:
        client = editor.client
        line, character = where(text, name)
        place = editor.at(line, character + 1)
        assert await client.text_document_prepare_rename_async(lsp.PrepareRenameParams(**place))
        edit = await client.text_document_rename_async(
            lsp.RenameParams(**place, new_name="DOID:9999")
        )
        changed = applied(text, edit.changes[editor.uri])
        uses = [where(text, name, nth) for nth in range(text.count(name))]
        named = [place for place in uses if is_name(text, place, name)]
        assert len(edit.changes[editor.uri]) == len(named)
        assert changed.count(NAMES[language].format(9999)) == len(named)
        for taken in ("DOID:4", "no name", "DOID:225"):
            with pytest.raises(Exception, match=r"give|called"):
                await client.text_document_rename_async(lsp.RenameParams(**place, new_name=taken))

    run(renaming, tmp_path, language)


def applied(text: str, edits: list[lsp.TextEdit]) -> str:
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda each: each.range.start.line, reverse=True):
        start, end = edit.range.start, edit.range.end
        before = lines[start.line][: start.character]
        lines[start.line : end.line + 1] = [
            before + edit.new_text + lines[end.line][end.character :]
        ]
    return "\n".join(lines)


TYPED = {
    "obo": ("is_a: DOID:4 ! disease", "is_a: rare syn", "is_a: DOID:226 ! rare syndrome"),
    "turtle": ("rdfs:subClassOf obo:DOID_4", "rdfs:subClassOf dis", "rdfs:subClassOf obo:DOID_4"),
    "ofn": ("obo:DOID_225 obo:DOID_4)", "obo:DOID_225 dis", "obo:DOID_225 obo:DOID_4"),
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_label_is_completed_to_an_identifier(language: str, tmp_path: Path) -> None:
    text = TEXTS[language]
    whole, typed, meant = TYPED[language]

    async def completing(editor: Editor) -> None:
        line, character = where(text, whole)
        await editor.type(typed, line, character, line, character + len(whole))
        found = await editor.client.text_document_completion_async(
            lsp.CompletionParams(**editor.at(line, character + len(typed)))
        )
        assert found.is_incomplete
        changed = text.replace(whole, typed, 1)
        results = [applied(changed, [each.text_edit]).split("\n")[line] for each in found.items]
        assert any(meant in result for result in results), results
        assert meant in results[0]

    run(completing, tmp_path, language)


@pytest.mark.parametrize("language", TEXTS)
def test_a_finding_that_is_mended_with_certainty_has_an_action(
    language: str, tmp_path: Path
) -> None:
    text = TEXTS[language]

    async def mending(editor: Editor) -> None:
        line, character = where(text, "disposition")
        await editor.type(" ", line, character)
        found = await editor.until(lambda found: "double_space" in codes(found))
        (diagnostic,) = [each for each in found if each.code == "double_space"]
        actions = await editor.client.text_document_code_action_async(
            lsp.CodeActionParams(
                text_document=lsp.TextDocumentIdentifier(editor.uri),
                range=diagnostic.range,
                context=lsp.CodeActionContext([diagnostic]),
            )
        )
        (action,) = [each for each in actions if each.diagnostics]
        changed = text.replace("A disposition", "A  disposition", 1)
        assert applied(changed, action.edit.changes[editor.uri]) == text
        assert action.kind == lsp.CodeActionKind.QuickFix

    run(mending, tmp_path, language)


def test_a_name_in_the_header_is_what_the_header_says_now(tmp_path: Path) -> None:
    async def typing(editor: Editor) -> None:
        line, character = where(TURTLE, "obo: <")
        await editor.type("x", line, character)
        await editor.until(lambda found: "syntax-error" in codes(found))
        await editor.type("", line, character, line, character + 1)
        await editor.until(lambda found: "syntax-error" not in codes(found))

    run(typing, tmp_path, "turtle")


def test_a_document_that_is_closed_has_no_findings_and_no_process(tmp_path: Path) -> None:
    async def closing(editor: Editor) -> None:
        await editor.type("\nfaulty\n", 6, 0)
        await editor.until(lambda found: "syntax-error" in codes(found))
        editor.client.text_document_did_close(
            lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(editor.uri))
        )
        while editor.told[-1].diagnostics:
            editor.news.clear()
            await asyncio.wait_for(editor.news.wait(), 60)

    run(closing, tmp_path)


def test_another_format_is_left_alone(tmp_path: Path) -> None:
    async def looking() -> None:
        uri = (tmp_path / "a.nt").as_uri()
        async with editing(uri, "<urn:a> <urn:b> <urn:c> .\n", language="ntriples") as editor:
            found = await editor.client.text_document_hover_async(
                lsp.HoverParams(**editor.at(0, 2))
            )
            assert found is None
            assert editor.told == []

    asyncio.run(looking())


def test_it_ends_with_its_editor(tmp_path: Path) -> None:
    """An editor that is killed closes the pipe; what was begun for it ends, too."""
    process = subprocess.Popen(
        [sys.executable, "-m", "doidkit", "lsp"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    uri = (tmp_path / "a.obo").as_uri()
    document = {"uri": uri, "languageId": "obo", "version": 1, "text": OBO}
    messages = [
        {"id": 1, "method": "initialize", "params": {"capabilities": {}, "processId": None}},
        {"method": "initialized", "params": {}},
        {"method": "textDocument/didOpen", "params": {"textDocument": document}},
    ]
    assert process.stdin is not None
    for message in messages:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
    process.stdin.flush()
    assert process.stdout is not None
    assert process.stdout.readline()
    _, err = process.communicate(timeout=120)
    assert b"Traceback" not in err
    assert process.returncode == 0


RELEASE = "data/doid-2024-01-31.obo.gz"


@pytest.mark.slow
@needs(RELEASE)
def test_a_full_release_is_edited(tmp_path: Path) -> None:
    text = gzip.decompress(required(RELEASE).read_bytes()).decode()
    line = text[: text.index("id: DOID:10652\n")].count("\n") + 1
    name = text.split("\n")[line]

    async def typing(editor: Editor) -> None:
        await editor.type("  ", line, len(name))
        await editor.type("x", line, len(name) + 2)
        wanted = {("double_space", line)}
        await editor.until(lambda found: wanted <= {(d.code, d.range.start.line) for d in found})
        await editor.type("y", line - 1, 0)
        await editor.until(lambda found: "syntax-error" in codes(found))
        await editor.type("", line - 1, 0, line - 1, 1)
        found = await editor.until(lambda found: "syntax-error" not in codes(found))
        assert wanted <= {(each.code, each.range.start.line) for each in found}
        hover = await editor.client.text_document_hover_async(
            lsp.HoverParams(**editor.at(line - 1, 6))
        )
        assert "  x" in hover.contents.value

    run(typing, tmp_path, text=text)
