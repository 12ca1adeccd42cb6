"""The line at the foot of the window: saved or not, who suggests, who works, how far."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

ADVICE_MS = 6000


class StatusLine(QStatusBar):
    """Standing facts left and right; advice comes and goes between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_line")
        self.setSizeGripEnabled(False)
        self.saved = self._fact("status_saved")
        self.suggestions = self._fact("status_suggestions")
        self.annotator = self._fact("status_annotator")
        self.advice = QLabel()
        self.advice.setObjectName("status_advice")
        self.advice.setTextFormat(Qt.TextFormat.PlainText)
        self.advice.setMinimumWidth(1)  # no sentence makes the window wider
        self.addWidget(self.advice, 1)
        self.sticky = self._fact("status_sticky", permanent=True)
        self.pace = self._fact("status_pace", permanent=True)
        self.progress = self._fact("status_progress", permanent=True)
        self.type_size = self._fact("status_size", permanent=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.advice.clear)

    def advise(self, sentence: str) -> None:
        """Say something that need not be kept."""
        self.advice.setText(sentence)
        self._timer.start(ADVICE_MS)

    def fall_silent(self) -> None:
        """Something else is done: what was said is past."""
        self._timer.stop()
        self.advice.clear()

    def _fact(self, name: str, *, permanent: bool = False) -> QLabel:
        label = QLabel()
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setContentsMargins(8, 2, 8, 2)
        if permanent:
            self.addPermanentWidget(label)
        else:
            self.addWidget(label)
        return label
