"""What an edit of an ontology did: typed values, a change each."""

import enum
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from doidkit import views
from doidkit.comparing.facts import Notes
from doidkit.comparing.pieces import Lines


class Kind(enum.Enum):
    """The kind of a change; the value is its name in JSON, the members stand in reading order."""

    TERM_ADDED = "term added"
    TERM_REMOVED = "term removed"
    TERM_OBSOLETED = "term obsoleted"
    TERM_RESTORED = "term un-obsoleted"
    TERM_MERGED = "term merged"
    TERM_SPLIT = "term split"
    REPLACEMENT = "replacement changed"
    LABEL = "label changed"
    DEFINITION = "definition changed"
    DEFINITION_SOURCE = "definition source changed"
    COMMENT = "comment changed"
    SYNONYM_ADDED = "synonym added"
    SYNONYM_REMOVED = "synonym removed"
    SYNONYM_SCOPE = "synonym scope changed"
    SYNONYM_TYPE = "synonym type changed"
    SYNONYM_SOURCE = "synonym source changed"
    XREF_ADDED = "xref added"
    XREF_REMOVED = "xref removed"
    XREF_PREFIX = "xref prefix changed"
    MAPPING_ADDED = "mapping added"
    MAPPING_REMOVED = "mapping removed"
    MAPPING_PREFIX = "mapping prefix changed"
    MAPPING_CHANGED = "mapping changed"
    PARENT_ADDED = "parent added"
    PARENT_REMOVED = "parent removed"
    PARENT_MOVED = "parent moved"
    AXIOM_ADDED = "axiom added"
    AXIOM_REMOVED = "axiom removed"
    AXIOM_CHANGED = "axiom changed"
    MARK_ADDED = "subset or synonym type defined"
    MARK_REMOVED = "subset or synonym type removed"
    SUBSET_ADDED = "subset added"
    SUBSET_REMOVED = "subset removed"
    ID = "id changed"
    NAMESPACE = "namespace changed"
    METADATA = "ontology metadata changed"
    IMPORT_ADDED = "import added"
    IMPORT_REMOVED = "import removed"
    ANNOTATION = "annotation changed"
    QUALIFIER = "statement's annotation changed"
    LANGUAGE = "language tags changed"
    VOCABULARY = "vocabulary changed"
    TRIPLES = "other statements changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of an ontology.

    ``term`` is the IRI of what changed, "" for what belongs to no term; ``predicate`` the IRI of
    the property, where there is one. ``old`` and ``new`` are what was and what is: an RDF term
    as N-Triples writes it, or an axiom or expression in Manchester syntax; "" for nothing.
    Of an id they are the term's IRIs, or alternative ids; of a synonym's scope and of a mapping
    that changed ``predicate`` is the new one.
    ``lost`` and ``gained`` are further values, each after its predicate: what a term is replaced
    by, the sources and other annotations of a definition, a synonym or another statement.
    ``removed`` and ``added`` are the pieces of the graph that the change accounts for, and
    ``parts`` what a term came or went with, with pieces of their own: each piece that differs
    belongs to one change.
    """

    kind: Kind
    term: str = ""
    predicate: str = ""
    old: str = ""
    new: str = ""
    lost: Notes = ()
    gained: Notes = ()
    removed: tuple[Lines, ...] = ()
    added: tuple[Lines, ...] = ()
    parts: tuple["Change", ...] = ()

    def each(self) -> Iterator["Change"]:
        """Yield the change and its parts."""
        yield self
        for part in self.parts:
            yield from part.each()

    @property
    def statements(self) -> int:
        """How many pieces it accounts for, those of its parts included."""
        return sum(len(change.removed) + len(change.added) for change in self.each())


@dataclass(frozen=True, slots=True)
class Comparison:
    """What NEW changed of OLD, by term and then in the order of ``Kind``.

    ``old`` and ``new`` name what was compared; ``labels`` are those of the terms that occur, by
    IRI, ``branches`` the topmost ancestor but the root of each changed term that has one.
    ``before`` is what OLD says of these terms, predicates and values as N-Triples writes them, ""
    for a blank node. ``notes`` are remarks, a sentence each.
    """

    old: str
    new: str
    changes: tuple[Change, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    branches: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    before: Mapping[str, Notes] = field(default_factory=dict, compare=False, repr=False)
    notes: tuple[str, ...] = ()

    def counts(self) -> Counter[Kind]:
        """Return how many changes there are of each kind."""
        return Counter(change.kind for change in self.changes)

    def by_branch(self) -> Counter[str]:
        """Return how many terms changed below each topmost term, "" for those below none."""
        terms = {change.term for change in self.changes if change.term}
        return Counter(self.branches.get(term, "") for term in terms)

    def by_term(self) -> dict[str, list[Change]]:
        """Return the changes of each term, in order; "" holds those of none."""
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            found.setdefault(change.term, []).append(change)
        return found

    def __repr__(self) -> str:
        told = views.counted(len(self.changes), "change")
        return f"<Comparison: {told} from {self.old} to {self.new}>"

    def _repr_html_(self) -> str:
        rows = (
            (
                views.named(change.term, self.labels.get(change.term, "")) if change.term else "",
                str(change.kind.value),
                self._told(change.predicate and f"<{change.predicate}>"),
                self._told(change.old),
                self._told(change.new),
            )
            for change in self.changes
        )
        caption = f"{views.counted(len(self.changes), 'change')} from {self.old} to {self.new}"
        headings = ("term", "change", "property", "was", "is")
        return views.table(caption, headings, rows, len(self.changes))

    def _told(self, text: str) -> views.Cell | str:
        if text[:1] == "<" and text[-1:] == ">":
            return views.named(text[1:-1], self.labels.get(text[1:-1], ""))
        return text

    def __bool__(self) -> bool:
        return bool(self.changes)

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)
