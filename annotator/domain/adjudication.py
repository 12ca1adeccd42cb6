"""The edits of a review: what a rule lets by, what a reviewer rules. Builds rows, commits none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotator.domain.conflicts import Conflict, Kind, Option
from annotator.domain.edits import Edit, Row
from annotator.domain.errors import InputError
from annotator.domain.gold import (
    Comment,
    GoldSource,
    GoldSpan,
    Outcome,
    Reason,
    Review,
    ReviewStatus,
    Rule,
    Ruling,
)
from annotator.domain.overlap_rule import Laid
from annotator.domain.review_case import Case
from annotator.domain.span_content import SpanContent
from annotator.domain.spans import LabelledSpan, overlaps
from annotator.domain.values import new_id

_QUOTE = 40


@dataclass(frozen=True, slots=True)
class ReviewerStamp:
    """Who decides and when; ``at`` is ISO 8601 in UTC."""

    reviewer: str
    at: str


@dataclass(frozen=True, slots=True)
class Why:
    """What a reviewer says about a ruling."""

    reason: Reason | None = None
    comment: str | None = None


def by_rule(case: Case, stamp: ReviewerStamp) -> Edit:
    """Let into gold what the rule of the case lets by; no decision of a person is touched."""
    rows: list[Row] = [
        _gold(case, span, GoldSource.UNANIMOUS, case.comparison.voters(span.label), stamp)
        for span in case.new_agreed
    ]
    for item, choice in case.by_rule.items():
        rows += _by_rule(case, item, choice, stamp)
    if case.review is None and case.comparison.annotators:
        rows.append(_review(case, ReviewStatus.IN_REVIEW, stamp))
    spans = sum(isinstance(row, GoldSpan) for row in rows)
    return Edit(f"{spans} agreed spans to gold", after=tuple(rows))


def accept_agreed(case: Case, stamp: ReviewerStamp) -> Edit:
    """Let everything into gold that all agree on and that waits to be confirmed."""
    rows: list[GoldSpan] = []
    taken: list[SpanContent] = []
    for item in case.open:
        # What contradicts an earlier ruling, or other gold, is looked at one by one.
        if item.kind is not Kind.AGREED or case.former(item):
            continue
        option = item.options[0]
        if not case.contradictions([*taken, *option.spans]):
            taken += option.spans
            rows.append(
                _gold(case, option.spans[0], GoldSource.UNANIMOUS, option.supporters, stamp)
            )
    return Edit(f"Confirm {len(rows)} agreed spans", after=tuple(rows))


def choose(case: Case, item: Conflict, option: int, why: Why, stamp: ReviewerStamp) -> Edit:
    """Rule that one version of a conflict holds."""
    chosen = item.options[option]
    source = GoldSource.UNANIMOUS if item.kind is Kind.AGREED else GoldSource.CHOSEN
    ruling = _ruling(case, item, Outcome.CHOSEN, why, stamp, chosen=option)
    title = f"Gold {chosen.spans[0].label}" if chosen.spans else "No gold"
    return _rule(case, item, ruling, chosen.spans, source, chosen.supporters, title)


def reject(case: Case, item: Conflict, why: Why, stamp: ReviewerStamp) -> Edit:
    """Rule that no version holds; where somebody has no span there, that version does."""
    empty = next((n for n, option in enumerate(item.options) if not option.spans), None)
    if empty is not None:
        return choose(case, item, empty, why, stamp)
    ruling = _ruling(case, item, Outcome.NEITHER, why, stamp)
    return _rule(case, item, ruling, (), GoldSource.CHOSEN, (), "Neither")


def rewrite(
    case: Case, item: Conflict, spans: Sequence[SpanContent], why: Why, stamp: ReviewerStamp
) -> Edit:
    """Rule what is to stand in the place of all versions; one that says just that is chosen."""
    same = Option(tuple(spans)).key
    for number, option in enumerate(item.options):
        if option.key == same:
            return choose(case, item, number, why, stamp)
    ruling = _ruling(case, item, Outcome.EDITED, why, stamp)
    return _rule(case, item, ruling, spans, GoldSource.EDITED, (), "Gold edited")


def explain(ruling: Ruling, why: Why) -> Edit:
    """Give a ruling another reason and comment."""
    return Edit("Reason", (ruling,), (replace(ruling, reason=why.reason, comment=why.comment),))


def sign(case: Case, stamp: ReviewerStamp) -> Edit:
    """Say that the gold of an article is finished, open conflicts or not."""
    return _move(case, ReviewStatus.GOLD, stamp, "Gold")


def reopen(case: Case, stamp: ReviewerStamp) -> Edit:
    """Put an article back into review; its gold and its rulings stay."""
    return _move(case, ReviewStatus.IN_REVIEW, stamp, "Back into review")


def answer(ruling: Ruling, text: str, stamp: ReviewerStamp) -> Edit:
    """Say something about a ruling."""
    said = Comment(new_id(), ruling.article_id, ruling.id, stamp.reviewer, text, stamp.at)
    return Edit("Comment", after=(said,))


def _move(case: Case, status: ReviewStatus, stamp: ReviewerStamp, title: str) -> Edit:
    before = (case.review,) if case.review else ()
    return Edit(f"{title}: {case.document.article.title}", before, (_review(case, status, stamp),))


def _review(case: Case, status: ReviewStatus, stamp: ReviewerStamp) -> Review:
    people = case.comparison.annotators
    return Review(case.article_id, status, people, case.rules.rule, stamp.reviewer, stamp.at)


def _ruling(
    case: Case,
    item: Conflict,
    outcome: Outcome,
    why: Why,
    stamp: ReviewerStamp,
    *,
    chosen: int | None = None,
    rule: Rule | None = None,
) -> Ruling:
    # Notes are nothing that is ruled on, and are not stored with the versions.
    seen = {option.key: _without_notes(option) for option in item.options}
    for former in case.former(item):
        for option in former.options:
            seen.setdefault(option.key, option)
    return Ruling(
        id=new_id(),
        article_id=case.article_id,
        start=item.start,
        end=item.end,
        kind=item.kind,
        options=tuple(seen.values()),
        outcome=outcome,
        reviewer=stamp.reviewer,
        at=stamp.at,
        chosen=chosen,
        rule=rule,
        reason=why.reason,
        comment=(why.comment or "").strip() or None,
    )


def _without_notes(option: Option) -> Option:
    return replace(option, spans=tuple(replace(span, note=None) for span in option.spans))


def _by_rule(case: Case, item: Conflict, choice: int, stamp: ReviewerStamp) -> list[Row]:
    chosen, rule = item.options[choice], case.rules.deciding(item)
    ruling = _ruling(case, item, Outcome.CHOSEN, Why(), stamp, chosen=choice, rule=rule)
    taken = {span.span.place for span in case.gold} | {c.place for c in case.new_agreed}
    return [
        ruling,
        *(
            _gold(case, span, GoldSource(rule.value), chosen.supporters, stamp, ruling)
            for span in chosen.spans
            if span.place not in taken
        ),
    ]


def _rule(
    case: Case,
    item: Conflict,
    ruling: Ruling,
    spans: Sequence[SpanContent],
    source: GoldSource,
    supporters: tuple[str, ...],
    title: str,
) -> Edit:
    former = case.former(item)
    replaced = _gold_replaced(case, item, former)
    gone = {span.id for span in replaced}
    _refuse_overlaps(case, case.contradictions(spans, gone=gone))
    taken = {span.span.place for span in case.gold if span.id not in gone}
    rows: list[Row] = [ruling]
    for span in spans:
        if span.place not in taken:
            taken.add(span.place)
            rows.append(_gold(case, span, source, supporters, stamp_of(ruling), ruling))
    # What has been said about a ruling goes on with the one that takes its place.
    ids = {old.id for old in former}
    said = tuple(comment for comment in case.comments if comment.ruling_id in ids)
    rows += [replace(comment, ruling_id=ruling.id) for comment in said]
    words = case.document.text[item.start : item.end]
    quote = words if len(words) <= _QUOTE else words[: _QUOTE - 1] + "…"
    return Edit(f"{title}: “{quote}”", (*former, *replaced, *said), tuple(rows))


def _refuse_overlaps(case: Case, pairs: Sequence[tuple[LabelledSpan, LabelledSpan]]) -> None:
    """Raise InputError where spans may not be gold together."""
    if pairs:
        one, other = (Laid.of(span, case.document.text) for span in pairs[0])
        raise InputError(
            f"{one} and {other} overlap, which this project does not allow; edit the gold of the "
            "passage, or let spans overlap (Edit, Overlapping spans)."
        )


def _gold_replaced(case: Case, item: Conflict, former: Sequence[Ruling]) -> tuple[GoldSpan, ...]:
    """Gold that a new ruling takes away: what replaced rulings gave, and what all had agreed on
    once but no longer do, or agree on though it may not stand beside it."""
    ids = {ruling.id for ruling in former}
    agreed = {span.key for span in case.comparison.agreed}
    known = {ruling.id for ruling in case.rulings}
    return tuple(
        span
        for span in case.gold
        if span.ruling_id in ids
        or (
            overlaps(span, item)
            and span.span.key not in agreed
            and (span.ruling_id is None or span.ruling_id not in known)
        )
        or (
            item.kind is Kind.AGREED
            and span.ruling_id is None
            and not all(case.overlap_rule.allows(span, own) for own in item.options[0].spans)
        )
    )


def stamp_of(ruling: Ruling) -> ReviewerStamp:
    """Who made a ruling and when."""
    return ReviewerStamp(ruling.reviewer, ruling.at)


def _gold(
    case: Case,
    span: SpanContent,
    source: GoldSource,
    supporters: tuple[str, ...],
    stamp: ReviewerStamp,
    ruling: Ruling | None = None,
) -> GoldSpan:
    return GoldSpan(
        id=new_id(),
        article_id=case.article_id,
        span=span,
        text=case.document.text[span.start : span.end],
        source=source,
        chosen_from=supporters,
        reviewer=stamp.reviewer,
        at=stamp.at,
        ruling_id=ruling.id if ruling else None,
    )
