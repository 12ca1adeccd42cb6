"""Whether words stand as a whole name, or as a part of a longer one: “U.S” in “U.S troops”.

Reads letters and word lists; no pipeline has to have found the longer name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from annotator.domain.figures.exclusion_words import MONTHS, WEEKDAYS
from annotator.domain.figures.numerals import word_set
from annotator.domain.tokens import sentences
from annotator.nlp.lexicon import Lexicon, read_folder
from annotator.resources import resource

_REACH = 5  # tokens between a name and the head that belongs to it
_SPACES = ("", " ", "\u00a0")
# Words that have a capital only where they begin a sentence.
_SMALL = word_set(
    "the a an in on at by to for from with of and or but as if when while after before since "
    "over under near inside outside around between against across into through during until "
    "amid despite among about above behind beyond within without like unlike than that this "
    "these those it he she they we you who which what where why how there here his her its "
    "their our your my both all some many most more no not only also even still yet then now "
    "meanwhile however although though because so neither either according"
)
_JOINTS = frozenset({"of", "al", "el", "bin", "ibn", "de"})


@cache
def word_lists() -> Lexicon:
    """The shipped word lists without the names, which take far longer to read."""
    return read_folder(resource("gazetteer") / "words")


@dataclass(frozen=True, slots=True)
class _Neighbour:
    """A token beside words, with what stands between; empty where the text ends."""

    word: str
    gap: str

    @property
    def is_near(self) -> bool:
        return bool(self.word) and self.gap in _SPACES


class WholeNames:
    """Asks of places in one text whether a whole name stands there."""

    def __init__(self, text: str, tokens: Sequence[tuple[int, int]]) -> None:
        """``tokens`` are the `token_bounds` of the text."""
        self._text = text
        self._tokens = tokens
        self._starts = [start for start, _ in tokens]
        lists = word_lists()
        self._heads = lists.list("heads") | lists.list("tied-heads")
        self._modifiers = lists.list("modifiers")
        self._roles = lists.list("roles")
        self._improper = lists.list("stop") | _SMALL

    def is_whole(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` is no part of a longer name.

        Names have capitals, or end with a collective head (“rebels”); other words are whole.
        """
        words = self._text[start:end].split()
        if not words:
            return False
        is_name = _is_capital(words[0])
        if not is_name and words[-1] not in self._heads:
            return True
        return not self._goes_on_before(start) and not (is_name and self._goes_on_behind(end))

    def _goes_on_behind(self, end: int) -> bool:
        """Whether a name goes on: with another capital, or up to a collective head."""
        at = bisect_left(self._starts, end)
        for number in range(at, min(at + _REACH, len(self._tokens))):
            next_ = self._token(number, end if number == at else self._tokens[number - 1][1])
            if not next_.is_near:
                return False
            word = next_.word
            if number == at and word in _JOINTS:
                after = self._token(number + 1, self._tokens[number][1])
                return after.is_near and self._is_proper(after.word)
            if number == at and self._is_proper(word):
                return True
            if word.lower() in self._heads:
                return True
            if word.lower() not in self._modifiers:
                return False
        return False

    def _goes_on_before(self, start: int) -> bool:
        """Whether a name has begun before: “South” of “South Sudan”, “Kingdom of” of another."""
        number = bisect_left(self._starts, start) - 1
        before = self._token(number, start)
        if before.word in _JOINTS and before.gap == " ":
            start = self._tokens[number][0]
            number -= 1
            before = self._token(number, start)
        if not before.is_near or before.gap == "" or not self._is_proper(before.word):
            return False
        # What begins a sentence has a capital in any case.
        at_start = self._tokens[number][0] in self._sentence_starts
        return not (at_start and before.word.lower() in self._in_lower_case)

    def _is_proper(self, word: str) -> bool:
        """Whether a word with a capital can belong to a name."""
        return (
            _is_capital(word)
            and word.lower() not in self._improper
            and not {word, word.lower()} & (self._roles | MONTHS | WEEKDAYS)
        )

    def _token(self, number: int, beside: int) -> _Neighbour:
        """A token with what stands between it and an offset; nothing beyond the text."""
        if not 0 <= number < len(self._tokens):
            return _Neighbour("", "")
        start, end = self._tokens[number]
        gap = self._text[beside:start] if start >= beside else self._text[end:beside]
        return _Neighbour(self._text[start:end], gap)

    @cached_property
    def _sentence_starts(self) -> frozenset[int]:
        return frozenset(start for start, _ in sentences(self._text))

    @cached_property
    def _in_lower_case(self) -> frozenset[str]:
        """The words that the text has without a capital."""
        words = (self._text[start:end] for start, end in self._tokens)
        return frozenset(word for word in words if word.islower())


def _is_capital(word: str) -> bool:
    return word[:1].isupper() or word[:1].istitle()
