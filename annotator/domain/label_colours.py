"""Labels whose colours cannot be told apart, colours that can, and a new label beside others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from annotator.domain.colour_vision import LEAST_DISTANCE, Vision, confusing, farthest
from annotator.domain.labels import DEFAULT_LABELS, SPARE_COLOURS
from annotator.domain.values import Label

_DEFAULTS = tuple((label.light, label.dark) for label in DEFAULT_LABELS)


@dataclass(frozen=True, slots=True)
class Confusion:
    """Two labels that look alike on a light or a dark page, in the order of the labels."""

    one: str
    other: str
    dark: bool
    visions: tuple[Vision, ...]


def confusions(labels: Sequence[Label]) -> list[Confusion]:
    """Which labels look alike, to whom and on which page; light pages first."""
    return [
        Confusion(one.name, other.name, dark, tuple(visions))
        for dark in (False, True)
        for one, other in combinations(labels, 2)
        if (visions := confusing(colour(one, dark=dark), colour(other, dark=dark)))
    ]


def recoloured(labels: Sequence[Label], name: str) -> Label | None:
    """The label ``name`` with a colour of the palette that all can tell from the others.

    It keeps its colour on a page where nothing looks like it. None where no colour of the
    palette is far enough from all others, or it need not change.
    """
    (label,) = (label for label in labels if label.name == name)
    others = [other for other in labels if other.name != name]
    changed = label
    for dark in (False, True):
        taken = [colour(other, dark=dark) for other in others]
        if not any(confusing(colour(label, dark=dark), other) for other in taken):
            continue
        offered = [pair[dark] for pair in (*_DEFAULTS, *SPARE_COLOURS)]
        best = farthest(offered, taken)
        if best is None or best[1] < LEAST_DISTANCE:
            return None
        fitting = offered[best[0]]
        changed = replace(changed, dark=fitting) if dark else replace(changed, light=fitting)
    return None if changed == label else changed


def spare_colours(labels: Sequence[Label]) -> tuple[str, str]:
    """The colours, light and dark, of the palette farthest from those of some labels."""
    used = Counter(label.light for label in labels)

    def apart(pair: tuple[str, str]) -> tuple[float, int]:
        distances = (
            farthest([pair[dark]], [colour(label, dark=dark) for label in labels])
            for dark in (False, True)
        )
        return min(best[1] for best in distances if best is not None), -used[pair[0]]

    return max((*_DEFAULTS, *SPARE_COLOURS), key=apart)


def colour(label: Label, *, dark: bool) -> str:
    """The fill of a label on a light or a dark page."""
    return label.dark if dark else label.light


def fresh(labels: Sequence[Label], name: str) -> Label:
    """A label beside others: with the first digit none has as its key, and the colour farthest
    from theirs."""
    taken = {label.key for label in labels}
    key = next((str(digit) for digit in range(1, 10) if str(digit) not in taken), "")
    light, dark = spare_colours(labels)
    return Label(name, key, light, dark)
