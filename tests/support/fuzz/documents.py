"""Small documents of every format that doidkit reads, each with something of many kinds in it."""

import json

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
OWL = "http://www.w3.org/2002/07/owl#"

DOCUMENTS: dict[str, bytes] = {
    "rdfxml": f"""<?xml version="1.0"?>
<!DOCTYPE rdf:RDF [ <!ENTITY e "http://e/"> ]>
<rdf:RDF xmlns:rdf="{RDF}" xmlns:e="&e;">
  <!-- a comment -->
  <rdf:Description rdf:about="&e;a" e:n="x &amp; y">
    <e:p xml:lang="en">text &lt; more</e:p>
    <e:q rdf:resource="http://e/b"/><e:c><![CDATA[ <raw> ]]></e:c>
    <e:l rdf:parseType="Literal">a <b>c</b></e:l>
  </rdf:Description>
</rdf:RDF>
""".encode(),
    "owx": f"""<?xml version="1.0"?>
<Ontology xmlns="{OWL}" ontologyIRI="http://e/o">
  <Prefix name="e" IRI="http://e/"/>
  <Declaration><Class abbreviatedIRI="e:A"/></Declaration>
  <SubClassOf><Class IRI="http://e/A"/><Class IRI="http://e/B"/></SubClassOf>
</Ontology>
""".encode(),
    "obographs": json.dumps(
        {
            "graphs": [
                {
                    "id": "http://e/o",
                    "nodes": [{"id": "http://e/a", "type": "CLASS", "lbl": 'é \\ "'}],
                    "edges": [{"sub": "http://e/a", "pred": "is_a", "obj": "http://e/b"}],
                }
            ]
        },
        indent=1,
    ).encode(),
    "jsonld": (
        b'{"@context": {"p": "http://e/p"},\n "@id": "http://e/a", "p": ["x", 1, true, null]}\n'
    ),
    "ntriples": (
        b'<http://e/a> <http://e/p> "x\\n\\u00E9"@en .\n'
        b'<http://e/a> <http://e/p> "1"^^<http://e/t> .\n_:b <http://e/q> <http://e/a> .\n'
    ),
    "turtle": (
        b'@prefix e: <http://e/> .\ne:a e:p "x", 1.5, true ; e:q [ e:r ( 1 2 ) ] .\n# end\n'
    ),
    "ofn": (
        b"Prefix(e:=<http://e/>)\nOntology(<http://e/o>\nDeclaration(Class(e:A))\n"
        b'AnnotationAssertion(e:p e:A "x \\" \\\\")\nSubClassOf(e:A e:B)\n)\n'
    ),
    "omn": (
        b"Prefix: e: <http://e/>\nOntology: <http://e/o>\nObjectProperty: e:r\n"
        b'Class: e:A\n  Annotations: e:p "x \\" \\\\"@en, Annotations: e:q e:B e:p 5\n'
        b"  SubClassOf: e:B and (e:r some not e:C), inverse e:r min 2 e:D\n"
        b"  HasKey: e:r\nAnnotationProperty: e:p\nDisjointClasses: e:A, e:B, e:C\n"
    ),
    "obo": (
        b"format-version: 1.4\nontology: x\n\n[Term]\nid: A:1\nname: one\n"
        b'def: "d" [X:1]\nis_a: A:2 ! two\n\n[Term]\nid: A:2\n'
    ),
    "nquads": (
        b'<http://e/a> <http://e/p> "x\\n\\u00E9"@en <http://e/g> .\n'
        b'<http://e/a> <http://e/p> "1"^^<http://e/t> .\n'
        b"_:b <http://e/q> <http://e/a> <http://e/g> .\n"
    ),
    "trig": (
        b"@prefix e: <http://e/> .\ne:a e:p 'x' .\n"
        b'e:g { e:a e:p "y"@en, 1.5 ; e:q [ e:r true ] }\n'
    ),
    "sssom": (
        b"#curie_map:\n#  DOID: http://purl.obolibrary.org/obo/DOID_\n"
        b"#  HP: http://purl.obolibrary.org/obo/HP_\n#mapping_set_id: https://example.org/m\n"
        b"#license: https://creativecommons.org/publicdomain/zero/1.0/\n"
        b"subject_id\tpredicate_id\tobject_id\tmapping_justification\tcomment\n"
        b'DOID:182\tskos:exactMatch\tHP:0003761\tsemapv:ManualMappingCuration\t"a ""b"""\n'
        b"DOID:4\tskos:broadMatch\tHP:0000001\tsemapv:LexicalMatching\t\n"
    ),
    "results in XML": (
        b'<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
        b'<head><variable name="a"/><variable name="b"/></head>\n<results>\n'
        b'<result><binding name="a"><uri>http://e/a</uri></binding>\n'
        b'<binding name="b"><literal xml:lang="en">x &amp; y</literal></binding></result>\n'
        b'<result><binding name="a"><bnode>n</bnode></binding></result>\n</results></sparql>\n'
    ),
    "results in JSON": (
        b'{"head": {"vars": ["a", "b"]},\n "results": {"bindings": [\n'
        b'{"a": {"type": "uri", "value": "http://e/a"},\n'
        b' "b": {"type": "literal", "value": "x \\"y\\"", "xml:lang": "en"}},\n'
        b'{"b": {"type": "literal", "value": "1", "datatype": "http://e/t"}}]}}\n'
    ),
    "results in TSV": b'?a\t?b\n<http://e/a>\t"x\\t\\"y"@en\n\t"1"^^<http://e/t>\n_:b\t1.5\n',
}
