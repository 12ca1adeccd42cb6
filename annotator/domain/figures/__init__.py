"""Figures with values: what "more than 3,000" in an article stands for, exactly.

Import from here; the modules inside are free to change. Reads texts, never stores or shows them.
"""

from __future__ import annotations

from annotator.domain.figures.parse import parse_figure
from annotator.domain.figures.policies import ACLED, POLICIES, UCDP, VERBATIM, VaguePolicy
from annotator.domain.figures.shown import short_form
from annotator.domain.figures.value import UNPARSED, Figure, Qualifier

__all__ = [
    "ACLED",
    "POLICIES",
    "UCDP",
    "UNPARSED",
    "VERBATIM",
    "Figure",
    "Qualifier",
    "VaguePolicy",
    "parse_figure",
    "short_form",
]
