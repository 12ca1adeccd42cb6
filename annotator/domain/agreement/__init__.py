"""How far annotators agree: counts of single articles, coefficients, what they amount to."""

from __future__ import annotations

from annotator.domain.agreement.counts import ALL_LABELS, Coded, PairCounts, count_pair
from annotator.domain.agreement.report import (
    Agreement,
    ArticleAgreement,
    Measured,
    Measures,
    PairAgreement,
    agreement,
    article_agreement,
)

__all__ = [
    "ALL_LABELS",
    "Agreement",
    "ArticleAgreement",
    "Coded",
    "Measured",
    "Measures",
    "PairAgreement",
    "PairCounts",
    "agreement",
    "article_agreement",
    "count_pair",
]
