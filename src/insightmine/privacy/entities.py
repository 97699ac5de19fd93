"""A model's names of people, organisations and places -> which are to be replaced, by all their places together.

A model of this size takes many a word for a name. So nothing is decided at one place: a name is what it is taken for
most, it is none where the study writes it small, and what many people speak of is probably what the study is about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from insightmine.domain.identifiers import Entity, IdentifierKind
from insightmine.privacy.folding import key_of, without_possessive, word_matches
from insightmine.privacy.name_use import acts_like_a_person, is_a_thing, starts_sentence
from insightmine.privacy.small_names import FIRST_NAMES
from insightmine.privacy.study_words import StudyWords
from insightmine.privacy.word_lists import (
    AMBIGUOUS_NAMES,
    INTERJECTIONS,
    LABEL_WORDS,
    ORGANISATION_WORDS,
    WELL_KNOWN,
    WIDE_PLACES,
)

_KINDS = {
    "PERSON": IdentifierKind.PERSON,
    "ORG": IdentifierKind.ORGANISATION,
    "GPE": IdentifierKind.PLACE,
    "LOC": IdentifierKind.PLACE,
    "FAC": IdentifierKind.PLACE,
}
_AGAINST = ("PRODUCT", "WORK_OF_ART", "NORP", "EVENT", "LAW", "LANGUAGE")
_LEADING = re.compile(
    r"^(?:the|a|an|this|that|my|our|your|his|her|their|mr|mrs|ms|miss|dr|prof|professor)\.?\s+", re.IGNORECASE
)
_NO_NAME = re.compile(r"[xX*_]+|.*(.)\1\1.*")  # masks, and sounds that are drawn out
_EDGES = " \t\n.,;:!?\"'“”‘’()[]-–—…"
_MOST_WORDS = 5
_LEAST_SHARE = 0.34  # of its places at which a model must take a single word for a name
_SURE_SHARE = 0.6
_THING_SHARE = 0.25
_MANY, _MANY_SHARE = 3, 0.2  # of the people: so many speak of what a study is about


@dataclass(slots=True)
class Votes:
    """What one name was taken for, at how many places, and the ways in which it is written."""

    kinds: Counter[str] = field(default_factory=Counter)
    inside: int = 0  # of them inside a sentence, where a capital says something
    things: int = 0  # of them where it is a thing: "a WebView", "the Kiosk app"
    acts: int = 0  # of them where the name does what people do: "Siobhan said"
    written: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Judged:
    """A name, what it names, whether it is to be replaced, and why."""

    text: str
    kind: IdentifierKind
    replaced: bool
    reason: str


def clean_entity(text: str, entity: Entity) -> tuple[int, int] | None:
    """The span of the name itself, without articles, titles and marks; `None` where none is left."""
    start, end = entity.start, entity.end
    name = text[start:end]
    if "\n" in name:
        end = start + name.index("\n")
    while start < end and text[start] in _EDGES:
        start += 1
    leading = _LEADING.match(text[start:end])
    start += len(leading.group()) if leading else 0
    end = start + len(without_possessive(text[start:end].rstrip(_EDGES)))
    name = text[start:end]
    words = word_matches(name)
    if not words or len(words) > _MOST_WORDS or not name[0].isupper() or any(c.isdigit() for c in name):
        return None
    if all(key_of(word.group()) in INTERJECTIONS or _NO_NAME.fullmatch(word.group()) for word in words):
        return None
    return start, end


def count_votes(
    votes: dict[str, Votes], text: str, entities: Sequence[Entity], taken: Sequence[tuple[int, int]]
) -> None:
    """Add what the model says of one text; what lies in `taken` spans is settled otherwise."""
    for entity in entities:
        span = clean_entity(text, entity) if entity.label in _KINDS or entity.label in _AGAINST else None
        if span is None or any(span[0] < end and start < span[1] for start, end in taken):
            continue
        name = text[span[0] : span[1]]
        vote = votes.setdefault(key_of(name), Votes())
        acts = acts_like_a_person(text, span[0], span[1])
        kind = IdentifierKind.PERSON if acts and entity.label in _KINDS else _KINDS.get(entity.label)
        vote.kinds[kind.value if kind is not None else ""] += 1
        vote.inside += not starts_sentence(text, span[0])
        vote.acts += acts
        vote.things += is_a_thing(text, span[0], span[1], person=kind is IdentifierKind.PERSON)
        vote.written[" ".join(name.split())] += 1


def judge_entities(
    votes: Mapping[str, Votes], places: Mapping[str, int], speakers: Mapping[str, int], n_people: int, words: StudyWords
) -> Iterator[Judged]:
    """The names worth a row, by key. `places` counts where each key stands in the study, `speakers` who says it."""
    for key in sorted(votes):
        kind = _kind_of(votes[key])
        if kind is None or is_nobodys(key, words, sum(votes[key].kinds.values())):
            continue
        text = min(votes[key].written, key=lambda form: (-votes[key].written[form], form))
        reason = _doubt(key, text, kind, votes[key], places.get(key, 0), speakers.get(key, 0), n_people)
        yield Judged(text, kind, not reason, reason)


def _kind_of(votes: Votes) -> IdentifierKind | None:
    """What most of its places say; `None` where most take it for a product, a language or a people."""
    ranked = sorted(votes.kinds.items(), key=lambda item: (-item[1], item[0]))
    value = ranked[0][0]
    return IdentifierKind(value) if value else None


def is_nobodys(key: str, words: StudyWords, n_votes: int = 0, *, employer: bool = False) -> bool:
    """Whether a name is everybody's: a country, a well-known product, a word that the study writes small too.

    An `employer` may be a firm that everybody knows.
    """
    parts = [word.group() for word in word_matches(key)]
    everybodys = key in WIDE_PLACES or (key in WELL_KNOWN and not employer)
    if everybodys or len(key) < 2 or parts[0] in ("i", "we", "you", "it"):
        return True
    small = [words.small[part] > max(1, words.capital[part]) and part not in AMBIGUOUS_NAMES for part in parts]
    known = [(part in WELL_KNOWN and not employer) or part in WIDE_PLACES or part in LABEL_WORDS for part in parts]
    if all(one or two for one, two in zip(known, small, strict=True)):
        return not any(part in ORGANISATION_WORDS for part in parts) or all(small)
    if len(parts) == 1:
        return words.small[key] > 0 and key not in AMBIGUOUS_NAMES and words.small[key] >= n_votes
    return False


def is_said_by_many(speakers: int, n_people: int) -> bool:
    """Whether so many people of a study say a name that it is probably what the study is about."""
    return speakers >= max(_MANY, _MANY_SHARE * n_people)


def _doubt(key: str, text: str, kind: IdentifierKind, votes: Votes, places: int, speakers: int, n_people: int) -> str:
    """Why a name is better looked at by a person first; empty where it is not."""
    parts = [word.group() for word in word_matches(key)]
    share = votes.kinds[kind.value] / max(places, sum(votes.kinds.values()), 1)
    is_full = len(parts) > 1
    if not is_full and not votes.inside and not votes.acts:
        return "only at the start of sentences"
    if any(part in WELL_KNOWN for part in parts):
        return "it holds the name of a well-known product"
    if votes.things and votes.things >= _THING_SHARE * sum(votes.kinds.values()):
        return "it is spoken of as a thing: perhaps a product"
    is_somebody = kind is IdentifierKind.PERSON and (
        is_full or key in FIRST_NAMES or (votes.acts and share >= _SURE_SHARE)
    )
    if is_said_by_many(speakers, n_people) and not is_somebody:
        return f"{speakers} people say it: perhaps what the study is about"
    if kind is IdentifierKind.ORGANISATION and text.isupper() and len(text) <= 5:
        return "an abbreviation"
    is_sure = is_full if kind is not IdentifierKind.ORGANISATION else any(part in ORGANISATION_WORDS for part in parts)
    return "" if is_sure or share >= _LEAST_SHARE else "seldom read as a name"
