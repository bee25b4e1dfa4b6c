"""Edits of two small ontologies, one in OBO and one in functional syntax, and what each did.

What is expected is read off the edit by hand: term, kind, what was and what is.
"""

from dataclasses import dataclass

OBO = """\
format-version: 1.2
data-version: releases/2024-01-31
default-namespace: disease_ontology
subsetdef: one "One"
synonymtypedef: acr "Acronym"
idspace: skos http://www.w3.org/2004/02/skos/core#
import: http://example.org/a.owl
ontology: doid
remark: hello

[Term]
id: DOID:1
name: heart disease
namespace: own
alt_id: DOID:77
def: "A disease of the heart." [url:a, PMID:1]
comment: old
subset: one
synonym: "cardiac disease" RELATED acr [PMID:7]
synonym: "cor" EXACT []
xref: ICD9CM:410 {source="MONDO:eq"}
xref: MESH:D1
property_value: skos:exactMatch MESH:D1
property_value: skos:closeMatch UMLS:C1
intersection_of: DOID:4
intersection_of: RO:1 DOID:7
is_a: DOID:4
disjoint_from: DOID:3
relationship: RO:1 DOID:7
created_by: me

[Term]
id: DOID:2
name: other
is_obsolete: true
replaced_by: DOID:7
consider: DOID:4

[Term]
id: DOID:3
name: third
synonym: "c" EXACT []
is_a: DOID:7

[Term]
id: DOID:4
name: disease

[Term]
id: DOID:7
name: organ disease
is_a: DOID:4

[Typedef]
id: RO:1
name: has part
domain: DOID:4
is_transitive: true

[Typedef]
id: RO:2
name: has organ
is_a: RO:1

[Instance]
id: DOID:i
name: case
instance_of: DOID:4
"""
NEW_TERMS = """
[Term]
id: DOID:10
name: ten
is_a: DOID:4

[Term]
id: DOID:11
name: eleven
is_a: DOID:4
"""
_FIRST = OBO[OBO.index("[Term]\nid: DOID:1\n") : OBO.index("[Term]\nid: DOID:2\n")]
OFN = """\
Prefix(:=<http://purl.obolibrary.org/obo/DOID_>)
Prefix(owl:=<http://www.w3.org/2002/07/owl#>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Prefix(xsd:=<http://www.w3.org/2001/XMLSchema#>)
Prefix(obo:=<http://purl.obolibrary.org/obo/>)
Prefix(oio:=<http://www.geneontology.org/formats/oboInOwl#>)
Ontology(:o :o1
Import(:import)
Annotation(Annotation(rdfs:label "note of a note") rdfs:comment "about")
Declaration(Class(:1))
Declaration(Class(:2))
Declaration(Class(:3))
Declaration(Class(:4))
Declaration(ObjectProperty(:r))
Declaration(ObjectProperty(:s))
Declaration(DataProperty(:d))
Declaration(NamedIndividual(:i))
Declaration(NamedIndividual(:j))
AnnotationAssertion(rdfs:label :1 "one"@en)
AnnotationAssertion(rdfs:label :2 "two"@en)
AnnotationAssertion(rdfs:label :3 "three"@en)
AnnotationAssertion(rdfs:label :r "rel")
AnnotationAssertion(Annotation(Annotation(rdfs:comment "deep") oio:hasDbXref "PMID:1") obo:IAO_0000115 :1 "Def."@en)
AnnotationAssertion(Annotation(oio:hasDbXref "PMID:2") oio:hasExactSynonym :1 "uno"@en)
AnnotationAssertion(oio:id :1 "DOID:1")
AnnotationAssertion(owl:deprecated :4 "true"^^xsd:boolean)
SubClassOf(Annotation(rdfs:comment "why") :2 :1)
SubClassOf(:2 ObjectSomeValuesFrom(:r ObjectIntersectionOf(:3 ObjectSomeValuesFrom(:s :1))))
EquivalentClasses(Annotation(rdfs:comment "note") :3 ObjectIntersectionOf(:1 ObjectSomeValuesFrom(:r ObjectUnionOf(:2 :4))))
SubClassOf(ObjectIntersectionOf(:1 :2) :3)
DisjointClasses(:1 :3 :4)
SubObjectPropertyOf(:s :r)
SubObjectPropertyOf(ObjectPropertyChain(:r :s) :r)
ObjectPropertyDomain(:r :1)
ClassAssertion(:1 :i)
ObjectPropertyAssertion(:r :i :j)
NegativeObjectPropertyAssertion(:r :j :i)
DataPropertyAssertion(:d :i "7"^^xsd:integer)
HasKey(:1 () (:d))
)
"""  # noqa: E501


@dataclass(frozen=True)
class Edit:
    """Replacements in a text, and the changes that they are."""

    replacements: tuple[tuple[str, str], ...]
    changes: tuple[tuple[str, str, str, str], ...]

    def of(self, text: str) -> str:
        """Return an edited text."""
        for old, new in self.replacements:
            assert old in text, old
            text = text.replace(old, new)
        return text

    def fits(self, text: str) -> bool:
        """Return whether a text has all that is to be replaced."""
        return all(old in text for old, _ in self.replacements)


def _of(*replacements: tuple[str, str], to: tuple[tuple[str, str, str, str], ...]) -> Edit:
    return Edit(replacements, to)


def _term(name: str) -> str:
    return f"<http://purl.obolibrary.org/obo/{name}>"


_HEAD = "doid.owl"
_EXACT, _CARDIAC = '"cor"', '"cardiac disease"'
_TEXT = '"A disease of the heart."'

OF_OBO = {
    "label": _of(
        ("name: third", "name: 3rd"), to=(("DOID_3", "label changed", '"third"', '"3rd"'),)
    ),
    "definition and its source": _of(
        ("of the heart", "of a heart"),
        ("url:a", "url:b"),
        to=(
            ("DOID_1", "definition changed", _TEXT, '"A disease of a heart."'),
            ("DOID_1", "definition source changed", _TEXT, '"A disease of a heart."'),
        ),
    ),
    "definition source": _of(
        ("url:a", "url:b"), to=(("DOID_1", "definition source changed", _TEXT, _TEXT),)
    ),
    "definition removed": _of(
        ('def: "A disease of the heart." [url:a, PMID:1]\n', ""),
        to=(("DOID_1", "definition changed", _TEXT, ""),),
    ),
    "comment": _of(
        ("comment: old", "comment: new"), to=(("DOID_1", "comment changed", '"old"', '"new"'),)
    ),
    "synonym added": _of(
        ('synonym: "c"', 'synonym: "d" NARROW [PMID:3]\nsynonym: "c"'),
        to=(("DOID_3", "synonym added", "", '"d"'),),
    ),
    "synonym removed": _of(
        ('synonym: "cor" EXACT []\n', ""), to=(("DOID_1", "synonym removed", _EXACT, ""),)
    ),
    "synonym with another scope": _of(
        ('"cor" EXACT', '"cor" BROAD'),
        to=(("DOID_1", "synonym scope changed", _EXACT, _EXACT),),
    ),
    "annotated synonym with another scope": _of(
        ("RELATED acr", "NARROW acr"),
        to=(("DOID_1", "synonym scope changed", _CARDIAC, _CARDIAC),),
    ),
    "synonym of another type": _of(
        ('"cor" EXACT', '"cor" EXACT acr'),
        to=(("DOID_1", "synonym type changed", _EXACT, _EXACT),),
    ),
    "synonym with another scope and type": _of(
        ("RELATED acr [PMID:7]", "EXACT [PMID:7]"),
        to=(
            ("DOID_1", "synonym scope changed", _CARDIAC, _CARDIAC),
            ("DOID_1", "synonym type changed", _CARDIAC, _CARDIAC),
        ),
    ),
    "xref on a synonym": _of(
        ("acr [PMID:7]", "acr [PMID:7, PMID:8]"),
        to=(("DOID_1", "synonym source changed", _CARDIAC, _CARDIAC),),
    ),
    "xref added": _of(
        ("xref: MESH:D1", "xref: A:1\nxref: MESH:D1"),
        to=(("DOID_1", "xref added", "", '"A:1"'),),
    ),
    "xref removed": _of(("xref: MESH:D1\n", ""), to=(("DOID_1", "xref removed", '"MESH:D1"', ""),)),
    "annotated xref with another prefix": _of(
        ("ICD9CM:410", "ICD9:410"),
        to=(("DOID_1", "xref prefix changed", '"ICD9CM:410"', '"ICD9:410"'),),
    ),
    "annotation of an xref": _of(
        ("MONDO:eq", "MONDO:no"),
        to=(("DOID_1", "statement's annotation changed", '"ICD9CM:410"', '"ICD9CM:410"'),),
    ),
    "mapping added": _of(
        (
            "property_value: skos:close",
            "property_value: skos:exactMatch A:1\nproperty_value: skos:close",
        ),
        to=(("DOID_1", "mapping added", "", _term("A_1")),),
    ),
    "mapping removed": _of(
        ("property_value: skos:closeMatch UMLS:C1\n", ""),
        to=(("DOID_1", "mapping removed", _term("UMLS_C1"), ""),),
    ),
    "mapping with another prefix": _of(
        ("UMLS:C1", "CUI:C1"),
        to=(("DOID_1", "mapping prefix changed", _term("UMLS_C1"), _term("CUI_C1")),),
    ),
    "mapping of another kind": _of(
        ("skos:closeMatch", "skos:broadMatch"),
        to=(("DOID_1", "mapping changed", _term("UMLS_C1"), _term("UMLS_C1")),),
    ),
    "parent added": _of(
        ('"c" EXACT []\n', '"c" EXACT []\nis_a: DOID:1\n'),
        to=(("DOID_3", "parent added", "", _term("DOID_1")),),
    ),
    "parent removed": _of(
        ("name: organ disease\nis_a: DOID:4\n", "name: organ disease\n"),
        to=(("DOID_7", "parent removed", _term("DOID_4"), ""),),
    ),
    "parent moved": _of(
        ("[]\nis_a: DOID:7", "[]\nis_a: DOID:4"),
        to=(("DOID_3", "parent moved", _term("DOID_7"), _term("DOID_4")),),
    ),
    "logical definition": _of(
        ("intersection_of: RO:1 DOID:7", "intersection_of: RO:1 DOID:3"),
        to=(
            (
                "DOID_1",
                "axiom changed",
                "EquivalentTo 'disease' and ('has part' some 'organ disease')",
                "EquivalentTo 'disease' and ('has part' some 'third')",
            ),
        ),
    ),
    "disjointness": _of(
        ("disjoint_from: DOID:3\n", ""),
        to=(("DOID_1", "axiom removed", "DisjointWith 'third'", ""),),
    ),
    "subset added": _of(
        ("[]\nis_a: DOID:7", "[]\nsubset: one\nis_a: DOID:7"),
        to=(("DOID_3", "subset added", "", _term("doid#one")),),
    ),
    "subset removed": _of(
        ("subset: one\n", ""), to=(("DOID_1", "subset removed", _term("doid#one"), ""),)
    ),
    "subset's definition": _of(
        ('"One"', '"Uno"'), to=(("doid#one", "comment changed", '"One"', '"Uno"'),)
    ),
    "subset and type of synonyms defined and removed": _of(
        ("subsetdef: one", 'subsetdef: two "Two"\nsubsetdef: one'),
        ('synonymtypedef: acr "Acronym"\n', ""),
        to=(
            ("doid#acr", "subset or synonym type removed", "", ""),
            ("doid#two", "subset or synonym type defined", "", ""),
        ),
    ),
    "synonym type's definition": _of(
        ('"Acronym"', '"Short"'), to=(("doid#acr", "label changed", '"Acronym"', '"Short"'),)
    ),
    "namespace": _of(
        ("namespace: own", "namespace: his"),
        to=(("DOID_1", "namespace changed", '"own"', '"his"'),),
    ),
    "default namespace": _of(
        ("disease_ontology", "diseases"),
        to=(
            ("", "namespace changed", '"disease_ontology"', '"diseases"'),
            (_HEAD, "ontology metadata changed", '"disease_ontology"', '"diseases"'),
        ),
    ),
    "alternative id": _of(
        ("alt_id: DOID:77", "alt_id: DOID:78"),
        to=(("DOID_1", "id changed", '"DOID:77"', '"DOID:78"'),),
    ),
    "id": _of(
        ("id: DOID:3", "id: DOID:33"),
        ("disjoint_from: DOID:3", "disjoint_from: DOID:33"),
        to=(
            ("DOID_1", "axiom changed", "DisjointWith 'third'", "DisjointWith 'third'"),
            ("DOID_33", "id changed", _term("DOID_3"), _term("DOID_33")),
        ),
    ),
    "term added": _of(
        ("\n[Typedef]\nid: RO:1", f"{NEW_TERMS}\n[Typedef]\nid: RO:1"),
        to=(("DOID_10", "term added", "", ""), ("DOID_11", "term added", "", "")),
    ),
    "term removed": _of(
        ('[Term]\nid: DOID:3\nname: third\nsynonym: "c" EXACT []\nis_a: DOID:7\n\n', ""),
        ("disjoint_from: DOID:3\n", ""),
        to=(
            ("DOID_1", "axiom removed", "DisjointWith 'third'", ""),
            ("DOID_3", "term removed", "", ""),
        ),
    ),
    "term with an alternative id removed": _of(
        (_FIRST, ""), to=(("DOID_1", "term removed", "", ""),)
    ),
    "plain term with an alternative id added": _of(
        ("\n[Typedef]\nid: RO:1", "\n[Term]\nid: DOID:12\nalt_id: DOID:13\n\n[Typedef]\nid: RO:1"),
        to=(("DOID_12", "term added", "", ""),),
    ),
    "term obsoleted": _of(
        ("[]\nis_a: DOID:7\n", "[]\nis_obsolete: true\nreplaced_by: DOID:1\nconsider: DOID:4\n"),
        ("name: third", "name: obsolete third"),
        to=(
            ("DOID_3", "term obsoleted", "", _term("DOID_1")),
            ("DOID_3", "label changed", '"third"', '"obsolete third"'),
            ("DOID_3", "parent removed", _term("DOID_7"), ""),
        ),
    ),
    "term un-obsoleted": _of(
        (
            "is_obsolete: true\nreplaced_by: DOID:7\nconsider: DOID:4\n",
            "is_a: DOID:4\n",
        ),
        to=(
            ("DOID_2", "term un-obsoleted", _term("DOID_7"), ""),
            ("DOID_2", "parent added", "", _term("DOID_4")),
        ),
    ),
    "replacement": _of(
        ("replaced_by: DOID:7", "replaced_by: DOID:3"),
        to=(("DOID_2", "replacement changed", _term("DOID_7"), _term("DOID_3")),),
    ),
    "replacement removed": _of(
        ("replaced_by: DOID:7\n", ""),
        to=(("DOID_2", "replacement changed", _term("DOID_7"), ""),),
    ),
    "term merged": _of(
        ("alt_id: DOID:77", "alt_id: DOID:77\nalt_id: DOID:3"),
        ('name: third\nsynonym: "c" EXACT []\nis_a: DOID:7', "name: third\nis_obsolete: true"),
        to=(
            ("DOID_3", "term merged", "", _term("DOID_1")),
            ("DOID_3", "synonym removed", '"c"', ""),
            ("DOID_3", "parent removed", _term("DOID_7"), ""),
        ),
    ),
    "two terms merged into one that is obsoleted": _of(
        ("alt_id: DOID:77", "alt_id: DOID:77\nalt_id: DOID:3\nalt_id: DOID:7\nis_obsolete: true"),
        ('synonym: "c" EXACT []\nis_a: DOID:7', "is_obsolete: true"),
        ("organ disease\nis_a: DOID:4", "organ disease\nis_obsolete: true"),
        to=(
            ("DOID_1", "term obsoleted", "", ""),
            ("DOID_3", "term merged", "", _term("DOID_1")),
            ("DOID_3", "synonym removed", '"c"', ""),
            ("DOID_3", "parent removed", _term("DOID_7"), ""),
            ("DOID_7", "term merged", "", _term("DOID_1")),
            ("DOID_7", "parent removed", _term("DOID_4"), ""),
        ),
    ),
    "term split": _of(
        (
            "[]\nis_a: DOID:7\n",
            f"[]\nis_obsolete: true\nconsider: DOID:10\nconsider: DOID:11\n{NEW_TERMS}",
        ),
        to=(
            ("DOID_10", "term added", "", ""),
            ("DOID_11", "term added", "", ""),
            ("DOID_3", "term split", "", ""),
            ("DOID_3", "parent removed", _term("DOID_7"), ""),
        ),
    ),
    "relation's label": _of(
        ("name: has part", "name: part"),
        to=(("RO_1", "label changed", '"has part"', '"part"'),),
    ),
    "relation's parent and domain": _of(
        ("is_a: RO:1\n", ""),
        ("domain: DOID:4", "domain: DOID:7"),
        to=(
            ("RO_1", "axiom changed", "Domain 'disease'", "Domain 'organ disease'"),
            ("RO_2", "parent removed", _term("RO_1"), ""),
        ),
    ),
    "relation's characteristic": _of(
        ("is_transitive: true\n", ""),
        to=(("RO_1", "axiom removed", "Characteristics Transitive", ""),),
    ),
    "relation added": _of(
        (
            "[Typedef]\nid: RO:2",
            "[Typedef]\nid: RO:3\nname: new\nis_transitive: true\n\n[Typedef]\nid: RO:2",
        ),
        to=(("RO_3", "term added", "", ""),),
    ),
    "individual's class": _of(
        ("instance_of: DOID:4", "instance_of: DOID:7"),
        to=(("DOID_i", "axiom changed", "Types 'disease'", "Types 'organ disease'"),),
    ),
    "individual removed": _of(
        ("\n[Instance]\nid: DOID:i\nname: case\ninstance_of: DOID:4\n", ""),
        to=(("DOID_i", "term removed", "", ""),),
    ),
    "version": _of(
        ("2024-01-31", "2026-07-31"),
        to=(
            (
                _HEAD,
                "ontology metadata changed",
                _term("doid/releases/2024-01-31/doid.owl"),
                _term("doid/releases/2026-07-31/doid.owl"),
            ),
        ),
    ),
    "remark": _of(
        ("remark: hello", "remark: bye"),
        to=((_HEAD, "ontology metadata changed", '"hello"', '"bye"'),),
    ),
    "import": _of(
        ("http://example.org/a.owl", "http://example.org/b.owl"),
        to=(
            (_HEAD, "import added", "", "<http://example.org/b.owl>"),
            (_HEAD, "import removed", "<http://example.org/a.owl>", ""),
        ),
    ),
    "anything else": _of(
        ("created_by: me", "created_by: you"),
        to=(("DOID_1", "annotation changed", '"me"', '"you"'),),
    ),
}
_DEFINED = "EquivalentTo 'one' and ('rel' some ('two' or DOID:4))"
_NESTED = "SubClassOf 'rel' some ('three' and (DOID:s some 'one'))"
OF_OFN = {
    "annotation of an annotation": _of(
        ('"deep"', '"deeper"'),
        to=(("DOID_1", "definition source changed", '"Def."', '"Def."'),),
    ),
    "text whose annotation is annotated": _of(
        ('"Def."@en', '"Definition."@en'),
        to=(("DOID_1", "definition changed", '"Def."@en', '"Definition."@en'),),
    ),
    "annotation of the ontology's annotation": _of(
        ('"note of a note"', '"another"'),
        to=(("DOID_o", "statement's annotation changed", '"about"', '"about"'),),
    ),
    "annotation of a parent": _of(
        ('"why"', '"because"'),
        to=(("DOID_2", "statement's annotation changed", _term("DOID_1"), _term("DOID_1")),),
    ),
    "annotation of a definition in logic": _of(
        ('"note"', '"other"'),
        to=(("DOID_3", "statement's annotation changed", _DEFINED, _DEFINED),),
    ),
    "annotated definition in logic": _of(
        ("ObjectUnionOf(:2 :4)", "ObjectUnionOf(:1 :2)"),
        to=(
            (
                "DOID_3",
                "axiom changed",
                _DEFINED,
                "EquivalentTo 'one' and ('rel' some ('one' or 'two'))",
            ),
        ),
    ),
    "annotated parent": _of(
        ('"why") :2 :1', '"why") :2 :3'),
        to=(("DOID_2", "parent moved", _term("DOID_1"), _term("DOID_3")),),
    ),
    "deep inside of an axiom": _of(
        ("ObjectSomeValuesFrom(:s :1)", "ObjectSomeValuesFrom(:s :4)"),
        to=(
            (
                "DOID_2",
                "axiom changed",
                _NESTED,
                "SubClassOf 'rel' some ('three' and (DOID:s some DOID:4))",
            ),
        ),
    ),
    "axiom of no name": _of(
        ("ObjectIntersectionOf(:1 :2) :3", "ObjectIntersectionOf(:1 :2) :4"),
        to=(
            (
                "",
                "axiom changed",
                "('one' and 'two') SubClassOf 'three'",
                "('one' and 'two') SubClassOf DOID:4",
            ),
        ),
    ),
    "disjoint classes": _of(
        ("DisjointClasses(:1 :3 :4)", "DisjointClasses(:1 :2 :4)"),
        to=(
            (
                "",
                "axiom changed",
                "DisjointClasses: 'one', 'three', DOID:4",
                "DisjointClasses: 'one', 'two', DOID:4",
            ),
        ),
    ),
    "chain": _of(
        ("ObjectPropertyChain(:r :s)", "ObjectPropertyChain(:s :r)"),
        to=(
            (
                "DOID_r",
                "axiom changed",
                "('rel' o DOID:s) SubPropertyOf 'rel'",
                "(DOID:s o 'rel') SubPropertyOf 'rel'",
            ),
        ),
    ),
    "key": _of(
        ("HasKey(:1 () (:d))\n", ""), to=(("DOID_1", "axiom removed", "HasKey DOID:d", ""),)
    ),
    "fact": _of(
        ('"7"', '"8"'),
        to=(
            (
                "DOID_i",
                "axiom changed",
                'Facts DOID:d "7"^^<http://www.w3.org/2001/XMLSchema#integer>',
                'Facts DOID:d "8"^^<http://www.w3.org/2001/XMLSchema#integer>',
            ),
        ),
    ),
    "fact that is none": _of(
        ("NegativeObjectPropertyAssertion(:r :j", "NegativeObjectPropertyAssertion(:s :j"),
        to=(("DOID_j", "axiom changed", "Facts not 'rel' DOID:i", "Facts not DOID:s DOID:i"),),
    ),
    "individual added": _of(
        (
            "Declaration(NamedIndividual(:i))",
            "Declaration(NamedIndividual(:i))\nDeclaration(NamedIndividual(:k))\n"
            "ClassAssertion(:1 :k)",
        ),
        to=(("DOID_k", "term added", "", ""),),
    ),
    "id that the file says": _of(
        ('"DOID:1"', '"DOID:01"'),
        to=(("DOID_1", "id changed", '"DOID:1"', '"DOID:01"'),),
    ),
    "ontology's id": _of(
        ("Ontology(:o :o1", "Ontology(:p :o1"),
        to=(("DOID_p", "id changed", _term("DOID_o"), _term("DOID_p")),),
    ),
    "import": _of(
        ("Import(:import)", "Import(:imports)"),
        to=(
            ("DOID_o", "import added", "", _term("DOID_imports")),
            ("DOID_o", "import removed", _term("DOID_import"), ""),
        ),
    ),
    "no longer obsolete, as it is said not to be": _of(
        ('"true"', '"false"'), to=(("DOID_4", "term un-obsoleted", "", ""),)
    ),
    "language of one label": _of(
        ('"one"@en', '"one"@de'), to=(("", "language tags changed", "en", "de"),)
    ),
    "all but an expression": _of(
        ("Declaration(Class(:2))\n", ""),
        ('AnnotationAssertion(rdfs:label :2 "two"@en)\n', ""),
        ('SubClassOf(Annotation(rdfs:comment "why") :2 :1)\n', ""),
        to=(
            ("DOID_2", "axiom removed", "Declaration: Class('two')", ""),
            ("DOID_2", "label changed", '"two"@en', ""),
            ("DOID_2", "parent removed", _term("DOID_1"), ""),
        ),
    ),
    "declaration of what is still there": _of(
        ("Declaration(Class(:2))\n", ""),
        to=(("DOID_2", "axiom removed", "Declaration: Class('two')", ""),),
    ),
}
