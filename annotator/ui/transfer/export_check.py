"""What an export would do, as it is chosen now, found out off the window's thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from annotator.domain.errors import AnnotatorError
from annotator.domain.wording import filled
from annotator.operations.exporting.preflight_words import Preflight
from annotator.store.project import Project
from annotator.tasks import Progress
from annotator.ui.shell.tasks import Tasks
from annotator.ui.shell.widgets.buttons import act_button
from annotator.ui.shell.widgets.labels import plain
from annotator.ui.transfer.export_wish import ExportWish

_LANE = "export check"
_WIDTH_PX, _HEIGHT_PX = 320, 180
_PAUSE_MS = 250  # formats that are only passed by, on the way to another, are not looked at


class ExportCheck(QWidget):
    """What goes out, and below it every loss. The last answer stays, pale, until the next is there.

    ``all_wanted`` asks for all articles, where none is finished.
    """

    all_wanted = Signal()

    def __init__(self, project: Project, tasks: Tasks) -> None:
        super().__init__()
        self._project = project
        self._tasks = tasks
        self._looking: Progress | None = None
        self._asked: ExportWish | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.outcome = plain("export_outcome")
        self.losses = plain("export_losses")
        self.losses.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.losses.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.state = plain("export_state", quiet=True)
        self.all = act_button("export_all", self.tr("Export all articles"), self.all_wanted.emit)
        self.all.hide()
        self._area = QScrollArea()
        self._area.setObjectName("export_losses_area")
        self._area.setAccessibleName(self.tr("What does not go out as it is"))
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self.setMinimumWidth(_WIDTH_PX)
        self._area.setMinimumHeight(_HEIGHT_PX)
        self._area.setWidget(self.losses)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.outcome)
        lines.addWidget(self.all, alignment=Qt.AlignmentFlag.AlignLeft)
        lines.addWidget(self._area, 1)
        lines.addWidget(self.state)

    def look(self, wish: ExportWish) -> None:
        """Find out what these choices would do, once they stay for a moment."""
        self.stop()
        self._asked = wish
        self._say(is_known=False)
        self.state.setText(self.tr("Looking …"))
        self._pause.start()

    def _look(self) -> None:
        if self._asked is None:
            return
        project, wish = self._project, self._asked
        handle = self._tasks.start(
            lambda progress: wish.check(project, progress),
            done=lambda seen: self._show(handle, seen),
            failed=lambda error: self._fail(handle, error),
            progress=lambda done, total: self._tell(handle, done, total),
            lane=_LANE,
        )
        self._looking = handle

    def stop(self) -> None:
        """Look no more."""
        self._pause.stop()
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def refuse(self, reason: str) -> None:
        """Say why nothing can go out as it is chosen."""
        self.stop()
        self._put(reason, "", offers_all=False)

    def _show(self, handle: Progress, seen: Preflight) -> None:
        # What comes late, of earlier choices or to a dialog that is gone, is passed over.
        if isValid(self) and handle is self._looking:
            outcome, *losses = seen.summary()
            self._put(outcome, "\n\n".join(losses), offers_all=seen.offers_all)

    def _fail(self, handle: Progress, error: AnnotatorError) -> None:
        if isValid(self) and handle is self._looking:
            self._put(str(error), "", offers_all=False)

    def _tell(self, handle: Progress, done: int, total: int) -> None:
        if isValid(self) and handle is self._looking and total:
            self.state.setText(filled(self.tr("Looking: %1 of %2 articles …"), done, total))

    def _put(self, outcome: str, losses: str, *, offers_all: bool) -> None:
        self._looking = None
        self.outcome.setText(outcome)
        self.losses.setText(losses)
        self.all.setVisible(offers_all)
        self.state.setText("")
        self._say(is_known=True)

    def _say(self, *, is_known: bool) -> None:
        for label in (self.outcome, self.losses, self.all):
            label.setEnabled(is_known)
