"""Tasks that Label Studio's own library makes come in, and it takes those that are written here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from making import new_article
from reading_verbs import kind_of, quotes, read_file

from annotator.domain.records import Record, RecordSpan
from annotator.domain.values import Status
from annotator.formats.peers.label_studio_writing import WRITER

interface = pytest.importorskip(
    "label_studio_sdk.label_interface",
    reason="pip install --no-deps label-studio-sdk",
)
objects = pytest.importorskip("label_studio_sdk.label_interface.objects")

CONFIG = """<View>
  <Labels name="label" toName="text"><Label value="ORG"/><Label value="LOC"/></Labels>
  <Choices name="topic" toName="text"><Choice value="war"/><Choice value="talks"/></Choices>
  <Text name="text" value="$text"/>
</View>"""
TEXT = "😀 Taliban took “Kunduz”\nand fled 👩\u200d👧 to Kabul"
SPANS = [("Taliban", "ORG"), ("“Kunduz”\nand", "LOC"), ("Kabul", "LOC"), ("Kabul", "ORG")]


@pytest.fixture(scope="module")
def config() -> Any:
    return interface.LabelInterface(CONFIG)


def regions(config: Any, spans: list[tuple[str, str]]) -> list[Any]:
    control = config.get_control("label")
    places = [(TEXT.index(quote), len(quote), label) for quote, label in spans]
    return [control.label(label=[label], start=at, end=at + n) for at, n, label in places]


def test_annotations_and_predictions_come_in_with_the_same_spans(
    tmp_path: Path, config: Any
) -> None:
    topic = config.get_control("topic").label(label=["war"])
    task = objects.TaskValue(
        data={"text": TEXT, "title": "Falls"},
        annotations=[
            objects.AnnotationValue(completed_by=3, result=[*regions(config, SPANS), topic]),
            objects.AnnotationValue(completed_by=4, was_cancelled=True, result=[]),
        ],
        predictions=[
            objects.PredictionValue(
                model_version="v2", score=0.75, result=regions(config, SPANS[:1])
            )
        ],
    )
    file = tmp_path / "tasks.json"
    file.write_text(f"[{task.model_dump_json()}]")
    (mine, skipped, guess), issues = read_file(file)
    assert kind_of(file) == "label-studio"
    assert (mine.article.text, mine.article.title) == (TEXT, "Falls")
    assert (quotes(mine), mine.annotator, mine.status) == (SPANS, "3", Status.DONE)
    assert (skipped.spans, skipped.annotator, skipped.status) == ((), "4", Status.SKIPPED)
    assert (quotes(guess), guess.suggested_by) == (SPANS[:1], "label-studio@v2")
    assert [span.score for span in guess.spans] == [0.75]
    assert [issue.loss for issue in issues] == [False]  # the topic is no span


def test_regions_made_of_a_models_answer_come_in(tmp_path: Path, config: Any) -> None:
    answer = {"label": [{"start": 2, "end": 9, "labels": ["ORG"], "score": 0.5}], "topic": "war"}
    prediction = objects.PredictionValue(model_version="m", result=config.create_regions(answer))
    assert config.validate_prediction(prediction.model_dump(), return_errors=True) == []
    task = objects.TaskValue(data={"text": TEXT}, predictions=[prediction])
    file = tmp_path / "tasks.json"
    file.write_bytes(orjson.dumps([task.model_dump()]))
    (record,), _ = read_file(file)
    assert quotes(record) == SPANS[:1]


def written(*spans: RecordSpan) -> dict[str, Any]:
    record = Record(new_article(TEXT, uid="u"), spans=spans, annotator="ada@example.org")
    (data,) = WRITER.write(record, 1, "").parts.values()
    (task,) = orjson.loads(WRITER.start + data + WRITER.end)
    return dict(task)


def test_what_is_exported_is_valid_for_the_library(config: Any) -> None:
    places = [(TEXT.index(quote), len(quote), label) for quote, label in SPANS]
    task = written(*(RecordSpan(at, at + n, label) for at, n, label in places))
    assert config.validate_task({"data": task["data"]})
    (annotation,) = task["annotations"]
    assert len(annotation["result"]) == len(SPANS)
    assert config.validate_annotation(annotation)


def test_the_library_would_refuse_a_label_it_does_not_know(config: Any) -> None:
    (annotation,) = written(RecordSpan(2, 9, "ACTOR"))["annotations"]
    assert not config.validate_annotation(annotation)
