"""The triples of a draft as they are made: statements, blank nodes, words that are pointed at."""

from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from doidkit.ingestion.ingest import Ingested
from doidkit.ingestion.page import Section
from doidkit.lexicon.spans import Span
from doidkit.prefixes import PREFIXES, expand
from doidkit.terms import RDF_TYPE, RDFS_LABEL, XSD_INTEGER

_AROUND = 20  # characters that tell words from the same words elsewhere
_ONE_LINE = frozenset("rdfs:label rdfs:comment schema:name dk:auditNote dk:toDo".split())


@dataclass
class Making:
    """A draft as it is made; ``slug`` is what its IRIs have of the page, such as "182".

    ``prefix`` begins the labels of its blank nodes.
    """

    found: Ingested
    slug: str
    prefix: str = "b"
    made: list[Triple] = field(default_factory=list)
    _blank: int = 0

    def say(self, subject: NamedNode | BlankNode, predicate: str, value: object) -> None:
        """Add a statement; text becomes English, a number an integer."""
        if isinstance(value, str):
            value = " ".join(value.split()) if predicate in _ONE_LINE else value
            value = Literal(value, language="en")
        elif isinstance(value, int):
            value = Literal(str(value), datatype=NamedNode(XSD_INTEGER))
        assert isinstance(value, NamedNode | BlankNode | Literal), "a term of RDF"
        self.made.append(Triple(subject, NamedNode(_iri(predicate)), value))

    def new(self) -> BlankNode:
        """Return a blank node of its own."""
        self._blank += 1
        return BlankNode(f"{self.prefix}{self._blank}")

    def node(self, prefix: str, rest: str = "") -> NamedNode:
        """Return a node of this page."""
        kind, _, begin = prefix.partition(":")
        return NamedNode(f"{PREFIXES[kind]}{begin}{self.slug}{rest}")

    def target(
        self, of: NamedNode, section: Section, node: NamedNode, span: Span, *, placed: bool = True
    ) -> None:
        """Point at words: as a quotation, with what is around if it stands twice, and by place."""
        target, quote = self.new(), self.new()
        text = self.found.page.words(section.body)
        start, end = span.start - section.body.start, span.end - section.body.start
        self.say(of, "oa:hasTarget", target)
        self.say(target, "oa:hasSource", node)
        self.say(target, "oa:hasSelector", quote)
        self.say(quote, "rdf:type", named("oa:TextQuoteSelector"))
        self.say(quote, "oa:exact", Literal(text[start:end]))
        if text.count(text[start:end]) > 1:
            self.say(quote, "oa:prefix", Literal(text[max(0, start - _AROUND) : start]))
            self.say(quote, "oa:suffix", Literal(text[end : end + _AROUND]))
        if not placed:
            return
        place = self.new()
        self.say(target, "oa:hasSelector", place)
        self.say(place, "rdf:type", named("oa:TextPositionSelector"))
        self.say(place, "oa:start", start)
        self.say(place, "oa:end", end)


def named(name: str) -> NamedNode:
    """Return the node of a CURIE."""
    return NamedNode(_iri(name))


def _iri(name: str) -> str:
    return {"rdf:type": RDF_TYPE, "rdfs:label": RDFS_LABEL}.get(name) or expand(name)
