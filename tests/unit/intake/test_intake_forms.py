"""One recording in the forms that Whisper, Zoom and Teams write side by side is one interview."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from insightmine.config import Options
from insightmine.domain.progress import Silent
from insightmine.domain.speech import DroppedWords, DropReason
from insightmine.intake import look_at, take_in
from insightmine.readings import study_transcripts
from insightmine.store import SourceOutcome, Store

SAID = [f"So I put the box number {n} on the shelf over there," if n % 4 else f"and wait {n} days." for n in range(40)]


def clock(seconds: int, sign: str) -> str:
    return f"{seconds // 60:02}:{seconds % 60:02}{sign}000"


def whisper(folder: Path, stem: str = "talk") -> None:
    """What `whisper --output_format all` writes of forty segments of two seconds."""
    folder.mkdir(exist_ok=True)
    parts = [{"id": n, "start": 2.0 * n, "end": 2.0 * n + 2, "text": f" {text}"} for n, text in enumerate(SAID)]
    whole = {"text": "".join(str(part["text"]) for part in parts), "segments": parts, "language": "en"}
    rows = [f"{2000 * n}\t{2000 * n + 2000}\t{text}" for n, text in enumerate(SAID)]
    captions = [f"{clock(2 * n, '.')} --> {clock(2 * n + 2, '.')}\n{text}\n" for n, text in enumerate(SAID)]
    titles = [
        f"{n + 1}\n00:{clock(2 * n, ',')} --> 00:{clock(2 * n + 2, ',')}\n{text}\n" for n, text in enumerate(SAID)
    ]
    forms = {
        "json": json.dumps(whole),
        "srt": "\n".join(titles),
        "tsv": "\n".join(["start\tend\ttext", *rows]) + "\n",
        "txt": "\n".join(SAID) + "\n",
        "vtt": "WEBVTT\n\n" + "\n".join(captions),
    }
    for ending, text in forms.items():
        (folder / f"{stem}.{ending}").write_text(text, encoding="utf-8")


def named(store: Store) -> list[tuple[str, str]]:
    return [(str(transcript.id), transcript.source) for transcript in study_transcripts(store)[0]]


OTHERS = [
    (f"talk.{ending}", "the same recording as talk.json, counted once") for ending in ("srt", "tsv", "txt", "vtt")
]


def test_five_forms_of_one_recording_are_one_interview(tmp_path: Path) -> None:
    whisper(tmp_path / "out")
    with Store.open(tmp_path, create=True) as store:
        intake = take_in([tmp_path / "out"], Options(), store, Silent())
        assert [record.name for record in intake.read] == ["out/talk.json"]
        assert [(item.source, item.reason) for item in intake.set_aside] == OTHERS
        assert named(store) == [("talk", "talk.json")]
        assert not any("nearly the same" in w for item in study_transcripts(store)[0] for w in item.warnings)
        held = [record for record in store.readings() if record.transcripts]
        assert [record.name for record in held] == ["out/talk.json"]  # the words of the others are kept nowhere
        again = take_in([tmp_path / "out"], Options(), store, Silent())
        assert [(item.source, item.reason) for item in again.set_aside] == OTHERS
        assert named(store) == [("talk", "talk.json")]


def test_a_copy_of_a_form_is_that_form_under_any_name(tmp_path: Path) -> None:
    whisper(tmp_path / "out")
    (tmp_path / "out" / "z-copy.txt").write_bytes((tmp_path / "out" / "talk.txt").read_bytes())
    with Store.open(tmp_path, create=True) as store:
        take_in([tmp_path / "out"], Options(), store, Silent())
        assert named(store) == [("talk", "talk.json")]


def test_a_look_says_the_same_as_an_ingest(tmp_path: Path) -> None:
    whisper(tmp_path / "out")
    preview = look_at([tmp_path / "out"], Options(), (), tmp_path, (), {}, Silent())
    aside = [(look.source, look.reason) for look in preview.files if look.outcome is SourceOutcome.SET_ASIDE]
    assert aside == OTHERS
    assert [look.source for look in preview.files if look.transcripts] == ["talk.json"]


def test_the_order_of_ingests_does_not_matter_and_the_next_form_takes_over(tmp_path: Path) -> None:
    whisper(tmp_path / "out")
    out = tmp_path / "out"
    with Store.open(tmp_path, create=True) as store:
        for ending in ("txt", "vtt"):
            take_in([out / f"talk.{ending}"], Options(), store, Silent())
        assert named(store) == [("talk", "talk.vtt")]
        intake = take_in([out / "talk.json"], Options(), store, Silent())
        assert [item.source for item in intake.set_aside] == ["talk.vtt"]  # read before, and now set aside
        assert named(store) == [("talk", "talk.json")]
        (out / "talk.json").unlink()
        take_in([out], Options(), store, Silent())
        assert named(store) == [("talk", "talk.vtt")]


def test_names_of_speakers_are_worth_more_than_times(tmp_path: Path) -> None:
    whisper(tmp_path / "out")
    turns = [f"{'Ana' if n % 2 else 'Bo'}: {text}" for n, text in enumerate(SAID)]
    (tmp_path / "out" / "talk.txt").write_text("\n".join(turns) + "\n", encoding="utf-8")
    with Store.open(tmp_path, create=True) as store:
        take_in([tmp_path / "out"], Options(), store, Silent())
        assert named(store) == [("talk", "talk.txt")]


@pytest.mark.parametrize("other", ["sub/talk.txt", "talk-2.txt", "talk.md"])
def test_other_places_other_names_and_other_words_are_other_files(tmp_path: Path, other: str) -> None:
    whisper(tmp_path / "out")
    kept = tmp_path / "out" / "talk.vtt"
    text = "\n".join(SAID if not other.endswith(".md") else [f"I never had {n} of these." for n in range(60)])
    (tmp_path / "out" / "sub").mkdir()
    (tmp_path / "out" / other).write_text(text, encoding="utf-8")
    with Store.open(tmp_path, create=True) as store:
        intake = take_in([kept, tmp_path / "out" / other], Options(), store, Silent())
        assert (len(intake.read), intake.set_aside) == (2, ())


def test_a_form_from_which_somebody_was_taken_out_is_still_the_one_that_counts(tmp_path: Path) -> None:
    whisper(tmp_path / "out")
    with Store.open(tmp_path, create=True) as store:
        take_in([tmp_path / "out"], Options(), store, Silent())
        (record,) = (record for record in store.readings() if record.transcripts)
        turns = record.transcripts[0].turns[1:]
        left = DroppedWords(DropReason.CONSENT_WITHDRAWN, ("\u2592",) * 60)
        thinned = replace(record.transcripts[0], turns=tuple(replace(t, index=n) for n, t in enumerate(turns)))
        thinned = replace(thinned, dropped=(*thinned.dropped, left))
        store.put_reading(replace(record, transcripts=(thinned,), left_out=("a stone",)))
        take_in([tmp_path / "out" / "talk.vtt"], Options(), store, Silent())
        assert named(store) == [("talk", "talk.json")]
        assert [len(record.transcripts[0].turns) for record in store.readings() if record.transcripts] == [len(turns)]
