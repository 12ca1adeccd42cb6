"""A small project that has something in each of its tables, as work leaves it there."""

from __future__ import annotations

from pathlib import Path

from merge_verbs import send
from project_places import put_nothing
from reviewed_project import FIRST, WORKS, make_reviewed
from sqlalchemy import insert
from sqlmodel import SQLModel

from annotator.domain.adjudication import Why
from annotator.domain.gold import Plan, Reason
from annotator.domain.names import ProjectName
from annotator.domain.span_content import SpanContent
from annotator.domain.values import Status, SuggestedSpan
from annotator.operations import annotate, articles, guidelines, muting, names
from annotator.operations.importing import importer
from annotator.operations.reviewing import assigning, feedback, review
from annotator.operations.sharing import merging
from annotator.operations.suggesting import prelabel
from annotator.store.merging.conflicting_versions import entries
from annotator.store.project import Project, create_project
from annotator.workspace import Workspace

PAGE = "Herat is calm. Herat is calm – “so”.\n\n- Advertisement -\n\nMore articles\n"
PLAN = Plan(("ann", "bob"))
HERE = importer.ImportChoices()


def make_full(folder: Path) -> Project:
    """An open project `full.annot` in ``folder``, of four people."""
    works = {name: {1: WORKS[name][1]} for name in ("ann", "bob")}
    project = make_reviewed(folder / "full.annot", works, (FIRST, PAGE))
    ann = Workspace(project, "ann")
    spans = [SuggestedSpan(SpanContent(0, 5, "LOCATION"), score=0.1)]
    ann.add_suggestions({2: spans}, source="plain", version="1", names="")
    annotate.accept(ann, article=2, suggestion=ann.article(2).waiting[0])
    ann.add_time(2, 1 / 3)
    articles.flag(ann, article=2, reason="Odd.")
    guidelines.write(ann, "# Ours")
    names.change(ann, add=[ProjectName("Herat", "LOCATION")], title="Herat")
    assigning.assign(ann, to=["ann", "cem"])
    muting.mute_boilerplate(ann, relearn=True)
    articles.toggle_muted(ann, article=2, offset=PAGE.index("More"))
    articles.toggle_muted(ann, article=2, offset=PAGE.index("Adv"))
    articles.toggle_muted(ann, article=1, offset=0)
    _bring(folder, ann, "saved.html", b"<p>Farah is calm in caf\xe9s.</p>")
    _merge_other_versions(folder, ann)
    _review(project, ann)
    prelabel.prelabel(ann, pipeline="fake_suggesters:obedient")
    with project.writing() as connection:  # what only much work, or another project, leaves
        learnt = {"source": "bbc.com", "line": "more articles"}
        connection.execute(insert(SQLModel.metadata.tables["learnt_line"]), learnt)
        row = {"article_id": 1, "annotator_id": 1, "at": "2026-01-01", "content": "{}"}
        connection.execute(insert(SQLModel.metadata.tables["received_feedback"]), row)
    return project


def _bring(folder: Path, workspace: Workspace, name: str, content: bytes) -> None:
    Path(folder, name).write_bytes(content)
    importer.bring_in(workspace, [Path(folder, name)], choices=HERE)


def _merge_other_versions(folder: Path, ann: Workspace) -> None:
    other = create_project(put_nothing(folder / "other.annot"))
    elsewhere = Workspace(other, "ann")
    _bring(folder, elsewhere, "first.txt", FIRST.encode())
    elsewhere.add_time(1, 2.5)
    articles.set_status(elsewhere, article=1, status=Status.SKIPPED)
    merging.merge_files(ann, [send(other, Path(folder, "other.annwork"))])
    with ann.project.reading() as connection:
        aside = entries(connection)
    if ann.article(1).article_status.status is not Status.DONE:  # which is shown is by chance
        merging.restore(ann, aside[0].key)


def _review(project: Project, ann: Workspace) -> None:
    case = review.case(project, 1, PLAN)
    assert case is not None
    why = Why(Reason.GUIDELINE_GAP, "Which of them?")
    ruled = review.choose(ann, case, case.open[0], 0, why=why)
    feedback.answer(ann, ruled.rulings[0], "Why?")
    review.keep_plan(ann, PLAN)
