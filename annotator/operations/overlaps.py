"""Choosing whether the spans of a project may overlap, and finding those that do all the same."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.domain.changes import Part
from annotator.domain.errors import InputError
from annotator.domain.gold import GOLD
from annotator.domain.overlap_rule import OverlapRule, Overlaps, OwnOverlap
from annotator.store.definitions import overlap_rule as store
from annotator.store.events import log
from annotator.store.project import Project
from annotator.store.queue.summaries import tally_all
from annotator.store.review import overlaps as listing
from annotator.tasks import Progress
from annotator.workspace import Workspace

_BATCH = 200  # articles a look, so that nobody waits to save meanwhile


def chosen(project: Project) -> OverlapRule:
    """What the project says."""
    with project.reading() as connection:
        return store.rule(connection)


def own(project: Project, annotator: str, *, progress: Progress | None = None) -> list[OwnOverlap]:
    """Each two spans of an annotator, or of GOLD, that overlap, allowed or not. ``progress`` counts
    articles.
    """
    progress = progress or Progress()
    with project.reading() as connection:
        numbers = listing.overlapped(connection, annotator)
    pairs: list[OwnOverlap] = []
    for at in range(0, len(numbers), _BATCH):
        progress.report(at, len(numbers))
        with project.reading() as connection:
            pairs += listing.own_overlaps(connection, numbers[at : at + _BATCH], annotator)
    return pairs


def untold(
    project: Project, annotator: str, *, progress: Progress | None = None
) -> list[OwnOverlap]:
    """Those of an annotator and of gold that the project does not allow; none of which the
    annotator has been told.
    """
    with project.reading() as connection:
        names, rule = listing.told(connection), store.rule(connection)
    pairs = [] if annotator in names else own(project, annotator, progress=progress)
    if listing.told_of_gold(annotator) not in names:
        pairs += own(project, GOLD, progress=progress)
    return [pair for pair in pairs if not rule.allows(*pair.spans)]


def note_told(workspace: Workspace) -> None:
    """Remember that the annotator has seen which spans overlap."""
    with workspace.changing(Part.OVERLAPS) as connection:
        listing.set_told(connection, workspace.annotator)


def changed(rule: OverlapRule, *, project: str | None, labels: Iterable[str]) -> OverlapRule:
    """A rule with another mode for the project, or for labels given as ``LABEL=MODE``; ``LABEL=``
    takes back what the label said. Raises InputError for what is no mode.
    """
    said = dict(rule.labels)
    for given in labels:
        name, sign, mode = given.rpartition("=")
        if not sign or mode not in {*Overlaps, ""}:
            raise InputError(
                f"“{given}” says nothing about a label; write it as in LOCATION=nested, with "
                f"{', '.join(Overlaps)} or nothing behind the sign."
            )
        said[name] = Overlaps(mode or Overlaps.NONE)
        if not mode:
            del said[name]
    return OverlapRule(Overlaps(project or rule.project), tuple(sorted(said.items())))


def choose(workspace: Workspace, rule: OverlapRule) -> None:
    """Let spans overlap so far and no further from now on.

    Spans that are there stay, also those that contradict it: `check` and the window list them.
    Raises InputError for a label the project has not, and SaveError.
    """
    known = {label.name for label in workspace.labels}
    for name, _ in rule.labels:
        if name not in known:
            raise InputError(
                f"There is no label {name}; the labels are {', '.join(sorted(known))}."
            )
    title = f"Overlapping spans: {rule.project}"
    title += "".join(f", {name} {mode}" for name, mode in rule.labels)
    with workspace.changing(Part.OVERLAPS | Part.SUGGESTIONS, None, title=title) as connection:
        if rule != store.rule(connection):
            store.set_rule(connection, rule)
            tally_all(connection)
            log(connection, title, annotator=workspace.annotator)
