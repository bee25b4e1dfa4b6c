"""What the names in a text mean, and which of its words are names."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from doidkit import prefixes
from doidkit.errors import SyntaxFault
from doidkit.languageserver.frames import HEADER, RELATION, Frame
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.iris import absolute, based
from doidkit.syntax.obo.entities import Entities
from doidkit.syntax.obo.reader import Document as Obo
from doidkit.syntax.ofn.reader import PREFIX, STANDARD
from doidkit.syntax.turtle.tokens import Document as Turtle

_FREE = (
    "name|comment|created_by|creation_date|namespace|default-namespace|data-version|date|saved-by|"
    "auto-generated-by|format-version|remark|is_\\w+(?<!is_a)"
)
_OBO = re.compile(
    rf"(?P<other>^\[[^\]]*\].*$|^(?:{_FREE}):.*$|^[^\s:]+:(?=\s)|\"(?:[^\"\\\n]|\\.)*\"|\s!.*$)"
    r"|(?P<name>[^\s\"\[\]{}(),=]+)",
    re.MULTILINE,
)
_OTHER = re.compile(
    r'(?P<other>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|@\w+|(?<!\S)#[^\n]*)'
    r"|(?P<name><[^<>\"{}|^`\s]*>|(?:[A-Za-z][\w.-]*)?:(?:\w|\\.|[%-]|\.(?=[\w%-]))*)"
)
_LOCAL = re.compile(r"\w(?:[\w.-]*\w)?")


class Naming:
    """From a document's names to IRIs and back."""

    KINDS = (HEADER, RELATION)
    """The kinds of frames that decide."""

    def __init__(self, format: GraphFormat, path: Path, text: str) -> None:
        self.format = format
        self.text = text
        self._path = path
        self._known: dict[str, str] = {}

    @classmethod
    def of(cls, format: GraphFormat, path: Path, frames: Sequence[Frame]) -> "Naming":
        """Return what names mean in a document of some frames."""
        deciding = [frame for frame in frames if frame.kind in cls.KINDS]
        return cls(format, path, "".join(frame.text for frame in deciding))

    def iri(self, name: str) -> str:
        """Return the IRI of a name as written, the name itself where it is none."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._iri(name)
        return found

    def name(self, iri: str) -> str:
        """Return how the document would name a term."""
        if self.format is GraphFormat.OBO:
            curie = prefixes.contract(iri)
            return curie if curie and self.iri(curie) == iri else iri
        for prefix, namespace in self._by_length:
            local = iri.removeprefix(namespace)
            if local != iri and _LOCAL.fullmatch(local):
                return f"{prefix}:{local}"
        return f"<{iri}>"

    def called(self, name: str) -> str:
        """Return a new name that somebody gave, as the document writes it, "" where it is none."""
        name = name.strip()
        if prefixes.is_iri(name.strip("<>")) and "://" in name:
            return self.name(name.strip("<>"))
        if not _NEW.fullmatch(name):
            return ""
        if self.format is GraphFormat.OBO:
            return name
        if name.partition(":")[0] in self._prefixes:
            return name
        return self.name(prefixes.expand(name)) if prefixes.is_curie(name) else ""

    def words(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the names in a text of the format, none of those in its literals and comments."""
        pattern = _OBO if self.format is GraphFormat.OBO else _OTHER
        return (match for match in pattern.finditer(text) if match.lastgroup == "name")

    def _iri(self, name: str) -> str:
        if self.format is GraphFormat.OBO:
            return self._obo.names.iri(name) if self._obo else name
        if name[:1] == "<":
            return absolute(name[1:-1], self._path)
        prefix, colon, local = name.partition(":")
        if not colon or prefix not in self._prefixes:
            return name
        return self._prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)

    @cached_property
    def _obo(self) -> Entities | None:
        try:
            return Entities(Obo(self.text, self._path))
        except SyntaxFault:
            return None  # of the header: a finding of its own

    @cached_property
    def _prefixes(self) -> dict[str, str]:
        if self.format is GraphFormat.TURTLE:
            with based(self._path):
                document = Turtle(self.text.encode("utf-8", "surrogatepass"))
                for _ in document.parts():
                    pass
            return document.prefixes
        found = {prefix.removesuffix(":"): iri for prefix, iri in STANDARD.items()}
        at = 0
        while match := PREFIX.match(self.text, at):
            found[match[1].removesuffix(":")] = absolute(match[2][1:-1], self._path)
            at = match.end()
        return found

    @cached_property
    def _by_length(self) -> list[tuple[str, str]]:
        return sorted(self._prefixes.items(), key=lambda each: -len(each[1]))


_NEW = re.compile(r"[A-Za-z_][\w.-]*:[\w.-]*\w")
