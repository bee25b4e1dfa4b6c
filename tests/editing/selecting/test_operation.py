"""Filter and remove: small ontologies, with what is left worked out by hand.

The rules are those of ROBOT's pages on remove and filter; the first ontology is their example.
"""

import pytest
from apart import in_a_copy
from smallontology import ontology, said, term

from doidkit.documents import Context, Document
from doidkit.editing.selecting import Selection, dropped, filtered, group, missing, removed
from doidkit.errors import InputError

CONTEXT = Context().extended({"": "http://example.org/", "e": "http://example.org/"})
EXAMPLE = ontology("""
SubClassOf(:A :B)
SubClassOf(:A ObjectSomeValuesFrom(:R :C))
SubClassOf(:D :E)
""")
TREE = ontology(
    """
Declaration(Class(:A)) Declaration(Class(:B)) Declaration(Class(:C)) Declaration(Class(:D))
Declaration(ObjectProperty(:r)) Declaration(NamedIndividual(:i))
SubClassOf(Annotation(:source "x") :D :C)
SubClassOf(:C :B)
SubClassOf(:B :A)
SubClassOf(:C ObjectSomeValuesFrom(:r :B))
EquivalentClasses(:D ObjectIntersectionOf(:C :E))
SubObjectPropertyOf(:r :s)
ObjectPropertyDomain(:r :A)
ObjectPropertyRange(:r ObjectUnionOf(:B :C))
ClassAssertion(:D :i)
AnnotationAssertion(:label :C "c"@en)
AnnotationAssertion(:label :D "d")
AnnotationAssertion(:rank :B "007"^^<http://www.w3.org/2001/XMLSchema#integer>)
AnnotationAssertion(:see :B :D)
AnnotationAssertion(:lines :A "one two") AnnotationAssertion(:lines :B "one
two")
""",
    header="<http://example.org/o> <http://example.org/o/1> Import(<http://example.org/i>) "
    'Annotation(:label "o")',
)


def selection(*, select: tuple[str, ...] = (), terms: str = "", **options: object) -> Selection:
    return Selection(
        terms=term(*terms.split()) if terms else None,
        groups=tuple(group(each, CONTEXT) for each in select),
        **options,  # type: ignore[arg-type]
    )


def test_what_touches_a_term_goes_and_what_is_about_nothing_else_stays() -> None:
    chosen = selection(terms="A R C", select=("self parents",), by_name=True)
    assert said(filtered(EXAMPLE, chosen)) == {
        "SubClassOf(:A :B)",
        "SubClassOf(:A ObjectSomeValuesFrom(:R :C))",
    }
    assert said(removed(EXAMPLE, chosen)) == {"SubClassOf(:D :E)"}


def test_expressions_count_unless_names_alone_do() -> None:
    terms = selection(terms="A R C B")
    assert said(filtered(EXAMPLE, terms)) == {
        "SubClassOf(:A :B)",
        # what spans gaps has all superclasses of which the names are chosen
        "SubClassOf(:A ObjectSomeValuesFrom(:R :C))",
    }
    alone = selection(terms="A R C B", preserve_structure=False)
    assert said(filtered(EXAMPLE, alone)) == {"SubClassOf(:A :B)"}


@pytest.mark.parametrize(
    ("terms", "select", "gone"),
    [
        ("D", ("ancestors",), {":A", ":B", ":C"}),
        ("D", ("parents",), {":C"}),
        ("A", ("children",), {":B"}),
        ("A", ("descendants",), {":B", ":C", ":D"}),
        ("A", ("self descendants",), {":A", ":B", ":C", ":D"}),
        ("D", ("instances",), {":i"}),
        ("i", ("types",), {":D"}),
        ("i", ("types", "parents"), {":C"}),
        ("r", ("domains",), {":A"}),
        ("r", ("parents",), set()),  # :s is not declared
        ("A B", ("complement", "classes"), {":C", ":D"}),
        ("", ("individuals",), {":i"}),
        ("", ("object-properties",), {":r"}),
        ("", ("properties",), {":r"}),
        ("", ("classes", "<http://example.org/[AB]*>"), {":A", ":B"}),
        ("", ("<~.*[CD]>",), {":C", ":D"}),
        ("", (":*",), {":A", ":B", ":C", ":D", ":r", ":i"}),
        ("", (":?",), {":A", ":B", ":C", ":D", ":r", ":i"}),
        ("", ("e:label='c'@en",), {":C"}),
        ("", ("e:label='d'",), {":D"}),
        ("", ("e:label=@EN",), {":C"}),
        ("", ("e:label=~'[cd]'",), {":C", ":D"}),
        ("", ("e:rank='7'^^xsd:integer",), {":B"}),
        ("", ("e:rank=^^xsd:integer",), {":B"}),
        ("", ("e:see=e:D",), {":B"}),
        ("", ("e:see=<http://example.org/D>",), {":B"}),
        ("", ("e:source='x'",), {":D"}),
        ("", ("e:lines=~'one.*'",), {":A"}),  # a point is no line end, as in Java
        ("", ("named", "anonymous"), set()),
    ],
)
def test_selectors_choose(terms: str, select: tuple[str, ...], gone: set[str]) -> None:
    chosen = selection(terms=terms, select=select, axioms=("declaration",), by_name=True)
    lost = said(TREE) - said(removed(TREE, chosen))
    assert lost == {each for each in said(TREE) if each.startswith("Declaration")} - {
        each
        for each in said(TREE)
        if each.startswith("Declaration") and each.split("(")[2].strip(")") not in gone
    }


def test_equivalents_are_expressions_too() -> None:
    chosen = selection(terms="D", select=("equivalents",), preserve_structure=False)
    assert said(TREE) - said(removed(TREE, chosen)) == {
        "EquivalentClasses(:D ObjectIntersectionOf(:C :E))"
    }


def test_gaps_are_spanned_over_what_is_gone() -> None:
    chosen = selection(terms="C", by_name=True)
    left = said(removed(TREE, chosen))
    assert "SubClassOf(:D :B)" in left
    assert "SubClassOf(:D ObjectSomeValuesFrom(:r :B))" in left
    assert not {each for each in left if ":C" in each}
    without = said(removed(TREE, selection(terms="C", by_name=True, preserve_structure=False)))
    assert left - without == {"SubClassOf(:D :B)", "SubClassOf(:D ObjectSomeValuesFrom(:r :B))"}


def test_a_circle_above_a_gap_has_an_end() -> None:
    circle = ontology("""
Declaration(Class(:A)) Declaration(Class(:B))
SubClassOf(:A :X) SubClassOf(:X :Y) SubClassOf(:Y :X) SubClassOf(:Y :B)
""")
    left = removed(circle, selection(terms="X Y", axioms=("subclass",)))
    assert said(left) == {
        "Declaration(Class(:A))",
        "Declaration(Class(:B))",
        "SubClassOf(:A :B)",
    }


def test_several_parents_of_a_property_stay_its_own() -> None:
    # ROBOT 1.9.8 puts the second parent below the first one, here :e below :f or :f below :e.
    two = ontology("SubDataPropertyOf(:d :e) SubDataPropertyOf(:d :f) SubDataPropertyOf(:e :g)")
    chosen = selection(select=("data-properties",), preserve_structure=True)
    assert said(filtered(two, chosen)) == said(two)


@pytest.mark.parametrize(
    ("words", "gone"),
    [
        (("subclass",), {"SubClassOf"}),
        (("equivalent", "type"), {"EquivalentClasses", "ClassAssertion"}),
        (("Declaration",), {"Declaration"}),
        (("declaration",), {"Declaration"}),
        (("ABox",), {"ClassAssertion"}),
        (("annotation",), {"AnnotationAssertion"}),
        (("subproperty",), {"SubObjectPropertyOf"}),
        (("ObjectPropertyRange",), {"ObjectPropertyRange"}),
        (
            ("tbox",),
            {"SubClassOf", "EquivalentClasses", "ObjectPropertyDomain", "ObjectPropertyRange"},
        ),
        (("rbox", "logical"), {each.split("(")[0] for each in said(TREE)} - {
            "Declaration", "AnnotationAssertion"
        }),
        (("all",), {each.split("(")[0] for each in said(TREE)}),
    ],
)  # fmt: skip
def test_kinds_of_axioms(words: tuple[str, ...], gone: set[str]) -> None:
    left = removed(TREE, selection(axioms=words, preserve_structure=False))
    assert {each.split("(")[0] for each in said(TREE) - said(left)} == gone


def test_a_chain_is_a_kind_of_its_own() -> None:
    chain = ontology(
        "SubObjectPropertyOf(ObjectPropertyChain(:r :s) :t) SubObjectPropertyOf(:r :s)"
    )
    left = removed(chain, selection(axioms=("SubPropertyChainOf",), preserve_structure=False))
    assert said(left) == {"SubObjectPropertyOf(:r :s)"}
    left = removed(chain, selection(axioms=("SubObjectPropertyOf",), preserve_structure=False))
    assert said(left) == {"SubObjectPropertyOf(ObjectPropertyChain(:r :s) :t)"}


def test_internal_is_what_is_said_of_an_own_term() -> None:
    mixed = ontology("""
SubClassOf(:A <http://other.org/B>) SubClassOf(<http://other.org/B> :A)
EquivalentClasses(<http://other.org/B> :A) AnnotationAssertion(:label <http://other.org/B> "b")
""")
    own = {
        "SubClassOf(:A <http://other.org/B>)",
        "EquivalentClasses(<http://other.org/B> :A)",
    }
    bases = ("http://example.org/",)
    inside = selection(axioms=("internal",), bases=bases)
    outside = selection(axioms=("external",), bases=bases, preserve_structure=False)
    assert said(filtered(mixed, inside)) == said(removed(mixed, outside)) == own


def test_tautologies_by_form() -> None:
    given = ontology("""
SubClassOf(:A <http://www.w3.org/2002/07/owl#Thing>) SubClassOf(:A :A) SubClassOf(:A :B)
SubClassOf(<http://www.w3.org/2002/07/owl#Nothing> :A)
ClassAssertion(<http://www.w3.org/2002/07/owl#Thing> :i) Declaration(Class(:A))
Declaration(Class(<http://www.w3.org/2002/07/owl#Thing>))
Declaration(AnnotationProperty(<http://www.w3.org/2000/01/rdf-schema#label>))
""")
    chosen = selection(axioms=("structural-tautologies",), preserve_structure=False)
    assert said(removed(given, chosen)) == {"SubClassOf(:A :B)", "Declaration(Class(:A))"}


@in_a_copy
def test_tautologies_are_what_holds_whatever_names_mean() -> None:
    """The kept ones are those that ROBOT 1.9.8 keeps of the same ontology."""
    owl = "http://www.w3.org/2002/07/owl#"
    kept = """Declaration(Class(:A))
EquivalentClasses(:A :B :C)
SubClassOf(:A :B)
SubClassOf(:A ObjectUnionOf(:B :C))
ClassAssertion(:A :i)
AnnotationAssertion(:label :A "a")"""
    given = ontology(f"""{kept}
SubClassOf(:A <{owl}Thing>) SubClassOf(<{owl}Nothing> :A) SubClassOf(:A :A)
SubClassOf(ObjectIntersectionOf(:A :B) :A) SubClassOf(:A ObjectUnionOf(:A :B))
EquivalentClasses(ObjectIntersectionOf(:A :B) ObjectIntersectionOf(:B :A))
EquivalentClasses(:A ObjectIntersectionOf(:A <{owl}Thing>))
SubObjectPropertyOf(:r :r) SubObjectPropertyOf(:r <{owl}topObjectProperty>)
ClassAssertion(<{owl}Thing> :i) ObjectPropertyDomain(:r <{owl}Thing>)
ObjectPropertyRange(:r <{owl}Thing>) DisjointClasses(:A <{owl}Nothing>)
SubClassOf(ObjectSomeValuesFrom(:r ObjectIntersectionOf(:A :B)) ObjectSomeValuesFrom(:r :A))
SubClassOf(:A ObjectAllValuesFrom(:r <{owl}Thing>))
SubClassOf(Annotation(:n "x") ObjectIntersectionOf(:B :C) :B)
""")
    chosen = selection(axioms=("tautologies",), preserve_structure=False)
    assert said(removed(given, chosen)) == {*kept.splitlines()}


def test_annotations_of_axioms_are_dropped() -> None:
    noted = ontology("""
SubClassOf(Annotation(:a "one") Annotation(:b "two") :A :B)
SubClassOf(Annotation(:a "GO:1") :B :C)
""")
    nothing = ("complement",)

    def without(*drops: str) -> set[str]:
        taken = tuple(dropped(each, CONTEXT.iri) for each in drops)
        return said(removed(noted, selection(select=nothing, drops=taken)))

    assert without("all") == {"SubClassOf(:A :B)", "SubClassOf(:B :C)"}
    assert without("e:a=~'GO.*'") == {
        'SubClassOf(Annotation(:a "one") Annotation(:b "two") :A :B)',
        "SubClassOf(:B :C)",
    }
    assert without("e:b='two'", "e:a='none'") == {
        'SubClassOf(Annotation(:a "one") :A :B)',
        'SubClassOf(Annotation(:a "GO:1") :B :C)',
    }


def test_a_name_of_several_entities_is_chosen_with_punning_only() -> None:
    punned = ontology("SubClassOf(:A :B) ClassAssertion(:B :A) SubClassOf(:C :B)")
    assert removed(punned, selection(terms="A")) == punned
    left = removed(punned, selection(terms="A", punning=True))
    assert said(left) == {"SubClassOf(:C :B)"}
    left = removed(punned, selection(terms="A", punning=True, select=("individuals",)))
    assert said(left) == {"SubClassOf(:A :B)", "SubClassOf(:C :B)"}


def test_included_and_excluded_terms() -> None:
    chosen = selection(
        terms="D", select=("ancestors",), include=term("D"), exclude=term("A", "B"), by_name=True,
        preserve_structure=False,
    )  # fmt: skip
    left = said(removed(TREE, chosen))
    assert "SubClassOf(:B :A)" in left
    assert not {each for each in left if ":C" in each or ":D" in each}


def test_the_header_is_kept_as_asked() -> None:
    everything = selection(select=("self",))
    plain = filtered(TREE, everything)
    assert (plain.iri, plain.version) == (TREE.iri, "")
    assert (plain.imports, plain.annotations) == ((), ())
    asked = filtered(TREE, selection(select=("self imports ontology",)))
    assert (asked.imports, asked.annotations) == (TREE.imports, TREE.annotations)
    bare = removed(TREE, selection(select=("imports", "ontology")))
    assert (bare.imports, bare.annotations, bare.axioms) == ((), (), TREE.axioms)
    assert bare.version == TREE.version


def test_annotations_of_chosen_terms_come_with_them() -> None:
    chosen = selection(terms="C", select=("self annotations",))
    assert said(filtered(TREE, chosen)) == {
        "Declaration(Class(:C))",
        'AnnotationAssertion(:label :C "c"@en)',
    }


def test_a_term_that_is_not_there_chooses_nothing() -> None:
    assert removed(TREE, selection(terms="Z")) == TREE
    assert filtered(TREE, selection(terms="Z")).axioms == frozenset()
    assert missing(TREE, term("Z", "A", "label")) == [*term("Z")]


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("subclas",), 'did you mean "subclass"'),
        (("EquivalentClases",), 'did you mean "EquivalentClasses"'),
        (("zzzzzz",), "write one of all, logical"),
        (("internal", "external"), "ask for one"),
    ],
)
def test_kinds_that_are_none_are_refused(words: tuple[str, ...], hint: str) -> None:
    with pytest.raises(InputError, match=hint):
        removed(TREE, selection(axioms=words))


def test_only_own_axioms_are_chosen_from() -> None:
    with_import = Document(axioms=EXAMPLE.axioms, imported=(TREE,))
    assert removed(with_import, selection(terms="i")) == with_import
