"""Records of an export by whose work they are: an annotator's, gold, or the best there is.

Best is gold where an article has been signed off, else the work of an annotator who has finished
it: of several the first in the order of the project's review, then by name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from annotator.domain.errors import DamagedError
from annotator.domain.figures import DAMAGED
from annotator.domain.gold import GOLD, GoldSpan, Review, ReviewStatus
from annotator.domain.outgoing import record_of
from annotator.domain.overlap_rule import Laid, Overlap
from annotator.domain.records import Record, RecordSpan, SpanGold
from annotator.domain.state import ArticleState
from annotator.domain.values import Annotation, Status
from annotator.operations.exporting.export_report import LeftOut
from annotator.store.articles.snapshots import Snapshot, snapshots, without_label
from annotator.store.project import Project
from annotator.store.review import reviewing

Wanted: TypeAlias = Sequence[tuple[int, str]]
"""Numbers of articles, each with whose work."""

_QUOTE = "its article says something else there; “annotator check” lists it"
_NO_TEXT = "its text is not in the project; restore a backup"
_LABEL = "its label is not in the project"
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
        item.number: item
        for whose, numbers in by_whom.items()
        for item in _leaving(project, numbers, whose)
    }
    return [leaving[number] for number, _ in wanted if number in leaving]


def _leaving(project: Project, numbers: Sequence[int], whose: str) -> list[Leaving]:
    """Articles as they leave. A damaged one is looked for by halves, so that it stands alone."""
    try:
        return _read(project, numbers, whose)
    except DamagedError as error:
        if len(numbers) > 1:
            half = len(numbers) // 2
            first = _leaving(project, numbers[:half], whose)
            return first + _leaving(project, numbers[half:], whose)
        return [_unreadable(numbers[0], str(error).rstrip("."))]


def _unreadable(number: int, why: str) -> Leaving:
    reason = f"it is damaged ({why})"
    return Leaving(number, "", None, (LeftOut(f"number {number}", None, reason),))


def _read(project: Project, numbers: Sequence[int], whose: str) -> list[Leaving]:
    with project.reading() as connection:
        taken = snapshots(connection, numbers, annotator=whose)
        spans = reviewing.gold_of(connection, numbers) if whose == GOLD else {}
        reviews = reviewing.reviews_of(connection, numbers) if whose == GOLD else {}
        strays = without_label(connection, numbers, annotator=whose)
    there = {item.state.article_id for item in taken}
    leaving = [_unreadable(number, _NO_TEXT) for number in numbers if number not in there]
    for item in taken:
        number = item.state.article_id
        if whose == GOLD:
            item = _as_gold(item, spans[number])
        if not item.state.text:
            leaving.append(_unreadable(number, _NO_TEXT))
            continue
        state, left_out = _sound(item.state)
        left_out += [
            LeftOut.of(state.document, RecordSpan(start, end, ""), f"it is damaged: {_LABEL}")
            for start, end in strays.get(number, ())
        ]
        record = record_of(state, item.extra)
        if whose == GOLD:
            record = _gold_record(record, spans[number], reviews.get(number))
        sha256 = state.document.article.sha256
        overlaps = tuple(_overlaps(state, whose))
        leaving.append(Leaving(number, sha256, record, tuple(left_out), overlaps))
    return leaving


def _sound(state: ArticleState) -> tuple[ArticleState, list[LeftOut]]:
    """The article without spans that are not what its text says, and what had to be left out."""
    sound: list[Annotation] = []
    left_out: list[LeftOut] = []
    for item in state.annotations:
        span, why = item.span, None
        if item.text != state.text[span.start : span.end]:
            why = _QUOTE
        elif span.figure is DAMAGED:
            why = _FIGURE
        if why:
            place = RecordSpan(span.start, span.end, span.label)
            missing = LeftOut.of(state.document, place, f"it is damaged: {why}")
            left_out.append(replace(missing, text=item.text, of_value=why == _FIGURE))
        if why != _QUOTE:
            sound.append(item)
    whole = len(sound) == len(state.annotations)
    return state if whole else replace(state, annotations=tuple(sound)), left_out


def _overlaps(state: ArticleState, whose: str) -> Iterator[Overlap]:
    """The spans of an article that its project does not let stand together."""
    article = state.document.article
    for one, other in state.contradictions:
        laid = Laid.of(one, state.text), Laid.of(other, state.text)
        yield Overlap(article.uid, whose, laid, article.title)


def _place(plan: Sequence[str], name: str) -> int:
    return plan.index(name) if name in plan else len(plan)


def _as_gold(item: Snapshot, spans: Sequence[GoldSpan]) -> Snapshot:
    annotations = tuple(span.as_annotation() for span in spans)
    return replace(item, state=replace(item.state, annotations=annotations))


def _gold_record(record: Record, spans: Sequence[GoldSpan], review: Review | None) -> Record:
    values = {
        span.id: SpanGold(span.source.value, span.chosen_from, span.reviewer, span.at)
        for span in spans
    }
    signed = review is not None and review.status is ReviewStatus.GOLD
    return replace(
        record,
        spans=tuple(span._replace(gold=values[span.id or ""]) for span in record.spans),
        status=Status.DONE if signed else Status.IN_PROGRESS,
        annotator=GOLD,
        gold=_meta(spans, review),
    )


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
