"""SPARQL results in JSON without what does not belong to them.

pyoxigraph 0.5.13 refuses results with members that it does not know, with ``null`` where nothing
is bound, and ``"xml:lang": ""``; engines and gateways add such, and the format does not forbid it.
"""

import json
from collections.abc import Sequence
from typing import Any

_MEMBERS = ("type", "value", "xml:lang", "datatype", "its:dir")
_LANGUAGES = frozenset({"lang", "language", "direction", "dir"})
"""What would say something of a literal that without it would be another one."""


def plain(data: bytes) -> bytes:
    """Return results with their own members only; ValueError for what is no JSON, or no results.

    >>> plain(b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": null}]}, "took": 7}')
    b'{"head": {"vars": ["s"]}, "results": {"bindings": [{}]}}'
    """
    try:
        found = json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number
        )
        return json.dumps(_results(found)).encode()
    except (RecursionError, KeyError, TypeError, AttributeError) as error:
        raise ValueError("these are no results") from error


def _results(found: dict[str, Any]) -> dict[str, Any]:
    if "boolean" in found:
        if "results" in found:
            raise ValueError("both a boolean and rows")
        return {"head": {}, "boolean": found["boolean"]}
    bindings = [
        {name: _term(term) for name, term in row.items() if term is not None}
        for row in found["results"]["bindings"]
    ]
    return {"head": {"vars": found["head"]["vars"]}, "results": {"bindings": bindings}}


def _term(term: dict[str, Any]) -> dict[str, Any]:
    if _LANGUAGES & term.keys():
        raise ValueError("a literal says its language in a way of its own")
    kept = {name: term[name] for name in _MEMBERS if term.get(name) is not None}
    if kept.get("xml:lang") == "":
        del kept["xml:lang"]
    if isinstance(kept["value"], dict):  # a triple
        kept["value"] = {name: _term(part) for name, part in kept["value"].items()}
    return kept


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a member is there twice")
    return found


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no JSON")
