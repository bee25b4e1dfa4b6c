"""Where JSON is wrong that is well-formed, but not what its format wants.

pyoxigraph says of no such error in JSON-LD where it is. The document is therefore halved, again
and again, as long as a half has the same fault. What we read ourselves is read again with
``traced``, which knows what was looked at last.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pyoxigraph as ox

_CONTEXT = "@context"
_SPACE = re.compile(r"[ \t\r\n]*")
_raw_decode = json.JSONDecoder().raw_decode
Step = str | int
"""A key of an object or an index of a list."""


def jsonld_place(data: bytes, reason: str, base: str | None) -> tuple[int, int]:
    """Return line and column, from 1, of what a parser of JSON-LD gave this reason for."""
    text = data.decode("utf-8-sig")

    def fails(document: Any) -> bool:
        try:
            for _ in ox.parse(json.dumps(document), ox.RdfFormat.JSON_LD, base_iri=base):
                pass
        except SyntaxError as error:
            return str(error.msg) == reason
        return False

    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        return error.lineno, error.colno
    return place(text, _path(document, fails))


def traced(document: Any) -> tuple[Any, list[Step]]:
    """Return a document that can be read like itself, and the path to what was read last."""
    last: list[Step] = []
    return _traced(document, [], last), last


def place(text: str, path: Sequence[Step]) -> tuple[int, int]:
    """Return line and column, from 1, of the value that a path of keys and indexes leads to."""
    at = _skip(text, 0)
    for step in path:
        at = _value(text, at, step)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _value(text: str, at: int, step: Step) -> int:
    """Return where a member's value begins, for the object or list that begins here."""
    start, at, count = at, _skip(text, at + 1), 0
    while text[at] not in "]}":
        key: Step = count
        if isinstance(step, str):
            key, at = _raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)  # behind the colon
        if key == step:
            return at
        at = _skip(text, _raw_decode(text, at)[1])
        at = _skip(text, at + 1) if text[at] == "," else at
        count += 1
    return start


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _path(document: Any, fails: Callable[[Any], bool]) -> list[Step]:
    """Return the way to the smallest part of a document with which it still fails."""
    path: list[Step] = []
    while step := _next(document, path, fails):
        path += step
    return path


def _next(document: Any, path: list[Step], fails: Callable[[Any], bool]) -> list[Step]:
    node = document
    for step in path:
        node = node[step]
    if isinstance(node, dict):
        if _CONTEXT in node and fails(_only(document, path, [])):
            return [_CONTEXT]
        children: list[Step] = [key for key in node if key != _CONTEXT]
    else:
        children = list(range(len(node))) if isinstance(node, list) else []
    while len(children) > 1:
        middle = len(children) // 2
        halves = [children[:middle], children[middle:]]
        children = next((half for half in halves if fails(_only(document, path, half))), [])
    return children if children and fails(_only(document, path, children)) else []


def _only(node: Any, path: Sequence[Step], kept: Sequence[Step]) -> Any:
    """Return a document with these members alone of what a path leads to, and its contexts."""
    wanted = {step: _only(node[step], path[1:], kept) for step in path[:1]}
    wanted = wanted or {step: node[step] for step in kept}
    if isinstance(node, list):
        return list(wanted.values())
    return {key: value for key, value in node.items() if key == _CONTEXT} | wanted


def _traced(value: Any, path: list[Step], last: list[Step]) -> Any:
    if isinstance(value, dict):
        return _Object(value, path, last)
    if isinstance(value, list):
        return _List(value, path, last)
    return value


class _Object(dict[str, Any]):
    """An object that notes which of its values was asked for."""

    def __init__(self, value: dict[str, Any], path: list[Step], last: list[Step]) -> None:
        super().__init__((key, _traced(each, [*path, key], last)) for key, each in value.items())
        self._path, self._last = path, last

    def __getitem__(self, key: str) -> Any:
        self._last[:] = [*self._path, key] if key in self else self._path
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        return self[key] if key in self else default  # noqa: SIM401 (it would not note it)


class _List(list[Any]):
    """A list that notes which of its values was read."""

    def __init__(self, value: list[Any], path: list[Step], last: list[Step]) -> None:
        super().__init__(_traced(each, [*path, at], last) for at, each in enumerate(value))
        self._path, self._last = path, last

    def __iter__(self) -> Iterator[Any]:
        for at, value in enumerate(super().__iter__()):
            self._last[:] = [*self._path, at]
            yield value
