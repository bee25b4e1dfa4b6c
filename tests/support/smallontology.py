"""Small ontologies out of functional syntax, and axioms as short text."""

import re
from collections.abc import Iterable

from doidkit.documents import Document
from doidkit.syntax.ofn.reader import statements
from doidkit.syntax.ofn.writer import line
from doidkit.syntax.owl.expressions import Call

BASE = "http://example.org/"
_NAME = re.compile(rf"<{BASE}([^>]*)>")


def ontology(body: str, *, header: str = "<http://example.org/o>") -> Document:
    """Return the ontology of axioms in functional syntax, whose default prefix is ours."""
    text = f"Prefix(:=<{BASE}>)\nOntology({header}\n{body}\n)"
    nodes = [each.node for each in statements(text, "test", {})]
    own = next((node[1:] for node in nodes if node[0] == "Ontology"), ())
    return Document(
        *(*own, "", "")[:2],
        imports=tuple(node[1] for node in nodes if node[0] == "Import"),
        annotations=tuple(node for node in nodes if node[0] == "Annotation"),
        axioms=frozenset(
            node for node in nodes if node[0] not in ("Ontology", "Import", "Annotation")
        ),
    )


def term(*names: str) -> frozenset[str]:
    """Return names of ours as ``<iri>``."""
    return frozenset(f"<{BASE}{name}>" for name in names)


def said(axioms: Document | Iterable[Call]) -> set[str]:
    """Return axioms as functional syntax, our names with a colon before them."""
    given = axioms.axioms if isinstance(axioms, Document) else axioms
    return {_NAME.sub(r":\1", line(axiom)) for axiom in given}
