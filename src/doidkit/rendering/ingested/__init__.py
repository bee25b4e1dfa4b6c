"""Pages that were taken in: one module a format, chosen from one table."""

from collections.abc import Callable

from doidkit.ingestion.ingest import Ingested, Unread
from doidkit.rendering.ingested import data, markdown, text

FORMATS: dict[str, Callable[[Ingested | Unread], str]] = {
    "text": text.render,
    "markdown": markdown.render,
    "json": data.render,
}
"""What renders one page, by the name of the format; of JSON each page is a line."""
ENDINGS = {"text": ".txt", "markdown": ".md", "json": ".json"}
"""How the file of a report ends."""


def render(found: Ingested | Unread, *, format: str) -> str:
    """Return a page's report in one of ``FORMATS``."""
    return FORMATS[format](found)
