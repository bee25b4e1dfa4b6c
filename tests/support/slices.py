"""The slices of other ontologies: each term marked as imported, each slice with its checksum.

``python tests/support/slices.py`` renews marks and checksums after a slice was cut anew; the shape
``import-slice-whole`` and ``tests/ontology/test_slices.py`` then hold them.
"""

import hashlib
import re
from pathlib import Path

import pyoxigraph as ox

from doidkit import bundled
from doidkit.prefixes import PREFIXES, expand

_LABEL, _ABOVE = expand("rdfs:label"), expand("rdfs:subClassOf")
_SOURCE = re.compile(r"dcterms:source (<[^>]+>)")
_BLOCK = re.compile(r"^(?P<term>\S+) a [^;.]*;\n(?P<rest>(?:    .*\n)+)", re.MULTILINE)
_MARK = "    IAO:0000412 {source} ;\n"
# DOID:182 has its whole record in a module of its own: what is not in the slice is not missing.
_DONE = re.compile(r"IAO:0000412|owl:versionInfo")
_WHOLE = {"DOID:182"}


def slices() -> list[Path]:
    """Return the files of the slices."""
    return sorted((bundled.folder("ontology") / "imports").glob("*_import.ttl"))


def checksum(path: Path) -> int:
    """Return what a slice's labels and superclasses come to.

    The sum of the first four hexadecimal digits of each statement's SHA-1.
    """
    store = ox.Store()
    store.load(path=path, format=ox.RdfFormat.TURTLE)
    imported = store.quads_for_pattern(None, ox.NamedNode(expand("IAO:0000412")), None)
    total = 0
    for term in {quad.subject for quad in imported}:
        for quad in store.quads_for_pattern(term, None, None):
            if quad.predicate.value in (_LABEL, _ABOVE) and not isinstance(
                quad.object, ox.BlankNode
            ):
                language = getattr(quad.object, "language", None) or ""
                said = (term.value, quad.predicate.value, quad.object.value, language)
                total += int(hashlib.sha1(" ".join(said).encode()).hexdigest()[:4], 16)
    return total


def marked(text: str) -> str:
    """Return a slice with each of its terms marked as imported from its source."""
    (source,) = _SOURCE.findall(text)[:1]

    def mark(block: re.Match[str]) -> str:
        rest = block["rest"]
        if block["term"] in _WHOLE or "rdfs:label" not in rest or _DONE.search(rest):
            return block[0]
        return block[0].removesuffix(rest) + _MARK.format(source=source) + rest

    text = _BLOCK.sub(mark, text)
    return _declared(_declared(text, "IAO:0000412", ' ; rdfs:label "imported from"'), "dk:checksum")


def _declared(text: str, name: str, label: str = "") -> str:
    prefix = name.partition(":")[0]
    if f"@prefix {prefix}:" not in text:
        lines = text.split("\n")
        count = next(n for n, line in enumerate(lines) if not line.startswith("@prefix"))
        lines[:count] = sorted(
            [*lines[:count], f"@prefix {prefix}: <{PREFIXES[prefix]}> ."], key=str.casefold
        )
        text = "\n".join(lines)
    if f"{name} a owl:AnnotationProperty" in text:
        return text
    end = text.index(" .\n\n", text.index("a owl:Ontology")) + len(" .\n\n")
    return f"{text[:end]}{name} a owl:AnnotationProperty{label} .\n{text[end:]}"


def renew(path: Path) -> None:
    """Write a slice's marks and its checksum."""
    text = re.sub(r"    dk:checksum \d+ ;\n", "", path.read_text(encoding="utf-8"))
    text = marked(text)
    path.write_text(text, encoding="utf-8")
    place = text.index("    dcterms:source ")
    line = f"    dk:checksum {checksum(path)} ;\n"
    path.write_text(text[:place] + line + text[place:], encoding="utf-8")


if __name__ == "__main__":
    for each in slices():
        renew(each)
