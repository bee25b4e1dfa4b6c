"""OWL ontologies as values: a header, axioms, and what is imported; read, written, named."""

from doidkit.documents.context import Context
from doidkit.documents.document import Document
from doidkit.documents.reading import parsed, read, read_all
from doidkit.documents.writing import rendered, write

__all__ = ["Context", "Document", "parsed", "read", "read_all", "rendered", "write"]
