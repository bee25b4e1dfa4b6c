"""The pages of the server itself, in the dress of the site, every text in them escaped."""

from functools import cache
from importlib import resources

import jinja2

from doidkit.rendering.site.environment import bar, environment
from doidkit.rendering.site.links import Links

_FRAMES = "; frame-ancestors 'none'"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)
POLICY = _POLICY + _FRAMES
"""The Content-Security-Policy of every reply: nothing of another host, no script in a page."""

# YASGUI 4.6.2 puts one style element into its tables; it is known by its hash.
_TABLES = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"
_EDITOR = _POLICY.replace("style-src 'self'", f"style-src 'self' {_TABLES}")
EDITOR_POLICY = _EDITOR + _FRAMES
"""That of the page with the query editor."""


def render(template: str, links: Links, **values: object) -> bytes:
    """Return a page."""
    # A document's own policy has no word on frames; both hold, so this is the wider one.
    common = {"links": links, "policy": _EDITOR, "bar": bar(links, "sparql")}
    return _environment().get_template(template).render(common | values).encode()


@cache
def _environment() -> jinja2.Environment:
    here = jinja2.PackageLoader("doidkit.serving", "templates")
    base = environment()
    assert base.loader is not None, "the site has templates"
    return base.overlay(loader=jinja2.ChoiceLoader([here, base.loader]))


def asset(name: str) -> bytes:
    """Return a file that pages name."""
    return (resources.files("doidkit.serving") / "assets" / name).read_bytes()
