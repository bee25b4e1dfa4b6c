"""A website: every term's page with what stands around it, read set at a time."""

from doidkit.website.answers import Answered, answered, queries
from doidkit.website.overview import Count, Header, Statistics
from doidkit.website.rules import Shape, ShapeFile
from doidkit.website.site import Site, gather, with_entry
from doidkit.website.surroundings import (
    Differential,
    Medication,
    Surroundings,
    surroundings,
)
from doidkit.website.terms import Terms

__all__ = [
    "Answered",
    "Count",
    "Differential",
    "Header",
    "Medication",
    "Shape",
    "ShapeFile",
    "Site",
    "Statistics",
    "Surroundings",
    "Terms",
    "answered",
    "gather",
    "queries",
    "surroundings",
    "with_entry",
]
