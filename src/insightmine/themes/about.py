"""Signals -> the phrase that most of a signal's supporters say, where that tells more than the name of the theme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from insightmine.domain.content_words import stems
from insightmine.domain.grammar import Annotation
from insightmine.domain.ids import ParticipantId, StatementId, ThemeId
from insightmine.domain.judgements import Judgement
from insightmine.domain.signals import Signal
from insightmine.domain.speech import Statement, Transcript
from insightmine.domain.themes import ANSWERS, Theme
from insightmine.engines import Vectors
from insightmine.themes.candidates import candidates_of
from insightmine.themes.deeds import Deeds
from insightmine.themes.phrases import Phrase
from insightmine.themes.study import Material, gather
from insightmine.themes.telling import telling_words

_AND = " and "
# More than so many of the supporters say it, in so many of their statements; one alone in more than half of them.
_MOST, _SOME = 0.5, 0.25
_FEWEST = 2
# And its words are said so much more often there than in the rest of the study.
_OWN = 0.6
# Words that agree in so many letters are one.
_LETTERS = 4
# ISSN, ORCID: written with capitals in a sentence that is not; what somebody blacked out is one letter again and again.
_ACRONYM = re.compile(r"(?<![\[\w])(?!(\w)\1+\b)[A-Z]{3,6}(?![\]\w])")


def say_what_about(
    signals: Sequence[Signal],
    themes: Sequence[Theme],
    statements: Sequence[Statement],
    judgements: Sequence[Judgement],
    annotations: Mapping[StatementId, Annotation],
    vectors: Vectors,
    transcripts: Sequence[Transcript],
    heard: Sequence[Judgement] = (),
) -> tuple[Signal, ...]:
    """The signals, each with what its supporters speak of (`about`), where they have a phrase of their own.

    The arguments are those of `find_themes`, and the phrases those that could name a theme, of the supporting
    statements. A phrase of their own is said, all its words in one statement, by more than half of the supporters in at
    least a quarter of their statements, and more often than in the rest of the study; where one person alone supports,
    in two statements and more than half of them. Two things side by side are said by so many together, and each by
    several. It adds a word to the theme's name and is said by more of them, in more statements, than the name, unless
    it is the name and more ("Saturday mornings" of "Saturday and Friday"). Most have none.
    """
    if not signals:
        return ()
    material = gather(statements, judgements, annotations, vectors, transcripts, heard)
    groups = [sorted(material.row_of[name] for name in s.supporting if name in material.row_of) for s in signals]
    spoken = [group for group in groups if group]
    telling = iter(telling_words(material, spoken))
    deeds = Deeds(material, spoken)
    names: dict[ThemeId, str] = {theme.id: theme.name.removeprefix(ANSWERS) for theme in themes}
    return tuple(
        replace(signal, about=_about(names[signal.theme], _Supporters(material, rows, next(telling), deeds)))
        if rows
        else signal
        for signal, rows in zip(signals, groups, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Hold:
    """How far supporters say something: the shares of people and of statements; `least` say its rarest word."""

    people: float
    statements: float
    least: float

    @property
    def total(self) -> float:
        return round(self.people + self.statements + self.least, 6)


class _Supporters:
    """The supporting statements of a signal, as rows, and what could be said of them."""

    def __init__(self, material: Material, rows: Sequence[int], telling: Mapping[str, float], deeds: Deeds) -> None:
        self._material, self._rows, self._telling, self._deeds = material, rows, telling, deeds
        self._people = material.people_of(rows)
        self._families = {row: frozenset(map(material.family_of, material.lemmas[row])) for row in rows}
        self._said = {row: _beginnings(material.statements[row].text) for row in rows}

    def phrases(self) -> Iterator[Phrase]:
        """What could name them: the phrases of a theme's name, and acronyms."""
        found = (c.phrase for c in candidates_of(self._material, self._rows, self._telling, self._deeds))
        yield from (phrase for phrase in found if not phrase.text.startswith(ANSWERS))
        texts = {row: self._material.statements[row].text for row in self._rows}
        plain = (text for text in texts.values() if sum(map(str.islower, text)) > sum(map(str.isupper, text)))
        words = {match.group() for text in plain for match in _ACRONYM.finditer(text)} - self._labels()
        yield from (Phrase(word, (word.lower(),), "", word.lower()) for word in sorted(words))

    def own_hold(self, phrase: Phrase) -> _Hold | None:
        """How far they say a phrase; `None` where it is not theirs: of too few, or said elsewhere as well."""
        words = (phrase.verb, *phrase.key) if phrase.verb and phrase.verb not in phrase.key else phrase.key
        each = [self._rows_with(self._material.family_of(word)) for word in words]
        is_pair = _AND in phrase.text
        if not each or (phrase.verb and len(phrase.text.split()) == 1) or (is_pair and len(each) > 2):
            return None
        hold = self._hold(set.union(*each) if is_pair else set.intersection(*each), each)
        is_said = all(self._is_said_by_several(rows) for rows in each) and hold.people > _MOST
        if len(self._people) == 1:
            is_said = is_said and hold.statements > _MOST
        return hold if is_said and hold.statements >= _SOME and self._is_own(words, each, is_pair=is_pair) else None

    def hold_of_name(self, name: str) -> _Hold:
        """How far they say the name of their theme; of two things side by side, either."""
        halves = [half for half in map(_beginnings, name.split(_AND)) if half]
        return self._hold({row for row in self._rows if any(half <= self._said[row] for half in halves)}, [])

    def _labels(self) -> set[str]:
        """Words of speakers' names, as they are written."""
        labels = {turn.speaker or "" for transcript in self._material.transcripts for turn in transcript.turns}
        return {word for label in labels | {*self._material.everybody} for word in re.findall(r"\w+", label)}

    def _rows_with(self, family: str) -> set[int]:
        return {row for row in self._rows if family in self._families[row]}

    def _is_said_by_several(self, rows: set[int]) -> bool:
        """By two people; where one alone supports, in two statements."""
        said = rows if len(self._people) == 1 else self._material.people_of(tuple(rows))
        return len(said) >= _FEWEST

    def _is_own(self, words: Sequence[str], each: Sequence[set[int]], *, is_pair: bool) -> bool:
        """Whether its most particular word, or each of two things, is said less elsewhere."""
        family, size = self._material.family_of, len(self._rows)
        own = [self._deeds.own(family(word), len(rows), size) for word, rows in zip(words, each, strict=True)]
        return (min(own) if is_pair else max(own)) >= _OWN

    def _hold(self, rows: set[int], each: Sequence[set[int]]) -> _Hold:
        people: list[tuple[ParticipantId, ...]] = [self._material.people_of(tuple(some)) for some in (rows, *each)]
        shares = [len(who) / len(self._people) for who in people]
        return _Hold(shares[0], len(rows) / len(self._rows), min(shares))


def _about(name: str, said: _Supporters) -> str | None:
    """The phrase that most of them say, of those that tell more than the name; the longest of equals."""
    known, named = said.hold_of_name(name), _beginnings(name)
    found: list[tuple[float, int, str]] = []
    for phrase in said.phrases():
        hold = said.own_hold(phrase)
        if hold is None or not all(_beginnings(half) - named for half in phrase.text.split(_AND)):
            continue
        is_more = (hold.people, hold.statements) > (known.people, known.statements)
        if is_more or _beginnings(phrase.text) & named:
            found.append((-hold.total, -len(phrase.text.split()), phrase.text))
    return min(found)[2] if found else None


def _beginnings(text: str) -> frozenset[str]:
    """How its content words begin, so that `sorting` and `sort` are one."""
    return frozenset(stem[:_LETTERS] for stem in stems(text))
