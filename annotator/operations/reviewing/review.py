"""What a reviewer means to do: choose whom to review, rule on conflicts, sign articles off.

Each ruling is one edit. Each raises SaveError or StaleEdit when it cannot be committed; then
nothing has changed. Nothing here ever touches an annotation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from annotator.domain import adjudication, division
from annotator.domain.adjudication import ReviewerStamp, Why
from annotator.domain.changes import Part
from annotator.domain.conflicts import Conflict
from annotator.domain.edits import Edit
from annotator.domain.errors import InputError, those_who
from annotator.domain.gold import GoldSpan, Plan, Rule, Ruling
from annotator.domain.person_names import alike
from annotator.domain.review_case import Case, ReviewEntry, entry_of
from annotator.domain.span_content import SpanContent
from annotator.store.edits import apply_edit
from annotator.store.project import Project
from annotator.store.review import division as division_store
from annotator.store.review import reviewing
from annotator.tasks import Progress
from annotator.workspace import Workspace

NO_REASON = Why()
_BATCH = 100  # articles a look, so that nobody waits to save meanwhile


def plan(project: Project) -> Plan:
    """How the project is reviewed; at first between the two who have finished most."""
    with project.reading() as connection:
        kept = reviewing.plan(connection)
        done = reviewing.finishers(connection)
    known = tuple(name for name in kept.annotators if name in done)
    if len(known) >= 2:
        return replace(kept, annotators=known)
    most = sorted(done, key=lambda name: (-done[name], name))[:2]
    return replace(kept, annotators=tuple(sorted(most)))


def kept_plan(project: Project) -> Plan:
    """What has been said of how the project is reviewed, as it stands; cheap to ask again."""
    with project.reading() as connection:
        return reviewing.plan(connection)


def finishers(project: Project) -> dict[str, int]:
    """Who can be reviewed: how many articles each annotator has finished, by name."""
    with project.reading() as connection:
        return reviewing.finishers(connection)


def keep_plan(workspace: Workspace, chosen: Plan) -> None:
    """Remember how the project is reviewed. Raises InputError where ``check_plan`` does."""
    check_plan(workspace.project, chosen)
    with workspace.changing(Part.PLAN) as connection:
        reviewing.keep_plan(connection, chosen)


def check_plan(project: Project, chosen: Plan) -> None:
    """Raise InputError unless a review is between two or more who have finished an article."""
    if len(set(chosen.annotators)) < 2 or len(set(chosen.annotators)) < len(chosen.annotators):
        raise InputError("A review is between two or more annotators; name each of them once.")
    done = finishers(project)
    stranger = next((name for name in chosen.annotators if name not in done), None)
    if stranger is not None:
        others = those_who(list(done)) if done else "nobody has yet"
        raise InputError(f"“{stranger}” has finished no article of this project; {others}.")


def case(project: Project, number: int, chosen: Plan) -> Case | None:
    """An article under review; None where too few of the annotators have finished it."""
    with project.reading() as connection:
        people = reviewing.ready(connection, chosen, number=number).get(number)
        if people is None:
            return None
        divided = division_store.divided(connection, chosen)
        cases = reviewing.cases(connection, {number: people}, chosen.rule, divided)
        return next(iter(cases), None)


def queue(project: Project, chosen: Plan, *, progress: Progress | None = None) -> list[ReviewEntry]:
    """The articles to be reviewed, the hardest first."""
    entries: list[ReviewEntry] = []
    _go_through(project, chosen, progress, lambda batch: entries.extend(map(entry_of, batch)))
    return sorted(entries, key=lambda entry: entry.hardness)


def choose(
    workspace: Workspace, case: Case, item: Conflict, option: int, *, why: Why = NO_REASON
) -> Case:
    """Rule that one version of a conflict holds; returns the case as it is then."""
    case = _begun(workspace, case)
    return _do(workspace, case, adjudication.choose(case, item, option, why, _stamp(workspace)))


def reject(workspace: Workspace, case: Case, item: Conflict, *, why: Why = NO_REASON) -> Case:
    """Rule that no version of a conflict holds."""
    case = _begun(workspace, case)
    return _do(workspace, case, adjudication.reject(case, item, why, _stamp(workspace)))


def rewrite(
    workspace: Workspace,
    case: Case,
    item: Conflict,
    spans: Sequence[SpanContent],
    *,
    why: Why = NO_REASON,
) -> Case:
    """Rule what stands in the place of all versions of a conflict."""
    case = _begun(workspace, case)
    edit = adjudication.rewrite(case, item, spans, why, _stamp(workspace))
    return _do(workspace, case, edit)


def accept_agreed(workspace: Workspace, case: Case) -> Case:
    """Let everything into gold that all agree on and that waits to be confirmed."""
    case = _begun(workspace, case)
    return _do(workspace, case, adjudication.accept_agreed(case, _stamp(workspace)))


def explain(workspace: Workspace, case: Case, ruling: Ruling, why: Why) -> Case:
    """Give a ruling another reason and comment."""
    return _do(workspace, case, adjudication.explain(ruling, why))


def sign(workspace: Workspace, case: Case) -> Case:
    """Sign an article off as gold, with what the rule lets by."""
    case = _begun(workspace, case)
    if case.is_gold:
        return case
    return _do(workspace, case, adjudication.sign(case, _stamp(workspace)))


def reopen(workspace: Workspace, case: Case) -> Case:
    """Put an article back into review; its gold and its rulings stay."""
    return _do(workspace, case, adjudication.reopen(case, _stamp(workspace)))


@dataclass(frozen=True, slots=True)
class GoldReport:
    """What a rule made of a project.

    ``articles`` have been gone through, ``signed`` of them are gold now, ``conflicts`` are left in
    the others. ``spans`` counts what came into gold, by source; ``untouched`` articles had been
    signed off before.
    """

    articles: int = 0
    signed: int = 0
    untouched: int = 0
    conflicts: int = 0
    unanimous: int = 0
    majority: int = 0

    def to_json(self) -> dict[str, object]:
        """The report as one JSON object."""
        return {
            "articles": self.articles,
            "signed": self.signed,
            "already_gold": self.untouched,
            "conflicts_left": self.conflicts,
            "spans": {"unanimous": self.unanimous, "majority": self.majority},
        }


def make_gold(
    workspace: Workspace, chosen: Plan, *, progress: Progress | None = None
) -> GoldReport:
    """Let into gold what the rule lets by, in all articles; sign those off that have no conflict.

    Articles signed off before stay as they are. Each article is one edit. Raises InputError.
    """
    check_plan(workspace.project, chosen)
    reports: list[GoldReport] = []

    def decide(batch: Sequence[Case]) -> None:
        numbers = [case.article_id for case in batch]
        with workspace.changing(Part.GOLD, numbers) as connection:
            for case in batch:
                stamp = _stamp(workspace)
                edits = [] if case.is_gold else _by_rule(case, stamp)
                for edit in edits:
                    apply_edit(connection, edit, annotator=workspace.annotator)
                    case = case.after(edit)
                reports.append(_counted(case, edits))

    with workspace.announcing_once():
        _go_through(workspace.project, chosen, progress, decide)
    names = ("articles", "signed", "untouched", "conflicts", "unanimous", "majority")
    return GoldReport(*(sum(getattr(report, name) for report in reports) for name in names))


def now() -> str:
    """The time as it is written down."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _by_rule(case: Case, stamp: ReviewerStamp) -> list[Edit]:
    edits = [adjudication.by_rule(case, stamp)]
    after = case.after(edits[0])
    if case.rule is not Rule.NEVER and not after.open:
        edits.append(adjudication.sign(after, stamp))
    return [edit for edit in edits if edit]


def _counted(case: Case, edits: Sequence[Edit]) -> GoldReport:
    rows = [row for edit in edits for row in edit.after if isinstance(row, GoldSpan)]
    untouched = case.is_gold and not edits
    return GoldReport(
        articles=1,
        signed=int(case.is_gold and not untouched),
        untouched=int(untouched),
        conflicts=len(case.open),
        unanimous=sum(row.source.value == Rule.UNANIMOUS.value for row in rows),
        majority=sum(row.source.value == Rule.MAJORITY.value for row in rows),
    )


def _go_through(
    project: Project,
    chosen: Plan,
    progress: Progress | None,
    take: Callable[[Sequence[Case]], None],
) -> None:
    progress = progress or Progress()
    with project.reading() as connection:
        people = reviewing.ready(connection, chosen)
        divided = division_store.divided(connection, chosen)
    numbers = list(people)
    for at in range(0, len(numbers), _BATCH):
        progress.report(at, len(numbers))
        batch = {number: people[number] for number in numbers[at : at + _BATCH]}
        with project.reading() as connection:
            cases = reviewing.cases(connection, batch, chosen.rule, divided)
        take(cases)


def notes(project: Project, chosen: Plan) -> list[str]:
    """What to know of a comparison between these annotators, in sentences."""
    with project.reading() as connection:
        marks = division_store.marks(connection, chosen.annotators)
    by_label = division.is_divided(marks) if chosen.by_label is None else chosen.by_label
    said = (
        division.note(marks, by_label=by_label),
        division.same_person_note(alike(chosen.annotators)),
    )
    return [sentence for sentence in said if sentence]


def _begun(workspace: Workspace, case: Case) -> Case:
    """The case with what the rule lets by in gold: an edit of its own, before the first ruling."""
    edit = adjudication.by_rule(case, _stamp(workspace))
    return _do(workspace, case, edit) if edit else case


def _do(workspace: Workspace, case: Case, edit: Edit) -> Case:
    workspace.do(edit)
    return case.after(edit)


def _stamp(workspace: Workspace) -> ReviewerStamp:
    return ReviewerStamp(workspace.annotator, now())
