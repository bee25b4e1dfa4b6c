"""The terms that a text names: longest matches, each with its place, from a lexicon."""

from collections.abc import Iterator
from dataclasses import dataclass

from doidkit.lexicon import Lexicon, Name, longest
from doidkit.lexicon.spans import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text that name a term, and where: characters from 0, the end excluded.

    ``line`` counts from 1; ``name`` is the surest of the term's names that the words are.
    """

    span: Span
    line: int
    text: str
    name: Name


def mentions(lexicon: Lexicon, text: str) -> Iterator[Mention]:
    """Yield the terms that a text names, from the left; places lie in no longer one.

    Names are found as whole words, whatever their case, number or spelling (British and American
    are one), but an acronym only in its own capitals; none goes over the end of a sentence.
    Words that name several terms are a mention of each.
    """
    line, counted = 1, 0
    for span, names in longest(lexicon.found(text)):
        line += text.count("\n", counted, span.start)
        counted = span.start
        best: dict[str, Name] = {}
        for name in sorted(names, key=_sureness):
            best.setdefault(name.entry.iri, name)
        for name in best.values():
            yield Mention(span, line, text[span.start : span.end], name)


def _sureness(name: Name) -> tuple[int, str, str]:
    return (name.scope.rank, name.entry.curie, name.text)
