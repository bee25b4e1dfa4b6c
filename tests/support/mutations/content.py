"""Mistakes in what a claim says: a wrong kind of thing, or the right things the wrong way round."""

from mutations.edits import add, drop, member, put, swap

MISTAKES = {
    "a sign is an anatomical structure": put("claim:SYM-02", "biolink:object", "UBERON:0002097"),
    "a sign is a disease": put("claim:SYM-02", "biolink:object", "DOID:9074"),
    "a sign is a substance": put("claim:SYM-02", "biolink:object", "CHEBI:35156"),
    "a sign is a clinical modifier": put("claim:SYM-02", "biolink:object", "HP:0012828"),
    "a sign is an onset": put("claim:SYM-02", "biolink:object", "HP:0003623"),
    "a sign is a text": put("claim:SYM-02", "biolink:object", '"nodule"'),
    "a phenotype is a symptom of SYMP": put("claim:SYM-02", "biolink:object", "SYMP:0000099"),
    "redness becomes SYMP's rash": member(
        "claim:SYM-05", "biolink:object", "HP:0010783", "SYMP:0000487"
    ),
    "eosinophilic deposits become eosinophilia": put(
        "claim:SYM-02", "biolink:object", "HP:0001880"
    ),
    "a group of signs holds a structure": member(
        "claim:SYM-05", "biolink:object", "HP:0000989", "UBERON:0002097"
    ),
    "a group of signs is a bag": "DELETE { ?group a dk:AnyOf } INSERT { ?group a rdf:Bag } "
    "WHERE { claim:SYM-05 biolink:object ?group . ?group a dk:AnyOf }",
    "a group of signs is both any of and all of": "INSERT { ?group a dk:AllOf } "
    "WHERE { claim:SYM-05 biolink:object ?group }",
    "a group is left with one member": "DELETE { ?group skos:member HP:0000989 } "
    "WHERE { claim:SYM-05 biolink:object ?group }",
    "a sign and its disease are swapped": swap("claim:SYM-02"),
    "a sign is of a drug": put("claim:SYM-02", "biolink:subject", "CHEBI:10033"),
    "a sign is of a phenotype": put("claim:DES-09", "biolink:subject", "HP:0025520"),
    "a sign's predicate is that of a site": put("claim:SYM-02", "biolink:predicate", "RO:0004026"),
    "a sign's predicate is that of a treatment": put(
        "claim:SYM-02", "biolink:predicate", "biolink:applied_to_treat"
    ),
    "a sign's predicate is made up": put(
        "claim:SYM-02", "biolink:predicate", "<http://example.org/shows>"
    ),
    "a sign of the root of HPO": put("claim:SYM-02", "biolink:object", "HP:0000001"),
    "a site is a phenotype": put("claim:DES-17", "biolink:object", "HP:0100249"),
    "a group of sites holds a disease": member(
        "claim:SYM-01", "biolink:object", "UBERON:0000043", "DOID:182"
    ),
    "a site and its disease are swapped": swap("claim:DES-17"),
    "a site's predicate is that of a sign": put("claim:DES-17", "biolink:predicate", "RO:0002200"),
    "a cause and its effect are swapped": swap("claim:DES-07"),
    "a cause and its effect, both diseases, are swapped": swap("claim:SYM-09"),
    "a disease is its own cause": put(
        "claim:DES-07", "biolink:subject", "dkt:metastatic-calcification"
    ),
    "a cause of a phenotype": put("claim:DES-07", "biolink:object", "HP:0025520"),
    "a cause is a structure": put("claim:DES-07", "biolink:subject", "UBERON:0002097"),
    "a cause's predicate is RO:0003307": put("claim:DES-07", "biolink:predicate", "RO:0003307"),
    "a basis and its disease are swapped": swap("claim:DES-03"),
    "the basis of a disease is a test": put("claim:DES-03", "biolink:object", "MAXO:0000595"),
    "a subtype and its disease are swapped": swap("claim:DES-11"),
    "a subtype of another disease": put("claim:DES-11", "biolink:object", "DOID:13189"),
    "a subtype that is no type of the scheme": put("claim:DES-11", "biolink:subject", "DOID:6652"),
    "a scheme is a class": put("claim:DES-05", "biolink:object", "dkt:calcinosis-cutis"),
    "a rarity is a phenotype's frequency": put("claim:DES-02", "biolink:object", "HP:0040282"),
    "a mention has no label": "DELETE { ?what rdfs:label ?label } WHERE "
    "{ claim:DES-08 biolink:object ?what . ?what rdfs:label ?label }",
    "a mention has no language": "DELETE { ?what rdfs:label ?label } INSERT { ?what rdfs:label "
    '"known cause" } WHERE { claim:DES-08 biolink:object ?what . ?what rdfs:label ?label }',
    "a disease that no slice has": put("claim:SYM-02", "biolink:subject", "DOID:0081266"),
    "a term that no slice has": put("claim:SYM-02", "biolink:object", "HP:0001061"),
    "an IRI with a typing error": put("claim:SYM-02", "biolink:object", "HP:000148"),
    "a local class that is nowhere": put("claim:SYM-02", "biolink:subject", "dkt:calcinosis"),
    "a synonym is an IRI": put("claim:DES-01", "biolink:object", "HP:0025520"),
    "an observation speaks of a disease": add("claim:SYM-12", "biolink:subject", "DOID:182"),
    "an observation observes nothing": drop("claim:SYM-12", "dk:observes"),
}
