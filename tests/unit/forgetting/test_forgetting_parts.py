"""The parts: digests that cannot be told apart, rows taken out byte for byte, decisions, and looking into files."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insightmine.domain.decisions import Action, Anchor, Decision
from insightmine.domain.ids import StatementId
from insightmine.domain.shingles import shingles
from insightmine.domain.tombstones import Kind, is_of, stone_of, tombstone
from insightmine.forgetting.decided import Absent, without
from insightmine.forgetting.looking import views
from insightmine.forgetting.scan import Sought, scan
from insightmine.forgetting.table_rows import rows_where, take_rows


@given(st.text(), st.text())
def test_a_digest_tells_what_it_is_of_and_nothing_else(one: str, other: str) -> None:
    first, second = tombstone(Kind.PERSON, one), tombstone(Kind.PERSON, one)
    assert first != second  # each with a salt of its own
    assert is_of(first, Kind.PERSON, one)
    assert is_of(first, Kind.PERSON, other) == (one == other)
    assert not is_of(first, Kind.NAME, one)
    assert stone_of([first, second], Kind.PERSON, one) == first
    assert not is_of("damaged", Kind.PERSON, one)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_other_rows_stay_byte_for_byte(tmp_path: Path, encoding: str, end: str, separator: str) -> None:
    rows = [
        ["participant", "note"], ["P1", "café"], ["P2", f'"two{end}lines, of ""hers"""'], ["P3", "x"], ["P2", ""]
    ]  # fmt: skip
    lines = [separator.join(row) + end for row in rows]
    path = tmp_path / "participants.csv"
    path.write_bytes("".join(lines).encode(encoding))
    line = 3
    assert rows_where(path, lambda row: row["participant"] == "P2") == (line, line + 3)
    assert take_rows(path, lambda row: row["participant"] == "P2") == 2
    assert path.read_bytes() == (lines[0] + lines[1] + lines[3]).encode(encoding)
    assert take_rows(path, lambda row: row["participant"] == "P2") == 0


def decision(name: str, action: Action, *targets: str, value: str | None = None, because: str = "") -> Decision:
    anchors = tuple(
        (Anchor(StatementId("S1"), "P1", "my words"), Anchor(StatementId("S9"), "P9", "hi")) for _ in targets
    )
    return Decision(name, action, targets, value, "Ann", because, "", anchors)


def test_what_becomes_of_each_decision() -> None:
    decided = [
        decision("D1", Action.ACCEPT, "T1"),
        decision("D2", Action.SPLIT, "T1", "S1", "S2", "S3"),
        Decision("D3", Action.EFFECT, ("S1",), "helps", "Ann", "", ""),
        Decision("D4", Action.EFFECT, ("S9",), "helps", "Ann", "my words say so", ""),
        Decision("D5", Action.ROLE, ("Talk.txt", "Dana"), "interviewer", "Ann", "", ""),
        Decision("D6", Action.UNDO, ("D3",), None, "Ann", "", ""),
        Decision("D7", Action.UNDO, ("D6",), None, "Ann", "", ""),
        Decision("D8", Action.KIND, ("S9",), "goal", "Ann", "", ""),
        decision("D9", Action.RENAME, "T1", value="my words"),
    ]
    decided[1] = Decision("D2", Action.SPLIT, ("T1", "S1", "S2", "S3"), None, "Ann", "", "", ((),) * 4)
    absent = Absent(frozenset({"P1"}), frozenset({"S1"}), {("talk.txt", "Dana")}, lambda text: "my words" in text)
    changed = without(decided, absent)
    assert {name for name, new in changed.items() if new is None} == {"D3", "D5", "D6", "D7", "D9"}
    accepted, split, reason = changed["D1"], changed["D2"], changed["D4"]
    assert accepted is not None
    assert [anchor.participant for anchor in accepted.anchors[0]] == ["P9"]
    assert split is not None
    assert (split.targets, len(split.anchors)) == (("T1", "S2", "S3"), 3)
    assert reason is not None
    assert (reason.because, reason.targets) == ("", ("S9",))
    assert "D8" not in changed


QUOTE = "I photograph the shelf with my old camera"


def in_zip(content: bytes, name: str = "inner/talk.txt") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        QUOTE.upper().encode(),
        f"\ufeff{QUOTE}".encode("utf-16-le"),
        QUOTE.encode("utf-16-be"),
        b"x" + QUOTE.encode("utf-16-le"),
        b'{"text": "I\\nphotograph the \\"shelf\\"\\u0020with my old camera"}',
        b"<p>I photo<b>graph</b> the shelf&nbsp;with<br>my old camera</p>",
        in_zip(QUOTE.encode()),
        in_zip(in_zip(QUOTE.encode(), "deep.txt"), "archive.zip"),
        gzip.compress(QUOTE.encode(), mtime=0),
        b"\x00\xff\x07" * 500 + QUOTE.encode() + b"\x00\x81" * 500,
        b"{\\rtf1 I photograph\\par the shelf with my old camera}",
    ],
    ids=range(11),
)
def test_a_quote_is_found_however_it_is_written(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    found = scan(tmp_path, Sought(shingles([QUOTE]), [], []))
    assert [item.path for item in found.found] == ["file"]


def test_names_are_whole_words_and_short_ones_are_not_sought_among_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Anna and Joanna. ann\nAnn went.", encoding="utf-8")
    (tmp_path / "b.bin").write_bytes(b"\0\x01Ann\0" * 50)
    (tmp_path / "c.bin").write_bytes(b"\0\x01Rosalind Smith\0")
    (tmp_path / "ann-smith.txt").write_text("nothing", encoding="utf-8")
    found = scan(tmp_path, Sought((), ["Rosalind Smith"], ["Ann"])).found
    assert [(item.path, item.names, item.line) for item in found] == [("a.txt", 1, 2), ("c.bin", 1, None)]
    by_id = scan(tmp_path, Sought((), ["ann"], [])).found
    assert [(item.path, item.in_path) for item in by_id] == [("a.txt", False), ("ann-smith.txt", True)]


def test_what_cannot_be_unpacked_is_named_and_nothing_fails(tmp_path: Path) -> None:
    (tmp_path / "broken.docx").write_bytes(in_zip(b"x" * 1000)[:-30])
    (tmp_path / "broken.gz").write_bytes(gzip.compress(b"x" * 1000)[:-9])
    (tmp_path / "talk.mp3").write_bytes(b"\xff\xfb" * 100)
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    scanned = scan(tmp_path, Sought(shingles([QUOTE]), [], []))
    assert dict(scanned.closed).keys() == {"broken.docx", "broken.gz", "talk.mp3"}
    assert scanned.found == ()


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("insightmine.forgetting.looking.MOST_BYTES", 1000)
    with pytest.raises(ValueError, match="more than 500 MB"):
        list(views(in_zip(b"0" * 100_000)))
