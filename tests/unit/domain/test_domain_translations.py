"""Which turn of an original stands behind a turn of its translation."""

from __future__ import annotations

from dataclasses import replace

from insightmine.domain.ids import ParticipantId, TranscriptId
from insightmine.domain.speech import Role, Transcript, Turn
from insightmine.domain.translations import aligned


def made(name: str, spans: list[tuple[float | None, float | None]]) -> Transcript:
    turns = tuple(
        Turn(index, "A", f"words {index}", f"cue {index}", start_seconds=start, end_seconds=end)
        for index, (start, end) in enumerate(spans)
    )
    return Transcript(TranscriptId(name), f"{name}.vtt", "webvtt", turns)


def test_by_time_where_both_have_times() -> None:
    original = made("it", [(0, 4), (5, 9), (10, 30), (31, 40)])
    translation = made("en", [(0.2, 4), (5.1, 8), (10, 19), (20, 30), (31, 41), (90, 95)])
    assert aligned(translation, original) == {0: 0, 1: 1, 2: 2, 3: 2, 4: 3}


def test_a_turn_without_an_end_lasts_until_the_next_and_a_near_beginning_counts() -> None:
    original = made("it", [(0, None), (10, None), (20, None)])
    assert aligned(made("en", [(1, None), (11, None), (22, None)]), original) == {0: 0, 1: 1, 2: 2}
    assert aligned(made("en", [(0, 1), (42, 43)]), made("it", [(2, 3), (40, 41)])) == {0: 0, 1: 1}


def test_by_number_without_times_and_only_if_there_are_as_many() -> None:
    nothing: list[tuple[float | None, float | None]] = [(None, None)] * 3
    assert aligned(made("en", nothing), made("it", nothing)) == {0: 0, 1: 1, 2: 2}
    assert aligned(made("en", nothing), made("it", nothing[:2])) == {}
    assert aligned(made("en", []), made("it", [])) == {}


def spoken(name: str, turns: list[tuple[str, float, float]]) -> Transcript:
    """`A` asks, `B` answers."""
    roles = {"A": (Role.INTERVIEWER, None), "B": (Role.PARTICIPANT, ParticipantId("B"))}
    plain = made(name, [(start, end) for _, start, end in turns])
    who = [roles[label] for label, _, _ in turns]
    pairs = zip(plain.turns, who, strict=True)
    return replace(plain, turns=tuple(replace(turn, role=role, participant=person) for turn, (role, person) in pairs))


def test_a_turn_stands_for_one_of_the_same_person() -> None:
    original = spoken("it", [("A", 0, 12), ("B", 13, 15), ("A", 16, 30)])
    translation = spoken("en", [("A", 0, 5), ("B", 6, 14), ("B", 18, 29)])
    assert aligned(translation, original) == {0: 0, 1: 1}  # by time alone the question would be the answer's original
    untimed = [replace(item, turns=tuple(replace(turn, start_seconds=None) for turn in item.turns)) for item in
               (translation, original)]  # fmt: skip
    assert aligned(*untimed) == {0: 0, 1: 1}
