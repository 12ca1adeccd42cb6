"""The review in the window: which article and conflict is in view, and what its keys do.

Decides nothing itself: a key asks an operation, and what comes of it is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from annotator.domain.adjudication import Why
from annotator.domain.conflicts import Conflict, Kind
from annotator.domain.edits import Edit
from annotator.domain.errors import AnnotatorError
from annotator.domain.figures import Figure
from annotator.domain.gold import GoldSpan, Plan, Reason, Review, Ruling
from annotator.domain.labels import FIGURE
from annotator.domain.review_case import Case, ReviewEntry, entry_of
from annotator.operations import review
from annotator.tasks import Progress, TaskRunner
from annotator.ui import theme
from annotator.ui.actions import Mode
from annotator.ui.dialogs.progress import ProgressDialog
from annotator.ui.dialogs.review_plan import ReviewPlanDialog
from annotator.ui.document_view.marks import Mark
from annotator.ui.main_window import MainWindow
from annotator.ui.models.review_model import ReviewModel, is_finished
from annotator.ui.panels.conflict_panel import ConflictPanel
from annotator.ui.panels.review_bar import ReviewBar
from annotator.ui.panels.review_queue import ReviewQueue
from annotator.ui.review.drafting import Draft
from annotator.ui.review.marks import marks_of_case, state_of
from annotator.ui.review.telling import People, gold_words, view_of
from annotator.ui.session import Session
from annotator.workspace import Cause, Change

_NO_WHY = Why()


class ReviewMode(QObject):
    """One review in one window, from when it is entered until it is left."""

    _posted = Signal(object)  # a call from a task's thread into the window's

    def __init__(self, session: Session, window: MainWindow) -> None:
        super().__init__(session)
        self._session = session
        self._window = window
        self._view = window.view
        self.plan = Plan()
        self.case: Case | None = None
        self.item: Conflict | None = None
        self.draft: Draft | None = None
        self._why = _NO_WHY  # of the item in view, as long as it is open
        self._acting = False
        self._asked = 0
        self.model = ReviewModel(self)
        self.queue = ReviewQueue(self.model)
        self.panel = ConflictPanel(window.table.actions)
        table = window.table
        self.bar = ReviewBar([table["review_plan"], table["sign_off"]])
        self._posted.connect(lambda call: call(), Qt.ConnectionType.QueuedConnection)
        self._tasks = TaskRunner(self._posted.emit)
        self._place()
        self._wire()

    def _place(self) -> None:
        window = self._window
        window.queue_parts.addWidget(self.queue, 1)
        window.side_parts.insertWidget(0, self.panel, 1)
        window.bar_parts.addWidget(self.bar, 1)
        self._parts: tuple[QWidget, ...] = (self.queue, self.panel, self.bar)
        self._others: tuple[QWidget, ...] = (window.queue_panel, window.inspector, window.label_bar)
        for part in self._parts:
            part.hide()

    def _wire(self) -> None:
        panel, view = self.panel, self._view
        panel.chosen.connect(self.choose)
        panel.neither_chosen.connect(self.reject)
        panel.edit_chosen.connect(self._on_edit_chosen)
        panel.commented.connect(self._on_comment)
        panel.figure_written.connect(self._on_figure)
        panel.left.connect(view.setFocus)
        self.queue.open_requested.connect(self._on_row)
        self.queue.left.connect(view.setFocus)
        self.bar.plan_requested.connect(self.ask_plan)
        self._session.articles_changed.connect(self._on_changed)

    # Coming and going

    def enter(self) -> None:
        """Show the review: the hardest article first."""
        for part in self._others:
            part.hide()
        self._window.guidelines.hide()
        for part in self._parts:
            part.show()
        self._view.focus_changed.connect(self._on_focus)
        project = self._session.workspace.project
        self.plan = self._session.look(lambda: review.plan(project)) or Plan()
        self._begin()
        self._view.setFocus()

    def leave(self) -> None:
        """Give the window back to annotating."""
        self.cancel_draft()
        self._asked += 1
        self._view.focus_changed.disconnect(self._on_focus)
        self._window.guidelines.hide()
        for part in self._parts:
            part.hide()
        for part in self._others:
            part.show()
        self.case = self.item = None

    def close(self) -> None:
        """Wait for what runs and take the panels away."""
        self._asked += 1
        self._tasks.close()
        for part in self._parts:
            part.deleteLater()

    def _begin(self) -> None:
        people = People(self.plan.annotators, self.plan.blind)
        self.bar.show_people([people.badge(name) for name in self.plan.annotators])
        self.model.show([])
        self.case = self.item = None
        if len(self.plan.annotators) < 2:
            self._show_empty(
                self.tr(
                    "A review needs two annotators who have finished the same articles. Merge "
                    "colleagues’ work into this project first."
                )
            )
            return
        self._show_empty("")
        self._load()

    def _load(self) -> None:
        self._asked += 1
        asked, plan, project = self._asked, self.plan, self._session.workspace.project
        self.queue.show_counts((), busy=True)

        def done(entries: list[ReviewEntry]) -> None:
            if asked == self._asked:
                self._show_queue(entries)

        self._tasks.start(
            lambda progress: review.queue(project, plan, progress=progress),
            done=done,
            failed=self._on_failed,
        )

    def _show_queue(self, entries: list[ReviewEntry]) -> None:
        self.model.show(entries)
        self._show_counts()
        if self.case is not None:
            self.queue.show_row(self.model.row_of(self.case.article_id))
        elif entries:
            undecided = self.model.next_undecided(None)
            self.open(entries[0].article.id if undecided is None else undecided)
        else:
            words = self.tr("No article has been finished by all of %s yet.")
            self._show_empty(words.replace("%s", ", ".join(self.plan.annotators)))

    def _show_empty(self, words: str) -> None:
        state = self._session.state
        if state is not None:
            self._view.show_article(state, [], "")
        self.panel.show_nothing(words)

    # What is in view

    def open(self, number: int, *, at: int | None = None) -> None:
        """Bring an article into view, with the conflict at an offset or the first open one."""
        project, plan = self._session.workspace.project, self.plan
        case = self._session.look(lambda: review.case(project, number, plan))
        if case is None:
            self._session.said.emit(self.tr("This article is not under review any more."))
            return
        self.case = case
        self._why = _NO_WHY
        self._view.show_article(state_of(case), self._marks(case), self._header(case))
        self.queue.show_row(self.model.row_of(number))
        covering = [item for item in case.items if at is not None and item.start <= at < item.end]
        self._go(next(iter([*covering, *case.open]), None))

    def step_article(self, step: int) -> None:
        """Open the article below (1) or above (-1) in the queue."""
        numbers = self.model.numbers
        here = self.case.article_id if self.case else None
        row = numbers.index(here) + step if here in numbers else 0
        if 0 <= row < len(numbers):
            self.open(numbers[row])

    def step(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) open conflict; to decided ones when none is open."""
        case = self.case
        items = (case.open or case.items) if case else ()
        if not items:
            self._session.said.emit(self.tr("There is no conflict in this article."))
            return
        here = self.item.start if self.item else -1
        if direction > 0:
            following = [item for item in items if item.start > here] or [items[0]]
            self._go(following[0])
        else:
            before = [item for item in items if item.start < here] or [items[-1]]
            self._go(before[-1])

    def _go(self, item: Conflict | None) -> None:
        """Look at an item, or at none when nothing is left."""
        self.item = item
        self._why = _NO_WHY
        self._acting = True
        self._view.focus_mark(self._mark_of(item) if item else None)
        self._acting = False
        self._show_item()

    def _show_item(self) -> None:
        case, item = self.case, self.item
        if case is None:
            return
        if item is None:
            self._show_finished(case)
            return
        dark = theme.is_dark(self.panel.palette())
        view = view_of(case, item, self._people(case), self._window.labels, dark=dark)
        if case.ruling_on(item) is None:
            view = replace(view, reason=self._why.reason, comment=self._why.comment or "")
        self.panel.show_item(view)

    def _show_finished(self, case: Case) -> None:
        if case.is_gold and not case.open:
            words, title = self.tr("This article is in gold."), self.tr("Gold")
        elif case.open:
            words, title = self.tr("Tab goes to the next conflict."), ""
        else:
            words = self.tr("Nothing is left to decide. Enter saves it as gold.")
            title = self.tr("All decided")
        self.panel.show_nothing(words, title=title)

    def _mark_of(self, item: Conflict) -> str | None:
        case = self.case
        if case is None:
            return None
        ruling = case.ruling_on(item)
        spans = [span for span in case.gold if ruling and span.ruling_id == ruling.id]
        return spans[0].id if spans else item.id

    def _on_focus(self, mark: Mark | None) -> None:
        """The person points at something: a conflict, or gold."""
        case = self.case
        if self._acting or case is None or mark is None:
            return
        if self.draft is not None:
            self._show_figure(mark)
            return
        span = next((span for span in case.gold if span.id == mark.id), None)
        found = next((item for item in case.items if item.id == mark.id), None)
        if found is None and span is not None and span.ruling_id is not None:
            found = next((i for i in case.items if _ruled_by(case, i, span.ruling_id)), None)
        self.item = found
        self._why = _NO_WHY
        if found is not None:
            self._show_item()
        elif span is not None:
            self.panel.show_nothing(gold_words(span, self._people(case)), title=self.tr("Gold"))
        else:
            agreed = self.tr("All agree; it goes to gold with the first decision here.")
            self.panel.show_nothing(agreed, title=self.tr("Agreed"))

    # What keys do

    def choose(self, version: int) -> None:
        """Let one version be gold and go to the next conflict."""
        item = self._item_to_decide()
        if item is None:
            return
        if version >= len(item.versions):
            words = self.tr("There are %n versions here.").replace("%n", str(len(item.versions)))
            self._session.said.emit(words)
            return
        self._decide(
            lambda case: review.choose(
                self._session.workspace, case, item, version, why=self._why_of(item)
            )
        )

    def reject(self) -> None:
        """Let nothing be gold here and go to the next conflict."""
        item = self._item_to_decide()
        if item is not None:
            why = self._why_of(item)
            self._decide(lambda case: review.reject(self._session.workspace, case, item, why=why))

    def accept_agreed(self) -> None:
        """Let everything be gold that all agree on and that waits to be confirmed."""
        waits = [i for i in self.case.open if i.kind is Kind.AGREED] if self.case else []
        if waits:
            self._decide(lambda case: review.accept_agreed(self._session.workspace, case))
        else:
            self._session.said.emit(self.tr("Nothing waits here that all agree on."))

    def give_reason(self, reason: Reason) -> None:
        """Say why annotators differ; the same once more takes it back."""
        item = self._item_to_decide()
        if item is not None:
            why = self._why_of(item)
            self._explain(replace(why, reason=None if why.reason is reason else reason))

    def begin_comment(self) -> None:
        """Let the person write a comment on the conflict."""
        if self._item_to_decide() is not None:
            self.panel.begin_comment()

    def sign(self) -> None:
        """Sign the article off as gold and open the next that needs review."""
        case, workspace = self.case, self._session.workspace
        if case is None or (case.open and not self._signs_all_the_same(len(case.open))):
            return
        if case.is_gold or self._do(lambda: review.sign(workspace, case)):
            following = self.model.next_undecided(case.article_id)
            if following is not None:
                self._session.said.emit(self.tr("Saved as gold."))
                self.open(following)
            else:
                self._session.said.emit(self.tr("Saved as gold. No article is left to review."))
                self._go(None)

    def reopen(self) -> None:
        """Put the article back into review."""
        case, workspace = self.case, self._session.workspace
        if case is not None and case.is_gold:
            self._do(lambda: review.reopen(workspace, case))
            self._show_item()

    def undo(self) -> None:
        """Take back the newest edit and show where it was."""
        edit = self._session.attempt(self._session.workspace.undo)
        if edit is not None:
            self._show_edit(edit)
            self._session.said.emit(self.tr("Undone: %s").replace("%s", edit.title))

    def redo(self) -> None:
        """Make the edit undone last again and show where it is."""
        edit = self._session.attempt(self._session.workspace.redo)
        if edit is not None:
            self._show_edit(edit)
            self._session.said.emit(self.tr("Redone: %s").replace("%s", edit.title))

    # Writing gold

    def begin_draft(self) -> None:
        """Let the person write what is to stand in the place of all versions."""
        case, item = self.case, self._item_to_decide()
        if case is None or item is None:
            return
        self._window.show_mode(Mode.DRAFT)
        workspace = self._session.workspace
        self._acting = True
        self.draft = Draft(
            case, item, self._view, self._window.labels, workspace.policy, self._on_draft
        )
        self._acting = False
        self._on_draft("")

    def end_draft(self) -> None:
        """Take what has been written and go to the next conflict."""
        draft = self.draft
        if draft is None:
            return
        item, claims, why = draft.item, draft.claims, self._why_of(draft.item)
        self._close_draft()
        self._decide(
            lambda case: review.rewrite(self._session.workspace, case, item, claims, why=why)
        )

    def cancel_draft(self) -> None:
        """Leave everything as it was."""
        if self.draft is not None:
            self._close_draft()
            self._refresh()
            self._go(self.item)

    def step_draft(self, step: int) -> None:
        """Focus the next span of the draft."""
        if self.draft is not None:
            self.draft.step(step)

    def _close_draft(self) -> None:
        self.draft = None
        self._window.show_mode(Mode.REVIEW)
        self._view.setFocus()

    def _on_draft(self, words: str) -> None:
        """The draft has changed, or there is something to say about it."""
        if words:
            self._session.said.emit(words)
        case, draft = self.case, self.draft
        if case is None or draft is None:
            return
        dark = theme.is_dark(self.panel.palette())
        self.panel.show_draft(*draft.told(dark=dark), self.tr(
            "[ ] move the edges, Shift inward, Alt by character; a label’s key labels; X takes a "
            "span out; Tab goes to the next; Enter takes it, Esc leaves it as it was."
        ))  # fmt: skip
        mark = self._view.focused
        if mark is not None:
            self._show_figure(mark)

    def _show_figure(self, mark: Mark) -> None:
        shown = mark.label.name == FIGURE and str(mark.id).startswith("draft")
        self.panel.show_figure(mark.span.figure, shown=shown)

    def _on_figure(self, figure: Figure) -> None:
        if self.draft is not None:
            self.draft.set_figure(figure)

    def _on_edit_chosen(self) -> None:
        if self.draft is not None:
            self.end_draft()
        else:
            self.begin_draft()

    # The whole review

    def ask_plan(self) -> None:
        """Choose annotators, the rule, and whether names are hidden."""
        project = self._session.workspace.project
        people = self._session.look(lambda: review.finishers(project)) or {}
        chosen = ReviewPlanDialog.ask(self._window, people, self.plan)
        if chosen is not None and chosen != self.plan:
            if not project.read_only:
                self._session.attempt(lambda: review.keep_plan(project, chosen))
            self.plan = chosen
            self._begin()
        self._view.setFocus()

    def ask_rule_all(self) -> None:
        """Let into gold what the rule lets by, in every article, when the person is sure."""
        words = self.tr(
            "Let everything into gold, in all articles, that the rule of this review lets by? "
            "Articles without a conflict are signed off. Undo does not take this back."
        )
        buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel
        asked = QMessageBox.question(self._window, self.tr("Rule on all articles"), words, buttons)
        if asked == QMessageBox.StandardButton.Yes:
            self._rule_all()

    def _rule_all(self) -> None:
        plan, workspace = self.plan, self._session.workspace
        dialog = ProgressDialog(self._window, self.tr("Comparing…"))

        def done(report: review.GoldReport) -> None:
            dialog.end()
            words = self.tr("%1 articles signed off, %2 conflicts left.")
            words = words.replace("%1", f"{report.signed:,}")
            self._session.said.emit(words.replace("%2", f"{report.conflicts:,}"))
            self._begin()

        def failed(error: AnnotatorError) -> None:
            dialog.end()
            self._on_failed(error)

        def work(progress: Progress) -> review.GoldReport:
            reviewer = workspace.annotator
            return review.make_gold(workspace.project, plan, reviewer=reviewer, progress=progress)

        handle = self._tasks.start(work, done=done, failed=failed, progress=dialog.show_progress)
        dialog.canceled.connect(handle.cancel)

    # Inside

    def _item_to_decide(self) -> Conflict | None:
        if self.item is None:
            self._session.said.emit(self.tr("No conflict is in view; Tab goes to the next."))
        return self.item

    def _why_of(self, item: Conflict) -> Why:
        ruling = self.case.ruling_on(item) if self.case else None
        return Why(ruling.reason, ruling.comment) if ruling else self._why

    def _explain(self, why: Why) -> None:
        case, item, workspace = self.case, self.item, self._session.workspace
        ruling = case.ruling_on(item) if case and item else None
        if case is None or ruling is None:
            self._why = why
        else:
            self._do(lambda: review.explain(workspace, case, ruling, why))
        self._show_item()

    def _on_comment(self, words: str) -> None:
        if self.item is not None:
            self._explain(replace(self._why_of(self.item), comment=words or None))

    def _decide(self, act: Callable[[Case], Case]) -> None:
        """Rule on the item in view, and go on to the next that is open."""
        case, item = self.case, self.item
        if case is None or not self._do(lambda: act(case)):
            self._refresh()
            return
        here = item.start if item else -1
        following = [i for i in self.case.open if i.start > here] if self.case else []
        rest = self.case.open if self.case else ()
        self._go(next(iter([*following, *rest]), None))

    def _do(self, act: Callable[[], Case]) -> bool:
        """Change something and show it; False if it could not be done."""
        self._acting = True
        after = self._session.attempt(act)
        self._acting = False
        if after is None:
            return False
        self.case = after
        self._refresh()
        return True

    def _refresh(self) -> None:
        case = self.case
        if case is None:
            return
        self._acting = True
        self._view.update_article(state_of(case), self._marks(case))
        self._acting = False
        self.model.update(entry_of(case))
        self._show_counts()

    def _reload(self) -> None:
        """Read the article anew: somebody else has changed it, or an edit was taken back."""
        case = self.case
        if case is not None:
            project, plan, number = self._session.workspace.project, self.plan, case.article_id
            self.case = self._session.look(lambda: review.case(project, number, plan)) or case
            self._refresh()

    def _show_edit(self, edit: Edit) -> None:
        rows = (*edit.before, *edit.after)
        places = [row.start for row in rows if isinstance(row, Ruling)]
        places += [row.start for row in rows if isinstance(row, GoldSpan)]
        reviewed = places or any(isinstance(row, Review) for row in rows)
        if reviewed and edit.articles:
            self.open(edit.articles[0], at=places[0] if places else None)
            self._refresh()
            self._show_item()

    def _on_changed(self, change: Change) -> None:
        if self._acting or self._window.mode is Mode.ANNOTATE:
            return
        if change.cause is Cause.IMPORT:
            self._load()
        if self.case is not None and self.case.article_id in change.articles:
            self._reload()

    def _on_row(self, row: int) -> None:
        self.cancel_draft()
        self.open(self.model.numbers[row])
        self._view.setFocus()

    def _on_failed(self, error: AnnotatorError) -> None:
        self._session.said.emit(str(error))

    def _signs_all_the_same(self, count: int) -> bool:
        words = self.tr(
            "%n conflicts are not decided. Save the article as gold without them?"
        ).replace("%n", str(count))
        box = QMessageBox(QMessageBox.Icon.Question, "annotator", words, parent=self._window)
        box.setObjectName("sign_off_question")
        sure = box.addButton(self.tr("Save as gold"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        chosen = box.clickedButton() is sure
        box.deleteLater()
        return chosen

    def _marks(self, case: Case) -> list[Mark]:
        return marks_of_case(case, self._window.labels)

    def _people(self, case: Case) -> People:
        names = case.comparison.annotators if self.plan.blind else self.plan.annotators
        return People(names, self.plan.blind)

    def _header(self, case: Case) -> str:
        return self.tr("green: agreed or in gold  ·  red box: to be decided, in this order")

    def _show_counts(self) -> None:
        self.queue.show_counts(self.model.entries)
        gold = sum(is_finished(entry) for entry in self.model.entries)
        words = self.tr("%1 of %2 articles in gold").replace("%1", f"{gold:,}")
        words = words.replace("%2", f"{len(self.model.entries):,}")
        self._window.status.progress.setText(words)


def _ruled_by(case: Case, item: Conflict, ruling_id: str) -> bool:
    ruling = case.ruling_on(item)
    return ruling is not None and ruling.id == ruling_id
