"""One damaged value never stops an export: it is left out, named, and the rest goes out."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from making import annotation, do, make_project
from spoiling import spoil

from annotator.domain.edits import Edit
from annotator.domain.figures import parse_figure
from annotator.domain.splits import Split
from annotator.domain.values import ArticleStatus, Status
from annotator.formats.writers import WRITERS
from annotator.operations import projects
from annotator.operations.exporting.export_formats import export_peer
from annotator.operations.exporting.export_report import ExportReport
from annotator.operations.exporting.exporter import Choice, export_jsonl, export_spacy
from annotator.store.articles.article_rows import article_state
from annotator.store.file.first_paint import glimpse
from annotator.store.project import open_project

pytestmark = pytest.mark.file_only("damages rows as only a file lets anybody")

TEXT = "Taliban killed more than 30 people in Kabul."
SPLIT = Split.parse("80:10:10", seed=0)
DAMAGES = {
    "UPDATE annotation SET figure = '{\"qualifier\": \"fish\"}' WHERE id = 'b'": 5,
    "UPDATE annotation SET figure = '{' WHERE id = 'b'": 5,
    "UPDATE annotation SET start = 16 WHERE id = 'b'": 4,
    "UPDATE annotation SET \"end\" = 4000 WHERE id = 'b'": 4,
    "UPDATE article_text SET extra = '{\"a\"' WHERE article_id = 1": 2,
    "UPDATE article_text SET extra = '[1]' WHERE article_id = 1": 2,
    "UPDATE article_text SET text = CAST(x'ff54' AS TEXT) WHERE article_id = 1": 2,
    "UPDATE annotation SET note = CAST(x'ff' AS TEXT) WHERE id = 'b'": 2,
    f"UPDATE annotation SET figure = '{'[' * 3000}' WHERE id = 'b'": 5,
    f"UPDATE article_text SET extra = '{'[' * 3000}' WHERE article_id = 1": 2,
    "UPDATE article_text SET text = '' WHERE article_id = 1": 2,
    "DELETE FROM article_text WHERE article_id = 1": 2,
    "UPDATE annotation SET label_id = 99 WHERE id = 'b'": 4,
}
"""Each with how many of the five spans are left."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two articles that are done, with three and two spans."""
    project = make_project(tmp_path / "p.annot", [TEXT, f"{TEXT} Again."])
    figure = parse_figure("more than 30")
    rows = (
        annotation(0, 7, id="a", text=TEXT),
        annotation(15, 27, id="b", label="FIGURE", text=TEXT, figure=figure),
        annotation(38, 43, id="c", label="LOCATION", text=TEXT),
        annotation(0, 7, id="d", article=2, text=TEXT),
        annotation(38, 43, id="e", article=2, label="LOCATION", text=TEXT),
        ArticleStatus(1, "ada", Status.DONE),
        ArticleStatus(2, "ada", Status.DONE),
    )
    do(project, Edit("all", (), rows))
    project.close()
    return tmp_path / "p.annot"


def export(path: Path, out: Path, kind: str) -> ExportReport:
    project = open_project(path)
    try:
        if kind == "jsonl":
            return export_jsonl(project, out, Choice("ada"))
        if kind == "spacy":
            return export_spacy(project, out, Choice("ada"), split=SPLIT)
        return export_peer(project, out, Choice("ada"), kind=kind, split=SPLIT)
    finally:
        project.close()


@pytest.mark.parametrize("damage", DAMAGES, ids=[damage[:60] for damage in DAMAGES])
@pytest.mark.parametrize("kind", ["jsonl", "spacy", *WRITERS])
def test_the_rest_goes_out_and_what_is_damaged_is_named(
    path: Path, tmp_path: Path, kind: str, damage: str
) -> None:
    spoil(path, damage)
    report = export(path, tmp_path / "out", kind)
    assert (report.spans, len(report.left_out)) == (DAMAGES[damage], 1)
    assert "damaged" in next(report.sentences())


def test_a_figure_that_cannot_be_read_goes_out_as_not_parsed(path: Path, tmp_path: Path) -> None:
    spoil(path, "UPDATE annotation SET figure = '{' WHERE id = 'b'")
    export(path, tmp_path / "out.jsonl", "jsonl")
    record = orjson.loads((tmp_path / "out.jsonl").read_bytes().splitlines()[0])
    assert [span["figure"]["parsed"] for span in record["spans"] if "figure" in span] == [False]


def test_an_article_with_a_figure_that_cannot_be_read_opens(path: Path) -> None:
    spoil(path, "UPDATE annotation SET figure = '{' WHERE id = 'b'")
    seen = glimpse(path, annotator="ada", article=1)
    assert seen is not None
    assert len(seen.state.annotations) == 3
    project = open_project(path)
    with project.reading() as connection:
        assert len(article_state(connection, 1, annotator="ada").annotations) == 3
    assert [p for p in projects.check(project).problems if "figure cannot be read" in p]


def test_a_locked_project_is_no_damage(path: Path, tmp_path: Path) -> None:
    """Nothing is left out because another program holds the file."""
    import sqlite3
    from contextlib import closing

    from annotator.domain.errors import AnnotatorError

    project = open_project(path, wait_ms=0)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(AnnotatorError, match="another program"):
            export_jsonl(project, tmp_path / "out.jsonl", Choice("ada"))
    assert not (tmp_path / "out.jsonl").exists()
