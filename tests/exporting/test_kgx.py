"""KGX tables against the Biolink Model's own files, and the kgx package's validator."""

import csv
import io
import json
import os
import re
import subprocess
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml

import doidkit
from doidkit.exporting import kgx
from doidkit.exporting.kgx import EDGE_COLUMNS, NODE_COLUMNS

# Columns beside those of the model, as KGX allows.
OWN = {"iri", "disputing_publications", "disputed", "any_of", "modality"}
Row = dict[str, str]


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    biolink = pytest.importorskip("biolink_model", reason="the Biolink Model is a package")
    text = (resources.files(biolink) / "schema" / "biolink_model.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    model: dict[str, Any] = yaml.load(text, Loader=loader)
    return model


@pytest.fixture(scope="module")
def tables() -> tuple[list[Row], list[Row]]:
    nodes, edges = (
        list(csv.DictReader(io.StringIO(table.tsv().decode()), dialect="excel-tab"))
        for table in kgx(doidkit.Data().source())
    )
    return nodes, edges


def spelt(curie: str) -> str:
    """Return a slot or class of the model by the name it has there."""
    name = curie.removeprefix("biolink:")
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower().replace("_", " ")


def test_columns_predicates_and_categories_are_biolink_s(
    model: dict[str, Any], tables: tuple[list[Row], list[Row]]
) -> None:
    nodes, edges = tables
    slots, classes = model["slots"], model["classes"]
    columns = {*NODE_COLUMNS, *EDGE_COLUMNS} - OWN
    assert {name for name in columns if name.replace("_", " ") not in slots} == set()
    assert {row["predicate"] for row in edges if spelt(row["predicate"]) not in slots} == set()
    kinds = {row["category"] for row in (*nodes, *edges)}
    assert {kind for kind in kinds if spelt(kind) not in classes} == set()
    enums = model["enums"]
    for column, enum in (
        ("knowledge_level", "KnowledgeLevelEnum"),
        ("agent_type", "AgentTypeEnum"),
    ):
        assert {row[column] for row in edges} <= enums[enum]["permissible_values"].keys()


def test_what_biolink_requires_is_filled_and_every_end_is_a_node(
    tables: tuple[list[Row], list[Row]],
) -> None:
    nodes, edges = tables
    known = {row["id"] for row in nodes}
    assert len(known) == len(nodes)
    assert len({row["id"] for row in edges}) == len(edges) > 100
    for row in edges:
        assert {row["subject"], row["object"]} <= known
        assert row["negated"] in ("true", "false")
        assert all(row[name] for name in ("knowledge_level", "agent_type", "category"))
        for work in filter(None, row["publications"].split("|")):
            assert re.fullmatch(r"(PMID:\d+|doi:10\.\d+/\S+)", work)
    assert all(row["name"] for row in nodes)


def test_an_edge_says_what_its_claim_says(tables: tuple[list[Row], list[Row]]) -> None:
    """By hand, out of the page."""
    _, edges = tables
    of = {(row["id"].rsplit("-", 1)[0], row["subject"], row["object"]): row for row in edges}
    cutis = "dkt:calcinosis-cutis"
    lumps = of["claim:SYM-02", cutis, "HP:0001482"]
    assert lumps["predicate"] == "biolink:has_phenotype"
    assert lumps["category"] == "biolink:DiseaseToPhenotypicFeatureAssociation"
    assert (lumps["frequency_qualifier"], lumps["negated"]) == ("most common", "false")
    assert of["claim:SYM-07", cutis, "SYMP:0000462"]["negated"] == "true"
    warfarin = of["claim:TRT-05", "CHEBI:10033", cutis]
    assert (warfarin["disputed"], warfarin["knowledge_level"]) == ("true", "not_provided")
    assert "PMID:31302187" in warfarin["disputing_publications"]
    assert warfarin["publications"] == ""
    assert of["claim:TRT-03", "CHEBI:10033", "DOID:182"]["disputed"] == "true"
    assert of["claim:TRT-03", "CHEBI:50694", "DOID:182"]["disputed"] == "false"
    lupus = of["claim:TRT-06", "CHEBI:77383", cutis]
    assert lupus["disease_context_qualifier"] == "DOID:9074"


def test_nothing_says_that_a_drug_treats_and_no_denial_denies_all(
    tables: tuple[list[Row], list[Row]],
) -> None:
    _, edges = tables
    assert "biolink:treats" not in {row["predicate"] for row in edges}
    denied = {row["predicate"] for row in edges if row["negated"] == "true"}
    assert denied == {"biolink:has_phenotype"}
    assert not any(row["id"].startswith(("claim:TRT-01", "claim:ADD-")) for row in edges)


def test_kgx_s_own_validator_misses_nothing_but_this_project_s_prefix(tmp_path: Path) -> None:
    """A fault is planted beside, as a validator that never ran finds nothing either."""
    python = os.environ.get("KGX_PYTHON")
    if not python:
        pytest.skip("KGX_PYTHON names no Python that has the kgx package")
    nodes, edges = (table.tsv().decode() for table in kgx(doidkit.Data().source()))
    planted = edges.replace("biolink:has_phenotype", "biolink:has_fenotype", 1)
    for name, text in (("whole", edges), ("planted", planted)):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "nodes.tsv").write_text(nodes, encoding="utf-8")
        (folder / "edges.tsv").write_text(text, encoding="utf-8")
    script = Path(__file__).parents[1] / "support" / "kgx_validation.py"
    run = subprocess.run(
        [python, script, tmp_path / "whole", tmp_path / "planted"],
        stdout=subprocess.PIPE,
        check=True,
        timeout=300,
    )
    whole, faulty = ({tuple(finding) for finding in found} for found in json.loads(run.stdout))
    assert {message for _, message in whole if "CURIE prefix 'dkt'" not in message} == set()
    assert [kind for kind, _ in faulty - whole] == ["INVALID_EDGE_PREDICATE"]
