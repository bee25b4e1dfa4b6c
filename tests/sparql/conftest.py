import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def collect_garbage_in_this_thread_only() -> Iterator[None]:
    """Keep the servers' threads from collecting what must die where it was made.

    pyoxigraph's iterators may be dropped only by their own thread, and a caught exception
    keeps them in a cycle (test -> exception -> traceback -> test).
    """
    gc.collect()
    gc.disable()
    yield
    gc.enable()
    gc.collect()
