"""Where findings are in their files: line, column and the line itself.

``locate`` reads only files that a finding may be in, scans each once with compiled patterns and
parses no more than the frames that findings are about. The place is that of the offending
value, else of a value of the same property, else of the term's frame.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from doidkit.model import Finding, Location
from doidkit.sourcemap.matching import EXACT, Place, Wanted, best, mention, wanted
from doidkit.syntax.files import opened
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.frames import TARGET, Frames, Scanner
from doidkit.syntax.iris import based
from doidkit.syntax.json import places as json
from doidkit.syntax.lines import Text
from doidkit.syntax.manchester import places as omn
from doidkit.syntax.obo import places as obo
from doidkit.syntax.ofn import places as ofn
from doidkit.syntax.owx import places as owx
from doidkit.syntax.rdfxml import places as rdfxml
from doidkit.syntax.sniffing import sniffed_format
from doidkit.syntax.sssom.places import lines as mapping_lines
from doidkit.syntax.turtle import places as turtle

__all__ = [
    *("Frame", "Place", "SourceFile", "Spot", "Text"),
    *("exactly", "frames", "locate", "read", "spots"),
]

_SCANNERS: Mapping[GraphFormat, Scanner] = {
    GraphFormat.OBO: obo.scan,
    GraphFormat.OFN: ofn.scan,
    GraphFormat.OMN: omn.scan,
    GraphFormat.OWX: owx.scan,
    GraphFormat.RDFXML: rdfxml.scan,
    GraphFormat.TURTLE: turtle.scan,
    GraphFormat.TRIG: turtle.scan,
    GraphFormat.NTRIPLES: turtle.scan,
    GraphFormat.NQUADS: turtle.scan,
    GraphFormat.JSONLD: json.scan,
    GraphFormat.OBOGRAPHS: json.scan,
}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read to look for findings."""

    path: Path
    format: GraphFormat
    text: Text


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one finding is: the file, and the place in it."""

    source: SourceFile
    place: Place

    @property
    def location(self) -> Location:
        """Return the path, line and column."""
        return _location(self.source, self.place.start)


def read(path: Path) -> SourceFile:
    """Return a file's bytes and format, uncompressed; InputError as ``files.opened``."""
    with opened(path) as stream:
        data = stream.read()
    return SourceFile(path, sniffed_format(path, data[:4096]), Text(data))


def locate(
    findings: Sequence[Finding],
    sources: Sequence[SourceFile],
    anchors: Mapping[str, str] | None = None,
) -> tuple[Finding, ...]:
    """Return the findings with their locations and source lines, in the same order.

    ``anchors`` names the term that a blank node, by its label, belongs to. A finding that has
    a location keeps it; one that is nowhere to be found gets the first file's path alone.
    """
    found = spots(findings, sources, anchors)
    located = []
    for at, finding in enumerate(findings):
        spot = found.get(at)
        if spot is not None:
            line = spot.source.text.excerpt(spot.place.start)
            finding = replace(finding, location=spot.location, excerpt=line)
        elif finding.location is None and sources:
            finding = replace(finding, location=Location(str(sources[0].path)))
        located.append(finding)
    return tuple(located)


def spots(
    findings: Sequence[Finding],
    sources: Sequence[SourceFile],
    anchors: Mapping[str, str] | None = None,
) -> dict[int, Spot]:
    """Return where findings are, by their position; those already located are left out."""
    sought = {
        at: looked_for
        for at, finding in enumerate(findings)
        if finding.location is None and (looked_for := wanted(finding, anchors or {}))
    }
    found: dict[int, Spot] = {}
    for source in sources:
        open_ = {
            at: looked_for
            for at, looked_for in sought.items()
            if at not in found or found[at].place.rank < EXACT
        }
        if not open_:
            break
        frames = _frames(source, open_.values())
        for at, looked_for in open_.items():
            place = best(looked_for, frames)
            if place and (at not in found or place.rank > found[at].place.rank):
                found[at] = Spot(source, place)
    _mentioned(found, sought, sources)
    return found


def exactly(
    findings: Sequence[Finding], source: SourceFile
) -> dict[int, tuple[tuple[int, int], ...]]:
    """Return where a file says the very values of findings, by their position, each in full.

    These are all places of a value, its repetition in an annotated axiom too.
    """
    sought = {at: looked_for for at, f in enumerate(findings) if (looked_for := wanted(f, {}))}
    frames = _frames(source, sought.values())
    found = {at: best(looked_for, frames) for at, looked_for in sought.items()}
    return {
        at: tuple(dict.fromkeys(((place.start, place.end), *place.twins)))
        for at, place in found.items()
        if place is not None and place.rank == EXACT
    }


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a subject's frame begins, and its statements: predicate, texts and place of each."""

    location: Location
    statements: Sequence[tuple[str, frozenset[str], Location]]

    def saying(self, predicate: str, texts: Collection[str]) -> Location:
        """Return where a value is that is known by one of some texts; the frame if it is not sure.

        Sure is what stands in one line of a file only, for the predicate or else for any.
        """
        having = [(said, at) for said, values, at in self.statements if values.intersection(texts)]
        for places in ([at for said, at in having if said == predicate], [at for _, at in having]):
            first = [at for at in places if at.path == places[0].path]  # what several files say
            if len({at.line for at in first}) == 1:
                return first[0]
        return self.location


def frames(sources: Iterable[SourceFile], subjects: Iterable[str]) -> dict[str, Frame]:
    """Return the frames of some subjects, by IRI.

    One begins where the first file has it; its statements are those of all files.
    """
    wanted = frozenset(subjects)
    begins: dict[str, Location] = {}
    statements: dict[str, list[tuple[str, frozenset[str], Location]]] = {}
    for source in sources:
        if source.format is GraphFormat.SSSOM:
            lines = mapping_lines(source.text.data.decode("utf-8-sig"), source.path)
            for subject in wanted.intersection(lines):
                begins.setdefault(subject, Location(str(source.path), lines[subject], 1))
        if (scan := _SCANNERS.get(source.format)) is None:
            continue
        with based(source.path):
            scanned = scan(source.text.data, wanted)
        for subject, frame in scanned.items():
            begins.setdefault(subject, _location(source, frame.start))
            statements.setdefault(subject, []).extend(
                (each.predicate, frozenset(each.values), _location(source, each.start))
                for each in frame.statements
                if not each.predicate.startswith(TARGET)
            )
    return {iri: Frame(place, statements.get(iri, ())) for iri, place in begins.items()}


def _location(source: SourceFile, start: int) -> Location:
    return Location(str(source.path), source.text.line(start), source.text.column(start))


def _mentioned(
    found: dict[int, Spot], sought: Mapping[int, Wanted], sources: Sequence[SourceFile]
) -> None:
    """Add where a term is first mentioned, for those that no file says anything about."""
    for at, looked_for in sought.items():
        for source in sources if at not in found else ():
            place = mention(source.text.data, looked_for.subject)
            if place is not None:
                found[at] = Spot(source, place)
                break


def _frames(source: SourceFile, looked_for: Iterable[Wanted]) -> Frames:
    subjects = {iri for each in looked_for for iri in each.subjects}
    with based(source.path):
        return _SCANNERS[source.format](source.text.data, frozenset(subjects))
