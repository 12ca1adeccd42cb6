"""What of an article comes back that leaves in a format and is read again is measured for each, and
the documentation has it as a table.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from comes_back import COMES
from importing_verbs import import_files
from making import annotation, do, make_project, suggest

from annotator.domain.edits import Edit
from annotator.domain.figures import parse_figure
from annotator.domain.figures.value import Figure
from annotator.domain.records import Record
from annotator.domain.span_content import SpanContent
from annotator.domain.splits import Split
from annotator.domain.values import (
    ArticleStatus,
    Decision,
    MutedRange,
    Status,
    SuggestedSpan,
    Verdict,
)
from annotator.formats.writers import TARGETS
from annotator.library.projects import AnnotationProject
from annotator.operations import labels
from annotator.operations.exporting.export_formats import export
from annotator.operations.exporting.exporter import Choice
from annotator.store.project import Project, open_project
from annotator.store.work.time_spent import add_time
from annotator.workspace import Workspace

pytestmark = pytest.mark.file_only("formats are written alike from both")

TEXT = "😀 Taliban  killed more than 30 men,\n 12 of them in Kabul.\n\nShare this."
WHOLE = TEXT.index("more than 30 men")
FORMATS = Path(__file__).parents[2].joinpath("docs", "formats.md").read_text()
HEADING = "## What comes back (out and in again)"
RELATED = {"head": 0, "child": 1, "label": "KILLED"}
ABOUT = {"title": "T", "source": "AFP", "url": "https://e.org/1", "published": "2024-02-16"}


def at(quote: str, *, id: str, **more: Any) -> Any:
    start = TEXT.index(quote)
    return annotation(start, start + len(quote), id=id, text=TEXT, **more)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An article with everything that a project can hold of one."""
    source = tmp_path / "in.jsonl"
    article = {
        "text": TEXT,
        "region": "South",
        "relations": [RELATED],
        "meta": {"id": "u", **ABOUT},
    }
    source.write_bytes(orjson.dumps(article))
    made = make_project(tmp_path / "p.annot", [])
    import_files(made, [source], annotator="ada", mute=False)
    labels.add(Workspace(made, "ada"), "armed group")
    among = {**parse_figure("12").to_json(), "part_of": [WHOLE, WHOLE + 16]}
    kabul = TEXT.index("Kabul")
    no, yes = suggest(
        made,
        SuggestedSpan(SpanContent(2, 9, "LOCATION"), score=0.5),
        SuggestedSpan(SpanContent(kabul, kabul + 5, "LOCATION"), score=0.75),
    )
    rows = (
        at("Taliban", id="a", label="armed group", note="twice?"),
        at("more than 30 men", id="b", label="FIGURE", figure=parse_figure("more than 30 men")),
        at("12", id="c", label="FIGURE", figure=Figure.from_json(among)),
        at("Kabul", id="d", label="LOCATION", entity="Wikidata:Q5838", suggestion_id=yes),
        at("30 men,\n 12", id="e", label="ACTOR"),
        Decision(no, 1, "ada", Verdict.REJECTED),
        Decision(yes, 1, "ada", Verdict.ACCEPTED, "d"),
        MutedRange("m", 1, TEXT.index("Share"), len(TEXT), "manual"),
        ArticleStatus(1, "ada", Status.FLAGGED, "odd"),
    )
    do(made, Edit("all", (), rows))
    with made.writing() as connection:
        add_time(connection, 1, annotator="ada", seconds=60)
    return made


def record_of(project: Project) -> Record:
    """The article as whoever has worked in it has it; there must be one."""
    opened = AnnotationProject(project)
    (annotator,) = opened.annotators
    (record,) = opened.annotations(annotator, done_only=False, keep_muted=True)
    return record


def come_back(project: Project, folder: Path, kind: str) -> list[bool]:
    out = folder / f"out{TARGETS[kind].suffix}"
    choice = Choice("ada", tuple(Status), keep_muted=True)
    export(project, out, choice, kind=kind, split=Split.parse("1:0:0", seed=0))
    again = make_project(folder / "again.annot", [])
    import_files(
        *(again, [out]),
        annotator="eve",
        as_annotations=True,
        new_labels=True,
        named_annotators=True,
        mute=False,
    )
    before, after = record_of(project), record_of(again)
    return [value(before) == value(after) for value in COMES.values()]


@pytest.mark.parametrize("kind", [kind for kind in TARGETS if kind != "csv"])
def test_the_table_says_what_comes_back(project: Project, tmp_path: Path, kind: str) -> None:
    cells = " |".join(" yes" if comes else "" for comes in come_back(project, tmp_path, kind))
    table = FORMATS.partition(HEADING)[2].partition("\n## ")[0]
    assert f"| `{kind}` |{cells} |" in table.splitlines()


def test_what_a_data_set_makes_of_an_article_does_not_come_in_with_it(
    project: Project, tmp_path: Path
) -> None:
    """Tags would go out again after spans have changed."""
    come_back(project, tmp_path, "huggingface")
    again = open_project(tmp_path / "again.annot")
    extra = record_of(again).article.extra
    assert {"id", "ner_tags", "uid"}.isdisjoint(extra | extra.get("meta", {}))
