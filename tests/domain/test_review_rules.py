"""What each rule lets into gold, and what holds for all of them whatever annotators say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review_verbs import HAND, PLAIN, Place, case_of, gold, instead, rule_on

from annotator.domain import adjudication
from annotator.domain.conflicts import Kind
from annotator.domain.gold import Rule, Rules
from annotator.domain.overlap_rule import OverlapRule, Overlaps
from annotator.domain.review_case import Case

TALIBAN, FIGHTERS = ("Taliban", "ACTOR"), ("Taliban fighters", "ACTOR")
KUNDUZ, KABUL, THIRTY = ("Kunduz", "LOCATION"), ("Kabul", "LOCATION"), ("30", "FIGURE")
NOTHING: list[Place] = []
ALL_SAY, MOST, ENOUGH, SOME, NONE = (
    *(Rule.UNANIMOUS, Rule.MAJORITY, Rule.THRESHOLD, Rule.UNCONTRADICTED),
    Rule.NEVER,
)


def by_rule(case: Case) -> Case:
    return case.after(adjudication.by_rule(case, HAND))


def between(rules: Rules, *versions: Sequence[Place]) -> Case:
    """A case of annotators a, b, c and so on with these spans."""
    return case_of(rules, **dict(zip("abcdef", versions, strict=False)))


def lets_by(rules: Rules, *versions: Sequence[Place]) -> list[str] | None:
    """The words that the rule takes of the only conflict, None where it leaves it open."""
    case = between(rules, *versions)
    (item,) = case.comparison.conflicts
    assert (item in case.open) is (item not in case.by_rule)
    return None if item in case.open else [words for words, _, _ in gold(by_rule(case))]


X, Y = [TALIBAN], [FIGHTERS]


# The table of docs/review.md: annotators' versions of one passage, and what a rule takes of it.
@pytest.mark.parametrize(
    ("rule", "at_least", "versions", "taken"),
    [
        (ALL_SAY, 2, (X, X, NOTHING), None),
        (MOST, 2, (X, X, NOTHING), ["Taliban"]),
        (MOST, 2, (X, NOTHING, NOTHING), []),
        (MOST, 2, (X, NOTHING), None),
        (MOST, 2, (X, X, Y, NOTHING), None),
        (MOST, 2, (X, X, X, Y, NOTHING), ["Taliban"]),
        (ENOUGH, 2, (X, X, NOTHING), ["Taliban"]),
        (ENOUGH, 2, (X, X, Y, NOTHING), ["Taliban"]),
        (ENOUGH, 2, (X, X, NOTHING, NOTHING), None),
        (ENOUGH, 2, (X, X, Y, Y), None),
        (ENOUGH, 2, (X, X, X, Y, Y), None),
        (ENOUGH, 2, (X, NOTHING, NOTHING), []),
        (ENOUGH, 3, (X, X, NOTHING), None),
        (ENOUGH, 3, (X, NOTHING, NOTHING, NOTHING), []),
        (ENOUGH, 4, (X, X, NOTHING), None),
        (SOME, 2, (X, NOTHING), ["Taliban"]),
        (SOME, 2, (X, NOTHING, NOTHING, NOTHING), ["Taliban"]),
        (SOME, 2, (X, X, NOTHING), ["Taliban"]),
        (SOME, 2, (X, Y), None),
        (SOME, 2, (X, Y, NOTHING), None),
        (SOME, 2, (X, [("Taliban", "LOCATION")]), None),
        (NONE, 2, (X, X, NOTHING), None),
    ],
)
def test_what_a_rule_takes_of_a_conflict(
    rule: Rule, at_least: int, versions: tuple[list[Place], ...], taken: list[str] | None
) -> None:
    assert lets_by(Rules(rule, at_least), *versions) == taken


@pytest.mark.parametrize(
    ("rules", "asked"),
    [
        (Rules(ALL_SAY), False),
        (Rules(MOST), False),
        (Rules(SOME), False),
        (Rules(ENOUGH, 2), False),
        (Rules(ENOUGH, 3), True),
        (Rules(NONE), True),
        (Rules(NONE, of_labels={"ACTOR": ALL_SAY}), False),
        (Rules(ALL_SAY, of_labels={"ACTOR": NONE}), True),
    ],
)
def test_what_all_say_is_asked_where_too_few_have_finished_for_the_rule(
    rules: Rules, asked: bool
) -> None:
    case = by_rule(between(rules, X, X))
    assert [item.kind for item in case.open] == [Kind.AGREED] * asked
    assert bool(case.gold) is not asked
    assert bool(case.after(adjudication.accept_agreed(case, HAND)).gold)


def test_each_label_goes_by_its_own_rule() -> None:
    rules = Rules(MOST, of_labels={"FIGURE": ALL_SAY, "ACTOR": SOME})
    case = by_rule(between(rules, [KABUL, THIRTY], [KABUL, THIRTY], [TALIBAN]))
    assert gold(case) == [
        ("Taliban", "ACTOR", "uncontradicted"),
        ("Kabul", "LOCATION", "majority"),
    ]
    assert [(item.kind, item.options[0].spans[0].label) for item in case.open] == [
        (Kind.MISSING, "FIGURE")
    ]


@pytest.mark.parametrize(
    ("actor", "location", "taken"),
    [(MOST, MOST, True), (MOST, ALL_SAY, False), (ALL_SAY, MOST, False), (MOST, ENOUGH, True)],
)
def test_where_labels_of_a_conflict_have_different_rules_all_must_let_it_by(
    actor: Rule, location: Rule, taken: bool
) -> None:
    rules = Rules(NONE, of_labels={"ACTOR": actor, "LOCATION": location})
    there = [("Kunduz", "ACTOR")]
    case = by_rule(between(rules, [KUNDUZ], [KUNDUZ], there))
    assert [words for words, _, _ in gold(case)] == ["Kunduz"] * taken
    assert {ruling.rule for ruling in case.rulings} <= {MOST}


# Who joins later


def test_who_joins_opens_only_what_the_rule_leaves() -> None:
    two = by_rule(case_of(MOST, a=[TALIBAN, KUNDUZ, KABUL], b=[FIGHTERS, KUNDUZ, KABUL]))
    ruled = rule_on(two, adjudication.choose, 1)
    three = instead(
        ruled,
        a=[TALIBAN, KUNDUZ, KABUL],
        b=[FIGHTERS, KUNDUZ, KABUL],
        c=[("fighters", "ACTOR"), ("Kunduz on Sunday", "LOCATION"), THIRTY],
    )
    assert len(three.items) == 4
    assert [item.kind for item in three.open] == [Kind.BOUNDARY]
    assert [item.kind for item in by_rule(three).open] == [Kind.BOUNDARY]
    assert by_rule(three).asked == by_rule(three).open == three.open


def test_who_sides_with_a_ruling_opens_nothing() -> None:
    ruled = rule_on(case_of(MOST, a=X, b=Y), adjudication.choose, 1)
    three = instead(ruled, a=X, b=Y, c=Y)
    assert three.open == ()
    four = instead(ruled, a=X, b=Y, c=NOTHING, d=Y, e=Y)
    assert four.open == ()
    assert gold(by_rule(four)) == gold(ruled)


def test_a_rule_takes_no_gold_away_though_most_say_otherwise_now() -> None:
    agreed = by_rule(case_of(MOST, a=X, b=X))
    later = instead(agreed, a=X, b=X, c=NOTHING, d=NOTHING, e=NOTHING)
    assert [item.kind for item in later.open] == [Kind.MISSING]
    assert by_rule(later).gold == agreed.gold


def test_what_most_had_kept_out_comes_into_gold_once_all_say_it() -> None:
    case = by_rule(case_of(MOST, a=X, b=NOTHING, c=NOTHING))
    assert (gold(case), case.open) == ([], ())
    later = by_rule(instead(case, a=X, b=X, c=X))
    assert gold(later) == [("Taliban", "ACTOR", "unanimous")]


def test_what_all_say_beside_what_most_had_said_is_asked() -> None:
    case = by_rule(case_of(MOST, a=X, b=X, c=Y))
    later = by_rule(instead(case, a=Y, b=Y, c=Y))
    assert [item.kind for item in later.open] == [Kind.AGREED]
    assert gold(rule_on(later, adjudication.choose, 0)) == [
        ("Taliban fighters", "ACTOR", "unanimous")
    ]


# What holds for every rule

PLACES = (TALIBAN, FIGHTERS, KUNDUZ, KABUL, THIRTY, ("Taliban", "LOCATION"), ("Kunduz", "ACTOR"))
work = st.lists(st.sampled_from(PLACES), max_size=4, unique=True)
works = st.lists(work, min_size=2, max_size=5)
rule = st.sampled_from(list(Rule))
rules = st.builds(
    Rules,
    rule,
    st.integers(2, 5),
    st.dictionaries(st.sampled_from(["ACTOR", "LOCATION", "FIGURE"]), rule, max_size=3),
)
overlap_rules = st.sampled_from([OverlapRule(), OverlapRule(Overlaps.NESTED)])
ANY = OverlapRule(Overlaps.ANY)


def decided(case: Case) -> list[tuple[object, ...]]:
    """What a case says of its passages, whoever stands first."""
    return sorted(
        (item.start, item.end, repr(item.options[choice].key))
        for item, choice in case.by_rule.items()
    )


def persons(case: Case) -> tuple[object, ...]:
    """Everything that people have ruled, with the gold of it."""
    own = {ruling.id for ruling in case.rulings if ruling.rule is None}
    return (
        tuple(ruling for ruling in case.rulings if ruling.id in own),
        tuple(span for span in case.gold if span.ruling_id in own),
    )


@given(works, rules, overlap_rules)
def test_a_rule_twice_is_a_rule_once(
    versions: list[list[Place]], rules: Rules, overlap_rule: OverlapRule
) -> None:
    case = by_rule(replace(between(rules, *versions), overlap_rule=overlap_rule))
    assert not adjudication.by_rule(case, HAND)


@given(works, rules, overlap_rules)
def test_applying_a_rule_opens_and_counts_nothing_else(
    versions: list[list[Place]], rules: Rules, overlap_rule: OverlapRule
) -> None:
    case = replace(between(rules, *versions), overlap_rule=overlap_rule)
    after = by_rule(case)
    assert (after.open, after.asked) == (case.open, case.asked)
    assert after.counts_agreed == case.counts_agreed == len(after.gold)
    assert overlap_rule.contradictions(after.gold) == []


@given(st.lists(work, min_size=2, max_size=4), rules, overlap_rules)
def test_the_order_of_annotators_does_not_matter(
    versions: list[list[Place]], rules: Rules, overlap_rule: OverlapRule
) -> None:
    people = dict(zip("abcd", versions, strict=False))
    seen = set()
    for order in permutations(people):
        shuffled: Mapping[str, list[Place]] = {who: people[who] for who in order}
        case = replace(case_of(rules, **shuffled), overlap_rule=overlap_rule)
        seen.add((repr(decided(case)), len(case.open), repr(gold(by_rule(case)))))
    assert len(seen) == 1


@given(works, works, rules, rules, st.integers(0, 2), overlap_rules)
def test_no_rule_changes_what_a_person_has_ruled_nor_takes_gold_away(
    first: list[list[Place]],
    later: list[list[Place]],
    before: Rules,
    rules: Rules,
    pick: int,
    overlap_rule: OverlapRule,
) -> None:
    case = by_rule(replace(between(before, *first), overlap_rule=overlap_rule))
    for item in case.open[::2]:
        still = next((other for other in case.open if other.id == item.id), None)
        if still is None or case.contradictions(still.options[0].spans):
            continue
        number = min(pick, len(still.options) - 1)
        if not case.contradictions(still.options[number].spans):
            case = case.after(adjudication.choose(case, still, number, PLAIN, HAND))
    now = replace(instead(case, **dict(zip("abcdef", later, strict=False))), rules=rules)
    edit = adjudication.by_rule(now, HAND)
    after = now.after(edit)
    assert edit.before == ()
    assert persons(after) == persons(now)
    assert set(now.gold) <= set(after.gold)
    assert now.after(edit).after(edit.inverse()) == now


@given(works, rules)
def test_what_one_rule_lets_by_says_what_somebody_has_said(
    versions: list[list[Place]], rules: Rules
) -> None:
    case = by_rule(replace(between(rules, *versions), overlap_rule=ANY))
    said = {(words, label) for own in versions for words, label in own}
    assert {(words, label) for words, label, _ in gold(case)} <= said
