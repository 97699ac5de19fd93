"""How it ended for those who showed what a card says, where no signal of the card tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.builders import tool_library

from insightmine.domain.associations import Association, AssociationVerdict, Ended, EstimateKind
from insightmine.domain.ids import OutcomeId, ParticipantId, SignalId, StatementId, StepId, ThemeId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.measures import Doing, Measure, Measures, Result, Scale
from insightmine.domain.outcomes import Outcome, Seen
from insightmine.domain.signals import Signal, SignalEffect
from insightmine.journey import associate, with_results

FIND, BOOK = StepId("find"), StepId("book")
JOURNEY = Journey((Step(FIND, "Find it"), Step(BOOK, "Book it")), JourneyOrigin.FILE)
SUCCESS, MINUTES = Measure("success", Scale.BINARY), Measure("minutes", Scale.NUMBER)


def _people(prefix: str, count: int) -> tuple[ParticipantId, ...]:
    return tuple(ParticipantId(f"{prefix}{number:02}") for number in range(count))


def _card(showed: Sequence[ParticipantId], did_not: Sequence[ParticipantId] = (), *signals: str) -> Outcome:
    card = tool_library().outcomes[0]
    seen = Seen(tuple(showed), (*showed, *did_not), (), "all", tuple(did_not))
    return replace(card, id=OutcomeId("O1"), step=FIND, seen=seen, signals=tuple(map(SignalId, signals)))


def _measures(values: dict[ParticipantId, float], step: StepId | None = FIND) -> Measures:
    rows = [Result(p, step, "success", value, line=n) for n, (p, value) in enumerate(sorted(values.items()), 2)]
    return Measures((SUCCESS, MINUTES), tuple(rows))


def _signal(did: Sequence[ParticipantId] = ()) -> Signal:
    """A booster; with a result of each who did it."""
    told = Association(
        "success", len(did), 0, None, EstimateKind.RISK_DIFFERENCE, None, None, None, AssociationVerdict.TOO_FEW,
        step=FIND, scale=Scale.BINARY, did=tuple(Ended(person, 1.0) for person in did),
    )  # fmt: skip
    who = (ParticipantId("P00"),)
    booster = SignalEffect.BOOSTER
    signal = Signal(SignalId("G1"), ThemeId("T1"), FIND, booster, 0.5, who, (), (StatementId("S"),), ())
    return replace(signal, association=told) if did else signal


def test_a_card_without_a_signal_has_the_results_of_its_own_people() -> None:
    did, did_not, other = _people("P", 1), _people("N", 1), _people("U", 1)
    measures = _measures({did[0]: 1.0, did_not[0]: 0.0, other[0]: 1.0})
    (card,) = with_results([_card(did, did_not)], [], measures, JOURNEY)
    (table,) = card.results
    assert (table.measure, table.step, table.verdict, table.p) == ("success", FIND, "too_few", None)
    assert (table.did, table.did_not) == ((Ended(did[0], 1.0),), (Ended(did_not[0], 0.0),))
    assert table.unknown == (Ended(other[0], 1.0),)


def test_results_at_another_step_or_of_other_people_are_not_the_cards() -> None:
    (did,) = _people("P", 1)
    for measures in (_measures({did: 1.0}, BOOK), _measures({_people("U", 1)[0]: 1.0})):
        assert with_results([_card([did])], [], measures, JOURNEY)[0].results == ()
    (whole,) = with_results([_card([did])], [], _measures({did: 1.0}, None), JOURNEY)
    assert [table.step for table in whole.results] == [None]


def test_a_result_that_does_not_count_is_told_with_its_reason() -> None:
    did, other = _people("P", 2)
    rows = tuple(Result(person, FIND, "success", None, "done in part", 2) for person in (did, other))
    (card,) = with_results([_card([did])], [], Measures((SUCCESS,), rows), JOURNEY)
    assert (card.results[0].did, card.results[0].excluded[0]) == ((), Ended(did, None, "done in part"))
    (card,) = with_results([_card([did])], [], Measures((SUCCESS,), rows[1:]), JOURNEY)
    assert card.results == ()


@pytest.mark.parametrize(("told", "own"), [("card", 0), ("fewer", 0), ("half", 1), ("others", 1), ("nobody", 1)])
def test_what_a_signal_of_the_same_people_tells_is_not_told_twice(told: str, own: int) -> None:
    did, others = _people("P", 2), _people("U", 4)
    of_signal = {
        "card": did,
        "fewer": did[:1],
        "half": (*did, *others[:2]),
        "others": (*did, *others[:3]),
        "nobody": (),
    }[told]
    measures = _measures(dict.fromkeys(did, 1.0))
    (card,) = with_results([_card(did, (), "G1")], [_signal(of_signal)], measures, JOURNEY)
    assert len(card.results) == own
    (apart,) = with_results([_card(did)], [_signal(of_signal)], measures, JOURNEY)
    assert len(apart.results) == 1


def test_a_signal_that_leaves_out_one_of_the_cards_people_tells_not_of_them_all() -> None:
    did = _people("P", 3)
    signal = _signal(did[:2])
    assert signal.association is not None
    known = replace(signal, association=replace(signal.association, unknown=(Ended(did[2], 0.0),)))
    (card,) = with_results([_card(did, (), "G1")], [known], _measures(dict.fromkeys(did, 1.0)), JOURNEY)
    assert [ended.participant for ended in card.results[0].did] == [*did]


def test_from_twenty_people_on_q_counts_the_pairs_of_signals_too() -> None:
    did, did_not = _people("P", 10), _people("N", 10)
    values = {**dict.fromkeys(did, 1.0), **dict.fromkeys(did_not[:4], 1.0), **dict.fromkeys(did_not[4:], 0.0)}
    measures = _measures(values)
    (alone,) = with_results([_card(did, did_not)], [], measures, JOURNEY)
    (table,) = alone.results
    assert table.p is not None
    assert (table.q, table.verdict) == (table.p, "better")
    mixed = Doing(SignalId("G1"), (*did[:5], *did_not[5:]), (*did[5:], *did_not[:5]))
    signals = associate([_signal()], [mixed], measures, JOURNEY, list(values)).signals
    assert signals[0].association is not None
    (beside,) = with_results([_card(did, did_not)], signals, measures, JOURNEY)
    assert beside.results[0].p == table.p
    assert beside.results[0].q == pytest.approx(2 * table.p)
    (fewer,) = with_results([_card(did, did_not[:9])], signals, measures, JOURNEY)
    assert (fewer.results[0].verdict, fewer.results[0].q) == ("too_few", None)
