"""What the tools speak of: the data, what they are called, and how well they are borne out."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from doidkit import prefixes
from doidkit.data import Data
from doidkit.data.versions import Side
from doidkit.model import RdfTerm
from doidkit.ontology import Ontology
from doidkit.pages import Mark
from doidkit.querying import question
from doidkit.version import __version__

_ONTOLOGIES = """
SELECT ?ontology ?version WHERE {
  ?ontology a owl:Ontology . OPTIONAL { ?ontology owl:versionIRI ?version }
  FILTER NOT EXISTS { ?other owl:imports ?ontology }
} ORDER BY ?ontology ?version LIMIT 20
"""


@dataclass(frozen=True)
class Subject:
    """Data that are open; ``old`` is an older version of them, where one was named.

    ``name`` is what they are called.
    """

    name: str
    data: Data
    ontology: Ontology
    old: Side | None = None

    @cached_property
    def source(self) -> dict[str, Any]:
        """What every answer says of where it is from: the data, their ontologies and versions."""
        found = self.ontology.source.select(_ONTOLOGIES)
        texts = ([each and _text(each) for each in row] for row in found)
        return {
            "data": self.name,
            "ontologies": [dict(zip(("iri", "version"), row, strict=True)) for row in texts],
            "program": f"doidkit {__version__}",
        }

    @cached_property
    def marks(self) -> dict[str, str]:
        """The evidence mark of each statement of a document, by IRI; most data have none."""
        asked = question("claims", source=self.ontology)
        found = self.ontology.source.select(asked.text, bindings=asked.bindings)
        return {_text(row["claim"]): _text(row["evidence"]) for row in found.records()}

    def evidence(self, iris: Iterable[str]) -> dict[str, Any]:
        """Return the marks of those of some IRIs that are statements, and what the marks mean."""
        marks = {_short(iri): self.marks[iri] for iri in dict.fromkeys(iris) if iri in self.marks}
        used = set(marks.values())
        meanings = {mark.value: mark.meaning for mark in Mark if mark.value in used}
        return {"marks": marks, "meanings": meanings}

    def warm(self) -> None:
        """Make what every answer has, once: the copies that answer share it."""
        _ = self.source, self.marks, self.ontology.names


def _text(term: RdfTerm | None) -> str:
    return str(getattr(term, "value", term))


def _short(iri: str) -> str:
    return prefixes.contract(iri) or iri
