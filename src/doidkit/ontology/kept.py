"""The names and the hierarchy of an indexed file, kept in a table beside its index.

Asking the index for its 35,000 names takes a second, reading what is wanted from the table a
hundredth. The table is made when it is first needed, from what ``lookup.Asked`` answers; it lives
and goes with the index, so that it is never out of date.
"""

import json
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, NamedNode

from doidkit.ontology.lookup import Asked, Edge, Lookup, Name
from doidkit.ontology.spelling import spelt_alike
from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.source import Source

_FILE = "names-2.sqlite"  # with the number of its layout
_FEW = 500  # values that one statement names; of more, all rows are read
_LAYOUT = """
CREATE TABLE name (iri TEXT, scope TEXT, text TEXT, key TEXT);
CREATE TABLE list (what TEXT PRIMARY KEY, items TEXT);
CREATE TABLE label (iri TEXT PRIMARY KEY, text TEXT) WITHOUT ROWID;
CREATE TABLE term (iri TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE edge (child TEXT, parent TEXT);
"""
_INDEXES = """
CREATE INDEX name_key ON name (key);
CREATE INDEX edge_child ON edge (child);
CREATE INDEX edge_parent ON edge (parent);
"""
_NEAR = """
WITH RECURSIVE reached (node) AS (
  VALUES (?) UNION SELECT {far} FROM edge JOIN reached ON {near} = node
)
SELECT child, parent FROM edge JOIN reached ON {near} = node
"""
# A node may be reached on several levels, and counts on each.
_WITHIN = """
WITH RECURSIVE reached (node, level) AS (
  VALUES (?, 0)
  UNION SELECT {far}, level + 1 FROM edge JOIN reached ON {near} = node WHERE level < ?
)
SELECT DISTINCT child, parent FROM edge JOIN reached ON {near} = node
"""


def lookup(source: Source) -> Lookup:
    """Return what looks up the names of a source, kept beside its index if it has one."""
    beside = source.beside if isinstance(source, StoreSource) else None
    if beside is None:
        return Asked(source)
    path = beside / _FILE
    with suppress(OSError, sqlite3.Error):
        if not _is_whole(path):
            _make(path, Asked(source))
        return Kept(path)
    return Asked(source)  # as where the cache cannot be written


def kept(folder: Path) -> Lookup | None:
    """Return the table in the folder of an index, None where there is none yet."""
    with suppress(OSError, sqlite3.Error):
        if _is_whole(folder / _FILE):
            return Kept(folder / _FILE)
    return None


class Kept:
    """A Lookup that reads the table."""

    def __init__(self, path: Path) -> None:
        self._table = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )

    def labels(self, iris: Collection[str]) -> Mapping[str, str]:
        """Return the best labels of those that have one."""
        return dict(self._among("SELECT iri, text FROM label", "iri", iris))

    def spelt(self, name: str) -> Iterable[Name]:
        """Return the labels and exact synonyms with this text, in any case."""
        found = [n for n in self.called([spelt_alike(name)]) if n.scope in ("label", "exact")]
        return [n for n in found if n.text.lower() == name.lower()] or found

    def keys(self) -> Collection[str]:
        """Return the texts of all names, each once, spelt alike."""
        return self._list("keys")

    def words(self) -> Collection[str]:
        """Return the words of these texts, each once."""
        return self._list("words")

    def called(self, keys: Collection[str]) -> Iterable[Name]:
        """Return the names whose texts, spelt alike, are among these."""
        rows = self._among("SELECT iri, scope, text, key FROM name", "key", keys)
        return (Name(*row) for row in rows)

    def terms(self, iris: Collection[str]) -> set[str]:
        """Return those that are terms."""
        return {iri for (iri,) in self._among("SELECT iri FROM term", "iri", iris)}

    def all_terms(self) -> Collection[str]:
        """Return all terms."""
        return {iri for (iri,) in self._table.execute("SELECT iri FROM term")}

    def edges(self, iri: str, *, up: bool, depth: int | None = None) -> Iterable[Edge]:
        """Return the named classes above or below a term, child and parent."""
        near, far = ("child", "parent") if up else ("parent", "child")
        query, given = (_NEAR, ()) if depth is None else (_WITHIN, (depth,))
        rows = self._table.execute(query.format(near=near, far=far), (f"<{iri}>", *given))
        return ((child[1:-1], parent[1:-1]) for child, parent in rows if _is_named(child, parent))

    def _list(self, what: str) -> list[str]:
        ((items,),) = self._table.execute("SELECT items FROM list WHERE what = ?", (what,))
        found: list[str] = json.loads(items)
        return found

    def _among(self, select: str, column: str, values: Collection[str]) -> Iterator[Any]:
        """Yield the rows whose column has one of some values."""
        if len(values) <= _FEW:
            marks = ", ".join("?" * len(values))
            yield from self._table.execute(f"{select} WHERE {column} IN ({marks})", [*values])
            return
        wanted = frozenset(values)
        rows = self._table.execute(select)
        place = [name for name, *_ in rows.description].index(column)
        yield from (row for row in rows if row[place] in wanted)


def _is_named(child: str, parent: str) -> bool:
    return child[0] == "<" and parent[0] == "<" and child != parent


def _is_whole(path: Path) -> bool:
    """Return True if a table is there and not cut."""
    if not path.is_file():
        return False
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as table:
        ((pages,),) = table.execute("PRAGMA page_count")
        ((size,),) = table.execute("PRAGMA page_size")
        ((done,),) = table.execute("PRAGMA user_version")
    return bool(done and pages * size == path.stat().st_size)


def _make(path: Path, asked: Asked) -> None:
    """Make the table aside and put it in place, whole."""
    new = path.with_name(f"{path.name}.{os.getpid()}")
    new.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(new)) as table:
            table.executescript("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;" + _LAYOUT)
            _fill(table, asked)
            table.executescript(_INDEXES)
            table.execute("PRAGMA user_version = 1")
            table.commit()
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _fill(table: sqlite3.Connection, asked: Asked) -> None:
    names = (name._replace(key=spelt_alike(name.text)) for name in asked.names)
    table.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", names)
    # As one text they are read ten times as fast as row by row.
    for what, items in (("keys", asked.keys()), ("words", asked.words())):
        table.execute("INSERT INTO list VALUES (?, ?)", (what, json.dumps(sorted(items))))
    table.executemany("INSERT INTO label VALUES (?, ?)", sorted(asked.all_labels().items()))
    table.executemany("INSERT INTO term VALUES (?)", ((iri,) for iri in sorted(asked.all_terms())))
    edges = (
        (str(child), str(parent))
        for child, parent in asked.all_edges()
        # A path may lead through what has no name.
        if isinstance(child, NamedNode | BlankNode) and isinstance(parent, NamedNode | BlankNode)
    )
    table.executemany("INSERT INTO edge VALUES (?, ?)", edges)
