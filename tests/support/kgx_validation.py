"""What the validator of the kgx package says of a graph's tables: run by a Python that has kgx.

The package fetches the Biolink Model and a map of predicates while it is imported. Here the model
comes from the package ``biolink-model``, which kgx needs anyway, and the map, which no validation
reads, is empty. Of bmt, 1.4.8 takes the map from an address only, so it is the request that is
answered here; nothing leaves the machine.

    KGX_PYTHON tests/support/kgx_validation.py FOLDER...
"""

import json
import sys
from contextlib import redirect_stdout
from importlib import resources
from pathlib import Path
from types import SimpleNamespace

import yaml
from bmt import toolkit

SCHEMA = resources.files("biolink_model") / "schema" / "biolink_model.yaml"
EMPTY_MAP = SimpleNamespace(text="predicate mappings: []", raise_for_status=lambda: None)
toolkit.Toolkit.__init__.__defaults__ = (str(SCHEMA), toolkit.PREDICATE_MAP)
toolkit.requests = SimpleNamespace(get=lambda *_address, **_options: EMPTY_MAP)

from kgx import config  # noqa: E402
from kgx.transformer import Transformer  # noqa: E402
from kgx.validator import Validator  # noqa: E402
from prefixmaps import load_context  # noqa: E402


def context() -> dict[str, str]:
    """Return the prefixes of the model's published context: its own, and the map it names."""
    model = yaml.load(SCHEMA.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    mapped = {row.prefix: row.namespace for row in load_context("obo").prefix_expansions}
    return {**mapped, **model["prefixes"]}


def findings(folder: Path) -> list[tuple[str, str]]:
    """Return the kind and the message of each finding on a folder's nodes.tsv and edges.tsv."""
    validator = Validator()
    tables = [str(folder / "nodes.tsv"), str(folder / "edges.tsv")]
    Transformer(stream=True).transform({"filename": tables, "format": "tsv"}, inspector=validator)
    return [
        (kind, message)
        for kinds in validator.errors.values()
        for kind, messages in kinds.items()
        for message in messages
    ]


if __name__ == "__main__":
    config.jsonld_context_map["biolink"] = context()
    with redirect_stdout(sys.stderr):
        found = [findings(Path(folder)) for folder in sys.argv[1:]]
    sys.stdout.write(json.dumps(found))
