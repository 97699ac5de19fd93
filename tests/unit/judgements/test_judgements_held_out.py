"""The held-out labels: places and digests without text, of the vocabulary, and still where they were."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from insightmine.domain.judgements import Basis, Effect, Kind

sys.path.insert(0, str(Path(__file__).parents[3]))

from benchmarks.data import DataAbsent
from benchmarks.kinds import GOLD, digest, read_labelled
from benchmarks.studies import read_study


def test_a_line_holds_a_place_a_digest_and_labels_and_no_text() -> None:
    lines = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    names = {"study", "source", "transcript", "turn", "start", "end", "sha256", "kinds", "basis", "effect"}
    assert {frozenset(line) for line in lines} == {frozenset(names)}
    assert all(re.fullmatch(r"[0-9a-f]{64}", line["sha256"]) for line in lines)


def test_labels_are_of_the_vocabulary() -> None:
    rows = read_labelled()
    assert sorted(Counter(row.study for row in rows).values()) == [28, 30, 30, 30]
    assert len(rows) == len({(row.transcript, row.turn, row.start) for row in rows}) == 118
    for row in rows:
        assert list(row.kinds) == list(dict.fromkeys(Kind(kind) for kind in row.kinds)) != []
        assert row.basis in tuple(Basis)
        assert row.effect in tuple(Effect)


@pytest.mark.parametrize("study", dict.fromkeys(row.study for row in read_labelled()))
def test_places_hold_what_was_labelled(study: str) -> None:
    try:
        turns = {(str(t.id), turn.index): turn.text for t in read_study(study) for turn in t.turns}
    except DataAbsent as absent:
        pytest.skip(f"no {absent} here")
    rows = [row for row in read_labelled() if row.study == study]
    moved = [
        row for row in rows if digest(turns.get((row.transcript, row.turn), "")[row.start : row.end]) != row.sha256
    ]
    assert moved == []
