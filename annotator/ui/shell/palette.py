"""Every action by name: type a few letters, press Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.shell.widgets.buttons import accepted


class PaletteDialog(QDialog):
    """A field and the actions that fit what is typed."""

    def __init__(self, parent: QWidget | None, actions: Sequence[QAction]) -> None:
        super().__init__(parent)
        self.setObjectName("palette_dialog")
        self.setWindowTitle(self.tr("All actions"))
        self.resize(460, 380)
        self._actions = [action for action in actions if action.isEnabled()]
        self.field = QLineEdit()
        self.field.setObjectName("palette_field")
        self.field.setPlaceholderText(self.tr("What do you want to do?"))
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self.accept)
        self.field.installEventFilter(self)
        self.list = QTreeWidget()
        self.list.setObjectName("palette_list")
        self.list.setColumnCount(2)
        self.list.setRootIsDecorated(False)
        self.list.setHeaderHidden(True)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.itemActivated.connect(lambda: self.accept())
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self._fill("")

    @classmethod
    def ask(cls, parent: QWidget | None, actions: Sequence[QAction]) -> QAction | None:
        """The action that was chosen; None when the person thinks better of it."""
        dialog = cls(parent, actions)
        given = accepted(dialog)
        item = dialog.list.currentItem()
        if not given or item is None:
            return None
        chosen = item.data(0, Qt.ItemDataRole.UserRole)
        return next(action for action in actions if action.objectName() == chosen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            count = self.list.topLevelItemCount()
            if step is not None and count:
                self._choose((self._row() + step) % count)
                return True
        return super().eventFilter(watched, event)

    def _fill(self, text: str) -> None:
        self.list.clear()
        for action in self._actions:
            # Looked for by its name: “accept” must not find what would undo one.
            name, own = (text.replace("&&", "&") for text in (action.text(), action.data()))
            if all(word in own.lower() for word in text.lower().split()):
                key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                item = QTreeWidgetItem(self.list, [name, key])
                item.setData(0, Qt.ItemDataRole.UserRole, action.objectName())
        self._choose(0)

    def _row(self) -> int:
        chosen = self.list.currentItem()
        return self.list.indexOfTopLevelItem(chosen) if chosen else -1

    def _choose(self, row: int) -> None:
        item = self.list.topLevelItem(row)
        if item is not None:
            self.list.setCurrentItem(item)
