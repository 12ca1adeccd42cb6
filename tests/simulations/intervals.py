"""How often the intervals of agreement hold the value, over made-up projects.

python tests/simulations/intervals.py [--projects 1000] [--articles 5,10,15,25,50] [--all]

A scenario is a population of 1,500 articles by three annotators, whose rate of errors differs from
article to article; a project is some of them drawn by chance, measured as the program measures, and
the value to hold is that of the whole population. All chance is seeded. It takes some ten minutes.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

import numpy as np

from annotator.domain.agreement import ArticleAgreement, Coded, Measured, article_agreement
from annotator.domain.agreement import measured as intervals
from annotator.domain.agreement.anchoring import Condition, Turn, anchoring
from annotator.domain.agreement.coefficients import Counts
from annotator.domain.agreement.counts import (
    OVERLAP,
    STRICT,
    PairCounts,
    count_pair,
    labelled_units,
    votes_of,
)
from annotator.domain.agreement.disorder import by_chance, marked, observed
from annotator.domain.agreement.gamma import FEWEST_SAMPLES, PairGamma, gammas, mean_gamma
from annotator.domain.agreement.report import pair_measures, shared_values
from annotator.domain.agreement.together import fleiss, mean_f1, token_sums
from annotator.domain.agreement.unit_alphas import UnitAlphas, UnitSums, unit_alphas, unit_sums
from annotator.domain.figures import Figure, Qualifier
from annotator.domain.span_content import SpanContent
from annotator.domain.values import Annotation, Origin

LABELS = ("ACTOR", "LOCATION", "FIGURE")
PEOPLE = ("ann", "bob", "cem")
PAIRS = tuple(combinations(PEOPLE, 2))
SWAYED = {
    "strict_f1": "exact F1 of all pairs",
    "overlap_f1": "overlap F1 of all pairs",
    "seconds": "seconds for 1,000 characters",
    "spans": "spans for 1,000 characters",
}
POPULATION = 1_500
OFTEN = 0.5
"""Of the projects of a scenario this share must have an interval for the scenario to count."""
Random = np.random.Generator
Mark = tuple[int, int, int]
"""A place for a span, how many words it is long, and its label."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A kind of project.

    The share of spans that an annotator gets wrong in an article is Beta(``wrong``) times the
    person's ``skill``, nothing in a share ``clean`` of the articles. ``spans`` are the mean for
    ``words``; both vary as lognormals do, with these deviations of the logarithm.
    """

    name: str
    wrong: tuple[float, float] = (2, 10)
    spans: float = 20
    spans_vary: float = 0.6
    words: float = 400
    words_vary: float = 0.5
    labels: tuple[float, float, float] = (0.5, 0.3, 0.2)
    skill: tuple[float, float, float] = (1, 1, 1)
    clean: float = 0


SCENARIOS = (
    Scenario("typical"),
    Scenario("easy", wrong=(1, 30)),
    Scenario("easy and hard articles", wrong=(0.4, 2)),
    Scenario("little agreement", wrong=(4, 3)),
    Scenario("few spans", spans=3),
    Scenario("many spans", spans=60, words=900),
    Scenario("long and short articles", spans_vary=0.7, words_vary=0.8),
    Scenario("a rare label", labels=(0.8, 0.17, 0.03)),
    Scenario("unequal annotators", wrong=(1, 6), skill=(0.5, 1, 2.5)),
    Scenario("nearly perfect", wrong=(1, 100), clean=0.5),
)


@dataclass(frozen=True, slots=True)
class Counted:
    """An article of a population, counted once for all projects it is in."""

    pairs: dict[tuple[str, str], PairCounts]
    tokens: Counts
    units: dict[tuple[str, ...], UnitSums]
    gamma: dict[tuple[str, str], Counts]
    alone: ArticleAgreement
    turns: tuple[Turn, ...]


def article(random: Random, scenario: Scenario, number: int) -> Coded:
    """An article as three annotators have it."""
    words = max(30, int(scenario.words * np.exp(random.normal(0, scenario.words_vary))))
    dense = np.exp(random.normal(0, scenario.spans_vary)) * words / scenario.words
    slots = random.permutation(words // 4)
    count = min(int(random.poisson(scenario.spans * dense)), len(slots) // 2)
    lengths = random.integers(2, 11, words)
    starts = np.concatenate([[0], np.cumsum(lengths + 1)[:-1]])
    tokens = np.stack([starts, starts + lengths], 1)
    truth = [
        (int(slot), int(random.integers(1, 3)), int(random.choice(3, p=scenario.labels)))
        for slot in slots[:count]
    ]
    wrong = 0.0 if random.random() < scenario.clean else random.beta(*scenario.wrong)
    held = {}
    for person, skill in zip(PEOPLE, scenario.skill, strict=True):
        errs = min(0.95, wrong * skill)
        marks = [mark for place in truth if (mark := changed(random, place, errs))]
        extra = slots[count : count + int(random.poisson(0.4 * errs * count))]
        marks += [(int(s), 1, int(random.choice(3, p=scenario.labels))) for s in extra]
        held[person] = [span(random, person, tokens, mark, errs) for mark in sorted(marks)]
    return Coded(f"a{number}", int(tokens[-1, 1]), tokens, held)


def changed(random: Random, place: Mark, wrong: float) -> Mark | None:
    """What becomes of a span in an annotator's hands: missed, cut, called otherwise, or right."""
    slot, words, label = place
    chance = random.random()
    if chance < 0.5 * wrong:
        return None
    if chance < 0.8 * wrong:
        return slot, words % 2 + 1, label
    return slot, words, int(random.integers(3)) if chance < wrong else label


def span(random: Random, person: str, tokens: Counts, mark: Mark, wrong: float) -> Annotation:
    """A span of so many words; its value and name are wrong as often as the annotator is."""
    slot, words, label = mark
    start, end = int(tokens[4 * slot, 0]), int(tokens[4 * slot + words - 1, 1])
    said = "right" if random.random() > wrong else "wrong"
    made = Annotation(
        f"{person}{slot}", 1, person, SpanContent(start, end, LABELS[label]), "x", Origin.MANUAL
    )
    if LABELS[label] != "FIGURE":
        return made.with_span(entity=said)
    number = Fraction(len(said) if said == "right" else int(random.integers(9)))
    figure = Figure(low=number, best=number, high=number, qualifier=Qualifier.EXACT)
    return made.with_span(figure=figure)


def population(scenario: Scenario) -> list[Counted]:
    """All articles of a scenario."""
    random = np.random.default_rng([ord(letter) for letter in scenario.name])
    return [counted(random, article(random, scenario, n)) for n in range(POPULATION)]


def counted(random: Random, coded: Coded) -> Counted:
    """Everything that is summed over articles."""
    votes = votes_of(coded, LABELS)
    units = {name: labelled_units(coded.spans[name], LABELS) for name in PEOPLE}
    slow = np.exp(random.normal(0, 0.4))
    turns = tuple(
        Turn(
            coded.article,
            name,
            coded.length,
            float(coded.length / 40 * slow * np.exp(random.normal(0, 0.3))),
            len(coded.spans[name]),
            Condition.AIDED,
        )
        for name in PEOPLE
    )
    return Counted(
        {pair: count_pair(coded, pair, LABELS, votes) for pair in PAIRS},
        token_sums(list(votes.values()), 4),
        {
            who: unit_sums([units[name] for name in who], coded.length, 3)
            for who in (PAIRS[0], PEOPLE)
        },
        {pair: disorders(coded, pair) for pair in PAIRS},
        article_agreement(coded, LABELS),
        turns,
    )


def disorders(coded: Coded, pair: tuple[str, str]) -> Counts:
    """What gamma needs of two annotators."""
    two = marked(coded.spans[pair[0]], coded.spans[pair[1]], coded.length, LABELS)
    costs = (observed(two, 3), by_chance(two, 3, FEWEST_SAMPLES, 0, lambda: None))
    return np.concatenate([np.stack(cost, -2) for cost in costs], -1)


def gamma_of_pairs(gammas_of: Sequence[dict[tuple[str, str], Counts]]) -> Measured:
    """The mean of the gammas of all pairs."""
    names = [str(number) for number in range(len(gammas_of))]
    pairs = [
        PairGamma(
            (),
            {},
            FEWEST_SAMPLES,
            {name: one[pair][0] for name, one in zip(names, gammas_of, strict=True)},
        )
        for pair in PAIRS
    ]
    return mean_gamma(names, pairs)


def measures(held: Sequence[Counted]) -> Iterator[tuple[str, Measured]]:
    """All measures of a project that carry an interval, but for those of suggestions."""
    first = [one.pairs[PAIRS[0]] for one in held]
    for row in pair_measures(first, LABELS):
        label = row.label or "all"
        yield f"exact F1, {label}", row.strict_f1
        yield f"overlap F1, {label}", row.overlap_f1
        yield f"κ of tokens, {label}", row.kappa
        yield f"α of units, {label}", row.alpha_u
    yield "values of figures", shared_values([one.figures for one in first], "")
    yield "names", shared_values([one.names for one in first], "")
    yield "Fleiss' κ", fleiss([one.tokens for one in held], 3)
    everywhere = range(len(held))
    by_pair = [(everywhere, [one.pairs[pair] for one in held]) for pair in PAIRS]
    yield "mean exact F1", mean_f1(by_pair, len(held), STRICT)
    yield "mean overlap F1", mean_f1(by_pair, len(held), OVERLAP)
    for who in (PAIRS[0], PEOPLE):
        yield from family(len(who), unit_alphas([one.units[who] for one in held], LABELS))
    yield "mean γ", gamma_of_pairs([one.gamma for one in held])
    rows = np.stack([one.gamma[PAIRS[0]] for one in held])
    for at, label in enumerate(("all", *LABELS)):
        found = intervals.measured(rows[:, at], gammas, intervals.CORRECTED, "")
        yield f"γ, {label}", found


def family(people: int, found: UnitAlphas) -> Iterator[tuple[str, Measured]]:
    """The alphas for unitizing of two or three annotators."""
    yield f"uα of {people}", found.units
    yield f"|uα of {people}", found.places
    yield f"cuα of {people}", found.coding
    for label, measured in found.labels.items():
        yield f"(k)uα of {people}, {label}", measured


def swayed(held: Sequence[Counted], others: Sequence[Counted]) -> Iterator[tuple[str, Measured]]:
    """What is told of two conditions: the first are articles with suggestions."""
    articles, turns = [], []
    for number, (one, condition) in enumerate(
        [(one, Condition.AIDED) for one in held] + [(one, Condition.CONTROL) for one in others]
    ):
        articles.append(replace(one.alone, article=f"x{number}"))
        turns += [replace(t, article=f"x{number}", condition=condition) for t in one.turns]
    found = anchoring(articles, turns)
    for name, words in SWAYED.items():
        yield f"{words}, with suggestions", getattr(found.aided, name)
        yield f"{words}, difference", getattr(found, name)


@dataclass(slots=True)
class Tally:
    """Projects with an interval, of all of them, and intervals that hold the value."""

    projects: int = 0
    shown: int = 0
    held: int = 0

    def add(self, found: Measured, value: float) -> None:
        self.projects += 1
        if found.low is not None and found.high is not None:
            self.shown += 1
            self.held += found.low <= value <= found.high

    @property
    def coverage(self) -> float:
        return 100 * self.held / self.shown


def simulate(
    held: Sequence[Counted], others: Sequence[Counted], articles: int, projects: int
) -> dict[str, Tally]:
    """Tally the measures of projects of so many articles, under each condition as many."""
    whole = {name: found.value for name, found in (*measures(held), *swayed(held, others))}
    tallies: dict[str, Tally] = defaultdict(Tally)
    random = np.random.default_rng(articles)
    for _ in range(projects):
        one, other = (
            [population[n] for n in random.integers(0, POPULATION, articles)]
            for population in (held, others)
        )
        for name, found in (*measures(one), *swayed(one, other)):
            value = whole[name]
            assert value is not None
            tallies[name].add(found, value)
    return tallies


Table = dict[tuple[str, str, int], Tally]
"""By scenario, measure and number of articles."""


def told(tallies: Sequence[Tally]) -> str:
    """The mean coverage of those that count, and the lowest and highest."""
    found = [t.coverage for t in tallies if t.shown >= OFTEN * t.projects]
    return f"{np.mean(found):.1f} ({min(found):.1f}–{max(found):.1f})" if found else "–"


def show(title: str, rows: Sequence[str], sizes: Sequence[int], table: Table, at: int) -> None:
    """One table: a row for each name at this place of the keys, a column a number of articles."""
    print(f"\n| {title} | {' | '.join(map(str, sizes))} |\n|{'---|' * (len(sizes) + 1)}")
    for row in rows:
        here = [[t for key, t in table.items() if key[at] == row and key[2] == n] for n in sizes]
        print(f"| {row.replace('|', chr(92) + '|')} | {' | '.join(map(told, here))} |")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=1_000)
    parser.add_argument("--articles", default="5,10,15,25,50")
    parser.add_argument("--all", action="store_true", help="every scenario and measure apart")
    options = parser.parse_args()
    sizes = [int(size) for size in options.articles.split(",")]
    fewest = intervals.FEWEST
    others = population(SCENARIOS[0])
    table: Table = {}
    for scenario in SCENARIOS:
        held = population(scenario)
        for size in sizes:
            intervals.FEWEST = min(fewest, size)  # to see what fewer would give
            for name, tally in simulate(held, others, size, options.projects).items():
                table[scenario.name, name, size] = tally
                if options.all:
                    coverage = f"{tally.coverage:.1f}" if tally.shown else "–"
                    print(f"{scenario.name}\t{name}\t{size}\t{tally.shown}\t{coverage}", flush=True)
    print(f"Of 100 intervals hold the value (shown from {fewest} articles on):")
    show("measure", list(dict.fromkeys(key[1] for key in table)), sizes, table, 1)
    show("scenario", [scenario.name for scenario in SCENARIOS], sizes, table, 0)


if __name__ == "__main__":
    main()
