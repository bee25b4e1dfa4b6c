"""How alike terms are, as text, CSV, TSV and JSON."""

import json
from dataclasses import asdict

from doidkit.rendering import rows
from doidkit.similarity import Similarity

FORMATS = rows.FORMATS
_COLUMNS = (
    *("subject", "subject_label", "object", "object_label", "ancestor", "ancestor_label"),
    *("resnik", "lin", "jaccard"),
)


def render(found: Similarity, format: str) -> str:
    """Return the pairs, and in text and JSON the averages and a pair's common ancestors, too."""
    pairs = [
        (
            *(pair.subject.curie, pair.subject.label, pair.object.curie, pair.object.label),
            [each.curie for each in pair.ancestors],
            [each.label for each in pair.ancestors],
            *(round(pair.resnik, 6), round(pair.lin, 6), round(pair.jaccard, 6)),
        )
        for pair in found.pairs
    ]
    averages = {measure.value: round(score, 6) for measure, score in found.averages.items()}
    if format == "json":
        made = {
            "pairs": [dict(zip(_COLUMNS, row, strict=True)) for row in pairs],
            "best_match_average": averages,
            "common_ancestors": [
                {**asdict(each.term), "information_content": round(each.information, 6)}
                for each in found.common
            ],
        }
        return json.dumps(made, ensure_ascii=False, indent=2) + "\n"
    text = rows.render(_COLUMNS, pairs, format)
    if format != "text":
        return text
    if found.common:
        ancestors = ((e.term.curie, e.term.label, round(e.information, 6)) for e in found.common)
        columns = ("common_ancestor", "label", "information_content")
        return f"{text}\n{rows.render(columns, ancestors, 'text')}"
    scores = "  ".join(f"{name} {score:.6g}" for name, score in averages.items())
    return f"{text}\nBest-match average: {scores}\n" if scores else text
