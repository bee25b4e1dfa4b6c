"""Exclusive XML Canonicalization 1.0, with comments, of the content of an element."""

from collections.abc import Mapping, Sequence

NAMESPACE = "http://www.w3.org/XML/1998/namespace"
"""The namespace of the prefix xml."""

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;"})
_VALUE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", '"': "&quot;", "\t": "&#x9;", "\n": "&#xA;", "\r": "&#xD;"}
)


class Canonical:
    """The canonical text of what expat tells of an element's content."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._rendered: list[dict[str, str]] = [{"": ""}]

    def start(
        self, name: str, attributes: Sequence[tuple[str, str]], scope: Mapping[str, str]
    ) -> None:
        """Begin an element; ``scope`` has the namespaces of the prefixes in scope."""
        own = [(key, value) for key, value in attributes if _declared(key) is None]
        used = {_prefix(name), *(_prefix(key) for key, _ in own if ":" in key)} - {"xml"}
        known = self._rendered[-1]
        new = {each: scope.get(each, "") for each in used if known.get(each) != scope.get(each, "")}
        self._rendered.append({**known, **new} if new else known)
        said = [(f"xmlns:{each}" if each else "xmlns", new[each]) for each in sorted(new)]
        said += sorted(own, key=lambda pair: _place(pair[0], scope))
        text = "".join(f' {key}="{value.translate(_VALUE)}"' for key, value in said)
        self._parts.append(f"<{name}{text}>")

    def end(self, name: str) -> None:
        """End an element."""
        self._rendered.pop()
        self._parts.append(f"</{name}>")

    def text(self, data: str) -> None:
        """Add text."""
        self._parts.append(data.translate(_TEXT))

    def comment(self, data: str) -> None:
        """Add a comment."""
        self._parts.append(f"<!--{data}-->")

    def instruction(self, target: str, data: str) -> None:
        """Add a processing instruction."""
        self._parts.append(f"<?{target} {data}?>" if data else f"<?{target}?>")

    def value(self) -> str:
        """Return the canonical text."""
        return "".join(self._parts)


def _declared(key: str) -> str | None:
    """Return the prefix that an attribute declares, None for any other attribute."""
    if key == "xmlns":
        return ""
    return key[6:] if key.startswith("xmlns:") else None


def _prefix(name: str) -> str:
    return name.partition(":")[0] if ":" in name else ""


def _place(key: str, scope: Mapping[str, str]) -> tuple[str, str]:
    prefix, colon, local = key.partition(":")
    if not colon:
        return "", key
    return (NAMESPACE if prefix == "xml" else scope.get(prefix, "")), local
