"""Vectors and judgements -> themes: recurring behaviours, goals and pain points, with the people behind them."""

from insightmine.domain.themes import ThemeMemory as PastTheme
from insightmine.themes.find import THEMES_VERSION, Themes, find_themes

__all__ = ["THEMES_VERSION", "PastTheme", "Themes", "find_themes"]
