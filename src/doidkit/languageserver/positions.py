"""Places in a line as clients count them: in units of UTF-16, unless another was agreed on."""

import re

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)")
_WIDTHS = {"utf-16": ("utf-16-le", 2), "utf-8": ("utf-8", 1), "utf-32": ("utf-32-le", 4)}


def units(text: str, encoding: str) -> int:
    """Return how long a text is for a client.

    >>> units("a😋", "utf-16")
    3
    """
    if text.isascii():
        return len(text)
    codec, width = _WIDTHS[encoding]
    return len(text.encode(codec, "surrogatepass")) // width


def index(line: str, character: int, encoding: str) -> int:
    """Return the character of a line that a client's number means, its end at most.

    >>> index("a😋b", 3, "utf-16")
    2
    """
    bare = content(line)
    if bare.isascii():
        return min(character, len(bare))
    codec, width = _WIDTHS[encoding]
    before = bare.encode(codec, "surrogatepass")[: character * width]
    return len(before.decode(codec, "ignore"))


def content(line: str) -> str:
    """Return a line without its end."""
    return line.rstrip("\r\n")


def lines(text: str) -> list[str]:
    """Return the lines of a text with their ends, the last one without, be it empty."""
    if "\r" not in text:
        found = text.split("\n")
        return [*(f"{line}\n" for line in found[:-1]), found[-1]]
    ended = _LINE.findall(text)
    return [*ended, text[sum(map(len, ended)) :]]
