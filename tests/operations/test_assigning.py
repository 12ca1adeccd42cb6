"""Articles dealt out to people: evenly, with overlap, the same way every time."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_project import MakeProject

from annotator.domain.errors import InputError
from annotator.domain.queueing import QueueView
from annotator.domain.values import NewArticle, Status
from annotator.operations import articles, queue
from annotator.operations.reviewing.assigning import assign, deal
from annotator.store.articles.article_rows import add_articles
from annotator.store.project import Project
from annotator.workspace import Workspace

PEOPLE = ("ann", "bob", "cem")


@pytest.fixture
def project(new_project: MakeProject) -> Project:
    return new_project(texts=[f"Article {number}." for number in range(1, 13)])


def mine(project: Project, name: str) -> list[int]:
    return queue.numbers(Workspace(project, name))


@given(
    count=st.integers(0, 60),
    people=st.integers(1, 6),
    overlap=st.integers(1, 6),
    seed=st.integers(),
)
def test_everybody_gets_as_much_as_the_others(
    count: int, people: int, overlap: int, seed: int
) -> None:
    overlap = min(overlap, people)
    names = [f"p{number}" for number in range(people)]
    held = [(number, f"uid{number}") for number in range(count)]
    pairs = deal(held, names, {}, overlap=overlap, seed=seed)
    assert len(set(pairs)) == len(pairs) == count * overlap
    assert set(Counter(number for number, _ in pairs).values()) <= {overlap}
    loads = Counter({name: 0 for name in names})
    loads.update(name for _, name in pairs)
    assert max(loads.values()) - min(loads.values()) <= 1


def test_with_overlap_everybody_meets_everybody() -> None:
    names = [f"p{number}" for number in range(4)]
    held = [(number, f"uid{number}") for number in range(120)]
    together: dict[int, set[str]] = {}
    for number, name in deal(held, names, {}, overlap=2, seed=1):
        together.setdefault(number, set()).add(name)
    met = Counter(frozenset(pair) for pair in together.values())
    assert all(met[frozenset(pair)] >= 5 for pair in combinations(names, 2))


def test_the_same_seed_deals_the_same_way_in_any_order_of_the_articles() -> None:
    held = [(number, f"uid{number}") for number in range(40)]
    dealt = deal(held, PEOPLE, {}, overlap=2, seed=7)
    assert sorted(deal(held[::-1], PEOPLE, {}, overlap=2, seed=7)) == sorted(dealt)
    assert sorted(deal(held, PEOPLE, {}, overlap=2, seed=8)) != sorted(dealt)


def test_each_article_goes_to_so_many_people(project: Project) -> None:
    report = assign(Workspace(project, "ann"), to=PEOPLE, overlap=2)
    assert (report.articles, report.added) == (12, 24)
    assert report.people == {"ann": 8, "bob": 8, "cem": 8}


def test_after_another_import_only_the_new_articles_are_dealt(project: Project) -> None:
    assign(Workspace(project, "ann"), to=PEOPLE)
    before = {name: set(mine(project, name)) for name in PEOPLE}
    with project.writing() as connection:
        add_articles(connection, [NewArticle("Late.", "Late"), NewArticle("Later.", "Later")])
    report = assign(Workspace(project, "ann"), to=PEOPLE)
    assert report.added == 2
    assert all(before[name] <= set(mine(project, name)) for name in PEOPLE)


def test_dealing_again_takes_back_what_was_dealt_and_keeps_the_work(project: Project) -> None:
    assign(Workspace(project, "ann"), to=["ann"])
    articles.set_status(Workspace(project, "ann"), article=3, status=Status.DONE)
    report = assign(Workspace(project, "ann"), to=["bob"], again=True)
    assert report.people == {"bob": 12}
    assert queue.counts(Workspace(project, "ann"), QueueView())[Status.DONE] == 1


@pytest.mark.parametrize(
    ("to", "overlap"),
    [([], 1), (["ann", ""], 1), (["ann", "ann"], 1), (["ann"], 2), (["ann", "bob"], 0)],
)
def test_what_cannot_be_dealt_is_refused(project: Project, to: list[str], overlap: int) -> None:
    with pytest.raises(InputError):
        assign(Workspace(project, "ann"), to=to, overlap=overlap)
    assert mine(project, "ann") == list(range(1, 13))


def test_whoever_has_articles_sees_those_and_others_see_all(project: Project) -> None:
    assign(Workspace(project, "ann"), to=["ann", "bob"])
    own = mine(project, "ann")
    assert len(own) == 6
    assert mine(project, "stranger") == list(range(1, 13))
    assert queue.listing(Workspace(project, "ann"), None).view == QueueView(mine=True)


def test_the_next_article_is_one_of_ones_own(project: Project) -> None:
    assign(Workspace(project, "ann"), to=["ann", "bob"])
    workspace = Workspace(project, "ann")
    own = mine(project, "ann")
    assert articles.next_open(workspace, after=None) == own[0]
    assert articles.next_open(workspace, after=own[0]) == own[1]
    for number in own[:-1]:
        articles.set_status(workspace, article=number, status=Status.DONE)
    assert articles.next_open(workspace, after=own[-1]) is None


def test_the_next_article_follows_the_order_that_is_shown(project: Project) -> None:
    workspace = Workspace(project, "ann")
    order = [7, 2, 9]
    assert articles.next_open(workspace, after=7, among=order) == 2
    assert articles.next_open(workspace, after=9, among=order) == 7
    assert articles.next_open(workspace, after=1, among=order) == 7
    articles.set_status(workspace, article=2, status=Status.SKIPPED)
    assert articles.next_open(workspace, after=7, among=order) == 9
    assert articles.next_open(workspace, after=9, among=[9]) is None


@pytest.mark.file_only("only files are shown before the database is there")
def test_a_glimpse_shows_the_article_the_queue_begins_with(project: Project) -> None:
    from annotator.store.file.first_paint import glimpse

    assign(Workspace(project, "ann"), to=["ann", "bob"])
    assert project.path is not None
    for name in ("ann", "bob", "stranger"):
        seen = glimpse(project.path, annotator=name)
        following = articles.next_open(Workspace(project, name), after=None)
        assert seen is not None
        assert seen.state.article_id == following
