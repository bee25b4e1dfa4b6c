"""Which lines are headings, and what they are headings of."""

import re
import unicodedata

from doidkit.ingestion.page import Topic

NAMES = {
    Topic.DESCRIPTION: "description|overview|about|summary|definition|introduction|background",
    Topic.CAUSES: "causes|cause|etiology|aetiology|causes and risk factors|risk factors|genetics",
    Topic.SYMPTOMS: "signs and symptoms|symptoms and signs|symptoms|signs|clinical features"
    "|clinical presentation|clinical manifestations|presentation",
    Topic.DIAGNOSTICS: "diagnostic tests|diagnostic test|diagnosis|diagnostics|tests|investigations"
    "|diagnostic tests and procedures|diagnostic testing|tests and diagnosis|diagnosis and tests",
    Topic.TREATMENT: "treatment|treatments|treatment options|management|therapy|medications|drugs"
    "|treatment and management|drug treatment|treatments and medications|drug treatments",
    Topic.DIFFERENTIAL: "differential diagnosis|differential diagnoses|differentials|differential",
    Topic.ADDITIONAL: "additional information|ontology|ontology information|ontology record"
    "|other information|metadata",
}
"""The names that pages give a section, by topic."""
_TOPIC_OF = {name: topic for topic, names in NAMES.items() for name in names.split("|")}
_REFERENCES = re.compile(
    r"[#*_=\s]*(?:references?|sources|citations|bibliography|works cited)\s*(:?)[*_]*\s*", re.I
)
# A run of marks is taken whole or not at all, so that no page of marks takes time by its square.
_DISCLAIMER = re.compile(r"[#*_\s]*+(?:\W*+medical\s+)?disclaimer\b", re.IGNORECASE)
_MARKED = re.compile(r"(#{1,6})\s+(?=\S)")
_BEFORE, _BEHIND = re.compile(r"^[#*_=\s]++"), re.compile(r"(?<![#*_=\s:])[#*_=\s:]++$")
_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4})[.)]\s+")
_BODY = re.compile(r"[.!?;,:]$|\[[\d\s,;\u2013-]*\]$")
_LONGEST = 14  # words
_WIDEST = 80  # characters: longer than the name of any section, whatever is around it


def plain(line: str) -> str:
    """Return a heading's words without the marks around them."""
    text = "".join(char for char in line if unicodedata.category(char) not in ("So", "Mn", "Cf"))
    return _NUMBER.sub("", _BEFORE.sub("", _BEHIND.sub("", text.strip()))).strip()


def topic(line: str) -> Topic | None:
    """Return the topic of a line that is a section's name and nothing else."""
    if len(line) > _WIDEST:
        return None
    words = " ".join(plain(line).casefold().replace("&", " and ").split())
    return _TOPIC_OF.get(words)


def level(line: str) -> int:
    """Return how many marks of Markdown a heading has, 0 for none."""
    found = _MARKED.match(line)
    return len(found[1]) if found else 0


def references(line: str) -> int | None:
    """Return where the entries begin in a line that opens a reference block, None in others."""
    found = _REFERENCES.match(line)
    if not found or not (found.end() == len(line) or found[1]):
        return None
    return found.end()


def disclaims(line: str) -> bool:
    """Return whether a line opens the disclaimer."""
    return bool(_DISCLAIMER.match(line))


def is_heading(line: str, *, alone: bool) -> bool:
    """Return whether a line without a bullet is a heading inside a section.

    ``alone`` says that a blank line, or nothing, stands before and behind it.
    """
    if level(line) or (line.startswith("**") and line.rstrip(" :").endswith("**")):
        return True
    words = line.split()
    if not alone or not words or len(words) > _LONGEST or _BODY.search(line):
        return False
    if unicodedata.category(line[0]) == "So":
        return False
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in long)
    return line[0].isupper() and (capitals * 10 >= len(long) * 6 or len(words) <= 3)
