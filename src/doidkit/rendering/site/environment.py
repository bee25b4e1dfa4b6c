"""The Jinja2 environment: templates compiled once, every text escaped; and the files beside."""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import jinja2
from markupsafe import Markup

from doidkit.rendering.site.links import Links
from doidkit.visible import visible

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'"
)
"""The Content-Security-Policy of every page: no script or style but the site's own files."""

_FILES = ("site.css", "site.js", "noscript.css")


@cache
def environment() -> jinja2.Environment:
    """Return the environment; a name that a template misspells is an error."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("doidkit.rendering.site", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=seen,
        auto_reload=False,  # a template does not change while pages are made of it
    )
    return made


def seen(value: Any) -> Any:
    """Show what hides or breaks text: control characters, and those that turn it round."""
    if isinstance(value, str) and not isinstance(value, Markup) and not value.isprintable():
        return "\n".join(map(visible, value.split("\n")))
    return value


def render(template: str, values: Mapping[str, Any]) -> str:
    """Return a page of one template."""
    return environment().get_template(template).render(values)


def assets() -> Mapping[str, bytes]:
    """Return the files that every site has beside its pages, by name."""
    folder = resources.files(__package__) / "assets"
    return {name: (folder / name).read_bytes() for name in _FILES}


@lru_cache(maxsize=64)
def bar(links: Links, here: str) -> Markup:
    """Return the bar above a page; ``here`` is the file that it is part of, if it leads there."""
    return Markup(render("bar.html", {"links": links, "here": here}))


@cache
def style() -> str:
    """Return the stylesheet."""
    folder = resources.files(__package__) / "assets"
    return (folder / "site.css").read_text(encoding="utf-8")
