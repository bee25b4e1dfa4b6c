"""Text: sh:minLength, sh:maxLength, sh:pattern, sh:languageIn, sh:uniqueLang."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal

from doidkit.model import RdfTerm
from doidkit.shacl import regexes
from doidkit.shacl.components.base import Component, ValueTest
from doidkit.shacl.datagraph import Number
from doidkit.shacl.names import TRUE, sh
from doidkit.shacl.pattern import Pattern
from doidkit.shacl.reader import Reader
from doidkit.shacl.scope import Scope
from doidkit.shacl.shapes import Offence
from doidkit.shacl.xpathregex import Regex, RegexError, translated
from doidkit.sparql import expressions


@dataclass(frozen=True)
class MinLength(ValueTest):
    """sh:minLength."""

    length: int
    component = sh("MinLengthConstraintComponent")

    def failing(self, scope: Scope) -> Collection[Number]:
        """Return the value nodes that are shorter, and blank nodes."""
        wrong = {node for node, text in scope.texts.items() if len(text) < self.length}
        return wrong | scope.without_text()

    def pattern(self, on: Pattern) -> str:
        """Filter on the length."""
        test = f"STRLEN(STR({on.value})) >= {self.length}"
        return f"{on.pairs()} FILTER(isBLANK({on.value}) || !({test}))"

    def describe(self) -> str:
        """Return the default message."""
        return f"Value must have at least {self.length} characters."


@dataclass(frozen=True)
class MaxLength(ValueTest):
    """sh:maxLength."""

    length: int
    component = sh("MaxLengthConstraintComponent")

    def failing(self, scope: Scope) -> Collection[Number]:
        """Return the value nodes that are longer, and blank nodes."""
        wrong = {node for node, text in scope.texts.items() if len(text) > self.length}
        return wrong | scope.without_text()

    def pattern(self, on: Pattern) -> str:
        """Filter on the length."""
        test = f"STRLEN(STR({on.value})) <= {self.length}"
        return f"{on.pairs()} FILTER(isBLANK({on.value}) || !({test}))"

    def describe(self) -> str:
        """Return the default message."""
        return f"Value must have at most {self.length} characters."


@dataclass(frozen=True)
class Matches(ValueTest):
    """sh:pattern with sh:flags; ``meant`` is what engines are asked."""

    regex: str
    flags: str
    meant: Regex
    component = sh("PatternConstraintComponent")

    def failing(self, scope: Scope) -> Collection[Number]:
        """Return the value nodes that do not match, and blank nodes."""
        search = regexes.searcher(self.regex, self.flags, self.meant, scope.texts.values())
        wrong = {node for node, text in scope.texts.items() if not search(text)}
        return wrong | scope.without_text()

    def pattern(self, on: Pattern) -> str:
        """Filter on the expression."""
        return f"{on.pairs()} FILTER(isBLANK({on.value}) || !{self.test(on.value)})"

    def test(self, variable: str) -> str:
        """Return the SPARQL test of a variable."""
        regex, flags = Literal(self.meant.text), Literal(self.meant.flags)
        return f"REGEX(STR({variable}), {regex}, {flags})"

    def describe(self) -> str:
        """Return the default message."""
        return f'Value must match the pattern "{self.regex}".'


@dataclass(frozen=True)
class LanguageIn(ValueTest):
    """sh:languageIn."""

    tags: tuple[str, ...]
    component = sh("LanguageInConstraintComponent")

    def failing(self, scope: Scope) -> Collection[Number]:
        """Return the value nodes without a language, or in another."""
        terms = scope.run.data.terms
        return {node for node in scope.nodes if not self._allows(terms[node])}

    def _allows(self, term: RdfTerm) -> bool:
        language = term.language if isinstance(term, Literal) else None
        return language is not None and any(_in_range(language, tag) for tag in self.tags)

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

    def offences(self, scope: Scope) -> Iterator[Offence[Number]]:
        """Yield a focus node once for each language that several of its values have."""
        terms = scope.run.data.terms
        for focus, values in scope.values.items():
            if len(values) < 2:
                continue
            texts = (terms[value] for value in values)
            tags = Counter(
                text.language.lower()
                for text in texts
                if isinstance(text, Literal) and text.language
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
    # One at most: SHACL 3.1, as sh:flags belongs to it.
    regex, flags = shape.string("pattern"), shape.string("flags") or ""
    if regex is not None:
        yield _matches(shape, regex, flags)
    tags = shape.one("languageIn")
    if tags is not None:
        members = shape.members("languageIn", tags)
        yield LanguageIn(tuple(shape.plain("languageIn", tag) for tag in members))
    shape.properties_only("uniqueLang")
    # W3C test uniqueLang-002: "1"^^xsd:boolean is well-formed, but asks for nothing here.
    if shape.boolean("uniqueLang") and shape.one("uniqueLang") == TRUE:
        yield UniqueLang()


def _matches(shape: Reader, regex: str, flags: str) -> Matches:
    what = f'sh:pattern "{regex}"' + (f' with the flags "{flags}"' if flags else "")
    try:
        meant = translated(regex, flags)
    except RegexError as error:
        raise shape.fault(f"{what} is no regular expression of XPath: {error}") from error
    if expressions.value(f'REGEX("", {Literal(meant.text)}, {Literal(meant.flags)})') is None:
        raise shape.fault(f"{what} is too large for the engine, or not known to it")
    return Matches(regex, flags, meant)


def _in_range(language: str, tag: str) -> bool:
    language, tag = language.lower(), tag.lower()
    return tag == "*" or language == tag or language.startswith(tag + "-")
