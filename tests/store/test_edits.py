"""An edit is made whole or not at all, and only on what it expects."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from making import annotation, do, make_project, suggest

from annotator.domain.edits import Edit
from annotator.domain.errors import SaveError, StaleEdit
from annotator.domain.span_content import SpanContent
from annotator.domain.values import ArticleStatus, Decision, Status, SuggestedSpan, Verdict
from annotator.store.articles.article_rows import article_state
from annotator.store.project import Project, open_project
from annotator.store.work.work_versions import seen_by


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "p.annot")


def held(project: Project, annotator: str = "ada") -> tuple[object, ...]:
    with project.reading() as connection:
        state = article_state(connection, 1, annotator=annotator)
    return state.annotations, state.decisions, state.article_status


def events(project: Project) -> int:
    with project.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM event").scalar_one())


def test_an_added_annotation_is_there_after_reopening(project: Project, tmp_path: Path) -> None:
    do(project, Edit("add", (), (annotation(),)))
    project.close()
    assert held(open_project(tmp_path / "p.annot"))[0] == (annotation(),)


def test_an_edit_whose_before_is_gone_is_refused(project: Project) -> None:
    with pytest.raises(StaleEdit):
        do(project, Edit("move", (annotation(),), (annotation(8, 16),)))


def test_an_edit_whose_before_has_changed_is_refused(project: Project) -> None:
    do(project, Edit("add", (), (annotation(),)))
    with pytest.raises(StaleEdit):
        do(project, Edit("delete", (annotation().with_span(note="other"),), ()))


def test_adding_what_is_there_already_is_refused(project: Project) -> None:
    do(project, Edit("add", (), (annotation(),)))
    with pytest.raises(StaleEdit):
        do(project, Edit("add", (), (annotation(),)))


def test_a_refused_edit_leaves_everything_as_it_was(project: Project) -> None:
    do(project, Edit("add", (), (annotation(),)))
    before = held(project), events(project)
    good, bad = annotation(8, 16, id="two"), annotation(22, 28, id="three", label="NOPE")
    with pytest.raises(SaveError):
        do(
            project,
            Edit("bulk", (annotation(),), (good, ArticleStatus(1, "ada", Status.DONE), bad)),
        )
    assert (held(project), events(project)) == before


def test_a_quote_the_article_does_not_say_is_refused(project: Project) -> None:
    with pytest.raises(SaveError, match="not what its article says"):
        do(project, Edit("add", (), (replace(annotation(), text="Talibam"),)))


def test_a_span_beyond_the_text_is_refused(project: Project) -> None:
    with pytest.raises(SaveError):
        do(project, Edit("add", (), (annotation().with_span(start=4000, end=4007),)))


def test_a_verdict_on_a_suggestion_that_is_not_there_is_refused(project: Project) -> None:
    with pytest.raises(StaleEdit):
        do(project, Edit("reject", (), (Decision(99, 1, "ada", Verdict.REJECTED),)))


def test_the_inverse_brings_back_what_was_there(project: Project) -> None:
    (number,) = suggest(project, SuggestedSpan(SpanContent(0, 7, "ACTOR")))
    before = held(project)
    made = annotation(suggestion_id=number)
    rows = (made, Decision(number, 1, "ada", Verdict.ACCEPTED, made.id))
    edit = Edit("accept", (), (*rows, ArticleStatus(1, "ada", Status.IN_PROGRESS)))
    do(project, edit)
    do(project, edit.inverse())
    assert held(project) == before


def test_two_annotators_do_not_see_each_other(project: Project) -> None:
    do(project, Edit("add", (), (annotation(),)))
    do(project, Edit("add", (), (annotation(id="two", annotator="ben"),)), annotator="ben")
    assert [item.id for item in held(project, "ben")[0]] == ["two"]  # type: ignore[attr-defined]


def test_one_annotator_cannot_delete_by_the_name_of_another(project: Project) -> None:
    do(project, Edit("add", (), (annotation(),)))
    with pytest.raises(StaleEdit):
        do(project, Edit("delete", (annotation(annotator="ben"),), ()), annotator="ben")


def test_every_edit_leaves_an_event(project: Project) -> None:
    before = events(project)
    do(project, Edit("add", (), (annotation(),)))
    do(project, Edit("add", (), (annotation(),)).inverse())
    assert events(project) == before + 2


def test_each_edit_of_somebodys_work_is_a_further_version_of_it(project: Project) -> None:
    """By these versions, bundles know which work goes on from which."""
    versions: list[list[str]] = []
    status = ArticleStatus(1, "ada", Status.DONE)
    for rows in ((annotation(),), (status,), (annotation(id="bob", annotator="bob"),)):
        do(project, Edit("work", after=rows))
        with project.reading() as connection:
            seen = seen_by(connection, [1]).values()
        versions.append(sorted(vector.rpartition(":")[2].strip() for vector in seen))
    assert versions == [["1"], ["2"], ["1", "2"]]
