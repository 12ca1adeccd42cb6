"""The alphas for unitizing of 2016 over many articles: of each two annotators, and of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from annotator.domain.agreement.counts import Coded, labelled_units
from annotator.domain.agreement.measured import Measured
from annotator.domain.agreement.unit_alphas import (
    UnitAlphas,
    UnitSums,
    article_alpha,
    unit_alphas,
    unit_sums,
)


@dataclass(slots=True)
class UnitFamilies:
    """Takes articles one by one; each set of annotators counts those that all of it have finished.

    The sums of an article are kept, its text is not.
    """

    names: Sequence[str]
    labels: Sequence[str]
    of_articles: list[Measured] = field(default_factory=list)
    _sums: dict[tuple[str, ...], list[UnitSums]] = field(default_factory=dict)

    def add(self, coded: Coded) -> None:
        """Count an article; ``of_articles`` then ends with u-alpha of all who have finished it."""
        units = {name: labelled_units(spans, self.labels) for name, spans in coded.spans.items()}
        everybody = tuple(sorted(units))
        sets: list[tuple[str, ...]] = list(combinations(everybody, 2))
        if len(everybody) > 2:
            sets.append(everybody)
        alpha = Measured(None, why="one alone has finished it")
        for who in sets:
            sums = unit_sums([units[name] for name in who], coded.length, len(self.labels))
            self._sums.setdefault(who, []).append(sums)
            if who == everybody:
                alpha = article_alpha(sums)
        self.of_articles.append(alpha)

    def of(self, who: tuple[str, ...]) -> UnitAlphas:
        """The family of some annotators, over the articles that all of them have finished."""
        return unit_alphas(self._sums.get(who, []), self.labels)
