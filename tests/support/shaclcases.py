"""Small inputs for SHACL engines, with the results that the specification gives.

Of each: shapes, data, and the results as focus node, path and value.
"""

PREFIXES = """
@prefix : <http://e/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
NODE = ":S a sh:NodeShape ; sh:targetNode :a ; "
VALUES = ":S a sh:PropertyShape ; sh:targetNode :a ; sh:path :p ; "
CASES = {
    # 4.8.1: "each triple that has a value node as its subject".
    "closed values": (
        VALUES + "sh:closed true .",
        ":a :p :b , :c ; :q 1 . :b :r 2 . :c :r 2 , 3 .",
        ["a r 2", "a r 2", "a r 3"],
    ),
    "closed values and what a property shape names": (
        VALUES + "sh:closed true ; sh:ignoredProperties ( :r ) ; sh:property [ sh:path :s ] .",
        ":a :p :b . :b :r 1 ; :s 2 ; :t 3 .",
        ["a t 3"],
    ),
    "closed values of a nested property": (
        NODE + "sh:property [ sh:path :p ; sh:property [ sh:path :q ; sh:closed true ] ] .",
        ":a :p :b ; :x 0 . :b :q :c ; :x 1 . :c :x 2 .",
        ["b x 2"],
    ),
    "closed values under sh:not": (
        NODE + "sh:not [ sh:path :p ; sh:closed true ] .",
        ":a :p :b ; :q 1 . :b a :C .",
        [],
    ),
    "closed values under sh:not, nothing more": (
        NODE + "sh:not [ sh:path :p ; sh:closed true ] .",
        ":a :p :b ; :q 1 .",
        ["a - a"],
    ),
    "closed literals": (VALUES + "sh:closed true .", ":a :p 1 , 2 .", []),
    "closed by one": (NODE + 'sh:closed "1"^^xsd:boolean .', ":a :p 1 .", ["a p 1"]),
    "closed by a path of itself": (
        ":S a sh:PropertyShape ; sh:targetNode :a ; sh:path [ sh:zeroOrMorePath :p ] ; "
        "sh:closed true .",
        ":a :p :b . :b :p :c ; :q 1 .",
        ["a p b", "a p c", "a q 1"],
    ),
    # 4.8.3 and 4.8.2 compare terms.
    "a list of terms": (VALUES + "sh:in ( 1 ) .", ':a :p "x" , true .', ["a p true", "a p x"]),
    "a blank node of the shapes is none of the data": (
        VALUES + "sh:in ( _:x ) .",
        ":a :p _:x .",
        ["a p _"],
    ),
    "a blank node of the shapes is no value": (
        VALUES + "sh:hasValue _:x .",
        ":a :p _:x .",
        ["a p -"],
    ),
    # 4.4.5: for false there is nothing.
    "unique languages, not asked for": (
        VALUES + "sh:uniqueLang false .",
        ':a :p "x"@en , "y"@en .',
        [],
    ),
    "unique languages": (VALUES + "sh:uniqueLang true .", ':a :p "x"@en , "y"@EN .', ["a p -"]),
    # 4.4.4: basic language ranges.
    "languages": (
        VALUES + 'sh:languageIn ( "en" ) .',
        ':a :p "x"@en , "x"@en-GB , "x"@eng , "x" , 1 , :b .',
        ["a p 1", "a p b", "a p x", "a p x"],
    ),
    # 4.4.1: "if v is a blank node, there is a validation result".
    "lengths of nodes": (VALUES + "sh:maxLength 10 .", ":a :p [] , 7 , :b .", ["a p _"]),
    # 4.5.3: what SPARQL cannot compare is a result.
    "less than what cannot be compared": (
        VALUES + "sh:lessThan :q .",
        ':a :p 1 , "x" , :b ; :q 2 .',
        ["a p b", "a p x"],
    ),
    "equal to nothing": (VALUES + "sh:equals :q .", ":a :p 1 .", ["a p 1"]),
    "disjoint terms": (VALUES + "sh:disjoint :q .", ':a :p 1 , "1" ; :q 1 .', ["a p 1"]),
    # 2.1.3: literals are focus nodes, too.
    "a literal as a focus node": (
        ":S a sh:NodeShape ; sh:targetObjectsOf :p ; sh:nodeKind sh:IRI .",
        ":a :p 1 , :b .",
        ["1 - 1"],
    ),
    "a target node that is nowhere": (NODE + "sh:nodeKind sh:Literal .", ":b :p 1 .", ["a - a"]),
    "no steps from a node that is nowhere": (
        ":S a sh:PropertyShape ; sh:targetNode :a ; sh:path [ sh:zeroOrMorePath :p ] ; "
        "sh:nodeKind sh:Literal .",
        ":b :p 1 .",
        ["a path a"],
    ),
    "an inverse of a sequence": (
        ":S a sh:PropertyShape ; sh:targetNode :c ; sh:path [ sh:inversePath ( :p :q ) ] ; "
        "sh:nodeKind sh:Literal .",
        ":a :p :b . :b :q :c .",
        ["c path a"],
    ),
    "alternatives, repeated": (
        ":S a sh:PropertyShape ; sh:targetNode :a ; "
        "sh:path [ sh:oneOrMorePath [ sh:alternativePath ( :p [ sh:inversePath :q ] ) ] ] ; "
        "sh:maxCount 1 .",
        ":a :p :b . :c :q :b .",
        ["a path -"],
    ),
    "an implicit class": (
        ":S a sh:NodeShape , rdfs:Class ; sh:nodeKind sh:Literal .",
        ":a a :T . :T rdfs:subClassOf :S .",
        ["a - a"],
    ),
    # 4.6: a deactivated shape conforms.
    "not a deactivated shape": (
        NODE + "sh:not [ sh:nodeKind sh:Literal ; sh:deactivated true ] .",
        ":a :p 1 .",
        ["a - a"],
    ),
    # 4.4.3: patterns are those of XPath.
    "a class without some": (
        VALUES + 'sh:pattern "^[a-z-[aeiou]]+$" .',
        ':a :p "bad" , "bcd" .',
        ["a p bad"],
    ),
    "a number sign is no comment": (
        VALUES + 'sh:pattern "^a # b$" ; sh:flags "x" .',
        ':a :p "a#b" , "a" .',
        ["a p a"],
    ),
    "the very end": (VALUES + 'sh:pattern "^a$" .', ':a :p "a" , "a\\n" .', ["a p a\n"]),
    "words without low lines": (VALUES + 'sh:pattern "^\\\\w+$" .', ':a :p "a_b" .', ["a p a_b"]),
    "a line break after a number": (
        VALUES + "sh:datatype xsd:integer .",
        ':a :p "1\\n"^^xsd:integer , 1 .',
        ["a p 1\n"],
    ),
    # RDF 1.1 5.1: xsd:Name, NCName and NMTOKEN have lexical spaces, too.
    "names": (
        VALUES + "sh:datatype xsd:NCName .",
        ':a :p "a-b"^^xsd:NCName , "a:b"^^xsd:NCName , "1a"^^xsd:NCName .',
        ["a p 1a", "a p a:b"],
    ),
    "names with colons": (
        VALUES + "sh:datatype xsd:Name .",
        ':a :p "a:b"^^xsd:Name , "a b"^^xsd:Name .',
        ["a p a b"],
    ),
    "tokens": (
        VALUES + "sh:datatype xsd:NMTOKEN .",
        ':a :p "1a"^^xsd:NMTOKEN , "a/b"^^xsd:NMTOKEN .',
        ["a p a/b"],
    ),
}
