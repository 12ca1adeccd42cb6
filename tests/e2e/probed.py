"""The real program with an ear: started as ever, it also answers where things are drawn.

The program itself has no such door. Questions come as JSON lines on standard input, answers and
a report of every save go to standard output; nothing here changes what the window does.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from annotator.domain.state import ArticleState
from annotator.ui.shell.main_window import MainWindow

sys.path.insert(0, str(Path(__file__).parents[1]))
from e2e.key_log import KeyLog

_LOOK_EVERY_MS = 5


def digest(state: ArticleState) -> str:
    """A short sign for all an annotator has done in an article."""
    return digest_of(
        [(a.id, a.start, a.end, a.label, a.note or "") for a in state.annotations],
        [(d.suggestion_id, str(d.verdict), d.annotation_id or "") for d in state.decisions],
        [(str(state.article_status.status), state.article_status.reason or "")]
        if state.article_status
        else [],
        [(m.id, m.start, m.end) for m in state.muted],
    )


def digest_of(*kinds: list[Any]) -> str:
    """A short sign for rows, whatever their order."""
    plain = [sorted(map(list, rows)) for rows in kinds]
    return hashlib.sha256(json.dumps(plain).encode()).hexdigest()[:16]


class Ear(QObject):
    """Hears questions on a thread and answers them on the window's."""

    _asked = Signal(str)
    _begun = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._log: KeyLog | None = None
        self._answers: dict[str, Callable[[dict[str, Any]], object]] = {
            "range": self._range,
            "widget": self._widget,
            "menu": self._menu,
            "look": self._look,
            "grab": self._grab,
            "keys": self._keys,
        }
        self._asked.connect(self._on_asked)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._watch)
        # Told from another thread, so it is heard only once the application runs.
        self._begun.connect(lambda: self._timer.start(_LOOK_EVERY_MS))
        threading.Thread(target=self._hear, daemon=True).start()

    @property
    def _window(self) -> MainWindow:
        windows = QApplication.topLevelWidgets()
        return next(window for window in windows if isinstance(window, MainWindow))

    def _hear(self) -> None:
        self._begun.emit()
        for line in sys.stdin:
            self._asked.emit(line)

    def _on_asked(self, line: str) -> None:
        question = json.loads(line)
        _say({"answer": self._answers[question["ask"]](question)})

    def _watch(self) -> None:
        desk = self._window.project
        if desk is not None and desk.session.article is not None:
            self._timer.stop()
            # Connected last, so it is told after the status bar has said it.
            desk.session.articles_changed.connect(self._on_changed)
            _say({"ready": True})

    def _on_changed(self, change: Any) -> None:
        desk = self._window.project
        if not change.title or desk is None:
            return
        states = {n: digest(desk.session.workspace.article(n)) for n in change.articles}
        words = self._window.status.saved.text()
        _say({"saved": words, "title": change.title, "articles": states})

    def _range(self, question: dict[str, Any]) -> object:
        """Where ``start`` to ``end`` is drawn on the screen, a box a line."""
        view = self._window.view
        corner = view.viewport().mapToGlobal(QPoint(0, 0))
        parts = view.parts_in_viewport(question["start"], question["end"])
        boxes = [part.rect.toRect().translated(corner) for part in parts]
        seen = QRect(corner, view.viewport().size())
        return {"boxes": [_box(b) for b in boxes], "seen": all(seen.contains(b) for b in boxes)}

    def _widget(self, question: dict[str, Any]) -> object:
        found = self._window.findChild(QWidget, question["name"])
        return {"box": _box(QRect(found.mapToGlobal(QPoint(0, 0)), found.size()))}

    def _menu(self, question: dict[str, Any]) -> object:
        """Where an action stands in the menu that is open; no box while none is."""
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            return {}
        action = next(a for a in menu.actions() if a.objectName() == question["action"])
        box = menu.actionGeometry(action)
        return {"box": _box(box.translated(menu.mapToGlobal(QPoint(0, 0))))}

    def _look(self, question: dict[str, Any]) -> object:
        """What the person sees: focus, selection, article and the words of the status bar."""
        window = self._window
        mark, desk = window.view.focused, window.project
        return {
            "focused": [mark.start, mark.end, mark.label.name, mark.confirmed] if mark else None,
            "selection": window.view.cursor_at.selection,
            "article": desk.session.article if desk else None,
            "saved": window.status.saved.text(),
            "advice": window.status.advice.text(),
            "popup": QApplication.activePopupWidget() is not None,
            "dialog": QApplication.activeModalWidget() is not None,
            "modal": _name_of(QApplication.activeModalWidget()),
            "size": [window.width(), window.height()],
        }

    def _keys(self, question: dict[str, Any]) -> object:
        """What has become of each key since this was asked first."""
        if self._log is None:
            self._log = KeyLog(self._window)
        self._log.listen()
        return self._log.told()

    def _grab(self, question: dict[str, Any]) -> object:
        """A picture of the screen as it is."""
        width, height = question["size"]
        for _ in range(2):  # what follows the text must be in the picture, and what it moves
            QApplication.processEvents()
        picture = QApplication.primaryScreen().grabWindow(0, 0, 0, width, height)
        return {"ok": picture.save(question["path"])}


def _name_of(dialog: QWidget | None) -> str:
    """What a dialog is called; one of Qt's own goes by its class."""
    return "" if dialog is None else dialog.objectName() or type(dialog).__name__


def _box(box: QRect) -> list[int]:
    return [box.left(), box.top(), box.width(), box.height()]


def _say(told: dict[str, Any]) -> None:
    # One write a line, straight to the pipe: what is told before a kill has been told.
    os.write(1, (json.dumps(told) + "\n").encode())


if __name__ == "__main__":
    from annotator.__main__ import main

    ear = Ear()
    main()
