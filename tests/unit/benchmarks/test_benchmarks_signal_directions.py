"""The measure of directions: which codes count for a signal, and what agreeing is."""

from __future__ import annotations

from benchmarks.signal_directions import Code, Held, agreement, held, majority, note_transcripts, quote_codes
from tests.builders import tool_library

from insightmine.domain.ids import StepId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.signals import SignalEffect

_HELPS, _HURTS = SignalEffect.BOOSTER, SignalEffect.BLOCKER


def _row(participant: str, task: str, sentiment: str, text: str) -> dict[str, str]:
    return {
        "participant": participant, "task": task, "sentiment": sentiment, "note_en": text, "quote": text, "lang": "en",
    }  # fmt: skip


def test_most_codes_decide_and_a_draw_decides_nothing() -> None:
    assert majority([_HELPS, _HURTS, _HURTS]) is _HURTS
    assert majority([_HELPS, _HURTS]) is None
    assert majority([]) is None


def test_codes_of_another_task_do_not_count_for_a_signal() -> None:
    study = tool_library()
    signal = next(one for one in study.signals if one.step is not None)
    member = study.theme_by_id[signal.theme].members[0].statement
    elsewhere = Code(member, StepId("elsewhere"), _HELPS)
    here = Code(member, signal.step, _HURTS)
    number = study.signals.index(signal)
    step, found = list(held(study, [elsewhere, elsewhere, here]))[number]
    assert (step, found.told, found.human) == (signal.step, signal.effect, _HURTS)
    assert list(held(study, [elsewhere]))[number][1].codes == ()


def test_agreement_leaves_out_what_has_no_majority_and_says_how_much() -> None:
    told = [
        Held(_HELPS, (_HELPS,), _HELPS),
        Held(_HURTS, (_HELPS, _HELPS, _HURTS), _HELPS),
        Held(_HURTS, (_HURTS,), _HELPS),
        Held(_HURTS, (), _HELPS),
        Held(_HELPS, (_HELPS, _HURTS), _HELPS),
    ]
    row = agreement("d", "p", "h", told)
    assert (row.signals, row.no_codes, row.even, row.n) == (5, 1, 1, 3)
    assert (round(row.agree, 3), round(row.always_blocker, 3), round(row.task_majority, 3)) == (0.667, 0.333, 0.667)
    assert (row.boosters, row.boosters_right, row.blockers, row.blockers_right) == (1, 1, 2, 1)
    assert row.low < row.agree < row.high


def test_notes_become_one_turn_each_under_the_heading_of_their_task() -> None:
    rows = [_row("a", "Task 1", "positive", "It saved by itself."), _row("a", "", "negative", "No list was there.")]
    (transcript,) = note_transcripts(rows)
    assert [(turn.text, turn.heading) for turn in transcript.turns] == [
        ("It saved by itself.", "Task 1"), ("No list was there.", None),
    ]  # fmt: skip
    assert transcript.rows_are_statements


def test_a_quote_codes_the_statement_that_lies_in_it_for_its_own_person_only() -> None:
    study = tool_library()
    said = study.statements[0]
    journey = Journey((Step(StepId("s"), "S", headings=("Task 1",)),), JourneyOrigin.FILE)
    row = _row(said.transcript, "Task 1", "negative", said.text)
    assert [(code.step, code.side) for code in quote_codes(study, [row], journey)] == [("s", _HURTS)]
    assert quote_codes(study, [{**row, "participant": "nobody"}], journey) == []
    assert quote_codes(study, [{**row, "sentiment": "neutral"}], journey) == []
