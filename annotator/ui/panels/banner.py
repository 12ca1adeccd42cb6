"""One line above the article for what must not be overlooked, with at most one thing to do."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget


class Banner(QFrame):
    """Hidden until something is said; ``acted`` when the person presses its button."""

    acted = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.words = QLabel()
        self.words.setObjectName("banner_words")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self._act = QPushButton()
        self._act.setObjectName("banner_act")
        self._act.clicked.connect(self.acted)
        self._close = QPushButton(self.tr("Close"))
        self._close.setObjectName("banner_close")
        self._close.clicked.connect(self._on_close)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 10, 6)
        row.addWidget(self.words, 1)
        row.addWidget(self._act)
        row.addWidget(self._close)
        self.hide()

    def say(self, sentence: str, action: str = "") -> None:
        """Show a sentence, with a button if there is something to do."""
        # Qt breaks lines at spaces and slashes; names may be longer than a line.
        self.words.setText(re.sub(r"([^\s/\\]{40})(?=[^\s/\\])", "\\1\u200b", sentence))
        self._act.setText(action)
        self._act.setVisible(bool(action))
        self.show()

    def _on_close(self) -> None:
        self.hide()
        self.dismissed.emit()
