"""Articles without suggestions: which they are, that nothing of them shows, what is compared."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import pytest
from making import make_project

from annotator.domain.control_share import is_control
from annotator.domain.errors import InputError
from annotator.domain.queueing import QueueView, Sort
from annotator.domain.span_content import SpanContent
from annotator.domain.text import text_hash
from annotator.domain.values import Origin, Status, SuggestedSpan
from annotator.operations import annotate, articles, control_share, queue
from annotator.operations.agreement.agreement_measures import measure_agreement
from annotator.operations.agreement.agreement_page import write_html
from annotator.operations.agreement.agreement_report import to_json, write_csv
from annotator.store import project_settings
from annotator.store.check import article_problems
from annotator.store.project import Project
from annotator.store.work import suggestions
from annotator.workspace import Workspace

BODIES = tuple(f"The Taliban took Kunduz on day {n}." for n in range(40))
ACTOR = SuggestedSpan(SpanContent(4, 11, "ACTOR"), score=0.4)
PLACE = SuggestedSpan(SpanContent(17, 23, "LOCATION"), score=0.6)
HALF = 50


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Forty articles with two suggestions each."""
    project = make_project(tmp_path / "p.annot", BODIES)
    found = {number: (ACTOR, PLACE) for number in range(1, len(BODIES) + 1)}
    with project.writing() as connection:
        suggestions.add_suggestions(connection, found, source="rules", version="1")
    yield project
    project.close()


def hidden() -> set[int]:
    """The numbers of the articles that half a share hides suggestions in."""
    return {n for n, body in enumerate(BODIES, 1) if is_control(text_hash(body), HALF)}


def test_the_texts_decide_and_a_larger_share_keeps_the_articles_of_a_smaller_one() -> None:
    hashes = [text_hash(str(number)) for number in range(4000)]
    shares = {share: {h for h in hashes if is_control(h, share)} for share in (0, 10, 25, 100)}
    assert not shares[0]
    assert shares[10] < shares[25] < shares[100] == set(hashes)
    assert len(shares[10]) == pytest.approx(400, abs=80)


@pytest.mark.parametrize("kept", ["", "101", "1000", "-5", "half", "²", "1e1"])
def test_what_another_program_wrote_for_a_share_hides_nothing(project: Project, kept: str) -> None:
    with project.writing() as connection:
        project_settings.set_fact(connection, project_settings.UNAIDED_SHARE, kept)
    assert control_share.chosen(project).share == 0
    assert Workspace(project, "ann").article(1).waiting


def test_nothing_waits_in_an_unaided_article_and_all_does_elsewhere(project: Project) -> None:
    chosen = control_share.choose(Workspace(project, "lee"), HALF)
    assert chosen.articles == len(hidden()) == control_share.would_be(project, HALF)
    assert 5 < len(hidden()) < 35
    ann = Workspace(project, "ann")
    waiting = {n for n in range(1, len(BODIES) + 1) if ann.article(n).waiting}
    assert waiting == set(range(1, len(BODIES) + 1)) - hidden()


def test_marking_by_hand_what_is_suggested_behind_the_curtain_accepts_nothing(
    project: Project,
) -> None:
    control_share.choose(Workspace(project, "lee"), 100)
    ann = Workspace(project, "ann")
    made = annotate.add(ann, article=1, start=4, end=11, label="ACTOR")
    assert made.origin is Origin.MANUAL
    assert not ann.article(1).decisions
    assert annotate.accept_all(ann, article=1) == 0
    with project.reading() as connection:
        assert not list(article_problems(connection, [1]))


def test_the_queue_gives_nothing_away(project: Project) -> None:
    control_share.choose(Workspace(project, "lee"), HALF)
    ann = Workspace(project, "ann")
    open_ = set(range(1, len(BODIES) + 1)) - hidden()
    for view in (QueueView(waiting=True), QueueView(fewest_waiting=1), QueueView(score_below=0.5)):
        assert set(queue.numbers(ann, view)) == open_
    for sort in (Sort.WAITING, Sort.SCORE):
        found = queue.numbers(ann, QueueView(sort=sort))
        assert sorted(found) == list(range(1, len(BODIES) + 1))
        assert found[len(open_) :] == sorted(hidden())
    entries = queue.entries(ann, range(1, len(BODIES) + 1))
    assert all((e.suggestions, e.waiting) == (0, 0) for n, e in entries.items() if n in hidden())
    assert all((e.suggestions, e.waiting) == (2, 2) for n, e in entries.items() if n in open_)


@pytest.mark.parametrize("sort", [Sort.WAITING, Sort.SCORE])
def test_a_filter_holds_for_hidden_articles_in_every_order(project: Project, sort: Sort) -> None:
    control_share.choose(Workspace(project, "lee"), HALF)
    ann = Workspace(project, "ann")
    done = min(hidden())
    articles.set_status(ann, article=done, status=Status.DONE)
    found = queue.numbers(ann, QueueView(statuses=(Status.NEW,), sort=sort))
    assert sorted(found) == [n for n in range(1, len(BODIES) + 1) if n != done]
    assert queue.numbers(ann, QueueView(statuses=(Status.DONE,), sort=sort)) == [done]


def test_decisions_made_before_stay_and_are_exported(project: Project) -> None:
    ann = Workspace(project, "ann")
    annotate.reject(ann, article=1, suggestion=ann.article(1).waiting[0])
    control_share.choose(ann, 100)
    assert len(ann.article(1).decisions) == 1
    assert not ann.article(1).waiting
    ann.undo()
    assert not ann.article(1).waiting
    control_share.choose(ann, 0)
    assert len(ann.article(1).waiting) == 2


@pytest.mark.parametrize("share", [-1, 101])
def test_what_is_no_share_is_refused_and_changes_nothing(project: Project, share: int) -> None:
    with pytest.raises(InputError, match="is no share"):
        control_share.choose(Workspace(project, "lee"), share)
    assert control_share.chosen(project).share == 0


@pytest.fixture
def annotated(project: Project) -> Project:
    """With suggestions ann and bob accept both, but for every fourth article, in which bob accepts
    one; without, bob marks one of two, but for every third, in which he marks both.
    """
    control_share.choose(Workspace(project, "lee"), HALF)
    for name in ("ann", "bob"):
        person = Workspace(project, name)
        for number in range(1, len(BODIES) + 1):
            work(person, number, sparing=name == "bob" and spares(number))
            person.add_time(number, 20.0 if number in hidden() else 10.0)
    return project


def spares(number: int) -> bool:
    return number % 3 != 0 if number in hidden() else number % 4 == 0


def f1(numbers: Collection[int]) -> float:
    """Of two who mark both spans of each article, but one in which bob spares one."""
    spared = sum(map(spares, numbers))
    both = 2 * len(numbers) - spared
    return 2 * both / (4 * len(numbers) - spared)


def work(person: Workspace, number: int, *, sparing: bool) -> None:
    if number not in hidden():
        if sparing:
            annotate.reject(person, article=number, suggestion=person.article(number).waiting[0])
        annotate.accept_all(person, article=number)
    else:
        annotate.add(person, article=number, start=4, end=11, label="ACTOR")
        if not sparing:
            annotate.add(person, article=number, start=17, end=23, label="LOCATION")
    articles.set_status(person, article=number, status=Status.DONE)


def test_agreement_and_speed_are_told_with_and_without(annotated: Project) -> None:
    found = measure_agreement(annotated).anchoring
    assert found is not None
    assert (found.aided.shared, found.control.shared) == (40 - len(hidden()), len(hidden()))
    aided = set(range(1, len(BODIES) + 1)) - hidden()
    assert found.aided.strict_f1.value == pytest.approx(f1(aided))
    assert found.control.strict_f1.value == pytest.approx(f1(hidden()))
    assert found.aided.seconds.value is not None
    assert found.control.seconds.value == pytest.approx(2 * found.aided.seconds.value, rel=0.05)
    assert found.strict_f1.low is not None
    assert found.strict_f1.low > 0
    assert found.left_out == 0


def test_who_decided_on_suggestions_hidden_now_counts_as_neither(project: Project) -> None:
    for name in ("ann", "bob"):
        person = Workspace(project, name)
        for number in (1, 2):
            annotate.accept_all(person, article=number)
            articles.set_status(person, article=number, status=Status.DONE)
    control_share.choose(Workspace(project, "lee"), 100)
    found = measure_agreement(project).anchoring
    assert found is not None
    assert (found.aided.turns, found.control.turns, found.left_out) == (0, 0, 4)


def test_without_a_share_nothing_is_compared(project: Project) -> None:
    for name in ("ann", "bob"):
        articles.set_status(Workspace(project, name), article=1, status=Status.DONE)
    report = measure_agreement(project)
    assert report.anchoring is None
    assert to_json(report)["anchoring"] is None


def test_the_reports_say_it(annotated: Project, tmp_path: Path) -> None:
    report = measure_agreement(annotated)
    write_html(report, tmp_path / "a.html")
    write_csv(report, tmp_path / "a.csv")
    assert "With suggestions and without" in (tmp_path / "a.html").read_text("utf-8")
    assert "exact F1, difference" in (tmp_path / "a.csv").read_text("utf-8")
    told = to_json(report)["anchoring"]
    assert isinstance(told, dict)
    aided = set(range(1, len(BODIES) + 1)) - hidden()
    assert told["with_suggestions"]["strict_f1"]["value"] == pytest.approx(f1(aided))
    assert told["difference"]["strict_f1"]["low"] > 0
