"""SPARQL 1.1 Update on data that keeps its lexical forms.

The update runs in a store whose literals are marked where the store would change them
(``forms``), and what is written out are the parser's own quads as far as the store still holds
them. So an update changes what it says and nothing else: terms are compared as terms.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox

from doidkit.errors import EngineError, QueryError
from doidkit.prefixes import PREFIXES
from doidkit.sparql import ondisk, querytext
from doidkit.sparql.embedded import located
from doidkit.sparql.forms import aggregates, functions, told
from doidkit.sparql.literals import MARK, marked_quads, restored_quad
from doidkit.sparql.portable import portable, refuse_network
from doidkit.sparql.replacements import with_xpath_replacements
from doidkit.sparql.structure import structure
from doidkit.sparql.zeropaths import with_absent_terms
from doidkit.syntax.statements import lines


@dataclass(frozen=True, slots=True)
class Changed:
    """All quads after an update, and how many it removed and added."""

    quads: tuple[ox.Quad, ...]
    removed: int
    added: int


def updated(quads: Iterable[ox.Quad], update: str, *, network: bool = False) -> Changed:
    """Return the quads after an update, those that it did not touch as they were.

    Raises QueryError for an update that is wrong, or reaches the network without ``network``.
    """
    text = update_text(update, network=network)
    given = list(dict.fromkeys(quads))
    marked = dict(zip(marked_quads(given), given, strict=True))
    store = ox.Store()
    store.bulk_extend(marked)
    _apply(store, update, told(text))
    kept = [quad for form, quad in marked.items() if form in store]
    new = [restored_quad(quad) for quad in store if quad not in marked]
    return Changed((*kept, *new), removed=len(given) - len(kept), added=len(new))


def updated_triples(triples: bytes, update: str) -> list[bytes]:
    """Return what ``updated`` makes of N-Triples, as lines (``syntax.statements``), sooner.

    Raises as ``updated``.
    """
    text = update_text(update)
    quads = ox.parse(triples, ox.RdfFormat.N_TRIPLES)
    store = ox.Store()
    store.bulk_extend(marked_quads(quads) if _may_change(triples) else quads)
    _apply(store, update, told(text))
    out = BytesIO()
    store.dump(out, ox.RdfFormat.N_QUADS)
    data = out.getvalue()
    if MARK.encode() in data:
        return lines(map(restored_quad, store))
    return data.split(b" .\n")[:-1]


_DATATYPE = re.compile(rb'"\^\^<http://www\.w3\.org/2001/XMLSchema#([^>]*)>')
_BOOLEAN = re.compile(rb'"(?:true|false)"\^\^<http://www\.w3\.org/2001/XMLSchema#boolean>')
_KEPT = frozenset((b"string", b"anyURI", b"boolean"))


def _may_change(triples: bytes) -> bool:
    """Return False if the store keeps all literals as they are written, as far as it is plain."""
    names = Counter(_DATATYPE.findall(triples))
    return not (names.keys() <= _KEPT and names[b"boolean"] == len(_BOOLEAN.findall(triples)))


def update_store(folder: Path, update: str, *, network: bool = False) -> tuple[int, int]:
    """Apply an update to an on-disk store; return how many quads it removed and added.

    Killed at any moment, the store is as it was or as it is to be. Raises as ``updated``, and
    InputError for what is no store or is being written.
    """
    text = told(update_text(update, network=network))
    with ondisk.changing(folder) as (before, after):
        _apply(after, update, text)
        removed = sum(quad not in after for quad in before)
        return removed, len(after) - len(before) + removed


def _apply(store: ox.Store, update: str, text: str) -> None:
    try:
        store.update(text, custom_functions=functions(), custom_aggregate_functions=aggregates())
    except SyntaxError as error:
        raise _fault(update, error) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise EngineError(f"The update cannot be carried out ({error}); simplify it.") from error


def _fault(update: str, error: SyntaxError) -> QueryError:
    try:  # as it was written, so that the place is right; a wrong text changes nothing
        ox.Store().update(update, prefixes=PREFIXES)
    except SyntaxError as plain:
        error = plain
    return QueryError(f"The update is not valid SPARQL: {located(update, error)}.")


def update_text(update: str, *, network: bool = False) -> str:
    """Return the text of an update with its prefixes declared; QueryError if it is none."""
    if querytext.outline(update).form is not None:
        raise QueryError("The text is a query, which changes nothing; `doidkit query` runs it.")
    text = querytext.unescaped(update)
    refuse_network(text, allowed=network, option="--allow-network")
    structure(text)
    read = portable(querytext.with_prefixes(text)).text
    return with_absent_terms(with_xpath_replacements(read), None)
