"""Which part of the training data an article belongs to. What deals whole exports is `dealing`.

All articles of a story go where its first one goes: give the hash of that one for each of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from annotator.domain.errors import InputError

PARTS = ("train", "dev", "test")


class By(StrEnum):
    """What deals articles out: a hash, which never moves one, or their days, oldest first."""

    HASH = "hash"
    TIME = "time"


class Strata(StrEnum):
    """What every part gets its share of."""

    LABEL = "label"
    SOURCE = "source"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Split:
    """Shares of train, dev and test, of any sum, and the seed that deals the articles out.

    ``keep`` says, by their ids, in which parts articles lay before; there they stay. ``kept_by`` is
    how the report that says so is called.
    """

    shares: tuple[Fraction, Fraction, Fraction]
    seed: int = 0
    by: By = By.HASH
    stratify: Strata | None = None
    keep: Mapping[str, str] = field(default_factory=dict)
    kept_by: str = ""

    def __post_init__(self) -> None:
        if self.by is By.TIME and self.stratify is not None:
            raise InputError(
                "a split by time goes by the days of the articles alone; leave out --stratify"
            )

    @classmethod
    def parse(
        cls,
        text: str,
        *,
        seed: int = 0,
        by: By = By.HASH,
        stratify: Strata | None = None,
        keep: Mapping[str, str] | None = None,
        kept_by: str = "",
    ) -> Split:
        """The split whose shares are written as ``80:10:10``. Raises InputError."""
        try:
            shares = [Fraction(part) for part in text.split(":")]
        except (ValueError, ZeroDivisionError):
            shares = []
        if len(shares) != len(PARTS) or min(shares) < 0 or not sum(shares):
            raise InputError(
                f"“{text}” is no split; write the shares of train, dev and test as in 80:10:10"
            )
        return cls((shares[0], shares[1], shares[2]), seed, by, stratify, keep or {}, kept_by)

    @property
    def looks_at_all(self) -> bool:
        """Whether where an article goes depends on the others."""
        return self.by is not By.HASH or self.stratify is not None or bool(self.keep)

    def part(self, sha256: str) -> str:
        """The part of the article whose text has this hash: the same whatever else there is."""
        place = Fraction(int.from_bytes(self.digest(sha256)[:8], "big"), 2**64)
        return self.part_at(place)

    def part_at(self, place: Fraction) -> str:
        """The part in which a place lies, from 0 to below 1."""
        return PARTS[_index(self.shares, place * sum(self.shares))]

    def digest(self, sha256: str) -> bytes:
        """What puts articles in the order that the seed gives them."""
        return hashlib.sha256(f"{self.seed}:{sha256}".encode()).digest()


@dataclass(frozen=True, slots=True)
class DealtOut:
    """How the articles of an export were dealt out: their ids by part, and what there is to say."""

    split: Split
    articles: Mapping[str, Sequence[str]]
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """As reports have it; ``--keep-split`` reads ``articles`` again."""
        split = self.split
        return {
            "shares": ":".join(map(str, split.shares)),
            "seed": split.seed,
            "by": split.by.value,
            "stratify": split.stratify and split.stratify.value,
            "keep_split": split.kept_by or None,
            "articles": {part: list(self.articles.get(part, ())) for part in PARTS},
        }


def dealt_before(report: object) -> dict[str, str]:
    """In which part each article lay, by its id, as the report of an export says.

    Raises InputError where it says nothing of it.
    """
    split = report.get("split") if isinstance(report, dict) else None
    articles = split.get("articles") if isinstance(split, dict) else None
    if not isinstance(articles, dict):
        raise InputError("it does not say how articles were dealt out")
    return dict(_places(articles))


def _places(articles: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for part in PARTS:
        ids = articles.get(part, [])
        if not isinstance(ids, list) or not all(isinstance(uid, str) for uid in ids):
            raise InputError("it does not say how articles were dealt out")
        yield from ((uid, part) for uid in ids)


def _index(shares: Sequence[Fraction], place: Fraction) -> int:
    reached = Fraction(0)
    for index, share in enumerate(shares):
        reached += share
        if place < reached:
            return index
    raise AssertionError("a place below the sum lies below one of the partial sums")
