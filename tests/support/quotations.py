"""What statements, entries and declined passages quote of the document, with its place."""

from dataclasses import dataclass

import doidkit
from doidkit.model import Solutions


@dataclass(frozen=True)
class Quotation:
    """Words of a section: where they begin in its text, and how often they are there.

    ``of`` is the CURIE of what quotes them; ``position`` is that of a statement, 0 otherwise.
    """

    of: str
    kind: str
    section: str
    words: str
    start: int
    count: int
    position: int

    @property
    def end(self) -> int:
        """Return where the words end."""
        return self.start + len(self.words)


def rows(ontology: doidkit.Ontology, query: str) -> list[tuple[str, ...]]:
    """Return the texts of a query's answer."""
    answer = doidkit.query(query, source=ontology)
    assert isinstance(answer, Solutions)
    return [tuple(getattr(term, "value", "") for term in row) for row in answer]


def texts(ontology: doidkit.Ontology) -> dict[str, str]:
    """Return the text of each section, by the section's name."""
    return dict(
        rows(
            ontology,
            "SELECT ?name ?text { ?s schema:name ?name ; schema:text ?text ; "
            "a schema:WebPageElement }",
        )
    )


def quotations(ontology: doidkit.Ontology) -> list[Quotation]:
    """Return all quotations, each with its place in the text of its section."""
    found = rows(
        ontology,
        """SELECT ?of ?kind ?section ?prefix ?exact ?suffix ?position {
             ?of a ?kind .
             FILTER(?kind IN (dk:ReferenceEntry, dk:DeclinedPassage, dk:Observation)
               || EXISTS { ?kind rdfs:subClassOf* dk:Claim })
             { ?of oa:hasTarget ?target . ?target oa:hasSource/schema:name ?section ;
                 oa:hasSelector ?selector }
             UNION
             { ?of oa:exact ?own ; schema:isPartOf/schema:name ?section BIND(?of AS ?selector) }
             ?selector oa:exact ?exact .
             OPTIONAL { ?selector oa:prefix ?prefix }
             OPTIONAL { ?selector oa:suffix ?suffix }
             OPTIONAL { ?of dk:position ?position } }""",
    )
    text = texts(ontology)
    return [
        Quotation(
            doidkit.prefixes.compact(of),
            doidkit.prefixes.compact(kind).removeprefix("dk:"),
            section,
            exact,
            text[section].find(prefix + exact + suffix) + len(prefix),
            text[section].count(prefix + exact + suffix),
            int(position or 0),
        )
        for of, kind, section, prefix, exact, suffix, position in found
    ]
