"""What comes in bit by bit, without waiting for the next bit before the last is dealt with."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from queue import Empty, Full, Queue
from typing import TypeVar

T = TypeVar("T")

PATIENCE_S = 0.05
_AHEAD = 256
_END = object()


def arriving(items: Iterable[T]) -> Iterator[T | None]:
    """The items, read on a thread of their own; None whenever none has come for a moment.

    Raises what reading them raises.
    """
    queue: Queue[object] = Queue(_AHEAD)
    is_left = threading.Event()

    def put(item: object) -> bool:
        while not is_left.is_set():
            try:
                queue.put(item, timeout=1)
            except Full:
                continue
            return True
        return False

    def read() -> None:
        try:
            for item in items:
                if not put(item):
                    return
        except Exception as error:  # noqa: BLE001 - goes on to whoever waits for the items
            put(_Failed(error))
        else:
            put(_END)

    threading.Thread(target=read, name="arriving", daemon=True).start()
    try:
        while True:
            try:
                item = queue.get(timeout=PATIENCE_S)
            except Empty:
                yield None
                continue
            if item is _END:
                return
            if isinstance(item, _Failed):
                raise item.error
            yield item  # type: ignore[misc]
    finally:
        is_left.set()


class _Failed:
    def __init__(self, error: Exception) -> None:
        self.error = error
