"""What keys and mouse may ask of the reading surface; they never see the widget itself."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPointF, SignalInstance
from PySide6.QtWidgets import QScrollBar, QWidget

from annotator.ui.document_view.laid_block import LinePart
from annotator.ui.document_view.layout import DocumentLayout
from annotator.ui.document_view.marks import Mark, Marks
from annotator.ui.document_view.reading_cursor import ReadingCursor


class Surface(Protocol):
    """An article as it is shown: its text, its marks, where things are, and the cursor in it."""

    cursor_at: ReadingCursor

    @property
    def text(self) -> str: ...
    @property
    def marks(self) -> Marks: ...
    @property
    def focused(self) -> Mark | None: ...

    def mark_at(self, offset: int) -> Mark | None: ...
    def focus_mark(self, mark_id: str | int | None, *, reveal: bool = True) -> None: ...
    def cursor_moved(self, *, reveal: bool = True, inside: bool = False) -> None: ...
    @property
    def picked(self) -> SignalInstance: ...
    def show_drag(self) -> None: ...
    def ask_resize(self, mark: Mark, start: int, end: int) -> None: ...
    def page(self, step: int) -> None: ...
    def origin(self) -> QPointF: ...
    def document_layout(self) -> DocumentLayout: ...
    def parts_in_viewport(self, start: int, end: int) -> list[LinePart]: ...
    def viewport(self) -> QWidget: ...
    def verticalScrollBar(self) -> QScrollBar: ...


def sees(surface: Surface, start: int, end: int) -> bool:
    """Whether a range is on the screen as a whole."""
    boxes = [part.rect for part in surface.parts_in_viewport(start, end)]
    height = surface.viewport().height()
    return bool(boxes) and boxes[0].top() >= 0 and boxes[-1].bottom() <= height


def on_screen(surface: Surface) -> tuple[int, int]:
    """``[start, end)`` of the lines of the text that are on the screen, also in part."""
    layout, top = surface.document_layout(), -surface.origin().y()
    bottom = top + surface.viewport().height()
    return layout.line_at(max(0.0, top))[0], layout.line_at(bottom)[1]


def focus_in_place(surface: Surface, mark_id: str | int | None) -> None:
    """Focus a span that was made or changed where the person looks: nothing scrolls, unless it is
    not on the screen.
    """
    mark = surface.marks.of(mark_id)
    is_seen = mark is not None and sees(surface, mark.start, mark.end)
    surface.focus_mark(mark_id, reveal=not is_seen)
