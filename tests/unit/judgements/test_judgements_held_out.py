"""The labelled places: digests without text, of the vocabulary, apart from each other, and still where they were."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from insightmine.domain.judgements import Basis, Effect, Kind, Prompting

sys.path.insert(0, str(Path(__file__).parents[3]))

from benchmarks.data import DataAbsent
from benchmarks.kinds import agreement
from benchmarks.labelled import GOLD, Place, digest, read_places
from benchmarks.pairs import PAIRS
from benchmarks.studies import read_study

FILES = {
    "held_out.jsonl": {"one"},
    "training.jsonl": {"one"},
    "training_more.jsonl": {"one"},
    "training_varied.jsonl": {"one"},
    "statements.jsonl": {"a", "b", "settled"},
}
GOLD_SETS = {"held_out.jsonl", "statements.jsonl"}
PLACE = {"study", "source", "transcript", "turn", "start", "end", "sha256"}


@pytest.mark.parametrize("name", FILES)
def test_a_line_holds_a_place_a_digest_and_labels_and_no_text(name: str) -> None:
    lines = [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]
    said = {"kinds", "basis", "effect"} if name == "held_out.jsonl" else {"labels"}
    assert {frozenset(line) for line in lines} == {frozenset(PLACE | said)}
    assert all(re.fullmatch(r"[0-9a-f]{64}", line["sha256"]) for line in lines)


@pytest.mark.parametrize(("name", "readings"), FILES.items())
def test_labels_are_of_the_vocabulary(name: str, readings: set[str]) -> None:
    places = read_places(name)
    assert len({place.key for place in places}) == len(places)
    for place in places:
        assert set(place.readings) == readings
        for one in place.readings.values():
            assert list(one.kinds) == list(dict.fromkeys(Kind(kind) for kind in one.kinds)) != []
            assert one.basis in tuple(Basis)
            assert one.effect in tuple(Effect)
            assert one.prompting is None or one.prompting in tuple(Prompting)


def test_how_many_there_are() -> None:
    counts = {name: Counter(place.study for place in read_places(name)) for name in FILES}
    assert sorted(counts["held_out.jsonl"].values()) == [28, 30, 30, 30]
    assert set(counts["statements.jsonl"].values()) == {110}
    assert counts["training.jsonl"].total() == 1814
    assert counts["training_more.jsonl"].total() == 2880
    assert counts["training_varied.jsonl"].total() == 1200
    assert len(_lines("training_rows.jsonl")) == 390
    assert len(_lines("training_invented.jsonl")) == 3240


@pytest.mark.parametrize("name", ["training_rows.jsonl", "training_invented.jsonl"])
def test_labels_without_a_place_are_of_the_vocabulary_and_stand_once(name: str) -> None:
    lines = _lines(name)
    for line in lines:
        assert list(line["kinds"]) == list(dict.fromkeys(Kind(kind) for kind in line["kinds"])) != []
        assert line["basis"] in tuple(Basis)
        assert line["effect"] in tuple(Effect)
    texts = [str(line.get("text", line.get("sha256"))).lower() for line in lines]
    assert len(set(texts)) == len(texts)


def test_rows_of_tables_hold_no_text() -> None:
    said = {"table", "row", "sha256", "kinds", "basis", "effect"}
    assert {frozenset(line) for line in _lines("training_rows.jsonl")} == {frozenset(said)}


def test_no_invented_sentence_is_one_of_the_pairs_that_are_measured() -> None:
    measured = {_plain(text) for pair in PAIRS for text in pair}
    assert not measured & {_plain(line["text"]) for line in _lines("training_invented.jsonl")}


def _are_shared(one: Place, other: Place, gold: set[str]) -> bool:
    """Whether two places have a character in common; two to learn from, half of the shorter.

    A border may have moved by a word between two labellings: of what is measured nothing at all may be learned from.
    """
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0 and (bool(gold) or 2 * shared >= min(one.end - one.start, other.end - other.start))


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w']+", text.lower()))


@pytest.mark.parametrize(("one", "other"), tuple(combinations(FILES, 2)))
def test_no_place_is_in_two_files(one: str, other: str) -> None:
    spans: dict[tuple[str, int], list[Place]] = {}
    for place in read_places(one):
        spans.setdefault((place.transcript, place.turn), []).append(place)
    shared = [
        place
        for place in read_places(other)
        if any(_are_shared(a, place, GOLD_SETS & {one, other}) for a in spans.get((place.transcript, place.turn), []))
    ]
    assert shared == []


def test_the_two_labellings_agree_well() -> None:
    alphas = {row.judgement: row.alpha for row in agreement(read_places("statements.jsonl"))}
    assert all(alpha is not None and alpha > 0.75 for alpha in alphas.values()), alphas


@pytest.mark.slow
@pytest.mark.parametrize("study", dict.fromkeys(place.study for name in FILES for place in read_places(name)))
def test_places_hold_what_was_labelled(study: str) -> None:
    try:
        turns = {(str(t.id), turn.index): turn.text for t in read_study(study) for turn in t.turns}
    except DataAbsent as absent:
        pytest.skip(f"no {absent} here")
    moved = [
        place
        for name in FILES
        for place in read_places(name)
        if place.study == study
        and digest(turns.get((place.transcript, place.turn), "")[place.start : place.end]) != place.sha256
    ]
    assert moved == []
