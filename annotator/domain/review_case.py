"""One article under review: what its annotators say, what has been decided, what is still open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from annotator.domain.conflicts import Comparison, Conflict, Kind, Option
from annotator.domain.edits import Edit, ReviewRow, key_of
from annotator.domain.gold import Comment, GoldSpan, Outcome, Review, ReviewStatus, Rules, Ruling
from annotator.domain.overlap_rule import FLAT, OverlapRule
from annotator.domain.span_content import ContentKey, SpanContent
from annotator.domain.spans import LabelledSpan, overlaps
from annotator.domain.values import Article, Document, MutedRange

R = TypeVar("R", bound=ReviewRow)


@dataclass(frozen=True)
class Case:
    """A snapshot. Gold is in text order; ``comparison`` is between those who have finished.
    ``overlap_rule`` is the project's.
    """

    document: Document
    comparison: Comparison
    rules: Rules
    gold: tuple[GoldSpan, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    comments: tuple[Comment, ...] = ()
    review: Review | None = None
    muted: tuple[MutedRange, ...] = ()
    overlap_rule: OverlapRule = FLAT

    @property
    def article_id(self) -> int:
        return self.document.article.id

    @property
    def is_gold(self) -> bool:
        """Whether a reviewer has signed the article off."""
        return self.review is not None and self.review.status is ReviewStatus.GOLD

    @cached_property
    def items(self) -> tuple[Conflict, ...]:
        """All there is to decide or decided, in text order: the conflicts, and what all agree on
        where the rule lets nothing by unasked or gold says otherwise."""
        agreed = [span for span in self.comparison.agreed if self._asks(span)]
        asked = [
            Conflict(c.start, c.end, Kind.AGREED, (Option((c,), self.comparison.voters(c.label)),))
            for c in agreed
        ]
        items = (*self.comparison.conflicts, *asked)
        return tuple(sorted(items, key=lambda item: (item.start, -item.end, item.kind)))

    @cached_property
    def by_rule(self) -> dict[Conflict, int]:
        """The items that the rule decides as soon as it is applied, each with the number of the
        version that it takes. Where gold or a ruling says otherwise, or gold may not stand beside
        that version, the item is not among them."""
        decided = {}
        for item in self.comparison.conflicts:
            choice = self.rules.choice(item)
            if choice is None or self.ruling_on(item) is not None:
                continue
            option = item.options[choice]
            if not self._stands_otherwise(item, option) and not self.contradictions(option.spans):
                decided[item] = choice
        return decided

    @cached_property
    def asked(self) -> tuple[Conflict, ...]:
        """The items that are a person's to decide, or were: all that no rule has decided or will.
        The same before the rule is applied as after it."""
        return tuple(item for item in self.items if not self.goes_by_rule(item))

    def goes_by_rule(self, item: Conflict) -> bool:
        """Whether a rule has decided an item, or will as soon as it is applied."""
        ruling = self.ruling_on(item)
        return item in self.by_rule or (ruling is not None and ruling.rule is not None)

    @cached_property
    def open(self) -> tuple[Conflict, ...]:
        """The items that neither a ruling covers nor the rule decides."""
        return tuple(item for item in self.asked if self.ruling_on(item) is None)

    @cached_property
    def answered(self) -> tuple[Ruling, ...]:
        """The rulings that an annotator has answered since they were made, in text order."""
        newest = {said.ruling_id: said.at for said in self.comments}
        return tuple(ruling for ruling in self.rulings if newest.get(ruling.id, "") > ruling.at)

    def ruling_on(self, item: Conflict) -> Ruling | None:
        """The ruling that covers an item; the newest where there are several."""
        known = self._by_content.get(item.options[0].key[0], ())
        covering = [
            ruling
            for ruling in known
            # What a rule has kept out of gold is asked once all say it.
            if ruling.covers(item) and not (ruling.rule and item.kind is Kind.AGREED)
        ]
        return max(covering, key=lambda ruling: (ruling.at, ruling.id), default=None)

    def former(self, item: Conflict) -> tuple[Ruling, ...]:
        """The rulings a new one on this item takes the place of: those about its text that are
        not about another item still."""
        others = [other for other in self.items if other.id != item.id]
        return tuple(
            ruling
            for ruling in self.rulings
            if ruling.meets(item) and not any(ruling.covers(other) for other in others)
        )

    @cached_property
    def new_agreed(self) -> tuple[SpanContent, ...]:
        """What all agree on that the rule may put into gold and that is not there yet."""
        taken = {span.span.place for span in self.gold}
        new = []
        for span in self.comparison.agreed:
            if span.place not in taken and not self._decided(span) and not self._asks(span):
                taken.add(span.place)
                new.append(span)
        return tuple(new)

    def contradictions(
        self, spans: Sequence[SpanContent], *, gone: Collection[str] = ()
    ) -> list[tuple[LabelledSpan, LabelledSpan]]:
        """Which of some spans the project does not let stand together as gold, with each other or
        with gold that is there, but for that whose ids are ``gone``.
        """
        places = {span.place for span in spans}
        there = [
            span.span for span in self.gold if span.id not in gone and span.span.place not in places
        ]
        there += [span for span in self.new_agreed if span.place not in places]
        pairs = self.overlap_rule.contradictions([*there, *spans])
        return [pair for pair in pairs if any(span.place in places for span in pair)]

    @property
    def counts_agreed(self) -> int:
        """How many spans are in gold or come there by the rule: what is drawn as settled."""
        places = {span.span.place for span in self.gold}
        places |= {span.place for span in self.new_agreed}
        for item, choice in self.by_rule.items():
            places |= {span.place for span in item.options[choice].spans}
        return len(places)

    def after(self, edit: Edit) -> Case:
        """The case once ``edit`` has been committed; it must not touch annotations."""
        gone = {key_of(row) for row in edit.before}
        rows = [row for row in edit.after if isinstance(row, ReviewRow)]
        added = [row for row in rows if row.article_id == self.article_id]
        reviews = _changed([self.review] if self.review else [], gone, added, Review)
        return replace(
            self,
            gold=in_text_order(_changed(self.gold, gone, added, GoldSpan)),
            rulings=tuple(_changed(self.rulings, gone, added, Ruling)),
            comments=tuple(_changed(self.comments, gone, added, Comment)),
            review=reviews[0] if reviews else None,
        )

    @cached_property
    def _by_content(self) -> dict[ContentKey, list[Ruling]]:
        """The rulings made in sight of a claim."""
        by_content: dict[ContentKey, list[Ruling]] = {}
        for ruling in self.rulings:
            for key in {key for option in ruling.options for key in option.key}:
                by_content.setdefault(key, []).append(ruling)
        return by_content

    def _decided(self, span: SpanContent) -> bool:
        """Whether a person has ruled in sight of it."""
        return any(ruling.rule is None for ruling in self._by_content.get(span.key, ()))

    def _stands_otherwise(self, item: Conflict, option: Option) -> bool:
        """Whether a ruling or gold says something else about an item's text than a version."""
        gold = [span.span for span in self._foreign if overlaps(span, item)]
        if not all(any(_same(span, own) for own in option.spans) for span in gold):
            return True
        outcomes = [self._outcome(ruling) for ruling in self.former(item)]
        return not all(
            len(outcome) == len(option.spans)
            and all(any(_same(span, own) for own in option.spans) for span in outcome)
            for outcome in outcomes
        )

    def _outcome(self, ruling: Ruling) -> Sequence[SpanContent]:
        """What a ruling has left at its place."""
        if ruling.outcome is Outcome.CHOSEN and ruling.chosen is not None:
            return ruling.options[ruling.chosen].spans
        return [span.span for span in self.gold if span.ruling_id == ruling.id]

    @cached_property
    def _unanimous(self) -> frozenset[ContentKey]:
        return frozenset(span.span.key for span in self.gold if span.ruling_id is None)

    @cached_property
    def _foreign(self) -> tuple[GoldSpan, ...]:
        """Gold that is not what all agree on now."""
        agreed = {span.key for span in self.comparison.agreed}
        return tuple(span for span in self.gold if span.span.key not in agreed)

    @cached_property
    def _gold_keys(self) -> frozenset[ContentKey]:
        return frozenset(span.span.key for span in self.gold)

    def _asks(self, span: SpanContent) -> bool:
        """Whether what all agree on is to be decided all the same."""
        if not self.rules.lets_all_by(span.label, len(self.comparison.voters(span.label))):
            return span.key not in self._unanimous
        if span.key in self._doubled:
            return True
        if span.key in self._gold_keys or self._decided(span):
            return False
        return not all(self.overlap_rule.allows(span, old) for old in self._foreign)

    @cached_property
    def _doubled(self) -> frozenset[ContentKey]:
        """What all agree on though the project lets no two of it stand together."""
        pairs = self.overlap_rule.contradictions(self.comparison.agreed)
        return frozenset(span.key for pair in pairs for span in pair)


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """One line of the queue of a review. ``f1`` is None where nobody has a span.

    ``conflicts`` are those that are a person's to decide, ``by_rule`` those a rule decides.
    """

    article: Article
    annotators: tuple[str, ...]
    conflicts: int
    open: int
    settled: int
    f1: float | None
    status: ReviewStatus | None
    by_rule: int = 0
    answers: int = 0  # of annotators, since the rulings they are about

    @property
    def hardness(self) -> tuple[object, ...]:
        """Sorts the hardest article first: most open conflicts, then the lowest F1."""
        signed = self.status is ReviewStatus.GOLD and not self.open
        return (signed, -self.open, 1.0 if self.f1 is None else self.f1, self.article.id)


def entry_of(case: Case) -> ReviewEntry:
    """How the queue shows a case."""
    return ReviewEntry(
        article=case.document.article,
        annotators=case.comparison.annotators,
        conflicts=len(case.asked),
        open=len(case.open),
        settled=case.counts_agreed,
        f1=case.comparison.f1,
        status=case.review.status if case.review else None,
        by_rule=len(case.items) - len(case.asked),
        answers=len(case.answered),
    )


def in_text_order(spans: Iterable[GoldSpan]) -> tuple[GoldSpan, ...]:
    """Gold spans by where they stand."""
    return tuple(sorted(spans, key=lambda span: (span.start, -span.end, span.label, span.id)))


def _same(one: SpanContent, other: SpanContent) -> bool:
    """Whether two spans say the same; who gives no canonical name contradicts none."""
    named = not one.entity or not other.entity or one.entity == other.entity
    return named and one.key[:-1] == other.key[:-1]


def _changed(
    rows: Sequence[R], gone: set[tuple[object, ...]], added: Iterable[ReviewRow], kind: type[R]
) -> list[R]:
    staying = [row for row in rows if key_of(row) not in gone]
    return staying + [row for row in added if isinstance(row, kind)]
