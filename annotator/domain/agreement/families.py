"""The alphas for unitizing of 2016 over many articles: of each two annotators, and of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from annotator.domain.agreement.counts import Coded, labelled_units
from annotator.domain.agreement.unit_alphas import UnitAlphas, UnitSums, unit_alphas, unit_sums


@dataclass(slots=True)
class UnitFamilies:
    """Takes articles one by one; each set of annotators counts those that all of it have finished.

    The sums of an article are kept, its text is not.
    """

    names: Sequence[str]
    labels: Sequence[str]
    _sums: dict[tuple[str, ...], list[UnitSums]] = field(default_factory=dict)

    def add(self, coded: Coded) -> None:
        """Count an article."""
        units = {name: labelled_units(spans, self.labels) for name, spans in coded.spans.items()}
        sets: list[tuple[str, ...]] = list(combinations(sorted(units), 2))
        if len(units) == len(self.names) > 2:
            sets.append(tuple(self.names))
        for who in sets:
            sums = unit_sums([units[name] for name in who], coded.length, len(self.labels))
            self._sums.setdefault(who, []).append(sums)

    def of(self, who: tuple[str, ...]) -> UnitAlphas:
        """The family of some annotators, over the articles that all of them have finished."""
        return unit_alphas(self._sums.get(who, []), self.labels)
