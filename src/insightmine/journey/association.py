"""Signals, who did what, measures -> what people did, beside what they said: two channels, never averaged."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from insightmine.domain.associations import Association, AssociationVerdict, Ended, EstimateKind, ahead
from insightmine.domain.ids import ParticipantId, SignalId, StepId
from insightmine.domain.journeys import Journey, JourneyOrigin
from insightmine.domain.measures import Doing, Measure, Measures, Result, Scale
from insightmine.domain.problems import Problem
from insightmine.domain.signals import Signal, is_conflict
from insightmine.engines.statistics import compare_shares, compare_values, discovery_rates, p_of_shares, p_of_values

ENOUGH = 20
LEVEL = 0.05
_A_GROUP = 2
_FILE = "measures.csv"
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Associated:
    """Signals with what people did, and what to know of rows that are about nobody and nothing in the study.

    `measures` are those that count: of people in the study, at steps by their ids.
    """

    signals: tuple[Signal, ...]
    problems: tuple[Problem, ...]
    measures: Measures


def associate(
    signals: Sequence[Signal],
    doings: Sequence[Doing],
    measures: Measures,
    journey: Journey,
    people: Collection[ParticipantId],
) -> Associated:
    """Beside each signal, for each measure of its step and of the whole study, how it ended for those who did it.

    Below 20 people whose behaviour and result are known, or with fewer than two in a group, there is a named table and
    no figure. From there on: effect size, interval and exact p; q by Benjamini and Hochberg over all pairs of a
    behaviour and a measure in the study that were tested, each counted once; better or worse where q is at most 0.05.

    The first measure of a signal is one of its step before one of the whole study, then in the order in which measures
    are declared, never the one with the best figure; all others are kept beside it. A signal is in `conflict` where the
    first of them that points to a side at all points away from what people said. `people` are those of the study.
    """
    known, problems = _in_the_study(measures, journey, people)
    doing = {one.signal: one for one in doings}
    asks_questions = journey.origin is JourneyOrigin.QUESTIONS
    tables: dict[SignalId, list[Association]] = {}
    for signal in signals:
        places = known.for_step(None if asks_questions else signal.step)
        one = doing[signal.id]
        found = tables_of(known, places, one.did, one.did_not)
        tables[signal.id] = [table for table in found if table.n_with + table.n_without > 0]
    figures = figures_of([table for own in tables.values() for table in own])
    told = tuple(_with(signal, [figures.get(pair_of(t), t) for t in tables[signal.id]]) for signal in signals)
    return Associated(told, problems, known)


def _with(signal: Signal, own: Sequence[Association]) -> Signal:
    if not own:
        return signal
    return replace(
        signal, association=own[0], other_associations=tuple(own[1:]), conflict=is_conflict(signal.effect, own)
    )


def tables_of(
    measures: Measures,
    places: Iterable[tuple[Measure, StepId | None]],
    did: Collection[ParticipantId],
    did_not: Collection[ParticipantId],
) -> list[Association]:
    """For each measure at a place: who did it, who did not, and how it ended for each; nothing is computed yet."""
    return [_table(measures, measure, place, did, did_not) for measure, place in places]


def _table(
    measures: Measures,
    measure: Measure,
    step: StepId | None,
    who_did: Collection[ParticipantId],
    who_did_not: Collection[ParticipantId],
) -> Association:
    results = {result.participant: result for result in measures.at(measure.name, step)}
    did, did_not = (_ended(people, results) for people in (who_did, who_did_not))
    counted = {*who_did, *who_did_not}
    return Association(
        measure=measure.name, n_with=len(did), n_without=len(did_not),
        estimate=None, kind=EstimateKind.RISK_DIFFERENCE if measure.scale is Scale.BINARY else EstimateKind.SHIFT,
        interval=None, p=None, q=None, verdict=AssociationVerdict.TOO_FEW,
        step=step, scale=measure.scale, better=measure.better, levels=measure.levels,
        did=did, did_not=did_not,
        excluded=tuple(
            Ended(result.participant, result.value, result.exclude_reason)
            for result in sorted(results.values(), key=lambda result: result.participant) if result.exclude_reason
        ),
        unknown=_ended(sorted({*results} - counted), results),
        unmeasured=tuple(sorted(p for p in counted if p not in results or _is_missing(results[p]))),
    )  # fmt: skip


def _ended(people: Iterable[ParticipantId], results: Mapping[ParticipantId, Result]) -> tuple[Ended, ...]:
    """How it ended for those of them whose result counts."""
    return tuple(
        Ended(person, results[person].value)
        for person in people
        if person in results and results[person].value is not None and not results[person].exclude_reason
    )


def _is_missing(result: Result) -> bool:
    return result.value is None and not result.exclude_reason


Pair = tuple[str, StepId | None, tuple[Ended, ...], tuple[Ended, ...]]


def pair_of(table: Association) -> Pair:
    """What makes two tables one test: a booster and a blocker of a theme are often about the same people."""
    return (table.measure, table.step, table.did, table.did_not)


def figures_of(tables: Sequence[Association]) -> dict[Pair, Association]:
    """The tables that are large enough, with their figures; q counts each pair once."""
    large = {pair_of(table): table for table in tables if is_enough(table)}
    tested = {pair: _tested(table) for pair, table in large.items()}
    qs = discovery_rates([table.p for table in tested.values() if table.p is not None])
    found = {pair: replace(table, q=q) for (pair, table), q in zip(tested.items(), qs, strict=True)}
    n_found = sum(table.q is not None and table.q <= LEVEL for table in found.values())
    threshold = LEVEL * n_found / len(found) if found else 0.0  # up to this p the procedure finds
    return {pair: _judged(table, threshold) for pair, table in found.items()}


def is_enough(table: Association) -> bool:
    """Whether there are people enough for figures: 20 of known behaviour and result, two in each group."""
    return table.n_with + table.n_without >= ENOUGH and min(table.n_with, table.n_without) >= _A_GROUP


def _tested(table: Association) -> Association:
    did, did_not = _values(table.did), _values(table.did_not)
    if table.scale is Scale.BINARY:
        shares = compare_shares(int(sum(did)), len(did), int(sum(did_not)), len(did_not))
        low, high = shares.odds_interval
        return replace(
            table, estimate=shares.difference, interval=shares.interval, p=shares.p,
            odds_ratio=shares.odds_ratio, odds_interval=(low, None if high == float("inf") else high),
        )  # fmt: skip
    shift = compare_values(did, did_not)
    return replace(table, estimate=shift.shift, interval=shift.interval, p=shift.p)


def _judged(table: Association, threshold: float) -> Association:
    """The verdict, and who turns it by being left out; `threshold` is the p up to which pairs are found."""
    side = _side(table, table.did, table.did_not)
    if side == 0 or table.q is None or table.q > LEVEL:
        return replace(table, verdict=AssociationVerdict.UNCLEAR)
    verdict = AssociationVerdict.BETTER if side > 0 else AssociationVerdict.WORSE
    return replace(table, verdict=verdict, hinges_on=_hinges_on(table, side, threshold))


def _hinges_on(table: Association, side: int, threshold: float) -> tuple[ParticipantId, ...]:
    """Whose leaving takes the verdict away.

    Of those with the same result all or none do, and whose result speaks less for the verdict than that of one who
    does not, does not either: so each group is gone through from the strongest, up to the first that does not.
    """
    found: list[ParticipantId] = []
    for group, sign in ((table.did, side), (table.did_not, -side)):
        strength = {ended: sign * table.measured.oriented(ended.value or 0.0) for ended in group}
        for value in sorted(set(strength.values()), reverse=True):
            same = [ended for ended in group if strength[ended] == value]
            rest = tuple(ended for ended in group if ended != same[0])
            did, did_not = (rest, table.did_not) if group is table.did else (table.did, rest)
            if did and did_not and _side(table, did, did_not) == side and _p(table, did, did_not) <= threshold:
                break
            found += [ended.participant for ended in same]
    return tuple(sorted(found))


def _p(table: Association, did: Sequence[Ended], did_not: Sequence[Ended]) -> float:
    first, second = _values(did), _values(did_not)
    if table.scale is Scale.BINARY:
        return p_of_shares(int(sum(first)), len(first), int(sum(second)), len(second))
    return p_of_values(first, second)


def _side(table: Association, did: Sequence[Ended], did_not: Sequence[Ended]) -> int:
    """1 where those who did it are ahead, -1 where the others are, 0 where neither."""
    delta = ahead(*([table.measured.oriented(value) for value in _values(side)] for side in (did, did_not)))
    return (delta > 0) - (delta < 0)


def _values(people: Sequence[Ended]) -> list[float]:
    return [ended.value for ended in people if ended.value is not None]


def _in_the_study(
    measures: Measures, journey: Journey, people: Collection[ParticipantId]
) -> tuple[Measures, tuple[Problem, ...]]:
    """The results of people of the study at steps of its journey, and what to know of the others."""
    if not measures.results:
        return measures, measures.problems
    problems = list(measures.problems)
    steps = _step_names(journey)
    placed, astray = [], []
    for result in measures.results:
        step = None if result.step is None else steps.get(result.step.casefold())
        if result.step is not None and step is None:
            astray.append(result)
        else:
            placed.append(replace(result, step=step))
    problems += _unknown_steps(astray, journey)
    problems += _strangers(placed, people)
    kept = _once([result for result in placed if result.participant in people], problems)
    without = sorted(set(people) - {result.participant for result in kept})
    if kept and without:
        why = f"{_FILE}: no result of {_named(without)}; in what people did, they count for nothing"
        problems.append(Problem(_FILE, why))
    if kept and all(result.value is None or result.exclude_reason for result in kept):
        why = f"{_FILE}: no result counts; every row has no value, or a reason to exclude it"
        problems.append(Problem(_FILE, why))
    return replace(measures, results=tuple(kept)), tuple(problems)


def _once(results: Sequence[Result], problems: list[Problem]) -> list[Result]:
    """Without results of one person, step and measure that differ, as where rows call a step by its id and its name."""
    places: dict[tuple[ParticipantId, StepId | None, str], list[Result]] = {}
    for result in results:
        places.setdefault((result.participant, result.step, result.measure), []).append(result)
    for same in places.values():
        if len({(result.value, result.exclude_reason) for result in same}) > 1:
            lines = ", ".join(str(result.line) for result in same)
            problems.append(_refused(f", lines {lines}: different results of one person at one step; none counts"))
    return [same[0] for same in places.values() if len({(r.value, r.exclude_reason) for r in same}) == 1]


def _step_names(journey: Journey) -> dict[str, StepId]:
    """Steps by id and by name, folded."""
    by_name = {step.name.casefold(): step.id for step in journey.steps}
    return {**by_name, **{step.id.casefold(): step.id for step in journey.steps}}


def _unknown_steps(results: Sequence[Result], journey: Journey) -> list[Problem]:
    """One line a name that is no step, however many rows have it."""
    known = [step.id for step in journey.steps]
    lines: dict[str, list[int]] = {}
    for result in results:
        lines.setdefault(str(result.step), []).append(result.line)
    told = []
    for step, where in lines.items():
        near = difflib.get_close_matches(step, known, n=1)
        hint = (
            f"did you mean {near[0]!r}?" if near else f"steps are: {_named(known)}" if known else "there is no journey"
        )
        told.append(_refused(f", {_lines(where)}: there is no step {step!r}; {_left_out(where)} ({hint})"))
    return told


def _strangers(results: Sequence[Result], people: Collection[ParticipantId]) -> list[Problem]:
    lines: dict[ParticipantId, list[int]] = {}
    for result in results:
        if result.participant not in people:
            lines.setdefault(result.participant, []).append(result.line)
    if len(lines) > _MOST_NAMED:
        why = (
            f": {len(lines)} people of it are nobody of the study: {_named(sorted(lines))}; their rows are left out "
            f"(use the names that people have here, {_named(sorted(people))}, or give others in participants.csv)"
        )
        return [_refused(why)]
    told = []
    for person in sorted(lines):
        near = difflib.get_close_matches(person, sorted(people), n=1, cutoff=0.75)
        hint = f" (did you mean {near[0]!r}?)" if near else ""
        where = lines[person]
        told.append(_refused(f", {_lines(where)}: {person!r} is nobody of the study{hint}; {_left_out(where)}"))
    return told


def _refused(why: str) -> Problem:
    """Of rows that are about nobody or nothing in the study."""
    return Problem(_FILE, f"{_FILE}{why}", refused=True)


def _lines(numbers: Sequence[int]) -> str:
    return f"line{'s' if len(numbers) > 1 else ''} {_named([str(number) for number in sorted(numbers)])}"


def _left_out(lines: Sequence[int]) -> str:
    return "the rows are left out" if len(lines) > 1 else "the row is left out"


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more
