"""What all renderings of a comparison share: names, words that differ, summaries, folding."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from doidkit import prefixes
from doidkit.comparing import Change, Comparison, Kind
from doidkit.comparing.facts import fact, split
from doidkit.comparing.mappings import PREDICATE
from doidkit.syntax.ofn.writer import value as literal_text
from doidkit.visible import visible

Segment = tuple[str, str]
"""A piece of text and whether it stayed (""), went ("-") or came ("+")."""

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_TEXTS = frozenset((Kind.LABEL, Kind.DEFINITION, Kind.COMMENT))
_BRANCHES = 12  # that a summary names; the rest are counted together
_FEW = 3  # terms with other language tags that are named
_PLURALS = (
    " changed",
    " added",
    " removed",
    " obsoleted",
    " un-obsoleted",
    " merged",
    " split",
    " moved",
    " defined",
)


@dataclass(frozen=True, slots=True)
class Block:
    """The rendering of a term's changes: in full, in one line, and how many there are."""

    full: str
    folded: str
    branch: str
    count: int


class Names:
    """What terms are called in a rendering."""

    def __init__(self, of: Comparison) -> None:
        self._labels = of.labels

    def term(self, iri: str) -> str:
        """Return a term's CURIE and label."""
        return " ".join(part for part in (prefixes.compact(iri), self._labels.get(iri)) if part)

    def value(self, text: str) -> str:
        """Return an RDF term as a person reads it: a literal in quotes, a term by its name."""
        if text[:1] == "<":
            return self.term(text[1:-1])
        if text[:1] != '"':
            return visible(text)
        tag = text[text.rindex('"') + 1 :]
        return f'"{visible(literal_text(text))}"{tag if tag[:1] == "@" else ""}'

    def predicate(self, iri: str) -> str:
        """Return what a property is called."""
        return self._labels.get(iri) or prefixes.compact(iri)


def title(change: Change, names: Names) -> str:
    """Return what a change is, in a word or two."""
    kind, told = change.kind, str(change.kind.value)
    if kind in (Kind.ANNOTATION, Kind.METADATA, Kind.QUALIFIER):
        what = names.predicate(change.predicate)
        return f"{what} annotated otherwise" if kind is Kind.QUALIFIER else what
    if kind in (Kind.SYNONYM_SCOPE, Kind.MAPPING_CHANGED):
        was = _former(change)
        words = (_scope(was), _scope(change.predicate))
        if words[0] == words[1]:  # of two vocabularies
            words = (names.predicate(was[1:-1]), names.predicate(change.predicate))
        return f"{told} from {words[0]} to {words[1]}"
    if kind.name.startswith(("SYNONYM", "MAPPING")):
        return f"{_scope(change.predicate)} {told}"
    if told.endswith(" changed") and bool(change.old) != bool(change.new):
        return told.replace(" changed", " added" if change.new else " removed")
    return told.removesuffix(" changed") if kind in _TEXTS else told


def _former(change: Change) -> str:
    """Return the predicate of a synonym or a mapping before it changed."""
    for piece in change.removed:
        subject, predicate, value = split(piece[0])
        if predicate == PREDICATE:
            return value
        if subject == f"<{change.term}>":
            return predicate
    return ""


def _scope(predicate: str) -> str:
    """Return the word in a predicate of synonyms or mappings that tells them apart."""
    return re.sub(r"^(has|skos_)|(Synonym|Match)>?$", "", re.split("[#/]", predicate)[-1]).lower()


def segments(change: Change, names: Names) -> list[Segment]:
    """Return what was and what is, word by word where it is a text."""
    if change.kind is Kind.LANGUAGE:
        return [("", _retagged(change, names))]
    if change.kind is Kind.NAMESPACE and not change.term:
        was, became = names.value(change.old), names.value(change.new)
        return [("", _throughout(len(change.added), "term", was, became))]
    if change.kind is Kind.VOCABULARY:
        return [("", _declared(change, names))]
    if change.kind is Kind.TRIPLES:
        return [("", "\n"), *_triples(change)]
    if change.kind is Kind.DEFINITION_SOURCE:
        found = []
    elif change.old == change.new:
        found = [("", names.value(change.old))] if change.old else []
    elif change.kind in _TEXTS and change.old and change.new:
        found = words(names.value(change.old), names.value(change.new))
    else:
        found = [
            (mark, names.value(value))
            for mark, value in (("-", change.old), ("+", change.new))
            if value
        ]
    for mark, notes in (("-", change.lost), ("+", change.gained)):
        told = [_note(note, names) for note in notes if note[1] not in (change.old, change.new)]
        if told:
            found.append((mark, f"[{', '.join(told)}]"))
    return found


def words(old: str, new: str) -> list[Segment]:
    """Return two texts as one, with the words that went and came marked.

    >>> words("a red hat", "a blue hat")
    [('', 'a '), ('-', 'red'), ('+', 'blue'), ('', ' hat')]
    """
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    found: list[Segment] = []
    for _, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        was, became = "".join(before[i:j]), "".join(after[k:m])
        if was == became:
            found.append(("", was))
            continue
        found += [(mark, text) for mark, text in (("-", was), ("+", became)) if text]
    return found


def summary(comparison: Comparison) -> list[str]:
    """Return what changed, counted: by kind, then by branch."""
    if not comparison:
        return ["No differences."]
    terms = {change.term for change in comparison if change.term}
    counts = comparison.counts()
    kinds = ", ".join(counted(counts[kind], kind.value) for kind in Kind if counts[kind])
    names = Names(comparison)
    branches = [
        f"{names.term(iri)} {count:,}" if iri else f"elsewhere {count:,}"
        for iri, count in sorted(comparison.by_branch().items(), key=lambda x: (-x[1], x[0]))
    ]
    if len(branches) > _BRANCHES:
        more = sorted(comparison.by_branch().values(), reverse=True)[_BRANCHES:]
        branches[_BRANCHES:] = [f"{len(more):,} others {sum(more):,}"]
    total = counted(len(comparison), "change")
    found = [f"{total} in {counted(len(terms), 'term')}: {kinds}."]
    if len(branches) > 1 or (branches and comparison.by_branch().get("", 0) == 0):
        found.append(f"Terms by branch: {', '.join(branches)}.")
    return found


def one_line(changes: Iterable[Change]) -> str:
    """Return how many changes there are of each kind."""
    counts = Counter(change.kind for change in changes)
    return ", ".join(counted(counts[kind], kind.value) for kind in Kind if counts[kind])


def fitted(
    head: str, blocks: list[Block], limit: int | None, *, noun: str = "change"
) -> Iterator[str]:
    """Yield a head and blocks; where they are too long the largest are folded, then counted.

    Nothing is left out without being counted: ``noun`` is what blocks count.
    """
    size = len(head) + sum(len(block.full) for block in blocks)
    if limit is None or size <= limit:
        yield head
        yield from (block.full for block in blocks)
        return
    room = limit - len(head)
    if room < COUNT_LENGTH:
        yield left_out(blocks, noun)
        return
    yield head
    folded: set[int] = set()
    for number in sorted(range(len(blocks)), key=lambda n: -len(blocks[n].full)):
        if size <= limit:
            break
        size -= len(blocks[number].full) - len(blocks[number].folded)
        folded.add(number)
    if size <= limit:
        yield from (b.folded if n in folded else b.full for n, b in enumerate(blocks))
    else:
        yield from _counted_blocks(blocks, room, noun)


COUNT_LENGTH = 80
"""How long the sentence is, at most, that counts what is not shown."""


def _counted_blocks(blocks: list[Block], room: int, noun: str) -> Iterator[str]:
    """Yield as many folded blocks as there is room for, and how many are left out."""
    for number, block in enumerate(blocks):
        if len(block.folded) > room - COUNT_LENGTH:
            yield left_out(blocks[number:], noun)
            return
        room -= len(block.folded)
        yield block.folded


def left_out(blocks: list[Block], noun: str) -> str:
    """Return how much is not shown, in a line of at most ``COUNT_LENGTH``."""
    total = counted(sum(block.count for block in blocks), noun)
    return f"{total} in {counted(len(blocks), 'group')} not shown for their length.\n"


def counted(number: int, what: str) -> str:
    """Return a number and what is counted, in the plural where it is not one."""
    if number == 1:
        return f"1 {what}"
    for ending in _PLURALS:
        if what.endswith(ending):
            noun = what.removesuffix(ending)
            return f"{number:,} {_plural(noun)}{ending}"
    return f"{number:,} {what}s"


def _plural(noun: str) -> str:
    if noun.endswith(("metadata", "s")):
        return noun
    return noun + ("es" if noun.endswith("x") and " " in noun else "s")


def _note(note: tuple[str, str], names: Names) -> str:
    predicate, value = note
    told = names.value(value)
    if predicate.endswith(("#hasDbXref>", "#hasSynonymType>")):
        return told.strip('"')
    return f"{names.predicate(predicate[1:-1])} {told}"


def _retagged(change: Change, names: Names) -> str:
    was, became = (f"@{tags}" if tags else "no language" for tags in (change.old, change.new))
    told = _throughout(len(change.added), "statement", was, became)
    terms = sorted({fact(piece).subject for piece in change.added})
    few = len(terms) <= _FEW and all(terms)
    return f"{told}: {', '.join(map(names.value, terms))}" if few else told


def _throughout(number: int, what: str, was: str, became: str) -> str:
    have = "has" if number == 1 else "have"
    return f"{counted(number, what)} with {was} {have} {became} instead"


def _declared(change: Change, names: Names) -> str:
    told = []
    for what, pieces in (("no longer", change.removed), ("now", change.added)):
        terms = sorted({names.value(piece[0].split(" ")[0]) for piece in pieces})
        if terms:
            told.append(f"{what} declared: {', '.join(terms)}")
    return "; ".join(told)


def _triples(change: Change) -> Iterator[Segment]:
    for mark, pieces in (("-", change.removed), ("+", change.added)):
        for piece in pieces:
            yield mark, "".join(f"{line} .\n" for line in piece)
