"""The review in the window: between whom it is, its queue, and the article that is opened."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from annotator.domain.changes import Change, Part
from annotator.domain.edits import BulkEdit, Edit, SendBackEdit
from annotator.domain.errors import AnnotatorError
from annotator.domain.gold import GoldSpan, Plan, Review, Ruling
from annotator.domain.history import Move
from annotator.domain.review_case import Case, ReviewEntry, entry_of
from annotator.domain.wording import counted, filled
from annotator.operations.reviewing import review
from annotator.tasks import Progress
from annotator.ui.review.adjudication import Adjudication
from annotator.ui.review.conflict_panel import ConflictPanel
from annotator.ui.review.replies import Replies, Ways
from annotator.ui.review.review_bar import ReviewBar
from annotator.ui.review.review_model import ReviewModel, is_finished
from annotator.ui.review.review_queue import ReviewQueue
from annotator.ui.review.review_settings import ReviewPlanDialog
from annotator.ui.shell.action_rows import REVIEWING, Mode
from annotator.ui.shell.columns import Column
from annotator.ui.shell.context import Context
from annotator.ui.shell.people import People
from annotator.ui.shell.undoing import replay

_QUEUED = Part.ARTICLES | Part.ANNOTATIONS | Part.STATUS | Part.GOLD  # what the queue counts


class ReviewMode(QObject):
    """One review in one window, from when it is entered until it is left."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.session)
        self._context = context
        self._session = context.session
        self._view = context.surface
        self._asked = 0
        self.model = ReviewModel(self)
        self.queue = ReviewQueue(self.model, context.table.actions)
        self.panel = ConflictPanel(context.table.actions)
        self.adjudication = Adjudication(context, self.panel, self.is_up_to_date)
        ways = Ways(self.open, self._case, self._load, self.is_up_to_date)
        self.replies = Replies(context, self.adjudication, self.model, ways)
        self.aside = self.replies.aside
        self._kept = Plan()  # what the project last said of its plan
        table = context.table
        self.bar = ReviewBar([table["agreement"], table["review_plan"], table["sign_off"]])
        self._places: tuple[tuple[Column, QWidget], ...] = (
            (context.left, self.queue),
            (context.right, self.panel),
            (context.bar, self.bar),
        )
        for column, part in self._places:
            column.add(part, REVIEWING)
        self._wire()

    def _wire(self) -> None:
        self.panel.left.connect(self._view.setFocus)
        self.queue.open_requested.connect(self._on_row)
        self.queue.left.connect(self._view.setFocus)
        self.bar.plan_requested.connect(self.ask_plan)
        self.adjudication.changed.connect(self._on_decided)
        self.adjudication.wanted.connect(lambda number, at: self.open(number, at=at))

    @property
    def plan(self) -> Plan:
        """Between whom the review is, and how."""
        return self.adjudication.plan

    # Coming and going

    def enter(self) -> None:
        """Show the review: the hardest article first."""
        self.adjudication.begin()
        project = self._session.workspace.project
        self._kept = self._session.look(lambda: review.kept_plan(project)) or Plan()
        self.adjudication.plan = self._session.look(lambda: review.plan(project)) or Plan()
        self._begin()
        self._view.setFocus()

    def leave(self) -> None:
        """Give the window back to annotating."""
        self._asked += 1
        self.adjudication.end()

    def close(self) -> None:
        """Take the panels away."""
        self._asked += 1
        self.aside.close()
        for column, part in self._places:
            column.remove(part)

    def is_up_to_date(self) -> bool:
        """Whether the plan is what it was; if not, the review goes on by the new one and says so.

        Asked before anything is decided, as colleagues and commands change plans too.
        """
        if self.adjudication.draft is not None:
            return True  # asked again once it is taken
        project = self._session.workspace.project
        kept = self._session.look(lambda: review.kept_plan(project))
        if kept is None or kept == self._kept:
            return True
        plan = self._session.look(lambda: review.plan(project))
        if plan is None:
            return True
        self._kept = kept
        if plan == self.plan:  # this window has changed it
            return True
        self._adopt(plan)
        return False

    def _adopt(self, plan: Plan) -> None:
        case, item = self.adjudication.case, self.adjudication.item
        self.adjudication.plan = plan
        self._begin()
        if case is not None:
            again = self._session.look(lambda: self._case(case.article_id))
            if again is not None:
                self.adjudication.show(again, at=item.start if item else None)
        self._session.said.emit(
            self.tr(
                "The review settings were changed elsewhere; the review goes on by the new "
                "settings, and what you pressed has changed nothing."
            )
        )

    def _begin(self, *, notes: bool = True) -> None:
        people = self._people()
        self.bar.show_people([people.badge(name) for name in self.plan.annotators])
        self.model.show([])
        self.adjudication.let_go()
        self.aside.article = None
        self.aside.load()
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
        if notes:
            self._note_people()

    def _note_people(self) -> None:
        """Say what is to be known of those compared: labels that one alone marks, one person twice.

        Not where their names are hidden.
        """
        asked, plan, project = self._asked, self.plan, self._session.workspace.project

        def done(notes: list[str]) -> None:
            if notes and asked == self._asked:
                self._session.said.emit(" ".join(notes))

        if not plan.blind:
            self._context.tasks.start(
                lambda progress: review.notes(project, plan), done=done, failed=self._on_failed
            )

    def _people(self) -> People:
        return People(self.plan.annotators, self.plan.blind)

    def _load(self) -> None:
        self._asked += 1
        asked, plan, project = self._asked, self.plan, self._session.workspace.project
        self.queue.show_counts((), busy=True)

        def done(entries: list[ReviewEntry]) -> None:
            if asked == self._asked:
                self._show_queue(entries)

        self._context.tasks.start(
            lambda progress: review.queue(project, plan, progress=progress),
            done=done,
            failed=self._on_failed,
            lane="review",
        )

    def _show_queue(self, entries: list[ReviewEntry]) -> None:
        self.model.show(entries)
        self._show_counts()
        if self.adjudication.case is not None:
            self.queue.show_row(self.model.row_of(self.adjudication.case.article_id))
        elif self.aside.article is not None:
            pass  # it is looked at meanwhile
        elif entries:
            undecided = self.model.next_undecided(None)
            self.open(entries[0].article.id if undecided is None else undecided)
        else:
            text = self.tr("No article has been finished by all of %s yet.")
            self._show_empty(filled(text, self._people().called(self.plan.annotators)))

    def _show_empty(self, text: str) -> None:
        state = self._session.state
        if state is not None:
            self._view.show_article(state, [], "")
        self.panel.show_decided("", None)
        self.panel.show_remarks("", "")
        self.panel.show_nothing(text)

    # Articles

    def open(self, number: int, *, at: int | None = None, goes_on: bool = False) -> None:
        """Bring an article into view, with the conflict at an offset or the first open one.

        ``goes_on`` where the review itself leads there.
        """
        if not self.adjudication.may_leave_draft():
            return
        if not self.is_up_to_date():
            return
        looked = self._session.look(lambda: (self._case(number),))
        if looked is None:
            return
        (case,) = looked
        if case is None:
            self._session.said.emit(self.tr("This article is not under review any more."))
            return
        self.aside.article = None
        self.adjudication.show(case, at=at, goes_on=goes_on)
        self.queue.show_row(self.model.row_of(number))

    def step_article(self, step: int) -> None:
        """Open the article below (1) or above (-1) in the queue."""
        numbers = self.model.numbers
        here = self.adjudication.case.article_id if self.adjudication.case else None
        row = numbers.index(here) + step if here in numbers else 0
        if 0 <= row < len(numbers):
            self.open(numbers[row])

    def sign(self) -> None:
        """Sign the article off as gold and open the next that needs review."""
        case = self.adjudication.case
        if case is None or not self.adjudication.sign():
            return
        following = self.model.next_undecided(case.article_id)
        if following is not None:
            self._session.said.emit(self.tr("Saved as gold."))
            self.open(following, goes_on=True)
        else:
            self._session.said.emit(self.tr("Saved as gold. No article is left to review."))
            self.adjudication.look_at_nothing()

    def undo(self) -> None:
        """Take back the newest edit and show where it was."""
        if self.is_up_to_date():
            replay(self._context, Move.UNDO, self._show_edit)

    def redo(self) -> None:
        """Make the edit undone last again and show where it is."""
        if self.is_up_to_date():
            replay(self._context, Move.REDO, self._show_edit)

    # The whole review

    def ask_plan(self) -> None:
        """Choose annotators, the rule, and whether names are hidden."""
        self.is_up_to_date()  # the dialog shows the plan as it is
        workspace = self._session.workspace
        project = workspace.project
        people = self._session.look(lambda: review.finishers(project))
        if people is None:
            return
        labels = list(self._context.labels)
        chosen = ReviewPlanDialog.ask(self._context.window, people, self.plan, labels)
        if chosen is not None and chosen != self.plan:
            if not project.read_only:
                self._session.attempt(
                    lambda: review.keep_plan(workspace, chosen), self.tr("Review settings")
                )
            self.adjudication.plan = chosen
            self._begin()
        self._view.setFocus()

    def ask_rule_all(self) -> None:
        """Accept as gold what the rule allows, in every article, when the person is sure."""
        if not self.is_up_to_date():
            return
        entries = self.model.entries
        text = self.tr(
            "Accept as gold everything that the rule of this review allows, in all articles? "
            "Articles without a conflict are signed off. One undo reverts it.\n\n"
            "The rule decides %1; %2 left to you."
        )
        ruled = counted(sum(entry.by_rule for entry in entries), "conflict")
        left = sum(entry.open for entry in entries)
        are = self.tr("%s is") if left == 1 else self.tr("%s are")
        text = filled(text, ruled, filled(are, counted(left, "conflict")))
        buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel
        asked = QMessageBox.question(
            self._context.window, self.tr("Auto-accept agreed spans"), text, buttons
        )
        if asked == QMessageBox.StandardButton.Yes:
            self._rule_all()

    def _rule_all(self) -> None:
        plan, workspace = self.plan, self._session.workspace

        def done(report: review.GoldReport) -> None:
            spans = counted(sum(report.spans.values()), "span")
            signed, left = counted(report.signed, "article"), counted(report.conflicts, "conflict")
            text = self.tr("Accepted %1, signed off %2; %3 left. Undo reverts it.")
            if not report.spans and not report.signed:
                text = self.tr("The rule has accepted everything already; %3 left.")
            self._session.said.emit(filled(text, spans, signed, left))
            self._begin(notes=False)

        def work(progress: Progress) -> review.GoldReport:
            return review.make_gold(workspace, plan, progress=progress)

        self._context.tasks.run(self.tr("Comparing…"), work, done, failed=self._on_failed)

    # Inside

    def _on_decided(self, case: Case) -> None:
        self.model.update(entry_of(case))
        self._show_counts()

    def _reload(self) -> None:
        """Read the article anew: somebody else has changed it, or an edit was taken back."""
        case = self.adjudication.case
        if case is not None:
            looked = self._session.look(lambda: (self._case(case.article_id),))
            self.adjudication.update((looked and looked[0]) or case)

    def _case(self, number: int) -> Case | None:
        """An article as it is, with what waits to be saved. Raises ProjectError."""
        workspace = self._session.workspace
        case = review.case(workspace.project, number, self.plan)
        for step in workspace.waiting_for(number):
            case = case.after(step) if case else None
        return case

    def _show_edit(self, edit: Edit) -> None:
        if isinstance(edit, BulkEdit | SendBackEdit):
            self._begin(notes=False)
            return
        rows = (*edit.before, *edit.after)
        places = [row.start for row in rows if isinstance(row, Ruling)]
        places += [row.start for row in rows if isinstance(row, GoldSpan)]
        reviewed = places or any(isinstance(row, Review) for row in rows)
        if reviewed and edit.articles:
            self.open(edit.articles[0], at=places[0] if places else None)
            self._reload()

    def follow(self, change: Change) -> None:
        """Show what others have changed."""
        reviews = self._context.table.mode is Mode.REVIEW
        if reviews and change.parts & (Part.STATUS | Part.ARTICLES):
            self.aside.load()
        if self.adjudication.acting or not reviews or self.adjudication.draft is not None:
            return  # what is being written stays; what no longer fits is told when it is taken
        case = self.adjudication.case
        here = {case.article_id} if case is not None else set()
        if change.parts & _QUEUED and (change.articles is None or set(change.articles) - here):
            self._load()
        if case is not None and change.concerns(case.article_id):
            self._reload()

    def _on_row(self, row: int) -> None:
        self.open(self.model.numbers[row])
        self._view.setFocus()

    def _on_failed(self, error: AnnotatorError) -> None:
        self._session.said.emit(str(error))

    def _show_counts(self) -> None:
        self.queue.show_counts(self.model.entries)
        answers = sum(entry.answers for entry in self.model.entries)
        self._context.table.show_object("next_answer", str(answers))
        gold = sum(is_finished(entry) for entry in self.model.entries)
        text = filled(self.tr("%1 of %2 articles in gold"), gold, len(self.model.entries))
        self._context.status.progress.setText(text)
