"""What sort of answer a question asks for: a story, a habit, a barrier, a wish, a verdict, a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from insightmine.domain.ids import TranscriptId
from insightmine.domain.speech import Statement

_END = 300  # characters: the question itself stands at the end of what an interviewer says
_ASKS = re.compile(r"\b(?:tell me|describe|walk me|talk me|explain|share|curious|elaborate)\b")
_SORTS = (
    ("story", r"\b(?:walk|talk) me through\b|\btell me (?:more )?about\b|\bwhat happened\b|\bdescribe\b|"
              r"\bwhat (?:did|does) (?:\w+ ){1,4}look like\b|\bstep by step\b|\bfrom start to finish\b|"
              r"\bfrom (?:\w+ )?(?:initial )?idea\b"),
    ("process", r"\bprocess\b|\bworkflow\b|\bapproach\b|\bhow (?:do|did|would|are|have) (?:you|they|we)\b|"
                r"\bstrategy\b|\bsteps\b|\broutine\b|\bhandle\b|\bgo about\b|"
                r"\bwhat (?:do|did|are|were) you (?:\w+ )?(?:do|doing)\b|\bprocedure\b"),
    ("use", r"\b(?:do|did|have|are) you (?:\w+ ){0,2}(?:us|try|tried|experiment)\w*\b|\bwhat (?:\w+ )?tools?\b|"
            r"\buse \w+ for\b|\bwhere .*\bus(?:e|ed|ing)\b"),
    ("barrier", r"\b(?:kept|keeps|keeping|stop\w*|prevent\w*|hold\w*) (?:you|people|them)\b|"
                r"\bwhy (?:not|haven't|didn't|don't|wouldn't)\b|\breluctan|\bhesita|\bconcern|\bbarrier|\bobstacle|"
                r"\brather than\b"),
    ("trouble", r"\bchalleng|\bdifficult|\bproblem|\bfrustrat|\bstruggl|\bhard(?:er|est)?\b|\bissue|\bconfus|"
                r"\bpain point|\bunclear\b|\bdislike|\bwrong\b|\bunable\b|\bfail|\bweakness|\bworst\b|"
                r"\bdidn't work\b"),
    ("praise", r"\bhelp(?:ed|ful|s)?\b|\bbenefit|\badvantage|\buseful|\bwork(?:s|ed|ing)? well|\beas(?:y|ier)\b|"
               r"\bstrength|\bbest\b|\benjoy|\bsuccess|\bvalu(?:e|able)\b"),
    ("verdict", r"\bhow (?:was|is|were|well|useful|easy|difficult|satisf\w+|important)\b|"
                r"\bwhat (?:do|did) you think\b|\bfind (?:it|them|the)\b|\bimpression|\bexperience\b|"
                r"\bhow (?:do|did) you (?:feel|like|find)\b|\bthoughts\b|\bopinion|\bfeel about\b"),
    ("wish", r"\bif you could\b|\bwould you (?:like|want|change|add|improve|wish)\b|\bwhat would (?:that|it) be\b|"
             r"\bmagic\b|\bideal|\bimprov|\badditional\b|\bsuggest|\bwish\b|\blike to see\b|"
             r"\bwould (?:help|be helpful|be useful)\b|\bcurrently doesn't\b|\bwould want\b"),
    ("why", r"\bwhy\b|\breason|\bwhat made\b|\bmotivat|\bwhat (?:drives|drove|led|prompted|makes)\b|\bhow come\b"),
    ("whether", r"\b(?:did|do|does|is|are|was|were|have|has|can|could|would|will) "
                r"(?:you|it|there|that|they|the|this)\b[^.?]*\?\s*$"),
    ("fact", r"\bhow (?:many|much|long|often|big|old)\b|\bwho\b|\bwhere (?:are|is|do|did)\b|"
             r"\bwhat(?:'s| is| are| was) (?:your|the|that|this)\b|\bwhich\b|\bwhen did\b|\brole\b|\bbackground\b"),
    ("future", r"\bfuture\b|\bplan(?:s|ning)?\b|\bnext\b|\bgoing to\b|\bwill you\b|\bhope"),
    ("goal", r"\bgoal|\btrying to\b|\bwant to\b|\bpurpose\b|\baim\b|\bobjective|\btasks?\b|\bwhat .* for\b"),
    ("example", r"\bexample\b|\btime when\b|\bspecific|\binstance\b|\blast time\b|\brecent"),
    ("closing", r"\banything else\b|\bany (?:other |more )?questions\b|\bready\b|\bbefore we\b|\bthank|"
                r"\bsounds? good\b|\bfeel free\b"),
    ("suggests", r"^\W*so\b|\b(?:right|correct|yeah|no)\?\s*$|\byou(?:'re| are) saying\b|\bit sounds like\b|"
                 r"\byou mentioned\b"),
    ("states", r"^[^?]*$"),
    ("remark", r"^\W*(?:\w+\W+){0,5}\w*\W*$"),
)  # fmt: skip
# what is answered with a reason: what kept somebody from it, and why not
_ASKS_REASON = re.compile(
    r"\b(?:kept|keeps|keeping|stop(?:s|ped|ping)?|prevent(?:s|ed|ing)?|held|holds|holding) (?:you|people|them)\b|"
    r"\bwhy (?:not|haven't|didn't|don't|wouldn't|won't|hadn't|aren't)\b|\breasons? (?:\w+ ){0,2}(?:why|for not)\b"
)
# what is answered, in part, with what spoke for a choice or against it
_ASKS_DECISION = re.compile(
    r"\b(?:decided?|chose|choose|opted?) (?:whether|to|when|which|between|against|on)\b|"
    r"\bwhat (?:\w+ )?(?:made|led|drove|prompted|convinced|motivated|influenced) (?:you|that|your|the|them)\b|"
    r"\bfactors?\b[^.?]{0,30}\b(?:influenced?|decision|choice)\b|"
    r"\bwhat(?:'s| has|'ve)? (?:driven|motivated|influenced)\b"
)
# what a word is enough to answer with what one does: "do you use both?"
_ASKS_WHAT_IS_DONE = re.compile(
    r"\b(?:do|did|are|have) you (?:\w+ ){0,2}(?:us(?:e|ed|ing)|do|doing|tr(?:y|ied)|look(?:ed|ing)?|tend|usually|work|"
    r"experiment(?:ed)?)\b[^.?]*\?\W*$|\bhow (?:do|did|are|were) (?:you|they)\b[^.?]*\?\W*$|"
    r"\bwhat (?:\w+ ){0,2}(?:do|did) you (?:\w+ )?(?:use|do)\b[^.?]*\?\W*$"
)
# what comes before an interview and after it
_ASKS_TO_BEGIN = re.compile(
    r"\bbefore we (?:begin|start|get started)\W*$|\bany (?:other|more|further|final) questions\W*$|"
    r"\bsounds? good to you\b|\bhesitate to reach out\b"
)
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _SORTS)


def in_force(statements: Sequence[Statement]) -> list[str | None]:
    """The question that each statement answers: its own, or over a bare "okay", the last that was one before.

    `None` where nobody has asked yet. Statements may come in any order; each looks only at its own transcript.
    """
    asked: list[str | None] = [None] * len(statements)
    last: tuple[TranscriptId | None, str | None] = (None, None)
    for row in sorted(range(len(statements)), key=lambda row: _where(statements[row])):
        transcript, question = statements[row].transcript, statements[row].question
        held = last[1] if last[0] == transcript else None
        asked[row] = question if question and _is_question(question) else held
        last = (transcript, asked[row])
    return asked


def inquiry(question: str | None) -> tuple[tuple[str, float], ...]:
    """The sorts of a question by name, 1 where it is one; the same names in the same order, zeros where nobody asked.

    Each sort twice: of all that was said, and of its last sentence.
    """
    return _sorts(_end(question))


def asks_for_practice(question: str | None) -> bool:
    """Whether it asks how something is or was done."""
    found = dict(inquiry(question))
    return any(found[f"asked {sort}"] for sort in ("story", "process", "use"))


@lru_cache(maxsize=4096)
def asks_for_reason(question: str | None) -> bool:
    """Whether it asks why somebody does not do something, or for the reason why."""
    return _ASKS_REASON.search(_end(question)) is not None


@lru_cache(maxsize=4096)
def asks_for_decision(question: str | None) -> bool:
    """Whether it asks how somebody came to choose what they did."""
    return _ASKS_DECISION.search(_end(question)) is not None


@lru_cache(maxsize=4096)
def asks_what_is_done(question: str | None) -> bool:
    """Whether it asks if, or how, somebody does something."""
    return _ASKS_WHAT_IS_DONE.search(_end(question)) is not None


@lru_cache(maxsize=4096)
def asks_to_begin(question: str | None) -> bool:
    """Whether it asks if somebody is ready, or has questions of their own, or takes leave."""
    return _ASKS_TO_BEGIN.search(_end(question)) is not None


def _end(question: str | None) -> str:
    return " ".join((question or "").lower().replace("’", "'").split())[-_END:]


@lru_cache(maxsize=4096)
def _sorts(asked: str) -> tuple[tuple[str, float], ...]:
    last = (asked[asked.rfind(". ") + 1 :] if asked.endswith("?") else asked).strip()
    return tuple(_found("asked", asked)) + tuple(_found("asked last", last))


def _found(name: str, asked: str) -> Iterator[tuple[str, float]]:
    return ((f"{name} {sort}", float(bool(asked) and pattern.search(asked) is not None)) for sort, pattern in _PATTERNS)


@lru_cache(maxsize=4096)
def _is_question(said: str) -> bool:
    words = len(said.split())
    return (words >= 5 and "?" in said) or (words >= 6 and _ASKS.search(said.lower()) is not None)


def _where(statement: Statement) -> tuple[str, int, int]:
    return statement.transcript, statement.turn, statement.start
