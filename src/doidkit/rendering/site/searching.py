"""The search index: a script, as a page opened from a file may fetch nothing.

One text with a line a term: its page, identifier, label and other names, tabs between them;
``site.js`` reads it when the search is first used.
"""

import json
from collections import defaultdict
from collections.abc import Mapping

from doidkit.ontology.lookup import Asked
from doidkit.website import Site


def index(site: Site, pages: Mapping[str, str]) -> str:
    """Return the script with the names of all current terms, diseases first, then by label."""
    named: dict[str, set[str]] = defaultdict(set)
    for name in Asked(site.ontology.source).names:
        named[name.iri].add(name.text)
    lines = []
    for term in sorted(site.terms.current, key=lambda each: (_home(each.curie), each)):
        others = sorted(named[term.iri] - {term.label})
        fields = [pages[term.iri], term.curie, term.label or term.curie, *others]
        lines.append("\t".join(" ".join(field.split()) for field in fields))
    # The line and paragraph separators end a line of a script before ES2019.
    text = json.dumps("\n".join(lines), ensure_ascii=False)
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"doidkitFound({text});\n"


def _home(curie: str) -> bool:
    return not curie.startswith(("DOID:", "dkt:"))
