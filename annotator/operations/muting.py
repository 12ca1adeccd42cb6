"""Setting the boilerplate of articles aside, as rules find it and as people correct it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from annotator.domain.changes import Part
from annotator.domain.records import ImportIssue, Record
from annotator.domain.values import MUTED_BY_HAND, MutedRange, TextRange, new_id
from annotator.domain.wording import quoted
from annotator.intake.muting.find import find_muted
from annotator.intake.muting.learnt import FEWEST_ARTICLES, LearntLines, keys_of, learn
from annotator.store.articles import article_rows
from annotator.store.articles import muting as store
from annotator.store.events import log
from annotator.store.project import Project
from annotator.tasks import Progress
from annotator.workspace import Workspace

TWICE = 2
"""From how many articles of a source on a line muted by hand is learnt."""
_BATCH = 200
_MOST_MUTED = 1 / 3  # of an article, before somebody is asked to look at it
_FEWEST = 100  # code points that are no blanks; a shorter article is soon seen
_LONG = 60  # code points of a line that is named where it comes again
_ENDS = frozenset('.!?…”"')
_FILE_NAME = re.compile(r"\.(?:txt|text|md|html?|mhtml?|docx|pdf|eml)$", re.IGNORECASE)


@dataclass(slots=True)
class MuteReport:
    """What a run did: ``articles`` were looked at, ``left`` are those people have muted in.

    ``learnt`` counts the lines learnt for each source; it is None when nothing was learnt anew.
    """

    articles: int = 0
    left: int = 0
    muted: int = 0
    unmuted: int = 0
    rules: Counter[str] = field(default_factory=Counter)
    learnt: dict[str, int] | None = None

    def to_json(self) -> dict[str, object]:
        """The report as a JSON object."""
        return {
            "articles": self.articles,
            "left": self.left,
            "muted": self.muted,
            "unmuted": self.unmuted,
            "rules": dict(sorted(self.rules.items())),
            "learnt": self.learnt,
        }


def source_key(source: str | None) -> str:
    """What articles are learnt together under: their source, or "" where that is none or the name
    of the file an article was read from.
    """
    return "" if source is None or _FILE_NAME.search(source) else source


def is_worked_on(record: Record) -> bool:
    """Whether a record is somebody's work, which is taken as it is."""
    own = record.annotator is not None or record.status is not None
    return own or bool(record.muted or record.unmuted)


class Muter:
    """Finds what to mute, with what is known about each source when it is made."""

    def __init__(self, project: Project) -> None:
        with project.reading() as connection:
            muted = defaultdict(set, store.learnt(connection))
            by_hand = store.marked_by_hand(connection, manual=MUTED_BY_HAND)
            unmuted = store.unmuted(connection)
        marked = {
            (part.article, source_key(part.source), key)
            for part in by_hand
            for key in keys_of(part.text)
        }
        for (source, key), count in Counter((source, key) for _, source, key in marked).items():
            if count >= TWICE:
                muted[source].add(key)
        kept: defaultdict[str, set[str]] = defaultdict(set)
        for part in unmuted:
            kept[source_key(part.source)] |= keys_of(part.text)
        self._known = {
            source: LearntLines(frozenset(muted[source]), frozenset(kept[source]))
            for source in {*muted, *kept}
        }

    def parts(
        self, text: str, *, source: str | None, spans: Iterable[tuple[int, int]] = ()
    ) -> tuple[TextRange, ...]:
        """The boilerplate of an article, less the lines that ``spans`` lie in."""
        parts = find_muted(text, learnt=self._known.get(source_key(source)))
        taken = list(spans) if parts else []
        return tuple(
            item
            for item in parts
            if not any(start < item.end and item.start < end for start, end in taken)
        )

    def parts_of(self, record: Record) -> tuple[TextRange, ...]:
        """The boilerplate of an article on its way in; none where a record is somebody's work,
        which says itself what is muted.
        """
        if is_worked_on(record):
            return ()
        spans = [(span.start, span.end) for span in record.spans]
        spans += [(span.start, span.end) for span in record.rejected]
        return self.parts(record.article.text, source=record.article.source, spans=spans)


@dataclass(slots=True)
class MutedShare:
    """How much rules mute of the articles looked at, in code points that are no blanks."""

    looked_at: int = 0
    articles: int = 0
    size: int = 0
    muted: int = 0
    seen: set[int] = field(default_factory=set, repr=False)

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.muted / self.size if self.size else 0.0

    @property
    def is_much(self) -> bool:
        """Whether it is so much that somebody should look."""
        return self.share > _MOST_MUTED

    def look(self, record: Record, parts: Sequence[TextRange]) -> Iterator[ImportIssue]:
        """Count an article, once, and say what somebody should look at."""
        text = record.article.text
        if hash(text) in self.seen:
            return
        self.seen.add(hash(text))
        size = len("".join(text.split()))
        muted = sum(len("".join(text[part.start : part.end].split())) for part in parts)
        self.looked_at += 1
        self.articles += bool(parts)
        self.size += size
        self.muted += muted
        if size >= _FEWEST and muted > _MOST_MUTED * size:
            share = f"{muted / size:.0%} of its text is muted as boilerplate"
            yield record.note(f"{share}; look whether that is right")
        again = [] if is_worked_on(record) else _again(text, parts)
        if again:
            what = "a long sentence stands"
            if len(again) > 1:
                what = f"{len(again)} long sentences stand"
            yield record.note(f"{what} in it more than once, not muted: {quoted(again[0])}")

    def to_json(self) -> dict[str, object]:
        """As a JSON object of a report."""
        return {
            "looked_at": self.looked_at,
            "articles": self.articles,
            "share": round(self.share, 3),
        }


def _again(text: str, parts: Sequence[TextRange]) -> list[str]:
    """The sentences, a line each, that stand in a text more than once where nothing mutes them."""
    muted = {text[part.start : part.end] for part in parts}
    lines = (line.strip() for line in text.split("\n") if len(line) >= _LONG)
    counts = Counter(line for line in lines if line[-1:] in _ENDS)
    return [line for line, count in counts.items() if count > 1 and line not in muted]


def mute_boilerplate(
    workspace: Workspace,
    *,
    relearn: bool = False,
    progress: Progress | None = None,
) -> MuteReport:
    """Bring what rules mute up to date in all articles where nobody has muted by hand.

    With ``relearn`` the lines that repeat at each source are counted anew first. A line with an
    annotation, a verdict or an imported span in it is never muted. Each batch is committed whole.
    Raises SaveError or Cancelled.
    """
    progress = progress or Progress()
    project = workspace.project
    project.refuse_read_only()
    report = MuteReport()
    if relearn:
        report.learnt = _learn(workspace, progress)
    muter = Muter(project)
    with project.reading() as connection:
        numbers = article_rows.numbers(connection)
    for at in range(0, len(numbers), _BATCH):
        progress.report(at, len(numbers))
        _mute_batch(workspace, numbers[at : at + _BATCH], muter, report)
    progress.report(len(numbers), len(numbers))
    return report


def _learn(workspace: Workspace, progress: Progress) -> dict[str, int]:
    project = workspace.project
    with project.reading() as connection:
        by_source: defaultdict[str, list[int]] = defaultdict(list)
        for source, numbers in store.articles_by_source(connection).items():
            by_source[source_key(source)] += numbers
    lines = {
        source: learn(_texts(project, numbers, progress)).muted
        for source, numbers in by_source.items()
        if len(numbers) >= FEWEST_ARTICLES
    }
    with workspace.changing(Part.MUTED) as connection:
        store.set_learnt(connection, lines)
        title = f"Learn boilerplate: {sum(map(len, lines.values()))} lines"
        log(connection, title, annotator=workspace.annotator)
    return {source: len(numbers) for source, numbers in lines.items() if numbers}


def _texts(project: Project, numbers: Sequence[int], progress: Progress) -> Iterator[str]:
    for at in range(0, len(numbers), _BATCH):
        progress.check()
        # A read of its own for each batch, so that nobody waits to save meanwhile.
        with project.reading() as connection:
            texts = article_rows.texts(connection, numbers[at : at + _BATCH])
        yield from texts.values()


def _mute_batch(
    workspace: Workspace, numbers: Sequence[int], muter: Muter, report: MuteReport
) -> None:
    with workspace.changing(Part.MUTED, numbers) as connection:
        gone: list[MutedRange] = []
        new: list[MutedRange] = []
        for page in store.pages(connection, numbers, manual=MUTED_BY_HAND):
            report.articles += 1
            if page.by_hand:
                report.left += 1
                continue
            wanted = muter.parts(page.text, source=page.source, spans=page.spans)
            places = {(part.start, part.end, part.rule) for part in wanted}
            current = {(item.start, item.end, item.rule) for item in page.muted}
            gone += [i for i in page.muted if (i.start, i.end, i.rule) not in places]
            new += [
                MutedRange(new_id(), page.article, *place) for place in sorted(places - current)
            ]
        store.change(connection, gone=gone, new=new, annotator=workspace.annotator)
    report.muted += len(new)
    report.unmuted += len(gone)
    report.rules.update(item.rule for item in new)
