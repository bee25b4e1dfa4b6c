from collections.abc import Callable
from pathlib import Path

import pytest

from doidkit.errors import DoidkitNote
from doidkit.syntax.reading import quads


def test_lexical_forms_are_as_written(write: Callable[..., Path]) -> None:
    path = write(
        "a.ttl", "<http://e/s> <http://e/p> 007 , 1.50 , +1e0 , TRUE .".replace("TRUE", "true")
    )
    assert [quad.object.value for quad in quads(path)] == ["007", "1.50", "+1e0", "true"]


@pytest.mark.parametrize(
    ("name", "whole", "cut"),
    [
        ("a.ttl", "<urn:a> <urn:p> 1.5 .", "<urn:a> <urn:p> 1."),
        ("a.ttl", "<urn:a> <urn:p> _:b.c .", "<urn:a> <urn:p> _:b."),
        ("a.ttl", "@prefix : <urn:x> . :a :p :b.c .", "@prefix : <urn:x> . :a :p :b."),
        ("a.nt", "<urn:a> <urn:p> _:b.c .", "<urn:a> <urn:p> _:b."),
        ("a.nq", "<urn:a> <urn:p> <urn:o> _:b.c .", "<urn:a> <urn:p> <urn:o> _:b."),
    ],
)
def test_an_end_that_may_be_a_cut_is_told(
    write: Callable[[str, str], Path], name: str, whole: str, cut: str
) -> None:
    with pytest.warns(DoidkitNote, match="does not end with a line end"):
        assert len(list(quads(write(name, cut)))) == 1
    for proven in (whole, f"{whole}\n", f"{cut}\n"):
        assert len(list(quads(write(name, proven)))) == 1


@pytest.mark.parametrize(
    "text", ["<urn:a> <urn:p> <urn:b>.", '<urn:a> <urn:p> "b".', "<urn:a> <urn:p> [], (1)."]
)
def test_an_end_that_the_grammar_proves_is_not_told(
    write: Callable[[str, str], Path], text: str
) -> None:
    assert list(quads(write("a.ttl", text)))
