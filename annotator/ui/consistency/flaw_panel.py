"""The list of flaws beside the text: a click goes to one, a button mends it, another all."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from annotator.domain.consistency import Finding
from annotator.domain.wording import filled
from annotator.ui.consistency.flaw_model import FlawModel
from annotator.ui.shell.widgets.key_button import KeyButton
from annotator.ui.shell.widgets.labels import heading, plain


class FlawPanel(QWidget):
    """Says which flaw is wanted."""

    requested = Signal(object)  # Finding
    left = Signal()  # the person goes back to reading

    def __init__(self, mend: QAction, mend_all: QAction) -> None:
        super().__init__()
        self.setObjectName("flaw_panel")
        self.model = FlawModel(self)
        self._count = heading("flaw_count")
        self._none = plain("flaw_none", quiet=True, narrow=True)
        self._none.setText(self.tr("Your spans in this article are consistent."))
        self._done = plain("flaw_done", quiet=True, narrow=True)
        self._done.setText(
            self.tr("This article is done; mending changes its spans, and it stays done.")
        )
        self.list = QListView()
        self.list.setObjectName("flaw_list")
        self.list.setAccessibleName(self.tr("Spans that do not go together"))
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setModel(self.model)
        self.list.setSpacing(3)
        self.list.setUniformItemSizes(True)  # of thousands none has to be asked
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.clicked.connect(self._on_chosen)
        self.list.activated.connect(self._on_chosen)
        keeping = self.list.sizePolicy()
        keeping.setRetainSizeWhenHidden(True)  # what stands above it stays where it is
        self.list.setSizePolicy(keeping)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 12, 8)
        column.setSpacing(8)
        column.addWidget(self._count)
        column.addWidget(self._none)
        column.addWidget(self._done)
        column.addWidget(self.list, 1)
        self._buttons = [KeyButton(action, self) for action in (mend, mend_all)]
        for button in self._buttons:
            column.addWidget(button)

    @property
    def chosen(self) -> Finding | None:
        """The flaw that is chosen in the list."""
        row = self.list.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def show_flaws(self, text: str, rows: list[Finding], *, done: bool = False) -> None:
        """List the flaws of a text; the place in the list is kept. ``done``: of one that is."""
        row = max(0, self.list.currentIndex().row())
        self.model.show(text, rows)
        self._none.setVisible(not rows)
        self._done.setVisible(done and bool(rows))
        self.list.setVisible(bool(rows))
        for button in self._buttons:
            button.setVisible(bool(rows))
        self._count.setText(filled(self.tr("Consistency · %n to look at"), len(rows)).upper())
        if rows:
            self.choose(min(row, len(rows) - 1))

    def choose(self, row: int) -> Finding:
        """Choose a row, beginning again at the end; gives its flaw."""
        row %= len(self.model.rows)
        self.list.setCurrentIndex(self.model.index(row, 0))
        return self.model.rows[row]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_chosen(self, index: QModelIndex) -> None:
        self.requested.emit(self.model.rows[index.row()])
