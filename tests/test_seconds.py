"""The table of how long tests take has tests that are there."""

from pathlib import Path

import pytest
from seconds import DEAR, measured, name_of_function, seconds_of_functions, write

ROOT = Path(__file__).parents[1]


def test_every_function_that_is_listed_is_there() -> None:
    """Whoever renames a test renames it in tests/seconds.tsv, or runs ``make seconds``."""
    texts: dict[Path, str] = {}
    for name in seconds_of_functions():
        if not name.startswith("tests."):
            continue  # a doctest
        module, _, function = name.rpartition(".")
        path = ROOT / f"{module.replace('.', '/')}.py"
        if not path.exists():  # the last part is a class
            path = ROOT / f"{module.rpartition('.')[0].replace('.', '/')}.py"
        if path not in texts:
            texts[path] = path.read_text(encoding="utf-8")
        assert f"def {function}(" in texts[path], name


@pytest.mark.parametrize(
    ("nodeid", "name"),
    [
        ("tests/a/test_b.py::test_c[d::e]", "tests.a.test_b.test_c"),
        ("tests/test_b.py::TestC::test_d", "tests.test_b.TestC.test_d"),
    ],
)
def test_a_function_has_the_name_that_junit_files_have(nodeid: str, name: str) -> None:
    assert name_of_function(nodeid) == name


def test_the_parameters_of_a_function_count_together(tmp_path: Path) -> None:
    report, table = tmp_path / "a.xml", tmp_path / "a.tsv"
    cases = "".join(f'<testcase classname="a" name="b[{n}]" time="0.3" />' for n in range(2))
    report.write_text(f'<r>{cases}<testcase classname="a" name="c" time="{DEAR / 2}" /></r>')
    write(measured(report), table)
    assert seconds_of_functions(table) == {"a.b": 0.6}
