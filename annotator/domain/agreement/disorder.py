"""How much disorder there is between two annotators in an article, and by chance.

Random continua are made of what the two really marked, moved round in a circle by a random number
of characters (Mathet, Widlöcher and Métivier 2015, Computational Linguistics 41:437, section 5.2).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from annotator.domain.agreement.alignment import ALONE, Numbers, Units, best, worth_making
from annotator.domain.agreement.coefficients import Counts
from annotator.domain.spans import LabelledSpan

_SEED = 20160101
_TOGETHER = 100  # continua aligned at once: more would not be quicker, and take memory


class Disorder(NamedTuple):
    """What the best alignments of some continua cost, and how many units an annotator has in them.

    Both have a row for all labels and one a label, and a column a continuum; ``units`` is the mean
    of the two annotators.
    """

    cost: Counts
    units: Counts


class Marked(NamedTuple):
    """The units of two annotators in an article of ``length`` characters, in an order of theirs.

    It is the same whoever of the two comes first, and so is all that chance makes of it.
    """

    one: Units
    other: Units
    length: int


def marked(
    one: Sequence[LabelledSpan], other: Sequence[LabelledSpan], length: int, labels: Sequence[str]
) -> Marked:
    """The spans of two annotators as units; they may overlap."""
    place = {label: number for number, label in enumerate(labels)}
    first, second = sorted(
        sorted((span.start, span.end, place[span.label]) for span in spans)
        for spans in (one, other)
    )
    return Marked(_units(first), _units(second), length)


def _units(units: Sequence[tuple[int, int, int]]) -> Units:
    start, end, label = np.array(units, dtype=np.int64).reshape(-1, 3).T
    return Units(start, end, label, np.zeros(len(start), dtype=np.int64))


def observed(article: Marked, labels: int) -> Disorder:
    """The disorder of the article as it is; one column."""
    return _disorder(article.one, article.other, 1, labels)


def by_chance(
    article: Marked,
    labels: int,
    samples: int,
    batch: int,
    check: Callable[[], None] = lambda: None,
) -> Disorder:
    """The disorder of random continua of the article, a column each.

    The same article and ``batch`` give the same continua. Each of the two annotators of such a
    continuum has what either has marked, moved by another distance; the two distances differ by
    half the mean length of a unit or more, where the article is long enough for that. ``check`` is
    called now and then and may raise to stop.
    """
    random = np.random.default_rng((_SEED, batch, _fingerprint(article)))
    taken = random.integers(0, 2, size=(2, samples))
    moved = random.integers(0, article.length, size=(2, samples))
    lengths = np.concatenate(
        [article.one.end - article.one.start, article.other.end - article.other.start]
    )
    apart = int(np.ceil(lengths.mean() / 2)) if len(lengths) else 0
    if article.length >= 2 * apart:
        away = random.integers(apart, article.length - apart, size=samples, endpoint=True)
        moved[1] = (moved[0] + away) % article.length
    batches = []
    for begin in range(0, samples, _TOGETHER):
        check()
        part = slice(begin, begin + _TOGETHER)
        one, other = (_moved(article, taken[row, part], moved[row, part]) for row in (0, 1))
        batches.append(_disorder(one, other, min(_TOGETHER, samples - begin), labels))
    return Disorder(*(np.concatenate(part, axis=1) for part in zip(*batches, strict=True)))


def _fingerprint(article: Marked) -> int:
    numbers = np.concatenate([part for units in article[:2] for part in (*units[:3], [-1])])
    return zlib.crc32(numbers.astype("<i8").tobytes(), article.length)


def _moved(article: Marked, taken: Numbers, by: Numbers) -> Units:
    parts = []
    for who, units in enumerate((article.one, article.other)):
        continua = np.flatnonzero(taken == who)
        start = (units.start + by[continua, None]) % article.length
        end = start + (units.end - units.start)  # what reaches over the end keeps its length
        shape = start.shape
        parts.append(
            (
                start,
                end,
                np.broadcast_to(units.label, shape),
                np.broadcast_to(continua[:, None], shape),
            )
        )
    return Units(*(np.concatenate([p.ravel() for p in part]) for part in zip(*parts, strict=True)))


def _disorder(one: Units, other: Units, continua: int, labels: int) -> Disorder:
    shape = (labels, continua)
    key, their_key = (u.label * continua + u.continuum for u in (one, other))
    size = labels * continua
    of_label = (np.bincount(key, minlength=size) + np.bincount(their_key, minlength=size)).reshape(
        shape
    )
    count = np.concatenate([of_label.sum(0, keepdims=True), of_label]).astype(float)
    pairs = worth_making(one, other)
    whole = best(pairs)
    saved = np.zeros((labels + 1, continua))
    saved[0] = np.bincount(one.continuum[whole.one], whole.saved, minlength=continua)
    alike = best(pairs.only(one.label[pairs.one] == other.label[pairs.other]))
    saved[1:] = np.bincount(key[alike.one], alike.saved, minlength=size).reshape(shape)
    return Disorder(ALONE * count - saved, count / 2)
