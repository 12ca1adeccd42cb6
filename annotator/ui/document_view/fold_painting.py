"""Draws the thin line that stands for folded paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QPen, QPolygonF

from annotator.domain.values import MUTED_BY_HAND
from annotator.domain.wording import filled
from annotator.ui.document_view.folds import Fold
from annotator.ui.look import theme

_ARROW_PX = 3.5
_INDENT_PX = 16


def _tr(text: str) -> str:
    return QCoreApplication.translate("Folds", text)


def rule_name(rule: str) -> str:
    """What people call what has muted a line."""
    return _tr("by hand") if rule == MUTED_BY_HAND else rule


def fold_words(fold: Fold) -> str:
    """What the line of a fold says: how many lines it stands for, and what muted them."""
    count = _tr("1 line set aside") if fold.lines == 1 else _tr("%n lines set aside")
    rules = ", ".join(rule_name(rule) for rule in fold.rules)
    return f"{filled(count, fold.lines)}  ·  {rules[:1].upper()}{rules[1:]}"


def paint_fold(
    painter: QPainter, area: QRectF, fold: Fold, look: QPalette, font: QFont, *, chosen: bool
) -> None:
    """Draw a closed fold in its area; ``chosen`` when the cursor stands on it."""
    quiet = theme.quiet(look)
    middle = area.center().y()
    painter.setFont(font)
    metrics = painter.fontMetrics()
    room = int(area.width()) - _INDENT_PX - 8
    words = metrics.elidedText(fold_words(fold), Qt.TextElideMode.ElideRight, room)
    box = QRectF(area.left() - 6, middle - metrics.height() / 2 - 3, 0, metrics.height() + 6)
    box.setWidth(_INDENT_PX + metrics.horizontalAdvance(words) + 14)
    ground = QColor(look.color(QPalette.ColorRole.Text))
    ground.setAlphaF(0.05)
    painter.setBrush(ground)
    edge = look.color(QPalette.ColorRole.Highlight)
    painter.setPen(QPen(edge, 1.2) if chosen else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(box, 4, 4)
    paint_arrow(painter, QPointF(area.left() + 4, middle), quiet, down=False)
    painter.setPen(quiet)
    text = QRectF(area.left() + _INDENT_PX, area.top(), area.width(), area.height())
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, words)


def paint_arrow(painter: QPainter, at: QPointF, colour: QColor, *, down: bool) -> None:
    """A small triangle: to the right where something is folded, down where it is open."""
    size = _ARROW_PX
    corners: Sequence[tuple[float, float]] = ((-size, -size), (size, 0), (-size, size))
    if down:
        corners = ((-size, -size), (size, -size), (0, size))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([at + QPointF(x, y) for x, y in corners]))
