"""The claims as the tables of the field: KGX nodes and edges, HPO annotations."""

from doidkit.exporting.hpoa import hpoa
from doidkit.exporting.kgx import kgx
from doidkit.exporting.table import Table

__all__ = ["Table", "hpoa", "kgx"]
