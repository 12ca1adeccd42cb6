"""The coefficients, as formulas over counts. None where a formula has no value; never 1 for want
of anything to disagree on.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.float64]


def f1(matched: float, one: float, other: float) -> float | None:
    """Twice the matched pairs by all spans of both; None where neither has any.

    It is symmetric, and for spans it is what kappa tends to as text without spans grows
    (Hripcsak and Rothschild 2005, J Am Med Inform Assoc 12:296).
    """
    return float(2 * matched / (one + other)) if one + other else None


def cohen_kappa(table: Counts) -> float | None:
    """Cohen's kappa of a square table of counts (Cohen 1960, Educ Psychol Meas 20:37).

    (p_o - p_e) / (1 - p_e), p_o the share on the diagonal, p_e that of the margins' product.
    None for an empty table, and where both use one category alone, since then p_e is 1.
    """
    total = float(table.sum())
    if not total:
        return None
    observed = float(np.trace(table)) / total
    expected = float(table.sum(0) @ table.sum(1)) / total**2
    return None if expected >= 1 - 1e-12 else (observed - expected) / (1 - expected)


def fleiss_kappa(squares: float, totals: Counts, subjects: float, raters: int) -> float | None:
    """Fleiss' kappa (Fleiss 1971, Psychol Bull 76:378) from sums over subjects.

    ``squares`` is the sum of n_ij squared over subjects i and categories j, ``totals`` the sum of
    n_ij over subjects by category. None with fewer than two raters, no subjects, or one category.
    """
    if raters < 2 or not subjects:
        return None
    observed = (squares - subjects * raters) / (subjects * raters * (raters - 1))
    shares = totals / (subjects * raters)
    expected = float(shares @ shares)
    return None if expected >= 1 - 1e-12 else (observed - expected) / (1 - expected)
