"""Mistakes that a curator makes, each a change of the bundled data.

A table maps what went wrong, in words, to a SPARQL update (the project's prefixes are known).
Most were written down before the shapes that find them, and each module holds one kind; the
shapes are no part of it. ``tests/test_mutations.py`` makes each mistake and keeps the score.
"""

from mutations import (
    claims,
    clinical,
    content,
    document,
    evidence,
    qualifiers,
    siblings,
    terms,
)

BY_KIND = {
    "the form of a claim": claims.MISTAKES,
    "what a claim says": content.MISTAKES,
    "qualifiers": qualifiers.MISTAKES,
    "evidence": evidence.MISTAKES,
    "the document": document.MISTAKES,
    "tests, drugs and differentials": clinical.MISTAKES,
    "terms and mappings": terms.MISTAKES,
    "siblings of these": siblings.MISTAKES,
}
