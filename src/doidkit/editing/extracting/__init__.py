"""Taking out of an ontology what is needed about some terms: ROBOT's extract."""

from doidkit.editing.extracting.individuals import Individuals
from doidkit.editing.extracting.mireot import Intermediates
from doidkit.editing.extracting.modules import Method
from doidkit.editing.extracting.operation import Extraction, NoTerms, mireot, module, subset_of
from doidkit.editing.extracting.sources import table as source_table

METHODS = ("star", "bot", "top", "mireot", "subset")
"""What there is to extract, by name."""

__all__ = [
    "METHODS",
    "Extraction",
    "Individuals",
    "Intermediates",
    "Method",
    "NoTerms",
    "mireot",
    "module",
    "source_table",
    "subset_of",
]
