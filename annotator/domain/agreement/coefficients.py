"""The coefficients, as formulas over counts. Not a number where a formula has no value; never 1 for
want of anything to disagree on.

Counts may have more dimensions in front: there is one value for each.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.float64]


def ratio(above: Counts, below: Counts) -> Counts:
    """The one by the other; not a number where that is nothing, but for the rounding of sums."""
    quotient: Counts = np.full(np.shape(below), np.nan)
    np.divide(above, below, out=quotient, where=np.greater(below, 1e-9))
    return quotient


def f1(matched: Counts, one: Counts, other: Counts) -> Counts:
    """Twice the matched pairs by all spans of both; no value where neither has any.

    It is symmetric, and for spans it is what kappa tends to as text without spans grows
    (Hripcsak and Rothschild 2005, J Am Med Inform Assoc 12:296).
    """
    return ratio(2 * matched, one + other)


def cohen_kappa(table: Counts) -> Counts:
    """Cohen's kappa of a square table of counts (Cohen 1960, Educ Psychol Meas 20:37).

    (p_o - p_e) / (1 - p_e), p_o the share on the diagonal, p_e that of the margins' product.
    No value for an empty table, and where both use one category alone, since then p_e is 1.
    """
    total = table.sum((-2, -1))
    observed = ratio(np.trace(table, axis1=-2, axis2=-1), total)
    return _corrected(observed, ratio((table.sum(-2) * table.sum(-1)).sum(-1), total**2))


def fleiss_kappa(squares: Counts, totals: Counts, subjects: Counts, raters: int) -> Counts:
    """Fleiss' kappa (Fleiss 1971, Psychol Bull 76:378) from sums over subjects.

    ``squares`` is the sum of n_ij squared over subjects i and categories j, ``totals`` the sum of
    n_ij over subjects by category. No value without two raters and a subject, or for one category.
    """
    votes = subjects * raters
    observed = ratio(squares - votes, votes * (raters - 1))
    return _corrected(observed, ratio((totals**2).sum(-1), votes**2))


def _corrected(observed: Counts, expected: Counts) -> Counts:
    return ratio(observed - expected, 1 - expected)
