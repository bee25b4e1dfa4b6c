"""Which things a table associates with which terms: KGX edges, or HPO annotations.

Of KGX these are ``subject`` and ``object``, of HPO's ``phenotype.hpoa`` the disease and the
phenotype. What is denied (``negated``, the qualifier NOT) is left out: it is no association.
"""

import csv
import enum
import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from doidkit import prefixes
from doidkit.errors import InputError, SyntaxFault


class End(enum.Enum):
    """Which end of an association is a term of the ontology; the other is the thing."""

    OBJECT = "object"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Associations:
    """The terms, by IRI, that each thing is associated with, and how many rows deny one."""

    terms: Mapping[str, frozenset[str]]
    denied: int = 0


_ENDS = (("subject", "object"), ("database_id", "hpo_id"), ("databaseid", "hpo_id"))
_YES = frozenset(("true", "1", "t", "yes"))


def read(path: Path, *, end: End = End.OBJECT) -> Associations:
    """Return the associations of a table with tabs, compressed or not.

    Raises SyntaxFault with the line for a row that lacks an end, InputError for a file that
    cannot be read or has neither form's columns.
    """
    found: dict[str, set[str]] = {}
    denied = 0
    for thing, term, no in _rows(path, end):
        if no:
            denied += 1
        else:
            found.setdefault(thing, set()).add(_iri(term))
    return Associations({thing: frozenset(terms) for thing, terms in found.items()}, denied)


def _rows(path: Path, end: End) -> Iterator[tuple[str, str, bool]]:
    """Yield the thing, the term and whether they are denied."""
    lines = enumerate(_text(path).splitlines(), 1)
    columns: dict[str, int] | None = None
    ends: tuple[str, str] = ("", "")
    for number, line in lines:
        if not line.strip():
            continue
        if columns is None:
            named = [name.strip().lower() for name in line.lstrip("#").split("\t")]
            ends = next((pair for pair in _ENDS if {*pair} <= {*named}), ("", ""))
            if ends[0]:
                columns = {name: place for place, name in enumerate(named)}
            elif line[0] != "#":
                break
            continue
        cells = next(csv.reader([line], dialect="excel-tab", quoting=csv.QUOTE_NONE))
        row = {name: cells[n].strip() if n < len(cells) else "" for name, n in columns.items()}
        thing, term = (row[each] for each in (ends if end is End.OBJECT else ends[::-1]))
        if not thing or not term:
            raise SyntaxFault(path, f"the row has no {ends[0]} or no {ends[1]}", line=number)
        no = row.get("negated", "").lower() in _YES or row.get("qualifier", "").upper() == "NOT"
        yield thing, term, no
    if columns is None:
        raise InputError(
            f"{path}: has no columns subject and object of KGX, nor database_id and hpo_id of "
            "HPO's annotations; name a table of edges."
        )


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
        if data[:2] == b"\x1f\x8b":
            data = gzip.decompress(data)
        return data.decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no UTF-8 or is cut"
        raise InputError(f"{path}: the associations cannot be read ({reason}).") from error


def _iri(term: str) -> str:
    """Return the IRI of a term that is written as a CURIE or an IRI; else the text itself."""
    if prefixes.is_curie(term):
        return prefixes.expand(term)
    return prefixes.purl(term) or term
