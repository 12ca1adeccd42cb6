"""The alphas for unitizing of 2016: a published example, hand-worked ones, and a slow way."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.measured import TOO_FEW
from annotator.domain.agreement.unit_alphas import (
    LabelledUnits,
    UnitAlphas,
    UnitSums,
    article_alpha,
    unit_alphas,
    unit_sums,
)

Unit = tuple[int, int, int]
Article = tuple[int, list[list[Unit]]]
NAMES = "abcdefg"

# Krippendorff 2019, Content Analysis, 4th edition, figure 12.11: three observers, 60 long. Its data
# and values as the tests of the R package quallmer quote them.
BOOK = [
    [(0, 7, 0), (7, 13, 1), (30, 32, 4), (32, 37, 5), (37, 44, 5), (44, 60, 6)],
    [(0, 7, 0), (7, 13, 2), (13, 21, 4), (32, 44, 5)],
    [(0, 7, 0), (7, 13, 3), (13, 21, 4), (32, 37, 5), (37, 41, 5), (41, 44, 5)],
]


def sums_of(length: int, coders: list[list[Unit]], labels: int) -> UnitSums:
    units = [
        LabelledUnits([(s, e) for s, e, _ in held], [label for *_, label in held])
        for held in coders
    ]
    return unit_sums(units, length, labels)


def family(*articles: Article, labels: int = 2) -> UnitAlphas:
    sums = [sums_of(length, coders, labels) for length, coders in articles]
    return unit_alphas(sums, NAMES[:labels])


def values(found: UnitAlphas) -> list[float | None]:
    return [m.value for m in (found.units, found.places, found.coding, *found.labels.values())]


def test_it_is_what_the_book_gives() -> None:
    found = family((60, BOOK), labels=7)
    assert found.units.value == pytest.approx(0.510, abs=0.0005)
    assert found.places.value == pytest.approx(0.413, abs=0.001)  # in print from rounded lengths
    assert found.coding.value == pytest.approx(0.724, abs=0.0005)
    assert found.covered == pytest.approx(83 / 180)
    assert article_alpha(sums_of(60, BOOK, 7)).value == found.units.value
    for label, value in zip(NAMES, (1, 0, 0, 0, 1, 1), strict=False):
        assert found.labels[label].value == pytest.approx(value, abs=1e-9)
    assert found.labels["g"].value is None
    assert (found.label_covered["e"], found.label_covered["g"]) == (pytest.approx(8 / 18), 0)


def test_a_worked_example_of_two() -> None:
    # Ten characters: one has [0, 4) a, the other [0, 2) a and [2, 4) b. Both ways, l is aa 4, ab
    # and ba 2, gap and gap 12, 20 in all; units share 16 + 4 + 4 with themselves, gaps 12.
    found = family((10, [[(0, 4, 0)], [(0, 2, 0), (2, 4, 1)]]))
    chance = 20**2 - (16 + 4 + 4 + 12)
    assert found.units.value == pytest.approx(1 - 4 / (20 * (400 - 36 - 4 - 144) / chance))
    assert found.places.value == 1
    # Of the 8 characters both have marked, 6 are a: 4 differ, and 24 of 64 - 24 pairs would.
    assert found.coding.value == pytest.approx(1 - 4 / (8 * (64 - 36 - 4) / (64 - 24)))
    assert found.covered == pytest.approx(8 / 20)
    # a: 2 of its 6 meet b; of its pairs 6 * 8 - 20 = 28 in number, 12 would.
    assert found.labels["a"].value == pytest.approx(1 - (2 / 6) / (12 / 28))
    # b: both of its 2 meet a; of its pairs 2 * 8 - 4 = 12 in number, 12 would.
    assert found.labels["b"].value == pytest.approx(0)


units = st.lists(
    st.tuples(st.integers(0, 2), st.integers(1, 4), st.integers(0, 1)), max_size=4
).map(
    lambda drawn: [
        (end - length, end, label)
        for (_, length, label), end in zip(
            drawn, itertools.accumulate(gap + length for gap, length, _ in drawn), strict=True
        )
    ]
)


def coders(count: int) -> st.SearchStrategy[Article]:
    longest = 24  # four units of at most 2 + 4 characters
    return st.tuples(st.integers(longest, 30), st.lists(units, min_size=count, max_size=count))


projects = st.integers(2, 4).flatmap(lambda m: st.lists(coders(m), min_size=1, max_size=3))


def slowly(articles: Sequence[Article]) -> list[float | None]:
    """By characters: each two of the same place, against any two not of the same unit."""
    observed: Counter[tuple[int, int]] = Counter()
    weights: dict[tuple[int, int, int], tuple[int, float]] = {}
    for number, (length, held) in enumerate(articles):
        for coder, mine in enumerate(held):
            for at in range(length):
                unit = next((n for n, (s, e, _) in enumerate(mine) if s <= at < e), None)
                others = [
                    next((label for s, e, label in theirs if s <= at < e), -1)
                    for theirs in held[:coder] + held[coder + 1 :]
                ]
                label = -1 if unit is None else mine[unit][2]
                for other in others:
                    observed[label, other] += 1
                both = sum(other >= 0 for other in others) / len(others)
                # A character of a gap is a unit of its own.
                weights[number, coder, at] = (label, both)
    size = len(articles[0][1]) - 1
    shared = {pair: count / size for pair, count in observed.items()}

    def unit_of(key: tuple[int, int, int]) -> tuple[int, int, int]:
        number, coder, at = key
        held = articles[number][1][coder]
        return number, coder, next((s for s, e, _ in held if s <= at < e), at)

    expected: Counter[tuple[int, int]] = Counter()
    marked: Counter[tuple[int, int]] = Counter()
    for one, other in itertools.product(weights, repeat=2):
        if unit_of(one) != unit_of(other):
            (a, share), (b, part) = weights[one], weights[other]
            expected[a, b] += 1
            marked[a, b] += share * part if a >= 0 and b >= 0 else 0

    def alpha(pairs: dict[tuple[int, int], float], chance: Counter[tuple[int, int]]) -> float:
        differ = sum(n for (a, b), n in pairs.items() if a != b) / sum(pairs.values())
        return 1 - differ / (sum(n for (a, b), n in chance.items() if a != b) / chance.total())

    def binary(pairs: dict[tuple[int, int], float]) -> Counter[tuple[int, int]]:
        found: Counter[tuple[int, int]] = Counter()
        for (a, b), n in pairs.items():
            found[int(a >= 0), int(b >= 0)] += n
        return found

    def or_none(
        pairs: dict[tuple[int, int], float], chance: Counter[tuple[int, int]]
    ) -> float | None:
        different = sum(n for (a, b), n in chance.items() if a != b)
        return alpha(pairs, chance) if different > 1e-9 else None

    coded = {(a, b): n for (a, b), n in shared.items() if a >= 0 and b >= 0}
    found = [or_none(shared, expected), or_none(binary(shared), binary(expected))]
    found.append(or_none(coded, marked))
    for label in range(2):
        rows = {pair: n for pair, n in coded.items() if pair[0] == label}
        chances = Counter({pair: n for pair, n in marked.items() if pair[0] == label})
        found.append(or_none(rows, chances))
    return found


@given(articles=projects)
def test_it_is_what_counting_pairs_of_characters_gives(articles: list[Article]) -> None:
    assert values(family(*articles)) == [
        None if value is None else pytest.approx(value, abs=1e-7) for value in slowly(articles)
    ]


@given(articles=projects, shift=st.integers(0, 3))
def test_who_is_first_and_which_article_does_not_matter(
    articles: list[Article], shift: int
) -> None:
    turned = [(length, held[shift:] + held[:shift]) for length, held in reversed(articles)]
    assert values(family(*articles)) == [
        None if value is None else pytest.approx(value, abs=1e-9)
        for value in values(family(*turned))
    ]


@given(article=coders(1), count=st.integers(2, 4))
def test_it_is_one_on_equal_sets_or_says_why_not(article: Article, count: int) -> None:
    length, (held,) = article
    found = family((length, [held] * count))
    used = {label for *_, label in held}
    gaps = sum(e - s for s, e, _ in held) < length
    assert found.units.value == (1 if used and (gaps or len(used) > 1) else None)
    assert found.places.value == (1 if used and gaps else None)
    assert found.coding.value == (1 if len(used) > 1 else None)
    for at, label in enumerate("ab"):
        assert found.labels[label].value == (
            pytest.approx(1) if at in used and len(used) > 1 else None
        )
    for measured in (found.units, found.places, found.coding, *found.labels.values()):
        assert (measured.why == TOO_FEW) == (measured.value is not None)
        assert measured.why


def test_it_says_why_there_is_no_value() -> None:
    nothing = family((9, [[], []]))
    assert nothing.units.why == nothing.places.why == "nobody has any span"
    assert nothing.labels["a"].why == "nobody has a span of this label"
    apart = family((9, [[(0, 3, 0)], [(4, 6, 1)]]))
    assert apart.coding.why == "no two have marked the same place"
    assert apart.labels["a"].why == "no two have marked the same place"
    assert apart.units.value is not None
    assert family(labels=2).units.why == "there is no article that all of them have finished"


def test_intervals_hold_the_value_and_need_some_articles() -> None:
    articles = [(20, [[(0, 4, 0), (8, 9, 1)], [(n % 3, 4, n % 2), (8, 9, 1)]]) for n in range(18)]
    found = family(*articles).units
    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.value < found.high
    assert family(*articles[:4]).units.why == TOO_FEW
