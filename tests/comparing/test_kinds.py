"""Every kind of change, alone and together, in each syntax: what is told, and what it makes."""

import random
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from edits import OBO, OF_OBO, OF_OFN, OFN
from edits import Edit as Changed
from isomorphism import canonical

from doidkit.comparing import Comparison, Kind, compare
from doidkit.comparing.commands import applied
from doidkit.comparing.patching import Edit, patched
from doidkit.comparing.pieces import parsed
from doidkit.comparing.reading import read_edit
from doidkit.conversion import convert
from doidkit.data import Data
from doidkit.rendering.changes import render
from doidkit.rendering.changes.kgcl import unsaid

PREFIX = "http://purl.obolibrary.org/obo/"
SYNTAXES = ("obo", "ofn", "ttl", "owl")


def pair(folder: Path, old: str, new: str, source: str, syntax: str) -> tuple[Path, Path]:
    """Return two texts as files of a syntax."""
    for name, text in (("old", old), ("new", new)):
        (folder / f"{name}.{source}").write_text(text)
        if syntax != source:
            convert(folder / f"{name}.{source}", folder / f"{name}.{syntax}")
    return folder / f"old.{syntax}", folder / f"new.{syntax}"


def told(found: Comparison) -> list[tuple[str, str, str, str]]:
    return [
        (change.term.removeprefix(PREFIX), change.kind.value, change.old, change.new)
        for change in found
        if change.kind is not Kind.VOCABULARY
    ]


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("name", OF_OBO)
def test_an_edit_of_obo_is_told_as_what_it_is(tmp_path: Path, name: str, syntax: str) -> None:
    edit = OF_OBO[name]
    found = compare(*pair(tmp_path, OBO, edit.of(OBO), "obo", syntax))
    assert sorted(told(found)) == sorted(edit.changes)


@pytest.mark.parametrize("syntax", SYNTAXES[1:])
@pytest.mark.parametrize("name", OF_OFN)
def test_an_edit_of_axioms_is_told_as_what_it_is(tmp_path: Path, name: str, syntax: str) -> None:
    edit = OF_OFN[name]
    found = compare(*pair(tmp_path, OFN, edit.of(OFN), "ofn", syntax))
    assert sorted(told(found)) == sorted(edit.changes)


def test_every_kind_is_tried() -> None:
    kinds = {
        kind for each in (OF_OBO, OF_OFN) for e in each.values() for _, kind, _, _ in e.changes
    }
    # The others are what is told beside: see below, and test_pieces for triples.
    assert {kind.value for kind in Kind} - kinds == {
        "axiom added",
        "vocabulary changed",
        "other statements changed",
    }


def test_what_obo_declares_for_a_use_is_one_change(tmp_path: Path) -> None:
    new = OF_OBO["synonym of another type"].of(OBO.replace(" acr [", " ["))
    found = compare(*pair(tmp_path, OBO, new.replace("EXACT acr", "EXACT"), "obo", "obo"))
    assert [change.kind for change in found] == [Kind.VOCABULARY, Kind.SYNONYM_TYPE]
    text = render([found])
    assert "no longer declared: oboInOwl:hasSynonymType has_synonym_type\n" in text
    assert "2 changes in 1 term: 1 synonym type changed, 1 vocabulary changed." in text


def test_a_new_individual_comes_with_its_classes(tmp_path: Path) -> None:
    new = OF_OFN["individual added"].of(OFN)
    (added,) = compare(*pair(tmp_path, OFN, new, "ofn", "ofn"))
    assert [(part.kind, part.new) for part in added.parts] == [(Kind.AXIOM_ADDED, "Types 'one'")]


def test_a_scope_is_told_from_and_to(tmp_path: Path) -> None:
    new = OF_OBO["synonym with another scope"].of(OF_OBO["mapping of another kind"].of(OBO))
    text = render([compare(*pair(tmp_path, OBO, new, "obo", "obo"))])
    assert 'synonym scope changed from exact to broad: "cor"' in text
    assert "mapping changed from close to broad: obo:UMLS_C1" in text


def test_terms_that_could_each_have_become_the_other_come_and_go(tmp_path: Path) -> None:
    stanza = "\n[Term]\nid: X:{}\nname: same\n"
    texts = [OBO + "".join(map(stanza.format, ids)) for ids in ("12", "34")]
    found = compare(*pair(tmp_path, *texts, "obo", "obo"))
    assert [change.kind for change in found] == [
        *[Kind.TERM_REMOVED] * 2,
        *[Kind.TERM_ADDED] * 2,
    ]


@pytest.fixture(scope="module")
def parse() -> Callable[[str], object]:
    with warnings.catch_warnings():  # the parser's dependencies warn when they are imported
        warnings.simplefilter("ignore")
        from kgcl_schema.grammar.parser import kgcl_parser
    return kgcl_parser.parse


def made(old: Path, new: Path, folder: Path, parse: Callable[[str], object]) -> None:
    """Make NEW of OLD by each format that patch takes."""
    found = compare(old, new)
    before, after = (set(Data((path,)).statements()) for path in (old, new))
    goal = canonical(parsed(after))
    for format, name in (("json", "c.json"), ("turtle", "c.ttl")):
        (folder / name).write_text(render([found], format=format))
        assert canonical(parsed(patched(before, read_edit(folder / name)))) == goal
    commands = render([found], format="kgcl")
    assert all(map(parse, commands.splitlines()))
    left = [replace(change, parts=()) for change in unsaid([found])]
    kinds = {change.kind for change in left}
    after_commands = applied(commands, before, "c.kgcl") if commands else before
    if {Kind.DEFINITION_SOURCE} <= kinds & {*found.counts()} and "definition of" in commands:
        return  # A command that changes a text keeps its annotations, which then are not OLD's.
    assert canonical(parsed(patched(after_commands, Edit.of(left)))) == goal


@pytest.mark.parametrize("name", OF_OBO)
def test_an_edit_of_obo_can_be_made(
    tmp_path: Path, name: str, parse: Callable[[str], object]
) -> None:
    old, new = pair(tmp_path, OBO, OF_OBO[name].of(OBO), "obo", "obo")
    made(old, new, tmp_path, parse)
    made(new, old, tmp_path, parse)


@pytest.mark.parametrize("name", OF_OFN)
def test_an_edit_of_axioms_can_be_made(
    tmp_path: Path, name: str, parse: Callable[[str], object]
) -> None:
    old, new = pair(tmp_path, OFN, OF_OFN[name].of(OFN), "ofn", "ofn")
    made(old, new, tmp_path, parse)
    made(new, old, tmp_path, parse)


@pytest.mark.parametrize("number", range(15))
@pytest.mark.parametrize(
    ("source", "original", "edits"),
    [("obo", OBO, OF_OBO), ("ofn", OFN, OF_OFN)],
    ids=["obo", "ofn"],
)
def test_edits_together_can_be_made(
    tmp_path: Path,
    number: int,
    source: str,
    original: str,
    edits: dict[str, Changed],
    parse: Callable[[str], object],
) -> None:
    chance = random.Random(number)
    text = original
    for name in chance.sample(sorted(edits), 6):
        text = edits[name].of(text) if edits[name].fits(text) else text
    texts = [original, text]
    chance.shuffle(texts)
    made(*pair(tmp_path, *texts, source, source), tmp_path, parse)
