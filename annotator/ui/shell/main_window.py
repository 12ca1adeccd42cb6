"""The window: menus, the text, the sides into which rooms put their panels. Knows no room.

Nothing here imports the project's database: the window shows itself first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QByteArray, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.values import Label
from annotator.domain.wording import filled
from annotator.ui.document_view import DocumentView
from annotator.ui.document_view.view import DEFAULT_SIZE_PX
from annotator.ui.shell import actions
from annotator.ui.shell.action_rows import LABEL_PREFIX, LABELS, MENUS, ActionRow, Mode, label_row
from annotator.ui.shell.action_table import ActionTable
from annotator.ui.shell.banner import Banner
from annotator.ui.shell.columns import Column, widths
from annotator.ui.shell.context import Frame
from annotator.ui.shell.context_menu import context_menu
from annotator.ui.shell.fields import FieldGuard
from annotator.ui.shell.key_sheet import KeySheet
from annotator.ui.shell.menu_focus import MenuFocus
from annotator.ui.shell.palette import PaletteDialog
from annotator.ui.shell.room import Room
from annotator.ui.shell.settings import Settings
from annotator.ui.shell.status import StatusLine
from annotator.ui.shell.unheard import why_not
from annotator.ui.shell.widgets.mode_switch import ModeSwitch

if TYPE_CHECKING:
    from annotator.ui.shell.project_controller import ProjectController

R = TypeVar("R", bound=Room)


class MainWindow(QMainWindow):
    """The window, with its rooms. A project is brought into it by a `ProjectController`."""

    closing = Signal()
    open_requested = Signal(str)  # path or URL of a project; “new:” before it makes it

    def __init__(self, settings: Settings, rooms: Sequence[type[Room]]) -> None:
        super().__init__()
        self.settings = settings
        self.project: ProjectController | None = None
        self.ending = False  # nobody can be asked any more
        self.setObjectName("main_window")
        self.setWindowTitle("annotator")
        self.view = DocumentView()
        self.banner = Banner()
        self.status = StatusLine()
        self.fields = FieldGuard(self.view)
        rows = [*actions.ROWS, *(row for room in rooms for row in room.rows)]
        self.table = ActionTable(self, self.view, rows, settings.get("keys", {}))
        self.modes = ModeSwitch(
            {mode.value: self.table[f"{mode.value}_mode"] for mode in (Mode.ANNOTATE, Mode.REVIEW)}
        )
        self.frame = self._compose()
        self._menus: dict[str, QMenu] = {}
        self._make_menus()
        self._wire()
        self._bind()
        self.view.set_size(settings.get("size_px", DEFAULT_SIZE_PX))
        self.table["fold_muted"].setCheckable(True)
        self.view.folds.set_on(settings.get("folding", False))
        self.rooms = [room(self.frame) for room in rooms]
        self.modes.show_mode(Mode.ANNOTATE.value)
        self._order_fields()
        self._restore_geometry()

    def _compose(self) -> Frame:
        reading = QWidget()
        above = QVBoxLayout(reading)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(0)
        above.addWidget(self.banner)
        text = QWidget()
        beside = QHBoxLayout(text)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.view, 1)
        above.addWidget(text, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("splitter")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        left, right = Column(), Column()
        for part in (left, reading, right):
            self.splitter.addWidget(part)
        for column in (left, right):
            column.setAutoFillBackground(True)
            column.setBackgroundRole(column.palette().ColorRole.Base)
        reading.setMinimumWidth(380)
        left.setMinimumWidth(180)
        right.setMinimumWidth(220)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.splitterMoved.connect(self._on_columns_moved)
        bar = Column(QBoxLayout.Direction.LeftToRight)
        bar.add_always(self.modes)
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(bar)
        rows.addWidget(self.splitter, 1)
        self.setCentralWidget(whole)
        self.setStatusBar(self.status)
        return Frame(
            window=self,
            surface=self.view,
            table=self.table,
            status=self.status,
            banner=self.banner,
            settings=self.settings,
            fields=self.fields,
            left=left,
            right=right,
            bar=bar,
            above=above,
            beside=beside,
            labels={},
            open_project=self.open_requested.emit,
            show_labels=self.show_labels,
            show_mode=self.show_mode,
        )

    def _order_fields(self) -> None:
        """Let Tab go from the left column over the text to the right one."""
        above = self.frame.above
        items = (above.itemAt(place) for place in range(above.count()))
        parts = [self.frame.left, *(item.widget() for item in items if item), self.frame.right]
        fields = [
            field
            for part in parts
            if part is not None
            for field in (part, *part.findChildren(QWidget))
            if field.window() is self and field.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        for before, after in pairwise(fields):
            self.setTabOrder(before, after)

    def _make_menus(self) -> None:
        focus = MenuFocus(self.menuBar(), self.view)
        for name in MENUS:
            menu = self._menus[name] = self.menuBar().addMenu(self.tr(name))
            focus.watch(menu)
            for row in self.table.rows.values():
                if row.menu == name:
                    if menu.actions() and self.table.begins_group(row.id):
                        menu.addSeparator()
                    if row.id == "accept":  # the labels come with a project
                        self._submenu(label_row("", ""), menu)
                    self._submenu(row, menu).addAction(self.table[row.id])

    def _submenu(self, row: ActionRow, menu: QMenu) -> QMenu:
        """Where an action stands: in the menu, or in one of its own there."""
        if not row.submenu:
            return menu
        name = self.tr(row.submenu)
        if name not in self._menus:
            self._menus[name] = menu.addMenu(name)
        return self._menus[name]

    def _wire(self) -> None:
        self.view.menu_requested.connect(self._show_menu)
        self.view.size_changed.connect(self._on_size)
        self.view.folds.changed.connect(self._on_folding)
        self.table.about_to_run = self._on_deed
        self.fields.may_repeat = self._may_repeat
        self.fields.stray.connect(self._on_stray)
        self.fields.unheard.connect(self._on_unheard)
        self._on_size(self.view.size_px)

    def _bind(self) -> None:
        """Let be done what needs no project."""
        view, frame = self.view, self.frame
        self.table.bind(
            {
                "quit": self.close,
                "palette": self._ask_action,
                "keys": self._ask_keys,
                "step_size": view.step_size,
                "normal_size": lambda: view.set_size(DEFAULT_SIZE_PX),
                "fold_muted": lambda: view.folds.set_on(not view.folds.on),
                "queue": lambda: frame.left.setVisible(not frame.left.isVisible()),
                "side": lambda: frame.right.setVisible(not frame.right.isVisible()),
            }
        )

    def room(self, kind: type[R]) -> R:
        """The room of a kind."""
        return next(room for room in self.rooms if isinstance(room, kind))

    def bring_in(self, project: ProjectController) -> None:
        """Let a project be worked on here until it is closed."""
        self.project = project
        self.closing.connect(project.close)
        project.closed.connect(self._on_closed)

    def show_mode(self, mode: Mode) -> None:
        """Let the keys of a mode be heard, mark its button and show its panels."""
        self.modes.show_mode(mode.value)
        if mode is not self.table.mode:
            self.table.set_mode(mode)
            for column in (self.frame.bar, self.frame.left, self.frame.right):
                column.show_mode(mode)

    def show_labels(self, labels: Iterable[Label]) -> None:
        """Take over the labels of a project, each with an action of its own."""
        known, now = self.frame.labels, {label.name: label for label in labels}
        for name in set(known) - set(now):
            self.table.drop(f"{LABEL_PREFIX}{name}")
        known.clear()
        known.update(now)
        for label in now.values():
            self._add_label(label)
        for room in self.rooms:
            room.show_labels()

    def _add_label(self, label: Label) -> None:
        name = f"{LABEL_PREFIX}{label.name}"
        if name in self.table.actions:
            self.table.set_default(name, (label.key,) if label.key else ())
        else:
            action = self.table.add_label(label.name, label.key)
            self._menus[self.tr(LABELS)].addAction(action)

    # What actions ask for

    def _ask_action(self) -> None:
        """Run an action by its name."""
        chosen = PaletteDialog.ask(self, list(self.table.actions.values()))
        self.view.setFocus()
        if chosen is not None:
            chosen.trigger()

    def _ask_keys(self) -> None:
        """Show the sheet of keys."""
        KeySheet.ask(self, self.table, lambda: self.settings.set("keys", self.table.chosen))

    def _show_menu(self, at: QPoint) -> None:
        menu = context_menu(self, self.table, self.view, self._label_actions())
        menu.exec(at)
        menu.deleteLater()

    def _label_actions(self) -> list[QAction]:
        """The actions of the labels, where there is something to label."""
        if self.table.mode is Mode.REVIEW:
            return []
        return [self.table[f"{LABEL_PREFIX}{name}"] for name in self.frame.labels]

    # What happens in it

    def _on_closed(self) -> None:
        if self.project is not None:
            self.closing.disconnect(self.project.close)
            self.project = None

    def _on_size(self, size_px: int) -> None:
        self.status.type_size.setText(f"{round(100 * size_px / DEFAULT_SIZE_PX)} %")
        self.settings.set("size_px", size_px)

    def _on_folding(self, on: bool) -> None:
        self.table["fold_muted"].setChecked(on)
        self.settings.set("folding", on)

    def _on_stray(self, letter: str) -> None:
        if letter.isprintable() and not self.fields.told:
            text = self.tr("“%s” did nothing: it came right after a field had closed.")
            self.status.advise(filled(text, letter))

    def _on_deed(self) -> None:
        """Something else is done: what was said is past."""
        self.status.fall_silent()
        self.banner.close_read()

    def _may_repeat(self, keys: QKeySequence) -> bool:
        known = self.table.with_keys(keys)
        return not known or known[0].autoRepeat()

    def _on_unheard(self, keys: QKeySequence) -> None:
        """Say why a key does nothing here; Escape closes what was said. An action that can be done
        is: the window was not yet the active one when its key came.
        """
        if keys == QKeySequence(Qt.Key.Key_Escape):
            self.status.fall_silent()
            self.banner.close_said()
            return
        known = self.table.with_keys(keys)
        if known and self.project is not None:
            if known[0].isEnabled():
                known[0].trigger()
            else:
                name = known[0].objectName()
                self.status.advise(why_not(self.table, name, self.project.session))

    def _restore_geometry(self) -> None:
        self.resize(QSize(1280, 800).boundedTo(self.screen().availableSize()))
        kept = self.settings.get("geometry", "")
        if kept:
            self.restoreGeometry(QByteArray.fromBase64(kept.encode()))

    def _on_columns_moved(self) -> None:
        self.settings.set("columns", self.splitter.sizes())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.splitter.setSizes(widths(self.width(), self.settings.get("columns", [])))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.project is not None:
            if self.ending:
                self.project.saving.keep()
            elif not self.project.saving.may_leave():
                event.ignore()
                return
        self.settings.set("geometry", bytes(self.saveGeometry().toBase64().data()).decode())
        self.closing.emit()
        super().closeEvent(event)
