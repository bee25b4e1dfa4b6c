"""Publishing files to a triple store: staged, checked, then put in place of what was there."""

from dataclasses import dataclass, replace
from pathlib import Path

from doidkit import temporary
from doidkit.data import Data, Paths
from doidkit.errors import EngineError, InputError
from doidkit.publishing.chunks import blank_chunks, ground_chunks, spooled
from doidkit.publishing.delta import apply
from doidkit.publishing.difference import Difference, difference, fingerprint
from doidkit.publishing.graphstore import Graph, RemoteStore, State, graph_iri
from doidkit.publishing.report import Mode, Phase, Progress, PushReport, quiet
from doidkit.publishing.spool import Spool
from doidkit.publishing.stage import Stage, clean_up, staged
from doidkit.sparql.stores.kinds import GENERIC, kind_named
from doidkit.web.addresses import address, shown

CHUNK = 4_000_000
"""Bytes of a request, about; all connected blank nodes are in one request, however large."""
_MOVES = 3


def push(
    paths: Data | Paths = (),
    to: str = "",
    *,
    graph: str | None = None,
    mode: Mode = Mode.REPLACE,
    verify: bool = False,
    dry_run: bool = False,
    kind: str | None = None,
    update: str | None = None,
    graph_store: str | None = None,
    chunk: int = CHUNK,
    timeout: float = 300.0,
    progress: Progress = quiet,
) -> PushReport:
    """Publish files, without paths the bundled ontology, as one graph of the store at ``to``.

    A Data says what else to publish. The graph is filled beside the old one, counted, with
    ``verify`` read back and compared, and only then put in its place; killed at any moment, the old
    content or the new stands. ``graph`` is an IRI, None the default graph. ``kind`` is found by
    asking unless named; ``update`` and ``graph_store`` are its addresses where they are not the
    usual ones. ``timeout`` is how many seconds the store may say nothing. A ``dry_run`` sends
    nothing, and asks only for a delta.

    Raises InputError for files that cannot be read and EngineError if the store fails, changes
    what was sent, or if someone else changes the graph meanwhile; then nothing has changed.
    """
    target = graph_iri(graph) if graph is not None else None
    wanted = Wanted(address(to), target, mode, verify=verify, chunk=chunk, progress=progress)
    with temporary.folder() as folder:
        spool = spooled(Data.of(paths), folder / "sent", progress)
        if dry_run and mode is not Mode.DELTA:
            return _rehearsed(wanted, spool, kind)
        store = RemoteStore.at(to, kind=kind, update=update, graphs=graph_store, timeout=timeout)
        _fits(store, target)
        store.greet()
        return _Push(store, wanted, spool, folder).run(dry_run=dry_run)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a push was asked for."""

    to: str
    graph: Graph
    mode: Mode
    verify: bool
    chunk: int
    progress: Progress


class Damaged(EngineError):
    """The stage is not what was sent to it."""


class _Push:
    def __init__(self, store: RemoteStore, wanted: Wanted, spool: Spool, folder: Path) -> None:
        self.store = store
        self.wanted = wanted
        self.spool = spool
        self.folder = folder
        self._checks = 0
        self.report = _report(wanted, spool, store.kind.name, str(store))

    def run(self, *, dry_run: bool) -> PushReport:
        target = self.wanted.graph
        cleaned = 0 if dry_run else clean_up(self.store, target)
        self.report = replace(self.report, cleaned=cleaned, dry_run=dry_run)
        before = self.store.state(target)
        if self.wanted.mode is Mode.DELTA:
            return self._delta(before, dry_run=dry_run)
        return self._replaced(before)

    def _fill(self, stage: Stage) -> None:
        sent, total = 0, self.report.triples
        for count, chunk in blank_chunks(self.spool, self.wanted.chunk):
            stage.put_blank(chunk)
            sent += count
            self.wanted.progress(Phase.SEND, sent, total)
        for count, chunk in ground_chunks(self.spool, self.wanted.chunk):
            stage.add_ground(chunk)
            sent += count
            self.wanted.progress(Phase.SEND, sent, total)
        self.report = replace(self.report, sent=sent, requests=stage.requests, bytes=stage.bytes)

    def _delta(self, before: State, *, dry_run: bool) -> PushReport:
        found = self._read(self.wanted.graph, Phase.COMPARE, "old")
        differs = self._compared(found, "delta")
        again = differs.kept.count
        sent, removed = differs.missing.count + again, differs.extra.count + again
        self.report = replace(self.report, sent=sent, removed=removed)
        if dry_run:
            return self.report
        if not differs:
            # Everything has been read and compared just now.
            return self._verified(differs, self.store.count(self.wanted.graph))
        try:
            return self._applied(differs, before)
        except Damaged:
            if not differs.extra.components:
                raise
        # The store cannot tell blank nodes apart well enough to remove some of them.
        self.report = replace(self.report, removed=0, whole=True)
        return self._replaced(before)

    def _applied(self, differs: Difference, before: State) -> PushReport:
        with staged(self.store, self.wanted.graph) as stage:
            stage.begin_with_target()
            apply(differs, stage, self.wanted.chunk)
            self.report = replace(self.report, requests=stage.requests, bytes=stage.bytes)
            self._check(stage)
            return self._move(stage, before)

    def _replaced(self, before: State) -> PushReport:
        with staged(self.store, self.wanted.graph) as stage:
            self._fill(stage)
            self._check(stage)
            return self._move(stage, before)

    def _check(self, stage: Stage) -> None:
        """Compare the stage with what was sent: its size, and all of it if asked or if in doubt."""
        count = self.store.count(stage.iri)
        if count == self.report.triples and not self.wanted.verify:
            return
        self._checks += 1
        name = f"check-{self._checks}"
        differs = self._compared(self._read(stage.iri, Phase.CHECK, name), name)
        if differs:
            raise Damaged(_damage(self.store, differs, changed=bool(count)))
        self.report = self._verified(differs, None)

    def _move(self, stage: Stage, before: State) -> PushReport:
        target, append = self.wanted.graph, self.wanted.mode is Mode.APPEND
        self.wanted.progress(Phase.MOVE, 0, None)
        count = self.store.count(stage.iri)
        if count != self.report.triples and not self.report.verified:
            raise EngineError(f"{self.store}: the stage was changed meanwhile; push again.")
        wanted = self.store.size(stage.iri)
        # All may be repeated: the stage stays until the target is seen to be right.
        for _ in range(_MOVES):
            seen = stage.join_target() if append else stage.replace_target(before)
            after = self.store.count(target)
            if seen and (after >= count if append else self.store.size(target) == wanted):
                return replace(self.report, after=after)
            if not append and self.store.state(target) != before:
                if not seen:
                    raise EngineError(
                        f"{self.store}: someone else changed the graph meanwhile, so it was left "
                        "as it is; look at the change, then push again."
                    )
                break
        if not append and seen and self.store.kind.changes:
            # A store that keeps 1.0 and 1.00 as one finds the one where it has the other.
            differs = self._compared(self._read(target, Phase.CHECK, "in-place"), "in-place")
            if not differs:
                return self._verified(differs, after)
        raise EngineError(
            f"{self.store}: the graph is not what was moved to it ({after:,} triples, not "
            f"{count:,}): the store lost some, or someone else writes to it; push again."
        )

    def _read(self, graph: Graph, phase: Phase, name: str) -> Spool:
        """Return a graph of the store, all of it."""
        expected = self.store.count(graph)
        found = Spool(self.folder / name)

        def step(_lines: int) -> None:
            self.wanted.progress(phase, found.lines, expected)

        found.fill(self.store.read(graph), step)
        whole(self.store, found.lines, expected)
        return found

    def _compared(self, found: Spool, name: str) -> Difference:
        return difference(
            self.spool, found, self.folder / f"{name}-lists", changes=self.store.kind.changes
        )

    def _verified(self, differs: Difference, after: int | None) -> PushReport:
        changes = tuple(
            (change.value, count)
            for change, count in sorted(differs.changes.items(), key=lambda pair: pair[0].name)
        )
        return replace(
            self.report,
            verified=True,
            changes=changes,
            after=after,
            fingerprint=fingerprint(self.spool),
        )


def whole(store: RemoteStore, found: int, expected: int) -> None:
    """Raise EngineError if fewer statements came than the store says that it has."""
    if found != expected:
        note = f" ({store.kind.note})" if store.kind.note else ""
        raise EngineError(
            f"{store}: the store gave {found:,} of {expected:,} triples{note}; try again."
        )


def _damage(store: RemoteStore, differs: Difference, *, changed: bool) -> str:
    missing, extra = differs.missing, differs.extra
    if not changed:
        return f"{store}: the store took the data and has none of it; is this a store's address?"
    shown_one = (missing.examples or extra.examples)[0]
    return (
        f"{store}: the store does not hold what was sent, {missing.count:,} triples are missing "
        f"and {extra.count:,} are others, among them {shown_one} so the old content was kept; "
        "mend the data or the store."
    )


def _fits(store: RemoteStore, target: Graph) -> None:
    if target is None and not store.kind.own_default:
        raise InputError(
            f"{store}: the default graph of {store.kind.title} may be the union of all graphs; "
            "name a graph with --graph."
        )


def _report(wanted: Wanted, spool: Spool, kind: str, store: str) -> PushReport:
    triples = components = 0
    for component in spool.components():
        triples += len(component)
        components += 1
    for lines in spool.ground():
        triples += len(lines)
    if not triples:
        raise InputError("There is nothing to push: the files hold no triples.")
    return PushReport(store, kind, wanted.graph, wanted.mode, triples, components)


def _rehearsed(wanted: Wanted, spool: Spool, kind: str | None) -> PushReport:
    if kind:
        kind_named(kind)
    report = _report(wanted, spool, kind or GENERIC.name, shown(wanted.to))
    requests = size = 0
    for chunks in (blank_chunks, ground_chunks):
        for _, chunk in chunks(spool, wanted.chunk):
            requests += 1
            size += len(chunk)
    return replace(report, sent=report.triples, requests=requests, bytes=size, dry_run=True)
