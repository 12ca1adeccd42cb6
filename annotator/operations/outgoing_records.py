"""Records of an export by whose work they are: an annotator's, gold, or the best there is.

Best is gold where an article has been signed off, else the work of an annotator who has finished
it: of several the first in the order of the project's review, then by name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from annotator.domain.gold import GOLD, GoldSpan, Review, ReviewStatus
from annotator.domain.outgoing import record_of
from annotator.domain.records import Record, SpanGold
from annotator.domain.values import Article, Status
from annotator.store import reviewing
from annotator.store.project import Project
from annotator.store.snapshots import Snapshot, snapshots

Wanted: TypeAlias = Sequence[tuple[int, str]]
"""Numbers of articles, each with whose work."""

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
    found = [(number, GOLD) for number in signed]
    for number, people in standings.items():
        if number not in signed:
            by_rank = sorted(
                (ranks.index(status), _place(plan, name), name)
                for name, status in people.items()
                if status in ranks
            )
            found += [(number, name) for _, _, name in by_rank[:1]]
    return sorted(found)


def records(project: Project, wanted: Wanted) -> list[tuple[Article, Record]]:
    """The records of some articles, in the order given; give some hundreds at most."""
    by_whom: dict[str, list[int]] = {}
    for number, whose in wanted:
        by_whom.setdefault(whose, []).append(number)
    found: dict[int, tuple[Article, Record]] = {}
    for whose, numbers in by_whom.items():
        with project.reading() as connection:
            taken = snapshots(connection, numbers, annotator=whose)
            spans = reviewing.gold_of(connection, numbers) if whose == GOLD else {}
            reviews = reviewing.reviews_of(connection, numbers) if whose == GOLD else {}
        for item in taken:
            number = item.state.article_id
            record = record_of(item.state, item.extra)
            if whose == GOLD:
                record = _gold_record(item, spans[number], reviews.get(number))
            found[number] = (item.state.document.article, record)
    return [found[number] for number, _ in wanted if number in found]


def _place(plan: Sequence[str], name: str) -> int:
    return plan.index(name) if name in plan else len(plan)


def _gold_record(item: Snapshot, spans: Sequence[GoldSpan], review: Review | None) -> Record:
    annotations = tuple(span.as_annotation() for span in spans)
    record = record_of(replace(item.state, annotations=annotations), item.extra)
    told = {
        span.id: SpanGold(span.source.value, span.chosen_from, span.reviewer, span.at)
        for span in spans
    }
    signed = review is not None and review.status is ReviewStatus.GOLD
    return replace(
        record,
        spans=tuple(span._replace(gold=told[span.id or ""]) for span in record.spans),
        status=Status.DONE if signed else Status.IN_PROGRESS,
        annotator=GOLD,
        gold=_meta(spans, review),
    )


def _meta(spans: Sequence[GoldSpan], review: Review | None) -> Mapping[str, object]:
    sources = Counter(span.source.value for span in spans)
    told: dict[str, object] = {"sources": dict(sorted(sources.items()))}
    if review is not None:
        told |= {
            "annotators": list(review.annotators),
            "rule": review.rule.value,
            "reviewer": review.reviewer,
            "at": review.at,
        }
    return told
