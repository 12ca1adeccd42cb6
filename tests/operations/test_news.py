"""What another opening of a project commits is news, what one commits oneself is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.domain.changes import Change, ChangeOrigin, Part
from annotator.domain.figures import ACLED
from annotator.domain.gold import Plan
from annotator.domain.span_content import SpanContent
from annotator.domain.values import Status, SuggestedSpan
from annotator.formats.reader import ReadOptions
from annotator.operations import (
    articles,
    control_share,
    figures,
    guidelines,
    labels,
    names,
    stories,
)
from annotator.operations.importing import importer
from annotator.operations.importing.importer import ImportChoices
from annotator.operations.reviewing import assigning, review
from annotator.tasks import Cancelled, Progress
from annotator.workspace import Workspace

Deed = Callable[[Workspace], object]


def make_plan(workspace: Workspace) -> None:
    for name in ("eve", "joe"):
        other = Workspace(workspace.project, name)
        articles.set_status(other, article=1, status=Status.DONE)
    review.keep_plan(workspace, Plan(("eve", "joe")))


DEEDS: dict[str, tuple[Deed, Part, tuple[int, ...] | None]] = {
    "status": (
        lambda w: articles.set_status(w, article=2, status=Status.DONE),
        Part.STATUS,
        (2,),
    ),
    "mute": (lambda w: articles.toggle_muted(w, article=1, offset=0), Part.MUTED, (1,)),
    "name": (lambda w: names.remember(w, "Quxtown", "LOCATION"), Part.NAMES, ()),
    "label": (lambda w: labels.add(w, "WEAPON"), Part.LABELS, None),
    "policy": (lambda w: figures.choose_policy(w, ACLED), Part.POLICY, ()),
    "share": (lambda w: control_share.choose(w, 50), Part.CONTROL_SHARE, None),
    "guidelines": (lambda w: guidelines.write(w, "# Ours"), Part.GUIDELINES, ()),
    "assignments": (lambda w: assigning.assign(w, to=["eve"]), Part.ASSIGNMENTS, None),
    "stories": (
        lambda w: stories.group_stories(w, again=True),
        Part.DUPLICATES,
        (),
    ),
    "plan": (make_plan, Part.PLAN, (1,)),
    "suggestions": (
        lambda w: w.add_suggestions(
            {2: [SuggestedSpan(SpanContent(0, 5, "ACTOR"))]}, source="s", version="1"
        ),
        Part.SUGGESTIONS,
        (2,),
    ),
}


@pytest.mark.parametrize("what", DEEDS)
def test_what_a_colleague_commits_is_news_once(
    workspace: Workspace, colleague: Workspace, what: str
) -> None:
    deed, parts, numbers = DEEDS[what]
    assert workspace.news() is None
    deed(colleague)
    news = workspace.news()
    assert news is not None
    assert (parts in news.parts, news.articles, news.origin) == (
        True,
        numbers,
        ChangeOrigin.ELSEWHERE,
    )
    assert workspace.news() is None


@pytest.mark.parametrize("what", sorted(DEEDS.keys() - {"guidelines", "plan", "suggestions"}))
def test_what_one_commits_oneself_is_no_news(workspace: Workspace, what: str) -> None:
    assert workspace.news() is None
    DEEDS[what][0](workspace)
    assert workspace.news() is None


def test_suggestions_that_are_at_hand_are_no_news(workspace: Workspace) -> None:
    assert workspace.news() is None
    DEEDS["suggestions"][0](workspace)
    workspace.article(2)
    assert workspace.news() is None


def test_an_import_is_news_and_so_is_taking_it_back(
    workspace: Workspace, colleague: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importer, "_BATCH", 10)
    file = tmp_path / "a.txt"
    file.write_text("".join(f"All is calm {n}.\n" for n in range(60)), encoding="utf-8")
    workspace.news()
    brought: list[Change | None] = []

    def stop(done: int, total: int) -> None:
        brought.append(workspace.news())
        progress.cancel()

    progress = Progress(stop)
    choices = ImportChoices(options=ReadOptions(article_a_line=True))
    with pytest.raises(Cancelled):
        importer.bring_in(
            colleague, [file], choices=choices, progress=progress, take_back=lambda: True
        )
    for news in (*brought, workspace.news()):
        assert news is not None
        assert Part.ARTICLES in news.parts


def test_what_is_taken_over_is_what_the_project_holds(
    workspace: Workspace, colleague: Workspace
) -> None:
    heard: list[Change] = []
    workspace.listen(heard.append)
    workspace.news()
    workspace.article(1)
    articles.toggle_muted(colleague, article=1, offset=0)
    labels.add(colleague, "WEAPON")
    news = workspace.news()
    assert news is not None
    workspace.take_over(news)
    assert len(workspace.article(1).muted) == 1
    assert "WEAPON" in [label.name for label in workspace.labels]
    assert heard == [news]
