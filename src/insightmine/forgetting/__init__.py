"""Consent and erasure: what people allow today, and how somebody is forgotten, with a proof.

Everything that goes, goes in one order, so that a run that was killed can go on: first what is to be done is written
down (`journal`), and last that note goes. Whatever lies between can be done twice.
"""

from insightmine.forgetting.consent import obeying
from insightmine.forgetting.decided import without_quotes_of
from insightmine.forgetting.erase import Elsewhere, Forgotten, Plan, carry_out, plan_for
from insightmine.forgetting.journal import is_interrupted, pending, refuse_half_forgotten
from insightmine.forgetting.person import Forgetting, gather
from insightmine.forgetting.scan import Found, Scanned
from insightmine.forgetting.voices import LeftOut, leave_out, rows_to_use, without_forgotten

__all__ = [
    "Elsewhere",
    "Forgetting",
    "Forgotten",
    "Found",
    "LeftOut",
    "Plan",
    "Scanned",
    "carry_out",
    "gather",
    "is_interrupted",
    "leave_out",
    "obeying",
    "pending",
    "plan_for",
    "refuse_half_forgotten",
    "rows_to_use",
    "without_forgotten",
    "without_quotes_of",
]
