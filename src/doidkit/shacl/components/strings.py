"""Text: sh:minLength, sh:maxLength, sh:pattern, sh:languageIn, sh:uniqueLang."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from doidkit.engines import expressions
from doidkit.model import RdfTerm
from doidkit.shacl import regexes
from doidkit.shacl.components.base import Component
from doidkit.shacl.names import sh
from doidkit.shacl.pattern import Pattern
from doidkit.shacl.reader import Reader
from doidkit.shacl.scope import Scope
from doidkit.shacl.shapes import Offence

_TEXTUAL = (Literal, NamedNode)


@dataclass(frozen=True)
class MinLength(Component):
    """sh:minLength."""

    length: int
    component = sh("MinLengthConstraintComponent")

    def offences(self, scope: Scope) -> Iterator[Offence]:
        """Yield the value nodes that are shorter, and blank nodes."""
        for focus, value in scope.pairs():
            text = value.value if isinstance(value, _TEXTUAL) else None
            if text is None or len(text) < self.length:
                yield Offence(focus, value)

    def pattern(self, on: Pattern) -> str:
        """Filter on the length."""
        test = f"STRLEN(STR({on.value})) >= {self.length}"
        return f"{on.pairs()} FILTER(isBLANK({on.value}) || !({test}))"

    def describe(self) -> str:
        """Return the default message."""
        return f"Value must have at least {self.length} characters."


@dataclass(frozen=True)
class MaxLength(Component):
    """sh:maxLength."""

    length: int
    component = sh("MaxLengthConstraintComponent")

    def offences(self, scope: Scope) -> Iterator[Offence]:
        """Yield the value nodes that are longer, and blank nodes."""
        for focus, value in scope.pairs():
            text = value.value if isinstance(value, _TEXTUAL) else None
            if text is None or len(text) > self.length:
                yield Offence(focus, value)

    def pattern(self, on: Pattern) -> str:
        """Filter on the length."""
        test = f"STRLEN(STR({on.value})) <= {self.length}"
        return f"{on.pairs()} FILTER(isBLANK({on.value}) || !({test}))"

    def describe(self) -> str:
        """Return the default message."""
        return f"Value must have at most {self.length} characters."


@dataclass(frozen=True)
class Matches(Component):
    """sh:pattern with sh:flags; the expression means what SPARQL's REGEX makes of it."""

    regex: str
    flags: str
    component = sh("PatternConstraintComponent")

    def offences(self, scope: Scope) -> Iterator[Offence]:
        """Yield the value nodes that do not match, and blank nodes."""
        search = regexes.searcher(self.regex, self.flags, scope.nodes)
        for focus, value in scope.pairs():
            if not isinstance(value, _TEXTUAL) or not search(value.value):
                yield Offence(focus, value)

    def pattern(self, on: Pattern) -> str:
        """Filter on the expression."""
        return f"{on.pairs()} FILTER(isBLANK({on.value}) || !{self.test(on.value)})"

    def test(self, variable: str) -> str:
        """Return the SPARQL test of a variable."""
        return f"REGEX(STR({variable}), {Literal(self.regex)}, {Literal(self.flags)})"

    def describe(self) -> str:
        """Return the default message."""
        return f'Value must match the pattern "{self.regex}".'


@dataclass(frozen=True)
class LanguageIn(Component):
    """sh:languageIn."""

    tags: tuple[str, ...]
    component = sh("LanguageInConstraintComponent")

    def offences(self, scope: Scope) -> Iterator[Offence]:
        """Yield the value nodes without a language, or in another."""
        for focus, value in scope.pairs():
            language = value.language if isinstance(value, Literal) else None
            if language is None or not any(_in_range(language, tag) for tag in self.tags):
                yield Offence(focus, value)

    def pattern(self, on: Pattern) -> str:
        """Filter on the language."""
        tests = " || ".join(f"LANGMATCHES(LANG({on.value}), {Literal(tag)})" for tag in self.tags)
        return f"{on.pairs()} FILTER(!COALESCE({tests or 'false'}, false))"

    def describe(self) -> str:
        """Return the default message."""
        return f"Value must be a text in one of the languages {', '.join(self.tags)}."


@dataclass(frozen=True)
class UniqueLang(Component):
    """sh:uniqueLang true: one result for each language used twice."""

    component = sh("UniqueLangConstraintComponent")

    def offences(self, scope: Scope) -> Iterator[Offence]:
        """Yield a focus node once for each language that several of its values have."""
        for focus, values in scope.values.items():
            if len(values) < 2:
                continue
            tags = Counter(
                value.language.lower()
                for value in values
                if isinstance(value, Literal) and value.language
            )
            for count in tags.values():
                if count > 1:
                    yield Offence(focus)

    def pattern(self, on: Pattern) -> str:
        """Group by focus node and language."""
        tag = on.kept("tag")
        return (
            f"{{ SELECT {on.focus} {tag} {{ {on.pairs()} "
            f'BIND(LCASE(LANG({on.value})) AS {tag}) FILTER({tag} != "") }} '
            f"GROUP BY {on.focus} {tag} HAVING(COUNT(DISTINCT {on.value}) > 1) }}"
        )

    def describe(self) -> str:
        """Return the default message."""
        return "Each language may be used once among the values."


def read(shape: Reader) -> Iterator[Component]:
    """Yield the constraints of this family."""
    shortest, longest = shape.integer("minLength"), shape.integer("maxLength")
    if shortest is not None:
        yield MinLength(shortest)
    if longest is not None:
        yield MaxLength(longest)
    flags = shape.string("flags") or ""
    # SHACL gives sh:pattern no limit of one, but sh:flags belongs to all of them.
    for value in shape.all("pattern"):
        yield _matches(shape, value, flags)
    tags = shape.one("languageIn")
    if tags is not None:
        yield LanguageIn(tuple(_tag(shape, tag) for tag in shape.members("languageIn", tags)))
    shape.properties_only("uniqueLang")
    if shape.flag("uniqueLang"):
        yield UniqueLang()


def _matches(shape: Reader, value: RdfTerm, flags: str) -> Matches:
    if not isinstance(value, Literal):
        raise shape.fault(f"sh:pattern needs a text, not {value}")
    found = Matches(value.value, flags)
    if expressions.value(f'REGEX("", {Literal(value.value)}, {Literal(flags)})') is None:
        what = f'"{value.value}"' + (f' with the flags "{flags}"' if flags else "")
        raise shape.fault(f"sh:pattern {what} is no regular expression")
    return found


def _tag(shape: Reader, tag: RdfTerm) -> str:
    if not isinstance(tag, Literal):
        raise shape.fault(f"sh:languageIn needs language tags, not {tag}")
    return tag.value


def _in_range(language: str, tag: str) -> bool:
    language, tag = language.lower(), tag.lower()
    return tag == "*" or language == tag or language.startswith(tag + "-")
