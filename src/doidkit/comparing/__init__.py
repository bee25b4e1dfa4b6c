"""What an edit of an ontology changed, and making the edit elsewhere.

Graphs are compared by their pieces (``pieces``), whatever the order, the prefixes, the names of
blank nodes and the syntax; what differs is read as facts about terms (``facts``) and grouped
into typed changes (``grouping``). Every piece belongs to one change, so that all changes
together, applied to OLD, give NEW (``patching``).
"""

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, Store

from doidkit.atomic import write_whole
from doidkit.comparing import commands
from doidkit.comparing.change import Change, Comparison, Kind
from doidkit.comparing.context import Context
from doidkit.comparing.grouping import grouped
from doidkit.comparing.patching import patched
from doidkit.comparing.pieces import Key, Lines, Pieces, is_ground, lines, parsed
from doidkit.comparing.reading import is_kgcl, read_edit
from doidkit.data import Data, Paths
from doidkit.syntax.documents import document
from doidkit.syntax.files import read_text
from doidkit.syntax.formats import GraphFormat, written_format

__all__ = ["Change", "Comparison", "Kind", "compare", "patch", "patched_document"]


def compare(
    old: Data | Paths | None, new: Data | Paths | None, *, names: tuple[str, str] | None = None
) -> Comparison:
    """Return what NEW changed of OLD: files of any format, stores or endpoints; None is nothing.

    ``names`` are what the two are called, their paths unless given. Beside an endpoint numbers
    are compared by value, which is all that many keep. Raises SyntaxFault, InputError
    and EngineError as reading does.
    """
    given = tuple(None if side is None else Data.of(side) for side in (old, new))
    values = any(side is not None and side.endpoint is not None for side in given)
    before, after = (set() if side is None else lines(_read(side, values)) for side in given)
    removed, added = _apart(before, after)
    called = names or (str(given[0] or "nothing"), str(given[1] or "nothing"))
    if not removed and not added:
        return Comparison(*called)
    context = Context(before, after, (*removed, *added))
    changes = grouped(removed, added, context)
    return Comparison(
        *called,
        changes,
        {term[1:-1]: label for term, label in context.labels.items()},
        {term[1:-1]: top[1:-1] for term, top in context.branches.items()},
        {term[1:-1]: tuple(said) for term, said in context.old.items()},
    )


def _read(data: Data, values: bool) -> Iterable[Quad]:
    """Return quads; with ``values`` as many endpoints keep them, numbers by their value."""
    if not values:
        return data.quads()
    store = Store()
    store.extend(data.quads())
    return store


def _apart(before: set[bytes], after: set[bytes]) -> tuple[list[Lines], list[Lines]]:
    """Return the pieces that only one of two graphs has."""
    removed, added = before - after, after - before
    # All lines: two stores may have the same labels, and then a part of a piece would be missed.
    old, new = Pieces(before), Pieces(after)
    return (
        [*_ground(removed), *_beyond(old, new)],
        [*_ground(added), *_beyond(new, old)],
    )


def _ground(statements: Iterable[bytes]) -> list[Lines]:
    return [(line.decode(),) for line in sorted(filter(is_ground, statements))]


def _beyond(these: Pieces, those: Pieces) -> list[Lines]:
    """Return the pieces with blank nodes that one graph has more often than the other."""
    found: list[Lines] = []
    key: Key
    for key, count in sorted((these.counts - those.counts).items()):
        found += [these.text(key)] * count
    return found


def patch(old: Data | Paths, changes: str | Path) -> tuple[list[Quad], dict[str, str]]:
    """Return the quads of OLD after the changes in a file, and the prefixes that OLD declares.

    The changes are JSON or Turtle as `doidkit diff` writes them, or KGCL. Raises InputError where
    they hold none or do not fit OLD.
    """
    declared: dict[str, str] = {}
    statements = lines(Data.of(old).quads(declared=declared))
    path = Path(changes)
    if is_kgcl(path):
        return parsed(commands.applied(read_text(path), statements, path)), declared
    return parsed(patched(statements, read_edit(path))), declared


def patched_document(
    old: Data | Paths,
    changes: str | Path,
    out: str | Path | None = None,
    format: GraphFormat | None = None,
) -> tuple[bytes, tuple[str, ...]]:
    """Return OLD after changes as a document, and the statements that its format cannot hold.

    It is written to ``out``, if that is given, whose extension names the format unless given.
    Raises as ``patch``.
    """
    wanted = format or (GraphFormat.TURTLE if out is None else written_format(out))
    found, declared = patch(old, changes)
    data, unfit = document(found, format=wanted, declared=declared)
    if out is not None:
        write_whole(Path(out), data)
    return data, unfit
