"""Composes the window and wires its parts; does nothing itself.

Nothing here imports the project's database: the window shows itself first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QSplitter, QVBoxLayout, QWidget

from annotator.domain.direction import isolated
from annotator.domain.state import ArticleState
from annotator.domain.values import Label
from annotator.domain.wording import counted
from annotator.ui.annotating.find_bar import FindBar
from annotator.ui.annotating.flag_dialog import FlagDialog
from annotator.ui.annotating.inspector import InspectorPanel
from annotator.ui.annotating.label_bar import LabelBar
from annotator.ui.annotating.mention_model import MentionModel, Mentions
from annotator.ui.document_view import DocumentView
from annotator.ui.document_view.marks import marks_of
from annotator.ui.document_view.view import DEFAULT_SIZE_PX
from annotator.ui.guidelines.guidelines_panel import GuidelinesPanel
from annotator.ui.queue.queue_panel import QueuePanel
from annotator.ui.rooms import ROWS
from annotator.ui.shell.action_rows import LABEL_PREFIX, MENUS, ActionRow, Mode
from annotator.ui.shell.action_table import ActionTable
from annotator.ui.shell.banner import Banner
from annotator.ui.shell.key_sheet import KeySheet
from annotator.ui.shell.palette import PaletteDialog
from annotator.ui.shell.settings import Settings
from annotator.ui.shell.status import StatusLine
from annotator.ui.shell.widgets.mode_switch import ModeSwitch
from annotator.ui.shell.window_columns import column_of, widths
from annotator.ui.shell.writing import Writing

if TYPE_CHECKING:
    from annotator.ui.annotating.article_actions import ArticleActions
    from annotator.ui.annotating.span_actions import SpanActions
    from annotator.ui.project.name_actions import NameActions
    from annotator.ui.review.feedback_walk import FeedbackWalk
    from annotator.ui.review.mode import ReviewMode
    from annotator.ui.shell.project_controller import Desk
    from annotator.ui.transfer.files import FileActions


class MainWindow(QMainWindow):
    """The window. ``attach`` brings it to life once a project is open."""

    closing = Signal()
    open_requested = Signal(str)  # path or URL of a project; “new:” before it makes it
    spans: SpanActions
    articles: ArticleActions
    names: NameActions
    files: FileActions
    review: ReviewMode
    feedback: FeedbackWalk
    view: DocumentView
    find_bar: FindBar
    inspector: InspectorPanel
    queue_panel: QueuePanel
    writing: Writing

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.desk: Desk | None = None
        self.mode = Mode.ANNOTATE
        self.labels: dict[str, Label] = {}
        self.ending = False  # nobody can be asked any more
        self.setObjectName("main_window")
        self.setWindowTitle("annotator")
        self.view = DocumentView()
        self.queue_panel = QueuePanel()
        self.inspector = InspectorPanel()
        self.guidelines = GuidelinesPanel()
        self.label_bar = LabelBar()
        self.banner = Banner()
        self.find_bar = FindBar(self.view)
        self.status = StatusLine()
        self.table = ActionTable(self, self.view, ROWS, settings.get("keys", {}))
        self.modes = ModeSwitch(
            {mode.value: self.table[f"{mode.value}_mode"] for mode in (Mode.ANNOTATE, Mode.REVIEW)}
        )
        self.modes.show_mode(self.mode.value)
        self.mentions: MentionModel | None = None
        self._shown: ArticleState | None = None  # what the inspector has not taken over yet
        # The text comes first: what stands beside it follows once that is painted, all at once.
        self._side_timer = QTimer(self)
        self._side_timer.setSingleShot(True)
        self._side_timer.setInterval(0)
        self._compose()
        self.writing = Writing(self)
        self._menus: dict[str, QMenu] = {}
        self._make_menus()
        self._wire()
        self._bind()
        self.view.set_size(settings.get("size_px", DEFAULT_SIZE_PX))
        self.table["fold_muted"].setCheckable(True)
        self.view.folds.set_on(settings.get("folding", False))
        self._restore_geometry()

    def _compose(self) -> None:
        reading = QWidget()
        column = QVBoxLayout(reading)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.find_bar)
        column.addWidget(self.view, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("splitter")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.queue_side, self.queue_parts = column_of(self.queue_panel)
        self.side, self.side_parts = column_of(self.inspector, self.guidelines)
        for part in (self.queue_side, reading, self.side):
            self.splitter.addWidget(part)
        for panel in (self.queue_side, self.side):
            panel.setAutoFillBackground(True)
            panel.setBackgroundRole(panel.palette().ColorRole.Base)
        reading.setMinimumWidth(380)
        self.queue_side.setMinimumWidth(180)
        self.side.setMinimumWidth(220)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.splitterMoved.connect(self._on_columns_moved)
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self.bar_parts = QHBoxLayout()
        self.bar_parts.setSpacing(0)
        self.bar_parts.addWidget(self.modes)
        self.bar_parts.addWidget(self.label_bar, 1)
        rows.addLayout(self.bar_parts)
        rows.addWidget(self.splitter, 1)
        self.setCentralWidget(whole)
        self.setStatusBar(self.status)
        self.label_bar.add_actions([self.table["accept_all"], self.table["done"]])

    def _make_menus(self) -> None:
        for name in MENUS:
            menu = self._menus[name] = self.menuBar().addMenu(self.tr(name))
            for row in self.table.rows.values():
                if row.menu == name:
                    if menu.actions() and self.table.begins_group(row.id):
                        menu.addSeparator()
                    self._submenu(row, menu).addAction(self.table[row.id])

    def _submenu(self, row: ActionRow, menu: QMenu) -> QMenu:
        """Where an action stands: in the menu, or in one of its own there."""
        if not row.submenu:
            return menu
        name = self.tr(row.submenu)
        if name not in self._menus:
            self._menus[name] = menu.addMenu(name)
        return self._menus[name]

    def _bind(self) -> None:
        """Let be done what needs no project."""
        view = self.view
        self.table.bind(
            {
                "quit": self.close,
                "palette": self.ask_action,
                "keys": self.ask_keys,
                "step_size": view.step_size,
                "normal_size": lambda: view.set_size(DEFAULT_SIZE_PX),
                "fold_muted": lambda: view.folds.set_on(not view.folds.on),
                "queue": self.toggle_queue,
                "side": self.toggle_inspector,
            }
        )

    def _wire(self) -> None:
        view = self.view
        view.focus_changed.connect(lambda mark: self._side_timer.start())
        self._side_timer.timeout.connect(self.show_side)
        view.menu_requested.connect(self._show_menu)
        view.size_changed.connect(self._on_size)
        view.folds.changed.connect(self._on_folding)
        self.inspector.left.connect(view.setFocus)
        self.inspector.span_requested.connect(self._go_round)
        self.queue_panel.left.connect(view.setFocus)
        self.queue_panel.refused.connect(self.status.advise)
        self.guidelines.left.connect(view.setFocus)
        self.find_bar.left.connect(view.setFocus)
        self._on_size(view.size_px)

    # What it shows

    def show_labels(self, labels: tuple[Label, ...]) -> None:
        """Take over the labels of a project."""
        for name in set(self.labels) - {label.name for label in labels}:
            self.table.drop(f"{LABEL_PREFIX}{name}")
        self.labels = {label.name: label for label in labels}
        actions = [(label, self._label_action(label)) for label in labels]
        self.label_bar.show_labels(actions)
        self.mentions = MentionModel(self.labels, self)
        self.inspector.set_model(self.mentions)

    def show_mode(self, mode: Mode) -> None:
        """Let the keys of a mode be heard and mark its button."""
        self.mode = mode
        self.table.set_mode(mode)
        self.modes.show_mode(mode.value)

    def show_article(self, state: ArticleState, *, version: str = "") -> None:
        """Show an article from its top, unless the person reviews.

        ``version`` says which version of its story it is, where there are several.
        """
        if self.mode is not Mode.ANNOTATE:
            return
        self.view.show_article(state, marks_of(state, self.labels), _header(state, version))
        self._show_later(state)
        if self.find_bar.isVisible():
            self.find_bar.end()

    def show_no_article(self) -> None:
        """Show that there is no article: the project has none yet."""
        key = self.table["import"].shortcut().toString()
        words = self.tr("No articles yet; File > Import articles… (%s) brings some in.")
        self.view.show_article(None, [], words.replace("%s", key))
        self._shown = None
        self.inspector.show_count(0, 0)
        if self.mentions is not None:
            self.mentions.clear()
        if self.find_bar.isVisible():
            self.find_bar.end()

    def update_article(self, state: ArticleState) -> None:
        """Show what has changed in the article in view, unless the person reviews."""
        if self.mode is not Mode.ANNOTATE:
            return
        self.view.update_article(state, marks_of(state, self.labels))
        self._show_later(state)

    def _show_later(self, state: ArticleState) -> None:
        self._shown = state
        self._side_timer.start()

    def show_side(self) -> None:
        """Bring the inspector up to the focus and the article as they are now."""
        self._side_timer.stop()
        if self.mode is not Mode.ANNOTATE:
            return
        mark = self.view.focused
        self.inspector.show_span(mark, self.view.text[mark.start : mark.end] if mark else "")
        state, self._shown = self._shown, None
        if state is not None:
            confirmed = len(state.annotations)
            self.inspector.show_count(confirmed, confirmed + len(state.waiting))
            if self.mentions is not None:
                self.mentions.show(state)

    def _label_action(self, label: Label) -> QAction:
        name = f"{LABEL_PREFIX}{label.name}"
        if name in self.table.actions:
            self.table.set_default(name, (label.key,) if label.key else ())
            return self.table[name]
        action = self.table.add_label(label.name, label.key)
        self._menus["Span"].insertAction(self.table["accept"], action)
        return action

    # What actions ask for

    def ask_action(self) -> None:
        """Run an action by its name."""
        chosen = PaletteDialog.ask(self, list(self.table.actions.values()))
        self.view.setFocus()
        if chosen is not None:
            chosen.trigger()

    def ask_keys(self) -> None:
        """Show the sheet of keys."""
        KeySheet.ask(self, self.table, lambda: self.settings.set("keys", self.table.chosen))

    def ask_flag(self) -> None:
        """Flag the article with a reason."""
        reason = FlagDialog.ask(self)
        if reason is not None:
            self.articles.flag(reason)

    def toggle_guidelines(self) -> None:
        """Show or hide the guidelines beside the text, in the place of the inspector."""
        shown = self.guidelines.isVisible()
        self.side.show()
        self.guidelines.setVisible(not shown)
        panel = self.inspector if self.mode is Mode.ANNOTATE else self.review.panel
        panel.setVisible(shown)

    def show_guidelines(self) -> GuidelinesPanel:
        """The guidelines, shown beside the text."""
        if not self.guidelines.isVisible():
            self.toggle_guidelines()
        return self.guidelines

    def toggle_queue(self) -> None:
        """Show or hide the queue."""
        self.queue_side.setVisible(not self.queue_side.isVisible())

    def toggle_inspector(self) -> None:
        """Show or hide the inspector."""
        self.side.setVisible(not self.side.isVisible())

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        if self.mode is not Mode.REVIEW:
            for name in self.labels:
                menu.addAction(self.table[f"{LABEL_PREFIX}{name}"])
        menu.addSeparator()
        for row in self.table.rows.values():
            here = row.menu in ("Span", "Article", "Review") and self.mode in row.there_in
            if (here or row.id in ("copy", "undo", "redo")) and not _is_label(row.id):
                if self.table.begins_group(row.id):
                    menu.addSeparator()
                menu.addAction(self.table[row.id])
        menu.exec(at)
        menu.deleteLater()

    def _go_round(self, mentions: Mentions) -> None:
        """Focus the next of the spans behind a row of the list."""
        focused = self.view.focused
        here = focused.start if focused else -1
        spans = mentions.spans
        behind = [span for span in spans if span.start > here]
        self.view.focus_mark((behind or list(spans))[0].id)
        self.view.setFocus()

    def _on_size(self, size_px: int) -> None:
        self.status.type_size.setText(f"{round(100 * size_px / DEFAULT_SIZE_PX)} %")
        self.settings.set("size_px", size_px)

    def _on_folding(self, on: bool) -> None:
        self.table["fold_muted"].setChecked(on)
        self.settings.set("folding", on)

    def _restore_geometry(self) -> None:
        self.resize(1280, 800)
        kept = self.settings.get("geometry", "")
        if kept:
            self.restoreGeometry(QByteArray.fromBase64(kept.encode()))

    def _on_columns_moved(self) -> None:
        self.settings.set("columns", self.splitter.sizes())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.splitter.setSizes(widths(self.width(), self.settings.get("columns", [])))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.desk is not None:
            if self.ending:
                self.desk.saving.keep()
            elif not self.desk.saving.may_leave():
                event.ignore()
                return
        self.settings.set("geometry", bytes(self.saveGeometry().toBase64().data()).decode())
        self.closing.emit()
        super().closeEvent(event)


def _is_label(action_id: str) -> bool:
    return action_id.startswith(LABEL_PREFIX)


def _header(state: ArticleState, version: str) -> str:
    article = state.document.article
    words = counted(len(state.text.split()), "word")
    hidden = "suggestions are hidden here on purpose" if state.is_control else ""
    parts = (hidden, isolated(article.source or ""), article.published, words, version)
    return "  ·  ".join(part for part in parts if part)
