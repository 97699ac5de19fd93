"""The trap of the method: people take a detour, dislike it, and all succeed. A conflict, never a booster.

Once on the sample, as it was planned, and once on a real study (heritrace, task 3), both by the codes that people gave.
"""

from __future__ import annotations

import json
import re

import pytest
from benchmarks.data import DataAbsent, data_path, read_rows
from benchmarks.heritrace_measures import RESULTS, measures_rows
from tests.unit.journey.coded import Coded, signals_of

from insightmine.config import load_options
from insightmine.domain.ids import ParticipantId, StepId
from insightmine.domain.judgements import Basis, Effect, Kind
from insightmine.domain.measures import Better, Measure, Measures, Result, Scale
from insightmine.domain.signals import Signal, SignalEffect
from insightmine.report.association_words import conflict_in_words, measured_in_words
from insightmine.resources import sample_folder

DETOUR = "looking in the wrong place"
LOOKED_ELSEWHERE = ("2e", "6e", "7e", "9e")


def test_the_detour_of_the_sample_is_a_conflict() -> None:
    rows = [json.loads(line) for line in (sample_folder() / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    coded = [
        Coded(
            row["participant"], row["quote"], tuple(map(Kind, row["kinds"])), Basis(row["basis"]),
            Effect(row["effect"]), row["step"], row["theme"],
        )
        for row in rows
        if row["kinds"]
    ]  # fmt: skip
    options = load_options(sample_folder())
    assert options.journey is not None
    signals, _ = signals_of(coded, [step.id for step in options.journey.steps], options.measures)
    (detour,) = [signal for signal in signals["goes-to-look"] if signal.step == "find"]
    assert (detour.effect, detour.conflict) == (SignalEffect.BLOCKER, True)
    assert detour.association is not None
    assert detour.association.unanimous == 1
    conflicts = {name for name, found in signals.items() if any(signal.conflict for signal in found)}
    assert "goes-to-look" in conflicts
    assert {"trade-names", "locker-code", "proof-of-address", "last-minute"}.isdisjoint(conflicts)


def _heritrace_measures() -> Measures:
    rows = tuple(
        Result(ParticipantId(who), StepId(step) if step else None, measure, float(value) if value else None, reason)
        for who, step, measure, value, reason in measures_rows(("endusers",))
    )
    measures = (Measure("success", Scale.BINARY), Measure("sus", Scale.NUMBER),
                Measure("minutes", Scale.NUMBER, Better.LOWER))  # fmt: skip
    return Measures(measures, tuple(row for row in rows if row.measure != "minutes"))


def _heritrace_codes() -> list[Coded]:
    """The codes of the nine end users, each at the task under whose heading its quote stands."""
    steps = {"1": "edit", "2": "merge", "3": "restore", "4": "create"}
    coded = []
    for row in read_rows("heritrace/derived/codes.csv"):
        if not row["participant"].endswith("e"):
            continue
        task = re.search(r"Task (\d)", row["task"]) or _task_of(row["participant"], row["quote"])
        step = steps[task.group(1)] if task else None
        negative = row["sentiment"] == "negative"
        detour = negative and "time_vault" in row["code"] and step == "restore"
        coded.append(
            Coded(
                row["participant"], row["code"].replace("_", " "),
                (Kind.PAIN_POINT if negative else Kind.ENABLER, Kind.BEHAVIOUR), Basis.OBSERVED,
                Effect.HINDERS if negative else Effect.HELPS, step, DETOUR if detour else row["axial_category"] or None,
            )
        )  # fmt: skip
    return coded


def _task_of(participant: str, quote: str) -> re.Match[str] | None:
    """The last task heading above the quote, by its letters alone: the codes leave out some of the quotes' commas."""
    letters = re.sub(r"\W+", "", quote).casefold()[-30:]
    spoken = data_path(f"{RESULTS}/endusers/transcriptions/{participant}_transcription.md").read_text(encoding="utf-8")
    for part in reversed(re.split(r"(?m)^(?=## )", spoken)):
        if letters and letters in re.sub(r"\W+", "", part).casefold():
            return re.match(r"## Task (\d)", part)
    return None


@pytest.fixture(scope="module")
def heritrace() -> dict[str, list[Signal]]:
    try:
        return signals_of(_heritrace_codes(), ["edit", "merge", "restore", "create"], _heritrace_measures())[0]
    except DataAbsent as absent:
        pytest.skip(f"there is no {absent} in the data folder")


@pytest.mark.slow
def test_heritrace_task_3_is_a_conflict_and_never_a_booster(heritrace: dict[str, list[Signal]]) -> None:
    (detour,) = heritrace[DETOUR]
    assert detour.participants == LOOKED_ELSEWHERE
    assert (detour.effect, detour.step, detour.conflict) == (SignalEffect.BLOCKER, "restore", True)
    told = conflict_in_words(detour)
    assert told is not None
    assert "they say it hinders" in told
    success, sus = detour.associations
    assert (success.verdict, sus.verdict) == ("too_few", "too_few")
    assert success.well[0] == success.n_with == 4
    assert {e.participant: e.value for e in success.did_not} == {"1e": 1.0, "3e": 0.0, "4e": 1.0, "5e": 0.0}
    assert sus.lean == 1  # their SUS is above that of the others
    assert min(e.value or 0 for e in sus.did) > max(e.value or 0 for e in sus.did_not)
    assert "4 of 4 it held up succeeded (2e, 6e, 7e, 9e)" in measured_in_words(detour)[0]


@pytest.mark.slow
def test_heritrace_nobody_is_said_not_to_have_done_what_was_not_audible(heritrace: dict[str, list[Signal]]) -> None:
    (detour,) = heritrace[DETOUR]
    for association in detour.associations:
        assert "8e" not in {e.participant for e in (*association.did, *association.did_not)}
        assert "8e" in {e.participant for e in association.unknown}
