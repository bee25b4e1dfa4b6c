"""Whether an ontology and what it imports is in a profile of OWL 2, and what keeps it out."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from doidkit.documents import Document
from doidkit.measuring.profiles.dl import Dl
from doidkit.measuring.profiles.full import literal_faults
from doidkit.measuring.profiles.lesser import (
    Fault,
    el_axiom,
    el_part,
    ql_axiom,
    ql_part,
    rl_axiom,
    rl_part,
)
from doidkit.measuring.profiles.violations import Kind, Violation, ontology_id
from doidkit.measuring.profiles.walking import Part, parts
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, Node

__all__ = ["Kind", "Profile", "ProfileReport", "Violation", "fits", "profile"]


class Profile(StrEnum):
    """The profiles of OWL 2; each but Full has the restrictions of DL, too."""

    FULL = "Full"
    DL = "DL"
    EL = "EL"
    QL = "QL"
    RL = "RL"


@dataclass(frozen=True, slots=True)
class ProfileReport:
    """What keeps an ontology out of a profile, sorted; nothing where it is in it."""

    profile: Profile
    violations: tuple[Violation, ...]

    @property
    def fits(self) -> bool:
        """Whether the ontology is in the profile."""
        return not self.violations

    def __str__(self) -> str:
        head = f"OWL 2 {self.profile} Profile Report: "
        if self.fits:
            return f"{head}[Ontology and imports closure in profile]\n"
        told = "Ontology and imports closure NOT in profile. The following violations are present:"
        return "\n".join([head + told, *map(str, self.violations), ""])


def profile(document: Document, wanted: Profile) -> ProfileReport:
    """Return what keeps a document and what it imports out of a profile of OWL 2.

    A violation is told as often as it stands in an axiom. The text of a literal in an annotation
    is not looked at, as annotations have no meaning in any profile.
    """
    checker = _Checker(document, wanted)
    found = checker.every(document)
    return ProfileReport(wanted, tuple(sorted(found, key=str)))


def fits(document: Document, wanted: Profile) -> bool:
    """Return whether a document and what it imports is in a profile of OWL 2."""
    return next(_Checker(document, wanted).every(document), None) is None


class _Checker:
    def __init__(self, document: Document, wanted: Profile) -> None:
        self._wanted = wanted
        broken = [axiom for each in document.closure for axiom in each.broken]
        self._dl = Dl(document.everything, broken)
        self._ranges: defaultdict[Node, list[Call]] = defaultdict(list)
        for axiom in document.everything:
            if axiom[0] == "ObjectPropertyRange":
                self._ranges[operands(axiom)[0]].append(axiom)

    def every(self, document: Document) -> Iterator[Violation]:
        for each in document.closure:
            yield from self.violations(each)

    def violations(self, document: Document) -> Iterator[Violation]:
        name = ontology_id(document)
        yield from self._header(document, name)
        for axiom in (*document.axioms, *document.broken):
            note = ("Annotation", *operands(axiom)[::2]) if axiom[0] == _ASSERTION else None
            for kind, node in self._faults(axiom):
                of_note = kind is Kind.UNDECLARED_ANNOTATION_PROPERTY
                yield Violation(kind, node, axiom, name, note if of_note else None)

    def _header(self, document: Document, name: str) -> Iterator[Violation]:
        if self._wanted is Profile.FULL:
            return
        for kind, node in self._dl.of_header(document.iri, document.version):
            yield Violation(kind, node, None, name)
        for note in document.annotations:
            for kind, node in self._dl.of_part(Part("A", operands(note)[0])):
                yield Violation(kind, node, None, name, note)

    def _faults(self, axiom: Call) -> Iterator[Fault]:
        for part in parts(axiom):
            yield from literal_faults(part, self._dl.defined)
            if self._wanted is not Profile.FULL:
                yield from self._dl.of_part(part)
            yield from self._of_part(part)
        if self._wanted is not Profile.FULL:
            yield from self._dl.of_axiom(axiom)
        yield from self._of_axiom(axiom)

    def _of_part(self, part: Part) -> Iterator[Fault]:
        if self._wanted is Profile.EL:
            yield from el_part(part)
        elif self._wanted is Profile.QL:
            yield from ql_part(part)
        elif self._wanted is Profile.RL:
            yield from rl_part(part)

    def _of_axiom(self, axiom: Call) -> Iterator[Fault]:
        if self._wanted is Profile.EL:
            yield from el_axiom(axiom, self._dl.regularity, self._ranges)
        elif self._wanted is Profile.QL:
            yield from ql_axiom(axiom)
        elif self._wanted is Profile.RL:
            yield from rl_axiom(axiom)


_ASSERTION = "AnnotationAssertion"
