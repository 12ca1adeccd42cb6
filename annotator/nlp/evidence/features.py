"""The evidence in and around one name, as a list of short strings that weights are learnt for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from annotator.nlp.evidence.world import Known, World
from annotator.nlp.lexicon import Lexicon
from annotator.nlp.mentions import Mention, Tokens

_DIGIT = re.compile(r"\d")
_OPENS = frozenset("([")
_CLOSES = frozenset(")]")
_ENDS = frozenset('.!?•:\n“"')
_DATELINE = frozenset(":—–-(")
_FAR = 8


@dataclass(slots=True)
class Paragraph:
    """What is looked up once for all the names of a paragraph."""

    tokens: Tokens
    lower: list[str]
    labels: list[str]
    """The label each word is marked with so far, empty for none."""

    depth: list[int]
    """Where a bracket is open, the position of the word after it; -1 elsewhere."""


class Evidence:
    """Reads the evidence for names; knows word lists and the places of the world."""

    def __init__(self, lexicon: Lexicon, world: World) -> None:
        self.lexicon, self.world = lexicon, world
        self.given, self.common = lexicon.list("given-names"), lexicon.list("common")
        self.roles = lexicon.list("roles") | lexicon.list("office-holders")
        self.place_words = lexicon.list("place-words")
        self.heads = lexicon.list("heads") | lexicon.list("tied-heads")

    def paragraph(self, tokens: Tokens, mentions: Sequence[Mention]) -> Paragraph:
        """The view of a paragraph whose names are to be judged."""
        labels = [""] * len(tokens.words)
        for mention in mentions:
            labels[mention.start : mention.end] = [mention.label] * (mention.end - mention.start)
        depth, at = [], -1
        for number, word in enumerate(tokens.words):
            if word in _OPENS:
                at = number + 1
            elif word in _CLOSES:
                at = -1
            depth.append(at)
        return Paragraph(tokens, [*map(_plain, tokens.words)], labels, depth)

    def of(self, view: Paragraph, start: int, end: int, said: str, source: str) -> list[str]:
        """The evidence for the name ``[start, end)`` which is marked ``said`` so far."""
        surface = view.tokens.surface(start, end)
        known = self.world.get(surface) if end - start < 6 else None
        features = ["*", f"said={said}"]
        features += self._within(view, start, end, surface)
        features += self._places(view, start, end, known, said)
        features += self._around(view, start, end)
        features += [f"rule={rule}" for rule in source.split("+")[1:]]
        return features

    def _within(self, view: Paragraph, start: int, end: int, surface: str) -> Iterator[str]:
        words, lower = view.tokens.words, view.lower
        first, last = lower[start], lower[end - 1]
        count = min(end - start, 4)
        yield f"count={count}"
        yield f"last={last}"
        if count > 1:
            yield f"first={first}"
        yield f"end4={last[-4:]}"
        yield f"end3={last[-3:]}"
        yield f"end2={last[-2:]}"
        yield f"open3={first[:3]}"
        if surface.isupper():
            yield f"capitals={min(len(surface), 6)}"
        if "-" in surface:
            yield "hyphen"
        if any(ch.isdigit() for ch in surface):
            yield "digit"
        if any(word.islower() for word in words[start:end]):
            yield "small"
        if words[start] in self.given:
            yield f"given{count}"
        if first in self.common:
            yield f"common{count}"
        if last in self.heads:
            yield "head"

    def _places(
        self, view: Paragraph, start: int, end: int, known: Known | None, said: str
    ) -> Iterator[str]:
        if known is None:
            yield "world=0"
            yield f"world=0 {said}"
            return
        yield f"world={known.level}"
        yield f"size={known.size if known.size < 8 else 7}"
        yield f"world={known.level} {said}"
        yield f"many={len(known.countries)}"
        if view.tokens.words[start] in self.given:
            yield "world given"
        if view.lower[start] in self.common:
            yield "world common"

    def _around(self, view: Paragraph, start: int, end: int) -> Iterator[str]:
        words, lower, labels = view.tokens.words, view.lower, view.labels
        before1, before2 = _at(lower, start - 1), _at(lower, start - 2)
        after1, after2 = _at(lower, end), _at(lower, end + 1)
        yield f"b={before1}"
        yield f"bb={before2} {before1}"
        yield f"a={after1}"
        yield f"aa={after1} {after2}"
        yield f"ba={before1} {after1}"
        if before1 in ("the", "a", "an"):
            yield f"bthe={before2}"
        if after1 in self.place_words:
            yield "then place word"
        if before1 == "of" and before2 in self.place_words:
            yield "place word of"
        if before1 in self.place_words:
            yield "place word"
        if _at(words, end)[:1].isupper():
            yield "then name"
        if _at(words, start - 1)[:1].isupper():
            yield "after name"
        if start == 0 or words[start - 1] in _ENDS:
            yield "opens"
            if end < len(words) and words[end] in _DATELINE:
                yield f"dateline {words[start:end][0].isupper() and words[start].isupper()}"
        if start and labels[start - 1]:
            yield f"beside={labels[start - 1]}"
        if end < len(words) and labels[end]:
            yield f"beside then={labels[end]}"
        if before1 == "," and start > 1 and labels[start - 2]:
            yield f"comma={labels[start - 2]}"
        if before1 in ("and", "or", "&") and start > 1 and labels[start - 2]:
            yield f"and={labels[start - 2]}"
        if after1 in (",", "and") and end + 1 < len(words) and labels[end + 1]:
            yield f"then {after1}={labels[end + 1]}"
        yield from self._bracket(view, start, end)
        if before1 in self.roles or _at(words, start - 1) in self.roles:
            yield "role"
        if after1 == "," and (after2 in self.roles or _at(lower, end + 2) in self.roles):
            yield "then role"

    def _bracket(self, view: Paragraph, start: int, end: int) -> Iterator[str]:
        opened = view.depth[start]
        if opened < 0 or start - opened > 2 * _FAR:
            return
        words = view.tokens.words
        close = next(
            (n for n in range(end, min(len(words), end + 2 * _FAR)) if words[n] in _CLOSES), 0
        )
        commas = "," in words[opened:close]
        yield f"bracket {'list' if commas else 'alone'}"
        if start == opened and end == close:
            yield f"bracket whole {view.tokens.surface(start, end).isupper()}"
            if opened > 1 and view.labels[opened - 2]:
                yield f"bracket after {view.labels[opened - 2]}"


@lru_cache(maxsize=8192)
def _plain(word: str) -> str:
    """A word in small letters, each of its digits a 0."""
    return word.lower() if word.isalpha() else _DIGIT.sub("0", word.lower())


def _at(words: Sequence[str], position: int) -> str:
    return words[position] if 0 <= position < len(words) else ""
