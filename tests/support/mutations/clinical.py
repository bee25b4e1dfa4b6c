"""Mistakes in claims about tests, drugs and differential diagnoses."""

from mutations.edits import add, drop, member, put, swap

MISTAKES = {
    # tests
    "urinary calcium becomes the collection for protein": member(
        "claim:DIA-03", "biolink:object", "LOINC:6874-2", "MAXO:0000852"
    ),
    "a test is the collection for protein": put("claim:DIA-02", "biolink:object", "MAXO:0000852"),
    "a test is a treatment": put("claim:DIA-07", "biolink:object", "MAXO:0000058"),
    "a test is an operation": put("claim:DIA-09", "biolink:object", "MAXO:0000004"),
    "a test is a disease": put("claim:DIA-07", "biolink:object", "DOID:182"),
    "a test is a sign": put("claim:DIA-07", "biolink:object", "HP:0200036"),
    "a test is a substance": put("claim:DIA-04", "biolink:object", "CHEBI:35156"),
    "a test and its disease are swapped": swap("claim:DIA-07"),
    "a test of a phenotype": put("claim:DIA-07", "biolink:subject", "HP:0025520"),
    "a test's predicate is that of a drug": put(
        "claim:DIA-07", "biolink:predicate", "biolink:applied_to_treat"
    ),
    "a group of tests holds a treatment": member(
        "claim:DIA-01", "biolink:object", "MAXO:0000005", "MAXO:0000004"
    ),
    "89 percent becomes 89": "DELETE { ?measure schema:value ?old } INSERT { ?measure schema:value "
    "89.0 } WHERE { claim:DIA-06 dk:hasMeasure ?measure . ?measure schema:value ?old }",
    "89 percent becomes 98": "DELETE { ?measure schema:value ?old } INSERT { ?measure schema:value "
    "0.98 } WHERE { claim:DIA-06 dk:hasMeasure ?measure . ?measure schema:value ?old }",
    "a sensitivity hides what it lacks": "DELETE WHERE { ?measure dk:lacks ?information }",
    "a sensitivity has no figure": drop("claim:DIA-06", "dk:hasMeasure"),
    "a sensitivity for a phenotype": put("claim:DIA-06", "biolink:object", "HP:0003761"),
    "a sensitivity of a disease": swap("claim:DIA-06"),
    "a measure on a sign": "INSERT { claim:SYM-02 dk:hasMeasure ?measure } "
    "WHERE { claim:DIA-06 dk:hasMeasure ?measure }",
    # drugs
    "applied to treat becomes treats": put("claim:TRT-08", "biolink:predicate", "biolink:treats"),
    "applied to treat becomes RO's treats": put("claim:TRT-08", "biolink:predicate", "RO:0002606"),
    "a drug cures": put("claim:TRT-08", "biolink:predicate", "<http://example.org/cures>"),
    "a drug ameliorates": put("claim:TRT-08", "biolink:predicate", "RO:0003307"),
    "a drug prevents": put(
        "claim:TRT-08", "biolink:predicate", "biolink:preventative_for_condition"
    ),
    "no cure loses its no": drop("claim:TRT-01", "biolink:negated"),
    "a drug and its disease are swapped": swap("claim:TRT-08"),
    "a drug is a disease": put("claim:TRT-08", "biolink:subject", "DOID:9074"),
    "a drug is a structure": put("claim:TRT-08", "biolink:subject", "UBERON:0002097"),
    "a drug is a test": put("claim:TRT-08", "biolink:subject", "MAXO:0000595"),
    "a drug is a role": put("claim:TRT-05", "biolink:subject", "CHEBI:50906"),
    "a group of drugs holds a disease": member(
        "claim:TRT-03", "biolink:subject", "CHEBI:29007", "DOID:9074"
    ),
    "a drug for a phenotype": put("claim:TRT-08", "biolink:object", "HP:0025520"),
    "warfarin loses its disputes": drop("claim:TRT-05", "SEPIO:0000008"),
    "warfarin loses one of its disputes": drop(
        "claim:TRT-05", "SEPIO:0000008", "evidence:TRT-05-traineau"
    ),
    # differentials
    "a differential points at a disease": put("claim:DIF-01", "biolink:object", "HP:0033073"),
    "a differential is the disease itself": put(
        "ddx:osteoma-cutis", "schema:diagnosis", "dkt:calcinosis-cutis"
    ),
    "a differential has two diagnoses": add("ddx:osteoma-cutis", "schema:diagnosis", "DOID:2977"),
    "a differential has no diagnosis": drop("ddx:osteoma-cutis", "schema:diagnosis"),
    "osteoma cutis becomes DO's exact synonym": put(
        "ddx:osteoma-cutis", "schema:diagnosis", "DOID:0111535"
    ),
    "a differential is a substance": put("ddx:gouty-tophi", "schema:diagnosis", "CHEBI:17775"),
    "a differential is a clinical modifier": put(
        "ddx:gouty-tophi", "schema:diagnosis", "HP:0012828"
    ),
    "a differential has no name": drop("ddx:gouty-tophi", "schema:name"),
    "a differential that no claim has": put("claim:DIF-01", "biolink:object", "ddx:osteoma-cutis"),
    "a differential and its disease are swapped": swap("claim:DIF-04"),
    "a differential of a drug": put("claim:DIF-04", "biolink:subject", "CHEBI:10033"),
    "a claim has the sign of another condition": member(
        "claim:DIF-03", "biolink:object", "ddx:washed-out-appearance", "ddx:visible-osteocytes"
    ),
    "an element loses a sign that is claimed": drop(
        "ddx:gouty-tophi", "schema:distinguishingSign", "ddx:washed-out-appearance"
    ),
    "an element has a sign that is not claimed": add(
        "ddx:gouty-tophi", "schema:distinguishingSign", "ddx:visible-osteocytes"
    ),
    "a sign has no name": drop("ddx:washed-out-appearance", "schema:name"),
    "a sign is of another element": put("claim:DIF-03", "biolink:subject", "ddx:osteoma-cutis"),
}
