"""All that a site is made of, as one value."""

from dataclasses import dataclass
from functools import cached_property

from doidkit.comparing import Comparison, compare
from doidkit.data import Data
from doidkit.errors import InputError
from doidkit.ontology import Ontology, load
from doidkit.website.overview import Header, Statistics, headers, statistics
from doidkit.website.rules import ShapeFile, shape_files
from doidkit.website.terms import Terms


@dataclass(frozen=True)
class Site:
    """A site: the terms and their pages, what the ontology is, what changed.

    ``changes`` are what the data changed of an earlier release, None where none was given.
    """

    name: str
    terms: Terms
    headers: tuple[Header, ...]
    shapes: tuple[ShapeFile, ...]
    changes: Comparison | None

    @property
    def ontology(self) -> Ontology:
        """The data."""
        return self.terms.ontology

    @cached_property
    def statistics(self) -> Statistics:
        """The numbers of the terms."""
        of = self.terms
        return statistics(of.ontology.source, of.all, of.obsolete, of.parents, of.children)

    @property
    def made_of(self) -> str:
        """What the site was made from: title and version of the ontology that it is of."""
        return _called(self.headers)

    @property
    def main(self) -> Header | None:
        """The ontology that the site is of: the first that is no part of another one's."""
        return next(iter(self.headers), None)


def gather(data: Data, *, since: Data | None = None) -> Site:
    """Return the site of some data; with ``since`` also what they changed of an earlier release.

    Raises SyntaxFault, InputError and EngineError as reading does.
    """
    ontology = load(data)
    terms = Terms(ontology)
    said = headers(ontology.source)
    changes = None
    if since is not None:
        changes = compare(since, data, names=(_files(since), _called(said)))
    return Site(
        name=said[0].title or said[0].iri if said else "Ontology",
        terms=terms,
        headers=said,
        shapes=shape_files() if terms.entries else (),
        changes=changes,
    )


def _called(found: tuple[Header, ...]) -> str:
    """Return what an ontology is called, by the first of its headers."""
    first = next(iter(found), None)
    return " ".join(filter(None, (first.title or first.iri, first.version))) if first else "data"


def _files(data: Data) -> str:
    """Return the names of files without their folders, which are nobody's business on a site."""
    return ", ".join(path.name for path in data.named) or str(data)


def with_entry(data: Data) -> Data:
    """Return files with the bundled entry beside them: its modules and mappings."""
    if data.bundled:
        return data
    if not data.local:
        raise InputError("The bundled entry is added to files; name them with --data.")
    return Data((*data.files, *Data().files))
