"""The pages that are no term's: the start, the alphabet, queries, shapes, numbers, changes."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from doidkit.model import RdfTerm
from doidkit.ontology import TermRef
from doidkit.pages import Mark
from doidkit.queries import QueryFile
from doidkit.rendering.changes import parts as changed
from doidkit.rendering.site import environment, marks
from doidkit.rendering.site.highlighting import highlighted
from doidkit.rendering.site.pen import Pen
from doidkit.rendering.terms import plain
from doidkit.website import Answered, Count, ShapeFile

if TYPE_CHECKING:
    from doidkit.rendering.site.folder import Plan

Named = tuple[str, str]
"""A file's name and its text."""

_OTHERS = "other"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of an answer: a term, or text."""

    text: str
    term: TermRef | None = None


def pages(plan: "Plan") -> Iterator[Named]:
    """Yield all pages that are no term's and no query's."""
    yield _page(plan, "index.html", "index.html", entries=_entries(plan))
    yield from _alphabet(plan)
    yield _page(plan, "statistics.html", "statistics.html", widest=_widest)
    yield _page(plan, "about.html", "about.html", symbols=marks.symbols(), marks=tuple(Mark))
    if plan.site.shapes:
        yield _page(plan, "shapes/index.html", "shapes.html")
    for shapes in plan.site.shapes:
        yield _shapes(plan, shapes)
    if plan.site.changes is not None:
        yield _changes(plan)
    yield _page(plan, "queries/index.html", "queries.html", queries=_listed())


def queries(plan: "Plan", found: Iterable[Answered]) -> Iterator[Named]:
    """Yield the pages of some queries with their answers."""
    for each in found:
        yield _page(
            plan,
            f"queries/{each.query.name}.html",
            "query.html",
            here="queries/index.html",
            asked=each,
            rows=[[_cell(plan, value) for value in row] for row in each.answer or ()],
            text=highlighted(_body(each.query.text)),
        )


def _page(plan: "Plan", file: str, template: str, *, here: str = "", **values: Any) -> Named:
    links = plan.links("../" * file.count("/"))
    common = {
        "links": links,
        "pen": Pen(links),
        "policy": environment.POLICY,
        "site": plan.site,
        "bar": environment.bar(links, here or file),
    }
    return file, environment.render(template, common | values)


def _entries(plan: "Plan") -> list[Any]:
    return [plan.site.terms.page(term.iri) for term in plan.site.terms.entries]


def _alphabet(plan: "Plan") -> Iterator[Named]:
    by_letter: dict[str, list[TermRef]] = defaultdict(list)
    for term in plan.site.terms.current:
        by_letter[_letter(term.label or term.curie)].append(term)
    letters = sorted(by_letter, key=lambda letter: (letter == _OTHERS, letter))
    for letter in letters:
        yield _page(
            plan,
            f"browse/{letter}.html",
            "browse.html",
            here="browse/index.html",
            letters=letters,
            letter=letter,
            terms=sorted(by_letter[letter], key=lambda term: (_natural(term.label), term)),
            shared=_shared(by_letter[letter]),
        )
    yield _page(plan, "browse/index.html", "browse.html", letters=letters, letter="", terms=())


def _natural(label: str) -> list[tuple[int, str]]:
    """Return what a label is sorted by: type 2 comes before type 11."""
    parts = re.split(r"([0-9]{1,9})", label.casefold())
    return [(int(part) if n % 2 else 0, "" if n % 2 else part) for n, part in enumerate(parts)]


def _shared(terms: Iterable[TermRef]) -> set[str]:
    """Return the labels, in small letters, that several terms have."""
    counts = Counter(term.label.lower() for term in terms)
    return {label for label, count in counts.items() if count > 1}


def _letter(text: str) -> str:
    first = unicodedata.normalize("NFKD", text[:1]).casefold()[:1]
    return first if "a" <= first <= "z" else _OTHERS


def _shapes(plan: "Plan", shapes: ShapeFile) -> Named:
    return _page(
        plan,
        f"shapes/{shapes.name}.html",
        "shape.html",
        here="shapes/index.html",
        shapes=shapes,
        text=highlighted(shapes.text),
    )


def _listed() -> Sequence[QueryFile]:
    from doidkit.website import queries as every

    return every()


def _body(text: str) -> str:
    """Return a query without its header, which the page shows in words."""
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("#+")).strip() + "\n"


def _cell(plan: "Plan", value: RdfTerm | None) -> Cell:
    if isinstance(value, NamedNode):
        return Cell("", plan.site.ontology.names.ref(value.value))
    return Cell(plain(value))


def _changes(plan: "Plan") -> Named:
    comparison = plan.site.changes
    assert comparison is not None
    called = changed.Names(comparison)
    by_term = [
        (
            TermRef(comparison.labels.get(term, ""), called.term(term).split(" ")[0], term),
            found.found,
        )
        for term, found in plan.changed.items()
    ]
    return _page(
        plan,
        "changes.html",
        "changes.html",
        comparison=comparison,
        summary=changed.summary(comparison),
        by_term=by_term,
    )


def _widest(counts: Sequence[Count]) -> int:
    return max([1, *(each.count for each in counts)])
