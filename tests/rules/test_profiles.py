"""Profiles, selection, options, and ROBOT's own files."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from doidkit import checks
from doidkit.checks import ConfiguredCheck
from doidkit.errors import CheckError
from doidkit.model import Severity
from doidkit.sparql.embedded import StoreSource

DEFAULT = {
    Severity.ERROR: """deprecated_boolean_datatype deprecated_class_reference
        deprecated_property_reference duplicate_definition duplicate_label
        illegal_use_of_built_in_vocabulary label_formatting label_whitespace missing_label
        missing_ontology_description missing_ontology_license missing_ontology_title
        misused_obsolete_label misused_replaced_by multiple_definitions
        multiple_equivalent_class_definitions multiple_labels""",
    Severity.WARNING: """annotation_whitespace duplicate_exact_synonym duplicate_label_synonym
        duplicate_scoped_synonym equivalent_pair equivalent_class_axiom_no_genus invalid_xref
        missing_definition missing_obsolete_label missing_subset_declaration
        missing_synonymtype_declaration multiple_equivalent_classes invalid_entity_uri""",
    Severity.INFO: "lowercase_definition missing_superclass",
}


def own(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def levels(profile: checks.Profile) -> dict[str, Severity]:
    return {c.check.id: c.severity for c in checks.select(profile)}


def source(turtle: str) -> StoreSource:
    prefixes = "".join(f"@prefix {p}: <{i}> .\n" for p, i in PREFIXES.items())
    store = ox.Store()
    store.load((prefixes + turtle).encode(), ox.RdfFormat.TURTLE)
    return StoreSource(store)


PREFIXES = {
    "DOID": "http://purl.obolibrary.org/obo/DOID_",
    "o": "http://www.geneontology.org/formats/oboInOwl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}


def test_the_obo_profile_is_robots_default() -> None:
    expected = {name: level for level, names in DEFAULT.items() for name in names.split()}
    assert levels(checks.profile("obo")) == expected


def test_every_check_but_shapes_is_in_the_do_profile() -> None:
    off = {"has_en_lang_tag", "multiple_asserted_superclasses"}
    rules = {i for i, c in checks.registry().items() if c.kind is not checks.Kind.SHAPE}
    assert set(levels(checks.profile("do"))) == rules - off


def test_a_team_changes_what_it_inherits(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    header = '#+ title = "T"\n#+ why = "W"\n#+ fix = "F"\n#+ severity = "info"\n'
    query = "SELECT ?entity WHERE { ?entity a owl:Class }"
    (tmp_path / "rules" / "ours.rq").write_text(header + query, encoding="utf-8")
    text = """
        extends = ["obo"]
        include = ["rules"]
        [checks]
        duplicate_label = "warning"
        "missing_*" = "off"
        xref_prefix = { severity = "error", options = { prefixes = ["MIM"] } }
    """
    profile = checks.profile(own(tmp_path, text))
    found = levels(profile)
    assert found["duplicate_label"] is Severity.WARNING
    assert found["ours"] is Severity.INFO
    assert not [name for name in found if name.startswith("missing_")]
    (prefix,) = checks.select(profile, ["xref_prefix"])
    data = source('DOID:1 o:hasDbXref "MIM:1" , "NCI:1" .')
    assert [f.value.value for f in checks.run(prefix, data)] == ["NCI:1"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[checks]\nduplicate_lable = "off"', "did you mean duplicate_label"),
        ('[checks]\nduplicate_label = "bad"', '"bad" is no severity'),
        ('extends = ["oob"]', "did you mean obo"),
        ('extends = ["own.toml"]', "extends itself"),
        ("[checks", "is not TOML"),
        ('check = "x"', 'unknown key "check"'),
        ("[checks]\nxref_prefix = { options = { prefix = 1 } }", 'no option "prefix"'),
        ("[checks]\nxref_prefix = { options = { prefixes = 1 } }", "must be a list"),
    ],
)
def test_a_wrong_profile_is_one_sentence(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(CheckError, match=message):
        checks.select(checks.profile(own(tmp_path, text)))


def test_robots_profile_runs_unchanged(tmp_path: Path) -> None:
    (tmp_path / "own.rq").write_text(
        "# # Own Rule\n# **Problem:** It is so.\n# **Solution:** Change it.\n"
        "SELECT ?entity ?property ?value WHERE { ?entity ?property ?value }",
        encoding="utf-8",
    )
    profile = tmp_path / "profile.txt"
    profile.write_text("WARN\tduplicate_label\nINFO\tfile:./own.rq\n", encoding="utf-8")
    warning, info = checks.select(checks.robot_profile(profile))
    assert (warning.check.id, warning.severity) == ("duplicate_label", Severity.WARNING)
    assert (info.check.title, info.check.why, info.check.fix, info.severity) == (
        "Own Rule",
        "It is so.",
        "Change it.",
        Severity.INFO,
    )


@pytest.mark.parametrize("line", ["ERROR duplicate_label", "BAD\tx", "ERROR\tx", "WARN\tfile:x.rq"])
def test_a_wrong_robot_profile_names_its_line(line: str, tmp_path: Path) -> None:
    profile = tmp_path / "profile.txt"
    profile.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(CheckError, match=r"profile\.txt:2: "):
        checks.robot_profile(profile)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?entity ?value WHERE { ?entity rdfs:label ?value }",
        "SELECT DISTINCT ?cls ?label WHERE { ?cls rdfs:label ?label }",
        "SELECT ?first (STR(?l) AS ?value) WHERE { ?first rdfs:label ?l }",
    ],
)
def test_each_row_of_a_verify_query_is_a_violation(query: str, tmp_path: Path) -> None:
    (tmp_path / "edit-verify-x.rq").write_text(query, encoding="utf-8")
    for pattern in (tmp_path, tmp_path / "*.rq", tmp_path / "edit-verify-x.rq"):
        (configured,) = checks.verify_queries(pattern)
        (found,) = checks.run(configured, source('DOID:1 rdfs:label "one" .'))
        assert found.focus == ox.NamedNode("http://purl.obolibrary.org/obo/DOID_1")
        assert found.value == ox.Literal("one")
        assert found.severity is Severity.ERROR


def test_no_queries_there(tmp_path: Path) -> None:
    with pytest.raises(CheckError, match="matches no query"):
        checks.verify_queries(tmp_path / "*.rq")


def test_labels_are_added_in_one_go() -> None:
    check = checks.registry()["xref_prefix"]
    data = source('DOID:1 o:hasDbXref "OMMI:1" ; rdfs:label "one" .')
    found = checks.labelled(checks.run(ConfiguredCheck(check, check.severity), data), data.select)
    assert [f.label for f in found] == ["one"]
