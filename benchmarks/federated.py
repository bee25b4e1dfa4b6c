"""Queries, checks and shapes over three stores behind RDF4J FedX, next to one store with it all."""

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from measure import table
from release import Release

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))
import pyoxigraph as ox

import federation
from doidkit import checking, querying, validation
from doidkit.checks import profile, select
from doidkit.data import Data
from doidkit.errors import DoidkitError
from doidkit.model import Finding
from doidkit.queries import bundled_queries
from doidkit.sparql.endpoint import EndpointSource
from doidkit.sparql.source import Source

TITLE = "Federation"
_HERE = Path(__file__).parent
_LIMIT = float(os.environ.get("DOIDKIT_BENCH_FEDERATION", "20"))
"""Seconds for each question."""
_ANOTHER, _FAILED, _LATE = "**another**", "the engine fails", f"more than {_LIMIT:.0f} s"
_ANSWERS = ("the same", _ANOTHER, _LATE)
_SHOWN = ("query q", "shape")
"""How the questions begin that have a row each on the page; the others are counted."""
_TARGET = "http://www.w3.org/ns/shacl#target"
_Ask = Callable[[Source], Iterable[object]]


def section(release: Release, only: tuple[str, ...] = ()) -> str:
    """Return the table, or why there is none; ``only`` has how questions' names start."""
    if reason := federation.missing():
        return f"Left out: {reason}.\n"
    os.environ["no_proxy"] = "127.0.0.1"
    with tempfile.TemporaryDirectory() as name:
        folder, seconds = Path(name), int(_LIMIT)
        with federation.federation(folder, [release.ntriples], seconds=seconds) as servers:
            lines = [
                _line(what, ask, servers)
                for what, ask in _questions(folder)
                if not only or what.startswith(only)
            ]
            copied = [] if only else _copied(servers)
    rows = [line for line in lines if only or line[0].startswith(_SHOWN)]
    return (
        "Three parts of the release (`push --partition 3 --by-property`) on three Oxigraph "
        "servers behind RDF4J FedX, next to one Oxigraph server with all of it; "
        f"{_LIMIT:.0f} s for each question. The same answers, row by row up to the labels of "
        "blank nodes; docs/scale.md says what it means.\n\n"
        + table(["", "asked", *_ANSWERS, _FAILED], _counted(lines))
        + "\n"
        + table(["", "results", "one store", "federation", "requests", "answer"], rows)
        + "\nWith `--copy` the federation is asked for all triples, and they are asked here:\n\n"
        + table(["", "results", "one store", "federation", "requests", "answer"], copied)
    )


def _counted(lines: list[list[str]]) -> list[list[str]]:
    counts: dict[str, Counter[str]] = {}
    for what, *_, answer in lines:
        kind = counts.setdefault(what.split()[0], Counter())
        kind[answer if answer in _ANSWERS else _FAILED] += 1
    columns = (*_ANSWERS, _FAILED)
    return [
        [kind, f"{found.total()}", *(f"{found[column]}" for column in columns)]
        for kind, found in counts.items()
    ]


def _copied(servers: "federation.Federation") -> list[list[str]]:
    """Return the rows of everything asked over a copy; opening it is a row of its own."""
    before, start = sum(servers.requests()), time.perf_counter()
    copy = Data(endpoint=servers.url, copy=True, timeout=600).source()
    fetched = time.perf_counter() - start
    lines = [["fetching", f"{len(copy.store):,}", "", f"{fetched:.1f} s"]]
    lines[0] += [f"{sum(servers.requests()) - before:,}", ""]
    bundled = [_asking(query.name) for query in bundled_queries()]
    for what, asks in (
        ("the bundled queries", bundled),
        ("`check --profile do`", [_checking(None)]),
    ):
        expected, alone = _all(asks, EndpointSource(servers.whole, timeout=600))
        found, together = _all(asks, copy)
        answer = "the same" if found == expected else _ANOTHER
        lines.append(
            [what, f"{len(expected):,}", f"{alone:.1f} s", f"{together:.1f} s", "0", answer]
        )
    shapes = {"shapes": _HERE / "shapes" / "release.ttl", "timeout": 600}
    before, start = sum(servers.requests()), time.perf_counter()
    expected = validation.validate(endpoint=servers.whole, **shapes)
    middle = time.perf_counter()
    found = validation.validate(endpoint=servers.url, copy=True, **shapes)
    same = _results(found) == _results(expected)
    lines.append(
        [
            "`validate`, fetching counted",
            f"{len(expected):,}",
            f"{middle - start:.1f} s",
            f"{time.perf_counter() - middle:.1f} s",
            f"{sum(servers.requests()) - before:,}",
            "the same" if same else _ANOTHER,
        ]
    )
    return lines


def _all(asks: Iterable[_Ask], source: Source) -> tuple[list[str], float]:
    start = time.perf_counter()
    found = sorted(str(each) for ask in asks for each in ask(source))
    return found, time.perf_counter() - start


def _results(report: Iterable[Finding]) -> list[str]:
    return sorted(str(_plain([each.check, each.focus, each.value])) for each in report)


def _questions(folder: Path) -> Iterator[tuple[str, _Ask]]:
    for path in sorted((_HERE / "queries").glob("*.rq")):
        yield f"query {path.stem}", _asking(str(path))
    for query in bundled_queries():
        yield f"query {query.name}", _asking(query.name)
    for check in select(profile("do")):
        yield f"check {check.check.id}", _checking(check.check.id)
    for path in _shapes(folder):
        yield f"shape {path.stem}", _validating(path)


def _asking(name: str) -> _Ask:
    def ask(source: Source) -> Iterator[object]:
        answer = querying.query(name, source=source)
        for row in getattr(answer, "rows", [[answer]]):
            yield _plain(row)

    return ask


def _checking(name: str | None) -> _Ask:
    def ask(source: Source) -> Iterator[object]:
        select = () if name is None else (name,)
        for found in checking.check(source=source, profile="do", select=select, reason=False):
            if found.check == "check-failed":
                raise DoidkitError(found.message)
            yield _plain([found.check, found.focus, found.value, found.message])

    return ask


def _validating(path: Path) -> _Ask:
    def ask(source: EndpointSource) -> Iterator[object]:
        given = {"endpoint": source.url, "timeout": source.timeout}
        yield from _results(validation.validate(shapes=path, **given))

    return ask


def _plain(terms: Iterable[object]) -> list[str]:
    """Return terms as text without the labels of blank nodes, which are each answer's own."""
    return ["_:" if isinstance(term, ox.BlankNode) else str(term) for term in terms]


def _shapes(folder: Path) -> Iterator[Path]:
    """Write each targeted shape of the benchmark's shapes into a file of its own."""
    found = [quad.triple for quad in ox.parse(path=str(_HERE / "shapes" / "release.ttl"))]
    targeted = {t.subject: None for t in found if t.predicate.value.startswith(_TARGET)}
    for shape in targeted:
        path = folder / f"{shape.value.rpartition('/')[2].rpartition('#')[2]}.ttl"
        kept = [t for t in found if t.subject == shape or not t.predicate.value.startswith(_TARGET)]
        ox.serialize(kept, str(path), format=ox.RdfFormat.TURTLE)
        yield path


def _line(what: str, ask: _Ask, servers: "federation.Federation") -> list[str]:
    expected, alone = _timed(ask, servers.whole)
    before = sum(servers.requests())
    found, together = _timed(ask, servers.url)
    requests = sum(servers.requests()) - before
    failed = isinstance(found, str)
    verdict = found if failed else "the same" if found == expected else _ANOTHER
    line = [
        what,
        "" if isinstance(expected, str) else f"{len(expected):,}",
        f"{alone:.2f} s",
        "" if failed else f"{together:.1f} s",
        f"{requests:,}",
        str(verdict),
    ]
    print(" | ".join(line), file=sys.stderr, flush=True)
    return line


def _timed(ask: _Ask, url: str) -> tuple[list[str] | str, float]:
    """Return what was found, in order, or why nothing was, and the seconds it took."""
    start = time.perf_counter()
    try:
        found: list[str] | str = sorted(
            str(each) for each in ask(EndpointSource(url, timeout=_LIMIT))
        )
    except DoidkitError as error:
        text = str(error)
        found = _LATE if "seconds" in text else _short(text)
    return found, time.perf_counter() - start


def _short(text: str) -> str:
    for sign, said in (("HTTP 500", "the engine fails"), ("wrong, which", "refused: self-test")):
        if sign in text:
            return said
    return text[:100]


if __name__ == "__main__":
    from release import release

    with suppress(KeyboardInterrupt):
        print(section(release(), tuple(sys.argv[1:])))
