"""What pushing and partitioning give."""

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from doidkit.publishing.difference import Fingerprint


class Mode(enum.Enum):
    """What becomes of the graph's old content."""

    REPLACE = "replace"
    APPEND = "append"
    DELTA = "delta"

    @property
    def does(self) -> str:
        """Return what it does with the graph, as a sentence."""
        return {
            Mode.REPLACE: "Replace it.",
            Mode.APPEND: "Add to what it has.",
            Mode.DELTA: "Replace it, sending what differs.",
        }[self]


class Phase(enum.Enum):
    """What a push is doing; the value is what a progress bar says."""

    READ = "reading"
    COMPARE = "comparing"
    SEND = "sending"
    CHECK = "checking"
    MOVE = "moving"


Progress: TypeAlias = Callable[[Phase, int, int | None], None]
"""Called with a phase, how many triples of it are done, and how many there are, if known."""


def quiet(_phase: Phase, _done: int, _total: int | None) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class PushReport:
    """What a push did, or with ``dry_run`` would do.

    ``triples`` is the size of what was to be published; ``sent`` and ``removed`` are what went
    over the wire and what was taken away by a delta; ``after`` is the graph's size afterwards,
    None if nothing was asked. ``verified`` says that everything was read back and compared;
    ``fingerprint`` is then that of the published data. ``changes`` names what the store is known
    to do to literals and did, with how often; ``cleaned`` the stages that an earlier push, killed,
    had left; ``whole`` that all was sent though a delta was asked for, because the store cannot
    remove single blank nodes.
    """

    store: str
    kind: str
    graph: str | None
    mode: Mode
    triples: int
    components: int
    sent: int = 0
    removed: int = 0
    requests: int = 0
    bytes: int = 0
    after: int | None = None
    verified: bool = False
    fingerprint: Fingerprint | None = None
    changes: tuple[tuple[str, int], ...] = ()
    cleaned: int = 0
    whole: bool = False
    dry_run: bool = False

    @property
    def faithful(self) -> bool:
        """Return False if the store is known to hold something else than what was sent."""
        return not self.changes


@dataclass(frozen=True, slots=True)
class PartReport:
    """The parts that were written for bulk loaders: each file's name and number of triples."""

    folder: str
    parts: tuple[tuple[str, int], ...]
    metadata: str

    @property
    def triples(self) -> int:
        """Return the number of triples of all parts together."""
        return sum(count for _, count in self.parts)
