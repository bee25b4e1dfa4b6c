"""Making on a graph the edit that a comparison found: what it removes goes, what it adds comes.

Pieces are found by their content, so a blank node may be called anything. An annotation that is
added is joined to the expression that it is of, if the graph has that.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from doidkit.comparing.change import Change
from doidkit.comparing.pieces import Lines, Pieces, blanks
from doidkit.errors import InputError
from doidkit.syntax.statements import lines

_SHOWN = 200  # characters of a statement that an error names


@dataclass(frozen=True, slots=True)
class Edit:
    """The pieces to remove from a graph and to add to it."""

    removed: tuple[Lines, ...]
    added: tuple[Lines, ...]

    @classmethod
    def of(cls, changes: Iterable[Change]) -> "Edit":
        """Return what changes do, parts included."""
        each = [part for change in changes for part in change.each()]
        return cls(
            tuple(piece for change in each for piece in change.removed),
            tuple(piece for change in each for piece in change.added),
        )


def patched(statements: set[bytes], edit: Edit) -> set[bytes]:
    """Return a graph's statements after an edit.

    Raises InputError where the graph has not what is to be removed: the edit is of another one.
    """
    old, gone, come = Pieces(statements), _lines(edit.removed), _lines(edit.added)
    kept = statements - {line for line in gone if not blanks(line)}
    if len(statements) - len(kept) < sum(not blanks(line) for line in gone):
        raise _misfit(min(line for line in gone if not blanks(line) and line not in statements))
    kept -= _removed(old, Pieces(gone))
    return kept | _joined(kept, come)


def _lines(pieces: Iterable[Lines]) -> set[bytes]:
    """Return the statements of pieces, with blank nodes that no others have."""
    found: set[bytes] = set()
    for piece in pieces:
        if len(piece) == 1 and "_:" not in piece[0]:
            found.add(piece[0].encode())
        else:
            text = "".join(f"{line} .\n" for line in piece)
            found.update(lines(ox.parse(text, ox.RdfFormat.N_QUADS, rename_blank_nodes=True)))
    return found


def _removed(old: Pieces, gone: Pieces) -> set[bytes]:
    """Return the lines of a graph that are those of the pieces to remove."""
    found: set[bytes] = set()
    nodes: set[bytes] = set()
    for key, count in sorted(gone.counts.items()):
        homes = old.roots(key) if key in old.counts else []
        if len(homes) < count:
            raise _misfit(gone.text(key)[0].encode())
        for home in homes[:count]:
            found.update(old.statements(key, home))
            nodes.update(old.nodes(home))
    # An annotation that stays keeps the expression that it repeats.
    staying = [target for node, target in old.copies if target in nodes and node not in nodes]
    for target in staying:
        found.difference_update(old.below(target))
    return found


def _joined(kept: Iterable[bytes], come: set[bytes]) -> set[bytes]:
    """Return lines to add, annotations joined to the expressions that are there already."""
    added = Pieces(come)
    repeated = list(added.repeated())
    if not repeated:
        return come
    there: defaultdict[tuple[bytes, bytes], list[bytes]] = defaultdict(list)
    for pieces in (Pieces(kept), added):
        for subject, predicate, node in pieces.anchors:
            if node in pieces.digests:
                there[subject + b" " + predicate, pieces.digests[node]].append(node)
    result = set(come)
    for place, node, target in repeated:
        known = there.get((place, added.digests[target]))
        if known and known[0] != target:
            result -= set(added.below(target))
            link = next(line for line in come if line.startswith(node) and line.endswith(target))
            result.discard(link)
            result.add(link[: -len(target)] + known[0])
    return result


def _misfit(line: bytes) -> InputError:
    told = line.decode()[:_SHOWN]
    return InputError(
        f"The changes do not fit: they remove a statement that the data do not have ({told}); "
        "apply them to the version that they were made from."
    )
