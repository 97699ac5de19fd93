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
    r"\bmov(?:e|ing) on to (?:the )?(?:next|another)\b|\boff the top of my head\b|\bnot that i can think\b|"
    r"(?:^\W*|\bhave )no (?:other|more|further) (?:feedback|comments?|thoughts|questions|remarks)\b|"
    r"\b(?:i guess that(?:'s| is)|that(?:'s| has| would| will) be(?:en)?) (?:about )?(?:it|all)"
    r"(?=\W*(?:$|,|unless|from me|for (?:me|now|today)|i (?:have|had|think|guess|know)))|"
    r"\b(?:only|one) other (?:\w+ ){0,3}things?"
    r"(?: (?:that )?i(?:'d| would)? (?:noticed?|say|mention(?:ed)?|add|can think of))?\W*$|"
    r"\b(?:i (?:think|guess|believe)|well|so) we(?:'ve| have) (?:\w+ )?(?:spoken|talked|covered|discussed|touched)\b"
)
# what is told about the telling: what one may not say, is about to tell, takes back, or has to think about first
_ON_TELLING = re.compile(
    r"(?:^\W*(?:(?:please|so|and|but|just)\W+)*|[.;!?,] (?:please )?)let me know (?:if|whether|when|what)\b|"
    r"\bappreciate (?:the (?:chance|opportunity)|your (?:time|questions?))\b|"
    r"\bhope we (?:can|could|will) (?:continue|(?:meet|speak|talk|chat) again)\b|"
    r"\b(?:under|signed) (?:an? |some |the )?ndas?\b|\bi was just saying\b|"
    r"\b(?:can(?:not|'t| not)|could(?:n't| not)|(?:not|n't) (?:able|allowed|at liberty) to) (?:really )?"
    r"(?:(?:say|disclose|reveal) (?:too )?(?:more|much)|(?:say|share|disclose|reveal|go into) (?:\w+ ){0,2}"
    r"(?:details?|specifics))\b|"
    r"\bi (?:did(?:n't| not)|should(?: have)?|want to|would like to|'d like to) clarif(?:y|ied)(?= (?:that|what)|\W*$)|"
    r"\bi (?:\w+ )?hesitate to say\b|\blet me (?:think|rephrase(?: that| it)?)\W*$|\blet me take a step back\b|"
    r"\bi(?:'m| am) (?:just |still )?trying to think (?:of|about|what|if)\b|\bwhat i was (?:\w+ ){0,3}say(?:ing)?\b|"
    r"\bi(?:'ll| will) (?:just )?(?:pause|stop|leave it) (?:there|here|at that)\b|"
    r"\b(?:was|is|it's|that's|for) (?:\w+ ){0,4}(?:long|short|bad|boring|rambling) answer\b|\bmy (?:little )?rant\b|"
    r"\bi(?:'m| am| was) rambling\b|"
    r"\b(?:that|this|it)(?:'s| is| was) an? (?:\w+ )?(?:difficult|hard|tough|great|tricky|interesting|big|broad|fair) "
    r"question\b|\bi (?:can|could) (?:also |just |still |certainly )?(?:(?:talk|walk) you|"
    r"(?:talk|speak|say) more about)\b|"
    r"\bif you don't mind me\b|\bunless you have (?:\w+ ){0,2}questions?\b|\bone last question\b|\bexcuse me\b|"
    r"\bi know,? right[.?!]|\bback to (?:the|your) (?:last |first |next )?question\b"
)
# "there were a few things": what comes is told by what follows
_ANNOUNCED = re.compile(
    r"^\W*(?:(?:well|so|yeah|um|uh|i (?:guess|think)|there (?:are|were|was)|it(?:'s| is| was))\W+)*"
    r"a (?:few|couple|combination|number|lot|bunch) (?:of )?(?:different )?(?:things|reasons|places|ways|factors)"
    r"(?: (?:really|actually|here|there))?\W*$|"
    r"^\W*(?:(?:yes|yeah|okay|so|well|um|uh)\W+)*(?:this|that) (?:next |last |other )?one\W*$"
)
_BLACKED_OUT = re.compile(r"\bx{2,}\b")
_BROKEN_OFF = re.compile(
    r"\b(?:an?|the|and|or|but|because|(?:was|were|it|is|looks|sense|part) (?:of )?like|"
    r"(?:but|like|and|so|yeah)\W+i (?:guess|think)|i think\W+i|think it|my|your|and so|they|we)\W*$"
)
# whoever works alone asks the moderator, or reads what is asked
_ASKS_YOU = re.compile(r"\byour?\b.*\?\W*$")
# "that's the price, right?" asks for assent to what the speaker believes
TAG_QUESTION = re.compile(r"\w,? (?:right|correct|isn't it|aren't they|don't you|doesn't it|is it|huh)\?\W*$")
_GUESSES = frozenset({"i don't think so", "i dont think so", "i think so", "i guess"})
_SAID, _FRAGMENT, _ASKS, _PERHAPS = 0.85, 0.6, 0.52, 0.45
_SHORT, _BRIEF, _TINY = 14, 9, 4  # words
_MOST = 0.6  # of the words
_LONGER = 20  # words within which a word on the telling is all there is
_ANSWER = 25  # words of an answer to whether somebody is ready


def judge_session_talk(cues: Cues, thinks_aloud: bool, asked_to_begin: bool = False, ends_turn: bool = True) -> float:
    """The probability; `asked_to_begin`: it answers whether the speaker is ready, or has questions of their own.

    `ends_turn`: the speaker says nothing after it. Who goes on after a question did not ask the moderator, but tells
    what they ask themselves at work.
    """
    if any(pattern.search(cues.lower) for pattern in (_SESSION, _ASSENT, _CLOSING)):
        return _SAID if cues.n_words <= _SHORT else _PERHAPS
    if any(pattern.search(cues.lower) for pattern in (_ON_TELLING, _ANNOUNCED)):
        return _SAID if cues.n_words <= _LONGER else _PERHAPS
    if (asked_to_begin and cues.n_words <= _ANSWER) or _is_of_the_sheet(cues, thinks_aloud):
        return _SAID
    if _says_nothing(cues):
        return _FRAGMENT
    plain = cues.lower.rstrip().endswith("?") and not TAG_QUESTION.search(cues.lower)
    return _ASKS if plain and ends_turn and not thinks_aloud and cues.n_words <= _SHORT else 0.05


def _is_of_the_sheet(cues: Cues, thinks_aloud: bool) -> bool:
    """Whether it reads an item or a task, or asks the moderator while at one; or is blacked out."""
    if reads_item(cues.lower) or len(_BLACKED_OUT.findall(cues.lower)) > _MOST * cues.n_words:
        return True
    return thinks_aloud and (_ASKS_YOU.search(cues.lower) is not None or reads_aloud(cues))


def _says_nothing(cues: Cues) -> bool:
    """Whether it breaks off before it says anything, or is too short to."""
    content = sum(1 for part in cues.annotation.parts if part in {"NOUN", "VERB", "ADJ", "PROPN", "NUM"})
    if _BROKEN_OFF.search(cues.lower) and cues.n_words <= _BRIEF and content <= _TINY - 1:
        return True
    tiny = content <= 1 and cues.n_words <= _TINY and not _names_something(cues)
    return tiny or cues.lower.strip(" .!,") in _GUESSES


def _names_something(cues: Cues) -> bool:
    """Whether a few words name a thing: "Code folding", "Vim", but not "sort of"."""
    columns = zip(cues.annotation.parts, cues.annotation.lemmas, strict=True)
    return any(part in {"NOUN", "PROPN"} and lemma.lower() not in _NO_THINGS for part, lemma in columns)
