"""Statements, vectors -> judgements: kinds, basis, prompting, effect and step of each statement."""

from insightmine.judgements.anchors import Encode
from insightmine.judgements.guided import Guidance
from insightmine.judgements.heads import load_heads
from insightmine.judgements.judge import Judged, judge
from insightmine.judgements.learned import Learned, ask, hanging_on, learn
from insightmine.judgements.overrule import decided_steps, overrule, overrule_themes

__all__ = [
    "Encode", "Guidance", "Judged", "Learned", "ask", "decided_steps", "hanging_on", "judge", "learn", "load_heads",
    "overrule", "overrule_themes",
]  # fmt: skip
