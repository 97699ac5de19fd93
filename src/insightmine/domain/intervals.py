"""How sure a share of people is."""

from __future__ import annotations

from math import sqrt

_Z95 = 1.959963984540054


def wilson_interval(count: int, total: int) -> tuple[float, float]:
    """The 95 % Wilson score interval of `count / total` (Wilson 1927, JASA 22:209-212); of nothing, 0 to 1."""
    if total == 0:
        return (0.0, 1.0)
    share, z2 = count / total, _Z95**2
    centre = (share + z2 / (2 * total)) / (1 + z2 / total)
    half = _Z95 / (1 + z2 / total) * sqrt(share * (1 - share) / total + z2 / (4 * total * total))
    return (max(0.0, centre - half), min(1.0, centre + half))
