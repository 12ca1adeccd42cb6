"""Files whose spans overlap: nothing of them is lost, and what a project does not allow is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from importing_verbs import import_files
from making import make_project

from annotator.domain.figures import UNPARSED
from annotator.domain.overlap_rule import OverlapRule, Overlaps
from annotator.domain.splits import Split
from annotator.domain.state import ArticleState
from annotator.domain.values import Status
from annotator.formats.writers import WRITERS
from annotator.operations import annotate, overlaps
from annotator.operations.exporting.export_formats import export_peer
from annotator.operations.exporting.exporter import Choice, export_jsonl, export_spacy
from annotator.operations.importing.importer import ImportChoices
from annotator.operations.importing.previewing import preview
from annotator.operations.projects import check
from annotator.store.project import Project
from annotator.workspace import Workspace

TEXT = "U.S troops left Kunduz."
SPANS = [(0, 10, "ACTOR"), (0, 3, "LOCATION"), (16, 22, "LOCATION")]
SPLIT = Split.parse("80:10:10")
EVERYTHING = Choice("ann", statuses=tuple(Status), keep_muted=True)
TOLD = "ACTOR “U.S troops” (0 to 10) and LOCATION “U.S” (0 to 3) overlap"


def doccano(folder: Path) -> Path:
    path = folder / "doccano.jsonl"
    other = {"id": 1, "text": "Calm.", "label": []}
    nested = {"id": 2, "text": TEXT, "label": SPANS}
    path.write_bytes(orjson.dumps(other) + b"\n" + orjson.dumps(nested) + b"\n")
    return path


def label_studio(folder: Path) -> Path:
    path = folder / "studio.json"
    results = [
        {
            "value": {"start": start, "end": end, "labels": [label], "text": TEXT[start:end]},
            "id": str(start + end),
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
        }
        for start, end, label in SPANS
    ]
    annotation = {"id": 5, "completed_by": 3, "result": results, "was_cancelled": False}
    task = {"id": 1, "data": {"text": TEXT}, "annotations": [annotation], "predictions": []}
    path.write_bytes(orjson.dumps([task]))
    return path


def brat(folder: Path) -> Path:
    path = folder / "brat.txt"
    lines = [
        f"T{number}\t{label} {start} {end}\t{TEXT[start:end]}\n"
        for number, (start, end, label) in enumerate(SPANS, 1)
    ]
    path.with_suffix(".ann").write_text("".join(lines), encoding="utf-8")
    path.write_text(TEXT, encoding="utf-8")
    return path


def webanno(folder: Path) -> Path:
    path = folder / "webanno.tsv"
    path.write_text(
        "#FORMAT=WebAnno TSV 3.3\n"
        "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|value\n\n"
        f"#Text={TEXT}\n"
        "1-1\t0-3\tU.S\tACTOR[1]|LOCATION[2]\t\n"
        "1-2\t4-10\ttroops\tACTOR[1]\t\n"
        "1-3\t11-15\tleft\t_\t\n"
        "1-4\t16-22\tKunduz\tLOCATION\t\n"
        "1-5\t22-23\t.\t_\t\n",
        encoding="utf-8",
    )
    return path


FILES = (doccano, label_studio, brat, webanno)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "p.annot", [])


def nested(project: Project) -> ArticleState:
    """The article whose spans overlap, as ann sees it."""
    workspace = Workspace(project, "ann")
    states = [workspace.article(number) for number in (1, 2) if number == 1 or _has(project, 2)]
    return next(state for state in states if state.text == TEXT)


def _has(project: Project, number: int) -> bool:
    return check(project).articles >= number


@pytest.mark.parametrize("file", FILES)
def test_overlapping_suggestions_of_a_file_all_wait_and_are_told_with_their_place(
    project: Project, tmp_path: Path, file: Callable[[Path], Path]
) -> None:
    path = file(tmp_path)
    report = import_files(project, [path], annotator="ann")
    assert [(s.start, s.end, s.label) for s in nested(project).waiting] == SPANS
    (note,) = [note for note in report.notes if "overlap" in note.reason]
    assert note.reason.removeprefix("record 1: ").startswith(TOLD)
    assert "accepting one answers the other" in note.reason
    assert path.stem in note.file
    assert file is not doccano or note.line == 2
    assert report.rejections == ()


@pytest.mark.parametrize("file", FILES)
def test_overlapping_annotations_of_a_file_all_stand_and_are_to_be_decided_between(
    project: Project, tmp_path: Path, file: Callable[[Path], Path]
) -> None:
    report = import_files(project, [file(tmp_path)], annotator="ann", as_annotations=True)
    state = nested(project)
    assert [(s.start, s.end, s.label) for s in state.annotations] == SPANS
    assert [(one.label, other.label) for one, other in state.contradictions] == [
        ("ACTOR", "LOCATION")
    ]
    (note,) = [note for note in report.notes if "overlap" in note.reason]
    assert note.reason.removeprefix("record 1: ").startswith(TOLD)
    assert "to be decided between" in note.reason
    assert len(check(project).overlaps) == 1


@pytest.mark.parametrize("file", FILES)
def test_what_a_project_allows_is_not_worth_a_word(
    project: Project, tmp_path: Path, file: Callable[[Path], Path]
) -> None:
    overlaps.choose(Workspace(project, "ann"), OverlapRule(Overlaps.NESTED))
    report = import_files(project, [file(tmp_path)], annotator="ann", as_annotations=True)
    assert [note for note in report.notes if "overlap" in note.reason] == []
    assert check(project).overlaps == ()


def test_a_preview_tells_of_overlaps_as_the_import_does(project: Project, tmp_path: Path) -> None:
    path = doccano(tmp_path)
    report = preview(project, [path], choices=ImportChoices()).report
    assert any(note.reason.startswith(TOLD) for note in report.notes)
    overlaps.choose(Workspace(project, "ann"), OverlapRule(Overlaps.NESTED))
    assert preview(project, [path], choices=ImportChoices()).report.notes == ()


def test_accepting_all_of_a_file_in_which_spans_are_nested_doubles_nothing(
    project: Project, tmp_path: Path
) -> None:
    import_files(project, [brat(tmp_path)], annotator="ann")
    workspace = Workspace(project, "ann")
    assert annotate.accept_all(workspace, article=1) == 2
    assert check(project).overlaps == ()


def test_what_comes_in_over_an_own_span_stands_beside_it_and_is_told(
    project: Project, tmp_path: Path
) -> None:
    path = tmp_path / "first.jsonl"
    path.write_bytes(orjson.dumps({"text": TEXT, "spans": []}))
    import_files(project, [path], annotator="ann")
    workspace = Workspace(project, "ann")
    annotate.add(workspace, article=1, start=0, end=3, label="FIGURE")
    report = import_files(project, [brat(tmp_path)], annotator="ann", as_annotations=True)
    told = [note.reason for note in report.notes if "FIGURE" in note.reason]
    assert len(told) == 2
    assert all("overlaps FIGURE “U.S” (0 to 3) of ann" in reason for reason in told)
    assert len(check(project).overlaps) == 3


def test_the_work_of_two_people_taken_as_ones_own_is_told_where_it_overlaps(
    project: Project, tmp_path: Path
) -> None:
    path = tmp_path / "two.jsonl"
    spans = (
        [{"start": 0, "end": 3, "label": "LOCATION"}],
        [{"start": 0, "end": 3, "label": "ACTOR"}],
    )
    path.write_bytes(b"\n".join(orjson.dumps({"text": TEXT, "spans": item}) for item in spans))
    report = import_files(project, [path], annotator="ann", as_annotations=True)
    (note,) = [note for note in report.notes if "overlap" in note.reason]
    assert note.line == 2
    assert "ACTOR “U.S” (0 to 3) overlaps LOCATION “U.S” (0 to 3) of ann" in note.reason


def test_an_export_read_back_into_a_flat_project_gives_the_same_spans(
    project: Project, tmp_path: Path
) -> None:
    overlaps.choose(Workspace(project, "ann"), OverlapRule(Overlaps.NESTED))
    import_files(project, [brat(tmp_path)], annotator="ann", as_annotations=True)
    out = tmp_path / "out.jsonl"
    export_jsonl(project, out, EVERYTHING)
    again = make_project(tmp_path / "again.annot", [])
    import_files(again, [out], annotator="ann", as_annotations=True)
    one, two = nested(project), nested(again)
    assert one.annotations == two.annotations
    twice = tmp_path / "twice.jsonl"
    export_jsonl(again, twice, EVERYTHING)
    assert twice.read_bytes() == out.read_bytes()


# What leaves


@pytest.fixture
def doubled(project: Project, tmp_path: Path) -> Project:
    """Two labels on the same words, one said by hand and one accepted, in a flat project."""
    import_files(project, [brat(tmp_path)], annotator="ann")
    workspace = Workspace(project, "ann")
    overlaps.choose(workspace, OverlapRule(Overlaps.ANY))
    annotate.add(workspace, article=1, start=16, end=22, label="ACTOR")
    for item in workspace.article(1).waiting:
        if item.start == 16:
            annotate.accept(workspace, article=1, suggestion=item)
        else:
            annotate.reject(workspace, article=1, suggestion=item)
    overlaps.choose(workspace, OverlapRule())
    return project


@pytest.mark.parametrize("kind", ["jsonl", "spacy", *WRITERS])
def test_every_export_names_the_spans_that_may_not_overlap(
    doubled: Project, tmp_path: Path, kind: str
) -> None:
    out = tmp_path / "out"
    if kind == "jsonl":
        report = export_jsonl(doubled, out, EVERYTHING)
    elif kind == "spacy":
        report = export_spacy(doubled, out, EVERYTHING, split=SPLIT)
    else:
        report = export_peer(doubled, out, EVERYTHING, kind=kind, split=SPLIT)
    (overlap,) = report.overlaps
    assert {span.label for span in overlap.spans} == {"ACTOR", "LOCATION"}
    assert any("overlap, which this project does not allow." in s for s in report.sentences())
    assert report.to_json()["overlaps"] == [overlap.to_json()]


def test_of_two_labels_on_the_same_words_conll_keeps_what_was_said_by_hand(
    project: Project, tmp_path: Path
) -> None:
    import_files(project, [brat(tmp_path)], annotator="ann")
    workspace = Workspace(project, "ann")
    overlaps.choose(workspace, OverlapRule(Overlaps.ANY))
    annotate.add(workspace, article=1, start=0, end=10, label="LOCATION")
    annotate.accept_all(workspace, article=1)  # ACTOR, which comes first in the alphabet
    out = tmp_path / "out.conll"
    report = export_peer(project, out, EVERYTHING, kind="conll", split=SPLIT)
    assert "U.S -X- _ B-LOCATION\ntroops -X- _ I-LOCATION\n" in out.read_text(encoding="utf-8")
    assert ("ACTOR", "it overlaps a longer span") in {
        (item.span.label, item.reason) for item in report.left_out if item.span
    }


# Values of figures


def said_of_figures(folder: Path, spans: list[dict[str, object]]) -> Path:
    path = folder / "figures.jsonl"
    text = "About 1,200 people fled, seven were killed."
    path.write_bytes(orjson.dumps({"text": text, "spans": spans}))
    return path


SEVEN = {"start": 25, "end": 30, "label": "FIGURE"}


@pytest.mark.parametrize("as_annotations", [True, False])
def test_a_figure_of_a_file_without_a_value_gets_the_one_that_its_words_say(
    project: Project, tmp_path: Path, as_annotations: bool
) -> None:
    path = said_of_figures(tmp_path, [{"start": 0, "end": 11, "label": "FIGURE"}, SEVEN])
    shown = preview(project, [path], choices=ImportChoices()).first[0].record.spans
    import_files(project, [path], annotator="ann", as_annotations=as_annotations)
    state = Workspace(project, "ann").article(1)
    spans = state.annotations if as_annotations else state.suggestions
    for figures in ([s.figure for s in spans], [s.figure for s in shown]):
        assert [figure and figure.best for figure in figures] == [1200, 7]
        assert [figure and figure.confirmed for figure in figures] == [False, False]


def test_what_a_file_says_of_a_figure_stands(project: Project, tmp_path: Path) -> None:
    own = {**SEVEN, "figure": {**UNPARSED.to_json()}}
    import_files(project, [said_of_figures(tmp_path, [own])], annotator="ann", as_annotations=True)
    (span,) = Workspace(project, "ann").article(1).annotations
    assert span.figure == UNPARSED
