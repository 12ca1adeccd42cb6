"""spaCy's own reader finds in the documents what a person said of the spans and of suggestions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
import spacy
from importing_verbs import import_files
from making import make_project
from spacy.tokens import Doc, DocBin, Span

from annotator.domain.splits import Split
from annotator.domain.values import Status
from annotator.operations.exporting.exporter import Choice, export_jsonl, export_spacy
from annotator.operations.importing.importer import ImportReport
from annotator.store.project import Project

pytestmark = pytest.mark.file_only(
    "formats are written alike from both; test_exporting.py is for both"
)

TEXT = "😀 Taliban killed more than 30 people,11 of them in Kabul;Share this."
FIGURE = {"low": 30, "best": 30, "qualifier": "more_than", "counts": "people", "outcome": "killed"}
RECORD: dict[str, Any] = {
    "text": TEXT,
    "meta": {"id": "one", "title": "T", "source": "AFP", "status": "done"},
    "spans": [
        {"start": 2, "end": 9, "label": "ACTOR", "note": "twice?", "score": 0.75},
        {"start": 17, "end": 29, "label": "FIGURE", "figure": FIGURE},
        {"start": 51, "end": 56, "label": "LOCATION", "entity": "Q5838"},
    ],
    "rejected": [
        {"start": 10, "end": 16, "label": "ACTOR", "source": "m@1", "score": 0.5},
        {"start": 2, "end": 9, "label": "ACTOR", "source": "m@2"},
        {"start": 11, "end": 14, "label": "ACTOR", "source": "m@2"},
    ],
}
ALL = Choice("ada", tuple(Status))


def project_of(path: Path, *records: dict[str, Any]) -> Project:
    source = path.with_suffix(".jsonl")
    source.write_bytes(b"\n".join(map(orjson.dumps, records)))
    project = make_project(path, [])
    bring_in(project, source)
    return project


def bring_in(project: Project, path: Path) -> ImportReport:
    return import_files(
        *(project, [path]), annotator="ada", as_annotations=True, mute=False, new_labels=True
    )


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return project_of(tmp_path / "p.annot", RECORD)


def written(project: Project, folder: Path, choice: Choice = ALL) -> Iterator[Doc]:
    export_spacy(project, folder, choice, split=Split.parse("100:0:0"))
    yield from DocBin().from_disk(folder / "train.spacy").get_docs(spacy.blank("en").vocab)


def test_the_span_group_has_the_name_that_was_asked_for(project: Project, tmp_path: Path) -> None:
    (doc,) = written(project, tmp_path / "out", Choice("ada", tuple(Status), span_key="mine"))
    assert [span.text for span in doc.spans["mine"]] == ["Taliban", "more than 30", "Kabul"]
    assert "sc" not in doc.spans


def test_entries_of_a_knowledge_base_are_at_entities_and_spans(
    project: Project, tmp_path: Path
) -> None:
    (doc,) = written(project, tmp_path / "out")
    assert [span.kb_id_ for span in doc.ents] == ["", "", "Q5838"]
    assert [span.kb_id_ for span in doc.spans["sc"]] == ["", "", "Q5838"]


def test_rejected_suggestions_are_a_group_but_for_what_was_said_yes_to(
    project: Project, tmp_path: Path
) -> None:
    (doc,) = written(project, tmp_path / "out")
    assert [(span.text, span.label_) for span in doc.spans["rejected"]] == [("killed", "ACTOR")]
    told = [(item["start"], item["source"]) for item in doc.user_data["rejected"]]
    assert told == [(2, "m@2"), (10, "m@1"), (11, "m@2")]


def test_a_rejected_suggestion_that_no_token_fits_is_named(
    project: Project, tmp_path: Path
) -> None:
    report = export_spacy(project, tmp_path / "out", ALL, split=Split.parse("100:0:0"))
    unfit = [item.text for item in report.adjusted if "no token fits" in item.done]
    assert unfit == ["ill"]


def test_values_of_figures_are_in_the_user_data_and_in_an_attribute_of_spans(
    project: Project, tmp_path: Path
) -> None:
    Span.set_extension("figure", default=None, force=True)
    (doc,) = written(project, tmp_path / "out")
    (figure,) = doc.user_data["figures"]
    assert (figure["start"], figure["low"], figure["outcome"]) == (17, 30, "killed")
    values = [span._.figure and span._.figure["qualifier"] for span in doc.ents]
    assert values == [None, "more_than", None]


def test_spans_off_the_tokens_of_spacys_own_tokenizer_are_named(
    project: Project, tmp_path: Path
) -> None:
    report = export_spacy(project, tmp_path / "out", ALL, split=Split.parse("100:0:0"))
    stock = spacy.blank("en")(TEXT)
    strays = [
        TEXT[span["start"] : span["end"]]
        for span in RECORD["spans"]
        if stock.char_span(span["start"], span["end"]) is None
    ]
    named = [item.text for item in report.adjusted if "spaCy's own" in item.done]
    assert named == strays == ["Kabul"]


def test_what_leaves_for_spacy_comes_in_again_whole(project: Project, tmp_path: Path) -> None:
    export_spacy(project, tmp_path / "out", ALL, split=Split.parse("100:0:0"))
    again = make_project(tmp_path / "again.annot", [])
    report = bring_in(again, tmp_path / "out" / "train.spacy")
    assert (report.added.articles, report.added.spans, report.rejections) == (1, 3, ())
    lines = []
    for name, source in (("a", project), ("b", again)):
        export_jsonl(source, tmp_path / f"{name}.jsonl", ALL)
        lines.append(orjson.loads((tmp_path / f"{name}.jsonl").read_bytes()))
    for line in lines:
        for span in line["spans"]:
            del span["id"], span["origin"]
    before, after = ({**line, "file": None, "line": None} for line in lines)
    assert after == before


def test_documents_of_others_keep_a_group_that_is_called_rejected(tmp_path: Path) -> None:
    doc = spacy.blank("en")("Taliban took Kunduz.")
    doc.spans["rejected"] = [Span(doc, 0, 1, "ACTOR")]
    DocBin(docs=[doc], store_user_data=True).to_disk(tmp_path / "a.spacy")
    project = make_project(tmp_path / "p.annot", [])
    assert bring_in(project, tmp_path / "a.spacy").added.spans == 1
