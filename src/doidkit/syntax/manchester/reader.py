"""OWL Manchester syntax as functional syntax nodes.

Source: OWL 2 Manchester Syntax (W3C Note), section 2, and what OWLAPI writes beyond it: frames of
expressions, annotated declarations, rules. A property that no frame declares is one of data if
its filler is, else of individuals.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from doidkit.errors import SyntaxFault
from doidkit.syntax.lines import remark_unended
from doidkit.syntax.manchester.axioms import AxiomParser
from doidkit.syntax.manchester.frames import (
    KINDS,
    LISTED,
    MISC,
    SECTIONS,
    sections,
)
from doidkit.syntax.manchester.rules import rule
from doidkit.syntax.manchester.tokens import FRAMES, Token, tokens
from doidkit.syntax.manchester.vocabulary import Vocabulary
from doidkit.syntax.owl.expressions import Call, Node, Statement

_FRAMES = frozenset((*FRAMES, *MISC, "Rule"))


def statements(text: str, path: Path | str, declared: dict[str, str]) -> Iterator[Statement]:
    """Yield an ontology document's header and axioms; SyntaxFault with line and column.

    Its prefixes are added to ``declared``. Nothing but a line end closes the last frame: a text
    without one is told.
    """
    if text and not text.endswith("\n"):
        remark_unended(path)
    reader = Reader(text, path)
    for said in reader.header():
        yield Statement(said, *reader.place())
    declared.update({prefix: reader.vocabulary.prefixes[prefix] for prefix in reader.prefixed})
    for said in reader.body():
        yield Statement(said, *reader.place())


class Reader(AxiomParser):
    """Reads a document: ``header``, then ``body``; ``begun`` is where an axiom begins."""

    def __init__(self, text: str, path: Path | str) -> None:
        self.text, self.path = text, path
        self.vocabulary = Vocabulary(str(path))
        super().__init__(tokens(text, self._at), self.vocabulary, self._at)
        self.prefixed: dict[str, None] = {}
        self.begun = self.framed = 0
        self._line, self._counted = 1, 0

    def place(self) -> tuple[int, int]:
        """Return line and column of the axiom just read."""
        if self.begun < self._counted:
            self._line, self._counted = 1, 0
        self._line += self.text.count("\n", self._counted, self.begun)
        self._counted = self.begun
        return self._line, self.begun - self.text.rfind("\n", 0, self.begun)

    def _at(self, at: int, reason: str) -> SyntaxFault:
        line = self.text.count("\n", 0, at) + 1
        column = at - (self.text.rfind("\n", 0, at) + 1) + 1
        return SyntaxFault(self.path, reason, line=line, column=column)

    def _keyword(self, *names: str) -> str:
        """Return the keyword that comes next if it is one of these, "" if not; go on over it."""
        name = self.now.text[:-1]
        if self.now.kind != "keyword" or name not in names:
            return ""
        self.begun = self.take().start
        return name

    # header

    def header(self) -> Iterator[Call]:
        """Yield the ontology's name, imports and annotations; learn what the frames declare."""
        while self._keyword("Prefix", "Namespace"):
            self._prefix()
        if self._keyword("Ontology"):
            own = [self.name("an IRI") for _ in range(2) if self._is_name()]
            if own:
                yield ("Ontology", *own)
        elif not _is_frame(self.now):
            raise self.expected('"Prefix:" or "Ontology:"')
        while section := self._keyword("Import", "Annotations"):
            if section == "Import":
                yield ("Import", self.name("an IRI"))
            else:
                yield from self.listed(self.annotation)
        self._learn()

    def _is_name(self) -> bool:
        """Return True before a name, but not before what a mistyped keyword looks like."""
        token = self.now
        return token.kind == "iri" or (token.kind == "word" and not token.text.endswith(":"))

    def _prefix(self) -> None:
        token = self.now
        if token.kind not in ("word", "keyword") or not token.text.endswith(":"):
            raise self.expected('a prefix with its ":"')
        self.at += 1
        if self.now.kind != "iri":
            raise self.expected("an IRI in angle brackets")
        name, namespace = token.text[:-1], self.vocabulary.full(self.take().text)
        self.vocabulary.prefixes[name] = namespace[1:-1]
        self.prefixed[name] = None

    def _learn(self) -> None:
        """Note what each frame of a name declares it as."""
        start = self.at
        for at, token in enumerate(self.words[start:], start):
            if token.kind == "keyword" and token.text[:-1] in KINDS:
                self.at = at + 1
                self._notes()
                term = self.subject(token.text[:-1])
                if isinstance(term, str):
                    letter = KINDS[token.text[:-1]][0]
                    self.vocabulary.declared.setdefault(term, set()).add(letter)
        self.at = start

    # frames

    def body(self) -> Iterator[Call]:
        """Yield the axioms of all frames."""
        while self.now.kind != "end":
            kind = self._keyword(*_FRAMES)
            self.framed = self.begun
            if kind in KINDS:
                yield from self._frame(kind)
            elif kind == "Rule":
                yield self._noted(lambda: ("DLSafeRule", *rule(self)))
            elif kind:
                yield self._noted(partial(self.members, kind))
            else:
                raise self.expected('a frame, such as "Class:",')

    def _frame(self, kind: str) -> Iterator[Call]:
        notes = self._notes()
        subject = self.subject(kind)
        if _is_named(subject):
            yield ("Declaration", *notes, (KINDS[kind][1], subject))
        while section := self._keyword(*sections(kind)):
            if section == "Annotations":
                yield from self._annotations(subject)
            elif (kind, section) in LISTED:
                yield self._noted(partial(self.listing, section, subject))
            elif section == "Facts":
                yield from self._items(partial(self.fact, subject))
            elif section == "Characteristics":
                yield from self._items(partial(self.characteristic, kind, subject))
            else:
                row = SECTIONS[kind, section]
                yield from self._items(partial(self.item, row, subject))
        if self.now.kind != "end" and not _is_frame(self.now):
            raise self.expected(f'"," or a section of the frame "{kind}:" or the next frame')

    def _items(self, item: Callable[[], Call]) -> Iterator[Call]:
        """Yield the axiom that each item of a section says, with the item's annotations."""
        yield self._noted(item)
        while self.took(","):
            yield self._noted(item)

    def _noted(self, item: Callable[[], Call]) -> Call:
        """Return the axiom that comes next, behind its annotations."""
        self.begun = self.now.start
        notes = self._notes()
        said = item()
        return (said[0], *notes, *said[1:])

    def _annotations(self, subject: Node) -> Iterator[Call]:
        if not isinstance(subject, str):
            raise self.expected("a name, which alone has annotations,")
        while True:
            self.begun = self.now.start
            _, *notes, predicate, value = self.annotation()
            yield ("AnnotationAssertion", *notes, predicate, subject, value)
            if not self.took(","):
                return

    # annotations

    def _notes(self) -> list[Call]:
        """Return the annotations that come next, none if no "Annotations:" does."""
        found: list[Call] = []
        while self.now.text == "Annotations:" and self.now.kind == "keyword":
            self.at += 1
            found += self._nested_notes()
        return found

    def _nested_notes(self) -> list[Call]:
        read = partial(self.listed, self.annotation)
        return list(self.nested("brackets", lambda: tuple(read())))

    def annotation(self) -> Call:
        """Return the annotation that comes next, its own annotations before it."""
        notes = self._notes()
        predicate = self.name("an annotation property", "A")
        value = self.literal() if self.is_literal() else self.name("an IRI or a literal")
        return ("Annotation", *notes, predicate, value)


def _is_named(node: Node) -> bool:
    return isinstance(node, str) and node[:1] == "<"


def _is_frame(token: Token) -> bool:
    """Return True for a keyword that begins a frame."""
    return token.kind == "keyword" and token.text[:-1] in _FRAMES
