"""What is said without saying anything: backchannels, fillers, greetings, and the noise at a statement's edges."""

from __future__ import annotations

import re
from functools import lru_cache

from insightmine.statements.session_talk import SESSION_TALK
from insightmine.statements.values import LeftOutReason, Span


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# some corpora part the endings: "that 's", "I 'm"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+| ['’](?:s|m|re|ve|ll|d|t)\b)*")
_MARKS = re.compile(r"[\[(<{][^\])>}]{0,40}[\])>}]|[♪♫]")

HESITATIONS = _set("um uh uhm umm uhh uhhuh er erm eh ah hm hmm hmmm mm mmm mhm mmhm mmhmm ehm hum huh")
_CONNECTORS = _set("and so but or then like well anyway now just also because cause actually basically")
_AFFIRMATIVE = _set("yes yeah yep yup yea ya aye indeed correct exactly absolutely definitely totally sure")
_NEGATIVE = frozenset({"no", "nope", "nah"})
_RECEIPTS = _set("ok okay okey right alright oh aha ahh ooh wow gotcha true hey")
# receipts of several words, told from the same words in a real sentence by standing together
_RECEIPT_PHRASES = re.compile(
    r"\b(?:mm+ hm+|m+ hm+|uh huh|mhm+|mm+hm+|uhhuh|got it|i see"
    r"|all right|of course|makes sense|let(?:'s| me) (?:see|think)|"
    r"that's (?:totally |so |very |a |a very |a really )?(?:right|true|correct|fair|good point|great point|fair "
    r"point)|"
    r"fair enough)\b"
)
_REACTIONS = _set(
    "great good nice cool perfect fine super lovely awesome excellent brilliant fantastic wonderful very pretty "
    "really "
    "that's thats interesting amazing fair oops ouch"
)
_CLAUSE = re.compile(r"[,.;!?–—]+|\b(?:and|but)\b")
_HEDGE = re.compile(
    r"(?:(?:um|uh|oh|yes|yeah|well|so|and|but|or|like|just|really|actually|again|maybe|honestly) ?)*"
    r"(?:(?:i (?:think|guess|mean|believe|suppose|feel like|know)(?! (?:so|not)\b)|you know(?: what i mean)?)"
    r"(?: (?:um|uh|like|so|and|but|that|just|yeah|maybe))* ?)+"
)
# what says no more than "yes" or "no"; to be read with the question
_BARE_ANSWER = re.compile(
    r"(?:(?:oh|um|uh|yes|yeah|no|well|but|so|like) )*(?:i (?:do not|don't|would not|wouldn't) (?:think|believe|know) so"
    r"|i (?:think|guess|believe|suppose|hope) (?:so|not)|not (?:really|at all|necessarily|exactly)"
    r"|i (?:do|did|don't|didn't)|(?:not|none|nothing|no)(?: that)? i can (?:think of|recall|remember)"
    r"|(?:i (?:think|guess|believe|suppose) )?(?:it|that|this|they|there|we|you)"
    r" (?:is|was|are|were|do|does|did)(?:n't)?"
    r"|nothing (?:comes|springs) to mind|i can't think of (?:any|anything|any other|another)(?: (?:ways|one|ones))?)"
    r"(?: (?:right now|at the moment|off the top of my head|now|yeah|no|either))*"
)
_CONTENT_FREE = HESITATIONS | _CONNECTORS | _AFFIRMATIVE | _NEGATIVE | _RECEIPTS
_SAYS_NOTHING = _CONTENT_FREE | _REACTIONS

_LEADING = re.compile(
    r"(?:(?:um+|uh+m?|er+m?|eh+m?|ah+|h+m+|m+-?h?m+|okay|ok|and|well|alright|all right|oh|aha|right|like"
    r"|so(?!\s+(?:far|much|many|few)\b)|you know|i mean|anyway|now then)"
    r"(?:\s*(?:,|\.{2,}|…|[.;:!–—-](?=\s))+\s*|\s+))",
    re.IGNORECASE,
)
_LEADING_YES = re.compile(r"(?:(?:yeah|yes|yep|yup)\s*(?:,|\.{2,}|…|[.;!–—-](?=\s))\s*)", re.IGNORECASE)
_NEEDS_COMMA = frozenset({"right", "like", "well", "oh", "now then", "you know", "i mean", "ok", "okay", "aha"})
_TRAILING = re.compile(
    r"(?:(?:\s*[,.…;–—-]+\s*(?:you know(?: what i mean)?|i mean|okay|ok|yeah|and so|so yeah|but yeah|and um"
    r"|and|but|or|so|so so|and so on and so forth)|[\s,.…]+(?:um+|uh+|er+m?))(?:\s*[.?!,…–—-]*)?)$",
    re.IGNORECASE,
)


def words_of(text: str) -> list[str]:
    """The words of the text in lower case, apostrophes made alike."""
    found = "\n".join(_WORD.findall(text))  # no word holds a line break, and one string is made lower faster than many
    return found.lower().replace("’", "'").replace(" ", "").split("\n") if found else []


def spoken_words(text: str) -> list[str]:
    """The words of the text without marks of sounds and of what could not be heard."""
    return words_of(_MARKS.sub(" ", text))


def empty_talk(text: str) -> LeftOutReason | None:
    """Why the text says nothing of its own, or `None` if it may say something."""
    if not words_of(text):
        return LeftOutReason.NON_SPEECH if _MARKS.search(text) else LeftOutReason.NO_WORDS
    words = spoken_words(text)
    if not words or _is_blacked_out(words):
        return LeftOutReason.NON_SPEECH
    plain = _plain(words)
    if all(word in _CONTENT_FREE for word in plain):
        return _empty_reason(plain)
    if _HEDGE.fullmatch(" ".join(words)):
        return LeftOutReason.FILLER
    return LeftOutReason.SESSION_TALK if _is_session_talk(words) or _is_all_session_talk(text) else None


def _is_blacked_out(words: list[str]) -> bool:
    """Whether a transcriber put crosses in the place of the words."""
    return len(max(words, key=len)) > 1 and all(not word.strip("x") for word in words)


def _is_all_session_talk(text: str) -> bool:
    """Whether each part between commas is session talk, at least one, or says nothing: "No, that's great, thanks"."""
    found = False
    for part in _CLAUSE.split(_MARKS.sub(" ", text)):
        words = words_of(part)
        if all(word in _SAYS_NOTHING for word in _plain(words)):
            continue
        if not _is_session_talk(words):
            return False
        found = True
    return found


def _plain(words: list[str]) -> list[str]:
    """The words with each receipt of several words ("got it") made one plain "ok"."""
    return _RECEIPT_PHRASES.sub("ok", " ".join(words)).split()


def _empty_reason(words: list[str]) -> LeftOutReason:
    if any(word in _NEGATIVE for word in words) or words == ["yes"]:
        return LeftOutReason.BARE_ANSWER
    if all(word in HESITATIONS or word in _CONNECTORS for word in words):
        return LeftOutReason.FILLER
    return LeftOutReason.BACKCHANNEL


def is_bare_answer(text: str) -> bool:
    """Whether this says no more than "yes" or "no" in more words, so that alone it says nothing."""
    return _BARE_ANSWER.fullmatch(" ".join(spoken_words(text))) is not None


def is_reaction(text: str) -> bool:
    """Whether this is nothing but a cry such as "Great" or "Very nice", which needs something to refer to."""
    words = words_of(text)
    return len(words) <= 5 and all(word in _REACTIONS or word in _CONTENT_FREE for word in _plain(words))


def _is_session_talk(words: list[str]) -> bool:
    if len(words) > 14:
        return False
    start = 0
    while start < len(words) and words[start] in _CONTENT_FREE | {"great", "perfect", "good"}:
        start += 1
    # the greeting of "Good morning" must not be eaten by the trimming of "good"
    return any(
        pattern.fullmatch(" ".join(words[first:]).replace("'", " ")) is not None
        for first in {0, start}
        for pattern in SESSION_TALK
        if words[first:]
    )


def trim(text: str, span: Span, answers: bool) -> Span:
    """The span without white space, and without disfluencies at its edges ("Okay, so, um, ...").

    `answers`: the span opens the answer to a question, so that a leading "yes" or "no" carries meaning and stays.
    A word is taken only if at least three are left.
    """
    start, end = _strip(text, span.start, span.end)
    while match := _leading(text, start, end, answers):
        if len(words_of(text[match.end() : end])) < 3:
            break
        start, end = _strip(text, match.end(), end)
    while tail := _TRAILING.search(text[start:end]):
        if len(words_of(text[start : start + tail.start()])) < 3:
            break
        start, end = _strip(text, start, start + tail.start())
    return Span(start, end)


def _leading(text: str, start: int, end: int, answers: bool) -> re.Match[str] | None:
    match = _LEADING.match(text, start, end)
    if match and match.group().strip().lower() in _NEEDS_COMMA:
        match = None
    if match is None and not answers:
        match = _LEADING_YES.match(text, start, end)
    return match


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


@lru_cache(maxsize=4096)
def content_words(text: str) -> frozenset[str]:
    """The words of a short text that carry its subject, plurals made singular."""
    return frozenset(_singular(word) for word in words_of(text) if word not in _FUNCTION_WORDS)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


_FUNCTION_WORDS = (
    _CONTENT_FREE
    | _REACTIONS
    | _set(
        "i it all of see got go here there done a an the this that these those to of in on at by for from with as "
        "is are was were be been am do does did have "
        "has had can could will would should may might must need needs you your we our my me it's its they their "
        "them "
        "he she his her what which who how when where why not if there one two three four five first second third "
        "task "
        "question number minutes minute step part exercise i'm i'll going gonna please"
    )
)
