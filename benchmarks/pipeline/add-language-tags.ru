# Names, definitions, synonyms and comments of diseases are English.
PREFIX obo: <http://purl.obolibrary.org/obo/>
PREFIX oboInOwl: <http://www.geneontology.org/formats/oboInOwl#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

DELETE { ?class ?property ?old }
INSERT { ?class ?property ?new }
WHERE {
  VALUES ?property { rdfs:label rdfs:comment obo:IAO_0000115 oboInOwl:hasExactSynonym
    oboInOwl:hasBroadSynonym oboInOwl:hasNarrowSynonym oboInOwl:hasRelatedSynonym }
  ?class ?property ?old
  FILTER(isLiteral(?old) && lang(?old) = "" && STRSTARTS(STR(?class), "http://purl.obolibrary.org/obo/DOID_"))
  BIND(STRLANG(STR(?old), "en") AS ?new)
} ;

DELETE { ?axiom owl:annotatedTarget ?old }
INSERT { ?axiom owl:annotatedTarget ?new }
WHERE {
  VALUES ?property { rdfs:label rdfs:comment obo:IAO_0000115 oboInOwl:hasExactSynonym
    oboInOwl:hasBroadSynonym oboInOwl:hasNarrowSynonym oboInOwl:hasRelatedSynonym }
  ?axiom owl:annotatedProperty ?property ; owl:annotatedTarget ?old ; owl:annotatedSource ?class
  FILTER(lang(?old) = "" && STRSTARTS(STR(?class), "http://purl.obolibrary.org/obo/DOID_"))
  BIND(STRLANG(STR(?old), "en") AS ?new)
}
