"""Forty faults in a release: each is found at its line, and nothing else is new."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import planting
import pytest
from shared import required

import doidkit
from doidkit.checking import check
from doidkit.model import State

Expected = list[tuple[str, Any]]
HEADERS = {
    "missing_ontology_title": "dc:title",
    "missing_ontology_description": "dc:description",
    "missing_ontology_license": "dcterms:license",
}
OBO_HEADERS = {
    "missing_ontology_title": "elements/1.1/title",
    "missing_ontology_description": "elements/1.1/description",
    "missing_ontology_license": "terms/license",
}


class Leaves:
    """Terms of a release that nothing refers to, with a definition by the book."""

    def __init__(self, obo: str) -> None:
        stanzas = re.findall(r"\[Term\]\n(id: DOID:.*?)(?:\n\n|\Z)", obo, re.DOTALL)
        fields = {s[4:].split("\n", 1)[0]: s for s in stanzas}
        self.names = {t: re.search(r"^name: (.*)", s, re.M)[1] for t, s in fields.items()}
        parents = set(re.findall(r"^is_a: (\S+)", obo, re.M))
        named = Counter(self.names.values())
        self.parents = {t: re.findall(r"^is_a: (\S+)", s, re.M) for t, s in fields.items()}
        self.free = [t for t, s in fields.items() if t not in parents and self._plain(t, s, named)]
        self.obsolete = [t for t, s in fields.items() if "is_obsolete: true" in s and t > "DOID:3"]

    def _plain(self, term: str, stanza: str, named: Counter[str]) -> bool:
        above = [self.names.get(parent, "?") for parent in self.parents[term]]
        plain = re.search(r'^def: "(An? [^"\\]+\.)" \[url:https\\:[^,\]]*\]$', stanza, re.M)
        return (
            len(above) == 1
            and plain is not None
            and plain[1].count(above[0]) == 1
            and plain[1].count(".") == 1
            and not re.search(r"[&<>'\\]", plain[1] + self.names[term])
            and named[self.names[term]] == 1
            and "synonym" not in stanza
            and not re.search(r"^(?:alt_id|comment|relationship):", stanza, re.MULTILINE)
        )

    def take(self) -> str:
        return self.free.pop(0)

    def siblings(self) -> tuple[str, str]:
        for first in self.free:
            for second in self.free:
                if first < second and self.parents[first] == self.parents[second]:
                    self.free.remove(first)
                    self.free.remove(second)
                    return first, second
        raise AssertionError("no two leaves have one parent")


Plant = Callable[[Any, Leaves], Expected]
FAULTS: dict[str, Plant] = {}


def fault(kind: str) -> Callable[[Plant], Plant]:
    def register(plant: Plant) -> Plant:
        FAULTS[kind] = plant
        return plant

    return register


def added(kind: str, what: str, value: str, *also: str) -> None:
    """Register a fault that is one more statement about a leaf."""

    def plant(document: Any, leaves: Leaves) -> Expected:
        line = document.add(leaves.take(), what, value)
        return [(name, line) for name in (kind, *also)]

    FAULTS[kind] = plant


def twice(kind: str, what: str, value: str) -> None:
    """Register a fault that is the same statement about two leaves."""

    def plant(document: Any, leaves: Leaves) -> Expected:
        return [(kind, document.add(leaves.take(), what, value)) for _ in range(2)]

    FAULTS[kind] = plant


def relabelled(kind: str, change: Callable[[str], str], *also: str) -> None:
    """Register a fault in a leaf's label."""

    def plant(document: Any, leaves: Leaves) -> Expected:
        term = leaves.take()
        name = leaves.names[term]
        line = document.replace(term, "label", name, change(name))
        return [(found, line) for found in (kind, *also)]

    FAULTS[kind] = plant


def definition(document: Any, term: str) -> str:
    written = document.get(term, "def").text
    return re.search(r"[\">](An? [^\"<]*\.)[\"<]", written)[1]


def redefined(kind: str, change: Callable[[str], str], *also: str) -> None:
    """Register a fault in a leaf's definition."""

    def plant(document: Any, leaves: Leaves) -> Expected:
        term = leaves.take()
        text = definition(document, term)
        line = document.replace(term, "def", text, change(text))
        return [(found, line) for found in (kind, *also)]

    FAULTS[kind] = plant


def unheaded(kind: str) -> None:
    """Register the lack of an annotation of the ontology."""

    def plant(document: Any, leaves: Leaves) -> Expected:
        names = OBO_HEADERS if isinstance(document, planting.Obo) else HEADERS
        return [(kind, document.header(names[kind]))]

    FAULTS[kind] = plant


relabelled(
    "label_formatting", lambda name: name.replace(" ", "\t", 1) if " " in name else f"{name}\tx"
)
relabelled("misused_obsolete_label", lambda name: f"obsolete {name}")
added("annotation_whitespace", "exact", "planted synonym with a space ")
added("blank_annotation", "exact", "")
added("xref_as_synonym", "exact", "MESH:D99999901")
added("newline_in_text", "comment", "planted\ncomment")
added("unexpected_boolean", "comment", "true")
added("def_src_as_comment", "comment", "https://example.org/page")
added("invalid_xref", "xref", "nocolon")
added("xref_prefix", "xref", "FOO:123")
added("xref_is_url", "xref", "url:https://example.org/page")
added("invalid_mapping", "match", "no curie")
added("missing_subset_declaration", "subset", "DO_planted_slim")
twice("duplicate_exact_synonym", "exact", "planted synonym of two")
twice("duplicate_unscoped_xrefs", "xref", "MIM:99999903")
twice("duplicate_exact_mappings", "match", "MESH:D99999904")
twice("duplicate_alt_id", "alt_id", "DOID:9999905")
redefined("unpunctuated_definition", lambda text: text[:-1])
redefined("lowercase_definition", lambda text: f"a{text[1:]}", "def_not_start_a_an")
redefined("def_not_start_a_an", lambda text: f"The {text.split(' ', 1)[1]}")
unheaded("missing_ontology_title")
unheaded("missing_ontology_description")
unheaded("missing_ontology_license")


@fault("label_whitespace")
def _(document: Any, leaves: Leaves) -> Expected:
    term = leaves.take()
    name = leaves.names[term]
    # OBO ends a name at its last letter; a space that belongs to it is escaped.
    space = "\\W" if isinstance(document, planting.Obo) else " "
    line = document.replace(term, "label", name, name + space)
    return [("label_whitespace", line)]


@fault("undeclared_term")
def _(document: Any, leaves: Leaves) -> Expected:
    line = document.add(leaves.take(), "parent", "DOID:9999902")
    return [("undeclared_term", line)]


@fault("invalid_obo_namespace")
def _(document: Any, leaves: Leaves) -> Expected:
    term = leaves.take()
    if isinstance(document, planting.Obo):  # the header's holds unless a term has its own
        return [("invalid_obo_namespace", document.add(term, "namespace", "planted"))]
    line = document.replace(term, "namespace", "disease_ontology", "planted")
    return [("invalid_obo_namespace", line)]


@fault("parent_not_doid")
def _(document: Any, leaves: Leaves) -> Expected:
    line = document.add(leaves.take(), "parent", "SYMP:0000001")
    declared = isinstance(document, planting.Obo)
    return [("parent_not_doid", line), *([] if declared else [("undeclared_term", line)])]


@fault("missing_label")
def _(document: Any, leaves: Leaves) -> Expected:
    term = leaves.take()
    document.drop(document.get(term, "label"))
    return [("missing_label", document.frame(term))]


@fault("duplicate_label")
def _(document: Any, leaves: Leaves) -> Expected:
    first, second = leaves.take(), leaves.take()
    line = document.replace(first, "label", leaves.names[first], leaves.names[second])
    return [("duplicate_label", line), ("duplicate_label", document.get(second, "label"))]


@fault("duplicate_label_synonym")
def _(document: Any, leaves: Leaves) -> Expected:
    first, second = leaves.take(), leaves.take()
    document.add(first, "exact", leaves.names[second])
    return [("duplicate_label_synonym", document.get(second, "label"))]


@fault("duplicate_scoped_synonym")
def _(document: Any, leaves: Leaves) -> Expected:
    term = leaves.take()
    return [
        ("duplicate_scoped_synonym", document.add(term, scope, "planted synonym of two scopes"))
        for scope in ("exact", "related")
    ]


@fault("missing_definition")
def _(document: Any, leaves: Leaves) -> Expected:
    term = leaves.take()
    document.drop(document.get(term, "def"))
    return [("missing_definition", document.frame(term))]


@fault("duplicate_definition")
def _(document: Any, leaves: Leaves) -> Expected:
    first, second = leaves.siblings()
    texts = [definition(document, term) for term in (first, second)]
    line = document.replace(first, "def", *texts)
    return [("duplicate_definition", line), ("duplicate_definition", document.get(second, "def"))]


@fault("def_wrong_parent")
def _(document: Any, leaves: Leaves) -> Expected:
    term = leaves.take()
    parent = leaves.names[leaves.parents[term][0]]
    return [("def_wrong_parent", document.replace(term, "def", parent, "planted thing"))]


@fault("missing_definition_xref")
def _(document: Any, leaves: Leaves) -> Expected:
    return [("missing_definition_xref", document.unsourced(leaves.take()))]


@fault("def_src_not_url")
def _(document: Any, leaves: Leaves) -> Expected:
    return [("def_src_not_url", document.sourced(leaves.take(), "PMID:99999906"))]


@fault("multiple_not_allowed")
def _(document: Any, leaves: Leaves) -> Expected:
    term = leaves.take()
    return [
        ("multiple_not_allowed", document.add(term, "comment", text))
        for text in ("Planted comment.", "Another planted comment.")
    ]


@fault("missing_superclass")
def _(document: Any, leaves: Leaves) -> Expected:
    term = leaves.take()
    document.drop(document.get(term, "parent"))
    return [(kind, document.frame(term)) for kind in ("missing_superclass", "unconnected_class")]


@fault("subclass_cycle")
def _(document: Any, leaves: Leaves) -> Expected:
    term = leaves.take()
    line = document.add(leaves.parents[term][0], "parent", term)
    return [("subclass_cycle", line), ("subclass_cycle", document.get(term, "parent"))]


@fault("unconnected_class")
def _(document: Any, leaves: Leaves) -> Expected:
    first, second = leaves.siblings()
    lines = []
    for term, other in ((first, second), (second, first)):
        document.drop(document.get(term, "parent"))
        lines.append(document.add(term, "parent", other))
    names = ("unconnected_class", "subclass_cycle")
    found = [(name, line) for name in names for line in lines]
    return [*found, *(("def_wrong_parent", document.get(t, "def")) for t in (first, second))]


@fault("deprecated_class_reference")
def _(document: Any, leaves: Leaves) -> Expected:
    line = document.add(leaves.take(), "parent", leaves.obsolete.pop())
    return [("deprecated_class_reference", line)]


@fault("equivalent_pair")
def _(document: Any, leaves: Leaves) -> Expected:
    return [("equivalent_pair", document.add(leaves.take(), "equivalent", leaves.take()))]


@fault("missing_obsolete_label")
def _(document: Any, leaves: Leaves) -> Expected:
    line = document.replace(leaves.obsolete.pop(), "label", "obsolete ", "")
    return [("missing_obsolete_label", line)]


@fault("misused_replaced_by")
def _(document: Any, leaves: Leaves) -> Expected:
    line = document.add(leaves.take(), "replaced_by", leaves.take())
    return [("misused_replaced_by", line)]


@fault("replaced_by_not_current")
def _(document: Any, leaves: Leaves) -> Expected:
    term, other = leaves.obsolete.pop(), leaves.obsolete.pop()
    return [("replaced_by_not_current", document.add(term, "replaced_by", other))]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import gzip

    packed = required("data/doid-2024-01-31.obo.gz")
    path = tmp_path_factory.mktemp("release") / "doid.obo"
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    return path


@pytest.mark.parametrize(
    ("planter", "suffix"), [("Obo", ".obo"), ("Ofn", ".ofn"), ("RdfXml", ".owl")]
)
def test_every_fault_is_found_at_its_line_and_nothing_else_is_new(
    planter: str, suffix: str, release: Path, tmp_path: Path
) -> None:
    clean = release.with_suffix(suffix)
    if not clean.exists():
        target = doidkit.GraphFormat.OFN if suffix == ".ofn" else doidkit.GraphFormat.RDFXML
        doidkit.convert([release], clean, format=target)
    document = getattr(planting, planter)(clean)
    leaves = Leaves(release.read_text(encoding="utf-8"))
    expected = [found for plant in FAULTS.values() for found in plant(document, leaves)]
    planted = tmp_path / clean.name
    document.write(planted)
    wanted = Counter((kind, document.number(line)) for kind, line in expected)
    assert len(FAULTS) >= 40

    report = check(planted, profile="do", against=clean)

    new = [finding for finding in report if finding.state is State.NEW]
    assert {f.location.path for f in new} == {str(planted)}
    found = Counter((finding.check, finding.location.line) for finding in new)
    assert {"missing": wanted - found, "unasked": found - wanted} == {
        "missing": Counter(),
        "unasked": Counter(),
    }
