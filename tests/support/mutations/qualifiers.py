"""Mistakes in the qualifiers of a claim: too many, from another value set, on another claim."""

from mutations.edits import add, put

MISTAKES = {
    "two frequencies": add("claim:SYM-02", "biolink:frequency_qualifier", "dk:rare"),
    "a frequency of HPO": put("claim:SYM-02", "biolink:frequency_qualifier", "HP:0040282"),
    "a frequency is a severity": put("claim:SYM-02", "biolink:frequency_qualifier", "HP:0012828"),
    "a frequency is a modality": put("claim:SYM-02", "biolink:frequency_qualifier", "dk:possible"),
    "a frequency is a text": put("claim:SYM-02", "biolink:frequency_qualifier", '"often"'),
    "a frequency on a test": add("claim:DIA-07", "biolink:frequency_qualifier", "dk:often"),
    "a frequency on a cause": add("claim:DES-07", "biolink:frequency_qualifier", "dk:often"),
    "a frequency on a differential": add("claim:DIF-04", "biolink:frequency_qualifier", "dk:rare"),
    "two modalities": add("claim:TRT-05", "dk:modality", "dk:possible"),
    "a modality is a frequency": put("claim:TRT-05", "dk:modality", "dk:often"),
    "a modality is made up": put("claim:TRT-05", "dk:modality", "dk:probable"),
    "two severities": add("claim:SYM-04", "biolink:severity_qualifier", "HP:0012837"),
    "a severity is an onset": add("claim:DES-09", "biolink:severity_qualifier", "HP:0003623"),
    "a severity is a frequency word": add("claim:DES-09", "biolink:severity_qualifier", "dk:rare"),
    "a severity is a sign": add("claim:DES-09", "biolink:severity_qualifier", "HP:0012531"),
    "an onset is a severity": add("claim:DES-09", "biolink:onset_qualifier", "HP:0012828"),
    "two onsets": add("claim:DES-09", "biolink:onset_qualifier", "HP:0003623 , HP:0003587"),
    "an onset on a drug": add("claim:TRT-05", "biolink:onset_qualifier", "HP:0003623"),
    "an onset on a differential": add("claim:DIF-04", "biolink:onset_qualifier", "HP:0003623"),
    "a negation is a text": add("claim:SYM-02", "biolink:negated", '"true"'),
    "a claim is negated and is not": add("claim:SYM-07", "biolink:negated", "false"),
    "a rank on a sign": add("claim:SYM-02", "dk:rank", "dk:firstLine"),
    "two ranks": add("claim:DIA-05", "dk:rank", "dk:confirmatory"),
    "a rank is a modality": put("claim:DIA-05", "dk:rank", "dk:recommended"),
    "a modifier is a sign": put("claim:SYM-04", "dk:clinicalModifier", "HP:0200042"),
    "an extent is a severity": put("claim:DES-12", "dk:extent", "HP:0012828"),
    "what comes later is no sign": put("claim:SYM-05", "dk:precedes", "HP:0003623"),
    "a site qualifier is a phenotype": put(
        "claim:DES-03", "biolink:anatomical_context_qualifier", "HP:0100249"
    ),
    "a disease context is the phenotype of that name": put(
        "claim:TRT-06", "biolink:disease_context_qualifier", "HP:0002725"
    ),
    "a disease context is a drug": put(
        "claim:TRT-06", "biolink:disease_context_qualifier", "CHEBI:10033"
    ),
}
