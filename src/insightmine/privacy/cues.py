"""What somebody says of themselves, and words nobody knows: names that no model sees, and what a person must judge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from insightmine.domain.identifiers import IdentifierKind
from insightmine.privacy.folding import key_of, without_possessive
from insightmine.privacy.name_use import acts_like_a_person, is_used_as_name, starts_sentence
from insightmine.privacy.small_names import small_names
from insightmine.privacy.word_lists import (
    AMBIGUOUS_NAMES,
    COMPANY_ENDINGS,
    INTERJECTIONS,
    LABEL_WORDS,
    WELL_KNOWN,
    WIDE_PLACES,
    words_of,
)

_CAPITAL = r"[A-ZÀ-Þ][\w'’&-]*"
_NAMES = rf"{_CAPITAL}(?:[ ](?:of|for|and|the|de|di|van|von|&)(?=[ ][A-ZÀ-Þ])|[ ]{_CAPITAL}){{0,5}}"
_MY_NAME = re.compile(
    rf"(?i:\bmy name(?:'s|’s| is)|\bthe name is|\bcall me|\bthis is(?= {_CAPITAL} "
    rf"(?:speaking|here|from|calling)\b)|\bmy (?:full |first |last |maiden )?name was)"
    rf"[ ]+(?:Dr\.?[ ]|Mrs?\.?[ ]|Ms\.?[ ])?({_CAPITAL}(?:[ ](?:de|di|van|von|der|la|bin|"
    rf"al)(?=[ ])|[ ]{_CAPITAL}){{0,3}})"
)
_MY_NAME_LOWER = re.compile(
    r"(?i:\bmy name(?:'s|’s| is))[ ]+([a-zà-ÿ]{3,}(?:[ ](?!and\b|i\b|from\b|so\b)[a-zà-ÿ]{3,})?)"
)
_INTRODUCED = re.compile(rf"(?:\bI['’]m|\bI am)[ ]+({_CAPITAL}(?:[ ]{_CAPITAL}){{0,2}})(?=,| and I| from|\.|$)")
_EMPLOYER = re.compile(
    rf"(?i:\b(?:work|works|worked|working|employed|job|intern|interned|internship|consultant|"
    rf"consulting|position|role|career|started|hired|joined|quit|left)"
    rf"(?:[ ](?:here|now|there|currently|part[- ]time|full[- ]time|over|up|out|down))?[ "
    rf"](?:at|for)|\bemployed by|\bI(?:'ve|’ve| have)? (?:joined|left|quit)|\bmy employer(?: "
    rf"is|,)|\bmy company(?: is|,))"
    rf"[ ]+(?:the[ ]|a[ ]company[ ]called[ ]|a[ ]place[ ]called[ ])?({_NAMES})"
)
_EMPLOYER_LOWER = re.compile(
    r"(?i:\bI(?:'m|’m| am| was)?[ ]work(?:ed|ing)?[ ](?:at|for))[ ]+((?!the\b|a\b|an\b|my\b|"
    r"our\b|this\b|that\b|me\b|us\b|you\b|them\b|it\b|him\b|her\b|home\b|many\b|two\b|three\b|"
    r"some\b|all\b|least\b)[a-zà-ÿ]{3,}(?:[ ][a-zà-ÿ]{3,})?)"
)
_STUDIED = re.compile(
    rf"(?i:\b(?:stud(?:y|ied|ying)|graduated|degree|phd|went to school|student|professor|"
    rf"lecturer|teach|taught)[ ](?:at|from))[ ]+(?:the[ ])?({_NAMES})"
)
_HOME = re.compile(
    rf"(?i:\b(?:live|lives|lived|living|based|grew up|moved|born|raised|come|originally|"
    rf"located)(?:[ ](?:here|now|there|over|back|just|outside|near))?[ ](?:in|to|from|near|"
    rf"outside|of))"
    rf"[ ]+({_CAPITAL}(?:[ ]{_CAPITAL}|[- ](?:upon|on|sur|am|an der)[- ]{_CAPITAL}){{0,2}})"
)
_JOB = re.compile(
    r"\bI(?:['’]m| am| was|['’]ve been| have been)[ ](?:currently[ ]|now[ ])?(?:the|a|an)?[ ]?"
    r"((?:(?:only|deputy|vice|senior|chief|assistant|associate|founding|co-)[ -]?)*(?:head|"
    r"director|chair|founder|co-founder|president|vice[- ]president|"
    r"mayor|dean|principal|professor|chief [a-z]+ officer|CEO|CTO|CFO|COO|editor[- ]in[- "
    r"]chief|captain|judge|minister|bishop|"
    r"commissioner|secretary|owner|curator|conductor|consul|ambassador|chancellor|provost|"
    r"registrar|surgeon|coroner|archivist)"
    r"\b(?:[ ](?:of|for|at|in)(?:[ ](?:the|our|a))?(?:[ ][\w&'’-]+){1,3})?)"
)
_AT_WORK = re.compile(r"work|employ|job|intern|my employer|my company", re.IGNORECASE)
_TENS = r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = r"one|two|three|four|five|six|seven|eight|nine"
_AGE = re.compile(
    r"(?<![\w.,-])(?:\d{1,3}[- ]years?[- ](?:old|of[ -]age)|aged[ ]\d{1,3}(?![\w%])|"
    rf"(?:(?:{_TENS})(?:[- ](?:{_ONES}))?|eighteen|nineteen)[- ]years?[- ]old)\b"
    r"|\b(?:I['’]m|I am|my age is)[ ]+[1-9]\d(?=[.,!?](?!\d)|[ ]now\b|$)",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    rf"{_CAPITAL}(?:[ ](?:(?:and|of|&)[ ])?{_CAPITAL}){{0,4}}[ ](?:{'|'.join(sorted(COMPANY_ENDINGS))})\b"
)
LIKE_A_COMPANY = "called like an organisation"
_NO_START = words_of(
    """
    at in on from for with to of by and but or so if when while after before since as is was then also like my your our
    their his her this that these those no yes not what where why how who
    """
)
_LONG_NUMBER = re.compile(r"(?<![\w.,$€£%])\d(?:[\d]|[- ](?=\d)){5,}(?![\w%]|[.,]\d)")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LAST_WORD = re.compile(r"([^\W\d_]+)[ ]$")
_OPENERS = words_of("i i'm i'd i've i'll i’m i’d i’ve i’ll a an the so and but or if it he she we they you")


@dataclass(frozen=True, slots=True)
class Cue:
    """A stretch of a text that somebody's words point at. `sure`: it is a name and no other word."""

    start: int
    end: int
    kind: IdentifierKind
    sure: bool
    reason: str


_NOT_A_NAME = words_of(
    """
    not on in spelled spelt the already also still just really pronounced there listed wrong missing written similar
    very quite hard long short common too always never now actually right like mentioned under out all over used
    """
)
_END = re.compile(r"(?:[ ](?:of|for|at|in|the|our|and|a))+$")


def find_cues(text: str) -> Iterator[Cue]:
    """What is said of names, employers, homes and posts, and numbers that are long. Spans may overlap."""
    for pattern, kind, reason in (
        (_MY_NAME, IdentifierKind.PERSON, "after “my name is”"),
        (_EMPLOYER, IdentifierKind.ORGANISATION, "where somebody works"),
        (_STUDIED, IdentifierKind.ORGANISATION, "where somebody studies or teaches"),
        (_HOME, IdentifierKind.PLACE, "where somebody lives or comes from"),
    ):
        for match in pattern.finditer(text):
            if key_of(match.group(1)) in WELL_KNOWN and not _AT_WORK.match(match.group()):
                continue  # "I joined Twitter" is no employer
            end = match.start(1) + len(without_possessive(match.group(1)))
            yield Cue(match.start(1), end, kind, True, reason)
    for pattern, kind, reason in (
        (_INTRODUCED, IdentifierKind.PERSON, "after “I am”"),
        (_EMPLOYER_LOWER, IdentifierKind.ORGANISATION, "after “I work at”"),
        (_JOB, IdentifierKind.JOB, "a post that few people hold"),
    ):
        for match in pattern.finditer(text):
            end = match.start(1) + len(_END.sub("", match.group(1)))
            yield Cue(match.start(1), end, kind, False, reason)
    yield from _companies(text)
    yield from _small(text)
    for match in _WORD.finditer(text):
        if key_of(match.group()) in AMBIGUOUS_NAMES and _is_somebody(text, match.start(), match.end()):
            yield Cue(match.start(), match.end(), IdentifierKind.PERSON, True, "it is used as somebody’s name")
    for pattern, kind, reason in (
        (_LONG_NUMBER, IdentifierKind.NUMBER, "a number of six or more digits"),
        (_AGE, IdentifierKind.AGE, "an age"),
    ):
        for match in pattern.finditer(text):
            yield Cue(match.start(), match.end(), kind, False, reason)


def _small(text: str) -> Iterator[Cue]:
    """Names of people in lower case."""
    for match in _MY_NAME_LOWER.finditer(text):
        if match.group(1).split()[0] not in _NOT_A_NAME:
            yield Cue(match.start(1), match.end(1), IdentifierKind.PERSON, True, "after “my name is”")
    for start, end in small_names(text):
        yield Cue(start, end, IdentifierKind.PERSON, True, "a first name where somebody is spoken of")


def _companies(text: str) -> Iterator[Cue]:
    """Names that end as those of firms and institutions do, without the words of the sentence before them."""
    for match in _COMPANY.finditer(text):
        start = match.start()
        words = list(re.finditer(r"[^ ]+", match.group()))
        for word, after in pairwise(words):
            if key_of(word.group()) not in _NO_START | _OPENERS | INTERJECTIONS:
                yield Cue(start, match.end(), IdentifierKind.ORGANISATION, True, LIKE_A_COMPANY)
                break
            start = match.start() + after.start()


def _is_somebody(text: str, start: int, end: int) -> bool:
    return text[start].isupper() and acts_like_a_person(text, start, end) and is_used_as_name(text, start, end)


def _in_well_known(text: str, start: int, end: int) -> bool:
    """Whether a word is half of what everybody knows: "Store" in "App Store"."""
    before, after = _LAST_WORD.search(text[max(0, start - 24) : start]), _WORD.match(text, end + 1)
    pairs = [f"{before.group(1)} {text[start:end]}"] if before else []
    pairs += [f"{text[start:end]} {after.group()}"] if after else []
    return any(key_of(pair) in WELL_KNOWN for pair in pairs)


def unknown_names(text: str) -> Iterator[tuple[int, int]]:
    """Words with a capital inside a sentence that no list knows as something else."""
    for match in _WORD.finditer(text):
        word = match.group()
        key = key_of(word)
        if (
            word[0].isupper()
            and len(word) > 2
            and not (word.isupper() and len(word) <= 5)
            and key not in _OPENERS
            and key not in LABEL_WORDS
            and key.removesuffix("s") not in LABEL_WORDS
            and key not in WELL_KNOWN
            and key not in WIDE_PLACES
            and key not in AMBIGUOUS_NAMES
            and not starts_sentence(text, match.start())
            and not _in_well_known(text, match.start(), match.end())
        ):
            yield match.start(), match.end()
