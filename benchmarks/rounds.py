"""`compare`: one study dealt at random into two rounds, where nothing changed, and with a change that was planted."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.results import Bar, bar
from benchmarks.studies import read_study
from benchmarks.workbench import Workbench
from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import TranscriptId
from insightmine.domain.speech import Transcript
from insightmine.rounds import ChangeVerdict, Comparison, How, Round, Space, What, compare, round_of
from insightmine.rounds.wording import CLEAR

_STUDY = "scientists"
_INTERVIEWS = 60
_DEALS = 200  # within one analysis: quick
_DEALS_APART = 24  # each half analysed by itself: a minute each
_PLANTED_DEALS = 20
_LEVEL = 0.05
_SIZES = ((3, 5), (6, 8), (9, 12), (13, 30))
_LOST = (ChangeVerdict.SHRANK, ChangeVerdict.VANISHED)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Rounds dealt at random: how many things were compared with an interval, and called changed."""

    way: str
    what: str
    deals: int
    people_a_side: int
    compared: int
    called_changed: int
    share: float


@dataclass(frozen=True, slots=True)
class Planted:
    """Everybody who speaks of a theme taken out of the later round: how often that theme is said to have gone."""

    way: str
    speakers_before: str
    planted: int
    found: int
    share: float
    others_called_changed: float


@dataclass(frozen=True, slots=True)
class Matched:
    """Themes of two halves, analysed each by itself: how many have a like in the other by meaning."""

    deal: int
    themes_first: int
    themes_second: int
    matched: int
    too_loose: int


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """Section "rounds"."""

    interviews: int
    unchanged: tuple[Unchanged, ...]
    planted: tuple[Planted, ...]
    matched: tuple[Matched, ...]
    bars: tuple[Bar, ...]


def measure() -> RoundFigures:
    """Raises `DataAbsent`."""
    bench, transcripts = Workbench(), read_study(_STUDY)[:_INTERVIEWS]
    whole = bench.analyse(transcripts)
    unchanged, planted = [*_unchanged(whole)], [*_planted(whole)]
    apart, matched, found = _apart(bench, transcripts)
    unchanged += apart
    planted.append(found)
    told = [row for row in unchanged if row.what == "all"]
    return RoundFigures(
        interviews=len(transcripts),
        unchanged=tuple(unchanged),
        planted=tuple(planted),
        matched=tuple(matched),
        bars=(
            *(bar(f"{row.way}: called changed where nothing changed", row.share, _LEVEL, _LEVEL / 2,
                  lower_is_better=True) for row in told),
            *(bar(f"{row.way}: found of planted, {row.speakers_before} speakers before", row.share, 0.5, 0.8)
              for row in planted if not row.speakers_before.startswith("3 ")),
        ),
    )  # fmt: skip


def _halves(whole: Sequence[Transcript], deal: int) -> tuple[list[TranscriptId], list[TranscriptId]]:
    ids = sorted(transcript.id for transcript in whole)
    order = random.Random(deal).sample(ids, len(ids))
    return sorted(order[: len(ids) // 2]), sorted(order[len(ids) // 2 :])


# one study, its themes shared


def _unchanged(whole: Analysis) -> Iterator[Unchanged]:
    found = []
    for deal in range(_DEALS):
        first, second = (round_of(whole, "half", transcripts=half) for half in _halves(whole.transcripts, deal))
        found.append(compare(first, second, same_study=True))
    yield from _rows("one study", found)


def _rows(way: str, found: Sequence[Comparison]) -> Iterator[Unchanged]:
    for what in ("all", *(item.value for item in What)):
        changes = [c for one in found for c in one.changes if what in ("all", c.what.value) and c.interval is not None]
        called = sum(change.verdict in CLEAR for change in changes)
        if changes:
            yield Unchanged(
                way, what, len(found), min(found[0].n_people), len(changes), called, called / len(changes)
            )  # fmt: skip


def _planted(whole: Analysis) -> Iterator[Planted]:
    """By how many spoke of it in the earlier round, in which everybody stays."""
    outcomes: list[tuple[int, bool, float]] = []
    for deal in range(_PLANTED_DEALS):
        one, other = _halves(whole.transcripts, deal)
        first = round_of(whole, "before", transcripts=one)
        for theme in first.themes:
            if len(theme.people) < _SIZES[0][0]:
                continue
            silent = frozenset(whole.person_by_id) - frozenset(whole.theme_by_id[theme.id].participants)
            second = round_of(whole, "after", transcripts=other, only=silent)
            found = compare(first, second, same_study=True)
            outcomes.append((len(theme.people), *_result(found, theme.id)))
    for low, high in _SIZES:
        here = [row for row in outcomes if low <= row[0] <= high]
        if here:
            hits, others = sum(row[1] for row in here), sum(row[2] for row in here) / len(here)
            yield Planted("one study", f"{low} to {high}", len(here), hits, hits / len(here), others)


def _result(found: Comparison, theme: str) -> tuple[bool, float]:
    """Whether the theme is said to have gone, and the share of all others that are called changed."""
    themes = [change for change in found.changes if change.what is What.THEME]
    is_lost = any(theme == change.ids[0] and change.verdict in _LOST for change in themes)
    others = [change for change in themes if theme != change.ids[0] and change.interval is not None]
    return is_lost, sum(change.verdict in CLEAR for change in others) / max(1, len(others))


# two folders, each with themes of its own


def _apart(bench: Workbench, transcripts: Sequence[Transcript]) -> tuple[list[Unchanged], list[Matched], Planted]:
    found, matched, results = [], [], []
    for deal in range(_DEALS_APART):
        halves = _halves(transcripts, deal)
        first, second = (bench.analyse([t for t in transcripts if t.id in half]) for half in halves)
        one, other = round_of(first, "before"), round_of(second, "after")
        comparison = compare(one, other, _space(bench, one, other), same_people=False)
        found.append(comparison)
        matched.append(_matched(deal, one, other, comparison))
        results.append(_planted_apart(bench, transcripts, halves[1], one, second))
    hits = sum(hit for hit, _ in results)
    others = sum(share for _, share in results) / len(results)
    planted = Planted("two folders", "9 to 30", len(results), hits, hits / len(results), others)
    return [*_rows("two folders", found)], matched, planted


def _planted_apart(
    bench: Workbench, transcripts: Sequence[Transcript], half: Sequence[TranscriptId], one: Round, second: Analysis
) -> tuple[bool, float]:
    """What most people of the first half speak of, of what at most half of the second do, taken out of the second.

    Who says the like of it there is found by the same measure; that half is then analysed without them.
    """
    other = round_of(second, "after")
    space = _space(bench, one, other)
    speakers = {theme.id: space.speakers(space.rows(theme.statements, first=True)) for theme in one.themes}
    known = {theme: who for theme, who in speakers.items() if who is not None and 0 < len(who[1]) <= len(half) / 2}
    theme = max(sorted(known), key=lambda name: len(known[name][0]))
    gone = known[theme][1]
    left = {s.transcript for s in second.statements if s.participant not in gone}
    after = bench.analyse([t for t in transcripts if t.id in left and t.id in half])
    later = round_of(after, "after")
    return _result(compare(one, later, _space(bench, one, later), same_people=False), theme)


def _space(bench: Workbench, one: Round, other: Round) -> Space:
    texts = {name: said.text or "" for side in (one, other) for name, said in sorted(side.statements.items())}
    vectors = bench.encoder.encode(list(texts.values()))
    return Space.of(one, other, dict(zip(texts, vectors, strict=True)))


def _matched(deal: int, one: Round, other: Round, comparison: Comparison) -> Matched:
    themes = [change for change in comparison.changes if change.what is What.THEME]
    return Matched(
        deal=deal,
        themes_first=sum(len(theme.people) > 1 for theme in one.themes),
        themes_second=sum(len(theme.people) > 1 for theme in other.themes),
        matched=sum(change.match.how is How.MEANING for change in themes),
        too_loose=sum(change.verdict is ChangeVerdict.LOOSE for change in themes),
    )
