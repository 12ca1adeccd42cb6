"""What a room gets instead of a whole window: of the window itself, and of the open project."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.domain.gold import Plan
from annotator.domain.values import Label
from annotator.ui.document_view import DocumentView
from annotator.ui.shell.action_rows import Mode
from annotator.ui.shell.action_table import ActionTable
from annotator.ui.shell.banner import Banner
from annotator.ui.shell.columns import Column
from annotator.ui.shell.fields import FieldGuard
from annotator.ui.shell.settings import Settings
from annotator.ui.shell.status import StatusLine
from annotator.ui.shell.tasks import Tasks

if TYPE_CHECKING:
    from annotator.ui.shell.article_session import ArticleSession


@dataclass(frozen=True)
class Frame:
    """What rooms share as long as the window lives."""

    window: QWidget  # of which dialogs are children
    surface: DocumentView
    table: ActionTable
    status: StatusLine
    banner: Banner
    settings: Settings
    fields: FieldGuard
    left: Column
    right: Column
    bar: Column
    above: QVBoxLayout  # what stands over the text
    beside: QHBoxLayout  # the text, and what stands beside it
    labels: dict[str, Label]  # of the project that is shown, by name
    open_project: Callable[[str], None]  # path or URL; “new:” before it makes it
    show_labels: Callable[[Iterable[Label]], None]
    show_mode: Callable[[Mode], None]


@dataclass(frozen=True)
class Context(Frame):
    """What rooms share while a project is open."""

    session: ArticleSession
    tasks: Tasks
    save_time: Callable[[int, float], None]  # article, seconds
    go_to: Callable[[int, tuple[int, int] | None], None]  # article, and a place in it
    reviewed: Callable[[], Plan]  # between whom the review is that goes on
