"""ROBOT's ``convert``."""

import click

from doidkit.cli.robot.errors import RobotError
from doidkit.cli.robot.options import Given, boolean, needed, robot_command
from doidkit.cli.robot.saving import save
from doidkit.documents import Document
from doidkit.editing import simplifying
from doidkit.prefixes import expand
from doidkit.syntax.owl.lexical import iri

_LABEL, _DEFINITION, _COMMENT = map(iri, map(expand, ("rdfs:label", "IAO:0000115", "rdfs:comment")))
_SINGLE = {
    "drop-extra-labels": _LABEL,
    "drop-extra-definitions": _DEFINITION,
    "drop-extra-comments": _COMMENT,
}
_BEYOND, _GENERAL, _JOINED = "drop-untranslatable-axioms", "drop-gci-axioms", "merge-comments"
_SHORT = {
    "true": (*_SINGLE,),
    "strict": (*_SINGLE,),
    "simple": (*_SINGLE, _BEYOND, _GENERAL),
    "false": (),
}


@robot_command("convert", saves=False)
@click.option("-f", "--format", metavar="FORMAT", help="obo, owl, ttl, owx, omn, ofn or json.")
@boolean("-c", "--check", help="Refuse what OBO's structure does not allow (true).")
@click.option("--clean-obo", metavar="WORDS", default="false", help="What to leave out of OBO.")
def command(
    document: Document | None, given: Given, format: str | None, check: bool | None, clean_obo: str
) -> Document:
    """Write an ontology in another format."""
    found = needed(document)
    if len(given.outputs) != 1:
        what = "only one output file is allowed" if given.outputs else "an output file is required"
        raise RobotError("output", what, page="convert")
    words = _words(clean_obo)
    found = _cleaned(found, words)
    save(found, given, format, check=check is not False, keep_beyond=_BEYOND not in words)
    return found


def _words(text: str) -> set[str]:
    """Return what is to be done for OBO; of comments the last word holds."""
    found: dict[str, None] = {}
    for word in text.split():
        for each in _SHORT.get(word, (word,)):
            if each in (_JOINED, "drop-extra-comments"):
                found.pop(_JOINED, None)
                found.pop("drop-extra-comments", None)
            found[each] = None
    return {*found}


def _cleaned(document: Document, words: set[str]) -> Document:
    if _GENERAL in words:
        document = simplifying.without_general_axioms(document)
    single = [predicate for word, predicate in _SINGLE.items() if word in words]
    document = simplifying.with_single_annotations(document, single)
    return simplifying.with_joined_annotations(document, _COMMENT) if _JOINED in words else document
