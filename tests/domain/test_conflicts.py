"""What annotators agree on and where they differ, however their spans lie."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.conflicts import Comparison, Kind, compare, value_key
from annotator.domain.figures import UNPARSED, Figure, Qualifier
from annotator.domain.span_content import SpanContent
from annotator.domain.values import Annotation, Origin

TEXT = "0123456789" * 4


def span(who: str, start: int, end: int, label: str = "ACTOR", **more: Any) -> Annotation:
    place = f"{who}{start}-{end}{label}"
    content = SpanContent(start, end, label, **more)
    return Annotation(place, 1, who, content, TEXT[start:end], Origin.MANUAL)


def between(**held: list[tuple[object, ...]]) -> Comparison:
    """Compare spans given as tuples of start, end and label, by annotator."""
    return compare({who: [span(who, *place) for place in places] for who, places in held.items()})  # type: ignore[arg-type]


def exactly(number: int, **more: object) -> Figure:
    value = Fraction(number)
    return Figure(low=value, best=value, high=value, **more)  # type: ignore[arg-type]


def test_what_all_say_is_agreed() -> None:
    found = between(ann=[(0, 3)], bob=[(0, 3)])
    assert [span.place for span in found.agreed] == [(0, 3, "ACTOR")]
    assert found.conflicts == ()


@pytest.mark.parametrize(
    ("ann", "bob", "kind"),
    [
        ([(0, 3)], [], Kind.MISSING),
        ([(0, 3)], [(0, 5)], Kind.BOUNDARY),
        ([(0, 3), (4, 6)], [(0, 6), (5, 6)], Kind.BOUNDARY),
        ([(0, 3)], [(0, 3, "LOCATION")], Kind.LABEL),
        ([(0, 3)], [(1, 3, "LOCATION")], Kind.OVERLAP),
        ([(0, 3), (4, 6)], [(0, 6)], Kind.OVERLAP),
    ],
)
def test_the_kind_says_what_they_differ_in(ann: list, bob: list, kind: Kind) -> None:
    (conflict,) = between(ann=ann, bob=bob).conflicts
    assert conflict.kind is kind


def test_figures_that_differ_in_their_value_alone_are_a_conflict_of_values() -> None:
    (conflict,) = compare(
        {
            "ann": [span("ann", 0, 3, "FIGURE", figure=exactly(30))],
            "bob": [span("bob", 0, 3, "FIGURE", figure=exactly(31))],
        }
    ).conflicts
    assert conflict.kind is Kind.VALUE


def test_a_confirmed_value_is_no_other_value_and_is_the_one_that_is_taken() -> None:
    found = compare(
        {
            "ann": [span("ann", 0, 3, "FIGURE", figure=exactly(30, counts="Afghan  Civilians"))],
            "bob": [
                span(
                    "bob",
                    0,
                    3,
                    "FIGURE",
                    figure=exactly(30, counts="Afghan civilians", confirmed=True),
                )
            ],
        }
    )
    assert found.conflicts == ()
    assert found.agreed[0].figure is not None
    assert found.agreed[0].figure.confirmed


def test_an_unread_figure_says_as_little_as_none() -> None:
    assert value_key(UNPARSED) == value_key(None)
    assert value_key(Figure(qualifier=Qualifier.VAGUE)) != value_key(None)


def test_two_canonical_names_are_a_conflict_but_a_missing_one_is_not() -> None:
    named = [span("bob", 0, 3, entity="Taliban")]
    silent = compare({"ann": [span("ann", 0, 3)], "bob": named})
    assert [span.entity for span in silent.agreed] == ["Taliban"]
    (conflict,) = compare({"ann": [span("ann", 0, 3, entity="TTP")], "bob": named}).conflicts
    assert conflict.kind is Kind.NAME


def test_versions_name_their_holders_and_nothing_comes_last() -> None:
    (conflict,) = between(ann=[], bob=[(0, 3)], eve=[(0, 3)]).conflicts
    assert [option.supporters for option in conflict.options] == [("bob", "eve"), ("ann",)]
    assert conflict.options[1].spans == ()


def test_spans_that_only_touch_are_two_conflicts() -> None:
    found = between(ann=[(0, 3), (3, 6)], bob=[])
    assert [(c.start, c.end) for c in found.conflicts] == [(0, 3), (3, 6)]


def test_what_all_say_inside_a_conflict_stays_agreed() -> None:
    found = between(ann=[(0, 6), (0, 3)], bob=[(0, 3)])
    assert [span.place for span in found.agreed] == [(0, 3, "ACTOR")]
    assert [(c.start, c.end) for c in found.conflicts] == [(0, 6)]


def test_f1_is_the_mean_over_pairs() -> None:
    found = between(ann=[(0, 3), (4, 6)], bob=[(0, 3)], eve=[])
    assert found.f1 == pytest.approx((2 / 3 + 0 + 0) / 3)
    assert between(ann=[], bob=[]).f1 is None


places = st.tuples(
    st.integers(0, 30), st.integers(1, 6), st.sampled_from(["ACTOR", "LOCATION"])
).map(lambda p: (p[0], p[0] + p[1], p[2]))
works = st.dictionaries(
    st.sampled_from(["ann", "bob", "eve"]), st.lists(places, max_size=12), min_size=2
)


@given(works)
def test_every_span_is_agreed_or_in_the_one_conflict_that_covers_it(works: dict) -> None:
    found = between(**works)
    agreed = {span.place for span in found.agreed}
    for who, held in works.items():
        for place in held:
            if place in agreed:
                continue
            (conflict,) = [c for c in found.conflicts if c.start < place[1] and place[0] < c.end]
            (option,) = [v for v in conflict.options if who in v.supporters]
            assert place in {span.place for span in option.spans}


@given(works)
def test_conflicts_are_apart_and_everybody_holds_one_version_of_each(works: dict) -> None:
    found = between(**works)
    bounds = [(c.start, c.end) for c in found.conflicts]
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(bounds))
    for conflict in found.conflicts:
        supporters = [who for option in conflict.options for who in option.supporters]
        assert sorted(supporters) == sorted(works)
        assert len({option.key for option in conflict.options}) == len(conflict.options) > 1


@given(works, st.randoms(use_true_random=False))
def test_the_order_of_spans_does_not_matter(works: dict, chance: object) -> None:
    shuffled = {who: chance.sample(held, len(held)) for who, held in works.items()}  # type: ignore[attr-defined]
    assert between(**works) == between(**shuffled)


@given(works)
def test_equal_work_has_no_conflict(works: dict) -> None:
    held = next(iter(works.values()))
    found = between(ann=held, bob=held)
    assert found.conflicts == ()
    assert found.f1 == (1.0 if held else None)
