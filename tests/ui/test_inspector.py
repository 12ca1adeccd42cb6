"""The inspector: its list stays where it is, and a span tells how it came to be."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from making import make_project
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QTableView
from window_verbs import CTRL, Sight

from annotator.domain.span_content import SpanContent
from annotator.domain.span_history import SpanEvent
from annotator.domain.values import SuggestedSpan, Suggestion
from annotator.operations import annotate
from annotator.store.project import Project
from annotator.ui.annotating import span_history
from annotator.workspace import Workspace

Key = Qt.Key


def list_top(sight: Sight) -> int:
    QApplication.processEvents()
    table = sight.find(QTableView, "span_list")
    return table.mapTo(sight.window, QPoint(0, 0)).y()


def test_the_list_of_spans_stays_where_it_is_whatever_is_focused(sight: Sight) -> None:
    tops = {list_top(sight)}
    for words in ("Taliban fighters", "at least 30", "governor"):
        sight.view.focus_mark(sight.mark(words).id)
        sight.bot.waitUntil(lambda words=words: words in sight.says("inspector_text"))
        tops.add(list_top(sight))
    sight.view.focus_mark(None)
    tops.add(list_top(sight))
    assert len(tops) == 1


@pytest.fixture
def scored(open_window: Callable[..., Sight], tmp_path: Path) -> Sight:
    """A suggestion with a score, which another annotator has rejected."""
    project = make_project(tmp_path / "scored.annot", ["Kabul fell."])
    span = SuggestedSpan(SpanContent(0, 5, "LOCATION"), rule="gazetteer", score=0.87)
    Workspace(project, "ann").add_suggestions({1: [span]}, source="fieldnet", version="2.1")
    bob = Workspace(project, "bob")
    annotate.reject(bob, article=1, suggestion=bob.article(1).waiting[0])
    project.close()
    return open_window(tmp_path / "scored.annot")


def history(sight: Sight) -> list[str]:
    return sight.says("inspector_history").split("\n")


def test_a_span_tells_from_which_suggestion_it_came_with_which_score_and_who_did_what(
    scored: Sight,
) -> None:
    scored.keys(Key.Key_Tab, Key.Key_H)
    scored.bot.waitUntil(
        lambda: history(scored) == ["suggested by fieldnet 2.1 · gazetteer · score 0.87"]
    )
    scored.keys(Key.Key_A)
    scored.view.focus_mark(scored.mark("Kabul").id)
    scored.keys(Key.Key_1)
    scored.bot.waitUntil(lambda: len(history(scored)) == 3)
    assert history(scored)[0].endswith("score 0.87")
    whats = [line.split(" · ", 1)[1] for line in history(scored)[1:]]
    assert whats == ["ann · Accept “Kabul”", "ann · ACTOR “Kabul”"]


def test_what_was_taken_back_is_told_as_taken_back(scored: Sight) -> None:
    scored.keys(Key.Key_H, Key.Key_Tab, Key.Key_A, (Key.Key_Z, CTRL))
    scored.view.focus_mark(scored.mark("Kabul").id)
    scored.bot.waitUntil(lambda: len(history(scored)) == 3)
    assert history(scored)[2].endswith("ann · Undo: Accept “Kabul”")


def test_what_others_decided_on_a_suggestion_is_not_told(scored: Sight) -> None:
    scored.keys(Key.Key_Tab, Key.Key_H)
    scored.bot.waitUntil(lambda: history(scored) != [""])
    assert not any("bob" in line for line in history(scored))


def test_history_stays_on_until_it_is_turned_off(
    scored: Sight, open_window: Callable[..., Sight], tmp_path: Path
) -> None:
    scored.keys(Key.Key_H)
    scored.close()
    again = open_window(tmp_path / "scored.annot")
    again.keys(Key.Key_Tab)
    again.bot.waitUntil(lambda: history(again)[0].startswith("suggested by"))
    again.keys(Key.Key_H)
    assert history(again) == [""]


def test_the_history_of_a_figure_comes_into_view_when_it_is_asked_for(sight: Sight) -> None:
    sight.window.resize(1200, 600)
    sight.view.focus_mark(sight.mark("at least 30").id)
    sight.keys(Key.Key_H)
    label = sight.find(QLabel, "inspector_history")
    sight.bot.waitUntil(lambda: bool(label.text()))
    sight.bot.waitUntil(lambda: label.visibleRegion().boundingRect().height() >= label.height())


def test_who_goes_on_quickly_has_the_history_of_the_last_span_alone_looked_up(
    sight: Sight, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    asked: list[int] = []

    def slowly(project: Project, span: Suggestion, *, annotator: str) -> tuple[SpanEvent, ...]:
        asked.append(span.start)
        begun.set()
        go_on.wait(20)
        return look_up(project, span, annotator=annotator)

    look_up = span_history.history
    monkeypatch.setattr(span_history, "history", slowly)
    sight.keys(Key.Key_H, Key.Key_Tab)
    sight.bot.waitUntil(begun.is_set)
    for _ in range(3):
        sight.keys(Key.Key_Tab)
        QApplication.processEvents()
    go_on.set()
    sight.bot.waitUntil(lambda: bool(sight.says("inspector_history")))
    assert len(asked) == 2
    assert sight.view.focused is not None
    assert asked[-1] == sight.view.focused.start
