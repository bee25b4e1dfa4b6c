"""Makes mistakes in the bundled data and tells which of the bundled shapes see them."""

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import cache, cached_property
from multiprocessing import get_context

import pyoxigraph as ox

from doidkit import bundled
from doidkit.data import Data
from doidkit.prefixes import PREFIXES
from doidkit.shacl import local
from doidkit.shacl.origins import namer
from doidkit.shacl.parse import parse
from doidkit.shacl.shapefiles import read_shapes
from doidkit.syntax.reading import quads

_VIOLATION = ox.NamedNode(PREFIXES["sh"] + "Violation")
_SHAPE = "https://w3id.org/doidkit/shape/"

Error = tuple[str, object]
"""The name of a shape and the node that fails it."""


class Bench:
    """The bundled data and shapes, read once; a mistake is made in a copy of the data."""

    @cached_property
    def data(self) -> list[ox.Quad]:
        """The bundled data, without what the files are called."""
        files = (*bundled.ontology_files(), *bundled.mapping_files())
        return [ox.Quad(*quad.triple) for path in files for quad in quads(path)]

    @cached_property
    def known(self) -> set[Error]:
        """What the shapes find before any mistake is made."""
        return self._errors(self.data)

    def found(self, mutant: Iterable[ox.Quad]) -> set[str]:
        """Return the shapes that find an error in a copy of the data and did not before."""
        return {shape for shape, _ in self._errors(mutant) - self.known}

    def mutated(self, update: str) -> list[ox.Quad]:
        """Return a copy of the data with one mistake in it; ValueError if nothing changed."""
        whole, store = self._whole, self._store
        store.update(update, prefixes=PREFIXES)
        mutant = set(store)
        for quad in mutant - whole:
            store.remove(quad)
        store.extend(whole - mutant)
        if mutant == whole:
            raise ValueError(f"nothing changed: {update}")
        return list(mutant)

    @cached_property
    def _store(self) -> ox.Store:
        """The data, to make a mistake in and to mend again."""
        store = ox.Store()
        store.extend(self.data)
        return store

    @cached_property
    def _whole(self) -> frozenset[ox.Quad]:
        return frozenset(self._store)

    def _errors(self, read: Iterable[ox.Quad]) -> set[Error]:
        results, _ = local.validate(read, self._model)
        return {
            (str(each.shape).strip("<>").removeprefix(_SHAPE), each.focus)
            for each in results
            if each.severity == _VIOLATION
        }

    @cached_property
    def _model(self):
        rules = read_shapes(Data(bundled.shape_files()))
        return parse(rules.triples, namer(rules))


def found(updates: Iterable[str]) -> list[set[str]]:
    """Return the shapes that find each mistake, made one by one in two processes."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        return list(pool.map(_found, updates, chunksize=20))


@cache
def _bench() -> Bench:
    return Bench()


def _found(update: str) -> set[str]:
    return _bench().found(_bench().mutated(update))
