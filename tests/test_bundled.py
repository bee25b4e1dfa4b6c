import re
from pathlib import Path

import pytest

from doidkit import bundled
from doidkit.errors import InputError
from doidkit.queries import bundled_queries
from doidkit.querying import bind_parameters
from doidkit.sparql import querytext
from doidkit.sparql.embedded import StoreSource


def test_the_folders_hold_files() -> None:
    assert any(path.name == "doid-182.ttl" for path in bundled.ontology_files())
    assert bundled.query_files()
    assert bundled.shape_files()


def test_import_slices_are_part_of_the_ontology() -> None:
    assert any(path.parent.name == "imports" for path in bundled.ontology_files())


def test_a_broken_installation_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bundled, "__file__", str(tmp_path / "doidkit" / "bundled.py"))
    with pytest.raises(InputError, match="reinstall doidkit"):
        bundled.folder("queries")


@pytest.mark.parametrize("query", bundled_queries(), ids=lambda query: query.name)
def test_each_bundled_query_is_described_and_valid(query: object) -> None:
    assert query.title
    assert query.description
    assert re.fullmatch(rf"doidkit query {query.name}\b.*", query.example)
    seen = querytext.outline(query.text)
    assert seen.form is not None
    assert {parameter.name for parameter in query.parameters} <= seen.variables
    defaults = bind_parameters(query, {})
    answer = StoreSource().answer(query.text, bindings=defaults)
    if seen.form == "SELECT":
        assert tuple(column.name for column in query.columns) == answer.variables
