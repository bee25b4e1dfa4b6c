"""A page as RDF in the entry's own model: what it says and where, for a curator to make claims of.

Sections, reference entries and the disclaimer are in the terms of the entry. Each statement,
heading and line of the block is a Web Annotation on its words: where they stand in the section,
what the audit found, the terms that they may mean, what is to be done. A claim is proposed where
words name its terms beyond doubt (``claimed``) and the shapes have nothing against it; it is to be
done, too.
"""

import re
from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Triple

from doidkit.ingestion import saying
from doidkit.ingestion.block import Compared
from doidkit.ingestion.drafted import Proposed
from doidkit.ingestion.grounding import Candidate, Mention
from doidkit.ingestion.ingest import Ingested
from doidkit.ingestion.making import Making, named
from doidkit.ingestion.page import Page, Reference, Role, Section
from doidkit.lexicon.spans import Span

_LICENSE = "https://creativecommons.org/publicdomain/zero/1.0/"
_RIGHTS = (
    "The quoted words are those of the page and are quoted as evidence: the licence does not "
    "cover them."
)
_SLUG = re.compile(r"[^a-z0-9]+")


def triples(found: Ingested, *, slug: str) -> list[Triple]:
    """Return the draft of a page; ``slug`` is what its IRIs have of it, such as "182"."""
    draft = _Draft(found, slug)
    draft.header()
    draft.document()
    for position, section in enumerate(found.page.sections, 1):
        draft.section(section, position)
    claims, refused = saying.accepted(draft)
    for claim in claims:
        draft.note(claim, "dk:toDo", f"{claim.identifier} is proposed: {claim.label}")
    for claim, why in refused:
        told = f"The shapes refuse the claim that {claim.label} {why}"
        draft.note(claim, "rdfs:comment", told)
    return [*draft.made, *saying.triples(draft, claims)]


def slug_of(page: Page) -> str:
    """Return what the IRIs of a page have of it: the number of its term, or its title."""
    about = page.identifier or ""
    number = about.partition(":")[2]
    return number if number.isdigit() else _slug(page.title or page.name) or "page"


def _slug(text: str) -> str:
    return _SLUG.sub("-", text.casefold()).strip("-")[:40].strip("-")


class _Draft(Making):
    """The triples of a draft without its claims."""

    def header(self) -> None:
        """Say whose draft it is."""
        about = self.found.page.identifier or self.found.page.title or self.found.page.name
        ontology = NamedNode(f"https://w3id.org/doidkit/entries/{self.slug}")
        self.say(ontology, "rdf:type", named("owl:Ontology"))
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
        self.say(node, "rdf:type", named("schema:MedicalWebPage"))
        self.say(node, "rdfs:label", f"page on {about or page.title or page.name}")
        self.say(node, "schema:name", page.title or page.name)
        self.say(node, "schema:url", NamedNode(f"https://example.org/disease/{self.slug}"))
        self.say(node, "schema:about", named(about if known else "DOID:4"))
        self.say(node, "schema:hasPart", disclaimer)
        self.say(node, "dk:toDo", "Give the page's address; look whether its term is right.")
        if page.disclaimer is not None:
            text = page.words(page.disclaimer)
        self.say(disclaimer, "rdf:type", named("schema:CreativeWork"))
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
        self.say(node, "rdf:type", named("schema:WebPageElement"))
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

    def note(self, claim: Proposed, predicate: str, text: str) -> None:
        """Say something of the statement that a claim is made from."""
        name = f"{claim.section + 1}-{claim.statement + 1}"
        self.say(self._told(name), predicate, text)

    def _statements(self, section: Section, node: NamedNode, position: int) -> Iterator[Span]:
        index = self.found.page.sections.index(section)
        for number, statement in enumerate(section.statements):
            if statement.role is Role.HEADING:
                continue
            told = self._annotation(f"{position}-{number + 1}", section, node, statement.span)
            self.say(told, "oa:motivatedBy", named("oa:describing"))
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
            it = self.node("ref:", f"-{position}-{number}")
            marker = f"[{', '.join(map(str, entry.numbers))}]"
            self.say(it, "rdf:type", named("dk:ReferenceEntry"))
            self.say(it, "rdfs:label", f"entry {marker} of {section.name}")
            self.say(it, "dk:marker", Literal(marker))
            self.say(it, "schema:isPartOf", node)
            self.say(it, "oa:exact", entry.text)
        told = self._annotation(f"{position}-entry-{number}", section, node, entry.span)
        self.say(told, "oa:motivatedBy", named("oa:identifying"))
        self.say(told, "dk:toDo", "Find the work that the entry names, if it names one.")
        return entry.span

    def _line(self, section: Section, node: NamedNode, line: Compared, number: int) -> Span:
        """Say a line of the block as words with a verdict; never the statement that it displays."""
        told = self._annotation(f"block-{number}", section, node, line.line.span)
        self.say(told, "oa:motivatedBy", named("oa:assessing"))
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
            self.say(told, "oa:motivatedBy", named("oa:classifying"))
            self.say(told, "dk:toDo", "Decline the heading.")
        for number, span in enumerate(_left(page, section.body, spans), 1):
            told = self._annotation(f"{position}-left-{number}", section, node, span)
            self.say(told, "oa:motivatedBy", named("oa:tagging"))
            self.say(told, "dk:toDo", "These words are of no statement; say why, or what they say.")

    def _annotation(self, name: str, section: Section, node: NamedNode, span: Span) -> NamedNode:
        """Return an annotation on words of a section, with what the audit found in them."""
        told = self._told(name)
        self.say(told, "rdf:type", named("oa:Annotation"))
        self.say(told, "rdfs:label", f"words {name} of {self.slug}")
        self.target(told, section, node, span)
        notes = [f"{f.kind.title}: {f.message}" for f in self.found.faults if f.span in span]
        if notes:
            self.say(told, "dk:auditNote", " ".join(notes))
        return told

    def _told(self, name: str) -> NamedNode:
        return NamedNode(f"https://w3id.org/doidkit/annotation/{self.slug}-{name}")

    def _mention(self, told: NamedNode, mention: Mention) -> None:
        for each in mention.candidates[:3]:
            self.say(told, "rdfs:comment", _proposal(mention, each))


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
