"""Records of an export by whose work they are: an annotator's, gold, the best there is, or
everyone's.

Best is gold where an article has been signed off, else the work of an annotator who has finished
it: of several the first in the order of the project's review, then by name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TypeAlias

from annotator.domain.errors import DamagedError
from annotator.domain.figures import DAMAGED
from annotator.domain.gold import GOLD, GoldSpan, Review, ReviewStatus
from annotator.domain.outgoing import whole_record
from annotator.domain.overlap_rule import Laid, Overlap, OverlapRule
from annotator.domain.records import Record, RecordSpan, SpanGold
from annotator.domain.spans import is_overlapping
from annotator.domain.text import text_hash
from annotator.domain.values import Origin, Status
from annotator.operations.exporting.export_report import LeftOut
from annotator.store.articles.snapshots import NO_TEXT, Quoted, Stray, is_text, says, snapshots
from annotator.store.articles.stories import name_and_title
from annotator.store.definitions import overlap_rule
from annotator.store.project import Project
from annotator.store.review import reviewing

Wanted: TypeAlias = Sequence[tuple[int, str]]
"""Numbers of articles, each with whose work."""

_QUOTE = "its article says something else there; “annotator check” lists it"
_NO_TEXT = "its text is not in the project; restore a backup"
_CHANGED = "its text is not the one that was imported; restore a backup"
_KINDS = "one of its values is of a wrong kind; restore a backup"
_FIGURE = "what is stored is no figure; it goes out as not parsed"
_BEGUN = (Status.DONE, Status.FLAGGED, Status.IN_PROGRESS, Status.SKIPPED)


def gold(project: Project, *, everything: bool) -> Wanted:
    """The articles that have been signed off; with ``everything`` also those under review."""
    with project.reading() as connection:
        numbers = reviewing.begun(connection) if everything else reviewing.signed(connection)
    return [(number, GOLD) for number in numbers]


def best(project: Project, *, everything: bool) -> Wanted:
    """Every article that has gold or is finished, with whose work is best.

    With ``everything`` also those that somebody has only begun.
    """
    with project.reading() as connection:
        signed = set(reviewing.signed(connection))
        standings = reviewing.standings(connection)
        plan = reviewing.plan(connection).annotators
    ranks = _BEGUN if everything else (Status.DONE,)
    wanted = [(number, GOLD) for number in signed]
    for number, people in standings.items():
        if number not in signed:
            by_rank = sorted(
                (ranks.index(status), _place(plan, name), name)
                for name, status in people.items()
                if status in ranks
            )
            wanted += [(number, name) for _, _, name in by_rank[:1]]
    return sorted(wanted)


def everyone(project: Project, *, everything: bool) -> Wanted:
    """Every article that somebody has finished, once for each who has, by the order of the review.

    With ``everything`` also for those who have only begun it.
    """
    with project.reading() as connection:
        standings = reviewing.standings(connection)
        plan = reviewing.plan(connection).annotators
    ranks = _BEGUN if everything else (Status.DONE,)
    return [
        (number, name)
        for number in sorted(standings)
        for name in sorted(standings[number], key=lambda name: (_place(plan, name), name))
        if standings[number][name] in ranks
    ]


@dataclass(frozen=True, slots=True)
class Leaving:
    """An article on its way out, without what is damaged of it. ``overlaps`` are spans that its
    project does not let stand together, by their places there.

    ``record`` is None where nothing of it can be read. ``sha256`` is of its whole text.
    """

    number: int
    sha256: str
    record: Record | None
    left_out: tuple[LeftOut, ...] = ()
    overlaps: tuple[Overlap, ...] = ()


def records(project: Project, wanted: Wanted) -> list[Leaving]:
    """The records of some articles, in the order given; give some hundreds at most."""
    by_whom: dict[str, list[int]] = {}
    for number, whose in wanted:
        by_whom.setdefault(whose, []).append(number)
    leaving = {
        (item.number, whose): item
        for whose, numbers in by_whom.items()
        for item in _leaving(project, numbers, whose)
    }
    return [leaving[pair] for pair in wanted if pair in leaving]


def _leaving(project: Project, numbers: Sequence[int], whose: str) -> list[Leaving]:
    """Articles as they leave. A damaged one is looked for by halves, so that it stands alone."""
    try:
        return _read(project, numbers, whose)
    except (DamagedError, TypeError, ValueError, KeyError) as error:  # a column may hold anything
        if len(numbers) > 1:
            half = len(numbers) // 2
            first = _leaving(project, numbers[:half], whose)
            return first + _leaving(project, numbers[half:], whose)
        why = str(error).rstrip(".") if isinstance(error, DamagedError) else _KINDS
        return [_unreadable(project, numbers[0], why)]


def _unreadable(project: Project, number: int, why: str) -> Leaving:
    uid, title = f"number {number}", ""
    with suppress(DamagedError), project.reading() as connection:
        uid, title = name_and_title(connection, number) or (uid, title)
    left_out = LeftOut(uid, None, f"it is damaged ({why})", title=title)
    return Leaving(number, "", None, (left_out,))


def _read(project: Project, numbers: Sequence[int], whose: str) -> list[Leaving]:
    with project.reading() as connection:
        taken = snapshots(connection, numbers, annotator=whose)
        spans = reviewing.gold_of(connection, numbers) if whose == GOLD else {}
        reviews = reviewing.reviews_of(connection, numbers) if whose == GOLD else {}
        rule = overlap_rule.rule(connection)
    there = {item.number for item in taken}
    faulty = {number: _NO_TEXT for number in numbers if number not in there}
    leaving: list[Leaving] = []
    for item in taken:
        number, record = item.number, item.record
        if fault := _fault(record, item.sha256):
            faulty[number] = fault
            continue
        misquoted, strays = item.misquoted, item.strays
        if whose == GOLD:
            record, misquoted, strays = _gold_record(record, spans[number], reviews.get(number))
        left_out = _damaged(record, misquoted)
        left_out += [LeftOut.of(record, span, f"it is damaged: {why}") for span, why in strays]
        overlaps = tuple(_overlaps(record, whose, rule))
        leaving.append(
            Leaving(number, item.sha256, whole_record(record), tuple(left_out), overlaps)
        )
    return leaving + [_unreadable(project, number, why) for number, why in faulty.items()]


def _fault(record: Record, sha256: str) -> str | None:
    """Why an article cannot leave, None if it can."""
    article = record.article
    texts = (article.text, article.title, article.source, article.url, article.published)
    rules = (each.rule for each in (*record.muted, *record.unmuted))
    if not all(map(is_text, (*texts, article.uid, record.reason, *rules))):
        return _KINDS
    if not article.text:
        return _NO_TEXT
    return None if text_hash(article.text) == sha256 else _CHANGED


def _damaged(record: Record, misquoted: Sequence[Quoted]) -> list[LeftOut]:
    """What of a record has to be left out, in the order of the text."""
    text = record.article.text
    damaged = [(span, quote, _QUOTE) for span, quote in misquoted]
    for span in record.spans:
        if span.figure is DAMAGED:
            damaged.append((span, text[span.start : span.end], _FIGURE))
    return [
        replace(
            LeftOut.of(record, RecordSpan(*span.key), f"it is damaged: {why}"),
            text=quote if is_text(quote) else "",
            of_value=why == _FIGURE,
        )
        for span, quote, why in sorted(damaged, key=lambda item: (item[0].start, -item[0].end))
    ]


def _overlaps(record: Record, whose: str, rule: OverlapRule) -> Iterator[Overlap]:
    """The spans of an article that its project does not let stand together."""
    article = record.article
    if is_overlapping(record.spans):
        for one, other in rule.contradictions(record.spans):
            laid = Laid.of(one, article.text), Laid.of(other, article.text)
            yield Overlap(article.uid or "", whose, laid, article.title)


def _place(plan: Sequence[str], name: str) -> int:
    return plan.index(name) if name in plan else len(plan)


def _gold_record(
    record: Record, gold: Sequence[GoldSpan], review: Review | None
) -> tuple[Record, list[Quoted], list[Stray]]:
    """The record with what has been decided, what of that the text does not say, and the strays."""
    signed = review is not None and review.status is ReviewStatus.GOLD
    spans: list[RecordSpan] = []
    misquoted: list[Quoted] = []
    strays: list[Stray] = []
    for item in gold:
        span = RecordSpan(
            *(*item.span.place, item.id, Origin.MANUAL),
            *(item.span.figure, item.span.entity, item.span.note),
            gold=SpanGold(item.source.value, item.chosen_from, item.reviewer, item.at),
        )
        if not all(map(is_text, (item.id, item.reviewer, item.at, span.entity, span.note))):
            strays.append((RecordSpan(*span.key), NO_TEXT))
        elif says(record.article.text, span.start, span.end, item.text):
            spans.append(span)
        else:
            misquoted.append((span, item.text))
    decided = replace(
        record,
        spans=tuple(spans),
        status=Status.DONE if signed else Status.IN_PROGRESS,
        annotator=GOLD,
        gold=_meta(gold, review),
    )
    return decided, misquoted, strays


def _meta(spans: Sequence[GoldSpan], review: Review | None) -> Mapping[str, object]:
    sources = Counter(span.source.value for span in spans)
    meta: dict[str, object] = {"sources": dict(sorted(sources.items()))}
    if review is not None:
        meta |= {
            "annotators": list(review.annotators),
            "rule": review.rule.value,
            "reviewer": review.reviewer,
            "at": review.at,
        }
    return meta
