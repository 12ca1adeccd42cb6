"""Verbs for tests of dialogs: answer those that come up, press their buttons, choose files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget
from window_verbs import LEFT, W

from annotator.ui.shell.progress import ProgressDialog

Act = Callable[[QDialog], object]


class Answering:
    """Answers modal dialogs as they come up, each by what a test does with it.

    A dialog is known by its object name, and Qt's own by their class. One that nobody expects is
    closed and fails the test, which would wait for it for ever.
    """

    def __init__(self) -> None:
        self._waiting: list[tuple[str, Act]] = []
        self._answered: list[QDialog] = []
        self._left = {"progress_dialog"}  # it goes by itself
        self._timer = QTimer(interval=20)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def __call__(self, **acts: Act) -> list[str]:
        """Do these things with dialogs of these names, in this order; gives who came up so far."""
        seen: list[str] = []

        def noted(name: str, act: Act) -> Act:
            def do(dialog: QDialog) -> object:
                seen.append(name)
                return act(dialog)

            return do

        self._waiting += [(name, noted(name, act)) for name, act in acts.items()]
        return seen

    def anew(self) -> None:
        """Answer dialogs too that have been answered before and come up again."""
        self._answered.clear()

    def leave(self, name: str) -> None:
        """Let a test have dialogs of this name to itself."""
        self._left.add(name)

    def close(self) -> None:
        """Answer nothing any more."""
        self._timer.stop()

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or not dialog.isVisible() or dialog in self._answered:
            return
        known_by = {dialog.objectName(), *(kind.__name__ for kind in type(dialog).__mro__)}
        act: Act = _unexpected
        if self._waiting and self._waiting[0][0] in known_by:
            if not dialog.isActiveWindow():  # keys go nowhere yet
                dialog.activateWindow()
                return
            _, act = self._waiting.pop(0)
        elif known_by & self._left:
            return
        self._answered.append(dialog)
        try:
            act(dialog)
        except BaseException:
            dialog.close()
            raise


def _unexpected(dialog: QDialog) -> None:
    raise AssertionError(f"nobody expects {dialog.objectName() or dialog}")


def button(dialog: QWidget, words: str) -> QPushButton:
    """The button with these words on it."""
    found = [b for b in dialog.findChildren(QPushButton) if b.text().replace("&", "") == words]
    assert len(found) == 1, f"there are {len(found)} buttons “{words}”"
    return found[0]


def click(dialog: QWidget, words: str) -> None:
    """Click the button with these words; it must be possible."""
    pressed = button(dialog, words)
    assert pressed.isVisible()
    assert pressed.isEnabled()
    QTest.mouseClick(pressed, LEFT)


def clicking(words: str) -> Act:
    """Click the button with these words in the dialog that comes up."""
    return lambda dialog: click(dialog, words)


def after(act: Act) -> Act:
    """Do it once the dialogs that it opens can be answered as well."""
    return lambda dialog: QTimer.singleShot(0, lambda: act(dialog))


def choosing(*paths: Path, by: str) -> Act:
    """Write these paths into a dialog of Qt's for files, and click the button ``by``."""

    def act(dialog: QDialog) -> None:
        written = [f'"{path}"' for path in paths] if len(paths) > 1 else [str(paths[0])]
        part(dialog, QLineEdit, "fileNameEdit").setText(" ".join(written))
        click(dialog, by)

    return act


def is_at_work(window: QWidget) -> bool:
    """Whether slow work has begun whose end is still to come."""
    return bool(window.findChildren(ProgressDialog))


def part(dialog: QWidget, kind: type[W], name: str) -> W:
    """A widget of a dialog by its object name."""
    found = dialog.findChild(kind, name)
    assert found is not None, f"there is no {name}"
    return found
