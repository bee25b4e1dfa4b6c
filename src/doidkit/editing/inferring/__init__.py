"""What follows from an ontology, stated in it; and what follows anyway, taken out of it."""

from doidkit.editing.inferring.asserting import (
    Asserting,
    EquivalentError,
    Equivalents,
    incoherent_module,
    missed,
    reason,
)
from doidkit.editing.inferring.generating import Generator
from doidkit.editing.inferring.rewriting import materialize, reduce, relax
from doidkit.reasoners.coherence import IncoherentError, InconsistentError
from doidkit.reasoners.tautologies import Tautologies

__all__ = [
    "Asserting",
    "EquivalentError",
    "Equivalents",
    "Generator",
    "IncoherentError",
    "InconsistentError",
    "Tautologies",
    "incoherent_module",
    "materialize",
    "missed",
    "reason",
    "reduce",
    "relax",
]
