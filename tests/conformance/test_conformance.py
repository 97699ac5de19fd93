"""Files and the turns that a person found in them: drop in a file with its expected turns, and it is a test.

A file of our own, with invented speech, goes to `files/NAME`, what is expected of it to `files/NAME.expected.json`.
A real file stays in the data folder (`../shared/data`, or `INSIGHTMINE_DATA`; skipped where absent), and what is
expected goes to `expected/ANYTHING.json` with `"file": "folder/NAME"`, its path below the data folder.

    {
      "checked": "how the expectations were found: by reading the file, not by running the reader",
      "n_turns": 2,
      "speakers": 2,
      "left_out": {"front_matter": 3},
      "turns": [
        {"turn": 0, "speaker": "Moderator", "text": "How was it?", "role": "interviewer"},
        {"turn": 1, "speaker": "P1", "text": "Fine: I saved it at 10:30.", "role": "participant", "start": 62.0}
      ]
    }

Only "checked" and "turns" must be there. A turn counts from 0 within its transcript; `"transcript": "ID"` says which
one where a file holds several. Of a real file neither names nor words go into the repository: write
"speaker_sha256" and "text_sha256" instead, as `python tests/conformance/test_conformance.py` prints them for each line
that it is given. A speaker of `null` is a turn under no label. Instead of turns, `"refused": "PDF"` or
`"set_aside": "chat"` says that the file is not read, and a word of the reason.
"""

from __future__ import annotations

import json
import os
import re
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.speech import Transcript, Turn
from insightmine.errors import InputRefused
from insightmine.transcripts import Source, assign_speakers, read_source

HERE = Path(__file__).parent
DATA = Path(os.environ.get("INSIGHTMINE_DATA", HERE.parent.parent.parent / "shared" / "data"))
ENDING = ".expected.json"
KEYS = {"file", "checked", "n_turns", "n_transcripts", "speakers", "left_out", "turns", "refused", "set_aside"}
TURN_KEYS = {
    "transcript",
    "turn",
    "speaker",
    "speaker_sha256",
    "text",
    "text_sha256",
    "role",
    "start",
    "end",
    "heading",
}


def cases() -> list[tuple[str, Path, Path]]:
    """(name, file, expectations) of every case: our own files first."""
    ours = [(path.name.removesuffix(ENDING), path) for path in sorted((HERE / "files").glob(f"*{ENDING}"))]
    real = [
        (json.loads(path.read_text(encoding="utf-8"))["file"], path) for path in sorted(HERE.glob("expected/*.json"))
    ]
    return [
        *((name, HERE / "files" / name, path) for name, path in ours),
        *((name, DATA / name, path) for name, path in real),
    ]


def normalised(text: str) -> str:
    """The text as it is compared: accents composed, every run of white space one space."""
    return " ".join(normalize("NFC", text).split())


def digest(text: str) -> str:
    """SHA-256 of the normalised text."""
    return sha256(normalised(text).encode("utf-8")).hexdigest()


def read(path: Path) -> tuple[tuple[Transcript, ...], str, str]:
    """The transcripts with roles; or why the file was refused, or set aside."""
    try:
        reading = read_source(Source(path.name, path, False, path.parent, path.stem), InputOptions(), SpeakerOptions())
    except InputRefused as refusal:
        return (), refusal.reason, ""
    return assign_speakers(reading.transcripts, SpeakerOptions(), (), ()).transcripts, "", reading.set_aside or ""


CASES = cases()


@pytest.mark.parametrize(("path", "expectations"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_file_is_read_as_a_person_reads_it(path: Path, expectations: Path) -> None:
    expected = json.loads(expectations.read_text(encoding="utf-8"))
    assert set(expected) <= KEYS, "a key that means nothing"
    assert expected["checked"], "say how the expectations were found"
    if not path.is_file():
        assert path.is_relative_to(DATA), f"{path.name} does not lie beside what is expected of it"
        pytest.skip(f"no real data at {path}")
    transcripts, refused, set_aside = read(path)
    if "refused" in expected or "set_aside" in expected:
        assert expected.get("refused", "") in refused
        assert expected.get("set_aside", "") in set_aside
        assert (bool(refused), bool(set_aside)) == ("refused" in expected, "set_aside" in expected)
        return
    assert (refused, set_aside) == ("", "")
    check_figures(expected, transcripts)
    assert expected["turns"], "nothing is expected"
    wrong = [problem for turn in expected["turns"] for problem in differences(turn, transcripts)]
    assert wrong == []


def check_figures(expected: dict[str, Any], transcripts: tuple[Transcript, ...]) -> None:
    """What is expected of the file as a whole."""
    left_out = {
        reason: sum(len(entry.words) for item in transcripts for entry in item.dropped if entry.reason == reason)
        for reason in expected.get("left_out", {})
    }
    found = {
        "n_turns": sum(len(item.turns) for item in transcripts),
        "n_transcripts": len(transcripts),
        "speakers": len({turn.speaker for item in transcripts for turn in item.turns}),
        "left_out": left_out,
    }
    assert {key: found[key] for key in found if key in expected} == {
        key: expected[key] for key in found if key in expected
    }


def differences(expected: dict[str, Any], transcripts: tuple[Transcript, ...]) -> list[str]:
    """In what a turn is not as expected; the turns' own words are not quoted."""
    assert set(expected) <= TURN_KEYS, "a key that means nothing"
    assert {"turn", "role"} <= set(expected), "say which turn, and in which role"
    assert {"speaker", "speaker_sha256"} & set(expected), "say who speaks"
    assert {"text", "text_sha256"} & set(expected), "say what is said"
    named = [item for item in transcripts if expected.get("transcript") in (None, str(item.id))]
    if len(named) != 1 or expected["turn"] >= len(named[0].turns):
        return [f"there is no turn {expected['turn']} in {expected.get('transcript', 'the one transcript')}"]
    turn = named[0].turns[expected["turn"]]
    found = described(turn)
    wrong = [key for key in found if key in expected and found[key] != expected[key]]
    return [f"turn {turn.index} ({turn.place}) of {named[0].id} has another {key}" for key in wrong]


def described(turn: Turn) -> dict[str, Any]:
    """A turn under all keys that an expectation may have."""
    return {
        "speaker": turn.speaker,
        "speaker_sha256": None if turn.speaker is None else digest(turn.speaker),
        "text": normalised(turn.text),
        "text_sha256": digest(turn.text),
        "role": turn.role.value,
        "start": turn.start_seconds,
        "end": turn.end_seconds,
        "heading": turn.heading,
    }


def test_there_are_real_and_invented_cases() -> None:
    """An empty folder would pass everything."""
    assert len(CASES) >= 10
    assert len({name for name, _, _ in CASES}) == len(CASES)


def test_no_words_of_real_files_are_kept() -> None:
    """What is expected of real files is told in digests only."""
    for path in sorted(HERE.glob("expected/*.json")):
        for turn in json.loads(path.read_text(encoding="utf-8")).get("turns", ()):
            assert "text" not in turn, path.name
            assert turn.get("speaker") is None, path.name
            assert re.fullmatch(r"[0-9a-f]{64}", turn["text_sha256"]), path.name


def test_a_wrong_expectation_is_found(tmp_path: Path) -> None:
    """The runner can fail: each of the things that it compares, changed, is reported."""
    path = tmp_path / "talk.txt"
    path.write_text("Moderator: How was it?\nP1: It was fine.\nModerator: And then?\nP1: I left.\n", encoding="utf-8")
    transcripts, _, _ = read(path)
    right = {"turn": 1, "speaker": "P1", "text": "It was fine.", "role": "participant"}
    assert differences(right, transcripts) == []
    for change in (
        {"speaker": "P2"},
        {"text": "It was"},
        {"role": "observer"},
        {"turn": 3},
        {"turn": 9},
        {"start": 1.0},
    ):
        assert differences({**right, **change}, transcripts) != []


if __name__ == "__main__":
    for line in sys.stdin:
        print(digest(line), normalised(line)[:40])  # noqa: T201 - this is what it is run for
