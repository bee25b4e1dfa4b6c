"""Associations of things with terms: rolled up to a slim, and tested for enrichment."""

from doidkit.enrichment.associations import Associations, End, read
from doidkit.enrichment.rollup import Group, rollup, slim
from doidkit.enrichment.testing import Enriched, enriched

__all__ = ["Associations", "End", "Enriched", "Group", "enriched", "read", "rollup", "slim"]
