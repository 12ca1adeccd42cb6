"""Whether spans may lie over each other, by what a project and its labels say."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.overlap_rule import FLAT, OverlapRule, Overlaps, Standing
from annotator.domain.spans import has_overlap

NONE, NESTED, ANY = Overlaps.NONE, Overlaps.NESTED, Overlaps.ANY


@dataclass(frozen=True)
class Plain:
    start: int
    end: int
    label: str = "ACTOR"


places = st.builds(
    lambda start, length, label: Plain(start, start + length, label),
    st.integers(0, 20),
    st.integers(1, 8),
    st.sampled_from(["ACTOR", "LOCATION", "FIGURE"]),
)
modes = st.sampled_from(Overlaps)
rules = st.builds(
    OverlapRule,
    modes,
    st.dictionaries(st.sampled_from(["ACTOR", "LOCATION"]), modes).map(lambda d: tuple(d.items())),
)
WORD, PHRASE, HALF, APART = Plain(4, 8), Plain(0, 8), Plain(6, 12), Plain(8, 12)
SAME = Plain(4, 8, "LOCATION")


@pytest.mark.parametrize(
    ("mode", "other", "allowed"),
    [
        *((mode, APART, True) for mode in Overlaps),
        *((mode, WORD, False) for mode in Overlaps),  # the same said twice
        (NONE, PHRASE, False),
        (NESTED, PHRASE, True),
        (ANY, PHRASE, True),
        (NONE, HALF, False),
        (NESTED, HALF, False),
        (ANY, HALF, True),
        (NONE, SAME, False),
        (NESTED, SAME, False),
        (ANY, SAME, True),
    ],
)
def test_what_may_stand_beside_a_word(mode: Overlaps, other: Plain, allowed: bool) -> None:
    assert OverlapRule(mode).allows(WORD, other) is allowed


@given(rules, places, places)
def test_it_does_not_matter_which_span_was_there_first(
    rule: OverlapRule, one: Plain, other: Plain
) -> None:
    assert rule.allows(one, other) == rule.allows(other, one)


def test_what_a_label_says_comes_before_what_the_project_says() -> None:
    rule = OverlapRule(NONE, (("LOCATION", NESTED),))
    assert rule.allows(PHRASE, Plain(4, 8, "LOCATION"))
    assert not rule.allows(PHRASE, Plain(4, 8, "FIGURE"))


def test_of_two_labels_the_stricter_holds() -> None:
    rule = OverlapRule(ANY, (("LOCATION", ANY), ("FIGURE", NONE)))
    assert rule.between("LOCATION", "FIGURE") is NONE
    assert rule.between("ACTOR", "FIGURE") is NONE
    assert rule.between("ACTOR", "LOCATION") is ANY


@given(st.lists(places, max_size=8))
def test_where_nothing_is_said_no_two_spans_overlap(spans: list[Plain]) -> None:
    assert FLAT.is_flat
    assert bool(FLAT.contradictions(spans)) == has_overlap(spans)


@given(rules, st.lists(places, max_size=8), places)
def test_what_stands_is_asked_span_by_span(
    rule: OverlapRule, spans: list[Plain], new: Plain
) -> None:
    against = Standing(rule, spans).against(new)
    assert sorted(against, key=repr) == sorted(
        (span for span in spans if not rule.allows(span, new)), key=repr
    )


def test_what_a_label_says_goes_with_it_to_its_new_name() -> None:
    rule = OverlapRule(NONE, (("LOCATION", NESTED),))
    assert rule.renamed("LOCATION", "PLACE").labels == (("PLACE", NESTED),)
    assert rule.renamed("LOCATION", None).is_flat
