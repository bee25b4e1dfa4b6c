"""Graphs differ by their pieces, whatever blank nodes are called."""

from pathlib import Path

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st
from isomorphism import canonical

from doidkit.comparing import Kind, compare
from doidkit.comparing.context import Context
from doidkit.comparing.grouping import grouped
from doidkit.comparing.patching import Edit, patched
from doidkit.comparing.pieces import Pieces, blanks, parsed
from doidkit.comparing.reading import read_edit
from doidkit.comparing.sides import Side
from doidkit.rendering.changes import render
from doidkit.syntax.statements import lines

NODES = st.sampled_from([f"_:n{n}" for n in range(4)])
NAMES = st.sampled_from([f"<urn:{name}>" for name in "abc"])
OWL = "<http://www.w3.org/2002/07/owl#"
PREDICATES = st.sampled_from(
    ["<urn:p>", "<urn:q>", "<http://www.w3.org/2000/01/rdf-schema#label>"]
    + [f"{OWL}annotated{part}>" for part in ("Source", "Property", "Target")]
)
VALUES = st.sampled_from(['"x"', '"x"@en', '"a _:n1 b"', '"y"^^<urn:t>'])
LINES = st.tuples(NODES | NAMES, PREDICATES, NODES | NAMES | VALUES).map(" ".join)
GRAPHS = st.sets(LINES, max_size=12)


def graph(told: set[str]) -> set[bytes]:
    """Return lines with blank nodes that no other graph has."""
    text = "".join(f"{line} .\n" for line in told)
    return set(lines(ox.parse(text, ox.RdfFormat.N_QUADS, rename_blank_nodes=True)))


def changes(old: set[bytes], new: set[bytes]) -> tuple:
    """Return the changes between two graphs, as ``compare`` finds them."""
    before, after = Side.of(old), Side.of(new)
    removed, added = before.beyond(after), after.beyond(before)
    return grouped(removed, added, Context(before.ground, after.ground, (*removed, *added)))


@given(GRAPHS, GRAPHS)
def test_the_changes_applied_to_old_give_new(old: set[str], new: set[str]) -> None:
    before, after = graph(old), graph(new)
    result = patched(before, Edit.of(changes(before, after)))
    assert canonical(parsed(result)) == canonical(parsed(after))


@given(GRAPHS)
def test_a_graph_does_not_differ_from_itself_under_other_names(told: set[str]) -> None:
    assert changes(graph(told), graph(told)) == ()


@given(GRAPHS, GRAPHS)
def test_each_piece_is_in_one_change(old: set[str], new: set[str]) -> None:
    before, after = graph(old), graph(new)
    edit = Edit.of(changes(before, after))
    ground = {line.decode() for line in before - after if not blanks(line)}
    told = [line for (line, *rest) in edit.removed if not rest and not blanks(line.encode())]
    assert sorted(told) == sorted(ground)
    assert len(edit.added) - len(edit.removed) == (
        sum(Pieces(after).counts.values())
        - sum(Pieces(before).counts.values())
        + sum(not blanks(line) for line in after)
        - sum(not blanks(line) for line in before)
    )


def test_the_target_of_an_annotation_may_be_shared_or_a_copy(tmp_path: Path) -> None:
    head = "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix : <urn:> .\n"
    axiom = "owl:annotatedSource :a ; owl:annotatedProperty :p ; :note 1 ; owl:annotatedTarget"
    shared, copy = tmp_path / "shared.ttl", tmp_path / "copy.ttl"
    shared.write_text(head + f":a :p _:x . _:x :q :b . [ a owl:Axiom ; {axiom} _:x ] .")
    copy.write_text(head + f":a :p [ :q :b ] . [ a owl:Axiom ; {axiom} [ :q :b ] ] .")
    assert len(compare(shared, copy)) == 0
    bare = tmp_path / "bare.ttl"
    bare.write_text(head + ":a :p [ :q :b ] .")
    (change,) = compare(bare, shared)
    assert change.kind is Kind.QUALIFIER
    made = patched(set(lines(ox.parse(bare.read_bytes(), ox.RdfFormat.TURTLE))), Edit.of([change]))
    assert canonical(parsed(made)) == canonical(ox.parse(shared.read_bytes(), ox.RdfFormat.TURTLE))


def test_named_graphs_and_triple_terms_are_compared(tmp_path: Path) -> None:
    old, new = tmp_path / "old.trig", tmp_path / "new.trig"
    old.write_text(
        "<urn:g> { <urn:a> <urn:p> [ <urn:q> 1 ] } <urn:a> <urn:p> <<( _:x <urn:q> 1 )>> ."
    )
    new.write_text(
        "<urn:g> { <urn:a> <urn:p> [ <urn:q> 2 ] } <urn:a> <urn:p> <<( _:x <urn:q> 1 )>> ."
    )
    (change,) = compare(old, new)
    assert (change.kind, len(change.removed), len(change.added)) == (Kind.TRIPLES, 1, 1)
    assert compare(old, old).changes == ()


@given(GRAPHS, GRAPHS)
def test_turtle_and_json_say_the_same_edit(old: set[str], new: set[str]) -> None:
    import tempfile

    from doidkit.comparing import Comparison

    before, after = graph(old), graph(new)
    found = Comparison("old", "new", changes(before, after))
    if not found:
        return
    with tempfile.TemporaryDirectory() as folder:
        for format, name in (("turtle", "c.ttl"), ("json", "c.json")):
            path = Path(folder, name)
            path.write_text(render([found], format=format), encoding="utf-8")
            result = patched(before, read_edit(path))
            assert canonical(parsed(result)) == canonical(parsed(after))
