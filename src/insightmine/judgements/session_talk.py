"""Whether a statement is about the interview itself, or a fragment that says nothing."""

from __future__ import annotations

import re

from insightmine.judgements.cues import Cues
from insightmine.judgements.lexicon import word_set
from insightmine.judgements.questionnaires import reads_item
from insightmine.judgements.reading_aloud import reads_aloud

_NO_THINGS = word_set(
    "kind sort thing stuff bit lot course yeah yes no ok okay one sir man guy way thank thanks god gosh"
)

_SESSION = re.compile(
    r"\b(?:thank you|thanks|hello|good (?:morning|afternoon)|nice to meet|bye|no worries|no bother|you're welcome|"
    r"my pleasure|have a (?:good|nice|great) (?:day|one)|"
    r"(?:this|the|your|our|my) (?:interview|questionnaire|recording|session)\b|your (?:study|test)\b|"
    r"share (?:my|your) screen|"
    r"(?:next|first|second|third|last|final|this) question\b|"
    r"(?:next|first|second|third|last|final) task\b|task (?:number )?(?:one|two|three|four|five|\d)|"
    r"end of the task|(?:done|finished|complete[d]?) (?:with )?(?:the|this) task|no (?:other |more )?questions|"
    r"written (?:response|answer|reflection)s?|good question|does that (?:make sense|answer)|"
    r"(?:can|could) you (?:repeat|rephrase|clarify|explain)|what do you mean|you know what i mean|i apologi[sz]e|"
    r"sorry (?:for|about|if)|"
    r"(?:good|best of) luck|(?:nice|great|good|lovely|pleasure) "
    r"(?:talking|speaking|chatting|to (?:talk|speak|chat|meet))|"
    r"(?:i'm|i am|i'd be|i would be) (?:happy|glad|pleased) to (?:answer|help|participate|talk|chat)|"
    r"let'?s (?:begin|start|go|get started|get going)(?=\W*$)|(?:i am|i'm) ready|ready to (?:begin|start)(?=\W*$)|"
    r"(?:i|my) (?:do not|don't) have (?:any )?(?:other |more |further )?(?:questions|comments)|(?:hear|see) me)"
)
_ASSENT = re.compile(
    r"^\W*(?:(?:yes|yeah|yep|ok|okay|sure|great|cool|perfect|right|alright|all|that|this|it|well)\W+)*"
    r"(?:sounds (?:good|great|fine|perfect|wonderful|lovely|interesting)(?: to me)?|go ahead)(?=\W*(?:,|$))"
)
_CLOSING = re.compile(
    r"\bthat(?:'s| is| should be| was| will be) (?:about |pretty much |basically |mostly )?(?:it|all|everything)"
    r"(?: (?:i (?:can|have|had|know|think)|from|for) [^.!?]*)?\W*$|\ball i (?:have|can think of)\b|"
    r"\b(?:nothing|anything) (?:else )?comes to mind\b|\bcan(?:not|'t) think of (?:any|other|more|much)\w*\b|"
    r"\bnever mind\b|\bi hope (?:this|that|it|my|these)\b[^.!?]{0,40}\b(?:helps?|helpful|useful|feedback|insights?)\b|"
    r"\bhope my\b|\bclosing (?:the|this) (?:conversation|interview)\b|\bconcludes (?:my|the|this|our)\b|"
    r"\bmov(?:e|ing) on to (?:the )?(?:next|another)\b|\boff the top of my head\b"
)
_BROKEN_OFF = re.compile(
    r"\b(?:an?|the|and|or|but|because|(?:was|were|it|is|looks|sense|part) (?:of )?like|"
    r"(?:but|like|and|so|yeah)\W+i (?:guess|think)|i think\W+i|think it|my|your|and so|they|we)\W*$"
)
# whoever works alone asks the moderator, or reads what is asked
_ASKS_YOU = re.compile(r"\byour?\b.*\?\W*$")
# "that's the price, right?" asks for assent to what the speaker believes
TAG_QUESTION = re.compile(r"\w,? (?:right|correct|isn't it|aren't they|don't you|doesn't it|is it|huh)\?\W*$")
_GUESSES = frozenset({"i don't think so", "i dont think so", "i think so", "i guess"})
_SAID, _PERHAPS = 0.85, 0.45
_SHORT, _BRIEF, _TINY = 14, 9, 4  # words
_ANSWER = 25  # words of an answer to whether somebody is ready


def judge_session_talk(cues: Cues, thinks_aloud: bool, asked_to_begin: bool = False) -> float:
    """The probability; `asked_to_begin`: it answers whether the speaker is ready, or has questions of their own."""
    content = sum(1 for part in cues.annotation.parts if part in {"NOUN", "VERB", "ADJ", "PROPN", "NUM"})
    if any(pattern.search(cues.lower) for pattern in (_SESSION, _ASSENT, _CLOSING)):
        return _SAID if cues.n_words <= _SHORT else _PERHAPS
    if asked_to_begin and cues.n_words <= _ANSWER:
        return _SAID
    if reads_item(cues.lower) or (thinks_aloud and (_ASKS_YOU.search(cues.lower) or reads_aloud(cues))):
        return _SAID
    if _BROKEN_OFF.search(cues.lower) and cues.n_words <= _BRIEF and content <= _TINY - 1:
        return 0.6
    if (content <= 1 and cues.n_words <= _TINY and not _names_something(cues)) or cues.lower.strip(" .!,") in _GUESSES:
        return 0.6
    plain = cues.lower.rstrip().endswith("?") and not TAG_QUESTION.search(cues.lower)
    return 0.52 if plain and not thinks_aloud and cues.n_words <= _SHORT else 0.05


def _names_something(cues: Cues) -> bool:
    """Whether a few words name a thing: "Code folding", "Vim", but not "sort of"."""
    columns = zip(cues.annotation.parts, cues.annotation.lemmas, strict=True)
    return any(part in {"NOUN", "PROPN"} and lemma.lower() not in _NO_THINGS for part, lemma in columns)
