"""Which suggestions are doubtful, and how far accepting a stretch of text goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from making import annotation

from annotator.domain.answering import COPIED
from annotator.domain.doubt import LOW_SCORE, Doubt, doubts
from annotator.domain.figures import UNPARSED, Figure
from annotator.domain.overlap_rule import OverlapRule, Overlaps
from annotator.domain.pace import Reach, ahead, stretch
from annotator.domain.span_content import SpanContent
from annotator.domain.state import ArticleState
from annotator.domain.values import Article, Decision, Document, Suggestion, Verdict

TEXT = "Kabul fell. Kabul rose, 30 died.\nKabul slept."
FIRST, SECOND, THIRD, FIGURE = (0, 5), (12, 17), (33, 38), (24, 26)
ALL = [(0, len(TEXT))]


def because(reasons: Mapping[int, Doubt]) -> Callable[[Suggestion], Doubt | None]:
    """Why suggestions are doubtful, by their numbers."""
    return lambda item: reasons.get(item.id)


THIRTY = Figure(low=Fraction(30), best=Fraction(30), high=Fraction(30))


def suggestion(
    number: int,
    place: tuple[int, int],
    label: str = "LOCATION",
    *,
    figure: Figure | None = None,
    score: float | None = None,
) -> Suggestion:
    return Suggestion(number, 1, SpanContent(*place, label, figure), "made", "1", None, score)


def state(*items: Suggestion, **more: object) -> ArticleState:
    document = Document(Article(1, "a", "A", "0" * 64, len(TEXT)), TEXT)
    return ArticleState(document, "ada", suggestions=items, **more)  # type: ignore[arg-type]


def test_a_suggestion_in_a_span_of_ones_own_with_its_label_is_doubtful() -> None:
    item = suggestion(1, FIRST)
    own = annotation(0, 11, label="LOCATION", text=TEXT)
    nested = OverlapRule(Overlaps.NESTED)
    assert doubts(state(item, annotations=(own,), overlap_rule=nested), [item]) == {
        1: Doubt.SAME_LABEL
    }


def test_suggestions_of_which_only_one_can_be_accepted_are_doubtful_until_one_is_decided_on() -> (
    None
):
    longer, inner = suggestion(1, (0, 10), "ACTOR"), suggestion(2, FIRST)
    both = {1: Doubt.RIVAL, 2: Doubt.RIVAL}
    assert doubts(state(longer, inner), [longer, inner]) == both
    nested = OverlapRule(Overlaps.NESTED)
    assert doubts(state(longer, inner, overlap_rule=nested), [longer, inner]) == {}
    rejected = (Decision(1, 1, "ada", Verdict.REJECTED),)
    assert doubts(state(longer, inner, decisions=rejected), [inner]) == {}


def test_a_copy_of_ones_own_word_goes_before_what_a_program_says_without_a_doubt() -> None:
    copied = replace(suggestion(1, FIRST, "ACTOR"), source=COPIED)
    made = suggestion(2, FIRST)
    assert doubts(state(copied, made), [copied, made]) == {}
    other = replace(suggestion(3, FIRST, "FIGURE", figure=THIRTY), source=COPIED)
    assert doubts(state(copied, other), [copied, other]) == {1: Doubt.RIVAL, 3: Doubt.RIVAL}


def test_a_sound_suggestion_is_not_doubtful() -> None:
    items = (suggestion(1, FIRST, score=LOW_SCORE), suggestion(2, FIGURE, "FIGURE", figure=THIRTY))
    assert doubts(state(*items), items) == {}


def test_a_low_score_is_doubtful() -> None:
    item = suggestion(1, FIRST, score=LOW_SCORE - 0.01)
    assert doubts(state(item), [item]) == {1: Doubt.SCORE}


@pytest.mark.parametrize("figure", [None, UNPARSED])
def test_a_figure_without_a_value_is_doubtful(figure: Figure | None) -> None:
    item = suggestion(1, FIGURE, "FIGURE", figure=figure)
    assert doubts(state(item), [item]) == {1: Doubt.VALUE}


@pytest.mark.parametrize(("own", "expected"), [("ACTOR", {2: Doubt.PERSON}), ("LOCATION", {})])
def test_another_label_of_a_person_on_the_same_words_makes_doubtful(
    own: str, expected: dict[int, Doubt]
) -> None:
    item = suggestion(2, SECOND)
    spans = (annotation(*FIRST, label=own, text=TEXT),)
    assert doubts(state(item, annotations=spans), [item]) == expected


def test_the_same_words_rejected_before_make_doubtful() -> None:
    gone, item, other = suggestion(1, FIRST), suggestion(2, SECOND), suggestion(3, THIRD, "ACTOR")
    verdict = Decision(1, 1, "ada", Verdict.REJECTED)
    shown = state(gone, item, other, decisions=(verdict,))
    assert doubts(shown, [item, other]) == {2: Doubt.PERSON}


def test_accepting_stops_before_the_first_doubtful_suggestion() -> None:
    items = [suggestion(1, FIRST), suggestion(2, SECOND), suggestion(3, FIGURE, "FIGURE")]
    result = ahead(items, because({2: Doubt.PERSON}), ALL)
    assert ([item.id for item in result.accepted], result.stop) == ([1], items[1])


def test_what_shares_words_with_the_doubtful_suggestion_is_left() -> None:
    items = [suggestion(1, FIRST), suggestion(2, (6, 17)), suggestion(3, SECOND)]
    assert [item.id for item in ahead(items, because({3: Doubt.SCORE}), ALL).accepted] == [1]


def test_accepting_stops_before_what_has_not_been_seen() -> None:
    items = [suggestion(1, FIRST), suggestion(2, SECOND), suggestion(3, THIRD)]
    result = ahead(items, because({}), [(0, 14), (30, 40)])
    assert ([item.id for item in result.accepted], result.stop) == ([1], items[1])
    assert result.doubt is None


@pytest.mark.parametrize(
    ("reach", "words"),
    [
        (Reach.SENTENCE, "Kabul rose, 30 died."),
        (Reach.PARAGRAPH, "Kabul fell. Kabul rose, 30 died."),
        (Reach.HERE, "Kabul fell. Kabul"),
    ],
)
def test_each_reach_is_a_stretch_around_the_place(reach: Reach, words: str) -> None:
    start, end = stretch(TEXT, reach, *SECOND)
    assert TEXT[start:end] == words
