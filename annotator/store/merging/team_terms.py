"""What a team shares: read in a coordinator's project, and taken over by another, part by part."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from annotator.domain.guidelines import Definitions, Guidelines
from annotator.domain.names import NONE, ProjectName
from annotator.domain.pipelines import PipelineChoice
from annotator.domain.team_terms import TeamTerms, TermPart
from annotator.domain.values import Label
from annotator.store import project_settings
from annotator.store.articles.snapshots import annotators
from annotator.store.definitions import control_share, guidelines, names, overlap_rule, pipeline
from annotator.store.definitions import labels as label_store
from annotator.store.definitions.former_labels import former_labels
from annotator.store.project_settings import TEAM_TAKEN, VAGUE_POLICY, fact, set_fact
from annotator.store.queue import assignments
from annotator.store.queue.summaries import tally_all
from annotator.store.review import reviewing
from annotator.store.row_mapper import add, remove
from annotator.store.work import undo_steps
from annotator.store.work.suggestions import forget_runs


def terms(connection: Connection, to: str, at: str, shipped: Guidelines) -> TeamTerms:
    """What the project says now, for ``to``; ``shipped`` are the guidelines of the program."""
    versions = tuple(guidelines.versions(connection))
    return TeamTerms(
        at=at,
        to=to,
        definitions=Definitions(
            versions[0] if versions else shipped,
            label_store.labels(connection),
            overlap_rule.rule(connection),
            names.book(connection).names,
            tuple(annotators(connection)),
            reviewing.plan(connection),
        ),
        versions=versions,
        former=former_labels(connection),
        policy=project_settings.policy(connection).name,
        pipeline=pipeline.pipeline(connection),
        control_share=control_share.share(connection),
        assigned=assignments.hashes(connection, to),
    )


def take(
    connection: Connection, said: TeamTerms, parts: Collection[TermPart], *, annotator: str
) -> None:
    """Let the project say the same in these parts; what it has beside them stays."""
    if TermPart.LABELS in parts:
        _take_labels(connection, said)
    if TermPart.GUIDELINES in parts:
        _take_guidelines(connection, said.versions)
    if TermPart.NAMES in parts:
        _take_names(connection, said.definitions.names)
    if TermPart.SETTINGS in parts:
        _take_settings(connection, said, annotator)
    if parts:
        set_fact(connection, TEAM_TAKEN, max(said.at, fact(connection, TEAM_TAKEN) or ""))


def take_assignments(connection: Connection, said: TeamTerms, name: str) -> None:
    """Let just the articles be assigned to ``name`` that are so in the coordinator's project. For
    after the articles have come in.
    """
    assignments.give(connection, name, said.assigned)


def _take_labels(connection: Connection, said: TeamTerms) -> None:
    theirs = {label.name: label for label in said.definitions.labels}
    there = {label.name: label for label in label_store.labels(connection)}
    for old, new in become(said, there).items():
        if new in there:
            label_store.merge(connection, old, new)
            del there[old]
        else:
            label_store.change(connection, old, replace(there[old], name=new))
            there[new] = there.pop(old)
        undo_steps.forget_all(connection)  # their rows may name the label
    keys = {label.key for label in theirs.values() if label.key}
    for name, label in there.items():
        if name not in theirs and label.key in keys:
            label_store.change(connection, name, replace(label, key=""))
    for name, label in theirs.items():
        if name not in there:
            label_store.add(connection, label)
        elif there[name] != label:
            label_store.change(connection, name, label)
    label_store.reorder(connection, [*theirs, *(name for name in there if name not in theirs)])


def _take_guidelines(connection: Connection, theirs: Sequence[Guidelines]) -> None:
    """Add the versions that are newer than those here. Where both have gone on, theirs holds."""
    own = guidelines.versions(connection)
    last = own[0].version if own else 0
    newer = [one for one in theirs if one.version > last]
    if not newer and theirs:
        newer = [replace(theirs[0], version=last + 1)]
    for one in reversed(newer):
        guidelines.take_over(connection, one)


def _take_names(connection: Connection, theirs: Sequence[ProjectName]) -> None:
    known: set[str] = {label.name for label in label_store.labels(connection)}
    here = {(name.word_list, name.spelling): name for name in names.book(connection).names}
    new = [
        name
        for name in theirs
        if (name.word_list or name.label not in _lacking(theirs, known))
        and not _is_same(name, here.get((name.word_list, name.spelling)))
    ]
    gone = [here[key] for one in new if (key := (one.word_list, one.spelling)) in here]
    remove(connection, ProjectName, gone)
    add(connection, ProjectName, new)


def _lacking(theirs: Sequence[ProjectName], known: Collection[str]) -> set[str]:
    """Labels of names that the project has not: such names wait until it has."""
    return {one.label for one in theirs if one.label not in known and one.label != NONE}


def _is_same(one: ProjectName, other: ProjectName | None) -> bool:
    return other is not None and (one.label, one.variants) == (other.label, other.variants)


def _take_settings(connection: Connection, said: TeamTerms, annotator: str) -> None:
    if said.policy != project_settings.policy(connection).name:
        set_fact(connection, VAGUE_POLICY, said.policy)
        forget_runs(connection)
    if not same_pipeline(said, pipeline.pipeline(connection)):
        pipeline.set_pipeline(connection, replace(said.pipeline, version=None))
        forget_runs(connection)
    if said.control_share != control_share.share(connection):
        control_share.set_share(connection, said.control_share, annotator=annotator)
    if said.definitions.overlap_rule != overlap_rule.rule(connection):
        overlap_rule.set_rule(connection, said.definitions.overlap_rule)
        tally_all(connection)


def same_pipeline(said: TeamTerms, own: PipelineChoice) -> bool:
    """Whether the same suggests; which version read last is each project's own affair."""
    return replace(said.pipeline, version=None) == replace(own, version=None)


def differing(connection: Connection, said: TeamTerms, own: TeamTerms, name: str) -> set[TermPart]:
    """The parts in which terms say otherwise than the project does for ``name``."""
    if said.at < (fact(connection, TEAM_TAKEN) or ""):
        return set()  # newer terms have been taken
    label_here = {label.name: label for label in own.definitions.labels}
    texts = {one.text.strip() for one in own.versions}
    names_here = {(one.word_list, one.spelling): one for one in own.definitions.names}
    settings = (said.policy, said.control_share, said.definitions.overlap_rule)
    own_settings = (own.policy, own.control_share, own.definitions.overlap_rule)
    is_other = {
        TermPart.GUIDELINES: bool(said.versions) and said.versions[0].text.strip() not in texts,
        TermPart.LABELS: bool(become(said, label_here))
        or any(_is_new(label, label_here) for label in said.definitions.labels),
        TermPart.NAMES: any(
            not _is_same(one, names_here.get((one.word_list, one.spelling)))
            for one in said.definitions.names
        ),
        TermPart.SETTINGS: settings != own_settings or not same_pipeline(said, own.pipeline),
        TermPart.ASSIGNMENTS: set(said.assigned) != set(assignments.hashes(connection, name)),
    }
    return {part for part, other in is_other.items() if other}


def become(said: TeamTerms, here: Collection[str]) -> dict[str, str]:
    """The labels here that have another name in terms, or were merged into another there."""
    theirs = {label.name for label in said.definitions.labels}
    return {
        old: new
        for old, new in said.former.items()
        if old in here and old not in theirs and new in theirs
    }


def _is_new(label: Label, here: dict[str, Label]) -> bool:
    return here.get(label.name) != label
