"""The invented study, analysed once."""

from __future__ import annotations

import pytest
from tests.unit.themes.study_of_cooks import Study, cooks

from insightmine.engines import Encoder, Grammar
from insightmine.themes import Themes


@pytest.fixture(scope="session")
def study(grammar: Grammar, encoder: Encoder) -> Study:
    """Six people who cook."""
    return cooks(grammar, encoder)


@pytest.fixture(scope="session")
def found(study: Study) -> Themes:
    """Its themes, from scratch."""
    return study.themes()
