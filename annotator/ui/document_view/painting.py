"""Draws what the layout has placed: text, marks, tags, selection, cursor. Decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette, QPen

from annotator.domain.values import Label
from annotator.ui.document_view.fold_painting import paint_arrow, paint_fold, rule_name
from annotator.ui.document_view.folds import Fold
from annotator.ui.document_view.laid_block import LinePart
from annotator.ui.document_view.layout import DocumentLayout
from annotator.ui.document_view.leading import LANES, LINE_WIDTH, lane_y, tag_font, tag_y
from annotator.ui.document_view.marks import Emphasis, Look, Mark
from annotator.ui.document_view.tags import Anchor, tags_of
from annotator.ui.look import theme

_RADIUS = 3.0
_NOTE_PX = 5.0
_EDGE_PX = 0.6
_BESIDE_PX = 24.0  # how far beside the column a tag may stand: nearly to the edge of the view
_NEAR, _FAR = 0.55, 0.25  # how full what one more key accepts is filled


@dataclass(frozen=True, slots=True)
class Scene:
    """All the painter needs to know of one moment. Ranges are code points, half open."""

    marks: Sequence[Mark] = ()
    muted: Sequence[tuple[int, int]] = ()
    focused: str | int | None = None
    selection: tuple[int, int] | None = None
    cursor: tuple[int, int] | None = None
    hits: Sequence[tuple[int, int]] = ()
    active: bool = True
    opened: Sequence[Fold] = ()
    muted_by: tuple[int, str] | None = None  # where a muted part begins, and its rule
    emphasis: Emphasis = field(default_factory=Emphasis)


class DocumentPainter:
    """Paints one document with one palette."""

    def __init__(self, layout: DocumentLayout, palette: QPalette) -> None:
        self._layout = layout
        self._palette = palette
        self._dark = theme.is_dark(palette)
        self._tag_font = tag_font(layout.font)
        self._tag_width = cache(QFontMetricsF(self._tag_font).horizontalAdvance)
        self._colours: dict[tuple[Look, str], tuple[QColor, QColor]] = {}
        self._pens: dict[tuple[Look, str, bool], QPen] = {}
        self._settled = theme.settled(dark=self._dark)
        self._undecided = theme.undecided(dark=self._dark)

    def paint(self, painter: QPainter, blocks: Sequence[int], scene: Scene) -> None:
        """Paint some blocks; the painter's origin is the top left corner of the document."""
        if not blocks:
            return
        first, last = self._layout.range_of(blocks)
        shown = [mark for mark in scene.marks if mark.start < last and first < mark.end]
        parts = [self._layout.parts(mark.start, mark.end) for mark in shown]
        reach = 0
        for mark, boxes in zip(shown, parts, strict=True):
            self._fill(painter, mark, boxes, _strength(mark, scene), inner=mark.end <= reach)
            reach = max(reach, mark.end)
        self._ranges(painter, scene, first, last)
        self._text(painter, blocks, scene)
        for mark, boxes in zip(shown, parts, strict=True):
            self._line(painter, mark, boxes)
            self._note(painter, mark, boxes)
        self._opened(painter, blocks, scene)
        self._tags(painter, shown, parts, scene)
        for mark, boxes in zip(shown, parts, strict=True):
            if mark.id == scene.focused:
                self._outline(painter, mark, boxes)

    def _fill(
        self,
        painter: QPainter,
        mark: Mark,
        boxes: Sequence[LinePart],
        strength: float,
        *,
        inner: bool,
    ) -> None:
        """A ground in the colour of the label; one that lies on that of another has an edge."""
        if not strength or mark.look is Look.RULED_OUT:
            return
        colour = QColor(self._of(mark)[0])
        colour.setAlphaF(strength)
        painter.setPen(QPen(self._of(mark)[1], _EDGE_PX) if inner else Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for part in boxes:
            painter.drawRoundedRect(part.rect.adjusted(-1, 0, 1, 1), _RADIUS, _RADIUS)

    def _ranges(self, painter: QPainter, scene: Scene, first: int, last: int) -> None:
        chosen = QColor(self._palette.color(QPalette.ColorRole.Highlight))
        edge = QColor(chosen)
        chosen.setAlphaF(0.2)
        painter.setPen(QPen(edge, 1.0))  # with an edge, so that hits are seen beside filled spans
        for start, end in scene.hits:
            if start < last and first < end:
                self._boxes(painter, start, end, chosen)
        painter.setPen(Qt.PenStyle.NoPen)
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

    def _rule(self, scene: Scene) -> list[Anchor]:
        """Over the muted part the cursor is in, what has muted it: a tag before those of spans."""
        if scene.muted_by is None:
            return []
        start, rule = scene.muted_by
        words, rtl = f"{_tr('muted')} · {rule_name(rule)}", self._layout.right_to_left(start)
        return [
            Anchor(
                None, words, part.rect.right() if rtl else part.rect.left(), rtl, part.rect.top()
            )
            for part in self._layout.parts(start, start + 1)[:1]
        ]

    def _line(self, painter: QPainter, mark: Mark, boxes: Sequence[LinePart]) -> None:
        if mark.look in (Look.OPEN, Look.RULED_OUT):
            self._frame(painter, mark, boxes)
            return
        painter.setPen(self._pen(mark))
        for part in boxes:
            y = lane_y(part.rect.bottom(), mark.lane)
            painter.drawLine(QPointF(part.rect.left(), y), QPointF(part.rect.right(), y))

    def _pen(self, mark: Mark) -> QPen:
        key = (mark.look, mark.label.name, mark.confirmed)
        pen = self._pens.get(key)
        if pen is None:
            pen = self._pens[key] = QPen(self._of(mark)[1], LINE_WIDTH)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if not mark.confirmed:
                pen.setDashPattern([3.0, 2.2])
        return pen

    def _frame(self, painter: QPainter, mark: Mark, boxes: Sequence[LinePart]) -> None:
        """A box around what is to be decided; a dotted one where nothing is in gold."""
        pen = QPen(self._of(mark)[1], 1.5)
        if mark.look is Look.RULED_OUT:
            pen.setDashPattern([1.5, 2.5])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for part in boxes:
            painter.drawRoundedRect(part.rect.adjusted(-1.5, 1, 1.5, 2), _RADIUS, _RADIUS)

    def _outline(self, painter: QPainter, mark: Mark, boxes: Sequence[LinePart]) -> None:
        """A frame around the letters of the focused span and the line below them."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._palette.color(QPalette.ColorRole.Text), LINE_WIDTH))
        for part in boxes:
            frame = part.rect.adjusted(-2, 1, 2, 0)
            line, deepest = (lane_y(part.rect.bottom(), lane) for lane in (mark.lane, LANES))
            frame.setBottom(min(line + LINE_WIDTH, deepest))
            painter.drawRoundedRect(frame, _RADIUS + 1, _RADIUS + 1)

    def _tags(
        self,
        painter: QPainter,
        shown: Sequence[Mark],
        parts: Sequence[Sequence[LinePart]],
        scene: Scene,
    ) -> None:
        """Tags stand in the leading above where a span starts; a crowded one is shortened.

        A second question mark says that accepting what stands around it stops here.
        """
        doubtful = scene.emphasis.doubtful
        anchors = self._rule(scene) + [
            Anchor.of(mark, f"{mark.tag}?" if mark.id in doubtful else mark.tag, boxes)
            for mark, boxes in zip(shown, parts, strict=True)
            if boxes
        ]
        painter.setFont(self._tag_font)
        bounds = (-_BESIDE_PX, self._layout.width + _BESIDE_PX)
        for tag in tags_of(anchors, self._tag_width, bounds):
            painter.setPen(self._of(tag.mark)[1] if tag.mark else theme.quiet(self._palette))
            painter.drawText(QPointF(tag.left, tag_y(tag.top)), tag.words)

    def _note(self, painter: QPainter, mark: Mark, boxes: Sequence[LinePart]) -> None:
        """A corner turned down where a span ends that has a note."""
        if mark.span.note is None:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._of(mark)[1])
        for part in boxes:
            if part.ends is not None:
                inwards = _NOTE_PX if part.ends < part.rect.center().x() else -_NOTE_PX
                corner = QPointF(part.ends - inwards / _NOTE_PX, part.rect.top())
                sides = [corner + QPointF(inwards, 0), corner + QPointF(0, _NOTE_PX)]
                painter.drawPolygon([corner, *sides])

    def _of(self, mark: Mark) -> tuple[QColor, QColor]:
        """Fill and ink of a mark: its label's, but for what is under review."""
        key = (mark.look, mark.label.name)
        colours = self._colours.get(key)
        if colours is None:
            colours = self._colours[key] = self._colours_of(mark.look, mark.label)
        return colours

    def _colours_of(self, look: Look, label: Label) -> tuple[QColor, QColor]:
        if look is Look.SETTLED:
            return self._settled
        if look is Look.OPEN:
            return self._undecided
        if look is Look.RULED_OUT:
            return self._settled[0], theme.quiet(self._palette)
        return theme.fill(label, dark=self._dark), theme.ink(label, dark=self._dark)


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
