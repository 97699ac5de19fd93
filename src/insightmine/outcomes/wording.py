"""The sentences of a card. They name behaviour and evidence, never a solution."""

from __future__ import annotations

from insightmine.domain.outcomes import Direction
from insightmine.outcomes.grading import Quality
from insightmine.outcomes.verb_phrase import VerbPhrase

WHO = "People"
_FEW, _NEXT = 5, 8


def behaviour_sentence(phrase: VerbPhrase) -> str:
    """Who does what: `People check every reference by hand.`."""
    return f"{WHO} {phrase.finite}."


def metric_sentence(phrase: VerbPhrase, step_name: str | None) -> str:
    """A rate: the times it happens among the times it could."""
    if step_name is None:
        return f"times people {phrase.finite} / times they had the occasion to"
    return f"times people {phrase.finite} at “{step_name}” / all times people come to “{step_name}”"


def question_sentence(phrase: VerbPhrase, direction: Direction) -> str:
    """The question that opens the search for ideas."""
    if direction is Direction.MORE:
        return f"What would get more people to {phrase.infinitive}?"
    return f"What would have to change for fewer people to {phrase.infinitive}?"


def hypothesis_sentence(phrase: VerbPhrase, direction: Direction, step_name: str | None) -> str:
    """The hypothesis, with the idea left to the team."""
    verb = "increase" if direction is Direction.MORE else "reduce"
    where = f" at “{step_name}”" if step_name is not None else ""
    return f"We think we can {verb} the rate of people {phrase.doing}{where} with [your idea]."


def next_test_sentence(phrase: VerbPhrase, quality: Quality, step_name: str | None) -> str:
    """The cheapest test of what the evidence leaves open."""
    place = " in their ordinary work" if quality.questioned and quality.named < 1 / 2 else ""
    place = f" at “{step_name}”" if step_name is not None else place
    more = _NEXT if quality.showed >= _FEW else _FEW
    if quality.named >= 1 / 2:
        return f"Watch {more} new people{place} with a task that does not name it, and count who {_who_does(phrase)}."
    if quality.observed < 1 / 2:
        return f"Watch {more} people{place} without mentioning it, and count who {_who_does(phrase)}."
    if quality.showed < _FEW:
        return f"Observe {more} new people{place} without mentioning it, and count who {_who_does(phrase)}."
    return "Count it in the product for two weeks, to learn the baseline."


def _who_does(phrase: VerbPhrase) -> str:
    """After `count who`, in the singular: `looks for it`, `does not look for it`, `is lost`."""
    first, _, rest = phrase.base.partition(" ")
    if first == "be":
        verb = "is not" if phrase.negated else "is"
    elif phrase.negated:
        verb = f"does not {first}"
    else:
        verb = {"have": "has", "do": "does", "go": "goes"}.get(first) or _third_singular(first)
    return f"{verb} {rest}".strip()


def _third_singular(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in set("aeiou"):
        return verb[:-1] + "ies"
    return verb + "s"
