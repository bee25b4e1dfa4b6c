"""What a report says that it is about."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import doidkit
from doidkit.model import About

TEXT = """@prefix owl: <http://www.w3.org/2002/07/owl#> .
<http://e/o> a owl:Ontology ; owl:versionIRI <http://e/o/2026> ; owl:imports <http://e/i> .
<http://e/i> a owl:Ontology ; owl:versionInfo "7" .
"""


def test_files_version_profile_and_the_date_that_is_given(
    write: Callable[[str, str], Path],
) -> None:
    path = write("o.ttl", TEXT)
    done = doidkit.check(path, profile="obo", reason=False, today=date(2026, 8, 1))
    assert done.about == About((str(path),), "http://e/o/2026", "obo", "2026-08-01")
    again = doidkit.check(source=doidkit.load(path), profile="obo", reason=False)
    assert (again.about.version, again.about.date) == ("http://e/o/2026", "")


def test_the_page_has_it_and_a_wrong_date_is_refused(
    invoke: Callable, write: Callable[[str, str], Path]
) -> None:
    path = write("o.ttl", TEXT)
    args = ("check", path, "--select", "missing_label", "--format", "html", "--no-reason")
    out = invoke(*args, "--date", "2026-08-01").out
    assert "<dt>Date</dt><dd><time>2026-08-01</time></dd>" in out
    assert f"<dd><div>{path}</div></dd>" in out
    assert "<dt>Date</dt>" not in invoke(*args).out
    refused = invoke(*args, "--date", "yesterday")
    assert refused.code == 2
