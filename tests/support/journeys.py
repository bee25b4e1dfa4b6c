"""The pages of first hours, and their pictures: ``PYTHONPATH=tests/support python -m journeys``.

A picture's title is the file that the page's commands made, and that a browser opened.
"""

import re
import tempfile
from pathlib import Path

import console
from browser import browser

PAGES = [
    console.ROOT / "docs" / f"{name}.md" for name in ("ontologist", "data-engineer", "curator")
]
SIZE = (1180, 860)
_PICTURE = re.compile(r'!\[[^\]]+\]\((\S+\.png) "(\S+)"\)')


def pictures(page: Path) -> dict[str, str]:
    """Return the file that each picture of a page is of, by the picture's name."""
    return dict(_PICTURE.findall(page.read_text(encoding="utf-8")))


def main() -> None:
    """Run each page's commands and take its pictures."""
    for page in PAGES:
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as profile:
            for command in console.commands(page):
                console.run(command.line, Path(folder))
            with browser(Path(profile)) as shown:
                shown.screen(*SIZE)
                for name, source in pictures(page).items():
                    shown.open((Path(folder) / source).absolute().as_uri())
                    shown.picture(page.parent / name)


if __name__ == "__main__":
    main()
