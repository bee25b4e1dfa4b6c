"""Claims that are proposed, as triples: each with its words, its citations and what it names."""

from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode, Triple

from doidkit.ingestion.claimed import numbered, proposed
from doidkit.ingestion.drafted import Cited, Differential, End, Known, Proposed, Scheme
from doidkit.ingestion.making import Making, named
from doidkit.ingestion.refusing import refused
from doidkit.lexicon import Entry
from doidkit.prefixes import PREFIXES

_LABELS = {
    "RO:0002200": "has phenotype",
    "RO:0002452": "has symptom",
    "RO:0003304": "contributes to condition",
    "ECO:0007320": "author statement without traceable support used in automatic assertion",
}
_ROUNDS = 3  # a claim that goes may take another's ground away


def accepted(draft: Making) -> tuple[list[Proposed], list[tuple[Proposed, str]]]:
    """Return the claims of a page that the shapes accept, and those they refuse, and why.

    ``draft`` has all else that the page says.
    """
    claims, out = proposed(draft.found), list[tuple[Proposed, str]]()
    for _ in range(_ROUNDS):
        told = refused([*draft.made, *triples(draft, claims)], claims)
        if not told:
            return claims, out
        out += [(each, told[each.identifier]) for each in claims if each.identifier in told]
        kept = [each for each in claims if each.identifier not in told]
        claims = numbered(draft.found.page, kept)
    return [], [*out, *((each, "The shapes refuse it beside the others.") for each in claims)]


def triples(draft: Making, claims: Sequence[Proposed]) -> list[Triple]:
    """Return what claims say."""
    saying, known = _Saying(draft.found, draft.slug, prefix="c"), Known(draft.found.known)
    for each in claims:
        saying.claim(each, known)
    return saying.made


class _Saying(Making):
    def claim(self, claim: Proposed, known: Known) -> None:
        """Say a claim with its citations and the terms that it needs."""
        section = self.found.page.sections[claim.section]
        node = self.node("section:", f"-{claim.section + 1}")
        identifier = claim.identifier
        it = NamedNode(f"{PREFIXES['claim']}{identifier}")
        self.say(it, "rdf:type", named(claim.kind))
        self.say(it, "dcterms:identifier", Literal(identifier))
        self.say(it, "dk:position", int(identifier.partition("-")[2]))
        self.say(it, "rdfs:label", claim.label)
        self.say(it, "biolink:subject", self._end(claim.subject, claim))
        self.say(it, "biolink:predicate", named(claim.predicate))
        self.say(it, "biolink:object", self._end(claim.object, claim))
        if claim.modality:
            self.say(it, "dk:modality", named(claim.modality))
        self.say(it, "schema:isPartOf", node)
        self.say(it, "prov:wasDerivedFrom", self.node("work:page-"))
        self.say(it, "prov:wasDerivedFrom", self.node("work:disclaimer-"))
        self.target(it, section, node, claim.quote, placed=False)
        why = "; ".join(claim.why)
        self.say(it, "dk:toDo", f"Take, mend or remove this proposal ({why}).")
        if not claim.cited:
            self.say(it, "dk:uncited", Literal("true", datatype=named("xsd:boolean")))
        for each in claim.cited:
            self._citation(it, claim, node, each)
        self._terms(claim, known)

    def _end(self, end: End, claim: Proposed) -> NamedNode:
        if isinstance(end, Differential):
            return self._differential(end, claim)
        return self._scheme(end, claim) if isinstance(end, Scheme) else NamedNode(end.iri)

    def _differential(self, end: Differential, claim: Proposed) -> NamedNode:
        node = self.node("ddx:", f"-{claim.identifier}")
        self.say(node, "rdf:type", named("schema:DDxElement"))
        self.say(node, "rdfs:label", f"{end.name} (differential)")
        self.say(node, "schema:name", end.name)
        self.say(node, "schema:diagnosis", NamedNode(end.diagnosis.iri))
        if end.name.casefold() != end.diagnosis.label.casefold():
            self._mapping(end.name, end.diagnosis)
        return node

    def _mapping(self, words: str, entry: Entry) -> None:
        """Say that words mean a term, as the SSSOM table beside the draft does."""
        row = self.new()
        self.say(row, "rdf:type", named("sssom:Mapping"))
        self.say(row, "sssom:subject_label", Literal(words))
        self.say(row, "owl:annotatedProperty", named("skos:exactMatch"))
        self.say(row, "owl:annotatedTarget", NamedNode(entry.iri))
        self.say(row, "sssom:object_label", Literal(entry.label))
        self.say(row, "sssom:mapping_justification", named("semapv:LexicalMatching"))

    def _scheme(self, end: Scheme, claim: Proposed) -> NamedNode:
        node = self.node("dkt:", f"-types-{claim.identifier}")
        self.say(node, "rdf:type", named("skos:ConceptScheme"))
        self.say(node, "rdfs:label", f"types of {end.of.label}")
        for each in end.types:
            self.say(node, "skos:hasTopConcept", NamedNode(each.iri))
        return node

    def _citation(self, it: NamedNode, claim: Proposed, node: NamedNode, cited: Cited) -> None:
        of, position = claim.identifier, claim.section + 1
        line = NamedNode(f"{PREFIXES['evidence']}{of}-{cited.number}")
        supports = cited.status == "dk:resolvable"
        self.say(it, "SEPIO:0000007" if supports else "dk:hasVoidEvidenceLine", line)
        self.say(line, "rdf:type", named("SEPIO:0000002"))
        self.say(line, "rdf:type", named("dk:Citation"))
        self.say(line, "rdfs:label", f"[{cited.number}] in {of}")
        self.say(line, "dk:marker", Literal(f"[{cited.number}]"))
        self.say(line, "dk:occurrence", cited.occurrence)
        self.say(line, "schema:isPartOf", node)
        self.say(line, "cito:hasCitingEntity", it)
        if cited.entry is not None:
            entry = self.node("ref:", f"-{position}-{cited.entry + 1}")
            self.say(line, "cito:hasCitedEntity", entry)
        self.say(line, "dk:citationStatus", named(cited.status))
        self.say(line, "dc:type", named("ECO:0007320"))
        self.say(line, "rdfs:comment", cited.comment)

    def _terms(self, claim: Proposed, known: Known) -> None:
        """Say what the terms of a claim are called, and what is above them."""
        for each in claim.terms:
            for entry in known.above(each).values():
                self._term(entry)
        for name in {claim.predicate, *(["ECO:0007320"] if claim.cited else [])} & _LABELS.keys():
            self.say(named(name), "rdfs:label", Literal(_LABELS[name]))

    def _term(self, entry: Entry) -> None:
        term = NamedNode(entry.iri)
        if entry.prefix != "dkt":  # a local class has a record, which its own module says
            self.say(term, "rdf:type", named("owl:Class"))
        self.say(term, "rdfs:label", Literal(entry.label))
        for parent in entry.parents:
            self.say(term, "rdfs:subClassOf", NamedNode(parent))
