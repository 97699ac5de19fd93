"""The phrases that could be a theme's name, and how many of its people stand behind each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from insightmine.domain.ids import ParticipantId
from insightmine.domain.themes import ANSWERS
from insightmine.themes.candidate import Candidate
from insightmine.themes.deeds import MOST_READ, Deeds, Form, form_of, most_said
from insightmine.themes.phrases import OPEN, Phrase
from insightmine.themes.side_by_side import pairs_of
from insightmine.themes.study import Material
from insightmine.themes.wording import EMPTY_NOUNS, PARTICLES

# Around so many of a theme's most shared things the deeds of the whole study are tried.
_THINGS = 6
# So many deeds and so many ways of doing things, those of most people, are put together.
_MOST_DEEDS, _MOST_WAYS = 12, 6
# What a word of one person alone takes from a phrase's promise.
_ALONE = 0.7
# So many of a theme's people must speak of a thing for it to be what they mean by `it`.
_MEANT = 0.4
# A thing that so many of the group are asked after, and so much more often than others, is what they answer to.
_ANSWERED, _ASKED_HERE = 1 / 3, 0.6
# An empty noun that so much more of this group than of the rest speak of, and so many of it, says something here.
_ITS_OWN, _OFTEN = 0.8, 0.125
# How many of the phrases around one thing are looked at.
_SAME_THING = 14

_T = TypeVar("_T", str, tuple[str, str])


def candidates_of(
    material: Material, rows: Sequence[int], telling: Mapping[str, float], deeds: Deeds
) -> list[Candidate]:
    """The phrases of a group of rows, the most promising first: what several people say, in telling words.

    `telling` weighs the group's lemmas. To what is said in the group come deeds with its most shared things that are
    said elsewhere in the study, by a verb that is said here too. A thing that is theirs only because they were asked
    about it is what they answer to.
    """
    group = _Group(material, rows, telling, deeds)
    said: defaultdict[Form, Counter[Phrase]] = defaultdict(Counter)
    sayers: defaultdict[tuple[str, ...], set[ParticipantId]] = defaultdict(set)
    for row in rows[:MOST_READ]:  # rows stand by statement id, in no order of meaning: a fair sample
        for phrase in material.phrases(row):
            if phrase.head != OPEN and group.says_something(phrase):
                said[group.form(phrase)][phrase] += 1
                sayers[group.pair(phrase)].add(material.participants[row])
    for phrase in group.composed():
        said.setdefault(group.form(phrase), Counter({phrase: 1}))
    for thing in group.things()[:_THINGS]:
        for phrase in deeds.around(thing):
            if group.form(phrase) not in said and group.uses(phrase) and group.says_something(phrase):
                said[group.form(phrase)][phrase] += 1
    phrases = [most_said(forms) if any(form.verb for form in forms) else _plural(forms) for forms in said.values()]
    found = [group.candidate(phrase, len(sayers.get(group.pair(phrase), ()))) for phrase in phrases]
    found += [group.joined(*pair) for pair in pairs_of(found) if group.is_of_two(*pair)]
    found = _with_answers(found, group.answers())
    found.sort(key=lambda c: (-round(c.telling * (0.1 + c.people + 2 * c.said) * _ALONE**c.lone, 6), c.phrase.text))
    return list(_varied(found, material))


def _with_answers(said: Iterable[Candidate], asked: Iterable[Candidate]) -> list[Candidate]:
    """What is said and what is asked after, each once; what the questions alone lend to the group is asked after."""
    found = [replace(c, phrase=replace(c.phrase, text=ANSWERS + c.phrase.text)) if c.is_lent else c for c in said]
    known = {candidate.phrase.text for candidate in found}
    return [*found, *(candidate for candidate in asked if candidate.phrase.text not in known)]


def _several(who: Mapping[_T, set[ParticipantId]]) -> list[_T]:
    """What several people do, what most do first."""
    return sorted((item for item, people in who.items() if len(people) > 1), key=lambda item: (-len(who[item]), item))


def _plural(forms: Counter[Phrase]) -> Phrase:
    """Of the forms of a thing the most frequent, or its plural where that is said at least a third as often."""
    best = most_said(forms)
    plurals = [form for form in forms if form.text == best.text + "s" and 3 * forms[form] >= forms[best]]
    return plurals[0] if plurals else best


def _varied(candidates: Sequence[Candidate], material: Material) -> Iterator[Candidate]:
    """Without the many ways in which one thing is spoken of."""
    about: Counter[str] = Counter()
    for candidate in candidates:
        thing = material.family_of(candidate.phrase.head or candidate.phrase.verb)
        about[thing] += 1
        if about[thing] <= _SAME_THING:
            yield candidate


class _Group:
    """A group of rows and who uses which of its words."""

    def __init__(self, material: Material, rows: Sequence[int], telling: Mapping[str, float], deeds: Deeds) -> None:
        self._material, self._rows, self._telling, self._deeds = material, rows, telling, deeds
        self._n_people = len(material.people_of(rows))

    def form(self, phrase: Phrase) -> Form:
        """What makes two phrases the same."""
        return form_of(phrase, self._material)

    def pair(self, phrase: Phrase) -> tuple[str, ...]:
        """What is done to what, whatever the details."""
        family = self._material.family_of
        return (family(phrase.verb), family(phrase.head)) if phrase.verb and phrase.head else self.form(phrase)[0]

    def says_something(self, phrase: Phrase) -> bool:
        """Whether a phrase names more than an empty noun, or one that is this group's own: `parts`."""
        if phrase.head not in EMPTY_NOUNS or not {*phrase.key} <= {phrase.verb, phrase.head}:
            return True
        if phrase.head not in self._own_words:
            family = self._material.family_of(phrase.head)
            here = len(self._rows_with.get(family, ()))
            is_own = self._deeds.own(family, here, len(self._rows)) >= _ITS_OWN
            self._own_words[phrase.head] = is_own and here >= _OFTEN * len(self._rows)
        return self._own_words[phrase.head]

    @cached_property
    def _own_words(self) -> dict[str, bool]:
        return {}

    def things(self) -> list[str]:
        """The families of words that most people use and several do, telling ones first among equals."""
        counts = {family: len(self._users(family)) for family in self._rows_with}
        several = [family for family, n in counts.items() if n > 1 or self._n_people == 1]
        return sorted(several, key=lambda family: (-counts[family] * self._weight(family), family))

    def composed(self) -> Iterator[Phrase]:
        """What nobody says in one breath and several say in two: `typing it in` with what most of them speak of.

        And what several of them do, alone and with how or when several do something: `booking ahead`. Of either so
        many as most people say.
        """
        doing: defaultdict[str, set[ParticipantId]] = defaultdict(set)
        deeds: defaultdict[tuple[str, str], set[ParticipantId]] = defaultdict(set)
        manners: defaultdict[str, set[ParticipantId]] = defaultdict(set)
        phrase_of: dict[str, Phrase] = {}
        for row in self._rows[:MOST_READ]:
            person = self._material.participants[row]
            for phrase in self._material.phrases(row):
                if phrase.head == OPEN:
                    phrase_of[phrase.text] = phrase
                    doing[phrase.text].add(person)
            done, ways = self._material.ways(row)
            for deed in done:
                deeds[deed].add(person)
            for way in ways:
                manners[way].add(person)
        for gerund, verb in _several(deeds)[:_MOST_DEEDS]:
            yield Phrase(gerund, (verb,), verb)
        yield from self._filled_in(phrase_of[text] for text in _several(doing)[:_MOST_DEEDS])
        for gerund, verb in _several(deeds)[:_MOST_DEEDS]:
            for way in _several(manners)[:_MOST_WAYS]:
                yield Phrase(f"{gerund} {way}", (verb, way), verb)

    def _filled_in(self, phrases: Iterable[Phrase]) -> Iterator[Phrase]:
        """Deeds with `it`, done to what most people speak of."""
        for phrase in phrases:
            if self._meant is not None and self._material.family_of(self._meant[1]) not in self.form(phrase)[0]:
                text, noun = self._meant
                yield Phrase(phrase.text.replace(OPEN, text), (*phrase.key, noun), phrase.verb, noun)

    @cached_property
    def _meant(self) -> tuple[str, str] | None:
        """The thing that most people speak of, with its article, and its lemma."""
        for thing in self.things()[:1]:
            if len(self._users(thing)) >= _MEANT * self._n_people:
                said = Counter(
                    phrase
                    for row in self._rows[:MOST_READ]
                    for phrase in self._material.phrases(row)
                    if not phrase.is_verbal and len(phrase.key) == 1 and self._material.family_of(phrase.head) == thing
                )
                if said:
                    noun = most_said(said)
                    return noun.text if noun.text.endswith("s") else f"the {noun.text}", noun.head
        return None

    def uses(self, phrase: Phrase) -> bool:
        """Whether all the words of a phrase are said here, if not together."""
        if self._material.family_of(phrase.verb) == self._material.family_of(phrase.head):
            return False
        here = all(self._rows_with.get(self._material.family_of(lemma)) for lemma in phrase.key)
        return here and bool(self._rows_with.get(self._material.family_of(phrase.verb)))

    def candidate(self, phrase: Phrase, sayers: int) -> Candidate:
        """The phrase with its figures; `sayers` people do just that to it."""
        # `in` of `filling in` is no content word
        families = list(map(self._said_as, phrase.key))
        words = [family for family in families if family in self._rows_with] or families
        verb = self._material.family_of(phrase.verb)
        things = [family for family in words if family != verb and family not in PARTICLES] or words
        together = set.intersection(*(self._rows_with.get(family, set()) for family in words))
        about = self._material.family_of(phrase.head or phrase.verb)
        telling = sum(self._weight(family) for family in words)
        return Candidate(
            phrase=phrase,
            people=len(self._users(about)) / self._n_people,
            least=min(len(self._users(family)) for family in things) / self._n_people,
            own=max(self._deeds.own(word, len(self._rows_with.get(word, ())), len(self._rows)) for word in words),
            said=sayers / self._n_people,
            doing=len(self._users(verb)) / self._n_people if phrase.verb else 0.0,
            usual=self._deeds.usual(phrase.verb) if phrase.verb else 0.0,
            together=len(self._material.people_of(tuple(together))) / self._n_people,
            lone=sum(self._is_lone(family) for family in (things if phrase.head else words)),
            telling=telling / (len(words) + 1),
            statements=len(self._rows_with.get(about, ())) / len(self._rows),
            sayers=sayers,
            is_of_one=sayers <= 1 < self._n_people,
            holders=frozenset(self._rows_with.get(about, ())),
            thinnest=self._thinnest(words),
            voiced=self._voiced({about}),
        )

    def _said_as(self, lemma: str) -> str:
        """The family of a word; of one with a hyphen that of its end (`two-dimensional`)."""
        family = self._material.family_of(lemma)
        return family if family in self._rows_with else self._material.family_of(lemma.rpartition("-")[2])

    def answers(self) -> Iterator[Candidate]:
        """What many of the group answer to, whatever they say themselves: the two things most asked after, and both."""
        if self._n_people < 2:
            return
        subjects = self._deeds.subjects
        counts = Counter(thing for row in self._rows for thing in subjects.asked[row])
        own = {thing: subjects.own(thing, n, len(self._rows)) for thing, n in counts.items()}
        many = [thing for thing, n in counts.items() if n >= _ANSWERED * len(self._rows) and own[thing] >= _ASKED_HERE]
        asked = {thing: subjects.asked_here(thing, self._rows) for thing in many}
        many = [t for t in many if 2 * len(self._material.people_of(tuple(asked[t]))) >= self._n_people]
        many = sorted(many, key=lambda thing: (-round(counts[thing] * own[thing], 6), thing))[:2]
        for things in (many[:1], many[1:], many if len(many) == 2 else []):
            if things:
                yield self._answer(things, min(own[thing] for thing in things))

    def _answer(self, things: Sequence[str], own: float) -> Candidate:
        """Things that are asked after; who is asked after one or speaks of it holds it."""
        said = [self._rows_with.get(self._material.family_of(thing), set()) for thing in things]
        asked = [self._deeds.subjects.asked_here(thing, self._rows) for thing in things]
        asked = [answering | saying for answering, saying in zip(asked, said, strict=True)]
        holders = frozenset.union(*asked)
        text = " and ".join(self._deeds.subjects.as_asked(thing) for thing in things)
        shares = [len(self._material.people_of(tuple(rows))) / self._n_people for rows in asked]
        return Candidate(
            phrase=Phrase(ANSWERS + text, tuple(things), "", things[0]),
            people=len(self._material.people_of(tuple(holders))) / self._n_people,
            least=min(shares),
            own=own,
            said=0.0,
            doing=0.0,
            usual=0.0,
            together=min(shares),
            lone=0,
            telling=1.0,
            statements=len(holders) / len(self._rows),
            sayers=0,
            is_of_one=False,
            holders=holders,
            thinnest=min(map(len, asked)) / len(self._rows),
        )

    def is_of_two(self, first: Candidate, second: Candidate, _: Phrase) -> bool:
        """Whether the first words of both say different things."""
        family = self._material.family_of
        return family(first.phrase.key[0]) != family(second.phrase.key[0])

    def joined(self, first: Candidate, second: Candidate, phrase: Phrase) -> Candidate:
        """Two things side by side: what is left to say where no phrase joins them; `people` speak of either."""
        one, other = (self._rows_of(found, first.phrase.head == second.phrase.head) for found in (first, second))
        return Candidate(
            phrase=phrase,
            people=len(self._material.people_of(tuple(one | other))) / self._n_people,
            least=min(first.least, second.least),
            own=min(first.own, second.own),
            said=0.0,
            doing=0.0,
            usual=0.0,
            together=len(self._material.people_of(tuple(one & other))) / self._n_people,
            lone=0,
            telling=(first.telling + second.telling) * 2 / 3,
            statements=len(one | other) / len(self._rows),
            sayers=0,
            is_of_one=False,
            holders=frozenset(one | other),
            thinnest=self._thinnest(list(map(self._said_as, phrase.key))),
            voiced=self._voiced({self._material.family_of(found.phrase.head) for found in (first, second)}),
        )

    def _thinnest(self, words: Sequence[str]) -> float:
        """The share of the statements that use the rarest of these words."""
        return min((len(self._rows_with.get(word, ())) for word in words), default=0) / len(self._rows)

    def _voiced(self, families: Collection[str]) -> float:
        """The share of the statements that say any of these words themselves, whatever they answer."""
        family, lemmas = self._material.family_of, self._material.lemmas
        return sum(any(family(lemma) in families for lemma in lemmas[row]) for row in self._rows) / len(self._rows)

    def _rows_of(self, found: Candidate, by_kind: bool) -> set[int]:
        """The rows that speak of a thing; `by_kind` those that say its kind with it."""
        words = found.phrase.key if by_kind else (found.phrase.head,)
        return set.intersection(*(self._rows_with.get(self._material.family_of(word), set()) for word in words))

    def _is_lone(self, family: str) -> bool:
        """Whether one person alone says it; where there is only one person, in one statement alone."""
        if self._n_people == 1:
            return len(self._rows_with.get(family, ())) < min(2, len(self._rows))
        return len(self._users(family)) < 2

    def _weight(self, family: str) -> float:
        return self._weights.get(family, 0.0)

    @cached_property
    def _weights(self) -> dict[str, float]:
        found: dict[str, float] = {}
        for lemma, weight in self._telling.items():
            family = self._material.family_of(lemma)
            found[family] = max(found.get(family, 0.0), weight)
        return found

    def _users(self, family: str) -> tuple[ParticipantId, ...]:
        if family not in self._who:
            self._who[family] = self._material.people_of(tuple(self._rows_with.get(family, ())))
        return self._who[family]

    @cached_property
    def _who(self) -> dict[str, tuple[ParticipantId, ...]]:
        return {}

    @cached_property
    def _rows_with(self) -> dict[str, set[int]]:
        found: defaultdict[str, set[int]] = defaultdict(set)
        for row in self._rows:
            for lemma in self._deeds.subjects.lemmas[row]:
                found[self._material.family_of(lemma)].add(row)
        return dict(found)
