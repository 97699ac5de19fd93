"""The quick part of fuzzing: every target's own files, and what chance makes of them. The long part is `make fuzz`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fuzz.properties import Broken, check_letters, check_refusal, check_transcript, look
from tests.fuzz.targets import TARGETS

from insightmine.errors import InputRefused
from insightmine.transcripts import PARSERS

# the targets whose first file is read by each parser
_READ_BY = {
    "docx": "docx",
    "spreadsheet": "xlsx",
    "asr_json": "json-whisper",
    "pdf": "pdf",
    "odt": "odt",
    "rtf": "rtf",
    "html": "html",
    "cues": "webvtt",
    "whisper_tsv": "whisper-tsv",
    "table": "csv",
    "text": "text",
}


@pytest.mark.parametrize("name", TARGETS)
def test_what_fuzzing_starts_from_is_read(name: str, tmp_path: Path) -> None:
    target = TARGETS[name]
    assert any(look(target, seed, tmp_path) for seed in target.seeds)


@pytest.mark.parametrize("name", TARGETS)
@given(number=st.integers(0, 99), chance=st.randoms(use_true_random=False), steps=st.integers(1, 4))
@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_chance_makes_of_it_is_read_whole_or_refused(
    name: str, number: int, chance: Random, steps: int, tmp_path: Path
) -> None:
    target = TARGETS[name]
    data = target.seeds[number % len(target.seeds)]
    for _ in range(steps):
        data = target.change(data, chance)
    look(target, data, tmp_path)


def test_every_parser_and_every_recogniser_has_a_target() -> None:
    assert _READ_BY.keys() == PARSERS.keys()
    assert set(_READ_BY.values()) <= TARGETS.keys()
    folder = Path(__file__).parents[2] / "src" / "insightmine" / "transcripts" / "asr_json"
    shared = {"__init__", "accounting", "parser", "pieces", "shapes", "values", "loops", "spans"}
    vendors = {path.stem for path in folder.glob("*.py")} - shared
    assert vendors <= {name.removeprefix("json-") for name in TARGETS}


def test_the_properties_can_fail(tmp_path: Path) -> None:
    """A reading with a word lost, or invented, or in no file's letters, is seen; so is a refusal that quotes."""
    target = TARGETS["webvtt"]
    seed = target.seeds[0]
    (transcript,) = look(target, seed, tmp_path)
    first, *others = transcript.turns
    with pytest.raises(Broken, match="letters of the file are nowhere"):
        check_letters(target, seed, (replace(transcript, turns=(first,)),))
    with pytest.raises(Broken, match="letters that the file does not have"):
        check_letters(target, seed, (replace(transcript, turns=(replace(first, text="zz zz"), *others)),))
    for turn in (
        replace(first, text=" ? "),
        replace(first, text="a\ud800"),
        replace(first, end_seconds=float("nan")),
    ):
        with pytest.raises(Broken):
            check_transcript(replace(transcript, turns=(turn, *others)))
    with pytest.raises(Broken, match="quotes"):
        check_refusal(InputRefused("talk.vtt", "it says: So, what do you do first"), seed)
    with pytest.raises(Broken, match="one line"):
        check_refusal(InputRefused("talk.vtt", "a\nb"), seed)
    with pytest.raises(Broken, match="guard"):
        check_refusal(InputRefused("talk.vtt", "3 of 9 words could not be accounted for"), seed)
    check_refusal(InputRefused("talk.vtt", "no speech in it", hint="check that the export is complete"), seed)
