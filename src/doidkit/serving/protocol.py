"""A request of the SPARQL 1.1 Protocol, for queries: what it asks, or why it is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from urllib.parse import parse_qsl

from doidkit.serving.replies import Refused

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
_MOST = 1000  # parameters
_READ_ONLY = "The data are served to be read; updates are refused."


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, the graphs that a request chose for it, and the format that it names, if any.

    The graphs are None where the request says nothing of them.
    """

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None

    @property
    def has_dataset(self) -> bool:
        """Whether the request says what the query's dataset is."""
        return bool(self.default_graphs or self.named_graphs)


def asked(method: str, parameters: bytes, content_type: str, body: bytes) -> Asked | None:
    """Return what a GET, HEAD or POST asks, None for one without a query.

    ``parameters`` are those of the address. Raises Refused: 400 for what is malformed, 403 for an
    update, 415 for a body of another type.
    """
    given = _parsed(parameters)
    if method == "POST":
        media_type = _media_type(content_type)
        if media_type == FORM:
            given += _parsed(body)
        elif media_type == QUERY:
            given.append(("query", _text(body)))
        elif media_type == UPDATE:
            raise Refused(403, _READ_ONLY)
        else:
            told = f"A query is posted as {FORM} or {QUERY}"
            what = f"not as {media_type}" if media_type else "and its Content-Type says so"
            raise Refused(415, f"{told}, {what}.", {"Accept-Post": f"{FORM}, {QUERY}"})
    values: dict[str, list[str]] = {}
    for name, value in given:
        values.setdefault(name, []).append(value)
    return _chosen(values, required=method == "POST")


def _chosen(values: Mapping[str, list[str]], *, required: bool) -> Asked | None:
    if "update" in values:
        raise Refused(403, _READ_ONLY)
    queries = values.get("query", [])
    if not queries and not required:
        return None
    if len(queries) != 1:
        number = f"{len(queries)} queries" if queries else "no query"
        raise Refused(400, f"The request has {number}; send one, as the parameter query.")
    formats = values.get("format", [])
    return Asked(
        queries[0],
        tuple(values.get("default-graph-uri", ())),
        tuple(values.get("named-graph-uri", ())),
        formats[0] if formats else None,
    )


def _media_type(content_type: str) -> str:
    if not content_type.strip():
        return ""
    header = Message()
    header["Content-Type"] = content_type
    charset = header.get_content_charset("utf-8")
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise Refused(415, f"The text is sent as {charset}; send it as UTF-8.")
    return header.get_content_type() if "/" in content_type else content_type.strip()


def _parsed(text: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            text.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST
        )
    except UnicodeDecodeError:
        raise Refused(400, "The parameters are not percent-encoded UTF-8.") from None
    except ValueError:
        raise Refused(400, f"The request has more than {_MOST:,} parameters.") from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(400, "The query is not UTF-8.") from None
