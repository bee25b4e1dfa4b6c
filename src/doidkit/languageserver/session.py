"""One open document: what is typed, what is known, and what is wrong with it."""

import heapq
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from doidkit.checking.gathering import SYNTAX, syntax_finding
from doidkit.checking.waivers import beside, inline_waivers, judge, read_waivers
from doidkit.errors import DoidkitError, DoidkitNote
from doidkit.languageserver.document import Document, Edited, Span
from doidkit.languageserver.frames import Frame, Placed
from doidkit.languageserver.knowledge import Knowledge
from doidkit.languageserver.positions import content
from doidkit.languageserver.reading import Alone, Fault, alone, read
from doidkit.languageserver.rules import Quick, Rules
from doidkit.languageserver.whole import Findings
from doidkit.model import Finding
from doidkit.sourcemap import spots

SHOWN = 1000
"""The most findings that an editor is given: each time it is told of all."""

_AT_ONCE = 20  # terms that are looked at while somebody types; more wait for the whole file


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding and its place in the document, from there to its line's end."""

    finding: Finding
    place: Span


@dataclass(frozen=True, slots=True)
class Known:
    """What a document said then, and the rules to ask of it."""

    knowledge: Knowledge
    rules: Quick
    then: Document


class Session:
    """A document with what was found in it; nothing is known of it before ``learn``."""

    def __init__(self, document: Document, rules: Rules) -> None:
        self.document = document
        self.rules = rules
        self.knowledge: Knowledge | None = None
        self._quick: Quick | None = None
        self.drifted = False
        self._touched: set[str] = set()
        self._fresh: list[Frame] = list(document.frames) if len(document.frames) < 2 else []

    def edit(self, place: Span | None, text: str) -> None:
        """Take an edit, of the whole text where no place is given; ``look`` sees what it did."""
        edited = self.document.replace(text) if place is None else self.document.edit(place, text)
        self._carry(edited)

    def _carry(self, edited: Edited) -> None:
        """Leave what was found where it was, as far as its line is still there."""
        self._touched |= {name for frame in edited.gone for name in self._iris(frame)}
        carried = [placed for frame in edited.gone for placed in frame.findings]
        lines = {content(line): (frame, at) for frame in edited.new for at, line in
                 reversed(list(enumerate(frame.lines)))}  # fmt: skip
        for finding, line, column in carried:
            place = lines.get(finding.excerpt or "")
            if place is not None:
                place[0].findings.append((finding, place[1], column))
            elif edited.new:
                frame = edited.new[0]
                at = min(line, max(len(frame.lines) - 1, 0))
                frame.findings.append((finding, at, column))
        self._fresh += edited.new

    def look(self) -> None:
        """Read the frames that were edited, and ask the quick rules about their terms."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DoidkitNote)  # of the small document, not of the file
            self._look()

    def _look(self) -> None:
        present = {id(frame) for frame in self.document.frames}
        fresh = [frame for frame in dict.fromkeys(self._fresh) if id(frame) in present]
        terms = {iri for frame in fresh for iri in self._iris(frame)} | self._touched
        self._fresh, self._touched = [], set()
        if not fresh and not terms:
            return
        # A frame without a name says something that no term is asked for: header, a general axiom.
        self.drifted |= len(terms) > _AT_ONCE or any(not frame.names for frame in fresh)
        if len(terms) > _AT_ONCE:
            return
        about = [frame for frame, _ in self.document.about(terms)]
        frames = list(dict.fromkeys((*about, *fresh)))
        if not frames:
            self._follow(terms, ())
            return
        small = alone(self.document, frames)
        quads = read(self.document, small)
        if isinstance(quads, Fault):
            self._fault(quads, frames)
            return
        self._follow(terms, quads)
        self._found(small, self._findings(small, terms))

    def _follow(self, terms: Iterable[str], quads: Sequence[object]) -> None:
        if self.knowledge is not None:
            self.knowledge.follow(terms, quads)  # type: ignore[arg-type]

    def _fault(self, fault: Fault, frames: Sequence[Frame]) -> None:
        """Show what is wrong with a frame, beside all that was found before."""
        for frame in frames:
            frame.findings = [each for each in frame.findings if each[0].check != SYNTAX]
        finding = syntax_finding(fault.reason)
        fault.frame.findings.append((finding, fault.line, fault.column))

    def _findings(self, small: Alone, terms: Iterable[str]) -> tuple[Finding, ...]:
        found = list(self.rules.shown(small.source))
        if self._quick is not None:
            found += [each for term in sorted(terms) for each in self._quick.findings(term)]
        try:
            path = beside((self.document.path,))
            waivers = [*(read_waivers(path) if path else ()), *inline_waivers([small.source])]
        except DoidkitError:  # of a waiver: the whole file's check tells
            return tuple(found)
        judged = judge(found, waivers, (), date.today())
        return tuple(each for each in judged.findings if each.check in self.rules.all)

    def _found(self, small: Alone, findings: Sequence[Finding]) -> None:
        """Put findings in their frames, in place of those that the same rules had found."""
        renewed = self.rules.textual | (self._quick.ids if self._quick else frozenset())
        for frame in small.frames:
            frame.findings = [
                each for each in frame.findings if each[0].check not in renewed | {SYNTAX}
            ]
        places = spots(findings, [small.source])
        text = small.source.text
        for at, finding in enumerate(findings):
            if (spot := places.get(at)) is not None:
                line, column = text.line(spot.place.start), text.column(spot.place.start)
            else:
                place = finding.location
                line, column = (place and place.line) or 1, (place and place.column) or 1
            frame, number = small.place(line - 1)
            excerpt = content(frame.lines[number]) if frame.lines else ""
            frame.findings.append((replace(finding, excerpt=excerpt), number, column - 1))

    def known(self, statements: bytes, then: Document) -> "Known":
        """Return what the document said then, by ``whole.statements``, and which rules are quick.

        It changes nothing, so that it can be made in a thread.
        """
        knowledge = Knowledge(statements)
        named = [frame for frame in then.frames if frame.names]
        sample = (named[len(named) // 2], named[-1]) if named else ()
        terms = [iri for frame in sample for iri in self._iris(frame)]
        return Known(knowledge, self.rules.quick(knowledge.source, terms), then)

    def learn(self, known: "Known") -> None:
        """Know what the document said then, and ``look`` at what was edited since."""
        self.knowledge, self._quick = known.knowledge, known.rules
        old = {id(frame): frame for frame in known.then.frames}
        new = {id(frame): frame for frame in self.document.frames}
        gone = [frame for each, frame in old.items() if each not in new]
        self._touched |= {iri for frame in gone for iri in self._iris(frame)}
        self._fresh += [frame for each, frame in new.items() if each not in old]

    def settle(self, findings: Findings, then: Document) -> None:
        """Take the findings of a whole file, for the frames that are as they were."""
        by_frame: dict[int, list[Placed]] = {}
        for finding in findings.found:
            place = finding.location
            line = max(((place and place.line) or 1) - 1, 0)
            column = max(((place and place.column) or 1) - 1, 0)
            at = then.at(line)
            placed = (finding, line - then.starts[at], column)
            by_frame.setdefault(id(then.frames[at]), []).append(placed)
        present = {id(frame) for frame in self.document.frames}
        for frame in then.frames:
            if id(frame) not in present:
                continue
            found = by_frame.get(id(frame), [])
            if not findings.complete or any(each[0].check == SYNTAX for each in found):
                # What is ill-formed was left out, so nothing else is new of it.
                found += [each for each in frame.findings if each[0].check != SYNTAX]
            frame.findings = found

    def shown(self) -> tuple[list[Shown], int]:
        """Return the findings, the worst first and at most ``SHOWN``, and how many there are."""
        found = list(self._all())
        worst = heapq.nsmallest(SHOWN, found, key=lambda each: each[0])
        return [Shown(each[1], self._span(each[2], each[3], each[4])) for each in worst], len(found)

    def _all(self) -> Iterator[tuple[tuple[int, int, str], Finding, Frame, int, int]]:
        for frame, start in zip(self.document.frames, self.document.starts, strict=True):
            for finding, line, column in frame.findings:
                key = (-finding.severity.gravity, start + line, finding.check)
                yield key, finding, frame, start + line, column

    def _span(self, frame: Frame, line: int, column: int) -> Span:
        end = len(content(self.document.line(line)))
        return Span(line, min(column, end), line, end)

    def _iris(self, frame: Frame) -> Iterator[str]:
        return map(self.document.naming.iri, frame.names)
