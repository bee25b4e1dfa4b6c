"""A site as a folder: which pages it has, and writing them, two at a time."""

import functools
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from doidkit import processes
from doidkit.atomic import reason
from doidkit.errors import EngineError, InputError
from doidkit.ontology import TermRef
from doidkit.queries import QueryFile
from doidkit.rendering.site import downloads, environment, others, searching
from doidkit.rendering.site.changed import Changed, by_term
from doidkit.rendering.site.static import CHANGES, WAYS, Static, names
from doidkit.rendering.site.terms import term
from doidkit.website import Site, answered, queries

MARKER = ".doidkit-site"
"""A file that says that a folder was made here, and so may be replaced."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
_CHUNK = 100  # terms that a process writes before it asks for more


@dataclass(frozen=True)
class Plan:
    """The names of all pages, and where the links of each lead."""

    site: Site
    pages: dict[str, str]
    places: dict[str, str]

    @classmethod
    def of(cls, site: Site) -> "Plan":
        """Return the plan of a site."""
        pages = names(sorted(site.terms.all, key=lambda each: each.iri))
        places = {
            claim: f"{pages[about]}.html#{name}"
            for claim, (about, name) in site.terms.documented.items()
            if about in pages
        }
        return cls(site, pages, places)

    @functools.cached_property
    def changed(self) -> Mapping[str, Changed]:
        """What changed of each term since the earlier release."""
        return by_term(self.site.changes)

    def links(self, up: str = "", here: str = "") -> Static:
        """Return the links of a page that is so far below the folder."""
        ways: tuple[tuple[str, str], ...] = (
            (*WAYS[:-1], CHANGES, WAYS[-1]) if self.site.changes is not None else WAYS
        )
        if not self.site.shapes:
            ways = tuple(way for way in ways if not way[1].startswith("shapes/"))
        return Static(
            self.pages,
            up,
            places=self.places,
            name=self.site.name,
            made_of=self.site.made_of,
            ways=ways,
            here=here,
        )


def refuse(folder: Path) -> None:
    """Raise InputError for what must not be replaced: a folder with other things, or a file."""
    if not folder.exists():
        if not folder.absolute().parent.is_dir():
            raise InputError(f"{folder}: the folder above it is missing; make it first.")
        return
    if not folder.is_dir():
        raise InputError(f"{folder}: it is a file; name a folder for the site.")
    if any(folder.iterdir()) and not (folder / MARKER).is_file():
        raise InputError(
            f"{folder}: the folder has other files, which a site would replace; name an empty one."
        )


def build(site: Site, folder: Path) -> int:
    """Write a site into an empty folder and return how many pages it has.

    Raises EngineError where a page could not be made.
    """
    plan = Plan.of(site)
    for name, data in environment.assets().items():
        (folder / name).write_bytes(data)
    (folder / MARKER).write_text("Made by doidkit; it may be replaced.\n", encoding="utf-8")
    for name in ("terms", "queries", "browse", "shapes"):
        (folder / name).mkdir()
    environment.environment().get_template("term.html")  # compiled here, not in each copy
    found = site.terms.all
    tasks: list[Callable[[], int]] = [
        functools.partial(_terms, plan, found[start : start + _CHUNK], folder)
        for start in range(0, len(found), _CHUNK)
    ]
    # What takes longest is begun first, so that both end together.
    tasks += [functools.partial(_queries, plan, [query], folder) for query in queries()]
    tasks += [
        functools.partial(_write, others.pages(plan), folder),
        functools.partial(_search, plan, folder),
    ]
    done = processes.run(tasks[::-1])
    for result in done:
        if isinstance(result, processes.Failure):
            raise EngineError(f"A part of the site could not be made: {result.reason}")
    return sum(result for result in done if isinstance(result, int))


def _terms(plan: Plan, terms: Sequence[TermRef], folder: Path) -> int:
    links = plan.links("../", here="terms/")
    home = os.fspath(folder / "terms")
    for each in terms:
        page = plan.site.terms.page(each.iri)
        around = plan.site.terms.around(page)
        html = term(page, around, links, changes=plan.changed.get(each.iri))
        name = plan.pages[each.iri]
        _put(f"{home}/{name}.html", html.encode())
        for suffix, data in downloads.files(plan.site, page):
            _put(f"{home}/{name}.{suffix}", data)
    return len(terms)


def _search(plan: Plan, folder: Path) -> int:
    _put(folder / "search.js", searching.index(plan.site, plan.pages).encode())
    return 0


def _queries(plan: Plan, found: Sequence[QueryFile], folder: Path) -> int:
    each = [answered(plan.site.ontology, query) for query in found]
    return _write(others.queries(plan, each), folder)


def _put(path: str | Path, data: bytes) -> None:
    """Write a file of the new folder, which is put in place when it is whole.

    By the system's own calls: of what 50,000 files cost, Python's layers are half.
    """
    try:
        handle = os.open(path, _NEW, 0o666)
        try:
            while data:
                data = data[os.write(handle, data) :]
        finally:
            os.close(handle)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({reason(error)}).") from error


def _write(pages: Iterator[tuple[str, str]], folder: Path) -> int:
    count = 0
    for name, html in pages:
        _put(folder / name, html.encode())
        count += 1
    return count
