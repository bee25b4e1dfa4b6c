"""The entities that a document names: of its axioms, their annotations, and its header's."""

from collections.abc import Iterable

from doidkit.documents import Document
from doidkit.prefixes import PREFIXES
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.operands import ENTITY_OF, mentioned

_RESERVED = tuple(f"<{PREFIXES[prefix]}" for prefix in ("owl", "rdf", "rdfs", "xsd"))


def signature(document: Document, axioms: Iterable[Call] | None = None) -> set[tuple[str, str]]:
    """Return the kinds, by letter, and names of a document's entities, without its imports'."""
    own = document.axioms if axioms is None else axioms
    found = {pair for node in (*own, *document.annotations) for pair in mentioned(node)}
    declared = (axiom[-1] for axiom in own if axiom[0] == "Declaration")
    found |= {(_LETTER[kind], name) for kind, name in declared}
    return {(kind, name) for kind, name in found if kind in ENTITY_OF}


def is_reserved(name: str) -> bool:
    """Return True for an entity of OWL's own vocabularies."""
    return name.startswith(_RESERVED)


_LETTER = {kind: letter for letter, kind in ENTITY_OF.items()}
