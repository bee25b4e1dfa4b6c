"""``doidkit fetch``."""

from pathlib import Path

import click

from doidkit.cli.options import output_option
from doidkit.cli.output import note
from doidkit.cli.progress import fetching


@click.command(
    name="fetch",
    epilog="""\b
Examples:
  doidkit fetch doid
  doidkit fetch doid.obo --version 2024-01-31 -o doid-2024.obo
  doidkit query descendants --param term=DOID:4 --data doid.owl
""",
)
@click.argument("name", default="doid")
@click.option("--version", metavar="DATE", help="The release of this day, not the latest.")
@output_option("Write this file; by default the release's own name, here.")
@click.option("--sha256", metavar="HEX", help="Refuse a file with another checksum.")
@click.option(
    "--base",
    metavar="URL",
    envvar="DOIDKIT_FETCH_BASE",
    help="Fetch from here instead of the OBO PURL server; or set DOIDKIT_FETCH_BASE.",
)
def command(
    name: str, version: str | None, output: Path | None, sha256: str | None, base: str | None
) -> None:
    """Download a release of the Disease Ontology, or of another OBO ontology.

    NAME is that of the ontology, doid by default, or of its file (doid.obo). A download that
    was cut off goes on where it stopped; one that is still current is not repeated. The
    file's SHA-256 is printed.
    """
    from doidkit.fetching import fetch

    with fetching(name) as progress:
        got = fetch(name, output, version=version, base=base, sha256=sha256, progress=progress)
    state = "unchanged" if got.unchanged else "fetched"
    note(f"Wrote {got.path} ({got.size:,} bytes, {state}) from {got.url}")
    note(f"sha256 {got.sha256}")
