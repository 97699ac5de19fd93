"""Which verbs stand for one move, and which deeds are too empty to plan for."""

from __future__ import annotations

from insightmine.domain.content_words import stems
from insightmine.outcomes.deeds import LIGHT, USING, Deed
from insightmine.outcomes.showing import SAME_DEED
from insightmine.outcomes.verb_phrase import VerbPhrase

# Beyond one deed in several words: moves that people make in several ways, whatever they do them to.
_MOVES = (
    "look view inspect examine explore investigate study scan browse",
    "sort rank order prioritize prioritise focus start begin",
    "verify check validate confirm double-check cross-check doublecheck crosscheck spot-check fact-check",
    "photograph take",
    "copy reuse duplicate paste",
    "reload refresh restart",
    "filter narrow restrict",
    "bring take carry",
    "debug fix correct repair troubleshoot",
    "polish proofread reword rephrase rewrite edit",
    "summarize summarise condense digest",
)
# Light verbs that say something once it is said with what: "use the filter", "go to the shed", "start with the worst".
_WITH_LINK = {"go": "to", "start": "with", "begin": "with", "focus": "on", "look": "at", "work": ""}
_EMPTY_VERBS = frozenset(
    "say mean talk speak hear call believe give put come leave find assume imagine notice realize realise expect "  # noqa: SIM905
    "prefer finish stop continue end conclude answer explain describe suggest give show seem turn stay live "
    "create build produce develop design generate make".split()
)
# What can be anything: a sentence with it would say nothing.
_EMPTY_OBJECTS = frozenset(
    "thing stuff lot way something anything everything nothing kind sort bit time one part case people person someone "  # noqa: SIM905
    "somebody day week month year problem issue reason fact point place number end side level moment example idea "
    "question answer look sense step task detail information everyone guy couple bunch rest process project work job "
    "experience interview session study type style form instance situation area research paper name purpose them it "
    "monday tuesday wednesday thursday friday saturday sunday morning evening afternoon night weekend hour minute "
    "amount number variety range set series second while front back top bottom approach system use help "
    "tool expertise knowledge method technique program software app".split()
)


def says_what(phrase: VerbPhrase) -> bool:
    """Whether a phrase says what is done to what, or how: `write` and `bring things` do not."""
    first, _, rest = phrase.base.partition(" ")
    words = [word for word in rest.casefold().split() if stems(word)]
    return first == "be" or any(
        word not in _EMPTY_OBJECTS and word.removesuffix("s") not in _EMPTY_OBJECTS for word in words
    )


def move_of(verb: str) -> frozenset[str]:
    """The verb with all others for the same move."""
    found = {verb}
    for group in (*SAME_DEED, *_MOVES):
        words = group.split()
        if verb in words:
            found.update(words)
    return frozenset(found)


def is_empty(verb: str) -> bool:
    """Whether a verb tells nothing that somebody could plan for."""
    return verb in _EMPTY_VERBS


def is_named(target: str) -> bool:
    """Whether an object says what it is, and could not be anything."""
    return bool(stems(target)) and target not in _EMPTY_OBJECTS


def is_plannable(deed: Deed) -> bool:
    """Whether a deed says by itself what is done: a verb that means something, and an object that is not just anything.

    `I get it`, `we have a lot of things` and `I did research` say nothing that somebody could do more or less often.
    """
    if deed.target in _EMPTY_OBJECTS or not stems(deed.target) or deed.verb in _EMPTY_VERBS:
        return False
    if deed.verb in _WITH_LINK:
        link = _WITH_LINK[deed.verb]
        return bool(link) and deed.rest.startswith(f"{link} ")
    return deed.verb not in LIGHT or deed.verb in USING
