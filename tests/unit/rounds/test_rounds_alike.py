"""Who says the like, in both rounds by one measure; vectors are set by hand, so that it can be seen which they are."""

from __future__ import annotations

import numpy as np
import pytest

from insightmine.domain.ids import ParticipantId, StatementId, ThemeId
from insightmine.domain.intervals import difference_interval
from insightmine.rounds import Change, ChangeVerdict, How, Round, RoundTheme, Said, Space, What, compare

RNG = np.random.default_rng(7)  # fixed, so that every run has the same scatter
SUBJECTS = np.eye(12)


def vector(subject: int, scatter: float = 0.15) -> np.ndarray:
    raw = SUBJECTS[subject] + scatter * RNG.standard_normal(12)
    return np.asarray(raw / np.linalg.norm(raw), dtype=np.float32)


def study(name: str, speakers: dict[int, int], people: int = 20) -> tuple[Round, dict[StatementId, np.ndarray]]:
    """A round in which the first so many people speak of each subject, twice each, and a theme of each subject."""
    said: dict[StatementId, Said] = {}
    vectors = {}
    themes = []
    for subject, count in speakers.items():
        members = []
        for number in range(count):
            person = ParticipantId(f"{name}{(number + subject) % people:02}")
            for turn in range(2):
                statement = StatementId(f"{name}-{subject}-{number}-{turn}")
                said[statement] = Said(person, f"{statement}")
                vectors[statement] = vector(subject)
                members.append(statement)
        who = frozenset(said[member].participant for member in members)
        themes.append(
            RoundTheme(ThemeId(f"T{subject}{name}"), f"subject {subject}", (), who, None, 20, "all", tuple(members))
        )
    everybody = frozenset(ParticipantId(f"{name}{number:02}") for number in range(people))
    return Round(name, everybody, tuple(themes), said), vectors


def of_subject(first: dict[int, int], second: dict[int, int], subject: int) -> Change:
    (one, known), (other, more) = study("a", first), study("b", second)
    found = compare(one, other, Space.of(one, other, known | more), same_people=False)
    return next(
        change for change in found.changes
        if change.what is What.THEME and any(item and item.startswith(f"T{subject}") for item in change.ids)
    )  # fmt: skip


EVEN = {0: 8, 1: 8, 2: 8, 3: 8}


def test_themes_of_one_meaning_are_matched_and_counted_alike() -> None:
    change = of_subject(EVEN, EVEN, 1)
    assert change.match.how is How.MEANING
    assert change.match.similarity is not None
    assert change.match.next is not None
    assert change.match.similarity > 0.9 > change.match.next
    assert (change.counts[0].n, change.counts[1].n, change.verdict) == (8, 8, ChangeVerdict.UNCLEAR)


def test_a_theme_that_hardly_anybody_speaks_of_any_more_shrank() -> None:
    change = of_subject({**EVEN, 0: 14}, {**EVEN, 0: 3}, 0)
    assert (change.counts[0].n, change.counts[1].n, change.verdict) == (14, 3, ChangeVerdict.SHRANK)


def test_what_nobody_says_the_like_of_vanished_and_is_told_with_caution() -> None:
    change = of_subject({**EVEN, 0: 12}, {1: 8, 2: 8, 3: 8}, 0)
    assert (change.ids[1], change.match.how, change.verdict) == (None, How.NONE, ChangeVerdict.VANISHED)
    assert change.cautions


def test_a_theme_of_one_round_alone_was_found_because_it_is_said_there_so_it_has_to_be_surer() -> None:
    change = of_subject({**EVEN, 0: 5}, {1: 8, 2: 8, 3: 8}, 0)
    assert (change.counts[0].n, change.counts[1].n, change.match.how) == (5, 0, How.NONE)
    assert change.verdict is ChangeVerdict.UNCLEAR
    counts = [(count.n, count.of) for count in change.counts]
    assert difference_interval(counts[0], counts[1])[1] < 0  # at the level of all else it has vanished
    assert change.interval == pytest.approx(difference_interval(counts[0], counts[1], level=0.99))


def test_what_is_said_in_the_other_round_without_a_theme_of_its_own_has_not_vanished() -> None:
    """In the later round the grouping put two subjects into one theme: as many people say it as before."""
    (one, known), (other, more) = study("a", EVEN), study("b", EVEN)
    zero, first, *rest = other.themes
    both = RoundTheme(
        zero.id, "two things", (), zero.people | first.people, None, 20, "all", (*zero.statements, *first.statements)
    )
    joined = Round(other.name, other.people, (both, *rest), other.statements)
    found = compare(one, joined, Space.of(one, joined, known | more), same_people=False)
    lost = [change for change in found.changes if change.ids[1] is None]
    assert lost
    assert all(change.verdict is ChangeVerdict.UNCLEAR and change.counts[1].n == 8 for change in lost)


def test_whoever_makes_up_the_centre_is_measured_without_their_own_words() -> None:
    """Three people who say three things: their common centre is near each of them only for their own words."""
    said = {StatementId(f"s{i}"): Said(ParticipantId(f"a{i}"), "x") for i in range(12)}
    vectors = {StatementId(f"s{i}"): vector(i, 0.01) for i in range(12)}
    loose = RoundTheme(
        ThemeId("T1"), "this and that", (), frozenset(ParticipantId(f"a{i}") for i in range(3)), None, 12, "all",
        tuple(StatementId(f"s{i}") for i in range(3)),
    )  # fmt: skip
    one = Round("a", frozenset(item.participant for item in said.values()), (loose,), said)
    other, more = study("b", EVEN)
    found = compare(one, other, Space.of(one, other, vectors | more), same_people=False)
    assert next(change for change in found.changes if change.ids[0] == "T1").verdict is ChangeVerdict.LOOSE


def test_two_people_are_too_few_for_a_centre() -> None:
    assert of_subject({**EVEN, 0: 2}, {1: 8, 2: 8, 3: 8}, 0).verdict is ChangeVerdict.LOOSE


def test_words_that_may_not_be_shown_are_left_out_of_the_space() -> None:
    one, known = study("a", EVEN)
    hidden = next(iter(known))
    space = Space.of(one, Round("b", frozenset(), (), {}), {name: row for name, row in known.items() if name != hidden})
    assert hidden not in space.ids
    assert len(space.ids) == len(known) - 1


def test_without_words_at_all_nothing_is_matched() -> None:
    one, _ = study("a", EVEN)
    other, _ = study("b", EVEN)
    found = compare(one, other, Space.of(one, other, {}), same_people=False)
    assert {change.verdict for change in found.changes} == {ChangeVerdict.LOOSE}
