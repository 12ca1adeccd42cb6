"""How far annotators agree on the article in view: a row a label, a column a measure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from annotator.domain.agreement import ArticleAgreement, Measured, Measures

_NONE = "–"


class ArticleAgreementTable(QWidget):
    """Shows what it is told; with more than two annotators the mean of the pairs."""

    def __init__(self, title: QLabel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("article_agreement")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 12, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self._title = title
        self._title.setText(self.tr("Agreement on this article").upper())
        self._grid.addWidget(self._title, 0, 0, 1, 4)
        heads = ("", self.tr("exact\nF1"), self.tr("overlap\nF1"), self.tr("κ\ntokens"))
        for column, text in enumerate(heads):
            self._put(1, column, text, quiet=True)
        self._cells: list[QLabel] = []
        self.hide()

    def show_agreement(self, agreement: ArticleAgreement | None) -> None:
        """Show the measures of an article; None hides the table."""
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.hide()  # while a dialog is open nothing is deleted
            cell.deleteLater()
        self._cells = []
        pairs = list(agreement.pairs.values()) if agreement is not None else []
        self.setVisible(bool(pairs))
        for row, measures in enumerate(zip(*pairs, strict=True), 2):
            self._show_row(row, measures)

    def _show_row(self, row: int, measures: Sequence[Measures]) -> None:
        label = measures[0].label or self.tr("All")
        tip = "; ".join(
            dict.fromkeys(
                measured.why
                for measured in chain.from_iterable((m.strict_f1, m.kappa) for m in measures)
                if measured.why
            )
        )
        cells = (
            label,
            _mean(measures, lambda m: m.strict_f1),
            _mean(measures, lambda m: m.overlap_f1),
            _mean(measures, lambda m: m.kappa),
        )
        for column, text in enumerate(cells):
            cell = self._put(row, column, text)
            cell.setToolTip(tip)
            self._cells.append(cell)

    def _put(self, row: int, column: int, text: str, *, quiet: bool = False) -> QLabel:
        cell = QLabel(text)
        cell.setTextFormat(Qt.TextFormat.PlainText)
        if quiet:
            cell.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
        self._grid.addWidget(cell, row, column, side | Qt.AlignmentFlag.AlignVCenter)
        return cell


def _mean(measures: Sequence[Measures], of: Callable[[Measures], Measured]) -> str:
    values = [value for value in (of(m).value for m in measures) if value is not None]
    return f"{sum(values) / len(values):.2f}" if values else _NONE
