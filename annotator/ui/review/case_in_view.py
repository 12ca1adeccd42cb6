"""The article and conflict in view of a review: what is shown of them, and what is pointed at."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.adjudication import Why
from annotator.domain.conflicts import Conflict
from annotator.domain.gold import Plan
from annotator.domain.labels import FIGURE
from annotator.domain.remarks import Remarks
from annotator.domain.review_case import Case
from annotator.operations.agreement.agreement_measures import article_agreement
from annotator.operations.reviewing import remarks
from annotator.ui.document_view.figures_beside import figures_beside
from annotator.ui.document_view.marks import Mark
from annotator.ui.look import theme
from annotator.ui.review.conflict_panel import ConflictPanel
from annotator.ui.review.gold_editor import GoldEditor
from annotator.ui.review.just_decided import JustDecided
from annotator.ui.review.marks import item_at, mark_of, marks_of_case, state_of
from annotator.ui.review.remark_texts import about_article, notes_on
from annotator.ui.review.review_texts import gold_words, standing_words, view_of
from annotator.ui.shell.context import Context
from annotator.ui.shell.people import People
from annotator.ui.shell.walking import neighbour

NO_WHY = Why()


class CaseInView(QObject):
    """The article and the conflict that are looked at; ``changed`` when the article was changed."""

    changed = Signal(object)  # Case

    def __init__(self, context: Context, panel: ConflictPanel) -> None:
        super().__init__(context.session)
        self._context = context
        self._session = context.session
        self._view = context.surface
        self.panel = panel
        self.plan = Plan()
        self.case: Case | None = None
        self.item: Conflict | None = None
        self.draft: GoldEditor | None = None
        # What was said of items that are not decided yet, by article and item.
        self._whys: dict[tuple[int, str], Why] = {}
        self.decided: JustDecided | None = None  # what a reason is about, if not what is in view
        self._remarks = Remarks()  # what annotators wrote about the article
        self._comes_from: tuple[int, int | None] | None = None  # to write a comment
        self.acting = False  # what changes now is the person's own doing

    def begin(self) -> None:
        """Hear what the person points at."""
        self._view.focus_changed.connect(self._on_focus)

    def show(self, case: Case, *, at: int | None = None, goes_on: bool = False) -> None:
        """Show an article, with the conflict at an offset or the first open one.

        Where the review ``goes_on`` to it, what was decided last can still be given a reason.
        """
        self.case = case
        self.decided = self.decided if goes_on else None
        self._read_remarks()
        self._comes_from = None
        self._view.show_article(
            state_of(case),
            marks_of_case(case, self._context.labels),
            self.tr("green: settled  ·  red box: to be decided, in this order"),
        )
        covering = [item for item in case.items if at is not None and item.start <= at < item.end]
        self._go(next(iter([*covering, *case.open]), None))
        # The conflict comes first: the measures follow once it is painted.
        QTimer.singleShot(0, self, self._show_agreement)

    def update(self, case: Case) -> None:
        """Show what others have changed in the article; the conflict in view may be another now."""
        here = self.item.start if self.item else None
        self.case = case
        self._read_remarks()
        self._refresh()
        again = (i for i in case.items if here is not None and i.start <= here < i.end)
        self._go(next(again, None))

    def step(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) open conflict; to decided ones when none is open."""
        case = self.case
        items = (case.open or case.items) if case else ()
        if not items:
            self._session.said.emit(self.tr("There is no conflict in this article."))
            return
        self.decided = None
        self._go(neighbour(items, self.item.start if self.item else -1, direction))

    def _go(self, item: Conflict | None) -> None:
        """Look at an item, or at none when nothing is left."""
        self.item = item
        self.acting = True
        self._view.focus_mark(mark_of(self.case, item) if self.case and item else None)
        self.acting = False
        self._show_item()

    def let_go(self) -> None:
        """No article of the review is in view any more."""
        self.case = self.item = self.decided = None
        self.panel.agreement.show_agreement(None)

    def _read_remarks(self) -> None:
        case, project = self.case, self._session.workspace.project
        if case is not None:
            number = case.article_id
            self._remarks = (
                self._session.look(lambda: remarks.of_article(project, number)) or Remarks()
            )

    def _show_remarks(self, case: Case, place: tuple[int, int] | None) -> None:
        """Show what was noted at a place, and what else was said about the article."""
        people = People.of(self.plan, case.article_id)
        here = notes_on(self._remarks, *place, people) if place else ""
        self.panel.show_remarks(here, about_article(self._remarks, place, people))

    def _show_agreement(self) -> None:
        case = self.case
        if case is None:
            return
        project, people = self._session.workspace.project, case.comparison.annotators
        agreement = self._session.look(
            lambda: article_agreement(project, article=case.article_id, annotators=people)
        )
        self.panel.agreement.show_agreement(agreement)

    def _show_item(self) -> None:
        case, item, decided = self.case, self.item, self.decided
        if case is None:
            return
        people = People.of(self.plan, case.article_id)
        self._show_remarks(case, (item.start, item.end) if item else None)
        words = decided.words(case.article_id) if decided else ""
        self.panel.show_decided(words, decided.ruling.reason if decided else None)
        if item is None:
            text, title = standing_words(case)
            self.panel.show_nothing(self._session.spelt(text), title=title)
            return
        dark = theme.is_dark(self.panel.palette())
        view = view_of(case, item, people, self._context.labels, dark=dark)
        if case.ruling_on(item) is None:
            why = self._why_of(item)
            view = replace(view, reason=why.reason, comment=why.comment or "")
        self.panel.show_item((case.article_id, item.id), view)

    def _on_focus(self, mark: Mark | None) -> None:
        """The person points at something: a conflict, or gold."""
        case = self.case
        if self.acting or case is None or mark is None:
            return
        if self.draft is not None:
            self._show_figure(mark)
            return
        span = next((span for span in case.gold if span.id == mark.id), None)
        item = item_at(case, mark, span)
        self.item, self.decided = item, None
        self.panel.show_decided("", None)
        self._show_remarks(case, None)
        if item is not None:
            self._show_item()
        elif span is not None:
            self.panel.show_nothing(
                gold_words(span, People.of(self.plan, case.article_id)), title=self.tr("Gold")
            )
        else:
            agreed = self.tr("All agree; this is accepted as gold with the first decision here.")
            self.panel.show_nothing(agreed, title=self.tr("Agreed"))

    def _why_of(self, item: Conflict) -> Why:
        ruling = self.case.ruling_on(item) if self.case else None
        if self.case is None or ruling is not None:
            return Why(ruling.reason, ruling.comment) if ruling else NO_WHY
        return self._whys.get((self.case.article_id, item.id), NO_WHY)

    def _refresh(self) -> None:
        case = self.case
        if case is None:
            return
        self.acting = True
        self._view.update_article(state_of(case), marks_of_case(case, self._context.labels))
        self.acting = False
        self.changed.emit(case)

    def _show_figure(self, mark: Mark) -> None:
        shown = mark.label.name == FIGURE and str(mark.id).startswith("draft")
        self.panel.show_figure(mark.span.figure, figures_beside(self._view, mark), shown=shown)
