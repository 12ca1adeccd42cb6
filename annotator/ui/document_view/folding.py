"""What is folded of an article in view, and how it is opened and folded again.

Folds the layout and keeps the cursor and the screen with it. Changes nothing in a project.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, QPointF, Signal

from annotator.domain.values import MutedRange
from annotator.ui.document_view.folds import Fold, find_folds
from annotator.ui.document_view.layout import DocumentLayout
from annotator.ui.document_view.surface import Surface

_ARROW_REACH_PX = 14
P = TypeVar("P", Fold, MutedRange)


class Folding(QObject):
    """The folds of one reading surface. Each is closed while folding is on, unless opened."""

    changed = Signal(bool)  # whether muted text is folded
    moved = Signal()  # the cursor stands on a fold now
    relaid = Signal()  # heights are others

    def __init__(self, view: Surface) -> None:
        super().__init__()
        self._view = view
        self._on = False
        self._runs: list[Fold] = []  # all muted ones
        self._all: list[Fold] = []
        self._opened: set[int] = set()  # a code point of each fold that is open all the same
        self._muted: Sequence[MutedRange] = ()

    @property
    def on(self) -> bool:
        """Whether muted text is folded."""
        return self._on

    def set_on(self, on: bool) -> None:
        """Fold runs of muted paragraphs into one line each, or show them all."""
        if on != self._on:
            self._on = on
            self._opened.clear()
            self._relay()
            self.changed.emit(on)

    def begin(self, muted: Sequence[MutedRange]) -> None:
        """Another article is shown; ``lay`` follows once it has been laid out."""
        self._opened.clear()
        self._muted = muted

    def lay(self) -> None:
        """Fold a new layout of the same article."""
        self._find()
        self._close()

    def renew(self, muted: Sequence[MutedRange]) -> None:
        """Take over what is muted and drawn now in the same article."""
        token, was_closed = self._view.cursor_at.token, self.at_cursor is not None
        closed = self._closed()
        if muted is self._muted:
            self._all = self._without_marks()
        else:
            self._muted = muted
            self._find()
        # What has just been muted at the cursor stays in sight: the same key takes it back.
        if token is not None and not was_closed and _holding(self._all, token.start):
            self._opened.add(token.start)
        if self._closed() != closed:
            self._relay()

    @property
    def at_cursor(self) -> Fold | None:
        """The closed fold the cursor stands on."""
        token = self._view.cursor_at.token
        return self._layout.fold_at(token.start) if token else None

    @property
    def opened(self) -> list[Fold]:
        """The folds that are open while others are closed."""
        return [fold for fold in self._all if self._on and not self._is_closed(fold)]

    @property
    def muted_by(self) -> tuple[int, str] | None:
        """Where the muted part begins that the cursor is in, and what has muted it."""
        token = self._view.cursor_at.token
        part = _holding(self._muted, token.start) if token else None
        return (part.start, part.rule) if part else None

    def toggle(self) -> bool:
        """Open the fold at the cursor, or close it again; False where there is none."""
        token = self._view.cursor_at.token
        fold = _holding(self._all, token.start) if token and self._on else None
        if fold is not None:
            self._turn(fold)
        return fold is not None

    def press(self, at: QPointF) -> bool:
        """Open the fold whose line is at a point of the document, or close the one whose arrow is.

        False where there is neither.
        """
        fold = self.under(at)
        if fold is not None:
            self._turn(fold)
            self._view.cursor_at.place(fold.start)
            self._view.cursor_moved(reveal=False)
        return fold is not None

    def under(self, at: QPointF) -> Fold | None:
        """The fold whose line, or whose arrow where it is open, is at a point of the document."""
        layout = self._layout
        closed = layout.fold_of(layout.block_at_y(at.y()))
        if closed is not None:
            return closed if layout.fold_area(closed).contains(at) else None
        ways = ((fold, layout.opened_arrow(fold) - at) for fold in self.opened)
        return next((fold for fold, way in ways if way.manhattanLength() < _ARROW_REACH_PX), None)

    def unfold(self, start: int, end: int) -> None:
        """Show all of a range of the text."""
        hidden = [fold for fold in self._closed() if fold.start < end and start < fold.end]
        for fold in hidden:
            self._opened.add(fold.start)
        if hidden:
            self._relay()

    def _find(self) -> None:
        layout = self._layout
        self._runs = find_folds(layout.text, layout.blocks, self._muted)
        self._all = self._without_marks()

    def _without_marks(self) -> list[Fold]:
        """A run with a drawn span in it is no fold: folding hides nothing that counts."""
        return [run for run in self._runs if not self._view.marks.on(run.start, run.end)]

    @property
    def _layout(self) -> DocumentLayout:
        return self._view.document_layout()

    def _closed(self) -> list[Fold]:
        return [fold for fold in self._all if self._on and not self._is_opened(fold)]

    def _is_opened(self, fold: Fold) -> bool:
        return any(fold.start <= at < fold.end for at in self._opened)

    def _is_closed(self, fold: Fold) -> bool:
        return self._layout.fold_of(fold.first) is not None

    def _turn(self, fold: Fold) -> None:
        if self._is_closed(fold):
            self._opened.add(fold.start)
        else:
            self._opened -= {at for at in self._opened if fold.start <= at < fold.end}
        self._relay()

    def _relay(self) -> None:
        """Fold the layout anew; the cursor's line stays where it is on the screen."""
        token = self._view.cursor_at.token
        before = self._height_of(token.start) if token else 0.0
        self._close()
        if token is not None and 0 <= before <= self._view.viewport().height():
            bar = self._view.verticalScrollBar()
            bar.setValue(round(bar.value() + self._height_of(token.start) - before))

    def _close(self) -> None:
        closed = self._closed()
        self._layout.set_folds(closed)
        self._view.cursor_at.closed = [(fold.start, fold.end) for fold in closed]
        self.relaid.emit()
        fold = self.at_cursor
        if fold is not None:
            self._view.cursor_at.place(fold.start)
            self.moved.emit()

    def _height_of(self, offset: int) -> float:
        """How far below the top of the viewport a code point stands, in pixels."""
        layout = self._layout
        parts = layout.parts(offset, offset + 1)
        top = parts[0].rect.top() if parts else layout.top(layout.block_of(offset))
        return top + self._view.origin().y()


def _holding(parts: Sequence[P], offset: int) -> P | None:
    """The part of the text that holds a code point."""
    return next((part for part in parts if part.start <= offset < part.end), None)
