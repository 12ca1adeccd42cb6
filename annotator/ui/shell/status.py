"""The line at the foot of the window: saved or not, who suggests, who works, how far."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from annotator.ui.shell.widgets.labels import tip

ADVICE_MS = 6000
_GAP_PX = 8  # between two of its parts


class StatusLine(QStatusBar):
    """Standing facts left and right; advice comes and goes between them.

    Where advice is longer than there is room, facts that can wait make place for it meanwhile.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_line")
        self.setSizeGripEnabled(False)
        self.saved = self._fact("status_saved")
        self.suggestions = self._fact("status_suggestions")
        self.annotator = self._fact("status_annotator")
        self.annotator.setCursor(Qt.CursorShape.PointingHandCursor)
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
        self._timer.timeout.connect(self.fall_silent)
        self._facts = [self.saved, self.suggestions, self.annotator, self.sticky, self.pace]
        self._facts += [self.progress, self.type_size]
        self._away: list[QLabel] = []  # facts that have made place

    def advise(self, sentence: str) -> None:
        """Say something that need not be kept, on the one line there is."""
        sentence = " ".join(sentence.split())
        self.advice.setText(sentence)
        self.advice.setToolTip(tip(sentence))
        self._make_room()
        self._timer.start(ADVICE_MS)

    def fall_silent(self) -> None:
        """Something else is done: what was said is past."""
        self._timer.stop()
        self.advice.clear()
        self.advice.setToolTip("")
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Let just so many facts be away as the advice needs."""
        back, self._away = self._away, []
        for fact in back:
            fact.show()
        sentence = self.advice.text()
        if not sentence:
            return
        wanted = self.advice.fontMetrics().horizontalAdvance(sentence) + 2 * _GAP_PX
        room = self.width() - sum(_width(fact) for fact in self._facts)
        can_wait = (self.type_size, self.suggestions, self.annotator, self.pace, self.progress)
        for fact in (*can_wait, self.sticky):
            if wanted <= room:
                break
            if not fact.isHidden():
                room += _width(fact)
                fact.hide()
                self._away.append(fact)

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


def _width(fact: QLabel) -> int:
    """How much of the line a fact takes, in pixels."""
    return 0 if fact.isHidden() else fact.sizeHint().width() + _GAP_PX
