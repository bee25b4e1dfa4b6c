"""What OAK's ``runoak`` says beside ours, on the same files, and why where it differs.

OAK_PYTHON names a Python that has oaklib. docs/oak.md tells the differences.
"""

import csv
import io
import json
import math
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import doidkit
from doidkit.enrichment import enriched, read, rollup
from doidkit.similarity import Measure, similarity

EXAMPLES = Path(__file__).parent / "examples"
OBO, OTHER = EXAMPLES / "likeness.obo", EXAMPLES / "likeness-other.obo"
EDGES = EXAMPLES / "likeness-edges.tsv"
PEER = Path(__file__).parent / "support" / "oak_peer.py"
TEXT = "Calciphylaxis and pathologic calcification are calcinosis."
SUBJECTS, OBJECTS = ["DOID:4734", "DOID:12678"], ["DOID:6652", "DOID:182"]


@pytest.fixture(scope="module")
def oak(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    python = os.environ.get("OAK_PYTHON")
    if not python:
        pytest.skip("OAK_PYTHON names no Python that has oaklib")
    folder = tmp_path_factory.mktemp("oak")
    known = read(EDGES).terms
    pairs = [f"{thing}\t{doidkit.load(OBO).names.ref(term).curie}\n"
             for thing, terms in known.items() for term in terms]  # fmt: skip
    (folder / "g2t.tsv").write_text("".join(pairs))
    (folder / "sample.txt").write_text("HGNC:1\nHGNC:2\n")
    (folder / "ids.tsv").write_text("id\tlabel\tdefinition\nDOID:182\t\t\nDOID:4734\t\t\n")
    own = ["-i", f"simpleobo:{OBO}"]
    # Of OAK's adapters for files only pronto's has associations.
    associated = ["-i", f"pronto:{OBO}", "-g", str(folder / "g2t.tsv"), "-G", "g2t"]
    sample = ["-U", str(folder / "sample.txt"), "--cutoff", "1", "-O", "json"]
    groups = ["--object-group", "DOID:7", "--object-group", "DOID:0014667"]
    lines = {
        "similarity": [*own, "similarity", "-p", "i", *SUBJECTS, "@", *OBJECTS, "-O", "json"],
        "termset": [*own, "termset-similarity", "-p", "i", *SUBJECTS, "@", *OBJECTS],
        "annotate": [*own, "annotate", TEXT],
        "lexmatch": [*own, "-a", f"simpleobo:{OTHER}", "lexmatch"],
        "fill": [*own, "fill-table", "--allow-missing", str(folder / "ids.tsv")],
        "relations": [*own, "relationships", "--direction", "down", "DOID:182"],
        "enrichment": [*associated, "enrichment", *sample, "-p", "i"],
        "rollup": [*associated, "rollup", *groups, *known, "-O", "json"],
    }
    done = subprocess.run(
        [python, str(PEER)],
        input=json.dumps([*lines.values()]),
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return dict(zip(lines, json.loads(done.stdout), strict=True))


def ours(*arguments: object) -> str:
    words = [str(each) for each in arguments]
    done = subprocess.run(
        [sys.executable, "-m", "doidkit", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_ancestor_and_jaccard_are_the_same_and_contents_differ_by_unit_and_corpus(
    oak: dict[str, str],
) -> None:
    theirs = {(p["subject_id"], p["object_id"]): p for p in json.loads(oak["similarity"])}
    found = similarity(doidkit.load(OBO), SUBJECTS, OBJECTS).pairs
    assert len(theirs) == len(found) == 4
    shifts = set()
    for pair in found:
        other = theirs[pair.subject.curie, pair.object.curie]
        assert [other["ancestor_id"]] == [each.curie for each in pair.ancestors]
        assert other["jaccard_similarity"] == pytest.approx(pair.jaccard)
        content = other["ancestor_information_content"]
        shifts.add(round(content - pair.resnik * math.log(2), 9))
    # In nats, and of ten entities: OAK counts the subset beside the nine classes.
    assert shifts == {round(math.log(10 / 9), 9)}


def test_the_best_match_average_is_theirs_by_the_same_shift(oak: dict[str, str]) -> None:
    theirs = yaml.safe_load(oak["termset"])["average_score"]
    mine = similarity(doidkit.load(OBO), SUBJECTS, OBJECTS).averages[Measure.RESNIK]
    # Lists of one length: the mean of all best matches is that of both means.
    assert theirs == pytest.approx(mine * math.log(2) + math.log(10 / 9))


def test_mentions_are_theirs_at_offsets_from_zero(oak: dict[str, str]) -> None:
    theirs = {
        (each["subject_start"] - 1, each["subject_end"], each["object_id"])
        for each in yaml.safe_load_all(oak["annotate"])
        if each
    }
    rows = json.loads(ours("mentions", TEXT, "-d", OBO, "-f", "json"))
    assert {(row["start"], row["end"], row["term"]) for row in rows} == theirs


def rows_of(table: str) -> list[dict[str, str]]:
    lines = [line for line in table.splitlines() if line and not line.startswith("#")]
    return [*csv.DictReader(io.StringIO("\n".join(lines)), dialect="excel-tab")]


def test_mappings_are_theirs_but_for_an_acronym_and_plurals(oak: dict[str, str]) -> None:
    theirs = {(row["subject_id"], row["object_id"]) for row in rows_of(oak["lexmatch"])}
    mine = {(r["subject_id"], r["object_id"]) for r in rows_of(ours("lexmatch", OBO, OTHER))}
    assert theirs - mine == {("DOID:6652", "HP:0000001")}  # DISH is no dish
    assert mine - theirs == {("DOID:182", "HP:0010766")}  # calcifications, calcification


def test_a_filled_table_has_their_cells(oak: dict[str, str], tmp_path: Path) -> None:
    table = tmp_path / "ids.tsv"
    table.write_text("id\tlabel\tdefinition\nDOID:182\t\t\nDOID:4734\t\t\n")
    assert rows_of(ours("fill", table, "--add", "label", "-d", OBO)) == rows_of(oak["fill"])


def test_the_axioms_that_name_a_term_are_their_relationships(oak: dict[str, str]) -> None:
    theirs = {line.split("\t")[0] for line in oak["relations"].splitlines()[1:] if line}
    rows = json.loads(ours("usages", "DOID:182", "-d", OBO, "-f", "json"))
    assert {row["by"] for row in rows if row["by"] != "DOID:182"} == theirs


def test_chances_are_theirs_and_the_correction_is_another(oak: dict[str, str]) -> None:
    theirs = {row["class_id"]: row for row in json.loads(oak["enrichment"])}
    found = enriched(doidkit.load(OBO), read(EDGES), ["HGNC:1", "HGNC:2"], most=1)
    mine = {each.term.curie: each for each in found}
    assert {term for term, each in mine.items() if each.sample > 1} == {*theirs}
    for term, row in theirs.items():
        assert mine[term].p == pytest.approx(row["p_value"])
        assert mine[term].background == row["background_count"]


def test_the_things_of_a_slim_are_theirs(oak: dict[str, str]) -> None:
    theirs = {
        group["group_object"]: sorted({each["subject"] for each in group["associations"]})
        for group in json.loads(oak["rollup"])
    }
    ontology = doidkit.load(OBO)
    groups, _ = rollup(ontology, read(EDGES), map(ontology.find, ("DOID:7", "DOID:0014667")))
    assert {group.term.curie: [*group.things] for group in groups} == theirs
