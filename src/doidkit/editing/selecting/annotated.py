"""Choosing terms by their annotations: ``property=value``, a pattern, a language or a datatype."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass

from doidkit.editing.selecting.objects import Thing, annotating, is_entity
from doidkit.editing.selecting.relations import as_thing
from doidkit.errors import InputError
from doidkit.prefixes import expand
from doidkit.syntax.ofn.writer import operands, value
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.lexical import iri, literal
from doidkit.syntax.owl.operands import operand_kinds
from doidkit.syntax.owl.signature import datatype

_TYPED = re.compile(r"'(.*)'\^\^(.*)\Z", re.DOTALL)
_TAGGED = re.compile(r"'(.*)'@(.*)\Z", re.DOTALL)
_BOOLEAN, _STRING = (iri(expand(f"xsd:{name}")) for name in ("boolean", "string"))
_TRUTH = {"true": "true", "false": "false", "1": "true", "0": "false"}
_PARSERS: dict[str, Callable[[str], object]] = {
    _BOOLEAN: lambda text: _TRUTH[text.lower()],
    iri(expand("xsd:double")): float,
    iri(expand("xsd:float")): float,
    iri(expand("xsd:integer")): int,
}


class UnfitValue(InputError):
    """A value that its datatype does not have."""


class BadPattern(InputError):
    """A pattern that cannot be used."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """Terms with an annotation: its property, which values fit, and whether only one does."""

    property: str
    fits: Callable[[str], bool]
    one: bool = False

    def chosen(self, axioms: Iterable[Call], things: Set[Thing]) -> set[Thing]:
        """Return the entities among things that have such an annotation.

        An annotation of an axiom counts for what the axiom is said of; of a pattern's values
        those that annotate a term somewhere, too, as ROBOT has it.
        """
        names: set[str] = set()
        values: set[str] = set()
        noted: defaultdict[str, list[Call]] = defaultdict(list)
        for axiom in axioms:
            if axiom[0] == "AnnotationAssertion":
                name, subject, found = operands(axiom)
                if name == self.property and self.fits(found):
                    names.add(subject)
                    values.add(found)
                continue
            for name, found in annotating(axiom):
                if name == self.property and self.fits(found):
                    noted[found].append(axiom)
        chosen = {thing for thing in things if is_entity(thing) and thing[1] in names}
        for found, some in noted.items():
            if self.one or found in values:
                chosen |= things & {each for axiom in some for each in said_of(axiom)}
        return chosen


def said_of(axiom: Call) -> Iterator[Thing]:
    """Yield the entities that an axiom defines."""
    kind, parts = str(axiom[0]), operands(axiom)
    if kind.endswith("Assertion"):
        yield as_thing(parts[1], "I")
        return
    every = kind.startswith(("Equivalent", "DisjointC", "DisjointO", "DisjointD", "Inverse"))
    every = every or kind.endswith(("Individual", "Individuals"))
    letter = operand_kinds(kind, parts)[0]
    yield from (as_thing(part, letter) for part in (parts if every else parts[:1]))


def annotated(text: str, expanded: Callable[[str], str]) -> Annotated:
    """Return what ``property=value`` chooses; ``expanded`` makes an IRI of a CURIE.

    A value is ``'text'``, with ``@language`` or ``^^datatype``, an IRI in angle brackets or a
    CURIE; or a pattern: ``~'regular expression'`` of the whole text, ``@language``,
    ``^^datatype``. Raises BadPattern and UnfitValue.
    """
    name, _, wanted = text.partition("=")
    own = expanded(name)
    if wanted[:1] == "@":
        tag = f"@{wanted[1:].lower()}"
        return Annotated(own, lambda term: term[:1] == '"' and _tag(term) == tag)
    if wanted[:2] == "^^":
        kind = expanded(wanted[2:].strip("<>"))
        return Annotated(own, lambda term: term[:1] == '"' and datatype(term)[1] == kind)
    if wanted[:1] == "~":
        pattern = compiled(wanted[1:].strip("'"))
        return Annotated(own, lambda term: term[:1] == '"' and bool(pattern.fullmatch(value(term))))
    return Annotated(own, _equal(_term(wanted, expanded)), one=True)


def compiled(pattern: str) -> re.Pattern[str]:
    """Return a regular expression; BadPattern if it is none."""
    try:
        return re.compile(pattern, re.DOTALL)
    except re.error as error:
        raise BadPattern(f'"{pattern}" is no regular expression: {error}; correct it.') from error


def _tag(term: str) -> str:
    return term[term.rindex('"') + 1 :].lower()


def _term(wanted: str, expanded: Callable[[str], str]) -> str:
    if typed := _TYPED.match(wanted):
        kind = expanded(typed[2].strip("<>"))
        term = literal(typed[1], "" if kind == _STRING else kind)
        if kind in _PARSERS and _meant(term) is None:
            raise UnfitValue(f'"{typed[1]}" is no value of {typed[2]}; correct the selector.')
        return term
    if tagged := _TAGGED.match(wanted):
        return f"{literal(tagged[1])}@{tagged[2].lower()}"
    if "'" in wanted:
        return literal(wanted.replace("'", ""))
    return expanded(wanted.strip("<>"))


def _equal(wanted: str) -> Callable[[str], bool]:
    meant = _meant(wanted)
    if meant is not None:
        return lambda term: _meant(term) == meant
    if wanted[:1] == '"' and "@" in wanted[wanted.rindex('"') :]:
        return lambda term: term[:1] == '"' and _lowered(term) == wanted
    return lambda term: term == wanted


def _lowered(term: str) -> str:
    return term[: term.rindex('"') + 1] + _tag(term)


def _meant(term: str) -> object:
    """Return what a boolean or number is, however it is written; None for another term."""
    if term[:1] != '"' or term[-1:] != ">":
        return None
    kind = datatype(term)[1]
    try:
        return (kind, _PARSERS[kind](value(term))) if kind in _PARSERS else None
    except (ValueError, KeyError):
        return None
