"""What is counted of an annotator in a long article follows edits, as if it were counted anew."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from calls import calls_of
from making import annotation, do, make_project
from sqlalchemy import Row, select

from annotator.domain.edits import Edit
from annotator.domain.edits import Row as Changed
from annotator.domain.overlap_rule import FLAT, OverlapRule, Overlaps
from annotator.domain.span_content import SpanContent
from annotator.domain.spans import overlaps
from annotator.domain.values import Decision, MutedRange, SuggestedSpan, Suggestion, Verdict
from annotator.store.articles.article_rows import article_state
from annotator.store.definitions import overlap_rule
from annotator.store.project import Project
from annotator.store.queue.summaries import TALLY, tally
from annotator.store.work.suggestions import add_suggestions

WORDS = 700
TEXT = " ".join(f"{number:04}" for number in range(WORDS))
LENGTH = len(TEXT)
LABELS = ("ACTOR", "LOCATION", "FIGURE")
RULES = {
    "none": FLAT,
    "nested": OverlapRule(Overlaps.NESTED),
    "any": OverlapRule(Overlaps.ANY, (("FIGURE", Overlaps.NONE),)),
}


def long_project(path: Path, seed: int) -> Project:
    """One article with more suggestions than are counted anew, some of them over each other."""
    chance = random.Random(seed)
    project = make_project(path, [TEXT])
    spans = [
        SuggestedSpan(
            SpanContent(at * 5, at * 5 + chance.choice((4, 4, 9, 14)), chance.choice(LABELS)),
            score=chance.choice((None, 0.2, 0.5, 0.9)),
        )
        for at in range(WORDS - 3)
    ]
    with project.writing() as connection:
        add_suggestions(connection, {1: spans}, source="test", version="1")
        connection.exec_driver_sql("DELETE FROM tally")
    do(project, Edit("begin", after=(annotation(0, 4, id="first", text=TEXT),)))
    return project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = long_project(tmp_path / "tally.annot", seed=1)
    yield project
    project.close()


def counted(project: Project) -> Row[tuple[int, ...]] | None:
    with project.reading() as connection:
        return connection.execute(select(TALLY)).first()


def counted_anew(project: Project) -> Row[tuple[int, ...]] | None:
    with project.writing() as connection:
        tally(connection, [(1, 1)])
    return counted(project)


def some_edit(project: Project, chance: random.Random, number: int) -> Edit:
    """An edit as people make them: spans put down, moved and taken away, verdicts, muted text."""
    with project.reading() as connection:
        state = article_state(connection, 1, annotator="ada")
    act = chance.choice(("add", "add", "answer", "answer", "change", "remove", "mute", "many"))
    at = chance.randrange(WORDS - 3) * 5
    place = (at, at + chance.choice((4, 9)))
    made = annotation(*place, id=f"s{number}", label=chance.choice(LABELS), text=TEXT)
    if act == "mute":
        part = MutedRange(f"m{number}", 1, at, at + 24, "test")
        return Edit(act, state.muted[:1], () if state.muted else (part,))
    if act in ("change", "remove"):
        own = chance.choice(state.annotations) if state.annotations else made
        now = annotation(*place, id=own.id, label=own.label, text=TEXT)
        return Edit(act, state.annotations and (own,), (now,) if act == "change" else ())
    fresh = [item for item in state.suggestions if state.decision_on(item.id) is None]
    count = 200 if act == "many" else 1
    chosen = chance.sample(fresh, min(count, len(fresh))) if act != "add" else []
    verdicts: list[Changed] = [Decision(i.id, 1, "ada", Verdict.REJECTED) for i in chosen]
    if chance.random() < 0.3 and state.decisions:
        return Edit("take back", before=(chance.choice(state.decisions),))
    return Edit(act, after=(made, *verdicts))


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("seed", range(3))
def test_counts_follow_edits_as_if_they_were_counted_anew(
    tmp_path: Path, rule: str, seed: int
) -> None:
    project = long_project(tmp_path / "tally.annot", seed)
    with project.writing() as connection:
        overlap_rule.set_rule(connection, RULES[rule])
    counted_anew(project)
    chance = random.Random(seed)
    for number in range(30):
        edit = some_edit(project, chance, number)
        do(project, edit)
        assert counted(project) == counted_anew(project), (number, edit.title)
    project.close()


def test_the_lowest_score_goes_with_the_last_suggestion_that_has_it(project: Project) -> None:
    with project.reading() as connection:
        state = article_state(connection, 1, annotator="ada")
    lowest = [item for item in state.waiting if item.score == 0.2]
    for item in lowest[:-1]:
        do(project, Edit("reject", after=(Decision(item.id, 1, "ada", Verdict.REJECTED),)))
    scores = [_lowest(project)]
    do(project, Edit("reject", after=(Decision(lowest[-1].id, 1, "ada", Verdict.REJECTED),)))
    scores.append(_lowest(project))
    assert scores == [0.2, 0.5]


def _lowest(project: Project) -> float | None:
    row = counted(project)
    return None if row is None else row.lowest_score


def test_an_edit_looks_at_few_rows_of_many(project: Project) -> None:
    """Each row that Python is given of a long article would be some calls."""
    with project.reading() as connection:
        waiting = article_state(connection, 1, annotator="ada").waiting

    def cost(item: Suggestion) -> int:
        said = annotation(item.start, item.end, id=f"s{item.id}", label=item.label, text=TEXT)
        beside = [other for other in waiting if overlaps(other, item)]
        verdicts = [Decision(i.id, 1, "ada", Verdict.CORRECTED, said.id) for i in beside]
        return calls_of(lambda: do(project, Edit("label", after=(said, *verdicts))))

    costs = [cost(item) for item in waiting[20:600:20]]
    assert median(costs) < WORDS * 12  # the server's driver now and then does more
