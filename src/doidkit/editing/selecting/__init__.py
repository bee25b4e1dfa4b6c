"""Choosing axioms by the terms that they are about: ROBOT's filter and remove."""

from doidkit.editing.selecting.dropping import Dropped, dropped
from doidkit.editing.selecting.operation import Selection, entities, filtered, missing, removed
from doidkit.editing.selecting.selectors import contradiction, group

__all__ = [
    "Dropped",
    "Selection",
    "contradiction",
    "dropped",
    "entities",
    "filtered",
    "group",
    "missing",
    "removed",
]
