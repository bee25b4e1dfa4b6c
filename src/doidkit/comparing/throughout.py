"""What differs throughout a file, told once: language tags, default namespace, vocabulary."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from doidkit.comparing import names
from doidkit.comparing.change import Change, Kind
from doidkit.comparing.context import Context
from doidkit.comparing.edits import Edits, change
from doidkit.comparing.facts import Fact, Role
from doidkit.comparing.pieces import Lines
from doidkit.syntax.obo.names import VOCABULARY
from doidkit.syntax.owl.axioms import ANNOTATION_PROPERTY
from doidkit.syntax.owl.expressions import TYPE
from doidkit.syntax.owl.lexical import iri, literal

_TAG = re.compile(r'(?<=")@([A-Za-z0-9-]+)\Z')
_WORDS = {iri(name): literal(label) for name, label in VOCABULARY.values()}
"""What OBO's tags are called in OWL, and their labels."""


def retagged(edits: Mapping[str, Edits]) -> Iterator[Change]:
    """Take out the statements that differ in their language tags alone, and yield them."""
    found: defaultdict[tuple[str, str], tuple[list[Lines], list[Lines]]]
    found = defaultdict(lambda: ([], []))
    for own in edits.values():
        before: defaultdict[Lines, list[Lines]] = defaultdict(list)
        for fact in own.removed:
            before[_untagged(fact.piece)].append(fact.piece)
        gone: set[Lines] = set()
        come: set[Lines] = set()
        for fact in own.added:
            olds = before.get(_untagged(fact.piece))
            if olds:
                old = olds.pop()
                tags = (_tags(old), _tags(fact.piece))
                found[tags][0].append(old)
                found[tags][1].append(fact.piece)
                gone.add(old)
                come.add(fact.piece)
        own.removed = [fact for fact in own.removed if fact.piece not in gone]
        own.added = [fact for fact in own.added if fact.piece not in come]
    for (old_tags, new_tags), (removed, added) in sorted(found.items()):
        yield Change(
            Kind.LANGUAGE,
            old=old_tags,
            new=new_tags,
            removed=tuple(sorted(removed)),
            added=tuple(sorted(added)),
        )


def namespaces(edits: Mapping[str, Edits]) -> Iterator[Change]:
    """Take out the terms that went with the ontology's namespace to another one, and yield them."""
    for own in edits.values():
        old, new = (
            {f.value for f in side if f.predicate == names.DEFAULT_NAMESPACE}
            for side in (own.removed, own.added)
        )
        if len(old) == len(new) == 1:
            yield from _moved(edits, old.pop(), new.pop())


def _moved(edits: Mapping[str, Edits], old: str, new: str) -> Iterator[Change]:
    removed: list[Fact] = []
    added: list[Fact] = []
    for own in edits.values():
        gone, come = own.statements((names.NAMESPACE,))
        if {f.value for f in gone} == {old} and {f.value for f in come} == {new}:
            removed += gone
            added += come
        else:
            own.removed += gone
            own.added += come
    if removed:
        yield change(Kind.NAMESPACE, "", names.NAMESPACE, removed, added)


def vocabulary(edits: Mapping[str, Edits], context: Context) -> Iterator[Change]:
    """Take out what a file says of annotation properties for no reason but their use; yield it.

    Those are the declarations and labels of OBO's own properties, and declarations of others of
    which nothing more is said. In OBO they come and go with the first and the last use.
    """
    removed: list[Fact] = []
    added: list[Fact] = []
    for own in edits.values():
        label = _WORDS.get(own.subject)
        if label is not None:
            gone, come = own.take(lambda fact, label=label: _mentions(fact, label))  # type: ignore[misc]
        elif _is_bare(own, context):
            gone, come = own.take(lambda fact: True)
        else:
            continue
        removed += gone
        added += come
    if removed or added:
        yield change(Kind.VOCABULARY, "", "", removed, added, old="", new="")


def _mentions(fact: Fact, label: str) -> bool:
    """Return whether a fact is the declaration or the usual label of a property."""
    if fact.role is not Role.STATEMENT:
        return False
    return (fact.predicate, fact.value) in ((TYPE, ANNOTATION_PROPERTY), (names.LABEL, label))


def _is_bare(own: Edits, context: Context) -> bool:
    """Return whether all that one side says of a term is that it is an annotation property."""
    said = [(fact.predicate, fact.value) for fact in (*own.removed, *own.added)]
    known = [pair for side in (context.old, context.new) for pair in side.get(own.subject, ())]
    return said == known == [(TYPE, ANNOTATION_PROPERTY)]


def _untagged(piece: Lines) -> Lines:
    return tuple(sorted(_TAG.sub("", line) for line in piece))


def _tags(piece: Lines) -> str:
    return ", ".join(sorted({found[1] for line in piece if (found := _TAG.search(line))}))
