"""What a room of the window is: a feature with its actions and panels, and what it does while a
project is open. The shell knows no more of any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QMetaObject, QObject

from annotator.ui.shell.action_rows import EVERY, ActionRow, Mode
from annotator.ui.shell.action_table import Handler
from annotator.ui.shell.context import Context, Frame
from annotator.ui.shell.drafts import Typed

if TYPE_CHECKING:
    from annotator.domain.changes import Change
    from annotator.domain.gold import Plan
    from annotator.domain.state import ArticleState
    from annotator.operations.unsaved import Unsaved
    from annotator.workspace import Workspace


class OpenRoom(QObject):
    """A room at work on an open project. What it takes no part in it leaves as it is here."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.session)
        self.context = context
        self._bound: set[tuple[str, Mode]] = set()
        self._joints: list[QMetaObject.Connection] = []

    def bind(self, handlers: Mapping[str, Handler], modes: Iterable[Mode] = EVERY) -> None:
        """Let actions be done, in some modes, until the project is closed."""
        read_only = self.context.session.workspace.project.read_only
        self._bound |= self.context.table.bind(handlers, modes=modes, read_only=read_only)

    def join(self, signal: Any, slot: Callable[..., object]) -> None:
        """Connect until the project is closed: panels outlive it and get another."""
        self._joints.append(signal.connect(slot))

    def show_article(self, state: ArticleState) -> None:
        """Another article is in view."""

    def show_nothing(self) -> None:
        """No article is in view: the project has none yet."""

    def update_article(self, state: ArticleState) -> None:
        """The article in view has changed."""

    def follow(self, change: Change) -> None:
        """Something of the project has changed: its ``parts`` say what."""

    def leave(self, mode: Mode) -> None:
        """The window is to be for something else than this mode."""

    def enter(self, mode: Mode) -> None:
        """The window is for another mode now."""

    def go_to(self, article: int, place: tuple[int, int] | None) -> bool:
        """Bring an article and a place in it into view; False if others do that in this mode."""
        return False

    def reviewed(self) -> Plan | None:
        """Between whom the review is, if this room reviews now."""
        return None

    def settle(self) -> None:
        """Take over what is being typed in fields that are saved when they are left."""

    def typed(self) -> list[Typed]:
        """What is being typed and is written only when the person says so."""
        return []

    def go_on(self, kept: Unsaved) -> None:
        """Go on with what was kept when the program ended."""

    def flush(self) -> None:
        """Hand over what is saved now and then."""

    def close(self) -> None:
        """Let go of the project."""
        self.context.table.unbind(self._bound)
        for joint in self._joints:
            QObject.disconnect(joint)


Opener = Callable[[Context], OpenRoom]


class Room(QObject):
    """A room as long as the window lives. It imports nothing of the project's database: the window
    shows itself first.
    """

    rows: ClassVar[tuple[ActionRow, ...]] = ()

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.window)
        self.frame = frame

    def show_labels(self) -> None:
        """The labels of the frame are others now."""

    def show_first(self, state: ArticleState) -> None:
        """Show an article before its project is open."""

    def ready(self) -> None:
        """The libraries are there: what opens projects can be done."""

    def prepare(self, workspace: Workspace) -> Opener:
        """What opens the room on the window's thread. Called on another, so that it may import what
        takes long, and read.
        """
        return OpenRoom
