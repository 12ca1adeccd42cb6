"""How probable it is that a suggestion is right to the character, from the evidence for it.

A logistic regression over a few signs: how sure the evidence for the label is, where the span comes
from, whether its edges look torn, and what the rest of the article says of the same words. The
weights are fitted by ``annotator/nlp/training/scores.py``.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import repeat

import orjson

from annotator.nlp.components.evidence import WeighedNames
from annotator.nlp.evidence.model import CLASSES
from annotator.nlp.lexicon import LEAD
from annotator.nlp.mentions import Mention, Tokens
from annotator.resources import resource

FILE = "scores.json"
_STEPS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995)
_LEAST, _MOST = 0.02, 0.99
_SHARES = [f"share>={step}" for step in _STEPS]
_MEANS = (0.7, 0.8, 0.85, 0.9, 0.95, 0.98)
Signs = list[str]
Place = tuple[int, int, str]
"""Where a suggestion is, in code points of its article, and its label."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What speaks for and against one suggestion; ``share`` is the evidence for its label, None
    where a list decides it.
    """

    signs: Signs
    share: float | None


class Signals:
    """Reads the signs of the suggestions of a paragraph, and then of the whole article."""

    def __init__(self, judge: WeighedNames) -> None:
        self.judge = judge

    def of_paragraph(self, tokens: Tokens, mentions: Sequence[Mention]) -> list[Signed]:
        """The signs of each mention, in order."""
        weights = self.judge.weights
        assert weights is not None
        view = None  # most paragraphs hold nothing that the lists leave open
        signed = []
        for mention in mentions:
            share = None
            is_decided = self.judge.is_decided(tokens, mention)
            if mention.label in CLASSES and not is_decided:
                view = view or self.judge.evidence.paragraph(tokens, mentions)
                pieces = self.judge.evidence.of(
                    view, mention.start, mention.end, mention.label, mention.source
                )
                share = weights.shares(pieces)[CLASSES.index(mention.label)]
            signs = [*_origin(mention.source, mention.label)]
            if mention.label in CLASSES:
                signs += _of_share(share)
                signs += self._of_name(tokens, mention, is_decided)
            signed.append(Signed(signs, share))
        return signed

    def _of_name(self, tokens: Tokens, mention: Mention, is_decided: bool) -> Iterator[str]:
        words, start, end = tokens.words, mention.start, mention.end
        yield f"decided={is_decided} {mention.label}"
        yield f"words={min(end - start, 5)}"
        surface = tokens.surface(start, end)
        if LEAD.fullmatch(surface) and surface.isupper():
            yield "capitals"
        if "-" in surface or tokens.is_hyphened(start) or tokens.is_hyphened(end - 1):
            yield "hyphen"
        if end < len(words) and words[end][0].isupper():
            yield f"torn behind {is_decided}"
        if start and words[start - 1][0].isupper() and words[start - 1] not in self.judge.improper:
            yield f"torn before {is_decided}"
        if start == 0 or words[start - 1] in ".!?:":
            yield f"opens {is_decided}"
        if words[end - 1] in self.judge.lists.any_heads:
            yield "head"
        if any(word.islower() for word in words[start:end]) and end - start > 2:
            yield "long small"


@lru_cache(maxsize=4096)
def _origin(source: str, label: str) -> tuple[str, ...]:
    """The signs of where a suggestion comes from."""
    kind, _, rest = source.partition(" ")
    head, *rules = kind.split("+")
    rules += rest.split("+")[1:]
    whence = f"from={head} {label if label in CLASSES else rest}"
    return ("*", whence, *(f"rule={rule}" for rule in rules))


def _of_share(share: float | None) -> list[str]:
    """The steps that the evidence for a label reaches."""
    return [] if share is None else _SHARES[: bisect_right(_STEPS, share)]


def of_article(text: str, places: Sequence[Place], known: Mapping[Place, Signed]) -> list[Signs]:
    """The signs of each span of an article: its paragraph's, and what the article adds."""
    surfaces = [text[start:end] for start, end, _ in places]
    labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
    shares: defaultdict[str, list[float]] = defaultdict(list)
    open_shares = []
    for surface, place in zip(surfaces, places, strict=True):
        labels[surface][place[2]] += 1
        signed = known.get(place)
        if signed is not None and signed.share is not None:
            shares[surface].append(signed.share)
            open_shares.append(min(signed.share, 0.999))
    mean = sum(open_shares) / len(open_shares) if open_shares else 1.0
    of_mean = [f"mean>={step}" for step in _MEANS if mean >= step]
    out = []
    for surface, place in zip(surfaces, places, strict=True):
        signed = known.get(place)
        signs = [*signed.signs] if signed is not None else ["*", f"by repeat {place[2]}"]
        if place[2] in CLASSES:
            signs.append(f"times={min(labels[surface].total(), 4)}")
            if len(labels[surface]) > 1:
                signs.append("two labels")
            if signed is None:
                own = shares[surface]
                signs += _of_share(max(own) if own else 0.5)
            signs += of_mean
        out.append(signs)
    return out


class Calibrator:
    """Turns signs into a probability."""

    def __init__(self, table: Mapping[str, float]) -> None:
        self._table = table

    def score(self, signs: Signs) -> float:
        """From 0.02 to 0.99, with two places: more would be no measure."""
        odds = sum(map(self._table.get, signs, repeat(0.0)))
        return round(min(_MOST, max(_LEAST, 1 / (1 + math.exp(-odds)))), 2)


@cache
def shipped_calibrator() -> Calibrator | None:
    """The weights that come with the program; None where there are none yet."""
    path = resource("gazetteer", FILE)
    if not path.is_file():
        return None
    table: dict[str, float] = orjson.loads(path.read_bytes())["weights"]
    return Calibrator(table)
