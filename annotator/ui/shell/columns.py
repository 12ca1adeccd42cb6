"""The places of the window into which rooms put their panels, each with several in one place."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QBoxLayout, QWidget

from annotator.ui.shell.action_rows import Mode

# Shares of the window's width for the columns beside the text, and their bounds in pixels.
_LEFT = (0.19, 190, 280)
_RIGHT = (0.23, 230, 330)


class Column(QWidget):
    """Shows one of its panels: that of the mode, or another that was asked for."""

    def __init__(self, direction: QBoxLayout.Direction = QBoxLayout.Direction.TopToBottom) -> None:
        super().__init__()
        self._panels: dict[QWidget, Collection[Mode]] = {}
        self._mode = Mode.ANNOTATE
        self._row = QBoxLayout(direction, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def add(self, panel: QWidget, modes: Collection[Mode] = ()) -> None:
        """Put a panel here, which is shown in these modes unless another is asked for."""
        self._panels[panel] = modes
        self._row.addWidget(panel, 1)
        panel.setVisible(self._mode in modes)

    def add_always(self, part: QWidget) -> None:
        """Put something here that is always shown beside the panel."""
        self._row.addWidget(part)

    def remove(self, panel: QWidget) -> None:
        """Take a panel away for good."""
        was_shown = not panel.isHidden()
        del self._panels[panel]
        panel.hide()
        panel.deleteLater()
        if was_shown:
            self.show_mode(self._mode)

    def show_mode(self, mode: Mode) -> None:
        """Show the panel of a mode."""
        self._mode = mode
        self._show_only(*(panel for panel, modes in self._panels.items() if mode in modes))

    def show_panel(self, shown: QWidget) -> None:
        """Show a panel in the place of the others."""
        self.show()
        self._show_only(shown)

    def toggle(self, panel: QWidget) -> None:
        """Show a panel in the place of the others, or that of the mode again."""
        if panel.isVisible():
            self.show_mode(self._mode)
        else:
            self.show_panel(panel)

    def _show_only(self, *shown: QWidget) -> None:
        # Those that go first: for a moment both would be there, and the window grows for that.
        for panel in self._panels:
            if panel not in shown:
                panel.hide()
        for panel in shown:
            panel.show()


def widths(width: int, chosen: Sequence[object]) -> list[int]:
    """Pixels for the left column, the text and the right column of a window ``width`` wide.

    The text has its room, unless the person has ``chosen`` the columns.
    """
    sizes = [size for size in chosen if isinstance(size, int)]
    if len(sizes) == len(chosen) == 3:
        return sizes
    left, right = (
        round(min(most, max(least, width * share))) for share, least, most in (_LEFT, _RIGHT)
    )
    return [left, width - left - right, right]
