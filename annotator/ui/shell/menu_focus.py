"""Where the keyboard goes when a menu is closed: back to what had it before."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget
from shiboken6 import isValid


class MenuFocus(QObject):
    """Leaves the menu bar once its menu has closed; by itself it would keep the keyboard."""

    def __init__(self, bar: QMenuBar, surface: QWidget) -> None:
        super().__init__(bar)
        self._bar = bar
        self._surface = surface
        self._before = surface  # what had the keyboard before the menu bar
        # Runs out once another menu is open, if the person has gone on to one.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._leave)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def watch(self, menu: QMenu) -> None:
        """Leave the menu bar when this menu of it closes."""
        menu.aboutToHide.connect(self._timer.start)

    def _leave(self) -> None:
        if QApplication.activePopupWidget() is None and self._has_bar():
            is_there = isValid(self._before) and self._before.isVisible()
            (self._before if is_there else self._surface).setFocus()

    def _has_bar(self) -> bool:
        """Whether the menu bar has the keyboard, or will have it with the window."""
        return self._bar.window().focusWidget() is self._bar

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and new is not self._bar and new.window() is self._bar.window():
            self._before = new
