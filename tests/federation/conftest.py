"""The bundled ontology on three stores behind a federation engine, and on one."""

import os
from collections.abc import Iterator

import pytest

import federation as stores


@pytest.fixture(scope="module")
def federation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    if reason := stores.missing():
        pytest.skip(reason)
    with (
        pytest.MonkeyPatch.context() as patch,
        stores.federation(tmp_path_factory.mktemp("federation")) as servers,
    ):
        patch.setenv("no_proxy", "127.0.0.1,localhost")
        patch.setenv("NETRC", os.devnull)
        yield servers
