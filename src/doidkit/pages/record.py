"""What a file says of a term, as values: every annotation, every axiom, and who uses it.

Each statement of the file is one value here: an ``Annotation`` or an ``Axiom``, with what is
said about the statement itself as its ``notes``. Nothing is left out.
"""

import enum
from collections.abc import Iterable
from dataclasses import dataclass

from doidkit.ontology import TermRef


class Role(enum.Enum):
    """What an annotation is to a reader, in the order of reading; the value is its heading."""

    LABEL = "Label"
    DEFINITION = "Definition"
    DEFINITION_SOURCE = "Definition source"
    COMMENT = "Comment"
    SYNONYM = "Synonyms"
    ID = "Identifier"
    ALTERNATIVE_ID = "Alternative ids"
    XREF = "Cross-references"
    MAPPING = "Mappings"
    SUBSET = "Subsets"
    OBSOLETE = "Obsolete"
    OBSOLETE_BECAUSE = "Reason"
    REPLACED_BY = "Replaced by"
    CONSIDER = "Consider"
    NAMESPACE = "Namespace"
    NOTATION = "Notation"
    CREATED_BY = "Created by"
    CREATED = "Created"
    NOTE = "Note"
    OTHER = ""


@dataclass(frozen=True, slots=True)
class Value:
    """What an annotation says: a term, a literal or a thing without a name.

    ``text`` is a literal's lexical form or an IRI; ``term`` is there for an IRI and for a CURIE
    that stands for a term of the file; ``datatype`` is "" for plain text; ``within`` is what a
    thing without a name says.
    """

    text: str
    term: TermRef | None = None
    language: str = ""
    datatype: str = ""
    within: tuple["Annotation", ...] = ()


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation, or one fact of an individual; ``notes`` are what annotates it in turn."""

    role: Role
    predicate: TermRef
    value: Value
    notes: tuple["Annotation", ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """Return what the notes name as sources, as it is written."""
        return tuple(
            note.value.text
            for note in self.notes
            if note.role in (Role.XREF, Role.DEFINITION_SOURCE)
        )


Words = tuple[str | TermRef, ...]
"""A text in which terms are terms, so that they can be links; spaces are in the texts."""


@dataclass(frozen=True, slots=True)
class Axiom:
    """One axiom in Manchester syntax.

    ``kind`` is its name in OWL 2 (``EquivalentClasses``), ``keyword`` its section of a frame
    (``EquivalentTo``). ``subject`` is whose frame it stands in, one term or an expression, empty
    where it is about several alike; ``words`` what stands after the keyword.
    """

    kind: str
    keyword: str
    subject: Words
    words: Words
    notes: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Use:
    """One statement about another term that names this one; ``by`` is None for one about none."""

    by: TermRef | None
    said: Annotation | Axiom


@dataclass(frozen=True, slots=True)
class Usage:
    """The uses of one kind: a property or the keyword of an axiom.

    ``total`` is how many there are, ``uses`` the first of them by identifier, all where they are
    few, and ``more`` how many are left out.
    """

    name: str
    total: int
    uses: tuple[Use, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """A named row of the record, such as Synonyms, with its values."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that a file says of a term.

    ``kinds`` are its types, such as ``owl:Class``. ``annotations`` and ``axioms`` are in the
    order of reading. ``usages`` are how other terms use it, ``predicates`` in how many statements
    it is the predicate. ``merged_into`` are the terms that have it as an alternative id.
    """

    kinds: tuple[TermRef, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    axioms: tuple[Axiom, ...] = ()
    usages: tuple[Usage, ...] = ()
    predicates: int = 0
    merged_into: tuple[TermRef, ...] = ()

    def of(self, *roles: Role) -> tuple[Annotation, ...]:
        """Return the annotations of some roles."""
        return tuple(each for each in self.annotations if each.role in roles)

    def axioms_of(self, *kinds: str) -> tuple[Axiom, ...]:
        """Return the axioms of some kinds."""
        return tuple(axiom for axiom in self.axioms if axiom.kind in kinds)

    @property
    def successors(self) -> tuple[TermRef, ...]:
        """Return what to use in place of an obsolete term: what it was merged into comes first."""
        replacing = (each.value.term for each in self.of(Role.REPLACED_BY))
        return tuple(dict.fromkeys([*self.merged_into, *_present(replacing)]))


def _present(terms: Iterable[TermRef | None]) -> list[TermRef]:
    return [term for term in terms if term is not None]
