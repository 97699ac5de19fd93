"""Another model places everything anew; themes that share members keep their ids, and what people decided holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

import numpy as np
from tests.unit.themes.study_of_cooks import Study, remembered

from insightmine.domain.decisions import Action, Decision
from insightmine.engines import Vectors
from insightmine.themes import Themes

_DIMENSION = 16


@dataclass(frozen=True)
class LetterEncoder:
    """A small real encoder: each run of four letters has a direction, a text is the sum of its runs."""

    identity: str = "letters"
    dimension: int = _DIMENSION

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = np.stack([np.sum([_direction(run) for run in _runs(text)], axis=0) for text in texts])
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


@dataclass(frozen=True)
class OtherModel(Study):
    """The same study under the small encoder."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        return LetterEncoder().encode(texts)


def _runs(text: str) -> list[str]:
    words = [f" {word.strip('.,').lower()} " for word in text.split()]
    return [word[i : i + 4] for word in words for i in range(max(1, len(word) - 3))]


def _direction(run: str) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    seed = int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big")
    return np.random.default_rng(seed).standard_normal(_DIMENSION)


def under_another_model(study: Study) -> OtherModel:
    vectors = LetterEncoder().encode([statement.text for statement in study.statements])
    parts = replace(study, vectors=vectors)
    return OtherModel(
        parts.statements, parts.judgements, parts.annotations, parts.vectors, parts.transcripts, parts.encoder
    )


def test_themes_keep_ids_and_names(study: Study, found: Themes) -> None:
    other = under_another_model(study)
    alone = other.themes()
    assert {frozenset(theme.statements) for theme in alone.themes} != {frozenset(t.statements) for t in found.themes}
    after = {theme.id: theme for theme in other.themes(remembered(found)).themes}
    for theme in found.themes:
        then, now = set(theme.statements), set(after[theme.id].statements)
        assert len(then & now) >= len(then) / 2
        if 2 * len(then & now) >= len(then | now):
            assert after[theme.id].name == theme.name


def test_decisions_hold(study: Study, found: Themes) -> None:
    other = under_another_model(study)
    one, two, three = found.themes[:3]
    made = [
        Decision("D1", Action.RENAME, (one.id,), "Mine", "Ann", "", ""),
        Decision("D2", Action.MERGE, (two.id, three.id), None, "Ann", "", ""),
        Decision("D3", Action.APART, one.statements[:2], None, "Ann", "", ""),
    ]
    after = other.themes(remembered(found), made)
    assert after.problems == ()
    names = {theme.id: theme.name for theme in after.themes}
    assert names[one.id] == "Mine"
    assert three.id not in names
    home = {statement: theme.id for theme in after.themes for statement in theme.statements}
    assert len({home.get(statement) for statement in one.statements[:2]}) == 2
