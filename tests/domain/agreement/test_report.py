"""Agreement over articles: symmetric, one on equal sets, no value where nothing is there."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement import Agreement, Coded, agreement, article_agreement
from annotator.domain.agreement.measured import FEWEST, TOO_FEW
from annotator.domain.span_content import SpanContent
from annotator.domain.tokens import token_bounds
from annotator.domain.values import Annotation, Origin

LABELS = ("ACTOR", "LOCATION", "FIGURE")
TEXT = "The Taliban took Kunduz and at least 40 posts near Kabul on Sunday morning."
WORDS = token_bounds(TEXT)
TOKENS = np.array(WORDS)
Span = tuple[int, int, str]

places = st.tuples(st.integers(0, len(WORDS) - 1), st.integers(0, 2), st.sampled_from(LABELS))
sets = st.lists(places, max_size=5).map(lambda found: [span_of(*place) for place in found])


def span_of(first: int, more: int, label: str) -> Span:
    last = min(first + more, len(WORDS) - 1)
    return WORDS[first][0], WORDS[last][1], label


def annotations(name: str, spans: Sequence[Span]) -> list[Annotation]:
    return [
        Annotation(
            f"{name}{n}", 1, name, SpanContent(start, end, label), TEXT[start:end], Origin.MANUAL
        )
        for n, (start, end, label) in enumerate(dict.fromkeys(spans))
    ]


def coded(article: str = "a", **spans: Sequence[Span]) -> Coded:
    held = {name: annotations(name, found) for name, found in spans.items()}
    return Coded(article, len(TEXT), TOKENS, held)


def values(found: Agreement) -> list[tuple[float | None, ...]]:
    return [
        (m.strict_f1.value, m.overlap_f1.value, m.kappa.value, m.alpha_u.value)
        for pair in found.pairs
        for m in pair.labels
    ]


@given(one=sets, other=sets)
def test_it_does_not_matter_who_is_who(one: list[Span], other: list[Span]) -> None:
    here = values(agreement([coded(ann=one, bob=other)], LABELS))
    there = values(agreement([coded(ann=other, bob=one)], LABELS))
    for row, mirrored in zip(here, there, strict=True):
        assert row == pytest.approx(mirrored)


@given(spans=sets)
def test_it_is_one_on_equal_sets_and_nothing_on_empty_ones(spans: list[Span]) -> None:
    (pair,) = agreement([coded(ann=spans, bob=spans)], LABELS).pairs
    used = {label for _, _, label in spans}
    for measures in pair.labels:
        there = bool(spans) if not measures.label else measures.label in used
        assert measures.strict_f1.value == (1.0 if there else None)
        assert measures.overlap_f1.value == (1.0 if there else None)
        assert measures.alpha_u.value == (pytest.approx(1.0) if there else None)
        assert measures.kappa.value in (None, pytest.approx(1.0))
        for measured in (measures.strict_f1, measures.kappa, measures.alpha_u):
            assert measured.value is not None or measured.why


@given(held=st.lists(st.tuples(sets, sets), min_size=1, max_size=6), seed=st.integers(0, 9))
def test_the_order_of_articles_does_not_matter(
    held: list[tuple[list[Span], list[Span]]], seed: int
) -> None:
    articles = [coded(f"a{n}", ann=one, bob=other) for n, (one, other) in enumerate(held)]
    shuffled = random.Random(seed).sample(articles, len(articles))
    assert agreement(articles, LABELS) == agreement(shuffled, LABELS)


def test_a_worked_example() -> None:
    ann = [(4, 11, "ACTOR"), (17, 23, "LOCATION"), (28, 39, "FIGURE")]
    bob = [(4, 11, "ACTOR"), (17, 23, "ACTOR"), (37, 39, "FIGURE")]
    (pair,) = agreement([coded(ann=ann, bob=bob)], LABELS).pairs
    every, actor, location, figure = pair.labels
    assert (every.strict_f1.value, every.overlap_f1.value) == (1 / 3, 2 / 3)
    assert (actor.strict_f1.value, actor.one, actor.other) == (2 / 3, 1, 2)
    assert (location.strict_f1.value, location.overlap_f1.value) == (0.0, 0.0)
    assert (figure.strict_f1.value, figure.overlap_f1.value) == (0.0, 1.0)
    assert pair.confusion == {
        ("ACTOR", "ACTOR"): 1,
        ("LOCATION", "ACTOR"): 1,
        ("FIGURE", "FIGURE"): 1,
    }


def test_intervals_hold_the_value_and_need_some_articles() -> None:
    right, wrong = [(4, 11, "ACTOR")], [(17, 23, "ACTOR")]
    articles = [coded(f"a{n}", ann=right, bob=right if n % 3 else wrong) for n in range(30)]
    measured = agreement(articles, LABELS).pairs[0].labels[0].strict_f1
    assert measured.value == pytest.approx(2 / 3)
    assert measured.low is not None
    assert measured.high is not None
    assert 0.4 < measured.low < 2 / 3 < measured.high < 0.9
    few = agreement(articles[: FEWEST - 1], LABELS).pairs[0].labels[0].strict_f1
    assert (few.low, few.high, few.why) == (None, None, TOO_FEW)


def test_names_are_compared_where_both_give_one() -> None:
    spans = [(4, 11, "ACTOR")]
    held = coded(ann=spans, bob=spans)
    named = {
        name: [span.with_span(entity=entity) for span in held.spans[name]]
        for name, entity in (("ann", "Taliban"), ("bob", "Taliban (Afghanistan)"))
    }
    assert agreement([held], LABELS).pairs[0].names.why
    assert agreement([replace(held, spans=named)], LABELS).pairs[0].names.value == 0.0


def test_three_annotators_have_three_pairs_and_one_fleiss() -> None:
    spans = [(4, 11, "ACTOR")]
    found = agreement([coded(ann=spans, bob=spans, cem=spans)], LABELS)
    assert [pair.pair for pair in found.pairs] == [("ann", "bob"), ("ann", "cem"), ("bob", "cem")]
    assert found.fleiss.value == pytest.approx(1.0)


def test_fleiss_and_the_means_have_intervals_from_the_same_number_on() -> None:
    places = [(4, 11, "ACTOR"), (17, 23, "LOCATION"), (52, 57, "LOCATION")]
    articles = [
        coded(f"a{n}", ann=places, bob=places[: 1 + n % 3], cem=places[n % 2 :])
        for n in range(FEWEST)
    ]
    found = agreement(articles, LABELS)
    for measured in (found.fleiss, found.mean_strict_f1, found.mean_overlap_f1):
        assert measured.value is not None
        assert measured.low is not None
        assert measured.high is not None
        assert measured.low < measured.value < measured.high
    assert agreement(articles[1:], LABELS).fleiss.why == TOO_FEW
    strict = [pair.labels[0].strict_f1.value or 0.0 for pair in found.pairs]
    assert found.mean_strict_f1.value == pytest.approx(sum(strict) / 3)


def test_one_article_alone_is_measured_as_among_others() -> None:
    held = coded(ann=[(4, 11, "ACTOR")], bob=[(4, 11, "ACTOR"), (17, 23, "LOCATION")])
    alone = article_agreement(held, LABELS)
    assert alone == agreement([held], LABELS).articles[0]


@given(held=st.lists(st.tuples(sets, sets), min_size=1, max_size=5))
def test_what_articles_are_called_does_not_matter(
    held: list[tuple[list[Span], list[Span]]],
) -> None:
    here, there = (
        agreement([coded(f"{way * n:+}", ann=a, bob=b) for n, (a, b) in enumerate(held, 1)], LABELS)
        for way in (1, -1)
    )
    for row, other in zip(values(here), values(there), strict=True):
        assert row == pytest.approx(other)
