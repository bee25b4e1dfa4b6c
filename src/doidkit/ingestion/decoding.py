"""Bytes of a page as text, with a gap for what is not as it should be."""

import codecs
import re

from doidkit.errors import InputError
from doidkit.ingestion import markup
from doidkit.ingestion.page import Gap

LARGEST = 1 << 18
"""Bytes of a page; a longer file is no page."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DOCUMENTS = (b"%PDF-", b"{\\rtf", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # the last two: of Word
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# What UTF-8's bullets, dashes, quotes and accented letters become when read as Windows-1252.
_MISREAD = re.compile(
    "\u00e2\u20ac[\u00a2\u201c\u201d\u2122\u02dc\u00a6\x9d]|\u00e2\u2014|\u00c3[\x80-\xbf]|\u00f0\u0178"
)


def decoded(data: bytes, name: str) -> tuple[str, tuple[Gap, ...]]:
    """Return the text of a page and what was wrong with it.

    Raises InputError for what is no text, is empty or too long for a page.
    """
    if len(data) > LARGEST:
        raise InputError(f"{name}: is longer than a page can be ({LARGEST >> 10} KB); cut it up.")
    if data.startswith(_DOCUMENTS):
        raise InputError(f"{name}: is no text but a document; save it as text or HTML.")
    text, gaps = _read(data, name)
    if len(_CONTROL.findall(text)) > len(text) // 200:
        raise InputError(f"{name}: is no text; name pages as text or HTML.")
    text, misread = _repaired(text)
    if "\ufffd" in text:
        count = text.count("\ufffd")
        gaps.append(Gap("encoding", f"{count} characters were lost before the page came here."))
    if markup.is_html(text):
        text = markup.text_of(text)
        gaps.append(Gap("html", "The page is HTML; its visible text was read."))
    if not text.strip():
        raise InputError(f"{name}: has no text; name a page that has.")
    return text, (*gaps, *misread)


def _read(data: bytes, name: str) -> tuple[str, list[Gap]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), []
    for encoding in ("utf-16-le", "utf-16-be"):
        zeros = data[int(encoding == "utf-16-le") :: 2].count(0)
        if zeros > len(data) // 4:
            gap = Gap("encoding", "The page is UTF-16 without a mark that says so.")
            return data.decode(encoding, "replace"), [gap]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            gap = Gap("encoding", "The page ends within a character; that one is left out.")
            return data.decode("utf-8", "ignore"), [gap]
        gap = Gap("encoding", f"Byte {error.start:,} is not UTF-8; read as Windows-1252.")
        return data.decode("cp1252", "replace"), [gap]


def _repaired(text: str) -> tuple[str, list[Gap]]:
    """Return text that was UTF-8 read as Windows-1252 as what it was."""
    if not _MISREAD.search(text):
        return text, []
    try:
        again = b"".join(_byte(char) for char in text).decode("utf-8")
    except (UnicodeError, ValueError):
        gap = "Some characters are UTF-8 that was read as Windows-1252; they are left as they are."
        return text, [Gap("encoding", gap)]
    return again, [Gap("encoding", "The page was UTF-8 read as Windows-1252; it was turned back.")]


def _byte(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return bytes([ord(char)])  # what Windows-1252 leaves open; ValueError above 255
