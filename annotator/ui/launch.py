"""Opens the window: first something to read, then the program behind it."""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from annotator import places
from annotator.domain.errors import AnnotatorError, ProjectError
from annotator.domain.wording import filled
from annotator.log_file import without_password
from annotator.resources import resource
from annotator.store.file import file_format
from annotator.store.file.first_paint import glimpse
from annotator.ui.look import theme
from annotator.ui.rooms import ROOMS
from annotator.ui.shell.banner import Standing
from annotator.ui.shell.main_window import MainWindow
from annotator.ui.shell.settings import Settings
from annotator.ui.startup.early_keys import EarlyKeys
from annotator.ui.startup.end_signals import EndSignals
from annotator.ui.startup.no_display import explained
from annotator.ui.startup.person import Person, WhoIsAsked
from annotator.ui.startup.wish import Wish

if TYPE_CHECKING:
    from annotator.operations.claiming import Question
    from annotator.ui.shell.room import Opener
    from annotator.workspace import Workspace

log = logging.getLogger(__name__)
# What a person does waits for no other program longer than this; scripts wait five seconds.
WAIT_MS = 250
_UNPAINTED_MS = 500
_UNSEEN = ("offscreen", "minimal")  # platforms on which nobody can answer
_START = "start"  # what the banner says while no project is open


def open_window(wish: Wish) -> int:
    """Show the window and stay until it is closed; returns the exit status.

    Raises AnnotatorError while there is no window yet.
    """
    with explained():
        app = QApplication(sys.argv[:1])
    app.setApplicationName("annotator")
    app.setDesktopFileName("annotator")
    app.setWindowIcon(QIcon(str(resource("icon.png"))))
    theme.apply(app, dark={"light": False, "dark": True}.get(wish.theme))
    asks = app.platformName() not in _UNSEEN
    launcher = Launcher(Settings(wish.config_dir), wish.annotator, wish.config_dir, asks=asks)
    sys.excepthook = launcher.on_exception
    ends = EndSignals(app)
    ends.asked.connect(launcher.end)
    ends.session_ends.connect(launcher.keep)
    launcher.begin(wish.project)
    return app.exec()


class _AfterPaint(QObject):
    """Calls after the first paint of a widget: the libraries behind a project take half a second.

    A window that begins minimised is not painted, so it waits for no longer than a moment.
    """

    def __init__(self, call: Callable[[], None], painted: QWidget) -> None:
        super().__init__(painted)
        self._call: Callable[[], None] | None = call
        painted.installEventFilter(self)
        QTimer.singleShot(_UNPAINTED_MS, self, self._run)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._run)
        return False

    def _run(self) -> None:
        call, self._call = self._call, None
        if call is not None:
            call()
            self.deleteLater()


class Launcher(QObject):
    """Opens projects off the window's thread and puts them into the window."""

    _opened = Signal(object, object, object)  # Workspace, Openers, AnnotatorError; or None
    _asked = Signal(str, object)  # what is to be opened, Question

    def __init__(
        self, settings: Settings, annotator: str, config_dir: Path | None, *, asks: bool = True
    ) -> None:
        """Without an ``annotator`` it is whoever the settings name, or says who they are."""
        super().__init__()
        self._settings = settings
        self._person = Person(settings, annotator, asks=asks)
        self._config_dir = config_dir
        self._first = True
        self._early: EarlyKeys | None = None  # until the first project is open
        self.window = MainWindow(settings, ROOMS)
        self.window.open_requested.connect(self.open)
        self._last = ""  # the project of the last time, if none was named
        self._opened.connect(self._on_opened)
        self._asked.connect(self._on_asked)

    def begin(self, project: str | None) -> None:
        """Show the window with the project's article, then open the project behind it."""
        self._last = "" if project else self._settings.get("project", "")
        target = project or self._last or self._sample()
        self._peep(target)
        self._early = EarlyKeys(self.window)
        self.window.show()
        self.window.view.setFocus()
        _AfterPaint(lambda: self._begin(target), self.window.view.viewport())

    def _begin(self, target: str) -> None:
        self._person.ask_once(self.window)
        self.open(target)

    def keep(self) -> None:
        """Save or keep everything, without a question: the session may end."""
        if self.window.project is not None:
            self.window.project.saving.keep()

    def end(self) -> None:
        """End now, without a question; what cannot be saved is kept for the next start."""
        self.window.ending = True
        self.window.close()
        QApplication.exit(0)  # also out of a dialog that is open

    def open(self, target: str) -> None:
        """Open a project, or make it if ``target`` begins with ``new:``."""
        if self.window.project is not None and not self.window.project.saving.may_leave():
            return
        self.window.status.saved.setText(self.window.tr("Opening…"))
        threading.Thread(target=self._open, args=(target,), name="open", daemon=True).start()

    def on_exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """The last resort for what nobody foresaw: one sentence here, the rest in the log."""
        log.error("unforeseen", exc_info=(kind, error, trace))
        project = self.window.project
        sentence = self.window.tr("An unexpected error occurred (%s); the log has the details.")
        if project is not None and not project.session.unsaved:
            sentence = self.window.tr(
                "An unexpected error occurred (%s); what you did before is saved."
            )
        self.window.banner.say(filled(sentence, kind.__name__))

    def _sample(self) -> str:
        return str(places.sample_project(self._config_dir))

    def _peep(self, target: str) -> None:
        if file_format.is_url(target):
            return
        path = Path(target)
        if not path.is_absolute():
            return  # nobody knows where it is
        try:
            if file_format.inspect(path) != file_format.SCHEMA:
                return
        except AnnotatorError:
            return  # said when it is opened properly
        article = self._settings.last_article(str(path))
        seen = glimpse(path, annotator=self._person.name, article=article)
        if seen is not None:
            self.window.setWindowTitle(f"{path.stem} – annotator")
            self.window.show_labels(seen.labels)
            for room in self.window.rooms:
                room.show_first(seen.state)
            if article is not None:
                self.window.view.go_back_to(*self._settings.last_place(str(path), article))

    def _open(self, target: str) -> None:
        try:
            workspace = self._workspace(target)
            openers = [room.prepare(workspace) for room in self.window.rooms]
        except WhoIsAsked as asked:
            self._asked.emit(target, asked.question)
        except AnnotatorError as error:
            self._opened.emit(None, None, error)
        except Exception as error:
            log.exception("opening a project")
            said = without_password(f"{target} cannot be opened: {error}.")
            self._opened.emit(None, None, AnnotatorError(said))
        else:
            self._opened.emit(workspace, openers, None)

    def _workspace(self, target: str) -> Workspace:
        # Imported here, on this thread, while the article can be read already.
        import annotator.ui.shell.project_controller  # noqa: F401
        from annotator.log_file import start_log
        from annotator.operations import projects
        from annotator.store.project import open_project

        start_log(places.log_dir(self._config_dir))
        if target == self._last:
            _refuse_lost(target)
        if target.startswith("new:"):
            target = projects.new(target.removeprefix("new:"))
        elif target == self._sample() and not Path(target).exists():
            projects.make_sample(Path(target), annotator=self._person.name)
        project = open_project(file_format.locate(target), wait_ms=WAIT_MS)
        workspace = self._person.workspace(project, target)
        workspace.news()  # what others commit from here on is shown
        return workspace

    def _on_asked(self, target: str, question: Question) -> None:
        if self._person.ask_in(self.window, target, question):
            self.open(target)
        else:
            text = self.window.tr("The project was not opened; open it to say who you are in it.")
            self._on_not_opened(text)

    def _on_opened(
        self, workspace: Workspace | None, openers: list[Opener], error: AnnotatorError | None
    ) -> None:
        window = self.window
        if self._first:
            for room in window.rooms:
                room.ready()
            self._first = False
            # What the libraries have made lives as long as the program. Python's look for cycles
            # would go through all of it every now and then, a tenth of a second amid a key.
            gc.freeze()
        if workspace is None:
            self._on_not_opened(str(error))
        elif window.project is not None and not window.project.saving.may_leave():
            workspace.close()
            window.project.saving.stay()
        else:
            self._show(workspace, openers)

    def _on_not_opened(self, sentence: str) -> None:
        window = self.window
        window.status.saved.clear()
        if self._early is not None and self._early.drop():
            sentence = f"{sentence} {self._unheard()}"
        self._early = None
        if window.project is not None:
            window.project.saving.stay()
            window.banner.say(sentence)
        else:
            name = "recent_projects" if self._settings.recent_projects else "open_project"
            find = Standing(sentence, window.table[name].text(), window.table[name].trigger)
            window.banner.stand(_START, find)

    def _show(self, workspace: Workspace, openers: list[Opener]) -> None:
        from annotator.ui.shell.project_controller import ProjectController

        window = self.window
        if window.project is not None:
            window.project.close()
        window.banner.fall(_START)
        window.banner.close_said()
        project = workspace.project
        place = str(project.path or "")
        if place:
            self._settings.set("project", place)
        controller = ProjectController(window.frame, workspace, openers)
        window.bring_in(controller)
        controller.start(self._settings.last_article(place or project.name))
        if self._early is not None:
            self._early.unheard.connect(lambda: window.status.advise(self._unheard()))
            self._early.live()
        self._early = None

    def _unheard(self) -> str:
        return self.window.tr(
            "Not all you pressed and clicked while the project was opening could be done."
        )


def _refuse_lost(last: str) -> None:
    """Raise ProjectError where the project of the last time is not where it was.

    Nothing else is opened in its place: that would look as if the work in it were gone.
    """
    if file_format.is_url(last):
        return
    if not Path(last).is_absolute():
        raise ProjectError(
            f"The folder of the project you last worked in, {last}, is not known; open it from "
            "where it is."
        )
    if not os.path.exists(last):
        raise ProjectError(
            f"The project you last worked in, {last}, is no longer there; open it where it is now, "
            "or open another one."
        )
