"""The XML that RDF/XML and OWL/XML share: tags, entities, namespaces."""

import re
from html import unescape
from typing import NamedTuple

TAG = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
    rb"|<(?P<close>/?)(?P<name>[^\s/>!]+)(?P<rest>(?:[^>\"']|\"[^\"]*\"|'[^']*')*?)(?P<empty>/?)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(rb"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ENTITY = re.compile(rb"<!ENTITY\s+([\w.-]+)\s+[\"']([^\"']*)[\"']")
_ROOT = re.compile(rb"<(?![?!])(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL)
_CDATA = re.compile(rb"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


class Attribute(NamedTuple):
    """An attribute as written: name, raw value, and the value's place."""

    name: str
    raw: bytes
    start: int
    end: int


def attributes(raw: bytes, offset: int) -> list[Attribute]:
    """Return the attributes of a tag whose text begins at an offset of the file."""
    return [
        Attribute(
            match[1].decode("utf-8", "replace"),
            match[2] if match[2] is not None else match[3],
            offset + (match.start(2) if match[2] is not None else match.start(3)),
            offset + (match.end(2) if match[2] is not None else match.end(3)),
        )
        for match in _ATTRIBUTE.finditer(raw)
    ]


class Names:
    """What a document's prefixes, entities and base mean."""

    def __init__(self, data: bytes) -> None:
        root = _ROOT.search(data, max(data.find(b"]>", 0, 1 << 16), 0))
        self.entities = {
            name.decode(): value.decode("utf-8", "replace")
            for name, value in _ENTITY.findall(data[: root.start() if root else 1 << 16])
        }
        found = attributes(root[0], 0) if root else []
        self.prefixes = {
            each.name.partition(":")[2]: self.text(each.raw)
            for each in found
            if each.name == "xmlns" or each.name.startswith("xmlns:")
        }
        self.base = next((self.text(each.raw) for each in found if each.name == "xml:base"), "")

    def text(self, raw: bytes) -> str:
        """Return character data with its entities and CDATA sections read."""
        if b"<![CDATA[" in raw:
            parts = _CDATA.split(raw)
            return "".join(
                part.decode("utf-8", "replace") if odd % 2 else self.text(part)
                for odd, part in enumerate(parts)
            )
        text = raw.decode("utf-8", "replace")
        if "&" not in text:
            return text
        for name, value in self.entities.items():
            text = text.replace(f"&{name};", value)
        return unescape(text)

    def reference(self, raw: bytes) -> str:
        """Return the IRI that an attribute refers to."""
        text = self.text(raw)
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", text):
            return text
        return (self.base.partition("#")[0] if text.startswith("#") else self.base) + text

    def name(self, qname: str, local: dict[str, str] | None = None) -> str:
        """Return the IRI of an element's or attribute's name."""
        prefix, colon, rest = qname.rpartition(":")
        known = {**self.prefixes, **(local or {})} if local else self.prefixes
        return known.get(prefix, "") + rest if colon or "" in known else qname
