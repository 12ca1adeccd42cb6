"""Opens projects in a window as the program does, without its start-up thread."""

from __future__ import annotations

from annotator.ui.rooms import ROOMS
from annotator.ui.shell.main_window import MainWindow
from annotator.ui.shell.project_controller import ProjectController
from annotator.ui.shell.settings import Settings
from annotator.workspace import Workspace


def make_window(settings: Settings) -> MainWindow:
    """The window with all its rooms, whose libraries are there."""
    window = MainWindow(settings, ROOMS)
    for room in window.rooms:
        room.ready()
    return window


def bring_in(window: MainWindow, workspace: Workspace, article: int | None) -> ProjectController:
    """Bring a project into the window, with an article in view."""
    openers = [room.prepare(workspace) for room in window.rooms]
    controller = ProjectController(window.frame, workspace, openers)
    window.bring_in(controller)
    controller.start(article)
    return controller
