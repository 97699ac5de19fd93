"""What may be said of two rounds: a direction only with an interval, silence only as a question, people once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from insightmine.domain.ids import ParticipantId, StatementId, ThemeId
from insightmine.domain.judgements import Kind
from insightmine.rounds import Change, ChangeVerdict, Comparison, How, Rate, Round, RoundTheme, Said, What, compare
from insightmine.rounds.wording import by_chance, comparison_row, count_in_words, notes_of, verdict_in_words

NAMES = ("spring", "autumn")


def people(prefix: str, count: int) -> list[ParticipantId]:
    return [ParticipantId(f"{prefix}{i:02}") for i in range(count)]


def theme(
    name: str, speakers: Sequence[ParticipantId], could: Sequence[ParticipantId], basis: str = "all",
    kind: Kind = Kind.BEHAVIOUR, hinders: Sequence[ParticipantId] = (),
) -> RoundTheme:  # fmt: skip
    return RoundTheme(
        id=ThemeId(name),
        name=f"about {name}",
        kinds=(kind,),
        people=frozenset(speakers),
        opportunity=frozenset(could) | frozenset(speakers),
        n_opportunity=len({*could, *speakers}),
        basis=basis,
        statements=tuple(StatementId(f"{name}-{person}") for person in speakers),
        hinders=frozenset(hinders),
    )


def round_with(
    name: str, everybody: Sequence[ParticipantId], *themes: RoundTheme, rates: tuple[Rate, ...] = ()
) -> Round:
    said = {StatementId(f"{t.id}-{person}"): Said(person, "words") for t in themes for person in sorted(t.people)}
    return Round(name, frozenset(everybody), themes, said, rates=rates)


def of_theme(found: Comparison, name: str, what: What = What.THEME) -> Change:
    return next(change for change in found.changes if change.what is what and name in change.ids)


def compared(before: int, of_before: int, after: int, of_after: int, basis: str = "all") -> Change:
    first, second = people("a", of_before), people("b", of_after)
    rounds = (
        round_with("spring", first, theme("T1", first[:before], first, basis)),
        round_with("autumn", second, theme("T1", second[:after], second, basis)),
    )
    return of_theme(compare(*rounds, same_study=True), "T1")


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        ((2, 20, 12, 20), ChangeVerdict.GREW),
        ((12, 20, 2, 20), ChangeVerdict.SHRANK),
        ((0, 20, 8, 20), ChangeVerdict.APPEARED),
        ((8, 20, 0, 20), ChangeVerdict.VANISHED),
        ((8, 20, 5, 20), ChangeVerdict.UNCLEAR),
        ((2, 20, 0, 20), ChangeVerdict.UNCLEAR),
        ((9, 9, 0, 20), ChangeVerdict.TOO_FEW),
        ((5, 5, 0, 0), ChangeVerdict.NOT_ASKED),
    ],
)
def test_a_direction_needs_ten_people_a_side_and_an_interval_without_0(
    counts: tuple[int, int, int, int], verdict: ChangeVerdict
) -> None:
    change = compared(*counts)
    assert change.verdict is verdict
    assert (change.interval is not None) == (min(counts[1], counts[3]) >= 10)
    assert (change.counts[0].n, change.counts[0].of, change.counts[1].n, change.counts[1].of) == counts


def test_nobody_speaking_of_it_is_a_question_unless_they_were_asked() -> None:
    assert "Nobody spoke of it in autumn: were they asked?" in notes_of(compared(2, 20, 0, 20), NAMES)
    assert verdict_in_words(compared(2, 20, 0, 20), NAMES).endswith("nobody now: were they asked?")
    assert notes_of(compared(2, 20, 0, 20, "asked"), NAMES) == ()
    assert verdict_in_words(compared(2, 20, 0, 20, "asked"), NAMES) == "no clear change"


def test_nobody_who_was_asked_is_told_as_that() -> None:
    assert verdict_in_words(compared(5, 5, 0, 0), NAMES) == "nobody was asked or observed in autumn"


def test_small_rounds_have_no_percent_and_large_ones_the_interval() -> None:
    assert count_in_words(compared(2, 3, 1, 3).counts[0]) == "2 of 3"
    assert count_in_words(compared(5, 10, 1, 10).counts[0]) == "5 of 10 (50 %)"
    assert verdict_in_words(compared(12, 20, 2, 20), NAMES) == "shrank: -50 points of 100, 95 % interval -70 to -21"


def test_people_in_both_rounds_are_told_apart_and_narrow_the_interval() -> None:
    same, other = people("a", 20), people("b", 20)
    before = round_with("spring", same, theme("T1", same[:12], same))
    now = theme("T1", same[:6], same)
    panel = of_theme(compare(before, round_with("autumn", same, now), same_study=True), "T1")
    assert panel.panel is not None
    assert (panel.panel.both, panel.panel.first_only, panel.panel.second_only, panel.panel.neither) == (6, 6, 0, 8)
    fresh = of_theme(compare(before, round_with("autumn", other, theme("T1", other[:6], other)), same_study=True), "T1")
    assert fresh.panel is None
    assert panel.interval is not None
    assert fresh.interval is not None
    assert panel.interval[1] - panel.interval[0] < fresh.interval[1] - fresh.interval[0]
    assert (panel.verdict, fresh.verdict) == (ChangeVerdict.SHRANK, ChangeVerdict.UNCLEAR)


def test_the_same_names_in_two_folders_may_be_other_people() -> None:
    same = people("a", 12)
    rounds = [round_with(name, same, theme("T1", same[:6], same)) for name in NAMES]
    assert compare(rounds[0], rounds[1], same_people=False).n_in_both == 0
    assert all(change.panel is None for change in compare(rounds[0], rounds[1], same_people=False).changes)


def test_who_could_have_said_it_is_counted_alike_in_both_or_else_everybody_is() -> None:
    first, second = people("a", 20), people("b", 20)
    before = round_with("spring", first, theme("T1", first[:5], first[:8], "asked"))
    after = round_with("autumn", second, theme("T1", second[:5], second))
    change = of_theme(compare(before, after, same_study=True), "T1")
    assert (change.counts[0].of, change.counts[1].of) == (20, 20)
    assert any("counted among everybody" in text for text in change.cautions)
    asked = round_with("autumn", second, theme("T1", second[:5], second[:10], "asked"))
    change = of_theme(compare(before, asked, same_study=True), "T1")
    assert (change.counts[0].of, change.counts[1].of, change.cautions) == (8, 10, ())


def test_a_blocker_that_became_rarer_is_found_where_as_many_speak_of_it() -> None:
    first, second = people("a", 20), people("b", 20)
    before = round_with("spring", first, theme("T1", first[:15], first, hinders=first[:12]))
    after = round_with("autumn", second, theme("T1", second[:15], second, hinders=second[:2]))
    found = compare(before, after, same_study=True)
    assert of_theme(found, "T1").verdict is ChangeVerdict.UNCLEAR
    assert of_theme(found, "T1", What.HINDERS).verdict is ChangeVerdict.SHRANK


def test_rates_of_behaviour_come_first_then_behaviours_then_pain_points() -> None:
    sides = [people("a", 20), people("b", 20)]
    rounds = []
    for name, side, n in zip(NAMES, sides, (2, 12), strict=True):
        rate = Rate("O1", ThemeId("T2"), "book", "People book early", frozenset(side[:n]), frozenset(side))
        themes = [
            theme("T1", side[:4], side, kind=Kind.OPINION),
            theme("T2", side[:4], side),
            theme("T3", side[:n], side, kind=Kind.PAIN_POINT),
        ]
        rounds.append(round_with(name, side, *themes, rates=(rate,)))
    found = compare(rounds[0], rounds[1], same_study=True)
    assert [(change.what, change.ids[0]) for change in found.changes] == [
        (What.RATE, "O1"), (What.THEME, "T2"), (What.THEME, "T3"), (What.THEME, "T1"),
    ]  # fmt: skip
    assert found.changes[0].verdict is ChangeVerdict.GREW
    told = by_chance(found)
    assert told is not None
    assert told.startswith("Of 4 things compared at 95 %, 2 changed clearly; up to 1 would if nothing had changed.")


def test_each_behaviour_is_compared_with_itself_where_a_theme_holds_several() -> None:
    sides = [people("a", 20), people("b", 20)]
    rounds = []
    for name, side in zip(NAMES, sides, strict=True):
        counts = {"O1": ("People check the sources", 12), "O2": ("People ask a colleague", 1)}
        rates = tuple(
            Rate(own, ThemeId("T1"), None, sentence, frozenset(side[:n]), frozenset(side))
            for own, (sentence, n) in counts.items()
        )
        rounds.append(round_with(name, side, theme("T1", side[:14], side), rates=rates))
    found = [one for one in compare(rounds[0], rounds[1], same_study=True).changes if one.what is What.RATE]
    assert sorted((one.ids, one.verdict) for one in found) == [
        (("O1", "O1"), ChangeVerdict.UNCLEAR), (("O2", "O2"), ChangeVerdict.UNCLEAR),
    ]  # fmt: skip


@pytest.mark.parametrize(("others", "told"), [((), ["O9"]), (("People call",), [])])
def test_a_behaviour_in_other_words_is_the_same_only_where_there_is_no_other(
    others: tuple[str, ...], told: list[str]
) -> None:
    sides = [people("a", 20), people("b", 20)]
    rates = []
    for own, side in zip(("O1", "O9"), sides, strict=True):
        sentences = (f"People check {own}", *(others if own == "O9" else ()))
        rates.append(
            tuple(
                Rate(f"{own}{'x' * n}", ThemeId("T1"), None, text, frozenset(side[:9]), frozenset(side))
                for n, text in enumerate(sentences)
            )
        )
    rounds = [
        round_with(name, side, theme("T1", side[:14], side), rates=own)
        for name, side, own in zip(NAMES, sides, rates, strict=True)
    ]
    found = [one for one in compare(rounds[0], rounds[1], same_study=True).changes if one.what is What.RATE]
    assert [one.ids[1] for one in found] == told


def test_one_voice_in_each_round_is_no_theme_to_compare() -> None:
    first, second = people("a", 12), people("b", 12)
    rounds = (
        round_with("spring", first, theme("T1", first[:1], first)),
        round_with("autumn", second, theme("T1", second[:1], second)),
    )
    assert compare(*rounds, same_study=True).changes == ()


def test_two_folders_are_joined_by_what_was_said_word_for_word_before_any_meaning() -> None:
    """The later folder grew out of the earlier: four of five statements are in both, and the id has changed."""
    first = people("a", 12)
    before = round_with("spring", first, theme("T1", first[:5], first))
    grown = theme("T9", first[:5], first)
    kept = replace(grown, statements=(*before.themes[0].statements[:4], StatementId("new")))
    change = of_theme(compare(before, round_with("autumn", first, kept)), "T1")
    assert (change.match.how, change.ids) == (How.LINEAGE, ("T1", "T9"))


def test_a_code_of_the_codebook_joins_two_folders() -> None:
    first, second = people("a", 12), people("b", 12)
    one = replace(theme("T1", first[:5], first), code="Early booking")
    other = replace(theme("T7", second[:5], second), code="early booking")
    change = of_theme(compare(round_with("spring", first, one), round_with("autumn", second, other)), "T1")
    assert (change.match.how, change.ids) == (How.CODE, ("T1", "T7"))


def test_as_plain_values_every_count_has_its_people_and_interval() -> None:
    first, second = people("a", 12), people("b", 12)
    found = compare(
        round_with("spring", first, theme("T1", first[:5], first)),
        round_with("autumn", second, theme("T1", second[:5], second)),
        same_study=True,
    )
    row = comparison_row(found)
    assert row["rounds"] == [{"name": "spring", "n_people": 12}, {"name": "autumn", "n_people": 12}]
    assert row["changes"][0]["counts"][0]["participants"] == first[:5]
    assert row["changes"][0]["verdict"] == "no_clear_change"
    assert row["changes"][0]["interval"][0] < 0 < row["changes"][0]["interval"][1]


def test_at_which_level_each_is_told_stands_beside_it() -> None:
    first, second = people("a", 30), people("b", 30)
    found = compare(
        round_with("spring", first, theme("T1", first[:15], first), theme("T2", first[:6], first)),
        round_with("autumn", second, theme("T3", second[:5], second)),
    )
    told = {change.names: verdict_in_words(change, NAMES) for change in found.changes}
    assert told["about T1", None] == "vanished: -50 points of 100, 99 % interval -71 to -22"
    assert told["about T2", None].startswith("no clear change; nobody now")
    assert [row["level"] for row in comparison_row(found)["changes"]] == [0.99] * 3
    assert (by_chance(found) or "").startswith(
        "Of 3 things compared at 95 % (99 % for themes of one round alone), 1 changed clearly; up to 1 would"
    )
