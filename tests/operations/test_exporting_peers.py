"""Work leaves in the formats of other programs and comes in again with the same spans."""

from __future__ import annotations

from pathlib import Path

import pytest
from importing_verbs import import_files
from making import annotation, do, make_project

from annotator.domain.edits import Edit
from annotator.domain.errors import AnnotatorError
from annotator.domain.splits import Split
from annotator.domain.values import ArticleStatus, Status
from annotator.formats.writers import WRITERS
from annotator.operations.exporting.export_formats import export_peer
from annotator.operations.exporting.exporter import Choice
from annotator.store.articles.article_rows import article_state
from annotator.store.project import Project

pytestmark = pytest.mark.file_only(
    "formats are written alike from both; test_exporting.py is for both"
)

FIRST = "😀 Taliban fighters took Kunduz.\n\nThey left Kabul."
SECOND = "Nothing happened in Herat."
SPLIT = Split.parse("80:10:10", seed=0)
IN_PART = [name for name in WRITERS if name.startswith(("csv", "conll"))]
"""Formats that hold neither whole texts nor spans that overlap."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = make_project(tmp_path / "p.annot", [FIRST, SECOND])
    rows = (
        annotation(2, 9, id="a", text=FIRST),
        annotation(2, 18, id="b", text=FIRST),
        annotation(24, 30, id="c", label="LOCATION", text=FIRST),
        ArticleStatus(1, "ada", Status.DONE),
        annotation(20, 25, id="d", article=2, label="LOCATION", text=SECOND),
        ArticleStatus(2, "ada", Status.DONE),
    )
    do(made, Edit("all", (), rows))
    return made


def export(project: Project, out: Path, kind: str) -> int:
    return export_peer(project, out, Choice("ada"), kind=kind, split=SPLIT).spans


@pytest.mark.parametrize("kind", [name for name in WRITERS if name not in IN_PART])
def test_what_leaves_comes_in_again(project: Project, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"out{WRITERS[kind].suffix}"
    assert export(project, out, kind) == 4
    paths = sorted(out.glob("*.jsonl")) if kind == "huggingface" else [out]
    again = make_project(tmp_path / "again.annot", [])
    report = import_files(again, paths, annotator="eve", as_annotations=True, mute=False)
    assert (report.added.articles, report.added.spans, report.rejections) == (2, 4, ())
    with again.reading() as connection:
        states = [article_state(connection, number, annotator="eve") for number in (1, 2)]
    found = {state.text: {(a.start, a.end, a.label) for a in state.annotations} for state in states}
    assert found == {
        FIRST: {(2, 9, "ACTOR"), (2, 18, "ACTOR"), (24, 30, "LOCATION")},
        SECOND: {(20, 25, "LOCATION")},
    }


@pytest.mark.parametrize("kind", IN_PART)
def test_tables_and_tokens_are_written_and_proved(
    project: Project, tmp_path: Path, kind: str
) -> None:
    assert export(project, tmp_path / "out", kind) == (4 if kind == "csv" else 3)


@pytest.mark.parametrize("kind", WRITERS)
def test_nothing_done_gives_an_empty_export(tmp_path: Path, kind: str) -> None:
    project = make_project(tmp_path / "p.annot", [FIRST])
    do(project, Edit("all", (), (ArticleStatus(1, "ada", Status.SKIPPED),)))
    assert export(project, tmp_path / "out", kind) == 0


def test_a_folder_that_holds_something_is_left_alone(project: Project, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(AnnotatorError, match="choose a new folder"):
        export(project, tmp_path / "out", "brat")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("kind", ["doccano", "brat"])
def test_what_reads_differently_is_given_up(
    project: Project, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = WRITERS[kind]
    monkeypatch.setattr(type(writer), "again", property(lambda self: lambda source: iter(())))
    with pytest.raises(AnnotatorError, match="given up"):
        export(project, tmp_path / "out", kind)
    assert not (tmp_path / "out").exists()
