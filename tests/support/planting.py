"""Planting faults in an ontology file by text edit, and knowing the lines they are on.

A document is a list of lines; a planted line keeps its identity when others are inserted, so
its number is asked for at the end. One planter a format says how a statement is written.
"""

import re
from pathlib import Path
from typing import ClassVar
from xml.sax.saxutils import escape

OBO = "http://purl.obolibrary.org/obo/"
OIO = "http://www.geneontology.org/formats/oboInOwl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"


class Line:
    """A line of a file, or several where a value spans them."""

    def __init__(self, text: str) -> None:
        self.text = text


class Document:
    """A file's lines, with what the three formats have in common."""

    def __init__(self, path: Path) -> None:
        self.lines = [Line(text) for text in path.read_text(encoding="utf-8").split("\n")]
        self.index()

    def index(self) -> None:
        raise NotImplementedError

    def number(self, line: Line) -> int:
        before = self.lines[: self.lines.index(line)]
        return 1 + len(before) + sum(each.text.count("\n") for each in before)

    def write(self, path: Path) -> None:
        path.write_text("\n".join(line.text for line in self.lines), encoding="utf-8")

    def after(self, line: Line, text: str) -> Line:
        new = Line(text)
        self.lines.insert(self.lines.index(line) + 1, new)
        return new

    def drop(self, line: Line) -> None:
        self.lines.remove(line)


class Obo(Document):
    """A stanza; ``frame`` is its id line."""

    TAGS: ClassVar = {
        "label": "name",
        "def": "def",
        "xref": "xref",
        "comment": "comment",
        "alt_id": "alt_id",
        "subset": "subset",
        "parent": "is_a",
        "replaced_by": "replaced_by",
        "namespace": "namespace",
    }

    def index(self) -> None:
        self.stanzas: dict[str, list[Line]] = {"": []}
        current = self.stanzas[""]
        for line in self.lines:
            if line.text.startswith("id: "):
                current = self.stanzas.setdefault(line.text[4:], [])
            elif line.text.startswith("["):
                current = []
            if line.text:
                current.append(line)

    def frame(self, term: str) -> Line:
        return self.stanzas[term][0]

    def get(self, term: str, what: str) -> Line:
        return next(x for x in self.stanzas[term] if x.text.startswith(self.TAGS[what] + ": "))

    def replace(self, term: str, what: str, old: str, new: str) -> Line:
        line = self.get(term, what)
        assert old in line.text
        line.text = line.text.replace(old, new.replace("\n", "\\n"), 1)
        return line

    def add(self, term: str, what: str, value: str) -> Line:
        if what in ("exact", "related"):
            text = f'synonym: "{value}" {what.upper()} []'
        elif what == "match":
            text = f'property_value: {SKOS}exactMatch "{value}" xsd:string'
        elif what == "equivalent":
            text = f"equivalent_to: {value}"
        else:
            text = f"{self.TAGS[what]}: " + value.replace("://", "\\://").replace("\n", "\\n")
        return self.after(self.frame(term), text)

    def unsourced(self, term: str) -> Line:
        line = self.get(term, "def")
        line.text = re.sub(r" \[.*", " []", line.text)
        return line

    def sourced(self, term: str, source: str) -> Line:
        line = self.get(term, "def")
        line.text = re.sub(r" \[.*", f" [{source}]", line.text)
        return line

    def header(self, what: str) -> Line:
        self.drop(next(line for line in self.stanzas[""] if what in line.text))
        return next(line for line in self.stanzas[""] if line.text.startswith("ontology:"))


class Ofn(Document):
    """Axioms, one a line; ``frame`` is the first about a term that is no declaration."""

    PROPERTIES: ClassVar = {
        "label": "rdfs:label",
        "def": "IAO:0000115",
        "xref": "oboInOwl:hasDbXref",
        "comment": "rdfs:comment",
        "alt_id": "oboInOwl:hasAlternativeId",
        "subset": "oboInOwl:inSubset",
        "exact": "oboInOwl:hasExactSynonym",
        "related": "oboInOwl:hasRelatedSynonym",
        "replaced_by": "IAO:0100001",
        "namespace": "oboInOwl:hasOBONamespace",
        "match": f"<{SKOS}exactMatch>",
    }

    def index(self) -> None:
        self.axioms: dict[str, list[Line]] = {}
        for line in self.lines:
            if line.text.startswith(("SubClassOf(", "AnnotationAssertion(")):
                found = re.search(r"(?:SubClassOf\(|\S+ )(DOID:\d+) ", line.text)
                if found:
                    self.axioms.setdefault(found[1], []).append(line)

    def frame(self, term: str) -> Line:
        return min(self.axioms[term], key=self.number)

    def get(self, term: str, what: str) -> Line:
        if what == "parent":
            return next(x for x in self.axioms[term] if x.text.startswith("SubClassOf("))
        return next(x for x in self.axioms[term] if f"{self.PROPERTIES[what]} {term} " in x.text)

    def replace(self, term: str, what: str, old: str, new: str) -> Line:
        line = self.get(term, what)
        assert old in line.text
        line.text = line.text.replace(old, new, 1)
        return line

    def add(self, term: str, what: str, value: str) -> Line:
        if what == "parent":
            # Only prefixes that the file declares may be used.
            name = value if value.startswith("DOID:") else f"<{OBO}{value.replace(':', '_')}>"
            text = f"SubClassOf({term} {name})"
        elif what == "equivalent":
            text = f"EquivalentClasses({term} {value})"
        elif what == "subset":
            text = f"AnnotationAssertion(oboInOwl:inSubset {term} doid:{value})"
        elif what == "replaced_by":
            text = f"AnnotationAssertion(IAO:0100001 {term} {value})"
        else:
            text = f'AnnotationAssertion({self.PROPERTIES[what]} {term} "{value}")'
        return self.after(max(self.axioms[term], key=self.number), text)

    def drop(self, line: Line) -> None:
        super().drop(line)
        for axioms in self.axioms.values():
            if line in axioms:
                axioms.remove(line)

    def unsourced(self, term: str) -> Line:
        line = self.get(term, "def")
        line.text = re.sub(r'Annotation\(oboInOwl:hasDbXref "[^"]*"\) ', "", line.text)
        return line

    def sourced(self, term: str, source: str) -> Line:
        line = self.unsourced(term)
        note = f'AnnotationAssertion(Annotation(oboInOwl:hasDbXref "{source}") '
        line.text = line.text.replace("AnnotationAssertion(", note, 1)
        return line

    def header(self, what: str) -> Line:
        self.drop(next(x for x in self.lines if x.text.startswith(f"Annotation({what}")))
        return next(x for x in self.lines if x.text.startswith("Ontology("))


class RdfXml(Document):
    """Elements about a term; ``frame`` is the first of them."""

    TAGS: ClassVar = {
        "label": "rdfs:label",
        "def": "obo:IAO_0000115",
        "xref": "oboInOwl:hasDbXref",
        "comment": "rdfs:comment",
        "alt_id": "oboInOwl:hasAlternativeId",
        "subset": "oboInOwl:inSubset",
        "exact": "oboInOwl:hasExactSynonym",
        "related": "oboInOwl:hasRelatedSynonym",
        "replaced_by": "obo:IAO_0100001",
        "namespace": "oboInOwl:hasOBONamespace",
        "parent": "rdfs:subClassOf",
        "equivalent": "owl:equivalentClass",
        "match": "skos:exactMatch",
    }
    LINKS = frozenset({"subset", "replaced_by", "parent", "equivalent"})

    def index(self) -> None:
        self.frames: dict[str, list[Line]] = {}
        self.values: dict[str, list[Line]] = {}
        self.notes: dict[str, list[Line]] = {}
        current: list[Line] = []
        for line in self.lines:
            about = re.search(r'<(?:rdf:Description|owl:\w+) rdf:about="([^"]*)">', line.text)
            source = re.search(r'<owl:annotatedSource rdf:resource="([^"]*)"', line.text)
            if about:
                self.frames.setdefault(_curie(about[1]), []).append(line)
                current = self.values.setdefault(_curie(about[1]), [])
            elif source:
                current = self.notes.setdefault(_curie(source[1]), [])
            else:
                current.append(line)

    def frame(self, term: str) -> Line:
        return self.frames[term][0]

    def get(self, term: str, what: str) -> Line:
        return next(x for x in self.values[term] if f"<{self.TAGS[what]}" in x.text)

    def replace(self, term: str, what: str, old: str, new: str) -> Line:
        line = self.get(term, what)
        before = re.sub(r"^[^>]*>|<[^<]*$", "", line.text)
        assert old in line.text
        line.text = line.text.replace(escape(old), escape(new), 1)
        after = re.sub(r"^[^>]*>|<[^<]*$", "", line.text)
        for note in self.notes.get(term, ()):
            note.text = note.text.replace(f"Target>{before}<", f"Target>{after}<")
        return line

    def add(self, term: str, what: str, value: str) -> Line:
        tag = self.TAGS[what]
        if what in self.LINKS:
            iri = OBO + (f"doid#{value}" if what == "subset" else value.replace(":", "_"))
            text = f'\t\t<{tag} rdf:resource="{iri}"/>'
        elif what == "match":
            text = f'\t\t<{tag} xmlns:skos="{SKOS}">{escape(value)}</{tag}>'
        else:
            text = f"\t\t<{tag}>{escape(value)}</{tag}>"
        return self.after(self.frame(term), text)

    def unsourced(self, term: str) -> Line:
        for line in [x for x in self.notes[term] if "<oboInOwl:hasDbXref>" in x.text]:
            self.drop(line)
        return self.get(term, "def")

    def sourced(self, term: str, source: str) -> Line:
        line = next(x for x in self.notes[term] if "<oboInOwl:hasDbXref>" in x.text)
        line.text = f"\t\t<oboInOwl:hasDbXref>{source}</oboInOwl:hasDbXref>"
        return line

    def header(self, what: str) -> Line:
        self.drop(next(line for line in self.lines if f"<{what}" in line.text))
        return next(line for line in self.lines if "<owl:Ontology" in line.text)


def _curie(iri: str) -> str:
    return iri.removeprefix(OBO).replace("_", ":", 1) if iri.startswith(OBO) else iri
