"""What an edit of an ontology changed, and making the edit elsewhere.

Graphs are compared by their pieces (``pieces``), whatever the order, the prefixes, the names of
blank nodes and the syntax; what differs is read as facts about terms (``facts``) and grouped
into typed changes (``grouping``). Every piece belongs to one change, so that all changes
together, applied to OLD, give NEW (``patching``).
"""

from pathlib import Path

from pyoxigraph import Quad

from doidkit.atomic import write_whole
from doidkit.comparing import commands
from doidkit.comparing.change import Change, Comparison, Kind
from doidkit.comparing.context import Context
from doidkit.comparing.grouping import grouped
from doidkit.comparing.patching import patched
from doidkit.comparing.pieces import parsed
from doidkit.comparing.reading import is_kgcl, read_edit
from doidkit.comparing.sides import read_sides
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
    before, after = read_sides(*given, values=values)
    removed, added = before.beyond(after), after.beyond(before)
    called = names or (str(given[0] or "nothing"), str(given[1] or "nothing"))
    if not removed and not added:
        return Comparison(*called)
    anchors = (before.pieces.anchors, after.pieces.anchors)
    context = Context(before.ground, after.ground, (*removed, *added), anchors)
    changes = grouped(removed, added, context)
    return Comparison(
        *called,
        changes,
        {term[1:-1]: label for term, label in context.labels.items()},
        {term[1:-1]: top[1:-1] for term, top in context.branches.items()},
        {term[1:-1]: tuple(said) for term, said in context.old.items()},
    )


def patch(old: Data | Paths, changes: str | Path) -> tuple[list[Quad], dict[str, str]]:
    """Return the quads of OLD after the changes in a file, and the prefixes that OLD declares.

    The changes are JSON or Turtle as `doidkit diff` writes them, or KGCL. Raises InputError where
    they hold none or do not fit OLD.
    """
    declared: dict[str, str] = {}
    statements = set(Data.of(old).statements(declared=declared))
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
