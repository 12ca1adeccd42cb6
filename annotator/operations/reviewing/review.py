"""What a reviewer means to do: choose whom to review, rule on conflicts, sign articles off.

Each ruling is one edit. Each raises SaveError or StaleEdit when it cannot be committed; then
nothing has changed. Nothing here ever touches an annotation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import reduce

from annotator.domain import adjudication, division
from annotator.domain.adjudication import ReviewerStamp, Why
from annotator.domain.changes import Part
from annotator.domain.conflicts import Conflict
from annotator.domain.edits import BulkEdit, Edit, combined
from annotator.domain.errors import InputError, those_who
from annotator.domain.gold import LEAST, GoldSource, GoldSpan, Plan, Rule, Ruling
from annotator.domain.person_names import alike
from annotator.domain.review_case import Case, ReviewEntry, entry_of
from annotator.domain.span_content import SpanContent
from annotator.domain.wording import counted
from annotator.operations import bulk
from annotator.store.definitions.labels import labels
from annotator.store.project import Project
from annotator.store.review import division as division_store
from annotator.store.review import reviewing
from annotator.tasks import Progress
from annotator.workspace import Workspace

NO_REASON = Why()
BY_RULE = tuple(source for source in GoldSource if source.value in set(Rule))
"""How gold comes to be without being looked at."""
_BATCH = 25  # articles a look, so that nobody waits to save meanwhile


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
    most = len(chosen.annotators)
    if Rule.THRESHOLD in {chosen.rule, *chosen.label_rules.values()} and not (
        LEAST <= chosen.at_least <= most
    ):
        raise InputError(
            f"{chosen.at_least} of {most} annotators cannot be what a rule asks for; say a number "
            f"from {LEAST} to {most}."
        )
    with project.reading() as connection:
        known = [label.name for label in labels(connection)]
    strange = next((name for name in chosen.label_rules if name not in known), None)
    if strange is not None:
        raise InputError(f"This project has no label {strange}; it has {', '.join(known)}.")


def case(project: Project, number: int, chosen: Plan) -> Case | None:
    """An article under review; None where too few of the annotators have finished it."""
    with project.reading() as connection:
        people = reviewing.ready(connection, chosen, number=number).get(number)
        if people is None:
            return None
        divided = division_store.divided(connection, chosen)
        cases = reviewing.cases(connection, {number: people}, chosen.rules, divided)
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

    ``articles`` have been gone through, ``signed`` of them are gold now, ``untouched`` had been
    signed off before. Of all their conflicts ``by_rule`` are or were decided by the rule,
    ``conflicts`` are left to a reviewer. ``spans`` counts what came into gold, by source.
    """

    articles: int = 0
    signed: int = 0
    untouched: int = 0
    conflicts: int = 0
    by_rule: int = 0
    spans: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: GoldReport) -> GoldReport:
        return GoldReport(
            self.articles + other.articles,
            self.signed + other.signed,
            self.untouched + other.untouched,
            self.conflicts + other.conflicts,
            self.by_rule + other.by_rule,
            Counter(self.spans) + Counter(other.spans),
        )

    def to_json(self) -> dict[str, object]:
        """The report as one JSON object."""
        return {
            "articles": self.articles,
            "signed": self.signed,
            "already_gold": self.untouched,
            "conflicts_by_rule": self.by_rule,
            "conflicts_left": self.conflicts,
            "spans": {source.value: self.spans.get(source.value, 0) for source in BY_RULE},
        }


def make_gold(
    workspace: Workspace, chosen: Plan, *, progress: Progress | None = None
) -> GoldReport:
    """Let into gold what the rule lets by, in all articles; sign those off that have no conflict.

    Articles signed off before stay as they are. All is one edit, which undo takes back, and may be
    done on any one thread. Raises InputError; SaveError or StaleEdit, and then nothing has changed.
    """
    check_plan(workspace.project, chosen)
    reports: list[GoldReport] = []
    edits: list[Edit] = []

    def decide(batch: Sequence[Case]) -> None:
        for case in batch:
            own = [] if case.is_gold else _by_rule(case, _stamp(workspace))
            after = reduce(Case.after, own, case)
            edits.extend(own)
            reports.append(_counted(after, own))

    _go_through(workspace.project, chosen, progress, decide)
    whole = combined("", edits)
    title = f"Auto-accept in {counted(len(whole.articles), 'article')}"
    bulk.do(workspace, BulkEdit(title, whole.before, whole.after))
    return sum(reports, GoldReport())


def now() -> str:
    """The time as it is written down."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _by_rule(case: Case, stamp: ReviewerStamp) -> list[Edit]:
    edits = [adjudication.by_rule(case, stamp)]
    after = case.after(edits[0])
    if case.rules.rule is not Rule.NEVER and not after.open:
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
        by_rule=len(case.items) - len(case.asked),
        spans=Counter(row.source.value for row in rows),
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
            cases = reviewing.cases(connection, batch, chosen.rules, divided)
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
