"""Verbs for tests of the window: press, click, drag, and look at what is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator.domain.state import ArticleState
from annotator.nlp.processes.messages import Message, Terms
from annotator.nlp.processes.worker import ArticleKey
from annotator.ui.annotating.open_annotating import OpenAnnotating
from annotator.ui.document_view import DocumentView
from annotator.ui.document_view.marks import Mark
from annotator.ui.shell.main_window import MainWindow
from annotator.ui.shell.room import OpenRoom, Room
from annotator.workspace import Workspace

W = TypeVar("W", bound=QWidget)
R = TypeVar("R", bound=Room)
T = TypeVar("T", bound=OpenRoom)
NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


class NoWorker:
    """Stands where the suggestion process would be and remembers what it was asked."""

    def __init__(self, terms: Terms, hear: Callable[[Message[ArticleKey]], None]) -> None:
        self.terms = terms
        self.hear = hear
        self.asked: list[tuple[int, bool]] = []

    def request(self, article_id: int, sha256: str, text: str, *, urgent: bool = False) -> None:
        self.asked.append((article_id, urgent))

    def use(self, terms: Terms) -> None:
        self.terms = terms

    def retry(self) -> None: ...
    def close(self) -> None: ...


def press(widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """Press and release a key as a person at the keyboard does, shortcuts included."""
    QTest.keyClick(widget, key, held)


def left_of(view: DocumentView, offset: int) -> QPoint:
    """The pixel just inside the left edge of the sign at ``offset``."""
    rect = view.parts_in_viewport(offset, offset + 1)[0].rect
    return QPoint(round(rect.left() + min(1.0, rect.width() / 4)), round(rect.center().y()))


def middle_of(view: DocumentView, start: int, end: int) -> QPoint:
    """The pixel in the middle of the first part of a range."""
    return view.parts_in_viewport(start, end)[0].rect.center().toPoint()


def double_click(button: QWidget) -> None:
    """Two quick clicks, the second as Qt tells it; QTest's own has no click before it."""
    kinds, at = QEvent.Type, QPointF(5, 5)
    for kind in (kinds.MouseButtonPress, kinds.MouseButtonRelease, kinds.MouseButtonDblClick):
        _mouse(button, kind, at)
    _mouse(button, kinds.MouseButtonRelease, at)


def _mouse(button: QWidget, kind: QEvent.Type, at: QPointF) -> None:
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else LEFT
    event = QMouseEvent(kind, at, QPointF(button.mapToGlobal(at)), LEFT, held, NONE)
    QApplication.sendEvent(button, event)


def drag(view: DocumentView, begin: QPoint, end: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
    """Drag from one pixel to another, with a detour so that it is no click."""
    port = view.viewport()
    QTest.mousePress(port, LEFT, held, begin)
    move(port, begin + QPoint(0, 12), held)
    move(port, end, held)
    QTest.mouseRelease(port, LEFT, held, end)


def move(port: QWidget, at: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
    """Move the mouse with its left button down; QTest's own move forgets the keys held."""
    place = QPointF(at)
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        place,
        QPointF(port.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        LEFT,
        held,
    )
    QApplication.sendEvent(port, event)


class Sight:
    """A window as a person sees it."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self.bot = qtbot

    @property
    def view(self) -> DocumentView:
        return self.window.view

    def room(self, kind: type[R]) -> R:
        """A room of the window."""
        return self.window.room(kind)

    def open_room(self, kind: type[T]) -> T:
        """A room at work on the project."""
        assert self.window.project is not None
        return self.window.project.room(kind)

    @property
    def workspace(self) -> Workspace:
        assert self.window.project is not None
        return self.window.project.session.workspace

    @property
    def state(self) -> ArticleState:
        """The article in view."""
        assert self.window.project is not None
        state = self.window.project.session.state
        assert state is not None
        return state

    @property
    def focused(self) -> str | None:
        """The words of the focused span."""
        mark = self.view.focused
        return self.view.text[mark.start : mark.end] if mark else None

    def spans(self) -> list[tuple[str, str]]:
        """Label and words of the annotations of the article in view."""
        return [(item.label, item.text) for item in self.state.annotations]

    def waiting(self) -> list[str]:
        return [self.view.text[item.start : item.end] for item in self.state.waiting]

    def keys(self, *keys: Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
        """Press keys one after the other while the surface has the focus."""
        if not self.window.isActiveWindow():  # a dialog was left, and no screen manages windows
            self.window.activateWindow()
            self.bot.waitUntil(self.window.isActiveWindow)
        for key in keys:
            press(self.view, *(key if isinstance(key, tuple) else (key,)))

    def twice(self, key: Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
        """Press a key, read what it says, and press it again."""
        seen = self.open_room(OpenAnnotating)._seen
        self.view.viewport().repaint()  # what is looked at only then is told anew
        self.bot.waitUntil(lambda: not seen._timer.isActive())
        self.keys(key)
        self.read()
        self.keys(key)

    def read(self) -> None:
        """Wait until what waits, or what was left, can have been read."""
        room = self.open_room(OpenAnnotating)
        for each in (room._articles._twice, room._spans._twice):
            self.bot.waitUntil(lambda each=each: not each._reading.isActive())

    def mark(self, words: str) -> Mark:
        """The drawn span with these words."""
        (found,) = [m for m in self.view.marks if self.view.text[m.start : m.end] == words]
        return found

    def find(self, kind: type[W], name: str) -> W:
        """A widget by its object name."""
        found = self.window.findChild(kind, name)
        assert found is not None, f"there is no {name}"
        return found

    def says(self, name: str) -> str:
        """The words of a label by its object name."""
        return self.find(QLabel, name).text()

    def close(self) -> None:
        """Close the window and let go of it; a second time does nothing."""
        if not isValid(self.window):
            return
        project = self.window.project
        if project is not None:
            project.session.give_up()
        self.window.ending = True  # nobody is asked
        self.window.close()
        self.window.deleteLater()
        # Deferred deletions wait for an event loop unless they are asked for.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
