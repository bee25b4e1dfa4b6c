"""ROBOT's exports: each header, format of names and selection.

What cells should have is what ROBOT 1.9.8 writes of the same ontology (``robot export``), but for
properties by CURIE, which it takes for annotation properties, and labels in HTML, which it does not
escape.
"""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from doidkit.documents import Context, Document, read
from doidkit.rendering.termtable import FORMATS, LINKED, render
from doidkit.tabulating import ColumnFault, Include, Options, Select, tabulated

ONTOLOGY = """Prefix(:=<http://e/>)
Prefix(o:=<http://www.geneontology.org/formats/oboInOwl#>)
Ontology(<http://e/o>
Declaration(Class(:A)) Declaration(Class(:B)) Declaration(Class(:C))
Declaration(ObjectProperty(:p)) Declaration(DataProperty(:d))
Declaration(NamedIndividual(:i)) Declaration(NamedIndividual(:j))
AnnotationAssertion(rdfs:label :p "part of") AnnotationAssertion(rdfs:label :C "big & <c>")
AnnotationAssertion(rdfs:comment :C "x|y") AnnotationAssertion(rdfs:comment :C "a \\"q\\"")
AnnotationAssertion(rdfs:seeAlso :C :A) AnnotationAssertion(rdfs:seeAlso :C <http://f/x>)
AnnotationAssertion(o:hasExactSynonym :C "sea") AnnotationAssertion(o:hasBroadSynonym :C "a")
SubClassOf(:B ObjectIntersectionOf(:A ObjectSomeValuesFrom(:p :C)))
SubClassOf(:B ObjectIntersectionOf(:A ObjectUnionOf(:C ObjectComplementOf(:A))))
SubClassOf(:B ObjectComplementOf(ObjectSomeValuesFrom(:p :C)))
SubClassOf(:B ObjectOneOf(:i :j)) SubClassOf(:B ObjectHasSelf(:p))
SubClassOf(:B ObjectSomeValuesFrom(ObjectInverseOf(:p) ObjectComplementOf(:C)))
SubClassOf(:B ObjectHasValue(:p :i)) SubClassOf(:B ObjectMinCardinality(2 :p))
SubClassOf(:B ObjectMaxCardinality(3 :p :C)) SubClassOf(:B ObjectAllValuesFrom(:p ObjectOneOf(:i)))
SubClassOf(:B DataAllValuesFrom(:d DataUnionOf(xsd:string xsd:integer)))
SubClassOf(:B DataHasValue(:d "5"^^xsd:float)) SubClassOf(:B DataHasValue(:d "t \\"q\\""@en))
SubClassOf(:B DataSomeValuesFrom(:d DatatypeRestriction(xsd:integer
 xsd:minInclusive "5"^^xsd:integer xsd:maxExclusive "10"^^xsd:integer)))
SubClassOf(:B DataSomeValuesFrom(:d DataComplementOf(xsd:string)))
SubClassOf(:B owl:Thing) SubClassOf(:C :B) DisjointClasses(:A :C)
EquivalentClasses(:A ObjectIntersectionOf(:B ObjectExactCardinality(1 :p :C)))
DataPropertyAssertion(:d :i "5"^^xsd:integer) DataPropertyAssertion(:d :i "x"@en)
ObjectPropertyAssertion(:p :i :j) ClassAssertion(ObjectSomeValuesFrom(:p :C) :i)
EquivalentObjectProperties(:p ObjectInverseOf(:p)) ObjectPropertyDomain(:p ObjectUnionOf(:A :C))
SubAnnotationPropertyOf(rdfs:label rdfs:comment) AnnotationPropertyRange(rdfs:comment :C)
)
"""
EVERY = tuple(Include)
CONTEXT = Context().extended({"ex": "http://e/"})


@pytest.fixture
def ontology(write: Callable[[str, str], Path]) -> Document:
    return read(write("o.ofn", ONTOLOGY))


def column(ontology: Document, header: str, options: Options | None = None) -> dict[str, list[str]]:
    """Return the values of a column by term, none left out."""
    table = tabulated(ontology, ["ID", header], options or Options(EVERY, context=CONTEXT))
    return {row[0][0]: list(row[1]) for row in table.rows if row[1]}


B = [
    " inverse ('part of') some (not ('big & <c>'))",
    "'part of' Self ",
    "'part of' max 3 'big & <c>'",
    "'part of' min 2 owl:Thing",
    "'part of' only ({ex:i})",
    "'part of' value ex:i",
    "ex:A and ('big & <c>' or (not (ex:A)))",
    "ex:A and ('part of' some 'big & <c>')",
    "ex:d only (xsd:integer or xsd:string)",
    "ex:d some not xsd:string",
    "ex:d some xsd:integer[>= 5 , < 10]",
    'ex:d value "t \\"q\\""@en',
    "ex:d value 5.0f",
    "not ('part of' some 'big & <c>')",
    "{ex:i , ex:j}",
]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("SubClass Of", {"ex:B": B, "ex:C": ["ex:B"]}),
        ("subclass of [NAMED]", {"ex:C": ["ex:B"]}),
        ("SubClasses", {"ex:B": ["big & <c>"]}),
        ("Equivalent Class", {"ex:A": ["ex:B and ('part of' exactly 1 'big & <c>')"]}),
        ("Equivalent Class [ID]", {"ex:A": ["ex:B and (ex:p exactly 1 ex:C)"]}),
        ("Equivalent Class [NAMED]", {}),
        ("Disjoint With", {"ex:A": ["big & <c>"], "ex:C": ["ex:A"]}),
        ("Disjoint With [IRI]", {"ex:A": ["http://e/C"], "ex:C": ["http://e/A"]}),
        ("SYNONYMS", {"ex:C": ["a", "sea"]}),
        ("rdfs:comment", {"ex:C": ['a "q"', "x|y"]}),
        ("rdfs:seeAlso", {"ex:C": ["ex:A", "http://f/x"]}),
        ("rdfs:seeAlso [IRI]", {"ex:C": ["http://e/A", "http://f/x"]}),
        ("d [ANON]", {"ex:B": ["( not xsd:string)", "((xsd:integer or xsd:string))",
                               "(xsd:integer[>= 5 , < 10])"],
                      "ex:i": ['"5"^^xsd:integer', '"x"@en']}),
        ("part of", {"ex:A": ["1 big & <c>"],
                     "ex:B": ["({ex:i})", "2 owl:Thing", "3 big & <c>", "big & <c>"],
                     "ex:i": ["ex:j"]}),
        ("ex:p [ANON]", {"ex:B": ["({ex:i})"], "ex:i": ["ex:j"]}),
        ("SubProperty Of", {"rdfs:label": ["rdfs:comment"]}),
        ("Equivalent Property", {"ex:p": [" inverse ('part of')"]}),
        ("Domain", {"ex:p": ["ex:A or 'big & <c>'"]}),
        ("Range", {"rdfs:comment": ["<http://e/C>"]}),
    ],
)  # fmt: skip
def test_a_column_has_what_robot_has(
    ontology: Document, header: str, expected: dict[str, list[str]]
) -> None:
    assert column(ontology, header) == expected


def test_types_and_names(ontology: Document) -> None:
    types = column(ontology, "Type")
    assert types["ex:A"] == ["Class"]
    assert types["ex:d"] == ["Data property"]
    assert types["ex:i"] == ["'part of' some 'big & <c>'"]
    assert types["ex:j"] == ["Named individual"]
    assert column(ontology, "Type [ID]")["ex:p"] == ["owl:ObjectProperty"]
    labels = column(ontology, "LABEL")
    assert (labels["ex:C"], labels["ex:A"]) == (["big & <c>"], [""])
    assert column(ontology, "IRI")["ex:A"] == ["http://e/A"]


def test_which_terms_have_rows(ontology: Document) -> None:
    def terms(*include: Include) -> list[str]:
        table = tabulated(ontology, ["ID"], Options(include, context=CONTEXT))
        return [row[0][0] for row in table.rows]

    assert terms(Include.CLASSES) == ["ex:A", "ex:B", "ex:C"]
    assert terms(Include.INDIVIDUALS) == ["ex:i", "ex:j"]
    assert terms(Include.PROPERTIES)[:2] == ["ex:d", "ex:p"]
    with pytest.raises(ColumnFault, match="you must include"):
        terms()


def test_rows_are_sorted_by_one_header_after_the_other_empty_ones_last(ontology: Document) -> None:
    def order(*sort: str) -> list[str]:
        headers = ["ID", "LABEL", "SubClasses"]
        table = tabulated(ontology, headers, Options(sort=sort, context=CONTEXT))
        return [row[0][0][3:] for row in table.rows]

    assert order() == ["A", "B", "C", "i", "j"]
    assert order("^ID") == ["j", "i", "C", "B", "A"]
    assert order("LABEL") == ["C", "A", "B", "i", "j"]
    assert order("LABEL", "SubClasses") == ["B", "C", "A", "i", "j"]
    with pytest.raises(ColumnFault, match=r"sorted by 'x'; one of ID, LABEL"):
        order("x")


@pytest.mark.parametrize(
    ("header", "rule"),
    [
        ("no such", "invalid column"),
        ("LABEL [WRONG]", "unknown tag"),
        ("LABEL [ID IRI]", "multiple format"),
        ("LABEL [NAMED ANY]", "multiple select"),
    ],
)
def test_a_header_that_is_none_is_told(ontology: Document, header: str, rule: str) -> None:
    with pytest.raises(ColumnFault) as caught:
        column(ontology, header)
    assert caught.value.rule == rule


def test_each_format_has_the_same_values(ontology: Document) -> None:
    headers = ["ID", "LABEL", "rdfs:comment", "SubClass Of"]
    options = {
        format: Options(select=Select.NAMED, linked=format in LINKED, context=CONTEXT)
        for format in FORMATS
    }
    said = {
        format: render(tabulated(ontology, headers, options[format]), format).decode()
        for format in FORMATS
        if format != "xlsx"
    }
    for format, separator in (("csv", ","), ("tsv", "\t")):
        rows = list(csv.reader(io.StringIO(said[format]), delimiter=separator))
        assert rows[0] == headers
        assert rows[3] == ["ex:C", "big & <c>", 'a "q"|x\\|y', "ex:B"]
    row = json.loads(said["json"])[2]
    assert row == {
        "ID": "ex:C",
        "LABEL": ["big & <c>"],
        "rdfs:comment": ['a "q"', "x|y"],
        "SubClass Of": ["ex:B"],
    }
    for format in LINKED:
        assert '<a href="http://e/B">ex:B</a>' in said[format]
        assert "big &amp; &lt;c>" in said[format]
        assert "<c>" not in said[format]
    bare = render(tabulated(ontology, headers, options["html"]), "html", standalone=False).decode()
    assert bare.startswith("<table ")
    assert bare in said["html"]
