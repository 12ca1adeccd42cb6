"""The table of names the network looks words up in (see ``annotator.nlp.embedding``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import orjson

from annotator.nlp.embedding import BEGINS, BODY, FAMILY, GIVEN, LARGE, MULTI, SINGLE, key_words
from annotator.nlp.training.world_names import WorldNames

LARGE_POPULATION = 15_000
_SEEN_SMALL = 3
_SEEN_IN_NAMES = 2
_LONGEST = 4


def table_of_names(
    corpora: Path, world: WorldNames, small_words: Mapping[str, int]
) -> dict[str, int]:
    """Bits by key text. Words seen ``_SEEN_SMALL`` times in small letters are no places."""
    bits: Counter[str] = Counter()
    common = {word for word, count in small_words.items() if count >= _SEEN_SMALL}

    def add(name: str, size: int) -> None:
        words = key_words(name)
        if not words or len(words) > _LONGEST or all(word in common for word in words):
            return
        if len(words) == 1:
            if len(words[0]) > 2:
                bits[words[0]] |= size
            return
        bits[" ".join(words)] |= MULTI
        if words[0] not in common or len(words[0]) > 2:
            bits[words[0]] |= BEGINS

    for name, is_large in _place_names(corpora):
        add(name, LARGE if is_large else SINGLE)
    for rows in world.places.values():
        for region in {place.region for place in rows}:
            add(region, LARGE)
    for position, bit in ((0, GIVEN), (-1, FAMILY)):
        counts = Counter(key_words(name)[position] for name in world.persons if key_words(name))
        _mark(bits, counts, bit)
    bodies = [*world.groups, *world.bodies]
    _mark(bits, Counter(w for n in bodies for w in key_words(n) if w not in common), BODY)
    return dict(bits)


def _mark(bits: Counter[str], counts: Counter[str], bit: int) -> None:
    for word, count in counts.items():
        if count >= _SEEN_IN_NAMES and len(word) > 1:
            bits[word] |= bit


def _place_names(corpora: Path) -> Iterable[tuple[str, bool]]:
    cities = orjson.loads((corpora / "geonames" / "cities500.json").read_bytes())
    for city in cities.values():
        is_large = city["population"] >= LARGE_POPULATION
        yield city["name"], is_large
        if is_large:
            for other in city["alternatenames"]:
                if len(other) > 3 and other[:1].isupper() and all(ord(ch) < 0x250 for ch in other):
                    yield other, is_large


def small_words_of(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands in small letters."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(word for word in key_words_cased(text) if word.islower())
    return counts


def key_words_cased(text: str) -> list[str]:
    """The words of a text in their own case."""
    return "".join(ch if ch.isalpha() else " " for ch in text).split()
