"""Choosing axioms by the terms that they are about: ROBOT's filter and remove."""

from doidkit.editing.selecting.annotated import BadPattern, UnfitValue
from doidkit.editing.selecting.dropping import Dropped, dropped
from doidkit.editing.selecting.kinds import UnknownKind
from doidkit.editing.selecting.operation import entities, filtered, missing, removed
from doidkit.editing.selecting.selectors import UnknownSelector, contradiction, group
from doidkit.editing.selecting.work import Impossible, Selection

__all__ = [
    "BadPattern",
    "Dropped",
    "Impossible",
    "Selection",
    "UnfitValue",
    "UnknownKind",
    "UnknownSelector",
    "contradiction",
    "dropped",
    "entities",
    "filtered",
    "group",
    "missing",
    "removed",
]
