"""What is worked on: files, a store, an endpoint or the bundled ontology."""

from doidkit.data.data import Data, Paths

__all__ = ["Data", "Paths"]
