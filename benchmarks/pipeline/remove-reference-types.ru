# What kind of source a reference is, which OBO has no place for.
PREFIX dc: <http://purl.org/dc/terms/>
PREFIX oboInOwl: <http://www.geneontology.org/formats/oboInOwl#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

DELETE { ?axiom dc:type ?type }
WHERE { ?axiom owl:annotatedProperty ?property ; dc:type ?type }
