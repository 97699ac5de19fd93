"""Quantiles of distributions that the standard library does not have."""

from __future__ import annotations


def student_quantile(share: float, degrees: int) -> float:
    """The value below which `share` (0 to 1) of Student's t distribution with so many degrees of freedom lies."""
    from scipy.special import stdtrit

    return float(stdtrit(degrees, share))
