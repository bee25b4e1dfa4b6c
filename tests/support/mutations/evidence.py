"""Mistakes in evidence: lines that are lost, flipped, mistyped or led elsewhere."""

from mutations.edits import add, drop, put, vanish

SUPPORTS, DISPUTES, VOID = "SEPIO:0000007", "SEPIO:0000008", "dk:hasVoidEvidenceLine"

MISTAKES = {
    "a claim hides that nothing is cited": drop("claim:SYM-01", "dk:uncited"),
    "a cited claim is called uncited": add("claim:SYM-02", "dk:uncited", "true"),
    "a claim is uncited: false": put("claim:SYM-01", "dk:uncited", "false"),
    "a dangling citation supports": f"{drop('claim:SYM-04', VOID)} ; "
    + add("claim:SYM-04", SUPPORTS, "evidence:SYM-04-11"),
    "a good citation is void": f"{drop('claim:SYM-02', SUPPORTS)} ; "
    + add("claim:SYM-02", VOID, "evidence:SYM-02-4"),
    "a citation of the page disputes what it is cited for": f"{drop('claim:SYM-02', SUPPORTS)} ; "
    + add("claim:SYM-02", DISPUTES, "evidence:SYM-02-4"),
    "a line supports and disputes": add("claim:SYM-02", DISPUTES, "evidence:SYM-02-4"),
    "a line supports and is void": add("claim:SYM-02", VOID, "evidence:SYM-02-4"),
    "a line hangs on two claims": add("claim:SYM-06", SUPPORTS, "evidence:SYM-02-4"),
    "a line hangs on no claim": drop("claim:SYM-03", VOID, "evidence:SYM-03-4"),
    "a citation vanishes that is one of two": vanish("evidence:SYM-03-4"),
    "a citation vanishes and its claim is called uncited": f"{vanish('evidence:SYM-04-11')} ; "
    + add("claim:SYM-04", "dk:uncited", "true"),
    "a citation moves to another claim": f"{drop('claim:SYM-02', SUPPORTS)} ; "
    + f"{add('claim:SYM-08', SUPPORTS, 'evidence:SYM-02-4')} ; "
    + f"{drop('claim:SYM-08', 'dk:uncited')} ; "
    + put("evidence:SYM-02-4", "cito:hasCitingEntity", "claim:SYM-08"),
    "a citation is not typed": drop("evidence:SYM-02-4", "a", "dk:Citation"),
    "a citation is no evidence line": drop("evidence:SYM-02-4", "a", "SEPIO:0000002"),
    "a citation is filed as an audit line": f"{drop('evidence:SYM-02-4', 'a', 'dk:Citation')} ; "
    + add("evidence:SYM-02-4", "a", "dk:AuditLine"),
    "an audit line is filed as a citation": "DELETE DATA { evidence:DES-05-reiter a dk:AuditLine } "
    "; INSERT DATA { evidence:DES-05-reiter a dk:Citation }",
    "a citation is of CiTO only": "DELETE DATA { evidence:SYM-02-4 a dk:Citation } ; "
    "INSERT DATA { evidence:SYM-02-4 a cito:Citation }",
    "a citation names another claim": put(
        "evidence:SYM-02-4", "cito:hasCitingEntity", "claim:SYM-03"
    ),
    "a marker is lost": drop("evidence:SYM-02-4", "dk:marker"),
    "a marker lacks brackets": put("evidence:SYM-02-4", "dk:marker", '"4"'),
    "a marker is another number": put("evidence:SYM-02-4", "dk:marker", '"[6]"'),
    "a marker without an entry": put("evidence:SYM-02-4", "dk:marker", '"[5]"')
    + " ; "
    + drop("evidence:SYM-02-4", "cito:hasCitedEntity"),
    "a marker that the page does not print there": put("evidence:SYM-04-11", "dk:marker", '"[12]"'),
    "a citation leads to another section": put(
        "evidence:SYM-02-4", "cito:hasCitedEntity", "ref:diagnostics-4"
    ),
    "a citation leads to another number": put(
        "evidence:SYM-02-4", "cito:hasCitedEntity", "ref:symptoms-3"
    ),
    "a citation leads to a work": put("evidence:DIA-05-4", "cito:hasCitedEntity", "work:kim-2024"),
    "a citation has another work than its entry": put(
        "evidence:DIA-05-4", "SEPIO:0000124", "work:elahmar-2022"
    ),
    "a citation dangles though there is an entry": put(
        "evidence:SYM-02-4", "dk:citationStatus", "dk:dangling"
    ),
    "a silent entry is called resolvable": put(
        "evidence:SYM-03-4", "dk:citationStatus", "dk:resolvable"
    ),
    "a supporting entry is called silent": put(
        "evidence:SYM-02-4", "dk:citationStatus", "dk:silent"
    ),
    "a status is made up": put("evidence:SYM-03-4", "dk:citationStatus", "dk:unclear"),
    "a status is missing": drop("evidence:SYM-03-4", "dk:citationStatus"),
    "a citation is resolvable and silent": add(
        "evidence:SYM-02-4", "dk:citationStatus", "dk:silent"
    ),
    "a faulty citation is not explained": drop("evidence:SYM-03-4", "rdfs:comment"),
    "a duplicate of nothing": drop("evidence:DIA-03-12", "dk:duplicateOf"),
    "a duplicate of another work": put("evidence:DIA-03-12", "dk:duplicateOf", "evidence:DIA-05-5"),
    "a line has two evidence codes": add("evidence:SYM-02-4", "dc:type", "ECO:0007321"),
    "a line has no evidence code": drop("evidence:SYM-02-4", "dc:type"),
    "a lost work is called traceable": put("evidence:DIA-06-5", "dc:type", "ECO:0007321"),
    "a line has a phenotype as code": put("evidence:SYM-02-4", "dc:type", "HP:0012531"),
    "an audit line rests on nothing": drop("evidence:TRT-05-mhra", "SEPIO:0000124"),
    "an audit line is not explained": drop("evidence:TRT-05-mhra", "rdfs:comment"),
    "an audit line has a marker": add("evidence:TRT-05-mhra", "dk:marker", '"[8]"'),
    "a coverage is made up": add("evidence:SYM-02-4", "dk:coverage", "dk:full"),
    "an observation has evidence": add("claim:SYM-12", SUPPORTS, "evidence:SYM-02-4"),
}
