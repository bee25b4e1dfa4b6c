"""Two edits of one file, merged by what they say.

OBO, functional syntax and Turtle are cut into what they say (``obo``, ``ofn``, ``turtle``); what
is the same in three versions is found whatever its order (``identity``), the changes of both
sides are taken as sets, and what both changed is a conflict (``conflicts``). ``layout`` keeps the
order and the bytes of ours; ``proof`` reads the result again. Other formats, and what cannot be
proved, are merged line by line (``textual``).
"""

from collections.abc import Callable
from pathlib import Path

from doidkit.comparing.merging import obo, ofn, proof, textual, turtle
from doidkit.comparing.merging.chunks import Version, cut
from doidkit.comparing.merging.conflicts import Changes, Conflict, conflicts
from doidkit.comparing.merging.identity import Side, sides
from doidkit.comparing.merging.layout import Layout
from doidkit.comparing.merging.merged import Merged
from doidkit.comparing.merging.phrases import Place, place
from doidkit.comparing.merging.statements import lines, merging
from doidkit.comparing.merging.writing import Text
from doidkit.errors import DoidkitError, InputError, SyntaxFault
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.ofn.places import Known
from doidkit.syntax.sniffing import sniffed_format

__all__ = ["Merged", "Place", "merge"]

_NAMES = ("base", "ours", "theirs")
_PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
_HEAD = 1 << 16
_Cutter = Callable[[bytes, str], Version]


def merge(base: bytes, ours: bytes, theirs: bytes, path: Path) -> Merged:
    """Return one file with two edits of another; ``path`` is what it is called.

    Where both changed the same axiom in different ways there is a conflict with the three
    versions of it. Raises InputError for what is no ontology of a known format.
    """
    three = (base, ours, theirs)
    with merging(path):
        format = _format(three, path)
        try:
            cutter = _cutter(format, path)
            if len({*three}) < 3:
                return Merged(_one_of(three, cutter or (lambda data, _: lines(data, format, path))))
            if cutter is None:
                return textual.merged(three, format, path, f"{format.value} is merged line by line")
            found = _by_axioms(three, format, path, cutter)
        except SyntaxFault as fault:
            where = ":".join(str(at) for at in (fault.path, fault.line, fault.column) if at)
            return textual.merged(three, None, path, f"{where}: {fault.reason}")
        except InputError:  # what cannot be taken apart
            found = None
        if found is None:
            return textual.merged(three, format, path, "a merge by axioms cannot be proved")
        return Merged(found.data, tuple(place(at, line) for line, at in found.places))


def _one_of(three: textual.Three, read: Callable[[bytes, str], object]) -> bytes:
    """Return the version that is the merge by itself, as two are the same; it must be whole."""
    base, ours, theirs = three
    data, name = (theirs, "theirs") if base == ours else (ours, "ours")
    if data.strip():
        read(data, name)
    return data


def _format(three: textual.Three, path: Path) -> GraphFormat:
    """Return the format that all versions have; those that are empty may have any."""
    found = set()
    for name, data in zip(_NAMES, three, strict=True):
        if data.startswith(_PACKED):
            raise InputError(f"{path}: {name} is compressed; merge the uncompressed files.")
        if data.strip():
            found.add(sniffed_format(path, data[:_HEAD]))
    if len(found) == 1:
        return found.pop()
    if not found:
        raise InputError(f"{path}: all versions are empty; there is nothing to merge.")
    names = " and ".join(sorted(format.value for format in found))
    raise InputError(f"{path}: its versions are {names}; convert them to one format first.")


def _cutter(format: GraphFormat, path: Path) -> _Cutter | None:
    """Return what cuts a file, whose version is named for messages; None for other formats."""
    clauses: obo.Known = {}
    axioms: Known[ofn.Said] = {}

    def of_turtle(data: bytes, name: str) -> Version:
        lines(data, format, Path(f"{path} ({name})"))  # raises where it is ill-formed
        return cut(data, turtle.units(data, path))

    if format is GraphFormat.OBO:
        return lambda data, name: cut(data, obo.units(data, Path(f"{path} ({name})"), clauses))
    if format is GraphFormat.OFN:
        return lambda data, name: cut(data, ofn.units(data, Path(f"{path} ({name})"), axioms))
    return of_turtle if format is GraphFormat.TURTLE else None


def _by_axioms(
    three: textual.Three, format: GraphFormat, path: Path, cutter: _Cutter
) -> Text | None:
    """Return the merged text, None where it does not say what it must."""
    versions = [
        cutter(data, name) if data.strip() else cut(data, ())
        for data, name in zip(three, _NAMES, strict=True)
    ]
    base, ours, theirs = sides(versions)
    edits = Changes(base, ours), Changes(base, theirs)
    if any(edit.names_blank_nodes for edit in edits):
        return None
    found = conflicts(base, *edits)
    text = Layout(base, ours, theirs, found).text()
    if not _is_proved(text, (base, ours, theirs), found, cutter):
        return None
    if format is GraphFormat.TURTLE and not found:
        four = (lines(data, format, path) for data in (*three, text.data))
        return text if proof.is_union(*four) else None
    return text


def _is_proved(
    text: Text, three: tuple[Side, Side, Side], found: list[Conflict], cutter: _Cutter
) -> bool:
    must = proof.expected(*three, found)
    try:
        again = [sides([cutter(data, "merged")])[0] for data in proof.resolutions(text.data)]
    except DoidkitError:
        return False
    if bool(found) != (len(again) > 1):
        return False
    return all(proof.said(side.chunks) == said for side, said in zip(again, must, strict=False))
