"""How a row of the queue is drawn: the article, where it stands, and what was found in it."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPalette,
    QPen,
    QTextCharFormat,
    QTextLayout,
)

from annotator.domain.direction import isolated
from annotator.domain.offsets import utf16_length
from annotator.domain.queueing import Hit
from annotator.domain.state import QueueEntry
from annotator.domain.values import Status
from annotator.domain.wording import counted, filled
from annotator.ui.look.lines import wrapping
from annotator.ui.shell.article_list import ArticleRows
from annotator.ui.shell.texts import version_words
from annotator.ui.shell.widgets.roles import ENTRY_ROLE, HIT_ROLE

_Index = QModelIndex | QPersistentModelIndex
_FOUND_PX = 96  # with two lines of what was found
_STEP_PX = 16  # how far a later version of a story stands to the right


def name(status: Status) -> str:
    """What people call a status."""
    return {
        Status.NEW: "To do",
        Status.IN_PROGRESS: "In progress",
        Status.DONE: "Done",
        Status.SKIPPED: "Skipped",
        Status.FLAGGED: "Flagged",
    }[status]


class QueueRows(ArticleRows):
    """Draws a row: title, where it comes from and stands, and how much is decided."""

    searching = False  # rows are higher, for what was found
    grouped = False  # versions of one story stand below the first of them

    @property
    def height_px(self) -> int:
        return _FOUND_PX if self.searching else super().height_px

    def area(self, painter: QPainter, area: QRect, index: _Index, look: QPalette) -> QRect:
        if self.grouped and _follows(index, index.data(ENTRY_ROLE)):
            _join(painter, area, look)
            area.setLeft(area.left() + _STEP_PX)
        return area

    def paint_more(self, painter: QPainter, area: QRect, index: _Index, look: QPalette) -> None:
        hit = index.data(HIT_ROLE) if self.searching else None
        if hit is not None:
            _context(painter, area.adjusted(0, 37, 0, -6), hit, look)

    def share(self, entry: QueueEntry) -> float:
        if entry.status is Status.DONE and not entry.waiting:
            return 1.0
        return 1 - entry.waiting / entry.suggestions if entry.suggestions else 0.0

    def words(self, entry: QueueEntry) -> str:
        article = entry.article
        status = name(entry.status).lower()
        parts = [
            isolated(article.source or ""),
            article.published,
            status,
        ]
        if entry.flagged and entry.status is not Status.FLAGGED:
            parts.append(name(Status.FLAGGED).lower())
        if entry.waiting and entry.status is Status.DONE:
            parts.append(filled(self.tr("%n undecided"), entry.waiting))
        parts.append(isolated(entry.reason or ""))
        if entry.waiting and entry.status in (Status.NEW, Status.IN_PROGRESS):
            parts.append(filled(self.tr("%n to decide"), entry.waiting))
        elif entry.annotations and not (entry.waiting and entry.status is Status.DONE):
            parts.append(counted(entry.annotations, "span"))
        if entry.story is not None:
            parts.append(version_words(entry.story))
        return " · ".join(word for word in parts if word)


def _follows(index: _Index, entry: QueueEntry) -> bool:
    """Whether the row above is of the same story."""
    above = index.model().index(index.row() - 1, 0).data(ENTRY_ROLE) if index.row() else None
    if above is None or above.story is None or entry.story is None:
        return False
    return bool(above.story.first == entry.story.first)


def _join(painter: QPainter, area: QRect, look: QPalette) -> None:
    """A thin line from the row above."""
    painter.setPen(QPen(look.color(QPalette.ColorRole.Mid), 1))
    x = area.left() + _STEP_PX // 2 + 1
    painter.drawLine(x, area.top() - 4, x, area.top() + 20)
    painter.drawLine(x, area.top() + 20, area.left() + _STEP_PX + 2, area.top() + 20)


def _context(painter: QPainter, area: QRect, hit: Hit, look: QPalette) -> None:
    """Two lines of plain text with what was found standing out."""
    layout = QTextLayout(hit.context, painter.font())
    layout.setTextOption(wrapping(hit.context))
    layout.setFormats([_standing_out(hit.context, *bounds, look) for bounds in hit.ranges])
    layout.beginLayout()
    top = 0.0
    for _ in range(2):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(area.width())
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    layout.draw(painter, QPointF(area.topLeft()))


def _standing_out(text: str, start: int, end: int, look: QPalette) -> QTextLayout.FormatRange:
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.DemiBold)
    bold.setForeground(look.color(QPalette.ColorRole.Text))
    ground = QColor(look.color(QPalette.ColorRole.Highlight))
    ground.setAlphaF(0.22)
    bold.setBackground(ground)
    format_range = QTextLayout.FormatRange()
    format_range.start = _units(text[:start])
    format_range.length = _units(text[start:end])
    format_range.format = bold
    return format_range


def _units(text: str) -> int:
    return utf16_length(text)
