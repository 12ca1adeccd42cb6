"""The scores of the shipped pipeline work where a person meets them: keys, order, record."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QToolButton
from sample_project import make_project
from window_verbs import SHIFT, Sight

from annotator.domain.doubt import LOW_SCORE
from annotator.domain.values import Status, SuggestedSpan
from annotator.nlp.suggesters import load
from annotator.operations.exporting.exporter import Choice, export_jsonl
from annotator.store.project import Project
from annotator.store.work.suggestions import add_suggestions
from annotator.ui.queue.queue_model import QueueModel

Key = Qt.Key
SURE = "Troops left Kabul for Herat.\nReuters said so.\n"
UNSURE = (
    "Taliban fighters left Kabul.\n"
    "Clashes between Ganda Koy and Imghad near Delta left two dead, said Burem.\n"
    "Then Marhum of Tollo Vex told Orlan Dev, at Brixo and Sum Tar, that Kell was out.\n"
)


@pytest.fixture(scope="module")
def suggested() -> dict[str, list[SuggestedSpan]]:
    """What the shipped pipeline says of the two texts."""
    texts = (SURE, UNSURE)
    return dict(zip(texts, load("default").suggest(texts), strict=True))


@pytest.fixture
def project(tmp_path: Path, suggested: dict[str, list[SuggestedSpan]]) -> Project:
    made = make_project(tmp_path / "scores.annot", texts=(SURE, UNSURE), suggested={})
    with made.writing() as connection:
        found = {number: suggested[text] for number, text in ((1, SURE), (2, UNSURE))}
        add_suggestions(connection, found, source="default", version="1")
    return made


@pytest.fixture
def unsure(project: Project, open_window: Callable[..., Sight]) -> Sight:
    """The window on the article with names nobody knows."""
    path = project.path
    assert path is not None
    project.close()
    return open_window(path, article=2)


def low(suggested: dict[str, list[SuggestedSpan]], text: str) -> list[str]:
    spans = [span for span in suggested[text] if span.score is not None]
    return [text[s.start : s.end] for s in spans if s.score is not None and s.score < LOW_SCORE]


def test_the_shipped_pipeline_scores_everything(suggested: dict[str, list[SuggestedSpan]]) -> None:
    scores = [span.score for spans in suggested.values() for span in spans]
    assert all(score is not None and 0 <= score <= 1 for score in scores)
    assert low(suggested, SURE) == []
    assert low(suggested, UNSURE)


def test_d_goes_to_what_is_least_sure_and_says_why(
    unsure: Sight, suggested: dict[str, list[SuggestedSpan]]
) -> None:
    unsure.keys(Key.Key_D)
    assert unsure.focused == low(suggested, UNSURE)[0]
    assert "its score is low" in unsure.says("status_advice")


def test_the_least_certain_article_comes_first_in_that_order(unsure: Sight) -> None:
    rows = unsure.find(QListView, "queue_list").model()
    assert isinstance(rows, QueueModel)
    assert list(rows.numbers) == [1, 2]
    menu = unsure.find(QToolButton, "queue_sort").menu()
    assert menu is not None
    (action,) = [a for a in menu.actions() if a.text() == "Least certain"]
    action.trigger()
    unsure.bot.waitUntil(lambda: list(rows.numbers) == [2, 1])


def test_accepting_all_leaves_what_is_not_sure(
    unsure: Sight, suggested: dict[str, list[SuggestedSpan]]
) -> None:
    unsure.keys((Key.Key_A, SHIFT))
    left = set(low(suggested, UNSURE))
    assert left
    assert left <= set(unsure.waiting())
    assert ("LOCATION", "Kabul") in unsure.spans()


def test_the_score_of_an_accepted_span_goes_out_in_the_record(
    unsure: Sight, suggested: dict[str, list[SuggestedSpan]], tmp_path: Path
) -> None:
    unsure.keys(Key.Key_Tab, Key.Key_A)
    (accepted,) = unsure.spans()
    out = tmp_path / "out.jsonl"
    unsure.bot.waitUntil(lambda: unsure.spans() != [])
    project = unsure.workspace.project
    export_jsonl(project, out, Choice("ann", statuses=tuple(Status)))
    records = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    (span,) = [span for record in records for span in record["spans"]]
    (score,) = {s.score for s in suggested[UNSURE] if UNSURE[s.start : s.end] == accepted[1]}
    assert span["score"] == score
