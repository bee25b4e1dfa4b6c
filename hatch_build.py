"""Puts the query editor of ``doidkit serve`` into the package: YASGUI, from npm.

    python hatch_build.py    # into this checkout, or an error

A build of the sdist or of a wheel does it by itself, and goes on without the editor where npm is
missing or not reached: the server then has a plain form. The version is pinned, and so is the
hash, which the registry's own file of that version has to have.
"""

import base64
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run as a script
    BuildHookInterface = object  # type: ignore[assignment, misc]

PACKAGE = "@zazuko/yasgui@4.6.2"
SHA512 = "Zw45KdPoAE1KRaAoxIHdQqeJxvaVG1oQdntw0hy0ktX35Zu8ZccuOLrXCLwR+GU+0xMzLw8Mjw6BkSZV2vUuQw=="
FILES = ("build/yasgui.min.js", "build/yasgui.min.css", "package.json")  # the last has the licence
HOME = Path("src/doidkit/serving/assets/yasgui")


def vendor(root: Path) -> None:
    """Put the editor into a checkout, unless this version is there."""
    home = root / HOME
    mark = home / "VERSION"
    if mark.is_file() and mark.read_text() == PACKAGE:
        return
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", "--ignore-scripts", PACKAGE]
        subprocess.run(command, cwd=folder, check=True, timeout=300, stdout=subprocess.DEVNULL)
        (archive,) = Path(folder).glob("*.tgz")
        digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if digest != SHA512:
            raise RuntimeError(f"{PACKAGE} has the hash {digest}, not the pinned one.")
        home.mkdir(parents=True, exist_ok=True)
        with tarfile.open(archive) as files:
            for name in FILES:
                found = files.extractfile(f"package/{name}")
                assert found is not None, name
                (home / Path(name).name).write_bytes(found.read())
    mark.write_text(PACKAGE)


class CustomBuildHook(BuildHookInterface):
    """The step of a build."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Vendor the editor, but into no editable installation: that one has the checkout's."""
        if version == "editable":
            return
        try:
            vendor(Path(self.root))
        except (OSError, subprocess.SubprocessError) as error:
            self.app.display_warning(f"doidkit serve gets a plain form, no query editor: {error}")


if __name__ == "__main__":
    try:
        vendor(Path(__file__).parent)
    except (OSError, subprocess.SubprocessError) as error:
        sys.exit(f"The query editor cannot be fetched: {error}")
