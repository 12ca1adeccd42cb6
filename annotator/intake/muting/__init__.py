"""Finds the boilerplate of articles: what a page shows around a story. Never changes a text.

Each rule is a row of ``phrases`` or a function of ``blocks`` and ``repeats``; a line is muted as a
whole or not at all, and where a rule is in doubt the line stays.
"""

from __future__ import annotations

from annotator.intake.muting.find import Muting, find_muted
from annotator.intake.muting.learnt import FEWEST_ARTICLES, LearntLines, keys_of, learn
from annotator.intake.muting.named import Named, find_named, is_headline
from annotator.intake.muting.phrases import LEARNT, RULES

__all__ = [
    "FEWEST_ARTICLES",
    "LEARNT",
    "RULES",
    "LearntLines",
    "Muting",
    "Named",
    "find_muted",
    "find_named",
    "is_headline",
    "keys_of",
    "learn",
]
