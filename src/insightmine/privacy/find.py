"""Transcripts -> the list of what identifies somebody in them: four passes, each over the whole study."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from insightmine.config import PersonRow
from insightmine.domain.identifiers import Entity, Found, FoundBy, Identifier, IdentifierKind
from insightmine.domain.speech import Transcript
from insightmine.engines import PatternFinder
from insightmine.privacy.cues import LIKE_A_COMPANY, find_cues, unknown_names
from insightmine.privacy.entities import Votes, count_votes, is_nobodys, is_said_by_many, judge_entities
from insightmine.privacy.file_names import identities_in_files
from insightmine.privacy.folding import key_of, word_matches
from insightmine.privacy.known_names import Identity, forms_of, known_identities, names_of_address
from insightmine.privacy.listing import Lead, listed_rows
from insightmine.privacy.matching import Matcher
from insightmine.privacy.name_use import acts_like_a_person, is_a_thing
from insightmine.privacy.patterns import find_patterns
from insightmine.privacy.spoken import letters_of
from insightmine.privacy.study_words import StudyWords, common_words, is_cased, is_english, other_texts, voices_of
from insightmine.privacy.word_lists import WELL_KNOWN

EntitiesOf = Callable[[Sequence[str]], dict[str, tuple[Entity, ...]]]


@dataclass(frozen=True, slots=True)
class Finders:
    """What the passes need from outside: names by a model, patterns, and which labels are no names.

    `entities_of` gives the names in each text; `is_generic` says of a label that it names a role or is a code.
    """

    entities_of: EntitiesOf
    patterns: PatternFinder
    is_generic: Callable[[str], bool]


def find_identifiers(
    transcripts: Sequence[Transcript],
    people: Sequence[PersonRow],
    finders: Finders,
    known: Sequence[Identifier] = (),
) -> tuple[Found, ...]:
    """Every place in the turns of what identifies somebody, by transcript, turn and start; places do not overlap.

    `transcripts` bear roles and participants already, `people` are the rows of participants.csv, `known` those of
    redactions.csv, which win. What is found but not sure has the treatment `keep`: it is on the list for review. The
    order of the transcripts changes nothing. This is the door for those who measure, tests and benchmarks: the product
    puts pseudonyms at the same places, by the same list, words and matcher (`list_identifiers`, then `Replacer`).
    """
    listed = list_identifiers(transcripts, people, finders, known)
    matcher = Matcher(listed, common_words(transcripts))
    return tuple(
        Found(
            transcript.id, turn.index, hit.start, hit.end,
            hit.identifier.kind, hit.identifier.found_by, hit.identifier.treatment,
        )
        for transcript in sorted(transcripts, key=lambda transcript: transcript.id)
        for turn in transcript.turns
        for hit in matcher.find(turn.text)
    )  # fmt: skip


def list_identifiers(
    transcripts: Sequence[Transcript],
    people: Sequence[PersonRow],
    finders: Finders,
    known: Sequence[Identifier] = (),
    taken: Iterable[str] = (),
) -> tuple[Identifier, ...]:
    """The rows of redactions.csv: those that are `known` as they are, with new counts, then what is new.

    New rows come by kind and text. Pseudonyms go on counting from those that are there and those that are `taken`, in
    that order, so that no order of files changes any.
    """
    ordered = sorted(transcripts, key=lambda transcript: transcript.id)
    words = StudyWords(ordered)
    identities = list(known_identities(ordered, people, finders.is_generic, words.is_word))
    by_key: dict[str, Lead] = {}
    for identity in identities:
        for form in identity.forms:
            by_key.setdefault(key_of(form), Lead(form, identity.kind, FoundBy.KNOWN_NAME, True, identity.reason))
    for identity in list(identities_in_files(ordered, words, by_key.__contains__, finders.is_generic)):
        identities.append(identity)
        for form in identity.forms:
            by_key.setdefault(key_of(form), Lead(form, identity.kind, FoundBy.KNOWN_NAME, True, identity.reason))
    search = _Search(ordered, finders, words, by_key)
    identities += search.by_patterns()
    identities += search.by_cues()
    identities += search.by_entities()
    search.unknown()
    search.settle_sites()
    return listed_rows(ordered, known, by_key, identities, words, taken)


_JOINED_TO = re.compile(r"([^\W\d_]+),? (?:and|or) $")
_COMMON = 3  # times that a word stands in lower case, and is no name then
_LEAST_SITE = 5  # letters of a name that is looked for in the names of sites


class _Search:
    """The passes over what is said; each adds leads for what no earlier one found."""

    def __init__(
        self, transcripts: Sequence[Transcript], finders: Finders, words: StudyWords, leads: dict[str, Lead]
    ) -> None:
        self._transcripts, self._finders, self._words, self._leads = transcripts, finders, words, leads
        self._taken: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        self._others = other_texts(transcripts)
        self._texts = {text: [""] for text in self._others} | _texts_of(transcripts)

    def by_patterns(self) -> list[Identity]:
        """E-mail addresses, numbers, links, handles; and the names that addresses and spelling tell."""
        identities: list[Identity] = []
        spelt = {"".join(key.split()): key for key, lead in self._leads.items() if lead.kind is IdentifierKind.PERSON}
        for text in sorted(self._texts):
            for find in find_patterns(text, self._finders.patterns):
                self._taken[text].append((find.start, find.end))
                clear = " ".join(text[find.start : find.end].split())
                name = spelt.get(key_of(letters_of(clear))) if find.kind is IdentifierKind.NAME else None
                kind = IdentifierKind.PERSON if name else find.kind
                self._add(Lead(clear, kind, FoundBy.PATTERN, find.replaced, find.reason))
                identities.append(Identity((clear,), kind, pseudonym=None))
                if name:
                    identities[-1] = Identity((self._leads[name].text, clear), kind)
                if find.kind is IdentifierKind.EMAIL and "@" in clear:
                    identities += self._names_of_address(clear)
        return identities

    def _names_of_address(self, address: str) -> list[Identity]:
        forms = names_of_address(address.partition("@")[0])
        fresh = [form for form in forms if not self._words.is_word(key_of(form))]
        for form in fresh:
            self._add(Lead(form, IdentifierKind.PERSON, FoundBy.KNOWN_NAME, True, "in an e-mail address"))
        return [Identity(tuple(fresh))] if fresh else []

    def by_cues(self) -> list[Identity]:
        """What people say of their names, employers, homes and posts, and long numbers."""
        found: dict[str, Lead] = {}
        companies: list[tuple[str, tuple[int, int]]] = []
        for text in sorted(self._english() - set(self._others)):
            for cue in find_cues(text):
                clear = " ".join(text[cue.start : cue.end].split())
                if self._is_taken(text, cue.start, cue.end) or not self._says_something(clear, cue.kind):
                    continue
                if key_of(clear) not in self._leads:
                    found[key_of(clear)] = Lead(clear, cue.kind, FoundBy.CUE, cue.sure, cue.reason)
                    self._add(found[key_of(clear)])
                if cue.reason == LIKE_A_COMPANY:
                    companies.append((text, (cue.start, cue.end)))
        for text, span in companies:  # its parts are no names of their own
            self._taken[text].append(span)
        self._doubt_what_many_say(found)
        sure = (self._leads[key] for key in sorted(found) if self._leads[key].replaced)
        return [self._named(lead.text, lead.kind, FoundBy.CUE) for lead in sure]

    def _doubt_what_many_say(self, found: Mapping[str, Lead]) -> None:
        """What many people speak of is no employer of one of them, but probably the product, and is listed instead."""
        kinds = (IdentifierKind.ORGANISATION, IdentifierKind.PLACE)
        doubtful = {key: lead for key, lead in found.items() if lead.replaced and lead.kind in kinds}
        _, speakers = self._places(doubtful)
        for key, lead in doubtful.items():
            if is_said_by_many(speakers.get(key, 0), voices_of(self._transcripts)):
                reason = f"{speakers[key]} people say it: perhaps what the study is about"
                self._leads[key] = replace(lead, replaced=False, reason=reason)

    def _named(self, clear: str, kind: IdentifierKind, found_by: FoundBy) -> Identity:
        """The identity that a name tells of, with those parts of it that may stand for it; each is a lead."""
        identity = _identity_of(clear, kind)
        kept = (form for form in identity.forms[1:] if self._may_stand_alone(form))
        named = replace(identity, forms=(identity.forms[0], *kept))
        for form in named.forms[1:]:
            self._add(Lead(form, kind, found_by, True, "part of a name"))
        return named

    def _says_something(self, clear: str, kind: IdentifierKind) -> bool:
        """Whether words after a cue are a name: not a country, and no word that the study writes small."""
        if kind in (IdentifierKind.JOB, IdentifierKind.NUMBER):
            return True
        if clear.islower():
            return not any(self._words.small[word.group()] >= _COMMON for word in word_matches(key_of(clear)))
        return not is_nobodys(key_of(clear), self._words, employer=kind is IdentifierKind.ORGANISATION)

    def by_entities(self) -> list[Identity]:
        """What a model takes for names, judged by all places of each name together."""
        texts = sorted(self._english())
        entities = self._finders.entities_of(texts)
        votes: dict[str, Votes] = {}
        for text in texts:
            for _ in range(len(self._texts[text])):
                count_votes(votes, text, entities[text], self._taken.get(text, ()))
        fresh = {key: vote for key, vote in votes.items() if key not in self._leads}
        places, speakers = self._places(fresh)
        identities = []
        for judged in judge_entities(fresh, places, speakers, voices_of(self._transcripts), self._words):
            self._add(Lead(judged.text, judged.kind, FoundBy.ENTITY, judged.replaced, judged.reason))
            if judged.replaced:
                identities.append(self._named(judged.text, judged.kind, FoundBy.ENTITY))
        return identities

    def _may_stand_alone(self, form: str) -> bool:
        key = key_of(form)
        return len(key) > 2 and key not in WELL_KNOWN and not self._words.is_word(key) and self._words.small[key] < 2

    def _places(self, keys: Iterable[str]) -> tuple[Mapping[str, int], Mapping[str, int]]:
        """How often each name stands in the study with a capital, and how many people say it."""
        as_rows = [Lead(key, IdentifierKind.NAME, FoundBy.ENTITY, False, "").row for key in keys]
        matcher = Matcher(as_rows)
        places: Counter[str] = Counter()
        who: defaultdict[str, set[str]] = defaultdict(set)
        for text, voices in self._texts.items():
            for hit in matcher.find(text):
                places[hit.identifier.text] += len(voices)
                who[hit.identifier.text].update(voices)
        return places, {key: len(said) for key, said in who.items()}

    def unknown(self) -> None:
        """Names with a capital inside a sentence that nothing else explains: for a person to look at."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        written: defaultdict[str, Counter[str]] = defaultdict(Counter)
        people: set[str] = set()
        things: set[str] = set()
        known = {word.group() for key in self._leads for word in word_matches(key)}
        for transcript in self._transcripts:
            if not is_english(transcript) or not is_cased(transcript):
                continue
            for turn in transcript.turns:
                for start, end in unknown_names(turn.text):
                    key = key_of(turn.text[start:end])
                    if key in known or self._words.small[key] or self._is_taken(turn.text, start, end):
                        continue
                    if is_a_thing(turn.text, start, end, person=True):
                        things.add(key)
                    if acts_like_a_person(turn.text, start, end) or self._stands_beside_a_person(turn.text, start):
                        people.add(key)
                    found[key].add(turn.person_key or turn.speaker or "")
                    written[key][turn.text[start:end]] += 1
        for key in sorted(found):
            text = min(written[key], key=_by_frequency(written[key]))
            if key in people - things and not is_said_by_many(len(found[key]), voices_of(self._transcripts)):
                self._add(Lead(text, IdentifierKind.PERSON, FoundBy.CUE, True, "it is used as somebody’s name"))
                continue
            self._add(Lead(text, IdentifierKind.NAME, FoundBy.CUE, False, "a word with a capital that no list knows"))

    def _stands_beside_a_person(self, text: str, start: int) -> bool:
        """Whether a name is joined to somebody's: "Siobhan and Priyanka"."""
        before = _JOINED_TO.search(text[max(0, start - 40) : start])
        lead = self._leads.get(key_of(before.group(1))) if before else None
        return lead is not None and lead.replaced and lead.kind is IdentifierKind.PERSON

    def settle_sites(self) -> None:
        """A site that is called like somebody, or like the firm that somebody works for, leads there."""
        names = {"".join(key.split()) for key, lead in self._leads.items() if lead.replaced}
        names |= {
            key.split()[0]
            for key, lead in self._leads.items()
            if lead.kind is IdentifierKind.ORGANISATION and lead.replaced
        }
        names = {name for name in names if len(name) >= _LEAST_SITE and name.isalpha()}
        for lead in list(self._leads.values()):
            plain = "".join(character for character in key_of(lead.text) if character.isalpha())
            if lead.kind is IdentifierKind.LINK and not lead.replaced and any(name in plain for name in names):
                self._add(replace(lead, replaced=True, reason="it holds a name"))

    def _english(self) -> set[str]:
        """What is said in English, and what stands beside it."""
        spoken = (transcript.turns for transcript in self._transcripts if is_english(transcript))
        return {turn.text for turns in spoken for turn in turns} | set(self._others)

    def _is_taken(self, text: str, start: int, end: int) -> bool:
        return any(start < last and first < end for first, last in self._taken.get(text, ()))

    def _add(self, lead: Lead) -> None:
        before = self._leads.get(key_of(lead.text))
        if key_of(lead.text) and (before is None or (lead.replaced and not before.replaced)):
            self._leads[key_of(lead.text)] = lead


def _identity_of(name: str, kind: IdentifierKind) -> Identity:
    return Identity(forms_of(name) if kind is IdentifierKind.PERSON else (name,), kind)


def _texts_of(transcripts: Sequence[Transcript]) -> dict[str, list[str]]:
    """Each text that is said, with the keys of those who say it, once a turn."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for transcript in transcripts:
        for turn in transcript.turns:
            texts[turn.text].append(turn.participant or turn.speaker or "")
    return dict(texts)


def _by_frequency(forms: Counter[str]) -> Callable[[str], tuple[int, str]]:
    return lambda form: (-forms[form], form)
