"""Where cross-references lead: a table out of the Bioregistry (CC0) for the site's links.

    pip install bioregistry && PYTHONPATH=tests/support python -m xrefpatterns

renews the table. The package is not needed to use doidkit, nor to test it.
"""

from pathlib import Path

TABLE = Path(__file__).parents[2] / "src/doidkit/rendering/site/assets/xrefs.tsv"
# What the Disease Ontology and the ontologies that it imports refer to.
WANTED = """
    bioportal cas chebi cl decipher doi doid drugbank eco efo ensembl envo fma gard geneid go hgnc
    hp icd10 icd10cm icd11 icd9 icd9cm icdo imdrf kegg kegg.compound kegg.drug kegg.pathway loinc
    maxo meddra medgen medlineplus mesh mgi mondo mp mpath ncbitaxon ncit ogms omim omim.ps omop
    orcid orphanet orphanet.ordo pato pmc pr pubchem.compound pubmed reactome rgd ro rxnorm snomedct
    so symp trans uberon umls uniprot unii wikidata wikipedia.en
""".split()


def main() -> None:
    """Write the table: a prefix in lower case, as it may be spelt, and its address."""
    from importlib.metadata import version

    import bioregistry

    rows = {}
    for name in WANTED:
        known = bioregistry.get_resource(name)
        pattern = known and bioregistry.get_uri_format(name)
        if not pattern:
            continue
        for spelt in (name, known.get_preferred_prefix() or name, *known.get_synonyms()):
            rows.setdefault(spelt.lower(), pattern)
    head = f"# Bioregistry {version('bioregistry')} (CC0), by tests/support/xrefpatterns.py\n"
    lines = "".join(f"{name}\t{rows[name]}\n" for name in sorted(rows))
    TABLE.write_text(head + lines, encoding="utf-8")


if __name__ == "__main__":
    main()
