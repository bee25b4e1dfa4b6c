"""The phrases that a page is made of, the same in text and in Markdown."""

from typing import TYPE_CHECKING

from doidkit import prefixes
from doidkit.ontology import Term, TermRef
from doidkit.pages import Bearing, Mark, Page, Record, Usage, named, wording

if TYPE_CHECKING:
    from doidkit.pages import BlockLine, EvidenceLine, Group, Reference, Statement, Work

SIGNS = {
    Mark.SUPPORTED: "✔",
    Mark.WEAK: "◐",
    Mark.UNSUPPORTED: "✘",
    Mark.UNCITED: "○",
    Mark.DISPUTED: "!",
}
"""One column wide each, so that statements align."""


def title(term: Term, record: Record | None = None) -> str:
    """Return a term's label with its CURIE; of an obsolete one what to use in its place."""
    named_so = f"{term.label} ({term.curie})" if term.label else term.curie
    said = f"{named_so}, obsolete" if term.obsolete else named_so
    if record and record.merged_into:
        return f"{said}: merged into {', '.join(map(named, record.merged_into))}"
    if record and term.obsolete and record.successors:
        return f"{said}: replaced by {', '.join(map(named, record.successors))}"
    return said


def logic(page: Page) -> list[tuple[str, str]]:
    """Return the axioms of a term as keyword and text, without those that its parents tell."""
    parents = [(parent,) for parent in page.term.parents]
    return [
        (axiom.keyword, wording.axiom(axiom))
        for axiom in page.record.axioms
        if axiom.notes or axiom.kind != "SubClassOf" or axiom.words not in parents
    ]


def usage(usage: Usage) -> str:
    """Return what kind of use it is, and how often."""
    return f"{usage.name.replace('_', ' ')}: {count(usage.total, 'use')}"


def predicates(record: Record) -> str:
    """Return in how many statements a property is the predicate."""
    return f"predicate of {count(record.predicates, 'statement')}"


def count(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where that is due."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def triple(statement: "Statement") -> str:
    """Return what a statement says in terms, then its qualifiers."""
    said = f"{group(statement.subject)} | {predicate(statement)} | {group(statement.object)}"
    return "; ".join([said, *statement.qualifiers])


def predicate(statement: "Statement") -> str:
    """Return how a statement's subject and object go together, as words between the two."""
    return verb(statement.predicate, negated=statement.negated)


def verb(term: TermRef, *, negated: bool) -> str:
    """Return a predicate, or its denial, as words between a subject and an object."""
    known = _VERBS.get(term.curie or prefixes.compact(term.iri))
    if known:
        return known[negated]
    label = term.label.replace("_", " ") or term.curie
    if not negated:
        return label
    for verb, denial in (("has ", "has no "), ("is ", "is not ")):
        if label.startswith(verb):
            return denial + label.removeprefix(verb)
    return f"not: {label}"


# A label such as "disease has basis in" is made for a hierarchy of properties; between its subject
# and its object it is no English, and negated still less.
_VERBS = {
    "biolink:applied_to_treat": ("is given for", "is not given for"),
    "biolink:associated_with": ("is associated with", "is not associated with"),
    "biolink:has_chemical_role": ("has the role", "does not have the role"),
    "biolink:has_side_effect": ("has side effects:", "has no side effects:"),
    "biolink:similar_to": ("is similar to", "is not similar to"),
    "biolink:treats": ("treats", "does not treat"),
    "biolink:treats_or_applied_or_studied_to_treat": (
        "is given or studied for",
        "is neither given nor studied for",
    ),
    "dk:classifiedBy": ("is divided into", "is not divided into"),
    "dk:cures": ("cures", "does not cure"),
    "dk:hasMechanism": ("works by", "does not work by"),
    "dk:hasOnset": ("has the onset", "has no"),
    "dk:hasOutcome": ("had the outcome", "did not have the outcome"),
    "dk:modifiedBy": ("depends on", "does not depend on"),
    "dk:needs": ("needs", "does not need"),
    "dk:prevalence": ("is", "is not"),
    "dk:sensitivityFor": ("has a sensitivity for", "has no sensitivity for"),
    "IAO:0000115": ("has the definition", "does not have the definition"),
    "oboInOwl:hasDbXref": ("has the cross-reference", "does not have the cross-reference"),
    "oboInOwl:hasExactSynonym": ("is also called", "is not called"),
    "owl:annotatedSource": ("has the annotated source", "does not have the annotated source"),
    "prov:wasDerivedFrom": ("has its information from", "does not have its information from"),
    "rdfs:domain": ("has the domain", "does not have the domain"),
    "rdfs:label": ("has the label", "does not have the label"),
    "rdfs:subClassOf": ("is a kind of", "is no kind of"),
    "RO:0002200": ("has the sign", "does not have the sign"),
    "RO:0002452": ("has the symptom", "has no"),
    "RO:0003304": ("contributes to", "does not contribute to"),
    "RO:0004019": ("has its basis in", "has no"),
    "RO:0004026": ("is located in", "is not located in"),
    "schema:differentialDiagnosis": ("can be mistaken for", "cannot be mistaken for"),
    "schema:distinguishingSign": ("is told apart by", "is not told apart by"),
    "schema:signDetected": ("shows", "does not show"),
    "schema:typicalTest": ("is tested for by", "is not tested for by"),
}


def quote(words: str) -> str:
    """Return the words of the document, on one line, in quotation marks."""
    return f'"{" ".join(words.split())}"'


def small_print(line: "EvidenceLine") -> tuple[str, ...]:
    """Return what stands behind an evidence line: the words cited, the works, the evidence code."""
    works = [f"{work.name}{full(work)}" for work in line.works]
    return (
        *([f"the reference entry: {quote(line.words)}"] if line.words else []),
        *([f"work: {'; '.join(works)}"] if works else []),
        *([f"evidence code: {line.code}"] if line.code else []),
    )


def full(work: "Work") -> str:
    """Return authors, year and identifiers of a work in brackets, nothing if it has none."""
    parts = ", ".join(filter(None, [work.authors, work.year, *work.identifiers]))
    return f" ({parts})" if parts else ""


def group(side: "Group") -> str:
    """Return one side of a statement: terms joined by and or or."""
    *firsts, last = (named(member) for member in side.members)
    return f"{', '.join(firsts)} {side.joiner} {last}" if firsts else last


def evidence(line: "EvidenceLine") -> str:
    """Return what an evidence line does, by which work, and why."""
    what = line.marker or "audit"
    doing = {
        Bearing.SUPPORTS: "supports in part" if line.partial else "supports",
        Bearing.DISPUTES: "speaks against",
        Bearing.VOID: "void, " + " and ".join(line.statuses),
    }[line.bearing]
    head = "; ".join([f"{what} {doing}", *(short(work) for work in line.works)])
    return f"{head}: {line.comment}" if line.comment else head


def short(work: "Work") -> str:
    """Return a work by first author and year, or by name, with its identifiers."""
    first, comma, _ = work.authors.partition(", ")
    who = f"{first} et al." if comma else first
    named_so = " ".join(part for part in (who, work.year) if part) or work.name
    return f"{named_so} ({', '.join(work.identifiers)})" if work.identifiers else named_so


def entry(reference: "Reference") -> str:
    """Return a reference entry: its words, the work it names, what the audit says of it."""
    parts = [f'"{reference.text}"']
    if reference.work is not None:
        parts.append(f"Names {short(reference.work)}, {reference.work.name}.")
    return " ".join([*parts, reference.note] if reference.note else parts)


def block_line(line: "BlockLine") -> str:
    """Return a line of the ontology block with its verdict and correction."""
    said = f"{line.text}: {line.verdict}"
    return f"{said}. {line.correction}" if line.correction else said
