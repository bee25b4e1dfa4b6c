"""Pages: a term's record with everything a document says about it, and how well supported.

What a document says is loaded on first use (PEP 562): of most terms none says anything.
"""

from typing import TYPE_CHECKING

from doidkit.pages.describe import describe
from doidkit.pages.finding import find
from doidkit.pages.page import Bearing, Mark, Page
from doidkit.pages.read import page
from doidkit.pages.record import Annotation, Axiom, Fact, Record, Role, Usage, Use, Value, Words
from doidkit.pages.references import named

if TYPE_CHECKING:
    from doidkit.pages.said import (
        BlockLine,
        Contradiction,
        EvidenceLine,
        Group,
        Observation,
        Reference,
        Section,
        Statement,
        Work,
    )

__all__ = [
    "Annotation",
    "Axiom",
    "Bearing",
    "BlockLine",
    "Contradiction",
    "EvidenceLine",
    "Fact",
    "Group",
    "Mark",
    "Observation",
    "Page",
    "Record",
    "Reference",
    "Role",
    "Section",
    "Statement",
    "Usage",
    "Use",
    "Value",
    "Words",
    "Work",
    "describe",
    "find",
    "named",
    "page",
]


def __getattr__(name: str) -> object:
    if name in __all__:
        from doidkit.pages import said

        return getattr(said, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
