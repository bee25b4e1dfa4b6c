"""What a document and mappings add to a term's page."""

from collections import defaultdict
from dataclasses import replace

from pyoxigraph import NamedNode

from doidkit import prefixes
from doidkit.ontology import Ontology, Term, TermRef
from doidkit.pages import questions
from doidkit.pages.page import Page
from doidkit.pages.record import Fact
from doidkit.pages.references import named, reference, text
from doidkit.pages.said import BlockLine, Observation, Reference, Section, Statement
from doidkit.pages.statements import Reader, Row, works

_PART_OF, _MAPS = prefixes.expand("schema:isPartOf"), prefixes.expand("sssom:predicate_id")
_NO_TERM = prefixes.expand("sssom:NoTermFound")
_OURS = prefixes.PREFIXES["dk"].removesuffix("vocab#")
_SMALL_PRINT = tuple(prefixes.PREFIXES[name] for name in ("claim", "evidence", "ref", "work"))
# What a thing that is no term says of itself, in the order of reading.
_NODE_FACTS = (
    "Kind",
    "Number",
    "As written",
    "Words",
    "Reason",
    "Verdict",
    "Correction",
    "Authors",
    "Year",
    "Publisher",
    "Version",
    "Identifiers",
    "Address",
    "Names",
    "Part of",
    "Leads to",
    "Rests on",
    "Status",
    "Evidence code",
    "Diagnosis",
    "Distinguishing signs",
    "Nearest term",
    "Types",
    "Comment",
    "Note",
    "Editorial note",
)


def with_document(ontology: Ontology, page: Page) -> Page:
    """Return a page with its mappings, the sections of a document and the disclaimer."""
    reader = Reader(ontology, page.term.iri)
    documents, mapped = ontology.says(_PART_OF), ontology.says(_MAPS)
    found = page.term
    # A work's label is short, its name whole.
    if documents and (found.iri.startswith(_OURS) or not found.label):
        names = reader.solutions(questions.NAME).column("name")
        found = replace(found, label=next((text(name) for name in names), found.label))
    disclaimers = reader.ask(questions.DISCLAIMER) if documents else ()
    mappings = (Fact("Mappings", _mappings(reader)), *_mapped(reader)) if mapped else ()
    thing = found.iri.startswith(_OURS) and not found.iri.startswith(prefixes.PREFIXES["dkt"])
    rows = (*mappings, *_node(reader, found)) if thing else mappings
    return replace(
        page,
        term=found,
        added=tuple(row for row in rows if row.values),
        thing=thing,
        sections=_sections(reader) if documents else (),
        disclaimer="\n\n".join(text(row["text"]) for row in disclaimers),
        close=found.iri.startswith(_SMALL_PRINT),
    )


def _node(reader: Reader, term: Term) -> tuple[Fact, ...]:
    found = _facts_of(reader, questions.NODE)
    if term.iri.startswith(prefixes.PREFIXES["claim"]):
        found["Identifiers"] = ()
        found["Note"] = ()  # it stands with the statement
    entries = tuple(
        f"{text(row['marker'])} of {text(row['section'])}" for row in reader.ask(questions.ENTRIES)
    )
    return (*(Fact(name, found[name]) for name in _NODE_FACTS), Fact("Named by", entries))


def _facts_of(reader: Reader, question: str) -> defaultdict[str, tuple[str, ...]]:
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in reader.ask(question):
        said = _said(row)
        if said not in found[text(row["fact"])]:
            found[text(row["fact"])] += (said,)
    return found


def _said(row: Row) -> str:
    value, label = row["value"], text(row["text"])
    if isinstance(value, NamedNode) and value.value == _NO_TERM:
        return "no term found"
    if not isinstance(value, NamedNode):
        return text(value)
    if text(row["fact"]) in ("Kind", "Status"):
        return reference(value, label).label
    if label:
        return named(reference(value, label))
    return prefixes.contract(value.value) or value.value


def _mapped(reader: Reader) -> tuple[Fact, ...]:
    terms, words = [], []
    for row in reader.ask(questions.MAPPED):
        how = reference(row["predicate"], "").label
        how = f"no {how}" if row["modifier"] is not None else how
        if isinstance(row["source"], NamedNode):
            terms.append(f"{named(reference(row['source'], text(row['words'])))}: {how}")
        else:
            words.append(f'"{text(row["words"])}": {how}')
    return Fact("Mapped from", tuple(terms)), Fact("Words of the document", tuple(words))


def _mappings(reader: Reader) -> tuple[str, ...]:
    return tuple(
        _mapping(
            reference(row["predicate"], "").label,
            reference(row["target"], text(row["label"])),
            text(row["source"]),
            negated=row["modifier"] is not None,
        )
        for row in reader.ask(questions.MAPPINGS)
    )


def _mapping(predicate: str, target: TermRef, source: str, *, negated: bool) -> str:
    if target.iri == _NO_TERM:
        return f"no term found in {prefixes.contract(source) or source}"
    return f"{'no ' if negated else ''}{predicate}: {named(target)}"


def _sections(reader: Reader) -> tuple[Section, ...]:
    titles = list(reader.ask(questions.SECTIONS))
    if not titles:  # of what no document speaks
        return ()
    said = reader.statements()
    references = _references(reader)
    block = _block(reader)
    return tuple(
        Section(
            title=text(row["title"]),
            statements=tuple(s for s in said[text(row["section"])] if isinstance(s, Statement)),
            observations=tuple(s for s in said[text(row["section"])] if isinstance(s, Observation)),
            references=tuple(references[text(row["section"])]),
            block=tuple(block[text(row["section"])]),
        )
        for row in titles
    )


def _references(reader: Reader) -> dict[str, list[Reference]]:
    found: dict[str, list[Reference]] = defaultdict(list)
    named_works = works(reader)
    for row in reader.ask(questions.REFERENCES):
        work = named_works.get(text(row["work"]))
        entry = Reference(text(row["marker"]), text(row["text"]), work, text(row["note"]))
        found[text(row["section"])].append(entry)
    for entries in found.values():
        entries.sort(key=lambda entry: _first_number(entry.marker))
    return found


def _first_number(marker: str) -> int:
    digits = "".join(c if c.isdigit() else " " for c in marker).split()
    return int(digits[0]) if digits else 0


def _block(reader: Reader) -> dict[str, list[BlockLine]]:
    found: dict[str, list[BlockLine]] = defaultdict(list)
    for row in reader.ask(questions.BLOCK):
        line = BlockLine(text(row["text"]), text(row["verdict"]), text(row["correction"]))
        found[text(row["section"])].append(line)
    return found
