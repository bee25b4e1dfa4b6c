"""The pages of the server itself, from templates in which every text is escaped."""

from functools import cache
from importlib import resources

import jinja2

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of every reply: nothing of another host, no script in a page."""

# YASGUI 4.6.2 puts one style element into its tables; it is known by its hash.
_TABLES = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"
EDITOR_POLICY = POLICY.replace("style-src 'self'", f"style-src 'self' {_TABLES}")


def render(template: str, **values: object) -> bytes:
    """Return a page."""
    return _environment().get_template(template).render(values).encode()


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("doidkit.serving", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def asset(name: str) -> bytes:
    """Return a file that pages name."""
    return (resources.files("doidkit.serving") / "assets" / name).read_bytes()
