"""One difference to gold after the other: what one had, what is gold, why, and what to answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from annotator.domain.gold import Ruling
from annotator.ui.shell.drafts import DraftField
from annotator.ui.shell.widgets.choice_row import ChoiceRow, Run, Words
from annotator.ui.shell.widgets.labels import heading, plain


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """All that is shown of a difference; ``said`` is what has been said about it, line by line.

    ``answers`` is the ruling that can be answered, None if there is none to answer.
    """

    heading: str
    quote: Sequence[Run]
    own: Sequence[Run]
    gold: Sequence[Run]
    why: str
    said: str
    answers: Ruling | None


class FeedbackPanel(QWidget):
    """Hidden until asked for; ``answered`` with what the person says to a difference."""

    answered = Signal(object, str)  # Ruling, what is said to it
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("feedback_panel")
        self._heading = heading("feedback_heading")
        self._card = QFrame()
        self._card.setAutoFillBackground(True)
        self._card.setBackgroundRole(QPalette.ColorRole.Window)
        self._quote = Words("feedback_quote")
        self._own = ChoiceRow("feedback_own")
        self._gold = ChoiceRow("feedback_gold")
        for row in (self._own, self._gold):
            row.setCursor(Qt.CursorShape.ArrowCursor)
        self._why = plain("feedback_why", quiet=True, narrow=True)
        self._said = plain("feedback_said")
        self.answer = DraftField("feedback_answer", waits_for_return=True)
        self.answer.setAccessibleName(self.tr("Answer to the reviewer"))
        self.answer.setPlaceholderText(self.tr("Answer the reviewer…"))
        self.answer.written.connect(self.answered)
        self.answer.left.connect(self.left)
        self._summary = plain("feedback_summary", quiet=True, narrow=True)
        self._compose()
        self.hide()

    def _compose(self) -> None:
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(10, 10, 10, 10)
        inside.setSpacing(6)
        inside.addWidget(self._quote)
        for text, row in ((self.tr("You had"), self._own), (self.tr("Gold"), self._gold)):
            name = plain("", quiet=True, narrow=True)
            name.setText(text)
            inside.addWidget(name)
            inside.addWidget(row)
        for part in (self._why, self._said, self.answer):
            inside.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 12, 8)
        column.setSpacing(8)
        column.addWidget(self._heading)
        column.addWidget(self._card)
        column.addWidget(self._summary)
        column.addStretch(1)

    def show_difference(self, view: DifferenceView) -> None:
        """Show a difference."""
        self._card.show()
        self._heading.setText(view.heading.upper())
        self._quote.show_runs(view.quote)
        self._own.show_choice(view.own, (), "", taken=False)
        self._gold.show_choice(view.gold, (), "", taken=True)
        for label, text in ((self._why, view.why), (self._said, view.said)):
            label.setText(text)
            label.setVisible(bool(text))
        self.answer.setVisible(view.answers is not None)
        self.answer.show_text(view.answers, "")

    def show_summary(self, text: str, *, title: str = "") -> None:
        """Say how it stands as a whole; with ``title`` there is no difference to show."""
        self._summary.setText(text)
        if title:
            self._heading.setText(title.upper())
            self._card.hide()
