"""Who differs from all others in what: counted against a plain reading of what each has marked."""

from __future__ import annotations

import random

import numpy as np

from annotator.domain.agreement import Coded
from annotator.domain.agreement.differing import differences
from annotator.domain.span_content import SpanContent
from annotator.domain.tokens import token_bounds
from annotator.domain.values import Annotation, Origin

LABELS = ("ACTOR", "LOCATION", "FIGURE")
TEXT = "The Taliban took Kunduz and at least 40 posts near Kabul on Sunday morning."
ACTOR, TOWN, FIGURE = (4, 11, "ACTOR"), (17, 23, "LOCATION"), (37, 39, "FIGURE")
LONG = (0, 11, "ACTOR")


def coded(number: int, **spans: list[tuple[int, int, str]]) -> Coded:
    made = {
        name: [
            Annotation(f"{n}", 1, name, SpanContent(*span), TEXT[slice(*span[:2])], Origin.MANUAL)
            for n, span in enumerate(own)
        ]
        for name, own in spans.items()
    }
    return Coded(f"a{number:02}", len(TEXT), np.array(token_bounds(TEXT)), made)


def said(articles: list[Coded]) -> list[str]:
    return [str(one) for one in differences(articles, LABELS)]


def test_a_label_that_one_does_not_mark_where_the_others_do() -> None:
    full, bare = [ACTOR, FIGURE], [ACTOR]
    articles = [coded(n, ann=full, bob=bare, cem=full) for n in range(8)]
    articles += [coded(n, ann=full, bob=full, cem=full) for n in range(8, 12)]
    articles += [coded(n, ann=bare, bob=bare, cem=bare) for n in range(12, 20)]
    assert said(articles) == [
        "bob marks no FIGURE in 8 of 12 articles in which the others have one.",
    ]


def test_of_two_the_one_is_told_of_what_the_other_has() -> None:
    articles = [coded(n, ann=[ACTOR, TOWN], bob=[ACTOR]) for n in range(4)]
    assert said(articles) == ["bob marks no LOCATION in 4 of 4 articles in which ann has one."]


def test_another_label_for_the_same_words() -> None:
    wrong = (17, 23, "ACTOR")
    articles = [coded(n, ann=[TOWN], bob=[TOWN], cem=[wrong]) for n in range(5)]
    assert "cem says ACTOR of 5 of 5 spans of which the others say LOCATION." in said(articles)


def test_more_words_than_the_others_take_in() -> None:
    articles = [coded(n, ann=[ACTOR], bob=[LONG], cem=[ACTOR]) for n in range(3)]
    articles += [coded(n, ann=[ACTOR], bob=[ACTOR], cem=[ACTOR]) for n in range(3, 9)]
    assert said(articles) == ["bob takes in more words than the others in 3 of 9 spans of ACTOR."]


def test_what_one_alone_marks() -> None:
    articles = [coded(n, ann=[ACTOR], bob=[ACTOR], cem=[ACTOR, TOWN]) for n in range(6)]
    articles += [coded(n, ann=[ACTOR], bob=[ACTOR], cem=[ACTOR]) for n in range(6, 9)]
    assert said(articles) == [
        "cem marks LOCATION in 6 of 9 articles in which the others have none."
    ]


def test_nobody_stands_out_where_all_differ_alike_or_seldom() -> None:
    chance = random.Random(7)
    articles = []
    for n in range(60):
        spans = {
            name: [span for span in (ACTOR, TOWN, FIGURE) if chance.random() < 0.7]
            for name in ("ann", "bob", "cem")
        }
        articles.append(coded(n, **spans))
    assert said(articles) == []
    few = [coded(n, ann=[ACTOR], bob=[], cem=[ACTOR]) for n in range(2)]
    assert said(few) == []


def test_an_article_of_one_alone_counts_for_nothing() -> None:
    assert said([coded(n, bob=[ACTOR]) for n in range(9)]) == []
