"""The SPARQL that a page asks. ``$term`` is the page's term.

A term that a document is about gets everything the document says; any other term gets the
statements in which it occurs.
"""

_CLAIMS = """\
  { ?document schema:about $term . ?claim prov:wasDerivedFrom ?document }
  UNION
  { ?claim biolink:subject|biolink:object|(biolink:subject/skos:member)|(biolink:object/skos:member)
      |biolink:disease_context_qualifier|biolink:anatomical_context_qualifier $term .
    ?claim a/rdfs:subClassOf* dk:Claim }
  UNION
  { ?claim biolink:object/skos:member?/schema:diagnosis $term }"""


def _about(query: str) -> str:
    return query.replace("%claims%", _CLAIMS.strip())


RECORD = """
SELECT ?source ?subset ?namespace ?notation WHERE {
  { ?axiom owl:annotatedSource $term ; owl:annotatedProperty IAO:0000115 ;
      oboInOwl:hasDbXref ?source }
  UNION { $term IAO:0000119 ?source }
  UNION { $term oboInOwl:inSubset/rdfs:label ?subset }
  UNION { $term oboInOwl:hasOBONamespace ?namespace }
  UNION { $term skos:notation ?notation }
}
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
SELECT DISTINCT ?claim ?id ?text ?section ?note ?observation WHERE {
  %claims%
  ?claim dcterms:identifier ?id ; rdfs:label ?text ; schema:isPartOf ?section ; dk:position ?place .
  OPTIONAL { ?claim dk:auditNote ?note }
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
} ORDER BY ?claim ?qualifier STR(?value)
""")

LACKS = _about("""
SELECT DISTINCT ?claim ?text WHERE {
  %claims%
  ?claim dk:hasMeasure/dk:lacks/rdfs:label ?text .
} ORDER BY ?claim ?text
""")

EVIDENCE = _about("""
SELECT DISTINCT ?claim ?line ?bearing ?marker ?status ?work ?partial ?comment WHERE {
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
} ORDER BY ?claim ?line ?status ?work
""")

CONTRADICTIONS = _about("""
SELECT DISTINCT ?claim ?id WHERE {
  %claims%
  ?claim dk:contradicts|^dk:contradicts ?other .
  ?other dcterms:identifier ?id .
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
