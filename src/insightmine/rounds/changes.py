"""Two rounds -> what changed, in people: rates of behaviour first, then what they say, then where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from insightmine.domain.intervals import difference_interval, wilson_interval
from insightmine.domain.judgements import Kind
from insightmine.rounds.alike import Space
from insightmine.rounds.matching import Pair, is_exact, match_themes
from insightmine.rounds.values import (
    Change,
    ChangeVerdict,
    Comparison,
    Count,
    How,
    Match,
    Panel,
    People,
    Rate,
    Round,
    RoundTheme,
    What,
)

# From so many people a side on a difference has an interval and may have a direction.
FEWEST = 10
_RANKS = {Kind.BEHAVIOUR: 0, Kind.WORKAROUND: 0, Kind.PAIN_POINT: 1}
_LAST = 2
_ORDER = list(What)

OTHER_BASES = "counted among everybody in both rounds: who was asked is known in other ways in each"
BY_LIKENESS = "counted in both rounds by statements that mean the like, not by the members of a theme"
ALL = "all"


def compare(
    first: Round, second: Round, space: Space | None = None, *, same_study: bool = False, same_people: bool = True
) -> Comparison:
    """What changed from the first round to the second.

    `space` holds the vectors of both rounds where themes have to be matched by meaning. `same_people`: a participant's
    name means the same person in both rounds.
    """
    shared = first.people & second.people if same_people else frozenset()
    counting = _Counting(first, second, space, shared)
    pairs = match_themes(first, second, space, same_study=same_study)
    changes = [change for pair in pairs for change in counting.of_theme(pair)]
    changes += counting.of_rates(pairs)
    if same_study or not (first.has_draft_steps or second.has_draft_steps):
        changes += counting.of_steps()
    return Comparison(
        names=(first.name, second.name),
        n_people=(len(first.people), len(second.people)),
        n_in_both=len(shared),
        changes=tuple(sorted(changes, key=_order)),
    )


class _Counting:
    """The same way of counting for everything that is compared."""

    def __init__(self, first: Round, second: Round, space: Space | None, shared: People) -> None:
        self._rounds, self._space, self._shared = (first, second), space, shared

    def of_theme(self, pair: Pair) -> Iterator[Change]:
        """Who speaks of a theme, and whom it hinders and helps; nothing of one voice in each round."""
        one, other, match = pair
        if max(len(theme.people) if theme else 0 for theme in (one, other)) < 2:
            return
        base = _described(one, other, match)
        if one is not None and other is not None and is_exact(match):
            yield self._exact(base, one, other)
            yield from self._sides(base, one, other)
        else:
            yield self._by_likeness(base, one, other)

    def of_rates(self, pairs: list[Pair]) -> Iterator[Change]:
        """Behaviours of candidate outcomes that both rounds know: the same one, of the same theme and step."""
        for one, other, match in pairs:
            if one is None or other is None or not is_exact(match):
                continue
            first = [rate for rate in self._rounds[0].rates if rate.theme == one.id]
            second = [rate for rate in self._rounds[1].rates if rate.theme == other.id]
            for rate in first:
                like = _same_behaviour(rate, first, second)
                if like is not None:
                    yield self._rate(rate, like, match)

    def of_steps(self) -> Iterator[Change]:
        """Who speaks of each step that both rounds have."""
        first, second = self._rounds
        for step in [step for step in first.steps if step in second.steps]:
            names = (first.step_names.get(step, step), second.step_names.get(step, step))
            base = Change(
                What.STEP, (step, step), names, None, Match(How.SAME), _NOTHING, None, None, ChangeVerdict.UNCLEAR
            )  # fmt: skip
            yield self._counted(base, (first.steps[step], second.steps[step]), (first.people, second.people))

    def _rate(self, rate: Rate, like: Rate, match: Match) -> Change:
        base = Change(
            What.RATE, (rate.id, like.id), (rate.sentence, like.sentence), Kind.BEHAVIOUR, match, _NOTHING, None, None,
            ChangeVerdict.UNCLEAR,
        )  # fmt: skip
        there = replace(base, is_asked=rate.step is not None)
        return self._counted(there, (rate.showed, like.showed), (rate.opportunity, like.opportunity))

    def _exact(self, base: Change, one: RoundTheme, other: RoundTheme) -> Change:
        return self._counted(*self._among(base, one, other))

    def _sides(self, base: Change, one: RoundTheme, other: RoundTheme) -> Iterator[Change]:
        """Whom it hinders and helps, of those who could have spoken of it."""
        for what, sides in ((What.HINDERS, (one.hinders, other.hinders)), (What.HELPS, (one.helps, other.helps))):
            if max(map(len, sides)) > 1:
                there, _, could = self._among(replace(base, what=what), one, other)
                yield self._counted(there, sides, could)

    def _among(
        self, base: Change, one: RoundTheme, other: RoundTheme
    ) -> tuple[Change, tuple[People, People], tuple[People | int, People | int]]:
        """With who could have said it; where that is known in different ways, everybody on both sides."""
        spoke = (one.people, other.people)
        if _way(one.basis) == _way(other.basis):
            could = tuple(t.opportunity if t.opportunity is not None else t.n_opportunity for t in (one, other))
            return replace(base, is_asked=one.basis != ALL), spoke, (could[0], could[1])
        everybody = (self._rounds[0].people, self._rounds[1].people)
        return replace(base, cautions=(*base.cautions, OTHER_BASES)), spoke, everybody

    def _by_likeness(self, base: Change, one: RoundTheme | None, other: RoundTheme | None) -> Change:
        """Both rounds by one measure; without vectors by the members there are, of everybody."""
        everybody = (self._rounds[0].people, self._rounds[1].people)
        if self._space is None:
            spoke = (one.people if one else frozenset(), other.people if other else frozenset())
            return self._counted(base, spoke, everybody)
        rows = self._space.rows(one.statements, first=True) if one else []
        rows += self._space.rows(other.statements, first=False) if other else []
        cautious = replace(base, cautions=(*base.cautions, BY_LIKENESS))
        like = self._space.speakers(rows)
        if like is None:
            return replace(base, verdict=ChangeVerdict.LOOSE)
        return self._counted(cautious, like, everybody)

    def _counted(self, base: Change, did: tuple[People, People], could: tuple[People | int, People | int]) -> Change:
        totals = tuple(
            max(of if isinstance(of, int) else len(of | who), len(who)) for who, of in zip(did, could, strict=True)
        )
        counts = tuple(_count(who, of) for who, of in zip(did, totals, strict=True))
        first, second = counts
        panel = self._panel(did, could)
        interval = None
        if min(totals) >= FEWEST:
            cells = (panel.both, panel.first_only, panel.second_only, panel.neither) if panel else None
            low, high = difference_interval((first.n, first.of), (second.n, second.of), cells, base.level)
            interval = (round(low, 9), round(high, 9))
        return replace(
            base, counts=(first, second), interval=interval, panel=panel, verdict=_verdict(first, second, interval)
        )

    def _panel(self, did: tuple[People, People], could: tuple[People | int, People | int]) -> Panel | None:
        if isinstance(could[0], int) or isinstance(could[1], int):
            return None
        in_both = self._shared & (could[0] | did[0]) & (could[1] | did[1])
        if not in_both:
            return None
        both, first, second = in_both & did[0] & did[1], in_both & did[0] - did[1], in_both & did[1] - did[0]
        return Panel(len(both), len(first), len(second), len(in_both - did[0] - did[1]))


_NOTHING = (Count((), 0, (0.0, 1.0)), Count((), 0, (0.0, 1.0)))


def _same_behaviour(rate: Rate, first: Sequence[Rate], second: Sequence[Rate]) -> Rate | None:
    """What the second round calls the same behaviour; in other words only where each has one of this theme and step."""
    at_step = [like for like in second if like.step == rate.step]
    for same in ([like for like in at_step if like.id == rate.id], [r for r in at_step if r.sentence == rate.sentence]):
        if same:
            return same[0]
    alone = sum(other.step == rate.step for other in first) == len(at_step) == 1
    return at_step[0] if alone else None


def _described(one: RoundTheme | None, other: RoundTheme | None, match: Match) -> Change:
    known = [theme for theme in (other, one) if theme is not None]
    return Change(
        what=What.THEME,
        ids=(one.id if one else None, other.id if other else None),
        names=(one.name if one else None, other.name if other else None),
        kind=known[0].kinds[0] if known[0].kinds else None,
        match=match,
        counts=_NOTHING,
        interval=None,
        panel=None,
        verdict=ChangeVerdict.UNCLEAR,
        cautions=(),
    )


def _count(people: People, of: int) -> Count:
    return Count(tuple(sorted(people)), of, wilson_interval(len(people), of))


def _verdict(first: Count, second: Count, interval: tuple[float, float] | None) -> ChangeVerdict:
    """A direction only where the interval excludes 0; silence of those who were not asked is nothing."""
    if not first.of or not second.of:
        return ChangeVerdict.NOT_ASKED
    if interval is None:
        return ChangeVerdict.TOO_FEW
    low, high = interval
    if low > 0:
        return ChangeVerdict.GREW if first.n else ChangeVerdict.APPEARED
    if high < 0:
        return ChangeVerdict.SHRANK if second.n else ChangeVerdict.VANISHED
    return ChangeVerdict.UNCLEAR


def _way(basis: str) -> str:
    """How it is known who could have said it: everybody, those asked, or those at a place."""
    return basis if basis in (ALL, "asked") else "place"


def _order(change: Change) -> tuple[int, int, bool, float, tuple[str, str]]:
    """Rates of behaviour, then themes (behaviours, pain points, others), sides, steps; what changed clearly first."""
    clear = change.verdict in (ChangeVerdict.GREW, ChangeVerdict.SHRANK, ChangeVerdict.APPEARED, ChangeVerdict.VANISHED)
    size = abs(change.difference or 0.0)
    ids = (change.ids[0] or "", change.ids[1] or "")
    rank = _RANKS.get(change.kind, _LAST) if change.kind is not None else _LAST
    return _ORDER.index(change.what), rank, not clear, -round(size, 9), ids
