"""Guide, headings, recurring questions and the order of topics -> steps that a researcher may begin with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import comb

from insightmine.domain.analysis import Analysis
from insightmine.domain.guides import Guide
from insightmine.domain.ids import TranscriptId
from insightmine.domain.journeys import Step
from insightmine.domain.suggestions import Source, Suggestion
from insightmine.journey.drafts import (
    Draft,
    cut,
    drafts_of_guide,
    drafts_of_headings,
    drafts_of_questions,
    drafts_of_topics,
)
from insightmine.journey.headings import steps_from_headings
from insightmine.journey.order import in_walking_order
from insightmine.journey.propose import Encode
from insightmine.journey.questions import holds_all_words, recurring_questions
from insightmine.journey.slugs import slug_ids

_ALIKE = 0.6  # cosine of two names from which on they are one step
_HALF = 0.5
_FEWEST = 2
_AGREED = 0.5  # of what is more than chance, over the pairs of topics in transcripts


def suggest_steps(analysis: Analysis, guide: Guide, encode: Encode) -> tuple[Suggestion, ...]:
    """Proposed steps in their order; none where nothing in the material suggests any, and that is a result.

    A guide decides, and headings that are like one of its steps are put to it. Without one, headings are taken, and
    where they divide fewer than half of the transcripts, questions that recur as well; where neither is there, topics
    that half of the transcripts (five at least) come to at about the same place, if most agree on their order: else it
    is a conversation, no journey. What is named alike is one step, but what interviewers ask at two places is two.
    """
    transcripts = sorted((one for one in analysis.transcripts if one.in_themes), key=lambda one: one.id)
    headings = drafts_of_headings(steps_from_headings(transcripts, encode), transcripts)
    drafts = _of_guide(guide, headings, encode)
    if not drafts:
        drafts = headings
        divided = {name for draft in headings for name in draft.places}
        if len(divided) < _HALF * len(transcripts) or len(headings) < _FEWEST:
            drafts = [*headings, *drafts_of_questions(recurring_questions(transcripts, encode), transcripts)]
        if len(drafts) < _FEWEST:
            topics = drafts_of_topics(analysis.themes, analysis.statement_by_id, transcripts)
            drafts = topics if agreement_on_order(topics) >= _AGREED else []
        drafts = _in_order(_without_doubles(drafts, encode), [transcript.id for transcript in transcripts])
    if len(drafts) < _FEWEST:
        return ()
    ids = slug_ids([draft.name for draft in drafts])
    return tuple(
        Suggestion(
            step=Step(step_id, draft.name, draft.description, (), draft.headings),
            source=draft.source,
            n_seen=len(draft.places),
            n_of=len(transcripts),
            items=draft.items,
        )
        for step_id, draft in zip(ids, drafts, strict=True)
    )


def _of_guide(guide: Guide, headings: Sequence[Draft], encode: Encode) -> list[Draft]:
    """The guide's own steps, with the transcripts' headings where they are alike; other headings come after them."""
    own = drafts_of_guide(guide)
    if not own or not headings:
        return own
    texts = [f"{draft.name}. {draft.description}" for draft in own]
    near = encode([draft.name for draft in headings]) @ encode(texts).T
    for number, draft in enumerate(headings):
        same = next((i for i, step in enumerate(own) if set(step.headings) & set(draft.headings)), None)
        best = int(near[number].argmax()) if same is None else same
        if same is not None or float(near[number][best]) >= _ALIKE:
            together = tuple(dict.fromkeys((*own[best].headings, *draft.headings)))
            own[best] = replace(own[best], headings=together, places=draft.places)
        else:
            own.append(draft)
    return own


def _without_doubles(drafts: Sequence[Draft], encode: Encode) -> list[Draft]:
    """Headings before questions, then what more transcripts show, keep their name; what is alike joins them."""
    rank = {Source.GUIDE: 0, Source.HEADINGS: 0, Source.QUESTIONS: 1, Source.TOPICS: 2}
    ordered = sorted(drafts, key=lambda draft: (rank[draft.source], -len(draft.places), draft.name))
    if len(ordered) < _FEWEST:
        return ordered
    near = encode([draft.name for draft in ordered])
    alike = near @ near.T
    kept: list[int] = []
    joined: dict[int, Draft] = {}
    for number, draft in enumerate(ordered):
        rivals = [other for other in kept if not _is_set_apart(draft, ordered[other])]
        nearest = max(rivals, key=lambda other: (round(float(alike[number, other]), 6), -other), default=None)
        same = (
            nearest
            if nearest is not None and _is_same(draft, ordered[nearest], float(alike[number, nearest]))
            else None
        )
        if same is None:
            kept.append(number)
            joined[number] = draft
        else:
            joined[same] = _together(joined[same], draft)
    return [joined[number] for number in kept]


def _is_set_apart(first: Draft, second: Draft) -> bool:
    """What somebody set apart by headings, or asked at another place, stays apart, however alike it sounds."""
    return first.source is second.source and first.source in (Source.HEADINGS, Source.QUESTIONS)


def _is_same(first: Draft, second: Draft, cosine: float) -> bool:
    return round(cosine, 6) >= _ALIKE or holds_all_words(first.name, second.name)


def _together(first: Draft, second: Draft) -> Draft:
    texts = [text for text in (first.description, second.description) if text]
    return replace(
        first,
        description=cut(" ".join(dict.fromkeys(texts))),
        headings=tuple(dict.fromkeys((*first.headings, *second.headings))),
        places={**second.places, **first.places},
    )


def agreement_on_order(drafts: Sequence[Draft]) -> float:
    """How much more often than by chance a transcript comes to two drafts in the order in which most do.

    Over all pairs that it holds, 1 where all agree, 0 where it is as with tossed coins: of three tosses two or three
    fall on one side each time, so few transcripts agree on much that has no order. Who comes to both at one place
    agrees with neither side.
    """
    agree = chance = total = 0.0
    for number, one in enumerate(drafts):
        for other in drafts[:number]:
            both = sorted(set(one.places) & set(other.places))
            first = sum(one.places[name] < other.places[name] for name in both)
            last = sum(one.places[name] > other.places[name] for name in both)
            agree += max(first, last) + (len(both) - first - last) / 2
            chance += _larger_side(len(both))
            total += len(both)
    return (agree - chance) / (total - chance) if total > chance else 0.0


def _larger_side(tosses: int) -> float:
    """How many of so many coins fall on the side on which more of them fall, on average."""
    return sum(comb(tosses, heads) * max(heads, tosses - heads) for heads in range(tosses + 1)) / float(1 << tosses)


def _in_order(drafts: Sequence[Draft], transcripts: Sequence[TranscriptId]) -> list[Draft]:
    """In the order in which most transcripts come to them."""
    walks = [
        sorted(
            (number for number, draft in enumerate(drafts) if name in draft.places),
            key=lambda number: (drafts[number].places[name], number),
        )
        for name in transcripts
    ]
    return [drafts[number] for number in in_walking_order([walk for walk in walks if walk])]
