"""Siblings of the other mistakes, thought of when those were found: the same on other claims."""

from mutations.edits import add, drop, member, put, reword, swap, vanish

SUPPORTS, DISPUTES = "SEPIO:0000007", "SEPIO:0000008"
_FIRST_PASSAGE = "{ SELECT ?it WHERE { ?it a dk:DeclinedPassage } ORDER BY ?it LIMIT 1 }"

MISTAKES = {
    # the wrong way round, the wrong kind
    "several sites and their disease are swapped": swap("claim:SYM-01"),
    "a symptom and its disease are swapped": swap("claim:SYM-07"),
    "a drug and its class are swapped": swap("claim:TRT-17"),
    "a drug and its role are swapped": swap("claim:TRT-19"),
    "a role is a phenotype": put("claim:TRT-19", "biolink:object", "HP:0003072"),
    "a role is a substance": put("claim:TRT-19", "biolink:object", "CHEBI:29007"),
    "a role is a disease": put("claim:TRT-19", "biolink:object", "DOID:182"),
    "a class of substances is a role": put("claim:TRT-17", "biolink:object", "CHEBI:36047"),
    "a role of ChEBI becomes a substance": "DELETE { ?r owl:someValuesFrom CHEBI:50503 } INSERT "
    "{ ?r owl:someValuesFrom CHEBI:29007 } WHERE { ?r owl:someValuesFrom CHEBI:50503 }",
    "what a test shows is a phenotype": put("claim:DIA-10", "biolink:object", "HP:0010766"),
    "what shows a sign is a disease": put("claim:DIA-10", "biolink:subject", "DOID:182"),
    "what is sensitive is a drug": put("claim:DIA-06", "biolink:subject", "CHEBI:10033"),
    "the onset of a disease is a severity": put("claim:SYM-08", "biolink:object", "HP:0012828"),
    "an onset is called a sign": put("claim:SYM-08", "biolink:predicate", "RO:0002200"),
    "a sign is called an onset": put("claim:SYM-02", "biolink:predicate", "dk:hasOnset"),
    "a symptom is a sign of HPO": put("claim:SYM-07", "biolink:object", "HP:0012531"),
    "a symptom of SYMP is called a phenotype": put(
        "claim:SYM-07", "biolink:predicate", "RO:0002200"
    ),
    "a claim is a class too": "INSERT DATA { claim:SYM-02 a owl:Class }",
    # another disease, another drug, another specimen than the words have
    "a drug for another disease": put("claim:TRT-05", "biolink:object", "DOID:9074"),
    "a claim about one drug is led to another": put(
        "claim:TRT-10", "biolink:subject", "CHEBI:50694"
    ),
    "a sign of one type is led to another": put(
        "claim:DES-09", "biolink:subject", "dkt:metastatic-calcification"
    ),
    "a blood test becomes a urine test": member(
        "claim:DIA-04", "biolink:object", "LOINC:17861-6", "LOINC:6874-2"
    ),
    "computed tomography becomes ultrasonography": put(
        "claim:DIA-07", "biolink:object", "MAXO:0000072"
    ),
    # qualifiers
    "a claim is limited to its own disease": add(
        "claim:SYM-02", "biolink:disease_context_qualifier", "dkt:calcinosis-cutis"
    ),
    "a frequency on a rarity": add("claim:DES-02", "biolink:frequency_qualifier", "dk:often"),
    "a frequency on a site": add("claim:SYM-01", "biolink:frequency_qualifier", "dk:often"),
    "a frequency on a drug": add("claim:TRT-05", "biolink:frequency_qualifier", "dk:often"),
    "a severity on a type": add("claim:DES-11", "biolink:severity_qualifier", "HP:0012828"),
    "a severity on a differential": add("claim:DIF-04", "biolink:severity_qualifier", "HP:0012828"),
    "an onset on a site": add("claim:SYM-01", "biolink:onset_qualifier", "HP:0003623"),
    "an extent on a test": add("claim:DIA-07", "dk:extent", "HP:0012837"),
    "a regimen on a sign": add("claim:SYM-02", "dk:regimen", "dk:combination"),
    "a regimen is a modality": put("claim:TRT-08", "dk:regimen", "dk:reported"),
    "a use is stated flatly": drop("claim:TRT-05", "dk:modality"),
    "a denial loses its no": drop("claim:SYM-07", "biolink:negated"),
    "a denial is denied": put("claim:SYM-07", "biolink:negated", "false"),
    "a statement is denied": add("claim:SYM-02", "biolink:negated", "true"),
    "a use is denied": add("claim:TRT-05", "biolink:negated", "true"),
    # words
    "a quote stands in several places": reword(
        "claim:SYM-07", "oa:hasTarget/oa:hasSelector", "oa:exact", ".+", "calcinosis cutis"
    ),
    "the words before a quote are lost": "DELETE { ?s oa:prefix ?p } WHERE { ?x a dk:Claim ; "
    "oa:hasTarget/oa:hasSelector ?s . ?s oa:prefix ?p }",
    "a section's text loses a word": reword(
        "section:symptoms", "", "schema:text", "often has no symptoms", "has no symptoms"
    ),
    "a section's text loses its end": reword(
        "section:treatment", "", "schema:text", "Always consult.*", ""
    ),
    "a declined passage vanishes": f"DELETE {{ ?it ?p ?o }} WHERE {{ {_FIRST_PASSAGE} ?it ?p ?o }}",
    "a passage is declined without a reason": "DELETE { ?it dk:reason ?why } "
    f"WHERE {{ {_FIRST_PASSAGE} ?it dk:reason ?why }}",
    "a reason to decline is made up": "DELETE { ?it dk:reason ?why } INSERT { ?it dk:reason "
    f"dk:often }} WHERE {{ {_FIRST_PASSAGE} ?it dk:reason ?why }}",
    "a claim is declined": add("claim:SYM-02", "a", "dk:DeclinedPassage ; dk:reason dk:heading"),
    # evidence
    "a dispute supports": f"{drop('claim:TRT-05', DISPUTES, 'evidence:TRT-05-mhra')} ; "
    + add("claim:TRT-05", SUPPORTS, "evidence:TRT-05-mhra"),
    "a dispute in a group concerns another drug": "DELETE { ?l dk:concerns ?d } INSERT { ?l "
    "dk:concerns CHEBI:50694 } WHERE { claim:TRT-03 SEPIO:0000008 ?l . ?l dk:concerns ?d }",
    "a dispute in a group concerns none of it": "DELETE { ?l dk:concerns ?d } INSERT { ?l "
    "dk:concerns CHEBI:16113 } WHERE { claim:TRT-03 SEPIO:0000008 ?l . ?l dk:concerns ?d }",
    "a dispute in a group concerns all": "DELETE { ?l dk:concerns ?d } "
    "WHERE { claim:TRT-03 SEPIO:0000008 ?l . ?l dk:concerns ?d }",
    "the disputes of a group vanish": vanish("evidence:TRT-03-mhra", "evidence:TRT-03-traineau"),
    "one of the disputes of a group vanishes": vanish("evidence:TRT-04-mhra"),
    "a record is an author's statement": put("evidence:DES-01-hpo", "dc:type", "ECO:0007320"),
    "an article is looked up as a record": put("evidence:DES-03-reiter", "dc:type", "ECO:0007647"),
    "a line in part becomes whole": drop("evidence:DES-06-reiter", "dk:coverage"),
    "a contradiction is lost": f"{drop('claim:DIA-05', 'dk:contradicts')} ; "
    + drop("claim:DIA-19", "dk:contradicts"),
    "a reversed line is called lossy": put("block:subClassOf", "dk:verdict", "dk:lossy"),
    # terms
    "local classes go round at a distance": add(
        "dkt:calcinosis-cutis", "rdfs:subClassOf", "dkt:dystrophic-calcification"
    ),
    "DO's term hangs under its own local class": add(
        "DOID:182", "rdfs:subClassOf", "dkt:calcinosis-cutis"
    ),
    "a local class is DO's": add("dkt:calcinosis-cutis", "owl:equivalentClass", "DOID:182"),
    "a type is a phenotype": add("dkt:metastatic-calcification", "skos:exactMatch", "HP:0010766"),
    "a match is in the table alone": drop("dkt:calcinosis-cutis", "skos:broadMatch"),
    "a match is in no table": add("dkt:calcinosis-cutis", "skos:closeMatch", "HP:0003761"),
    "an unused term of a slice is obsolete": add("HP:0000118", "owl:deprecated", "true"),
    "the label of a root is changed": put("CHEBI:50906", "rdfs:label", '"roles"'),
    "a term is no longer marked as imported": drop("HP:0012531", "IAO:0000412"),
    "a slice loses its checksum": drop("<https://w3id.org/doidkit/imports/hp>", "dk:checksum"),
    # differentials
    "a condition has the name of another": put("ddx:gouty-tophi", "schema:name", '"Gout"@en'),
    "a condition is what it goes with": put("ddx:gouty-tophi", "schema:diagnosis", "DOID:13189"),
    "a condition is another of the list": put(
        "ddx:progressive-osseous-hyperplasia", "schema:diagnosis", "HP:0025027"
    ),
    "two conditions are one term": put("ddx:osteoma-cutis", "schema:diagnosis", "HP:0033073"),
}
