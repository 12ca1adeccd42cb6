"""Weighs evidence: a multinomial logistic regression whose weights are a file one can read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache

import orjson

from annotator.resources import resource

FILE = "evidence.json"
CLASSES = ("ACTOR", "LOCATION", "NONE")
Shares = tuple[float, float, float]
"""Probabilities of the classes; they add up to 1."""


class Weights:
    """What each piece of evidence adds for each class, on the scale of log odds."""

    def __init__(self, table: Mapping[str, tuple[float, float, float]]) -> None:
        self._table = table

    def shares(self, evidence: Iterable[str]) -> Shares:
        """How probable each class is."""
        actor = place = none = 0.0
        table = self._table
        for piece in evidence:
            row = table.get(piece)
            if row is not None:
                actor += row[0]
                place += row[1]
                none += row[2]
        most = max(actor, place, none)
        sizes = [math.exp(value - most) for value in (actor, place, none)]
        total = sum(sizes)
        return sizes[0] / total, sizes[1] / total, sizes[2] / total


@cache
def shipped_weights() -> Weights | None:
    """The weights that come with the program; None where there are none yet."""
    path = resource("gazetteer", FILE)
    if not path.is_file():
        return None
    rows: dict[str, list[float]] = orjson.loads(path.read_bytes())["weights"]
    return Weights({piece: (row[0], row[1], row[2]) for piece, row in rows.items()})
