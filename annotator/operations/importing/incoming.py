"""What files bring, record by record, as it will come in: read, repaired, with known labels.

The one path of import and preview; writes nothing.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from annotator.domain.figures import VERBATIM, VaguePolicy
from annotator.domain.gold import GOLD
from annotator.domain.labels import FIGURE
from annotator.domain.overlap_rule import FLAT, Laid, OverlapRule
from annotator.domain.records import ImportIssue, Record, RecordSpan, each_once
from annotator.domain.spans import has_overlap
from annotator.domain.text import seen_text
from annotator.domain.wording import counted
from annotator.formats.cut_short import cut_short
from annotator.formats.many_articles import count_of, numbered_headings
from annotator.intake.invisible_chars import unseen
from annotator.operations.figures import read_figure
from annotator.operations.importing.below import base_of
from annotator.operations.importing.days import Days
from annotator.operations.importing.definitions_import import Beside
from annotator.operations.importing.doubles import Doubles, with_file
from annotator.operations.importing.finding import File
from annotator.operations.importing.finished import Stands
from annotator.operations.importing.found import FileFound, Repairs
from annotator.operations.importing.import_choices import SPLITTABLE, ImportChoices
from annotator.operations.importing.label_mapping import LabelMapping
from annotator.operations.importing.read_process import Wanted
from annotator.operations.importing.reading import Reading
from annotator.operations.importing.readings import Kept, Readings
from annotator.operations.importing.repairing import Repaired, repair
from annotator.operations.importing.whose import PeopleFrom, Whose

MOST_SAMPLES = 20
_made = tuple.__new__  # in a third of the time of _replace
_HEADINGS = (
    "it came in as one article, and has %d headings such as “%s”: if each begins an article, say "
    "“%s” as the words that begin one"
)
_PLACES = 5  # spans named in one issue
_GOLD = (
    "{} came in without that and how its spans were reviewed; annotations of the annotators that "
    "records name (--as annotations --named-annotators) come in as gold"
)
_STAND = "both are annotations, to be decided between (Edit, Overlapping spans)"
_AGAIN = "given more than once, and in once: "
_OTHERWISE = "given once more with another value, entity, note or key, which was left out: "
_WAIT = "both wait as suggestions, and accepting one answers the other"
_MANY = (
    "it looks like a download of %d articles but came in as one; save each as a file of its own to "
    "separate them"
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A record as it will come in. ``doubled``: its text came before in this import."""

    record: Record
    doubled: bool


class Incoming:
    """Files on their way in, and what has been found in them so far."""

    def __init__(
        self,
        choices: ImportChoices,
        labels: Sequence[str],
        rule: OverlapRule = FLAT,
        policy: VaguePolicy = VERBATIM,
        *,
        annotator: str = "",
        known: Sequence[str] = (),
        readings: Readings | None = None,
    ) -> None:
        self.choices = choices
        self._readings = readings or Readings()
        self.whose = Whose(choices.people_from, choices.persons, known, annotator)
        self.stands = Stands(choices.finished)
        self._rule = rule
        self._policy = policy
        self.labels = LabelMapping(
            labels, asked=choices.labels, new=choices.new_labels, addable=choices.addable
        )
        self.files: list[FileFound] = []
        self.issues: list[ImportIssue] = []
        self.repairs = Repairs()
        self._doubles = Doubles()
        self.doubled_spans = 0
        self._gold_is_work = 0
        self._work: dict[int, tuple[int, str]] = {}  # by what is seen: the text, and where it is
        self._unseen: dict[str, tuple[int, Record, int]] = {}
        self._base = ""

    def begin(self, paths: Sequence[File | ImportIssue]) -> None:
        """Say what a person has named, files or folders with them."""
        self._base = base_of(paths)

    def arrivals(self, items: Sequence[File | ImportIssue]) -> Generator[Arrival, None, None]:
        """The records of files in their order; issues are kept aside. Close it if you leave it
        early: processes that read end with it.
        """
        with closing(self._readings.of(self._wanted(items))) as readings:
            for item in items:
                if isinstance(item, ImportIssue):
                    self.issues.append(item)
                else:
                    yield from self._file(item, next(readings))
        self.issues += [*self._doubles.notes(), *self._label_notes()]
        if self.choices.as_annotations:
            self.whose.settle()
            self.issues += self.whose.notes(named=self.choices.named_annotators)
        if self._gold_is_work:
            what = counted(self._gold_is_work, "article")
            self.issues.append(ImportIssue("gold", None, _GOLD.format(what), loss=False))

    def take_over(self, beside: Beside | ImportIssue | None) -> None:
        """Go by what lies beside the files as far as the project is to say the same."""
        if isinstance(beside, ImportIssue):
            self.issues.append(beside)
        elif beside is not None:
            self.issues += beside.notes()
            self.labels.also_know(beside.labels)
            if "overlap_rule" in beside.taken:
                self._rule = beside.said.overlap_rule

    @property
    def doubled(self) -> int:
        """How many texts came that had come before."""
        return self._doubles.count

    def _wanted(self, items: Sequence[File | ImportIssue]) -> list[Wanted]:
        choices = self.choices
        return [
            Wanted(item, choices.kind_of(item), choices.options_of(item))
            for item in items
            if not isinstance(item, ImportIssue)
        ]

    def look(self, items: Sequence[File | ImportIssue]) -> None:
        """Go through the files once before, where only all of them say whose work they are. What
        has been read is kept as far as memory allows.
        """
        choices = self.choices
        if not choices.named_annotators or choices.people_from is not PeopleFrom.AUTO:
            return
        self._readings.kept = self._readings.kept or Kept()
        with closing(self._readings.of(self._wanted(items))) as readings:
            for begun in readings:
                for item in begun.items:
                    self._readings.check()
                    if isinstance(item, Record):
                        self.whose.look(item)
        self.whose.settle()

    def _file(self, path: File, begun: Reading) -> Iterator[Arrival]:
        file = FileFound(path, begun.kind)
        self.files.append(file)
        days = Days()
        for item in begun.items:
            if isinstance(item, ImportIssue):
                days.heard(item)
                self._add_issue(file, item)
            else:
                yield self._arrive(file, days.dated(item))
        self.issues += days.notes()
        split_at = self.choices.options_of(path).split_at
        if split_at is not None and file.articles == 1 and file.kind in SPLITTABLE:
            reason = f"it was not split: fewer than two of its lines begin with “{split_at}”"
            self._add_issue(file, ImportIssue(file.file, None, reason, loss=False))
        self._note_unseen(file)

    def _arrive(self, file: FileFound, record: Record) -> Arrival:
        if self.choices.repair:
            record = self._repair(file, record)
        record = self._of_somebody(record)
        if record.gold is not None and record.annotator == GOLD:
            choices = self.choices
            self._gold_is_work += not (choices.as_annotations and choices.named_annotators)
        record, lost = self.labels.apply(record)
        for label, places in lost.items():
            self._add_issue(file, _left_out(record, label, places))
        text = record.article.text
        if has_overlap(record.spans):
            record = self._each_once(file, record)
            self._note_overlaps(file, record)
        record = self._with_values(record)
        count = count_of(text)
        if count > 1:
            self._add_issue(file, record.note(_MANY % count))
        headings = None if count > 1 or "part" in record.article.extra else numbered_headings(text)
        if headings is not None:
            file.heading = headings[2]
            self._add_issue(file, record.note(_HEADINGS % headings))
        short = cut_short(text)
        if short is not None:
            self._add_issue(file, record.note(short))
        for kind, place in unseen(text):
            count, first, at = self._unseen.get(kind, (0, record, place))
            self._unseen[kind] = (count + 1, first, at)
        file.articles += 1
        file.spans += len(record.spans)
        if record.article.encoding not in file.encodings:
            file.encodings.append(record.article.encoding)
        record, doubled, issues = self._doubles.look(with_file(record, self._base))
        for issue in issues:
            self._add_issue(file, issue)
        return Arrival(record, doubled)

    def _of_somebody(self, record: Record) -> Record:
        """The record as whose work it is, and where that stands."""
        if not self.choices.as_annotations:
            return record
        self.whose.look(record)
        if record.reader:
            self._note_seen_alike(record)
        record = self.stands.apply(record)
        if record.gold is not None and record.annotator == GOLD and self.choices.named_annotators:
            return record
        of_somebody = self.whose.count(record)
        return of_somebody if self.choices.named_annotators else record

    def _note_seen_alike(self, record: Record) -> None:
        """Say that work is on another text than that of others, though nobody sees the difference:
        there is nothing to compare then.
        """
        text = record.article.text
        mark = hash(text.rstrip())
        known, where = self._work.setdefault(hash(seen_text(text)), (mark, record.where))
        if known != mark:
            reason = (
                f"its text differs from that of {where} only in invisible characters, so these "
            )
            reason += "are two articles, and work on one is not compared with work on the other"
            self.issues.append(record.note(reason))

    def _with_values(self, record: Record) -> Record:
        """The record with the values that are read in the words of its figures, where it does not
        say what a figure is worth nor how its span came to be, as records of ours do.
        """
        text, policy = record.article.text, self._policy
        spans = list(record.spans)
        for index, span in enumerate(spans):
            if span[2] == FIGURE and span.figure is None and span.origin is None:
                figure = read_figure(text, span.start, span.end, FIGURE, policy=policy)
                spans[index] = _made(RecordSpan, (*span[:5], figure, *span[6:]))
        return replace(record, spans=tuple(spans)) if spans else record

    def _each_once(self, file: FileFound, record: Record) -> Record:
        """The record with each span once; those that stand there again are named and counted."""
        spans, again, others = each_once(record.spans)
        self.doubled_spans += len(again)
        others_keys = {span.key for span in others}
        same = [span for span in again if span.key not in others_keys]
        for said, named, loss in ((_AGAIN, same, False), (_OTHERWISE, others, True)):
            if named:
                reason = said + _named(named, record.article.text)
                self._add_issue(file, replace(record.note(reason), loss=loss))
        return replace(record, spans=spans) if again else record

    def _note_overlaps(self, file: FileFound, record: Record) -> None:
        """Say which spans of a record may not stand together in the project; all come in."""
        pairs = [
            f"{Laid.of(one, record.article.text)} and {Laid.of(other, record.article.text)}"
            for one, other in self._rule.contradictions(record.spans)
        ]
        if pairs:
            own = self.choices.as_annotations and record.suggested_by is None
            reason = f"{'; '.join(pairs[:_PLACES])}{_more(len(pairs))} overlap, which this project "
            reason += "does not allow; " + (_STAND if own else _WAIT)
            self._add_issue(file, record.note(reason))

    def _repair(self, file: FileFound, record: Record) -> Record:
        done: Repaired = repair(record)
        if done.made:
            file.repaired += 1
            self.repairs.articles += 1
            self.repairs.places += len(done.made)
            room = MOST_SAMPLES - len(self.repairs.samples)
            samples = (replace(sample, where=record.where) for sample in done.samples[:room])
            self.repairs.samples += samples
        if done.left:
            self.repairs.left += len(done.left)
            reason = (
                f"{len(done.left)} wrongly decoded places stay as they are: a span begins or ends "
                "in them"
            )
            self._add_issue(file, record.note(reason))
        return done.record

    def _add_issue(self, file: FileFound, issue: ImportIssue) -> None:
        self.issues.append(issue)
        file.rejected += issue.loss

    def _note_unseen(self, file: FileFound) -> None:
        for kind, (count, first, at) in self._unseen.items():
            reason = f"it holds {kind}, kept as they are: {count:,}, the first at character {at}"
            self.issues.append(first.note(reason))
        self._unseen.clear()

    def _label_notes(self) -> Iterator[ImportIssue]:
        for mapped in self.labels.mapped:
            spans = counted(mapped.count, "span")
            if mapped.how.value == "table":
                reason = f"its {spans} became {mapped.target}, by the program's table"
            elif mapped.how.value == "new":
                reason = f"it was added to the project for {spans}"
            else:
                continue
            yield ImportIssue(f"label {mapped.label}", None, reason, loss=False)


def _named(spans: Sequence[RecordSpan], text: str) -> str:
    """Spans with their words and places, each once, the first of many."""
    named = list({span.key: str(Laid.of(span, text)) for span in spans}.values())
    return "; ".join(named[:_PLACES]) + _more(len(named))


def _more(count: int) -> str:
    return f" and {count - _PLACES} more" if count > _PLACES else ""


def _left_out(record: Record, label: str, places: list[tuple[int, int]]) -> ImportIssue:
    named = ", ".join(f"{start} to {end}" for start, end in places[:_PLACES])
    more = _more(len(places))
    what = "the span" if len(places) == 1 else f"{len(places)} spans,"
    were = "was" if len(places) == 1 else "were"
    return ImportIssue(
        record.file,
        record.line,
        f"{record.place}{what} {named}{more} {were} left out: the project has no label “{label}”",
    )
