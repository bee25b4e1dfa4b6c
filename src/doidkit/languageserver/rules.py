"""The rules of a profile, asked about one term; those that need long are left for the whole file.

A rule's query with its term bound finds what it would find of that term in the whole. How long
that takes depends on the rule and the data; so it is tried once when the data are there.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from pyoxigraph import NamedNode

from doidkit.checks import CYCLE, ConfiguredCheck, bindings, row_findings, select, sign_findings
from doidkit.checks import profile as read_profile
from doidkit.checks.check import Kind
from doidkit.errors import DoidkitError
from doidkit.model import Finding, Solutions
from doidkit.sourcemap import SourceFile
from doidkit.sparql.embedded import StoreSource
from doidkit.syntax.signs import signs

_QUICK = 0.004  # seconds of a rule about one term
_PLACE = NamedNode("urn:doidkit:the-term-in-question")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A rule and its query; with ``template`` the text is the same for every term."""

    check: ConfiguredCheck
    template: str | None

    def findings(self, source: StoreSource, iri: str) -> tuple[Finding, ...]:
        """Return what the rule finds of a term."""
        term = NamedNode(iri)
        if self.template is None:
            text = _prepared(source, self.check, term)
        else:
            text = self.template.replace(str(_PLACE), str(term))
        answer = source.rows(text)
        return row_findings(self.check, Solutions(answer.variables, tuple(answer.rows)))


class Rules:
    """The rules of a profile by name or path; CheckError where there is none."""

    def __init__(self, profile: str) -> None:
        chosen = read_profile(profile)
        checks = {check.check.id: check for check in (*select(chosen), *select(chosen, [CYCLE]))}
        self._queries = [c for c in checks.values() if c.check.kind is Kind.QUERY]
        self._texts = [c for c in checks.values() if c.check.kind is Kind.TEXT]
        self.all = frozenset(checks)
        self.textual = frozenset(check.check.id for check in self._texts)

    def quick(self, source: StoreSource, terms: Sequence[str]) -> "Quick":
        """Return the rules that are quick on some data, by some of their terms."""
        asked = [_asked(source, check, terms) for check in self._queries]
        quick = (each for each in asked if each and _is_quick(each, source, terms))
        return Quick(source, tuple(quick))

    def shown(self, small: SourceFile) -> Iterator[Finding]:
        """Yield what only the text of a small document shows, each with its line."""
        path = str(small.path)
        with suppress(DoidkitError):  # ill-formed: a finding of its own
            found = [*signs(path, small.format, small.text.data.decode("utf-8", "replace"))]
            for check in self._texts:
                yield from sign_findings(check, path, found)


@dataclass(frozen=True, slots=True)
class Quick:
    """Rules that can be asked about one term of some data at every keystroke."""

    source: StoreSource
    _asked: tuple[_Asked, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the rules."""
        return frozenset(each.check.check.id for each in self._asked)

    def findings(self, iri: str) -> Iterator[Finding]:
        """Yield what the rules find of a term."""
        for each in self._asked:
            with suppress(DoidkitError):  # the whole file's check tells of a rule that fails
                yield from each.findings(self.source, iri)


def _asked(source: StoreSource, check: ConfiguredCheck, terms: Sequence[str]) -> _Asked | None:
    """Return a rule as it is asked; None for one whose query cannot have its term bound."""
    try:
        template = _prepared(source, check, _PLACE)
        source.rows(template)
        for term in map(NamedNode, terms):
            if _prepared(source, check, term) != template.replace(str(_PLACE), str(term)):
                return _Asked(check, None)
    except (DoidkitError, AssertionError):
        return None
    return _Asked(check, template)


def _prepared(source: StoreSource, check: ConfiguredCheck, term: NamedNode) -> str:
    bound = {**bindings(check), check.check.columns.focus: term}
    return source.prepare(check.check.text, bindings=bound).text


def _is_quick(asked: _Asked, source: StoreSource, terms: Sequence[str]) -> bool:
    return max((_seconds(asked, source, term) for term in terms), default=0.0) < _QUICK


def _seconds(asked: _Asked, source: StoreSource, term: str) -> float:
    """Return the processor time of a rule about a term, the less of two."""
    found = []
    for _ in range(2):
        begun = time.thread_time()
        with suppress(DoidkitError):
            asked.findings(source, term)
        found.append(time.thread_time() - begun)
    return min(found)
