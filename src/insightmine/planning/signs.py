"""An entry of a plan -> the signs in its words: what leads it, who acts, what is measured, what is handed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from insightmine.domain.grammar import Annotation
from insightmine.planning.leading import base_of, leading
from insightmine.planning.patterns import Sign, patterns
from insightmine.planning.people import is_people
from insightmine.planning.proper import SHIFT, names_the_team, proper_start
from insightmine.planning.words import DELIVERABLES, DELIVERING, IMPACT, PRODUCT_PARTS, RATES, SMALL_THINGS

_STORY = re.compile(
    r"as an? [^,.]{2,60}?,? i(?:'d| would)? (?:want|can|need|like|could|must|am able|would like|get|see)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"how might we|how might|what would", re.IGNORECASE)
_FINITE = frozenset({"VB", "VBP", "VBZ", "VBD", "MD"})
_NEAR_FIRST = 4  # words: what stands there may be what the entry is about
_OF_ONE = frozenset(["the", "a", "an", "this", "that", "our", "his", "her"])
_LATE = 8  # words before the first verb: more are no subject


@dataclass(frozen=True, slots=True)
class Found:
    """A sign and the words `[start, end)` that it was seen in."""

    sign: Sign
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What was seen in an entry; `begin` is where the entry proper begins, `lead` the word that leads it."""

    text: str
    begin: int
    lead: str
    found: tuple[Found, ...]

    @property
    def proper(self) -> str:
        """The entry without marks, number and label."""
        return self.text[self.begin :]

    @property
    def signs(self) -> frozenset[Sign]:
        """What was seen, wherever."""
        return frozenset(item.sign for item in self.found)

    def first(self, *signs: Sign) -> Found | None:
        """The first place of any of these signs."""
        return next((item for item in self.found if item.sign in signs), None)


def read_entry(text: str, annotation: Annotation, spoken: Annotation) -> Reading:
    """The signs of an entry, in order of their places; annotations of the whole text and of `as_spoken`."""
    begin = proper_start(text)
    found = {
        *_leads(text, begin, annotation),
        *_by_patterns(text, begin),
        *_by_words(text, begin, annotation),
        *_by_speech(text, begin, spoken),
    }
    tokens = annotation.within(begin, len(text))
    lead = text[annotation.starts[tokens[0]] : annotation.ends[tokens[0]]].lower() if tokens else ""
    return Reading(text, begin, lead, tuple(sorted(found, key=lambda item: (item.start, item.end, item.sign))))


def _leads(text: str, begin: int, annotation: Annotation) -> Iterator[Found]:
    story = _STORY.match(text, begin)
    if story is not None:
        yield Found(Sign.STORY, story.start(), story.end())
        return
    if names_the_team(text[:begin]):
        yield Found(Sign.WE, begin, begin)
    for sign, start, end in leading(text, begin, annotation):
        yield Found(sign, start, end)


def _by_patterns(text: str, begin: int) -> Iterator[Found]:
    for sign, pattern in patterns():
        for match in pattern.finditer(text, begin if sign is not Sign.DEADLINE else 0):
            if sign is not Sign.MEANS or _is_means(text, match.end(), match.group()):
                yield Found(sign, match.start(), match.end())
    if text.rstrip().endswith("?") or _ASKS.match(text, begin):
        yield Found(Sign.QUESTION, len(text.rstrip()) - 1, len(text.rstrip()))


def _is_means(text: str, end: int, words: str) -> bool:
    """Whether what follows "by", "through" or "with" is something that is made, or making it."""
    last = words.rsplit(maxsplit=1)[-1].lower()
    if last.endswith("ing") and base_of(last) in DELIVERING:
        return True
    following = re.findall(r"[\w-]+", text[end : end + 60].lower())[:6]
    return any(word in DELIVERABLES for word in following)


def _by_words(text: str, begin: int, annotation: Annotation) -> Iterator[Found]:
    tokens = annotation.within(begin, len(text))
    for i in tokens:
        start, end = annotation.starts[i], annotation.ends[i]
        word = text[start:end].lower()
        known = {word, annotation.lemmas[i]}
        place = i - tokens[0]
        leads = place < _NEAR_FIRST and _is_head(annotation, i)
        if is_people(word, annotation.tags[i]):
            yield from _people(text, annotation, i, tokens[0])
        if known & IMPACT:
            yield from _seen(start, end, Sign.IMPACT, *([Sign.IMPACT_HEAD] if leads else []))
        if known & DELIVERABLES and (annotation.tags[i].startswith("NN") or place == 0):
            yield from _seen(start, end, Sign.DELIVERABLE, *([Sign.DELIVERABLE_FIRST] if leads else []))
            yield from _thing_acts(annotation, i)
        if known & PRODUCT_PARTS and annotation.tags[i].startswith("NN"):
            yield Found(Sign.PRODUCT_PART, start, end)
        if known & SMALL_THINGS:
            yield Found(Sign.SMALL, start, end)
        if 0 < place < _NEAR_FIRST - 1 and annotation.tags[i] == "NNP" and _is_name(text[start:end]):
            yield Found(Sign.NAMES_SOMEBODY, start, end)


def _seen(start: int, end: int, *signs: Sign) -> Iterator[Found]:
    for sign in signs:
        yield Found(sign, start, end)


def _is_name(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower()


def _is_head(annotation: Annotation, i: int) -> bool:
    """Whether no noun follows that this one only describes: "dashboard" in "soil moisture dashboard", not "soil"."""
    return i + 1 >= len(annotation) or not annotation.tags[i + 1].startswith("NN")


def _thing_acts(annotation: Annotation, i: int) -> Iterator[Found]:
    head = annotation.heads[i]
    if (
        annotation.relations[i] == "nsubj"
        and annotation.parts[head] == "VERB"
        and annotation.tags[head] in {"VBZ", "VBP"}
    ):
        yield Found(Sign.THING_ACTS, annotation.starts[i], annotation.ends[head])


def _people(text: str, annotation: Annotation, i: int, first: int) -> Iterator[Found]:
    """What is said of the people that token `i` names."""
    start, end = annotation.starts[i], annotation.ends[i]
    yield Found(Sign.PEOPLE, start, end)
    if i - first < _NEAR_FIRST - 1:
        yield Found(Sign.PEOPLE_FIRST, start, end)
    verb = _verb_of(annotation, i)
    if verb is not None and annotation.lemmas[verb] not in {"be", "become"}:
        yield Found(Sign.PEOPLE_ACT, annotation.starts[verb], annotation.ends[verb])
    for j in range(max(first, i - 7), i):
        if text[annotation.starts[j] : annotation.ends[j]].lower() in RATES | {"%", "more", "fewer"}:
            yield Found(Sign.PEOPLE_RATE, annotation.starts[j], end)
            break
    who = re.match(r"(?: \w+){0,4} (?:who|that)\b", text[end : end + 40])
    if who is not None:
        yield Found(Sign.PEOPLE_WHO, start, end + who.end())


def _verb_of(annotation: Annotation, i: int) -> int | None:
    """The verb that these people are the subject of, by the grammar, or the one that stands right behind them."""
    head = annotation.heads[i]
    if annotation.relations[i] == "nsubj" and annotation.parts[head] in {"VERB", "AUX"}:
        return head
    for j in range(i + 1, min(i + 4, len(annotation))):
        if annotation.tags[j] in _FINITE:
            return j
        if annotation.parts[j] not in {"ADV", "ADP", "NOUN", "PART"}:
            return None
    return None


def _by_speech(text: str, begin: int, spoken: Annotation) -> Iterator[Found]:
    """Who gives an order or does something, as the words behind "We" are parsed."""
    shift = begin - SHIFT
    if not any(part in {"VERB", "AUX"} for part in spoken.parts[1:]):
        yield Found(Sign.NO_VERB, begin, begin)
    first = next(
        (
            i
            for i in range(1, len(spoken))
            if spoken.tags[i] in {"VB", "VBP"} and spoken.lemmas[i] not in {"be", "have"}
        ),
        None,
    )
    if first is None or first > _LATE:
        return
    start, end = spoken.starts[first] + shift, spoken.ends[first] + shift
    if first == 1:
        yield Found(Sign.ORDERS, start, end)
        if len(spoken) > 2 and (spoken.tags[2] in {"NN", "NNP"} or _word(text, spoken, 2, shift) in _OF_ONE):
            yield Found(Sign.ORDERS_ONE, start, spoken.ends[2] + shift)
    elif _has_subject(text, spoken, first, shift):
        yield Found(Sign.SOME_ACT, start, end)


def _has_subject(text: str, spoken: Annotation, verb: int, shift: int) -> bool:
    """Whether several, or people, stand before the verb, and no other verb does."""
    before = range(1, verb)
    if any(spoken.parts[i] in {"VERB", "AUX"} for i in before):
        return False
    return any(
        spoken.tags[i] in {"NNS", "NNPS"} or is_people(_word(text, spoken, i, shift), spoken.tags[i]) for i in before
    )


def _word(text: str, spoken: Annotation, i: int, shift: int) -> str:
    return text[spoken.starts[i] + shift : spoken.ends[i] + shift].lower()
