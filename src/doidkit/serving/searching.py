"""Finding terms: a page, or JSON for a program."""

import json
from typing import TYPE_CHECKING

from doidkit.serving import negotiation, webpages
from doidkit.serving.addresses import address
from doidkit.serving.negotiation import HTML
from doidkit.serving.replies import Draft, Head

if TYPE_CHECKING:
    from doidkit.serving.sitepages import SitePages

_MOST = 200  # terms
_JSON = "application/json"


def found(site: "SitePages", text: str, accept: str | None) -> Draft:
    """Return the terms that a text finds, best first."""
    media_type = negotiation.chosen(accept, (HTML, _JSON))
    matches = site.ontology.search(text) if text.strip() else ()
    rows = [
        {"term": match.term.iri, "label": match.term.label, "page": address(match.term.iri)}
        | {"matched": match.name, "scope": match.scope}
        for match in matches[:_MOST]
    ]
    if media_type == _JSON:
        return Draft(Head(_JSON, {"Vary": "Accept"}), [json.dumps(rows, indent=1).encode()])
    page = webpages.render("search.html", site.links, text=text, rows=rows, number=len(matches))
    return Draft(Head(f"{HTML}; charset=utf-8", {"Vary": "Accept"}), [page])
