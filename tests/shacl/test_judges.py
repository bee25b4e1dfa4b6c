"""Other engines on the small inputs of the specification: where they differ is written down.

What an engine gets wrong must go on being wrong, so that the day it is mended is noticed.
"""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from shaclcases import CASES, PREFIXES

from doidkit.shacl.names import sh
from doidkit.shacl.pyshacl import engine
from doidkit.shacl.shapefiles import Shapes

shacl = pytest.importorskip("shacl")
shacl_rust = pytest.importorskip("shacl_rust")


def by_pyshacl(data: str, shapes: str) -> int:
    given, rules = ([quad.triple for quad in ox.parse(path=path)] for path in (data, shapes))
    report, _ = engine.validate(given, Shapes(tuple(rules), {}))
    return sum(triple.predicate == sh("result") for triple in report)


def by_shacl(data: str, shapes: str) -> int:
    return len(shacl.validate(data, shapes).results)


def by_shacl_rust(data: str, shapes: str) -> int:
    return len(shacl_rust.validate_file(data, shapes)["results"])


REGEXES = {"a class without some", "a number sign is no comment", "words without low lines"}
NAMES = {"names", "names with colons", "tokens"}  # any text of these datatypes will do
UNLIKE = {
    by_pyshacl: REGEXES
    | NAMES
    | {
        "an inverse of a sequence",
        "the very end",  # $ is Python's, before a last line break too
    },
    by_shacl: REGEXES
    | NAMES
    | {
        "closed by one",
        "closed values of a nested property",
        "closed values under sh:not, nothing more",
        "closed literals",
        "closed by a path of itself",
    },
    by_shacl_rust: REGEXES
    | NAMES
    | {name for name in CASES if name.startswith("closed values") and "nothing" not in name}
    | {
        "closed by one",
        "closed by a path of itself",
        "a blank node of the shapes is none of the data",
        "a blank node of the shapes is no value",
        "an inverse of a sequence",
        "not a deactivated shape",
    },
}


@pytest.mark.parametrize("judge", UNLIKE, ids=lambda judge: judge.__name__)
@pytest.mark.parametrize("name", CASES)
def test_as_many_results_as_the_specification_has(
    name: str, judge: Callable[[str, str], int], tmp_path: Path
) -> None:
    shapes, data, expected = CASES[name]
    files = [tmp_path / "data.ttl", tmp_path / "shapes.ttl"]
    for file, text in zip(files, (data, shapes), strict=True):
        file.write_text(PREFIXES + text, encoding="utf-8")
    try:
        found = judge(*map(str, files))
    except ValueError:  # shacl-rust's word for what it cannot read
        found = -1
    assert (found == len(expected)) == (name not in UNLIKE[judge])
