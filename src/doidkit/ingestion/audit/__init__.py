"""What is wrong with a page, from the page alone.

Each module finds one family of faults by what the words themselves show. None of them knows
medicine: that a drug harms, or that a work does not exist, no page says of itself.
"""

from doidkit.ingestion.audit import citing, filing, lists, sources, support
from doidkit.ingestion.audit.faults import Fault
from doidkit.ingestion.page import Page

FAMILIES = (citing.faults, sources.faults, support.faults, filing.faults, lists.faults)


def audit(page: Page) -> tuple[Fault, ...]:
    """Return the faults of a page in the order of the text."""
    found = {fault for family in FAMILIES for fault in family(page)}
    return tuple(sorted(found, key=lambda each: (each.span, each.kind.value, each.message)))
