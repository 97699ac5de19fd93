"""The caption files that trip libraries: each is read with all its words, or refused with the right reason.

What is expected was found by reading the files: how many words are spoken in each, and the digest of these words.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.errors import InputRefused
from insightmine.transcripts import Reading, Source, read_source
from insightmine.transcripts.coverage import words_of

NO_TIME = "named as captions are, but without a single time"
REFUSED = {
    "empty.vtt": "empty",
    "no_captions.vtt": "no speech in it",
    "invalid_format.sbv": NO_TIME,
    "invalid_format1.srt": NO_TIME,
    "invalid_format2.srt": NO_TIME,
    "invalid_format3.srt": NO_TIME,
    "invalid_format4.srt": "no speech in it",
    "LICENSE": "a licence",
}
# name -> words spoken, and the first twelve digits of the digest of these words
SPOKEN = {
    "captions_with_bom.vtt": (12, "db973f782ee0"),
    "comments.vtt": (20, "5900bbcbfad2"),
    "cue_tags.vtt": (15, "0ad57afd284a"),
    "invalid.vtt": (21, "3331dabde822"),
    "invalid_timeframe.sbv": (15, "45f7260eb451"),
    "invalid_timeframe.srt": (15, "45f7260eb451"),
    "invalid_timeframe.vtt": (21, "3331dabde822"),
    "invalid_timeframe_in_cue_text.vtt": (9, "d377f54092e7"),
    "metadata_headers.vtt": (6, "cae6944a0338"),
    "metadata_headers_multiline.vtt": (6, "cae6944a0338"),
    "missing_caption_text.sbv": (12, "a700a75c07bc"),
    "missing_caption_text.srt": (12, "a700a75c07bc"),
    "missing_caption_text.vtt": (12, "a700a75c07bc"),
    "missing_timeframe.sbv": (15, "45f7260eb451"),
    "missing_timeframe.srt": (15, "45f7260eb451"),
    "missing_timeframe.vtt": (21, "3331dabde822"),
    "one_caption.srt": (3, "eb5b5a795106"),
    "one_caption.vtt": (3, "eb5b5a795106"),
    "sample.sbv": (22, "4fbcbc01211b"),
    "sample.srt": (15, "45f7260eb451"),
    "sample.vtt": (48, "e76584795b2d"),
    "styles.vtt": (2, "64ec88ca00b2"),
    "two_captions.sbv": (13, "a913581af84e"),
    "using_identifiers.vtt": (18, "a0e6073bd7ce"),
    "youtube_dl.vtt": (9, "8a3d33aa8b3f"),
}


def read(path: Path) -> Reading:
    return read_source(Source(path.name, path, True, path.parent), InputOptions(), SpeakerOptions())


def spoken(reading: Reading) -> tuple[int, str]:
    words = [word for item in reading.transcripts for turn in item.turns for word in words_of(turn.text)]
    return len(words), sha256(" ".join(words).encode("utf-8")).hexdigest()[:12]


def test_every_file_is_read_or_refused_with_the_right_reason(shared_data: Path) -> None:
    folder = shared_data / "transcript-formats" / "webvtt-edge"
    names = {path.name for path in folder.iterdir()}
    assert names == REFUSED.keys() | SPOKEN.keys()
    refused, found = {}, {}
    for name in sorted(names):
        try:
            found[name] = spoken(read(folder / name))
        except InputRefused as refusal:
            refused[name] = refusal.reason
    assert refused == REFUSED
    assert found == SPOKEN


def test_repeated_captions_are_words_left_out(shared_data: Path) -> None:
    (rolling,) = read(shared_data / "transcript-formats" / "webvtt-edge" / "youtube_dl.vtt").transcripts
    assert sum(len(entry.words) for entry in rolling.dropped if entry.reason.value == "repeated_caption") == 8


@pytest.mark.parametrize("name", ["meeting001_chat.txt"])
def test_zooms_chat_is_not_speech(shared_data: Path, name: str) -> None:
    with pytest.raises(InputRefused, match="a chat, which is written and not spoken"):
        read(shared_data / "transcript-formats" / "zoom" / name)
