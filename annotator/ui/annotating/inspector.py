"""Everything about the focused span, and the list of all spans of the article."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHeaderView,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.direction import isolated
from annotator.domain.figures import Place
from annotator.domain.found_by import rule_words, source_words
from annotator.domain.labels import FIGURE
from annotator.domain.values import Annotation, Origin, Suggestion
from annotator.domain.wording import filled
from annotator.ui.annotating.mention_model import MentionModel, Mentions
from annotator.ui.document_view.marks import Mark
from annotator.ui.look import theme
from annotator.ui.look.lines import direction_of
from annotator.ui.shell.drafts import DraftField
from annotator.ui.shell.widgets.figure_form import FigureForm
from annotator.ui.shell.widgets.labels import heading, plain, tip
from annotator.ui.shell.widgets.tables import row_table

_NARROW = (1, 2)  # the columns beside the words
_GRID_PX = 1
_MOST_ABOVE = 0.6  # of the panel's height, for the focused span
_ORIGINS = {
    Origin.MANUAL: "tagged by hand",
    Origin.ACCEPTED: "accepted suggestion",
    Origin.CORRECTED: "corrected suggestion",
    Origin.IMPORTED: "imported",
    Origin.PROPAGATED: "labelled with the same words",
}


class InspectorPanel(QWidget):
    """Shows the focused span; says what was written about it and which span is wanted.

    A span is named by its article and its id: what is written may be taken when another article
    is in view already.
    """

    note_written = Signal(object, str)  # (article, annotation), note
    figure_written = Signal(object, object)  # (article, annotation or suggestion), Figure
    span_requested = Signal(object)  # Mentions
    left = Signal()  # the person goes back to reading

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self._shows_history = False  # once it has come
        self._about: tuple[int, str | int] | None = None
        self.confirm_key = ""
        # Which article a suggestion was carried from, by its title; set by who knows.
        self.copied_from: Callable[[Suggestion], str | None] = lambda span: None
        self._card = QFrame()
        self._card.setObjectName("inspector_card")
        self._card.setAutoFillBackground(True)
        self._card.setBackgroundRole(QPalette.ColorRole.Window)
        self._what = plain("inspector_label", narrow=True)
        bold = QFont(self._what.font())
        bold.setBold(True)
        self._what.setFont(bold)
        self._quote = plain("inspector_text", narrow=True)
        self.figure = FigureForm()
        self.figure.left.connect(self.left)
        self.figure.changed.connect(lambda figure: self.figure_written.emit(self._about, figure))
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(14)
        self._form.setVerticalSpacing(6)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._where = plain("inspector_origin", narrow=True)
        self.note = DraftField("inspector_note")
        self.note.setAccessibleName(self.tr("Note on the focused span"))
        self.note.written.connect(self.note_written)
        self.note.left.connect(self.left)
        self._form.addRow(self.tr("From"), self._where)
        self._form.addRow(self.tr("Note"), self.note)
        self.figure.line_up(self._form)
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(12, 10, 12, 12)
        inside.addWidget(self._what)
        inside.addWidget(self._quote)
        inside.addWidget(self.figure)
        inside.addLayout(self._form)
        self._history = plain("inspector_history", quiet=True, narrow=True)
        self._history.setAccessibleName(self.tr("History of the focused span"))
        inside.addWidget(self._history)
        inside.addStretch(1)
        self._hint = plain("inspector_hint", quiet=True, narrow=True)
        self._count = heading("inspector_count")
        self.table = _table()
        self.table.clicked.connect(lambda index: self._ask(index.row()))
        self.table.activated.connect(lambda index: self._ask(index.row()))
        self.table.verticalScrollBar().valueChanged.connect(self._grow_columns)
        self.table.verticalScrollBar().rangeChanged.connect(self._grow_columns)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 12, 8)
        column.setSpacing(8)
        column.addWidget(heading("inspector_heading", self.tr("Focused span")))
        self._above = self._room_above()
        column.addWidget(self._above)
        column.addWidget(self._count)
        column.addWidget(self.table, 1)
        self.show_history("")
        self.show_span(None)

    def _room_above(self) -> QScrollArea:
        """Room for the focused span that is always as high: the list below it never jumps."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        column.addWidget(self._hint)
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("inspector_span")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        return area

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        parts = (self.figure.sizeHint(), self._form.sizeHint(), self._what.sizeHint())
        wanted = sum(size.height() for size in parts) + 4 * self._quote.fontMetrics().height()
        self._above.setFixedHeight(min(wanted, round(self.height() * _MOST_ABOVE)))

    def show_history(self, lines: str) -> None:
        """Show what was done to the focused span, a line each; nothing where that is not wanted."""
        self._history.setText(lines)
        self._history.setVisible(bool(lines))
        if lines and self._shows_history:
            self._shows_history = False
            # Once it is known how high it is.
            show = self._above.ensureWidgetVisible
            QTimer.singleShot(0, self, lambda: show(self._history, 0, 0))

    def begin_history(self) -> None:
        """Bring the history into view once it is there: somebody has asked for it."""
        self._shows_history = True

    def set_model(self, model: MentionModel) -> None:
        """List the spans of this model."""
        self.table.setModel(model)
        header = self.table.horizontalHeader()
        header.setResizeContentsPrecision(0)  # measure the rows in view, not all of them
        # Qt's own way of fitting columns measures them whenever a cell has changed.
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        model.modelReset.connect(self._fit_columns)
        model.dataChanged.connect(self._fit_cell)
        model.rowsInserted.connect(lambda parent, row: self._fit_row(row))
        self._fit_columns()

    def _grow_columns(self) -> None:
        """Let the rows that have come into view have the room they need."""
        for column in _NARROW:
            width = self.table.sizeHintForColumn(column) + _GRID_PX
            if width > self.table.columnWidth(column):
                self.table.setColumnWidth(column, width)

    def _fit_columns(self) -> None:
        """Make the narrow columns as wide as what is in view."""
        for column in _NARROW:
            self.table.resizeColumnToContents(column)

    def _fit_row(self, row: int) -> None:
        for column in _NARROW:
            self._fit_cell(self.table.model().index(row, column))

    def _fit_cell(self, index: QModelIndex) -> None:
        """Let a cell have the room it needs."""
        width = self.table.sizeHintForIndex(index).width() + _GRID_PX
        if index.column() in _NARROW and width > self.table.columnWidth(index.column()):
            self.table.setColumnWidth(index.column(), width)

    def show_count(self, confirmed: int, total: int) -> None:
        """Say how many of the article's spans are somebody's word."""
        words = self.tr("Spans in this article · %1 of %2 confirmed")
        self._count.setText(filled(words, confirmed, total).upper())

    def show_hint(self, words: str) -> None:
        """Say what to do where no span is focused."""
        self._hint.setText(words)

    def show_span(
        self, mark: Mark | None, words: str = "", *, beside: Sequence[tuple[Place, str]] = ()
    ) -> None:
        """Show a span with its ``words``, or that none is focused.

        ``beside`` are the figures that a figure may be part of.
        """
        span = mark.span if mark else None
        about = (span.article_id, span.id) if isinstance(span, Annotation | Suggestion) else None
        if about != self._about:
            self.settle()
        self._about = about
        self._card.setVisible(mark is not None)
        self._hint.setVisible(mark is None)
        if mark is None:
            return
        look = self._what.palette()
        look.setColor(
            QPalette.ColorRole.WindowText,
            theme.ink(mark.label, dark=theme.is_dark(self.palette())),
        )
        self._what.setPalette(look)
        self._what.setText(mark.label.name)
        self._quote.setLayoutDirection(direction_of(words))
        self._quote.setText(f"“{words}”")
        self._where.setText(self._origin(mark.span))
        self._where.setToolTip(tip(self._kept(mark.span)))
        annotated = isinstance(span, Annotation)
        self.figure.setVisible(mark.span.label == FIGURE)
        self.figure.show_figure(
            mark.span.figure,
            beside=beside,
            waits=not annotated,
            key=self.confirm_key,
            about=mark.id,
        )
        self.note.setEnabled(annotated)
        self.note.setPlaceholderText(
            self.tr("add a note…") if annotated else self.tr("accept it first")
        )
        note = mark.span.note if isinstance(mark.span, Annotation) else None
        self.note.show_text(about if annotated else None, note or "")

    def settle(self) -> None:
        """Take over what is being typed."""
        self.figure.settle()
        self.note.settle()

    def _origin(self, span: Annotation | Suggestion) -> str:
        if isinstance(span, Annotation):
            return _ORIGINS[span.origin]
        title = self.copied_from(span)
        words = filled(self.tr("suggested by %s"), source_words(span.source, span.version))
        if title:
            words = filled(self.tr("carried from “%s”"), isolated(title))
        return ", ".join(filter(None, (words, rule_words(span.rule))))

    def _kept(self, span: Annotation | Suggestion) -> str:
        """What a suggestion says of itself in the project and in exports."""
        if isinstance(span, Annotation):
            return ""
        return " · ".join(filter(None, (span.source, span.version, span.rule)))

    def _ask(self, row: int) -> None:
        model = self.table.model()
        if isinstance(model, MentionModel):
            mentions: Mentions = model.mentions_at(row)
            self.span_requested.emit(mentions)


def _table() -> QTableView:
    table = row_table("span_list", "Spans of the article")
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.horizontalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(25)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setWordWrap(False)
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    return table
