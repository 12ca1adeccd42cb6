"""Spans found again in a changed text: at the right place, with the same words, or not at all."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strange_texts import PIECES

from annotator.domain.figures import Figure
from annotator.domain.span_copies import copy_spans, moved_part

TEXT = (
    "Taliban fighters took Kunduz on Sunday. The governor said that at least 30 civilians had been "
    "killed. Taliban fighters also left Herat, where 12 soldiers are missing."
)


@dataclass(frozen=True)
class Place:
    start: int
    end: int


def span(words: str, nth: int = 0, text: str = TEXT) -> Place:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Place(start, start + len(words))


def carried(target: str, *spans: Place) -> list[str]:
    return [target[item.start : item.end] for item in copy_spans(TEXT, target, spans)]


def test_in_the_same_text_every_span_stays_where_it_is() -> None:
    spans = [span("Taliban fighters"), span("at least 30"), span("12 soldiers")]
    found = copy_spans(TEXT, TEXT, spans)
    assert [(i.start, i.end, i.exact) for i in found] == [(s.start, s.end, True) for s in spans]


def test_behind_new_words_a_span_moves() -> None:
    target = f"KABUL (AP) - On Monday it was quiet.\n{TEXT}"
    (found,) = copy_spans(TEXT, target, [span("at least 30")])
    assert found.start == span("at least 30").start + target.index("Taliban")


def test_each_of_two_mentions_goes_to_its_own_place() -> None:
    target = TEXT.replace("on Sunday", "late on Sunday night")
    both = copy_spans(TEXT, target, [span("Taliban fighters"), span("Taliban fighters", 1)])
    assert [item.start for item in both] == [0, target.rindex("Taliban fighters")]


@pytest.mark.parametrize("new", ["at least 31", "at most 30", "At least 30", "at  least 30"])
def test_a_span_whose_words_have_changed_is_not_carried(new: str) -> None:
    assert carried(TEXT.replace("at least 30", new), span("at least 30")) == []


def test_the_same_words_in_other_surroundings_are_not_carried() -> None:
    target = "In Doha talks went on. Kunduz was not on the agenda of the envoys at all."
    assert carried(target, span("Kunduz")) == []


def test_a_word_changed_nearby_makes_it_less_than_exact() -> None:
    target = TEXT.replace("on Sunday", "on Monday")
    (found,) = copy_spans(TEXT, target, [span("Kunduz")])
    assert not found.exact


def test_straight_quotes_around_a_span_do_not_matter() -> None:
    source, target = "He said “Kunduz has fallen” today.", 'He said "Kunduz has fallen" today.'
    (found,) = copy_spans(source, target, [span("Kunduz", text=source)])
    assert found.exact


def test_a_span_of_half_a_token_keeps_its_half() -> None:
    start = TEXT.index("Kunduz")
    (found,) = copy_spans(TEXT, f"So: {TEXT}", [Place(start + 1, start + 4)])
    assert (found.start, found.end) == (start + 5, start + 8)


@pytest.mark.parametrize("target", ["", " ", "!"])
def test_nothing_is_carried_into_nothing(target: str) -> None:
    assert carried(target, span("Kunduz")) == []


def test_what_cannot_be_carried_leaves_the_others_in_order() -> None:
    target = TEXT.replace("Kunduz", "Faizabad")
    spans = [span("12 soldiers"), span("Kunduz"), span("Taliban fighters")]
    assert carried(target, *spans) == ["12 soldiers", "Taliban fighters"]


pieces = st.lists(st.sampled_from(PIECES), max_size=40)


@given(pieces, st.randoms(use_true_random=False), st.data())
def test_a_carried_span_always_says_the_same(
    words: list[str], rng: random.Random, data: st.DataObject
) -> None:
    source = "".join(words)
    target = "".join(word for word in words if rng.random() > 0.2)
    edges = st.integers(0, len(source))
    bounds = data.draw(st.lists(st.tuples(edges, edges).map(sorted), max_size=5))
    spans = [Place(*pair) for pair in bounds if pair[0] < pair[1]]
    for item in copy_spans(source, target, spans):
        assert 0 <= item.start < item.end <= len(target)
        assert target[item.start : item.end] == source[item.span.start : item.span.end]


def test_a_figure_is_part_of_the_same_figure_in_the_other_text() -> None:
    target = f"KABUL (AP) - {TEXT}"
    whole, part = span("at least 30"), span("12")
    copies = copy_spans(TEXT, target, [whole, part])
    figure = Figure(low=Fraction(12), best=Fraction(12), part_of=(whole.start + 9, whole.end))
    moved = moved_part(figure, copies)
    assert moved is not None
    assert moved.part_of is not None
    assert target[slice(*moved.part_of)] == "at least 30"


def test_a_figure_is_part_of_none_where_its_whole_is_not_copied() -> None:
    whole = span("at least 30")
    copies = copy_spans(TEXT, TEXT, [span("12")])
    figure = Figure(low=Fraction(12), best=Fraction(12), part_of=(whole.start, whole.end))
    assert moved_part(figure, copies) == replace(figure, part_of=None)
