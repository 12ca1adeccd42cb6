"""What goes out in an export: the records, one by one, and what each must leave out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.domain.errors import ProjectError
from annotator.domain.gold import BEST, EVERYONE, GOLD
from annotator.domain.guidelines import Definitions
from annotator.domain.outgoing import Content, without_muted, without_place
from annotator.domain.overlap_rule import Overlap
from annotator.domain.queueing import QueueView
from annotator.domain.records import Record
from annotator.domain.splits import DealtOut, Split
from annotator.domain.text import is_blank
from annotator.domain.token_edges import Cuts, Edges, fitted
from annotator.domain.tokens import Token, tokenise
from annotator.domain.values import Status
from annotator.formats.peers import spacy
from annotator.formats.writers import TARGETS, Target
from annotator.operations.defining import definitions
from annotator.operations.exporting import outgoing_records
from annotator.operations.exporting.choice import Choice
from annotator.operations.exporting.export_report import ExportReport, LeftOut, PartCount
from annotator.operations.exporting.masking import masked, said_of
from annotator.operations.exporting.outgoing_records import Leaving
from annotator.operations.exporting.tally import Tally
from annotator.store.articles.confidential import confidential, titles_of
from annotator.store.articles.snapshots import annotators
from annotator.store.articles.stories import first_hashes
from annotator.store.project import Project
from annotator.store.queue import queue_listing
from annotator.tasks import Progress

if TYPE_CHECKING:
    from annotator.operations.exporting.account import Account

GROWN = "it is written grown to whole tokens"
_BATCH = 200


@dataclass(slots=True)
class Outgoing:
    """The records an export goes through, what it must leave out of them, which spans of them the
    project does not let stand together, and how much of them has no place in the ``target``.
    With None it goes out as it is. ``tokens_of`` is how the target parts texts into tokens.
    ``confidential`` are the titles of the articles that stay out.
    """

    project: Project
    choice: Choice
    progress: Progress
    target: Target | None
    tokens_of: Callable[[str], list[Token]] = tokenise
    left_out: list[LeftOut] = field(default_factory=list)
    adjusted: list[spacy.Adjustment] = field(default_factory=list)
    overlaps: list[Overlap] = field(default_factory=list)
    dropped: Counter[Content] = field(default_factory=Counter)
    tally: Tally = field(default_factory=Tally)
    confidential: tuple[str, ...] = ()
    _wanted: Sequence[tuple[int, str]] | None = None
    _cuts: Cuts = field(default_factory=Cuts)

    @property
    def wanted(self) -> Sequence[tuple[int, str]]:
        """The numbers of the articles, each with whose work."""
        if self._wanted is None:
            _refuse_nameless(self.choice, self.target)
            wanted = _wanted(self.project, self.choice)
            if not self.choice.confidential:
                with self.project.reading() as connection:
                    hidden = confidential(connection).intersection(number for number, _ in wanted)
                    self.confidential = titles_of(connection, hidden) if hidden else ()
                if hidden:
                    wanted = [item for item in wanted if item[0] not in hidden]
            self._wanted = wanted
        return self._wanted

    def account(self, report: ExportReport, out: Path, split: Split | None = None) -> Account:
        """What the export says of itself, once all of its records are through."""
        # They measure agreement, which processes that write articles alone need not load.
        from annotator.operations.exporting.account import Account
        from annotator.operations.exporting.facts import gathered

        assert self.target is not None
        articles = [number for number, _ in self.wanted]
        facts = gathered(self.project, articles, progress=self.progress)
        names, choice = self.choice.pseudonyms, self.choice
        if names is not None:
            facts, out = said_of(facts, names), Path(names.said(out.name))
            choice = replace(
                choice,
                annotator=names.annotator(choice.annotator),
                pseudonym_key=names.said(choice.pseudonym_key),
                persons=names.said(choice.persons),
            )
        return Account(choice, self.tally, facts, report, self.target, split, out)

    def report(
        self,
        articles: int,
        spans: int,
        *,
        left_out: Sequence[LeftOut] = (),
        adjusted: Sequence[spacy.Adjustment] = (),
        parts: Mapping[str, PartCount] | None = None,
        definitions: Definitions | None = None,
        split: DealtOut | None = None,
    ) -> ExportReport:
        """What has gone out, with what was left out and adjusted here and in writing."""
        names = self.choice.pseudonyms
        return ExportReport(
            articles,
            spans,
            (*self.left_out, *left_out),
            (*self.adjusted, *adjusted),
            tuple(self.overlaps),
            self.dropped,
            dict(parts or {}),
            definitions,
            split,
            self.choice.dataset_version,
            self.confidential if names is None else tuple(map(names.words, self.confidential)),
            self.choice.pseudonyms,
            tuple(self.target.limits) if self.target else (),
            "record" if self.choice.annotator == EVERYONE else "article",
        )

    def definitions(self) -> Definitions:
        """What holds for the whole project, as it goes out."""
        whole, names = definitions(self.project), self.choice.pseudonyms
        if self.choice.licence is not None:
            whole = replace(whole, licence=self.choice.licence)
        return whole if names is None else said_of(whole, names)

    def take(self, wanted: Sequence[tuple[int, str]]) -> None:
        """Go through these articles alone."""
        self._wanted = wanted

    def records(self) -> Iterator[tuple[str, Record]]:
        """Each record after the hash of the first article of its story, or of its own whole text.

        Read in batches, so that nobody waits to save meanwhile; an article is always consistent
        in itself.
        """
        wanted = self.wanted
        for at in range(0, len(wanted), _BATCH):
            self.progress.report(at, len(wanted))
            batch = wanted[at : at + _BATCH]
            with self.project.reading() as connection:
                story = first_hashes(connection, [number for number, _ in batch])
            for item in outgoing_records.records(self.project, batch):
                record = self._named(item)
                record = self._unmuted(record) if record is not None else None
                if record is not None:
                    if self.choice.pseudonyms is not None:
                        self.choice.pseudonyms.count(record.article.text)
                    record = self._fitted(record)
                    self._count_dropped(record)
                    yield story.get(item.number, item.sha256), record

    def _named(self, item: Leaving) -> Record | None:
        """The record with the names that it goes out with; what is said of it is kept aside."""
        names, record, text = self.choice.pseudonyms, item.record, None
        if names is None:
            self.left_out += item.left_out
            self.overlaps += item.overlaps
            return record
        left_out: list[LeftOut] = []
        if record is not None:
            record, left_out, text = masked(record, names)
        self.left_out += [*(said_of(each, names, text) for each in item.left_out), *left_out]
        self.overlaps += [said_of(each, names, text) for each in item.overlaps]
        return record

    def _fitted(self, record: Record) -> Record:
        target, edges = self.target, self.choice.edges
        if target is None or not target.tokens or not self.choice.tokens:
            return record
        if edges is Edges.CUT:
            if self.tokens_of is tokenise:  # else whoever parts texts so names what it cuts
                off = self._cuts.off(record.article.text, record.spans)
                self.adjusted += [spacy.adjustment(record, span, spacy.CUT) for span in off]
            return record
        whole = fitted(record, self.tokens_of(record.article.text), edges)
        self.left_out += [LeftOut.of(record, span, reason) for span, reason in whole.left_out]
        self.adjusted += [spacy.adjustment(record, span, GROWN) for span in whole.grown]
        return whole.record

    def _count_dropped(self, record: Record) -> None:
        if self.target is not None:
            for kind, amount in without_place(record, self.target.holds, self.target.keeps):
                self.dropped[kind] += amount

    def _unmuted(self, record: Record) -> Record | None:
        if self.choice.keep_muted:
            return record
        if not record.muted:
            return replace(record, unmuted=()) if record.unmuted else record
        unmuted = without_muted(record)
        reason = "it lies in muted text"
        self.left_out += [LeftOut.of(record, span, reason) for span in unmuted.left_out]
        if not is_blank(unmuted.record.article.text):
            return self._joined(unmuted.record)
        self.left_out.append(LeftOut.of(record, None, "all of its text is muted"))
        return None

    def _joined(self, record: Record) -> Record:
        """The record without the names that come about where muted text lay between their words."""
        if self.choice.pseudonyms is None:
            return record
        record, left_out, _ = masked(record, self.choice.pseudonyms)
        self.left_out += left_out
        return record


def _wanted(project: Project, choice: Choice) -> Sequence[tuple[int, str]]:
    """The articles that go out, each with whose work."""
    everything = choice.statuses != (Status.DONE,)
    if choice.annotator == GOLD:
        return outgoing_records.gold(project, everything=everything)
    if choice.annotator == BEST:
        return outgoing_records.best(project, everything=everything)
    if choice.annotator == EVERYONE:
        return outgoing_records.everyone(project, everything=everything)
    with project.reading() as connection:
        _refuse_stranger(choice.annotator, annotators(connection))
        view = QueueView(statuses=choice.statuses)
        numbers = queue_listing.numbers(connection, view, annotator=choice.annotator)
    return [(number, choice.annotator) for number in numbers]


def _refuse_nameless(choice: Choice, target: Target | None) -> None:
    """Refuse everyone's work in a format in which nobody could tell whose is which."""
    if choice.annotator != EVERYONE or target is None or Content.ANNOTATORS in target.holds:
        return
    can = ", ".join(name for name, other in TARGETS.items() if Content.ANNOTATORS in other.holds)
    raise ProjectError(
        f"{target.title} has no place for whose work an article is; choose one annotator, or one "
        f"of the formats {can}."
    )


def _refuse_stranger(annotator: str, known: Sequence[str]) -> None:
    if known and annotator not in known:
        names = ", ".join(f"“{name}”" for name in known)
        raise ProjectError(
            f"Nobody named “{annotator}” has worked in this project; choose one of {names}."
        )
