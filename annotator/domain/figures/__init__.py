"""Figures with values: what "more than 3,000" in an article stands for, exactly.

Import from here; the modules inside are free to change. Reads texts, never stores or shows them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.figures.policies import ACLED, POLICIES, UCDP, VERBATIM, VaguePolicy
from annotator.domain.figures.shown import short_form
from annotator.domain.figures.value import (
    DAMAGED,
    REACH,
    UNPARSED,
    Figure,
    Place,
    Qualifier,
    figure_text,
    readable_figure,
    stored_figure,
)

if TYPE_CHECKING:
    from annotator.domain.figures.amounts import is_no_amount
    from annotator.domain.figures.find import FoundFigure, read_figures
    from annotator.domain.figures.parse import parse_figure

__all__ = [
    "ACLED",
    "DAMAGED",
    "POLICIES",
    "REACH",
    "UCDP",
    "UNPARSED",
    "VERBATIM",
    "Figure",
    "FoundFigure",
    "Place",
    "Qualifier",
    "VaguePolicy",
    "figure_text",
    "is_no_amount",
    "parse_figure",
    "read_figures",
    "readable_figure",
    "short_form",
    "stored_figure",
]


def __getattr__(name: str) -> object:
    # The grammar's patterns take a tenth of a second to compile: the window paints before.
    made: object
    if name == "is_no_amount":
        from annotator.domain.figures import amounts

        made = amounts.is_no_amount
    elif name == "parse_figure":
        from annotator.domain.figures import parse

        made = parse.parse_figure
    elif name in ("read_figures", "FoundFigure"):
        from annotator.domain.figures import find

        made = getattr(find, name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = made
    return made
