"""ROBOT's selectors: words for what is related to terms, patterns of IRIs, annotations.

A group of selectors is what one ``--select`` says: its selectors' results together. Groups are
applied one after the other, each to what the one before has chosen.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from doidkit.editing.selecting.annotated import Annotated, BadPattern, annotated, compiled
from doidkit.editing.selecting.objects import Thing, is_anonymous, is_entity
from doidkit.editing.selecting.relations import Relations, closure
from doidkit.errors import InputError
from doidkit.syntax.owl.expressions import Call

_PARTS = re.compile(r"([^\s]+=.*'[^']+'[^\s']*|[^\s']+)")


class Names(Protocol):
    """Where IRIs come from."""

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The namespaces by prefix."""

    def iri(self, text: str) -> str:
        """Return the IRI of a CURIE or IRI, in angle brackets."""


class Word(StrEnum):
    """A word for terms related to others, or for a kind of terms."""

    SELF = "self"
    PARENTS = "parents"
    ANCESTORS = "ancestors"
    CHILDREN = "children"
    DESCENDANTS = "descendants"
    EQUIVALENTS = "equivalents"
    TYPES = "types"
    INSTANCES = "instances"
    DOMAINS = "domains"
    RANGES = "ranges"
    COMPLEMENT = "complement"
    CLASSES = "classes"
    PROPERTIES = "properties"
    OBJECT_PROPERTIES = "object-properties"
    DATA_PROPERTIES = "data-properties"
    ANNOTATION_PROPERTIES = "annotation-properties"
    INDIVIDUALS = "individuals"
    NAMED = "named"
    ANONYMOUS = "anonymous"


class Extra(StrEnum):
    """A word for what belongs to the whole ontology or to all chosen terms."""

    IMPORTS = "imports"
    ONTOLOGY = "ontology"
    ANNOTATIONS = "annotations"


class UnknownSelector(InputError):
    """A selector that there is not."""


@dataclass(frozen=True, slots=True)
class IriPattern:
    """Entities whose whole IRI fits a pattern."""

    pattern: re.Pattern[str]

    def chosen(self, things: Iterable[Thing]) -> set[Thing]:
        """Return the entities among things that fit."""
        return {
            thing
            for thing in things
            if is_entity(thing) and self.pattern.fullmatch(str(thing[1])[1:-1])
        }


Selector = Word | Extra | IriPattern | Annotated
Group = tuple[Selector, ...]

_WORDS: dict[str, Word | Extra] = {word.value: word for word in (*Word, *Extra)}
_KINDS: dict[Word, Callable[[Thing], bool]] = {
    Word.CLASSES: lambda thing: is_entity(thing) and thing[0] == "C",
    Word.PROPERTIES: lambda thing: is_entity(thing) and thing[0] in ("O", "D", "A"),
    Word.OBJECT_PROPERTIES: lambda thing: is_entity(thing) and thing[0] == "O",
    Word.DATA_PROPERTIES: lambda thing: is_entity(thing) and thing[0] == "D",
    Word.ANNOTATION_PROPERTIES: lambda thing: is_entity(thing) and thing[0] == "A",
    Word.INDIVIDUALS: lambda thing: isinstance(thing, str) or thing[0] == "I",
    Word.NAMED: is_entity,
    Word.ANONYMOUS: is_anonymous,
}
_SAMPLES: tuple[Thing, ...] = (*((letter, "") for letter in "CODAIR"), "_:a", ("ObjectOneOf",))


def group(
    text: str, names: Names, *, ignored: Callable[[UnknownSelector], None] | None = None
) -> Group:
    """Return the selectors of one ``--select``.

    Raises UnknownSelector with the nearest word, or tells ``ignored`` of it: then it chooses
    nothing, and a pattern with an unknown prefix everything, as with ROBOT. Raises BadPattern for
    an IRI pattern without a wildcard or a regular expression that is none.
    """
    return tuple(_known(part.strip(), names, ignored) for part in _PARTS.findall(text))


def _known(text: str, names: Names, ignored: Callable[[UnknownSelector], None] | None) -> Selector:
    try:
        return _selector(text, names)
    except UnknownSelector as unknown:
        if ignored is None:
            raise
        ignored(unknown)
        return Word.SELF if ":" in text else IriPattern(re.compile("(?!)"))


def _selector(text: str, names: Names) -> Selector:
    if text in _WORDS:
        return _WORDS[text]
    if "=" in text:
        return annotated(text, names.iri)
    if "<" in text and ">" in text:
        return IriPattern(_iri_pattern(text.removeprefix("<").removesuffix(">"), text))
    prefix, colon, local = text.partition(":")
    if not colon:
        raise UnknownSelector(f'"{text}" is no selector; {_nearest(text)}')
    if prefix not in names.prefixes:
        raise UnknownSelector(f'"{text}" has a prefix, {prefix}, that is not known; declare it.')
    return IriPattern(_iri_pattern(names.prefixes[prefix] + local, text))


def _nearest(text: str) -> str:
    near = difflib.get_close_matches(text.lower(), _WORDS, 1, 0.6)
    return f'did you mean "{near[0]}"?' if near else f"write one of {', '.join(_WORDS)}."


def _iri_pattern(pattern: str, text: str) -> re.Pattern[str]:
    if not any(sign in pattern for sign in "~*?"):
        raise BadPattern(
            f"The pattern '{text}' must contain at least one wildcard character; name a term "
            "itself with --term."
        )
    if pattern[:1] == "~":
        return compiled(pattern[1:])
    return compiled(pattern.replace(".", r"\.").replace("?", ".?").replace("*", ".*"))


def contradiction(groups: Sequence[Group]) -> str:
    """Return which selectors leave nothing whatever there is, "" if none do."""
    left = {*_SAMPLES}
    said: list[str] = []
    for some in groups:
        if not all(isinstance(each, Word) and each in _KINDS for each in some) or not some:
            left, said = {*_SAMPLES}, []
            continue
        said.append(" ".join(map(str, some)))
        left = {thing for thing in left if any(_KINDS[Word(str(word))](thing) for word in some)}
        if not left:
            return " and then ".join(said)
    return ""


class Chooser:
    """Chooses among what the axioms of one ontology are about."""

    def __init__(self, axioms: Iterable[Call], universe: Callable[[], set[Thing]]) -> None:
        self._axioms = axioms
        self._universe = universe
        self._relations: Relations | None = None

    @property
    def relations(self) -> Relations:
        """How the terms are related, found out when first asked for."""
        if self._relations is None:
            self._relations = Relations(self._axioms)
        return self._relations

    def chosen(self, things: set[Thing], groups: Sequence[Group]) -> set[Thing]:
        """Return what groups of selectors choose, starting from things."""
        for some in groups:
            things = set().union(*(self._one(things, selector) for selector in some))
        return things

    def _one(self, things: set[Thing], selector: Selector) -> set[Thing]:
        if isinstance(selector, IriPattern):
            return selector.chosen(things)
        if isinstance(selector, Annotated):
            return selector.chosen(self._axioms, things)
        if isinstance(selector, Extra):
            return set()
        if selector in _KINDS:
            return {thing for thing in things if _KINDS[selector](thing)}
        return self._related(things, selector)

    def _related(self, things: Set[Thing], word: Word) -> set[Thing]:
        if word is Word.SELF:
            return {*things}
        if word is Word.COMPLEMENT:
            return self._universe() - things
        if word in (Word.ANCESTORS, Word.DESCENDANTS):
            up = word is Word.ANCESTORS
            return closure(self.relations.above if up else self.relations.below, things)
        related = {
            Word.PARENTS: self.relations.above,
            Word.CHILDREN: self.relations.below,
            Word.EQUIVALENTS: self.relations.same,
            Word.TYPES: self.relations.types,
            Word.INSTANCES: self.relations.instances,
            Word.DOMAINS: self.relations.domains,
            Word.RANGES: self.relations.ranges,
        }[word]
        able = is_entity if word is not Word.TYPES else _is_individual
        return {other for thing in things if able(thing) for other in related.get(thing, ())}


def _is_individual(thing: Thing) -> bool:
    return isinstance(thing, str) or thing[0] == "I"
