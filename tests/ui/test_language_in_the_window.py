"""An article in letters that the pipeline does not read says so, where suggestions are told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from importing_verbs import import_files
from making import make_project as make_empty
from PySide6.QtCore import Qt
from sample_project import FIRST, make_project, place
from window_verbs import SHIFT, Sight

from annotator.domain.pipelines import PipelineChoice
from annotator.domain.span_content import SpanContent
from annotator.domain.values import SuggestedSpan
from annotator.operations.suggesting import project_pipeline
from annotator.store.project import open_project
from annotator.workspace import Workspace

Key = Qt.Key
DARI = "طالبان گفتند که ۳۰ نفر در کندز کشته شدند.\n"
WHY = "Suggestions are made for English, and this article is in Arabic script: label by hand."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "languages.annot"
    make_project(path, texts=(DARI, FIRST), suggested={}).close()
    return path


def test_an_article_that_is_not_read_says_why_nothing_is_suggested(
    open_window: Callable[..., Sight], path: Path
) -> None:
    sight = open_window(path)
    assert "reads English, and this article is in Arabic script" in sight.says("status_suggestions")


@pytest.mark.parametrize("key", [Key.Key_Tab, (Key.Key_A, SHIFT)])
def test_a_key_for_suggestions_says_why_there_are_none(
    open_window: Callable[..., Sight], path: Path, key: Key | tuple[Key, Qt.KeyboardModifier]
) -> None:
    sight = open_window(path)
    sight.keys(key)
    assert sight.says("status_advice") == WHY


def test_where_something_was_suggested_a_key_says_that_none_is_left(
    open_window: Callable[..., Sight], path: Path
) -> None:
    sight = open_window(path)
    named = SuggestedSpan(SpanContent(*place(DARI, "کندز"), "LOCATION"))
    sight.workspace.add_suggestions({1: [named]}, source="file a.jsonl", version="1")
    sight.keys(Key.Key_Tab, Key.Key_A, Key.Key_Tab)
    assert sight.says("status_advice") == "No suggestions are left in this article."


def test_where_a_file_has_suggested_nobody_is_asked_to_have_the_article_read(
    open_window: Callable[..., Sight], tmp_path: Path
) -> None:
    line = {"text": DARI, "spans": [{"start": 0, "end": 6, "label": "ACTOR"}]}
    (tmp_path / "a.jsonl").write_bytes(orjson.dumps(line))
    project = make_empty(tmp_path / "imported.annot", [])
    import_files(project, [tmp_path / "a.jsonl"], annotator="ann")
    project.close()
    sight = open_window(tmp_path / "imported.annot")
    said = sight.says("status_suggestions")
    assert said.endswith("reads English, and this article is in Arabic script")
    assert "has it read" not in said


def test_an_article_that_is_read_says_nothing_of_letters(
    open_window: Callable[..., Sight], path: Path
) -> None:
    sight = open_window(path, article=2)
    sight.keys(Key.Key_Tab)
    assert "reads" not in sight.says("status_suggestions")
    assert sight.says("status_advice") == "No suggestions are left in this article."


def test_a_pipeline_for_persian_reads_a_dari_article_and_no_english_one(
    open_window: Callable[..., Sight], path: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "persian"
    folder.mkdir()
    (folder / "config.cfg").write_text("[nlp]\nlang = fa\n")
    (folder / "meta.json").write_text('{"lang": "fa", "name": "news", "version": "1.0.0"}')
    workspace = Workspace(open_project(path), "ann")
    project_pipeline.choose(workspace, PipelineChoice(str(folder)))
    workspace.close()
    sight = open_window(path)
    assert "reads" not in sight.says("status_suggestions")
    assert sight.window.project is not None
    sight.window.project.session.open(2)
    assert "reads Persian, and this article is in Latin script" in sight.says("status_suggestions")
