"""How far annotators agree: counts of single articles, coefficients, what they amount to."""

from __future__ import annotations

from annotator.domain.agreement.counts import ALL_LABELS, Coded, PairCounts, count_pair
from annotator.domain.agreement.gamma import with_gamma
from annotator.domain.agreement.measured import Measured
from annotator.domain.agreement.report import (
    Agreement,
    ArticleAgreement,
    Measures,
    PairAgreement,
    agreement,
    article_agreement,
)
from annotator.domain.agreement.unit_alphas import UnitAlphas

__all__ = [
    "ALL_LABELS",
    "Agreement",
    "ArticleAgreement",
    "Coded",
    "Measured",
    "Measures",
    "PairAgreement",
    "PairCounts",
    "UnitAlphas",
    "agreement",
    "article_agreement",
    "count_pair",
    "with_gamma",
]
