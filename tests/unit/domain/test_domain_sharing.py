from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import tool_library, with_consent

from insightmine.domain.analysis import Analysis
from insightmine.domain.associations import Association, AssociationVerdict, Ended, EstimateKind
from insightmine.domain.contradictions import Contradiction, ContradictionKind
from insightmine.domain.ids import ParticipantId
from insightmine.domain.measures import Scale
from insightmine.domain.outcomes import Grade
from insightmine.domain.sharing import MASK, RECOUNTED, people_left_out, shareable, words_withheld
from insightmine.domain.signals import SignalEffect
from insightmine.domain.speech import Consent

PEOPLE = tuple(person.id for person in tool_library().people)
CONSENTS = st.lists(st.sampled_from(tuple(Consent)), min_size=len(PEOPLE), max_size=len(PEOPLE))


def with_consents(consents: list[Consent]) -> Analysis:
    analysis = tool_library()
    for name, consent in zip(PEOPLE, consents, strict=True):
        analysis = with_consent(analysis, name, consent)
    return analysis


def test_where_everything_may_be_shared_nothing_changes() -> None:
    analysis = tool_library()
    assert shareable(analysis) is analysis


@given(CONSENTS)
@settings(max_examples=25, deadline=None)
def test_nobody_left_out_is_anywhere_and_nothing_points_nowhere(consents: list[Consent]) -> None:
    before = with_consents(consents)
    gone, masked = people_left_out(before), words_withheld(before)
    shared = shareable(before)
    assert not {person for theme in shared.themes for person in theme.participants} & gone
    assert not {statement.participant for statement in shared.statements} & gone
    assert not {p for o in shared.outcomes for p in (*o.seen.showed, *o.seen.opportunity, *o.seen.unclear)} & gone
    known = set(shared.statement_by_id)
    for theme in shared.themes:
        assert {*theme.statements, *theme.exemplars, *theme.negative_cases} <= known
        assert len(theme.participants) <= theme.n_opportunity
        assert theme.interval[0] <= len(theme.participants) / theme.n_opportunity <= theme.interval[1] + 1e-12
    for signal in shared.signals:
        assert {*signal.supporting, *signal.opposing} <= known
        assert signal.theme in shared.theme_by_id
    for statement in shared.statements:
        assert shared.turn_of(statement).text[statement.start : statement.end] == statement.text
        assert (MASK in statement.text) == (statement.participant in masked)
    everything = repr(shared)
    for statement in before.statements:
        if statement.participant in gone | masked:
            assert statement.text not in everything


@given(CONSENTS)
@settings(max_examples=15, deadline=None)
def test_doing_it_twice_changes_nothing(consents: list[Consent]) -> None:
    once = shareable(with_consents(consents))
    assert shareable(once) == once


def test_counts_are_made_anew() -> None:
    shared = shareable(with_consent(tool_library(), "P01", Consent.INTERNAL))
    theme = shared.theme_by_id[tool_library().themes[1].id]
    assert theme.id == "T1"
    assert (len(theme.participants), theme.n_opportunity, theme.opportunity_basis) == (4, 7, "all")
    assert theme.interval == pytest.approx((0.2505, 0.8417), abs=1e-4)
    assert "P01" not in theme.participants


def test_a_denominator_that_cannot_be_made_anew_becomes_all() -> None:
    analysis = tool_library()
    asked = replace(analysis.themes[0], n_opportunity=6, opportunity_basis="asked")
    analysis = replace(analysis, themes=(asked, *analysis.themes[1:]))
    shared = shareable(with_consent(analysis, "P01", Consent.INTERNAL))
    theme = shared.theme_by_id[asked.id]
    assert (theme.n_opportunity, theme.opportunity_basis) == (7, "all")


def test_what_only_one_person_said_goes_with_them() -> None:
    shared = shareable(with_consent(tool_library(), "P08", Consent.INTERNAL))
    assert "T7" not in {theme.id for theme in shared.themes}
    assert "p08" not in {transcript.id for transcript in shared.transcripts}


def test_an_outcome_that_lost_people_is_graded_low_and_says_why() -> None:
    shared = shareable(with_consent(tool_library(), "P02", Consent.INTERNAL))
    outcome = shared.outcomes[0]
    assert "P02" not in outcome.seen.showed
    assert (outcome.grade, outcome.grade_reasons) == (Grade.LOW, (RECOUNTED,))
    masked = shareable(with_consent(tool_library(), "P02", Consent.PARAPHRASE)).outcomes[0]
    assert masked.grade is tool_library().outcomes[0].grade


def test_a_name_in_somebodys_own_words_is_not_shown() -> None:
    analysis = tool_library()
    own = replace(
        analysis.themes[0], name="Going on the bus with a ladder", keyphrases=("on the bus with", "return date")
    )
    analysis = replace(analysis, themes=(own, *analysis.themes[1:]))
    theme = shareable(with_consent(analysis, "P07", Consent.PARAPHRASE)).theme_by_id[own.id]
    assert theme.name == "T3 (name withheld)"
    assert theme.keyphrases == ("return date",)


def test_masked_words_are_still_counted() -> None:
    analysis = tool_library()
    shared = shareable(with_consent(analysis, "P03", Consent.PARAPHRASE))
    assert [t.n_words for t in shared.transcripts] == [t.n_words for t in analysis.transcripts]
    assert [s.id for s in shared.statements] == [s.id for s in analysis.statements]


def test_words_and_names_of_somebody_left_out_are_in_no_name() -> None:
    analysis = tool_library()
    named = replace(analysis.themes[0], name="Walking by on Sunday", keyphrases=("ladder", "return date"))
    analysis = replace(analysis, themes=(named, *analysis.themes[1:]))
    theme = shareable(with_consent(analysis, "P07", Consent.INTERNAL)).theme_by_id[named.id]
    assert theme.name == "T3 (name withheld)"
    assert theme.keyphrases == ("return date",)


def test_counts_in_other_explanations_go_when_they_may_be_wrong() -> None:
    analysis = tool_library()
    texts = ("2 people spoke of it without doing it.", "First use only.")
    analysis = replace(analysis, outcomes=(replace(analysis.outcomes[0], alternatives=texts),))
    assert shareable(with_consent(analysis, "P02", Consent.INTERNAL)).outcomes[0].alternatives == texts[1:]
    assert shareable(with_consent(analysis, "P02", Consent.PARAPHRASE)).outcomes[0].alternatives == texts


def test_of_a_group_that_is_said_to_be_one_persons_the_others_stay_and_places_tell_nothing() -> None:
    analysis = tool_library()
    first, second = analysis.transcripts[:2]
    turns = [*first.turns, *second.turns]
    group = replace(
        first,
        turns=tuple(replace(turn, index=index, place=f"sheet P01 row {index}") for index, turn in enumerate(turns)),
        about=first.participants[0],
    )
    shift = len(first.turns)
    statements = tuple(
        replace(s, transcript=group.id, turn=s.turn + shift) if s.transcript == "p02" else s
        for s in analysis.statements
    )
    transcripts = tuple(group if t.id == "p01" else t for t in analysis.transcripts if t.id != "p02")
    analysis = with_consent(replace(analysis, transcripts=transcripts, statements=statements), "P01", Consent.INTERNAL)
    shared = shareable(analysis)
    kept = shared.transcript_by_id[group.id]
    assert kept.participants == ("P02",)
    assert kept.about is None
    assert {turn.place for turn in kept.turns if not turn.text} == {""}
    assert [s.id for s in shared.statements] == [s.id for s in statements if s.participant != "P01"]
    assert all(shared.turn_of(s).text[s.start : s.end] == s.text for s in shared.statements)
    assert shareable(shared) == shared


def test_a_denominator_named_in_withheld_words_is_named_without_them() -> None:
    analysis = with_consent(tool_library(), "P01", Consent.PARAPHRASE)
    said = "I stood in front of a closed door on a Thursday"
    told = replace(analysis.themes[0], n_opportunity=6, opportunity_basis=f"observed or asked at “{said}”")
    plain = replace(analysis.themes[1], n_opportunity=6, opportunity_basis="observed or asked at “Bring it back”")
    shared = shareable(replace(analysis, themes=(told, plain, *analysis.themes[2:])))
    assert shared.theme_by_id[told.id].opportunity_basis == "observed or asked at the same place"
    assert shared.theme_by_id[plain.id].opportunity_basis == plain.opportunity_basis


def _held_up_and_all_succeeded() -> Analysis:
    """The library with a blocker that held up three who all succeeded, while one whom it did not hold up failed."""
    analysis = tool_library()
    did, did_not = (
        tuple(Ended(ParticipantId(person), value) for person in people)
        for people, value in ((("P01", "P02", "P04"), 1.0), (("P05",), 0.0))
    )
    table = Association(
        "success", 3, 1, None, EstimateKind.RISK_DIFFERENCE, None, None, None, AssociationVerdict.TOO_FEW,
        scale=Scale.BINARY, did=did, did_not=did_not,
    )  # fmt: skip
    old = next(signal for signal in analysis.signals if signal.effect is SignalEffect.BLOCKER)
    new = replace(old, association=table, conflict=True)
    said = new.supporting[0]
    person = analysis.statement_by_id[said].participant
    contradiction = Contradiction(person, ContradictionKind.MEASURED, said, None, measure="success")
    signals = tuple(new if signal is old else signal for signal in analysis.signals)
    return replace(analysis, signals=signals, contradictions=(contradiction,))


@pytest.mark.parametrize("left_out", ["P01", "P05"])
def test_a_conflict_that_needs_somebody_who_is_left_out_is_not_told(left_out: str) -> None:
    before = _held_up_and_all_succeeded()
    told = next(signal for signal in before.signals if signal.associations)
    shared = shareable(with_consent(before, left_out, Consent.INTERNAL))
    found = next(signal for signal in shared.signals if signal.id == told.id)
    assert left_out not in repr(found)
    assert [(table.n_with, table.n_without) for table in found.associations] == [
        (2, 1) if left_out == "P01" else (3, 0)
    ]
    assert not found.conflict


def test_a_conflict_stands_where_somebody_else_is_left_out() -> None:
    shared = shareable(with_consent(_held_up_and_all_succeeded(), "P08", Consent.INTERNAL))
    assert [signal.conflict for signal in shared.signals if signal.associations] == [True]


def test_what_somebody_left_out_says_and_does_is_in_no_list_of_differences() -> None:
    before = _held_up_and_all_succeeded()
    (known,) = before.contradictions
    assert shareable(before).contradictions == (known,)
    assert shareable(with_consent(before, known.participant, Consent.INTERNAL)).contradictions == ()


def test_what_a_booster_is_about_is_shared_as_long_as_it_is_of_the_same_people_and_one_may_be_quoted() -> None:
    analysis = tool_library()
    signal = replace(analysis.signals[0], about="the calendar")
    analysis = replace(analysis, signals=(signal,))
    one = signal.participants[0]
    assert shareable(with_consent(analysis, one, Consent.PARAPHRASE)).signals[0].about == "the calendar"
    assert shareable(with_consent(analysis, one, Consent.INTERNAL)).signals[0].about is None
    for person in signal.participants:
        analysis = with_consent(analysis, person, Consent.PARAPHRASE)
    assert shareable(analysis).signals[0].about is None
