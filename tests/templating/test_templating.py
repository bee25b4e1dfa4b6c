"""ROBOT's templates: each template string, by what ROBOT's documentation says it makes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doidkit.documents import Context, Document, read
from doidkit.errors import SyntaxFault
from doidkit.syntax.owl.expressions import Call
from doidkit.templating import TemplateFault, errors_table, templated
from doidkit.templating import read as read_table
from doidkit.templating.tables import cells

Write = Callable[[str, str], Path]
E = "http://e/"
CONTEXT = Context().extended({"ex": E})
KNOWN = f"""Prefix(:=<{E}>)
Ontology(<{E}o>
Declaration(Class(:heart)) Declaration(ObjectProperty(:partOf)) Declaration(DataProperty(:weight))
Declaration(AnnotationProperty(:note)) Declaration(NamedIndividual(:john))
AnnotationAssertion(rdfs:label :heart "the heart") AnnotationAssertion(rdfs:label :partOf "part of")
AnnotationAssertion(rdfs:label :note "a note") AnnotationAssertion(rdfs:label :john "John O'Hara")
AnnotationAssertion(rdfs:label :weight "weight in kg")
)
"""


@pytest.fixture
def known(write: Write) -> Document:
    return read(write("known.ofn", KNOWN))


def made(write: Write, known: Document | None, strings: str, *rows: str) -> set[Call]:
    """Return what rows with these template strings say, separated by semicolons."""
    headers = ";".join(f"h{at}" for at in range(strings.count(";") + 1))
    text = "\n".join(line.replace(";", "\t") for line in (headers, strings, *rows)) + "\n"
    found = templated([read_table(write("table.tsv", text))], known, context=CONTEXT)
    if found.faults:
        raise found.faults[0]
    return set(found.document.axioms)


def functional(write: Write, *axioms: str) -> set[Call]:
    """Return axioms as the reader of functional syntax has them."""
    text = f"Prefix(:=<{E}>)\nOntology(<{E}x>\n" + "\n".join(axioms) + "\n)"
    return set(read(write("expected.ofn", text)).axioms)


A = "Declaration(Class(:A))"
CASES = [
    ("ID;LABEL", "ex:A;a label", f'{A} AnnotationAssertion(rdfs:label :A "a label")'),
    (
        "ID;A rdfs:comment SPLIT=|",
        "ex:A;one| two",
        f'{A} AnnotationAssertion(rdfs:comment :A "one") '
        'AnnotationAssertion(rdfs:comment :A " two")',
    ),
    (
        "ID;AT a note^^xsd:integer",
        "ex:A;5",
        f'{A} AnnotationAssertion(:note :A "5"^^xsd:integer)',
    ),
    ("ID;AL rdfs:label@de", "ex:A;Herz", f'{A} AnnotationAssertion(rdfs:label :A "Herz"@de)'),
    ("ID;AI rdfs:seeAlso", "ex:A;ex:B", f"{A} AnnotationAssertion(rdfs:seeAlso :A :B)"),
    ("ID;AI rdfs:seeAlso", "ex:A;the heart", f"{A} AnnotationAssertion(rdfs:seeAlso :A :heart)"),
    (
        "ID;AP SPLIT=|",
        "ex:A;rdfs:label 'x'|a note 'y'@en|ex:note ex:B|ex:note <http://f/>|ex:note '1'^^xsd:int",
        f'{A} AnnotationAssertion(rdfs:label :A "x") AnnotationAssertion(:note :A "y"@en) '
        "AnnotationAssertion(:note :A :B) AnnotationAssertion(:note :A <http://f/>) "
        'AnnotationAssertion(:note :A "1"^^xsd:int)',
    ),
    (
        "ID;A rdfs:comment;>A rdfs:label SPLIT=|;>>A rdfs:comment;;>AI rdfs:seeAlso",
        "ex:A;text;x|y;why;;ex:B",
        f'{A} AnnotationAssertion(Annotation(Annotation(rdfs:comment "why") rdfs:label "x") '
        'Annotation(Annotation(rdfs:comment "why") rdfs:label "y") '
        'Annotation(rdfs:seeAlso :B) rdfs:comment :A "text")',
    ),
    ("ID;SC %", "ex:A;the heart", f"{A} SubClassOf(:A :heart)"),
    (
        "ID;SC 'part of' some %",
        "ex:A;the heart",
        f"{A} SubClassOf(:A ObjectSomeValuesFrom(:partOf :heart))",
    ),
    (
        "ID;SC %",
        "ex:A;('part of' only (ex:B or not ex:C))",
        f"{A} SubClassOf(:A ObjectAllValuesFrom(:partOf ObjectUnionOf(:B ObjectComplementOf(:C))))",
    ),
    (
        "ID;SC % SPLIT=|;>A a note",
        "ex:A;ex:B|ex:C;why",
        f'{A} SubClassOf(Annotation(:note "why") :A :B) SubClassOf(Annotation(:note "why") :A :C)',
    ),
    (
        "ID;EC %;EC 'part of' some %",
        "ex:A;ex:B;the heart",
        f"{A} EquivalentClasses(:A ObjectIntersectionOf(:B ObjectSomeValuesFrom(:partOf :heart)))",
    ),
    ("ID;DC %", "ex:A;ex:B", f"{A} DisjointClasses(:A :B)"),
    ("ID;CLASS_TYPE;C %", "ex:A;disjoint;ex:B", f"{A} DisjointClasses(:A :B)"),
    ("ID;CLASS_TYPE;CI", "ex:A;;ex:B", f"{A} SubClassOf(:A :B)"),
    (
        "ID;SC 'weight in kg' value %",
        "ex:A;5",
        f'{A} SubClassOf(:A DataHasValue(:weight "5"^^xsd:integer))',
    ),
    (
        "ID;TYPE;SP %;EP inverse %;DP %;IP %;DOMAIN;RANGE;CHARACTERISTIC SPLIT=|",
        "ex:p;object property;part of;part of;ex:q;ex:q;the heart;(ex:B or "
        "ex:C);functional|Inverse Functional|transitive",
        "Declaration(ObjectProperty(:p)) SubObjectPropertyOf(:p :partOf) "
        "EquivalentObjectProperties(:p ObjectInverseOf(:partOf)) DisjointObjectProperties(:p :q) "
        "InverseObjectProperties(:p :q) ObjectPropertyDomain(:p :heart) "
        "ObjectPropertyRange(:p ObjectUnionOf(:B :C)) FunctionalObjectProperty(:p) "
        "InverseFunctionalObjectProperty(:p) TransitiveObjectProperty(:p)",
    ),
    (
        "ID;TYPE;PROPERTY_TYPE;P %;DOMAIN;RANGE;CHARACTERISTIC",
        "ex:d;owl:DataProperty;equivalent;weight in kg;the heart;xsd:decimal;functional",
        "Declaration(DataProperty(:d)) EquivalentDataProperties(:d :weight) "
        "DataPropertyDomain(:d :heart) DataPropertyRange(:d xsd:decimal) "
        "FunctionalDataProperty(:d)",
    ),
    (
        "ID;TYPE;SP %;DOMAIN;RANGE",
        "ex:n;annotation property;a note;the heart;xsd:string",
        "Declaration(AnnotationProperty(:n)) SubAnnotationPropertyOf(:n :note) "
        "AnnotationPropertyDomain(:n :heart) AnnotationPropertyRange(:n xsd:string)",
    ),
    (
        "ID;TYPE;LABEL",
        "ex:t;datatype;t",
        'Declaration(Datatype(:t)) AnnotationAssertion(rdfs:label :t "t")',
    ),
    (
        "ID;TYPE SPLIT=|;TI 'part of' some %;I part of;I weight in kg SPLIT=|;SI %;DI % SPLIT=|",
        "ex:i;the heart|ex:B;ex:C;John O'Hara;5^^xsd:integer|x;ex:j;ex:k|ex:l",
        "Declaration(NamedIndividual(:i)) ClassAssertion(:heart :i) ClassAssertion(:B :i) "
        "ClassAssertion(ObjectSomeValuesFrom(:partOf :C) :i) ObjectPropertyAssertion(:partOf "
        ":i :john) "
        'DataPropertyAssertion(:weight :i "5"^^xsd:integer) DataPropertyAssertion(:weight :i "x") '
        "SameIndividual(:i :j) DifferentIndividuals(:i :k :l)",
    ),
    ("ID;TYPE", "ex:i;named individual", "Declaration(NamedIndividual(:i))"),
    (
        "LABEL;SC %",
        "the heart;ex:B",
        'Declaration(Class(:heart)) AnnotationAssertion(rdfs:label :heart "the heart") '
        "SubClassOf(:heart :B)",
    ),
    ("ID;SC %", ";ex:B", ""),
]


@pytest.mark.parametrize(("strings", "row", "meant"), CASES)
def test_what_a_row_says(write: Write, known: Document, strings: str, row: str, meant: str) -> None:
    found, expected = made(write, known, strings, row), functional(write, meant)
    assert set(map(_unordered, found)) == set(map(_unordered, expected))


_SYMMETRIC = ("Equivalent", "Disjoint", "Same", "Different", "Inverse", "ObjectU", "ObjectI")


def _unordered(node: object) -> object:
    """Return an axiom with the operands of what is symmetric in one order."""
    if not isinstance(node, tuple):
        return node
    name, *parts = map(_unordered, node)
    if str(name).startswith(
        ("Equivalent", "Disjoint", "Same", "Different", "Inverse", "ObjectU", "ObjectI")
    ):
        parts.sort(key=str)
    return (name, *parts)


def test_rows_name_what_other_rows_make_and_tables_what_is_before(write: Write) -> None:
    first = write("1.csv", "a,b,c\nID,LABEL,SC %\nex:A,one,two\nex:B,two,\n")
    second = write("2.csv", "a,b\nID,SC %\nex:C,one\n")
    found = templated([read_table(first), read_table(second)], context=CONTEXT).document.axioms
    assert ("SubClassOf", f"<{E}A>", f"<{E}B>") in found
    assert ("SubClassOf", f"<{E}C>", f"<{E}A>") in found


FAULTS = [
    ("ID;SC %", "ex:A;'no such'", "manchester parse", 3, 2, '"no such" is no class'),
    ("ID;SC 'no such' some %", "ex:A;ex:B", "manchester parse", 3, 2, "is no object property"),
    ("ID;SC %", "ex:A;(ex:B or", "manchester parse", 3, 2, "where the text ends"),
    ("ID;SC ex:unknown some %", "ex:A;ex:B", "manchester parse", 3, 2, "no property that is known"),
    ("ID;LABEL", "0000002;x", "unknown entity", 3, 1, 'not "0000002"'),
    ("LABEL;SC %", "nobody;ex:B", "unknown entity", 3, 1, 'not "nobody"'),
    ("ID;A no such", "ex:A;x", "annotation property", 2, 2, '"no such" is no annotation property'),
    ("ID;AT rdfs:label^^no such", "ex:A;x", "datatype", 3, 2, '"no such" is no datatype'),
    ("ID;AI rdfs:seeAlso", "ex:A;not an iri", "iri", 3, 2, 'not "not an iri"'),
    ("ID;AP", "ex:A;nonsense", "annotation parse", 3, 2, "a property and a value"),
    ("ID;CLASS_TYPE;C %", "ex:A;sub;ex:B", "class type", 3, 2, "subclass, equivalent, disjoint"),
    ("ID;TYPE;PROPERTY_TYPE;P %", "ex:p;object property;x;ex:q", "property type", 3, 3, "inverse"),
    ("ID;TYPE;IP %", "ex:d;data property;ex:q", "property type", 3, 3, "no inverse"),
    ("ID;TYPE;CHARACTERISTIC", "ex:p;object property;odd", "unknown characteristic", 3, 3, "odd"),
    ("ID;TYPE;I nothing", "ex:i;individual;x", "unknown entity", 2, 3, "is no property"),
    ("ID;TYPE;SI %", "ex:i;individual;no one", "unknown entity", 3, 3, "an individual"),
]


@pytest.mark.parametrize(("strings", "row", "rule", "line", "column", "said"), FAULTS)
def test_a_fault_has_its_row_column_and_what_was_expected(
    write: Write,
    known: Document,
    strings: str,
    row: str,
    rule: str,
    line: int,
    column: int,
    said: str,
) -> None:
    with pytest.raises(TemplateFault) as caught:
        made(write, known, strings, row)
    fault = caught.value
    assert (fault.rule, fault.row, fault.column) == (rule, line, column)
    assert said in str(fault)
    assert f"table.tsv:{line}:{column}: " in str(fault)


@pytest.mark.parametrize(
    ("text", "rule", "said"),
    [
        ("a,b\nID,XX %\n", "unknown template", '2:2: "XX %" is no template string'),
        ("a\nID,LABEL\n", "column mismatch", "2:2: the template string"),
        ("a,b\nSC %,A rdfs:comment\n", "id", 'a column "ID" or "LABEL" is expected'),
        ("a,b\nID,AT rdfs:label\n", "typed format", '"^^"'),
        ("a,b\nID,AL rdfs:label\n", "language format", '"@"'),
        ("a,b\nID,CLASS_TYPE SPLIT=|\n", "class type split", "no SPLIT="),
        ("a,b\nID,>>A rdfs:label\n", "axiom annotation", "to its left"),
        ("a\n", "template file", "a row of headers"),
    ],
)
def test_a_faulty_header_is_refused(write: Write, text: str, rule: str, said: str) -> None:
    with pytest.raises(TemplateFault) as caught:
        templated([read_table(write("t.csv", text))], context=CONTEXT)
    assert caught.value.rule == rule
    assert said in str(caught.value)


def test_rows_with_faults_are_told_all_at_once_and_left_out(write: Write) -> None:
    text = "a,b,c\nID,LABEL,SC %\nex:A,one,\nnone,two,\nex:C,three,(\n"
    found = templated([read_table(write("t.csv", text))], context=CONTEXT)
    assert [fault.cell for fault in found.faults] == ["A4", "C5"]
    assert found.terms == {f"<{E}A>", f"<{E}C>"}
    assert ("Declaration", ("Class", f"<{E}C>")) not in found.document.axioms
    lines = errors_table(found.faults, "\t").splitlines()
    assert lines[0] == "table\tcell\trule ID\tmessage"
    assert [line.split("\t")[1:3] for line in lines[1:]] == [
        ["A4", "ROBOT-template:unknown-entity-error"],
        ["C5", "ROBOT-template:manchester-parse-error"],
    ]


def test_template_strings_of_another_file(write: Write) -> None:
    table = write("t.csv", "Term,Label\nex:A,one\n")
    strings = write("s.csv", "Term,Label\nID,LABEL\n")
    assert templated([read_table(table, strings)], context=CONTEXT).terms == {f"<{E}A>"}
    with pytest.raises(TemplateFault, match="the headers are not those of") as caught:
        read_table(table, write("other.csv", "Term,Name\nID,LABEL\n"))
    assert caught.value.rule == "mismatched robot header"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ('"a,b","c ""d"""\r\nx\r\n', [["a,b", 'c "d"'], ["x"]]),
        ('"two\nlines",b\n', [["two\nlines", "b"]]),
        ('a\\\\n,"b\\"c"\n', [["a\\n", 'b"c']]),
        ("\ufeffa,\n", [["a", ""]]),
        # as opencsv reads what is not quite CSV (multi_annotations.tsv of ROBOT's documentation)
        ('xx,"p " V V"|q "1"^^x|r \'F,B\'"\n', [["xx", 'p " V V"|q "1"^^x|r \'F,B\'']]),
    ],
)
def test_tables_are_read_as_robot_reads_them(
    write: Write, text: str, meant: list[list[str]]
) -> None:
    assert cells(write("t.csv", text)) == meant


def test_a_table_that_ends_within_a_field_is_refused(write: Write) -> None:
    with pytest.raises(SyntaxFault, match=r"t.csv:2:1: a quoted field begins in this row"):
        cells(write("t.csv", 'a,b\n1,"2\n'))


_FIELDS = st.text(st.characters(codec="utf-8", exclude_characters='"\\\r\n\x00'), max_size=8)


@given(st.lists(st.lists(_FIELDS, min_size=2, max_size=4), min_size=1, max_size=4))
def test_what_csv_writes_is_read(rows: list[list[str]]) -> None:
    import csv
    import io

    from doidkit.templating.tables import _rows

    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    assert _rows(out.getvalue(), ",", Path("t.csv")) == rows
