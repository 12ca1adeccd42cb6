"""Going from one thing in the text to the next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import Protocol, TypeVar

_START = attrgetter("start")


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


P = TypeVar("P", bound=_Placed)


def neighbour(items: Sequence[P], here: int, direction: int) -> P:
    """The next (1) or previous (-1) of some items in text order, beginning again at the end."""
    if direction > 0:
        following = bisect_right(items, here, key=_START)
        return items[following] if following < len(items) else items[0]
    return items[bisect_left(items, here, key=_START) - 1]
