"""Writing gold where no version is right: the spans of a draft, moved and labelled by keys.

Holds the draft and shows it; nothing is in the project before it is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from annotator.domain.boundaries import move_edge
from annotator.domain.conflicts import Conflict, Option
from annotator.domain.figures import Figure, VaguePolicy
from annotator.domain.review_case import Case
from annotator.domain.span_content import SpanContent
from annotator.domain.values import Annotation, Label
from annotator.operations.figures import read_figure
from annotator.ui.document_view import DocumentView
from annotator.ui.document_view.edges import EdgeMove, edge_on
from annotator.ui.document_view.surface import focus_in_place
from annotator.ui.look import theme
from annotator.ui.review.marks import as_annotation, marks_of_draft, state_of
from annotator.ui.review.review_texts import option_runs, quote_runs
from annotator.ui.shell.widgets.choice_row import Run


def _tr(text: str) -> str:
    return QCoreApplication.translate("GoldEditor", text)


class GoldEditor:
    """The spans that are to stand in the place of all versions of one conflict."""

    def __init__(
        self,
        case: Case,
        item: Conflict,
        view: DocumentView,
        labels: Mapping[str, Label],
        policy: VaguePolicy,
        say: Callable[[str], None],
    ) -> None:
        """``say`` is called after every change, with a sentence or an empty one."""
        self.item = item
        self._case = case
        self._view = view
        self._labels = labels
        self._policy = policy
        self._say = say
        self._count = 0
        contents = next((option.spans for option in item.options if option.spans), ())
        self._spans = [self._named(span) for span in contents]
        self._begun_with = self.contents
        self.show()

    @property
    def contents(self) -> Sequence[SpanContent]:
        """What is written, in text order."""
        ordered = sorted(self._spans, key=lambda item: (item.start, -item.end, item.label))
        return [item.span for item in ordered]

    @property
    def changed(self) -> bool:
        """Whether anything has been written."""
        return self.contents != self._begun_with

    def show(self) -> None:
        """Show it again."""
        self._show(self._spans[0].id if self._spans else None)

    def told(self, *, dark: bool) -> tuple[Sequence[Run], Sequence[Run]]:
        """The passage, and what is written, in words."""
        text = self._case.document.text
        inks = {name: theme.ink(label, dark=dark) for name, label in self._labels.items()}
        option = Option(tuple(self.contents))
        return quote_runs(text, self.item.start, self.item.end), option_runs(option, text, inks)

    def step(self, step: int) -> None:
        """Focus the next or previous span of the draft."""
        ids = [span.id for span in sorted(self._spans, key=lambda span: span.start)]
        if ids:
            focused = self._focused
            at = ids.index(focused.id) + step if focused else 0
            self._view.focus_mark(ids[at % len(ids)])

    def move_edge(self, move: EdgeMove) -> None:
        """Move the edge on a side of the focused span."""
        span, text = self._focused, self._case.document.text
        if span is None:
            self._say(_tr("No span is focused; press {draft_next} for the next."))
            return
        layout = self._view.document_layout()
        edge = edge_on(layout, span.start, span.end, move.side, outward=move.outward)
        start, end = move_edge(
            text, span.start, span.end, edge, outward=move.outward, by_character=move.by_character
        )
        self._replace(span, start, end, span.label)

    def label(self, name: str) -> None:
        """Label the selection as a new span, else the focused span anew, else the word."""
        cursor, span = self._view.cursor_at, self._focused
        if cursor.selection is None and span is not None:
            self._replace(span, span.start, span.end, name)
            return
        token = (cursor.token.start, cursor.token.end) if cursor.token else None
        place = cursor.selection or token
        if place is not None:
            made = self._named(SpanContent(*place, name, self._figure(*place, name)))
            self._spans.append(made)
            self._show(made.id)

    def remove(self) -> None:
        """Take the focused span out of the draft."""
        span = self._focused
        if span is None:
            self._say(_tr("No span is focused; press {draft_next} for the next."))
            return
        self._spans.remove(span)
        self.show()

    def set_figure(self, figure: Figure) -> None:
        """Give the focused span another value."""
        span = self._focused
        if span is not None:
            changed = span.with_span(figure=replace(figure, confirmed=True))
            self._spans[self._spans.index(span)] = changed
            self._show(span.id)

    @property
    def _focused(self) -> Annotation | None:
        mark = self._view.focused
        return next((span for span in self._spans if mark and span.id == mark.id), None)

    def _replace(self, span: Annotation, start: int, end: int, label: str) -> None:
        figure = self._figure(start, end, label)
        same_words = (start, end, label) == (span.start, span.end, span.label)
        if same_words:
            figure = span.figure
        changed = span.with_span(start=start, end=end, label=label, figure=figure)
        changed = replace(changed, text=self._case.document.text[start:end])
        self._spans[self._spans.index(span)] = changed
        self._show(span.id)

    def _figure(self, start: int, end: int, label: str) -> Figure | None:
        return read_figure(self._case.document.text, start, end, label, policy=self._policy)

    def _named(self, span: SpanContent) -> Annotation:
        self._count += 1
        return as_annotation(self._case, span, f"draft {self._count}")

    def _show(self, focus: str | None) -> None:
        marks = marks_of_draft(self._case, self._spans, self._labels)
        self._view.update_article(state_of(self._case), marks)
        focus_in_place(self._view, focus)
        self._say("")
