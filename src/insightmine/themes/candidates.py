"""The phrases that could be a theme's name, and how many of its people stand behind each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from insightmine.domain.ids import ParticipantId
from insightmine.themes.phrases import OPEN, Phrase
from insightmine.themes.study import Material
from insightmine.themes.wording import PARTICLES

# Of a larger group so many statements are read for phrases, which bounds the time.
_MOST_READ = 400
# Around so many of a theme's most shared things the deeds of the whole study are tried.
_THINGS = 6
# A deed of this share of the study's people is as usual as can be.
_USUAL = 0.4
# So many of the things that most of a theme speak of are put side by side.
_JOINED = 4
# What a word of one person alone takes from a phrase's promise.
_ALONE = 0.7
# So many of a theme's people must speak of a thing for it to be what they mean by `it`.
_MEANT = 0.4
# How many of the phrases around one thing are looked at.
_SAME_THING = 14

_T = TypeVar("_T")
_Form = tuple[tuple[str, ...], str]  # the families of a phrase's content words, and the verb that it opens with


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase in the form in which it is said most, and the people behind its words, as shares of the theme's people.

    `people` use what it is about (its head; the verb, where it has none); `least` use the rarest word for a thing in
    it; `own` is how much more often its most particular word is said here than elsewhere; `said` name it, or do just
    this to it; `doing` use its verb, which is `usual` in the study (0 to 1); `together`
    is how many people say all its words in one breath. `lone` is how many of its words are one person's own, and
    `telling` how much its words set the theme apart.
    """

    phrase: Phrase
    people: float
    least: float
    own: float
    said: float
    doing: float
    usual: float
    together: int
    lone: int
    telling: float
    worth: float = 0.0

    @property
    def n_words(self) -> int:
        """Its length in words."""
        return len(self.phrase.text.split())

    @property
    def is_pair(self) -> bool:
        """Whether it is two things side by side."""
        return " and " in self.phrase.text

    @property
    def is_shared(self) -> bool:
        """Whether none of its words is one person's own."""
        return self.lone == 0


class Deeds:
    """What the people of a study do with each thing, by the family of the thing."""

    def __init__(self, material: Material, groups: Sequence[Sequence[int]]) -> None:
        self._material = material
        self._with: defaultdict[str, Counter[Phrase]] = defaultdict(Counter)
        self._doers: defaultdict[str, set[ParticipantId]] = defaultdict(set)
        self._everywhere = Counter(
            word for lemmas in material.lemmas for word in {material.family_of(lemma) for lemma in lemmas}
        )
        family = material.family_of
        for rows in groups:
            for row in rows[:_MOST_READ]:
                for phrase in material.phrases(row):
                    is_simple = phrase.is_verbal and phrase.key in {(phrase.head,), (phrase.verb, phrase.head)}
                    if phrase.verb:
                        self._doers[phrase.verb].add(material.participants[row])
                    if phrase.head and is_simple:
                        self._with[family(phrase.head)][phrase] += 1

    def own(self, word: str, here: int, n_here: int) -> float:
        """How much more often a word is said in `n_here` statements than in the rest of the study, 0 to 1.

        1 where nobody else says it, 0 where it is as frequent elsewhere; `here` of the statements have it.
        """
        n_rest = max(1, len(self._material) - n_here)
        elsewhere = (self._everywhere.get(word, here) - here) / n_rest
        return max(0.0, 1 - elsewhere * n_here / here) if here else 0.0

    def usual(self, verb: str) -> float:
        """How usual a deed is in the study, 0 to 1: 1 where two fifths of its people do it, with whatever."""
        return min(1.0, len(self._doers.get(verb, ())) / max(2.0, _USUAL * len(self._material.everybody)))

    def around(self, thing: str) -> Iterator[Phrase]:
        """The deeds with a thing of this family, each in its most frequent form."""
        forms: defaultdict[_Form, Counter[Phrase]] = defaultdict(Counter)
        for phrase, count in self._with.get(thing, {}).items():
            forms[tuple(map(self._material.family_of, phrase.key)), _opening(phrase)][phrase] += count
        for counts in forms.values():
            yield _most_said(counts)


def candidates_of(
    material: Material, rows: Sequence[int], telling: Mapping[str, float], deeds: Deeds
) -> list[Candidate]:
    """The phrases of a group of rows, the most promising first: what several people say, in telling words.

    `telling` weighs the group's lemmas. To what is said in the group come deeds with its most shared things that are
    said elsewhere in the study, by a verb that is said here too.
    """
    group = _Group(material, rows, telling, deeds)
    said: defaultdict[_Form, Counter[Phrase]] = defaultdict(Counter)
    sayers: defaultdict[tuple[str, ...], set[ParticipantId]] = defaultdict(set)
    for row in rows[:_MOST_READ]:  # rows stand by statement id, in no order of meaning: a fair sample
        for phrase in material.phrases(row):
            if phrase.head != OPEN:
                said[group.form(phrase)][phrase] += 1
                sayers[group.pair(phrase)].add(material.participants[row])
    for phrase in group.composed():
        said.setdefault(group.form(phrase), Counter({phrase: 1}))
    for thing in group.things()[:_THINGS]:
        for phrase in deeds.around(thing):
            if group.form(phrase) not in said and group.uses(phrase):
                said[group.form(phrase)][phrase] += 1
    phrases = [_most_said(forms) for forms in said.values()]
    found = [group.candidate(phrase, len(sayers.get(group.pair(phrase), ()))) for phrase in phrases]
    found += group.joined(found)
    found.sort(key=lambda c: (-round(c.telling * (0.1 + c.people + 2 * c.said) * _ALONE**c.lone, 6), c.phrase.text))
    return list(_varied(found, material))


def _opening(phrase: Phrase) -> str:
    return phrase.text.partition(" ")[0] if phrase.is_verbal else ""


def _several(who: Mapping[_T, set[ParticipantId]]) -> list[_T]:
    """What several people do."""
    return [item for item, people in who.items() if len(people) > 1]


def _most_said(forms: Counter[Phrase]) -> Phrase:
    return min(forms, key=lambda form: (-forms[form], len(form.text), form.text))


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

    def form(self, phrase: Phrase) -> _Form:
        """What makes two phrases the same."""
        return tuple(map(self._material.family_of, phrase.key)), _opening(phrase)

    def pair(self, phrase: Phrase) -> tuple[str, ...]:
        """What is done to what, whatever the details."""
        family = self._material.family_of
        return (family(phrase.verb), family(phrase.head)) if phrase.verb and phrase.head else self.form(phrase)[0]

    def things(self) -> list[str]:
        """The families of words that most people use and several do, telling ones first among equals."""
        counts = {family: len(self._users(family)) for family in self._rows_with}
        several = [family for family, n in counts.items() if n > 1 or self._n_people == 1]
        return sorted(several, key=lambda family: (-counts[family] * self._weight(family), family))

    def composed(self) -> Iterator[Phrase]:
        """What nobody says in one breath and several say in two: `typing it in` with what most of them speak of.

        And what several of them do, with how or when several do something: `booking ahead`.
        """
        doing: defaultdict[Phrase, set[ParticipantId]] = defaultdict(set)
        deeds: defaultdict[tuple[str, str], set[ParticipantId]] = defaultdict(set)
        manners: defaultdict[str, set[ParticipantId]] = defaultdict(set)
        for row in self._rows[:_MOST_READ]:
            person = self._material.participants[row]
            for phrase in self._material.phrases(row):
                if phrase.head == OPEN:
                    doing[phrase].add(person)
            done, ways = self._material.ways(row)
            for deed in done:
                deeds[deed].add(person)
            for way in ways:
                manners[way].add(person)
        for phrase in sorted(_several(doing), key=lambda phrase: phrase.text):
            if self._meant is not None and self._material.family_of(self._meant[1]) not in self.form(phrase)[0]:
                text, noun = self._meant
                yield Phrase(phrase.text.replace(OPEN, text), (*phrase.key, noun), phrase.verb, noun)
        for gerund, verb in sorted(_several(deeds)):
            for way in sorted(_several(manners)):
                yield Phrase(f"{gerund} {way}", (verb, way), verb)

    @cached_property
    def _meant(self) -> tuple[str, str] | None:
        """The thing that most people speak of, with its article, and its lemma."""
        for thing in self.things()[:1]:
            if len(self._users(thing)) >= _MEANT * self._n_people:
                said = Counter(
                    phrase
                    for row in self._rows[:_MOST_READ]
                    for phrase in self._material.phrases(row)
                    if not phrase.is_verbal and len(phrase.key) == 1 and self._material.family_of(phrase.head) == thing
                )
                if said:
                    noun = _most_said(said)
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
        families = list(map(self._material.family_of, phrase.key))
        words = [family for family in families if family in self._rows_with] or families
        verb = self._material.family_of(phrase.verb)
        things = [family for family in words if family != verb and family not in PARTICLES] or words
        together = set.intersection(*(self._rows_with.get(family, set()) for family in words))
        about = len(self._users(self._material.family_of(phrase.head or phrase.verb)))
        telling = sum(self._weight(family) for family in words)
        return Candidate(
            phrase=phrase,
            people=about / self._n_people,
            least=min(len(self._users(family)) for family in things) / self._n_people,
            own=max(self._deeds.own(word, len(self._rows_with.get(word, ())), len(self._rows)) for word in words),
            said=sayers / self._n_people,
            doing=len(self._users(verb)) / self._n_people if phrase.verb else 0.0,
            usual=self._deeds.usual(phrase.verb) if phrase.verb else 0.0,
            together=len(self._material.people_of(tuple(together))),
            lone=sum(self._is_lone(family) for family in (things if phrase.head else words)),
            telling=telling / (len(words) + 1),
        )

    def joined(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Two things that several people speak of, side by side: what is left to say where no phrase joins them."""
        things = [c for c in candidates if c.n_words == 1 and c.is_shared and not c.phrase.verb]
        things.sort(key=lambda c: (-round(c.people * c.telling, 6), c.phrase.text))
        pairs = [(c, d) for i, c in enumerate(things[:_JOINED]) for d in things[i + 1 : _JOINED]]
        return [
            Candidate(
                phrase=Phrase(
                    f"{c.phrase.text} and {d.phrase.text}", (*c.phrase.key, *d.phrase.key), "", c.phrase.head
                ),
                people=c.people,
                own=max(c.own, d.own),
                least=min(c.least, d.least),
                said=0.0,
                doing=0.0,
                usual=0.0,
                together=0,
                lone=0,
                telling=(c.telling + d.telling) * 2 / 3,
            )
            for c, d in pairs
            if self._material.family_of(c.phrase.head) != self._material.family_of(d.phrase.head)
        ]

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
            for lemma in self._material.lemmas[row]:
                found[self._material.family_of(lemma)].add(row)
        return dict(found)
