"""Pages: a term's record with everything a document says about it, and how well supported."""

from doidkit.pages.describe import describe
from doidkit.pages.finding import find
from doidkit.pages.page import (
    Bearing,
    BlockLine,
    Contradiction,
    EvidenceLine,
    Group,
    Mark,
    Observation,
    Page,
    Reference,
    Section,
    Statement,
    Work,
)
from doidkit.pages.read import page
from doidkit.pages.record import Annotation, Axiom, Fact, Record, Role, Usage, Use, Value, Words
from doidkit.pages.references import named

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
