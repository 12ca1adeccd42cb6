"""The article and conflict in view of a review, and what its keys decide.

Decides nothing itself: a key asks an operation, and what comes of it is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal

from annotator.domain.adjudication import Why
from annotator.domain.conflicts import Conflict, Kind
from annotator.domain.figures import Figure
from annotator.domain.gold import Reason
from annotator.domain.review_case import Case
from annotator.domain.wording import filled
from annotator.operations.reviewing import review
from annotator.ui.look import theme
from annotator.ui.review.case_in_view import NO_WHY, CaseInView
from annotator.ui.review.conflict_panel import ConflictPanel
from annotator.ui.review.gold_editor import GoldEditor
from annotator.ui.review.just_decided import JustDecided
from annotator.ui.review.review_texts import draft_words
from annotator.ui.review.unfinished import Wish, ask_about_draft, signs_all_the_same, typed_in
from annotator.ui.shell.action_rows import Mode
from annotator.ui.shell.context import Context
from annotator.ui.shell.drafts import Typed


class Adjudication(CaseInView):
    """One article under review; ``changed`` when something about it has been decided."""

    wanted = Signal(int, object)  # an article, and an offset in it or None

    def __init__(
        self, context: Context, panel: ConflictPanel, is_up_to_date: Callable[[], bool]
    ) -> None:
        """``is_up_to_date`` is asked before a decision; where not, nothing is decided."""
        super().__init__(context, panel)
        self._is_up_to_date = is_up_to_date
        self._last_reason: Reason | None = None  # what the next can be decided with
        panel.chosen.connect(self.choose)
        panel.neither_chosen.connect(self.reject)
        panel.edit_chosen.connect(lambda: self.end_draft() if self.draft else self.begin_draft())
        panel.commented.connect(self._on_comment)
        panel.left.connect(self._go_on)
        panel.figure_written.connect(self._on_figure)

    def end(self) -> None:
        """Let go of the article."""
        self.cancel_draft()
        self._view.focus_changed.disconnect(self._on_focus)
        self.case = self.item = self.decided = self._comes_from = None

    # What keys do

    def choose(self, option: int) -> None:
        """Let one version be gold and go to the next conflict."""
        item = self.item_to_decide()
        if item is None:
            return
        if option >= len(item.options):
            text = filled(self.tr("There are only %n options here."), len(item.options))
            self._session.said.emit(text)
            return
        self._decide(
            lambda case: review.choose(
                self._session.workspace, case, item, option, why=self._why_of(item)
            )
        )

    def choose_again(self, option: int) -> None:
        """Let one version be gold with the reason that was given last, and go to the next."""
        item, reason = self.item_to_decide(), self._last_reason
        if item is None:
            return
        if reason is None:
            self._session.say(
                self.tr(
                    "No reason was given yet; {reason_gap}, {reason_ambiguous} or {reason_slip} "
                    "gives one, which this key takes then."
                )
            )
        elif option < len(item.options):
            why = replace(self._why_of(item), reason=reason)
            self._decide(
                lambda case: review.choose(self._session.workspace, case, item, option, why=why),
                with_reason=True,
            )
        else:
            self.choose(option)  # says that there is none

    def reject(self) -> None:
        """Decide that there is no span here, and go to the next conflict."""
        item = self.item_to_decide()
        if item is not None:
            why = self._why_of(item)
            self._decide(lambda case: review.reject(self._session.workspace, case, item, why=why))

    def accept_agreed(self) -> None:
        """Let everything be gold that all agree on and that waits to be confirmed."""
        if not self._is_up_to_date():
            return
        waits = [i for i in self.case.open if i.kind is Kind.AGREED] if self.case else []
        if waits:
            self._decide(lambda case: review.accept_agreed(self._session.workspace, case))
        else:
            self._session.said.emit(self.tr("No agreed spans are left to accept here."))

    def give_reason(self, reason: Reason) -> None:
        """Say why annotators differ, in what was decided last or in what is in view; the same once
        more takes it back.
        """
        self._last_reason = reason
        if self.decided is not None:
            self._explain_decided(self.decided, reason)
            return
        item = self.item_to_decide()
        if item is not None:
            why = self._why_of(item)
            self._explain(item, replace(why, reason=None if why.reason is reason else reason))

    def sign(self) -> bool:
        """Sign the article off as gold; False if it was not to be."""
        if not self._is_up_to_date():
            return False
        case, workspace = self.case, self._session.workspace
        if case is None or (
            case.open and not signs_all_the_same(self._context.window, len(case.open))
        ):
            return False
        return case.is_gold or self._do(lambda: review.sign(workspace, case))

    def look_at_nothing(self) -> None:
        """Let go of the conflict; the panel says where the article stands."""
        self._go(None)

    def reopen(self) -> None:
        """Put the article back into review."""
        if not self._is_up_to_date():
            return
        case, workspace = self.case, self._session.workspace
        if case is not None and case.is_gold:
            self._do(lambda: review.reopen(workspace, case))
            self._show_item()

    def begin_comment(self) -> None:
        """Let the person write a comment on what was decided last, or on the conflict in view."""
        decided, case, item = self.decided, self.case, self.item
        self._comes_from = None
        if decided is not None and case is not None and self._is_up_to_date():
            ruling = decided.ruling
            self.wanted.emit(ruling.article_id, ruling.start)
            self._comes_from = (case.article_id, item.start if item else None)
        if self.item_to_decide() is None:
            self._context.fields.hush()
            return
        self._context.right.show_panel(self.panel)
        self.panel.comment.begin()

    def _go_on(self) -> None:
        """A comment is written: back to where it was begun, if that was elsewhere."""
        came_from, self._comes_from = self._comes_from, None
        if came_from is not None:
            self.wanted.emit(*came_from)

    def _explain_decided(self, decided: JustDecided, reason: Reason) -> None:
        case, workspace = self.case, self._session.workspace
        if case is None or not self._is_up_to_date():
            return
        is_here = case.article_id == decided.ruling.article_id
        there = case if is_here else decided.case
        again = None if decided.ruling.reason is reason else reason
        why = Why(again, decided.ruling.comment)
        self.acting = True
        after = self._session.attempt(lambda: review.explain(workspace, there, decided.ruling, why))
        self.acting = False
        self.decided = decided.explained(after) if after is not None else None
        if after is not None and is_here:
            self.case = after
            self._refresh()
        self._show_item()

    # Writing gold

    @property
    def editor(self) -> GoldEditor:
        """The draft that is being written, in the mode that is for it."""
        assert self.draft is not None
        return self.draft

    def begin_draft(self) -> None:
        """Let the person write what is to stand in the place of all versions."""
        case, item = self.case, self.item_to_decide()
        if case is None or item is None:
            return
        self._context.table.set_mode(Mode.DRAFT)
        workspace = self._session.workspace
        self.decided = None
        self.panel.show_decided("", None)
        self.acting = True
        self.draft = GoldEditor(
            case, item, self._view, self._context.labels, workspace.policy, self._on_draft
        )
        self.acting = False
        self._on_draft("")

    def end_draft(self) -> None:
        """Take what has been written and go to the next conflict."""
        draft = self.draft
        if draft is None:
            return
        item, spans, why = draft.item, draft.contents, self._why_of(draft.item)
        self._close_draft()
        if not self._is_up_to_date() or not self._decide(
            lambda case: review.rewrite(self._session.workspace, case, item, spans, why=why)
        ):
            self._write_on(draft)  # what was refused is not lost

    def may_leave_draft(self) -> bool:
        """Whether nothing is being written, or the person takes it or lets it go."""
        draft = self.draft
        if draft is None:
            return True
        if not draft.changed:
            self.cancel_draft()
            return True
        wish = ask_about_draft(self._context.window)
        if wish is Wish.TAKE:
            self.end_draft()
        elif wish is Wish.DROP:
            self.cancel_draft()
        return self.draft is None

    def typed(self) -> list[Typed]:
        """What is being written and decides nothing yet."""
        return typed_in(self._whys.values(), self.draft) + self.panel.figure.typed()

    def cancel_draft(self) -> None:
        """Leave everything as it was."""
        if self.draft is not None:
            self._close_draft()
            self._refresh()
            self._go(self.item)

    def _write_on(self, draft: GoldEditor) -> None:
        self._context.table.set_mode(Mode.DRAFT)
        self.draft = draft
        self.acting = True
        draft.show()
        self.acting = False

    def _close_draft(self) -> None:
        self.draft = None
        self._context.table.set_mode(Mode.REVIEW)
        self._view.setFocus()

    def _on_draft(self, text: str) -> None:
        """The draft has changed, or there is something to say about it."""
        if text:
            self._session.say(text)
        case, draft = self.case, self.draft
        if case is None or draft is None:
            return
        dark = theme.is_dark(self.panel.palette())
        self.panel.show_draft(*draft.told(dark=dark), self._session.spelt(draft_words()))
        if (mark := self._view.focused) is not None:
            self._show_figure(mark)

    def _on_figure(self, figure: Figure) -> None:
        if self.draft is not None:
            self.draft.set_figure(figure)

    # Inside

    def item_to_decide(self) -> Conflict | None:
        """The item in view; None, and a sentence, without one."""
        if not self._is_up_to_date():
            return None
        if self.item is None:
            self._session.say(self.tr("No conflict is in view; {next_conflict} goes to the next."))
        return self.item

    def _explain(self, item: Conflict, why: Why) -> None:
        case, workspace = self.case, self._session.workspace
        if case is None:
            return
        ruling = case.ruling_on(item)
        if ruling is None:
            self._whys[case.article_id, item.id] = why
        else:
            self._do(lambda: review.explain(workspace, case, ruling, why), why.comment or "")
        self._show_item()

    def _on_comment(self, about: tuple[int, str], text: str) -> None:
        """Something was written about an item, which may be in view no more."""
        case = self.case
        items = case.items if case and case.article_id == about[0] else ()
        item = next((item for item in items if item.id == about[1]), None)
        if item is not None:
            self._explain(item, replace(self._why_of(item), comment=text or None))
        else:
            self._whys[about] = replace(self._whys.get(about, NO_WHY), comment=text or None)

    def _decide(self, act: Callable[[Case], Case], *, with_reason: bool = False) -> bool:
        """Rule on the item in view, and go on to the next that is open; False if it was refused."""
        case, item = self.case, self.item
        if case is None or not self._do(lambda: act(case)):
            self._refresh()
            return False
        after = self.case or case
        self.decided = JustDecided.between(case, after, with_reason=with_reason)
        if item is not None:
            self._whys.pop((case.article_id, item.id), None)  # it stands in the ruling now
        here = item.start if item else -1
        following = [i for i in self.case.open if i.start > here] if self.case else []
        rest = self.case.open if self.case else ()
        self._go(next(iter([*following, *rest]), None))
        return True

    def _do(self, act: Callable[[], Case], text: str = "") -> bool:
        """Change something and show it; False if it is refused. ``text`` was typed for it."""
        self.acting = True
        after = self._session.attempt(act, text=text)
        self.acting = False
        if after is None:
            return False
        self.case = after
        self._refresh()
        return True
