"""What somebody says of themselves, and words nobody knows: names that no model sees, and what a person must judge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from insightmine.domain.identifiers import IdentifierKind
from insightmine.privacy.folding import key_of, without_possessive
from insightmine.privacy.name_use import acts_like_a_person, is_used_as_name, starts_sentence
from insightmine.privacy.word_lists import AMBIGUOUS_NAMES, LABEL_WORDS, WELL_KNOWN, WIDE_PLACES, words_of

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
_LONG_NUMBER = re.compile(r"(?<![\w.,$€£%])\d(?:[\d]|[- ](?=\d)){5,}(?![\w%]|[.,]\d)")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
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
    for match in _MY_NAME_LOWER.finditer(text):
        if match.group(1).split()[0] not in _NOT_A_NAME:
            yield Cue(match.start(1), match.end(1), IdentifierKind.PERSON, True, "after “my name is”")
    for match in _WORD.finditer(text):
        if key_of(match.group()) in AMBIGUOUS_NAMES and _is_somebody(text, match.start(), match.end()):
            yield Cue(match.start(), match.end(), IdentifierKind.PERSON, True, "it is used as somebody’s name")
    for match in _LONG_NUMBER.finditer(text):
        yield Cue(match.start(), match.end(), IdentifierKind.NUMBER, False, "a number of six or more digits")


def _is_somebody(text: str, start: int, end: int) -> bool:
    return text[start].isupper() and acts_like_a_person(text, start, end) and is_used_as_name(text, start, end)


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
        ):
            yield match.start(), match.end()
