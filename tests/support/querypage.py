"""The tables of docs/queries.md, from the headers of the bundled queries.

``python tests/support/querypage.py`` writes them; a test refuses a page that differs.
"""

from pathlib import Path

from doidkit.queries import QueryFile, bundled_queries

PAGE = Path(__file__).parents[2] / "docs" / "queries.md"
_TABLES = "\n## On any release"


def page() -> str:
    """Return the page: its own words, then the tables."""
    words = PAGE.read_text(encoding="utf-8").partition(_TABLES)[0]
    queries = bundled_queries()
    ours = [query for query in queries if "PREFIX dk:" in query.text or _mapped(query)]
    wide = [query for query in queries if query not in ours]
    return (
        words
        + f"{_TABLES} of the Disease Ontology ({len(wide)})\n\n{_table(wide)}"
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
