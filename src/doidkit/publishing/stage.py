"""The temporary graph that a push fills, and what a killed push leaves.

A stage is noted in a register, a graph that belongs to the target, before it gets its first
triple; so the next push finds whatever stands there. A stage is named after its process: one
whose process is alive on this machine is being filled.
"""

import hashlib
import os
import socket
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

from doidkit.errors import DoidkitError, EngineError
from doidkit.publishing.graphstore import Graph, RemoteStore, State

_PREFIX = "urn:doidkit:stage:"
_OF = "urn:doidkit:stageOf"
_MOVES = "urn:doidkit:moves"
_DEFAULT = "urn:doidkit:defaultGraph"


class Stage:
    """A temporary graph of a store, for one target."""

    def __init__(self, store: RemoteStore, target: Graph) -> None:
        self.store = store
        self.target = target
        self.iri = f"{_PREFIX}{uuid.uuid4().hex}:{_host()}:{os.getpid()}"
        self.part = f"{self.iri}:part"
        self.register = _register(target)
        self.requests = 0
        self.bytes = 0
        self._empty = True

    def put_blank(self, chunk: bytes) -> None:
        """Add a chunk with blank nodes.

        Sent twice it would be there twice, so it replaces a graph of its own, whose triples the
        store then adds itself.
        """
        self._sent(chunk)
        if self._empty:
            self.store.put(self.iri, chunk)
            self._empty = False
            return
        self.store.put(self.part, chunk)
        self.store.join(self.part, self.iri)

    def add_ground(self, chunk: bytes) -> None:
        """Add a chunk without blank nodes."""
        self._sent(chunk)
        self._empty = False
        self.store.add(self.iri, chunk)

    def take_away(self, chunk: bytes) -> None:
        """Remove a chunk without blank nodes."""
        self._sent(chunk)
        self.store.put(self.part, chunk)
        self.store.update(
            f"DELETE {{ GRAPH <{self.iri}> {{ ?s ?p ?o }} }} "
            f"WHERE {{ GRAPH <{self.part}> {{ ?s ?p ?o }} }}"
        )

    def begin_with_target(self) -> None:
        """Make the stage a copy of the target."""
        self._empty = False
        source = "DEFAULT" if self.target is None else f"GRAPH <{self.target}>"
        self.store.update(f"COPY SILENT {source} TO GRAPH <{self.iri}>")

    def replace_target(self, before: State) -> bool:
        """Make the target what the stage is; False if it is no longer in the state given."""
        self.store.replace(self.iri, self.target, before, self.noted(_MOVES))
        return self.iri in self.store.objects(self.register, _MOVES)

    def join_target(self) -> bool:
        """Add the stage to the target, whatever its state; True."""
        self.store.join(self.iri, self.target)
        return True

    def noted(self, predicate: str) -> str:
        """Return a statement of the register about this stage, as SPARQL."""
        target = self.target or _DEFAULT
        return f"GRAPH <{self.register}> {{ <{self.iri}> <{predicate}> <{target}> }}"

    def _sent(self, chunk: bytes) -> None:
        self.requests += 1
        self.bytes += len(chunk)


@contextmanager
def staged(store: RemoteStore, target: Graph) -> Iterator[Stage]:
    """Yield a new stage for a target; it is gone at the end, whatever happens."""
    stage = Stage(store, target)
    store.update(f"INSERT DATA {{ {stage.noted(_OF)} }}")
    try:
        yield stage
    except BaseException:
        # What went wrong matters more than that the stage cannot be cleaned up now.
        with suppress(DoidkitError):
            _hastily(store, lambda: _drop(store, stage.register, stage.iri))
        raise
    _drop(store, stage.register, stage.iri)


def clean_up(store: RemoteStore, target: Graph) -> int:
    """Drop the stages that killed pushes to a target left; return how many there were.

    Raises EngineError if a push to this target is under way on this machine.
    """
    register = _register(target)
    left = list(store.objects(register, _OF))
    for iri in left:
        if _alive(iri):
            raise EngineError(
                f"{store}: another push to this graph is under way (process {_process(iri)}); "
                "wait for it to end."
            )
    for iri in left:
        _drop(store, register, iri)
    return len(left)


def _drop(store: RemoteStore, register: str, iri: str) -> None:
    store.update(f"DROP SILENT GRAPH <{iri}> ; DROP SILENT GRAPH <{iri}:part>")
    store.update(f"DROP SILENT GRAPH <{register}>")


def _hastily(store: RemoteStore, action: Callable[[], None]) -> None:
    limits, pauses = store.web.limits, store.web.pauses
    store.web.limits, store.web.pauses = replace(limits, silence=min(limits.silence, 10.0)), ()
    try:
        action()
    finally:
        store.web.limits, store.web.pauses = limits, pauses


def _register(target: Graph) -> str:
    name = hashlib.sha256((target or "").encode()).hexdigest()[:16]
    return f"urn:doidkit:stages:{name}"


def _host() -> str:
    return hashlib.sha256(socket.gethostname().encode()).hexdigest()[:12]


def _process(iri: str) -> int:
    tail = iri.rpartition(":")[2]
    return int(tail) if tail.isdigit() else 0


def _alive(iri: str) -> bool:
    process = _process(iri)
    if f":{_host()}:" not in iri or process in (0, os.getpid()):
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
