"""Draws what the layout has placed: text, marks, tags, selection, cursor. Decides nothing."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette, QPen

from annotator.ui.document_view.fold_painting import paint_arrow, paint_fold, rule_name
from annotator.ui.document_view.folds import Fold
from annotator.ui.document_view.laid_block import LinePart
from annotator.ui.document_view.layout import DocumentLayout
from annotator.ui.document_view.marks import Emphasis, Look, Mark
from annotator.ui.look import theme

_LANES = 3  # deeper ones share the last
_LANE_GAP = 3.0
_LINE_WIDTH = 1.6
_RADIUS = 3.0
_NEAR, _FAR = 0.55, 0.25  # how full what one more key accepts is filled


@dataclass(frozen=True, slots=True)
class Scene:
    """All the painter needs to know of one moment. Ranges are code points, half open."""

    marks: Sequence[Mark] = ()
    muted: Sequence[tuple[int, int]] = ()
    focused: str | int | None = None
    selection: tuple[int, int] | None = None
    cursor: tuple[int, int] | None = None
    found: Sequence[tuple[int, int]] = ()
    active: bool = True
    opened: Sequence[Fold] = ()
    muted_by: tuple[int, str] | None = None  # where a muted part begins, and its rule
    emphasis: Emphasis = field(default_factory=Emphasis)


@dataclass(frozen=True, slots=True)
class _Tag:
    """Where the tag of a mark stands: it goes from ``x`` to the right, or to the left (rtl)."""

    mark: Mark
    x: float
    rtl: bool
    top: float
    bottom: float

    @classmethod
    def of(cls, mark: Mark, boxes: Sequence[LinePart]) -> _Tag:
        part = next((box for box in boxes if box.starts is not None), boxes[0])
        rtl = part.starts is not None and part.starts > part.rect.center().x()
        x = part.rect.right() if rtl else part.rect.left()
        return cls(mark, x, rtl, part.rect.top(), part.rect.bottom())

    def room(self, beside: Sequence[_Tag]) -> float:
        """How wide the tag may be; two that go towards each other share what is between them."""
        for other in beside:
            if abs(other.bottom - self.bottom) < 2:
                between = abs(other.x - self.x)
                return between / 2 if other.rtl != self.rtl else between
        return 1e9


class DocumentPainter:
    """Paints one document with one palette."""

    def __init__(self, layout: DocumentLayout, palette: QPalette) -> None:
        self._layout = layout
        self._palette = palette
        self._dark = theme.is_dark(palette)
        self._tag_font = _tag_font(layout.font)
        self._tag_metrics = QFontMetricsF(self._tag_font)
        self._colours: dict[str, tuple[QColor, QColor]] = {}
        self._settled = theme.settled(dark=self._dark)
        self._undecided = theme.undecided(dark=self._dark)

    def paint(self, painter: QPainter, blocks: Sequence[int], scene: Scene) -> None:
        """Paint some blocks; the painter's origin is the top left corner of the document."""
        if not blocks:
            return
        first, last = self._layout.range_of(blocks)
        shown = [mark for mark in scene.marks if mark.start < last and first < mark.end]
        parts = [self._layout.parts(mark.start, mark.end) for mark in shown]
        for mark, boxes in zip(shown, parts, strict=True):
            self._fill(painter, mark, boxes, _strength(mark, scene))
        self._ranges(painter, scene, first, last)
        self._text(painter, blocks, scene)
        for mark, boxes in zip(shown, parts, strict=True):
            self._line(painter, mark, boxes)
        self._opened(painter, blocks, scene)
        self._rule(painter, scene)
        self._tags(painter, shown, parts, scene.emphasis.doubtful)
        for mark, boxes in zip(shown, parts, strict=True):
            if mark.id == scene.focused:
                self._outline(painter, boxes)

    def _fill(
        self, painter: QPainter, mark: Mark, boxes: Sequence[LinePart], strength: float
    ) -> None:
        if not strength or mark.look is Look.RULED_OUT:
            return
        colour = QColor(self._of(mark)[0])
        colour.setAlphaF(strength)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for part in boxes:
            painter.drawRoundedRect(part.rect.adjusted(-1, 0, 1, 1), _RADIUS, _RADIUS)

    def _ranges(self, painter: QPainter, scene: Scene, first: int, last: int) -> None:
        chosen = QColor(self._palette.color(QPalette.ColorRole.Highlight))
        painter.setPen(Qt.PenStyle.NoPen)
        chosen.setAlphaF(0.16)
        for start, end in scene.found:
            if start < last and first < end:
                self._boxes(painter, start, end, chosen)
        chosen.setAlphaF(0.32 if scene.active else 0.18)
        if scene.selection is not None:
            self._boxes(painter, *scene.selection, chosen)
        if scene.cursor is not None and scene.selection is None and scene.active:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._palette.color(QPalette.ColorRole.Highlight), 1.2))
            for part in self._layout.parts(*scene.cursor):
                painter.drawRoundedRect(part.rect.adjusted(-2, 0, 2, 1), _RADIUS, _RADIUS)

    def _boxes(self, painter: QPainter, start: int, end: int, colour: QColor) -> None:
        painter.setBrush(colour)
        for part in self._layout.parts(start, end):
            painter.drawRect(part.rect.adjusted(-1, -1, 1, 2))

    def _text(self, painter: QPainter, blocks: Sequence[int], scene: Scene) -> None:
        loud = self._palette.color(QPalette.ColorRole.Text)
        dim = QColor(theme.quiet(self._palette))
        dim.setAlphaF(0.75)
        for number in blocks:
            fold = self._layout.fold_of(number)
            if fold is not None:
                on_it = scene.cursor is not None and fold.start <= scene.cursor[0] < fold.end
                paint_fold(
                    painter,
                    self._layout.fold_area(fold),
                    fold,
                    self._palette,
                    _fold_font(self._layout.font),
                    chosen=on_it and scene.active,
                )
                continue
            block = self._layout.blocks[number]
            muted = any(start < block.end and block.start < end for start, end in scene.muted)
            painter.setPen(dim if muted else loud)
            self._layout.laid(number).draw(painter, QPointF(0.0, self._layout.top(number)))

    def _opened(self, painter: QPainter, blocks: Sequence[int], scene: Scene) -> None:
        """An arrow before the first line of each fold that is open; a click there closes it."""
        for fold in scene.opened:
            if fold.first in blocks:
                at = self._layout.opened_arrow(fold)
                paint_arrow(painter, at, theme.quiet(self._palette), down=True)

    def _rule(self, painter: QPainter, scene: Scene) -> None:
        """Over the muted part the cursor is in, what has muted it."""
        if scene.muted_by is None:
            return
        start, rule = scene.muted_by
        for part in self._layout.parts(start, start + 1)[:1]:
            painter.setFont(self._tag_font)
            painter.setPen(theme.quiet(self._palette))
            words = f"{_tr('muted')} · {rule_name(rule)}"
            x = part.rect.left()
            if self._layout.right_to_left(start):
                x = part.rect.right() - self._tag_metrics.horizontalAdvance(words)
            painter.drawText(QPointF(x, part.rect.top() - 3.0), words)

    def _line(self, painter: QPainter, mark: Mark, boxes: Sequence[LinePart]) -> None:
        if mark.look in (Look.OPEN, Look.RULED_OUT):
            self._frame(painter, mark, boxes)
            return
        pen = QPen(self._of(mark)[1], _LINE_WIDTH)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if not mark.confirmed:
            pen.setDashPattern([3.0, 2.2])
        painter.setPen(pen)
        drop = 2.0 + min(mark.lane, _LANES - 1) * _LANE_GAP
        for part in boxes:
            y = round(part.rect.bottom() + drop) + 0.5
            painter.drawLine(QPointF(part.rect.left(), y), QPointF(part.rect.right(), y))

    def _frame(self, painter: QPainter, mark: Mark, boxes: Sequence[LinePart]) -> None:
        """A box around what is to be decided; a dotted one where nothing is in gold."""
        pen = QPen(self._of(mark)[1], 1.5)
        if mark.look is Look.RULED_OUT:
            pen.setDashPattern([1.5, 2.5])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for part in boxes:
            painter.drawRoundedRect(part.rect.adjusted(-1.5, -0.5, 1.5, 2), _RADIUS, _RADIUS)

    def _outline(self, painter: QPainter, boxes: Sequence[LinePart]) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._palette.color(QPalette.ColorRole.Text), 1.6))
        for part in boxes:
            painter.drawRoundedRect(part.rect.adjusted(-2, 0, 2, 4), _RADIUS + 1, _RADIUS + 1)

    def _tags(
        self,
        painter: QPainter,
        shown: Sequence[Mark],
        parts: Sequence[Sequence[LinePart]],
        doubtful: Container[str | int],
    ) -> None:
        """Tags stand in the leading above where a span starts; a crowded one is shortened.

        Of several spans on the same words the first has the tag: the one a click focuses.
        """
        first: dict[tuple[int, int], _Tag] = {}
        for mark, boxes in zip(shown, parts, strict=True):
            if boxes:
                first.setdefault((mark.start, mark.end), _Tag.of(mark, boxes))
        tags = list(first.values())
        tags.sort(key=lambda tag: (tag.bottom, tag.x, -tag.mark.lane if tag.rtl else tag.mark.lane))
        painter.setFont(self._tag_font)
        for index, tag in enumerate(tags):
            beside = tags[index - 1 : index] if tag.rtl else tags[index + 1 : index + 2]
            doubt = "?" if tag.mark.id in doubtful else ""
            words = self._fitting(tag.mark.tag + doubt, tag.room(beside) - 3.0)
            width = self._tag_metrics.horizontalAdvance(words) if tag.rtl else 0.0
            painter.setPen(self._of(tag.mark)[1])
            painter.drawText(QPointF(tag.x - width, tag.top - 3.0), words)

    def _fitting(self, tag: str, room: float) -> str:
        """The tag, or as much of it as there is room for: the value goes first, then letters."""
        name = tag.rstrip("?").split(" ")[0]
        end = tag[len(tag.rstrip("?")) :]
        for words in (tag, name + end, name[:3] + end, name[:1] + end, name[:1]):
            if self._tag_metrics.horizontalAdvance(words) <= room:
                return words
        return ""

    def _of(self, mark: Mark) -> tuple[QColor, QColor]:
        """Fill and ink of a mark: its label's, but for what is under review."""
        if mark.look is Look.SETTLED:
            return self._settled
        if mark.look is Look.OPEN:
            return self._undecided
        if mark.look is Look.RULED_OUT:
            return self._settled[0], theme.quiet(self._palette)
        colours = self._colours.get(mark.label.name)
        if colours is None:
            label = mark.label
            colours = theme.fill(label, dark=self._dark), theme.ink(label, dark=self._dark)
            self._colours[label.name] = colours
        return colours


def _tr(text: str) -> str:
    return QCoreApplication.translate("DocumentPainter", text)


def _fold_font(reading: QFont) -> QFont:
    font = QFont()
    font.setPixelSize(max(10, round(reading.pixelSize() * 0.78)))
    return font


def _inside(mark: Mark, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(start <= mark.start and mark.end <= end for start, end in ranges)


def _strength(mark: Mark, scene: Scene) -> float:
    """How full a mark is filled: somebody's word whole, what the next key accepts in part."""
    if mark.confirmed:
        return 0.4 if _inside(mark, scene.muted) else 1.0
    if mark.id in scene.emphasis.near:
        return _NEAR
    return _FAR if mark.id in scene.emphasis.far else 0.0


def _tag_font(reading: QFont) -> QFont:
    font = QFont()
    font.setPixelSize(max(8, round(reading.pixelSize() * 0.53)))
    font.setBold(True)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.3)
    return font
