"""Where the shipped ontology, shapes, queries and checks are.

One function answers for both homes: inside an installed wheel they lie under
``doidkit/bundle/``, in a checkout (or an editable install) at the top of the repository.
"""

from pathlib import Path
from typing import Literal

from doidkit.errors import InputError

Kind = Literal["ontology", "shapes", "queries", "checks"]


def folder(kind: Kind) -> Path:
    """Return the folder of the bundled files of one kind.

    Raises InputError if the installation lacks it.
    """
    package = Path(__file__).parent
    for candidate in (package / "bundle" / kind, package.parent.parent / kind):
        if candidate.is_dir():
            return candidate
    raise InputError(f"The bundled {kind} folder is missing beside {package}; reinstall doidkit.")


def ontology_files() -> tuple[Path, ...]:
    """Return the bundled RDF: every .ttl under ontology/, imports included, sorted."""
    return tuple(sorted(folder("ontology").rglob("*.ttl")))


def vocabulary_file() -> Path:
    """Return the doidkit vocabulary."""
    return folder("ontology") / "doidkit.ttl"


def axiom_files() -> tuple[Path, ...]:
    """Return the bundled OWL: vocabulary, record, local classes and import slices, sorted.

    Claims and evidence are statements about the document; no reasoner should believe them.
    """
    home = folder("ontology")
    own = [home / name for name in ("calcinosis-cutis.ttl", "doid-182.ttl", "doidkit.ttl")]
    return tuple(sorted([*own, *(home / "imports").glob("*.ttl")]))


def mapping_files() -> tuple[Path, ...]:
    """Return the bundled SSSOM mapping tables, sorted."""
    return tuple(sorted(folder("ontology").rglob("*.sssom.tsv")))


def shape_files() -> tuple[Path, ...]:
    """Return the bundled SHACL shapes, sorted."""
    return tuple(sorted(folder("shapes").rglob("*.ttl")))


def query_files() -> tuple[Path, ...]:
    """Return the bundled SPARQL queries, sorted."""
    return tuple(sorted(folder("queries").rglob("*.rq")))


def check_files() -> tuple[Path, ...]:
    """Return the bundled checks that are queries or look at texts, sorted."""
    home = folder("checks")
    return tuple(sorted([*home.rglob("*.rq"), *(home / "text").glob("*.toml")]))


def profile_files() -> tuple[Path, ...]:
    """Return the bundled check profiles, sorted."""
    return tuple(sorted((folder("checks") / "profiles").glob("*.toml")))


def example_folder(check: str) -> Path | None:
    """Return the folder with a bundled check's examples, files called pass and fail."""
    home = folder("checks")
    for candidate in (home / "examples", home.parent / "tests" / "checks"):
        if (candidate / check).is_dir():
            return candidate / check
    return None
