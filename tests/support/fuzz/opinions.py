"""What independent parsers make of a document, next to what doidkit has read in it.

An opinion is "" where both agree, or what is against it. Where the other parser refuses what is
right, or reads it wrongly, the comment says so: what remains is that the form is right.
"""

import csv
import json
import re
import warnings
from collections.abc import Callable, Iterable
from io import BytesIO, StringIO
from unittest.mock import patch
from xml.parsers import expat

import fastobo
import pyhornedowl
import pyoxigraph as ox
import rdflib
from rdflib.compare import to_isomorphic
from rdflib.query import Result

_RELATIVE = re.compile(rb"<(?![A-Za-z][A-Za-z0-9+.-]*:)")
_OTHER_SIGNS = re.compile(rb"(?<=[(\s])[A-Za-z]*:(?:[^\s()\"<>]*[^\s()\"<>\w.-])")
# rdflib wants no blanks before a language, and takes "e:.5" for one name.
_SPACED = re.compile(rb"[\"']\s+(?:@|\^\^)|:\.\d")
# In tables rdflib refuses control characters, "\'" and blanks before a datatype, which SPARQL has.
_ODD_CELLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\\'|[\"'] +(?:@|\^\^)")
BASE = "http://base.example/"
Found = set[str]
"""What was read: quads as N-Quads, or rows."""
Opinion = Callable[[bytes, Found], str]


def takes(parse: Callable[[bytes], object]) -> Opinion:
    """Return the opinion of a parser that only says whether it takes a document."""

    def opinion(data: bytes, _: Found) -> str:
        return _refusal(parse, data)

    return opinion


def both(first: Opinion, second: Opinion) -> Opinion:
    """Return what is against a document for one of two."""
    return lambda data, found: first(data, found) or second(data, found)


def xml(data: bytes) -> None:
    """Read XML."""
    expat.ParserCreate("utf-8", " ").Parse(data, True)


def _quiet(opinion: Opinion) -> Opinion:
    """Return an opinion without rdflib's warnings of its own parts.

    Both graphs are normalized whatever was done to rdflib before: it reads "0.5" for ".5".
    """

    @patch.object(rdflib, "NORMALIZE_LITERALS", True)
    def quiet(data: bytes, found: Found) -> str:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return opinion(data, found)

    return quiet


def rdflib_reads(syntax: str, *, may_refuse: bool = False) -> Opinion:
    """Return rdflib's opinion: the same graphs, however blank nodes are called."""

    @_quiet
    def opinion(data: bytes, found: Found) -> str:
        if any(BASE in quad for quad in found):
            return ""  # rdflib resolves relative IRIs in a way of its own
        theirs = rdflib.Dataset()
        try:
            theirs.parse(data=data, format=syntax, publicID=BASE)
        except Exception as error:
            refused = not may_refuse and not _SPACED.search(data)
            return f"{type(error).__name__}: {error}" if refused else ""
        quads = [_named(quad) for quad in theirs.quads()]
        if any(BASE in str(term) for quad in quads for term in quad):
            return ""  # "http:/a" among them
        ours = rdflib.Dataset()
        ours.parse(data="".join(f"{each} .\n" for each in found), format="nquads")
        return "" if _same(map(_named, ours.quads()), quads) else "another graph"

    return opinion


def of_absolute(opinion: Opinion) -> Opinion:
    """Return an opinion that is not asked where an IRI is relative, which this parser refuses."""

    def asked(data: bytes, found: Found) -> str:
        return "" if _RELATIVE.search(data) else opinion(data, found)

    return asked


def horned(serialization: str) -> Opinion:
    """Return py-horned-owl's opinion: it takes the document, and has the same texts and names."""

    def opinion(data: bytes, found: Found) -> str:
        if _OTHER_SIGNS.search(data):
            return ""  # OWLAPI takes more signs in names than horned does: e::A, e:A&
        try:
            theirs = pyhornedowl.open_ontology_from_string(data.decode(), serialization)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            return f"{type(error).__name__}: {error}"
        axioms = " ".join(map(str, theirs.get_axioms()))
        names = set(re.findall(r"<(http://e/[^>]*)>", axioms))
        # A relative IRI is added to the ontology's by OWLAPI, and resolved by horned.
        names = {name for name in names if not name.startswith("http://e/o")}
        ours = set(re.findall(r"<(http://e/[^>]*)>", " ".join(found)))
        return "" if names <= ours else f"names that are not read: {names - ours}"

    return opinion


def fastobo_reads(data: bytes, found: Found) -> str:
    """Return fastobo's opinion: the same names, where it reads a document.

    It refuses clauses that OWLAPI reads (an empty comment, a definition without a list of
    references), and a file without a final line end, of which doidkit warns.
    """
    text = data.decode()
    try:
        document = fastobo.loads(text)
    except BaseException as error:  # its panics are no Exceptions
        if isinstance(error, KeyboardInterrupt):
            raise
        return ""
    clauses = (clause for frame in document for clause in frame)
    # OWLAPI, and so doidkit, drops the blanks before a comment.
    names = {str(clause.name).rstrip(" \t") for clause in clauses if clause.raw_tag() == "name"}
    ours = {_value(line) for line in found if "rdf-schema#label" in line}
    return "" if names <= ours else f"names that are not read: {names - ours}"


def obographs(data: bytes, found: Found) -> str:
    """Return what json has of nodes and edges that was not read."""
    names: set[str] = set()
    for graph in json.loads(data.decode("utf-8-sig"))["graphs"]:
        names |= {node["lbl"] for node in graph.get("nodes", ()) if node.get("lbl") is not None}
    ours = {_value(line) for line in found if "rdf-schema#label" in line}
    return "" if names == ours else f"labels {names ^ ours}"


def table(data: bytes, found: Found) -> str:
    """Return what csv has of mappings that was not read."""
    text = re.sub(r"^#.*\n", "", data.decode("utf-8-sig"), flags=re.MULTILINE)
    read = csv.DictReader(StringIO(text, newline=""), delimiter="\t")
    rows = {tuple(row.values()) for row in read if any(row.values())}
    count = sum("22-rdf-syntax-ns#type> <https://w3id.org/sssom/Mapping>" in line for line in found)
    return "" if count == len(rows) else f"{len(rows)} rows are {count} mappings"


_UNBOUND = "None\tNone"


def results(format: str) -> Opinion:
    """Return rdflib's opinion of SPARQL results: the same rows."""

    def opinion(data: bytes, found: Found) -> str:
        try:
            theirs = Result.parse(BytesIO(data), format=format)
        except Exception as error:
            refused = format != "tsv" or not _ODD_CELLS.search(data)
            return f"{type(error).__name__}: {error}" if refused else ""
        rows = {text for text in map(row, theirs) if text != _UNBOUND}
        found = found - {_UNBOUND}  # which rdflib drops of a table
        return "" if rows == found else f"rows {sorted(rows)}, not {sorted(found)}"

    return opinion


def row(terms: Iterable[object]) -> str:
    """Return a row as a text, blank nodes without their labels."""
    terms = (_lowered(term) for term in terms)
    said = (term.n3() if isinstance(term, rdflib.term.Identifier) else str(term) for term in terms)
    return "\t".join("_:" if each.startswith("_:") else each for each in said)


def _refusal(parse: Callable[[bytes], object], data: bytes) -> str:
    try:
        parse(data)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return f"{type(error).__name__}: {error}"
    return ""


def _value(line: str) -> str:
    (quad,) = ox.parse(f"{line} .", ox.RdfFormat.N_QUADS)
    return str(quad.object.value)


def _named(quad: tuple[object, ...]) -> tuple[object, ...]:
    """Return a quad with its language tag in lower case, which says nothing."""
    subject, predicate, term, graph = quad
    return subject, predicate, _lowered(term), None if "default" in str(graph) else graph


def _lowered(term: object) -> object:
    if isinstance(term, rdflib.Literal) and term.language:
        return rdflib.Literal(str(term), lang=term.language.lower())
    return term


def _same(ours: Iterable[tuple[object, ...]], theirs: Iterable[tuple[object, ...]]) -> bool:
    return to_isomorphic(_flat(ours)) == to_isomorphic(_flat(theirs))


def _flat(quads: Iterable[tuple[object, ...]]) -> rdflib.Graph:
    """Return quads as triples, the graph's name as a statement about a node for each quad."""
    graph = rdflib.Graph()
    for subject, predicate, term, name in quads:
        if name is None:
            graph.add((subject, predicate, term))  # type: ignore[arg-type]
            continue
        node = rdflib.BNode()
        for key, value in zip("spog", (subject, predicate, term, name), strict=True):
            graph.add((node, rdflib.URIRef(f"urn:{key}"), value))  # type: ignore[arg-type]
    return graph
