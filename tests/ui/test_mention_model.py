"""The list of the spans of an article follows edits row by row, as if it were made anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from calls import calls_of
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QTableView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from sample_project import make_project, place
from window_verbs import Sight

from annotator.domain.edits import Edit
from annotator.domain.figures import Figure, Qualifier
from annotator.domain.labels import DEFAULT_LABELS
from annotator.domain.span_content import SpanContent
from annotator.domain.state import ArticleState
from annotator.domain.values import Annotation, Article, Decision, Document, Origin, Suggestion
from annotator.domain.values import Verdict as Said
from annotator.ui.annotating.mention_model import MentionModel, Mentions

Key = Qt.Key
LABELS = {label.name: label for label in DEFAULT_LABELS}
WORDS = ("Kabul", "Herat", "Reuters", "Omar")
NAMES = tuple(LABELS)
acts = st.lists(
    st.tuples(st.integers(0, 39), st.sampled_from(["accept", "reject", "relabel", "take away"])),
    max_size=20,
)


def state_of(count: int) -> ArticleState:
    """Some words over and over, each a waiting suggestion."""
    text = " ".join(WORDS[at % len(WORDS)] for at in range(count))
    starts = [0]
    for at in range(count - 1):
        starts.append(starts[-1] + len(WORDS[at % len(WORDS)]) + 1)
    suggestions = tuple(
        Suggestion(
            *(at, 1, SpanContent(start, start + len(WORDS[at % len(WORDS)]), NAMES[at % 2])),
            *("s", "1"),
        )
        for at, start in enumerate(starts)
    )
    document = Document(Article(1, "uid", "", "0" * 64, len(text)), text)
    return ArticleState(document, "ann", suggestions=suggestions)


def edit_of(state: ArticleState, at: int, act: str) -> Edit:
    item = state.suggestions[at]
    own = state.annotation(f"a{at}")
    text = state.text[item.start : item.end]
    made = Annotation(f"a{at}", 1, "ann", item.span, text, Origin.MANUAL)
    verdict = state.decision_on(at)
    if act == "reject":
        return Edit(act, after=() if verdict else (Decision(at, 1, "ann", Said.REJECTED),))
    if act == "accept":
        return Edit(act, after=() if own else (made,))
    if own is None:
        return Edit(act)
    return Edit(act, (own,), (own.with_span(label=NAMES[2]),) if act == "relabel" else ())


def rows(model: MentionModel) -> list[Mentions]:
    return [model.mentions_at(row) for row in range(model.rowCount())]


@given(acts)
def test_the_list_after_edits_is_the_one_made_anew(done: list[tuple[int, str]]) -> None:
    state, model = state_of(40), MentionModel(LABELS)
    model.show(state)
    for at, act in done:
        state = state.after(edit_of(state, at, act))
        model.show(state)
        anew = MentionModel(LABELS)
        anew.show(state)
        assert rows(model) == rows(anew)


@given(acts)
def test_a_view_is_told_of_every_row_that_comes_and_goes(done: list[tuple[int, str]]) -> None:
    state, model = state_of(40), MentionModel(LABELS)
    tester = ModelTester(None)
    tester.check(model)
    model.show(state)
    for at, act in done:
        state = state.after(edit_of(state, at, act))
        model.show(state)
    tester._cleanup()


def test_an_edit_changes_one_row_alone(qtbot: QtBot) -> None:
    state, model = state_of(40), MentionModel(LABELS)
    model.show(state)
    changed: list[int] = []
    reset: list[bool] = []
    model.dataChanged.connect(lambda first, last: changed.extend((first.row(), last.row())))
    model.modelReset.connect(lambda: reset.append(True))
    model.show(state.after(edit_of(state, 0, "accept")))
    assert (set(changed), reset) == ({rows(model).index(row_of(model, "Kabul"))}, [])


def row_of(model: MentionModel, words: str) -> Mentions:
    return next(row for row in rows(model) if row.words == words)


def test_an_edit_costs_the_list_as_little_among_many_spans_as_among_few() -> None:
    def cost(count: int) -> int:
        state, model = state_of(count), MentionModel(LABELS)
        model.show(state)
        after = state.after(edit_of(state, count // 2, "reject"))
        assert after.spans
        return calls_of(lambda: model.show(after))

    assert cost(4000) < 2 * cost(40)


def test_a_column_grows_with_what_an_edit_puts_into_it(
    tmp_path: Path, open_window: Callable[..., Sight]
) -> None:
    text = "Kabul Kabul Kabul and nothing else.\n"
    path = tmp_path / "list.annot"
    make_project(path, texts=(text,), suggested={text: (("Kabul", "ACTOR", 0),)}).close()
    sight = open_window(path)
    view = sight.find(QTableView, "span_list")
    sight.bot.waitUntil(lambda: view.model().rowCount() == 1)
    narrow = view.columnWidth(1)
    sight.keys(Key.Key_1, Key.Key_Right, Key.Key_1, Key.Key_Right, Key.Key_1)
    sight.bot.waitUntil(lambda: view.columnWidth(1) > narrow)
    assert _fits(view)


def test_a_column_grows_for_what_comes_into_view(
    tmp_path: Path, open_window: Callable[..., Sight]
) -> None:
    names = [f"Name{number}" for number in range(60)]
    text = f"{' '.join(names)} seen seen seen seen.\n"
    spots = [(words, "ACTOR", 0) for words in names]
    last = [("seen", "LOCATION", nth) for nth in range(4)]
    path = tmp_path / "list.annot"
    make_project(path, texts=(text,), suggested={text: [*spots, *last]}).close()
    view = open_window(path).find(QTableView, "span_list")
    narrow = view.columnWidth(1)
    view.scrollToBottom()
    assert view.columnWidth(1) > narrow
    assert _fits(view)


def _fits(view: QTableView) -> bool:
    model = view.model()
    cells = [
        model.index(row, column, QModelIndex())
        for row in range(model.rowCount())
        for column in (1, 2)
    ]
    return bool(cells) and all(
        view.sizeHintForIndex(cell).width() <= view.columnWidth(cell.column()) for cell in cells
    )


def shown(text: str, *figures: tuple[str, Figure | None]) -> list[list[str]]:
    """The rows of the list for figures of a text, each with its value, column by column."""
    spans: list[Suggestion] = []
    for number, (words, figure) in enumerate(figures):
        again = sum(other == words for other, _ in figures[:number])
        start, end = place(text, words, again)
        content = SpanContent(start, end, "FIGURE", figure)
        spans.append(Suggestion(number, 1, content, "s", "1"))
    document = Document(Article(1, "uid", "", "0" * 64, len(text)), text)
    model = MentionModel(LABELS)
    model.show(ArticleState(document, "ann", suggestions=tuple(spans)))
    return [
        [model.data(model.index(row, column)) for column in range(3)]
        for row in range(model.rowCount())
    ]


TWICE = "two or two"


def exactly(value: int, outcome: str | None = None) -> Figure:
    number = Fraction(value)
    return Figure(low=number, best=number, high=number, outcome=outcome)


AT_LEAST_30 = Figure(low=Fraction(30), qualifier=Qualifier.AT_LEAST)
VAGUE = Figure(qualifier=Qualifier.VAGUE)


@pytest.mark.parametrize(
    ("text", "figures", "said"),
    [
        ("two", [("two", exactly(2))], "= 2 ?"),
        ("two", [("two", exactly(2, "killed"))], "= 2 killed ?"),
        ("two", [("two", replace(exactly(2), confirmed=True))], "= 2 ✓"),
        (TWICE, [("two", exactly(2, "killed"))] * 2, "= 2 killed ? · 2×"),
        (TWICE, [("two", exactly(2, "killed")), ("two", exactly(2, "missing"))], "= 2 ? · 2×"),
        (TWICE, [("two", exactly(2)), ("two", exactly(20))], "different values · 2×"),
        (TWICE, [("two", exactly(2)), ("two", None)], "not all have a value · 2×"),
        ("dozens", [("dozens", None)], "no value"),
        ("dozens", [("dozens", VAGUE)], "no number ?"),
        (
            "at least 30",
            [("at least 30", AT_LEAST_30)],
            "≥30 ?",
        ),
        ("۱۲ ۱۲", [("۱۲", exactly(12))] * 2, "= 12 ? · 2×"),
    ],
)
def test_a_figures_value_and_how_often_it_occurs_cannot_be_taken_for_each_other(
    text: str, figures: list[tuple[str, Figure | None]], said: str
) -> None:
    (row,) = shown(text, *figures)
    assert row[1] == said


def test_how_many_of_a_row_are_confirmed_is_said_with_how_many_there_are() -> None:
    state, model = state_of(40), MentionModel(LABELS)
    model.show(state.after(edit_of(state, 0, "accept")))
    at = rows(model).index(row_of(model, "Kabul"))
    assert model.data(model.index(at, 2)) == "1/10 ✓"
