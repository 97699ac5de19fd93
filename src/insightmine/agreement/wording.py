"""What a figure means, in a sentence, without praise."""

from __future__ import annotations

from insightmine.agreement.values import Agreement, Estimate, Grouped

# Krippendorff (2004), Content Analysis, 2nd ed., p. 241.
RELIABLE, TENTATIVE = 0.800, 0.667
_ZONES = (
    f"below .{TENTATIVE * 1000:.0f}, where Krippendorff draws no conclusions",
    f"between .{TENTATIVE * 1000:.0f} and .{RELIABLE * 1000:.0f}, where Krippendorff draws tentative conclusions only",
    f"at .{RELIABLE * 1000:.0f} or above, which Krippendorff asks for",
)
SCALE = "Alpha is 1 where coders always agree, and 0 where they agree as often as chance would have it."
_GROUPS = (
    "Both indices are 1 where the two groupings are the same, and about 0 where they share no more than chance would "
    "have it; neither is a share of statements, and no limit for them is agreed on."
)


def meaning(result: Agreement | Grouped) -> str:
    """What the main figure says, and what its interval leaves open."""
    if isinstance(result, Grouped):
        return _GROUPS if result.ari.value is not None else f"No index: {result.ari.why}."
    return alpha_meaning(result.alpha)


def alpha_meaning(alpha: Estimate) -> str:
    """Where alpha and its interval lie by Krippendorff's limits (2004, p. 241), which are conventions."""
    if alpha.value is None:
        return f"Alpha is not defined: {alpha.why}."
    if alpha.interval is None:
        return f"Alpha lies {_ZONES[_zone(alpha.value)]}; how sure that is cannot be said ({alpha.why})."
    low, high = (_zone(end) for end in alpha.interval)
    if low == high:
        return f"Alpha lies {_ZONES[low]}, and so does the whole interval."
    crossed = [
        f".{limit * 1000:.0f}" for limit in (TENTATIVE, RELIABLE) if alpha.interval[0] < limit <= alpha.interval[1]
    ]
    return (
        f"Alpha lies {_ZONES[_zone(alpha.value)]}; but the interval lies on both sides of "
        f"{' and '.join(crossed)}, so units of more people would have to tell."
    )


def _zone(value: float) -> int:
    return 2 if value >= RELIABLE else 1 if value >= TENTATIVE else 0
