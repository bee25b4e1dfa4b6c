"""Language tags: where a whole file has others, that is one change, not one a statement."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from doidkit.comparing.change import Change, Kind
from doidkit.comparing.edits import Edits
from doidkit.comparing.pieces import Lines

_TAG = re.compile(r'(?<=")@([A-Za-z0-9-]+)\Z')


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


def _untagged(piece: Lines) -> Lines:
    return tuple(sorted(_TAG.sub("", line) for line in piece))


def _tags(piece: Lines) -> str:
    return ", ".join(sorted({found[1] for line in piece if (found := _TAG.search(line))}))
