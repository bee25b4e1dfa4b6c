"""A term's page, read from an ontology."""

from collections import defaultdict

from doidkit import prefixes
from doidkit.ontology import Ontology, Term, TermRef
from doidkit.pages import questions
from doidkit.pages.page import BlockLine, Fact, Observation, Page, Reference, Section, Statement
from doidkit.pages.statements import Reader, named, reference, text, works

_SCOPES = ("exact", "narrow", "broad", "related", "alternative")
_NO_TERM = prefixes.expand("sssom:NoTermFound")


def page(ontology: Ontology, term: str) -> Page:
    """Return the page of the term that a CURIE, IRI, label or exact synonym means.

    A term that a document is about gets the document whole, section by section; any other
    the statements in which it occurs. Raises UnknownTermError with the nearest labels.
    """
    found = ontology.term(term)
    reader = Reader(ontology, found.iri)
    record = reader.solutions(questions.RECORD)
    disclaimers = [text(row["text"]) for row in reader.ask(questions.DISCLAIMER)]
    return Page(
        term=found,
        definition_sources=tuple(sorted({text(v) for v in record.column("source") if v})),
        facts=_facts(reader, found),
        sections=_sections(reader),
        disclaimer="\n\n".join(disclaimers),
    )


def _facts(reader: Reader, term: Term) -> tuple[Fact, ...]:
    record = reader.solutions(questions.RECORD)

    def column(name: str) -> tuple[str, ...]:
        return tuple(sorted({text(value) for value in record.column(name) if value}))

    rows = [
        *(
            Fact(f"{scope.capitalize()} synonyms", names)
            for scope in _SCOPES
            if (names := tuple(s.text for s in term.synonyms if s.scope == scope))
        ),
        Fact("Parents", tuple(named(parent) for parent in term.parents)),
        Fact("Children", tuple(named(child) for child in term.children)),
        Fact("Cross-references", term.xrefs),
        Fact("Mappings", _mappings(reader)),
        Fact("Subsets", column("subset")),
        Fact("Namespace", column("namespace")),
        Fact("Notation", column("notation")),
    ]
    return tuple(row for row in rows if row.values)


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
    return f"{'not ' if negated else ''}{predicate}: {named(target)}"


def _sections(reader: Reader) -> tuple[Section, ...]:
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
        for row in reader.ask(questions.SECTIONS)
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
