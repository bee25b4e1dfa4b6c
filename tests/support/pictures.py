"""Pictures of a site: ``python -m pictures SITE DIR`` takes eight pages in both themes.

The entry's page, made narrow enough for the README, becomes ``docs/site.png``.
"""

import sys
import tempfile
from pathlib import Path

from browser import browser

PAGES = {
    "start": "index.html",
    "entry": "terms/DOID_182.html",
    "entry-treatment": "terms/DOID_182.html#Treatment",
    "entry-differential": "terms/DOID_182.html#Differential-Diagnosis",
    "drug": "terms/CHEBI_10033.html",
    "letter": "browse/c.html",
    "query": "queries/differentials.html",
    "statistics": "statistics.html",
}
SIZES = {"wide": (1600, 1000), "narrow": (360, 780)}
README = Path(__file__).parents[2] / "docs" / "site.png"


def main(site: Path, out: Path) -> None:
    """Write a picture of each page in each size and theme, and the README's."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile, browser(Path(profile)) as page:
        for size, (width, height) in SIZES.items():
            for dark in (False, True):
                page.screen(width, height, dark=dark)
                for name, address in PAGES.items():
                    file, _, fragment = address.partition("#")
                    place = f"#{fragment}" if fragment else ""
                    page.open((site / file).absolute().as_uri() + place)
                    page.picture(out / f"{name}-{size}-{'dark' if dark else 'light'}.png")
        page.screen(1180, 860)
        page.open((site / PAGES["entry"]).absolute().as_uri())
        page.picture(README)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
