"""A study's guide -> who was asked what, who was given which task, and which turns answer it."""

from insightmine.guide.asked import find_asked
from insightmine.guide.document import Recognised, guide_of_lines
from insightmine.guide.steps import step_of_items

__all__ = ["Recognised", "find_asked", "guide_of_lines", "step_of_items"]
