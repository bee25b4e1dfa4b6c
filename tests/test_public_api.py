import subprocess
import sys
import typing
from importlib.util import find_spec

import pytest

import doidkit

LATER = {name for name, home in doidkit._HOME.items() if find_spec(home) is None}


def test_all_is_sorted_and_complete() -> None:
    assert doidkit.__all__ == sorted(doidkit.__all__)
    assert set(doidkit.__all__) == set(doidkit._HOME) | {"__version__"}
    assert dir(doidkit) == doidkit.__all__


@pytest.mark.parametrize("name", sorted(set(doidkit.__all__) - LATER))
def test_each_name_is_there_documented_and_typed(name: str) -> None:
    value = getattr(doidkit, name)
    if name == "__version__":
        return
    assert value.__module__.startswith("doidkit")
    assert value.__doc__
    if not isinstance(value, type):
        hints = typing.get_type_hints(value)
        assert "return" in hints


def test_the_promised_verbs_are_listed() -> None:
    assert {"load", "query", "validate", "convert", "Ontology", "Term"} <= set(doidkit.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nope"):
        _ = doidkit.nope


def test_import_doidkit_imports_no_dependency() -> None:
    code = (
        "import sys; before = set(sys.modules); import doidkit\n"
        "sys.exit(str(sorted(set(sys.modules) - before - {'doidkit'})) if "
        "set(sys.modules) - before - {'doidkit'} else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_docstrings_examples() -> None:
    assert doidkit.load().term("DOID:182").label == "calcinosis"
