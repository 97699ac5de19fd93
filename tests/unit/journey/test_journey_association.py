"""What people did, beside what they said: tables, figures, conflicts, and rows that are about nobody."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from insightmine.domain.associations import Association, ahead, shown_without
from insightmine.domain.ids import ParticipantId, SignalId, StatementId, StepId, ThemeId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.measures import Better, Doing, Measure, Measures, Result, Scale
from insightmine.domain.signals import Signal, SignalEffect
from insightmine.journey import Associated, associate
from insightmine.report.association_words import conflict_in_words, measured_in_words

FIND, BOOK = StepId("find"), StepId("book")
JOURNEY = Journey((Step(FIND, "Find it"), Step(BOOK, "Book it")), JourneyOrigin.FILE)
SUCCESS = Measure("success", Scale.BINARY)
RATING = Measure("rating", Scale.ORDINAL)


def _signal(effect: SignalEffect = SignalEffect.BOOSTER, step: StepId | None = FIND, name: str = "G1") -> Signal:
    return Signal(SignalId(name), ThemeId("T1"), step, effect, 0.5, (ParticipantId("A"),), (), (StatementId("S"),), ())


def told(found: Associated) -> tuple[str, ...]:
    return tuple(problem.text for problem in found.problems)


def _people(prefix: str, count: int) -> tuple[ParticipantId, ...]:
    return tuple(ParticipantId(f"{prefix}{number:02}") for number in range(count))


def _results(
    people: Sequence[ParticipantId], values: Sequence[float], step: StepId | None = FIND, measure: str = "success"
) -> tuple[Result, ...]:
    return tuple(
        Result(p, step, measure, float(v), line=n + 2) for n, (p, v) in enumerate(zip(people, values, strict=True))
    )


def _associated(
    did: Sequence[float],
    did_not: Sequence[float],
    effect: SignalEffect,
    measure: Measure = SUCCESS,
    others: Sequence[float] = (),
) -> Signal:
    """One signal, of which so many did and did not, with these results; of `others` it is not known."""
    who, not_who, unknown = _people("D", len(did)), _people("N", len(did_not)), _people("U", len(others))
    people = (*who, *not_who, *unknown)
    results = _results(people, (*did, *did_not, *others), measure=measure.name)
    doing = Doing(SignalId("G1"), who, not_who)
    found = associate([_signal(effect)], [doing], Measures((measure,), results), JOURNEY, people)
    assert found.problems == ()
    return found.signals[0]


def _first(signal: Signal) -> Association:
    assert signal.association is not None
    return signal.association


def test_below_twenty_people_there_is_a_named_table_and_no_figure() -> None:
    signal = _associated([1] * 12 + [0] * 2, [1, 0, 0, 0, 0], SignalEffect.BOOSTER)
    found = _first(signal)
    assert (found.verdict, found.n_with, found.n_without) == ("too_few", 14, 5)
    assert (found.p, found.q, found.estimate, found.interval) == (None, None, None, None)
    (line,) = measured_in_words(signal)
    assert line.startswith("success: 12 of 14 who did it succeeded (D00, D01")
    assert "1 of 5 who did not do it succeeded (N00; not N01, N02, N03, N04)" in line
    assert "too few to compare" in line


def test_from_twenty_people_there_are_figures_and_no_names() -> None:
    signal = _associated([1] * 12 + [0] * 2, [1] * 3 + [0] * 6, SignalEffect.BOOSTER)
    found = _first(signal)
    assert (found.verdict, found.kind) == ("better", "risk_difference")
    assert found.estimate == pytest.approx(12 / 14 - 3 / 9)
    assert found.interval is not None
    assert found.interval[0] < 12 / 14 - 3 / 9 < found.interval[1]
    assert found.odds_ratio is not None
    assert found.p is not None
    assert found.p == found.q
    assert not signal.conflict
    (line,) = measured_in_words(signal)
    assert line.startswith("success: 12 of 14 who did it succeeded; 3 of 9 who did not do it succeeded; ")
    assert "D00" not in line.partition("hinges")[0]


def test_twenty_people_of_whom_all_did_it_cannot_be_compared() -> None:
    assert _first(_associated([1] * 15 + [0] * 6, [], SignalEffect.BOOSTER)).verdict == "too_few"


def test_the_verdict_turns_with_the_direction_of_the_measure() -> None:
    errors = Measure("errors", Scale.NUMBER, Better.LOWER)
    few, many = [float(n % 3) for n in range(12)], [float(5 + n % 4) for n in range(12)]
    found = _first(_associated(few, many, SignalEffect.BOOSTER, errors))
    assert (found.verdict, found.kind) == ("better", "shift")
    assert found.estimate is not None
    assert found.estimate < 0


def test_who_turns_the_verdict_by_leaving_is_named() -> None:
    firm = _first(_associated([1] * 20, [0] * 20, SignalEffect.BOOSTER))
    assert firm.verdict == "better"
    assert firm.hinges_on == ()
    shaky = _first(_associated([1] * 9 + [0], [1] * 5 + [0] * 7, SignalEffect.BOOSTER))
    assert shaky.verdict in ("better", "unclear")
    edge = next(
        found
        for wins in range(12)
        if (found := _first(_associated([1] * 10, [1] * wins + [0] * (11 - wins), SignalEffect.BOOSTER))).hinges_on
    )
    for person in edge.hinges_on:
        did, did_not = ([e.value or 0.0 for e in side if e.participant != person] for side in (edge.did, edge.did_not))
        assert _first(_associated(did, did_not, SignalEffect.BOOSTER)).verdict == "unclear"


def test_booster_whose_doers_did_worse_is_a_conflict() -> None:
    signal = _associated([0] * 11 + [1], [1] * 11 + [0], SignalEffect.BOOSTER)
    assert _first(signal).verdict == "worse"
    assert signal.conflict
    told = conflict_in_words(signal)
    assert told is not None
    assert "they say it helps, and those who did it ended worse than the others" in told


def test_blocker_that_all_overcame_while_others_failed_is_a_conflict() -> None:
    signal = _associated([1] * 4, [1, 1, 0, 0], SignalEffect.BLOCKER, others=[1])
    assert _first(signal).verdict == "too_few"
    assert signal.conflict
    told = conflict_in_words(signal)
    assert told is not None
    assert "they say it hinders, and all 4 it held up succeeded" in told
    assert not _associated([1] * 4, [1] * 4, SignalEffect.BLOCKER).conflict  # everybody succeeds there
    assert not _associated([1] * 2, [1, 0], SignalEffect.BLOCKER).conflict  # two are too few to say "all"
    assert not _associated([1] * 4, [1, 1, 0, 0], SignalEffect.BOOSTER).conflict


@pytest.mark.parametrize(
    ("did", "did_not", "lean"),
    [
        ([0, 0, 0, 0, 1], [1, 1, 1], -1),
        ([1, 1, 1, 0], [1, 1, 1], 0),  # one person makes the difference
        ([1], [0, 0, 0], 0),
        ([1, 1], [0, 0], 1),
    ],
)
def test_a_named_table_leans_only_where_no_one_person_makes_it(
    did: list[float], did_not: list[float], lean: int
) -> None:
    assert _first(_associated(did, did_not, SignalEffect.BOOSTER)).lean == lean


def test_ahead_is_cliffs_delta() -> None:
    assert ahead([1, 2, 3], [1, 2, 3]) == 0
    assert ahead([3, 3], [1, 3]) == 0.5
    assert ahead([], [1]) == 0


def test_the_step_comes_before_the_study_and_all_measures_stay() -> None:
    who, not_who = _people("D", 4), _people("N", 4)
    results = (
        *_results((*who, *not_who), [7, 7, 7, 7, 1, 1, 1, 1], None, "rating"),
        *_results((*who, *not_who), [0, 0, 0, 0, 1, 1, 1, 1]),
        *_results(who, [1, 1, 1, 1], BOOK),
    )
    doing = Doing(SignalId("G1"), who, not_who)
    signal = associate([_signal()], [doing], Measures((RATING, SUCCESS), results), JOURNEY, (*who, *not_who)).signals[0]
    assert [(a.measure, a.step) for a in signal.associations] == [("success", FIND), ("rating", None)]
    assert signal.measures_disagree == (("rating", "success"),)
    assert signal.conflict  # by success, the first; no mean of the two
    assert "measures disagree, and are not averaged" in measured_in_words(signal)[-1]


def test_a_booster_and_a_blocker_about_the_same_people_are_one_test() -> None:
    who, not_who = _people("D", 12), _people("N", 12)
    people = (*who, *not_who)
    measures = Measures((SUCCESS,), _results(people, [1] * 10 + [0] * 2 + [1] * 4 + [0] * 8))
    names = [SignalId(f"G{number}") for number in range(8)]
    doings = [Doing(name, who, not_who) for name in names]
    one = associate([_signal(name=names[0])], doings[:1], measures, JOURNEY, people).signals[0]
    many = associate([_signal(name=name) for name in names], doings, measures, JOURNEY, people).signals
    assert {_first(signal).q for signal in many} == {_first(one).q}


def test_more_pairs_raise_q() -> None:
    people = _people("D", 24)
    measures = Measures((SUCCESS,), _results(people, [1] * 10 + [0] * 2 + [1] * 3 + [0] * 9))
    draw = random.Random(4)
    doings = [Doing(SignalId("G0"), people[:12], people[12:])]
    for number in range(1, 10):
        who = frozenset(draw.sample(people, 12))
        doings.append(Doing(SignalId(f"G{number}"), tuple(sorted(who)), tuple(sorted({*people} - who))))
    found = associate([_signal(name=d.signal) for d in doings], doings, measures, JOURNEY, people).signals[0]
    assert _first(found).q is not None
    assert (_first(found).q or 0) > 2 * (_first(found).p or 1)


def test_excluded_results_are_told_and_not_counted() -> None:
    people = _people("D", 3)
    results = (*_results(people[:2], [1, 0]), Result(people[2], FIND, "success", 1.0, "the recording broke off", 9))
    signal = associate(
        [_signal()], [Doing(SignalId("G1"), people, ())], Measures((SUCCESS,), results), JOURNEY, people
    ).signals[0]
    assert _first(signal).n_with == 2
    assert "not counted: D02 (the recording broke off)" in measured_in_words(signal)[0]


def test_rows_about_nobody_and_no_step_are_told_with_their_lines() -> None:
    people = _people("D", 3)
    results = (
        Result(people[0], FIND, "success", 1.0, line=2),
        Result(ParticipantId("D99"), FIND, "success", 1.0, line=3),
        Result(people[1], StepId("fnd"), "success", 1.0, line=4),
        Result(people[1], StepId("BOOK IT"), "success", 1.0, line=5),
        Result(ParticipantId("D99"), BOOK, "success", 1.0, line=6),
    )
    doing = Doing(SignalId("G1"), people, ())
    found = associate([_signal()], [doing], Measures((SUCCESS,), results), JOURNEY, people)
    assert told(found) == (
        "measures.csv, line 4: there is no step 'fnd'; the row is left out (did you mean 'find'?)",
        "measures.csv, lines 3, 6: 'D99' is nobody of the study; the rows are left out",
        "measures.csv: no result of D02; in what people did, they count for nothing",
    )
    assert [problem.refused for problem in found.problems] == [True, True, False]
    assert _first(found.signals[0]).n_with == 1
    assert _first(found.signals[0]).unmeasured == (people[1], people[2])


def test_a_file_about_other_names_is_told_in_one_line_with_the_names_that_people_have() -> None:
    people, strangers = _people("D", 2), _people("X", 12)
    measures = Measures((SUCCESS,), _results(strangers, [1.0] * 12))
    (problem,) = associate([_signal()], [Doing(SignalId("G1"), people, ())], measures, JOURNEY, people).problems
    assert "12 people of it are nobody of the study" in problem.text
    assert "D00, D01, or give others in participants.csv" in problem.text
    assert problem.refused


def test_a_name_that_is_no_step_is_told_once_with_some_of_its_lines_and_of_the_steps() -> None:
    people = _people("D", 12)
    journey = Journey(tuple(Step(StepId(f"s{number}"), f"Step {number}") for number in range(10)), JourneyOrigin.FILE)
    measures = Measures((SUCCESS,), _results(people, [1.0] * 12, step=StepId("unheard-of")))
    found = associate([_signal()], [Doing(SignalId("G1"), people, ())], measures, journey, people)
    assert told(found) == (
        "measures.csv, lines 2, 3, 4, 5, 6, 7, 8, 9 and 4 more: there is no step 'unheard-of'; the rows are left out "
        "(steps are: s0, s1, s2, s3, s4, s5, s6, s7 and 2 more)",
    )


def test_it_is_told_where_no_result_counts() -> None:
    people = _people("D", 2)
    results = (
        Result(people[0], FIND, "success", 1.0, "stopped early", line=2),
        Result(people[1], FIND, "success", None, line=3),
    )
    found = associate([_signal()], [Doing(SignalId("G1"), people, ())], Measures((SUCCESS,), results), JOURNEY, people)
    assert told(found) == ("measures.csv: no result counts; every row has no value, or a reason to exclude it",)


def test_results_of_who_has_withdrawn_are_not_looked_at() -> None:
    people = _people("D", 2)
    measures = Measures((SUCCESS,), _results(people, [1, 0])).without({"D00"})
    assert [result.participant for result in measures.results] == ["D01"]


def test_without_measures_nothing_changes() -> None:
    signal = _signal()
    found = associate([signal], [Doing(SignalId("G1"), (), ())], Measures(), JOURNEY, _people("D", 2))
    assert found.signals == (signal,)
    assert found.problems == ()


def test_no_order_of_results_changes_anything() -> None:
    who, not_who = _people("D", 13), _people("N", 12)
    people = (*who, *not_who)
    results = list(
        _results(people, [5, 6, 7, 4, 6, 5, 7, 7, 3, 6, 5, 6, 7, 2, 3, 4, 1, 5, 3, 2, 6, 4, 3, 2, 1], FIND, "rating")
    )
    doing = Doing(SignalId("G1"), who, not_who)
    found = []
    for seed in (1, 2):
        random.Random(seed).shuffle(results)
        found.append(associate([_signal()], [doing], Measures((RATING,), tuple(results)), JOURNEY, people).signals)
    assert found[0] == found[1]
    assert _first(found[0][0]).verdict == "better"


def test_who_may_not_be_shown_leaves_the_table_and_takes_the_figures_along() -> None:
    table = _first(_associated([1, 1, 0], [0, 1], SignalEffect.BOOSTER))
    gone = frozenset({ParticipantId("D00")})
    kept = shown_without(table, gone, lambda _: False)
    assert kept is not None
    assert (kept.n_with, kept.n_without) == (2, 2)
    assert "D00" not in str(kept)
    figures = _first(_associated([1] * 12, [0] * 12, SignalEffect.BOOSTER))
    assert shown_without(figures, gone, lambda _: False) is None
    assert shown_without(figures, frozenset({ParticipantId("X")}), lambda _: False) == figures


def test_a_reason_that_says_what_is_private_is_withheld() -> None:
    table = replace(_first(_associated([1, 1, 0], [], SignalEffect.BOOSTER)), excluded=())
    signal = replace(_signal(), association=table)
    assert signal.associations == (table,)
    from insightmine.domain.associations import Ended

    table = replace(table, excluded=(Ended(ParticipantId("D02"), None, "told about the divorce"),))
    kept = shown_without(table, frozenset(), lambda text: "divorce" in text)
    assert kept is not None
    assert kept.excluded[0].exclude_reason == "(reason withheld)"
