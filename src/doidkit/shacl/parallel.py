"""Several requests at a time, their answers in the order of the questions."""

from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

CONNECTIONS = 3
"""How many requests an endpoint gets at a time: polite, and enough to keep it busy."""

_Item = TypeVar("_Item")
_Found = TypeVar("_Found")


def mapped(work: Callable[[_Item], _Found], items: Sequence[_Item]) -> list[_Found]:
    """Return what some work makes of each item; the first error is raised once all have ended.

    The threads are daemons: whoever interrupts need not wait for an endpoint.
    """
    found: dict[int, _Found] = {}
    errors: dict[int, BaseException] = {}
    waiting: SimpleQueue[int] = SimpleQueue()
    for position in range(len(items)):
        waiting.put(position)

    def run() -> None:
        while not errors:
            try:
                position = waiting.get_nowait()
            except Empty:
                return
            try:
                found[position] = work(items[position])
            except BaseException as error:
                errors[position] = error

    threads = [Thread(target=run, daemon=True) for _ in range(min(CONNECTIONS, len(items)))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[min(errors)]
    return [found[position] for position in range(len(items))]
