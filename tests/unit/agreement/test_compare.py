"""What is compared with what, what is left out, and what is said where there is no figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from insightmine.agreement import (
    Agreement,
    Aspect,
    Coding,
    Estimate,
    Grouped,
    Labels,
    Unit,
    compare,
    meaning,
    result_row,
)
from insightmine.agreement.consequences import consequence
from insightmine.agreement.wording import alpha_meaning
from insightmine.errors import UsageError

UNITS = {f"S{n}": Unit(f"S{n}", f"P{n % 7}", "file", f"words {n}") for n in range(70)}


def coding(coder: str, aspect: Aspect, said: Mapping[str, str], unsure: str = "") -> Coding:
    """Values apart by blanks, the main one first; "-" for none of them."""
    labels: dict[str, Labels] = {key: () if value == "-" else tuple(value.split()) for key, value in said.items()}
    return Coding(coder, {aspect: labels}, {aspect: frozenset(unsure.split())})


def one(*codings: Coding) -> Agreement:
    (found,) = compare(codings, UNITS)
    assert isinstance(found, Agreement)
    return found


def two_coders(aspect: Aspect = Aspect.EFFECT) -> tuple[Coding, Coding]:
    first = {f"S{n}": ("helps", "hinders", "neutral")[n % 3] for n in range(20)}
    second = {**first, "S0": "hinders", "S2": "helps", "S25": "helps"}
    return coding("Ann", aspect, {**first, "S24": "mixed"}), coding("Ben", aspect, second)


def test_only_units_that_two_coded_count() -> None:
    """A study in which nothing more was coded by both gives the same figures, however much one of them coded alone."""
    ann, ben = two_coders()
    found = one(ann, ben)
    more = {**ann.labels[Aspect.EFFECT], **{f"S{n}": ("neutral",) for n in range(30, 70)}}
    again = one(Coding("Ann", {Aspect.EFFECT: more}), ben)
    assert found.n_units == again.n_units == 20
    assert (found.alpha, found.pairs, found.labels) == (again.alpha, again.pairs, again.labels)
    assert (found.only_one, again.only_one) == (2, 42)
    assert found.n_clusters == 7
    assert found.clusters == "participants"


def test_unsure_is_left_out_and_shown_as_a_value_of_its_own_beside() -> None:
    ann, ben = two_coders()
    doubtful = Coding("Ben", ben.labels, {Aspect.EFFECT: frozenset({"S24", "S60"})})
    found = one(ann, doubtful)
    assert found.n_units == 20
    assert found.unsure == (0, 1)  # S60 was seen by nobody else
    assert found.alpha == one(ann, ben).alpha
    assert found.alpha_with_unsure is not None
    assert found.alpha.value is not None
    assert found.alpha_with_unsure.value is not None
    assert found.alpha_with_unsure.value < found.alpha.value


def test_none_of_them_is_a_value_and_not_a_gap() -> None:
    first = {f"S{n}": "book" if n % 2 else "-" for n in range(12)}
    found = one(coding("Ann", Aspect.STEP, first), coding("Ben", Aspect.STEP, {**first, "S1": "-"}))
    assert found.n_units == 12
    assert [(item.label, item.counts, item.all_of_them) for item in found.labels] == [
        ("book", (6, 5), 5), ("none", (6, 7), 6),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second"),
    [({"S1": "helps", "S2": "helps"}, {"S1": "helps", "S2": "helps"}), ({"S1": "helps"}, {"S1": "helps"})],
)
def test_one_value_throughout_is_not_defined_and_says_so(first: dict[str, str], second: dict[str, str]) -> None:
    found = one(coding("Ann", Aspect.EFFECT, first), coding("Ben", Aspect.EFFECT, second))
    assert found.alpha.value is None
    assert found.pairs[0].kappa.value is None
    assert found.pairs[0].agreement == 1.0
    assert "helps" in found.alpha.why
    assert meaning(found).startswith("Alpha is not defined")
    row = result_row(found)
    assert row["alpha"]["value"] is None
    assert row["alpha"]["interval"] is None


def test_one_unit_on_which_they_differ() -> None:
    found = one(coding("Ann", Aspect.EFFECT, {"S1": "helps"}), coding("Ben", Aspect.EFFECT, {"S1": "hinders"}))
    assert found.alpha == Estimate(0.0, None, found.alpha.why)  # observed as much as expected: chance would do as well
    assert len(found.disagreements) == 1


def test_coders_of_different_units_are_told_so() -> None:
    ann, ben = coding("Ann", Aspect.EFFECT, {"S1": "helps"}), coding("Ben", Aspect.EFFECT, {"S2": "helps"})
    with pytest.raises(UsageError, match="Ann and Ben coded no unit in common"):
        compare((ann, ben), UNITS)


def test_coders_of_different_things_are_told_so() -> None:
    ann, ben = coding("Ann", Aspect.EFFECT, {"S1": "helps"}), coding("Ben", Aspect.KIND, {"S1": "goal"})
    with pytest.raises(UsageError, match=r"nothing that both coded .Ann: effect; Ben: kind"):
        compare((ann, ben), UNITS)
    with pytest.raises(UsageError, match="step: not coded by both"):
        compare((ann, ben), UNITS, Aspect.STEP)


def test_one_coder_alone_is_no_agreement() -> None:
    with pytest.raises(UsageError, match="two coders"):
        compare((two_coders()[0],), UNITS)


def test_three_coders_some_of_whom_left_out_units() -> None:
    ann, ben = two_coders()
    cleo = coding("Cleo", Aspect.EFFECT, {f"S{n}": ("helps", "hinders", "neutral")[n % 3] for n in range(10, 30)})
    found = one(ann, ben, cleo)
    assert [(pair.first, pair.second, pair.n_units) for pair in found.pairs] == [
        ("Ann", "Ben", 20), ("Ann", "Cleo", 11), ("Ben", "Cleo", 11),
    ]  # fmt: skip
    assert found.n_units == 22  # S24 and S25 were coded by two of them
    assert found.only_one == 8


def test_sets_of_kinds_are_compared_by_masi_and_by_their_first() -> None:
    first = {f"S{n}": ("behaviour reason", "goal", "opinion")[n % 3] for n in range(12)}
    turned = {key: " ".join(reversed(value.split())) for key, value in first.items()}
    found = one(coding("Ann", Aspect.KIND, first), coding("Ben", Aspect.KIND, turned))
    assert found.alpha_sets is not None
    assert found.alpha_sets.value == 1.0
    assert found.alpha.value is not None
    assert found.alpha.value < 0.6
    assert {item.why for item in found.disagreements} == {"the same kinds, another one first"}


@pytest.mark.parametrize(
    ("aspect", "worse", "lesser"),
    [
        (Aspect.EFFECT, ("helps", "hinders"), ("helps", "neutral")),
        (Aspect.EFFECT, ("helps", "mixed"), ("mixed", "neutral")),
        (Aspect.KIND, ("behaviour", "opinion"), ("opinion", "context")),
        (Aspect.KIND, ("wish", "opinion"), ("opinion", "context")),
        (Aspect.BASIS, ("habit", "hypothetical"), ("habit", "instance")),
        (Aspect.PROMPTING, ("led", "asked"), ("asked", "unprompted")),
        (Aspect.STEP, ("book", "find"), ("book", "")),
        (Aspect.CODES, ("a", "b"), ("a b", "a")),
    ],
)
def test_what_most_hangs_on_comes_first(aspect: Aspect, worse: tuple[str, str], lesser: tuple[str, str]) -> None:
    weights = [consequence(aspect, [tuple(text.split()) for text in pair])[0] for pair in (worse, lesser)]
    assert weights[0] > weights[1] > 0


def test_disagreements_come_with_both_words_the_worst_first() -> None:
    ann, ben = two_coders()
    found = one(ann, ben).disagreements
    assert [(item.unit.key, item.said, item.why) for item in found] == [
        ("S0", (("helps",), ("hinders",)), "opposite sides"),
        ("S2", (("neutral",), ("helps",)), "only one of them sees a clear side"),
    ]


def groups(coder: str, aspect: Aspect, letters: str) -> Coding:
    return coding(coder, aspect, {f"S{n}": letter for n, letter in enumerate(letters)})


def test_themes_are_groups_whatever_they_are_called() -> None:
    (found,) = compare(
        [groups("old", Aspect.THEME, "aaaabbbbcccc--"), groups("new", Aspect.THEME, "xxxxyyyyzzzz-z")], UNITS
    )
    assert isinstance(found, Grouped)
    assert found.n_units == 12
    assert found.unplaced == (2, 1)
    assert found.ari.value == found.ami.value == found.alpha_pairs.value == 1.0
    assert found.ami_with_unplaced.value is not None
    assert found.ami_with_unplaced.value < 1.0
    assert [(item.group, item.nearest, item.shared, item.jaccard) for item in found.forward] == [
        ("a", "x", 4, 1.0), ("b", "y", 4, 1.0), ("c", "z", 4, 0.8),
    ]  # fmt: skip


def test_each_index_says_what_its_own_units_are_drawn_by() -> None:
    units = {key: unit if key < "S3" else replace(unit, participant=None, source=None) for key, unit in UNITS.items()}
    (found,) = compare([groups("old", Aspect.THEME, "aab-"), groups("new", Aspect.THEME, "xyyy")], units)
    assert isinstance(found, Grouped)
    assert "participants, and" in found.ami.why
    assert "units, and" in found.ami_with_unplaced.why


def test_a_group_without_counterpart() -> None:
    (found,) = compare([groups("old", Aspect.THEME, "aab"), groups("new", Aspect.THEME, "xx-")], UNITS)
    assert isinstance(found, Grouped)
    assert (found.forward[1].group, found.forward[1].nearest, found.forward[1].jaccard) == ("b", None, 0.0)
    assert found.ari.value is None  # all that both placed is together in both
    assert meaning(found).startswith("No index")


def test_codes_with_names_in_common_are_labels_and_others_are_groups() -> None:
    (labels,) = compare([groups("Ann", Aspect.CODES, "aabb"), groups("Ben", Aspect.CODES, "aabc")], UNITS)
    assert isinstance(labels, Agreement)
    (found,) = compare([groups("Ann", Aspect.CODES, "aabb"), groups("Ben", Aspect.CODES, "xxyy")], UNITS)
    assert isinstance(found, Grouped)


def test_codes_of_one_are_held_against_the_themes_of_another() -> None:
    codes = groups("Ann", Aspect.CODES, "aabb")
    themes = groups("study", Aspect.THEME, "1122")
    effects = coding("x", Aspect.EFFECT, {"S1": "helps", "S2": "hinders"})
    ann = Coding("Ann", {**codes.labels, **effects.labels})
    program = Coding("study", {**themes.labels, **effects.labels})
    on_effect, on_groups = compare([ann, program], UNITS)
    assert isinstance(on_effect, Agreement)
    assert isinstance(on_groups, Grouped)
    assert on_groups.aspects == (Aspect.CODES, Aspect.THEME)
    assert compare([ann, program], UNITS, Aspect.THEME) == (on_groups,)


@pytest.mark.parametrize(
    ("interval", "told"),
    [
        ((0.40, 0.60), "below .667"),
        ((0.70, 0.79), "between .667 and .800"),
        ((0.85, 0.95), "at .800 or above"),
        ((0.60, 0.75), "both sides of .667,"),
        ((0.60, 0.95), "both sides of .667 and .800,"),
        (None, "how sure that is cannot be said"),
    ],
)
def test_the_sentence_says_where_the_whole_interval_lies(interval: tuple[float, float] | None, told: str) -> None:
    middle = 0.72 if interval is None else sum(interval) / 2
    assert told in alpha_meaning(Estimate(middle, interval, "" if interval else "no interval"))
