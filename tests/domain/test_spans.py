"""How spans lie to each other."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.errors import InputError
from annotator.domain.spans import flatten, has_overlap, lanes, overlaps, verify


@dataclass(frozen=True)
class Plain:
    start: int
    end: int
    label: str = "ACTOR"


places = st.builds(
    lambda start, length, label: Plain(start, start + length, label),
    st.integers(0, 20),
    st.integers(1, 8),
    st.sampled_from(["ACTOR", "LOCATION"]),
)
lists = st.lists(places, max_size=8)


def share_a_sign(one: Plain, other: Plain) -> bool:
    return bool(set(range(one.start, one.end)) & set(range(other.start, other.end)))


@given(places, places)
def test_two_spans_overlap_when_they_share_a_sign(one: Plain, other: Plain) -> None:
    assert overlaps(one, other) == share_a_sign(one, other)


@given(lists)
def test_there_is_an_overlap_when_two_of_the_spans_overlap(spans: list[Plain]) -> None:
    pairs = [(a, b) for i, a in enumerate(spans) for b in spans[:i]]
    assert has_overlap(spans) == any(share_a_sign(a, b) for a, b in pairs)


@given(lists)
def test_flattening_drops_no_span_and_keeps_none_that_overlaps(spans: list[Plain]) -> None:
    chosen, left_out = flatten(spans)
    assert sorted(chosen + left_out, key=repr) == sorted(spans, key=repr)
    assert not has_overlap(chosen)
    assert [span.start for span in chosen] == sorted(span.start for span in chosen)


@given(lists)
def test_what_flattening_leaves_out_gave_way_to_one_at_least_as_long(spans: list[Plain]) -> None:
    chosen, left_out = flatten(spans)
    for span in left_out:
        stronger = [other for other in chosen if overlaps(span, other)]
        assert max(other.end - other.start for other in stronger) >= span.end - span.start


def test_of_two_spans_of_the_same_length_the_left_one_stays() -> None:
    chosen, left_out = flatten([Plain(2, 5), Plain(0, 3)])
    assert (chosen, left_out) == ([Plain(0, 3)], [Plain(2, 5)])


@given(lists)
def test_spans_that_overlap_are_drawn_on_different_lines(spans: list[Plain]) -> None:
    lane_of = lanes(spans)
    for i, one in enumerate(spans):
        for j in range(i):
            assert not overlaps(one, spans[j]) or lane_of[i] != lane_of[j]


@given(lists)
def test_a_span_that_holds_another_is_drawn_below_it(spans: list[Plain]) -> None:
    lane_of = lanes(spans)
    for i, outer in enumerate(spans):
        for j, inner in enumerate(spans):
            holds = outer.start <= inner.start and inner.end <= outer.end
            if holds and (outer.start, outer.end) != (inner.start, inner.end):
                assert lane_of[i] > lane_of[j]


def test_spans_that_only_touch_share_the_first_line() -> None:
    assert lanes([Plain(0, 3), Plain(3, 5), Plain(9, 12)]) == [0, 0, 0]


@pytest.mark.parametrize("place", [(0, 3), (4, 5), (0, 5)])
def test_a_span_with_signs_at_its_edges_is_in_order(place: tuple[int, int]) -> None:
    verify("abc d", *place)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ((2, 2), "start before it ends"),
        ((3, 1), "start before it ends"),
        ((-1, 2), "inside its text"),
        ((4, 6), "inside its text"),
        ((0, 4), "begin or end with a space"),
        ((3, 5), "begin or end with a space"),
    ],
)
def test_any_other_span_is_refused_in_a_sentence(place: tuple[int, int], words: str) -> None:
    with pytest.raises(InputError, match=words):
        verify("abc d", *place)
