"""Agreement over time: by weeks where days are known, else by the order of articles."""

from __future__ import annotations

import pytest

from annotator.domain.agreement import ArticleAgreement, Measured, Measures
from annotator.domain.agreement.over_time import over_time

PAIR = ("ann", "bob")
NOTHING = Measured(None)


def article(name: str, strict: float, spans: int = 5) -> ArticleAgreement:
    every = Measures("", spans, spans, Measured(strict), Measured(1.0), NOTHING, NOTHING)
    return ArticleAgreement(name, {PAIR: (every,)})


def test_articles_are_gathered_by_the_week_they_were_finished_in() -> None:
    articles = [article("a", 0.2), article("b", 0.6), article("c", 1.0, spans=10)]
    days = {"a": "2026-11-02", "b": "2026-11-08", "c": "2026-11-09"}  # Monday, Sunday, Monday
    curve = over_time(articles, days, {})
    assert curve is not None
    assert (curve.by, [step.name for step in curve.steps]) == ("week", ["2026-11-02", "2026-11-09"])
    assert [step.strict_f1.value for step in curve.steps] == pytest.approx([0.4, 1.0])
    assert [step.overlap_f1.value for step in curve.steps] == pytest.approx([1.0, 1.0])
    assert curve.changes.value == pytest.approx(0.6)
    assert curve.changes.low is None


def test_a_long_time_is_told_by_month_and_what_has_no_day_is_counted() -> None:
    days = {f"a{n}": f"2026-{1 + n % 12:02}-{3 + n % 20:02}" for n in range(60)}
    articles = [article(name, 0.5) for name in (*days, "x")]
    curve = over_time(articles, {**days, "x": ""}, {})
    assert curve is not None
    assert (curve.by, len(curve.steps), curve.undated) == ("month", 12, 1)
    assert sum(step.articles for step in curve.steps) == 60


def test_without_days_it_goes_by_the_order_of_articles() -> None:
    articles = [article(f"a{n}", n / 20) for n in range(20)]
    order = {f"a{n}": n for n in range(20)}
    curve = over_time(articles[::-1], {}, order)
    assert curve is not None
    assert (curve.by, curve.undated) == ("order", 0)
    assert [step.name for step in curve.steps] == ["1–5", "6–10", "11–15", "16–20"]
    rising = [step.strict_f1.value for step in curve.steps]
    assert rising == sorted(rising)  # type: ignore[type-var]


def test_few_articles_have_no_course() -> None:
    assert over_time([article(f"a{n}", 0.5) for n in range(9)], {}, {}) is None
    assert over_time([], {}, {}) is None


def test_a_change_over_enough_articles_has_an_interval() -> None:
    articles = [article(f"a{n:02}", 0.3 + 0.01 * (n % 9)) for n in range(30)]
    articles += [article(f"b{n:02}", 0.7 + 0.01 * (n % 9)) for n in range(30)]
    days = {item.article: f"2026-11-{2 if item.article < 'b' else 9:02}" for item in articles}
    curve = over_time(articles, days, {})
    assert curve is not None
    assert curve.changes.low is not None
    assert 0.38 < curve.changes.low < 0.4 < curve.changes.high < 0.42  # type: ignore[operator]
