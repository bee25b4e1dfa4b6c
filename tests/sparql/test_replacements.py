"""REPLACE: what Apache Jena 5.2.0 (arq) and XPath give, measured once; see the module."""

import pyoxigraph as ox
import pytest

from doidkit.sparql.embedded import StoreSource

CASES = [
    (r'"a.b","\\.","\\$"', "a$b"),
    (r'"a.b",".","\\$1"', "$1$1$1"),
    (r'"abc","(b)","$1x"', "abxc"),
    (r'"abc","(b)","[$1]"', "a[b]c"),
    (r'"abc","b","$0$0"', "abbc"),
    (r'"abc","b","a\\\\b"', "aa\\bc"),
    (r'"abc","b","\\1"', "a1c"),
    (r'"abcd","(a)(b)(c)(d)","$10"', "a0"),
    (r'"abcd","(a)(\\()?([(])?bcd","$12"', "a2"),
    (r'"abracadabra","a(.)","a$1$1"', "abbraccaddabbra"),
    (r'"a.b",".","$1","q"', "a$1b"),
    (r'"a.b",".","\\$","q"', "a\\$b"),
    (r'"aBc","b","x","i"', "axc"),
    (r'CONCAT("a","b"),"(b)",CONCAT("x","$1")', "axb"),
    (r'REPLACE("a.b","\\.","\\$"),"a","$0_"', "a_$b"),
    (r"'a.b','\\.','\\$'", "a$b"),
]


@pytest.mark.parametrize(("arguments", "expected"), CASES)
def test_replace(arguments: str, expected: str) -> None:
    found = StoreSource().select(f"SELECT (REPLACE({arguments}) AS ?x) {{}}")
    assert found.rows == ((ox.Literal(expected),),)


def test_replace_in_an_update() -> None:
    from doidkit.sparql.updates import updated

    update = r'INSERT { <a:a> <a:b> ?x } WHERE { BIND(REPLACE("1", "1", "\\$1") AS ?x) }'
    assert [quad.object.value for quad in updated([], update).quads] == ["$1"]


def test_the_engine_still_reads_replacements_as_rust_does() -> None:
    """Once it does not, the module can go."""
    (row,) = ox.Store().query(r'SELECT (REPLACE("a.b", "\\.", "\\$") AS ?x) {}')
    assert row[0] != ox.Literal("a$b")
