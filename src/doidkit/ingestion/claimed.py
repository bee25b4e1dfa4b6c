"""What each section's statements claim, where their words name terms beyond doubt.

The section says what is claimed: an item of the signs names a sign, one of the differentials
a condition, one below "is divided into types:" a type; a test is claimed wherever a section of
tests names it, a drug only as what a sentence begins with or in a list such as "treated with A, B
and C", as drugs are named for other reasons, too. A sentence that denies claims nothing here.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from zlib import crc32

from doidkit.ingestion.audit.faults import Kind
from doidkit.ingestion.drafted import (
    Differential,
    End,
    Known,
    Proposed,
    Scheme,
    cited,
    disease,
)
from doidkit.ingestion.grounding import Candidate, Mention
from doidkit.ingestion.ingest import Ingested
from doidkit.ingestion.page import Page, Role, Section, Statement, Topic
from doidkit.ingestion.sentences import bare_length
from doidkit.lexicon import Entry
from doidkit.lexicon.spans import Span
from doidkit.prefixes import expand

SURE = 0.93
"""The score from which on an exact match in running text is plain."""
WHOLE = 0.75
"""That of an item which is a name and nothing else: it may say the same in other words."""
_SIGN, _CHEMICAL = expand("HP:0000118"), expand("CHEBI:24431")
_TREATMENT, _TEST = expand("MAXO:0000002"), expand("MAXO:0000003")
_DISEASES = ("DOID", "dkt")
_DENIES = re.compile(
    r"\b(?:no|not|never|without|cannot|unknown|asymptomatic|avoid\w*|contraindicat\w+"
    r"|rather than|instead of|advised against)\b|n't\b",
    re.IGNORECASE,
)
_DIVIDED = re.compile(r"\b(?:(?:sub)?types?|forms|kinds|variants|classified|divided)\b", re.I)
# What stands before a substance that is given: nothing, or a cue and other members of its list.
_GIVEN = re.compile(
    r"(?:^|\b(?:with|including|includes?|such as|use of|e\.g\.)\s)[\s(:]*"
    r"(?:[\w-]+(?: [\w-]+){0,3}(?:,? (?:and|or) |, ))*(?:the )?\Z",
    re.IGNORECASE,
)
_MISTAKEN = (Kind.MISFILED, Kind.SUBTYPE_AND_DIFFERENTIAL, Kind.HEADING_AS_ITEM)
_AROUND = 200  # characters before a drug that are looked at


def proposed(found: Ingested) -> list[Proposed]:
    """Return the claims that a page makes, each once, in the order of its statements."""
    known = Known(found.known)
    about = disease(found, known)
    if about is None:
        return []
    claims: dict[str, Proposed] = {}
    for index, section in enumerate(found.page.sections):
        if made := _CLAIMS.get(section.topic):
            for each in made(_Place(found, known, about, index, section)):
                claims.setdefault(each.label, each)
    return numbered(found.page, claims.values())


def numbered(page: Page, claims: Iterable[Proposed]) -> list[Proposed]:
    """Return claims with identifiers, which count them in each section."""
    made: list[Proposed] = []
    counts: dict[int, int] = {}
    for each in sorted(claims, key=lambda claim: (claim.section, claim.statement)):
        counts[each.section] = count = counts.get(each.section, 0) + 1
        made.append(replace(each, identifier=f"{_code(page, each.section)}-{count:02}"))
    return made


def _code(page: Page, section: int) -> str:
    """Return the three capitals of a section, its own among pages as far as three can tell."""
    number = crc32(f"{page.identifier}/{page.title}/{section}".encode())
    return "".join(chr(65 + number // 26**place % 26) for place in range(3))


@dataclass(frozen=True)
class _Place:
    """A section, and what is needed to understand it."""

    found: Ingested
    known: Known
    about: Entry
    index: int
    section: Section

    def statements(self) -> Iterator[tuple[int, Statement]]:
        """Yield the statements that stand where they belong, and contradict no other one."""
        faults = self.found.faults
        wrong = [fault.span for fault in faults if fault.kind in _MISTAKEN]
        both = [f.span for f in faults if f.kind is Kind.SUBTYPE_AND_DIFFERENTIAL]
        each_of = (each for section in self.found.page.sections for each in section.statements)
        in_both = {self.name(each).casefold() for each in each_of if each.span in both}
        for number, each in enumerate(self.section.statements):
            said = each.role in (Role.STATEMENT, Role.ANNOUNCEMENT)
            twice = bool(each.depth) and self.name(each).casefold() in in_both
            if said and not twice and not any(span in each.span for span in wrong):
                yield number, each

    def name(self, item: Statement) -> str:
        """Return the label of an item, or all that it says."""
        if item.label is not None:
            return self.found.page.words(item.label)
        return item.text[: bare_length(item.text)]

    def items(self) -> Iterator[tuple[int, Statement]]:
        """Yield those of them that are items of a list."""
        for number, each in self.statements():
            if each.depth and each.role is Role.STATEMENT:
                yield number, each

    def mentions(self, number: int) -> list[Mention]:
        """Return what is named in a statement."""
        place = (self.index, number)
        return [m for m in self.found.mentions if m.span and (m.section, m.statement) == place]

    def named(self, number: int, *wanted: "_Kind") -> Candidate | None:
        """Return the term that the label of an item, or the whole of it, names beyond doubt."""
        found = (m for m in self.mentions(number) if self._is_whole(number, m))
        return next(filter(None, (self.sure(number, m, *wanted) for m in found)), None)

    def _is_whole(self, number: int, mention: Mention) -> bool:
        item = self.section.statements[number]
        if item.label is not None:
            return mention.span == item.label
        start = item.span.start
        return bool(item.depth) and mention.span == Span(start, start + bare_length(item.text))

    def sure(self, number: int, mention: Mention, *wanted: "_Kind") -> Candidate | None:
        """Return the term that words name beyond doubt, of the first kind wanted."""
        if mention.ambiguous:
            return None
        least = WHOLE if self._is_whole(number, mention) else SURE
        for accepts in wanted:
            for each in mention.candidates:
                exact = each.score >= least and each.predicate == "skos:exactMatch"
                if exact and accepts(self.known, each.entry):
                    return each
        return None

    def disease(self, number: int) -> Entry:
        """Return the disease of a statement: the page's, or a kind of it that is named there."""
        for mention in self.mentions(number):
            for each in mention.candidates:
                kind = each.entry.prefix in _DISEASES and each.predicate == "skos:exactMatch"
                if kind and self.about.iri in self.known.above(each.entry):
                    return each.entry
        return self.about

    def claim(
        self,
        number: int,
        kind: str,
        ends: tuple[End, str, End],
        label: str,
        why: tuple[str, ...],
        *,
        quote: Span | None = None,
        modality: str = "",
    ) -> Iterator[Proposed]:
        """Yield a claim; nothing where its words deny, or the model cannot say what they cite."""
        statement = self.section.statements[number]
        start = statement.span.start
        quote = quote or Span(start, start + bare_length(statement.text))
        evidence = cited(self.found, self.section, number)
        denied = _DENIES.search(self.found.page.words(quote))
        claim = Proposed(
            self.index, number, quote, kind, *ends, label, why, evidence or (), modality
        )
        if evidence is not None and not denied and all(map(self.known.above, claim.terms)):
            yield claim


_Kind = Callable[[Known, Entry], bool]


def _below(root: str, *prefixes: str) -> _Kind:
    def accepts(known: Known, entry: Entry) -> bool:
        return entry.prefix in prefixes and entry.iri != root and root in known.above(entry)

    return accepts


def _of(*prefixes: str) -> _Kind:
    return lambda known, entry: entry.prefix in prefixes and bool(known.above(entry))


_PHENOTYPE, _SYMPTOM, _DISEASE = _below(_SIGN, "HP"), _of("SYMP"), _of(*_DISEASES)
_SUBSTANCE, _THERAPY = _below(_CHEMICAL, "CHEBI"), _below(_TREATMENT, "MAXO")
_PROCEDURE = _below(_TEST, "MAXO")


def _signs(place: _Place) -> Iterator[Proposed]:
    for number, _ in place.items():
        if sign := place.named(number, _PHENOTYPE, _SYMPTOM):
            of, how = (
                place.disease(number),
                "RO:0002200" if sign.entry.prefix == "HP" else "RO:0002452",
            )
            label = f"{sign.entry.label} is a sign of {of.label}."
            yield from place.claim(
                number, "dk:SignClaim", (of, how, sign.entry), label, sign.reasons
            )


def _causes(place: _Place) -> Iterator[Proposed]:
    for number, item in place.items():
        cause = place.named(number, _DISEASE, _PHENOTYPE, _SUBSTANCE)
        if cause and place.about.iri not in place.known.above(cause.entry):
            label = f"{cause.entry.label} contributes to {place.about.label}."
            ends = (cause.entry, "RO:0003304", place.about)
            yield from place.claim(
                number, "dk:CauseClaim", ends, label, cause.reasons, quote=item.label
            )


def _types(place: _Place) -> Iterator[Proposed]:
    """Yield the types of each list that is announced as one, and that they are its types."""
    lists: dict[int, list[tuple[int, Candidate]]] = {}
    for number, item in place.items():
        lead = item.leads[-1] if item.leads else None
        if lead is not None and _DIVIDED.search(place.section.statements[lead].text):
            of = place.disease(lead)
            named = place.named(number, _DISEASE)
            if named and named.entry != of and named.entry.iri not in place.known.above(of):
                lists.setdefault(lead, []).append((number, named))
    for lead, each in lists.items():
        of = place.disease(lead)
        types = tuple(dict.fromkeys(named.entry for _, named in each))
        if len(types) > 1:
            ends = (of, "dk:classifiedBy", Scheme(of, types))
            label = f"{of.label} is divided into {', '.join(each.label for each in types)}."
            scheme = [*place.claim(lead, "dk:SubtypeClaim", ends, label, ("a list of types",))]
            yield from scheme
            yield from (
                claim for n, named in each if scheme for claim in _type(place, n, named, of)
            )


def _type(place: _Place, number: int, named: Candidate, of: Entry) -> Iterator[Proposed]:
    ends = (named.entry, "rdfs:subClassOf", of)
    label = f"{named.entry.label} is a type of {of.label}."
    quote = place.section.statements[number].label
    yield from place.claim(number, "dk:SubtypeClaim", ends, label, named.reasons, quote=quote)


def _tests(place: _Place) -> Iterator[Proposed]:
    for number, _ in place.statements():
        for mention in place.mentions(number):
            if test := place.sure(number, mention, _PROCEDURE):
                of = place.disease(number)
                ends = (of, "schema:typicalTest", test.entry)
                label = f"{test.entry.label} is a test for {of.label}."
                yield from place.claim(number, "dk:TestClaim", ends, label, test.reasons)


def _drugs(place: _Place) -> Iterator[Proposed]:
    for number, item in place.statements():
        for mention in place.mentions(number):
            drug = place.sure(number, mention, _SUBSTANCE, _THERAPY)
            if drug and mention.span and _is_given(place.found.page, item, mention.span):
                of = place.disease(number)
                ends = (drug.entry, "biolink:applied_to_treat", of)
                label = f"{drug.entry.label} is applied to treat {of.label}."
                yield from place.claim(
                    number, "dk:DrugClaim", ends, label, drug.reasons, modality="dk:reported"
                )


def _is_given(page: Page, item: Statement, drug: Span) -> bool:
    """Return whether a sentence names a drug as what is given."""
    if item.label is not None and drug in item.label:
        return True
    begin = item.label.end + 1 if item.label else item.span.start
    before = page.words(Span(max(begin, drug.start - _AROUND), drug.start))
    return bool(_GIVEN.search(before))


def _differentials(place: _Place) -> Iterator[Proposed]:
    for number, item in place.items():
        other = place.named(number, _DISEASE, _PHENOTYPE)
        if other is None or other.entry == place.about:
            continue
        name = " ".join(place.name(item).split())
        ends = (place.about, "schema:differentialDiagnosis", Differential(name, other.entry))
        label = f"{other.entry.label} is a differential diagnosis of {place.about.label}."
        yield from place.claim(
            number, "dk:DifferentialClaim", ends, label, other.reasons, quote=item.label
        )


_CLAIMS: dict[Topic, Callable[[_Place], Iterator[Proposed]]] = {
    Topic.DESCRIPTION: _types,
    Topic.CAUSES: _causes,
    Topic.SYMPTOMS: _signs,
    Topic.DIAGNOSTICS: _tests,
    Topic.TREATMENT: _drugs,
    Topic.DIFFERENTIAL: _differentials,
}
