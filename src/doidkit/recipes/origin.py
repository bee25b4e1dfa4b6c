"""Where a recipe installs doidkit from: the place that it came from, never a bare name.

PyPI has no doidkit. Whoever registered the name would run their code in the CI of everybody who
installs by it, so a recipe names a repository at a tag or commit, or an archive.
"""

import json
import re

from doidkit.errors import InputError

_GIT = re.compile(r"git\+(https|ssh|file)://[^\s@]*(?:[^\s@/]+@)?[^\s@]*/[^\s@]+@[^\s@]+")
_ARCHIVE = re.compile(r"(https|file)://\S+\.(whl|tar\.gz|zip)(#sha256=[0-9a-f]{64})?")


def requirement(source: str | None = None) -> str:
    """Return what pip is to install: doidkit at a source, by default where this one came from.

    Raises InputError where that is not known, and for a source that can change: a repository
    without a tag or commit.
    """
    found = source or _own()
    if found is None:
        raise InputError(
            "It is not known where CI can install doidkit from, as it is not on PyPI and this one "
            "came from a folder; name the place with --install-from, such as "
            "git+https://HOST/OWNER/doidkit@TAG."
        )
    if not (_GIT.fullmatch(found) or _ARCHIVE.fullmatch(found)):
        raise InputError(
            f"{found}: is no repository at a tag or commit (git+https://HOST/OWNER/doidkit@TAG) "
            "and no archive (https://HOST/doidkit.whl); name one of these."
        )
    return f"doidkit @ {found}"


def _own() -> str | None:
    """Return the source that this installation was made from (PEP 610), if others can reach it."""
    from importlib import metadata  # slow, and of use to --init alone

    try:
        text = metadata.distribution("doidkit").read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return None
    told = json.loads(text or "{}")
    url = told.get("url", "")
    if "vcs_info" in told:
        return f"git+{url}@{told['vcs_info']['commit_id']}"
    if "archive_info" not in told or not url.startswith("https:"):
        return None
    digest = told["archive_info"].get("hashes", {}).get("sha256")
    return f"{url}#sha256={digest}" if digest else url
