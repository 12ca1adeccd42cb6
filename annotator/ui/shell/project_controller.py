"""Brings an open project into the window and its rooms, and hands on what changes in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from annotator.domain.changes import Change, Part
from annotator.domain.gold import Plan
from annotator.domain.state import ArticleState
from annotator.domain.wording import filled
from annotator.ui.shell.action_rows import Mode
from annotator.ui.shell.article_session import ArticleSession
from annotator.ui.shell.context import Context, Frame
from annotator.ui.shell.elsewhere import Elsewhere
from annotator.ui.shell.reconnecting import Reconnecting
from annotator.ui.shell.room import Opener, OpenRoom
from annotator.ui.shell.saving import Saving
from annotator.ui.shell.tasks import Tasks
from annotator.workspace import Workspace

R = TypeVar("R", bound=OpenRoom)


class ProjectController(QObject):
    """One project at work in one window, until it is closed."""

    closed = Signal()

    def __init__(self, frame: Frame, workspace: Workspace, openers: Iterable[Opener]) -> None:
        super().__init__(frame.window)
        self._frame = frame
        self._reach = workspace.project.reach
        if self._reach is not None:
            self._reach.hurry()
        self.session = ArticleSession(workspace, self)
        self.rooms: list[OpenRoom] = []
        self.saving = Saving(self.session, frame, self.rooms)
        self._tasks = Tasks(frame.window, lambda error: frame.banner.say(str(error)))
        self._show_project()
        context = Context(
            **vars(frame),
            session=self.session,
            tasks=self._tasks,
            save_time=self.saving.save_time,
            go_to=self._go_to,
            reviewed=self._reviewed,
        )
        for opener in openers:
            self.rooms.append(opener(context))
        self.saving.offer()
        self._wire()
        self._elsewhere = Elsewhere(workspace, self._tasks, self)
        self._reconnecting = Reconnecting(self.session, frame, self._elsewhere)

    def _wire(self) -> None:
        frame, session = self._frame, self.session
        self._bound = frame.table.bind({"copy": frame.surface.copy, "set_mode": self.set_mode})
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        session.articles_changed.connect(self._follow)
        session.labels_changed.connect(lambda: frame.show_labels(self.session.workspace.labels))
        session.said.connect(frame.status.advise)
        session.spelt = frame.table.spelt
        session.history_changed.connect(self._show_history)
        self._show_history()

    def _show_project(self) -> None:
        frame, project = self._frame, self.session.workspace.project
        read_only = self.tr(" (read-only)") if project.read_only else ""
        frame.window.setWindowTitle(f"{project.name}{read_only} – annotator")
        frame.show_labels(self.session.workspace.labels)
        self._show_person()
        if project.read_only:
            frame.banner.say(
                self.tr("This project is read-only: you can read and export, not change.")
            )

    def _show_history(self) -> None:
        """Say what undo and redo would be done to."""
        history, table = self.session.workspace.history, self._frame.table
        for name, step in (("undo", history.undo_step), ("redo", history.redo_step)):
            table.show_object(name, step.title if step else None)

    def _show_person(self) -> None:
        reviewing = self._frame.table.mode is not Mode.ANNOTATE
        text = self.tr("Reviewer: %s" if reviewing else "Annotator: %s")
        name = self.session.workspace.annotator
        self._frame.status.annotator.setText(filled(text, name))

    def room(self, kind: type[R]) -> R:
        """The room of a kind, at work on this project."""
        return next(room for room in self.rooms if isinstance(room, kind))

    def set_mode(self, mode: Mode) -> None:
        """Let the person annotate or review."""
        frame, now = self._frame, self._frame.table.mode
        if (mode is Mode.REVIEW) == (now is not Mode.ANNOTATE):
            frame.show_mode(now)
            return
        for room in self.rooms:
            room.leave(now)
        frame.show_mode(mode)
        for room in self.rooms:
            room.enter(mode)
        self._show_person()

    def start(self, article: int | None) -> None:
        """Bring the first article into view: the one asked for, else the next open one."""
        numbers = self.session.numbers()
        if article is not None:
            self.session.open(article)
            self._frame.surface.go_back_to(*self._frame.settings.last_place(self._place, article))
        elif not self.session.open_next() and numbers:
            self.session.open(numbers[0])
        if self.session.article is None:
            key = self._frame.table["import"].shortcut().toString()
            text = self.tr("No articles yet; File > Import articles… (%s) brings some in.")
            self._frame.surface.show_article(None, [], filled(text, key))
            for room in self.rooms:
                room.show_nothing()

    @property
    def _place(self) -> str:
        """What settings know the project by."""
        project = self.session.workspace.project
        return str(project.path or project.name)

    def _go_to(self, article: int, place: tuple[int, int] | None) -> None:
        for room in self.rooms:
            if room.go_to(article, place):
                return

    def _reviewed(self) -> Plan:
        return next((plan for room in self.rooms if (plan := room.reviewed())), Plan())

    def close(self) -> None:
        """Let go of the project; `saving` has seen to what was not on the disk."""
        frame = self._frame
        if self.session.article is not None and frame.table.mode is Mode.ANNOTATE:
            frame.settings.set_last_place(self._place, self.session.article, *frame.surface.place)
        self.set_mode(Mode.ANNOTATE)
        for room in self.rooms:
            room.close()
        self._elsewhere.close()
        self._reconnecting.close()
        if self._reach is not None:
            self._reach.leave()  # tasks that wait for the server end now
        self._tasks.close()
        self.saving.close()
        frame.table.unbind(self._bound)
        for name in ("undo", "redo"):
            frame.table.show_object(name, None)
        self.session.workspace.close()
        self.closed.emit()
        self._tasks.deleteLater()
        self.deleteLater()

    def _on_opened(self, state: ArticleState) -> None:
        self._frame.status.fall_silent()  # it was said of another article
        for room in self.rooms:
            room.show_article(state)
        self._frame.settings.set_last_article(self._place, state.article_id)

    def _on_changed(self, state: ArticleState) -> None:
        for room in self.rooms:
            room.update_article(state)

    def _follow(self, change: Change) -> None:
        for room in self.rooms:
            room.follow(change)
        article = self.session.article
        if article is None and Part.ARTICLES in change.parts:
            self.start(None)
        is_annotating = self._frame.table.mode is Mode.ANNOTATE
        if article is not None and Part.CONTROL_SHARE in change.parts and is_annotating:
            self.session.open(article)  # its head says whether suggestions are hidden
