"""The characters that XML 1.0 has, and that a document of it may therefore hold (2.2 Char)."""

import re
from collections.abc import Iterable
from pathlib import Path

from doidkit.errors import InputError, SyntaxFault
from doidkit.syntax.files import is_kept, read_text

_FOREIGN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BYTES = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


class ForeignCharacter(InputError):
    """Text with a character that XML has no way to write; ``character`` is it."""

    def __init__(self, character: str, where: str) -> None:
        self.character = character
        super().__init__(
            f"{where} holds the character U+{ord(character):04X}, which XML cannot hold; remove it "
            "or choose turtle or another format."
        )


def located(error: ForeignCharacter, paths: Iterable[Path]) -> InputError:
    """Return the error with the place of the character in one of some files, if it is there."""
    code = ord(error.character)
    written = re.compile(
        rf"{re.escape(error.character)}|\\(?:u{code:04x}|U{code:08x})", re.IGNORECASE
    )
    for path in filter(is_kept, paths):
        text = read_text(path)
        places = list(written.finditer(text))
        if places:
            found = next((each for each in places if not _in_comment(text, each)), places[0])
            line, column = text.count("\n", 0, found.start()) + 1, found.start()
            column -= text.rfind("\n", 0, found.start())
            return SyntaxFault(path, f"XML cannot hold this U+{code:04X}", line=line, column=column)
    return error


def _in_comment(text: str, found: re.Match[str]) -> bool:
    """Return whether something stands on a line that most formats take for a comment."""
    before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
    return before.lstrip()[:1] in ("#", "!")


def foreign(text: str) -> str:
    """Return the first character of a text that XML has not, "" if there is none."""
    found = _FOREIGN.search(text)
    return found[0] if found else ""


def has_foreign(data: bytes) -> bool:
    """Return True for UTF-8 with a character that XML has not."""
    return _BYTES.search(data) is not None
