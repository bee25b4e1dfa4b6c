import dataclasses

import pytest
from pyoxigraph import Literal, NamedNode

from doidkit.model import Finding, Location, Report, Severity, Solutions


def test_severities_compare_by_gravity() -> None:
    assert Severity.INFO < Severity.WARNING < Severity.ERROR
    assert Severity.ERROR <= Severity.ERROR
    assert sorted(Severity, reverse=True)[0] is Severity.ERROR
    with pytest.raises(TypeError):
        assert Severity.INFO < "error"


def test_a_report_conforms_without_errors() -> None:
    warning = Finding("a", Severity.WARNING, "m")
    error = Finding("b", Severity.ERROR, "m")
    assert Report((warning,)).conforms
    assert not Report((warning, error)).conforms
    assert Report((error, warning)).at_least(Severity.WARNING) == (error, warning)
    assert Report((error, warning)).count(Severity.WARNING) == 1
    assert list(Report((error,))) == [error]


def test_a_location_prints_as_editors_read_it() -> None:
    assert str(Location("a.ttl", 3, 9)) == "a.ttl:3:9"
    assert str(Location("a.ttl")) == "a.ttl"


def test_solutions_by_column_and_record() -> None:
    iri, one = NamedNode("http://e/a"), Literal("1")
    answer = Solutions(("s", "n"), ((iri, one), (iri, None)))
    assert answer.column("n") == (one, None)
    assert list(answer.records()) == [{"s": iri, "n": one}, {"s": iri, "n": None}]
    with pytest.raises(ValueError, match=r"tuple\.index"):
        answer.column("nope")


def test_plain_and_typed_strings_are_one_literal() -> None:
    xsd_string = NamedNode("http://www.w3.org/2001/XMLSchema#string")
    assert Literal("x") == Literal("x", datatype=xsd_string)
    assert hash(Literal("x")) == hash(Literal("x", datatype=xsd_string))


def test_values_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Location("a").line = 1  # type: ignore[misc]
