"""What the words of a page may mean, as an SSSOM table: proposals, each for a curator to take."""

from collections.abc import Iterator

from doidkit.ingestion.grounding import PROPOSED, Candidate, Mention
from doidkit.ingestion.ingest import Ingested
from doidkit.prefixes import PREFIXES
from doidkit.syntax.sssom import writer

COLUMNS = (
    "subject_label", "subject_type", "predicate_id", "object_id", "object_label",
    "mapping_justification", "mapping_tool", "confidence", "object_match_field", "match_string",
    "comment",
)  # fmt: skip


def rows(found: Ingested) -> Iterator[tuple[str, ...]]:
    """Yield a row for each thing that words may mean, sorted; the same words are one row."""
    best: dict[tuple[str, str], tuple[Mention, Candidate]] = {}
    for mention in found.mentions:
        for each in mention.candidates:
            key = (mention.text.casefold(), each.entry.curie)
            if each.score >= PROPOSED and (key not in best or best[key][1].score < each.score):
                best[key] = (mention, each)
    for _, (mention, each) in sorted(best.items()):
        yield _row(mention, each)


def _row(mention: Mention, each: Candidate) -> tuple[str, ...]:
    said = "; ".join(each.reasons) + (". Ambiguous." if mention.ambiguous else ".")
    return (
        " ".join(mention.text.split()),
        "rdfs literal",
        each.predicate,
        each.entry.curie,
        each.entry.label,
        "semapv:LexicalMatching",
        "doidkit",
        f"{each.score:g}",
        each.scope.predicate,
        each.name,
        said[0].upper() + said[1:],
    )


def table(found: Ingested, *, identifier: str) -> str:
    """Return the SSSOM table of a page; ``identifier`` is the IRI of the set."""
    made = list(rows(found))
    used = {"skos", "semapv", "oboInOwl", "rdfs", *(row[3].partition(":")[0] for row in made)}
    slots = {
        "mapping_set_id": identifier,
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
        "comment": "Proposals of doidkit ingest; none is asserted before a curator took it.",
    }
    return writer.table(COLUMNS, made, slots, {name: PREFIXES[name] for name in used & {*PREFIXES}})
