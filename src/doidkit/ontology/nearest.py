"""Which identifiers are nearest to one that no term has."""

import difflib
from collections.abc import Collection

from doidkit import prefixes

_SHOWN = 3


def nearest(text: str, iris: Collection[str]) -> list[str]:
    """Return up to three of the IRIs, those whose CURIEs are most like a CURIE or an IRI.

    The same number comes first, however it is padded (``HP:118``) and whatever the prefix is
    called (``hpo:0000118``); then what looks alike, within the prefix where it has terms.

    >>> nearest("DOID:0182", ["http://purl.obolibrary.org/obo/DOID_182"])
    ['http://purl.obolibrary.org/obo/DOID_182']
    """
    wanted = (prefixes.contract(text) or text).casefold()
    by_name = {(prefixes.contract(iri) or iri).casefold(): iri for iri in sorted(iris)}
    prefix, number = _parts(wanted)
    within = [name for name in by_name if _parts(name)[0] == prefix]
    same = [name for name in within or by_name if number and _parts(name)[1] == number]
    ends = {name.removeprefix(f"{prefix}:"): name for name in within} or {n: n for n in by_name}
    wanted = wanted.removeprefix(f"{prefix}:") if within else wanted
    close = difflib.get_close_matches(wanted, ends, n=_SHOWN, cutoff=0.6)
    found = dict.fromkeys([*same, *(ends[end] for end in close)])
    return [by_name[name] for name in [*found][:_SHOWN]]


def _parts(name: str) -> tuple[str, str]:
    """Return a name's prefix, and its number without leading zeros, "" if it is none."""
    prefix, _, local = name.partition(":")
    return prefix, local.lstrip("0") if local.isdecimal() else ""
