"""One line above the article for what must not be overlooked, with at most one thing to do."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from annotator.ui.shell.widgets.labels import plain

READ_S = 4.0  # a sentence that has stood so long could be read


@dataclass(frozen=True, slots=True)
class Standing:
    """A sentence that stays until it is no longer true, and what can be done about it."""

    sentence: str
    action: str
    act: Callable[[], object]


class Banner(QFrame):
    """Hidden until something is said. What stands comes back when what was said is closed."""

    def __init__(
        self, parent: QWidget | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._said_at = 0.0
        self.setObjectName("banner")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.words = plain("banner_words")
        self._standing: dict[str, Standing] = {}
        self._said = ""
        self._act = QPushButton()
        self._act.setObjectName("banner_act")
        self._act.clicked.connect(self._on_act)
        self._close = QPushButton(self.tr("Close"))
        self._close.setObjectName("banner_close")
        self._close.clicked.connect(self.close_said)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 10, 6)
        row.addWidget(self.words, 1)
        row.addWidget(self._act)
        row.addWidget(self._close)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence until the person closes it, or does something else once it was read."""
        self._said = sentence
        self._said_at = self._clock()
        self._show()

    def says(self, sentence: str) -> bool:
        """Whether it shows a sentence."""
        return bool(sentence) and self._said == sentence

    def close_read(self) -> None:
        """Something else is done: close what could be read meanwhile."""
        if self._said and self._clock() - self._said_at >= READ_S:
            self.close_said()

    def close_said(self) -> None:
        """The sentence has been read; what stands is shown again."""
        self._said = ""
        self._show()

    def stand(self, about: str, standing: Standing, *, behind: bool = False) -> None:
        """Show a sentence until `fall`; the newest of several, each ``about`` one thing, but one
        ``behind`` the others only where no other stands.
        """
        self._standing.pop(about, None)
        rest = self._standing
        self._standing = {about: standing, **rest} if behind else {**rest, about: standing}
        self._show()

    def fall(self, about: str) -> None:
        """What was said about a thing is no longer true."""
        self._standing.pop(about, None)
        self._show()

    def _show(self) -> None:
        standing = next(reversed(self._standing.values()), None)
        self._act.setVisible(standing is not None and not self._said)
        self._close.setVisible(bool(self._said))
        if standing is not None:
            self._act.setText(standing.action)
        sentence = self._said or (standing.sentence if standing else "")
        # Qt breaks lines at spaces and slashes; names may be longer than a line.
        self.words.setText(re.sub(r"([^\s/\\]{40})(?=[^\s/\\])", "\\1\u200b", sentence))
        self.setVisible(bool(self._said or standing))

    def _on_act(self) -> None:
        standing = next(reversed(self._standing.values()), None)
        if standing is not None:
            standing.act()
