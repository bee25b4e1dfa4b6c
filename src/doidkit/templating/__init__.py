"""Tables made an ontology: ROBOT's templates.

Source: ROBOT's documentation, page template; C. Ochs et al., Quick Term Templates.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from doidkit.documents import Context, Document
from doidkit.syntax.owl.expressions import Call
from doidkit.templating.faults import TemplateFault, errors_table
from doidkit.templating.names import Names
from doidkit.templating.rows import Rows
from doidkit.templating.tables import Table, read

__all__ = ["Table", "TemplateFault", "Templated", "errors_table", "read", "templated"]


@dataclass(frozen=True, slots=True)
class Templated:
    """The ontology of templates, the terms of its rows, and what is wrong with rows not in it."""

    document: Document
    terms: frozenset[str]
    faults: tuple[TemplateFault, ...]


def templated(
    tables: Iterable[Table],
    document: Document | None = None,
    *,
    context: Context | None = None,
    iri: str = "",
    version: str = "",
) -> Templated:
    """Return the ontology that tables say; each may name what ``document`` and those before have.

    A row with a fault is left out and its fault returned. Raises TemplateFault for a faulty header,
    without which no row can be read.
    """
    names = Names(context or Context(), document)
    axioms: set[Call] = set()
    terms: set[str] = set()
    faults: list[TemplateFault] = []
    for table in tables:
        rows, made = Rows(table, names), set[Call]()
        for number, cells in rows.rows():
            try:
                terms.add(rows.subject(number, cells))
                made.update(rows.axioms(number, cells))
            except TemplateFault as fault:
                faults.append(fault)
        names.learn(Document(axioms=frozenset(made)))
        axioms |= made
    found = Document(iri=iri, version=version, axioms=frozenset(axioms))
    return Templated(found, frozenset(terms), tuple(faults))
