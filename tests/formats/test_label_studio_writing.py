"""Tasks leave with the labelling configuration that takes them, and with all that is said of spans;
Label Studio's own library finds both sound.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from importing_verbs import import_files
from making import annotation, do, make_project
from reading_verbs import quotes, read_file

from annotator.domain.edits import Edit
from annotator.domain.errors import AnnotatorError
from annotator.domain.figures import parse_figure
from annotator.domain.figures.value import Figure
from annotator.domain.outgoing import Content
from annotator.domain.splits import Split
from annotator.domain.values import ArticleStatus, Status
from annotator.operations import labels
from annotator.operations.exporting.export_formats import export_peer
from annotator.operations.exporting.export_report import ExportReport
from annotator.operations.exporting.exporter import Choice
from annotator.store.articles.article_rows import article_state
from annotator.store.definitions.labels import labels as labels_of
from annotator.store.project import Project
from annotator.workspace import Workspace

interface = pytest.importorskip(
    "label_studio_sdk.label_interface",
    reason="pip install --no-deps label-studio-sdk",
)
pytestmark = pytest.mark.file_only("written alike from both")

TEXT = "😀 Taliban killed more than 30 men, 12 of them from Kunduz & “Homs”."
NAMES = ('R&D "x" <y>', "Актор")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = make_project(tmp_path / "p.annot", [TEXT])
    workspace = Workspace(made, "ada")
    for name in NAMES:
        labels.add(workspace, name)
    start, part = TEXT.index("more"), TEXT.index("12")
    whole = Figure.from_json({**parse_figure("more than 30 men").to_json(), "confirmed": True})
    among = Figure.from_json({**parse_figure("12").to_json(), "part_of": [start, start + 16]})
    rows = (
        annotation(2, 9, id="a", text=TEXT, note="who?\nwhy?", entity="Q1"),
        annotation(start, start + 16, id="b", label="FIGURE", text=TEXT, figure=whole),
        annotation(part, part + 2, id="c", label="FIGURE", text=TEXT, figure=among),
        annotation(2, 9, id="d", label=NAMES[0], text=TEXT),
        ArticleStatus(1, "ada", Status.DONE),
    )
    do(made, Edit("all", (), rows))
    return made


def export(project: Project, out: Path) -> ExportReport:
    split = Split.parse("1:0:0", seed=0)
    return export_peer(project, out, Choice("ada"), kind="label-studio", split=split)


def test_the_library_takes_tasks_and_configuration(project: Project, tmp_path: Path) -> None:
    export(project, tmp_path / "tasks.json")
    config = interface.LabelInterface((tmp_path / "tasks.json.config.xml").read_text())
    (task,) = orjson.loads((tmp_path / "tasks.json").read_bytes())
    assert config.validate_task({"data": task["data"]})
    (work,) = task["annotations"]
    kinds = [result["type"] for result in work["result"]]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        **{"labels": 4, "textarea": 3, "number": 5, "choices": 6, "relation": 1}
    }
    assert config.validate_annotation(work)


def test_every_label_is_there_with_its_colour_and_key(project: Project, tmp_path: Path) -> None:
    export(project, tmp_path / "tasks.json")
    config = interface.LabelInterface((tmp_path / "tasks.json.config.xml").read_text())
    with project.reading() as connection:
        defined = labels_of(connection)
    look = {
        name: (tag.attr["background"], tag.attr.get("hotkey"))
        for name, tag in config.get_control("label").labels_attrs.items()
    }
    assert look == {label.name: (label.light, label.key or None) for label in defined}


def test_all_that_is_said_of_spans_comes_in_again(project: Project, tmp_path: Path) -> None:
    report = export(project, tmp_path / "tasks.json")
    assert set(report.dropped) == {Content.ORIGINS, Content.ANNOTATORS}
    again = make_project(tmp_path / "again.annot", [])
    import_files(
        *(again, [tmp_path / "tasks.json"]),
        annotator="ada", as_annotations=True, new_labels=True, mute=False,
    )  # fmt: skip
    spans = []
    for source in (project, again):
        with source.reading() as connection:
            state = article_state(connection, 1, annotator="ada")
        spans.append({item.span for item in state.annotations})
    assert spans[0] == spans[1]


def region(name: str, key: str, kind: str, value: object) -> dict[str, Any]:
    about = {"id": name, "from_name": key, "to_name": "text", "type": kind}
    return {**about, "value": {"start": 2, "end": 9, kind.removesuffix("area"): value}}


@pytest.mark.parametrize(
    "other",
    [
        region("a", "best", "number", 30),  # without a qualifier it is no figure
        region("a", "note", "number", 3),
        region("gone", "note", "textarea", ["x"]),
        region("a", "note", "textarea", ["x", "y"]),
        region("a", "topic", "textarea", ["war"]),
        {"type": "relation", "from_id": "a", "to_id": "a", "labels": ["fights"]},
    ],
)
def test_results_that_say_something_else_are_kept(tmp_path: Path, other: Any) -> None:
    results = [region("a", "label", "labels", ["ORG"]), other]
    task = {"data": {"text": TEXT}, "annotations": [{"result": results}]}
    file = tmp_path / "tasks.json"
    file.write_bytes(orjson.dumps([task]))
    (record,), _ = read_file(file)
    assert quotes(record) == [("Taliban", "ORG")]
    assert record.spans[0].more == (None, None, None)
    assert record.article.extra["label_studio"]["annotation"]["result"] == [other]


def test_a_folder_with_tasks_and_their_configuration_brings_the_tasks(
    project: Project, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    export(project, tmp_path / "out" / "tasks.json")
    again = make_project(tmp_path / "again.annot", [])
    report = import_files(again, [tmp_path / "out"], annotator="ada", new_labels=True, mute=False)
    assert (report.added.articles, report.rejections) == (1, ())


def test_a_configuration_that_no_export_has_written_is_left_alone(
    project: Project, tmp_path: Path
) -> None:
    config = tmp_path / "tasks.json.config.xml"
    export(project, tmp_path / "tasks.json")
    export(project, tmp_path / "tasks.json")
    config.write_text("<View/>")
    (tmp_path / "tasks.json").write_text("old")
    with pytest.raises(AnnotatorError, match=r"config\.xml is there already"):
        export(project, tmp_path / "tasks.json")
    assert config.read_text() == "<View/>"
    assert (tmp_path / "tasks.json").read_text() == "old"
