"""The claims as the tables of the field: KGX nodes and edges, HPO annotations."""

from collections.abc import Callable, Mapping

from doidkit.exporting.hpoa import hpoa
from doidkit.exporting.kgx import kgx
from doidkit.exporting.table import Table
from doidkit.sparql.source import Source

__all__ = ["TABLES", "Table", "hpoa", "kgx"]


def _kgx(source: Source) -> dict[str, Table]:
    return dict(zip(("nodes.tsv", "edges.tsv"), kgx(source), strict=True))


TABLES: Mapping[str, Callable[[Source], Table | dict[str, Table]]] = {"hpoa": hpoa, "kgx": _kgx}
"""What each kind of export makes: one table, or the tables of a folder by their names."""
