"""What says nearly the same as another transcript is told; what only shares the questions is not."""

from __future__ import annotations

import random

from insightmine.domain.ids import TranscriptId
from insightmine.domain.speech import Transcript, Turn
from insightmine.transcripts import near_copies

SCRIPT = "Thank you for your time. I would like to ask how you plan the week, and what happens when plans change. "


def talk(name: str, seed: int, mended: int = 0) -> Transcript:
    chance = random.Random(seed)
    words = [f"word{chance.randrange(500)}" for _ in range(300)]
    for place in range(0, mended * 40, 40):
        words[place] = "mended"
    turns = (Turn(0, "Interviewer", SCRIPT, "line 1"), Turn(1, "Eve", " ".join(words), "line 2"))
    return Transcript(TranscriptId(name), f"{name}.txt", "text", turns)


def test_a_corrected_copy_is_told_in_any_order() -> None:
    study = [talk("a", 1), talk("b", 2), talk("c", 1, mended=3)]
    assert near_copies(study) == {"c": "a"}
    assert near_copies(study[::-1]) == {"c": "a"}


def test_a_shared_script_makes_no_copy() -> None:
    assert near_copies([talk(f"t{i:02}", i) for i in range(30)]) == {}


def test_too_few_words_say_nothing() -> None:
    turns = (Turn(0, "Eve", "I write it on a list every Sunday.", "line 1"),)
    short = [Transcript(TranscriptId(name), f"{name}.txt", "text", turns) for name in ("a", "b")]
    assert near_copies([*short, Transcript(TranscriptId("c"), "c.txt", "text", ())]) == {}
