"""Two edits of a file, merged by what they say."""

import gzip
import random
import re
import tarfile
from itertools import groupby, islice
from pathlib import Path

import pyoxigraph as ox
import pytest

from doidkit.comparing.merging import Merged, merge
from doidkit.errors import InputError

OBO = b"""\
format-version: 1.2
ontology: x

[Term]
id: X:1
name: one
def: "One." [PMID:1]
synonym: "uno" EXACT []
xref: A:1
is_a: X:2 ! two

! about the second
[Term]
id: X:2
name: two
"""
TURTLE = b"""\
@prefix x: <http://e/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

# the first
x:a a x:C ;
    rdfs:label "a" ;
    x:p 1, 2 ;
    x:q "z" . # its end

x:b a x:C .
"""
OFN = b"""\
Prefix(:=<http://e/>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Ontology(<http://e/o>
Declaration(Class(:a))
Declaration(Class(:b))

# Class: :a (a)

AnnotationAssertion(rdfs:label :a "a")
SubClassOf(:a :b)

# Class: :b (b)

AnnotationAssertion(rdfs:label :b "b")
)
"""
FILES = {"x.obo": OBO, "x.ttl": TURTLE, "x.owl": OFN}


def changed(data: bytes, *changes: tuple[str, str]) -> bytes:
    """Return a text with each change made, which has to be possible once."""
    for old, new in changes:
        assert data.count(old.encode()) == 1, old
        data = data.replace(old.encode(), new.encode())
    return data


def merged(name: str, ours: bytes, theirs: bytes, base: bytes | None = None) -> Merged:
    return merge(FILES[name] if base is None else base, ours, theirs, Path(name))


def clean(name: str, ours: bytes, theirs: bytes, base: bytes | None = None) -> str:
    found = merged(name, ours, theirs, base)
    assert (found.conflicts, found.remark) == ((), "")
    return found.data.decode()


def told(found: Merged) -> list[str]:
    assert found.remark == ""
    return [str(place) for place in found.conflicts]


def resolved(found: Merged, side: str) -> bytes:
    """Return a file as a person leaves it who takes one side of each conflict."""
    parts = r"<<<<<<< ours\r?\n(?P<ours>.*?)\|{7} base\r?\n.*?=======\r?\n(?P<theirs>.*?)>{7} .*?\n"
    return re.sub(parts.encode(), lambda m: m[side], found.data, flags=re.DOTALL)


# Each on the lines next to the other's, where git merges nothing.
BESIDE = {
    "x.obo": (("xref: A:1\n", "xref: A:1\nxref: B:1\n"), ("xref: A:1\n", "xref: A:1\nxref: C:1\n")),
    "x.ttl": (("x:p 1, 2 ;", "x:p 1, 2, 3 ;"), ("x:p 1, 2 ;", "x:p 1, 2 ;\n    x:r 4 ;")),
    "x.owl": (
        ("SubClassOf(:a :b)\n", "SubClassOf(:a :b)\nSubClassOf(:a :c)\n"),
        ("SubClassOf(:a :b)\n", 'SubClassOf(:a :b)\nAnnotationAssertion(:n :a "n")\n'),
    ),
}
BOTH = {
    "x.obo": changed(OBO, ("xref: A:1\n", "xref: A:1\nxref: C:1\nxref: B:1\n")),
    "x.ttl": changed(TURTLE, ("x:p 1, 2 ;", "x:p 1, 2, 3 ;\n    x:r 4 ;")),
    "x.owl": changed(
        OFN,
        (
            "SubClassOf(:a :b)\n",
            'SubClassOf(:a :b)\nAnnotationAssertion(:n :a "n")\nSubClassOf(:a :c)\n',
        ),
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_edits_beside_each_other_are_both_made(name: str) -> None:
    ours, theirs = (changed(FILES[name], edit) for edit in BESIDE[name])
    assert clean(name, ours, theirs) == BOTH[name].decode()


@pytest.mark.parametrize("name", FILES)
def test_edits_beside_each_other_are_made_with_other_line_ends(name: str) -> None:
    ours, theirs = (changed(FILES[name], edit) for edit in BESIDE[name])
    dos = ours.replace(b"\n", b"\r\n")
    assert clean(name, dos, theirs) == BOTH[name].replace(b"\n", b"\r\n").decode()
    back = clean(name, theirs, dos)
    assert "\r" not in back
    assert sorted(back) == sorted(BOTH[name].decode())


@pytest.mark.parametrize("name", FILES)
def test_a_last_line_without_an_end_stays_so(name: str) -> None:
    ours, theirs = (changed(FILES[name], edit) for edit in BESIDE[name])
    whole = BOTH[name].decode()
    assert clean(name, ours[:-1], theirs) == whole[:-1]
    assert clean(name, ours, theirs[:-1]) == whole[:-1]
    assert clean(name, ours[:-1], theirs[:-1], FILES[name][:-1]) == whole[:-1]


def test_what_is_added_behind_a_last_line_without_an_end_has_a_line_of_its_own() -> None:
    ours = changed(OBO, ("name: one", "name: uno"))[:-1]
    theirs = OBO[:-1] + b"\nxref: C:1\n\n[Term]\nid: X:3\nname: three"
    end = "name: two\nxref: C:1\n\n[Term]\nid: X:3\nname: three"
    assert clean("x.obo", ours, theirs, OBO[:-1]).endswith(end)


@pytest.mark.parametrize("name", ["x.obo", "x.owl"])  # in Turtle it is none
def test_a_byte_order_mark_stays(name: str) -> None:
    ours, theirs = (changed(FILES[name], edit) for edit in BESIDE[name])
    mark = b"\xef\xbb\xbf"
    assert clean(name, mark + ours, theirs).encode() == mark + BOTH[name]


def test_order_is_ours_whatever_theirs_is() -> None:
    terms = OBO.split(b"\n\n")
    ours = changed(b"\n\n".join([terms[0], terms[2].rstrip(), terms[1]]) + b"\n")
    lines = OBO.split(b"\n")
    lines[6], lines[8] = lines[8], lines[6]
    theirs = changed(b"\n".join(lines), ("name: two", "name: two\nxref: B:1"))
    assert clean("x.obo", ours, theirs).encode() == changed(
        ours, ("name: two", "name: two\nxref: B:1")
    )


def test_a_new_term_stands_where_it_does_in_theirs() -> None:
    new = "\n\n[Term]\nid: X:15\nname: between\n\n! about"
    ours = changed(OBO, ("xref: A:1\n", ""), ("is_a: X:2 ! two", "is_a: X:2\nis_a: X:4"))
    assert clean("x.obo", ours, changed(OBO, ("\n\n! about", new))).encode() == changed(
        ours, ("\n\n! about", new)
    )


def test_comments_are_kept_and_come_along() -> None:
    ours = changed(OBO, ("! about the second", "! about the second, by ours"))
    theirs = changed(
        OBO, ("name: one", "! why\nname: uno"), ("is_a: X:2 ! two", "is_a: X:2 ! deux")
    )
    found = clean("x.obo", ours, theirs)
    assert found.encode() == changed(theirs, ("! about the second", "! about the second, by ours"))


def test_a_label_and_a_synonym_are_changed_apart() -> None:
    ours = changed(OBO, ("name: one", "name: uno"))
    theirs = changed(OBO, ('synonym: "uno" EXACT []', 'synonym: "ein" EXACT []'))
    both = changed(ours, ('synonym: "uno" EXACT []', 'synonym: "ein" EXACT []'))
    assert clean("x.obo", ours, theirs).encode() == both


@pytest.mark.parametrize("name", FILES)
def test_the_same_change_on_both_sides_is_no_conflict(name: str) -> None:
    old = {"x.obo": "One.", "x.ttl": '"z"', "x.owl": 'a "a"'}[name]
    same = changed(
        FILES[name], (old, old.replace("z", "y").replace("One", "1").replace('"a', '"A'))
    )
    ours, theirs = (changed(same, edit) for edit in BESIDE[name])
    assert ("y" if name == "x.ttl" else "1" if name == "x.obo" else "A") in clean(
        name, ours, theirs
    )


CONFLICTS = {
    "definitions": (
        "x.obo",
        (('"One."', '"The one."'),),
        (("[PMID:1]", "[PMID:1, PMID:2]"),),
        ["7: X:1: definition changed by both"],
    ),
    "qualifiers": (
        "x.obo",
        (("xref: A:1", 'xref: A:1 {source="B"}'),),
        (("xref: A:1", 'xref: A:1 "of A"'),),
        ["9: X:1: xref changed by both"],
    ),
    "an axiom removed": (
        "x.obo",
        (('def: "One." [PMID:1]\n', ""),),
        (('"One."', '"The one."'),),
        ["7: X:1: definition removed by ours, changed by theirs"],
    ),
    "parents": (
        "x.obo",
        (("is_a: X:2 ! two", "is_a: X:3"),),
        (("is_a: X:2 ! two", "is_a: X:4"),),
        ["10: X:1: parent changed by both"],
    ),
    "a term removed": (
        "x.obo",
        (("\n! about the second\n[Term]\nid: X:2\nname: two\n", ""),),
        (("name: two", "name: two\nxref: B:1"),),
        ["11: X:2: removed by ours, changed by theirs"],
    ),
    "a term that theirs removed": (
        "x.obo",
        (("name: two", "name: two\nxref: B:1"),),
        (("\n! about the second\n[Term]\nid: X:2\nname: two\n", ""),),
        ["11: X:2: changed by ours, removed by theirs"],
    ),
    "one id for two terms": (
        "x.obo",
        (("name: two\n", "name: two\n\n[Term]\nid: X:3\nname: drei\n"),),
        (("name: two\n", "name: two\n\n[Term]\nid: X:3\nname: trois\nxref: B:1\n"),),
        ["16: X:3: added by both"],
    ),
    "labels in Turtle": (
        "x.ttl",
        (('"a"', '"b"'),),
        (('"a"', '"c"'),),
        ["6: <http://e/a>: label changed by both"],
    ),
    "the last of Turtle": (
        "x.ttl",
        (('x:q "z" .', 'x:q "y" .'),),
        (('x:q "z" .', 'x:q "w" .'),),
        ["8: <http://e/a>: <http://e/q> changed by both"],
    ),
    "a subject removed": (
        "x.ttl",
        (("\nx:b a x:C .\n", ""),),
        (("x:b a x:C .", "x:b a x:C ; x:q 1 ."),),
        ["9: <http://e/b>: removed by ours, changed by theirs"],
    ),
    "labels in OWL": (
        "x.owl",
        ((':a "a"', ':a "A"'),),
        ((':a "a"', ':a "an a"'),),
        ["9: <http://e/a>: label changed by both"],
    ),
    "a class removed": (
        "x.owl",
        (
            ("Declaration(Class(:a))\n", ""),
            (
                '# Class: :a (a)\n\nAnnotationAssertion(rdfs:label :a "a")\nSubClassOf(:a :b)\n\n',
                "",
            ),
        ),
        (("SubClassOf(:a :b)", "SubClassOf(:a :c)"),),
        ["4: <http://e/a>: removed by ours, changed by theirs"],
    ),
    "annotations of an axiom": (
        "x.owl",
        (("SubClassOf(:a", 'SubClassOf(Annotation(:n "1") :a'),),
        (("SubClassOf(:a", 'SubClassOf(Annotation(:n "2") :a'),),
        ["10: <http://e/a>: SubClassOf changed by both"],
    ),
}


@pytest.mark.parametrize("case", CONFLICTS)
def test_what_both_changed_is_a_conflict_that_can_be_decided(case: str) -> None:
    name, our, their, places = CONFLICTS[case]
    ours, theirs = changed(FILES[name], *our), changed(FILES[name], *their)
    found = merged(name, ours, theirs)
    assert told(found) == places
    first = int(places[0].partition(":")[0])
    assert found.data.split(b"\n")[first - 1] == b"<<<<<<< ours"
    for side, wanted in (("ours", ours), ("theirs", theirs)):
        assert says(resolved(found, side), name) == says(wanted, name)


def test_a_conflict_shows_its_three_versions_and_no_more() -> None:
    ours = changed(OBO, ('"One."', '"The one."'), ("xref: A:1\n", ""))
    theirs = changed(OBO, ('"One."', '"Unity."'), ("name: two", "name: deux"))
    found = merged("x.obo", ours, theirs).data.decode()
    hunk = """\
<<<<<<< ours
def: "The one." [PMID:1]
||||||| base
def: "One." [PMID:1]
=======
def: "Unity." [PMID:1]
>>>>>>> theirs
"""
    assert found.encode() == changed(
        ours, ('def: "The one." [PMID:1]\n', hunk), ("name: two", "name: deux")
    )


WHOLE = {
    "x.owl": b"""<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://e/">
<rdf:Description rdf:about="http://e/a"><x:p>1</x:p></rdf:Description>
<rdf:Description rdf:about="http://e/b"><x:p>1</x:p></rdf:Description>
</rdf:RDF>
""",
    "x.owx": b"""<?xml version="1.0"?>
<Ontology xmlns="http://www.w3.org/2002/07/owl#" ontologyIRI="http://e/o">
<Declaration><Class IRI="http://e/a"/></Declaration>
<Declaration><Class IRI="http://e/b"/></Declaration>
</Ontology>
""",
}


def says(data: bytes, name: str) -> object:
    """Return what a small file says, read without what merges it."""
    if name.endswith(".ttl"):
        return {str(quad) for quad in ox.parse(data, ox.RdfFormat.TURTLE)}
    lines = re.sub(rb" !.*", b"", data).split(b"\n")
    return sorted(line.strip() for line in lines if line.strip() and line[:1] not in b"!#")


def test_lines_that_are_one_axiom_together_are_a_conflict_together() -> None:
    pair = "intersection_of: X:2\nintersection_of: part_of X:3\n"
    base = OBO.replace(b"is_a:", pair.encode() + b"is_a:")
    ours = changed(base, ("intersection_of: X:2", "intersection_of: X:4"))
    theirs = changed(base, ("part_of X:3", "part_of X:5"))
    found = merged("x.obo", ours, theirs, base)
    assert told(found) == ["10: X:1: intersection_of changed by both"]
    assert b"intersection_of: X:4\nintersection_of: part_of X:3\n" in resolved(found, "ours")


def test_annotated_axioms_in_turtle_are_units() -> None:
    axiom = b"""
[] a <http://www.w3.org/2002/07/owl#Axiom> ;
    <http://www.w3.org/2002/07/owl#annotatedSource> x:a ;
    <http://www.w3.org/2002/07/owl#annotatedProperty> x:q ;
    <http://www.w3.org/2002/07/owl#annotatedTarget> "z" ;
    x:source "one" .
"""
    base = TURTLE + axiom
    ours, theirs = (changed(base, ('"one"', f'"{word}"')) for word in ("two", "three"))
    assert told(merged("x.ttl", ours, theirs, base)) == [
        "12: <http://e/a>: annotation of <http://e/q> changed by both"
    ]
    assert clean("x.ttl", changed(base, ('"a"', '"b"')), theirs, base).encode() == changed(
        theirs, ('"a"', '"b"')
    )


def test_names_of_blank_nodes_mean_nothing_in_another_file() -> None:
    base = TURTLE + b"x:a x:n _:b .\n_:b x:p 1 .\n"
    ours = changed(base.replace(b"_:b", b"_:c"), ("_:c x:p 1", "_:c x:p 2"))
    found = merged("x.ttl", ours, base.replace(b"_:b", b"_:d"), base)
    assert found.conflicts
    for side, wanted in (("ours", b"_:c"), ("theirs", b"_:d")):
        assert set(re.findall(rb"_:\w", resolved(found, side))) == {wanted}


def test_names_may_be_written_with_other_prefixes() -> None:
    ours = TURTLE.replace(b"x:", b"y:")
    theirs = changed(TURTLE, ('"a"', '"b"'))
    found = clean("x.ttl", ours, theirs)
    assert says(found.encode(), "x.ttl") == says(theirs, "x.ttl")
    assert b'y:q "z"' in found.encode()


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_both_made_is_merged_without_a_base(name: str) -> None:
    ours, theirs = (changed(FILES[name], edit) for edit in BESIDE[name])
    assert says(clean(name, ours, theirs, b"").encode(), name) == says(BOTH[name], name)


@pytest.mark.parametrize("broken", [0, 1, 2])
def test_what_cannot_be_read_is_left_in_markers(broken: int) -> None:
    three = [
        OBO,
        changed(OBO, ("name: one", "name: uno")),
        changed(OBO, ("name: two", "name: zwei")),
    ]
    three[broken] = three[broken].replace(b'synonym: "uno"', b'synonym: "uno')
    found = merge(*three, Path("x.obo"))
    assert re.match(r"x\.obo \((base|ours|theirs)\):8:\d+: .*, so x\.obo is left", found.remark)
    assert found.conflicts
    assert b"<<<<<<< ours\n" in found.data


@pytest.mark.parametrize("name", ["x.obo", "x.ttl", "x.ofn", "x.owl", "x.owx"])
@pytest.mark.parametrize("edited", [1, 2])
def test_what_is_cut_is_not_taken_where_only_one_side_has_an_edit(edited: int, name: str) -> None:
    base = {"x.obo": OBO, "x.ttl": TURTLE, "x.ofn": OFN, **WHOLE}[name]
    three = [base, base, base]
    # OBO and Turtle have no end: one is cut in a text, the other in a statement.
    end = base.index(b"EXACT") - 2 if name == "x.obo" else len(base) * 3 // 4
    three[edited] = base[:end]
    found = merge(three[0], three[1], three[2], Path(name))
    assert found.conflicts
    assert b"<<<<<<< ours\n" in found.data


def test_other_formats_are_merged_by_lines_and_proved() -> None:
    base = b"".join(b'<http://e/%d> <http://e/p> "%d" .\n' % (n, n) for n in range(12))
    ours, theirs = base.replace(b'"1"', b'"one"'), base.replace(b'"9"', b'"nine"')
    found = merge(base, ours, theirs, Path("x.nt"))
    assert found.data == ours.replace(b'"9"', b'"nine"')
    assert found.conflicts == ()
    close = merge(base, ours, base.replace(b'"1"', b'"uno"'), Path("x.nt"))
    assert [place.line for place in close.conflicts] == [2]


def test_a_merge_by_lines_that_says_too_much_is_no_merge() -> None:
    """Git puts both halves of a move together; then a statement that was removed is back."""
    filler = [f'<http://e/{n}> <http://e/p> "{n}" .\n' for n in range(12)]
    moved = '<http://e/m> <http://e/p> "m" .\n'
    base = "".join([moved, *filler])
    ours, theirs = "".join(filler), "".join([moved, *filler[:9], moved, *filler[9:]])
    found = merge(base.encode(), ours.encode(), theirs.encode(), Path("x.nt"))
    assert found.conflicts
    assert "decided line by line" in found.remark


@pytest.mark.parametrize(
    ("three", "reason"),
    [
        ((b"", b"", b""), "empty"),
        ((OBO, OFN, OBO), "convert them to one format"),
        ((OBO, b"\x1f\x8b\x08", OBO), "compressed"),
        ((b"<html>", b"<html><p>", b"<html><b>"), "web page"),
    ],
)
def test_what_is_no_ontology_is_refused(three: tuple[bytes, bytes, bytes], reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        merge(*three, Path("x"))


Fact = tuple[str, str]
Model = dict[str, set[Fact]]
"""What is said of each term: kinds of statements, and values."""


def model(chance: random.Random) -> Model:
    return {
        f"t{n}": {
            ("label", f"l{n}"),
            *(("xref", f"v{chance.randrange(30)}") for _ in range(chance.randrange(4))),
            *(("parent", f"t{chance.randrange(8)}") for _ in range(chance.randrange(3))),
        }
        for n in range(chance.randrange(2, 7))
    }


def edited(chance: random.Random, old: Model, own: set[str]) -> Model:
    """Return an edit that adds anywhere and removes what is said of its own terms alone."""
    new = {term: set(said) for term, said in old.items()}
    for _ in range(chance.randrange(1, 5)):
        term, kind = (
            chance.choice(sorted(new)),
            chance.choice("xref parent remove remove new".split()),
        )
        if kind == "new":
            new[f"n{chance.randrange(10**6)}"] = {("label", "new"), ("xref", "v1")}
        elif kind != "remove":
            new[term].add((kind, f"w{chance.randrange(10**6)}"))
        elif term in own:
            new[term] -= {
                chance.choice(sorted(new[term] - {("label", f"l{term[1:]}")} or [("", "")]))
            }
    return new


OBO_LINES = {"label": "name: {}", "xref": "xref: A:{}", "parent": "is_a: X:{} ! a comment"}
OFN_LINES = {
    "label": 'AnnotationAssertion(rdfs:label x:{} "{}")',
    "xref": 'AnnotationAssertion(Annotation(x:s "1") x:xref x:{} "{}")',
    "parent": "SubClassOf(x:{} x:{})",
}
TURTLE_PAIRS = {"label": 'rdfs:label "{}"', "xref": 'x:xref "{}"', "parent": "rdfs:subClassOf x:{}"}


def in_obo(terms: list[tuple[str, list[Fact]]], chance: random.Random) -> str:
    text = "format-version: 1.2\nontology: x\n"
    for term, said in terms:
        lines = "\n".join(OBO_LINES[kind].format(value) for kind, value in said)
        text += f"\n[Term]\nid: X:{term}\n{lines}\n"
    return text


def in_ofn(terms: list[tuple[str, list[Fact]]], chance: random.Random) -> str:
    text = (
        "Prefix(x:=<http://e/>)\nPrefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)\nOntology(\n"
    )
    for term, said in terms:
        lines = "\n".join(OFN_LINES[kind].format(term, value) for kind, value in said)
        text += f"\n# Class: x:{term}\n\n{lines}\n"
    return text + ")\n"


def in_turtle(terms: list[tuple[str, list[Fact]]], chance: random.Random) -> str:
    text = TURTLE.decode().partition("\n\n")[0] + "\n"
    for term, said in terms:
        pairs = [TURTLE_PAIRS[kind].format(value).split(" ", 1) for kind, value in said]
        if chance.random() < 0.5:  # in lists of one predicate's objects
            lists = groupby(pairs, lambda pair: pair[0])
            pairs = [[verb, ", ".join(value for _, value in each)] for verb, each in lists]
        text += f"\nx:{term} " + " ;\n    ".join(map(" ".join, pairs)) + " .\n"
    return text


WRITERS = {"x.obo": in_obo, "x.owl": in_ofn, "x.ttl": in_turtle}


def written(name: str, of: Model, chance: random.Random, *, shuffled: bool) -> bytes:
    terms = [(term, sorted(said)) for term, said in of.items()]
    if shuffled:
        chance.shuffle(terms)
        for _, said in terms:
            chance.shuffle(said)
    text = WRITERS[name](terms, chance)
    return (text.replace("\n", "\r\n") if chance.random() < 0.2 else text).encode()


def facts(of: Model) -> set[tuple[str, Fact]]:
    return {(term, fact) for term, said in of.items() for fact in said}


def read(name: str, data: bytes) -> list[tuple[str, Fact]]:
    """Return what a file says, read line by line or by pyoxigraph."""
    if name == "x.ttl":
        kinds = {"label": "label", "xref": "xref", "subClassOf": "parent"}
        return [
            (
                str(q.subject.value)[9:],
                (
                    kinds[re.split("[/#]", q.predicate.value)[-1]],
                    q.object.value.removeprefix("http://e/"),
                ),
            )
            for q in ox.parse(data, ox.RdfFormat.TURTLE)
        ]
    found, term = [], ""
    for line in data.decode().splitlines():
        if name == "x.obo":
            term = line[6:] if line.startswith("id: ") else term
            texts = {
                kind: re.escape(form).replace(r"\{\}", r"(\w+)") for kind, form in OBO_LINES.items()
            }
            found += [
                (term, (kind, m[1]))
                for kind, form in texts.items()
                if (m := re.fullmatch(form, line))
            ]
        else:
            texts = {
                kind: re.escape(form).replace(r"\{\}", r"(\w+)") for kind, form in OFN_LINES.items()
            }
            found += [
                (m[1], (kind, m[2]))
                for kind, form in texts.items()
                if (m := re.fullmatch(form, line))
            ]
    return found


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("name", WRITERS)
def test_independent_edits_are_both_made_whatever_the_order(name: str, seed: int) -> None:
    chance = random.Random(seed)
    base = model(chance)
    terms = sorted(base)
    half = len(terms) // 2
    ours, theirs = (edited(chance, base, set(own)) for own in (terms[:half], terms[half:]))
    texts = [written(name, base, chance, shuffled=False)]
    texts += [
        written(name, each, chance, shuffled=chance.random() < 0.5) for each in (ours, theirs)
    ]
    was, our, their = map(facts, (base, ours, theirs))
    wanted = sorted((was & our & their) | (our - was) | (their - was))
    for left, right in ((1, 2), (2, 1)):
        found = clean(name, texts[left], texts[right], texts[0]).encode()
        assert sorted(read(name, found)) == wanted
        for again in texts[1:]:
            assert clean(name, found, again, texts[0]).encode() == found
    assert clean(name, texts[1], texts[0], texts[0]).encode() == texts[1]
    assert clean(name, texts[0], texts[2], texts[0]).encode() == texts[2]


def _first(lines: list[bytes], start: int, begins: bytes) -> int:
    return next(n for n in range(start, len(lines)) if lines[n].startswith(begins))


@pytest.fixture(scope="module")
def real(shared: Path) -> dict[str, bytes]:
    """Return parts of a release in OBO and of the editors' file in functional syntax."""
    with gzip.open(shared / "data" / "doid-NCIthesaurus-2026-07-31.obo.gz") as packed:
        obo = b"".join(islice(packed, 1500)).rpartition(b"\n[Term]")[0]
    with tarfile.open(shared / "do-edit" / "do-edit.tar.gz") as archive:
        member = archive.extractfile("do-edit/doid-edit.owl")
        assert member is not None
        ofn = member.read()
    head, _, _ = ofn.partition(b"\nImport(")
    start = ofn.index(b"\n# Class: ")
    frames, _, _ = ofn[start : start + 250_000].rpartition(b"\n# Class: ")
    return {"x.obo": obo, "x.owl": head + frames + b"\n)\n"}


@pytest.mark.parametrize(
    ("name", "begins", "line"),
    [
        ("x.obo", b"xref:", b"xref: NEW:%d"),
        ("x.owl", b"AnnotationAssertion(", b"SubClassOf(<http://e/a> <http://e/%d>)"),
    ],
)
def test_real_files_get_both_edits_and_keep_every_other_byte(
    real: dict[str, bytes], name: str, begins: bytes, line: bytes
) -> None:
    lines = real[name].split(b"\n")
    near, far = _first(lines, 400, begins), _first(lines, 900, begins)

    def with_lines(*added: tuple[int, int]) -> bytes:
        new = list(lines)
        for place, number in sorted(added, reverse=True):
            new.insert(place + 1, line % number)
        return b"\n".join(new)

    base = real[name]
    assert clean(name, with_lines((near, 1)), with_lines((far, 2)), base).encode() == with_lines(
        (near, 1), (far, 2)
    )
    beside = clean(name, with_lines((near, 1)), with_lines((near, 2)), base).encode()
    assert beside == with_lines((near, 2)).replace(line % 2, line % 2 + b"\n" + line % 1)
