"""What the keys for edges and neighbours of spans do. They ask for what other rooms do as well."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from PySide6.QtCore import QCoreApplication

from annotator.domain.labels import ACTOR, FIGURE, LOCATION
from annotator.domain.name_edges import name_end, trimmed
from annotator.domain.spans import joined, meets
from annotator.domain.state import ArticleState
from annotator.domain.values import Annotation, Suggestion
from annotator.domain.wording import filled
from annotator.ui.shell.action_rows import LABEL_PREFIX, REPEAT
from annotator.ui.shell.context import Context


def _tr(text: str) -> str:
    return QCoreApplication.translate("SpanKeys", text)


def _unmuted(state: ArticleState) -> Sequence[Annotation | Suggestion]:
    """The spans of an article that are not in muted text."""
    muted = joined(state.muted)
    if not muted:
        return state.spans
    return [span for span in state.spans if not meets(muted, span.start, span.end)]


class SpanKeys:
    """Acts on the focused span, the selection or the word at the cursor."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._view = context.surface
        self._say = context.session.said.emit

    def step(self, direction: int) -> None:
        """Focus the next (1) or previous (-1) span of any kind, beginning again at the end."""
        state, view = self._context.session.state, self._view
        spans = _unmuted(state) if state is not None else ()
        if not spans:
            self._say(_tr("This article has no spans."))
            return
        mark, token = view.focused, view.cursor_at.token
        here = mark.start if mark is not None else token.start if token is not None else 0
        number = bisect_left(spans, here, key=attrgetter("start"))
        same = (at for at in range(number, len(spans)) if mark and spans[at].id == mark.id)
        at = next(same, None)
        number = number + min(direction, 0) if at is None else at + direction
        view.focus_mark(spans[number % len(spans)].id)

    def extend(self) -> None:
        """Let what is meant go on to the end of its name."""
        place, label = self._place(), self._label()
        if label == FIGURE:
            self._context.session.say(_tr("A figure is no name; {right_out} moves its edge."))
            return
        if place is not None:
            end = name_end(self._view.text, *place)
            self._put(place, (place[0], end), _tr("The name ends here already."))

    def trim(self) -> None:
        """Leave articles, possessives and punctuation at the edges outside."""
        place = self._place()
        if place is not None:
            new = trimmed(self._view.text, *place, self._label())
            self._put(place, new, _tr("There is nothing to trim."))

    def flip(self) -> None:
        """Give an ACTOR the label LOCATION, and a LOCATION the label ACTOR."""
        table, mark = self._context.table, self._view.focused
        other = {ACTOR: LOCATION, LOCATION: ACTOR}.get(mark.label.name if mark else "")
        action = table.actions.get(f"{LABEL_PREFIX}{other}")
        if other is None or action is None:
            self._say(_tr("Focus an actor or a location; it can then be flipped."))
            return
        action.trigger()

    def repeat(self) -> None:
        """Do the last action that wrote something once more."""
        table = self._context.table
        action = table.actions.get(table.last.id) if table.last is not None else None
        if action is None or not action.isEnabled():
            self._say(_tr("Nothing has been done yet that could be repeated."))
            return
        action.trigger()

    def name_repeat(self) -> None:
        """Let the action that repeats say what."""
        table, last = self._context.table, self._context.table.last
        what = table.actions[last.id].text() if last and last.id in table.actions else ""
        words = filled(_tr("Repeat: %s"), what) if what else _tr("Repeat the last action")
        table[REPEAT].setText(words)

    def _put(self, place: tuple[int, int], new: tuple[int, int], same: str) -> None:
        """Give what is meant another place; ``same`` is said where it has it."""
        mark = self._view.focused
        if new == place and mark is not None:
            self._say(same)
        elif mark is not None:
            self._view.ask_resize(mark, *new)
        else:
            self._view.select_place(*new)

    def _place(self) -> tuple[int, int] | None:
        view = self._view
        mark, token = view.focused, view.cursor_at.token
        if mark is not None:
            return mark.start, mark.end
        if view.cursor_at.selection is not None:
            return view.cursor_at.selection
        return (token.start, token.end) if token is not None else None

    def _label(self) -> str:
        return self._view.focused.label.name if self._view.focused else ""
