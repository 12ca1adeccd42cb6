"""Undo and redo go on where they were when the project was closed, whatever has come since."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from project_dump import dump
from reviewed_project import make_reviewed
from sample_project import FIRST, SUGGESTED, make_project, place
from sqlalchemy import func, select

from annotator.domain.adjudication import Why
from annotator.domain.errors import StaleEdit
from annotator.domain.gold import Plan, Reason
from annotator.domain.span_content import SpanContent
from annotator.domain.state import ArticleState
from annotator.domain.tokens import tokenise
from annotator.domain.values import Status, SuggestedSpan
from annotator.operations import annotate, articles, labels, names, stories
from annotator.operations.reviewing import review
from annotator.operations.suggesting import suggestion_requests
from annotator.store.project import open_project
from annotator.store.work import undo_steps
from annotator.workspace import Workspace

WORDS = [(token.start, token.end) for token in tokenise(FIRST)]
RETOLD = FIRST.replace("Sunday", "Monday")


@pytest.fixture
def reopen(tmp_path: Path) -> Callable[..., Workspace]:
    """Opens the project as the next start would; it has two tellings of one story."""
    path = tmp_path / "p.annot"
    make_project(path, texts=(FIRST, RETOLD)).close()
    return lambda who="ann": Workspace(open_project(path), who)


def seen(workspace: Workspace, article: int = 1) -> tuple[object, ...]:
    """What an article says, whatever numbers its suggestions have."""
    state = Workspace(workspace.project, workspace.annotator).article(article)
    said = {item.id: item.says for item in state.suggestions}
    return (
        sorted(
            (item.id, item.span, said.get(item.suggestion_id or 0)) for item in state.annotations
        ),
        sorted((said[item.suggestion_id], item.verdict) for item in state.decisions),
        [item.range for item in state.muted],
        state.article_status,
    )


def arrive(workspace: Workspace) -> None:
    """A suggester with the names as they are now goes through the first article."""
    state: ArticleState = workspace.article(1)
    spans = [
        SuggestedSpan(SpanContent(*place(FIRST, words, nth), label))
        for words, label, nth in SUGGESTED[FIRST]
    ]
    digest = workspace.names.digest
    # They come under other numbers, since others have come meanwhile.
    suggestion_requests.forget_waiting(workspace, 1)
    place_2 = WORDS[len(workspace.article(2).suggestions)]
    other = SuggestedSpan(SpanContent(*place_2, "FIGURE"))
    workspace.add_suggestions({2: [other]}, source="other", version="1")
    suggestion_requests.keep(
        workspace, 1, state.document.article.sha256, spans, source="s", version="1", names=digest
    )


def all_kinds(workspace: Workspace) -> int:
    """A step of every kind an annotator makes; returns how many."""
    arrive(workspace)
    names.remember(workspace, "Kunduz", "LOCATION")
    arrive(workspace)
    first = workspace.article(1).waiting[0]
    made = annotate.accept(workspace, article=1, suggestion=first)
    annotate.set_note(workspace, article=1, annotation=made, note="who?")
    annotate.reject(workspace, article=1, suggestion=workspace.article(1).waiting[0])
    annotate.accept_all(workspace, article=1)
    figure = next(item for item in workspace.article(1).annotations if item.figure)
    annotate.confirm_figure(workspace, article=1, span=figure)
    labels.add(workspace, "WEAPON")
    start, end = place(FIRST, "12 men")
    annotate.add(workspace, article=1, start=start, end=end, label="WEAPON")
    articles.toggle_muted(workspace, article=1, offset=FIRST.index("Share"))
    articles.set_status(workspace, article=1, status=Status.FLAGGED, reason="torn")
    stories.group_stories(workspace)
    stories.copy_to_duplicates(workspace, stories.prepare_copies(workspace, article=1))
    articles.set_status(workspace, article=1, status=Status.DONE)
    return 12


def test_every_kind_of_step_is_taken_back_and_made_again_after_restarts(
    reopen: Callable[..., Workspace],
) -> None:
    workspace = reopen()
    states = []
    count = all_kinds(workspace)
    workspace.close()
    workspace = reopen()
    for _ in range(count):
        states.append(
            (seen(workspace), seen(workspace, 2), workspace.labels, workspace.names.names)
        )
        assert workspace.undo() is not None
        arrive(workspace)  # and what waited is there under other numbers
        workspace.close()
        workspace = reopen()
    assert workspace.article(1).annotations == ()
    assert workspace.history.undo_step is None
    for state in reversed(states):
        assert workspace.redo() is not None
        workspace.close()
        workspace = reopen()
        now = (seen(workspace), seen(workspace, 2), workspace.labels, workspace.names.names)
        assert now == state
    assert workspace.history.redo_step is None


def test_what_somebody_else_did_is_not_offered(reopen: Callable[..., Workspace]) -> None:
    annotate.add(reopen("bob"), article=2, start=0, end=7, label="ACTOR")
    annotate.accept_all(reopen("ann"), article=1)
    bob = reopen("bob")
    edit = bob.undo()
    assert edit is not None
    assert edit.articles == (2,)
    assert bob.undo() is None


def test_of_two_windows_of_one_person_the_next_start_offers_both_in_their_order(
    reopen: Callable[..., Workspace],
) -> None:
    one, other = reopen(), reopen()
    annotate.add(one, article=1, start=0, end=7, label="ACTOR")
    annotate.add(other, article=2, start=0, end=7, label="ACTOR")
    annotate.add(one, article=1, start=8, end=16, label="ACTOR")
    one.undo()
    after = reopen()
    edits = []
    while (edit := after.undo()) is not None:
        edits.append(edit.articles)
    assert edits == [(2,), (1,)]


def test_a_step_somebody_has_built_upon_is_refused_in_one_sentence_and_those_before_go_on(
    reopen: Callable[..., Workspace],
) -> None:
    workspace = reopen()
    annotate.add(workspace, article=2, start=0, end=7, label="ACTOR")
    made = annotate.add(workspace, article=1, start=0, end=7, label="ACTOR")
    other = reopen()
    annotate.relabel(other, article=1, annotation=made, label="LOCATION")
    assert workspace.history.undo_step is not None
    with pytest.raises(StaleEdit, match="no longer fits"):
        workspace.undo()
    edit = workspace.undo()
    assert edit is not None
    assert edit.articles == (2,)


def test_a_label_that_was_merged_leaves_the_steps_of_others(
    reopen: Callable[..., Workspace],
) -> None:
    workspace = reopen()
    annotate.add(workspace, article=2, start=0, end=7, label="ACTOR")
    labels.add(workspace, "WEAPON")
    workspace.undo()
    workspace.redo()
    labels.merge(reopen("bob"), "WEAPON", "ACTOR")
    workspace = reopen()
    with pytest.raises(StaleEdit, match="the label WEAPON has changed since"):
        workspace.undo()
    workspace.undo()
    assert workspace.article(2).annotations == ()


def test_a_label_that_somebody_deletes_takes_no_steps_away(
    reopen: Callable[..., Workspace],
) -> None:
    labels.add(reopen("bob"), "WEAPON")
    workspace = reopen()
    annotate.add(workspace, article=1, start=0, end=7, label="ACTOR")
    assert workspace.news() is None
    labels.remove(reopen("bob"), "WEAPON")
    change = workspace.news()
    assert change is not None
    workspace.take_over(change)
    assert "WEAPON" not in [label.name for label in workspace.labels]
    assert workspace.undo() is not None
    assert workspace.article(1).annotations == ()


def test_only_the_newest_steps_are_kept(
    reopen: Callable[..., Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo_steps, "MOST", 4)
    monkeypatch.setattr(undo_steps, "_SWEEP", 1)
    workspace = reopen()
    for start, end in WORDS[:12]:
        annotate.add(workspace, article=1, start=start, end=end, label="ACTOR")
    workspace = reopen()
    while workspace.undo() is not None:
        pass
    assert len(workspace.article(1).annotations) == 8
    workspace = reopen()
    while workspace.redo() is not None:
        pass
    assert len(workspace.article(1).annotations) == 12
    with workspace.project.reading() as connection:
        count = connection.execute(select(func.count()).select_from(undo_steps.STEP)).scalar_one()
    assert count < 20  # of 12 + 4 + 4


def test_rulings_are_taken_back_and_made_again_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "reviewed.annot"
    make_reviewed(path).close()
    rita = Workspace(open_project(path), "rita")
    case = review.case(rita.project, 1, Plan(("ann", "bob")))
    assert case is not None
    before = gold(rita)
    for at, why in ((0, Why()), (1, Why(Reason.SLIP, "read it again"))):
        case = review.choose(rita, case, case.open[0], at, why=why)
    after = gold(rita)
    for move, wanted in ((Workspace.undo, before), (Workspace.redo, after)):
        count = 0
        while move(rita) is not None:
            count += 1
            rita.close()
            rita = Workspace(open_project(path), "rita")
        assert count == 3  # with what all agree on
        assert gold(rita) == wanted


def gold(workspace: Workspace) -> dict[str, object]:
    rows = dump(workspace.project)
    return {name: rows[name] for name in ("gold_span", "ruling", "review")}
