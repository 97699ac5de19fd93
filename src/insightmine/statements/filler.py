"""What is said without saying anything: backchannels, fillers, greetings, and the noise at a statement's edges."""

from __future__ import annotations

import re
from functools import lru_cache

from insightmine.statements.session_talk import SESSION_TALK
from insightmine.statements.values import LeftOutReason, Span


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MARKS = re.compile(r"[\[(<{][^\])>}]{0,40}[\])>}]|[♪♫]")

_HESITATIONS = _set("um uh uhm umm uhh uhhuh er erm eh ah hm hmm hmmm mm mmm mhm mmhm mmhmm ehm hum huh")
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
    "that's thats interesting amazing oops ouch"
)
_CONTENT_FREE = _HESITATIONS | _CONNECTORS | _AFFIRMATIVE | _NEGATIVE | _RECEIPTS

_LEADING = re.compile(
    r"(?:(?:um+|uh+m?|er+m?|eh+m?|ah+|h+m+|m+-?h?m+|okay|ok|so|and|well|alright|all right|oh|aha|right|like"
    r"|you know|i mean|anyway|now then)(?:\s*(?:,|\.{2,}|…|[.;:!–—-](?=\s))+\s*|\s+))",
    re.IGNORECASE,
)
_LEADING_YES = re.compile(r"(?:(?:yeah|yes|yep|yup)\s*(?:,|\.{2,}|…|[.;!–—-](?=\s))\s*)", re.IGNORECASE)
_NEEDS_COMMA = frozenset({"right", "like", "well", "oh", "now then", "you know", "i mean", "ok", "okay", "aha"})
_TRAILING = re.compile(
    r"(?:(?:\s*[,.…;–—-]+\s*(?:you know(?: what i mean)?|i mean|okay|ok|yeah|and so|so yeah|but yeah|and um"
    r"|and|so|so so|and so on and so forth)|[\s,.…]+(?:um+|uh+|er+m?))(?:\s*[.?!,…–—-]*)?)$",
    re.IGNORECASE,
)


def words_of(text: str) -> list[str]:
    """The words of the text in lower case, apostrophes made alike."""
    return [match.group().lower().replace("’", "'") for match in _WORD.finditer(text)]


def empty_talk(text: str) -> LeftOutReason | None:
    """Why the text says nothing of its own, or `None` if it may say something."""
    if not words_of(text):
        return LeftOutReason.NON_SPEECH if _MARKS.search(text) else LeftOutReason.NO_WORDS
    words = words_of(_MARKS.sub(" ", text))
    if not words:
        return LeftOutReason.NON_SPEECH
    plain = _plain(words)
    if all(word in _CONTENT_FREE for word in plain):
        return _empty_reason(plain)
    return LeftOutReason.SESSION_TALK if _is_session_talk(words) else None


def _plain(words: list[str]) -> list[str]:
    """The words with each receipt of several words ("got it") made one plain "ok"."""
    return _RECEIPT_PHRASES.sub("ok", " ".join(words)).split()


def _empty_reason(words: list[str]) -> LeftOutReason:
    if any(word in _NEGATIVE for word in words) or words == ["yes"]:
        return LeftOutReason.BARE_ANSWER
    if all(word in _HESITATIONS or word in _CONNECTORS for word in words):
        return LeftOutReason.FILLER
    return LeftOutReason.BACKCHANNEL


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


def breaks_off(text: str) -> bool:
    """Whether the text stops where no sentence can end ("a sense of like."): speech-to-text puts stops anywhere."""
    words = words_of(text)
    return bool(words) and words[-1] in _CANNOT_END and not text.rstrip().endswith(("?", "!"))


_CANNOT_END = _set(
    "a an the or if because of to with for my your our their its from into as than and but like whether which"
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
