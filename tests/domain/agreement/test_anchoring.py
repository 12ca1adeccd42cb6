"""With suggestions and without: who counts under which condition, and what differs."""

from __future__ import annotations

import random

import pytest

from annotator.domain.agreement import ALL_LABELS, ArticleAgreement, Measured, Measures
from annotator.domain.agreement.anchoring import Anchoring, Condition, Turn, anchoring
from annotator.domain.agreement.measured import TOO_FEW

AIDED, CONTROL = Condition.AIDED, Condition.CONTROL
PAIR = ("ann", "bob")


def article(name: str, *, same: int, each: int) -> ArticleAgreement:
    """An article in which both have ``each`` spans, ``same`` of them equal."""
    f1, none = Measured(same / each if each else None), Measured(None)
    every = Measures(ALL_LABELS, each, each, f1, f1, none, none)
    return ArticleAgreement(name, {PAIR: (every,)})


def turns(
    name: str, condition: Condition | None, *, seconds: float = 60.0, spans: int = 10
) -> list[Turn]:
    return [Turn(name, person, 2_000, seconds, spans, condition) for person in PAIR]


def project() -> tuple[list[ArticleAgreement], list[Turn]]:
    """Ten articles each: with suggestions they agree on 9 of 10 spans, without on 6 of 8."""
    articles = [article(f"a{n}", same=9, each=10) for n in range(10)]
    articles += [article(f"u{n}", same=6, each=8) for n in range(10)]
    held = [turn for n in range(10) for turn in turns(f"a{n}", AIDED, seconds=60)]
    held += [turn for n in range(10) for turn in turns(f"u{n}", CONTROL, seconds=90, spans=8)]
    return articles, held


def test_each_condition_has_its_own_agreement_speed_and_density() -> None:
    found = anchoring(*project())
    assert (found.aided.shared, found.aided.turns) == (10, 20)
    assert (found.control.shared, found.control.turns) == (10, 20)
    assert found.aided.strict_f1.value == pytest.approx(0.9)
    assert found.control.strict_f1.value == pytest.approx(0.75)
    assert found.strict_f1.value == pytest.approx(0.15)
    assert found.aided.seconds.value == pytest.approx(30)  # 60 seconds for 2,000 characters
    assert found.control.seconds.value == pytest.approx(45)
    assert found.seconds.value == pytest.approx(-15)
    assert found.spans.value == pytest.approx(1.0)  # 5 for 1,000 characters against 4


def test_spans_are_pooled_so_that_large_articles_count_more() -> None:
    articles = [article("a", same=10, each=10), article("b", same=0, each=30)]
    found = anchoring(articles, [*turns("a", AIDED), *turns("b", AIDED)])
    assert found.aided.strict_f1.value == pytest.approx(0.25)


def test_a_pair_counts_where_both_did_the_article_so() -> None:
    mixed = [
        Turn("a", "ann", 1_000, 10.0, 1, AIDED),
        Turn("a", "bob", 1_000, 10.0, 1, CONTROL),
    ]
    found = anchoring([article("a", same=1, each=1)], mixed)
    assert (found.aided.shared, found.control.shared) == (0, 0)
    assert (found.aided.turns, found.control.turns) == (1, 1)
    assert found.aided.strict_f1 == Measured(None, why="no article was finished so by two")
    assert found.strict_f1.value is None
    assert found.strict_f1.why


def test_what_is_neither_is_left_out_and_counted() -> None:
    found = anchoring([article("a", same=1, each=1)], turns("a", None))
    assert found.left_out == 2
    assert (found.aided.turns, found.control.turns) == (0, 0)


def test_an_article_without_time_says_nothing_of_speed() -> None:
    found = anchoring([], turns("a", AIDED, seconds=0.0))
    assert found.aided.seconds.value is None
    assert found.aided.spans.value == pytest.approx(5.0)


def test_nothing_at_all_is_no_crash() -> None:
    found = anchoring([], [])
    assert found.seconds.value is None
    assert found.left_out == 0


def test_few_articles_have_no_interval() -> None:
    found = anchoring([article("a", same=1, each=2)], turns("a", AIDED))
    assert found.aided.strict_f1 == Measured(0.5, why=TOO_FEW)


def test_the_order_of_articles_and_turns_does_not_matter() -> None:
    articles, held = noisy(1)
    first = anchoring(articles, held)
    random.Random(0).shuffle(articles)
    random.Random(1).shuffle(held)
    assert anchoring(articles, held) == first


def test_the_interval_of_a_difference_holds_it_and_tells_chance_from_effect() -> None:
    same, apart = anchoring(*noisy(2)), anchoring(*noisy(3, less=4))
    assert holds_zero(same)
    assert not holds_zero(apart)
    for found in (same, apart):
        low, value, high = (getattr(found.strict_f1, name) for name in ("low", "value", "high"))
        assert low <= value <= high


def test_a_difference_without_an_interval_says_why() -> None:
    articles, held = noisy(4)
    few = {f"x{number}" for number in range(1, 60, 2)} - {f"x{n}" for n in range(1, 28, 2)}
    found = anchoring(articles, [turn for turn in held if turn.article not in few])
    assert found.aided.strict_f1.low is not None
    assert (found.strict_f1.low, found.strict_f1.why) == (None, TOO_FEW)


def holds_zero(found: Anchoring) -> bool:
    low, high = found.strict_f1.low, found.strict_f1.high
    assert low is not None
    assert high is not None
    return low <= 0 <= high


def noisy(seed: int, *, less: int = 0) -> tuple[list[ArticleAgreement], list[Turn]]:
    """Sixty articles; without suggestions they agree on ``less`` spans of ten fewer."""
    chance = random.Random(seed)
    articles, held = [], []
    for number in range(60):
        condition = CONTROL if number % 2 else AIDED
        same = chance.randint(5, 10) - (less if condition is CONTROL else 0)
        articles.append(article(f"x{number}", same=same, each=10))
        held += turns(f"x{number}", condition, seconds=chance.uniform(30, 90))
    return articles, held
