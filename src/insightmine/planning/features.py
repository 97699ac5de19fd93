"""A reading -> the numbers that the head weighs: signs, signs together, and how the entry is built."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.grammar import Annotation
from insightmine.planning.patterns import Sign
from insightmine.planning.signs import Reading

Numbers = NDArray[np.float64]

# What two signs tell together, that neither tells alone.
_TOGETHER = """
lead_change: impact people own_work means people_act people_who practice deliverable orders_one
lead_changed: people_act impact people_rate practice
lead_deliver: purpose small deliverable
lead_task: small names_somebody day product_part
lead_plain_task: product_part
people_first: people_act
people_act: habit contrast from_to
some_act: theirs habit contrast feels people_rate
people: delivered feels can
delivered: percent
deliverable: delivered
done_to_people: deliverable
impact_head: from_to percent
orders: orders_one small numbered deliverable names_somebody product_part
no_verb: level deliverable
level: practice impact own_work deliverable
practice: means
"""
_LEADS = frozenset(
    {Sign.LEAD_DELIVER, Sign.LEAD_TASK, Sign.LEAD_CHANGE, Sign.LEAD_CHANGED, Sign.LEAD_PLAIN_TASK, Sign.STORY}
)


def _pairs() -> tuple[tuple[Sign, Sign], ...]:
    lines = [line.split(":") for line in _TOGETHER.strip().splitlines()]
    return tuple((Sign[one.upper()], Sign[other.upper()]) for one, others in lines for other in others.split())


_PAIRS = _pairs()
_BUILD = (
    "no lead", "no lead, a deliverable", "no lead, an impact", "no lead, no people", "3 words", "5 words", "12 words",
    "a to-do and no delivery", "a delivery and no to-do", "a finite verb", "no verb at all",
)  # fmt: skip
NAMES = (*(sign.name.lower() for sign in Sign), *(f"{a.name} + {b.name}".lower() for a, b in _PAIRS), *_BUILD)


def features(reading: Reading, annotation: Annotation) -> Numbers:
    """One number for each of `NAMES`, 0 or 1."""
    seen = reading.signs
    alone = not seen & _LEADS
    acts = Sign.PEOPLE_ACT in seen
    words = len(reading.proper.split())
    build = (
        alone, alone and not acts and Sign.DELIVERABLE in seen, alone and not acts and Sign.IMPACT in seen,
        alone and Sign.PEOPLE not in seen, words <= 3, words <= 5, words >= 12,
        Sign.LEAD_TASK in seen and Sign.LEAD_DELIVER not in seen,
        Sign.LEAD_DELIVER in seen and Sign.LEAD_TASK not in seen,
        any(tag in {"VBZ", "VBP", "MD"} for tag in annotation.tags),
        not any(part in {"VERB", "AUX"} for part in annotation.parts),
    )  # fmt: skip
    return np.array(
        [*(sign in seen for sign in Sign), *(a in seen and b in seen for a, b in _PAIRS), *build], dtype=np.float64
    )
