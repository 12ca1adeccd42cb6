"""Reads magnitudes without a number: dozens, tens of thousands, several hundred.

Says which vague word it is and how often it is multiplied; what that is worth is the policy's.
"""

from __future__ import annotations

from typing import NamedTuple

from annotator.domain.figures.number_words import Tokens, peek
from annotator.domain.figures.numerals import QUANTIFIERS, VAGUE
from annotator.domain.figures.policies import Bounds, VaguePolicy

_SINGULAR = {word.removesuffix("s"): word for word in VAGUE if word not in ("tens", "scores")}
_BRIDGES = frozenset(("or", "to", "and", "upon", "-", "–"))
_FILLERS = frozenset(("even", "possibly", "perhaps", "maybe", "of"))


class Vague(NamedTuple):
    """A vague magnitude: its word, the factor behind it, the higher of "dozens or hundreds".

    `sure` is False where nobody knows what two of them say: hundreds to tens of thousands.
    """

    word: str
    times: int
    end: int
    top: str | None = None
    sure: bool = True

    def bounds(self, policy: VaguePolicy) -> Bounds:
        """What the policy gives for the words; from the lower word to the higher of two."""
        bounds = policy.bounds(self.word, times=self.times)
        if self.top is None:
            return bounds
        return Bounds(bounds.low, None, policy.bounds(self.top).high)


def read_vague(tokens: Tokens, at: int) -> Vague | None:
    """The vague magnitude that starts at `at`; takes a closing "of" only before a magnitude."""
    first = _read_plural(tokens, at) or _read_quantified(tokens, at)
    if first is None:
        return None
    bridge = peek(tokens, first.end).text
    if bridge not in _BRIDGES:
        return first
    follow = first.end + 1
    while peek(tokens, follow).text in _FILLERS:
        follow += 1
    second = _read_plural(tokens, follow)
    if second is None:
        return first
    if (second.word, second.times) == (first.word, first.times):
        return first._replace(end=second.end)
    if bridge in ("and", "upon"):
        return first._replace(sure=False)
    scaled = second.times > 1 or first.times > 1
    if scaled or VAGUE[second.word] <= VAGUE[first.word]:
        return first._replace(end=second.end, sure=False)
    return first._replace(end=second.end, top=second.word)


def _read_plural(tokens: Tokens, at: int) -> Vague | None:
    word = peek(tokens, at).text
    if word not in VAGUE:
        return None
    times, end = 1, at + 1
    while peek(tokens, end).text == "of" and VAGUE.get(peek(tokens, end + 1).text, 1) > 1:
        times, end = times * VAGUE[peek(tokens, end + 1).text], end + 2
    return Vague(word, times, end)


def _read_quantified(tokens: Tokens, at: int) -> Vague | None:
    """several hundred, a few dozen, a couple of thousand, several hundred thousand."""
    if peek(tokens, at).text == "a" and peek(tokens, at + 1).text in ("few", "couple"):
        at += 1
    if peek(tokens, at).text not in QUANTIFIERS:
        return None
    at += 1
    if peek(tokens, at).text == "of":
        at += 1
    text = peek(tokens, at).text
    word = _SINGULAR.get(text, text)
    if word not in VAGUE:
        return None
    times, end = 1, at + 1
    while (step := VAGUE.get(peek(tokens, end).text + "s", 1)) > 1:
        times, end = times * step, end + 1
    return Vague(word, times, end)
