"""transcripts.csv: what each column may hold, and messages that name the line and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from insightmine.config import load_options
from insightmine.domain.speech import Record
from insightmine.errors import ConfigError

HEADER = "source,record,participant,media,media_offset,language,translation_of\n"


def write(folder: Path, *rows: str, header: str = HEADER) -> Path:
    (folder / "transcripts.csv").write_text(header + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return folder


def refusal(folder: Path) -> str:
    with pytest.raises(ConfigError) as refused:
        load_options(folder)
    return f"{refused.value} {refused.value.hint}"


def test_without_the_file_nothing_is_said(tmp_path: Path) -> None:
    assert load_options(tmp_path).transcripts == ()


def test_every_column_is_read(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "p 1.mp4").write_bytes(b"0")
    write(
        tmp_path,
        "p1.vtt,,,media/p 1.mp4,1:02.5,IT,",
        "p1.en.vtt,speech,,https://example.org/p1.mp4,-3,en,p1.vtt",
        "log.md,notes,P07,,,,",
        "gone.vtt,,,media/gone.mp4,,,",
    )
    first, second, third, fourth = load_options(tmp_path).transcripts
    assert (first.source, first.media, first.media_offset, first.media_found) == ("p1.vtt", "media/p 1.mp4", 62.5, True)
    assert (first.record, first.language, first.translation_of, first.line) == (None, "it", None, 2)
    assert (second.record, second.media_offset, second.media_found) == (Record.SPEECH, -3.0, True)
    assert (second.language, second.translation_of) == ("en", "p1.vtt")
    assert (third.record, third.participant, third.media) == (Record.NOTES, "P07", None)
    assert (fourth.media, fourth.media_found) == ("media/gone.mp4", False)


def test_the_source_alone_is_enough(tmp_path: Path) -> None:
    write(tmp_path, "p1.vtt;notes", header="source;record\n")
    (row,) = load_options(tmp_path).transcripts
    assert (row.source, row.record, row.media_offset) == ("p1.vtt", Record.NOTES, 0.0)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (",notes,,,,,", "line 2: no source"),
        ("a.vtt,verbatim,,,,,", "line 2: record is 'verbatim'"),
        ("a.vtt,,,,,italian,", "line 2: language is 'italian'"),
        ("a.vtt,,,a.mp4,soon,,", "line 2: media_offset is 'soon'"),
        ("a.vtt,,,,10,,", "line 2: a media_offset without media"),
        ("a.vtt,,,,,,a.vtt", "line 2: 'a.vtt' is said to translate itself"),
        ("a.vtt,,,javascript:alert(1),,,", "line 2: media is javascript: and neither a path nor a web address"),
        ("a.vtt,,,JavaScript:alert(1),,,", "line 2: media is javascript:"),
        ("a.vtt,,,data:text/html;base64,,,", "line 2: media is data:"),
        ("a.vtt,,,file:///etc/passwd,,,", "line 2: media is file:"),
        ("a.vtt,,,ftp://example.org/a.mp4,,,", "line 2: media is ftp:"),
        ("a.vtt,,,http://,,,", "line 2: media is http:"),
        ("a.vtt,,,https://example.org/a b.mp4,,,", "line 2: media is an address with white space"),
    ],
)
def test_a_bad_value_is_named_with_its_line(tmp_path: Path, row: str, words: str) -> None:
    assert words in refusal(write(tmp_path, row))


def test_two_rows_for_one_file_and_unknown_columns_are_refused(tmp_path: Path) -> None:
    assert "line 3: 'a.vtt' has a row already (line 2)" in refusal(write(tmp_path, "a.vtt,,,,,,", "a.vtt,notes,,,,,"))
    assert "did you mean 'language'?" in refusal(write(tmp_path, "a.vtt,it", header="source,langauge\n"))
    assert "no column 'source'" in refusal(write(tmp_path, "a.vtt", header="file\n"))


def test_other_languages_need_an_encoder_that_serves_them(tmp_path: Path) -> None:
    settings = tmp_path / "insightmine.toml"
    settings.write_text('[models]\nlanguages = ["en", "it"]\n', encoding="utf-8")
    assert "the encoder that comes with insightmine serves English only" in refusal(tmp_path)
    settings.write_text('[models]\nlanguages = ["en", "it"]\nencoder_path = "some/model"\n', encoding="utf-8")
    assert load_options(tmp_path).models.languages == ("en", "it")
    settings.write_text('[models]\nlanguages = ["Italian"]\n', encoding="utf-8")
    assert "names 'Italian'" in refusal(tmp_path)
