"""What the keys for spans do: the surface says where, an operation does it, the focus moves on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from operator import attrgetter

from PySide6.QtCore import QCoreApplication

from annotator.domain.boundaries import move_edge
from annotator.domain.errors import InputError
from annotator.domain.figures import Figure
from annotator.domain.figures.typed import value_text
from annotator.domain.labels import FIGURE
from annotator.domain.pace import whole
from annotator.domain.state import ArticleState
from annotator.domain.values import Annotation, Suggestion
from annotator.domain.wording import counted, filled
from annotator.operations import annotate
from annotator.operations.span_rows import partial_mentions
from annotator.ui.annotating.accepted_words import accepted_words, none_left
from annotator.ui.annotating.displaced import displaced
from annotator.ui.annotating.seen_text import SeenText
from annotator.ui.annotating.twice import Twice
from annotator.ui.document_view import DocumentView
from annotator.ui.document_view.edges import EdgeMove, edge_on
from annotator.ui.document_view.marks import Mark, next_around
from annotator.ui.document_view.surface import focus_in_place, sees
from annotator.ui.shell.article_session import ArticleSession
from annotator.ui.shell.walking import neighbour


def _tr(text: str) -> str:
    return QCoreApplication.translate("SpanActions", text)


class SpanActions:
    """Acts on the focused span, the selection or the token under the cursor."""

    def __init__(
        self, session: ArticleSession, view: DocumentView, seen: SeenText, twice: Twice
    ) -> None:
        self._session = session
        self._view = view
        self._seen = seen
        self.is_coming: Callable[[ArticleState], bool] = lambda state: False  # set by who asks
        self.why_none: Callable[[], str] = none_left  # no suggestion waits; set by who knows more
        self.value_wanted: Callable[[], object] = lambda: None  # set by who has the field
        self._twice = twice  # suggestions that were not accepted with the others
        self._labelled: tuple[Annotation, object] | None = None  # and the focus it went on to

    def step(self, direction: int) -> None:
        """Focus the next (1) or previous (-1) suggestion that waits, beginning again at the end."""
        state = self._session.state
        waiting = state.waiting if state else ()
        if not waiting:
            self._session.said.emit(self.why_none())
            return
        self._view.focus_mark(neighbour(waiting, self._place(direction), direction).id)

    def step_outwards(self) -> None:
        """Focus the span around the focused one, and from the outermost the innermost."""
        mark = self._view.focused
        if mark is None:
            self._session.say(_tr("No span is focused; click one or press {next_suggestion}."))
            return
        around = self._view.marks.on(mark.start, mark.start + 1)
        self._view.focus_mark(next_around(around, mark).id)

    def accept(self) -> None:
        """Accept the focused suggestion and go to the next."""
        span = self._focused_span()
        if isinstance(span, Suggestion):
            article, before = span.article_id, self._session.state
            made = self._session.attempt(
                lambda: annotate.accept(self._session.workspace, article=article, suggestion=span)
            )
            if made is not None:
                self._go_on(span.start)
                self._say_displaced(before, made, span)
        elif span is None:
            self.step(1)
        else:
            self._go_on(span.start)

    def accept_all(self) -> None:
        """Accept every suggestion that waits in the article, has been on the screen and is not
        doubtful.

        How many are left is said; a second time accepts them too, and says which are doubtful.
        """
        state = self._session.state
        if state is None:
            return
        waits = whole(state, self._seen.covers)
        hasty = not waits.sure and self._twice.is_hasty(waits.left)
        among = None if not waits.sure and self._twice.is_meant(waits.left) else waits.sure
        workspace, number = self._session.workspace, state.article_id
        count = self._session.attempt(
            lambda: annotate.accept_some(workspace, article=number, among=among)
        )
        after = self._session.state
        if count is None or after is None:
            return
        left = whole(after, self._seen.covers)
        self._twice.tell(left.left)
        words = _tr("Suggestions for this article are still being computed; wait a moment.")
        if count or not self.is_coming(after):
            words = accepted_words(count, waits.doubtful, left, after) or self.why_none()
        self._session.say(f"{_tr('Too quick to have been read.')} {words}" if hasty else words)

    def remove(self) -> None:
        """Reject the focused suggestion or delete the focused annotation, and go to the next."""
        span, workspace = self._focused_span(), self._session.workspace
        if span is None:
            self._session.say(_tr("No span is focused; click one or press {next_suggestion}."))
            return
        at = span.start

        def act() -> bool:
            if isinstance(span, Suggestion):
                annotate.reject(workspace, article=span.article_id, suggestion=span)
            else:
                annotate.delete(workspace, article=span.article_id, annotation=span)
            return True

        if not self._session.attempt(act):
            return
        if isinstance(span, Suggestion):
            self._go_on(at)
        else:
            self._go_near(at)

    def label(self, name: str) -> None:
        """Label the selection, else the focused span anew, else the token at the cursor.

        From a suggestion it goes on to the next, as accepting does.
        """
        article, workspace = self._session.article, self._session.workspace
        cursor = self._view.cursor_at
        span = None if cursor.selection else self._focused_span()
        chosen = cursor.selection or (
            (cursor.token.start, cursor.token.end) if cursor.token and not span else None
        )
        if article is None or (span is None and chosen is None):
            return

        def act() -> Annotation:
            if isinstance(span, Suggestion):
                return annotate.correct(
                    workspace,
                    article=article,
                    suggestion=span,
                    start=span.start,
                    end=span.end,
                    label=name,
                )
            if isinstance(span, Annotation):
                return annotate.relabel(workspace, article=article, annotation=span, label=name)
            assert chosen is not None
            start, end = chosen
            return annotate.add(workspace, article=article, start=start, end=end, label=name)

        before = self._session.state
        made = self._session.attempt(act)
        if made is None:
            return
        if isinstance(span, Suggestion):
            self._go_on(span.start)
            self._labelled = made, self._focus_id()
        else:
            focus_in_place(self._view, made.id)
        self._say_displaced(before, made, span)

    def move_edge(self, move: EdgeMove) -> None:
        """Move the edge on a side of the focused span by a token or by a character."""
        mark, text = self._view.focused, self._view.text
        if mark is None:
            self._session.say(_tr("No span is focused; click one or press {next_suggestion}."))
            return
        layout = self._view.document_layout()
        edge = edge_on(layout, mark.start, mark.end, move.side, outward=move.outward)
        place = move_edge(
            text, mark.start, mark.end, edge, outward=move.outward, by_character=move.by_character
        )
        if place != (mark.start, mark.end):
            self.resize_to(mark, *place)

    def resize_to(self, mark: Mark, start: int, end: int) -> None:
        """Give a span other edges; a suggestion becomes a corrected annotation."""
        span, workspace = mark.span, self._session.workspace

        def act() -> Annotation:
            if isinstance(span, Suggestion):
                return annotate.correct(
                    workspace,
                    article=span.article_id,
                    suggestion=span,
                    start=start,
                    end=end,
                    label=span.label,
                )
            return annotate.resize(
                workspace, article=span.article_id, annotation=span, start=start, end=end
            )

        before = self._session.state
        changed = self._session.attempt(act)
        if changed is not None:
            focus_in_place(self._view, changed.id)
            self._say_displaced(before, changed, span)

    def propagate_next(self) -> None:
        """Give the next mention of the words in hand their label, and go there."""
        span = self._in_hand()
        if span is None:
            self._session.say(_tr("No span is focused; click one or press {next_suggestion}."))
            return
        workspace = self._session.workspace
        made = self._session.attempt(
            lambda: annotate.propagate_next(workspace, article=span.article_id, span=span)
        )
        if made is not None:
            self._view.focus_mark(made.id)
        elif not self._session.unsaved:
            self._session.said.emit(_tr("No other whole mention of these words is left to label."))

    def propagate_all(self) -> None:
        """Give every mention in the article of the words in hand their label."""
        span = self._in_hand()
        if span is None:
            self._session.say(_tr("No span is focused; click one or press {next_suggestion}."))
            return
        workspace = self._session.workspace
        count = self._session.attempt(
            lambda: annotate.propagate_all(workspace, article=span.article_id, span=span)
        )
        if count is not None:
            self._refocus(span)
            state = self._session.state
            parts = partial_mentions(state, span) if state is not None else 0
            words = filled(_tr("%s labelled"), counted(count, "further mention"))
            if parts:
                one, many = _tr("1 is part of a longer name"), _tr("%n are parts of longer names")
                words = f"{words}; {one if parts == 1 else filled(many, parts)}"
            self._session.said.emit(words)

    def confirm_figure(self) -> None:
        """Agree with the value of the focused FIGURE and go to the next suggestion."""
        span, workspace = self._focused_span(), self._session.workspace
        if span is None or span.label != FIGURE:
            self._session.said.emit(_tr("Focus a figure; its value can then be confirmed."))
            return
        if span.figure is not None and not span.figure.parsed:
            self._session.said.emit(_tr("No value was read here; type it, then press Enter."))
            self.value_wanted()
            return
        made = self._session.attempt(
            lambda: annotate.confirm_figure(workspace, article=span.article_id, span=span)
        )
        if made is not None:
            self._go_on(made.start)

    def set_figure(self, about: tuple[int, str | int], figure: Figure) -> None:
        """Give a FIGURE, named by its article and its id, another value; a suggestion is accepted
        with it.
        """
        workspace = self._session.workspace
        is_focused = self._view.focused is not None and self._view.focused.id == about[1]
        made = self._session.attempt(
            lambda: annotate.confirm_figure(
                workspace, article=about[0], span=self._named(about), figure=figure
            ),
            _tr("The value of a figure"),
            text=value_text(figure),
        )
        if made is not None and made.id != about[1] and is_focused:
            focus_in_place(self._view, made.id)

    def can_edit_value(self) -> bool:
        """Whether a FIGURE is focused; a sentence where not."""
        span = self._focused_span()
        if span is None or span.label != FIGURE:
            self._session.said.emit(_tr("Focus a figure; its value can then be edited."))
            return False
        return True

    def set_note(self, about: tuple[int, str], note: str) -> None:
        """Write a note on an annotation, named by its article and its id."""
        workspace = self._session.workspace

        def act() -> Annotation:
            span = self._named(about)
            assert isinstance(span, Annotation), "suggestions have no notes"
            return annotate.set_note(workspace, article=about[0], annotation=span, note=note)

        self._session.attempt(act, _tr("A note"), text=note)

    def annotation_for_note(self) -> Annotation | None:
        """The focused annotation; a focused suggestion is accepted first. None, and a sentence."""
        span = self._focused_span()
        if span is None:
            self._session.say(
                _tr("A note belongs to a span; click one or press {next_suggestion}, then {note}.")
            )
        if not isinstance(span, Suggestion):
            return span
        workspace, article = self._session.workspace, span.article_id
        made = self._session.attempt(
            lambda: annotate.accept(workspace, article=article, suggestion=span)
        )
        if made is not None:
            focus_in_place(self._view, made.id)
        return made

    def _named(self, about: tuple[int, str | int]) -> Annotation | Suggestion:
        state, name = self._session.workspace.article(about[0]), about[1]
        waiting = (item for item in state.waiting if item.id == name)
        span = state.annotation(name) if isinstance(name, str) else next(waiting, None)
        if span is None:
            raise InputError(_tr("The span this was written for is no longer there."))
        return span

    def _say_displaced(
        self,
        before: ArticleState | None,
        made: Annotation,
        answered: Annotation | Suggestion | None,
    ) -> None:
        """Say what a span has replaced or answered that it was not meant for."""
        after = self._session.state
        words = displaced(before, after, made, answered) if before and after else ""
        if words:
            self._session.said.emit(words)

    def _focused_span(self) -> Annotation | Suggestion | None:
        mark = self._view.focused
        return mark.span if mark else None

    def _place(self, direction: int) -> int:
        """Where the reader is; before the first token when nothing has been done yet."""
        mark = self._view.focused
        if mark is not None:
            return mark.start
        token = self._view.cursor_at.token
        return (token.start if token else 0) - (1 if direction > 0 else 0)

    def _go_on(self, at: int) -> None:
        """Focus the first suggestion that waits behind a place; stay where there is none."""
        state = self._session.state
        following = _first_from(state, at) if state else None
        if following is not None:
            self._view.focus_mark(following.id)
        else:
            self._session.say(
                _tr("No more suggestions below; press {done} to mark the article done.")
            )
            self._view.focus_mark(None)

    def _go_near(self, at: int) -> None:
        """Focus the next suggestion if it is on the screen; else stay, with the cursor at a place:
        who deletes a span of their own reads on there.
        """
        state = self._session.state
        following = _first_from(state, at) if state else None
        if following is not None and sees(self._view, following.start, following.end):
            self._view.focus_mark(following.id, reveal=False)
        else:
            self._view.focus_mark(None)
            self._view.cursor_at.place(at)

    def _focus_id(self) -> object:
        return self._view.focused and self._view.focused.id

    def _in_hand(self) -> Annotation | Suggestion | None:
        """The focused span; but right behind a digit that has gone on, what that has labelled."""
        state, focus = self._session.state, self._focus_id()
        if state is None or self._labelled is None or self._view.cursor_at.selection:
            return self._focused_span()
        labelled, went_to = self._labelled
        own = state.annotations_on(labelled.start, labelled.end)
        if went_to == focus and labelled.article_id == state.article_id and labelled in own:
            return labelled
        return self._focused_span()

    def _refocus(self, span: Annotation | Suggestion) -> None:
        same = [
            mark
            for mark in self._view.marks.on(span.start, span.end)
            if (mark.start, mark.end, mark.label.name) == (span.start, span.end, span.label)
        ]
        focus_in_place(self._view, same[0].id if same else None)


def _first_from(state: ArticleState, at: int) -> Suggestion | None:
    first = bisect_left(state.waiting, at, key=attrgetter("start"))
    return state.waiting[first] if first < len(state.waiting) else None
