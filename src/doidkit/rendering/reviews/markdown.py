"""Reviews as Markdown for a pull request, fitted to a comment's size."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from doidkit.model import Finding, State
from doidkit.rendering.changes import implied
from doidkit.rendering.changes import markdown as changes
from doidkit.rendering.changes.parts import COUNT_LENGTH, Block, fitted, left_out
from doidkit.rendering.findings import parts as findings
from doidkit.rendering.findings.parts import counted, short
from doidkit.rendering.markdown import inert
from doidkit.rendering.reviews import parts
from doidkit.reviewing import Review

MARKER = "<!-- doidkit review -->"
"""The first line, by which a bot finds its comment to replace it."""
_LONGEST_NAME = 200  # characters of what is compared
_LONGEST_SAID = 400  # characters of a finding, an axiom or a remark
_MOST_REMARKS = 4


@dataclass(frozen=True, slots=True)
class _Section:
    """A part of a review: its heading and its blocks, the most important first.

    Those with a ``head`` are of equal rank: of them the largest are folded first.
    """

    title: str
    noun: str
    blocks: list[Block]
    head: str = ""

    @property
    def size(self) -> int:
        return len(self.title) + len(self.head) + sum(len(block.full) for block in self.blocks)

    @property
    def least(self) -> int:
        return len(self.title) + COUNT_LENGTH

    def fitted(self, limit: int) -> str:
        room = limit - len(self.title)
        if self.head or self.size <= limit:
            shown = fitted(self.head, self.blocks, room, noun=self.noun)
        else:
            shown = _in_order(self.blocks, room, self.noun)
        return self.title + "".join(shown)


@dataclass(frozen=True, slots=True)
class _Page:
    """A review: what stands first in it, and its sections."""

    review: Review
    head: str
    sections: list[_Section]

    @property
    def least(self) -> int:
        return len(self.head) + sum(section.least for section in self.sections)


def render(reviews: Sequence[Review], *, limit: int) -> str:
    """Return the comment, of at most ``limit`` characters.

    Sections share the room: what one does not need is the others'. In each the largest terms are
    folded first; what does not fit is counted.
    """
    top = f"{MARKER}\n"
    if len(reviews) != 1:
        total = parts.verdict(parts.Tally.of(reviews)) if reviews else "No ontology file changed."
        top += f"**doidkit review**: {counted(len(reviews), 'file')}. {total}\n"
    pages = [_Page(each, _head(each), list(_sections(each))) for each in reviews]
    shown = _shown(pages, limit - len(top) - _LEFT_LENGTH)
    ending = _left(pages[len(shown) :])
    sections = [section for page in shown for section in page.sections]
    room = limit - len(top) - len(ending) - sum(len(page.head) for page in shown)
    shares = iter(_shares(sections, room))
    body = (
        page.head + "".join(section.fitted(next(shares)) for section in page.sections)
        for page in shown
    )
    return f"{top}{''.join(body)}{ending}".rstrip("\n") + "\n"


_LEFT_LENGTH = 250
"""How long the sentence is, at most, that counts the files that are not shown."""


def _shown(pages: list[_Page], room: int) -> list[_Page]:
    """Return the first pages whose heads and counts fit."""
    for number, page in enumerate(pages):
        room -= page.least
        if room < 0:
            return pages[:number]
    return pages


def _left(pages: list[_Page]) -> str:
    if not pages:
        return ""
    total = parts.verdict(parts.Tally.of(page.review for page in pages))
    return f"\n{counted(len(pages), 'more file')} not shown for their length: {total}\n"


def _shares(sections: list[_Section], room: int) -> list[int]:
    """Return how much room each section gets: the smallest what they need, the others alike."""
    shares = dict.fromkeys(range(len(sections)), 0)
    room -= sum(section.least for section in sections)
    order = sorted(shares, key=lambda n: sections[n].size - sections[n].least)
    for done, number in enumerate(order):
        section = sections[number]
        more = min(max(0, section.size - section.least), room // (len(order) - done))
        shares[number] = section.least + more
        room -= more
    return [shares[number] for number in range(len(sections))]


def _in_order(blocks: list[Block], room: int, noun: str) -> Iterator[str]:
    """Yield blocks from the first, folded where they are too long, and how many are left out."""
    room -= COUNT_LENGTH
    for number, block in enumerate(blocks):
        text = block.full if len(block.full) <= room else block.folded
        if len(text) > room:
            yield f"\n{left_out(blocks[number:], noun)}"
            return
        room -= len(text)
        yield text


def _head(review: Review) -> str:
    names = (review.comparison.old, review.comparison.new)
    old, new = (inert(short(name, _LONGEST_NAME)) for name in names)
    lines = [f"## {old} → {new}", f"**{parts.verdict(parts.Tally.of([review]))}**"]
    told = parts.remarks(review)
    lines += [inert(short(remark, _LONGEST_SAID)) for remark in told[:_MOST_REMARKS]]
    if left := told[_MOST_REMARKS:]:
        lines.append(f"{counted(len(left), 'more remark')} not shown.")
    return "\n" + "\n\n".join(lines) + "\n"


def _sections(review: Review) -> Iterator[_Section]:
    for title, noun, found in (
        ("New findings", "new finding", review.new),
        ("Fixed findings", "fixed finding", review.fixed),
    ):
        if found:
            blocks = [_found(*each) for each in parts.findings_by_term(found).items()]
            yield _Section(f"\n### {title}\n\n", noun, blocks)
    for title, noun, some in implied.sections(review.entailments):
        blocks = [implied.markdown_block(*each) for each in implied.by_term(some).items()]
        yield _Section(f"\n### {title}\n\n", noun, blocks)
    if review.comparison:
        head = changes.counts(review.comparison)
        blocks = changes.blocks(review.comparison, level=4)
        yield _Section("\n### Changes by term\n\n", "change", blocks, head)


def _found(term: str, found: list[Finding]) -> Block:
    name = f"- **{inert(term)}**" if term else "- Of no term"
    items = "".join(f"  - {_finding(finding)}\n" for finding in found)
    folded = f"{name}: {counted(len(found), 'finding')}, {found[0].severity.value} at worst\n"
    return Block(f"{name}\n{items}", folded, "", len(found))


def _finding(finding: Finding) -> str:
    value = findings.value(finding)
    said = findings.message(finding) + (f' "{findings.short(value, 100)}"' if value else "")
    place = finding.location if finding.state is not State.FIXED else None
    where = f", {inert(str(place))}" if place else ""
    rule = inert(finding.check)
    return f"{finding.severity.value}: {inert(short(said, _LONGEST_SAID))} ({rule}{where})"
