"""The room of the project itself: which is open, its labels, names and settings."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFileDialog, QMenu

from annotator.domain.wording import filled
from annotator.store.file.file_format import SUFFIX
from annotator.ui.project.actions import ROWS
from annotator.ui.shell.room import Opener, Room

if TYPE_CHECKING:
    from annotator.workspace import Workspace

_MENU_PX = 125  # from the top of the window: below the sentence it may stand beside


class ProjectRoom(Room):
    """Opens and makes projects."""

    rows = ROWS
    _folder = Path.home()  # of the project that was opened last

    def ready(self) -> None:
        self.frame.table.bind(
            {
                "open_project": self._ask_open,
                "recent_projects": self._ask_recent,
                "new_project": self._ask_new,
            }
        )

    def prepare(self, workspace: Workspace) -> Opener:
        from annotator.ui.project.open_project import OpenSettings

        path = workspace.project.path
        self._folder = path.parent if path else Path.home()
        return OpenSettings

    def _ask_open(self) -> None:
        """Open another project."""
        name, _ = QFileDialog.getOpenFileName(
            self.frame.window, self.tr("Open project"), str(self._folder), self._filter()
        )
        if name:
            self.frame.open_project(name)

    def _ask_recent(self) -> None:
        """Open one of the projects opened last."""
        window = self.frame.window
        menu = QMenu(window)
        menu.setObjectName("recent_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        for number, place in enumerate(self.frame.settings.recent_projects, 1):
            text = f"&{number} {Path(place).stem} · {Path(place).parent}"
            menu.addAction(text, partial(self.frame.open_project, place))
        if menu.isEmpty():
            menu.addAction(self.tr("No project was opened here before")).setEnabled(False)
        menu.addSeparator()
        menu.addAction(self.frame.table["open_project"])
        menu.popup(window.mapToGlobal(QPoint(window.width() // 3, _MENU_PX)))
        menu.setActiveAction(menu.actions()[0])

    def _ask_new(self) -> None:
        """Make an empty project and open it."""
        name, _ = QFileDialog.getSaveFileName(
            self.frame.window, self.tr("New project"), str(self._folder), self._filter()
        )
        if name:
            self.frame.open_project(f"new:{name}")

    def _filter(self) -> str:
        return filled(self.tr("Projects (*%s)"), SUFFIX)
