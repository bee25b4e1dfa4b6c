"""Manchester syntax: a frame is what a document says about one subject, a statement a value."""

from doidkit.errors import SyntaxFault
from doidkit.syntax.frames import Frames
from doidkit.syntax.manchester.reader import Reader
from doidkit.syntax.manchester.tokens import Token
from doidkit.syntax.owl.places import Leaf, Places, leaf

_MARK = "\xef\xbb\xbf"


def scan(data: bytes, subjects: frozenset[str]) -> Frames:
    """Return what is said of some subjects; a frame begins at its keyword."""
    places = Places(subjects)
    try:
        # In Latin-1 a character is a byte, so a place in the text is one in the file.
        reader = _Located(data.decode("latin-1"))
        for said in reader.header():
            places.add(said, reader.begun + reader.shift)
        for said in reader.body():
            places.add(said, reader.framed + reader.shift)
    except SyntaxFault:
        pass  # what comes before has its places; the fault is another finding
    return places.frames


class _Located(Reader):
    """The reader, with the place of each name and literal."""

    def __init__(self, text: str) -> None:
        super().__init__(text.removeprefix(_MARK), "")
        self.shift = len(text) - len(self.text)

    def leaf(self, term: str, token: Token) -> Leaf:
        """Return a term with the bytes that say it."""
        # A literal ends with its quotation mark, as its datatype is no part of the value.
        end = token.start + token.text.rindex('"') + 1 if token.kind == "literal" else token.end
        return leaf(_utf8(term), token.start + self.shift, end + self.shift)


def _utf8(text: str) -> str:
    return text if text.isascii() else text.encode("latin-1").decode("utf-8", "replace")
