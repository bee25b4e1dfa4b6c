"""Downloading releases: resumed, checked, kept.

A download lies in the cache until it is whole: cut off, it goes on where it stopped, provided
that the server still has the same file. What came before is asked for with its ETag, so that
an unchanged release is not sent twice.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from doidkit.atomic import reason, writing_whole
from doidkit.errors import EngineError, InputError
from doidkit.sparql import cache
from doidkit.web.addresses import document, shown
from doidkit.web.client import Body
from doidkit.web.documents import opened
from doidkit.web.refusals import Broken, Refused

BASE_VARIABLE = "DOIDKIT_FETCH_BASE"
"""The environment variable with another address to fetch releases from."""

BASE = "http://purl.obolibrary.org/obo"
Progress = Callable[[int, int | None], None]
"""Called with the bytes that are there so far and their total, None where it is not known."""

_CHUNK = 1 << 16
_TRIES = 5  # continuations of one download
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")
_VERSION = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_SHA256 = re.compile(r"[0-9a-fA-F]{64}\Z")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A release on disk: where it came from, its checksum, and whether it was there already."""

    path: Path
    url: str
    sha256: str
    size: int
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class _Record:
    """What is known of a download; kept beside it as JSON."""

    url: str
    validator: str = ""
    """The ETag, or the Last-Modified date, that a server names its version by."""
    sha256: str = ""
    """The checksum, once the download is whole."""


def fetch(
    name: str = "doid",
    out: str | Path | None = None,
    *,
    version: str | None = None,
    base: str | None = None,
    sha256: str | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Fetched:
    """Download an ontology's latest release, or that of a date, and write it to ``out``.

    ``out`` is by default the file's own name in the current folder. ``base`` replaces the OBO
    PURL. Raises InputError for a release that does not exist and a checksum that differs,
    EngineError where the server cannot be reached or does not send all of the file.
    """
    if sha256 is not None and not _SHA256.match(sha256):
        raise InputError(f'"{sha256}" is no SHA-256; give its 64 hexadecimal digits.')
    url = address(name, version=version, base=base)
    target = Path(out) if out is not None else Path(url.rsplit("/", 1)[-1])
    kept = _Download(url)
    unchanged = kept.complete(progress)
    if sha256 is not None and kept.record.sha256 != sha256.lower():
        raise InputError(
            f"{url}: has the SHA-256 {kept.record.sha256}, not {sha256.lower()}; "
            "nothing was written."
        )
    with writing_whole(target) as file, kept.data.open("rb") as source:
        shutil.copyfileobj(source, file)
    return Fetched(target, url, kept.record.sha256, kept.data.stat().st_size, unchanged)


def address(name: str, *, version: str | None = None, base: str | None = None) -> str:
    """Return the address of a release.

    >>> address("doid", version="2024-01-31")
    'http://purl.obolibrary.org/obo/doid/releases/2024-01-31/doid.owl'
    """
    file = name if name.endswith((".owl", ".obo", ".json", ".ofn")) else f"{name}.owl"
    stem = file.rsplit(".", 1)[0]
    if not _NAME.match(stem):
        raise InputError(f'"{name}" is no ontology\'s name; write e.g. doid or doid.obo.')
    if version is not None and not _VERSION.match(version):
        raise InputError(f'"{version}" is no release date; write e.g. 2024-01-31.')
    home = (base or os.environ.get(BASE_VARIABLE) or BASE).rstrip("/")
    if not home.startswith(("http://", "https://")):
        raise InputError(f"{shown(home)}: is no http(s) address to fetch from.")
    document(home)
    return f"{home}/{stem}/releases/{version}/{file}" if version else f"{home}/{file}"


class _Download:
    """A file in the cache, whole or in part, and what is known of it."""

    def __init__(self, url: str) -> None:
        folder = cache.home() / "downloads" / hashlib.sha256(url.encode()).hexdigest()[:16]
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"{folder}: cannot be written ({reason(error)}).") from error
        self.url = url
        self.data = folder / "data"
        self._part = folder / "part"
        self._notes = folder / "entry.json"  # which the cache lists and counts
        self.record = self._known()

    def complete(self, progress: Progress) -> bool:
        """Get what is missing; return True if the server has nothing newer."""
        for attempt in range(_TRIES):
            before = self._have()
            try:
                return self._attempt(progress)
            except Broken as error:
                if attempt + 1 == _TRIES or (attempt and self._have() <= before):
                    raise EngineError(
                        f"{shown(self.url)}: the connection broke after {self._have():,} bytes; "
                        "run again to go on from there."
                    ) from error
        raise AssertionError("the last attempt returns or raises")

    def _attempt(self, progress: Progress) -> bool:
        try:
            with opened(self.url, self._conditions()) as body:
                self._receive(body, progress)
        except Refused as error:
            if error.status == 304:
                return True
            if error.status == 416:  # what is here is no beginning of what is there
                self._part.unlink(missing_ok=True)
                raise Broken("the server has another file now") from error
            if error.status in (404, 410):
                raise InputError(
                    f"{shown(self.url)}: there is no such release ({error.status}); check its "
                    "name and date."
                ) from error
            raise
        self._finish()
        return False

    def _conditions(self) -> dict[str, str]:
        known = self.record.validator
        if self._have() and known:
            return {"Range": f"bytes={self._have()}-", "If-Range": known}
        if self.record.sha256 and known and self.data.exists():
            return {"If-Modified-Since" if known[-3:] == "GMT" else "If-None-Match": known}
        return {}

    def _receive(self, body: Body, progress: Progress) -> None:
        goes_on = body.status == 206
        done = self._have() if goes_on else 0
        if goes_on and body.headers.get("Content-Range", "").strip()[6:].partition("-")[0] != str(
            done
        ):
            self._part.unlink(missing_ok=True)
            raise Broken("the server sends another part than was asked for")
        total = None if body.length is None else done + body.length
        if not goes_on:
            etag = body.headers.get("ETag", "")
            # A weak ETag says that two files mean the same, not that they have the same bytes.
            strong = "" if etag.startswith("W/") else etag
            self._note(_Record(self.url, strong or body.headers.get("Last-Modified", "")))
        with self._part.open("ab" if goes_on else "wb") as file:
            progress(done, total)
            while piece := body.read(_CHUNK):
                file.write(piece)
                done += len(piece)
                progress(done, total)

    def _finish(self) -> None:
        with self._part.open("rb") as file:
            checksum = hashlib.file_digest(file, "sha256").hexdigest()
        self._part.replace(self.data)
        self._note(_Record(self.url, self.record.validator, checksum))

    def _have(self) -> int:
        return self._part.stat().st_size if self._part.exists() else 0

    def _known(self) -> _Record:
        try:
            known = json.loads(self._notes.read_text())
            return _Record(self.url, known["validator"], known["sha256"])
        except (OSError, ValueError, KeyError):
            self._part.unlink(missing_ok=True)
            return _Record(self.url)

    def _note(self, record: _Record) -> None:
        self.record = record
        with writing_whole(self._notes) as file:
            file.write(json.dumps({"names": [self.url], **asdict(record)}).encode())
