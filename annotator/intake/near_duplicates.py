"""Articles that tell the same story in nearly the same words. Compares texts, stores nothing.

Every text is read into hashes of its folded words. Runs of two words make a signature (MinHash by
one permutation: Li, Owen, Zhang 2012; empty bins filled after Shrivastava 2017). Texts that agree
in a band of their signatures are candidates, and candidates are verified word by word.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Indel

Words: TypeAlias = npt.NDArray[np.uint32]
Signatures: TypeAlias = npt.NDArray[np.uint16]
"""One row a text, ``BINS`` values each; all zero where a text is too short."""

ALIKE = 0.7
"""Two texts are of one story if this share of their words is common to both in the same order:
twice the longest common subsequence through the sum of both lengths."""
BINS = 128
_LIKELY = 0.25  # share of agreeing values below which candidates are not verified
FEWEST_WORDS = 20
"""Shorter texts are never grouped; they say too little to be a story told again."""
_SHINGLE = 2  # words
_EACH = 3  # neighbours each text of a crowded band is compared with, besides the first one
_CROWD = 12
_MOST_WORDS = 400_000  # different words remembered at a time

_PART = 100_000  # characters split into words at a time
_BLANK = re.compile(r"\s")
_NO_WORD = re.compile(r"[\W_]+")
_MIXERS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)
_WIDTH = (1 << 64) // BINS
_EDGES = np.array([min(n * _WIDTH, (1 << 64) - 1) for n in range(BINS)], dtype=np.uint64)


class _Vocabulary(dict[str, int]):
    """The 32-bit hash of each word, the same on every machine.

    Accents, case and punctuation are folded away; what has nothing else is 0.
    """

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        plain = unicodedata.normalize("NFKD", word.casefold())
        folded = _NO_WORD.sub("", plain)
        digest = hashlib.blake2b(folded.encode("utf-8", "replace"), digest_size=4).digest()
        self[word] = number = int.from_bytes(digest, "little") if folded else 0
        return number


class Reader:
    """Texts as hashes of their words. One reader remembers the words of all its texts."""

    def __init__(self) -> None:
        self._vocabulary = _Vocabulary()

    def words(self, text: str) -> Words:
        """The hash of each word of a text, in order."""
        number = self._vocabulary.__getitem__
        counted = [np.fromiter(map(number, part), np.uint32, len(part)) for part in _split(text)]
        hashes = counted[0] if len(counted) == 1 else np.concatenate(counted)
        known: Words = hashes[hashes != 0]
        return known


def _split(text: str) -> Iterator[list[str]]:
    """The words of a text, a list for each part of a long one: as texts of their own they take
    some ten times as much memory as in it."""
    start = 0
    while len(text) - start > _PART:
        end = _BLANK.search(text, start + _PART)
        if end is None:
            break
        yield text[start : end.start()].split()
        start = end.start()
    yield text[start:].split()


def signature(words: Words) -> Signatures:
    """The signature of a text: ``BINS`` values of 16 bits, all zero for a short text."""
    if len(words) < FEWEST_WORDS:
        return np.zeros(BINS, np.uint16)
    hashes = np.sort(_shingles(words))
    at = np.searchsorted(hashes, _EDGES)
    within = at < len(hashes)
    lowest = hashes[np.minimum(at, len(hashes) - 1)]
    filled = within & (lowest // np.uint64(_WIDTH) == np.arange(BINS, dtype=np.uint64))
    values = _mix(lowest) >> np.uint64(48)
    if not filled.all():
        values = _fill(values, filled)
    return values.astype(np.uint16)


def _shingles(words: Words) -> npt.NDArray[np.uint64]:
    wide = words.astype(np.uint64)
    count = len(wide) - _SHINGLE + 1
    mixed = np.zeros(count, np.uint64)
    for place in range(_SHINGLE):
        mixed ^= _mix(wide[place : place + count] * _MIXERS[place])
    return _mix(mixed)


def _mix(values: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """The finaliser of splitmix64."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: npt.NDArray[np.uint64] = values ^ (values >> np.uint64(31))
    return mixed


def _donors() -> npt.NDArray[np.int64]:
    # For each empty bin the bins it borrows from, one attempt after the other, for all texts alike.
    numbers = np.arange(BINS * 64, dtype=np.uint64).reshape(64, BINS) * _MIXERS[0]
    return (_mix(numbers) % np.uint64(BINS)).astype(np.int64)


_DONORS = _donors()


def _fill(values: npt.NDArray[np.uint64], filled: npt.NDArray[np.bool_]) -> npt.NDArray[np.uint64]:
    values = values.copy()
    source, open_bins = values.copy(), np.flatnonzero(~filled)
    for donors in _DONORS:
        donor = donors[open_bins]
        hit = filled[donor]
        values[open_bins[hit]] = source[donor[hit]]
        open_bins = open_bins[~hit]
        if not len(open_bins):
            return values
    values[open_bins] = source[np.flatnonzero(filled)[0]]
    return values


def candidates(
    signatures: Signatures,
    *,
    new: npt.NDArray[np.bool_] | None = None,
    check: Callable[[], None] = lambda: None,
) -> list[tuple[int, int]]:
    """Pairs of rows that may be of one story, the lower row first, each once, in order.

    With ``new`` only pairs with at least one such row. ``check`` is called now and then and may
    raise.
    """
    rows = np.flatnonzero(signatures.any(axis=1))
    # A band of four values that must all agree is one 64-bit number as bytes.
    bands = np.ascontiguousarray(signatures[rows]).view(np.uint64)
    packed: set[int] = set()
    for band in range(bands.shape[1]):
        check()
        keys, those = bands[:, band], rows
        if new is not None:
            touched = np.isin(keys, keys[new[rows]])
            keys, those = keys[touched], rows[touched]
        for pairs in _pairs_in(keys, those):
            if new is not None:
                pairs = pairs[new[pairs].any(axis=1)]
            if len(pairs):
                agree = (signatures[pairs[:, 0]] == signatures[pairs[:, 1]]).mean(axis=1)
                likely = np.sort(pairs[agree >= _LIKELY], axis=1)
                packed.update((likely[:, 0] << 32 | likely[:, 1]).tolist())
    return [(pair >> 32, pair & 0xFFFFFFFF) for pair in sorted(packed)]


def _pairs_in(
    keys: npt.NDArray[np.uint64], rows: npt.NDArray[np.int64]
) -> Iterator[npt.NDArray[np.int64]]:
    """Pairs of rows with the same key, in blocks. In a crowd not every pair: stories are joined
    from neighbour to neighbour, and all pairs of a thousand reports would be half a million.
    """
    if not len(keys):
        return
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    sizes = np.diff(np.r_[starts, len(ordered)])
    for step in range(1, _CROWD):
        left = np.concatenate(
            [np.arange(s, s + n - step) for s, n in _runs(starts, sizes, step)] or [starts[:0]]
        )
        if len(left):
            yield np.stack([rows[order[left]], rows[order[left + step]]], axis=1)
    for start, size in zip(starts[sizes > _CROWD], sizes[sizes > _CROWD], strict=True):
        rest = rows[order[start + 1 : start + size]]
        yield np.stack([np.full(len(rest), rows[order[start]]), rest], axis=1)


def _runs(
    starts: npt.NDArray[np.int64], sizes: npt.NDArray[np.int64], step: int
) -> Iterator[tuple[int, int]]:
    wanted = (sizes > step) & ((sizes <= _CROWD) | (step <= _EACH))
    return zip(starts[wanted].tolist(), sizes[wanted].tolist(), strict=True)


def alike(one: Words, other: Words) -> bool:
    """Whether two texts are of one story, see ``ALIKE``."""
    shorter, longer = sorted((len(one), len(other)))
    if 2 * shorter < ALIKE * (shorter + longer):
        return False
    ratio = Indel.normalized_similarity(one.tolist(), other.tolist(), score_cutoff=ALIKE)
    return bool(ratio >= ALIKE)


class Stories:
    """Which numbers belong together, joined pair by pair; each story is known by its lowest."""

    def __init__(self, first: dict[int, int] | None = None) -> None:
        self._up = dict(first or {})

    def first(self, number: int) -> int:
        """The lowest number of the story of ``number``."""
        at = number
        while (above := self._up.get(at, at)) != at:
            self._up[at] = self._up.get(above, above)
            at = above
        return at

    def join(self, one: int, other: int) -> None:
        """Put two numbers into one story."""
        low, high = sorted((self.first(one), self.first(other)))
        self._up[high] = low
