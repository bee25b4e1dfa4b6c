"""Other engines on the small inputs of test_specification: where they differ is written down.

What an engine gets wrong must go on being wrong, so that the day it is mended is noticed.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from test_specification import CASES, PREFIXES

pyshacl = pytest.importorskip("pyshacl")
shacl = pytest.importorskip("shacl")
shacl_rust = pytest.importorskip("shacl_rust")

RESULT = rdflib.URIRef("http://www.w3.org/ns/shacl#result")


def by_pyshacl(data: str, shapes: str) -> int:
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    return len(list(report.objects(None, RESULT)))


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
        "closed by one",  # only `true` counts
        "an inverse of a sequence",
        "the very end",  # $ is Python's, before a last line break too
        "a line break after a number",
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
    | {name for name in CASES if name.startswith("closed values")}
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
