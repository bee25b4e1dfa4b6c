"""Two edits of a file, merged by what they say."""

import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from isomorphism import difference

from doidkit.comparing.merging import merge
from doidkit.syntax.obo.reader import Document

OBO = b"""\
format-version: 1.2
ontology: x

[Term]
id: X:1
name: one
def: "One." [PMID:1]
synonym: "uno" EXACT []
xref: A:1
is_a: X:2 ! two

! about the second
[Term]
id: X:2
name: two
"""
TURTLE = b"""\
@prefix x: <http://e/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

# the first
x:a a x:C ;
    rdfs:label "a" ;
    x:p 1, 2 ;
    x:q "z" . # its end

x:b a x:C .
"""
OFN = b"""\
Prefix(:=<http://e/>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Ontology(<http://e/o>
Declaration(Class(:a))
Declaration(Class(:b))

# Class: :a (a)

AnnotationAssertion(rdfs:label :a "a")
SubClassOf(:a :b)

# Class: :b (b)

AnnotationAssertion(rdfs:label :b "b")
)
"""
FILES = {"x.obo": OBO, "x.ttl": TURTLE, "x.owl": OFN}
