"""Which suggestions a person should look at before they are accepted with others, and why.

The one definition of “doubtful”: where one lies, accepting a stretch of text stops.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from annotator.domain.labels import FIGURE
from annotator.domain.state import ArticleState
from annotator.domain.values import Suggestion, Verdict

LOW_SCORE = 0.7
"""A calibrated score below this is low: three of ten such suggestions are wrong, or more."""


class Doubt(StrEnum):
    """Why a suggestion is doubtful, in words."""

    SCORE = "its score is low"
    VALUE = "its value is not parsed"
    PERSON = "you have decided otherwise on the same words"


def doubts(state: ArticleState, items: Iterable[Suggestion]) -> dict[int, Doubt]:
    """The reasons why some of an article's suggestions are doubtful, by their numbers.

    A person contradicts one who has given the same words another label in this article, or has
    rejected the same words with the same label.
    """
    items = tuple(items)
    text = state.text
    words = {text[item.start : item.end] for item in items}
    labelled = {(own.text, own.label) for own in state.annotations if own.text in words}
    rejected = _rejected(state, words)
    reasons: dict[int, Doubt] = {}
    for item in items:
        said = text[item.start : item.end]
        if any(own == said and label != item.label for own, label in labelled) or (
            (said, item.label) in rejected
        ):
            reasons[item.id] = Doubt.PERSON
        elif item.label == FIGURE and (item.figure is None or not item.figure.parsed):
            reasons[item.id] = Doubt.VALUE
        elif item.score is not None and item.score < LOW_SCORE:
            reasons[item.id] = Doubt.SCORE
    return reasons


def _rejected(state: ArticleState, words: set[str]) -> set[tuple[str, str]]:
    """Words and labels of the suggestions that this annotator has rejected."""
    numbers = {d.suggestion_id for d in state.decisions if d.verdict is Verdict.REJECTED}
    if not numbers:
        return set()
    gone = [item for number in numbers if (item := state.suggestion(number)) is not None]
    said = [(state.text[item.start : item.end], item.label) for item in gone]
    return {pair for pair in said if pair[0] in words}
