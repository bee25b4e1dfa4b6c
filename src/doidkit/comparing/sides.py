"""The two graphs of a comparison: what can be compared of each, read side by side."""

from dataclasses import dataclass, field
from functools import partial

from pyoxigraph import Store

from doidkit import processes
from doidkit.comparing.pieces import Key, Lines, Pieces, blanks
from doidkit.data import Data
from doidkit.syntax.statements import lines

_ENOUGH = 1 << 20  # bytes of a file that are worth a process


@dataclass(frozen=True)
class Side:
    """A graph: its statements without blank nodes, and the pieces of the others."""

    ground: set[bytes] = field(default_factory=set)
    pieces: Pieces = field(default_factory=lambda: Pieces(()))

    @classmethod
    def of(cls, statements: set[bytes]) -> "Side":
        """Return what lines of N-Quads say."""
        marked = {line for line in statements if b"_:" in line}
        others = {line for line in marked if line[:2] == b"_:" or blanks(line)}
        return cls(statements - others, Pieces(others))

    def beyond(self, other: "Side") -> list[Lines]:
        """Return the pieces that this graph has and the other one has not, or not as often."""
        found: list[Lines] = [(line.decode(),) for line in sorted(self.ground - other.ground)]
        key: Key
        for key, count in sorted((self.pieces.counts - other.pieces.counts).items()):
            found += [self.pieces.text(key)] * count
        return found

    def __reduce__(self) -> tuple[object, ...]:
        # One text: as objects they take three times as long from one process to another.
        return _joined, (b"\n".join(self.ground), self.pieces)


def read_sides(old: Data | None, new: Data | None, *, values: bool) -> tuple[Side, Side]:
    """Return two graphs, None as an empty one; with ``values`` numbers are known by their value.

    Large files are read on two cores.
    """
    if not _is_worth_it(old, new):
        return _side(old, values), _side(new, values)
    with processes.begun(partial(_side, new, values)) as read:
        before, after = _side(old, values), read()
    # What failed there is done here, where an error is raised as what it is.
    return before, _side(new, values) if isinstance(after, processes.Failure) else after


def _is_worth_it(old: Data | None, new: Data | None) -> bool:
    """Return whether both are large files, and no pipe that can be read but once."""
    for data in (old, new):
        if data is None or not data.local or not all(path.is_file() for path in data.files):
            return False
        if sum(path.stat().st_size for path in data.files) < _ENOUGH:
            return False
    return True


def _side(data: Data | None, values: bool) -> Side:
    return Side() if data is None else Side.of(set(_read(data, values)))


def _read(data: Data, values: bool) -> list[bytes]:
    """Return statements; with ``values`` as many endpoints keep them, numbers by their value."""
    if not values:
        return data.statements()
    store = Store()
    store.extend(data.quads())
    return lines(store)


def _joined(ground: bytes, pieces: Pieces) -> Side:
    return Side(set(ground.split(b"\n")) if ground else set(), pieces)
