"""How a booster or blocker is printed: what it is called, how many say so, and which quote stands for it."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from tests.builders import tool_library

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import ParticipantId, SignalId, StatementId
from insightmine.domain.judgements import Effect
from insightmine.domain.signals import Signal, SignalEffect
from insightmine.domain.speech import Record
from insightmine.domain.themes import Member
from insightmine.report import write_html, write_markdown
from insightmine.report.journey_views import Mark, journey_view
from insightmine.report.quotes import QuoteBook

Said = tuple[str, str, Effect, float]
GOOD: Said = ("ana", "The picture cards on the shelf helped me find it.", Effect.HELPS, 0.9)
PLAIN: Said = ("ben", "I thought the shelf was good to have there.", Effect.HELPS, 0.9)
FAINT: Said = ("ben", "The picture cards are there on the shelf anyway.", Effect.HELPS, 0.3)
BOTH: Said = ("ana", "The picture cards are good but they get wet.", Effect.MIXED, 0.1)
BAD: Said = ("cem", "The picture cards were gone when I came there.", Effect.HINDERS, -0.9)


def study(*said: Said, about: str | None = None, opponents: tuple[str, ...] = ()) -> Analysis:
    """One booster, "cards", on what these people say; the first statement is its theme's exemplar."""
    base = tool_library()
    theme, one = base.themes[0], base.statements[0]
    statements = tuple(
        replace(one, id=StatementId(f"S{i}"), participant=ParticipantId(who), text=text, start=0, end=len(text))
        for i, (who, text, _, _) in enumerate(said)
    )
    judgements = tuple(
        replace(base.judgements[0], statement=s.id, step=None, effect=effect, effect_score=score, decided_by="machine")
        for s, (_, _, effect, score) in zip(statements, said, strict=True)
    )
    pros = [s for s, (_, _, effect, _) in zip(statements, said, strict=True) if effect is not Effect.HINDERS]
    signal = Signal(
        SignalId("G1"), theme.id, None, SignalEffect.BOOSTER, 0.3, tuple(sorted({s.participant for s in pros})),
        tuple(map(ParticipantId, opponents)), tuple(s.id for s in pros),
        tuple(s.id for s in statements if s not in pros), about=about,
    )  # fmt: skip
    members = tuple(Member(s.id, 0.9) for s in statements)
    theme = replace(theme, name="cards", members=members, exemplars=(statements[0].id,), negative_cases=())
    return replace(
        base, themes=(theme,), statements=statements, judgements=judgements, signals=(signal,), outcomes=(),
        contradictions=(),
    )  # fmt: skip


def mark_of(analysis: Analysis) -> Mark:
    themes = frozenset(theme.id for theme in analysis.themes)
    (mark,) = journey_view(analysis, analysis.signals, themes, QuoteBook(analysis)).boosters
    return mark


def quote_of(*said: Said, about: str | None = None) -> str | None:
    quote = mark_of(study(*said, about=about)).quote
    assert quote is not None
    return quote.words


def test_its_own_phrase_stands_beside_the_name_of_the_theme() -> None:
    mark = mark_of(study(GOOD, PLAIN, about="picture cards"))
    assert mark.name == "Cards (picture cards)"
    assert mark.in_brief == "Cards (picture cards; 2 for, 0 against)"
    bare = mark_of(study(GOOD, PLAIN))
    assert (bare.name, bare.in_brief) == ("Cards", "Cards (2 for, 0 against)")


def test_one_person_alone_is_said_to_be_alone() -> None:
    analysis = study(GOOD)
    mark = mark_of(analysis)
    assert mark.who.startswith("one person alone, of ")
    assert mark.sides == "one person alone, 0 against"
    assert "one person alone, 0 against" in write_markdown(analysis, "T", False)
    assert "one person alone" in write_html(analysis, "T", False).lower()
    assert "alone" not in mark_of(study(GOOD, PLAIN)).who


@pytest.mark.parametrize("other", [FAINT, BOTH])
def test_what_clearly_takes_one_side_stands_for_it(other: Said) -> None:
    assert quote_of(other, PLAIN) == PLAIN[1]
    assert quote_of(other, PLAIN, about="picture cards") == PLAIN[1]
    assert quote_of(other) == other[1]


def test_the_quote_speaks_of_the_phrase() -> None:
    assert quote_of(PLAIN, GOOD) == PLAIN[1]
    assert quote_of(PLAIN, GOOD, about="picture cards") == GOOD[1]


def test_who_says_both_is_told_and_their_remark_counts_against() -> None:
    assert mark_of(study(BOTH, PLAIN)).the_opposite == "nobody mostly says the opposite, 1 remark does"
    assert mark_of(study(BOTH, PLAIN, opponents=("ana",))).the_opposite == "1 of them says the opposite too"
    both = mark_of(study(BOTH, PLAIN, BAD, opponents=("ana", "cem")))
    assert both.the_opposite == "2 say the opposite, 1 of them says both"


@pytest.mark.parametrize(("others_speak", "is_weak"), [(True, True), (False, False)])
def test_notes_are_weaker_than_what_people_say_and_told_once_where_nobody_speaks(
    others_speak: bool, is_weak: bool
) -> None:
    analysis = study(GOOD, PLAIN, ("cem", "The picture cards helped me at once.", Effect.HELPS, 0.9))
    noted = replace(
        analysis,
        transcripts=tuple(
            replace(transcript, record=Record.NOTES)
            if transcript.id == analysis.statements[0].transcript or not others_speak
            else transcript
            for transcript in analysis.transcripts
        ),
    )
    assert mark_of(analysis).is_weak is False
    assert mark_of(noted).is_weak is is_weak
    for page in (write_html(noted, "T", False), write_markdown(noted, "T", False)):
        assert ("comes from notes, nobody's own words" in html.unescape(page)) is not others_speak


def test_in_markdown_who_says_it_stands_apart_from_what_they_say() -> None:
    assert re.search(r"people[^.;\n]* say it helps; ", write_markdown(study(GOOD, PLAIN), "T", False))
    assert re.search(r"one person alone[^;\n]*, says it helps; ", write_markdown(study(GOOD), "T", False))
