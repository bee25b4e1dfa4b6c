"""docs/queries.md from the headers of the bundled queries.

``python tests/docs/querypage.py`` writes the page; a test refuses a page that differs.
"""

from pathlib import Path

from doidkit.queries import QueryFile, bundled_queries

PAGE = Path(__file__).parents[2] / "docs" / "queries.md"
_HEAD = """\
# The bundled queries

`doidkit queries` lists them, `doidkit queries NAME` explains one with its columns and text. Each is plain SPARQL 1.1 and gives the same rows on your files, a store and any endpoint. A parameter with a default is shown with it; one without is optional.

```console
$ doidkit query common-ancestors --param one=DOID:4734 --param other=DOID:6652
ancestor  label
--------  ----------
DOID:182  calcinosis
```

Your own SPARQL is a file that any of the commands below takes instead of a name. A header of `#+` lines in TOML, as in `queries/*.rq`, gives it a title and typed parameters.

- Well-known prefixes need no declaration. `--explain` prints the text that would be sent, and where to, and asks nothing.
- `SERVICE` is refused unless `--allow-service` is given: a query does not reach the network by itself.
- `HAVING (?n > 1)` with `?n` named in `SELECT` is accepted by Jena and ROBOT, while standard SPARQL gives no rows. It is read as its author meant it, and a note on stderr says so. `FROM` with a graph that is not loaded, as in queries written for ROBOT, means all loaded data, again with a note.
- CSV, TSV and N-Triples leave while rows are found; the memory does not grow with their number.
- An endpoint's credentials come from `DOIDKIT_ENDPOINT_TOKEN`, or `DOIDKIT_ENDPOINT_USER` and `DOIDKIT_ENDPOINT_PASSWORD`, or a netrc file. They go to no other host, also when the endpoint redirects.

`doidkit update` changes files with SPARQL 1.1 Update. What the update does not touch keeps its prefixes and lexical forms (`007` stays); inside the update numbers look as Oxigraph writes them (`7`). `LOAD` and `SERVICE` need `--allow-network`.

```console
$ echo '@prefix ex: <http://example.org/> . ex:a ex:text "two  spaces" ; ex:number 007 .' > in.ttl
$ doidkit update 'DELETE { ?s ?p ?o } INSERT { ?s ?p ?new } WHERE { ?s ?p ?o BIND(REPLACE(?o, " +", " ") AS ?new) }' in.ttl
@prefix ex: <http://example.org/> .

ex:a
    ex:number 007 ;
    ex:text "two spaces" ;
.
```
"""


def page() -> str:
    """Return the page."""
    queries = bundled_queries()
    ours = [query for query in queries if "PREFIX dk:" in query.text or _mapped(query)]
    wide = [query for query in queries if query not in ours]
    return (
        _HEAD
        + f"\n## On any release of the Disease Ontology ({len(wide)})\n\n{_table(wide)}"
        + f"\n## On the document about DOID:182 and its evidence ({len(ours)})\n\n{_table(ours)}"
    )


def _mapped(query: QueryFile) -> bool:
    return "PREFIX sssom:" in query.text


def _table(queries: list[QueryFile]) -> str:
    lines = ["| query | what it lists | parameters |", "| --- | --- | --- |"]
    lines += [f"| `{query.name}` | {query.title} | {_parameters(query)} |" for query in queries]
    return "\n".join(lines) + "\n"


def _parameters(query: QueryFile) -> str:
    return ", ".join(
        f"`{one.name}`" if one.default is None else f"`{one.name}={one.default}`"
        for one in query.parameters
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
