"""A website's pages as HTML: Jinja2 templates, all text escaped, no script needed to read them.

One function makes a term's page, for the static site, for ``show --format html`` and for a
server alike::

    from doidkit import ontology, pages, website
    from doidkit.rendering import site

    page = pages.page(ontology, "DOID:182")           # doidkit.pages.Page
    around = website.surroundings(ontology, page)     # doidkit.website.Surroundings
    html = site.term(page, around, links)             # str, a whole document

``links`` is anything with the methods of ``site.Links``: where a term's page is, where a file of
the site is (``site.css``, ``site.js``, ``index.html``), where a term's RDF is. ``site.assets()``
are the files to put there. ``site.POLICY`` is the Content-Security-Policy that every page keeps.
"""

from doidkit.rendering.site.environment import POLICY, assets
from doidkit.rendering.site.links import Alone, Links
from doidkit.rendering.site.terms import alone, term

__all__ = ["POLICY", "Alone", "Links", "alone", "assets", "term"]
