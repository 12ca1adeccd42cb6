"""The value of the focused FIGURE, to be read, corrected and confirmed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QPushButton, QWidget

from annotator.domain.figures import UNPARSED, Figure, Place, Qualifier
from annotator.domain.figures.typed import (
    number_text,
    value_text,
    with_qualifier,
    with_value,
    with_whole,
)
from annotator.domain.wording import filled
from annotator.ui.shell.drafts import Typed, put_back, put_back_words
from annotator.ui.shell.widgets.whole_choice import WholeChoice

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


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a field says of a figure, and what becomes of the figure when it says something else.

    ``change`` raises ValueError for words that say nothing.
    """

    shown: Callable[[Figure], str]
    change: Callable[[Figure, str], Figure]


_VALUE = Meaning(value_text, with_value)
_WHOLE = Meaning(lambda figure: number_text(figure.of), with_whole)
_COUNTS = Meaning(lambda f: f.counts or "", lambda f, words: replace(f, counts=words or None))
_UNIT = Meaning(lambda f: f.unit or "", lambda f, words: replace(f, unit=words or None))
_OUTCOME = Meaning(lambda f: f.outcome or "", lambda f, words: replace(f, outcome=words or None))


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
        self._shown: tuple[object, ...] = ()
        self.qualifier = QComboBox()
        self.qualifier.setObjectName("figure_qualifier")
        for qualifier, text in QUALIFIERS.items():
            self.qualifier.addItem(self.tr(text), qualifier)
        self.value = self._field("figure_value", self.tr("3000, 50-60, about 2 million"))
        self.unit = self._choice("figure_unit", UNITS)
        self.counts = self._field("figure_counts", self.tr("who or what is counted"))
        self.outcome = self._choice("figure_outcome", OUTCOMES)
        self.whole = self._field("figure_of", self.tr("the whole of a share"))
        self.part_of = WholeChoice()
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
            ("Part of", self.part_of),
        )
        self._lines: dict[QLineEdit, Meaning] = {}
        for text, field in rows:
            form.addRow(self.tr(text) if text else self.tr("Means"), field)
            field.installEventFilter(self)
            field.setAccessibleName(self.tr(text or "Means"))
        form.addRow(self.state)
        form.addRow(self.confirm)
        self._connect()

    def show_figure(
        self,
        figure: Figure | None,
        *,
        beside: Sequence[tuple[Place, str]] = (),
        waits: bool = False,
        key: str = "",
        about: object = None,
    ) -> None:
        """Show a figure; ``key`` is the key that confirms it, ``about`` whose it is.

        ``beside`` are the figures it may be part of, by their places. With ``waits`` that is a
        suggestion, which is accepted with the value. What is being typed about the same figure
        stays.
        """
        shown = (about, figure, waits, key, beside)
        if about is not None and shown == self._shown:
            return
        self._shown = shown
        self._figure = figure or UNPARSED
        figure = self._figure
        self.part_of.offer(beside)
        self._form.setRowVisible(self.part_of, bool(beside))
        self._show_fields(figure)
        self._show_state(figure)
        text = self.tr("Accept and confirm value") if waits else self.tr("Confirm value")
        self.confirm.setText(f"{text}  ({key})" if key else text)

    def begin(self) -> None:
        """Let the person write the value."""
        self.value.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.value.selectAll()

    def _show_state(self, figure: Figure) -> None:
        """Say whether somebody has confirmed the value; the value of one who has is in bold."""
        text = self.tr("Read automatically, not confirmed")
        if figure.confirmed:
            text = self.tr("✓ Value confirmed")
        elif not figure.parsed:
            text = self.tr("Could not be read; type the value")
        self.state.setText(text)
        role = QPalette.ColorRole
        self.state.setForegroundRole(role.WindowText if figure.confirmed else role.PlaceholderText)
        for field in (self.state, self.value):
            font = field.font()
            font.setBold(figure.confirmed)
            field.setFont(font)
        self.confirm.setVisible(not figure.confirmed)

    def _show_fields(self, figure: Figure) -> None:
        self.qualifier.setCurrentIndex(self.qualifier.findData(figure.qualifier))
        for line, meaning in self._lines.items():
            line.setText(meaning.shown(figure))
        self.part_of.show_whole(figure)

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

    def settle(self) -> None:
        """Take over what is being typed; what is no value stays in its field."""
        for line in self._lines:
            self._take_line(line)

    def typed(self) -> list[Typed]:
        """What was typed and is no value."""
        return [
            Typed(filled(self.tr("%s of a figure"), line.accessibleName()), line.text())
            for line in self._lines
            if self._differs(line)
        ]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        line = watched if isinstance(watched, QLineEdit) else None
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                if line is not None and self._differs(line):
                    put_back(line, self._shown_in(line))
                    self.refused.emit(put_back_words())
                self.left.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if line is None or self._take_or_put_back(line):
                    self.left.emit()
                return True
        elif isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            still_here = event.reason() in (
                Qt.FocusReason.ActiveWindowFocusReason,
                Qt.FocusReason.PopupFocusReason,
            )
            if line is not None and not still_here:
                self._take_or_put_back(line)
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self.qualifier.activated.connect(
            lambda: self._take(lambda figure: with_qualifier(figure, self._qualifier()))
        )
        self.part_of.activated.connect(
            lambda: self._take(lambda figure: replace(figure, part_of=self.part_of.chosen()))
        )
        choices = {self.unit: _UNIT, self.outcome: _OUTCOME}
        self._lines = {self.value: _VALUE, self.whole: _WHOLE, self.counts: _COUNTS}
        for field, meaning in choices.items():
            line = field.lineEdit()
            assert line is not None  # the field is editable
            line.setAccessibleName(field.accessibleName())
            line.installEventFilter(self)
            self._lines[line] = meaning
            field.activated.connect(lambda row, line=line: self._take_line(line))

    def _differs(self, line: QLineEdit) -> bool:
        """Whether a field holds something else than its figure."""
        return line.isEnabled() and line.text().strip() != self._shown_in(line)

    def _shown_in(self, line: QLineEdit) -> str:
        return self._lines[line].shown(self._figure or UNPARSED)

    def _take_or_put_back(self, line: QLineEdit) -> bool:
        """Take over what a field holds; what is no value is put back until Ctrl+Z in the field."""
        taken = self._take_line(line)
        if not taken:
            put_back(line, self._shown_in(line))
        return taken

    def _take_line(self, line: QLineEdit) -> bool:
        """Take over what a field holds; False if it is no value."""
        change, text = self._lines[line].change, line.text().strip()
        return not self._differs(line) or self._take(lambda figure: change(figure, text))

    def _take(self, change: Callable[[Figure], Figure]) -> bool:
        """Pass on what the figure becomes, unless nothing changed; False if it is no value."""
        if self._figure is None:
            return True
        try:
            figure = change(self._figure)
        except ValueError as error:
            self.refused.emit(str(error))
            return False
        if figure != self._figure:
            self._figure = figure
            self._show_fields(figure)
            self.changed.emit(figure)
        return True

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
