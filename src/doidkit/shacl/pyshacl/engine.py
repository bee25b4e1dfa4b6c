"""SHACL validation by pySHACL, kept to itself.

pySHACL and rdflib change what belongs to the whole process: ``rdflib.NORMALIZE_LITERALS``, how
rdflib reads booleans, warning filters, loggers that write to stderr. All of it is put back
after each run. Nothing is fetched: the graphs are given, and imports are not followed.
"""

import logging
import re
import threading
import traceback
import warnings
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

import pyoxigraph as ox
import pyshacl
import rdflib
from pyshacl.constraints.constraint_component import ConstraintComponent
from pyshacl.errors import ShapeRecursionWarning
from pyshacl.shape import Shape
from pyshacl.shapes_graph import ShapesGraph
from rdflib import term as rdflib_term

from doidkit.errors import CheckError
from doidkit.model import RdfTerm
from doidkit.shacl.pyshacl import terms
from doidkit.shacl.shapefiles import ADVANCED, Shapes, require_supported

_LOGGERS = ("pyshacl-validate", "rdflib.term")
_DATA, _SHAPES = "d", "s"
# The changes are to the whole process, so two runs at once would restore each other's.
_ONE_AT_A_TIME = threading.RLock()


def validate(data: Sequence[ox.Triple], shapes: Shapes) -> tuple[list[ox.Triple], Shapes]:
    """Return the report graph, and the shapes with their blank nodes as the report names them.

    No inference: a class counts as a subclass only where the data say so. Raises CheckError
    naming shape and file where pySHACL cannot use a shape, InputError for RDF 1.2 terms.
    """
    require_supported(shapes)
    with _one_at_a_time():
        data_graph = terms.graph(data, scope=_DATA)
        shapes_graph = terms.graph(shapes.triples, scope=_SHAPES)
        # pySHACL adds its own triples to the shapes graph, so the names are kept before.
        named = Shapes(tuple(terms.triples(shapes_graph)), shapes.files)
        try:
            _, report, _ = pyshacl.validate(
                data_graph,
                shacl_graph=shapes_graph,
                inference="none",
                advanced=any(triple.predicate.value in ADVANCED for triple in shapes.triples),
                js=False,
                do_owl_imports=False,
                meta_shacl=False,
            )
        except Exception as error:
            raise _translated(error, named) from error
    if isinstance(report, Exception):  # a ValidationFailure is handed back, not raised
        raise _translated(report, named) from report
    return terms.triples(report), named


def scoped_data(term: RdfTerm) -> RdfTerm:
    """Return a term of the data as the report names it."""
    return ox.BlankNode(_DATA + term.value) if isinstance(term, ox.BlankNode) else term


def _translated(error: Exception, shapes: Shapes) -> CheckError:
    node = _culprit(error)
    shape = shapes.id(node) if node else "a shape"
    reason = _reason(error)
    return CheckError(
        f"{shapes.file(node)}: {shape} cannot be used ({reason}); correct the shape and run again."
    )


def _culprit(error: Exception) -> RdfTerm | None:
    """Return the shape that pySHACL was at work on: its errors do not tell."""
    found: object = None
    for frame, _ in traceback.walk_tb(error.__traceback__):
        actor = frame.f_locals.get("self")
        if isinstance(actor, ConstraintComponent):
            actor = getattr(actor, "shape", None)
        if isinstance(actor, Shape):
            found = getattr(actor, "node", found)
        elif isinstance(actor, ShapesGraph):
            found = frame.f_locals.get("s", found)
    return terms.from_rdflib(found) if isinstance(found, rdflib_term.Identifier) else None


def _reason(error: Exception) -> str:
    if isinstance(error, ShapeRecursionWarning | RecursionError):
        return "it refers to itself, which SHACL leaves undefined"
    text = _one_line(str(getattr(error, "message", "") or error))
    text = re.sub(rf"['<]?(_:)?[{_DATA}{_SHAPES}]c14n\d+['>]?", "a blank node", text)
    if text.startswith("Validation path too deep"):
        return "its shapes are nested too deeply, or refer to each other in a circle"
    known = type(error).__module__.startswith("pyshacl")
    return text[:200] if known else f"{type(error).__name__}: {text[:200]}"


def _one_line(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with _ONE_AT_A_TIME, ExitStack() as restore:
        restore.callback(setattr, rdflib, "NORMALIZE_LITERALS", rdflib.NORMALIZE_LITERALS)
        restore.callback(rdflib_term._toPythonMapping.update, dict(rdflib_term._toPythonMapping))
        for name in _LOGGERS:
            restore.enter_context(_silent(logging.getLogger(name)))
        restore.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        # pySHACL warns and takes what it could not decide as conforming.
        warnings.simplefilter("error", ShapeRecursionWarning)
        yield


@contextmanager
def _silent(logger: logging.Logger) -> Iterator[None]:
    handlers, level, disabled = list(logger.handlers), logger.level, logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.handlers[:] = handlers
        logger.setLevel(level)
        logger.disabled = disabled
