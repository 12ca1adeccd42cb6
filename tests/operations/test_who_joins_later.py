"""A third annotator joins after gold: only what the rule and the rulings leave open is asked.

On the sample articles, with made-up differences of which the test knows what they are.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from made_up_pair import Place, annotations, otherwise
from making import new_article
from project_dump import dump, problems
from project_places import put_nothing

from annotator.domain.edits import Edit
from annotator.domain.gold import GoldSpan, Plan, Rule, Ruling
from annotator.domain.values import ArticleStatus, Status
from annotator.operations.reviewing import review
from annotator.store.articles.article_rows import add_articles
from annotator.store.edits import apply_edit
from annotator.store.project import Project, create_project
from annotator.store.review import reviewing
from annotator.tasks import Cancelled, Progress
from annotator.workspace import Workspace

SAMPLES = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
TWO = Plan(("ann", "bob"), Rule.MAJORITY)
THREE = Plan(("ann", "bob", "cyd"), Rule.MAJORITY)


def places_of(text: str) -> list[Place]:
    """Names and numbers of a text, none of which touch, as somebody may have marked them."""
    found = []
    for match in re.finditer(r"[A-Z][a-z]{3,}|\d[\d,]+\d", text):
        label = "FIGURE" if match[0][0].isdigit() else ("ACTOR", "LOCATION")[len(match[0]) % 2]
        found.append((match.start(), match.end(), label))
    return found


def finish(project: Project, who: str, works: list[tuple[str, list[Place]]]) -> None:
    """Let somebody finish all articles with these places."""
    for number, (text, places) in enumerate(works, 1):
        status = ArticleStatus(number, who, Status.DONE)
        edit = Edit("work", (), (*annotations(number, who, text, places), status))
        with project.writing() as connection:
            apply_edit(connection, edit, annotator=who)


@pytest.fixture
def texts() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in SAMPLES]


@pytest.fixture
def project(tmp_path: Path, texts: list[str]) -> Project:
    """Ann and bob have finished the samples, a reviewer has ruled where they differ."""
    project = create_project(put_nothing(tmp_path / "p.annot"))
    with project.writing() as connection:
        add_articles(connection, [new_article(text) for text in texts])
    agreed = [(text, places_of(text)) for text in texts]
    finish(project, "ann", agreed)
    finish(project, "bob", [(text, otherwise(own, 7, 0.1)) for text, own in agreed])
    rita = Workspace(project, "rita")
    review.keep_plan(rita, TWO)
    review.make_gold(rita, TWO)
    for number in range(1, len(texts) + 1):
        case = review.case(project, number, TWO)
        while case is not None and case.open:
            case = review.choose(rita, case, case.open[0], 0)
        assert case is not None
        review.sign(rita, case)
    return project


def rows_of_people(project: Project) -> tuple[list[Ruling], list[GoldSpan]]:
    plan = THREE
    cases = [case for n in range(1, 6) if (case := review.case(project, n, plan)) is not None]
    rulings = [ruling for case in cases for ruling in case.rulings if ruling.rule is None]
    own = {ruling.id for ruling in rulings}
    return rulings, [s for case in cases for s in case.gold if s.ruling_id in own]


def test_only_what_rule_and_rulings_leave_is_open(project: Project, texts: list[str]) -> None:
    joined = [(text, otherwise(places_of(text), 11, 0.3)) for text in texts]
    finish(project, "cyd", joined)
    conflicts = left = 0
    for number, (text, own) in enumerate(joined, 1):
        ann, bob = places_of(text), otherwise(places_of(text), 7, 0.1)
        for place in ann:  # no two touch, so that each is a passage of its own
            versions = [
                next((p for p in work if p[0] == place[0]), None) for work in (ann, bob, own)
            ]
            differ = len(set(versions)) > 1
            conflicts += differ
            # Ann's version was ruled where bob's is another; it stands unless cyd's is a third.
            left += len(set(versions)) == 3
        assert review.case(project, number, THREE) is not None
    entries = review.queue(project, THREE)
    assert sum(entry.conflicts + entry.by_rule for entry in entries) == conflicts
    assert sum(entry.open for entry in entries) == left
    assert 0 < left < conflicts / 4
    unanimous = review.queue(project, Plan(THREE.annotators))
    assert sum(entry.open for entry in unanimous) > 3 * left
    before = rows_of_people(project)
    report = review.make_gold(Workspace(project, "rita"), THREE)
    assert report.conflicts == left
    assert rows_of_people(project) == before
    assert sum(entry.open for entry in review.queue(project, THREE)) == left


def test_the_rule_on_all_is_one_step_also_after_a_restart(
    project: Project, texts: list[str]
) -> None:
    finish(project, "cyd", [(text, otherwise(places_of(text), 11, 0.3)) for text in texts])
    kept = ("event", "undo_step")
    rita = Workspace(project, "rita")
    for number in range(1, 6):  # back into review, so that the rule has something to do
        case = review.case(project, number, THREE)
        assert case is not None
        review.reopen(rita, case)
    before = dump(project, without=kept)
    report = review.make_gold(rita, THREE)
    assert report.by_rule > 0
    after = dump(project, without=kept)
    assert after != before
    assert rita.history.undo_step is not None
    assert rita.history.undo_step.title == "Auto-accept in 5 articles"
    again = Workspace(project, "rita")
    assert again.undo() is not None
    assert dump(project, without=kept) == before
    third = Workspace(project, "rita")
    assert third.redo() is not None
    assert dump(project, without=kept) == after
    assert problems(project) == []
    with project.reading() as connection:
        assert len(reviewing.signed(connection)) == report.signed


def test_cancelled_half_way_nothing_has_changed(
    project: Project, texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    finish(project, "cyd", [(text, otherwise(places_of(text), 11, 0.3)) for text in texts])
    rita = Workspace(project, "rita")
    for number in (1, 5):
        case = review.case(project, number, THREE)
        assert case is not None
        review.reopen(rita, case)
    before = dump(project)
    monkeypatch.setattr(review, "_BATCH", 2)
    progress = Progress()
    progress.listener = lambda done, total: progress.cancel() if done else None
    with pytest.raises(Cancelled):
        review.make_gold(rita, THREE, progress=progress)
    assert dump(project) == before
