"""The reasoners by name."""

import pytest

from doidkit.reasoners import hermit
from doidkit.reasoners.classifying import COMPLETE, TOLD, classifier
from doidkit.syntax.owl.expressions import Call

A, B, C, R = (f"<http://e/{name}>" for name in "ABCr")
CHOICE = [("SubClassOf", A, ("ObjectUnionOf", B, C)), ("SubClassOf", B, C)]


def pairs(reasoner: str, given: list[Call]) -> set[tuple[str, str]]:
    return {(one[-1], other[-1]) for one, other in classifier(reasoner)(given).subclasses}


def test_each_finds_what_it_is_for() -> None:
    assert pairs("rustdl", CHOICE) == {("A", "C"), ("B", "C")}
    assert pairs("elk", CHOICE) == {("B", "C")}  # it does not follow a union
    definition = ("EquivalentClasses", A, ("ObjectIntersectionOf", B, C))
    assert pairs(TOLD, [definition]) == {("A", "B"), ("A", "C")}


def test_what_rustdl_would_leave_out_is_asked_of_hermit(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Call] = []

    def classified(axioms: list[Call], *, timeout: float | None) -> object:
        asked.extend(axioms)
        return "by HermiT"

    monkeypatch.setattr(hermit, "is_there", lambda: True)
    monkeypatch.setattr(hermit, "classify_axioms", classified)
    key = ("HasKey", A, ("", R), ("",))
    assert classifier(COMPLETE)([*CHOICE, key]) == "by HermiT"
    assert key in asked
