from collections.abc import Callable
from pathlib import Path

from doidkit.syntax.reading import quads


def test_lexical_forms_are_as_written(write: Callable[..., Path]) -> None:
    path = write(
        "a.ttl", "<http://e/s> <http://e/p> 007 , 1.50 , +1e0 , TRUE .".replace("TRUE", "true")
    )
    assert [quad.object.value for quad in quads(path)] == ["007", "1.50", "+1e0", "true"]
