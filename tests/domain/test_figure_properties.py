"""What holds for the figure parser on any text, and on every number in every way of writing it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.figures import (
    ACLED,
    POLICIES,
    UCDP,
    UNPARSED,
    VERBATIM,
    Figure,
    is_no_amount,
    parse_figure,
)


def split(text: str, by: str = " ") -> list[str]:
    return text.split(by)


PIECES = split(
    "more than|at least|about|nearly|up to|between|and|to|or|from|or more|-|–|$|US$|€|%|percent|bn"
    "|m|k|million|thousand|hundred|dozen|half|two-thirds|a third|of|the|400|1|10,000|1,10,000|45"
    "|3.5|0.5.3|7|one|two|twenty|hundreds|scores|tens of thousands|several|out of|people|soldiers"
    "|killed|were|wounded|dollars|km|kilometers|pounds|°|/|¾|2014|May|years|-year-old|(|)|[|]|minus"
    "|\u00a0|\u202f|٣|²",
    by="|",
)

any_text = st.text(max_size=80)
likely_text = st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join)
texts = st.one_of(any_text, likely_text)
policies = st.sampled_from(list(POLICIES.values()))


def best(surface: str) -> Fraction | None:
    return parse_figure(surface).best


def indian(number: int) -> str:
    head, tail = str(number)[:-3], str(number)[-3:]
    groups = []
    while len(head) > 2:
        groups.append(head[-2:])
        head = head[:-2]
    return ",".join([head, *reversed(groups), tail])


@given(texts, texts, texts, policies)
def test_bounds_are_in_order_and_survive_json_on_any_text(
    surface: str, before: str, after: str, policy: object
) -> None:
    figure = parse_figure(surface, before=before, after=after, policy=policy)  # type: ignore[arg-type]
    assert Figure.from_json(figure.to_json()) == figure


@given(likely_text, likely_text, likely_text, st.sampled_from(["", " ", "\t", "\u00a0", "\n "]))
def test_outer_space_of_the_span_changes_nothing(
    surface: str, before: str, after: str, space: str
) -> None:
    tight = parse_figure(surface, before=before + " ", after=" " + after)
    loose = parse_figure(space + surface + space, before=before + " ", after=" " + after)
    # What it is part of stands elsewhere in the text with more space.
    assert replace(loose, part_of=None) == replace(tight, part_of=None)


@given(st.integers(1000, 10**12))
def test_grouped_digits_are_exact(number: int) -> None:
    assert best(f"{number:,}") == number


@given(st.integers(1000, 10**12))
def test_digits_grouped_by_a_narrow_space_are_exact(number: int) -> None:
    assert best(f"{number:,}".replace(",", "\u202f")) == number


@given(st.integers(100_000, 10**9))
def test_indian_grouping_is_exact(number: int) -> None:
    assert best(indian(number)) == number


@given(st.integers(1, 10**9), st.integers(0, 99))
def test_decimals_are_exact(whole: int, cents: int) -> None:
    assert best(f"{whole}.{cents:02d} percent") == Fraction(whole * 100 + cents, 100)


@given(
    st.integers(1, 999),
    st.integers(0, 99),
    st.sampled_from([("thousand", 3), ("million", 6), ("mln", 6), ("billion", 9), ("bn", 9)]),
)
def test_magnitudes_are_exact(whole: int, cents: int, magnitude: tuple[str, int]) -> None:
    word, power = magnitude
    expected = Fraction(whole * 100 + cents, 100) * 10**power
    assert best(f"{whole}.{cents:02d} {word}") == expected


@given(st.integers(1, 999), st.integers(0, 99))
def test_money_is_exact(whole: int, cents: int) -> None:
    figure = parse_figure(f"${whole}.{cents:02d}bn")
    assert (figure.best, figure.unit) == (Fraction(whole * 100 + cents) * 10**7, "USD")


UNITS = split(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
TENS = split("twenty thirty forty fifty sixty seventy eighty ninety")


def spelt(number: int) -> str:
    if number < 20:
        return UNITS[number]
    if number < 100:
        unit = number % 10
        return TENS[number // 10 - 2] + (f"-{UNITS[unit]}" if unit else "")
    for size, word in (
        (10**9, "billion"),
        (10**6, "million"),
        (1000, "thousand"),
        (100, "hundred"),
    ):
        if number >= size:
            rest = number % size
            joint = " and " if rest < 100 else " "
            return f"{spelt(number // size)} {word}" + (joint + spelt(rest) if rest else "")
    raise AssertionError(number)


@given(st.integers(0, 10**12 - 1))
def test_number_words_are_exact(number: int) -> None:
    assert best(spelt(number)) == number


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_range_ascends_or_is_not_read(low: int, high: int) -> None:
    figure = parse_figure(f"between {low:,} and {high:,}")
    years = 1000 <= low <= 2099 or 1000 <= high <= 2099
    thousands, hundreds = Fraction(high, 1_000), Fraction(high, 100)
    expected: tuple[int | None, int | None] = (low, high) if low < high else (None, None)
    if low < 1_000 and low < thousands <= 10 * low:  # 5 and 6,000; 5 and 40,000 says nothing
        shared = high % 1_000 == 0 and thousands <= 3 * low
        expected = (low * 1_000, high) if shared else (None, None)
    elif low < 10 and high % 100 == 0 and low < hundreds <= 3 * low:  # 5 and 600
        expected = (None, None)
    assert (figure.low, figure.high) == expected or years


@pytest.mark.parametrize(
    ("words", "acled", "ucdp"),
    [
        ("tens", (10, 10, None), (10, 20, 100)),
        ("dozens", (12, 12, None), (12, 24, 100)),
        ("scores", (20, 20, None), (20, 40, 100)),
        ("hundreds", (100, 100, None), (100, 200, 1000)),
        ("several hundred", (100, 100, None), (100, 200, 1000)),
        ("thousands", (1000, 1000, None), (1000, 2000, 10_000)),
        ("tens of thousands", (10_000, 10_000, None), (10_000, 20_000, 100_000)),
        ("hundreds of thousands", (100_000, 100_000, None), (100_000, 200_000, 10**6)),
        ("millions of dollars", (10**6, 10**6, None), (10**6, 2 * 10**6, 10**7)),
        ("dozens or hundreds", (12, None, None), (12, None, 1000)),
    ],
)
def test_a_policy_gives_vague_words_their_numbers(
    words: str, acled: tuple[int | None, ...], ucdp: tuple[int | None, ...]
) -> None:
    def numbers(policy: object) -> tuple[Fraction | None, ...]:
        figure = parse_figure(words, policy=policy)  # type: ignore[arg-type]
        return figure.low, figure.best, figure.high

    assert (numbers(ACLED), numbers(UCDP), numbers(VERBATIM)) == (acled, ucdp, (None,) * 3)


def test_a_policy_leaves_stated_numbers_alone() -> None:
    assert {parse_figure("more than 300", policy=p) for p in POLICIES.values()} == {
        parse_figure("more than 300")
    }


@given(
    st.lists(st.sampled_from([*PIECES, "men", "Kabul-based", "rs", "said,"]), max_size=4).map(
        " ".join
    ),
    likely_text,
    likely_text,
)
def test_no_surroundings_give_a_value_to_a_span_that_is_said_to_be_no_amount(
    surface: str, before: str, after: str
) -> None:
    if is_no_amount(surface):
        assert parse_figure(surface, before=before, after=after) == UNPARSED
