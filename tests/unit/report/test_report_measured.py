"""What people did and how it ended, as it stands in the terminal and in both reports."""

from __future__ import annotations

import html
from dataclasses import replace

import pytest
from tests.builders import tool_library, with_consent

from insightmine.cli.shown import print_signal
from insightmine.domain.analysis import Analysis
from insightmine.domain.associations import Association, AssociationVerdict, Ended, EstimateKind
from insightmine.domain.ids import ParticipantId
from insightmine.domain.measures import Better, Scale
from insightmine.domain.problems import Problem
from insightmine.domain.sharing import shareable
from insightmine.domain.signals import Signal, SignalEffect
from insightmine.domain.speech import Consent
from insightmine.report import write_html, write_markdown
from insightmine.report.association_words import association_in_words, conflict_in_words


def _ended(*pairs: tuple[str, float]) -> tuple[Ended, ...]:
    return tuple(Ended(ParticipantId(person), value) for person, value in pairs)


def _table(did: tuple[Ended, ...], did_not: tuple[Ended, ...], **more: object) -> Association:
    kind = EstimateKind.RISK_DIFFERENCE
    table = Association("success", len(did), len(did_not), None, kind, None, None, None, AssociationVerdict.TOO_FEW,
                        scale=Scale.BINARY, did=did, did_not=did_not)  # fmt: skip
    return replace(table, **more)  # type: ignore[arg-type]


def _measured() -> tuple[Analysis, Signal]:
    """The library with one blocker that held up three people who all succeeded, while another did not."""
    analysis = tool_library()
    table = _table(_ended(("P01", 1), ("P02", 1), ("P04", 1)), _ended(("P05", 0)))
    old = next(signal for signal in analysis.signals if signal.effect is SignalEffect.BLOCKER)
    new = replace(old, association=table, conflict=True)
    return replace(analysis, signals=tuple(new if signal is old else signal for signal in analysis.signals)), new


LINE = "success: 3 of 3 it held up succeeded (P01, P02, P04); 0 of 1 it did not hold up succeeded (not P05)"
AGAINST = "they say it hinders, and all 3 it held up succeeded"


def test_both_reports_tell_what_was_measured_and_the_conflict() -> None:
    analysis, _ = _measured()
    for write in (write_html, write_markdown):
        text = html.unescape(write(analysis, "Library", False)).replace("\\", "")
        assert LINE in text
        assert AGAINST in text


def test_show_tells_all_measures_and_that_it_is_no_cause(capsys: pytest.CaptureFixture[str]) -> None:
    analysis, signal = _measured()
    print_signal(analysis, signal)
    told = " ".join(capsys.readouterr().out.split())
    assert LINE in told
    assert AGAINST in told
    assert "an association, no cause" in told


def test_figures_are_told_with_their_interval_and_who_they_hinge_on() -> None:
    table = _table(
        _ended(*((f"D{n}", 1) for n in range(12))), _ended(*((f"N{n}", n % 2) for n in range(10))), verdict="better",
        estimate=0.5, interval=(0.1, 0.8), p=0.0004, q=0.02, hinges_on=(ParticipantId("D3"),),
    )  # fmt: skip
    told = association_in_words(table, SignalEffect.BOOSTER)
    assert told == (
        "success: 12 of 12 who did it succeeded; 5 of 10 who did not do it succeeded; ended better than the others; "
        "difference of the shares +0.50, 95 % interval 0.10 to 0.80; exact p under 0.001, q 0.020; it hinges on one "
        "person: without D3 it is unclear"
    )


def test_numbers_are_told_by_their_middle_and_a_lower_is_better_measure_is_not_called_success() -> None:
    minutes = _table(
        _ended(("P1", 3), ("P2", 4)), (), measure="minutes", scale=Scale.NUMBER, better=Better.LOWER, kind="shift"
    )
    assert association_in_words(minutes, SignalEffect.BOOSTER) == (
        "minutes: median 3.5 of 2 who did it (P1 3, P2 4); of others it is not known; too few to compare"
    )
    called = _table(_ended(("P1", 0)), (), measure="called for help", better=Better.LOWER)
    assert "1 of 1 who did it ended well (no)" in association_in_words(called, SignalEffect.BOOSTER)


def test_without_a_conflict_nothing_is_said_of_one() -> None:
    _, signal = _measured()
    assert conflict_in_words(replace(signal, conflict=False)) is None


def test_a_row_of_measures_that_was_left_out_is_no_line_of_the_decisions() -> None:
    analysis, _ = _measured()
    told = replace(analysis, problems=(Problem("measures.csv", "measures.csv, line 2: the row is left out"),))
    page = write_html(told, "Library", False)
    assert "there was 1 remark on decisions or files of the study" in page
    assert "remark on decisions" not in write_html(analysis, "Library", False)


def test_a_card_tells_the_results_of_its_own_people_and_else_that_none_is_held_against_it() -> None:
    analysis = tool_library()
    card = analysis.outcomes[0]
    own = replace(card, results=(_table(_ended(("P01", 1), ("P02", 0)), ()),))
    for write in (write_html, write_markdown):
        without = html.unescape(write(replace(analysis, outcomes=(card,)), "Library", False)).replace("\\", "")
        assert "no result of these people is held against this card" in without
        told = html.unescape(write(replace(analysis, outcomes=(own,)), "Library", False)).replace("\\", "")
        assert "success: 1 of 2 who did it succeeded (P01; not P02); of others it is not known; too few" in told
        assert "no result of these people" not in told


def test_the_results_of_who_may_not_appear_are_not_the_cards() -> None:
    analysis = tool_library()
    card = analysis.outcomes[0]
    gone, stays = card.seen.showed[:2]
    own = replace(card, results=(_table(_ended((gone, 1), (stays, 0)), ()), _table(_ended((gone, 1)), ())))
    shared = shareable(with_consent(replace(analysis, outcomes=(own,)), gone, Consent.INTERNAL))
    assert [table.did for table in shared.outcomes[0].results] == [_ended((stays, 0))]
    assert shareable(replace(analysis, outcomes=(own,))).outcomes[0].results == own.results
