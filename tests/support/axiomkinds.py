"""An ontology in functional syntax with an axiom of each kind, and of each form that matters."""

HEAD = """Prefix(:=<http://example.org/>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Prefix(xsd:=<http://www.w3.org/2001/XMLSchema#>)
Ontology(<http://example.org/o> <http://example.org/o/1>
Annotation(Annotation(rdfs:comment "nested") rdfs:comment "of the ontology"@EN)
"""
AXIOMS = [
    "Declaration(Class(:A))",
    'Declaration(Annotation(rdfs:comment "why") Class(:B))',
    "Declaration(ObjectProperty(:r))",
    "Declaration(DataProperty(:d))",
    "Declaration(AnnotationProperty(:p))",
    "Declaration(NamedIndividual(:i))",
    'AnnotationAssertion(:p :A "tab\there")',
    'AnnotationAssertion(:p :A "bell\x07 and\nline")',
    'AnnotationAssertion(:p :A "an \\"escape\\" and a \\\\")',
    'AnnotationAssertion(:p :A "language"@EN-gb)',
    'AnnotationAssertion(:p :A "a string"^^xsd:string)',
    'AnnotationAssertion(:p :A "7"^^xsd:integer)',
    'AnnotationAssertion(:p :A "tail@"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#PlainLiteral>)',
    "AnnotationAssertion(:p :A <http://example.org/value>)",
    'AnnotationAssertion(:p :A "\U0001f9b4 et \u00e9")',
    'AnnotationAssertion(Annotation(:p "b") Annotation(:p "a"@EN) :p :A "annotated twice")',
    'AnnotationAssertion(Annotation(Annotation(:p "z") :p "b") :p :A "nested")',
    'AnnotationAssertion(:p _:x "of a blank node")',
    "AnnotationAssertion(:p :A _:x)",
    "SubClassOf(:A :B)",
    'SubClassOf(Annotation(:p "1"^^xsd:integer) :A :B)',
    "SubClassOf(:A ObjectSomeValuesFrom(:r ObjectIntersectionOf(:B :A)))",
    "SubClassOf(:A ObjectMinCardinality(2 ObjectInverseOf(:r) :B))",
    "SubClassOf(:A DataSomeValuesFrom(:d DatatypeRestriction(xsd:integer "
    'xsd:minInclusive "1"^^xsd:integer)))',
    "EquivalentClasses(:B :A ObjectUnionOf(:A :B))",
    "DisjointClasses(:B :A)",
    "DisjointUnion(:A :B ObjectComplementOf(:B))",
    "HasKey(:A (:r) (:d))",
    "SubObjectPropertyOf(ObjectPropertyChain(:r :r) :r)",
    "InverseObjectProperties(:r :r)",
    "SubAnnotationPropertyOf(:p :p)",
    "ClassAssertion(:A :i)",
    "ClassAssertion(:A _:x)",
    'DataPropertyAssertion(:d :i "1"^^xsd:integer)',
    "NegativeObjectPropertyAssertion(:r :i :i)",
    "DLSafeRule(Body(ClassAtom(:A Variable(<urn:swrl#x>))) "
    "Head(ClassAtom(:B Variable(<urn:swrl#x>))))",
]
