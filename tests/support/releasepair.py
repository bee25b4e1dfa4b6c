"""The review of a real pair of releases that docs/review.md shows.

``python tests/support/releasepair.py`` makes it from the files in shared/ beside the checkout and
writes what the page quotes. The two releases are not of the same kind, one is whole and one a
subset: compared are the terms of one branch that both have, and what they say of one another.
"""

import gzip
import re
import tempfile
from pathlib import Path

from doidkit.data import Data
from doidkit.data.versions import Side
from doidkit.rendering.reviews import render
from doidkit.reviewing import Review, review

SHARED = Path(__file__).parents[3] / "shared" / "data"
PAIR = ("doid-2024-01-31.obo.gz", "doid-NCIthesaurus-2026-07-31.obo.gz")
NAMES = ("doid-2024-01-31.obo", "doid-2026-07-31.obo")
BRANCH = "DOID:0014667"  # disease of metabolism
PAGE = Path(__file__).parents[2] / "docs" / "review.md"
TERMS = ("DOID:13317", "DOID:13120")
_QUOTED = re.compile(
    r"(?<=<!-- made by tests/support/releasepair.py -->\n\n).*?(?=\n\S[^\n]*\n\n## In a pull)",
    re.DOTALL,
)
_IS_A = re.compile(r"^is_a: (\S+)", re.MULTILINE)

Parents = dict[str, list[str]]


def reviewed(folder: Path, data: Path = SHARED) -> Review:
    """Return the review of the branch, made from two files in a folder."""
    heads, terms = zip(*(_stanzas(data / name) for name in PAIR), strict=True)
    parents = [{id_: _IS_A.findall(text) for id_, text in each.items()} for each in terms]
    common = terms[0].keys() & terms[1].keys() & (_below(parents[0]) | _below(parents[1]))
    sides = []
    for name, head, stanzas, above in zip(NAMES, heads, terms, parents, strict=True):
        kept = [_within(text, above, common) for id_, text in stanzas.items() if id_ in common]
        file = folder / name
        file.write_text("\n".join([head, *kept]), encoding="utf-8")
        sides.append(Side(name, Data((file,))))
    return review(*sides)


def _stanzas(path: Path) -> tuple[str, dict[str, str]]:
    """Return the header of an OBO file, and its terms by their ids."""
    text = gzip.decompress(path.read_bytes()).decode()
    head, *rest = re.split(r"\n(?=\[\w+\]\n)", text)
    return head, {m[1]: s for s in rest if (m := re.match(r"\[Term\]\nid: (\S+)", s))}


def _within(stanza: str, above: Parents, common: set[str]) -> str:
    """Return a term whose links lead to common terms only: to the next above, as subsets do."""
    links = ("relationship:", "intersection_of:", "disjoint_from:")
    lines: dict[str, None] = {}
    for line in stanza.rstrip("\n").split("\n"):
        if parent := _IS_A.match(line):
            lines |= dict.fromkeys(f"is_a: {each}" for each in _nearest(parent[1], above, common))
        elif not line.startswith(links) or common.issuperset(re.findall(r"DOID:\d+", line)):
            lines[line] = None
    return "\n".join([*lines, ""])


def _nearest(term: str, above: Parents, common: set[str]) -> list[str]:
    if term in common:
        return [term]
    return sorted({n for up in above.get(term, ()) for n in _nearest(up, above, common)})


def _below(parents: Parents) -> set[str]:
    found = {BRANCH}
    while more := {id_ for id_, ups in parents.items() if found.intersection(ups)} - found:
        found |= more
    return found


def quoted(found: Review) -> str:
    """Return what the page quotes of a review: its heads, and what is told of some terms."""
    text = render([found], format="markdown")
    head, *parts = re.split(r"^(?=### |#### |- \*\*)", text, flags=re.MULTILINE)
    shown = [head]
    for part in parts:
        if part.startswith("### ") or any(term in part.partition("\n")[0] for term in TERMS):
            shown.append(part)
        elif shown[-1] != "...\n":
            shown.append("...\n")
    return "".join(shown)


def page(found: Review) -> str:
    """Return the page as it should be."""
    return _QUOTED.sub(lambda _: f"```markdown\n{quoted(found)}```\n", PAGE.read_text("utf-8"))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        PAGE.write_text(page(reviewed(Path(home))), encoding="utf-8")
