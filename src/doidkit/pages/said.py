"""What a document says as values: statements with their evidence, references, sections."""

from dataclasses import dataclass

from doidkit.ontology import TermRef
from doidkit.pages.page import Bearing, Mark


@dataclass(frozen=True, slots=True)
class Group:
    """One side of a statement: a term or several, joined by ``and`` or ``or``."""

    members: tuple[TermRef, ...]
    joiner: str = "and"


@dataclass(frozen=True, slots=True)
class Work:
    """A cited work; ``identifiers`` are verified PMIDs and DOIs, often none; "" for no address."""

    name: str
    authors: str
    year: str
    identifiers: tuple[str, ...]
    address: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One citation of the document, or one work that the audit brought.

    ``marker`` is the printed number, "" for the audit's; ``statuses`` what became of a
    citation; ``works`` are those it reaches; ``words`` are those of the reference entry that
    it leads to; ``code`` is the evidence code's name.
    """

    bearing: Bearing
    marker: str
    statuses: tuple[str, ...]
    works: tuple[Work, ...]
    partial: bool
    comment: str
    words: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Another statement of the document that cannot hold together with one."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim of the document; ``qualifiers`` are ready to read.

    ``negated`` says that the predicate is denied; ``limited`` that it holds in another disease
    only; ``quote`` is what the document says, word for word.
    """

    id: str
    text: str
    mark: Mark
    subject: Group
    negated: bool
    predicate: TermRef
    object: Group
    qualifiers: tuple[str, ...]
    evidence: tuple[EvidenceLine, ...]
    contradicts: tuple[Contradiction, ...]
    note: str
    quote: str = ""
    limited: bool = False


@dataclass(frozen=True, slots=True)
class Observation:
    """A fact about the document that states nothing about a disease."""

    id: str
    text: str
    note: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a section's reference block, with the work that it names, if any."""

    marker: str
    text: str
    work: Work | None
    note: str


@dataclass(frozen=True, slots=True)
class BlockLine:
    """A line of the document's ontology block and what the Disease Ontology has instead."""

    text: str
    verdict: str
    correction: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the document, everything in the document's order."""

    title: str
    statements: tuple[Statement, ...]
    observations: tuple[Observation, ...]
    references: tuple[Reference, ...]
    block: tuple[BlockLine, ...]
