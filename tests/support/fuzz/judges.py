"""What others make of a document: whether it can be one at all, and what it says."""

import json
import re
from collections.abc import Callable
from unittest.mock import patch
from xml.parsers import expat

import pyoxigraph as ox
import rdflib

from doidkit.syntax.formats import GraphFormat

_RDFLIB = {
    GraphFormat.TURTLE: "turtle",
    GraphFormat.NTRIPLES: "nt11",
    GraphFormat.RDFXML: "xml",
}
_BASE = "http://example.org/base"


def _xml(data: bytes) -> str:
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(data, True)
    except expat.ExpatError as error:
        return str(error)
    return ""


def _json(data: bytes) -> str:
    try:
        json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return str(error)
    return ""


def _utf8(data: bytes) -> str:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return str(error)
    return ""


_ZEROS = re.compile(rb'"0+(\d+"\^\^<http://www\.w3\.org/2001/XMLSchema#integer>)')
_FORMS: dict[GraphFormat, Callable[[bytes], str]] = {
    GraphFormat.RDFXML: _xml,
    GraphFormat.OWX: _xml,
    GraphFormat.JSONLD: _json,
    GraphFormat.OBOGRAPHS: _json,
}


def malformed(format: GraphFormat, data: bytes) -> str:
    """Return why a document cannot be one of its format, "" where its form is right."""
    return _FORMS.get(format, _utf8)(data)


@patch.object(rdflib, "NORMALIZE_LITERALS", False)
def said(format: GraphFormat, data: bytes) -> set[str] | None:
    """Return the canonical triples that rdflib reads, None where it reads none."""
    name = _RDFLIB.get(format)
    if name is None or b":///" in data:  # an empty authority is none for rdflib
        return None
    graph = rdflib.Graph()
    try:
        graph.parse(data=data, format=name, publicID=_BASE)
        text = graph.serialize(format="nt11").encode()
        return canonical(text)
    except Exception:  # whatever it is, rdflib has no reading to compare with
        return None


def canonical(ntriples: bytes) -> set[str]:
    """Return triples with canonical blank node labels, language tags in lower case.

    Integers are without leading zeros, which rdflib drops.
    """
    ntriples = _ZEROS.sub(rb'"\1', ntriples)
    data = ox.Dataset(ox.parse(ntriples, ox.RdfFormat.N_TRIPLES))
    data.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in data}
