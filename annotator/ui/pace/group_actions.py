"""What the keys for all spans with the same words do, and what they are called at the moment."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import partial
from operator import attrgetter

from PySide6.QtCore import QCoreApplication, QObject

from annotator.domain.by_words import SpansByWords
from annotator.domain.direction import isolated
from annotator.domain.doubt import doubts
from annotator.domain.values import Suggestion
from annotator.domain.wording import filled
from annotator.operations import groups
from annotator.operations.groups import Deed, Group
from annotator.operations.one_step import Prepared
from annotator.ui.document_view.surface import focus_in_place
from annotator.ui.pace.group_dialog import GroupDialog
from annotator.ui.shell.context import Context
from annotator.ui.shell.widgets.label_menu import LabelMenu

_LONGEST = 30  # letters of a span in a menu


def _tr(text: str) -> str:
    return QCoreApplication.translate("GroupActions", text)


class GroupActions(QObject):
    """Acts on the spans that have the words of the focused span, or of the selection."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._by_words = SpansByWords()
        table = context.table
        self._texts = {
            name: table[name].text()
            for name in ("accept_group", "reject_group", "relabel_group", "project_group")
        }

    def accept(self) -> None:
        """Accept the suggestions of the article with these words and this label."""
        self._apply(Deed.ACCEPT, self._label())

    def reject(self) -> None:
        """Reject or delete the spans of the article with these words and this label."""
        self._apply(Deed.REJECT, self._label())

    def relabel(self) -> None:
        """Let the person choose the label that these words get in the article."""
        group = self._group()
        if group is None:
            return
        menu = LabelMenu(self._context.window, "relabel_menu")
        for name, label in self._context.labels.items():
            count = len(group.of(Deed.RELABEL, name))
            line = menu.add_label(
                label, f"{name.capitalize()} ({count})", partial(self._apply, Deed.RELABEL)
            )
            line.setEnabled(bool(count))
        view = self._context.surface
        boxes = view.parts_in_viewport(*self._place())
        at = boxes[0].rect.bottomLeft().toPoint() if boxes else view.rect().center()
        menu.popup(view.viewport().mapToGlobal(at))

    def ask(self) -> None:
        """Let the person choose what becomes of these words all over the project."""
        group = self._group()
        if group is None:
            return
        workspace, words, label = self._context.session.workspace, group.words, self._label()
        self._context.tasks.run(
            filled(_tr("Looking for “%s” in all articles…"), isolated(words)),
            lambda progress: groups.find(workspace, words, progress),
            lambda rows: self._choose(rows, label),
        )

    def name_actions(self) -> None:
        """Let the actions say how many spans they concern."""
        place = self._place()
        state = self._context.session.state
        words = self._context.surface.text[slice(*place)]
        group = Group("")
        if state is not None:
            self._by_words.follow(state)
            group = groups.group_among(state, words, self._by_words.saying(words))
        table, label = self._context.table, self._label()
        quote = isolated(words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…")
        texts = dict(self._texts)
        if group.spans:
            accepted, rejected = (len(group.of(deed, label)) for deed in (Deed.ACCEPT, Deed.REJECT))
            texts = {
                "accept_group": filled(_tr("Accept all “%1” (%2)"), quote, accepted),
                "reject_group": filled(_tr("Reject or delete all “%1” (%2)"), quote, rejected),
                "relabel_group": filled(_tr("Relabel all “%1” (%2)…"), quote, len(group.spans)),
                "project_group": filled(_tr("All “%1” in the project…"), quote),
            }
        for name, text in texts.items():
            table[name].setText(text.replace("&", "&&"))

    def close(self) -> None:
        """Give the actions their own names back."""
        for name, text in self._texts.items():
            self._context.table[name].setText(text)

    def _apply(self, deed: Deed, label: str) -> None:
        group, view = self._group(), self._context.surface
        if group is None:
            return
        session, (start, end) = self._context.session, self._place()
        waited = view.focused is not None and not view.focused.confirmed
        items = group.of(deed, label) if deed is Deed.ACCEPT else ()
        doubtful = self._doubtful(items)
        workspace = session.workspace
        prepared = session.look(
            lambda: groups.prepare_here(workspace, group=group, deed=deed, label=label)
        )
        if prepared is None:
            return
        count = session.attempt(lambda: groups.apply_everywhere(workspace, prepared))
        if count is not None:
            self._go_on(start, end, waited)
            words = self._words(deed, count, group.words, label)
            session.said.emit(words + _left(prepared.refused) + _doubtful_words(doubtful))

    def _doubtful(self, spans: Iterable[groups.Span]) -> int:
        """How many of the suggestions among some spans are doubtful."""
        state = self._context.session.state
        items = [span for span in spans if isinstance(span, Suggestion)]
        return len(doubts(state, items)) if state is not None and items else 0

    def _go_on(self, start: int, end: int, waited: bool) -> None:
        """Focus what waits behind a span that waited too; what was decided before keeps it."""
        state, view = self._context.session.state, self._context.surface
        if state is None:
            return
        same = [
            span for span in state.spans_on(start, end) if (span.start, span.end) == (start, end)
        ]
        behind = state.waiting[bisect_left(state.waiting, start, key=attrgetter("start")) :]
        chosen = next(iter(behind if waited else same), None)
        focus_in_place(view, chosen.id if chosen is not None else None)

    def _choose(self, rows: list[groups.Occurrence], label: str) -> None:
        context = self._context
        session, workspace = context.session, context.session.workspace
        if not rows:
            session.said.emit(_tr("No span of the project has these words any more."))
            return
        choice = GroupDialog.ask(context.window, rows, label, list(context.labels))
        context.surface.setFocus()
        if choice is None:
            return

        def done(prepared: Prepared) -> None:
            count = session.attempt(lambda: groups.apply_everywhere(workspace, prepared))
            if count is not None:
                words = self._words(choice.deed, count, rows[0].words, choice.label)
                accepts = choice.deed is Deed.ACCEPT
                doubtful = sum(row.doubtful for row in choice.chosen) if accepts else 0
                session.said.emit(words + _left(prepared.refused) + _doubtful_words(doubtful))

        context.tasks.run(
            _tr("Looking through the articles…"),
            lambda progress: groups.prepare(
                workspace,
                occurrences=choice.chosen,
                deed=choice.deed,
                label=choice.label,
                progress=progress,
            ),
            done,
        )

    def _words(self, deed: Deed, count: int, words: str, label: str) -> str:
        said = {
            Deed.ACCEPT: _tr("Accepted %1 “%2”; undo reverts it."),
            Deed.REJECT: _tr("Rejected or deleted %1 “%2”; undo reverts it."),
            Deed.RELABEL: _tr("Relabelled %1 “%2” as %3; undo reverts it."),
        }
        if not count:
            return filled(_tr("No “%s” is left for that in this article."), isolated(words))
        return filled(said[deed], count, isolated(words), label)

    def _group(self) -> Group | None:
        """The spans meant; None, and a sentence, where there are none."""
        state, place = self._context.session.state, self._place()
        group = groups.group_of(state, self._context.surface.text[slice(*place)]) if state else None
        if group is None or not group.spans:
            self._context.session.said.emit(
                _tr("Focus a span; then all with its words are accepted, rejected or relabelled.")
            )
            return None
        return group

    def _place(self) -> tuple[int, int]:
        mark, selection = self._context.surface.focused, self._context.surface.cursor_at.selection
        return selection or ((mark.start, mark.end) if mark else (0, 0))

    def _label(self) -> str:
        """The label of the focused span, or of the first span with the words selected."""
        mark = self._context.surface.focused
        if mark is not None:
            return mark.span.label
        state = self._context.session.state
        words = self._context.surface.text[slice(*self._place())]
        spans = groups.group_of(state, words).spans if state else ()
        return spans[0].label if spans else ""


def _doubtful_words(count: int) -> str:
    """How many of what was accepted were doubtful; nothing where none was."""
    one, many = _tr(" 1 of them was doubtful."), _tr(" %n of them were doubtful.")
    return (one if count == 1 else filled(many, count)) if count else ""


def _left(refused: Sequence[str]) -> str:
    """How many spans stay as they are, and why the first does; nothing where none has to."""
    if not refused:
        return ""
    one, many = _tr(" 1 stays as it is: %1"), _tr(" %2 stay as they are, the first since %1")
    return filled(one if len(refused) == 1 else many, refused[0], len(refused))
