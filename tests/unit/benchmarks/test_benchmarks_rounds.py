"""The measure of `compare`: halves that are halves, and what counts as found or as a false alarm."""

from __future__ import annotations

from dataclasses import replace

from benchmarks import rounds
from tests.builders import tool_library

from insightmine.rounds import ChangeVerdict, What, compare, round_of


def test_halves_share_nobody_and_leave_nobody_out() -> None:
    transcripts = tool_library().transcripts
    first, second = rounds._halves(transcripts, 3)
    assert sorted([*first, *second]) == sorted(item.id for item in transcripts)
    assert (len(first), set(first) & set(second)) == (4, set())
    assert rounds._halves(tuple(reversed(transcripts)), 3) == (first, second)
    assert rounds._halves(transcripts, 4) != (first, second)


def test_a_planted_change_counts_as_found_only_where_that_theme_is_said_to_have_gone() -> None:
    study = tool_library()
    first, second = (round_of(study, "half", transcripts=half) for half in rounds._halves(study.transcripts, 3))
    found = compare(first, second, same_study=True)
    assert rounds._result(found, "T2") == (False, 0.0)
    told = tuple(
        replace(change, verdict=ChangeVerdict.SHRANK, interval=(-0.9, -0.1))
        if change.what is What.THEME and change.ids[0] in ("T2", "T3")
        else change
        for change in found.changes
    )
    assert rounds._result(replace(found, changes=told), "T2") == (True, 1.0)
    assert rounds._result(replace(found, changes=told), "T1") == (False, 1.0)


def test_only_what_has_an_interval_was_compared() -> None:
    study = tool_library()
    first, second = (round_of(study, "half", transcripts=half) for half in rounds._halves(study.transcripts, 3))
    assert list(rounds._rows("one study", [compare(first, second, same_study=True)])) == []
