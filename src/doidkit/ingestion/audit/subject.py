"""What the page is about: its title, and what its headings call the disease."""

import re
from collections import Counter

from doidkit.ingestion.page import Page, Topic
from doidkit.lexicon.words import content

_ROUND = re.compile(
    r"^(?:common |main |additional )?(?:types|signs(?: and symptoms)?|symptoms(?: and signs)?"
    r"|diagnostic tests?|diagnosis|differential diagnos[ie]s|treatments?(?: options)?|causes"
    r"|management|causes)\s+(?:of|for|in)\s+"
    r"|\s*(?:signs and symptoms|symptoms|diagnostic tests|treatment|differential diagnos[ie]s)$",
    re.IGNORECASE,
)
_ALIAS = re.compile(
    r"\b(?:also|otherwise|formerly|commonly) (?:known|called|referred to) as ([^,.;()]{3,60})", re.I
)


def named(page: Page) -> str | None:
    """Return what the headings of at least two sections call the page's subject."""
    found: Counter[str] = Counter()
    for section in page.sections:
        names = {
            _ROUND.sub("", heading).strip(" :#*").casefold()
            for heading in map(page.words, section.subheadings)
            if _ROUND.search(heading)
        }
        found.update(name for name in names if name)
    common = found.most_common(1)
    return common[0][0] if common and common[0][1] > 1 else None


def subject_words(page: Page) -> frozenset[str]:
    """Return the words that name the page's subject; they tell nothing of a statement."""
    names = [page.title, named(page) or ""]
    for section in page.about(Topic.DESCRIPTION):
        names += _ALIAS.findall(page.words(section.body))
    return frozenset(word for name in names for word in content(name))
