"""Reads the value of a FIGURE from its article."""

from __future__ import annotations

from annotator.domain.boundaries import line_around
from annotator.domain.figures import VERBATIM, Figure, VaguePolicy, parse_figure
from annotator.domain.labels import FIGURE

CONTEXT = 200  # code points to each side that may say what is counted


def read_figure(
    text: str, start: int, end: int, label: str, *, policy: VaguePolicy = VERBATIM
) -> Figure | None:
    """The value the words give, unconfirmed; None for a span that is no FIGURE.

    ``policy`` says what vague magnitudes are worth.
    """
    if label != FIGURE:
        return None
    first, last = line_around(text, start)
    before = text[max(first, start - CONTEXT) : start]
    after = text[end : min(max(last, end), end + CONTEXT)]
    return parse_figure(text[start:end], before=before, after=after, policy=policy)
