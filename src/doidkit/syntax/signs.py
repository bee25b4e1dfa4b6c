"""Signs of mistakes that only the text of a file shows; what was read no longer has them."""

from collections.abc import Iterator

from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.frames import Sign

KINDS = ("obo:leading-space", "obo:trailing-space", "obo:repeated-clause", "obo:unknown-scope")
"""Every kind of sign that a reader knows."""


def signs(path: str, format: GraphFormat, text: str) -> Iterator[Sign]:
    """Yield the signs in a file's text, in its order; SyntaxFault as its reader raises it."""
    if format is GraphFormat.OBO:
        from doidkit.syntax.obo import signs as obo
        from doidkit.syntax.obo.reader import Document

        yield from obo.signs(Document(text, path), text.split("\n"))
    if format is GraphFormat.OFN:
        from doidkit.syntax.ofn import signs as ofn

        yield from ofn.signs(text, path)
