"""Damaged documents: cuts, flips, deletions, insertions; and what independent parsers make of them.

``python damage.py 10000`` tries so many a format (``make fuzz`` may); the suite tries a few.
"""

import json
import random
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

import rdflib
from rdflib.compare import to_isomorphic

from doidkit.errors import DoidkitNote, InputError
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.options import reading
from doidkit.syntax.reading import quads

_BASE = "http://base.example/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
OWL = "http://www.w3.org/2002/07/owl#"


@dataclass(frozen=True)
class Kind:
    """A format: a small document of it, and a judge of a damaged one.

    The judge says whether an independent parser takes a document; it may compare the triples.
    """

    format: GraphFormat
    name: str
    document: bytes
    judge: Callable[[bytes, set[str]], str]


def _takes(parse: Callable[[bytes], object]) -> Callable[[bytes, set[str]], str]:
    def judge(data: bytes, _: set[str]) -> str:
        try:
            parse(data)
        except BaseException as error:  # fastobo's panics are no Exceptions
            if isinstance(error, KeyboardInterrupt):
                raise
            return f"{type(error).__name__}: {error}"
        return ""

    return judge


def _same_graph(syntax: str, base: str) -> Callable[[bytes, set[str]], str]:
    def judge(data: bytes, found: set[str]) -> str:
        theirs = rdflib.Graph()
        try:
            theirs.parse(data=data, format=syntax, publicID=base)
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        if any(_BASE in str(term) for triple in theirs for term in triple):
            return ""  # rdflib resolves relative IRIs in a way of its own
        ours = rdflib.Graph().parse(data="".join(f"{each} .\n" for each in found), format="nt")
        same = to_isomorphic(ours) == to_isomorphic(_lowered(theirs))
        return "" if same else "another graph"

    return judge


def _lowered(graph: rdflib.Graph) -> rdflib.Graph:
    """Return a graph with its language tags in lower case: case says nothing in them."""
    lowered = rdflib.Graph()
    for subject, predicate, term in graph:
        if isinstance(term, rdflib.Literal) and term.language:
            term = rdflib.Literal(str(term), lang=term.language.lower())
        lowered.add((subject, predicate, term))
    return lowered


def _expat(data: bytes) -> None:
    expat.ParserCreate("utf-8").Parse(data, True)


KINDS = (
    Kind(
        GraphFormat.RDFXML,
        "a.owl",
        f"""<?xml version="1.0"?>
<!DOCTYPE rdf:RDF [ <!ENTITY e "http://e/"> ]>
<rdf:RDF xmlns:rdf="{RDF}" xmlns:e="&e;">
  <!-- a comment -->
  <rdf:Description rdf:about="&e;a" e:n="x &amp; y">
    <e:p xml:lang="en">text &lt; more</e:p>
    <e:q rdf:resource="http://e/b"/><e:c><![CDATA[ <raw> ]]></e:c>
    <e:l rdf:parseType="Literal">a <b>c</b></e:l>
  </rdf:Description>
</rdf:RDF>
""".encode(),
        _takes(_expat),
    ),
    Kind(
        GraphFormat.OWX,
        "a.owx",
        f"""<?xml version="1.0"?>
<Ontology xmlns="{OWL}" ontologyIRI="http://e/o">
  <Prefix name="e" IRI="http://e/"/>
  <Declaration><Class abbreviatedIRI="e:A"/></Declaration>
  <SubClassOf><Class IRI="http://e/A"/><Class IRI="http://e/B"/></SubClassOf>
</Ontology>
""".encode(),
        _takes(_expat),
    ),
    Kind(
        GraphFormat.OBOGRAPHS,
        "a.json",
        json.dumps(
            {
                "graphs": [
                    {
                        "id": "http://e/o",
                        "nodes": [{"id": "http://e/a", "type": "CLASS", "lbl": 'é \\ "'}],
                        "edges": [{"sub": "http://e/a", "pred": "is_a", "obj": "http://e/b"}],
                    }
                ]
            },
            indent=1,
        ).encode(),
        _takes(json.loads),
    ),
    Kind(
        GraphFormat.JSONLD,
        "a.jsonld",
        b'{"@context": {"p": "http://e/p"},\n "@id": "http://e/a", "p": ["x", 1, true, null]}\n',
        _takes(json.loads),
    ),
    Kind(
        GraphFormat.NTRIPLES,
        "a.nt",
        b'<http://e/a> <http://e/p> "x\\n\\u00E9"@en .\n'
        b'<http://e/a> <http://e/p> "1"^^<http://e/t> .\n_:b <http://e/q> <http://e/a> .\n',
        _same_graph("turtle", _BASE),  # rdflib's for N-Triples refuses "1"^^ <a:b>
    ),
    Kind(
        GraphFormat.TURTLE,
        "a.ttl",
        b'@prefix e: <http://e/> .\ne:a e:p "x", 1.5, true ; e:q [ e:r ( 1 2 ) ] .\n# end\n',
        _same_graph("turtle", _BASE),
    ),
    Kind(
        GraphFormat.OFN,
        "a.ofn",
        b"Prefix(e:=<http://e/>)\nOntology(<http://e/o>\nDeclaration(Class(e:A))\n"
        b'AnnotationAssertion(e:p e:A "x \\" \\\\")\nSubClassOf(e:A e:B)\n)\n',
        _takes(lambda data: data.decode()),
    ),
    Kind(
        GraphFormat.OBO,
        "a.obo",
        b'format-version: 1.4\nontology: x\n\n[Term]\nid: A:1\nname: one\ndef: "d" [X:1]\n'
        b"is_a: A:2 ! two\n\n[Term]\nid: A:2\n",
        _takes(lambda data: data.decode()),
    ),
)


def damaged(document: bytes, chance: random.Random) -> bytes:
    """Return a document with one to three damages."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        at, size = chance.randrange(len(document) + 1), chance.choice((1, 1, 2, 7, 40))
        kind = chance.randrange(5)
        if kind == 0:
            document = document[:at]
        elif kind == 1:
            document = document[:at] + bytes([chance.randrange(256)]) + document[at + 1 :]
        elif kind == 2:
            document = document[:at] + document[at + size :]
        elif kind == 3:
            document = (
                document[:at]
                + bytes([chance.choice(b"<>&\"'/!?-= :[]{}\\\0\1\n#,")])
                + document[at:]
            )
        else:
            document = document[:at] + document[at : at + size] + document[at:]
        if not document:
            return b" "
    return document


def _read(path: Path, kind: Kind) -> set[str]:
    with warnings.catch_warnings(), reading(base=_BASE):
        warnings.simplefilter("ignore", DoidkitNote)
        return {str(quad.triple) for quad in quads(path, format=kind.format)}


def wrong(kind: Kind, folder: Path, *, count: int, seed: int) -> Iterator[tuple[bytes, str]]:
    """Yield the damaged documents that are taken and should not be, or end in another error."""
    chance = random.Random(seed)
    path = folder / kind.name
    for _ in range(count):
        data = damaged(kind.document, chance)
        path.write_bytes(data)
        try:
            found = _read(path, kind)
        except InputError as error:
            if not str(error).startswith(str(path)):
                yield data, f"no place: {error}"
            continue
        except Exception as error:
            yield data, f"{type(error).__name__}: {error}"
            continue
        if reason := kind.judge(data, found):
            yield data, reason


def main() -> int:
    """Try as many documents a format as the first argument says; print what is wrong."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    total = 0
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            found = list(wrong(kind, Path(folder), count=count, seed=182))
            total += len(found)
            sys.stdout.write(f"{kind.format.value}: {count} tried, {len(found)} wrong\n")
            for data, reason in found[:5]:
                sys.stdout.write(f"  {reason}\n    {data!r}\n")
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
