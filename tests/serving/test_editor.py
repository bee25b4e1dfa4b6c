"""The query editor in a real Chromium: by keyboard alone, with nothing on the console."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Browser, browser
from serverprocess import Served

from doidkit.serving.editor import yasgui

pytestmark = [pytest.mark.server, pytest.mark.browser]
FOCUSED = "document.activeElement.getAttribute('aria-label')"
CTRL = 2  # what the DevTools protocol calls it


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Open Chromium."""
    with browser(tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


@pytest.fixture
def editor() -> None:
    """Skip a test of the editor where no build has put it into the package."""
    if not yasgui():
        assert os.environ.get("CI") != "true" or shutil.which("npm") is None, "run make editor"
        pytest.skip("the query editor is not here; make editor fetches it")


def with_ctrl(page: Browser, key: str, code: int) -> None:
    each: dict[str, Any] = {"key": key, "windowsVirtualKeyCode": code, "modifiers": CTRL}
    command = {"commands": ["selectAll"]} if key == "a" else {}
    page.do("Input.dispatchKeyEvent", type="rawKeyDown", **each, **command)
    page.do("Input.dispatchKeyEvent", type="keyUp", **each)


def tab_to(page: Browser, script: str) -> None:
    for _ in range(40):
        page.press("Tab")
        if page.value(script):
            return
    raise AssertionError(f"the keyboard does not reach {script}")


def cells(page: Browser) -> str:
    return page.value("document.querySelector('.tabPanel.active .yasr')?.innerText ?? ''")


def test_a_query_runs_by_keyboard(server: Served, page: Browser, editor: None) -> None:
    page.open(f"{server.url}/sparql?example=children")
    page.until("document.querySelectorAll('.CodeMirror').length > 1")
    assert page.value("document.querySelector('#plain').hidden")
    tab_to(page, f"{FOCUSED} == 'SPARQL query'")
    with_ctrl(page, "Enter", 13)
    page.until("document.querySelectorAll('.tabPanel.active .yasr tbody tr').length == 2")
    assert "DOID:12678" in cells(page)
    assert "hypercalcemia" in cells(page)

    with_ctrl(page, "a", 65)
    page.type("ASK { DOID:182 rdfs:subClassOf DOID:10575 }")
    text = page.value("document.activeElement.closest('.CodeMirror').CodeMirror.getValue()")
    # The editor itself declares what it knows, and asks nobody.
    assert "PREFIX DOID: <http://purl.obolibrary.org/obo/DOID_>" in text
    page.press("Escape")
    page.until(f"{FOCUSED} == 'Run query'")
    page.press("Enter")
    page.until("/true/i.test(document.querySelector('.tabPanel.active .yasr').innerText)")
    assert page.console == []


def test_a_fault_of_a_query_is_told(server: Served, page: Browser, editor: None) -> None:
    page.open(f"{server.url}/sparql?example=drugs")
    page.until("document.querySelectorAll('.CodeMirror').length > 1")
    tab_to(page, f"{FOCUSED} == 'SPARQL query'")
    with_ctrl(page, "a", 65)
    page.type("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    with_ctrl(page, "Enter", 13)
    page.until(
        "document.querySelector('.tabPanel.active .yasr').innerText.includes('asks no other one')"
    )


def test_the_form_needs_no_script(server: Served, page: Browser, tmp_path: Path) -> None:
    page.do("Emulation.setScriptExecutionDisabled", value=True)
    try:
        page.open(f"{server.url}/sparql?example=children")
        page.value("document.querySelector('#plain button').focus()")
        page.press("Enter")
        page.until("document.querySelector('main table')?.innerText.includes('hypercalcemia')")
        assert page.console == []
    finally:
        page.do("Emulation.setScriptExecutionDisabled", value=False)


def test_the_pages_of_the_server_search_and_link(server: Served, page: Browser) -> None:
    page.open(f"{server.url}/")
    tab_to(page, "document.activeElement.id == 'find'")
    page.type("calciphyl")
    page.until("document.querySelectorAll('#found a').length > 0")
    page.press("ArrowDown", "Enter")
    page.until("document.querySelector('h1')?.innerText.includes('calciphylaxis')")
    assert page.console == []


# YASGUI has the button for a new tab among the tabs and no name over the numbers of rows.
THEIRS = {"aria-required-children", "empty-table-header"}
# CodeMirror scrolls what Tab does not reach: found where the query is longer than its box,
# which the fonts decide.
SOMETIMES = {"scrollable-region-focusable"}


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_but_what_is_the_editor_s(
    server: Served, page: Browser, editor: None, dark: bool
) -> None:
    axe = os.environ.get("AXE_CORE")
    if axe is None:
        pytest.skip("AXE_CORE names no axe.min.js")
    page.screen(360 if dark else 1280, 900, dark=dark)
    page.open(f"{server.url}/sparql?example=children")
    page.until("document.querySelector('.tabPanel.active .yasqe_queryButton')")
    page.value("document.querySelector('.tabPanel.active .yasqe_queryButton').click()")
    page.until("document.querySelector('.tabPanel.active .tableSizer')?.ariaLabel")
    page.value(f"{Path(axe).read_text(encoding='utf-8')};0")
    found = page.value(
        "axe.run(document, {preload: false, resultTypes: ['violations']}).then("
        "done => done.violations.flatMap(each => each.nodes.map(node => "
        "[each.id, !!document.querySelector(node.target[0])?.closest('.yasgui')])))"
    )
    assert [rule for rule, inside in found if not inside] == []
    assert {rule for rule, _ in found} - SOMETIMES == THEIRS
