"""Chromium, driven over a pipe by its DevTools protocol: no driver, no port, no dependency."""

import base64
import itertools
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_OPTIONS = (
    "--headless --no-sandbox --disable-gpu --disable-background-networking --hide-scrollbars "
    "--remote-debugging-pipe about:blank"
).split()
# The protocol is spoken on descriptors 3 and 4, whatever is open already.
_LAUNCH = (
    "import os, sys; to, back = (os.dup(int(number)) for number in sys.argv[1:3]); "
    "os.dup2(to, 3); os.dup2(back, 4); os.set_inheritable(3, True); os.set_inheritable(4, True); "
    "os.execv(sys.argv[3], sys.argv[3:])"
)
_SAID = ("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled")
_KEYS = {"Tab": 9, "Enter": 13, "Escape": 27, "ArrowDown": 40, "ArrowUp": 38}


def program() -> str:
    """Return where Chromium is; skips the test without it, but not in CI."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        assert os.environ.get("CI") != "true", "CI must have Chromium"
        pytest.skip("Chromium is not installed")
    return found


class Fault(Exception):
    """What the page or the protocol refuses."""


class Browser:
    """One page of a browser; what its console says is kept in ``console``."""

    def __init__(self, to: int, back: int) -> None:
        self._to, self._back = to, back
        self._numbers = itertools.count(1)
        self._rest = b""
        self._events: list[dict[str, Any]] = []
        pages = self._call("Target.getTargets")["targetInfos"]
        page = next(each for each in pages if each["type"] == "page")["targetId"]
        attached = self._call("Target.attachToTarget", targetId=page, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.do(f"{domain}.enable")

    def do(self, method: str, **values: Any) -> dict[str, Any]:
        """Call a method of the protocol on the page."""
        return self._call(method, session=self._session, **values)

    def open(self, address: str) -> None:
        """Open an address and wait until it is loaded."""
        self._events = []
        self.do("Page.navigate", url=address)
        at = json.dumps(address)
        self.until(f"location.href === {at} && document.readyState === 'complete'")

    def value(self, script: str) -> Any:
        """Return what a script gives; a promise is waited for."""
        found = self.do(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in found:
            raise Fault(str(found["exceptionDetails"]))
        return found["result"].get("value")

    def until(self, script: str) -> None:
        """Wait until a script gives what is true, 20 s at most; the page may change meanwhile."""
        end = time.monotonic() + 20
        while True:
            with suppress(Fault):
                if self.value(f"!!({script})"):
                    return
            assert time.monotonic() < end, f"waited too long for {script}"
            time.sleep(0.01)

    def type(self, text: str) -> None:
        """Type letters where the focus is, one by one."""
        for letter in text:
            self.do("Input.dispatchKeyEvent", type="keyDown", text=letter, key=letter)
            self.do("Input.dispatchKeyEvent", type="keyUp", key=letter)

    def press(self, *keys: str) -> None:
        """Press keys such as Tab and Enter."""
        for key in keys:
            said = {"text": "\r"} if key == "Enter" else {}
            code = _KEYS[key]
            each = {"key": key, "code": key, "windowsVirtualKeyCode": code}
            self.do("Input.dispatchKeyEvent", type="keyDown", **each, **said)
            self.do("Input.dispatchKeyEvent", type="keyUp", **each)

    def screen(self, width: int, height: int, *, dark: bool = False) -> None:
        """Give the page a size and a theme."""
        self.do(
            "Emulation.setDeviceMetricsOverride",
            **{"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
        )
        theme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        still = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.do("Emulation.setEmulatedMedia", features=[theme, still])

    def picture(self, path: Path) -> None:
        """Write what is seen of the page as a PNG."""
        shot = self.do("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(shot["data"]))

    @property
    def console(self) -> list[dict[str, Any]]:
        """What the console says since the page was opened: messages and errors."""
        self.do("Runtime.evaluate", expression="0")  # what was said before has arrived then
        return [each["params"] for each in self._events if each.get("method") in _SAID]

    def _call(self, method: str, session: str = "", **values: Any) -> dict[str, Any]:
        number = next(self._numbers)
        said = {"id": number, "method": method, "params": values}
        if session:
            said["sessionId"] = session
        os.write(self._to, json.dumps(said).encode() + b"\0")
        while (found := self._read()).get("id") != number:
            self._events.append(found)
        if "error" in found:
            raise Fault(str(found["error"]))
        return found["result"]

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            more = os.read(self._back, 1 << 16)
            assert more, "Chromium ended early"
            self._rest += more
        first, self._rest = self._rest.split(b"\0", 1)
        return json.loads(first)


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """Start Chromium with a profile in a folder; it ends with the block."""
    ours_in, theirs_out = os.pipe()
    theirs_in, ours_out = os.pipe()
    arguments = [program(), *_OPTIONS[:-1], f"--user-data-dir={folder}", _OPTIONS[-1]]
    with subprocess.Popen(
        [sys.executable, "-c", _LAUNCH, str(theirs_in), str(theirs_out), *arguments],
        pass_fds=(theirs_in, theirs_out),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        os.close(theirs_in)
        os.close(theirs_out)
        try:
            yield Browser(ours_out, ours_in)
        finally:
            process.kill()
            os.close(ours_in)
            os.close(ours_out)
