"""IRIs that the code itself names; everything else lives in ontology/, shapes/ and queries/."""

from typing import Final

from doidkit.prefixes import PREFIXES, expand

RDF_TYPE: Final = expand("rdf:type")
RDFS_LABEL: Final = expand("rdfs:label")
RDFS_SUBCLASS_OF: Final = expand("rdfs:subClassOf")
OWL_CLASS: Final = expand("owl:Class")
OWL_NOTHING: Final = expand("owl:Nothing")
OWL_THING: Final = expand("owl:Thing")
OWL_AXIOM: Final = expand("owl:Axiom")
OWL_ANNOTATED_SOURCE: Final = expand("owl:annotatedSource")
OWL_ANNOTATED_PROPERTY: Final = expand("owl:annotatedProperty")
OWL_ANNOTATED_TARGET: Final = expand("owl:annotatedTarget")
IAO_DEFINITION: Final = expand("IAO:0000115")
OBO_EXACT_SYNONYM: Final = expand("oboInOwl:hasExactSynonym")
SSSOM_MAPPING: Final = expand("sssom:Mapping")
XSD: Final = PREFIXES["xsd"]
XSD_INTEGER: Final = expand("xsd:integer")
XSD_DECIMAL: Final = expand("xsd:decimal")
XSD_DOUBLE: Final = expand("xsd:double")
XSD_BOOLEAN: Final = expand("xsd:boolean")
XSD_STRING: Final = expand("xsd:string")
XSD_DATE: Final = expand("xsd:date")
