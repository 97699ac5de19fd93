"""Turns of phrase that make an act or a thing good or bad for somebody: who cannot, what does not, too much, again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from insightmine.judgements.cues import Clause, Cues, Subject, Time
from insightmine.judgements.lexicon import load_lexicon, word_set

# what things, helpers and plans are there to do: done it helps, left undone it hinders
_SERVES = word_set(
    "accept add agree allow answer appear approve arrive call catch change charge clear close come connect convince "
    "deliver explain fill fit fix follow guide happen hear help hold include inform keep last let listen load match "
    "meet merge move notice open pass pay pick place point print prompt protect prove provide reach react read "
    "recognise recognize refresh remember remind repair reply respond return run save say serve share show sit solve "
    "sort start stay stick store support sync take teach tell turn understand update upload wait warn work"
)
# what one wants to have done: said of oneself it is a success, denied a failure
_SUCCEEDS = word_set(
    "access accomplish achieve afford catch choose complete enjoy figure find finish follow get grasp hear join know "
    "learn manage master meet notice participate read reach recognise recognize recall register remember save see "
    "sleep solve spot succeed tell trust understand use win work"
)
_FAILS = word_set(
    "abort break cancel collapse crash decline delay deny die disappear drop expire fade fail fall freeze hang hurt "
    "ignore interrupt jam leak lose lag miss overlook pile quit refuse reject rush shut slip spoil stall struggle "
    "suffer tear vanish wipe worry"
)
_LACK = word_set("nobody none nothing nowhere neither no-one noone")
_TOO = re.compile(r"\btoo (?!bad\b|good\b)(?:\w+ly )?\w+")
_ENOUGH = re.compile(r"\b(?:\w+ enough|enough \w+)\b")
_NOT_ENOUGH = re.compile(r"(?:n't|\bnot|\bnever|\bhardly|\bno longer) (?:\w+ ){0,3}enough\b")
_AGAIN = re.compile(r"\bagain\b|\bover and over\b|\bevery (?:single )?time\b|\ball the time\b|\balways\b")
_STILL = re.compile(r"\bstill\b")
_NO_LONGER = re.compile(r"\bno longer\b|\bany ?more\b|\bstopped \w+ing\b")
_KEEPS = re.compile(r"\b(?:keep|keeps|kept) (?:on )?\w+ing\b")
_HAD_TO = re.compile(r"\b(?:had|have|has|having) to\b|\bforce[sd]? (?:me|us|you|them)\b|\bby hand\b|\bmyself\b")
_NEED_NOT = re.compile(
    r"(?:n't|\bnot|\bnever|\bno longer|\bwithout|\brather than) (?:\w+ )?(?:have to|had to|having to|need\w*)"
    r"|\bno need\b"
)
_SAYS_NO = re.compile(r"\b(?:would|will|did|does|do|is|was|could|can)(?:n't| not)\b|\bwo n't\b|\bwon't\b")
_ABLE = re.compile(r"\b(?:can|could|able to|manage[ds]?|possible)\b")
_UNABLE = re.compile(r"\b(?:can't|cannot|can not|couldn't|could not|unable|not (?:\w+ )?able|impossible|no way)\b")
_WITHOUT = re.compile(r"\bwithout\b")
_LESS = re.compile(r"\b(?:less|fewer|least)\b")
_MORE = re.compile(r"\b(?:more|most)\b")
_HARDLY = re.compile(r"\b(?:hardly|barely|scarcely|rarely|seldom)\b")
_LATE = re.compile(
    r"\blate\b|\bafter (?:hours|days|weeks|months)\b|\bfor (?:hours|days|weeks|ages)\b|\bages\b|\bforever\b"
)
_SOON = re.compile(
    r"\b(?:at once|right away|straight ?away|immediately|instantly|in time|on time|early|quickly|first (?:time|try))\b"
    r"|\bwithin (?:a|an|one|the) \w+\b"
)
_AS_HOPED = re.compile(
    r"\b(?:as|like|than|what|exactly what|where) (?:i|we) (?:\w+ )?(?:hope|want|expect|need|ask|fear)"
)
_EVEN = re.compile(r"\b(?:even|despite|only|just) ")
_NOTHING_TO_TELL = re.compile(
    r"\b(?:none|nothing|not (?:any|one)|no one) (?:that |which )?(?:\w+ ){0,3}"
    r"(?:think of|comes? to mind|remember|recall|know of)\b|^\W*(?:(?:no|well|um|uh|so|yeah)\W+)*(?:none|nothing)"
    r"(?: (?:really|else|at all|in particular|specific|to add))?\W*$"
    r"|(?:n't|\bnot|\bcannot) (?:\w+ ){0,2}think of (?:any(?:thing)?|one)\b"
    # a denied failure: "there wasn't any task that I was unable to do"
    r"|\b(?:(?:is|are|was|were)(?:n't| not)|there's no|there (?:is|are|was|were) no) (?:\w+ ){0,2}"
    r"(?:thing|task|time|one|part|place)s? (?:\w+ ){0,3}(?:unable|not able|(?:could|can|was|am)(?:n't| not)|cannot)\b"
)
_NONE_TO_TELL = re.compile(
    r"\b(?:none|nothing|not|no one|n't) (?:\w+ ){0,3}(?:think of|comes? to mind|remember|recall|know of|add)\b"
    r"|^\W*(?:no|none|nothing|nope)\b[\w\s,]{0,25}$"
)


def turns(cues: Cues) -> Iterator[tuple[str, float]]:
    """The turns of phrase of a statement by name; the same names in the same order for all."""
    lower = cues.lower
    for name, pattern in _PATTERNS:
        yield f"turn {name}", float(pattern.search(lower) is not None)
    lexicon = load_lexicon()
    totals = dict.fromkeys(_CLAUSES, 0.0)
    for clause in cues.clauses:
        for name in _names(clause, cues):
            totals[name] = 1.0
    yield from totals.items()
    evaluating = [
        lexicon.weight(form, lemma.lower(), part)
        for form, lemma, part in zip(cues.forms, cues.annotation.lemmas, cues.annotation.parts, strict=True)
    ]
    yield "turn last evaluation", next((max(-1.0, min(1.0, w)) for w in reversed(evaluating) if w), 0.0)
    yield "turn strongest evaluation", max(-1.0, min(1.0, max(evaluating, key=abs, default=0.0)))


def nothing_to_tell(cues: Cues) -> bool:
    """Whether somebody who was asked has nothing to tell: "none that I can think of" names no pain point."""
    return _NOTHING_TO_TELL.search(cues.lower) is not None


def _names(clause: Clause, cues: Cues) -> Iterator[str]:
    """What a clause says was done, left undone, or failed."""
    subject = _subject(clause, cues)
    if subject == "nothing":
        yield "turn nothing does"
    denied = clause.negated or subject == "nothing" or _object_is_nothing(clause, cues)
    unreal = clause.conditional or clause.time in {Time.MODAL, Time.DUTY}
    if not (unreal and not denied):
        sort = "serves" if clause.lemma in _SERVES else "fails" if clause.lemma in _FAILS else "other"
        sort = "succeeds" if subject == "self" and clause.lemma in _SUCCEEDS else sort
        yield f"turn {subject} {'denied ' if denied else ''}{sort}"


def _subject(clause: Clause, cues: Cues) -> str:
    own = {
        form for form, head, relation in _columns(cues) if head == clause.verb and relation in {"nsubj", "nsubjpass"}
    }
    if own & _LACK:
        return "nothing"
    if clause.passive and clause.subject is Subject.SELF:
        return "sufferer"
    if clause.subject is Subject.SELF or clause.subject is Subject.LISTENER:
        return "self"
    return "others" if clause.subject is Subject.OTHERS else "thing"


def _object_is_nothing(clause: Clause, cues: Cues) -> bool:
    objects = {
        i for i, (_, head, relation) in enumerate(_columns(cues)) if head == clause.verb and relation in _OBJECTS
    }
    return any(
        cues.forms[i] in _LACK or any(head == i and form in {"no", "none"} for form, head, _ in _columns(cues))
        for i in objects
    )


def _columns(cues: Cues) -> Iterator[tuple[str, int, str]]:
    return zip(cues.forms, cues.annotation.heads, cues.annotation.relations, strict=True)


_OBJECTS = frozenset({"dobj", "attr", "acomp", "oprd", "dative"})
_PATTERNS = (
    ("too", _TOO), ("enough", _ENOUGH), ("not enough", _NOT_ENOUGH), ("again", _AGAIN), ("still", _STILL),
    ("no longer", _NO_LONGER), ("keeps", _KEEPS), ("had to", _HAD_TO), ("need not", _NEED_NOT),
    ("says no", _SAYS_NO), ("able", _ABLE), ("unable", _UNABLE), ("without", _WITHOUT), ("less", _LESS),
    ("more", _MORE), ("hardly", _HARDLY), ("late", _LATE), ("soon", _SOON), ("as hoped", _AS_HOPED), ("even", _EVEN),
    ("none to tell", _NONE_TO_TELL),
)  # fmt: skip
_CLAUSES = (
    "turn nothing does",
    *(
        f"turn {subject} {denied}{sort}"
        for subject in ("self", "others", "thing", "sufferer", "nothing")
        for denied in ("", "denied ")
        for sort in ("serves", "fails", "succeeds", "other")
    ),
)
