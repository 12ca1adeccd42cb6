"""A span that stands in a file more than once comes in once, and is counted and named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest
import spacy
from cassis import Cas, TypeSystem
from importing_verbs import import_files
from making import make_project
from spacy.tokens import DocBin, Span

from annotator.domain.figures import Figure
from annotator.operations.importing.importer import ImportChoices
from annotator.operations.importing.previewing import preview
from annotator.store.project import Project
from annotator.workspace import Workspace

TEXT = "U.S troops left Kunduz."
SPANS = [(0, 10, "ACTOR"), (16, 22, "LOCATION"), (16, 22, "LOCATION")]
TOLD = "given more than once, and in once: LOCATION “Kunduz” (16 to 22)"
LAYER = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"


def jsonl(folder: Path) -> Path:
    return lines(folder, [record(start, end, label) for start, end, label in SPANS])


def doccano(folder: Path) -> Path:
    path = folder / "doccano.jsonl"
    path.write_bytes(orjson.dumps({"id": 2, "text": TEXT, "label": SPANS}))
    return path


def label_studio(folder: Path) -> Path:
    path = folder / "studio.json"
    results = [
        {
            "value": {"start": start, "end": end, "labels": [label], "text": TEXT[start:end]},
            "id": str(number),
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
        }
        for number, (start, end, label) in enumerate(SPANS)
    ]
    annotation = {"id": 5, "completed_by": 3, "result": results, "was_cancelled": False}
    task = {"id": 1, "data": {"text": TEXT}, "annotations": [annotation], "predictions": []}
    path.write_bytes(orjson.dumps([task]))
    return path


def brat(folder: Path) -> Path:
    path = folder / "brat.txt"
    rows = [
        f"T{number}\t{label} {start} {end}\t{TEXT[start:end]}\n"
        for number, (start, end, label) in enumerate(SPANS, 1)
    ]
    path.with_suffix(".ann").write_text("".join(rows), encoding="utf-8")
    path.write_text(TEXT, encoding="utf-8")
    return path


def webanno(folder: Path) -> Path:
    path = folder / "webanno.tsv"
    path.write_text(
        "#FORMAT=WebAnno TSV 3.3\n"
        f"#T_SP={LAYER}|value\n\n"
        f"#Text={TEXT}\n"
        "1-1\t0-3\tU.S\tACTOR[1]\t\n"
        "1-2\t4-10\ttroops\tACTOR[1]\t\n"
        "1-3\t11-15\tleft\t_\t\n"
        "1-4\t16-22\tKunduz\tLOCATION[2]|LOCATION[3]\t\n"
        "1-5\t22-23\t.\t_\t\n",
        encoding="utf-8",
    )
    return path


def cas(folder: Path) -> Path:
    types = TypeSystem()
    made_type = types.create_type(name=LAYER, supertypeName="uima.tcas.Annotation")
    types.create_feature(made_type, "value", "uima.cas.String")
    made = Cas(types)
    made.sofa_string, made.sofa_mime = TEXT, "text/plain"
    kind = made.typesystem.get_type(LAYER)
    for start, end, label in SPANS:
        made.add(kind(begin=start, end=end, value=label))
    path = folder / "cas.xmi"
    made.to_xmi(path)
    types.to_xml(folder / "TypeSystem.xml")
    return path


def docbin(folder: Path) -> Path:
    doc = spacy.blank("en")(TEXT)
    spans = [doc.char_span(start, end, label) for start, end, label in SPANS]
    doc.spans["sc"] = [Span(doc, span.start, span.end, span.label_) for span in spans]
    path = folder / "a.spacy"
    DocBin(docs=[doc]).to_disk(path)
    return path


def record(start: int, end: int, label: str, **more: object) -> dict[str, Any]:
    return {"start": start, "end": end, "label": label, **more}


def lines(folder: Path, spans: list[dict[str, Any]]) -> Path:
    path = folder / "own.jsonl"
    path.write_bytes(orjson.dumps({"text": TEXT, "spans": spans}))
    return path


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "p.annot", [])


@pytest.mark.parametrize("as_annotations", [False, True])
@pytest.mark.parametrize("file", [jsonl, doccano, label_studio, brat, webanno, cas, docbin])
def test_it_comes_in_once_and_is_counted_and_named(
    project: Project, tmp_path: Path, file: Callable[[Path], Path], as_annotations: bool
) -> None:
    report = import_files(project, [file(tmp_path)], annotator="ann", as_annotations=as_annotations)
    state = Workspace(project, "ann").article(1)
    spans = state.annotations if as_annotations else state.suggestions
    assert [(item.start, item.end, item.label) for item in spans] == SPANS[:2]
    assert report.doubled_spans == report.to_json()["doubled_spans"] == 1
    (told,) = [note.reason for note in report.notes if "more than once" in note.reason]
    assert told.removeprefix("record 1: ").removeprefix("document 1: ") == TOLD
    assert report.rejections == ()


def test_the_preview_says_so_before(project: Project, tmp_path: Path) -> None:
    report = preview(project, [brat(tmp_path)], choices=ImportChoices()).report
    assert (report.doubled_spans, report.added.spans) == (1, 2)
    assert TOLD in [note.reason for note in report.notes]


def test_two_labels_of_a_file_that_become_one_are_given_twice(
    project: Project, tmp_path: Path
) -> None:
    path = lines(tmp_path, [record(0, 10, "PER"), record(0, 10, "ORG")])
    report = import_files(project, [path], annotator="ann")
    assert report.doubled_spans == 1
    assert any("in once: ACTOR “U.S troops” (0 to 10)" in n.reason for n in report.notes)


def test_what_each_of_them_says_more_comes_in(project: Project, tmp_path: Path) -> None:
    spans = [record(0, 10, "ACTOR", note="who?"), record(0, 10, "ACTOR", entity="US", ours=1)]
    report = import_files(project, [lines(tmp_path, spans)], annotator="ann", as_annotations=True)
    (span,) = Workspace(project, "ann").article(1).annotations
    assert (span.note, span.entity) == ("who?", "US")
    assert report.rejections == ()


def test_what_they_say_otherwise_is_named_as_left_out(project: Project, tmp_path: Path) -> None:
    spans = [record(0, 10, "ACTOR", note="who?"), record(0, 10, "ACTOR", note="whose?")]
    report = import_files(project, [lines(tmp_path, spans)], annotator="ann", as_annotations=True)
    (left_out,) = report.rejections
    assert "another value, entity, note" in left_out.reason
    assert "ACTOR “U.S troops” (0 to 10)" in left_out.reason
    assert report.files[0].rejected == 1


def test_a_span_that_is_there_already_and_says_otherwise_stays_and_is_named(
    project: Project, tmp_path: Path
) -> None:
    for number in (30, 40):
        figure = Figure.exact(number) if hasattr(Figure, "exact") else Figure(best=number)
        spans = [record(0, 10, "FIGURE", figure=figure.to_json())]
        report = import_files(
            project, [lines(tmp_path, spans)], annotator="ann", as_annotations=True
        )
    (span,) = Workspace(project, "ann").article(1).annotations
    assert span.figure is not None
    assert span.figure.best == 30
    assert ["there already, by ann, with another value" in n.reason for n in report.notes] == [True]
