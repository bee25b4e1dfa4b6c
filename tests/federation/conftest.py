"""The bundled ontology on three stores behind a federation engine, and on one."""

import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location(
    "federation", Path(__file__).with_name("federation.py")
)
module = importlib.util.module_from_spec(_SPEC)
sys.modules["federation"] = module
_SPEC.loader.exec_module(module)


@pytest.fixture(scope="module")
def federation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    if reason := module.missing():
        pytest.skip(reason)
    with (
        pytest.MonkeyPatch.context() as patch,
        module.federation(tmp_path_factory.mktemp("federation")) as servers,
    ):
        patch.setenv("no_proxy", "127.0.0.1,localhost")
        patch.setenv("NETRC", os.devnull)
        yield servers
