"""owl:imports, resolved through an OASIS catalog (``catalog-v001.xml``) beside the file.

The network is used only where that is asked for. Ontologies may import each other in a circle.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pyoxigraph import NamedNode

from doidkit.errors import InputError, SyntaxFault
from doidkit.prefixes import expand
from doidkit.sparql.cache.digests import content
from doidkit.syntax.files import STANDARD_INPUT, address, opened
from doidkit.syntax.reading import quads
from doidkit.terms import RDF_TYPE

NAME = "catalog-v001.xml"

_IMPORTS = NamedNode(expand("owl:imports"))
_ONTOLOGY = NamedNode(expand("owl:Ontology"))
_TYPE = NamedNode(RDF_TYPE)
_NAMESPACE = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}"


@dataclass(frozen=True, slots=True)
class Missing:
    """An import that no catalog resolves: what is imported, and by which file."""

    iri: str
    importer: Path
    reason: str

    def __str__(self) -> str:
        return f"{self.importer} imports <{self.iri}>, which is left out: {self.reason}."


@dataclass(frozen=True, slots=True)
class Closure:
    """Files with all that they import, the files themselves first, each once."""

    files: tuple[Path, ...]
    missing: tuple[Missing, ...]


class Catalog:
    """Where ontologies are: their IRIs and files or addresses."""

    def __init__(self, places: Mapping[str, str]) -> None:
        self._places = places

    @classmethod
    def read(cls, path: Path, *, allow_network: bool = False) -> "Catalog":
        """Return a catalog file; nested catalogs are followed, those on the web if allowed.

        Raises SyntaxFault with line and column for XML that is not well-formed.
        """
        places: dict[str, str] = {}
        _read(path, places, set(), allow_network)
        return cls(places)

    @classmethod
    def beside(cls, path: Path, *, allow_network: bool = False) -> "Catalog":
        """Return the catalog in a file's folder, an empty one if there is none."""
        own = path.parent / NAME
        return cls.read(own, allow_network=allow_network) if own.is_file() else cls({})

    def find(self, iri: str) -> Path | None:
        """Return the file or address of an ontology, None if the catalog has it not."""
        place = self._places.get(iri)
        return None if place is None else Path(place)


def closure(
    paths: Iterable[str | Path], *, catalog: Path | None = None, allow_network: bool = False
) -> Closure:
    """Return files with all that they import, directly or not.

    The catalog is that of each file's folder unless given. Raises InputError for a file named
    that cannot be read and for an import that its catalog has, but whose file is not there.
    """
    given = Catalog.read(catalog, allow_network=allow_network) if catalog else None
    found: dict[Path, None] = dict.fromkeys(Path(path) for path in paths)
    missing: list[Missing] = []
    waiting = list(found)
    names: dict[str, Path] = {}
    while waiting:
        path = waiting.pop(0)
        for iri in imports(path) if allow_network or not address(path) else ():
            if iri in names:
                continue
            place, reason = resolve(
                iri, given or Catalog.beside(path, allow_network=allow_network), allow_network
            )
            if place is None:
                missing.append(Missing(iri, path, reason))
                continue
            names[iri] = place
            if not _is_among(place, found):
                found[place] = None
                waiting.append(place)
    # What was merged before still imports its parts, and has them.
    here = {iri for path in found for iri in _ontologies(path)} if missing else set()
    return Closure(tuple(found), tuple(each for each in missing if each.iri not in here))


def imports(path: Path) -> tuple[str, ...]:
    """Return the IRIs that an ontology document imports, sorted."""
    if not _names_ontologies(path):
        return ()
    if not address(path) and not content(path).may_import:
        return ()
    found = {quad.object for quad in quads(path) if quad.predicate == _IMPORTS}
    return tuple(sorted(term.value for term in found if isinstance(term, NamedNode)))


def _ontologies(path: Path) -> set[str]:
    """Return the ontologies that a local document says it has."""
    if address(path) or not _names_ontologies(path):
        return set()
    return {
        quad.subject.value
        for quad in quads(path)
        if quad.object == _ONTOLOGY
        and quad.predicate == _TYPE
        and isinstance(quad.subject, NamedNode)
    }


def _names_ontologies(path: Path) -> bool:
    # Standard input and pipes cannot be read twice.
    return path != STANDARD_INPUT and not path.is_fifo()


def resolve(iri: str, catalog: Catalog, allow_network: bool) -> tuple[Path | None, str]:
    """Return the file or address of an import, or None and the reason why it has none."""
    place = catalog.find(iri)
    if place is not None and not address(place):
        if not place.exists():
            return None, f"the catalog says {place}, where there is no file"
        return place, ""
    if allow_network and (place or address(Path(iri))):
        return place or Path(iri), ""
    if place is not None:
        return None, "the catalog has an address for it; --allow-network would fetch it"
    return None, f"no {NAME} has it; add it there, or use --allow-network or --no-imports"


def _is_among(place: Path, known: Iterable[Path]) -> bool:
    resolved = place.resolve()
    return any(path.resolve() == resolved for path in known)


def _read(path: Path, places: dict[str, str], seen: set[Path], allow_network: bool) -> None:
    if path.resolve() in seen:
        return
    seen.add(path.resolve())
    from xml.etree import ElementTree  # most files have no catalog beside them

    try:
        with opened(path) as stream:
            root = ElementTree.parse(stream).getroot()
    except ElementTree.ParseError as error:
        line, column = error.position
        raise SyntaxFault(path, "the catalog is no XML", line=line, column=column + 1) from error
    for entry in root.iter():
        if entry.tag in (f"{_NAMESPACE}uri", f"{_NAMESPACE}system"):
            name = entry.get("name") or entry.get("systemId") or ""
            places.setdefault(name, _place(entry.get("uri") or "", path.parent))
        elif entry.tag == f"{_NAMESPACE}nextCatalog":
            place = Path(_place(entry.get("catalog") or "", path.parent))
            if allow_network or not address(place):
                _read(place, places, seen, allow_network)


def _place(uri: str, folder: Path) -> str:
    parts = urlsplit(uri)
    if parts.scheme in ("http", "https"):
        return uri
    if parts.scheme == "file":
        return unquote(parts.path)
    if parts.scheme and len(parts.scheme) > 1:
        raise InputError(f"{folder / NAME}: {uri} is neither a file nor an http(s) address.")
    return str(folder / unquote(uri))
