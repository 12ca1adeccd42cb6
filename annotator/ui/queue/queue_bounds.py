"""Asks between which dates and lengths articles are shown, and for suggestions that wait."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.queueing import QueueView
from annotator.ui.shell.widgets.buttons import dialog_buttons

_MOST = 50_000_000  # characters; no article is longer


class BoundsDialog(QDialog):
    """Dates, lengths, how many suggestions wait; what is left empty has no bound."""

    def __init__(self, parent: QWidget, view: QueueView) -> None:
        super().__init__(parent)
        self._view = view
        self.setObjectName("bounds_dialog")
        self.setWindowTitle(self.tr("Date, length, suggestions"))
        self.since = _date("bounds_since", view.since)
        self.until = _date("bounds_until", view.until)
        self.shortest = self._length("bounds_shortest", view.shortest)
        self.longest = self._length("bounds_longest", view.longest)
        self.waiting = QSpinBox()
        self.waiting.setObjectName("bounds_waiting")
        self.waiting.setRange(0, 1_000_000)
        self.waiting.setSpecialValueText(self.tr("any number"))
        self.waiting.setSuffix(self.tr(" suggestions"))
        self.waiting.setValue(view.fewest_waiting or 0)
        self.score = QDoubleSpinBox()
        self.score.setObjectName("bounds_score")
        self.score.setRange(0, 1)
        self.score.setSingleStep(0.05)
        self.score.setSpecialValueText(self.tr("any score"))
        self.score.setValue(view.score_below or 0)
        self.problem = QLabel()
        self.problem.setObjectName("bounds_problem")
        self.problem.setWordWrap(True)
        form = QFormLayout()
        form.addRow(self.tr("Published since"), self.since)
        form.addRow(self.tr("Published until"), self.until)
        form.addRow(self.tr("At least"), self.shortest)
        form.addRow(self.tr("At most"), self.longest)
        form.addRow(self.tr("Open suggestions, at least"), self.waiting)
        form.addRow(self.tr("Any with a score below"), self.score)
        kinds = QDialogButtonBox.StandardButton
        buttons = dialog_buttons(kinds.Ok | kinds.Cancel, self)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addWidget(buttons)

    @classmethod
    def ask(cls, parent: QWidget, view: QueueView) -> QueueView | None:
        """The view with other bounds; None if the person leaves them."""
        dialog = cls(parent, view)
        try:
            return dialog.chosen() if dialog.exec() else None
        finally:
            dialog.deleteLater()

    def chosen(self) -> QueueView:
        """The view with the bounds as they are filled in."""
        return replace(
            self._view,
            since=self.since.text().strip() or None,
            until=self.until.text().strip() or None,
            shortest=self.shortest.value() or None,
            longest=self.longest.value() or None,
            fewest_waiting=self.waiting.value() or None,
            score_below=round(self.score.value(), 2) or None,
        )

    def accept(self) -> None:
        """Close, unless a date is none."""
        for field in (self.since, self.until):
            if not _is_date(field.text().strip()):
                self.problem.setText(
                    self.tr("Write dates as 2021-08-15, 2021-08 or 2021, or leave them empty.")
                )
                field.setFocus()
                return
        super().accept()

    def _length(self, name: str, value: int | None) -> QSpinBox:
        field = QSpinBox()
        field.setObjectName(name)
        field.setRange(0, _MOST)
        field.setSingleStep(500)
        field.setGroupSeparatorShown(True)
        field.setSuffix(self.tr(" characters"))
        field.setSpecialValueText(self.tr("any length"))
        field.setValue(value or 0)
        return field


def _date(name: str, value: str | None) -> QLineEdit:
    field = QLineEdit(value or "")
    field.setObjectName(name)
    field.setPlaceholderText("2021-08-15")
    return field


def _is_date(text: str) -> bool:
    """Whether these are a year, a month or a day in ISO's way, or nothing."""
    if not text:
        return True
    if not text.isascii() or len(text) not in (4, 7, 10):
        return False
    try:
        date.fromisoformat(text + "0001-01-01"[len(text) :])
    except ValueError:
        return False
    return True
