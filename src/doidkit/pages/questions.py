"""The SPARQL that a page asks. ``$term`` is the page's term.

A term that a document is about gets everything the document says. Anything else gets the
statements in which it takes part: as subject, object or qualifier, as a member of a group, as the
diagnosis of a differential or the nearest term of a sign; as the evidence line, reference entry or
work that a statement rests on; as the section of a statement or the statement itself.
"""

OF_TERM = """\
{ ?document schema:about $term . ?claim prov:wasDerivedFrom ?document }
  UNION
  { ?part (schema:diagnosis|skos:relatedMatch|skos:hasTopConcept)? $term .
    ?claim (biolink:subject|biolink:object|biolink:onset_qualifier|biolink:severity_qualifier
      |biolink:anatomical_context_qualifier|biolink:disease_context_qualifier|dk:precedes
      |dk:accompaniedBy|dk:clinicalModifier|dk:extent|dk:observes)/skos:member? ?part }
  UNION
  { ?claim (SEPIO:0000007|SEPIO:0000008|dk:hasVoidEvidenceLine)/(SEPIO:0000124|cito:hasCitedEntity)?
      $term }
  UNION
  { ?claim (schema:isPartOf|(dk:observes/dk:identifies)) $term }
  UNION
  { ?claim dcterms:identifier ?own . FILTER(?claim = $term) }"""
"""The pattern of the statements in which ``$term`` takes part, as most questions have it."""


def _about(query: str) -> str:
    return query.replace("%claims%", OF_TERM)


NODE = """
SELECT DISTINCT ?fact ?value ?text WHERE {
  { VALUES (?property ?fact) {
      (rdf:type "Kind") (schema:author "Authors") (schema:datePublished "Year")
      (schema:publisher "Publisher") (schema:version "Version") (dcterms:identifier "Identifiers")
      (schema:url "Address") (schema:isPartOf "Part of") (dk:marker "Number")
      (oa:exact "Words") (dk:identifies "Names") (schema:diagnosis "Diagnosis")
      (schema:distinguishingSign "Distinguishing signs") (skos:relatedMatch "Nearest term")
      (cito:hasCitedEntity "Leads to") (SEPIO:0000124 "Rests on") (dk:citationStatus "Status")
      (dc:type "Evidence code") (rdfs:comment "Comment") (dk:auditNote "Note")
      (skos:hasTopConcept "Types") (skos:editorialNote "Editorial note")
      (dk:verdict "Verdict") (dk:correction "Correction") (dk:reason "Reason")
    }
    $term ?property ?value .
    FILTER(?value != owl:NamedIndividual) }
  UNION
  # A statement has its words below; what makes no statement has them here.
  { $term a dk:DeclinedPassage ; oa:hasTarget/oa:hasSelector/oa:exact ?value .
    BIND("Words" AS ?fact) }
  UNION
  { $term a dk:BlockStatement ; dk:asWritten ?value . BIND("As written" AS ?fact) }
  OPTIONAL { ?value schema:name ?name }
  OPTIONAL { ?value rdfs:label ?label }
  BIND(COALESCE(?name, ?label) AS ?text)
} ORDER BY ?fact STR(?value)
"""

NAME = """
SELECT ?name WHERE { $term schema:name ?name } ORDER BY ?name LIMIT 1
"""

ENTRIES = """
SELECT ?marker ?section WHERE {
  ?entry dk:identifies $term ; dk:marker ?marker ; schema:isPartOf ?part .
  ?part schema:name ?section ; dk:position ?place .
} ORDER BY ?place ?entry
"""

MAPPED = """
SELECT DISTINCT ?predicate ?words ?source ?modifier WHERE {
  ?mapping a sssom:Mapping ; sssom:object_id $term ; sssom:predicate_id ?predicate ;
    sssom:subject_label ?words .
  OPTIONAL { ?mapping sssom:subject_id ?source }
  OPTIONAL { ?mapping sssom:predicate_modifier ?modifier }
} ORDER BY ?words ?predicate
"""

# What a name that is no term's means: a statement or a work by its identifier, a condition or a
# sign by the document's name for it, a term by the words that a mapping leads from.
NAMED = """
SELECT DISTINCT ?node ?way WHERE {
  { ?node dcterms:identifier ?name . BIND("identifier" AS ?way) }
  UNION
  { ?node schema:name ?name . ?node a ?kind .
    FILTER(?kind IN (schema:DDxElement, schema:MedicalSign)) BIND("name" AS ?way) }
  UNION
  { ?mapping a sssom:Mapping ; sssom:subject_label ?name ; sssom:object_id ?node ;
      sssom:predicate_id ?way .
    ?node rdfs:label ?label .
    FILTER NOT EXISTS { ?mapping sssom:predicate_modifier ?not } }
  UNION
  { ?mapping a sssom:Mapping ; sssom:object_label ?name ; sssom:subject_id ?node ;
      sssom:predicate_id ?way .
    FILTER NOT EXISTS { ?mapping sssom:predicate_modifier ?not } }
  FILTER(ISIRI(?node) && ?node != sssom:NoTermFound && LCASE(STR(?name)) = $text)
} ORDER BY ?node
"""

MAPPINGS = """
SELECT DISTINCT ?predicate ?target ?label ?source ?modifier WHERE {
  ?mapping a sssom:Mapping ; sssom:subject_id $term ;
    sssom:predicate_id ?predicate ; sssom:object_id ?target .
  OPTIONAL { ?mapping sssom:object_label ?label }
  OPTIONAL { ?mapping sssom:object_source ?source }
  OPTIONAL { ?mapping sssom:predicate_modifier ?modifier }
} ORDER BY ?predicate ?target ?source
"""

SECTIONS = _about("""
SELECT DISTINCT ?section ?title ?place WHERE {
  %claims%
  ?claim schema:isPartOf ?section .
  ?section schema:name ?title ; dk:position ?place .
} ORDER BY ?place
""")

CLAIMS = _about("""
SELECT DISTINCT ?claim ?id ?text ?section ?note ?quote ?observation WHERE {
  %claims%
  ?claim dcterms:identifier ?id ; rdfs:label ?text ; schema:isPartOf ?section ; dk:position ?place .
  OPTIONAL { ?claim dk:auditNote ?note }
  OPTIONAL { ?claim oa:hasTarget/oa:hasSelector/oa:exact ?quote }
  OPTIONAL { ?claim a ?observation . FILTER(?observation = dk:Observation) }
} ORDER BY ?section ?place
""")

PARTS = _about("""
SELECT DISTINCT ?claim ?role ?any ?value ?text ?diagnosis WHERE {
  %claims%
  VALUES (?property ?role) {
    (biolink:subject "subject") (biolink:predicate "predicate") (biolink:object "object")
  }
  ?claim ?property ?node .
  OPTIONAL { ?node a ?any . FILTER(?any = dk:AnyOf) }
  OPTIONAL { ?node skos:member ?member }
  BIND(COALESCE(?member, ?node) AS ?value)
  OPTIONAL { ?value schema:name ?name }
  OPTIONAL { ?value rdfs:label ?label }
  BIND(COALESCE(?name, ?label) AS ?text)
  OPTIONAL { ?value schema:diagnosis ?diagnosis }
} ORDER BY ?claim ?role STR(?value) ?text
""")

QUALIFIERS = _about("""
SELECT DISTINCT ?claim ?qualifier ?value ?text WHERE {
  %claims%
  VALUES (?property ?qualifier) {
    (biolink:negated "negated") (dk:modality "modality")
    (biolink:frequency_qualifier "frequency") (biolink:severity_qualifier "severity")
    (dk:rank "rank") (dk:extent "extent") (dk:clinicalModifier "modifier")
    (biolink:onset_qualifier "onset") (dk:precedes "before")
    (biolink:anatomical_context_qualifier "in")
    (biolink:disease_context_qualifier "with") (dk:asWritten "as written")
    (dk:quality "quality") (dk:accompaniedBy "together with") (dk:regimen "regimen")
    (dk:hasMeasure "measure")
  }
  ?claim ?property ?node .
  OPTIONAL { ?node schema:value ?figure }
  BIND(COALESCE(?figure, ?node) AS ?value)
  OPTIONAL { ?value rdfs:label ?text }
} ORDER BY ?claim ?qualifier STR(?value) STR(?text)
""")

LACKS = _about("""
SELECT DISTINCT ?claim ?text WHERE {
  %claims%
  ?claim dk:hasMeasure/dk:lacks/rdfs:label ?text .
} ORDER BY ?claim ?text
""")

EVIDENCE = _about("""
SELECT DISTINCT ?claim ?line ?bearing ?marker ?status ?work ?partial ?comment ?words ?code WHERE {
  %claims%
  VALUES (?property ?bearing) {
    (SEPIO:0000007 "supports") (SEPIO:0000008 "disputes") (dk:hasVoidEvidenceLine "void")
  }
  ?claim ?property ?line .
  # On the page of one member of a group, what concerns another member is not of interest.
  OPTIONAL { ?line dk:concerns ?concerned }
  FILTER(!BOUND(?concerned) || ?concerned = $term
    || NOT EXISTS { ?claim (biolink:subject|biolink:object)/skos:member $term })
  OPTIONAL { ?line dk:marker ?marker }
  OPTIONAL { ?line dk:citationStatus/rdfs:label ?status }
  OPTIONAL { ?line SEPIO:0000124|(cito:hasCitedEntity/dk:identifies) ?work }
  OPTIONAL { ?line dk:coverage ?partial . FILTER(?partial = dk:partial) }
  OPTIONAL { ?line rdfs:comment ?comment }
  OPTIONAL { ?line cito:hasCitedEntity/oa:exact ?words }
  OPTIONAL { ?line dc:type/rdfs:label ?code }
} ORDER BY ?claim ?line ?status ?work
""")

CONTRADICTIONS = _about("""
SELECT DISTINCT ?claim ?id ?text WHERE {
  %claims%
  ?claim dk:contradicts|^dk:contradicts ?other .
  ?other dcterms:identifier ?id ; rdfs:label ?text .
} ORDER BY ?claim ?id
""")

WORKS = """
SELECT DISTINCT ?work ?name ?author ?year ?identifier ?address WHERE {
  { ?line SEPIO:0000124 ?work } UNION { ?entry dk:identifies ?work }
  ?work schema:name ?name .
  OPTIONAL { ?work schema:author ?author }
  OPTIONAL { ?work schema:datePublished ?year }
  OPTIONAL { ?work dcterms:identifier ?identifier }
  OPTIONAL { ?work schema:url ?address }
} ORDER BY ?work ?author ?identifier
"""

REFERENCES = """
SELECT ?section ?entry ?marker ?text ?work ?note WHERE {
  ?page schema:about $term .
  ?section schema:isPartOf ?page .
  ?entry a dk:ReferenceEntry ; schema:isPartOf ?section ; dk:marker ?marker ; oa:exact ?text .
  OPTIONAL { ?entry dk:identifies ?work }
  OPTIONAL { ?entry dk:auditNote ?note }
} ORDER BY ?section ?entry
"""

BLOCK = """
SELECT ?section ?text ?verdict ?correction WHERE {
  ?statement a dk:BlockStatement ; biolink:subject $term ; schema:isPartOf ?section ;
    dk:position ?place ; dk:asWritten ?text ; dk:verdict/rdfs:label ?verdict .
  OPTIONAL { ?statement dk:correction ?correction }
} ORDER BY ?section ?place
"""

DISCLAIMER = _about("""
SELECT DISTINCT ?text WHERE {
  %claims%
  ?claim prov:wasDerivedFrom ?source . ?source schema:text ?text .
} ORDER BY ?text
""")
