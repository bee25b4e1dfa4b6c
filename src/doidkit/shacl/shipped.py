"""The shapes that doidkit ships, and the classes of its vocabulary that they look at."""

from functools import cache

from pyoxigraph import NamedNode, Quad

from doidkit import bundled
from doidkit.data import Data
from doidkit.shacl.shapefiles import Shapes, read_shapes
from doidkit.syntax.reading import quads
from doidkit.terms import RDFS_SUBCLASS_OF


@cache
def shapes() -> Shapes:
    """Return the bundled shapes."""
    return read_shapes(Data(bundled.shape_files()))


@cache
def hierarchy() -> tuple[Quad, ...]:
    """Return which classes of the vocabulary are below which."""
    return tuple(filter(_is_subclass, quads(bundled.vocabulary_file())))


def _is_subclass(quad: Quad) -> bool:
    named = isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    return named and quad.predicate.value == RDFS_SUBCLASS_OF
