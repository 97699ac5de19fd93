"""Pairs of names: the order on a sheet tells nothing, and a judge's letter goes to the right method."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[3]))

from benchmarks import name_pairs
from benchmarks.name_pairs import OURS, PEERS, collect, groups, ours_is_first, pair_id, preferred


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Forty groups of an invented study, and no verdict yet."""
    names = {OURS: "baking bread", "BERTopic": "bread oven bake loaf", "KeyBERT": "bake bread oven"}
    lines = [
        {"data": "cooks", "group": f"{n:032x}", "people": 3, "statements": 4, "shown": [], "names": names}
        for n in range(40)
    ]
    monkeypatch.setattr(name_pairs, "GROUPS", tmp_path / "groups.jsonl")
    monkeypatch.setattr(name_pairs, "VERDICTS", tmp_path / "verdicts.jsonl")
    name_pairs.GROUPS.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return tmp_path


def test_a_letter_goes_to_the_method_that_stood_there(folder: Path) -> None:
    answers = folder / "answers.txt"
    pairs = [pair_id(group["group"], "KeyBERT") for group in groups()]
    lines = [f"{pair} {'A' if ours_is_first(pair) else 'B'}" for pair in pairs[:30]]
    lines += [f"{pair}: {'b' if ours_is_first(pair) else 'a'} - reads better" for pair in pairs[30:38]]
    lines += [f"{pair} tie" for pair in pairs[38:]]
    answers.write_text("\n".join(["a heading", *lines]), encoding="utf-8")
    assert collect(answers, "a reader") == 40
    found = {(row.data, row.against, row.judge): row for row in preferred({})}
    figures = found["all", "KeyBERT", "all judges"]
    assert (figures.pairs, figures.preferred, figures.ties) == (40, 31 / 40, 2)
    assert figures.interval[0] < 31 / 40 < figures.interval[1]
    assert ("cooks", "BERTopic", "a reader") not in found


def test_ours_stands_first_about_half_the_time(folder: Path) -> None:
    firsts = [ours_is_first(pair_id(group["group"], peer)) for group in groups() for peer in PEERS]
    assert 25 <= sum(firsts) <= 55


def test_without_verdicts_there_are_no_figures(folder: Path) -> None:
    assert list(preferred({})) == []


def test_the_frozen_file_holds_places_and_no_text() -> None:
    for group in groups():
        assert set(group["names"]) == {OURS, *PEERS}
        assert group["people"] >= 2
        for transcript, turn, start, end in group["shown"]:
            assert isinstance(transcript, str)
            assert " " not in transcript.strip()
            assert 0 <= start < end
            assert turn >= 0
