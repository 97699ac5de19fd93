"""The researcher's notes in the report: links where something can be linked, nothing that may not be shared."""

from __future__ import annotations

from tests.builders import tool_library, with_consent

from insightmine.domain.memos import read_memos
from insightmine.domain.speech import Consent
from insightmine.report import Notes, write_html, write_markdown
from insightmine.report.memo_views import WITHHELD

STUDY = tool_library()
QUOTE = next(statement for statement in STUDY.statements if "pressure washer" in statement.text)
TEXT = f"""# Week one

I doubt T3, see {QUOTE.id[:6]} and O-T3 and T9.

She runs the pressure washer, twice a year, she says.
"""
NOTES = Notes(read_memos(TEXT), {"T9": "went into T3 at run 4"})


def test_ids_are_links_and_quotes_stand_beside() -> None:
    page = write_html(STUDY, "x", False, None, NOTES)
    section = page[page.index('id="notes"') : page.index('id="method"')]
    assert '<a href="#T3">T3</a>' in section
    assert f'<a href="#{QUOTE.id}">{QUOTE.id[:6]}</a>' in section
    assert section.count(f'id="{QUOTE.id}"') == 1
    assert "T9: went into T3 at run 4" in section
    assert "#T9" not in section
    assert 'id="T3"' in page


def test_markdown_keeps_words_and_blanks() -> None:
    page = write_markdown(STUDY, "x", False, None, NOTES)
    assert f"I doubt [T3](#T3), see [{QUOTE.id[:6]}](#{QUOTE.id}) and O-T3 and T9." in page
    assert '<a id="T3"></a>\n\n### ' in page
    assert f'<a id="{QUOTE.id}"></a>' in page


def test_a_report_without_notes_has_no_section() -> None:
    assert "researcher’s notes" not in write_html(STUDY, "x", False)
    assert "researcher’s notes" not in write_markdown(STUDY, "x", False)


def test_a_note_that_quotes_who_may_not_be_quoted_is_withheld() -> None:
    for consent in (Consent.WITHDRAWN, Consent.INTERNAL, Consent.PARAPHRASE):
        page = write_markdown(with_consent(STUDY, "P02", consent), "x", False, None, NOTES)
        assert "washer, twice" not in page
        assert WITHHELD.strip("()").split(":")[0] in page
        assert "I doubt [T3](#T3)" in page
    gone = write_markdown(with_consent(STUDY, "P02", Consent.WITHDRAWN), "x", False, None, NOTES)
    assert f"#{QUOTE.id}" not in gone


def test_a_note_cannot_bring_markup_along() -> None:
    notes = Notes(read_memos("<script>alert(1)</script> T3 [x](http://example.org)\n"))
    assert "<script>" not in write_html(STUDY, "x", False, None, notes)
    assert "[x](http" not in write_markdown(STUDY, "x", False, None, notes)
