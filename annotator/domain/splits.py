"""Which part of the training data an article belongs to. Adding articles moves none.

All articles of a story go where its first one goes: give the hash of that one for each of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from annotator.domain.errors import InputError

PARTS = ("train", "dev", "test")


@dataclass(frozen=True, slots=True)
class Split:
    """Shares of train, dev and test, of any sum, and the seed that deals the articles out."""

    shares: tuple[Fraction, Fraction, Fraction]
    seed: int = 0

    @classmethod
    def parse(cls, text: str, *, seed: int = 0) -> Split:
        """The split written as ``80:10:10``. Raises InputError."""
        try:
            shares = [Fraction(part) for part in text.split(":")]
        except (ValueError, ZeroDivisionError):
            shares = []
        if len(shares) != len(PARTS) or min(shares) < 0 or not sum(shares):
            raise InputError(
                f"“{text}” is no split; write the shares of train, dev and test as in 80:10:10"
            )
        return cls((shares[0], shares[1], shares[2]), seed)

    def part(self, sha256: str) -> str:
        """The part of the article whose text has this hash: the same whatever else there is."""
        digest = hashlib.sha256(f"{self.seed}:{sha256}".encode()).digest()
        place = Fraction(int.from_bytes(digest[:8], "big"), 2**64) * sum(self.shares)
        return PARTS[_index(self.shares, place)]


def _index(shares: Sequence[Fraction], place: Fraction) -> int:
    reached = Fraction(0)
    for index, share in enumerate(shares):
        reached += share
        if place < reached:
            return index
    raise AssertionError("a place below the sum lies below one of the partial sums")
