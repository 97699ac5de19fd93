"""Statements, vectors -> judgements: kinds, basis, prompting, effect and step of each statement."""

from insightmine.judgements.guided import Guidance
from insightmine.judgements.judge import judge
from insightmine.judgements.overrule import overrule, overrule_themes

__all__ = ["Guidance", "judge", "overrule", "overrule_themes"]
