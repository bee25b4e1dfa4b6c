"""What makes git compare and merge ontologies by content.

For ``doidkit diff --init git``: attributes, a textconv, a difftool and a merge driver. The
attributes go into the repository; the commands into its configuration, which every clone has for
itself.
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
    "merge.doidkit.name": "axiom by axiom",
    "merge.doidkit.driver": "doidkit merge-driver %O %A %B %P",
    # Between several common ancestors: a conflict's markers would be no ontology.
    "merge.doidkit.recursive": "binary",
}
"""`git diff` compares stable Turtle; `git difftool -t doidkit` shows what changed."""
_ATTRIBUTES = ("diff=doidkit", "merge=doidkit")


def write(folder: Path) -> Path:
    """Add the attributes to those of a repository, and configure it; return their file.

    Attributes that a repository has for an ending stay as they are. Raises InputError outside a
    repository, EngineError without git.
    """
    git.configure(folder / "_", CONFIGURATION)
    path = git.root(folder / "_") / ".gitattributes"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    added = "".join(
        f"*{end} {attribute}\n" for end in ENDINGS for attribute in _missing(text, f"*{end}")
    )
    joint = "\n" if added and text and not text.endswith("\n") else ""
    write_whole(path, (text + joint + added).encode())
    return path


def _missing(text: str, pattern: str) -> tuple[str, ...]:
    """Return which attributes a pattern lacks; none where it has others than ours."""
    lines = [line.split() for line in text.splitlines() if line.strip()]
    known = {word for first, *words in lines if first == pattern for word in words or ("",)}
    return () if known - set(_ATTRIBUTES) else tuple(a for a in _ATTRIBUTES if a not in known)
