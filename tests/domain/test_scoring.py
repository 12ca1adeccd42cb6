"""Scores against examples worked out by hand, and against nervaluate where definitions agree."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nervaluate import Evaluator

from annotator.domain.figures import UNPARSED, Figure, Qualifier
from annotator.domain.scoring import (
    Comparison,
    Counts,
    Mistake,
    Tally,
    by_kind,
    compare,
    overall,
    same_value,
)
from annotator.domain.spans import overlaps


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int
    label: str = "ACTOR"
    figure: Figure | None = None


def tally(*texts: tuple[list[Span], list[Span]]) -> Tally:
    counted = Tally()
    for gold, predicted in texts:
        counted.add(compare(gold, predicted))
    return counted


def kinds(comparison: Comparison[Span, Span]) -> list[Mistake]:
    return [error.kind for error in comparison.errors]


def test_the_same_span_is_right_strictly() -> None:
    predicted = compare([Span(0, 5)], [Span(0, 5)])
    assert (len(predicted.strict), len(predicted.overlapping), predicted.errors) == (1, 1, ())


def test_another_boundary_is_right_when_overlapping_only() -> None:
    predicted = compare([Span(0, 5)], [Span(0, 6)])
    assert (len(predicted.strict), len(predicted.overlapping)) == (0, 1)


def test_spans_that_only_touch_do_not_overlap() -> None:
    assert compare([Span(0, 5)], [Span(5, 9)]).overlapping == ()


def test_another_label_is_never_right() -> None:
    assert compare([Span(0, 5)], [Span(0, 5, "LOCATION")]).overlapping == ()


def test_a_found_span_over_two_gold_spans_counts_once() -> None:
    predicted = compare([Span(0, 5), Span(6, 9)], [Span(0, 9)])
    assert len(predicted.overlapping) == 1
    assert kinds(predicted) == [Mistake.WRONG_BOUNDARY, Mistake.MISSED]


def test_a_gold_span_over_two_found_spans_counts_once() -> None:
    predicted = compare([Span(0, 9)], [Span(0, 5), Span(6, 9)])
    assert len(predicted.overlapping) == 1
    assert kinds(predicted) == [Mistake.WRONG_BOUNDARY, Mistake.INVENTED]


def test_as_many_pairs_overlap_as_can() -> None:
    # The found 5 to 18 shares more with the second gold span, which another one needs.
    predicted = compare([Span(0, 10), Span(10, 20)], [Span(5, 18), Span(18, 30)])
    assert len(predicted.overlapping) == 2


@pytest.mark.parametrize(
    ("gold", "predicted", "kind"),
    [
        ([Span(0, 5)], [], Mistake.MISSED),
        ([], [Span(0, 5)], Mistake.INVENTED),
        ([Span(0, 5)], [Span(0, 5, "LOCATION")], Mistake.WRONG_LABEL),
        ([Span(0, 5)], [Span(2, 9, "LOCATION")], Mistake.WRONG_LABEL),
        ([Span(0, 5)], [Span(2, 5)], Mistake.WRONG_BOUNDARY),
    ],
)
def test_each_kind_of_mistake_is_named(
    gold: list[Span], predicted: list[Span], kind: Mistake
) -> None:
    assert kinds(compare(gold, predicted)) == [kind]


def test_a_span_found_twice_is_right_once_and_invented_once() -> None:
    predicted = compare([Span(0, 5)], [Span(0, 5), Span(0, 5)])
    assert (len(predicted.strict), kinds(predicted)) == (1, [Mistake.INVENTED])


def test_errors_are_grouped_in_one_order_of_kinds() -> None:
    predicted = compare([Span(0, 5), Span(20, 25)], [Span(0, 4), Span(50, 55)])
    assert [kind for kind, _ in by_kind(predicted.errors)] == [
        Mistake.MISSED,
        Mistake.INVENTED,
        Mistake.WRONG_BOUNDARY,
    ]


def test_precision_recall_and_f1_by_hand() -> None:
    # Three gold spans, four found, two of them right: 2/4, 2/3, and 4/7.
    counts = Counts(gold=3, predicted=4, right=2)
    assert (counts.precision, counts.recall, counts.f1) == (0.5, 2 / 3, 4 / 7)


def test_nothing_to_score_has_no_score() -> None:
    assert (Counts().precision, Counts().recall, Counts().f1) == (None, None, None)


def test_a_label_never_found_has_recall_and_f1_of_nothing() -> None:
    counts = Counts(gold=3)
    assert (counts.precision, counts.recall, counts.f1) == (None, 0.0, 0.0)


def test_a_worked_example_by_label_and_overall() -> None:
    # Gold: two actors, one location. Found: one actor exactly, one with a longer boundary, the
    # location as an actor, and one location that is none.
    gold = [Span(0, 5), Span(10, 15), Span(20, 25, "LOCATION")]
    predicted = [Span(0, 5), Span(10, 17), Span(20, 25), Span(30, 35, "LOCATION")]
    counted = tally((gold, predicted))
    assert counted.strict == {"ACTOR": Counts(2, 3, 1), "LOCATION": Counts(1, 1, 0)}
    assert counted.overlapping == {"ACTOR": Counts(2, 3, 2), "LOCATION": Counts(1, 1, 0)}
    assert overall(counted.strict) == Counts(3, 4, 1)


def test_texts_add_up() -> None:
    both = tally(([Span(0, 5)], [Span(0, 5)]), ([Span(0, 5)], []))
    assert both.strict == {"ACTOR": Counts(2, 1, 1)}


def number(value: int, **more: object) -> Figure:
    exact = Fraction(value)
    return Figure(low=exact, best=exact, high=exact, **more)  # type: ignore[arg-type]


def figures(gold: Figure, predicted: Figure | None) -> Tally:
    return tally(([Span(0, 5, "FIGURE", gold)], [Span(0, 5, "FIGURE", predicted)]))


def test_the_same_value_is_right() -> None:
    assert figures(number(5), number(5)).figures.right == 1


@pytest.mark.parametrize(
    "predicted",
    [
        number(6),
        number(5, unit="percent"),
        number(5, of=Fraction(9)),
        Figure(best=Fraction(5), qualifier=Qualifier.ABOUT),
    ],
)
def test_any_difference_makes_a_value_wrong(predicted: Figure) -> None:
    counts = figures(number(5), predicted).figures
    assert (counts.right, counts.unread, counts.wrong) == (0, 0, 1)


@pytest.mark.parametrize("predicted", [UNPARSED, None])
def test_a_value_not_read_is_not_wrong(predicted: Figure | None) -> None:
    counts = figures(number(5), predicted).figures
    assert (counts.right, counts.unread, counts.wrong) == (0, 1, 0)


def test_what_is_counted_and_its_outcome_are_counted_apart() -> None:
    counts = figures(
        number(5, counts="men", outcome="killed"), number(5, counts="men", outcome="wounded")
    ).figures
    assert (counts.right, counts.counted, counts.outcome) == (1, 1, 0)


def test_a_figure_that_is_not_found_is_gold_but_not_matched() -> None:
    counts = tally(([Span(0, 5, "FIGURE", number(5))], [])).figures
    assert (counts.gold, counts.matched) == (1, 0)


def test_two_thirds_as_a_rounded_decimal_is_the_same() -> None:
    exact = Figure(low=Fraction(2, 3), qualifier=Qualifier.AT_LEAST)
    near = Figure(low=Fraction("0.6666666666666666"), qualifier=Qualifier.AT_LEAST)
    assert same_value(exact, near)


LABELS = st.sampled_from(["ACTOR", "LOCATION"])


@st.composite
def flat_spans(draw: st.DrawFn) -> list[Span]:
    """Spans in text order that do not overlap each other."""
    edges = sorted(draw(st.sets(st.integers(0, 30), max_size=12)))
    pairs = [pair for pair in pairwise(edges) if draw(st.booleans())]
    return [Span(start, end, draw(LABELS)) for start, end in pairs]


any_spans = st.lists(
    st.builds(
        lambda s, n, label: Span(s, s + n, label), st.integers(0, 9), st.integers(1, 6), LABELS
    ),
    max_size=4,
    unique=True,
)


@given(gold=any_spans, predicted=any_spans)
def test_the_overlapping_pairs_are_the_largest_set(gold: list[Span], predicted: list[Span]) -> None:
    possible = [(g, f) for g in gold for f in predicted if g.label == f.label and overlaps(g, f)]
    largest = max(
        size
        for size in range(len(gold) + 1)
        for chosen in combinations(possible, size)
        if len({g for g, _ in chosen}) == len({f for _, f in chosen}) == size
    )
    assert len(compare(gold, predicted).overlapping) == largest


@given(gold=flat_spans(), predicted=flat_spans())
def test_every_span_is_right_or_in_one_error(gold: list[Span], predicted: list[Span]) -> None:
    result = compare(gold, predicted)
    golds = [g for g, _ in result.strict] + [e.gold for e in result.errors if e.gold]
    founds = [f for _, f in result.strict] + [e.predicted for e in result.errors if e.predicted]
    assert sorted(golds, key=repr) == sorted(gold, key=repr)
    assert sorted(founds, key=repr) == sorted(predicted, key=repr)


@given(gold=flat_spans(), predicted=flat_spans())
def test_strict_counts_agree_with_nervaluate(gold: list[Span], predicted: list[Span]) -> None:
    strict = overall(tally((gold, predicted)).strict)
    assert (strict.right, strict.gold, strict.predicted) == oracle(gold, predicted, "strict")


@given(gold=flat_spans(), predicted=flat_spans())
def test_overlapping_counts_agree_with_nervaluate_where_no_span_meets_two(
    gold: list[Span], predicted: list[Span]
) -> None:
    # Where one span meets two, nervaluate lets it count for both; ours may stand in one pair.
    alone = [g for g in gold if sum(overlaps(g, f) for f in predicted) <= 1]
    alone_predicted = [f for f in predicted if sum(overlaps(g, f) for g in alone) <= 1]
    alone = [
        g for g in alone if sum(overlaps(g, f) for f in predicted if f not in alone_predicted) == 0
    ]
    counts = overall(tally((alone, alone_predicted)).overlapping)
    assert (counts.right, counts.gold, counts.predicted) == oracle(
        alone, alone_predicted, "ent_type"
    )


def oracle(gold: list[Span], predicted: list[Span], scheme: str) -> tuple[int, int, int]:
    """Right, gold and found as nervaluate counts them."""
    if not gold and not predicted:
        return 0, 0, 0
    # Its ends are inclusive.
    as_given = [
        [{"label": s.label, "start": s.start, "end": s.end - 1} for s in spans]
        for spans in (gold, predicted)
    ]
    evaluator = Evaluator([as_given[0]], [as_given[1]], tags=["ACTOR", "LOCATION"], loader="dict")
    result = evaluator.evaluate()["overall"][scheme]
    return result.correct, result.possible, result.actual
