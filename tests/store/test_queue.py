"""What the queue shows of a project: every filter, every order, and counts that stay right."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from making import annotation, do, make_project, new_article, suggest

from annotator.domain.edits import Edit
from annotator.domain.errors import StaleEdit
from annotator.domain.queueing import QueueView, Sort
from annotator.domain.span_content import SpanContent
from annotator.domain.values import (
    MUTED_BY_HAND,
    Annotation,
    ArticleStatus,
    Decision,
    MutedRange,
    NewArticle,
    Status,
    SuggestedSpan,
    Verdict,
)
from annotator.store.articles import stories
from annotator.store.articles.article_rows import add_articles, article_state
from annotator.store.check import article_problems
from annotator.store.definitions import labels
from annotator.store.project import Project
from annotator.store.queue import assignments, queue_listing
from annotator.store.work import renewing, suggestions

ADA, BOB = "ada", "bob"
FACTS = (
    ("“Zebra crossings” in Kabul", "b.example", "2021-08-15"),
    ("élan of the army", "a.example", "2020-01-01T10:00:00Z"),
    ("Attack on Kunduz", "b.example", None),
    ("zoo closed", None, "2021-08-15T23:00:00Z"),
    ("Bases handed over", "c.example", "2019-12-31"),
)


def five() -> list[NewArticle]:
    bodies = ("Kabul " * length for length in (5, 4, 3, 2, 1))
    return [
        replace(new_article(body.strip()), title=title, source=source, published=published)
        for body, (title, source, published) in zip(bodies, FACTS, strict=True)
    ]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = make_project(tmp_path / "p.annot", [])
    with project.writing() as connection:
        add_articles(connection, five())
    yield project
    project.close()


@pytest.fixture
def shown(project: Project) -> Callable[..., list[int]]:
    def ask(annotator: str = ADA, **wishes: object) -> list[int]:
        with project.reading() as connection:
            return queue_listing.numbers(connection, QueueView(**wishes), annotator=annotator)  # type: ignore[arg-type]

    return ask


def stand(
    project: Project,
    article: int,
    status: Status,
    annotator: str = ADA,
    reason: str | None = None,
) -> None:
    work = ArticleStatus(article, annotator, status, reason)
    do(project, Edit("stand", (), (work,)), annotator=annotator)


def scored(*scores: float | None) -> list[SuggestedSpan]:
    return [
        SuggestedSpan(SpanContent(0, 5 - place, "ACTOR"), score=s) for place, s in enumerate(scores)
    ]


def test_what_is_no_day_is_sorted_with_what_has_none(
    project: Project, shown: Callable[..., list[int]]
) -> None:
    said = ("yesterday", "2022", "02/03/2024", "16 February 2024", "2024-02")
    with project.writing() as connection:
        add_articles(connection, [replace(new_article(day), published=day) for day in said])
    assert shown(sort=Sort.DATE) == [10, 7, 4, 1, 2, 5, 3, 6, 8, 9]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (Sort.IMPORT, [1, 2, 3, 4, 5]),
        (Sort.TITLE, [3, 5, 2, 1, 4]),
        (Sort.DATE, [4, 1, 2, 5, 3]),
        (Sort.LENGTH, [5, 4, 3, 2, 1]),
        (Sort.WAITING, [1, 2, 3, 4, 5]),
        (Sort.SCORE, [1, 2, 3, 4, 5]),
        (Sort.MATCH, [1, 2, 3, 4, 5]),
        (Sort.SOURCE, [2, 1, 3, 5, 4]),
        (Sort.STORY, [1, 2, 3, 4, 5]),
        (Sort.STATUS, [1, 2, 3, 4, 5]),
    ],
)
def test_an_order_has_every_article_once(
    shown: Callable[..., list[int]], sort: Sort, order: list[int]
) -> None:
    assert shown(sort=sort) == order
    assert shown(sort=sort, reverse=True) == order[::-1]


def test_the_shuffled_order_is_the_same_for_everybody(
    shown: Callable[..., list[int]], tmp_path: Path
) -> None:
    order = shown(sort=Sort.RANDOM)
    assert sorted(order) == [1, 2, 3, 4, 5]
    assert shown(BOB, sort=Sort.RANDOM) == order
    other = make_project(tmp_path / "other.annot", [])
    with other.writing() as connection:
        add_articles(connection, five()[::-1])
        again = queue_listing.numbers(connection, QueueView(sort=Sort.RANDOM), annotator=ADA)
    other.close()
    assert [6 - number for number in again] == order


@pytest.mark.parametrize(
    ("wish", "articles"),
    [
        ({"sources": ("b.example",)}, [1, 3]),
        ({"sources": ("b.example", "c.example")}, [1, 3, 5]),
        ({"since": "2020-06"}, [1, 4]),
        ({"until": "2021-08-15"}, [1, 2, 4, 5]),
        ({"since": "2020", "until": "2020"}, [2]),
        ({"shortest": 17}, [1, 2, 3]),
        ({"longest": 11}, [4, 5]),
        ({"words": "kabul"}, [1, 2, 3, 4, 5]),
        ({"words": "kunduz"}, [3]),
        ({"words": "kabul", "sources": ("b.example",), "sort": Sort.TITLE}, [3, 1]),
        ({"statuses": (Status.NEW,)}, [1, 2, 3, 4, 5]),
        ({"statuses": (Status.DONE,)}, []),
        ({"waiting": True}, []),
        ({"mine": True}, []),
        ({"stories": (1,)}, []),
    ],
)
def test_a_filter_shows_what_fits(
    shown: Callable[..., list[int]], wish: dict[str, object], articles: list[int]
) -> None:
    assert shown(**wish) == articles


def test_the_status_is_each_annotators_own(
    project: Project, shown: Callable[..., list[int]]
) -> None:
    stand(project, 2, Status.DONE)
    stand(project, 3, Status.IN_PROGRESS)
    stand(project, 4, Status.DONE, BOB)
    assert shown(statuses=(Status.DONE,)) == [2]
    assert shown(statuses=(Status.NEW, Status.IN_PROGRESS)) == [1, 3, 4, 5]
    assert shown(statuses=(Status.NEW, Status.DONE)) == [1, 2, 4, 5]
    assert shown("nobody", statuses=(Status.NEW,)) == [1, 2, 3, 4, 5]


def test_what_waits_is_counted_for_each_annotator(
    project: Project, shown: Callable[..., list[int]]
) -> None:
    (one,) = suggest(project, *scored(0.5), article=2)
    suggest(project, *scored(0.1, 0.9), article=4)
    verdict = Decision(one, 2, ADA, Verdict.REJECTED)
    do(project, Edit("reject", (), (verdict,)))
    assert shown(waiting=True) == [4]
    assert shown(BOB, waiting=True) == [2, 4]
    assert shown(sort=Sort.WAITING) == [4, 1, 2, 3, 5]
    assert shown(BOB, sort=Sort.WAITING) == [4, 2, 1, 3, 5]


def test_the_least_certain_is_the_least_certain_that_waits(
    project: Project, shown: Callable[..., list[int]]
) -> None:
    suggest(project, *scored(0.5, None), article=2)
    lowest, _ = sorted(suggest(project, *scored(0.1, 0.9), article=4))
    suggest(project, *scored(None), article=5)
    assert shown(sort=Sort.SCORE) == [4, 2, 1, 3, 5]
    do(project, Edit("reject", (), (Decision(lowest, 4, ADA, Verdict.REJECTED),)))
    assert shown(sort=Sort.SCORE) == [2, 4, 1, 3, 5]
    assert shown(BOB, sort=Sort.SCORE) == [4, 2, 1, 3, 5]


def test_flagged_articles_come_first_by_their_reasons_and_done_ones_last(
    project: Project, shown: Callable[..., list[int]]
) -> None:
    stand(project, 1, Status.DONE)
    stand(project, 2, Status.FLAGGED, reason="wrong language")
    stand(project, 4, Status.FLAGGED, reason="damaged")
    stand(project, 5, Status.IN_PROGRESS)
    assert shown(sort=Sort.STATUS) == [4, 2, 5, 3, 1]
    assert shown(BOB, sort=Sort.STATUS) == [1, 2, 3, 4, 5]


def test_flags_are_chosen_by_their_reasons(
    project: Project, shown: Callable[..., list[int]]
) -> None:
    stand(project, 1, Status.FLAGGED, reason="it's 100% damaged")
    stand(project, 2, Status.FLAGGED, reason="wrong language")
    stand(project, 3, Status.FLAGGED, BOB, reason="it's 100% damaged")
    assert shown(reasons=("it's 100% damaged",)) == [1]
    with project.reading() as connection:
        assert queue_listing.flag_reasons(connection, annotator=ADA) == [
            "it's 100% damaged",
            "wrong language",
        ]


def test_flags_on_articles_that_stand_otherwise_are_counted_beside(project: Project) -> None:
    stand(project, 1, Status.FLAGGED, reason="torn")
    stand(project, 2, Status.DONE, reason="torn")
    stand(project, 3, Status.SKIPPED, reason="")
    stand(project, 4, Status.DONE)
    stand(project, 5, Status.DONE, BOB, reason="torn")
    with project.reading() as connection:
        assert queue_listing.also_flagged(connection, annotator=ADA) == 2
        assert queue_listing.also_flagged(connection, annotator=ADA, mine=True) == 0


def test_a_view_can_be_about_somebody_else(
    project: Project, shown: Callable[..., list[int]]
) -> None:
    stand(project, 1, Status.DONE, BOB)
    assert shown(person=BOB, statuses=(Status.DONE,)) == [1]
    assert shown(statuses=(Status.DONE,)) == []


def test_as_many_wait_as_are_asked_for_at_least(
    project: Project, shown: Callable[..., list[int]]
) -> None:
    (first, *_) = suggest(project, *scored(0.5, 0.6, 0.7), article=1)
    suggest(project, *scored(0.5, 0.6), article=2)
    assert shown(fewest_waiting=2) == [1, 2]
    do(project, Edit("reject", (), (Decision(first, 1, ADA, Verdict.REJECTED),)))
    assert shown(fewest_waiting=3) == []
    assert shown(BOB, fewest_waiting=3) == [1]


def test_a_low_score_counts_while_it_waits(
    project: Project, shown: Callable[..., list[int]]
) -> None:
    (first, *_) = suggest(project, *scored(0.1, 0.9), article=1)
    suggest(project, *scored(0.3), article=2)
    suggest(project, *scored(None), article=3)
    assert shown(score_below=0.4) == [1, 2]
    do(project, Edit("reject", (), (Decision(first, 1, ADA, Verdict.REJECTED),)))
    assert shown(score_below=0.4) == [2]
    assert shown(BOB, score_below=0.4) == [1, 2]


def test_of_each_story_the_first_of_those_chosen_is_shown(
    project: Project, shown: Callable[..., list[int]]
) -> None:
    with project.writing() as connection:
        stories.sign(connection, {number: b"" for number in range(1, 6)})
        stories.set_first(connection, {1: 1, 2: 2, 3: 1, 4: 1, 5: 5})
    assert shown(one_a_story=True) == [1, 2, 5]
    assert shown(one_a_story=True, sort=Sort.LENGTH) == [5, 2, 1]
    stand(project, 1, Status.DONE)
    assert shown(one_a_story=True, statuses=(Status.NEW,)) == [2, 3, 5]
    assert shown(sort=Sort.STORY) == [1, 3, 4, 2, 5]


def test_what_is_assigned_is_shown_to_whom_it_is_assigned(
    project: Project, shown: Callable[..., list[int]]
) -> None:
    with project.writing() as connection:
        assignments.add(connection, [(5, ADA), (3, ADA), (3, BOB)])
    assert shown(mine=True) == [3, 5]
    assert shown(BOB, mine=True) == [3]
    assert shown(mine=True, sort=Sort.LENGTH) == [5, 3]


def test_counts_by_status_have_every_article_once(project: Project) -> None:
    stand(project, 2, Status.DONE)
    stand(project, 3, Status.NEW)
    with project.writing() as connection:
        assignments.add(connection, [(2, ADA), (5, ADA)])
    with project.reading() as connection:
        everything = queue_listing.status_counts(connection, annotator=ADA)
        mine = queue_listing.status_counts(connection, annotator=ADA, mine=True)
    assert (everything[Status.NEW], everything[Status.DONE]) == (4, 1)
    assert (mine[Status.NEW], mine[Status.DONE]) == (1, 1)
    assert set(everything) == set(Status)


def test_sources_are_named_once_in_alphabetical_order(project: Project) -> None:
    with project.reading() as connection:
        assert queue_listing.sources(connection) == ["a.example", "b.example", "c.example"]
        assert queue_listing.sources(connection, limit=1) == ["a.example"]


def test_an_entry_says_what_was_done(project: Project) -> None:
    one, _ = sorted(suggest(project, *scored(0.5, 0.6), article=2))
    made = annotation(6, 11, article=2, text="Kabul Kabul")
    rejected = Decision(one, 2, ADA, Verdict.REJECTED)
    do(project, Edit("work", (), (made, rejected, ArticleStatus(2, ADA, Status.FLAGGED, "why"))))
    with project.reading() as connection:
        entry = queue_listing.entries(connection, [2], annotator=ADA)[2]
        other = queue_listing.entries(connection, [2], annotator=BOB)[2]
    assert (entry.annotations, entry.suggestions, entry.waiting) == (1, 2, 1)
    assert (entry.status, entry.reason) == (Status.FLAGGED, "why")
    assert (other.annotations, other.waiting, other.status) == (0, 2, Status.NEW)


def problems(project: Project) -> list[str]:
    with project.reading() as connection:
        return list(article_problems(connection, [1, 2, 3, 4, 5]))


def waiting(project: Project, article: int, name: str) -> list[float | None]:
    """The scores of what waits for somebody, as the reading surface has it."""
    with project.reading() as connection:
        state = article_state(connection, article, annotator=name)
    return [item.score for item in state.waiting]


def test_kept_counts_are_what_counting_gives_whatever_is_done(project: Project) -> None:
    chance = random.Random(4)
    spans: list[Annotation] = []
    muted: list[MutedRange] = []
    for step in range(120):
        article, name = chance.randint(1, 5), chance.choice((ADA, BOB))
        with project.reading() as connection:
            held = suggestions.suggestions_of(connection, article)
        start = chance.choice((0, 2, 4))
        end = min(5, start + chance.randint(1, 3))
        act = step % 8
        if act == 0:
            with project.writing() as connection:
                renewing.drop_waiting(connection, [article, 1])
        elif act < 4:
            new = SuggestedSpan(SpanContent(start, end, "ACTOR"), score=chance.random())
            with project.writing() as connection:
                suggestions.add_suggestions(connection, {article: [new]}, source="s", version="1")
        elif act == 4 and held:
            verdict = Decision(chance.choice(held).id, article, name, Verdict.REJECTED)
            with suppress(StaleEdit):  # decided already
                do(project, Edit("reject", (), (verdict,)), annotator=name)
        elif act == 5:
            made = annotation(
                start, end, id=str(step), article=article, text="Kabul", annotator=name
            )
            spans.append(made)
            do(project, Edit("label", (), tuple(spans[-1:])), annotator=name)
        elif act == 6 and spans and chance.random() < 0.5:
            gone = spans.pop(chance.randrange(len(spans)))
            do(project, Edit("delete", (gone,), ()), annotator=gone.annotator)
        elif act == 7 and muted and chance.random() < 0.7:
            do(project, Edit("unmute", (muted.pop(),), ()))
        elif act == 7:
            muted.append(MutedRange(str(step), article, start, end, MUTED_BY_HAND))
            do(project, Edit("mute", (), tuple(muted[-1:])))
        assert problems(project) == []
        for name in (ADA, BOB):
            with project.reading() as connection:
                entries = queue_listing.entries(connection, [1, 2, 3, 4, 5], annotator=name)
            for number, entry in entries.items():
                assert entry.waiting == len(waiting(project, number, name))


def test_merging_labels_keeps_the_counts(project: Project) -> None:
    two = [
        annotation(0, 5, id=label, article=2, text="Kabul", label=label)
        for label in ("ACTOR", "LOCATION")
    ]
    do(project, Edit("two", (), tuple(two)))
    with project.writing() as connection:
        labels.merge(connection, "ACTOR", "LOCATION")
        entry = queue_listing.entries(connection, [2], annotator=ADA)[2]
    assert entry.annotations == 1
    assert problems(project) == []


def test_a_wrong_count_is_found_by_the_check(project: Project) -> None:
    suggest(project, *scored(0.5), article=2)
    with project.writing() as connection:
        connection.exec_driver_sql("UPDATE article_summary SET suggestions = 7 WHERE article_id=2")
    (problem,) = problems(project)
    assert "counts its suggestions wrongly" in problem
