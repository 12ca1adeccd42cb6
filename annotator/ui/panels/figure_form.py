"""The value of the focused FIGURE, to be read, corrected and confirmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QPushButton, QWidget

from annotator.domain.figures import UNPARSED, Figure, Qualifier
from annotator.domain.figures.typed import (
    number_text,
    value_text,
    with_qualifier,
    with_value,
    with_whole,
)

QUALIFIERS = {
    Qualifier.EXACT: "exactly",
    Qualifier.ABOUT: "about",
    Qualifier.NEARLY: "nearly",
    Qualifier.AT_LEAST: "at least",
    Qualifier.AT_MOST: "at most",
    Qualifier.MORE_THAN: "more than",
    Qualifier.LESS_THAN: "less than",
    Qualifier.BETWEEN: "between",
    Qualifier.VAGUE: "vague",
}
OUTCOMES = (
    "killed",
    "wounded",
    "captured",
    "displaced",
    "missing",
    "arrested",
    "deployed",
    "withdrawn",
    "freed",
    "kidnapped",
)
UNITS = ("percent", "fraction", "USD", "EUR", "GBP", "AFN", "km", "m", "kg", "tonne", "hectare")


class FigureForm(QWidget):
    """Shows a figure; ``changed`` with the figure a person made of it."""

    changed = Signal(object)  # Figure
    confirmed = Signal()
    refused = Signal(str)  # one sentence: what was typed is no value
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("figure_form")
        self._figure: Figure | None = None
        self.qualifier = QComboBox()
        self.qualifier.setObjectName("figure_qualifier")
        for qualifier, words in QUALIFIERS.items():
            self.qualifier.addItem(self.tr(words), qualifier)
        self.value = self._field("figure_value", self.tr("3000, 50-60, about 2 million"))
        self.unit = self._choice("figure_unit", UNITS)
        self.counts = self._field("figure_counts", self.tr("who or what is counted"))
        self.outcome = self._choice("figure_outcome", OUTCOMES)
        self.whole = self._field("figure_of", self.tr("the whole of a share"))
        self.state = QLabel()
        self.state.setObjectName("figure_state")
        self.state.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.state.setWordWrap(True)
        self.confirm = QPushButton()
        self.confirm.setObjectName("figure_confirm")
        self.confirm.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.confirm.clicked.connect(self.confirmed)
        form = self._form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(6)
        rows: tuple[tuple[str, QWidget], ...] = (
            ("", self.qualifier),
            ("Value", self.value),
            ("Unit", self.unit),
            ("Counts", self.counts),
            ("Outcome", self.outcome),
            ("Out of", self.whole),
        )
        for words, field in rows:
            form.addRow(self.tr(words) if words else self.tr("Reads"), field)
            field.installEventFilter(self)
            field.setAccessibleName(self.tr(words or "Reads"))
        form.addRow(self.state)
        form.addRow(self.confirm)
        self._connect()

    def show_figure(self, figure: Figure | None, *, editable: bool, key: str = "") -> None:
        """Show a figure; ``key`` is the key that confirms it."""
        self._figure = figure or UNPARSED
        figure = self._figure
        for field in (self.value, self.unit, self.counts, self.outcome, self.whole, self.qualifier):
            field.setEnabled(editable)
        self.qualifier.setCurrentIndex(self.qualifier.findData(figure.qualifier))
        self.value.setText(value_text(figure))
        self.unit.setEditText(figure.unit or "")
        self.counts.setText(figure.counts or "")
        self.outcome.setEditText(figure.outcome or "")
        self.whole.setText(number_text(figure.of))
        self.state.setText(_state(figure))
        self.confirm.setVisible(not figure.confirmed)
        words = self.tr("Confirm value") if editable else self.tr("Accept and confirm value")
        self.confirm.setText(f"{words}  ({key})" if key else words)

    def line_up(self, other: QFormLayout) -> None:
        """Give the names of this form and another's the same width."""
        forms = (self._form, other)
        names = [
            name
            for form in forms
            for row in range(form.rowCount())
            if (item := form.itemAt(row, QFormLayout.ItemRole.LabelRole)) is not None
            and (name := item.widget()) is not None
        ]
        widest = max(name.sizeHint().width() for name in names)
        for name in names:
            name.setMinimumWidth(widest)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.show_figure(self._figure, editable=True)
                self.left.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.left.emit()  # the field is left, so what it holds is taken over
                return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self.value.editingFinished.connect(
            lambda: self._take(lambda figure: with_value(figure, self.value.text()))
        )
        self.whole.editingFinished.connect(
            lambda: self._take(lambda figure: with_whole(figure, self.whole.text()))
        )
        self.counts.editingFinished.connect(
            lambda: self._take(lambda figure: replace(figure, counts=_words(self.counts.text())))
        )
        self.qualifier.activated.connect(
            lambda: self._take(lambda figure: with_qualifier(figure, self._qualifier()))
        )
        for field, name in ((self.unit, "unit"), (self.outcome, "outcome")):
            self._connect_choice(field, name)

    def _connect_choice(self, field: QComboBox, name: str) -> None:
        def take() -> None:
            words = _words(field.currentText())
            self._take(
                lambda figure: (
                    replace(figure, unit=words)
                    if name == "unit"
                    else replace(figure, outcome=words)
                )
            )

        field.activated.connect(take)
        line = field.lineEdit()
        assert line is not None  # the field is editable
        line.editingFinished.connect(take)
        line.installEventFilter(self)

    def _take(self, change: Callable[[Figure], Figure]) -> None:
        """Pass on what a field has become, unless nothing changed."""
        if self._figure is None:
            return
        try:
            figure = change(self._figure)
        except ValueError as error:
            self.refused.emit(str(error))
            self.show_figure(self._figure, editable=True)
            return
        if figure != self._figure:
            self._figure = figure
            self.changed.emit(figure)

    def _qualifier(self) -> Qualifier:
        return Qualifier(self.qualifier.currentData())

    def _field(self, name: str, hint: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setPlaceholderText(hint)
        return field

    def _choice(self, name: str, items: tuple[str, ...]) -> QComboBox:
        field = QComboBox()
        field.setObjectName(name)
        field.setEditable(True)
        field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        field.addItems(["", *items])
        return field


def _state(figure: Figure) -> str:
    if figure.confirmed:
        return "confirmed"
    return "read automatically" if figure.parsed else "could not be read; type the value"


def _words(text: str) -> str | None:
    return text.strip() or None
