"""What vague magnitudes ("dozens", "hundreds of thousands") are worth in a project.

A policy is data: a name, and for each vague word its numbers. It never touches numbers that the
text states.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Bounds:
    """The numbers a vague word is worth; None where the policy gives none."""

    low: Fraction | None = None
    best: Fraction | None = None
    high: Fraction | None = None

    def times(self, factor: int) -> Bounds:
        """The bounds of "<word> of <factor>": hundreds of thousands from hundreds."""
        low, best, high = (v and v * factor for v in (self.low, self.best, self.high))
        return Bounds(low, best, high)


@dataclass(frozen=True, slots=True)
class VaguePolicy:
    """One way to give vague words numbers: `words` maps tens, dozens, scores, hundreds … ."""

    name: str
    title: str
    words: Mapping[str, Bounds]

    def bounds(self, word: str, *, times: int = 1) -> Bounds:
        """The numbers of a vague word, `times` larger; all None for a word without any."""
        return self.words.get(word, Bounds()).times(times)


_FLOORS = {
    "tens": 10,
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    "thousands": 1_000,
    "lakhs": 100_000,
    "millions": 10**6,
    "crores": 10**7,
    "billions": 10**9,
    "trillions": 10**12,
}


def _floors_only() -> dict[str, Bounds]:
    return {word: Bounds(Fraction(n), Fraction(n)) for word, n in _FLOORS.items()}


def _floor_to_next_magnitude() -> dict[str, Bounds]:
    table = {}
    for word, floor in _FLOORS.items():
        high = 100 if floor < 100 else 10 * floor
        table[word] = Bounds(Fraction(floor), Fraction(2 * floor), Fraction(high))
    return table


VERBATIM = VaguePolicy("verbatim", "As written, without numbers", MappingProxyType({}))
"""A vague word stays a word: no numbers at all. The default."""

ACLED = VaguePolicy("acled", "One of each magnitude (ACLED)", MappingProxyType(_floors_only()))
"""The ACLED rule: the most conservative reading, one of the magnitude named.

Source: ACLED, "FAQs: ACLED Fatality Methodology" and Codebook ("Reported Fatalities"), which say
10 for tens, 12 for dozens, 100 for hundreds "and so on". Taking "and so on" as 20 for scores and
1,000 for thousands is our reading of it. ACLED records one number: it is low and best here, and
there is no high.
"""

UCDP = VaguePolicy(
    "ucdp", "Low, best and high (after UCDP)", MappingProxyType(_floor_to_next_magnitude())
)
"""A low, a best and a high for each vague word, after the three estimates of UCDP GED.

UCDP (GED Codebook; Sundberg and Melander 2013) records three estimates per event and prefers
the conservative one as best. It publishes no table for vague words: these numbers are ours. Low
is one of the magnitude, best is two (the plural says more than one), high is where the next
magnitude word would have been used.
"""

POLICIES: Mapping[str, VaguePolicy] = MappingProxyType(
    {policy.name: policy for policy in (VERBATIM, ACLED, UCDP)}
)
"""Every policy a project can choose, by its stored name."""
