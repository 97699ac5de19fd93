"""The researcher's notes: paragraphs, the ids in them, and what they name."""

from __future__ import annotations

from insightmine.domain.memos import Memo, Piece, about, meant, pieces, read_memos

NOTES = """<!-- how to
write -->
# First week

I doubt T3,
see S4f2 and T12.

## T9 again
- D4 was too early; e-T3 and T3x are no ids
"""


def test_paragraphs_know_heading_and_line() -> None:
    assert read_memos(NOTES.replace("\n", "\r\n")) == (
        Memo("I doubt T3,\nsee S4f2 and T12.", "First week", 5),
        Memo("- D4 was too early; e-T3 and T3x are no ids", "T9 again", 9),
    )
    assert [memo.mentions for memo in read_memos(NOTES)] == [("T3", "S4f2", "T12"), ("T9", "D4")]


def test_an_id_may_be_cut_short_where_only_one_begins_so() -> None:
    known = ("S4f2a9c01d7", "S4f3000000a", "T1", "T12")
    assert meant("S4f2", known) == "S4f2a9c01d7"
    assert meant("S4f", known) is None
    assert meant("T1", known) == "T1"
    assert meant("T2", known) is None


def test_known_ids_become_pieces_and_nothing_is_lost() -> None:
    text = "see S4f2 and T12, not T13"
    parts = pieces(text, ("S4f2a9c01d7", "T12"))
    assert "".join(part.text for part in parts) == text
    assert [part for part in parts if part.id] == [Piece("S4f2", "S4f2a9c01d7"), Piece("T12", "T12")]


def test_memos_about_a_thing() -> None:
    memos = read_memos(NOTES)
    assert about(memos, "S4f2a9c01d7", ("S4f2a9c01d7",)) == memos[:1]
    assert about(memos, "T4", ("T4",)) == ()
