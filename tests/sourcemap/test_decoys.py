"""What looks like a statement and is none: in comments, literals and the like, in every syntax.

``@`` marks the one true place in a text: the test counts its line and column, and takes it out.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from doidkit import mending
from doidkit.checking import check
from doidkit.syntax.canonical import canonical
from doidkit.syntax.reading import quads

Write = Callable[[str, str], Path]
OBO = "http://purl.obolibrary.org/obo/"
TARGET = NamedNode("http://www.w3.org/2002/07/owl#annotatedTarget")
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
TURTLE = f"""\
@prefix : <{OBO}DOID_> .
@prefix obo: <{OBO}> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""
RDFXML = f"""\
<?xml version="1.0"?>
<!DOCTYPE rdf:RDF [
  <!ENTITY obo "{OBO}">
  <!-- alpha beta -->
  <!ENTITY decoy "alpha beta ">
]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#" xmlns:owl="http://www.w3.org/2002/07/owl#"
 xml:base="{OBO}">
"""
AXIOM = '<owl:Class rdf:about="&obo;DOID_1"><rdfs:label>alpha beta </rdfs:label></owl:Class>'
OWX = f"""\
<?xml version="1.0"?>
<!DOCTYPE Ontology [ <!ENTITY obo "{OBO}"> ]>
<Ontology xmlns="http://www.w3.org/2002/07/owl#" xml:base="{OBO}" ontologyIRI="{OBO}o.owl">
<Prefix name="rdfs" IRI="http://www.w3.org/2000/01/rdf-schema#"/>
<Prefix name="o" IRI="{OBO}"/>
<Declaration><Class IRI="&obo;DOID_1"/></Declaration>
"""


def owx(name: str, text: str, property: str = "rdfs:label") -> str:
    return (
        f'<AnnotationAssertion><AnnotationProperty abbreviatedIRI="{property}"/>{name}\n'
        f"<Literal>{text}</Literal></AnnotationAssertion>\n"
    )


ONE = "<AbbreviatedIRI>o:DOID_1</AbbreviatedIRI>"
FULL = f"<IRI>{OBO}DOID_1</IRI>"
OFN = f"""\
Prefix(:=<{OBO}DOID_>)
Prefix(o:=<{OBO}>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Ontology(<{OBO}o.owl>
Declaration(Class(:1))
"""
FAKE = 'AnnotationAssertion(rdfs:label :1 "alpha beta ")'
NT = f"<{OBO}DOID_%s> <http://www.w3.org/2000/01/rdf-schema#%s> %s .\n"
HEAD = "format-version: 1.2\nontology: o\n\n"
JSON = f'{{"@context": {{"o": "{OBO}", "rdfs": "{LABEL.value[:-5]}"}}, "@graph": [\n%s]}}\n'

DECOYS = {
    "a Turtle long literal": (
        "ttl",
        TURTLE + ':2 rdfs:comment """ in a text:\n:1 rdfs:label "alpha beta " .\n""" .\n'
        ':1 a owl:Class ; rdfs:label @"alpha beta " .\n',
    ),
    "a Turtle long literal in single quotes": (
        "ttl",
        TURTLE + ":2 rdfs:comment '''\n:1 rdfs:label \"alpha beta \" . \\''' \"\"\" ''' .\n"
        ":1 rdfs:label @'alpha beta ' .\n",
    ),
    "a Turtle comment": (
        "ttl",
        TURTLE + '# :1 rdfs:label "alpha beta " .\n:2 rdfs:label "#" . # """\n'
        '<http://x.org/#x> rdfs:label "\\"" .\n:1 rdfs:label @"alpha beta " .\n',
    ),
    "a quote in a Turtle comment and a hash in an IRI": (
        "ttl",
        TURTLE.replace("<h", "<h")
        + "# it's \"\n:2 rdfs:seeAlso <http://x.org/#'\"> .\n".replace('"> .', "> .")
        + ':1 rdfs:label @"alpha beta " .\n',
    ),
    "another prefix, escapes and the IRI in full": (
        "ttl",
        TURTLE
        + f':2 rdfs:comment ":1 rdfs:label \\"alpha beta \\" ." .\n'
        f'PREFIX d: <{OBO}DO>\nd:I\\u0044_2 rdfs:label "two" .\n'.replace("d:I\\u0044_2", "d:ID_2")
        + f'<{OBO}\\u0044OID_1> rdfs:label @"alpha\\u0020beta " .\n',
    ),
    "another language": (
        "ttl",
        TURTLE + ':1 rdfs:label "alpha beta"@de, "alpha beta "@en-x-none, @"alpha beta " .\n',
    ),
    "a nested node": (
        "ttl",
        TURTLE + ':1 a owl:Class ; rdfs:seeAlso [ rdfs:label "alpha beta " ] ;\n'
        ' rdfs:label @"alpha beta " .\n',
    ),
    "no spaces at all": (
        "ttl",
        TURTLE
        + ':2 rdfs:label "x"@en.:3 rdfs:label 1.5,.5,2.:1 rdfs:label@"alpha beta ".\n'.replace(
            "label@", "label @"
        ),
    ),
    "TriG": (
        "trig",
        TURTLE + '{ :2 rdfs:comment """ } :1 rdfs:label "alpha beta " . """ }\n'
        '{ :1 rdfs:label @"alpha beta " }\n',
    ),
    "N-Triples": (
        "nt",
        NT % (2, "comment", f'"\\n<{OBO}DOID_1> <{LABEL.value}> \\"alpha beta \\" ."')
        + "# "
        + NT % (1, "label", '"alpha beta "')
        + NT % (1, "label", '@"alpha beta "'),
    ),
    "an XML comment": (
        "owl",
        f'{RDFXML}<!-- {AXIOM} -->\n<owl:Class rdf:about="&obo;DOID_1">\n'
        "<!-- <rdfs:label>alpha beta </rdfs:label> -->"
        "<rdfs:label>@alpha beta </rdfs:label></owl:Class></rdf:RDF>\n",
    ),
    "a CDATA section": (
        "owl",
        f'{RDFXML}<owl:Class rdf:about="DOID_2"><rdfs:comment><![CDATA[{AXIOM}]]></rdfs:comment>'
        f'</owl:Class>\n<owl:Class rdf:about="DOID_1"><rdfs:label>@alpha beta </rdfs:label>'
        "</owl:Class></rdf:RDF>\n",
    ),
    "an instruction": (
        "owl",
        f"{RDFXML}<?decoy {AXIOM}?>\n"
        '<owl:Class rdf:about="&obo;DOID_1"><rdfs:label>@alpha beta </rdfs:label>'
        "</owl:Class></rdf:RDF>\n",
    ),
    "an XML literal": (
        "owl",
        f'{RDFXML}<owl:Class rdf:about="DOID_2"><rdfs:comment rdf:parseType="Literal">'
        '<owl:Class rdf:about="DOID_1"><rdfs:label>alpha beta </rdfs:label></owl:Class>'
        '</rdfs:comment></owl:Class>\n<owl:Class rdf:about="DOID_1">'
        "<rdfs:label>@alpha beta </rdfs:label></owl:Class></rdf:RDF>\n",
    ),
    "a node inside, and another prefix for RDF": (
        "owl",
        RDFXML.replace("rdf:RDF", "r:RDF")
        .replace("xmlns:rdf=", "xmlns:r=")
        .replace("xmlns:rdfs=", "xmlns:s=")
        + '<owl:Class r:about="DOID_1">\n<owl:disjointWith>'
        '<owl:Class r:about="DOID_2"><s:label>alpha beta</s:label></owl:Class>'
        "</owl:disjointWith>"
        "<s:label>@alpha beta </s:label></owl:Class></r:RDF>\n",
    ),
    "an attribute": (
        "owl",
        f'{RDFXML}<!-- > --><owl:Class rdfs:comment="a > b" rdf:about="DOID_1"\n'
        '  rdfs:label="@alpha beta "/></rdf:RDF>\n',
    ),
    "an OWL/XML comment": (
        "owx",
        f"{OWX}<!-- {owx(ONE, 'alpha beta ')} -->\n<?x {owx(ONE, 'alpha beta ')}?>\n"
        f"{owx(FULL, '@alpha beta ')}</Ontology>\n",
    ),
    "an OWL/XML CDATA section": (
        "owx",
        OWX
        + owx("<IRI>DOID_2</IRI>", f"<![CDATA[{owx(ONE, 'alpha beta ')}]]>", "rdfs:comment")
        + owx("<IRI>&obo;DOID_1</IRI>", "@alpha beta ")
        + "</Ontology>\n",
    ),
    "an OFN string": (
        "ofn",
        OFN + 'AnnotationAssertion(rdfs:comment :2 "\n' + FAKE.replace('"', '\\"') + '\n")\n'
        'AnnotationAssertion(rdfs:label o:DOID_1 @"alpha beta "))\n',
    ),
    "an OFN comment": (
        "ofn",
        f'{OFN}# {FAKE}\nAnnotationAssertion(rdfs:seeAlso :2 <http://x.org/#(>) # " (\n'
        f'AnnotationAssertion(Annotation(rdfs:comment "({FAKE[:0]}")\n'
        f'rdfs:label <{OBO}DOID_1> # {FAKE}\n@"alpha beta "))\n',
    ),
    "an annotation of another axiom": (
        "ofn",
        f'{OFN}SubClassOf(Annotation(rdfs:label "alpha beta") :1 :2)\n'
        'AnnotationAssertion(rdfs:label :1 @"alpha beta "))\n',
    ),
    "an OBO comment and another stanza": (
        "obo",
        HEAD + "[Term]\nid: DOID:2\n! name: alpha beta\\W\nname: two\ncomment: [Term]\\nid: DOID:1"
        "\\nname: alpha beta\\W\n\n[Term]\nid: DOID:1\n!name: alpha beta\\W\n"
        "name: @alpha beta\\W ! name: alpha beta\n",
    ),
    "JSON in a JSON string": (
        "jsonld",
        JSON
        % (
            '{"@id": "o:DOID_2", "rdfs:comment": '
            '"{\\"@id\\": \\"o:DOID_1\\", \\"rdfs:label\\": \\"alpha beta \\"}",'
            ' "o:a\\"@id": "o:DOID_1", "o:b": "x\\\\"},\n'
            '{"rdfs:label": @"alpha beta ", "@\\u0069d": "o:DOID_1"}'.replace(
                "@\\u0069d", "\\u0040id"
            )
        ),
    ),
}


def written(text: str) -> tuple[str, int]:
    """Return a text without its mark, and where the mark was: the ``@`` before alpha."""
    at = max(text.find('@"alpha'), text.find("@'alpha"), text.find("@alpha"))
    assert at >= 0
    return text[:at] + text[at + 1 :], at


def mended(graph: list[Quad]) -> list[Quad]:
    """Return a graph with the label of DOID:1 as it should be, also where that is annotated."""
    old = Literal("alpha beta ")
    return [
        Quad(q.subject, q.predicate, Literal("alpha beta"), q.graph_name)
        if q.object == old
        and ((str(q.subject), q.predicate) == (f"<{OBO}DOID_1>", LABEL) or q.predicate == TARGET)
        else q
        for q in graph
    ]


@pytest.mark.parametrize("name", DECOYS)
def test_the_statement_is_found_and_mended_and_not_what_looks_like_it(
    name: str, write: Write
) -> None:
    ending, marked = DECOYS[name]
    text, at = written(marked)
    path = write(f"a.{ending}", text)
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    graph = canonical(quads(path))

    report = check(path, select=["label_whitespace"], reason=False)
    (found,) = [f for f in report if f.value == Literal("alpha beta ")]
    assert (found.location.line, found.location.column) == (line, column)
    assert str(found.focus) == f"<{OBO}DOID_1>"

    from doidkit.model import Report

    mending.apply(mending.mends(Report((found,)), path))
    assert canonical(quads(path)) == canonical(mended(graph))
    after = path.read_text(encoding="utf-8")
    value = text.index("beta", at) + len("beta")
    gone = len(text) - len(after)
    assert after == text[:value] + text[value + gone :]
    assert text[value : value + gone] in (" ", "\\W")
