"""How sure a share of people is."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

LEVEL = 0.95


def wilson_interval(count: int, total: int, level: float = LEVEL) -> tuple[float, float]:
    """The Wilson score interval of `count / total` (Wilson 1927, JASA 22:209-212); of nothing, 0 to 1."""
    if total == 0:
        return (0.0, 1.0)
    z = NormalDist().inv_cdf((1 + level) / 2)
    share, z2 = count / total, z**2
    centre = (share + z2 / (2 * total)) / (1 + z2 / total)
    half = z / (1 + z2 / total) * sqrt(share * (1 - share) / total + z2 / (4 * total * total))
    return (max(0.0, centre - half), min(1.0, centre + half))


def difference_interval(
    first: tuple[int, int],
    second: tuple[int, int],
    panel: tuple[int, int, int, int] | None = None,
    level: float = LEVEL,
) -> tuple[float, float]:
    """The interval of `second - first`, each a count and its total (above 0), from their Wilson intervals.

    Newcombe's hybrid score interval for unrelated groups (1998, Statistics in Medicine 17:873-890, method 10).
    `panel` are the people in both groups who count in both, in the first only, in the second only, in neither: their
    correlation narrows the interval as in that for pairs (Newcombe 1998, Statistics in Medicine 17:2635-2650, method
    10), by the share that they are of the groups (Derrick and others 2015, Journal of Applied Quantitative Methods
    10(3):1-14). With everybody in both it is the interval for pairs.
    """
    (x1, n1), (x2, n2) = first, second
    (low1, high1), (low2, high2) = wilson_interval(x1, n1, level), wilson_interval(x2, n2, level)
    p1, p2 = x1 / n1, x2 / n2
    related = _correlation(panel) * sum(panel) / sqrt(n1 * n2) if panel else 0.0
    below = _hypotenuse(p2 - low2, high1 - p1, related)
    above = _hypotenuse(high2 - p2, p1 - low1, related)
    return (max(-1.0, p2 - p1 - below), min(1.0, p2 - p1 + above))


def _hypotenuse(a: float, b: float, related: float) -> float:
    return sqrt(max(0.0, a * a - 2 * related * a * b + b * b))


def _correlation(panel: tuple[int, int, int, int]) -> float:
    """The phi coefficient, drawn towards 0 where it is positive, as Newcombe does for pairs."""
    both, first, second, neither = panel
    margins = (both + first) * (second + neither) * (both + second) * (first + neither)
    if not margins:
        return 0.0
    crossed = both * neither - first * second
    return (max(crossed - sum(panel) / 2, 0.0) if crossed > 0 else crossed) / sqrt(margins)
