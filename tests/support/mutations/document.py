"""Mistakes in what is taken from the document: its words, its sections, its references."""

from mutations.edits import add, drop, put, reword, vanish

QUOTE = "oa:hasTarget/oa:hasSelector"

MISTAKES = {
    "a quote is changed by a word": reword("claim:SYM-07", QUOTE, "oa:exact", "often", "rarely"),
    "a quote is changed by a letter": reword("claim:SYM-07", QUOTE, "oa:exact", "has", "had"),
    "a quote loses a word": reword("claim:SYM-04", QUOTE, "oa:exact", "very ", ""),
    "a quote has another case": reword("claim:SYM-02", QUOTE, "oa:exact", "The most", "the most"),
    "a quote ends in a blank": reword("claim:SYM-07", QUOTE, "oa:exact", "symptoms", "symptoms "),
    "a quote is paraphrased": reword(
        "claim:SYM-07", QUOTE, "oa:exact", "has no symptoms", "is asymptomatic"
    ),
    "a quote is of another section": reword(
        "claim:SYM-07", QUOTE, "oa:exact", ".+", "The cause is unknown"
    ),
    "a quote is too short to be found": reword("claim:SYM-07", QUOTE, "oa:exact", ".+", "calc"),
    "a quote is lost": drop("claim:SYM-07", "oa:hasTarget"),
    "a quote is empty": reword("claim:SYM-07", QUOTE, "oa:exact", "^.*$", ""),
    "a quote has another source": "DELETE { ?target oa:hasSource ?old } INSERT { ?target "
    "oa:hasSource section:treatment } WHERE { claim:SYM-07 oa:hasTarget ?target . "
    "?target oa:hasSource ?old }",
    "two quotes in one claim": "INSERT DATA { claim:SYM-07 oa:hasTarget [ oa:hasSource "
    'section:symptoms ; oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact "cutis" ] ] }',
    "words as written are changed": put("claim:SYM-03", "dk:asWritten", '"in bunches"'),
    "an entry's words are changed": reword("ref:symptoms-4", "", "oa:exact", "small", "large"),
    "an entry's words are lost": drop("ref:symptoms-4", "oa:exact"),
    "an entry is of another section": put("ref:symptoms-4", "schema:isPartOf", "section:treatment"),
    "an entry has another number": put("ref:symptoms-4", "dk:marker", '"[5]"'),
    "two entries have one number": put("ref:symptoms-1", "dk:marker", '"[4]"'),
    "an entry is not typed": drop("ref:symptoms-4", "a"),
    "an entry that is cited vanishes": vanish("ref:symptoms-6"),
    "an entry that nothing cites vanishes": vanish("ref:differential-5"),
    "an entry names two works": add("ref:diagnostics-4", "dk:identifies", "work:elahmar-2022"),
    "an entry is a duplicate of another work": put(
        "ref:diagnostics-12", "dk:duplicateOf", "ref:diagnostics-4"
    ),
    "a work has no name": drop("work:traineau-2020", "schema:name"),
    "a work is not typed": drop("work:traineau-2020", "a"),
    "a work is misspelt": put("evidence:TRT-05-mhra", "SEPIO:0000124", "work:mhra-warfarine"),
    "a PMID is made up": add("work:kim-2024", "dcterms:identifier", '"PMID:unknown"'),
    "a PMID lacks its prefix": add("work:kim-2024", "dcterms:identifier", '"31302187"'),
    "a digit of a PMID is wrong": "DELETE DATA { work:traineau-2020 dcterms:identifier "
    '"PMID:31302187" } ; INSERT DATA { work:traineau-2020 dcterms:identifier "PMID:31302178" }',
    "a PMID is that of another work": add(
        "work:reiter-2011-part-2", "dcterms:identifier", '"PMID:21679810"'
    ),
    "a DOI is an address": add(
        "work:kim-2024", "dcterms:identifier", '"https://doi.org/10.1016/j.jaad.2024.01.001"'
    ),
    "a year is wrong": put("work:kim-2024", "schema:datePublished", "2042"),
    "a year is a text": put("work:kim-2024", "schema:datePublished", '"2024"'),
    "two sections have one place": put("section:symptoms", "dk:position", "1"),
    "a section has no name": drop("section:symptoms", "schema:name"),
    "a section is of no page": drop("section:symptoms", "schema:isPartOf"),
    "a section's text is lost": drop("section:symptoms", "schema:text"),
    "the page is about nothing": drop("work:page", "schema:about"),
    "an observation observes what is nowhere": put("claim:SYM-10", "dk:observes", "ref:symptoms-2"),
}
