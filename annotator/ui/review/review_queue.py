"""The queue of a review: the hardest articles first, with how much of each is decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QAction, QColor, QPalette
from PySide6.QtWidgets import QCheckBox

from annotator.domain.review_case import ReviewEntry
from annotator.domain.wording import counted, filled
from annotator.ui.look import theme
from annotator.ui.review.review_model import ReviewModel, is_finished
from annotator.ui.shell.article_list import ArticleListPanel, ArticleRows
from annotator.ui.shell.widgets.flow_layout import Flow
from annotator.ui.shell.widgets.labels import plain
from annotator.ui.shell.widgets.mode_switch import ModeButton


class ReviewQueue(ArticleListPanel):
    """Shows the queue; says which article is wanted."""

    def __init__(self, model: ReviewModel, actions: Mapping[str, QAction]) -> None:
        """``actions`` by id: what is listed elsewhere has a button here."""
        super().__init__("review_list", "review_filter", ReviewRows())
        self.setObjectName("review_queue")
        self._model = model
        self.search.setAccessibleName(self.tr("Filter articles by title"))
        self.search.setPlaceholderText(self.tr("Filter by title"))
        self.undecided = QCheckBox(self.tr("Unfinished only"))
        self.undecided.setObjectName("review_undecided")
        self.counts = plain("review_counts", quiet=True)
        self.list.setAccessibleName(self.tr("Articles to review, the hardest first"))
        self.list.setModel(model)
        self._answers = ModeButton(actions["next_answer"], small=True)
        aside = ModeButton(actions["set_aside"], small=True)
        for button in (aside, self._answers):
            button.setCheckable(False)
        self.compose(self.undecided, Flow(aside, self._answers), self.counts)
        self.search.textChanged.connect(lambda: self._filter())
        self.undecided.toggled.connect(lambda: self._filter())

    def show_counts(self, entries: Sequence[ReviewEntry], *, busy: bool = False) -> None:
        """Say how much is decided, and offer the answers there are."""
        self._answers.setVisible(any(entry.answers for entry in entries))
        if busy:
            self.counts.setText(self.tr("Comparing…"))
            return
        gold = sum(is_finished(entry) for entry in entries)
        left = sum(entry.open for entry in entries)
        text = self.tr("%1 of %2 in gold · %3 conflicts left")
        if left == 1:
            text = self.tr("%1 of %2 in gold · 1 conflict left")
        self.counts.setText(filled(text, gold, len(entries), left))

    def _filter(self) -> None:
        self._model.choose(self.search.text(), undecided=self.undecided.isChecked())


class ReviewRows(ArticleRows):
    """Draws a row: title, what is left to decide, and how much of it is done."""

    def share(self, entry: ReviewEntry) -> float:
        if is_finished(entry):
            return 1.0
        return min(1 - entry.open / entry.conflicts if entry.conflicts else 0.0, 0.97)

    def bar_colour(self, look: QPalette) -> QColor:
        return theme.settled(dark=theme.is_dark(look))[1]

    def words(self, entry: ReviewEntry) -> str:
        answers = counted(entry.answers, "answer") if entry.answers else ""
        return " · ".join(filter(None, (answers, self._standing(entry))))

    def _standing(self, entry: ReviewEntry) -> str:
        settled = filled(self.tr("%n settled"), entry.settled)
        f1 = "" if entry.f1 is None else f"F1 {entry.f1:.2f}"
        if entry.status == "gold":
            new = filled(self.tr("%n new conflicts"), entry.open) if entry.open else ""
            spans = counted(entry.settled, "span")
            return " · ".join(part for part in (self.tr("gold"), new, spans, f1) if part)
        word = self.tr("1 conflict") if entry.open == 1 else self.tr("%n conflicts")
        return " · ".join(part for part in (filled(word, entry.open), settled, f1) if part)
