"""A page as RDF in the entry's own model: what it says and where, for a curator to make claims of.

Sections, reference entries and the disclaimer are in the terms of the entry. Each statement,
heading and line of the block is a Web Annotation on its words: where they stand in the section,
what the audit found, the terms that they may mean, what is to be done. A claim is proposed only
where an item names a sign and nothing else, and is to be done, too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from doidkit.ingestion import drafted
from doidkit.ingestion.block import Compared
from doidkit.ingestion.grounding import Candidate, Mention
from doidkit.ingestion.ingest import Ingested
from doidkit.ingestion.page import Page, Reference, Role, Section
from doidkit.lexicon import Entry
from doidkit.lexicon.spans import Span
from doidkit.prefixes import PREFIXES, expand
from doidkit.terms import RDF_TYPE, RDFS_LABEL, XSD_INTEGER

_LICENSE = "https://creativecommons.org/publicdomain/zero/1.0/"
_RIGHTS = (
    "The quoted words are those of the page and are quoted as evidence: the licence does not "
    "cover them."
)
_SLUG = re.compile(r"[^a-z0-9]+")
_AROUND = 20  # characters that tell words from the same words elsewhere


def triples(found: Ingested, *, slug: str) -> list[Triple]:
    """Return the draft of a page; ``slug`` is what its IRIs have of it, such as "182"."""
    draft = _Draft(found, slug)
    draft.header()
    draft.document()
    for position, section in enumerate(found.page.sections, 1):
        draft.section(section, position)
    for claim in drafted.proposed(found):
        draft.claim(claim)
    return draft.made


def slug_of(page: Page) -> str:
    """Return what the IRIs of a page have of it: the number of its term, or its title."""
    about = page.identifier or ""
    number = about.partition(":")[2]
    return number if number.isdigit() else _slug(page.title or page.name) or "page"


def _slug(text: str) -> str:
    return _SLUG.sub("-", text.casefold()).strip("-")[:40].strip("-")


@dataclass
class _Draft:
    """The triples of a draft as they are made."""

    found: Ingested
    slug: str
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
        return BlankNode(f"b{self._blank}")

    def header(self) -> None:
        """Say whose draft it is."""
        about = self.found.page.identifier or self.found.page.title or self.found.page.name
        ontology = NamedNode(f"https://w3id.org/doidkit/entries/{self.slug}")
        self.say(ontology, "rdf:type", _node("owl:Ontology"))
        self.say(ontology, "dcterms:title", f"Draft of the entry on {about}")
        self.say(ontology, "dcterms:description", f"What a page says about {about}, to be read.")
        self.say(ontology, "dcterms:creator", Literal("doidkit ingest"))
        self.say(ontology, "dcterms:license", NamedNode(_LICENSE))
        self.say(ontology, "dcterms:rights", _RIGHTS)
        self.say(ontology, "owl:imports", NamedNode("https://w3id.org/doidkit/vocab"))
        self.say(ontology, "owl:versionInfo", Literal("0.0.1"))
        self.say(ontology, "dk:toDo", "Make claims of the annotations, as docs/next-entry.md says.")
        if self.found.page.gaps:
            told = " ".join(gap.message for gap in self.found.page.gaps)
            self.say(ontology, "dk:auditNote", told)

    def document(self) -> None:
        """Say what the page is, with its disclaimer."""
        page, text = self.found.page, "..."
        node, disclaimer = self.node("work:page-"), self.node("work:disclaimer-")
        about = page.identifier or ""
        known = re.fullmatch(r"DOID:\d+", about)
        self.say(node, "rdf:type", _node("schema:MedicalWebPage"))
        self.say(node, "rdfs:label", f"page on {about or page.title or page.name}")
        self.say(node, "schema:name", page.title or page.name)
        self.say(node, "schema:url", NamedNode(f"https://example.org/disease/{self.slug}"))
        self.say(node, "schema:about", _node(about if known else "DOID:4"))
        self.say(node, "schema:hasPart", disclaimer)
        self.say(node, "dk:toDo", "Give the page's address; look whether its term is right.")
        if page.disclaimer is not None:
            text = page.words(page.disclaimer)
        self.say(disclaimer, "rdf:type", _node("schema:CreativeWork"))
        self.say(disclaimer, "schema:name", "Medical disclaimer")
        self.say(disclaimer, "schema:isPartOf", node)
        self.say(disclaimer, "schema:text", text)
        if page.disclaimer is None:
            self.say(disclaimer, "dk:toDo", "The page has no disclaimer; say how it is meant.")

    def section(self, section: Section, position: int) -> None:
        """Say what stands in a section, all of it."""
        node = self.node("section:", f"-{position}")
        name = section.name or "Before the first heading"
        text = self.found.page.words(section.body)
        self.say(node, "rdf:type", _node("schema:WebPageElement"))
        self.say(node, "rdfs:label", f"section {name} of {self.slug}")
        self.say(node, "schema:name", name)
        self.say(node, "dk:position", position)
        self.say(node, "schema:isPartOf", self.node("work:page-"))
        self.say(node, "schema:text", text or "...")
        if not text:
            self.say(node, "dk:toDo", "Nothing stands under this heading.")
        spans = [*section.subheadings, *self._statements(section, node, position)]
        for number, reference in enumerate(section.references, 1):
            spans.append(self._reference(section, node, reference, position, number))
        for number, line in enumerate(self.found.block, 1):
            if line.line in section.block:
                spans.append(self._line(section, node, line, number))
        self._passages(section, node, position, spans)

    def claim(self, proposed: drafted.Proposed) -> None:
        """Say a claim that is proposed, with its citations and the terms that it needs."""
        section = self.found.page.sections[proposed.section]
        node = self.node("section:", f"-{proposed.section + 1}")
        identifier = proposed.identifier
        claim, sign = NamedNode(f"{PREFIXES['claim']}{identifier}"), proposed.sign.entry
        about = drafted.disease(self.found)
        assert about is not None, "without a disease nothing is proposed"
        self.say(claim, "rdf:type", _node("dk:SignClaim"))
        self.say(claim, "dcterms:identifier", Literal(identifier))
        self.say(claim, "dk:position", int(identifier.partition("-")[2]))
        self.say(claim, "rdfs:label", f"{sign.label} is a sign of {about.label}.")
        self.say(claim, "biolink:subject", NamedNode(about.iri))
        self.say(claim, "biolink:predicate", _node(proposed.predicate))
        self.say(claim, "biolink:object", NamedNode(sign.iri))
        self.say(claim, "schema:isPartOf", node)
        self.say(claim, "prov:wasDerivedFrom", self.node("work:page-"))
        self.say(claim, "prov:wasDerivedFrom", self.node("work:disclaimer-"))
        self._target(claim, section, node, proposed.quote, placed=False)
        why = "; ".join(proposed.sign.reasons)
        self.say(claim, "dk:toDo", f"Take, mend or remove this proposal ({why}).")
        if not proposed.cited:
            self.say(claim, "dk:uncited", Literal("true", datatype=_node("xsd:boolean")))
        for cited in proposed.cited:
            self._citation(claim, identifier, node, proposed.section + 1, cited)
        self._terms((*drafted.above(self.found, about), *proposed.terms), proposed.predicate)

    def _citation(
        self, claim: NamedNode, of: str, node: NamedNode, position: int, cited: drafted.Cited
    ) -> None:
        line = NamedNode(f"{PREFIXES['evidence']}{of}-{cited.number}")
        supports = cited.status == "dk:resolvable"
        self.say(claim, "SEPIO:0000007" if supports else "dk:hasVoidEvidenceLine", line)
        self.say(line, "rdf:type", _node("SEPIO:0000002"))
        self.say(line, "rdf:type", _node("dk:Citation"))
        self.say(line, "rdfs:label", f"[{cited.number}] in {of}")
        self.say(line, "dk:marker", Literal(f"[{cited.number}]"))
        self.say(line, "dk:occurrence", cited.occurrence)
        self.say(line, "schema:isPartOf", node)
        self.say(line, "cito:hasCitingEntity", claim)
        if cited.entry is not None:
            entry = self.node("ref:", f"-{position}-{cited.entry + 1}")
            self.say(line, "cito:hasCitedEntity", entry)
        self.say(line, "dk:citationStatus", _node(cited.status))
        self.say(line, "dc:type", _node("ECO:0007320"))
        self.say(line, "rdfs:comment", cited.comment)

    def _terms(self, entries: Sequence[Entry], predicate: str) -> None:
        """Say what the terms of a claim are called, and what is above them."""
        for entry in entries:
            term = NamedNode(entry.iri)
            self.say(term, "rdf:type", _node("owl:Class"))
            self.say(term, "rdfs:label", Literal(entry.label))
            for parent in entry.parents:
                self.say(term, "rdfs:subClassOf", NamedNode(parent))
        for name, label in _LABELS.items():
            if name in (predicate, "ECO:0007320"):
                self.say(_node(name), "rdfs:label", Literal(label))

    def _statements(self, section: Section, node: NamedNode, position: int) -> Iterator[Span]:
        index = self.found.page.sections.index(section)
        for number, statement in enumerate(section.statements):
            if statement.role is Role.HEADING:
                continue
            told = self._annotation(f"{position}-{number + 1}", section, node, statement.span)
            self.say(told, "oa:motivatedBy", _node("oa:describing"))
            self.say(told, "dk:toDo", _TO_DO[statement.role])
            for mention in self.found.mentions:
                if (mention.section, mention.statement) == (index, number):
                    self._mention(told, mention)
            yield statement.span

    def _reference(
        self, section: Section, node: NamedNode, entry: Reference, position: int, number: int
    ) -> Span:
        """Say an entry of a reference block, and where its words are."""
        before = section.references[: number - 1]  # two entries of one number cannot both have it
        if entry.numbers and entry.text and not any(e.numbers == entry.numbers for e in before):
            named = self.node("ref:", f"-{position}-{number}")
            marker = f"[{', '.join(map(str, entry.numbers))}]"
            self.say(named, "rdf:type", _node("dk:ReferenceEntry"))
            self.say(named, "rdfs:label", f"entry {marker} of {section.name}")
            self.say(named, "dk:marker", Literal(marker))
            self.say(named, "schema:isPartOf", node)
            self.say(named, "oa:exact", entry.text)
        told = self._annotation(f"{position}-entry-{number}", section, node, entry.span)
        self.say(told, "oa:motivatedBy", _node("oa:identifying"))
        self.say(told, "dk:toDo", "Find the work that the entry names, if it names one.")
        return entry.span

    def _line(self, section: Section, node: NamedNode, line: Compared, number: int) -> Span:
        """Say a line of the block as words with a verdict; never the statement that it displays."""
        told = self._annotation(f"block-{number}", section, node, line.line.span)
        self.say(told, "oa:motivatedBy", _node("oa:assessing"))
        self.say(told, "rdfs:comment", f"{line.verdict.value}: {line.message}")
        self.say(told, "dk:toDo", "Take what is confirmed into the record, from the ontology.")
        return line.line.span

    def _passages(
        self, section: Section, node: NamedNode, position: int, spans: Sequence[Span]
    ) -> None:
        """Say the headings, and what is left over: numbers of lists."""
        page = self.found.page
        for number, heading in enumerate(section.subheadings, 1):
            told = self._annotation(f"{position}-heading-{number}", section, node, heading)
            self.say(told, "oa:motivatedBy", _node("oa:classifying"))
            self.say(told, "dk:toDo", "Decline the heading.")
        for number, span in enumerate(_left(page, section.body, spans), 1):
            told = self._annotation(f"{position}-left-{number}", section, node, span)
            self.say(told, "oa:motivatedBy", _node("oa:tagging"))
            self.say(told, "dk:toDo", "These words are of no statement; say why, or what they say.")

    def _annotation(self, name: str, section: Section, node: NamedNode, span: Span) -> NamedNode:
        """Return an annotation on words of a section, with what the audit found in them."""
        told = NamedNode(f"https://w3id.org/doidkit/annotation/{self.slug}-{name}")
        self.say(told, "rdf:type", _node("oa:Annotation"))
        self.say(told, "rdfs:label", f"words {name} of {self.slug}")
        self._target(told, section, node, span)
        notes = [f"{f.kind.title}: {f.message}" for f in self.found.faults if f.span in span]
        if notes:
            self.say(told, "dk:auditNote", " ".join(notes))
        return told

    def _target(
        self, of: NamedNode, section: Section, node: NamedNode, span: Span, *, placed: bool = True
    ) -> None:
        """Point at words: as a quotation, with what is around if it stands twice, and by place."""
        target, quote = self.new(), self.new()
        text = self.found.page.words(section.body)
        start, end = span.start - section.body.start, span.end - section.body.start
        self.say(of, "oa:hasTarget", target)
        self.say(target, "oa:hasSource", node)
        self.say(target, "oa:hasSelector", quote)
        self.say(quote, "rdf:type", _node("oa:TextQuoteSelector"))
        self.say(quote, "oa:exact", Literal(text[start:end]))
        if text.count(text[start:end]) > 1:
            self.say(quote, "oa:prefix", Literal(text[max(0, start - _AROUND) : start]))
            self.say(quote, "oa:suffix", Literal(text[end : end + _AROUND]))
        if not placed:
            return
        place = self.new()
        self.say(target, "oa:hasSelector", place)
        self.say(place, "rdf:type", _node("oa:TextPositionSelector"))
        self.say(place, "oa:start", start)
        self.say(place, "oa:end", end)

    def _mention(self, told: NamedNode, mention: Mention) -> None:
        for each in mention.candidates[:3]:
            self.say(told, "rdfs:comment", _proposal(mention, each))

    def node(self, prefix: str, rest: str = "") -> NamedNode:
        """Return a node of this page."""
        kind, _, begin = prefix.partition(":")
        return NamedNode(f"{PREFIXES[kind]}{begin}{self.slug}{rest}")


_LABELS = {
    "RO:0002200": "has phenotype",
    "RO:0002452": "has symptom",
    "ECO:0007320": "author statement without traceable support used in automatic assertion",
}
_ONE_LINE = frozenset("rdfs:label rdfs:comment schema:name dk:auditNote dk:toDo".split())
_TO_DO = {
    Role.STATEMENT: "Make a claim or an observation of these words, or decline them.",
    Role.ANNOUNCEMENT: "Decline the announcement, unless it says something itself.",
    Role.NOTE: "Decline the note, unless it says something of the disease.",
}


def _proposal(mention: Mention, each: Candidate) -> str:
    words = " ".join(mention.text.split())
    return (
        f'"{words}" may be {each.entry.curie} {each.entry.label} '
        f"({each.predicate}, {each.score:g}: {'; '.join(each.reasons)})"
    )


def _left(page: Page, body: Span, spans: Sequence[Span]) -> Iterator[Span]:
    """Yield the runs of words that no span has."""
    at = body.start
    for span in sorted([*spans, Span(body.end, body.end)]):
        if span.start > at:
            words = page.text[at : span.start]
            if re.search(r"[A-Za-z0-9]", words):
                left = len(words) - len(words.lstrip())
                yield Span(at + left, at + len(words.rstrip()))
        at = max(at, span.end)


def _iri(name: str) -> str:
    return {"rdf:type": RDF_TYPE, "rdfs:label": RDFS_LABEL}.get(name) or expand(name)


def _node(name: str) -> NamedNode:
    return NamedNode(_iri(name))
