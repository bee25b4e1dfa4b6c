"""The visible text of an HTML page, in the form that text pages have."""

import re
from html.parser import HTMLParser

_HTML = re.compile(r"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|div|article|main|h1|p)\b")
_HIDDEN = frozenset({"script", "style", "template", "noscript", "head", "nav", "svg"})
_BREAKS = frozenset(
    "p div section article main header footer aside tr table ul ol dl dt dd h1 h2 h3 h4 h5 h6 "
    "blockquote pre form".split()
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def is_html(text: str) -> bool:
    """Return whether text is HTML rather than a page's text."""
    return bool(_HTML.match(text[:4000].lower())) or bool(
        re.search(r"</(p|li|h[1-6]|div)\s*>", text[:20000], re.IGNORECASE)
    )


def text_of(html: str) -> str:
    """Return headings and paragraphs with a blank line between, list items behind a bullet."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._hidden = 0
        self._lists: list[int | None] = []  # the number of the last item, None without numbers

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "body":
            self._hidden = 0  # the head is over, whether its end was written or not
        elif tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else None)
            self._parts.append("\n" if len(self._lists) > 1 else "\n\n")
        elif tag == "li":
            self._parts.append("\n" + "  " * max(len(self._lists), 1) + self._mark())
        elif tag in ("br", "tr", "dt", "dd"):
            self._parts.append("\n")
        elif tag == "td":
            self._parts.append("\t")
        elif tag in _BREAKS:
            self._parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(self._hidden - 1, 0)
        elif tag in ("ul", "ol"):
            del self._lists[-1:]
            self._parts.append("" if self._lists else "\n\n")
        elif tag in _BREAKS - {"dt", "dd", "tr"}:
            self._parts.append("\n\n")

    def _mark(self) -> str:
        """Return what stands before an item: its number, or a bullet."""
        if not self._lists or self._lists[-1] is None:
            return "\u2022 "
        self._lists[-1] += 1
        return f"{self._lists[-1]}. "

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._parts.append(_BLANKS.sub(" ", data))

    def text(self) -> str:
        text = "".join(self._parts)
        # A paragraph in an item stands behind its bullet.
        text = re.sub(r"(?m)^([^\S\n]*(?:\u2022|\d+\.))\s*\n\s*", r"\1 ", text)
        text = re.sub(r"[ \t]*\n[ ]?(?=\S)|[ \t]+\n", "\n", text)
        return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
