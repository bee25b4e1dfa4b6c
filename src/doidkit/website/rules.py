"""The bundled shapes, file by file."""

import re
from dataclasses import dataclass

from doidkit import bundled, prefixes
from doidkit.syntax.files import read_text
from doidkit.syntax.reading import quads

_TARGETS = ("Class", "Node", "SubjectsOf", "ObjectsOf")
_TYPES = ("NodeShape", "PropertyShape")


@dataclass(frozen=True, slots=True)
class Shape:
    """A named shape: what it asks for, of what, and how grave it is."""

    iri: str
    name: str
    message: str
    severity: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShapeFile:
    """A file of shapes with its title, its introduction and its text."""

    name: str
    title: str
    about: str
    shapes: tuple[Shape, ...]
    text: str


def shape_files() -> tuple[ShapeFile, ...]:
    """Return the bundled shapes, sorted by the names of their files."""
    return tuple(_read(path.stem) for path in bundled.shape_files())


def _read(name: str) -> ShapeFile:
    (path,) = (each for each in bundled.shape_files() if each.stem == name)
    said: dict[str, dict[str, list[str]]] = {}
    for quad in quads(path):
        about = said.setdefault(str(getattr(quad.subject, "value", "")), {})
        about.setdefault(quad.predicate.value, []).append(str(getattr(quad.object, "value", "")))
    types = {prefixes.expand(f"sh:{each}") for each in _TYPES}
    shapes = [
        _shape(iri, about)
        for iri, about in said.items()
        if iri.startswith(prefixes.PREFIXES["shape"])
        and types.intersection(about.get(prefixes.expand("rdf:type"), ()))
    ]
    title = prefixes.expand("dcterms:title")
    text = read_text(path)
    return ShapeFile(
        name=name,
        title=next((t for about in said.values() for t in about.get(title, ())), name),
        about=_comment(text),
        shapes=tuple(sorted(shapes, key=lambda shape: shape.iri)),
        text=text,
    )


def _shape(iri: str, about: dict[str, list[str]]) -> Shape:
    def said(name: str) -> list[str]:
        return about.get(prefixes.expand(f"sh:{name}"), [])

    targets = [
        t for key in ("Class", "Node", "SubjectsOf", "ObjectsOf") for t in said(f"target{key}")
    ]
    return Shape(
        iri=iri,
        name=next(iter(said("name")), prefixes.compact(iri)),
        message=next(iter(said("message")), ""),
        severity=next(iter(said("severity")), "#Violation").rsplit("#", 1)[-1].lower(),
        targets=tuple(prefixes.compact(target) for target in targets),
    )


def _comment(text: str) -> str:
    """Return the comment that a file begins with, behind its prefixes."""
    found = re.search(r"^((?:# .*\n)+)", text, re.MULTILINE)
    return " ".join(line[2:] for line in found[1].splitlines()) if found else ""
