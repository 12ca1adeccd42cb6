"""Every operation is tried on a project: what it changes there, it has announced."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import random
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from merge_verbs import send
from project_dump import Dump, dump
from project_places import put_nothing
from reviewed_project import FIRST, WORKS, make_reviewed
from sqlmodel import SQLModel
from story_texts import article as story

from annotator import operations
from annotator.domain import adjudication
from annotator.domain.adjudication import ReviewerStamp, Why
from annotator.domain.changes import Change, Part
from annotator.domain.conflicts import Conflict
from annotator.domain.consistency import Finding, Flaw
from annotator.domain.edits import BulkEdit
from annotator.domain.figures import ACLED, Figure
from annotator.domain.gold import Plan, Reason
from annotator.domain.guidelines import Guidelines
from annotator.domain.history import Move
from annotator.domain.identity import Identity, new_person_id
from annotator.domain.names import ProjectName
from annotator.domain.overlap_rule import OverlapRule, Overlaps
from annotator.domain.pipelines import PipelineChoice
from annotator.domain.queueing import QueueView
from annotator.domain.review_case import Case
from annotator.domain.sent_back import BackNote
from annotator.domain.span_content import SpanContent
from annotator.domain.values import Annotation, Label, Status, SuggestedSpan, Suggestion
from annotator.operations import (
    annotate,
    articles,
    bulk,
    control_share,
    figures,
    finishing,
    groups,
    guidelines,
    labels,
    mending,
    muting,
    names,
    overlaps,
    people,
    queue,
    stories,
)
from annotator.operations.defining import definitions
from annotator.operations.exporting import licence
from annotator.operations.importing import definitions_import, importer
from annotator.operations.one_step import Prepared
from annotator.operations.reviewing import assigning, feedback, review, sending_back
from annotator.operations.sharing import handing_out, joining_versions, merging
from annotator.operations.sharing.handing_out import HandOut
from annotator.operations.suggesting import prelabel, project_pipeline, suggestion_requests
from annotator.store import project_settings
from annotator.store.articles.stories import forget
from annotator.store.project import create_project
from annotator.tasks import Progress
from annotator.workspace import Workspace

PAGE = "Herat is calm. Herat is calm.\n\n- Advertisement -\n\nMore articles\n"
TEXTS = (FIRST, PAGE, story(random.Random(1)))
RETOLD = TEXTS[2].replace("day", "Day", 1)
PLAN = Plan(("ann", "bob"))
NESTED = OverlapRule(Overlaps.NESTED)
OTHER_PIPELINE = PipelineChoice("rules", "1", (("LAW", "ACTOR"),))
ANNA = Identity(new_person_id(), "Anna")
GAP = Why(Reason.GUIDELINE_GAP, "Which of them?")
# What computes rows for an operation and is none itself.
NONE = {"annotator.operations.span_edits", "annotator.operations.span_rows"}

OF_TABLES = {
    "annotation": Part.ANNOTATIONS,
    "article": Part.ARTICLES,
    "article_text": Part.ARTICLES,
    "assignment": Part.ASSIGNMENTS,
    "comment": Part.GOLD,
    "decision": Part.ANNOTATIONS,
    "gold_span": Part.GOLD,
    "guidelines": Part.GUIDELINES,
    "kept_version": Part.ANNOTATIONS,
    "label": Part.LABELS,
    "learnt_line": Part.MUTED,
    "muted_range": Part.MUTED,
    "project_name": Part.NAMES,
    "received_feedback": Part.GOLD,
    "review": Part.GOLD,
    "ruling": Part.GOLD,
    "story": Part.DUPLICATES,
    "suggestion": Part.SUGGESTIONS,
    "time_spent": Part.TIME,
    "unmuted_range": Part.MUTED,
    "work": Part.STATUS,
}
OF_FACTS = {
    project_settings.VAGUE_POLICY: Part.POLICY,
    project_settings.PIPELINE: Part.PIPELINE,
    project_settings.PIPELINE_VERSION: Part.PIPELINE,
    project_settings.PIPELINE_LABELS: Part.PIPELINE,
    project_settings.UNAIDED_SHARE: Part.CONTROL_SHARE,
    "review_plan": Part.PLAN,
    "former_labels": Part.LABELS,
    project_settings.STORIES_GROUPED_AT: Part.DUPLICATES,
    project_settings.OVERLAPS: Part.OVERLAPS,
    project_settings.OVERLAPS_TOLD: Part.OVERLAPS,
    project_settings.JOINED: Part.ANNOTATIONS,
    project_settings.LICENCE: Part.LICENCE,
    project_settings.SENT_BACK: Part.STATUS,
    project_settings.FINISHED_ELSEWHERE: Part.STATUS,
    project_settings.HANDED_OUT: Part.ASSIGNMENTS,
    project_settings.PERSON_IDS: Part.ANNOTATIONS,
}
# Counted from other tables, or of no window's concern.
DERIVED = {
    *("annotator", "article_signs", "article_summary", "event", "suggestion_run"),
    *("suggestion_source", "tally", "time_share", "undo_step", "work_version"),
}


Deed = Callable[[], object]


class Trial:
    """A project in which ann and bob have finished an article, opened by ann."""

    def __init__(self, folder: Path) -> None:
        works = {name: {1: WORKS[name][1]} for name in ("ann", "bob")}
        self.folder = folder
        self.project = make_reviewed(folder / "tried.annot", works, TEXTS)
        self.workspace = Workspace(self.project, "ann")
        spans = [
            SuggestedSpan(SpanContent(12, 15, "ACTOR")),
            SuggestedSpan(SpanContent(17, 23, "LOCATION")),
        ]
        self.workspace.add_suggestions({1: spans, 3: spans}, source="plain", version="1")

    @property
    def suggestion(self) -> Suggestion:
        return self.workspace.article(3).waiting[0]

    @property
    def annotation(self) -> Annotation:
        return self.workspace.article(1).annotations[0]

    @property
    def figure(self) -> Annotation:
        return self.workspace.article(1).annotations[2]

    @property
    def case(self) -> Case:
        case = review.case(self.project, 1, PLAN)
        assert case is not None
        return case

    @property
    def conflict(self) -> Conflict:
        return self.case.open[0]

    def propagating(self, operation: Callable[..., object]) -> Deed:
        span = annotate.add(self.workspace, article=2, start=0, end=5, label="LOCATION")
        return lambda: operation(self.workspace, article=2, span=span)

    @property
    def group(self) -> groups.Group:
        state = self.workspace.article(3)
        return groups.group_of(state, state.text[12:15])

    def prepared(self) -> groups.Prepared:
        rows = groups.find(self.workspace, self.group.words, Progress())
        return groups.prepare(
            self.workspace,
            occurrences=rows,
            deed=groups.Deed.ACCEPT,
            label="ACTOR",
            progress=Progress(),
        )

    def applying(self, prepared: Prepared) -> Deed:
        return lambda: groups.apply_everywhere(self.workspace, prepared)

    def mending(self, mend: Callable[[Workspace, Finding], object]) -> Deed:
        span = annotate.add(self.workspace, article=2, start=0, end=8, label="LOCATION")
        start, end = span.start, span.start + 5
        flaw = Finding(Flaw.EDGES, span.start, span.end, span, (start, end, "LOCATION"))
        return lambda: mend(self.workspace, flaw)

    def ruled(self) -> Case:
        return review.choose(self.workspace, self.case, self.conflict, 0, why=GAP)

    def calling(self, deed: Deed) -> Deed:
        """A deed to somebody whom gold names."""
        self.ruled()
        return deed

    def retold(self) -> None:
        """Let another article tell the story of the third."""
        self.bring(RETOLD)

    def bring(self, text: str) -> importer.ImportReport:
        file = self.folder / f"{len(text)}.txt"
        file.write_text(text, encoding="utf-8")
        return importer.bring_in(self.workspace, [file], choices=importer.ImportChoices())

    def version(self) -> str:
        """Let a version of ann's work be kept aside; returns its key."""
        other = create_project(put_nothing(self.folder / "other.annot"))
        importer.bring_in(
            Workspace(other, "ann"), [self._lines()], choices=importer.ImportChoices()
        )
        articles.set_status(Workspace(other, "ann"), article=1, status=Status.SKIPPED)
        merging.merge_files(self.workspace, [send(other, self.folder / "other.annwork")])
        return merging.saved_versions(self.project)[0].key

    def bundle(self) -> Path:
        """Work of eve on an article that is not here."""
        other = create_project(put_nothing(self.folder / "eves.annot"))
        eve = Workspace(other, "eve")
        file = self.folder / "eves.txt"
        file.write_text("Gunmen left Farah.", encoding="utf-8")
        importer.bring_in(eve, [file], choices=importer.ImportChoices())
        annotate.add(eve, article=1, start=0, end=6, label="ACTOR")
        labels.add(eve, "WEAPON")
        return send(other, self.folder / "eves.annwork")

    def _lines(self) -> Path:
        file = self.folder / "first.txt"
        file.write_text(FIRST, encoding="utf-8")
        return file


def beside(trial: Trial) -> Deed:
    """What lies beside a file says otherwise of all there is."""
    own = definitions(trial.project)
    said = replace(
        own,
        guidelines=Guidelines(7, "# Theirs", "2026-01-01", "eve"),
        labels=(*own.labels, Label("WEAPON", "9", "#AABBCC", "#112233")),
        overlap_rule=NESTED,
        names=(ProjectName("Farah", "LOCATION", annotator="eve"),),
        people=("eve",),
        plan=PLAN,
    )
    every = frozenset(("labels", "guidelines", "overlap_rule", "names", "plan", "people"))
    return lambda: definitions_import.take_over(
        trial.workspace, definitions_import.Beside("x", said, every, ())
    )


def gaps(trial: Trial) -> Deed:
    trial.ruled()
    found = guidelines.gaps(trial.project)
    return lambda: guidelines.put_back(trial.workspace, found)


def opened_again(trial: Trial) -> Deed:
    signed = review.sign(trial.workspace, trial.case)
    return lambda: review.reopen(trial.workspace, signed)


def explained(trial: Trial) -> Deed:
    ruled = trial.ruled()
    return lambda: review.explain(trial.workspace, ruled, ruled.rulings[0], Why(comment="So."))


def answered(trial: Trial) -> Deed:
    ruling = trial.ruled().rulings[0]
    return lambda: feedback.answer(trial.workspace, ruling, "Why?")


def taken(trial: Trial) -> Deed:
    assigning.assign(trial.workspace, to=["bob"])
    return lambda: assigning.take(trial.workspace, 1)


def unflagged(trial: Trial) -> Deed:
    articles.flag(trial.workspace, article=3, reason="Odd.")
    return lambda: articles.unflag(trial.workspace, article=3)


def called_back(trial: Trial) -> Deed:
    trial.ruled()
    people.rename(trial.workspace, "bob", "Bob Smith")
    return lambda: people.undo(trial.workspace)


def renamed(trial: Trial) -> Deed:
    label = replace(trial.workspace.labels[0], name="PARTY")
    return lambda: labels.change(trial.workspace, "ACTOR", label)


def removed(trial: Trial) -> Deed:
    labels.add(trial.workspace, "WEAPON")
    return lambda: labels.remove(trial.workspace, "WEAPON")


def carried(trial: Trial) -> Deed:
    trial.retold()
    annotate.accept_all(trial.workspace, article=3)
    copies = stories.prepare_copies(trial.workspace, article=3)
    return lambda: stories.copy_to_duplicates(trial.workspace, copies)


def grouped(trial: Trial) -> Deed:
    trial.retold()
    with trial.project.writing() as connection:
        forget(connection)
    return lambda: stories.group_stories(trial.workspace)


def noted(trial: Trial) -> Deed:
    trial.retold()
    with trial.project.writing() as connection:
        forget(connection)
    return lambda: stories.note_near_duplicates(trial.workspace, after=3, progress=Progress())


def restored(trial: Trial) -> Deed:
    key = trial.version()
    return lambda: merging.restore(trial.workspace, key)


def joined(trial: Trial) -> Deed:
    key = trial.version()
    articles.set_status(trial.workspace, article=1, status=Status.SKIPPED)
    return lambda: joining_versions.join(trial.workspace, key)


def forgotten(trial: Trial) -> Deed:
    span = SuggestedSpan(SpanContent(0, 3, "ACTOR"))
    trial.workspace.add_suggestions({3: [span]}, source="made", version="9", names="")
    return lambda: suggestion_requests.forget_waiting(trial.workspace, 3)


def suggested(trial: Trial) -> Deed:
    sha256 = trial.workspace.article(1).document.article.sha256
    spans = [SuggestedSpan(SpanContent(0, 7, "ACTOR"))]
    return lambda: suggestion_requests.keep(
        trial.workspace, 1, sha256, spans, source="other", version="2"
    )


# By its module and name, what tries an operation: it prepares and returns the deed itself.
def bulk_edit(trial: Trial) -> BulkEdit:
    """What signing an article off does, as a large edit."""
    return BulkEdit("sign", (), adjudication.sign(trial.case, ReviewerStamp("ann", "now")).after)


def label_taken_back(trial: Trial) -> Deed:
    labels.merge(trial.workspace, "ACTOR", "LOCATION")
    return lambda: labels.undo(trial.workspace)


def taken_back(trial: Trial) -> Deed:
    review.make_gold(trial.workspace, PLAN)
    return lambda: bulk.replay(trial.workspace, Move.UNDO)


TRIALS: dict[str, Callable[[Trial], Deed]] = {
    "annotate.accept": lambda t: (
        lambda: annotate.accept(t.workspace, article=3, suggestion=t.suggestion)
    ),
    "annotate.accept_all": lambda t: lambda: annotate.accept_all(t.workspace, article=3),
    "annotate.accept_some": lambda t: (
        lambda: annotate.accept_some(t.workspace, article=3, among=[t.suggestion])
    ),
    "annotate.reject": lambda t: (
        lambda: annotate.reject(t.workspace, article=3, suggestion=t.suggestion)
    ),
    "annotate.correct": lambda t: (
        lambda: annotate.correct(
            t.workspace, article=3, suggestion=t.suggestion, start=0, end=4, label="ACTOR"
        )
    ),
    "annotate.add": lambda t: (
        lambda: annotate.add(t.workspace, article=3, start=0, end=4, label="ACTOR")
    ),
    "annotate.relabel": lambda t: (
        lambda: annotate.relabel(t.workspace, article=1, annotation=t.annotation, label="LOCATION")
    ),
    "annotate.resize": lambda t: (
        lambda: annotate.resize(t.workspace, article=1, annotation=t.annotation, start=0, end=16)
    ),
    "annotate.delete": lambda t: (
        lambda: annotate.delete(t.workspace, article=1, annotation=t.annotation)
    ),
    "annotate.set_note": lambda t: (
        lambda: annotate.set_note(t.workspace, article=1, annotation=t.annotation, note="Sure?")
    ),
    "annotate.set_figure": lambda t: (
        lambda: annotate.set_figure(
            t.workspace, article=1, annotation=t.figure, figure=Figure(best=Fraction(31))
        )
    ),
    "annotate.confirm_figure": lambda t: (
        lambda: annotate.confirm_figure(t.workspace, article=1, span=t.figure)
    ),
    "annotate.propagate_next": lambda t: t.propagating(annotate.propagate_next),
    "annotate.propagate_all": lambda t: t.propagating(annotate.propagate_all),
    "articles.set_status": lambda t: (
        lambda: articles.set_status(t.workspace, article=3, status=Status.FLAGGED, reason="Odd.")
    ),
    "people.rename": lambda t: t.calling(lambda: people.rename(t.workspace, "bob", "Bob Smith")),
    "people.call_me": lambda t: t.calling(lambda: people.call_me(t.workspace, ANNA)),
    "people.join": lambda t: lambda: people.join(t.workspace, "bob", "ann"),
    "people.undo": called_back,
    "finishing.finish": lambda t: (
        lambda: finishing.finish(t.workspace, finishing.look(t.project, [2, 3], annotator="ann"))
    ),
    "articles.flag": lambda t: lambda: articles.flag(t.workspace, article=3, reason="Odd."),
    "articles.unflag": unflagged,
    "articles.toggle_muted": lambda t: (
        lambda: articles.toggle_muted(t.workspace, article=1, offset=0)
    ),
    "articles.next_open": lambda t: lambda: articles.next_open(t.workspace, after=1),
    "bulk.do": lambda t: lambda: bulk.do(t.workspace, bulk_edit(t)),
    "bulk.replay": taken_back,
    "control_share.choose": lambda t: lambda: control_share.choose(t.workspace, 50),
    "exporting.licence.choose": lambda t: lambda: licence.choose(t.workspace, "CC BY 4.0"),
    "figures.choose_policy": lambda t: lambda: figures.choose_policy(t.workspace, ACLED),
    "guidelines.write": lambda t: lambda: guidelines.write(t.workspace, "# Ours"),
    "guidelines.put_back": gaps,
    "importing.definitions_import.take_over": beside,
    "importing.importer.bring_in": lambda t: lambda: t.bring("Farah is calm."),
    "labels.uses": lambda t: lambda: labels.uses(t.workspace, "ACTOR"),
    "labels.named": lambda t: lambda: labels.named(t.workspace, "ACTOR"),
    "labels.undo": label_taken_back,
    "labels.names": lambda t: lambda: labels.names(t.workspace),
    "labels.add": lambda t: lambda: labels.add(t.workspace, "WEAPON"),
    "labels.change": renamed,
    "labels.move": lambda t: lambda: labels.move(t.workspace, "ACTOR", 2),
    "labels.merge": lambda t: lambda: labels.merge(t.workspace, "ACTOR", "LOCATION"),
    "labels.remove": removed,
    "muting.mute_boilerplate": lambda t: lambda: muting.mute_boilerplate(t.workspace, relearn=True),
    "names.change": lambda t: (
        lambda: names.change(t.workspace, add=[ProjectName("Herat", "LOCATION")], title="Herat")
    ),
    "names.remember": lambda t: lambda: names.remember(t.workspace, "Herat", "LOCATION"),
    "overlaps.choose": lambda t: lambda: overlaps.choose(t.workspace, NESTED),
    "overlaps.note_told": lambda t: lambda: overlaps.note_told(t.workspace),
    "queue.numbers": lambda t: lambda: queue.numbers(t.workspace),
    "queue.listing": lambda t: lambda: queue.listing(t.workspace, None),
    "queue.entries": lambda t: lambda: queue.entries(t.workspace, [1]),
    "queue.rows": lambda t: lambda: queue.rows(t.workspace, QueueView(), [1]),
    "queue.counts": lambda t: lambda: queue.counts(t.workspace, QueueView()),
    "queue.also_flagged": lambda t: lambda: queue.also_flagged(t.workspace, QueueView()),
    "sharing.handing_out.hand_out": lambda t: (
        lambda: handing_out.hand_out(t.workspace, HandOut(("bob",)), t.folder / "out")
    ),
    "reviewing.sending_back.send_back": lambda t: (
        lambda: sending_back.send_back(t.workspace, [BackNote(1, "bob", "gap", "look")], "Back")
    ),
    "reviewing.sending_back.recipients": lambda t: lambda: sending_back.recipients(t.workspace, 1),
    "reviewing.sending_back.send_by_name": lambda t: (
        lambda: sending_back.send_by_name(
            t.workspace, [t.workspace.article(1).document.article.uid], ["bob"]
        )
    ),
    "reviewing.assigning.take": taken,
    "reviewing.assigning.assign": lambda t: lambda: assigning.assign(t.workspace, to=["ann"]),
    "reviewing.feedback.answer": answered,
    "reviewing.review.keep_plan": lambda t: lambda: review.keep_plan(t.workspace, PLAN),
    "reviewing.review.choose": lambda t: t.ruled,
    "reviewing.review.reject": lambda t: lambda: review.reject(t.workspace, t.case, t.conflict),
    "reviewing.review.rewrite": lambda t: (
        lambda: review.rewrite(t.workspace, t.case, t.conflict, t.conflict.options[0].spans)
    ),
    "reviewing.review.accept_agreed": lambda t: lambda: review.accept_agreed(t.workspace, t.case),
    "reviewing.review.explain": explained,
    "reviewing.review.sign": lambda t: lambda: review.sign(t.workspace, t.case),
    "reviewing.review.reopen": opened_again,
    "reviewing.review.make_gold": lambda t: lambda: review.make_gold(t.workspace, PLAN),
    "sharing.merging.merge_files": lambda t: lambda: merging.merge_files(t.workspace, [t.bundle()]),
    "sharing.merging.restore": restored,
    "sharing.joining_versions.join": joined,
    "stories.group_stories": grouped,
    "stories.note_near_duplicates": noted,
    "stories.story_of": lambda t: lambda: stories.story_of(t.workspace, article=1),
    "stories.place_of": lambda t: lambda: stories.place_of(t.workspace, article=1),
    "stories.copied_from": lambda t: lambda: stories.copied_from(t.workspace, t.suggestion),
    "groups.apply": lambda t: (
        lambda: groups.apply(t.workspace, group=t.group, deed=groups.Deed.RELABEL, label="LOCATION")
    ),
    "groups.prepare_here": lambda t: (
        lambda: groups.prepare_here(
            t.workspace, group=t.group, deed=groups.Deed.RELABEL, label="LOCATION"
        )
    ),
    "groups.find": lambda t: lambda: groups.find(t.workspace, t.group.words, Progress()),
    "groups.prepare": lambda t: lambda: t.prepared(),
    "groups.apply_everywhere": lambda t: t.applying(t.prepared()),
    "mending.mend": lambda t: t.mending(
        lambda w, flaw: mending.mend(w, article=2, findings=[flaw])
    ),
    "mending.prepare": lambda t: t.mending(
        lambda w, flaw: mending.prepare(w, article=2, findings=[flaw])
    ),
    "mending.apply": lambda t: t.mending(
        lambda w, flaw: mending.apply(w, mending.prepare(w, article=2, findings=[flaw]))
    ),
    "stories.prepare_copies": lambda t: lambda: stories.prepare_copies(t.workspace, article=1),
    "stories.copy_to_duplicates": carried,
    "suggesting.project_pipeline.choose": lambda t: (
        lambda: project_pipeline.choose(t.workspace, OTHER_PIPELINE)
    ),
    "suggesting.prelabel.prelabel": lambda t: (
        lambda: prelabel.prelabel(t.workspace, pipeline="fake_suggesters:obedient")
    ),
    "suggesting.suggestion_requests.lacking": lambda t: (
        lambda: suggestion_requests.lacking(t.workspace, first=1, ahead=2)
    ),
    "suggesting.suggestion_requests.has_read": lambda t: (
        lambda: suggestion_requests.has_read(t.workspace, 1, "rules")
    ),
    "suggesting.suggestion_requests.document": lambda t: (
        lambda: suggestion_requests.document(t.workspace, 1)
    ),
    "suggesting.suggestion_requests.keep": suggested,
    "suggesting.suggestion_requests.forget_waiting": forgotten,
}
READING = {
    "reviewing.sending_back.recipients",
    *(
        "articles.next_open",
        "labels.named",
        "labels.names",
        "labels.uses",
        "stories.story_of",
        "stories.place_of",
    ),
    *("queue.numbers", "queue.listing", "queue.entries", "queue.rows", "queue.counts"),
    "queue.also_flagged",
    *("groups.find", "groups.prepare", "groups.prepare_here", "mending.prepare"),
    *("stories.copied_from", "stories.prepare_copies"),
    *("suggesting.suggestion_requests.lacking", "suggesting.suggestion_requests.document"),
    "suggesting.suggestion_requests.has_read",
}


def operations_on_workspaces() -> set[str]:
    """All public functions below `operations` that take a workspace."""
    found = set()
    for info in pkgutil.walk_packages(operations.__path__, "annotator.operations."):
        module = importlib.import_module(info.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == info.name not in NONE and not name.startswith("_")
            if own and "Workspace" in inspect.get_annotations(function).values():
                found.add(f"{info.name.removeprefix('annotator.operations.')}.{name}")
    return found


def changed(before: Dump, after: Dump) -> tuple[Part, set[int]]:
    """The parts that differ between two dumps of a project, and the articles whose rows differ."""
    parts, numbers = Part(0), set()
    for name, part in OF_TABLES.items():
        rows = set(before[name]) ^ set(after[name])
        columns = [column.name for column in SQLModel.metadata.tables[name].columns]
        if rows:
            parts |= part
        if "article_id" in columns:
            numbers |= {row[columns.index("article_id")] for row in rows}
    for key, _ in set(before["project"]) ^ set(after["project"]):
        parts |= OF_FACTS[key]
    return parts, numbers


def test_each_operation_is_tried() -> None:
    assert operations_on_workspaces() == TRIALS.keys()


def test_each_table_is_a_part_of_a_project_or_derived() -> None:
    assert {*OF_TABLES, "project"} | DERIVED == {
        table.name for table in SQLModel.metadata.sorted_tables
    }


@pytest.mark.parametrize("operation", sorted(TRIALS))
def test_what_an_operation_changes_is_announced(tmp_path: Path, operation: str) -> None:
    trial = Trial(tmp_path)
    deed = TRIALS[operation](trial)
    heard: list[Change] = []
    trial.workspace.listen(heard.append)
    before = dump(trial.project)
    deed()
    parts, numbers = changed(before, dump(trial.project))
    announced = Part(0)
    for change in heard:
        announced |= change.parts
    assert bool(parts) is (operation not in READING)
    assert parts in announced
    assert [n for n in numbers if not any(change.concerns(n) for change in heard)] == []
    assert bool(heard) is (operation not in READING)
    trial.project.close()
