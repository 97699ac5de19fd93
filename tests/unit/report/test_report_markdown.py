from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import tool_library, with_consent, with_text

from insightmine.domain.speech import Consent
from insightmine.report import write_html, write_markdown
from insightmine.report.markdown import escaped

TITLE = "Borrowing tools"


def test_it_holds_what_the_page_holds() -> None:
    analysis = tool_library()
    text = write_markdown(analysis, TITLE, False)
    assert text.startswith("# Borrowing tools\n\n8 interviews, 8 participants, 749 words read, 41 statements.\n")
    for theme in analysis.themes:
        assert theme.name in text
    for outcome in analysis.outcomes:
        assert outcome.metric in text
    html = write_html(analysis, TITLE, False)
    for statement in analysis.statements:
        assert (f"“{statement.text}”" in text) == (statement.text in html), statement.id


def test_a_quote_has_its_place_below_it() -> None:
    assert (
        "> “The page said there were two drills, and then both were gone.”\n>\n"
        "> P01, turn 3, 1:00, interviews/p01.vtt, S792954e255; "
        "asked: How did you look for the tool the last time?\n"
    ) in write_markdown(tool_library(), TITLE, False)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("[here](javascript:alert(1))", "\\[here\\](javascript:alert(1))"),
        ("![x](http://a.example/b)", "!\\[x\\](http:\\//a.example/b)"),
        ("# not a heading", "\\# not a heading"),
        ("- not a list", "\\- not a list"),
        ("1. not a list", "1\\. not a list"),
        ("*loud* _soft_ `code` a|b", "\\*loud\\* \\_soft\\_ \\`code\\` a\\|b"),
        ("two\n\n# lines", "two # lines"),
        ("www.example.org and me@example.org", "www\\.example.org and me\\@example.org"),
        ("&lt; \u202e", "&amp;lt; [U+202E]".replace("[", "\\[").replace("]", "\\]")),
        ("well-known, 1.5 and so on - yes!", "well-known, 1.5 and so on - yes!"),
    ],
)
def test_words_are_only_words(words: str, shown: str) -> None:
    assert escaped(words) == shown.replace("1\\.5", "1.5")


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_no_text_holds_markup(text: str) -> None:
    line = escaped(text)
    assert "\n" not in line
    assert "<" not in line
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`\[\]|]", line)


def test_hostile_words_stay_in_their_line() -> None:
    analysis = tool_library()
    quoted = next(s for s in analysis.statements if s.text.startswith("The page said"))
    bent = with_text(analysis, quoted.id, "a\n\n## b <img src=x> | c")
    text = write_markdown(bent, "x\n# y", False)
    assert text.startswith("# x # y\n")
    assert "> “a ## b &lt;img src=x&gt; \\| c”" in text
    assert "\n## b" not in text


def test_consent_is_kept() -> None:
    analysis = with_consent(tool_library(), "P01", Consent.INTERNAL)
    analysis = with_consent(analysis, "P02", Consent.PARAPHRASE)
    text = write_markdown(analysis, TITLE, False)
    assert "P01" not in text
    assert "(words withheld)" in text
    assert "\u2592" not in text
    assert not any(s.text in text for s in analysis.statements if s.participant in ("P01", "P02"))


def test_accepted_only_leaves_drafts_out() -> None:
    text = write_markdown(tool_library(), TITLE, True)
    assert "Nobody has accepted a theme yet." in text
    assert "Phoning the desk" not in text.split("## The interviews")[0]


def test_an_empty_study_is_a_report_too() -> None:
    text = write_markdown(replace(tool_library([]), people=()), TITLE, False)
    assert "0 interviews" in text
    assert "No theme with two people or more was found." in text
