"""The tools: what each is called, takes and tells."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from doidkit import pages, prefixes
from doidkit.checks import profile_names
from doidkit.errors import InputError, QueryError
from doidkit.model import RdfTerm, RowStream, Severity
from doidkit.queries import bundled_queries, parse_query
from doidkit.querying import question
from doidkit.rendering import changes, page_markdown
from doidkit.rendering.data import term_object
from doidkit.rendering.findings.data import finding_object
from doidkit.sparql.tokens import tokens
from doidkit.toolserver.arguments import Given, Parameter, read
from doidkit.toolserver.subject import Subject

Told = dict[str, Any]
_MOST = 1000  # rows, hits or findings of one answer
_LIMIT = Parameter(
    "limit", "The most that is returned; what there is beyond is said.", "integer", default=100,
    most=_MOST,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool; ``work`` has its answer made, of at most so many bytes or a little more."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    work: Callable[[Subject, Given, int], Told]

    def answer(self, subject: Subject, given: Given, size: int) -> bytes:
        """Return the JSON of a call's answer, with its source; raises DoidkitError."""
        told = self.work(subject, read(self.parameters, given), size)
        return json.dumps({"source": subject.source, **told}, ensure_ascii=False).encode()


def _queries(subject: Subject, given: Given, size: int) -> Told:
    return {
        "queries": [
            {
                "name": each.name,
                "description": each.description or each.title,
                "parameters": [
                    {
                        "name": one.name,
                        "type": one.type.value,
                        "default": one.default,
                        "required": one.default is None and not one.optional,
                        "help": one.help,
                    }
                    for one in each.parameters
                ],
                "columns": {column.name: column.meaning for column in each.columns},
            }
            for each in bundled_queries()
        ]
    }


def _query(subject: Subject, given: Given, size: int) -> Told:
    name, text = given["name"], given["sparql"]
    if (name is None) == (text is None):
        raise InputError("Give either the name of a bundled query or a text of SPARQL.")
    wanted = next((each for each in bundled_queries() if each.name == name), None)
    query = wanted or parse_query("query", text)  # whatever the text is, it names no file
    _require_local(query.text)
    asked = question(query, given["params"] or {}, source=subject.ontology)
    remarks = [*asked.prepared().notes, *asked.remarks()]
    found = asked.stream()
    told: Told = {"query": query.text, "remarks": remarks}
    if isinstance(found, bool):
        return told | {"truth": found, "evidence": subject.evidence(())}
    if isinstance(found, RowStream):
        columns, rows = found.variables, iter(found.rows)
        meanings = {each.name: each.meaning for each in query.columns}
        told["columns"] = {name: meanings.get(name, "") for name in columns}
    else:
        told["columns"] = {"subject": "", "predicate": "", "object": ""}
        rows = ((each.subject, each.predicate, each.object) for each in found)
    kept, more = _within(([_cell(cell) for cell in row] for row in rows), given["limit"], size)
    named = (cell["value"] for row in kept for cell in row if cell and cell["type"] == "uri")
    told |= {"rows": kept, "more": more, "evidence": subject.evidence(named)}
    return told


def _require_local(text: str) -> None:
    if any(token.keyword == "SERVICE" for token in tokens(text)):
        raise QueryError("The query has a SERVICE; this server asks no other one.")


def _cell(term: RdfTerm | None) -> Told | None:
    """Return a term as SPARQL results in JSON have it, an IRI with its CURIE."""
    if term is None:
        return None
    found = term_object(term)
    curie = prefixes.contract(term.value) if isinstance(term, NamedNode) else None
    return found | {"curie": curie} if curie else found


def _within(items: Iterable[Any], limit: int, size: int) -> tuple[list[Any], bool]:
    """Return the first items that are not too many nor too large, and whether there are more."""
    kept: list[Any] = []
    for item in items:
        size -= len(json.dumps(item, ensure_ascii=False).encode())
        if len(kept) == limit or size < 0:
            if not kept:
                raise InputError("The first row alone is larger than an answer may be; ask less.")
            return kept, True
        kept.append(item)
    return kept, False


def _search(subject: Subject, given: Given, size: int) -> Told:
    limit = given["limit"]
    found = subject.ontology.search(given["text"], limit=limit + 1, under=given["under"])
    hits = (
        {
            "term": match.term.curie,
            "iri": match.term.iri,
            "label": match.term.label,
            "matched": match.name,
            "scope": match.scope,
            "rank": match.rank,
        }
        for match in found
    )
    kept, more = _within(hits, limit, size)
    named = [each["iri"] for each in kept]
    return {"hits": kept, "more": more, "evidence": subject.evidence(named)}


def _term(subject: Subject, given: Given, size: int) -> Told:
    page = pages.page(subject.ontology, given["term"])
    text = page_markdown.render(page)
    claims = [statement.id for statement in page.statements]
    data = text.encode()
    more = len(data) > size
    return {
        "iri": page.term.iri,
        "term": page.term.curie,
        "label": page.term.label,
        "page": data[:size].decode("utf-8", "ignore") if more else text,
        "more": more,
        "evidence": subject.evidence((page.term.iri, *map(_iri, claims))),
    }


def _iri(name: str) -> str:
    return prefixes.expand(name) if prefixes.is_curie(name) else prefixes.expand(f"claim:{name}")


def _check(subject: Subject, given: Given, size: int) -> Told:
    from doidkit import checking

    selected = given["select"]
    report = checking.check(
        subject.data,
        profile=given["profile"],
        select=(selected,) if selected else (),
        reason=False,
        timeout=None,
    )
    worst = Severity(given["severity"])
    found = [finding for finding in report if worst <= finding.severity]
    kept, more = _within(map(finding_object, found), given["limit"], size)
    about = (finding.focus for finding in found[: len(kept)])
    named = [term.value for term in about if isinstance(term, NamedNode)]
    return {
        "counts": {level.value: report.count(level) for level in Severity},
        "findings": kept,
        "more": more,
        "rules": {rule.id: rule.why for rule in report.rules if _found(rule.id, kept)},
        "waived": len(report.waived),
        "remarks": list(report.notes),
        "evidence": subject.evidence(named),
    }


def _found(rule: str, kept: Sequence[Told]) -> bool:
    return any(finding["check"] == rule for finding in kept)


def _diff(subject: Subject, given: Given, size: int) -> Told:
    from doidkit.comparing import compare

    old = subject.old
    assert old is not None, "the tool is there where an older version was named"
    found = compare(old.data, subject.data, names=(old.name, subject.name))
    text = changes.render([found], format="markdown", limit=max(200, size // 4))
    return {
        "old": old.name,
        "new": subject.name,
        "changes": sum(1 for _ in found),
        "page": text,
        "evidence": subject.evidence(()),
    }


def tools(subject: Subject) -> Iterator[Tool]:
    """Yield the tools that there are for some data; ``diff`` where they have an older version."""
    yield Tool(
        "queries",
        "List the bundled queries",
        "Lists the bundled SPARQL queries with their parameters and what their columns hold.",
        (),
        _queries,
    )
    yield Tool(
        "query",
        "Ask a query",
        "Runs a bundled query by its name, or SPARQL 1.1 (SELECT, ASK, CONSTRUCT, DESCRIBE) of "
        "your own; well-known prefixes need no declaration. Rows have IRIs with their CURIEs; "
        "statements of a document have their evidence marks beside.",
        (
            Parameter(
                "name", "A bundled query.", choices=tuple(each.name for each in bundled_queries())
            ),
            Parameter("sparql", "The text of a query, in place of a name."),
            Parameter("params", "Values by the names of the query's parameters.", "object"),
            _LIMIT,
        ),
        _query,
    )
    yield Tool(
        "search",
        "Find terms by name",
        "Finds terms by label or synonym, best matches first.",
        (
            Parameter("text", "What to look for.", required=True),
            Parameter("under", "Only this term and what is below it: a CURIE, IRI or label."),
            _LIMIT,
        ),
        _search,
    )
    yield Tool(
        "term",
        "Read a term's page",
        "Returns all that the data say of a term, as Markdown: definition with its sources, names, "
        "cross-references, parents, axioms, and each statement of a document with the mark of "
        "its evidence.",
        (Parameter("term", "A CURIE, IRI, label or exact synonym.", required=True),),
        _term,
    )
    yield Tool(
        "check",
        "Check the ontology",
        "Checks the data with a profile or one check, without a reasoner; each finding has its "
        "term, file, line and what to do.",
        (
            Parameter(
                "profile",
                "Which checks run; do by default, clinical for the bundled ontology.",
                choices=profile_names(),
            ),
            Parameter("select", "The id of the only check that runs, such as missing_label."),
            Parameter(
                "severity",
                "The least severity that is returned.",
                choices=tuple(level.value for level in Severity),
                default="info",
            ),
            _LIMIT,
        ),
        _check,
    )
    if subject.old is not None:
        yield Tool(
            "diff",
            "Compare with the older version",
            "Tells what the data changed of the older version that the server was started with, "
            "term by term, as Markdown; large changes are folded, and counted.",
            (),
            _diff,
        )
