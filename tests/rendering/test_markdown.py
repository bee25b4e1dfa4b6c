"""Text that comes from an ontology, in Markdown: shown as it is, whatever it holds."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from doidkit.rendering.markdown import inert

COMMONMARK = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def shown(markdown: str) -> str:
    """Return the text that a reader sees, by a parser that is not ours."""
    (paragraph,) = re.fullmatch(r"<p>(.*)</p>\n", COMMONMARK.render(markdown), re.DOTALL).groups()
    return unescape(re.sub(r"<!---->", "", paragraph))


@pytest.mark.parametrize(
    "text",
    [
        "@everyone, see #12 and GH-7",
        "# no heading",
        "<script>alert(1)</script> <!-- doidkit review -->",
        "[a](http://example.org) ![b](c) `d` *e* _f_ **g** ~~h~~ | i",
        "\\@everyone &#64;everyone &lt;b&gt;",
    ],
)
def test_text_is_shown_as_it_is(text: str) -> None:
    assert shown(inert(text)) == text


@pytest.mark.parametrize("call", ["@everyone", "#12", "gh-7", "owner/name#12", "a@example"])
def test_nobody_is_called(call: str) -> None:
    # GitHub looks at each text between two tags or comments of the page.
    page = COMMONMARK.render(inert(call))
    texts = [unescape(text) for text in re.split(r"<[^>]*>", page)]
    assert not [text for text in texts if re.search(r"@\w|#\d|gh-\d", text, re.IGNORECASE)]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_no_text_makes_markup(text: str) -> None:
    page = COMMONMARK.renderInline(inert(text))
    assert re.findall(r"<[^>]*>", page.replace("<!---->", "")) == []
