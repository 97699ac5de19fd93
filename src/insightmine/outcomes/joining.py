"""What people do, and how it went, told in two breaths: effects that stand next to a deed count for the deed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from insightmine.domain.content_words import stems
from insightmine.domain.ids import ParticipantId, StatementId
from insightmine.domain.judgements import Basis, Effect, Judgement, Kind
from insightmine.domain.speech import Statement
from insightmine.domain.votes import CLEARLY_MORE, conviction, sides_taken
from insightmine.outcomes.evidence import Study
from insightmine.outcomes.practice import Practice

# A question of so few words only says "go on", and one of these asks how it went.
_BARE = 4
_ASKS_ON = re.compile(
    r"^(?:\W*\w+){0,6}\W*\b(?:how did (?:that|it)|did (?:that|it)|was (?:that|it)|does (?:that|it)|and (?:that|it))\b",
    re.IGNORECASE,
)
# How many statements of the same person after a deed may still speak of it: the rest of the answer, and the next turn.
_REACH = 3
_LEADS_IN = (
    r"\W*(?:(?:and|but|so|then|because|okay|ok|well|yeah|yes|oh|i|think|thought|guess|know|mean|found|find|feel|like|"
    r"really|just|now|for|me)\b\W*)*"
)
# "That was easy", "it worked", "which saved me an hour": what was just told is meant.
REFERS = re.compile(
    rf"{_LEADS_IN}(?:it|that|this|which|they|these|those|that[’']s|it[’']s|doing (?:so|that|this)|this way|that way)\b",
    re.IGNORECASE,
)
_OUTCOME = re.compile(
    r"\b(?:so|then|that way|because of (?:it|that)|as a result|in the end|which)\b[^.;]{0,40}\b(?:never|always|got|get|"
    r"had|works?|worked|helps?|helped|saved?|saves|found|know|knew|right)\b",
    re.IGNORECASE,
)
# "because it is never right": why it is done, not how it went.
_REASON = re.compile(
    r"\b(?:because|since|cause|cuz|as (?:i|we|it|they|the)\b|due to|in case|otherwise|so (?:i|we) (?:have|had|need)|"
    r"unless|if (?:it|they|you|i|we)|don[’']t (?:fully )?(?:trust|have faith)|instead of|rather than|to avoid|not just|"
    r"but (?:i|we|still))\b",
    re.IGNORECASE,
)
# "I take a photo, so that nobody can say I broke it": what good people see in what they do.
_WHY = re.compile(
    r"\b(?:because|so that|in case|in order to|to make sure|to avoid|otherwise|since (?:i|we|you|it|they|the)|"
    r"so (?:i|we|you|it|they|nobody|no one))\b",
    re.IGNORECASE,
)
COST = re.compile(
    r"\b(?:time[- ]consuming|tedious|takes? (?:\w+ ){0,3}(?:long|hours?|days?|weeks?|forever|ages|time)|"
    r"took (?:\w+ ){0,3}(?:long|hours?|days?|weeks?|forever|ages|time)|annoy\w*|hassle|nuisance|pain(?:ful)?|boring|"
    r"waste|wasted|wasting|"
    r"(?:more|a lot more|lots of|too much|a lot of) (?:time|work)|hate|cumbersome|"
    r"slow(?:s|er|ed)?|exhausting|frustrat\w+|detrimental|extra (?:work|step)|"
    r"hours?|twice|tiring|fed up)\b",
    re.IGNORECASE,
)
FAILURE = re.compile(
    r"\b(?:can[’']?t|cannot|could ?n[’']t|could not|did ?n[’']t work|does ?n[’']t work|not working|failed|fails?|"
    r"gave up|not (?:find|able)|unable|expired|wrong|nothing|locked|no results?|not very good|struggled|error)\b",
    re.IGNORECASE,
)


# A verb of so many letters begins no other word by chance, and most keep their beginning: `booked`, `checking`.
_PLAIN = 4
_OTHERS = re.compile(r"\b(?:he|she|him|his|her)\b", re.IGNORECASE)
_SELF = re.compile(r"\b(?:i|me|my|we|us|our)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Told:
    """How a practice went, by those who show it and by those who speak of the same thing. In order of conviction.

    `helps` and `hinders` are effects of doing it; `failures` tell that it was tried in vain; `costs` that it takes its
    toll; `reasons` why it is done: a trouble that it answers to. People stand on the side of most of what they said.
    `reasoned`: who does it, says why, and says nothing against it.
    """

    helps: tuple[StatementId, ...]
    hinders: tuple[StatementId, ...]
    failures: tuple[StatementId, ...]
    costs: tuple[StatementId, ...]
    reasons: tuple[StatementId, ...]
    helped: frozenset[ParticipantId]
    hindered: frozenset[ParticipantId]
    burdened: frozenset[ParticipantId]
    reasoned: frozenset[ParticipantId]


def joined(practice: Practice, study: Study, order: dict[ParticipantId, list[Statement]]) -> Told:
    """What was told of how a practice went; `order` holds everybody's statements as they were said."""
    weighed: dict[Effect, dict[ParticipantId, float]] = {
        Effect.HELPS: defaultdict(float),
        Effect.HINDERS: defaultdict(float),
    }
    kept: dict[str, dict[StatementId, float]] = defaultdict(dict)
    burdened, reasoned = set(), set()
    doers = frozenset(study.who(practice.shown))
    for statement, is_own in _speaking(practice, study, order):
        judgement = study.judgements[statement.id]
        if (
            statement.participant in doers
            and statement.id not in practice.denied
            and _says_why(statement, judgement, practice, is_own)
        ):
            reasoned.add(statement.participant)
            kept["reasons"][statement.id] = round(judgement.kind_scores[judgement.kinds.index(Kind.REASON)], 6)
        for side in sides_taken(judgement, statement.text):
            worth = round(conviction(judgement, side), 6)
            place = _place(statement, side, is_own)
            is_why = practice.safeguard or (is_own and judgement.kinds[:1] == (Kind.REASON,))
            if is_why and side is Effect.HINDERS and place != "costs":
                place = "reasons"
            kept[place][statement.id] = worth
            if place != "reasons":
                weighed[side][statement.participant] += worth
            if place == "costs":
                burdened.add(statement.participant)
    for_it, against = weighed[Effect.HELPS], weighed[Effect.HINDERS]
    hindered = frozenset(who for who in against if against[who] * CLEARLY_MORE > round(for_it.get(who, 0.0), 6))
    return Told(
        helps=_by_worth(kept["helps"]),
        hinders=_by_worth(kept["hinders"]),
        failures=_by_worth(kept["failures"]),
        costs=_by_worth(kept["costs"]),
        reasons=_by_worth(kept["reasons"]),
        helped=frozenset(who for who in for_it if for_it[who] * CLEARLY_MORE > round(against.get(who, 0.0), 6)),
        hindered=hindered,
        burdened=frozenset(burdened),
        reasoned=frozenset(reasoned) - hindered - burdened,
    )


def _says_why(statement: Statement, judgement: Judgement, practice: Practice, is_own: bool) -> bool:
    """Whether it gives a reason for what is done: after the deed, or, next to it, as the first thing that it says."""
    if not judgement.is_evidence or judgement.effect is Effect.HINDERS or Kind.REASON not in judgement.kinds:
        return False
    if not is_own:
        return judgement.kinds[0] is Kind.REASON
    return _WHY.search(statement.text, _told_at(practice, statement.text)) is not None


def _told_at(practice: Practice, text: str) -> int:
    """Where its words stand: a reason that comes before may be one for something else."""
    if practice.says is not None:
        said = practice.says.search(text)
        return said.start() if said else len(text)
    verb = practice.phrase.base.partition(" ")[0]
    told = re.search(rf"\b{re.escape(verb.removesuffix('e'))}\w*", text, re.IGNORECASE) if len(verb) >= _PLAIN else None
    if told is not None:
        return told.end()
    words = stems(practice.phrase.base)
    return max((word.end() for word in re.finditer(r"\w+", text) if stems(word.group()) & words), default=len(text))


def _place(statement: Statement, side: Effect, is_own: bool) -> str:
    if side is Effect.HELPS:
        return "helps"
    if COST.search(statement.text):
        return "costs"
    if is_own and _REASON.search(statement.text):
        return "reasons"
    return "failures" if FAILURE.search(statement.text) else "hinders"


def _by_worth(said: dict[StatementId, float]) -> tuple[StatementId, ...]:
    return tuple(sorted(said, key=lambda statement: (-said[statement], statement)))


def _speaking(
    practice: Practice, study: Study, order: dict[ParticipantId, list[Statement]]
) -> Iterator[tuple[Statement, bool]]:
    """The statements that speak of the practice, each once; whether it is one that shows it.

    Those that show it or deny it; what the same person says right after one, with a word that points back or with its
    object; and what anybody says of how it went at the same step where both its deed and its object are named.
    """
    shown = frozenset(practice.shown)
    done: set[StatementId] = set()
    for statement_id in (*practice.shown, *practice.denied):
        if statement_id not in done:
            done.add(statement_id)
            yield study.statements[statement_id], statement_id in shown
    for statement_id in practice.shown:
        for follower in _after(study.statements[statement_id], practice, study, order):
            if follower.id not in done:
                done.add(follower.id)
                yield follower, False
    doers = frozenset(study.who(practice.shown))
    for statement_id in _naming(practice, study):
        statement = study.statements[statement_id]
        of_theirs = statement.participant in doers or not practice.unwanted  # by hand: others do other things so
        if statement_id not in done and of_theirs and not _is_hearsay(study, statement):
            done.add(statement_id)
            yield statement, False


def _naming(practice: Practice, study: Study) -> list[StatementId]:
    """The statements that name the practice, whoever says it: in its telling words, else by deed and object."""
    if practice.says is not None:
        return [name for name in study.stems_of if practice.says.search(study.statements[name].text)]
    if not practice.about:
        return []
    return sorted(set.intersection(*(study.naming(frozenset(words)) for words in practice.about)))


def _after(
    statement: Statement, practice: Practice, study: Study, order: dict[ParticipantId, list[Statement]]
) -> Iterator[Statement]:
    """What its speaker goes on to say of it, up to the next deed of another kind."""
    own = order[statement.participant]
    start = next(i for i, other in enumerate(own) if other.id == statement.id)
    for follower in own[start + 1 : start + 1 + _REACH]:
        is_near = follower.transcript == statement.transcript and follower.turn - statement.turn <= 2
        if not is_near or follower.heading != statement.heading:
            return
        if _is_of_others(study, follower) or not _goes_on(statement, follower):
            return
        judgement = study.judgements[follower.id]
        points_back = REFERS.match(follower.text) or _OUTCOME.search(follower.text)
        names_it = practice.objects & study.stems_of[follower.id]
        if points_back or names_it:
            yield follower
        elif judgement.is_behaviour:
            return  # from here on it is about something else


def _is_of_others(study: Study, statement: Statement) -> bool:
    """Whether it tells of somebody else: `he had no photo, so he paid`."""
    second_hand = study.judgements[statement.id].basis is Basis.SECOND_HAND
    return second_hand or (_OTHERS.search(statement.text) is not None and _SELF.search(statement.text) is None)


def _is_hearsay(study: Study, statement: Statement) -> bool:
    """Whether it tells of somebody else in an interview; an observer's note always does."""
    return study.judgements[statement.id].basis is Basis.SECOND_HAND and not study.is_noted(statement.id)


def _goes_on(statement: Statement, follower: Statement) -> bool:
    """Whether what follows is still the same answer: the same turn, or no other question came before it."""
    if follower.turn == statement.turn or follower.question == statement.question:
        return True
    question = follower.question or ""
    return len(question.split()) <= _BARE or bool(_ASKS_ON.search(question))


def order_of(study: Study) -> dict[ParticipantId, list[Statement]]:
    """Everybody's statements in the order in which they were said."""
    said: dict[ParticipantId, list[Statement]] = defaultdict(list)
    for statement in sorted(study.statements.values(), key=lambda s: (s.transcript, s.turn, s.start, s.id)):
        said[statement.participant].append(statement)
    return said
