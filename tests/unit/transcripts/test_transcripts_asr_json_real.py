"""Real JSON of speech recognisers, beside a small second reading of each file that knows nothing of the parser."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.speech import DropReason, Transcript
from insightmine.transcripts import Source, read_source
from insightmine.transcripts.asr_json.shapes import SHAPES
from insightmine.transcripts.coverage import words_of

DATA = Path(__file__).resolve().parents[4] / "shared/data/transcript-formats"


def dropped_of(transcript: Transcript, reason: DropReason) -> list[str]:
    return [word for entry in transcript.dropped if entry.reason is reason for word in entry.words]


RawWord = tuple[str, Any, float | None]  # text, speaker as a turn should name it, start in seconds
ANY = object()  # the file does not say who speaks these words: they lie between two people's times


def _within(start: float, end: float, spans: Sequence[tuple[float, float, str]]) -> Any:
    inside = [name for begin, until, name in spans if begin - 1e-6 <= start and end <= until + 1e-6]
    return inside[0] if len(inside) == 1 else ANY


def _amazon(value: Any) -> list[RawWord]:
    by_start = {
        item["start_time"]: item["speaker_label"] or None
        for segment in value["results"].get("speaker_labels", {}).get("segments", [])
        for item in segment["items"]
    }
    return [
        (item["alternatives"][0]["content"], by_start.get(item["start_time"]), float(item["start_time"]))
        for item in value["results"]["items"]
        if item["type"] == "pronunciation"
    ]


def _assembly(value: Any) -> list[RawWord]:
    return [(word["text"], f"Speaker {word['speaker']}", word["start"] / 1000) for word in value["words"]]


def _deepgram(value: Any) -> list[RawWord]:
    words = value["results"]["channels"][0]["alternatives"][0]["words"]
    return [(w["word"], f"Speaker {w['speaker']}" if "speaker" in w else None, round(w["start"], 3)) for w in words]


def _google(value: Any) -> list[RawWord]:
    words = value["results"][-1]["alternatives"][0]["words"]
    start = [float(word["startTime"]["seconds"]) + word["startTime"].get("nanos", 0) / 1e9 for word in words]
    return [(word["word"], f"Speaker {word['speakerTag']}", at) for word, at in zip(words, start, strict=True)]


def _ibm(value: Any) -> list[RawWord]:
    labels = {(part["from"], part["to"]): part["speaker"] for part in value["results"][0]["speaker_labels"]}
    stamps = [s for result in value["results"][0]["results"] for s in result["alternatives"][0]["timestamps"]]
    return [(text, f"Speaker {labels[start, end]}", start) for text, start, end in stamps]


def _kaldi(value: Any) -> list[RawWord]:
    spans = [
        (part["start"], part["start"] + part["duration"], part["speaker"]["@id"])
        for part in value["retval"]["segmentation"]["segments"]
    ]
    return [(w["word"], _within(w["start"], w["end"], spans), w["start"]) for w in value["retval"]["words"]]


def _paper_edit(value: Any) -> list[RawWord]:
    spans = [(part["start"], part["end"], part["speaker"]) for part in value["paragraphs"]]
    return [(w["text"], _within(w["start"], w["end"], spans), w["start"]) for w in value["words"]]


def _speechmatics(value: Any) -> list[RawWord]:
    spans = [(float(s["time"]), float(s["time"]) + float(s["duration"]), s["name"]) for s in value["speakers"]]
    times = [(w["name"], float(w["time"]), float(w["time"]) + float(w["duration"])) for w in value["words"]]
    return [(text, _within(start, end, spans), start) for text, start, end in times if text != "."]


def _autoedit(value: Any) -> list[RawWord]:
    lines = value["text"][0]["paragraph"][0]["line"]
    return [(word["text"], value["text"][0]["speaker"], word["startTime"]) for word in lines]


def _rev(value: Any) -> list[RawWord]:
    return [
        (element["value"], f"Speaker {part['speaker']}", element["ts"])
        for part in value["monologues"]
        for element in part["elements"]
        if element["type"] == "text"
    ]


def _whisper(value: Any) -> list[RawWord]:
    return [(word["text"], None, word["start"]) for part in value["segments"] for word in part["words"]]


REAL: list[tuple[str, str, int, Callable[[Any], list[RawWord]]]] = [
    ("asr-json/assemblyai_transcription.json", "assemblyai-json", 1, _assembly),
    ("asr-json/assemblyai_utterances.json", "assemblyai-json", 1, _assembly),
    ("asr-json/dg_speakers.json", "deepgram-json", 10, _deepgram),
    ("asr-json/dg_speakers_no_utterances.json", "deepgram-json", 10, _deepgram),
    ("asr-json/dg_transcription.json", "deepgram-json", 1, _deepgram),
    ("asr-json/dg_utterances.json", "deepgram-json", 1, _deepgram),
    ("asr-json/dg_whisper_transcription.json", "deepgram-json", 1, _deepgram),
    ("asr-json/whisper_timestamped.json", "whisper-json", 1, _whisper),
    ("bbc-stt/amazonTranscribe.sample.json", "amazon-json", 31, _amazon),
    ("bbc-stt/autoEdit2TedTalkTranscript.sample.json", "autoedit-json", 1, _autoedit),
    ("bbc-stt/bbcKaldiTranscriptWithSpeakerSegments.sample.json", "kaldi-json", 10, _kaldi),
    ("bbc-stt/digitalPaperEdit.sample.json", "paper-edit-json", 10, _paper_edit),
    ("bbc-stt/gcpSttSpeakerDiarization.sample.json", "google-json", 3, _google),
    ("bbc-stt/ibmTedTalkTranscript.sample.json", "ibm-json", 1, _ibm),
    ("bbc-stt/speechmaticsTedTalkTranscript.sample.json", "speechmatics-json", 11, _speechmatics),
    ("bbc-stt/todayinfocus.sample.json", "amazon-json", 8, _amazon),
    ("rev/transcript.json", "rev-json", 1, _rev),
]


@pytest.mark.parametrize(("name", "format_name", "n_turns", "reading"), REAL, ids=[item[0] for item in REAL])
def test_every_turn_of_a_real_file_is_the_words_of_its_speaker(
    name: str, format_name: str, n_turns: int, reading: Callable[[Any], list[RawWord]]
) -> None:
    path = DATA / name
    if not path.exists():
        pytest.skip("the file is not here")
    (transcript,) = read_source(
        Source(path.name, path, True, path.parent), InputOptions(), SpeakerOptions()
    ).transcripts
    assert (transcript.format, len(transcript.turns)) == (format_name, n_turns)
    raw = [
        (word.casefold(), who, at) for text, who, at in reading(json.loads(path.read_text())) for word in words_of(text)
    ]
    position = 0
    for turn in transcript.turns:
        said = [word.casefold() for word in words_of(turn.text)]
        mine = raw[position : position + len(said)]
        assert [word for word, _, _ in mine] == said, turn.place
        assert {who for _, who, _ in mine} <= {turn.speaker, ANY}, turn.place
        assert turn.start_seconds == pytest.approx(mine[0][2], abs=0.0006), turn.place
        assert (turn.end_seconds or 0.0) > (mine[-1][2] or 0.0), turn.place
        position += len(said)
    assert position == len(raw)
    assert sum(1 for _, who, _ in raw if who is ANY) <= 0.02 * len(raw)
    assert not dropped_of(transcript, DropReason.ALTERNATIVE)


def test_each_real_file_has_one_vendors_shape() -> None:
    for name, *_ in REAL:
        if (DATA / name).exists():
            value = json.loads((DATA / name).read_text())
            value = value.get("retval", value)
            assert sum(1 for shape in SHAPES if shape.name != "turns" and shape.accepts(value)) == 1, name


def test_a_signed_address_is_kept_nowhere() -> None:
    path = DATA / "asr-json/assemblyai_utterances.json"
    if not path.exists():
        pytest.skip("the file is not here")
    assert "Signature" in path.read_text() or "X-Goog" in path.read_text() or "http" in path.read_text()
    (transcript,) = read_source(
        Source(path.name, path, True, path.parent), InputOptions(), SpeakerOptions()
    ).transcripts
    kept = [turn.text for turn in transcript.turns] + [word for entry in transcript.dropped for word in entry.words]
    assert not any("http" in text or "googleapis" in text for text in kept)
