"""Mistakes in the record, the local classes, the slices of other ontologies and the mappings."""

from mutations.edits import add, drop, put, reword, vanish

MISTAKES = {
    # the quarantine
    "the reversed triple is asserted": add("DOID:182", "rdfs:subClassOf", "DOID:6652"),
    "a reversed line is said to agree": put("block:subClassOf", "dk:verdict", "dk:agrees"),
    "a lossy line is said to agree": put("block:hasDbXref", "dk:verdict", "dk:agrees"),
    "an agreeing line is said to be reversed": put("block:label", "dk:verdict", "dk:reversed")
    + " ; "
    + add("block:label", "dk:correction", '"It is the other way round."'),
    "a faulty line is not corrected": drop("block:subClassOf", "dk:correction"),
    "a line is changed": put("block:label", "biolink:object", '"calcinoses"'),
    "a line as written is changed": reword(
        "block:label", "", "dk:asWritten", "calcinosis", "Calcinosis"
    ),
    "a line vanishes": vanish("block:notation"),
    "a record claim covers another line": put("claim:ADD-03", "dk:covers", "block:label"),
    "a record claim covers nothing": drop("claim:ADD-03", "dk:covers"),
    "a false record claim loses its dispute": vanish("evidence:ADD-05-doid"),
    # the record
    "a record has two labels": add("DOID:182", "rdfs:label", '"calcinoses"'),
    "a definition changes and its source stays": put("DOID:182", "IAO:0000115", '"A disease."'),
    "a definition loses its source": "DELETE WHERE { ?axiom owl:annotatedSource DOID:182 }",
    "an id is not that of the IRI": put("DOID:182", "oboInOwl:id", '"DOID:128"'),
    "a cross-reference has a blank": add("DOID:182", "oboInOwl:hasDbXref", '"MESH: D002114"'),
    "a cross-reference is lost": drop("DOID:182", "oboInOwl:hasDbXref", '"MESH:D002114"'),
    "a synonym repeats the label": add("DOID:182", "oboInOwl:hasExactSynonym", '"calcinosis"'),
    "a record loses its parent": drop("DOID:182", "rdfs:subClassOf"),
    "a record's parent is wrong": put("DOID:182", "rdfs:subClassOf", "DOID:4"),
    # local classes
    "a local class has no definition": drop("dkt:calcinosis-cutis", "IAO:0000115"),
    "a local class has another parent": put(
        "dkt:calcinosis-cutis", "rdfs:subClassOf", "DOID:10575"
    ),
    "a local class is an orphan": drop("dkt:iatrogenic-calcification", "rdfs:subClassOf"),
    "a local class hangs on nothing": put(
        "dkt:iatrogenic-calcification", "rdfs:subClassOf", "dkt:calcinosis-cuti"
    ),
    "local classes go round": add(
        "dkt:calcinosis-cutis", "rdfs:subClassOf", "dkt:iatrogenic-calcification"
    ),
    "a DOID term hangs under a local class": add(
        "DOID:4734", "rdfs:subClassOf", "dkt:calcinosis-cutis"
    ),
    "a local class is a phenotype": add("dkt:calcinosis-cutis", "skos:exactMatch", "HP:0025520")
    + " ; "
    + add("dkt:calcinosis-cutis", "owl:equivalentClass", "HP:0025520"),
    "a local class has another id": put("dkt:calcinosis-cutis", "oboInOwl:id", '"DOID:9999999"'),
    "a local class is renamed": put("dkt:calcinosis-cutis", "rdfs:label", '"calcinosis"@en'),
    "a local class has two labels": add("dkt:calcinosis-cutis", "rdfs:label", '"calcification"@en'),
    "a type is missing in the scheme": drop(
        "dkt:calcinosis-cutis-types", "skos:hasTopConcept", "dkt:iatrogenic-calcification"
    ),
    # slices
    "an imported term loses its label": drop("HP:0012531", "rdfs:label"),
    "an imported label is changed": put("HP:0012531", "rdfs:label", '"Ache"'),
    "the label of an imported superclass is changed": put("HP:0011121", "rdfs:label", '"Skin"'),
    "an imported label has a language": put("HP:0012531", "rdfs:label", '"Pain"@en'),
    "an imported term hangs elsewhere": put("HP:0012531", "rdfs:subClassOf", "HP:0001574"),
    "an imported term loses its parent": drop("HP:0012531", "rdfs:subClassOf"),
    "an imported term is obsolete": add("HP:0012531", "owl:deprecated", "true"),
    "an imported term has a definition": add(
        "HP:0012531", "IAO:0000115", '"An unpleasant feeling."'
    ),
    "imported terms go round": add("HP:0000118", "rdfs:subClassOf", "HP:0012531"),
    # mappings
    "a mapping has another predicate": "DELETE { ?m owl:annotatedProperty ?old } INSERT { ?m "
    "owl:annotatedProperty owl:equivalentClass } WHERE { ?m owl:annotatedTarget LOINC:6874-2 ; "
    "owl:annotatedProperty ?old }",
    "a mapping has no target": "DELETE WHERE { ?m owl:annotatedTarget LOINC:6874-2 }",
    "a mapping's label is not the target's": "DELETE { ?m sssom:object_label ?old } INSERT { ?m "
    'sssom:object_label "Pains" } WHERE { ?m owl:annotatedTarget HP:0012531 ; '
    "sssom:object_label ?old }",
    "a mapping leads to the wrong term": "DELETE { ?m owl:annotatedTarget HP:0012531 } INSERT { ?m "
    "owl:annotatedTarget HP:0012649 } WHERE { ?m owl:annotatedTarget HP:0012531 }",
    "a mapping is not justified": "DELETE { ?m sssom:mapping_justification ?why } WHERE { ?m "
    "owl:annotatedTarget LOINC:6874-2 ; sssom:mapping_justification ?why }",
    "a denied mapping is affirmed": "DELETE { ?m sssom:predicate_modifier ?not } WHERE { ?m "
    "owl:annotatedTarget MAXO:0000852 ; sssom:predicate_modifier ?not }",
    "a mapping is affirmed and denied": "INSERT { ?new a sssom:Mapping ; "
    "sssom:subject_label ?words ; owl:annotatedProperty ?match ; owl:annotatedTarget ?target ; "
    "sssom:object_label ?label ; sssom:mapping_justification ?why } WHERE { ?m "
    "sssom:predicate_modifier ?not ; sssom:subject_label ?words ; owl:annotatedProperty ?match ; "
    "owl:annotatedTarget ?target ; sssom:object_label ?label ; sssom:mapping_justification ?why "
    "FILTER(?target = SYMP:0000487) BIND(<https://w3id.org/doidkit/mapping/new> AS ?new) }",
    "a word has two exact matches in one ontology": "DELETE { ?m owl:annotatedProperty "
    "skos:broadMatch } INSERT { ?m owl:annotatedProperty skos:exactMatch } WHERE { ?m "
    'sssom:subject_label "warfarin" ; owl:annotatedTarget MAXO:0000178 ; owl:annotatedProperty '
    "skos:broadMatch . } ; INSERT { ?m sssom:object_source ?where } WHERE { ?m "
    "owl:annotatedTarget MAXO:0000178 . ?other owl:annotatedTarget CHEBI:10033 ; "
    "sssom:object_source ?where }",
    "a disease is made a phenotype": "DELETE { ?m owl:annotatedProperty ?old } INSERT { ?m "
    "owl:annotatedProperty skos:exactMatch } WHERE { ?m owl:annotatedSource DOID:182 ; "
    "owl:annotatedTarget HP:0003761 ; owl:annotatedProperty ?old }",
    "nothing is found nowhere": "DELETE { ?m sssom:object_source ?where } WHERE { ?m "
    "owl:annotatedTarget sssom:NoTermFound ; sssom:object_source ?where }",
}
