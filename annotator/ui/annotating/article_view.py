"""The article as its annotator sees it, and what is known of its spans."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu

from annotator.domain.direction import isolated
from annotator.domain.labels import FIGURE
from annotator.domain.state import ArticleState
from annotator.domain.wording import length_of
from annotator.ui.annotating.find_bar import FindBar
from annotator.ui.annotating.inspector import InspectorPanel
from annotator.ui.annotating.label_bar import LabelBar
from annotator.ui.annotating.mention_model import MentionModel, Mentions
from annotator.ui.document_view.figures_beside import figures_beside
from annotator.ui.document_view.marks import Mark, marks_of
from annotator.ui.shell.action_rows import ANNOTATE, LABEL_PREFIX, SAME_WORDS, Mode
from annotator.ui.shell.context import Frame


class ArticleView(QObject):
    """Shows articles, their labels and the focused span, while the window is for annotating."""

    side_shown = Signal(object)  # the focused Annotation or Suggestion, or None

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.window)
        self.frame = frame
        self.find_bar = FindBar(frame.surface)
        frame.above.insertWidget(1, self.find_bar)
        self.label_bar = LabelBar()
        self.label_bar.add_actions([frame.table["accept_all"], frame.table["done"]])
        frame.bar.add(self.label_bar, ANNOTATE)
        self.inspector = InspectorPanel()
        frame.right.add(self.inspector, ANNOTATE)
        self.mentions: MentionModel | None = None
        self._article: int | None = None  # that is shown
        self._left: dict[int, tuple[tuple[int, int], str | int | None]] = {}
        self._lost: Mark | None = None  # that had the focus, and may come again
        self._shown: ArticleState | None = None  # what the inspector has not taken over yet
        # The text comes first: what stands beside it follows once that is painted, all at once.
        self._side_timer = QTimer(self)
        self._side_timer.setSingleShot(True)
        self._side_timer.setInterval(0)
        self._side_timer.timeout.connect(self.show_side)
        frame.surface.focus_changed.connect(lambda mark: self._side_timer.start())
        self.inspector.left.connect(frame.surface.setFocus)
        self.inspector.span_requested.connect(self._go_round)
        self.inspector.table.customContextMenuRequested.connect(self._show_row_menu)
        self.find_bar.left.connect(frame.surface.setFocus)

    def show_labels(self) -> None:
        """Take over the labels of the project."""
        labels, table = self.frame.labels, self.frame.table
        self.label_bar.show_labels(
            [(label, table[f"{LABEL_PREFIX}{name}"]) for name, label in labels.items()]
        )
        self.mentions = MentionModel(labels, self)
        self.inspector.set_model(self.mentions)

    @property
    def is_shown(self) -> bool:
        """Whether the window is for annotating."""
        return self.frame.table.mode is Mode.ANNOTATE

    def show_article(self, state: ArticleState, *, version: str = "") -> None:
        """Show an article from its top, unless the person reviews.

        ``version`` says which version of its story it is, where there are several.
        """
        if not self.is_shown:
            return
        self.leave()
        self._article, self._lost = state.article_id, None
        marks = marks_of(state, self.frame.labels)
        self.frame.surface.show_article(state, marks, _header(state, version))
        self._show_later(state)
        if self.find_bar.isVisible():
            self.find_bar.end()

    def leave(self) -> None:
        """Remember where the person stands in the article that is shown: something else will be."""
        if self._article is not None:
            surface = self.frame.surface
            focused = surface.focused.id if surface.focused else None
            self._left[self._article], self._article = (surface.place, focused), None

    def go_back(self) -> None:
        """Stand where the article that is shown was left."""
        place, focused = self._left.get(self._article or 0, ((0, 0), None))
        self.frame.surface.go_back_to(*place)
        if self.frame.surface.marks.of(focused) is not None:
            self.frame.surface.focus_mark(focused, reveal=False)

    def close(self) -> None:
        """Another project has other articles."""
        self._article = None
        self._left.clear()

    def show_nothing(self) -> None:
        """Show that no article is in view."""
        self._shown = None
        self.inspector.show_count(0, 0)
        if self.mentions is not None:
            self.mentions.clear()
        if self.find_bar.isVisible():
            self.find_bar.end()

    def update_article(self, state: ArticleState) -> None:
        """Show what has changed in the article in view, unless the person reviews."""
        surface = self.frame.surface
        if self.is_shown:
            focused = surface.focused or self._lost
            surface.update_article(state, marks_of(state, self.frame.labels))
            self._lost = None
            if focused is not None and surface.focused is None:
                self._follow(focused)
            self._show_later(state)

    def _follow(self, gone: Mark) -> None:
        """Keep the focus on the words of a span that has gone: suggestions are made anew under
        other numbers, at once or a moment later.
        """
        surface = self.frame.surface
        cursor = surface.cursor_at
        if cursor.selection or cursor.token is None or cursor.token.start != gone.start:
            return  # the person is elsewhere by now
        same = [
            mark
            for mark in surface.marks.on(gone.start, gone.end)
            if (mark.start, mark.end) == (gone.start, gone.end)
        ]
        same.sort(key=lambda mark: mark.label != gone.label)
        if same:
            surface.focus_mark(same[0].id, reveal=False)
        else:
            self._lost = gone

    def show_side(self) -> None:
        """Bring the inspector up to the focus and the article as they are now."""
        self._side_timer.stop()
        if not self.is_shown:
            return
        view = self.frame.surface
        mark = view.focused
        beside = figures_beside(view, mark) if mark and mark.label.name == FIGURE else ()
        words = view.text[mark.start : mark.end] if mark else ""
        hint = self.tr(
            "{next_suggestion} goes to the next suggestion; click a span to see it here."
        )
        self.inspector.show_hint(self.frame.table.spelt(hint))
        self.inspector.show_span(mark, words, beside=beside)
        self.side_shown.emit(mark.span if mark else None)
        state, self._shown = self._shown, None
        if state is not None:
            confirmed = len(state.annotations)
            self.inspector.show_count(confirmed, confirmed + len(state.waiting))
            if self.mentions is not None:
                self.mentions.show(state)

    def begin_note(self) -> None:
        """Let the person write a note on the focused annotation."""
        self.frame.right.show_panel(self.inspector)
        self.show_side()
        self.inspector.note.begin()

    def begin_value(self) -> None:
        """Let the person write the value of the focused figure."""
        self.frame.right.show_panel(self.inspector)
        self.show_side()
        self.inspector.figure.begin()

    def _show_later(self, state: ArticleState) -> None:
        self._shown = state
        self._side_timer.start()

    def _go_round(self, mentions: Mentions) -> None:
        """Focus the next of the spans behind a row of the list."""
        view, spans = self.frame.surface, mentions.spans
        here = view.focused.start if view.focused else -1
        behind = [span for span in spans if span.start > here]
        view.focus_mark((behind or list(spans))[0].id)
        view.setFocus()

    def _show_row_menu(self, at: QPoint) -> None:
        """What can be done with all spans of a row."""
        rows, table = self.inspector.table, self.frame.table
        index = rows.indexAt(at)
        if self.mentions is None or not index.isValid():
            return
        self._go_round(self.mentions.mentions_at(index.row()))
        menu = QMenu(self.frame.window)
        menu.setObjectName("span_list_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([table[row.id] for row in table.rows.values() if row.submenu == SAME_WORDS])
        # Behind the timers of the new focus: the actions then say how many spans they concern.
        QTimer.singleShot(0, menu, lambda: menu.popup(rows.viewport().mapToGlobal(at)))


def _header(state: ArticleState, version: str) -> str:
    article = state.document.article
    hidden = "suggestions are hidden here on purpose" if state.is_control else ""
    parts = (
        hidden,
        isolated(article.source or ""),
        article.published,
        length_of(state.text),
        version,
    )
    return "  ·  ".join(part for part in parts if part)
