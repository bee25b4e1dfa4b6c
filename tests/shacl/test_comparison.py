"""Numbers and booleans are compared exactly; the rest as Oxigraph does."""

import operator
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode

from doidkit.shacl.comparison import holding
from doidkit.sparql import expressions

XSD = "http://www.w3.org/2001/XMLSchema#"
OPERATORS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def of(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + datatype))


# What SPARQL 1.1 (17.3) and XML Schema make of each.
CASES = [
    (of("99999999999999999999", "integer"), of("1", "integer"), ">", True),
    (of("99999999999999999999", "integer"), of("100000000000000000000", "integer"), "<", True),
    (of("1.00000000000000000000001", "decimal"), of("1", "integer"), ">", True),
    (of("007", "integer"), of("7.0", "decimal"), "<=", True),
    (of("0", "boolean"), of("true", "boolean"), "<", True),
    (of("true", "boolean"), of("1", "integer"), "<=", False),
    (of("NaN", "double"), of("NaN", "double"), "<=", False),
    (of("-INF", "double"), of("-99999999999999999999", "integer"), "<", True),
    (of("1e39", "float"), of("INF", "double"), ">=", True),
    (of("0.1", "float"), of("0.1", "double"), ">", True),
    (of("200", "byte"), of("1", "integer"), ">", False),
    (of("-1", "nonNegativeInteger"), of("1", "integer"), "<", False),
    (of("1_0", "integer"), of("1", "integer"), ">", False),
    (of("5", "byte"), of("6", "unsignedLong"), "<", True),
    (of("1", "integer"), Literal("2"), "<", False),
    (of("1", "integer"), NamedNode("urn:a"), "<", False),
    (BlankNode(), of("1", "integer"), "<", False),
    (of("2020-01-01", "date"), of("2020-01-02", "date"), "<", True),
    (Literal("a"), Literal("b"), "<", True),
]


@pytest.mark.parametrize(("one", "other", "sign", "expected"), CASES)
def test_a_pair(one: Literal, other: Literal, sign: str, expected: bool) -> None:
    assert bool(holding([(one, other)], sign)) == expected


numbers = st.one_of(
    st.integers(-(10**30), 10**30).map(lambda n: (str(n), "integer", Fraction(n))),
    st.decimals(allow_nan=False, allow_infinity=False, places=25, min_value=-9, max_value=9).map(
        lambda n: (f"{n:f}", "decimal", Fraction(n))
    ),
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(numbers, numbers, st.sampled_from(list(OPERATORS)))
def test_exact_numbers_are_compared_as_fractions(one: tuple, other: tuple, sign: str) -> None:
    found = holding([(of(*one[:2]), of(*other[:2]))], sign)
    assert bool(found) == OPERATORS[sign](one[2], other[2])


SMALL = [of(str(n), kind) for n in (-1, 0, 2) for kind in ("integer", "decimal", "double", "int")]
SMALL += [of("2020-01-01", "date"), of("2021-01-01", "date"), Literal("a"), Literal("b")]
SMALL += [NamedNode("urn:a")]


@pytest.mark.parametrize("sign", OPERATORS)
def test_oxigraph_agrees_on_what_it_knows(sign: str) -> None:
    pairs = [(one, other) for one in SMALL for other in SMALL]
    assert holding(pairs, sign) == expressions.true_rows(pairs, f"?a {sign} ?b")
