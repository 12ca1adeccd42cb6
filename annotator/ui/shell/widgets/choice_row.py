"""A choice of the reviewer in one button: who holds it, what it says, which key takes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.domain.offsets import utf16_length
from annotator.ui.look import theme
from annotator.ui.look.lines import wrapping

_PAD = 10
_BADGE = 18


@dataclass(frozen=True, slots=True)
class Run:
    """Plain words in one manner: bold, and in a colour of their own unless None."""

    words: str
    bold: bool = False
    colour: QColor | None = None


@dataclass(frozen=True, slots=True)
class Badge:
    """The letter of an annotator; ``number`` gives its colour, ``name`` what a tool tip says."""

    letter: str
    number: int
    name: str


def lay_out(runs: Sequence[Run], font: QFont, width: float) -> tuple[QTextLayout, float]:
    """Runs of plain text broken into lines of ``width`` pixels, and how high they are."""
    text = "".join(run.words for run in runs)
    layout = QTextLayout(text, font)
    layout.setTextOption(wrapping(text))
    layout.setFormats(_formats(runs))
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(20.0, width))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, height


def _formats(runs: Sequence[Run]) -> list[QTextLayout.FormatRange]:
    formats, at = [], 0
    for run in runs:
        units = utf16_length(run.words)
        manner = QTextLayout.FormatRange()
        manner.start, manner.length = at, units
        manner.format = QTextCharFormat()
        if run.bold:
            manner.format.setFontWeight(QFont.Weight.Bold)
        if run.colour is not None:
            manner.format.setForeground(run.colour)
        formats.append(manner)
        at += units
    return formats


class Words(QWidget):
    """Runs of plain text that wrap; article text in it stays plain."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._runs: Sequence[Run] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def show_runs(self, runs: Sequence[Run]) -> None:
        """Show these words."""
        self._runs = runs
        self.setAccessibleName(self.text())
        self._fit()
        self.update()

    def text(self) -> str:
        """What is shown, as plain words."""
        return "".join(run.words for run in self._runs)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        layout, _ = lay_out(self._runs, self.font(), self.width())
        layout.draw(painter, QPointF(0, 0))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        _, height = lay_out(self._runs, self.font(), self.width())
        if self.height() != round(height) + 2:
            self.setFixedHeight(round(height) + 2)


class ChoiceRow(QAbstractButton):
    """One version of a conflict, or what else can be decided."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._runs: Sequence[Run] = ()
        self._badges: Sequence[Badge] = ()
        self._key = ""
        self._taken = False

    def show_choice(
        self, runs: Sequence[Run], badges: Sequence[Badge], key: str, *, taken: bool
    ) -> None:
        """Show what it stands for; ``taken`` is the choice that has been made."""
        self._runs, self._badges, self._key, self._taken = runs, badges, key, taken
        text = "".join(run.words for run in runs)
        self.setText(text)
        holders = ", ".join(badge.name for badge in badges)
        self.setAccessibleName(f"{text} ({holders})" if holders else text)
        # A tool tip finds out by itself whether it is rich text; names are of people.
        self.setToolTip(holders.replace("&", "&amp;").replace("<", "&lt;"))
        self._fit()
        self.update()

    @property
    def letters(self) -> str:
        """The letters of those who hold it."""
        return "".join(badge.letter for badge in self._badges)

    @property
    def taken(self) -> bool:
        """Whether it is the choice that has been made."""
        return self._taken

    def sizeHint(self) -> QSize:
        return QSize(160, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = look.color(QPalette.ColorRole.Highlight if self._taken else QPalette.ColorRole.Mid)
        fill = look.color(QPalette.ColorRole.Button)
        if self.underMouse() and self.isEnabled():
            fill = fill.lighter(115) if theme.is_dark(look) else fill.darker(104)
        painter.setPen(QPen(edge, 1.8 if self._taken else 1.0))
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        self._paint_badges(painter)
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(look.color(group, QPalette.ColorRole.ButtonText))
        layout, height = lay_out(self._runs, self.font(), self._room())
        layout.draw(painter, QPointF(self._left(), (self.height() - height) / 2))
        self._paint_key(painter)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        _, height = lay_out(self._runs, self.font(), self._room())
        wanted = max(34, round(height) + 16)
        if self.height() != wanted or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)

    def _left(self) -> float:
        return _PAD + len(self._badges) * (_BADGE + 3) + (5 if self._badges else 0)

    def _room(self) -> float:
        return self.width() - self._left() - _PAD - self._key_width() - 8

    def _key_width(self) -> float:
        if not self._key:
            return 0.0
        return QFontMetrics(self._key_font()).horizontalAdvance(self._key) + 10.0

    def _paint_badges(self, painter: QPainter) -> None:
        bold = QFont(self.font())
        bold.setBold(True)
        bold.setPointSizeF(max(7.0, bold.pointSizeF() * 0.8))
        painter.setFont(bold)
        top = (self.height() - _BADGE) / 2
        for place, badge in enumerate(self._badges):
            circle = QRectF(_PAD + place * (_BADGE + 3), top, _BADGE, _BADGE)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.badge(badge.number))
            painter.drawEllipse(circle)
            painter.setPen(QColor("#FFFFFF"))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, badge.letter)
        painter.setFont(self.font())

    def _paint_key(self, painter: QPainter) -> None:
        if not self._key:
            return
        width = self._key_width()
        cap = QRectF(self.width() - _PAD - width, (self.height() - 17) / 2, width, 16)
        painter.setFont(self._key_font())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
        painter.drawRoundedRect(cap, 3, 3)
        painter.setPen(theme.quiet(self.palette()))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)

    def _key_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(max(7.0, font.pointSizeF() * 0.82))
        return font
