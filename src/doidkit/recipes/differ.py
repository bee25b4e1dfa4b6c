"""What makes git show ontologies by content: attributes, a textconv and a difftool.

For ``doidkit diff --init git``. The attributes go into the repository; the two commands into
its configuration, which every clone has for itself.
"""

from pathlib import Path

from doidkit.atomic import write_whole
from doidkit.data import git
from doidkit.recipes import ENDINGS

CONFIGURATION = {
    "diff.doidkit.textconv": "doidkit convert --to turtle",
    "diff.doidkit.cachetextconv": "true",
    "difftool.doidkit.cmd": 'doidkit diff "$LOCAL" "$REMOTE"',
    "difftool.prompt": "false",
}
"""`git diff` compares stable Turtle; `git difftool -t doidkit` shows what changed."""


def write(folder: Path) -> Path:
    """Add the attributes to those of a repository, and configure it; return their file.

    Attributes that a repository has for an ending stay as they are. Raises InputError outside a
    repository, EngineError without git.
    """
    git.configure(folder / "_", CONFIGURATION)
    path = git.root(folder / "_") / ".gitattributes"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    known = {line.split()[0] for line in text.splitlines() if line.strip()}
    added = "".join(f"*{end} diff=doidkit\n" for end in ENDINGS if f"*{end}" not in known)
    joint = "\n" if text and not text.endswith("\n") else ""
    write_whole(path, (text + joint + added).encode())
    return path
