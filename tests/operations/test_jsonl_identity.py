"""A project that has been worked on, taken out as JSON lines, read into a new project and taken out
again, is the same file, byte for byte.
"""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from any_work import KEEP, TEXTS, worked_on
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from importing_verbs import import_files
from making import make_project

from annotator.domain.span_content import SpanContent
from annotator.domain.values import Status, SuggestedSpan
from annotator.operations import annotate, articles
from annotator.operations.exporting.exporter import Choice, export_jsonl
from annotator.store.project import Project
from annotator.store.work import suggestions, time_spent
from annotator.workspace import Workspace


def again(project: Project, folder: Path, choice: Choice = KEEP) -> tuple[bytes, bytes]:
    """The file, and that of a new project that it has been read into."""
    export_jsonl(project, folder / "one.jsonl", choice)
    fresh = make_project(folder / "again.annot", [])
    report = import_files(fresh, [folder / "one.jsonl"], annotator="ada", as_annotations=True)
    assert report.rejections == ()
    export_jsonl(fresh, folder / "two.jsonl", choice)
    fresh.close()
    return (folder / "one.jsonl").read_bytes(), (folder / "two.jsonl").read_bytes()


@given(data=st.data())
@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
def test_whatever_has_been_done_is_the_same_file_again(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("round")
    project = worked_on(folder / "p.annot", data)
    one, two = again(project, folder)
    project.close()
    assert one == two


def test_a_span_says_which_suggestion_it_came_from_and_which_others_it_answered(
    tmp_path: Path,
) -> None:
    project = make_project(tmp_path / "p.annot", TEXTS)
    spans = (
        SuggestedSpan(SpanContent(0, 7, "ACTOR"), "gazetteer", 0.5),
        SuggestedSpan(SpanContent(8, 16, "LOCATION")),
    )
    with project.writing() as connection:
        suggestions.add_suggestions(connection, {1: spans}, source="rules", version="1")
    work = Workspace(project, "ada")
    item = work.article(1).waiting[0]
    annotate.correct(work, article=1, suggestion=item, start=0, end=16, label="ACTOR")
    one, two = again(project, tmp_path)
    (span,) = orjson.loads(one.splitlines()[0])["spans"]
    place = {"start": 0, "end": 7, "label": "ACTOR"}
    came_from = {**place, "source": "rules@1", "rule": "gazetteer", "score": 0.5}
    assert (span["origin"], span["suggestion"]) == ("corrected", came_from)
    assert span["answers"] == [{"start": 8, "end": 16, "label": "LOCATION", "source": "rules@1"}]
    assert one == two


def test_the_time_spent_is_said_and_comes_in_again(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", TEXTS)
    with project.writing() as connection:
        time_spent.add_time(connection, 1, annotator="ada", seconds=12.5)
    one, two = again(project, tmp_path)
    assert orjson.loads(one.splitlines()[0])["meta"]["seconds"] == 12.5
    assert one == two


def test_time_that_is_known_otherwise_stays_and_is_told(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", TEXTS)
    with project.writing() as connection:
        time_spent.add_time(connection, 1, annotator="ada", seconds=12.5)
    export_jsonl(project, tmp_path / "o.jsonl", KEEP)
    with project.writing() as connection:
        time_spent.add_time(connection, 1, annotator="ada", seconds=1)
    files = [tmp_path / "o.jsonl"]
    report = import_files(project, files, annotator="ada", as_annotations=True)
    with project.reading() as connection:
        assert time_spent.time_spent(connection, 1, annotator="ada") == 13.5
    assert any("it says otherwise how long ada has worked" in str(i) for i in report.issues)


@pytest.mark.parametrize("value", ["12", -1, True, 1e300])
def test_time_that_is_none_is_left_out_and_said(tmp_path: Path, value: object) -> None:
    line = {"text": "Kabul is calm.", "spans": [], "meta": {"seconds": value}}
    (tmp_path / "o.jsonl").write_bytes(orjson.dumps(line))
    project = make_project(tmp_path / "p.annot", [])
    files = [tmp_path / "o.jsonl"]
    report = import_files(project, files, annotator="ada", as_annotations=True)
    assert any("meta.seconds was left out" in str(item) for item in report.rejections)


def test_keys_of_spans_that_others_call_the_same_are_kept_as_they_are(tmp_path: Path) -> None:
    span = {"start": 0, "end": 5, "label": "LOCATION", "suggestion": "yes", "answers": [1]}
    (tmp_path / "o.jsonl").write_bytes(orjson.dumps({"text": "Kabul is calm.", "spans": [span]}))
    project = make_project(tmp_path / "p.annot", [])
    import_files(project, [tmp_path / "o.jsonl"], annotator="ada", as_annotations=True)
    export_jsonl(project, tmp_path / "back.jsonl", KEEP)
    (back,) = orjson.loads((tmp_path / "back.jsonl").read_bytes())["spans"]
    assert (back["suggestion"], back["answers"]) == ("yes", [1])


def test_suggestions_in_muted_text_do_not_go_out_with_the_spans_that_answered_them(
    tmp_path: Path,
) -> None:
    project = make_project(tmp_path / "p.annot", TEXTS)
    work = Workspace(project, "ada")
    at = TEXTS[0].index("soldiers")
    span = SuggestedSpan(SpanContent(at, at + 24, "ACTOR"))
    with project.writing() as connection:
        suggestions.add_suggestions(connection, {1: [span]}, source="rules", version="1")
    item = work.article(1).waiting[0]
    annotate.correct(work, article=1, suggestion=item, start=at, end=at + 8, label="ACTOR")
    articles.toggle_muted(work, article=1, offset=len(TEXTS[0]) - 1)
    export_jsonl(project, tmp_path / "o.jsonl", Choice("ada", tuple(Status)))
    (out,) = orjson.loads((tmp_path / "o.jsonl").read_bytes().splitlines()[0])["spans"]
    assert "suggestion" not in out
