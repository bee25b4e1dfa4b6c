"""``doidkit cache``."""

import click

from doidkit.cli.output import note, write


@click.command(
    name="cache",
    epilog="""\b
Examples:
  doidkit cache
  doidkit cache --clear
""",
)
@click.option("--clear", is_flag=True, help="Remove everything from it.")
def command(clear: bool) -> None:
    """Show the cache of indexed files and downloads, or clear it.

    Files of a megabyte or more are indexed when they are first read, so that the next command
    opens them at once; so are ontologies that `robot`, `merge` and the like read. The cache is
    `doidkit` in $XDG_CACHE_HOME (~/.cache by default); DOIDKIT_CACHE_MB limits its size, 1024 by
    default, and 0 switches it off.
    """
    from doidkit import loading
    from doidkit.rendering import caches

    if clear:
        note(f"Removed {loading.clear_cache() / 1e6:,.1f} MB from {loading.cache_home()}.")
        return
    entries = loading.cache_entries()
    write(caches.listing(loading.cache_home(), loading.cache_limit(), entries))
