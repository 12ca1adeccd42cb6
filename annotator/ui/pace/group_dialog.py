"""Asks what to do with all spans of the project that have the same words, and which of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.direction import isolated
from annotator.domain.wording import counted, filled
from annotator.operations.groups import Deed, Occurrence, concerns
from annotator.ui.pace.group_model import GroupModel
from annotator.ui.shell.widgets.buttons import Standard, accepted, dialog_buttons
from annotator.ui.shell.widgets.labels import plain
from annotator.ui.shell.widgets.tables import row_table


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be done, with which label, to which spans."""

    deed: Deed
    label: str
    chosen: Sequence[Occurrence]


class GroupDialog(QDialog):
    """A deed, and the spans it concerns with a check mark each; Space ticks and unticks."""

    def __init__(
        self,
        parent: QWidget | None,
        rows: Sequence[Occurrence],
        label: str,
        labels: Sequence[str],
    ) -> None:
        super().__init__(parent)
        self.setObjectName("group_dialog")
        self.setWindowTitle(self.tr("All with these words"))
        self.resize(760, 520)
        self.model = GroupModel(rows, self)
        self.model.dataChanged.connect(self._count)
        self.deed = QComboBox()
        self.deed.setObjectName("group_deed")
        self.deed.setAccessibleName(self.tr("What to do with them"))
        deeds = self._deeds(rows, label, labels)
        if deeds[0][1] != Deed.ACCEPT.value:  # nothing is deleted or relabelled by Enter alone
            self.deed.setPlaceholderText(self.tr("Choose what to do with them…"))
        for words, deed, name in deeds:
            self.deed.addItem(words, (deed, name))
        if self.deed.placeholderText():
            self.deed.setCurrentIndex(-1)
        self.deed.currentIndexChanged.connect(self._on_deed)
        self.table = _table(self.model)
        self.buttons = dialog_buttons(Standard.Ok | Standard.Cancel, self)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        said = filled(
            self.tr("“%1” occurs in %2 of this project."),
            isolated(rows[0].words),
            counted(len({row.span.article_id for row in rows}), "article"),
        )
        column.addWidget(plain("group_words", said))
        column.addWidget(self.deed)
        column.addWidget(self.table, 1)
        column.addWidget(self.buttons)
        self._on_deed()
        (self.deed if self.deed.currentIndex() < 0 else self.table).setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        rows: Sequence[Occurrence],
        label: str,
        labels: Sequence[str],
    ) -> Choice | None:
        """What to do with spans of the same words; None when the person leaves them as they are."""
        dialog = cls(parent, rows, label, labels)
        if not accepted(dialog) or not dialog.model.chosen:
            return None
        deed, name = dialog.deed.currentData()
        return Choice(Deed(deed), name, dialog.model.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.table.hasFocus():
            self.model.toggle(self.table.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _deeds(
        self, rows: Sequence[Occurrence], label: str, labels: Sequence[str]
    ) -> list[tuple[str, str, str]]:
        """What can be done with some of the spans, in words."""
        all_of_them = [
            (filled(self.tr("Accept as %s"), label), Deed.ACCEPT, label),
            (filled(self.tr("Reject or delete as %s"), label), Deed.REJECT, label),
            *((filled(self.tr("Relabel as %s"), name), Deed.RELABEL, name) for name in labels),
        ]
        return [
            (words, deed.value, name)
            for words, deed, name in all_of_them
            if any(concerns(deed, row.span, name) for row in rows)
        ]

    def _on_deed(self) -> None:
        data = self.deed.currentData()
        if data is not None:
            self.model.set_deed(Deed(data[0]), data[1])
        self._count()

    def _count(self) -> None:
        """Let the button say how many it concerns."""
        chosen = self.model.chosen
        articles = len({row.span.article_id for row in chosen})
        spans = filled(
            self.tr("%1 in %2"), counted(len(chosen), "span"), counted(articles, "article")
        )
        data = self.deed.currentData()
        doubtful = sum(row.doubtful for row in chosen)
        if doubtful and data is not None and data[0] == Deed.ACCEPT.value:
            spans = filled(self.tr("%1, %2 doubtful"), spans, doubtful)
        button = self.buttons.button(Standard.Ok)
        is_chosen = self.deed.currentIndex() >= 0
        button.setText(f"{self.deed.currentText()} · {spans}" if is_chosen else self.tr("OK"))
        button.setEnabled(bool(chosen) and is_chosen)


def _table(model: GroupModel) -> QTableView:
    table = row_table("group_table", "Spans with these words", model)
    table.setWordWrap(False)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setStretchLastSection(True)
    table.setColumnWidth(0, 240)
    table.selectRow(0)
    return table
