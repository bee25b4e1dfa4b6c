"""What makes two findings one and the same, before and after an edit."""

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, parse

from doidkit.checking.identity import Nodes, identified, stable
from doidkit.model import Finding, Location, Severity

PREFIXES = """\
@prefix e: <http://e/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
"""


def store(turtle: str, rename: bool = True) -> Store:
    made = Store()
    made.extend(parse(PREFIXES + turtle, RdfFormat.TURTLE, rename_blank_nodes=rename))
    return made


def object_of(found: Store, predicate: str) -> BlankNode:
    (quad,) = found.quads_for_pattern(None, NamedNode(f"http://e/{predicate}"), None)
    assert isinstance(quad.object, BlankNode)
    return quad.object


def subject_of(found: Store, predicate: str) -> BlankNode:
    (quad,) = found.quads_for_pattern(None, NamedNode(f"http://e/{predicate}"), None)
    assert isinstance(quad.subject, BlankNode)
    return quad.subject


def label(turtle: str) -> str:
    found = store(turtle)
    return Nodes(found).label(object_of(found, "at"))


def test_a_node_is_named_by_its_content_whatever_its_label_and_order() -> None:
    first = label("e:s e:at [ e:p 1 ; e:q [ e:r e:x ] ] .")
    assert label("e:other e:at _:z . _:z e:q _:y . _:y e:r e:x . _:z e:p 1 .") == first
    assert first.startswith("c")
    assert len(first) == 21


@pytest.mark.parametrize(
    "other",
    [
        "e:s e:at [ e:p 2 ; e:q [ e:r e:x ] ] .",
        "e:s e:at [ e:p 1 ; e:q [ e:r e:y ] ] .",
        "e:s e:at [ e:p 1 ; e:q2 [ e:r e:x ] ] .",
        "e:s e:at [ e:p 1 ; e:q [ e:r e:x ; e:more e:x ] ] .",
        "e:s e:at [ e:p 1 ] .",
        "e:s e:at [ ] .",
    ],
)
def test_nodes_of_other_content_have_other_names(other: str) -> None:
    assert label(other) != label("e:s e:at [ e:p 1 ; e:q [ e:r e:x ] ] .")


def nested(depth: int, end: str) -> str:
    return "e:s e:at " + "[ e:p " * depth + end + " ]" * depth + " ."


def test_content_counts_to_a_depth_and_circles_end() -> None:
    assert label(nested(13, "1")) != label(nested(13, "2"))
    assert label(nested(14, "1")) == label(nested(14, "2")), "deeper, nodes count as alike"
    circle = label("e:s e:at _:a . _:a e:p _:b . _:b e:p _:a .")
    assert circle == label("e:s e:at _:x . _:x e:p _:y . _:y e:p _:x .")
    assert circle != label("e:s e:at _:x . _:x e:p _:x .")


def test_without_a_store_nodes_count_as_alike() -> None:
    nodes = Nodes(None)
    assert nodes.label(BlankNode("a")) == nodes.label(BlankNode("b"))
    assert nodes.anchor(BlankNode("a")) is None


def test_labels_of_shacl_stay_as_they_are() -> None:
    nodes = Nodes(store("e:s e:at _:b1 .", rename=False), {"b1": "http://e/owner", "b2": None})
    assert nodes.label(BlankNode("b1")) == "b1"
    assert nodes.anchor(BlankNode("b1")) == "http://e/owner", "not the subject in the store"
    assert nodes.anchor(BlankNode("b2")) is None


@pytest.mark.parametrize(
    ("turtle", "owner"),
    [
        ("e:s e:at [ e:here 1 ] .", "s"),
        ("e:s e:p [ e:q [ e:at [ e:here 1 ] ] ] .", "s"),
        ("[ e:at [ e:here 1 ] ] .", None),
        ("e:b e:p _:n . e:a e:q _:n . _:n e:here 1 .", "a"),
        ("[ owl:annotatedSource e:t ; e:here 1 ] .", "t"),
        ("[ owl:annotatedSource [ ] ; e:here 1 ] .", None),
        # What a node annotates and what leads to it are as near.
        ("e:a e:p _:n . _:n owl:annotatedSource e:b ; e:here 1 .", "a"),
        ("e:z e:p _:n . _:n owl:annotatedSource e:b ; e:here 1 .", "b"),
        # The nearest named one, not the first by name.
        ("e:a e:p [ e:q _:n ] . e:z e:p _:n . _:n e:here 1 .", "z"),
        ("_:m e:p _:n . _:n e:p _:m ; e:here 1 .", None),
        ("_:m e:p _:n . _:n e:p _:m ; e:here 1 . e:s e:q _:m .", "s"),
    ],
)
def test_a_node_belongs_to_the_nearest_named_term_above(turtle: str, owner: str | None) -> None:
    found = store(turtle)
    anchor = Nodes(found).anchor(subject_of(found, "here"))
    assert anchor == (owner and f"http://e/{owner}")


def test_owners_in_named_graphs_count() -> None:
    found = Store()
    subject, predicate, graph = (NamedNode(f"http://e/{name}") for name in "spg")
    found.add(Quad(subject, predicate, BlankNode("n"), graph))
    assert Nodes(found).anchor(BlankNode("n")) == "http://e/s"


def finding(**changes: object) -> Finding:
    base = {
        "check": "c",
        "severity": Severity.ERROR,
        "message": "m",
        "focus": NamedNode("http://e/t"),
        "path": NamedNode("http://e/p"),
        "value": Literal("v"),
    }
    return Finding(**{**base, **changes})  # type: ignore[arg-type]


def identity(made: Finding) -> str | None:
    return identified([made])[0].identity


@pytest.mark.parametrize(
    "changes",
    [
        {"message": "said otherwise"},
        {"severity": Severity.INFO},
        {"location": Location("a.ttl", 3)},
        {"label": "l", "title": "t", "fix": "f", "excerpt": "e"},
        {"value": Literal("v", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#token"))},
        {"value": Literal("v", language="en")},
        {"path": "http://e/p"},
    ],
)
def test_what_may_change_without_a_finding_being_new(changes: dict) -> None:
    assert identity(finding(**changes)) == identity(finding())


@pytest.mark.parametrize(
    "changes",
    [
        {"check": "d"},
        {"focus": NamedNode("http://e/u")},
        {"focus": None},
        {"path": NamedNode("http://e/q")},
        {"path": "^<http://e/p>"},
        {"path": None},
        {"value": Literal("w")},
        {"value": None},
    ],
)
def test_what_makes_another_finding(changes: dict) -> None:
    assert identity(finding(**changes)) != identity(finding())


def test_fields_do_not_run_into_each_other() -> None:
    bare = {"path": None}
    one = finding(focus=NamedNode("a:b"), value=Literal("c"), **bare)
    assert identity(one) != identity(finding(focus=NamedNode("a:bc"), value=Literal(""), **bare))


def test_a_finding_about_nothing_is_known_by_its_message() -> None:
    bare = {"focus": None, "value": None}
    assert identity(finding(**bare)) != identity(finding(**bare, message="other"))
    assert identity(finding(focus=None)) == identity(finding(focus=None, message="other"))
    assert identity(finding(value=None)) == identity(finding(value=None, message="other"))


def test_alike_findings_are_counted() -> None:
    first, second, other, third = identified(
        [finding(), finding(message="again"), finding(check="d"), finding()]
    )
    assert second.identity == f"{first.identity}-2"
    assert third.identity == f"{first.identity}-3"
    assert other.identity == identity(finding(check="d"))
    assert len(first.identity or "") == 20


def test_an_identity_that_is_given_stays_and_is_not_counted() -> None:
    given, plain = identified([finding(identity="known"), finding()])
    assert given.identity == "known"
    assert plain.identity == identity(finding())


def test_blank_nodes_of_a_finding_get_the_labels_of_their_content() -> None:
    found = store("e:s e:at [ e:p 1 ] .")
    node, nodes = object_of(found, "at"), Nodes(found)
    made = stable(finding(focus=node, value=node), nodes)
    assert made.focus == made.value == BlankNode(nodes.label(node))
    assert stable(finding(value=node), nodes) == finding(value=made.value)
    assert stable(finding(focus=node), nodes).focus == made.focus
    plain = finding()
    assert stable(plain, nodes) is plain
