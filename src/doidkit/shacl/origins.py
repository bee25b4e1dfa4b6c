"""Where a shape stands: its file, its line, its name."""

import re
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode

from doidkit.errors import InputError
from doidkit.model import RdfTerm
from doidkit.shacl.reader import Namer
from doidkit.shacl.shapefiles import Shapes
from doidkit.syntax.files import read_text

_PREFIX = re.compile(r"^\s*@?prefix\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)


def namer(shapes: Shapes) -> Namer:
    """Return what names a shape as ``file:line: CURIE``, as far as that is known."""

    def name(node: RdfTerm) -> str:
        file, owner = shapes.file(node), shapes.owner(node)
        line = None if owner is None else _line(file, owner)
        place = file if line is None else f"{file}:{line}"
        return f"{place}: {shapes.id(node)}"

    return name


def _line(file: str, node: NamedNode) -> int | None:
    """Return the line on which a named node starts its triples."""
    text = _text(file)
    forms = [re.escape(f"<{node.value}>")]
    for prefix, namespace in _PREFIX.findall(text):
        if namespace and node.value.startswith(namespace):
            forms.append(re.escape(f"{prefix}:{node.value[len(namespace) :]}"))
    found = re.search(rf"^[ \t]*(?:{'|'.join(forms)})(?=[\s;,])", text, re.MULTILINE)
    return None if found is None else text.count("\n", 0, found.start()) + 1


@cache
def _text(file: str) -> str:
    try:
        return read_text(Path(file))
    except InputError:  # the shapes of several files, or of none
        return ""
