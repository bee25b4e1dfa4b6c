"""``doidkit profile`` and ``doidkit metrics``."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

_GIVEN = """Prefix(:=<http://e/>)
Ontology(<http://e/o> <http://e/o/1> Import(<http://e/base>)
Declaration(Class(:A)) Declaration(ObjectProperty(:p))
SubClassOf(:A ObjectAllValuesFrom(:p :B)))
"""
_BASE = "Prefix(:=<http://e/>)\nOntology(<http://e/base> Declaration(Class(:B)) )\n"
_CATALOG = """<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
<uri name="http://e/base" uri="base.ofn"/></catalog>
"""


@pytest.fixture
def given(tmp_path: Path) -> Path:
    (tmp_path / "base.ofn").write_text(_BASE)
    (tmp_path / "catalog-v001.xml").write_text(_CATALOG)
    path = tmp_path / "given.ofn"
    path.write_text(_GIVEN)
    return path


def test_the_profiles_that_it_is_in(invoke: Callable, given: Path) -> None:
    outcome = invoke("profile", given)
    assert outcome.code == 0
    assert outcome.out.splitlines() == [
        "Full  yes",
        "DL    yes",
        "EL    no (1)",
        "QL    no (1)",
        "RL    yes",
    ]
    alone = invoke("profile", given, "--no-imports")
    assert "DL    no (1)" in alone.out  # nothing declares B then


def test_what_keeps_it_out_of_one(invoke: Callable, given: Path) -> None:
    outcome = invoke("profile", given, "--of", "EL")
    assert outcome.code == 1
    assert "Class expressions not allowed in profile: ObjectAllValuesFrom [SubClassOf(" in (
        outcome.out
    )
    assert invoke("profile", given, "--of", "RL").code == 0


def test_several_files_are_one(invoke: Callable, given: Path) -> None:
    outcome = invoke("profile", given, given.with_name("base.ofn"), "--no-imports")
    assert "DL    yes" in outcome.out


def test_numbers_with_and_without_imports(invoke: Callable, given: Path) -> None:
    outcome = invoke("metrics", given, "--format", "json", "--level", "extended")
    found = json.loads(outcome.out)["metrics"]
    assert (found["axiom_count"], found["axiom_count_incl"]) == (3, 4)
    assert found["ontology_version_iri"] == "http://e/o/1"
    assert found["expressivity"] == "UNIVRESTR"
    assert found["valid_imports_incl"] == ["http://e/base"]
    assert "consistent" not in found
    told = invoke("metrics", given, "--reasoner", "elk", "--format", "yaml").out
    assert "\n  consistent: true\n" in told
