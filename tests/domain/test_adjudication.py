"""What rules let into gold, what rulings make of it, and what is open again when work changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review_verbs import HAND, PLAIN, case_of, gold, instead, rule_on

from annotator.domain import adjudication
from annotator.domain.conflicts import Kind
from annotator.domain.errors import InputError
from annotator.domain.gold import GoldSource, Outcome, Reason, ReviewStatus, Rule, Rules
from annotator.domain.overlap_rule import OverlapRule, Overlaps
from annotator.domain.review_case import Case
from annotator.domain.span_content import SpanContent

TALIBAN, FIGHTERS = ("Taliban", "ACTOR"), ("Taliban fighters", "ACTOR")
KUNDUZ, KABUL, THIRTY = ("Kunduz", "LOCATION"), ("Kabul", "LOCATION"), ("30", "FIGURE")


def by_rule(case: Case) -> Case:
    return case.after(adjudication.by_rule(case, HAND))


@pytest.fixture
def case() -> Case:
    """Two annotators agree on Kunduz and differ in the boundary of the Taliban and in Kabul."""
    return case_of(ann=[TALIBAN, KUNDUZ], bob=[FIGHTERS, KUNDUZ, KABUL])


def test_what_all_say_goes_to_gold_and_conflicts_stay_open(case: Case) -> None:
    after = by_rule(case)
    assert gold(after) == [("Kunduz", "LOCATION", "unanimous")]
    assert after.gold[0].chosen_from == ("ann", "bob")
    assert [item.kind for item in after.open] == [Kind.BOUNDARY, Kind.MISSING]
    assert after.review is not None
    assert after.review.status is ReviewStatus.IN_REVIEW


def test_of_two_rulings_of_one_moment_the_same_holds_in_any_order(case: Case) -> None:
    first = rule_on(case, adjudication.choose, 0).rulings[0]
    second = replace(rule_on(case, adjudication.choose, 1).rulings[0], id=first.id + "a")
    orders = [(first, second), (second, first)]
    found = [replace(case, rulings=rulings).ruling_on(case.items[0]) for rulings in orders]
    assert found == [second, second]


def test_the_rule_twice_is_the_rule_once(case: Case) -> None:
    after = by_rule(case)
    assert not adjudication.by_rule(after, HAND)


def test_the_majority_decides_where_there_is_one() -> None:
    after = by_rule(case_of(Rule.MAJORITY, ann=[TALIBAN], bob=[TALIBAN], eve=[FIGHTERS, KABUL]))
    assert gold(after) == [("Taliban", "ACTOR", "majority")]
    assert after.gold[0].chosen_from == ("ann", "bob")
    assert after.open == ()
    assert {ruling.rule for ruling in after.rulings} == {Rule.MAJORITY}


def test_what_the_majority_decides_is_settled_before_it_is_in_gold() -> None:
    case = case_of(Rule.MAJORITY, ann=[TALIBAN], bob=[TALIBAN], eve=[FIGHTERS, KABUL])
    assert case.open == ()
    assert [item.kind for item in case.by_rule] == [Kind.BOUNDARY, Kind.MISSING]
    assert case.counts_agreed == 1


def test_what_contradicts_a_ruling_is_open_whatever_most_say() -> None:
    two = case_of(Rule.MAJORITY, ann=[TALIBAN], bob=[FIGHTERS])
    ruled = rule_on(two, adjudication.choose, 1)
    three = instead(ruled, ann=[TALIBAN], bob=[TALIBAN], eve=[("Taliban fighters took", "ACTOR")])
    assert [item.kind for item in three.open] == [Kind.BOUNDARY]


def test_never_lets_nothing_by_and_asks_of_everything() -> None:
    case = case_of(Rule.NEVER, ann=[TALIBAN, KUNDUZ], bob=[FIGHTERS, KUNDUZ])
    assert gold(by_rule(case)) == []
    assert [item.kind for item in case.open] == [Kind.BOUNDARY, Kind.AGREED]
    all_in = case.after(adjudication.accept_agreed(case, HAND))
    assert gold(all_in) == [("Kunduz", "LOCATION", "unanimous")]
    assert [item.kind for item in all_in.open] == [Kind.BOUNDARY]
    one_by_one = rule_on(case, adjudication.choose, 0, nth=1)
    assert gold(one_by_one) == [("Kunduz", "LOCATION", "unanimous")]


def test_a_chosen_version_is_gold_with_its_holders(case: Case) -> None:
    after = rule_on(by_rule(case), adjudication.choose, 1)
    span = after.gold[0]
    assert (span.text, span.source, span.chosen_from) == (
        "Taliban fighters",
        GoldSource.CHOSEN,
        ("bob",),
    )
    assert (span.reviewer, span.at) == (HAND.reviewer, HAND.at)
    assert len(after.open) == 1


def test_neither_puts_nothing_into_gold(case: Case) -> None:
    after = rule_on(by_rule(case), adjudication.reject)
    assert gold(after) == [("Kunduz", "LOCATION", "unanimous")]
    assert after.rulings[0].outcome is Outcome.NEITHER


def test_neither_where_somebody_has_nothing_says_that_they_are_right(case: Case) -> None:
    after = rule_on(by_rule(case), adjudication.reject, nth=1)
    (ruling,) = after.rulings
    assert ruling.outcome is Outcome.CHOSEN
    assert ruling.chosen is not None
    assert ruling.options[ruling.chosen].supporters == ("ann",)


def test_an_edited_span_is_gold_as_it_was_written(case: Case) -> None:
    after = rule_on(by_rule(case), adjudication.rewrite, [SpanContent(8, 16, "ACTOR")])
    assert ("fighters", "ACTOR", "edited") in gold(after)


def test_writing_what_a_version_says_is_choosing_it(case: Case) -> None:
    after = rule_on(by_rule(case), adjudication.rewrite, [SpanContent(0, 7, "ACTOR")])
    assert after.rulings[0].outcome is Outcome.CHOSEN


def test_another_ruling_takes_the_place_of_the_first(case: Case) -> None:
    first = rule_on(by_rule(case), adjudication.choose, 1)
    item = first.items[0]
    second = first.after(adjudication.choose(first, item, 0, PLAIN, HAND))
    assert gold(second)[0] == ("Taliban", "ACTOR", "chosen")
    assert len(second.rulings) == 1
    assert len(second.gold) == 2


def test_undone_it_is_as_it_was(case: Case) -> None:
    before = rule_on(by_rule(case), adjudication.choose, 1)
    edit = adjudication.choose(before, before.items[0], 0, PLAIN, HAND)
    back = before.after(edit).after(edit.inverse())
    assert (set(back.gold), set(back.rulings)) == (set(before.gold), set(before.rulings))


def test_a_reason_can_be_given_afterwards(case: Case) -> None:
    after = rule_on(case, adjudication.choose, 0)
    why = adjudication.Why(Reason.SLIP, "see 3.2")
    told = after.after(adjudication.explain(after.rulings[0], why))
    assert (told.rulings[0].reason, told.rulings[0].comment) == (Reason.SLIP, "see 3.2")


# What later work opens again


def test_a_version_that_was_seen_opens_nothing(case: Case) -> None:
    decided = rule_on(by_rule(case), adjudication.choose, 1)
    later = instead(
        decided, ann=[TALIBAN, KUNDUZ], bob=[FIGHTERS, KUNDUZ, KABUL], eve=[FIGHTERS, KUNDUZ]
    )
    assert [later.document.text[i.start : i.end] for i in later.open] == ["Kabul"]


def test_a_new_version_opens_its_conflict_alone_and_gold_stays(case: Case) -> None:
    decided = rule_on(rule_on(by_rule(case), adjudication.choose, 1), adjudication.choose, 0)
    later = instead(
        decided,
        ann=[TALIBAN, KUNDUZ],
        bob=[FIGHTERS, KUNDUZ, KABUL],
        eve=[("fighters took", "ACTOR"), KUNDUZ, KABUL],
    )
    (item,) = later.open
    assert item.start == 0
    assert later.former(item) == decided.rulings[:1]
    assert later.gold == decided.gold
    again = rule_on(later, adjudication.choose, 2)
    assert gold(again)[0] == ("fighters took", "ACTOR", "chosen")
    assert len(again.rulings) == 2


def test_who_no_longer_agrees_opens_a_conflict_and_gold_stays_until_it_is_ruled() -> None:
    agreed = by_rule(case_of(ann=[KUNDUZ], bob=[KUNDUZ]))
    later = instead(agreed, ann=[KUNDUZ], bob=[])
    assert gold(later) == [("Kunduz", "LOCATION", "unanimous")]
    assert [item.kind for item in later.open] == [Kind.MISSING]
    assert gold(rule_on(later, adjudication.reject)) == []


def test_a_span_ruled_out_stays_out_when_all_agree_on_it_later(case: Case) -> None:
    decided = rule_on(by_rule(case), adjudication.reject, nth=1)
    later = by_rule(instead(decided, ann=[KUNDUZ, KABUL], bob=[KUNDUZ, KABUL]))
    assert "Kabul" not in [words for words, _, _ in gold(later)]


def test_what_all_say_against_a_ruling_is_asked(case: Case) -> None:
    decided = rule_on(by_rule(case), adjudication.rewrite, [SpanContent(8, 16, "ACTOR")])
    new = ("Taliban fighters took", "ACTOR")
    later = instead(decided, ann=[KUNDUZ, new], bob=[KUNDUZ, new])
    (item,) = later.open
    assert item.kind is Kind.AGREED
    assert gold(by_rule(later)) == gold(decided)
    ruled = rule_on(later, adjudication.choose, 0)
    assert [words for words, _, _ in gold(ruled)] == ["Taliban fighters took", "Kunduz"]


def test_no_rule_overrules_a_person() -> None:
    decided = rule_on(case_of(ann=[TALIBAN], bob=[FIGHTERS]), adjudication.choose, 0)
    third = ("fighters", "ACTOR")
    later = instead(decided, ann=[third], bob=[third], eve=[FIGHTERS])
    later = replace(later, rules=Rules(Rule.MAJORITY))
    assert by_rule(later).gold == decided.gold


def test_what_was_said_goes_on_with_the_new_ruling(case: Case) -> None:
    first = rule_on(case, adjudication.choose, 0)
    told = first.after(adjudication.answer(first.rulings[0], "why?", HAND))
    second = told.after(adjudication.choose(told, told.items[0], 1, PLAIN, HAND))
    assert [c.ruling_id for c in second.comments] == [second.rulings[0].id]


words = st.sampled_from([TALIBAN, FIGHTERS, KUNDUZ, KABUL, THIRTY, ("Kunduz", "ACTOR")])
work = st.lists(words, max_size=5, unique=True)
ANY, NESTED = OverlapRule(Overlaps.ANY), OverlapRule(Overlaps.NESTED)


@given(work, work, work, st.data())
def test_ruled_through_nothing_is_open_and_gold_is_what_was_chosen(
    ann: list, bob: list, eve: list, data: st.DataObject
) -> None:
    rule = data.draw(st.sampled_from(list(Rule)))
    case = by_rule(replace(case_of(rule, ann=ann, bob=bob, eve=eve), overlap_rule=ANY))
    while case.open:
        item = case.open[0]
        number = data.draw(st.integers(0, len(item.options) - 1))
        case = case.after(adjudication.choose(case, item, number, PLAIN, HAND))
    places = [span.span.place for span in case.gold]
    assert len(places) == len(set(places))
    for item in case.items:
        ruling = case.ruling_on(item)
        assert ruling is not None
        assert ruling.chosen is not None
        chosen = {span.place for span in ruling.options[ruling.chosen].spans}
        assert chosen <= set(places)


@given(work, work, work, work, st.integers(0, 2))
def test_later_work_never_changes_gold(
    ann: list, bob: list, ann_later: list, eve: list, pick: int
) -> None:
    case = by_rule(replace(case_of(ann=ann, bob=bob), overlap_rule=ANY))
    while case.open:
        item = case.open[0]
        number = min(pick, len(item.options) - 1)
        case = case.after(adjudication.choose(case, item, number, PLAIN, HAND))
    later = instead(case, ann=ann_later, bob=bob, eve=eve)
    assert later.gold == case.gold
    assert all(span.key not in {s.span.key for s in later.gold} for span in later.new_agreed)


# Overlaps that the project does not allow


@given(work, work, work, st.sampled_from(list(Rule)), st.sampled_from([OverlapRule(), NESTED, ANY]))
def test_gold_never_comes_to_overlap_in_a_way_that_is_not_allowed(
    ann: list, bob: list, eve: list, rule: Rule, overlap_rule: OverlapRule
) -> None:
    case = replace(case_of(rule, ann=ann, bob=bob, eve=eve), overlap_rule=overlap_rule)
    case = by_rule(case)
    case = case.after(adjudication.accept_agreed(case, HAND))
    while case.open:
        try:
            case = rule_on(case, adjudication.choose, 0)
        except InputError:
            case = rule_on(case, adjudication.reject)
    assert overlap_rule.contradictions(case.gold) == []


def test_what_all_say_of_the_same_words_in_two_ways_is_asked() -> None:
    both = [KUNDUZ, ("Kunduz", "ACTOR"), KABUL]
    case = by_rule(case_of(ann=both, bob=both))
    assert gold(case) == [("Kabul", "LOCATION", "unanimous")]
    assert [item.kind for item in case.open] == [Kind.AGREED, Kind.AGREED]
    first = rule_on(case, adjudication.choose, 0)
    with pytest.raises(InputError, match="overlap, which this project does not allow"):
        rule_on(first, adjudication.choose, 0)
    second = rule_on(first, adjudication.reject)
    assert second.open == ()
    assert gold(second) == [("Kunduz", "ACTOR", "unanimous"), ("Kabul", "LOCATION", "unanimous")]


def test_of_gold_that_overlaps_since_before_the_rule_one_can_be_chosen() -> None:
    both = [KUNDUZ, ("Kunduz", "ACTOR")]
    case = by_rule(replace(case_of(ann=both, bob=both), overlap_rule=ANY))
    assert len(case.gold) == 2
    first = rule_on(replace(case, overlap_rule=OverlapRule()), adjudication.choose, 0, nth=1)
    assert gold(first) == [("Kunduz", "LOCATION", "unanimous")]
    assert gold(rule_on(first, adjudication.reject)) == gold(first)


def test_of_what_is_confirmed_together_no_two_overlap() -> None:
    both = [TALIBAN, FIGHTERS, KUNDUZ]
    case = by_rule(case_of(Rule.NEVER, ann=both, bob=both))
    after = case.after(adjudication.accept_agreed(case, HAND))
    assert [words for words, _, _ in gold(after)] == ["Taliban fighters", "Kunduz"]
    assert len(after.open) == 1


def test_what_most_say_waits_where_it_contradicts_itself() -> None:
    both = [TALIBAN, FIGHTERS]
    case = by_rule(case_of(Rule.MAJORITY, ann=both, bob=both, eve=[]))
    assert gold(case) == []
    assert len(case.open) == 1
    nested = replace(case, overlap_rule=NESTED)
    assert len(gold(by_rule(nested))) == 2


def test_a_draft_of_gold_that_overlaps_is_refused(case: Case) -> None:
    spans = [SpanContent(0, 16, "ACTOR"), SpanContent(8, 16, "FIGURE")]
    with pytest.raises(InputError, match="edit the gold of the passage"):
        rule_on(by_rule(case), adjudication.rewrite, spans)


def test_what_all_say_far_from_a_ruling_goes_to_gold_unasked(case: Case) -> None:
    decided = rule_on(by_rule(case), adjudication.rewrite, [SpanContent(8, 16, "ACTOR")])
    later = by_rule(instead(decided, ann=[KUNDUZ, THIRTY], bob=[KUNDUZ, THIRTY]))
    assert ("30", "FIGURE", "unanimous") in gold(later)
