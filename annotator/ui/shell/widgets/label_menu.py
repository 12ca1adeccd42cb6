"""A menu of the labels, each chosen by its key. Used where a label is chosen for many spans."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from annotator.domain.values import Label


class LabelMenu(QMenu):
    """Has the keyboard to itself while it is open: a label's key chooses here and acts nowhere."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._by_key: dict[str, QAction] = {}

    def add_label(self, label: Label, text: str, choose: Callable[[str], object]) -> QAction:
        """A line for a label, which says ``text`` and its key."""
        action = self.addAction(f"{text}\t{label.key}")
        action.triggered.connect(lambda: choose(label.name))
        self._by_key[label.key.upper()] = action
        return action

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # else the window's own keys are run
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self._by_key.get(event.text().upper())
        if action is None:
            super().keyPressEvent(event)
        elif action.isEnabled():
            self.close()
            action.trigger()
