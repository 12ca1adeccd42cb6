"""Going from one thing in the text to the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


P = TypeVar("P", bound=_Placed)


def neighbour(items: Sequence[P], here: int, direction: int) -> P:
    """The next (1) or previous (-1) of some items in text order, beginning again at the end."""
    if direction > 0:
        return next((item for item in items if item.start > here), items[0])
    return next((item for item in reversed(items) if item.start < here), items[-1])
