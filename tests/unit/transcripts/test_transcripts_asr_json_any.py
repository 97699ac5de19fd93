"""Any talk, and any JSON, in the shapes of speech recognisers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.speech import Transcript
from insightmine.errors import InputRefused
from insightmine.transcripts import Source, read_source
from insightmine.transcripts.asr_json.shapes import SHAPES, find_shape
from insightmine.transcripts.coverage import words_of


def read(folder: Path, value: object, name: str = "talk.json") -> Transcript:
    path = folder / name
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8", newline="")
    (transcript,) = read_source(Source(name, path, True, folder), InputOptions(), SpeakerOptions()).transcripts
    return transcript


def _heard(text: str, start: float, speaker: int | None = None) -> dict[str, object]:
    word: dict[str, object] = {"word": text.strip(".,?").lower(), "punctuated_word": text, "start": start}
    word["end"] = round(start + 0.3, 3)
    return word if speaker is None else {**word, "speaker": speaker}


def _item(text: str, start: str = "", **more: object) -> dict[str, object]:
    times = {"start_time": start, "end_time": str(float(start) + 0.2)} if start else {}
    kind = "pronunciation" if start else "punctuation"
    return {"type": kind, "alternatives": [{"content": text, "confidence": "0.9"}], **times, **more}


_WORD = st.text(
    st.one_of(
        st.sampled_from("abcXYZ0123456789:'\"&;<>-.,[](){}|\\/_#é你ß"),
        st.characters(blacklist_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]),
    ),
    min_size=1,
    max_size=9,
)
_TURNS = st.lists(
    st.tuples(st.sampled_from(["SPEAKER_00", "SPEAKER_01", "Ana: B", "10:30", None]), st.lists(_WORD, max_size=8)),
    min_size=1,
    max_size=8,
)
_SETTINGS = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _as_whisper(talk: list[tuple[str | None, list[str]]]) -> object:
    parts = []
    for number, (who, words) in enumerate(talk):
        spoken = {"start": number * 10.0, "end": number * 10.0 + 9, "text": f" {' '.join(words)}", "speaker": who}
        parts.append({**spoken, "words": [{"word": word, "speaker": who} for word in words]})
    return {"text": "".join(str(part["text"]) for part in parts), "segments": parts}


def _as_amazon(talk: list[tuple[str | None, list[str]]]) -> object:
    items = [
        {**_item(word, str(i * 10 + j)), "speaker_label": who}
        for i, (who, words) in enumerate(talk)
        for j, word in enumerate(words)
    ]
    return {"results": {"items": items, "transcripts": [{"transcript": " ".join(w for _, ws in talk for w in ws)}]}}


def _as_rev(talk: list[tuple[str | None, list[str]]]) -> object:
    return {
        "monologues": [
            {
                "speaker": who,
                "elements": [{"type": "text", "value": part} for word in ["", *words] for part in (word, " ")],
            }
            for who, words in talk
        ]
    }


def _as_turns(talk: list[tuple[str | None, list[str]]]) -> object:
    return [{"speaker": who, "text": " ".join(words)} for who, words in talk]


def _as_fireflies(talk: list[tuple[str | None, list[str]]]) -> object:
    return {"sentences": [{"speaker_name": who, "text": " ".join(words), "raw_text": " "} for who, words in talk]}


@pytest.mark.parametrize("dialect", [_as_whisper, _as_amazon, _as_rev, _as_fireflies])
@given(talk=_TURNS)
@_SETTINGS
def test_a_talk_written_in_a_dialect_is_read_back(
    tmp_path: Path, dialect: Callable[[Any], object], talk: list[tuple[str | None, list[str]]]
) -> None:
    expected: list[tuple[str | None, list[str]]] = []
    for who, words in talk:
        said = [word for text in words for word in words_of(_unescaped(text))]
        if said and expected and expected[-1][0] == who:
            expected[-1][1].extend(said)
        elif said:
            expected.append((who, said))
    value = dialect(talk)
    if not expected:
        with pytest.raises(InputRefused):
            read(tmp_path, value)
        return
    found: list[tuple[str | None, list[str]]] = []
    for turn in read(tmp_path, value).turns:
        if found and found[-1][0] == turn.speaker:
            found[-1][1].extend(words_of(turn.text))
        else:
            found.append((turn.speaker, words_of(turn.text)))
    assert found == expected


def _unescaped(text: str) -> str:
    from html import unescape

    return unescape(text) if ";" in text and "&" in text else text


_LEAF = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=9),
    st.sampled_from(["word", "0.5", "a b", {}]),
)
_DOCUMENTS = [
    dialect([("SPEAKER_00", ["So,", "it's", "done?"]), ("SPEAKER_01", ["Yes.", "It", "is."]), (None, ["Hm."])])
    for dialect in (_as_whisper, _as_amazon, _as_rev, _as_fireflies)
]
_DOCUMENTS += [{"talk": _as_turns([("A", ["So,", "it's", "done?"]), ("B", ["Yes.", "It", "is."]), ("A", ["Hm."])])}]
_DOCUMENTS += [
    {
        "results": {
            "channels": [{"alternatives": [{"transcript": "Oh so.", "words": [_heard("Oh", 0.1), _heard("so.", 1)]}]}]
        }
    },
    {
        "results": [
            {"alternatives": [{"transcript": "a b", "words": [{"word": "a", "startTime": "1s"}, {"word": "b"}]}]}
        ]
        * 2
    },
    {
        "results": [{"alternatives": [{"timestamps": [["a", 0, 1], ["b", 1, 2]]}]}],
        "speaker_labels": [{"from": 0, "to": 1}],
    },
    {
        "words": [{"punct": "There", "start": 1.0, "end": 2.0}],
        "segmentation": {"segments": [{"start": 0, "duration": 3}]},
    },
    {
        "words": [{"name": "There", "time": "1", "duration": "1"}],
        "speakers": [{"name": "F", "time": "0", "duration": "9"}],
    },
    {"words": [{"text": "There", "start": 1}], "paragraphs": [{"start": 0, "end": 2, "speaker": "A"}]},
    {"text": [{"speaker": "A", "paragraph": [{"line": [{"text": "There", "startTime": 1}]}]}]},
    {
        "audio_url": "x",
        "text": "a",
        "utterances": [{"text": "a b", "start": 1, "speaker": "A", "words": [{"text": "a"}]}],
    },
]


def _places(value: object, place: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [place, *(found for key, item in inner for found in _places(item, (*place, key)))]


def _changed(value: Any, place: tuple[str | int, ...], new: object) -> Any:
    if not place:
        return new
    copy: Any = list(value) if isinstance(value, list) else dict(value)
    copy[place[0]] = _changed(value[place[0]], place[1:], new)
    return copy


@given(data=st.data())
@settings(_SETTINGS, max_examples=300)
def test_a_transcript_with_anything_in_the_wrong_place_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    value = data.draw(st.sampled_from(_DOCUMENTS))
    for _ in range(data.draw(st.integers(0, 3))):
        value = _changed(value, data.draw(st.sampled_from(_places(value))), data.draw(_LEAF))
    try:
        transcript = read(tmp_path, value)
    except InputRefused as refusal:
        assert "accounted" not in refusal.reason  # noqa: PT017 - the guard is for faults of the reader
        return
    assert any(words_of(turn.text) for turn in transcript.turns)


def test_every_shape_is_among_the_documents_that_are_changed() -> None:
    names = {found.shape.name for value in _DOCUMENTS if (found := find_shape(value)) is not None}
    assert names == {shape.name for shape in SHAPES}


@pytest.mark.parametrize("text", ["[" * 100_000, '{"segments":' * 5000, '{"segments": [{"start": 0, "text": "a'])
def test_deep_and_broken_json_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputRefused):
        read(tmp_path, text)
