"""What a statement answers and follows -> how surely the rules call it this or that kind on that account."""

from __future__ import annotations

from dataclasses import dataclass

from insightmine.domain.judgements import Effect, Kind
from insightmine.judgements.cues import Cues, Subject, Time
from insightmine.judgements.effect import EffectScore
from insightmine.judgements.inquiry import asks_for_decision, asks_for_reason, asks_to_begin, asks_what_is_done

_EXPLAINS, _FEWEST_TO_EXPLAIN = 0.6, 4  # how surely so many words are a reason, where the question asks for one
_DONE = 0.66  # how surely a clipped answer to what somebody does tells it
_WISHED = 0.8
_SIDED = frozenset({Effect.HELPS, Effect.HINDERS, Effect.MIXED})


@dataclass(frozen=True, slots=True)
class Around:
    """What the statement answers and follows.

    `wished`: it answers a question about wishes (`wishes.answers_with_wish`); `explains`: one about what kept somebody
    from something; `decided`: about how they came to a choice; `done`: about what they do; `asked_to_begin`: whether
    they are ready, or have questions of their own (all as `inquiry` tells questions). `after_trouble`: what the same
    turn says just before tells that something hindered. `ends_turn`: the speaker says nothing after it.
    """

    wished: bool = False
    explains: bool = False
    decided: bool = False
    done: bool = False
    asked_to_begin: bool = False
    after_trouble: bool = False
    ends_turn: bool = True


ALONE = Around()


def around(asked: str | None, wished: bool, after_trouble: bool, ends_turn: bool) -> Around:
    """What stands around a statement; `asked`: the question in force (`inquiry.in_force`)."""
    return Around(
        wished, asks_for_reason(asked), asks_for_decision(asked), asks_what_is_done(asked), asks_to_begin(asked),
        after_trouble, ends_turn,
    )  # fmt: skip


def heed(around: Around, scores: dict[Kind, float], cues: Cues, effect: EffectScore) -> None:
    """Change the scores of kinds by what the statement answers."""
    if cues.n_words >= _FEWEST_TO_EXPLAIN and _explains(cues, effect, around):
        scores[Kind.REASON] = max(scores[Kind.REASON], _EXPLAINS)
    if around.done and _clipped(cues) and effect.effect not in _SIDED:
        scores[Kind.BEHAVIOUR] = max(scores[Kind.BEHAVIOUR], _DONE)
        scores[Kind.SESSION_TALK] = min(scores[Kind.SESSION_TALK], 0.3)
    if around.wished:
        scores[Kind.WISH] = max(scores[Kind.WISH], _WISHED)
        scores[Kind.OPINION] = min(scores[Kind.OPINION], 0.4)


def _explains(cues: Cues, effect: EffectScore, around: Around) -> bool:
    """Whether what answers such a question gives the reason.

    Of deeds that are told without a word on what came of them one in five does, so they do not count; of what answers
    how somebody chose, what helped or hindered.
    """
    sided = effect.effect in _SIDED
    own_act = any(
        one.main and one.is_action and one.subject is Subject.SELF and one.time is not Time.MODAL
        for one in cues.clauses
    )  # fmt: skip
    return (around.explains and (sided or not own_act)) or (around.decided and sided)


def _clipped(cues: Cues) -> bool:
    """Whether it leaves out who does what: "both, usually", "not really"."""
    return not any(one.main and one.subject is not Subject.UNSPOKEN for one in cues.clauses)
