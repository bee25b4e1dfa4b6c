"""What pyoxigraph gets wrong and doidkit guards against: a test fails on the day it is mended.

The guard that the test names can go then. Others stand beside the tests of their module:
``syntax/test_rdfxml``, ``sparql/test_replacements``, ``test_zeropaths`` and ``test_structure``.
"""

import subprocess
import sys
from xml.parsers import expat

import pyoxigraph as ox
import pytest

A, P = ox.NamedNode("urn:a"), ox.NamedNode("http://e/p")


def test_bytes_in_comments_are_not_looked_at() -> None:
    """``syntax.utf8``, but for its remark on the end."""
    assert list(ox.parse(b"# \xff\n<urn:a> <urn:b> <urn:c> .", ox.RdfFormat.TURTLE))


def test_a_carriage_return_is_lost_by_its_own_writer() -> None:
    """``syntax.writing``."""
    written = ox.serialize([ox.Triple(A, P, ox.Literal("x\ry"))], format=ox.RdfFormat.RDF_XML)
    assert written is not None
    assert b"x\ry" in written  # any XML parser makes a line feed of it


@pytest.mark.parametrize("end", ["a\x00b", "a\x0bb", "a\ufffeb"])
def test_characters_that_xml_has_not_are_written(end: str) -> None:
    """``syntax.writing``."""
    written = ox.serialize([ox.Triple(A, P, ox.Literal(end))], format=ox.RdfFormat.RDF_XML)
    assert written is not None
    with pytest.raises(expat.ExpatError):
        expat.ParserCreate().Parse(written, True)


def test_cut_answers_in_xml_and_json_are_taken() -> None:
    """``sparql.answers``."""
    cut = (
        b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="a"/></head>'
        b'<results><result><binding name="a"><uri>urn:a</uri></binding></result>'
    )
    found = ox.parse_query_results(cut, ox.QueryResultsFormat.XML)
    assert isinstance(found, ox.QuerySolutions)
    assert len(list(found)) == 1
    answer = ox.parse_query_results(b'{"head":{},"boolean":true', ox.QueryResultsFormat.JSON)
    assert isinstance(answer, ox.QueryBoolean)
    assert bool(answer)


def test_entities_are_not_bounded() -> None:
    """``syntax.xml.wellformed.Entities``."""
    levels = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 20}">' for n in range(4))
    document = (
        f'<!DOCTYPE r [<!ENTITY e0 "{"x" * 100}">{levels}]><r:RDF '
        'xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
        '<r:Description r:about="urn:a"><e:p>&e4;</e:p></r:Description></r:RDF>'
    )
    (quad,) = ox.parse(document.encode(), ox.RdfFormat.RDF_XML)
    assert isinstance(quad.object, ox.Literal)
    assert len(quad.object.value) == 100 * 20**4


def test_long_lists_of_blank_nodes_overflow_its_stack() -> None:
    """``syntax.blanklabels`` and ``syntax.blankgroups``."""
    program = """
import resource, threading
import pyoxigraph as ox
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
p, q = ox.NamedNode("urn:p"), ox.NamedNode("urn:q")
b = [[ox.BlankNode(f"{k}{n}") for n in range(2_001)] for k in "bc"]
d = ox.Dataset(
    quad
    for n in range(2_000)
    for quad in (ox.Quad(b[0][n], p, b[0][n + 1]), ox.Quad(b[0][n], q, b[1][n]))
)
threading.stack_size(1 << 18)  # a main thread has 32 times as much, for 32 times as many
t = threading.Thread(target=d.canonicalize, args=(ox.CanonicalizationAlgorithm.RDFC_1_0,))
t.start()
t.join()
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True)
    assert done.returncode < 0, "it came to its end"
