"""The page of the bundled entry, put together again from its sections."""

from doidkit.data import Data
from doidkit.prefixes import PREFIXES

NAME = "the bundled page"
_PARTS = """
SELECT ?title ?name ?text ?disclaimer {{
  ?page a <{schema}MedicalWebPage> ; <{schema}name> ?title ;
    <{schema}hasPart>/<{schema}text> ?disclaimer .
  ?section a <{schema}WebPageElement> ; <{schema}isPartOf> ?page ; <{schema}name> ?name ;
    <{schema}text> ?text ; <{dk}position> ?position
}} ORDER BY ?position"""


def page_text() -> str:
    """Return the text of the page that the bundled entry is made from."""
    query = _PARTS.format(schema=PREFIXES["schema"], dk=PREFIXES["dk"])
    rows = [[getattr(term, "value", "") for term in row] for row in Data().source().select(query)]
    parts = [rows[0][0], *(part for row in rows for part in row[1:3])]
    return "\n\n".join([*parts, f"Medical Disclaimer: {rows[0][3]}"]) + "\n"
