"""Word documents: Teams turns, tables, tracked changes, headings, and what python-docx writes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from docx import Document

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.speech import DropReason, Transcript
from insightmine.transcripts import Source, read_source

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(folder: Path, data: bytes) -> Transcript:
    path = folder / "talk.docx"
    path.write_bytes(data)
    return read_source(Source("talk.docx", path, True, folder), InputOptions(), SpeakerOptions()).transcripts[0]


def packed(body: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>')
    return buffer.getvalue()


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs) + "</w:p>"


def turns_of(transcript: Transcript) -> list[tuple[str | None, str]]:
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def test_a_teams_turn_is_one_paragraph_with_line_breaks(tmp_path: Path) -> None:
    def turn(head: str, *lines: str) -> str:
        breaks = "".join(f"<w:br/><w:t>{line}</w:t>" for line in lines)
        return f'<w:p><w:r><w:t xml:space="preserve">{head}</w:t>{breaks}</w:r></w:p>'

    transcript = read(
        tmp_path,
        packed(
            paragraph("Weekly talk")
            + paragraph("5. Mai 2026, 10:00")
            + paragraph("Ana Lee hat die Transkription gestartet")
            + turn("Ana Lee   0:04", "So walk me through", "your day.")
            + turn("Bo Kim (Guest)   1:10", "I start at 9:30: coffee.")
            + turn("Ana Lee   1:20", "And then?")
            + paragraph("Ana Lee hat die Transkription beendet")
        ),
    )
    assert turns_of(transcript) == [
        ("Ana Lee", "So walk me through your day."),
        ("Bo Kim (Guest)", "I start at 9:30: coffee."),
        ("Ana Lee", "And then?"),
    ]
    assert [turn.start_seconds for turn in transcript.turns] == [4.0, 70.0, 80.0]
    assert transcript.turns[1].place == "paragraph 5"
    assert any(entry.reason is DropReason.STAGE_DIRECTION and "beendet" in entry.words for entry in transcript.dropped)


def test_a_table_of_turns_is_read(tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"

    rows = [
        ("0:01", "Ana", "What helps you?"),
        ("0:05", "Bo", "Lists do."),
        ("0:09", "Ana", "Why?"),
        ("0:12", "Bo", "Calm."),
    ]
    transcript = read(tmp_path, packed("<w:tbl>" + "".join(row(*cells) for cells in rows) + "</w:tbl>"))
    assert turns_of(transcript) == [(speaker, text) for _, speaker, text in rows]
    assert transcript.turns[3].start_seconds == 12.0


def test_inserted_text_is_read_and_deleted_text_is_not(tmp_path: Path) -> None:
    changed = (
        '<w:p><w:r><w:t xml:space="preserve">Bo: I use </w:t></w:r><w:ins><w:r><w:t>paper</w:t></w:r></w:ins>'
        "<w:del><w:r><w:delText>ink</w:delText></w:r></w:del><w:r><w:t>.</w:t></w:r></w:p>"
    )
    kept = f"<w:sdt><w:sdtContent>{paragraph('Ana: ', 'Good.')}</w:sdtContent></w:sdt>"
    transcript = read(tmp_path, packed(paragraph("Ana: ", "What do you use?") + changed + kept + paragraph("Bo: Yes.")))
    assert turns_of(transcript) == [
        ("Ana", "What do you use?"),
        ("Bo", "I use paper."),
        ("Ana", "Good."),
        ("Bo", "Yes."),
    ]


def test_what_a_word_processor_writes(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Interview 4", 0)
    document.add_heading("Task 1", 2)
    spoken = [("Interviewer", "Ready?"), ("P4", "Yes & no: I am <late>."), ("Interviewer", "Fine.")]
    for name, text in spoken:
        line = document.add_paragraph()
        line.add_run(f"{name}:").bold = True
        line.add_run(f" {text}")
    buffer = io.BytesIO()
    document.save(buffer)
    transcript = read(tmp_path, buffer.getvalue())
    assert turns_of(transcript) == [
        ("Interviewer", "Ready?"),
        ("P4", "Yes & no: I am <late>."),
        ("Interviewer", "Fine."),
    ]
    assert {turn.heading for turn in transcript.turns} == {"Task 1"}
