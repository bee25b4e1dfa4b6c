"""Names of terms that begin with some text, as fast as a person types."""

from collections.abc import Iterator
from pathlib import Path

from doidkit import prefixes
from doidkit.data import Data
from doidkit.ontology.kept import kept
from doidkit.ontology.lookup import Asked, Lookup
from doidkit.ontology.spelling import spelt_alike
from doidkit.sparql import cache


def beginning(data: Data, text: str, most: int) -> list[tuple[str, str]]:
    """Return up to so many CURIEs, labels or exact synonyms, each with what the other one is.

    A text with a prefix means CURIEs. Files that are large enough for the cache and are not in it
    have none: reading them takes longer than anyone waits.
    """
    lookup = _lookup(data)
    if lookup is None:
        return []
    found = _curies(lookup, text) if ":" in text else _names(lookup, text)
    return sorted(found)[:most]


def _lookup(data: Data) -> Lookup | None:
    files = [] if data.bundled else [path for path in data.files if path.is_file()]
    if not files or not cache.is_worth_it(files):
        return Asked(data.source())
    folder: Path | None = cache.entry_of(files)
    return None if folder is None else kept(folder)


def _curies(lookup: Lookup, text: str) -> Iterator[tuple[str, str]]:
    prefix, _, local = text.partition(":")
    namespace = prefixes.PREFIXES.get(prefix)
    if namespace is None:
        return
    begun = [iri for iri in lookup.all_terms() if iri.startswith(namespace + local)]
    labels = lookup.labels(begun)
    for iri in begun:
        yield f"{prefix}:{iri.removeprefix(namespace)}", labels.get(iri, "")


def _names(lookup: Lookup, text: str) -> Iterator[tuple[str, str]]:
    wanted = spelt_alike(text)
    keys = lookup.keys()
    named = lookup.called([key for key in keys if key.startswith(wanted)])
    # A shell inserts what all have in common, so that one case is enough, the typed one if any.
    found = {
        name.text.casefold(): name
        for name in sorted(named, key=lambda name: name.text.startswith(text))
        if name.scope in ("label", "exact") and name.text.casefold().startswith(text.casefold())
    }
    terms = lookup.terms({name.iri for name in found.values()})
    for name in found.values():
        if name.iri in terms:
            yield name.text, prefixes.contract(name.iri) or name.iri
