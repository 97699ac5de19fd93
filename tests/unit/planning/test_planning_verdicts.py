"""What entries of plans are, which words say so, and which question they leave open."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from insightmine.domain.plans import EntryVerdict, JudgedEntry, PlanEntry
from insightmine.engines import Encoder, Grammar, Vectors
from insightmine.planning import judge_entries
from insightmine.planning.head import load_head
from insightmine.planning.languages import foreign_languages
from insightmine.planning.proper import proper_start

ENTRIES = {
    "Build a ferry timetable widget by end of Q3": EntryVerdict.OUTPUT,
    "As a skipper I want a tide table so that I can leave on time": EntryVerdict.OUTPUT,
    "Increase the number of features shipped per sprint from 3 to 6": EntryVerdict.OUTPUT,
    "Improve adoption by launching a puffin cam": EntryVerdict.OUTPUT,
    "100% of crews migrated to the new logbook software": EntryVerdict.OUTPUT,
    "Reduce the ticket backlog by 30%": EntryVerdict.OUTPUT,
    "Launch a berth map so that visitors moor by themselves more often": EntryVerdict.OUTPUT,
    "More weekend sailors check the weather before they cast off": EntryVerdict.OUTCOME,
    "Deckhands report a frayed rope on the same day, up from 20% to 60%": EntryVerdict.OUTCOME,
    "Share of visitors who book a second trip within a month: 12% -> 20%": EntryVerdict.OUTCOME,
    "Raise our net promoter score to 50": EntryVerdict.IMPACT,
    "Reduce customer churn by 10%": EntryVerdict.IMPACT,
    "Grow revenue from charters by 2 million": EntryVerdict.IMPACT,
    "Add a field for the draught to the berth form": EntryVerdict.OUTPUT,
    "Put a cast-off button on the berth page": EntryVerdict.OUTPUT,
    'Rename "Moorings" to "Berths" in the menu': EntryVerdict.OUTPUT,
    "Reduce support requests about mooring fees": EntryVerdict.OUTCOME,
    "Rename the folder with the harbour photos": EntryVerdict.TASK,
    "Put the spare rope on the hook": EntryVerdict.TASK,
    "Add Finch to the crew list": EntryVerdict.TASK,
    "Reply to the harbour master's e-mail": EntryVerdict.TASK,
    "Call Mr. Finch about the buoy on Tuesday": EntryVerdict.TASK,
}


def judged(texts: Sequence[str], grammar: Grammar, encoder: Encoder) -> list[JudgedEntry]:
    entries = [PlanEntry(text, f"line {number}") for number, text in enumerate(texts, 1)]
    return list(judge_entries(entries, foreign_languages(texts), grammar, encoder.encode))


@pytest.fixture(scope="module")
def found(grammar: Grammar, encoder: Encoder) -> dict[str, JudgedEntry]:
    return dict(zip(ENTRIES, judged(list(ENTRIES), grammar, encoder), strict=True))


@pytest.mark.parametrize("text", ENTRIES)
def test_verdicts_by_the_definitions(text: str, found: dict[str, JudgedEntry]) -> None:
    assert found[text].verdict is ENTRIES[text]


def test_clues_are_exact_slices_and_reasons_quote_those_of_the_verdict(found: dict[str, JudgedEntry]) -> None:
    for text, item in found.items():
        assert all(text[clue.start : clue.end] == clue.text for clue in item.clues)
        own = [clue.text for clue in item.clues if clue.verdict is item.verdict]
        assert own
        assert own[0] in item.reasons[0]


def test_a_mixed_entry_says_both(found: dict[str, JudgedEntry]) -> None:
    mixed = found["Launch a berth map so that visitors moor by themselves more often"]
    assert mixed.also is EntryVerdict.OUTCOME
    assert mixed.mixed == "so that visitors moor by themselves more often"
    assert mixed.named.who == "visitors"


def test_what_an_outcome_names_and_lacks(found: dict[str, JudgedEntry]) -> None:
    whole = found["Deckhands report a frayed rope on the same day, up from 20% to 60%"].named
    assert (whole.who, whole.baseline, whole.target, whole.missing) == ("Deckhands", "20%", "60%", ())
    bare = found["More weekend sailors check the weather before they cast off"]
    assert bare.named.behaviour == "check the weather before they cast off"
    assert {"a baseline", "a target"} <= set(bare.missing)
    assert bare.question is not None
    assert not any(letter.isdigit() for letter in bare.question)


@pytest.mark.parametrize(
    ("text", "baseline", "target"),
    [
        ("9 of 10 (now 7 of 9) skippers pay before they leave", "7 of 9", "9 of 10"),
        ("Skippers who pay before they leave: 9 of 10 (now 7 of 9)", "7 of 9", "9 of 10"),
        ("60 % of new skippers come back in the same season", None, "60 %"),
        ("More skippers come back in the same season", None, None),
        ("Mooring fees up 20 % by skippers who pay online", None, "20 %"),
        ("Skippers sign up 3 friends in the same season", None, None),
    ],
)
def test_a_share_that_is_not_todays_is_the_target(
    text: str, baseline: str | None, target: str | None, grammar: Grammar, encoder: Encoder
) -> None:
    (item,) = judged([text], grammar, encoder)
    assert (item.named.baseline, item.named.target) == (baseline, target)


@pytest.mark.parametrize("text", ["Objective:", "Objective 2:", "Key results", "**Goal**"])
def test_the_name_of_a_kind_of_entry_says_nothing(text: str, grammar: Grammar, encoder: Encoder) -> None:
    (item,) = judged([text], grammar, encoder)
    assert item.verdict is None


def test_the_question_to_an_output_uses_its_words_and_brings_no_others(found: dict[str, JudgedEntry]) -> None:
    asked = found["Build a ferry timetable widget by end of Q3"].question
    assert asked == (
        "What would people do differently with \u201ca ferry timetable widget\u201d? Who? How would you see it?"
    )


def test_a_word_for_people_that_only_describes_a_thing_names_nobody(grammar: Grammar, encoder: Encoder) -> None:
    record, keepers = judged(
        ["Add a notes field to the skipper record", "Add a notes field for visitors"], grammar, encoder
    )
    assert (record.named.who, keepers.named.who) == (None, "visitors")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ('Rename "Moorings" to "Berths" in the menu', "differently after “Rename"),
        ("Put a cast-off button on the berth page", "differently with “a cast-off button"),
    ],
)
def test_a_change_of_what_is_there_is_asked_after(text: str, asked: str, found: dict[str, JudgedEntry]) -> None:
    assert asked in (found[text].question or "")


def test_another_language_and_empty_words_get_no_verdict_and_twins_are_told(grammar: Grammar, encoder: Encoder) -> None:
    texts = ["Die Kunden buchen ihre Fahrten wieder selbst am Hafen", "TBD", "Open a kiosk", "open a  kiosk", "42 %"]
    german, empty, first, second, figure = judged(texts, grammar, encoder)
    assert (german.verdict, german.language) == (None, "de")
    assert "German" in german.not_judged
    assert (empty.verdict, figure.verdict) == (None, None)
    assert (first.twin, second.twin) == (None, "line 3")


def test_short_english_with_odd_letters_is_not_taken_for_another_language() -> None:
    texts = ["Photovoltaics on six school roofs", "Library of reusable components", "Refactor permission model", "IVR"]
    assert foreign_languages(texts) == (None, None, None, None)
    assert foreign_languages(["Les clients renouvellent leur contrat en ligne", "Umsatz steigern"]) == ("fr", None)


def test_no_entry_changes_anothers_verdict(found: dict[str, JudgedEntry], grammar: Grammar, encoder: Encoder) -> None:
    backwards = judged(list(ENTRIES)[::-1], grammar, encoder)
    assert [item.probability for item in backwards][::-1] == [item.probability for item in found.values()]


def test_vectors_that_the_head_does_not_know_leave_the_signs_to_decide(grammar: Grammar) -> None:
    def strange(texts: Sequence[str]) -> Vectors:
        return np.ones((len(texts), 7), dtype=np.float32) / np.float32(np.sqrt(7))

    assert not load_head().fits(strange)
    entries = [PlanEntry("Build a ferry timetable widget", "a"), PlanEntry("Raise net promoter score to 50", "b")]
    verdicts = [item.verdict for item in judge_entries(entries, [None, None], grammar, strange)]
    assert verdicts == [EntryVerdict.OUTPUT, EntryVerdict.IMPACT]


@pytest.mark.parametrize(
    ("text", "proper"),
    [
        ("KR 1.2: Guests return", "Guests return"),
        ("[ ] Bake bread", "Bake bread"),
        ("PLAN-12 Bake bread", "Bake bread"),
        ("By December guests return", "guests return"),
        ("We will bake bread", "bake bread"),
        ("KR2", "KR2"),
    ],
)
def test_where_the_entry_proper_begins(text: str, proper: str) -> None:
    assert text[proper_start(text) :] == proper
