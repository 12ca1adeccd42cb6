"""A button that chooses a file, and one that lets it go again: a row of a dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.ui.shell.widgets.buttons import act_button


class FileChoice(QWidget):
    """``path`` is the file that is chosen, or None; ``changed`` when it is another.

    ``ask`` gives the name of a file, "" where the person thinks better of it.
    """

    changed = Signal()

    def __init__(self, name: str, asking: str, leaving: str, ask: Callable[[], str]) -> None:
        super().__init__()
        self._asking, self._ask = asking, ask
        self.path: Path | None = None
        self.choose = act_button(name, "", self._on_choose)
        self.forget = act_button(f"{name}_forget", leaving, lambda: self._put(None))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.choose)
        across.addWidget(self.forget)
        across.addStretch(1)
        self._show()

    def _on_choose(self) -> None:
        if name := self._ask():
            self._put(Path(name))

    def _put(self, path: Path | None) -> None:
        self.path = path
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        path = self.path
        text = str(Path(path.parent.name, path.name)) if path is not None else self._asking
        self.choose.setText(text.replace("&", "&&"))
        self.forget.setVisible(path is not None)
