"""JSON of speech recognisers and meeting tools: made-up files of the documented shapes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.speech import DropReason, Transcript
from insightmine.errors import InputRefused
from insightmine.transcripts import Source, read_source
from insightmine.transcripts.asr_json.accounting import account
from insightmine.transcripts.asr_json.pieces import Span, SpeakerTimes
from insightmine.transcripts.asr_json.shapes import find_shape
from insightmine.transcripts.coverage import check_coverage

DATA = Path(__file__).resolve().parents[4] / "shared/data/transcript-formats"


def read(folder: Path, value: object, name: str = "talk.json") -> Transcript:
    path = folder / name
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8", newline="")
    (transcript,) = read_source(Source(name, path, True, folder), InputOptions(), SpeakerOptions()).transcripts
    return transcript


def turns_of(transcript: Transcript) -> list[tuple[str | None, str]]:
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def dropped_of(transcript: Transcript, reason: DropReason) -> list[str]:
    return [word for entry in transcript.dropped if entry.reason is reason for word in entry.words]


def test_whisperx_words_decide_who_speaks_where_they_disagree_with_the_segment(tmp_path: Path) -> None:
    text = " So, it costs $5? Yes, five. Hm."
    words = [
        {"word": "So,", "start": 1.0, "end": 1.2, "speaker": "SPEAKER_00"},
        {"word": "it", "start": 1.2, "end": 1.3, "speaker": "SPEAKER_00"},
        {"word": "costs", "start": 1.3, "end": 1.6, "speaker": "SPEAKER_00"},
        {"word": "$5?"},
        {"word": "Yes,", "start": 2.0, "end": 2.2, "speaker": "SPEAKER_01"},
        {"word": "five.", "start": 2.2, "end": 2.6, "speaker": "SPEAKER_01"},
        {"word": "Hm.", "start": 2.8, "end": 3.0, "speaker": "SPEAKER_00"},
    ]
    value = {
        "segments": [
            {"start": 1.0, "end": 3.0, "text": text, "speaker": "SPEAKER_00", "words": words},
            {"start": 3.5, "end": 4.0, "text": " Go on."},
        ],
        "word_segments": words,
        "language": "en",
    }
    transcript = read(tmp_path, value)
    assert turns_of(transcript) == [
        ("SPEAKER_00", "So, it costs $5?"),
        ("SPEAKER_01", "Yes, five."),
        ("SPEAKER_00", "Hm."),
        (None, "Go on."),
    ]
    assert [(turn.start_seconds, turn.end_seconds) for turn in transcript.turns] == [
        (1.0, 1.6),
        (2.0, 2.6),
        (2.8, 3.0),
        (3.5, 4.0),
    ]
    assert transcript.turns[1].place == "segment 1"
    assert dropped_of(transcript, DropReason.ALTERNATIVE) == []


def test_words_that_do_not_stand_in_the_segment_leave_it_whole(tmp_path: Path) -> None:
    words = [{"word": w, "start": 0, "end": 1, "speaker": s} for w, s in (("ten", "A"), ("eggs", "A"), ("ok", "B"))]
    transcript = read(tmp_path, {"segments": [{"start": 0.0, "end": 1.0, "text": "10 eggs ok", "words": words}]})
    assert turns_of(transcript) == [("Speaker A", "10 eggs ok")]
    assert dropped_of(transcript, DropReason.ALTERNATIVE) == ["ten"]


def test_pieces_of_words_are_neither_cut_nor_counted_as_other_words(tmp_path: Path) -> None:
    pieces = [(" un", "A"), ("believable", "B"), (" mother", "B"), ("-in", "B"), ("-law", "B")]
    words = [{"word": word, "start": 0.1, "end": 0.2, "speaker": speaker} for word, speaker in pieces]
    value = {"segments": [{"start": 0.0, "end": 1.0, "text": " unbelievable mother-in-law", "words": words}]}
    transcript = read(tmp_path, value)
    assert " ".join(turn.text for turn in transcript.turns) == "unbelievable mother-in-law"
    assert [entry.reason for entry in transcript.dropped] == []


def test_a_word_said_many_times_is_no_loop(tmp_path: Path) -> None:
    words = [{"word": "no", "punct": "no", "start": float(i), "end": i + 0.5} for i in range(25)]
    transcript = read(tmp_path, {"words": words})
    assert [word for turn in transcript.turns for word in turn.text.split()] == ["no"] * 25


def test_the_whisper_family_in_its_other_shapes(tmp_path: Path) -> None:
    expected = [(None, "I open it. Then I wait.")]
    bare = [{"start": 0.5, "end": 2.0, "text": " I open it."}, {"start": 2.1, "end": 3.0, "text": " Then I wait."}]
    cpp = [
        {"timestamps": {"from": "00:00:00,500"}, "offsets": {"from": 500, "to": 2000}, "text": " I open it."},
        {"offsets": {"from": 2100, "to": 3000}, "text": " Then I wait."},
    ]
    chunks = [{"timestamp": [part["start"], part["end"]], "text": part["text"]} for part in bare]
    whole = "I open it. Then I wait."
    for value in (
        bare,
        {"text": f" {whole}", "segments": bare, "language": "en"},
        {"transcription": cpp, "model": {"type": "base"}},
        {"text": whole, "chunks": chunks},
    ):
        transcript = read(tmp_path, value)
        assert turns_of(transcript) == expected
        assert (transcript.turns[0].start_seconds, transcript.turns[0].end_seconds) == (0.5, 3.0)


def test_a_loop_is_one_line_and_its_count_is_told(tmp_path: Path) -> None:
    parts = ["Begin.", *["Thanks for watching!"] * 19, "No.", *["Thanks for  watching."] * 20, "End."]
    value = {"segments": [{"start": float(i), "end": i + 0.9, "text": f" {text}"} for i, text in enumerate(parts)]}
    transcript = read(tmp_path, value)
    text = " ".join(turn.text for turn in transcript.turns)
    assert text.count("Thanks for watching") == 20
    assert dropped_of(transcript, DropReason.REPEATED_CAPTION) == ["Thanks", "for", "watching"] * 19
    assert any("19 lines repeat" in warning for warning in transcript.warnings)


def test_assemblyai_channels_come_in_where_they_are_heard(tmp_path: Path) -> None:
    value = {
        "audio_url": "https://example.org/a.mp3?X-Signature=abc def",
        "text": "Tell me more. Well, sure.",
        "utterances": [
            {"start": 1500, "end": 2600, "text": "Well, sure.", "channel": "2"},
            {"start": 0, "end": 1200, "text": "Tell me more.", "channel": "1"},
        ],
        "chapters": [{"gist": "More is told", "headline": "They tell more", "summary": "A person was asked."}],
    }
    transcript = read(tmp_path, value)
    assert turns_of(transcript) == [("Channel 1", "Tell me more."), ("Channel 2", "Well, sure.")]
    assert transcript.turns[1].start_seconds == 1.5
    assert dropped_of(transcript, DropReason.AI_SUMMARY)[:3] == ["More", "is", "told"]
    assert "abc" not in [word for entry in transcript.dropped for word in entry.words]


def test_assemblyai_without_utterances_and_without_words(tmp_path: Path) -> None:
    value = {"audio_url": "https://example.org/a.mp3", "text": "Only this.", "utterances": None, "words": None}
    assert turns_of(read(tmp_path, value)) == [(None, "Only this.")]


def _heard(text: str, start: float, speaker: int | None = None) -> dict[str, object]:
    word: dict[str, object] = {"word": text.strip(".,?").lower(), "punctuated_word": text, "start": start}
    word["end"] = round(start + 0.3, 3)
    return word if speaker is None else {**word, "speaker": speaker}


def test_deepgram_channels_and_n_best(tmp_path: Path) -> None:
    left = [_heard("How", 0.0), _heard("come?", 0.4), _heard("Really?", 5.0)]
    right = [_heard("Because.", 1.0), _heard("Yes.", 6.0)]
    best = [
        {"alternatives": [{"transcript": " ".join(str(w["punctuated_word"]) for w in words), "words": words}]}
        for words in (left, right)
    ]
    best[0]["alternatives"].append({"transcript": "How calm? Really?", "words": [_heard("calm?", 0.4)]})
    transcript = read(tmp_path, {"metadata": {"channels": 2}, "results": {"channels": best}})
    assert turns_of(transcript) == [
        ("Channel 0", "How come?"),
        ("Channel 1", "Because."),
        ("Channel 0", "Really?"),
        ("Channel 1", "Yes."),
    ]
    assert dropped_of(transcript, DropReason.ALTERNATIVE) == ["How", "calm", "Really"]


def test_deepgram_paragraphs_repeat_and_differ_in_a_word(tmp_path: Path) -> None:
    words = [_heard("Ten", 0.0, 0), _heard("eggs.", 0.4, 0), _heard("Fine.", 1.0, 1)]
    paragraphs = {"transcript": "\nSpeaker 0: 10 eggs.\n\nSpeaker 1: Fine.", "paragraphs": []}
    first = {"transcript": "Ten eggs. Fine.", "words": words, "paragraphs": paragraphs}
    transcript = read(
        tmp_path, {"results": {"channels": [{"alternatives": [first]}], "summary": {"short": "On eggs, a talk."}}}
    )
    assert turns_of(transcript) == [("Speaker 0", "Ten eggs."), ("Speaker 1", "Fine.")]
    assert dropped_of(transcript, DropReason.ALTERNATIVE) == ["10"]
    assert dropped_of(transcript, DropReason.AI_SUMMARY) == ["On", "eggs", "a", "talk"]


def _item(text: str, start: str = "", **more: object) -> dict[str, object]:
    times = {"start_time": start, "end_time": str(float(start) + 0.2)} if start else {}
    kind = "pronunciation" if start else "punctuation"
    return {"type": kind, "alternatives": [{"content": text, "confidence": "0.9"}], **times, **more}


def test_amazon_labels_on_items_in_segments_and_on_audio_segments(tmp_path: Path) -> None:
    items = [_item("Hi", "0.1"), _item("."), _item("Oh", "1.0"), _item(","), _item("hello", "1.3"), _item("!")]
    expected = [("spk_0", "Hi."), ("spk_1", "Oh, hello!")]
    labels = {
        "segments": [
            {"start_time": "0.0", "end_time": "0.5", "speaker_label": "spk_0", "items": []},
            {"start_time": "0.9", "end_time": "1.6", "speaker_label": "spk_1", "items": []},
        ]
    }
    on_items = [{**item, "speaker_label": f"spk_{int(number > 1)}"} for number, item in enumerate(items)]
    audio = [
        {"transcript": "Hi.", "start_time": "0.1", "end_time": "0.3", "speaker_label": "spk_0", "items": [0, 1]},
        {"transcript": "Oh, hello!", "start_time": "1.0", "end_time": "1.5", "speaker_label": "spk_1", "items": [2]},
    ]
    whole = {"transcripts": [{"transcript": "Hi. Oh, hello!"}]}
    for results in (
        {**whole, "items": items, "speaker_labels": labels},
        {**whole, "items": on_items},
        {**whole, "items": on_items, "audio_segments": audio},
    ):
        transcript = read(tmp_path, {"jobName": "a job", "accountId": "42", "results": results})
        assert turns_of(transcript) == expected
        assert [turn.start_seconds for turn in transcript.turns] == [0.1, 1.0]


def test_google_counts_the_words_once_that_the_last_result_repeats(tmp_path: Path) -> None:
    def word(text: str, start: str, tag: int | None = None) -> dict[str, object]:
        return {"word": text, "startTime": start, "endTime": start, **({} if tag is None else {"speakerTag": tag})}

    said = [word("Where", "0s"), word("to?", "0.500s"), word("There.", "1.2s")]
    tagged = [word(str(w["word"]), str(w["startTime"]), tag) for w, tag in zip(said, (1, 1, 2), strict=True)]
    first = {"transcript": "Where to? There.", "words": said}
    value = {"results": [{"alternatives": [first, {"transcript": "Wear two?"}]}, {"alternatives": [{"words": tagged}]}]}
    transcript = read(tmp_path, value)
    assert turns_of(transcript) == [("Speaker 1", "Where to?"), ("Speaker 2", "There.")]
    assert dropped_of(transcript, DropReason.ALTERNATIVE) == ["Wear", "two"]
    untagged = {
        "results": [{"alternatives": [{"transcript": "Where to?"}]}, {"alternatives": [{"transcript": " There."}]}]
    }
    assert turns_of(read(tmp_path, untagged)) == [(None, "Where to? There.")]


def test_google_counts_all_results_where_the_last_repeats_nothing(tmp_path: Path) -> None:
    results = [
        {"alternatives": [{"words": [{"word": word, "startTime": f"{tag}s", "speakerTag": tag}]}]}
        for word, tag in (("Where?", 1), ("There.", 2))
    ]
    assert turns_of(read(tmp_path, {"results": results})) == [("Speaker 1", "Where?"), ("Speaker 2", "There.")]


def test_words_between_two_peoples_times_go_to_the_nearer_one() -> None:
    times = SpeakerTimes([Span(5.0, 6.0, "B"), Span(0.0, 2.0, "A"), Span(5.5, 9.0, "C")])
    asked = [(0.5, 1.0), (1.9, 2.4), (2.5, 2.7), (4.0, 4.6), (5.1, 5.3), (5.6, 5.8), (8.0, 20.0), (1.0, None)]
    assert [times.at(*span) for span in asked] == ["A", "A", "A", "B", "B", "C", "C", "A"]
    assert times.at(None, 1.0) is None
    assert SpeakerTimes([]).at(1.0, 2.0) is None


def test_amazons_word_over_the_border_of_two_segments_is_who_says_most_of_it(tmp_path: Path) -> None:
    segments = [
        {"start_time": "0.0", "end_time": "1.0", "speaker_label": "spk_0"},
        {"start_time": "1.0", "end_time": "2.0", "speaker_label": "spk_1"},
    ]
    items = [_item("Hi", "0.1"), {**_item("Oh", "0.9"), "end_time": "1.5"}]
    value = {"results": {"items": items, "speaker_labels": {"segments": segments}}}
    assert turns_of(read(tmp_path, value)) == [("spk_0", "Hi"), ("spk_1", "Oh")]


def test_ibm_marks_of_hesitation_are_no_words(tmp_path: Path) -> None:
    stamps = [["well", 0.0, 0.3], ["%HESITATION", 0.3, 0.6], ["yes", 0.7, 1.0], ["why", 1.5, 1.8]]
    speakers = [{"from": stamp[1], "to": stamp[2], "speaker": int(stamp[0] == "why")} for stamp in stamps]
    best = {"transcript": "well %HESITATION yes why ", "timestamps": stamps}
    value = {
        "results": [{"final": True, "alternatives": [best, {"transcript": "wool yes"}]}],
        "speaker_labels": speakers,
    }
    transcript = read(tmp_path, value)
    assert turns_of(transcript) == [("Speaker 0", "well yes"), ("Speaker 1", "why")]
    assert dropped_of(transcript, DropReason.MARKUP) == ["HESITATION"]
    assert dropped_of(transcript, DropReason.ALTERNATIVE) == ["wool", "yes"]


def test_speechmatics_marks_stand_where_they_belong(tmp_path: Path) -> None:
    def part(text: str, speaker: str, kind: str = "word", attaches: str = "") -> dict[str, object]:
        more = {"attaches_to": attaches} if attaches else {}
        others = [{"content": text, "speaker": speaker}]
        return {"type": kind, "start_time": 1.0, "end_time": 1.2, "alternatives": others, **more}

    value = {
        "format": "2.9",
        "results": [
            part("¿", "S1", "punctuation", "next"),
            part("Listo", "S1"),
            part("?", "S1", "punctuation", "previous"),
            part("Well", "S2"),
            part("-", "S2", "punctuation", "both"),
            part("made", "S2"),
            part(".", "UU", "punctuation", "previous"),
            part("Hm", "UU"),
        ],
    }
    transcript = read(tmp_path, value)
    assert turns_of(transcript) == [("S1", "¿Listo?"), ("S2", "Well-made."), (None, "Hm")]


def test_rev_speakers_may_have_names(tmp_path: Path) -> None:
    elements = [{"type": "text", "value": "Hi", "ts": 0.5, "end_ts": 0.7}, {"type": "punct", "value": "."}]
    value = {
        "speakers": [{"id": 0, "name": "Ana Silva"}],
        "monologues": [{"speaker": 0, "elements": elements}, {"speaker": 1, "elements": elements}],
    }
    assert turns_of(read(tmp_path, value)) == [("Ana Silva", "Hi."), ("Speaker 1", "Hi.")]


def test_fireflies_sentences_and_what_its_assistant_wrote(tmp_path: Path) -> None:
    sentences = [
        {"index": 0, "speaker_name": "Bo Li", "text": "What's next?", "raw_text": "whats next", "start_time": 0.5},
        {"index": 1, "speaker_name": None, "speaker_id": 1, "text": "The map: 10 of them.", "raw_text": "the map"},
    ]
    summary = {"overview": "They plan maps.", "keywords": ["maps"], "action_items": "**Bo** Draw a map"}
    talk = {"title": "Weekly sync of maps", "speakers": [{"id": 0, "name": "Bo Li"}], "sentences": sentences}
    transcript = read(tmp_path, {"data": {"transcript": {**talk, "summary": summary}}})
    assert turns_of(transcript) == [("Bo Li", "What's next?"), ("Speaker 1", "The map: 10 of them.")]
    assert dropped_of(transcript, DropReason.AI_SUMMARY) == ["They", "plan", "maps", "maps", "Bo", "Draw", "a", "map"]
    assert dropped_of(transcript, DropReason.METADATA_COLUMN) == ["Weekly", "sync", "of", "maps"]
    assert dropped_of(transcript, DropReason.ALTERNATIVE) == ["whats"]
    assert dropped_of(transcript, DropReason.SPEAKER_LABEL) == ["Bo", "Li"]
    alone = [{"sentence": "Go on.", "startTime": "00:05", "endTime": "00:07", "speaker_name": "Bo", "speaker_id": 0}]
    assert turns_of(read(tmp_path, alone)) == [("Bo", "Go on.")]


def test_a_full_text_that_says_more_than_its_segments_is_noticed(tmp_path: Path) -> None:
    lost = "and then nobody knew where the other button of that page had gone"
    value = {"text": f"I open it {lost}", "segments": [{"start": 0.0, "end": 1.0, "text": "I open it"}]}
    transcript = read(tmp_path, value)
    assert dropped_of(transcript, DropReason.ALTERNATIVE) == lost.split()
    assert any("13 words" in warning for warning in transcript.warnings)


@pytest.mark.parametrize("damage", ["lose", "double", "glue"])
def test_the_guard_refuses_a_reading_that_loses_doubles_or_glues_words(tmp_path: Path, damage: str) -> None:
    value = {"segments": [{"start": float(i), "end": i + 0.5, "text": f" word{i} here."} for i in range(5)]}
    transcript = read(tmp_path, value)
    found = find_shape(value)
    assert found is not None
    text = account(value, found, frozenset()).text
    check_coverage("talk.json", text, [transcript])
    said = transcript.turns[0].text
    broken = {"lose": said.replace("word3", ""), "double": f"{said} word3", "glue": said.replace("word3 ", "word3")}
    (turn,) = transcript.turns
    harmed = Transcript(
        transcript.id, "talk.json", "x", (type(turn)(0, None, broken[damage], turn.place),), dropped=transcript.dropped
    )
    with pytest.raises(InputRefused):
        check_coverage("talk.json", text, [harmed])


def test_what_json_can_say_and_no_file_can_hold_is_replaced(tmp_path: Path) -> None:
    odd = ['NaN, "text": "a"', '1e999, "text": "b"', '1, "text": "R&amp;D \\ud800 \\u0000 x"']
    plain = [f'{number}, "text": "y"' for number in range(2, 12)]
    parts = ", ".join(f'{{"start": {part}}}' for part in [*odd, *plain])
    transcript = read(tmp_path, f'{{"segments": [{parts}]}}')
    text = transcript.turns[0].text
    assert text.startswith("a b R&D \ufffd x y")
    text.encode("utf-8")


@pytest.mark.parametrize(
    "value",
    [
        {"segments": [{"text": "hello"}]},
        {"results": []},
        {"results": [{"type": "page", "title": "x"}]},
        {"words": [{"text": "a"}]},
        {"text": "not a transcript", "id": 3},
        [{"id": "s1", "start": 0, "end": 5, "text": "Hello"}, {"id": "s2", "start": 0, "end": 9, "text": "again"}],
        [1, 2, 3],
        {"data": {"transcript": None}},
    ],
)
def test_other_json_is_set_aside_in_a_folder_and_refused_by_name(tmp_path: Path, value: object) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps(value))
    reading = read_source(Source("x.json", path, False, tmp_path), InputOptions(), SpeakerOptions())
    assert reading.set_aside is not None
    assert "JSON" in reading.set_aside
    with pytest.raises(InputRefused, match="JSON"):
        read(tmp_path, value)


def test_a_transcript_without_speech_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="no speech"):
        read(tmp_path, {"text": "", "segments": [{"start": 0.0, "end": 1.0, "text": " ..."}]})


def test_whispers_tsv_quotes_nothing(tmp_path: Path) -> None:
    text = 'start\tend\ttext\n0\t1200\t"Hello," she said.\n1200\t2500\tAnd "then" it broke\n'
    transcript = read(tmp_path, text, name="talk.tsv")
    assert transcript.format == "whisper-tsv"
    assert turns_of(transcript) == [(None, '"Hello," she said. And "then" it broke')]
    assert (transcript.turns[0].start_seconds, transcript.turns[0].end_seconds) == (0.0, 2.5)
    assert dropped_of(transcript, DropReason.TIME_CODE) == ["0", "1200", "1200", "2500"]
