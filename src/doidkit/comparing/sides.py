"""The two graphs of a comparison: what can be compared of each, read side by side."""

from dataclasses import dataclass, field
from functools import partial

from pyoxigraph import Store

from doidkit.comparing.pieces import Key, Lines, Pieces, blanks
from doidkit.data import Data
from doidkit.data.aside import both
from doidkit.syntax.statements import lines


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
    read = partial(_side, values)
    if old is None or new is None:
        return (Side() if old is None else read(old)), (Side() if new is None else read(new))
    return both(read, old, new)


def _side(values: bool, data: Data) -> Side:
    return Side.of(set(_read(data, values)))


def _read(data: Data, values: bool) -> list[bytes]:
    """Return statements; with ``values`` as many endpoints keep them, numbers by their value."""
    if not values:
        return data.statements()
    store = Store()
    store.extend(data.quads())
    return lines(store)


def _joined(ground: bytes, pieces: Pieces) -> Side:
    return Side(set(ground.split(b"\n")) if ground else set(), pieces)
