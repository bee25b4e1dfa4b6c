"""OBO as OWLAPI writes it, and so ROBOT and what is made with ROBOT.

It says less than ``obo.writer``: identifiers by rules that do not always lead back, no instances,
annotation properties only where they are metadata tags. Where a file has to be the one that
ROBOT makes, this is the writer.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from doidkit.prefixes import NO_PREFIXES
from doidkit.syntax.obo.owlapi.document import frames
from doidkit.syntax.obo.owlapi.text import text
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.ontology import Ontology


class StructureFault(ValueError):
    """What OBO does not allow of a document; the message is OWLAPI's."""


@dataclass(frozen=True, slots=True)
class Written:
    """A document, and the axioms and header annotations that it does not say."""

    data: bytes
    lost: tuple[Call, ...]


def write(
    ontology: Ontology,
    prefixes: Mapping[str, str] = NO_PREFIXES,
    *,
    check: bool = True,
    keep_beyond: bool = True,
) -> Written:
    """Return an ontology as OBO 1.2; equal ontologies give equal bytes.

    ``prefixes`` outside OBO become identifier spaces. With ``check`` a frame that has what OBO
    allows once more than once raises StructureFault. Axioms that OBO has no clauses for are
    written as functional syntax in the header, or dropped without ``keep_beyond``.
    """
    found = frames(ontology, prefixes, keep_beyond=keep_beyond)
    if check:
        for frame in (found.header, *found.stanzas):
            if fault := frame.fault():
                raise StructureFault(f"{fault} in frame:Frame({frame.id})")
    dropped = () if keep_beyond else found.beyond
    return Written(text(found).encode(), (*found.lost, *dropped))
