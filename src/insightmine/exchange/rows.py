"""An analysis as rows of plain values, in the names and the order of the export contract.

Every function takes an analysis that is `shareable` already. Fields of the contract come first, then those that
were added, then `schema_version`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from insightmine.domain.analysis import Analysis
from insightmine.domain.associations import Association, Ended
from insightmine.domain.contradictions import Contradiction
from insightmine.domain.guides import item_of_turns
from insightmine.domain.judgements import Judgement
from insightmine.domain.outcomes import Rank
from insightmine.domain.provenance import provenance_of
from insightmine.domain.segments import opportunity_of
from insightmine.domain.sharing import MASK, is_masked, words_withheld
from insightmine.domain.speech import DroppedWords, DropReason, Statement, Turn
from insightmine.domain.standing import standing_of
from insightmine.domain.talkers import Talker, talker_of
from insightmine.domain.theme_grades import grade_theme
from insightmine.domain.themes import Theme
from insightmine.exchange.step_rows import steps_of_theme

SCHEMA_VERSION = 1

Row = dict[str, Any]


def transcripts(analysis: Analysis) -> Iterator[Row]:
    """One row a transcript."""
    for transcript in analysis.transcripts:
        spoken = [turn for turn in transcript.turns if turn.text]
        yield {
            "id": transcript.id,
            "source": transcript.source,
            "format": transcript.format,
            "language": transcript.language,
            "participants": list(transcript.participants),
            "n_turns": len(spoken),
            "n_words": transcript.n_words,
            "words_dropped": [_dropped(group) for group in transcript.dropped],
            "encoding": transcript.encoding,
            "record": transcript.record.value,
            "media": transcript.media,
            "translated_from": transcript.translated_from,
            "translation_of": transcript.translation_of,
            "replaced_by": transcript.replaced_by,
            "in_themes": transcript.in_themes,
            "schema_version": SCHEMA_VERSION,
        }


def turns(analysis: Analysis) -> Iterator[Row]:
    """One row a turn; the empty turn of somebody left out is not one."""
    withheld = words_withheld(analysis)
    items = item_of_turns(analysis.asked)
    places = _pseudonyms(analysis)
    for transcript in analysis.transcripts:
        for turn in transcript.turns:
            if turn.text:
                is_withheld = turn.participant in withheld or is_masked(turn.text)
                item = items.get((transcript.id, turn.index))
                hidden = [] if is_withheld else places.get((transcript.id, turn.index), [])
                yield {"transcript": transcript.id, **_turn(turn, is_withheld, item, hidden)}


def statements(analysis: Analysis) -> Iterator[Row]:
    """One row a statement."""
    withheld = words_withheld(analysis)
    scores = {member.statement: member.score for theme in analysis.themes for member in theme.members}
    for statement in analysis.statements:
        theme = analysis.theme_of.get(statement.id)
        yield {
            **_place(statement, statement.participant in withheld),
            **_judged(analysis.judgement_by_id.get(statement.id)),
            "theme": theme.id if theme else None,
            "theme_score": scores[statement.id] if theme else None,
            "decided_by": _decided_by(analysis.judgement_by_id.get(statement.id)),
            "question": statement.question,
            "heading": statement.heading,
            **_origin(analysis, statement),
            "consent": _consent(analysis, statement),
            "schema_version": SCHEMA_VERSION,
        }


def themes(analysis: Analysis) -> Iterator[Row]:
    """One row a theme, also of one that was rejected."""
    for theme in analysis.themes:
        yield _theme(analysis, theme)


def signals(analysis: Analysis) -> Iterator[Row]:
    """One row a signal."""
    for signal in analysis.signals:
        yield {
            "id": signal.id,
            "theme": signal.theme,
            "step": signal.step,
            "effect": signal.effect.value,
            "strength": float(signal.strength),
            "participants": list(signal.participants),
            "supporting": list(signal.supporting),
            "opposing": list(signal.opposing),
            "association": _association(signal.association),
            "conflict": signal.conflict,
            "status": signal.status.value,
            "opponents": list(signal.opponents),
            "other_associations": [_association(item) for item in signal.other_associations],
            "measures_disagree": [list(pair) for pair in signal.measures_disagree],
            "about": signal.about,
            "single_voice": signal.is_one_voice,
            "schema_version": SCHEMA_VERSION,
        }


def outcomes(analysis: Analysis) -> Iterator[Row]:
    """One row a candidate outcome, in their order of rank."""
    for outcome in analysis.outcomes:
        seen = outcome.seen
        yield {
            "id": outcome.id,
            "who": outcome.who,
            "behaviour": outcome.behaviour,
            "step": outcome.step,
            "direction": outcome.direction.value,
            "seen": {
                "showed": list(seen.showed),
                "opportunity": list(seen.opportunity),
                "unclear": list(seen.unclear),
                "basis": seen.basis,
                "did_not": list(seen.did_not),
                "not_asked": list(seen.not_asked),
            },
            "metric": outcome.metric,
            "question": outcome.question,
            "hypothesis": outcome.hypothesis,
            "next_test": outcome.next_test,
            "alternatives": list(outcome.alternatives),
            "grade": outcome.grade.value,
            "signals": list(outcome.signals),
            "supporting": list(outcome.supporting),
            "opposing": list(outcome.opposing),
            "impact": outcome.impact,
            "status": outcome.status.value,
            "grade_reasons": list(outcome.grade_reasons),
            "theme": outcome.theme,
            "pain_points": list(outcome.pain_points),
            "baseline": outcome.baseline,
            "target": outcome.target,
            "lagging": outcome.lagging,
            "themes": list(outcome.themes),
            "reasons": list(outcome.reasons),
            "rank": _rank(outcome.rank),
            "differs": [difference_row(each) for each in outcome.differs],
            "results": [_association(each) for each in outcome.results],
            "schema_version": SCHEMA_VERSION,
        }


def _rank(rank: Rank | None) -> Row | None:
    """The parts that the order of cards is made of; `None` where people were left out since it was worked out."""
    if rank is None:
        return None
    parts = {"evidence": rank.evidence, "reach": rank.reach, "agreement": rank.agreement, "strength": rank.strength}
    return {**{name: float(value) for name, value in parts.items()}, "score": float(rank.score)}


def difference_row(each: Contradiction) -> Row:
    """Where words and deeds of one person differ."""
    return {
        "participant": each.participant,
        "difference": each.difference.value,
        "said": each.said,
        "shown": each.shown,
        "step": each.step,
        "measure": each.measure,
    }


def _dropped(group: DroppedWords) -> Row:
    """Words that are withheld are counted, but not listed; those of somebody who withdrew never are."""
    withdrawn = group.reason is DropReason.CONSENT_WITHDRAWN
    words = [word for word in group.words if word != MASK and not withdrawn]
    return {"reason": group.reason.value, "words": words, "n_words": len(group.words)}


def _pseudonyms(analysis: Analysis) -> dict[tuple[str, int], list[Row]]:
    """Where pseudonyms stand in each turn that has any."""
    found: defaultdict[tuple[str, int], list[Row]] = defaultdict(list)
    for item in analysis.redactions:
        if item.pseudonym is not None:
            place = {"start": item.start, "end": item.end, "kind": item.kind, "pseudonym": item.pseudonym}
            found[item.transcript, item.turn].append(place)
    return found


def _turn(turn: Turn, withheld: bool, guide_item: str | None, redactions: list[Row]) -> Row:
    return {
        "turn": turn.index,
        "speaker": turn.speaker,
        "role": turn.role.value,
        "participant": turn.participant,
        "text": None if withheld else turn.text,
        "start_seconds": _float(turn.start_seconds),
        "end_seconds": _float(turn.end_seconds),
        "heading": turn.heading,
        "place": turn.place,
        "guide_item": guide_item,
        "redactions": redactions,
        "schema_version": SCHEMA_VERSION,
    }


def _place(statement: Statement, withheld: bool) -> Row:
    return {
        "id": statement.id,
        "transcript": statement.transcript,
        "source": statement.source,
        "participant": statement.participant,
        "turn": statement.turn,
        "start": statement.start,
        "end": statement.end,
        "text": None if withheld else statement.text,
    }


def _origin(analysis: Analysis, statement: Statement) -> Row:
    """Whose words these are, where they are to be heard, and what they were translated from."""
    transcript = analysis.transcript_by_id[statement.transcript]
    origin = provenance_of(analysis, statement)
    return {
        "record": origin.record.value,
        "media": transcript.media if origin.media else None,
        "media_url": origin.media.url if origin.media else None,
        "translated_from": transcript.translated_from,
        "original_transcript": transcript.translation_of if origin.original else None,
        "original_turn": origin.original.index if origin.original else None,
    }


def _consent(analysis: Analysis, statement: Statement) -> str | None:
    person = analysis.person_by_id.get(statement.participant)
    return person.consent.value if person is not None else None


def _judged(judgement: Judgement | None) -> Row:
    """Unknown where nothing was judged."""
    if judgement is None:
        empty = ("basis", "prompting", "effect", "effect_score", "step", "step_score")
        return {"kinds": [], **dict.fromkeys(empty)}
    return {
        "kinds": [kind.value for kind in judgement.kinds],
        "basis": judgement.basis.value if judgement.basis else None,
        "prompting": judgement.prompting.value if judgement.prompting else None,
        "effect": judgement.effect.value if judgement.effect else None,
        "effect_score": float(judgement.effect_score) if judgement.kinds or judgement.effect else None,
        "step": judgement.step,
        "step_score": _float(judgement.step_score),
    }


def _decided_by(judgement: Judgement | None) -> str | None:
    return judgement.decided_by if judgement else None


def talker_row(talker: Talker | None) -> Row | None:
    """Who gives most of a theme or much of a study, and the share of the statements, 0 to 1."""
    return None if talker is None else {"participant": talker.participant, "share": round(talker.share, 4)}


def _theme(analysis: Analysis, theme: Theme) -> Row:
    standing, graded = standing_of(analysis, theme), grade_theme(analysis, theme)
    return {
        "id": theme.id,
        "name": theme.name,
        "definition": theme.definition,
        "kinds": [kind.value for kind in theme.kinds],
        "keyphrases": list(theme.keyphrases),
        "participants": list(theme.participants),
        "n_participants": len(theme.participants),
        "n_opportunity": theme.n_opportunity,
        "interval": [float(end) for end in theme.interval],
        "n_statements": len(theme.members),
        "stability": _float(theme.stability),
        "exemplars": list(theme.exemplars),
        "negative_cases": list(theme.negative_cases),
        "single_voice": theme.single_voice,
        "status": theme.status.value,
        "lineage": list(theme.lineage),
        "opportunity_basis": theme.opportunity_basis,
        "named_by": theme.named_by,
        "statements": list(theme.statements),
        "just_outside": list(theme.just_outside),
        "sides": {name: list(people) for name, people in standing.lists.items()},
        "helping": list(standing.helping),
        "hindering": list(standing.hindering),
        "talker": talker_row(talker_of(analysis, theme)),
        "grade": graded.grade.value,
        "grade_reasons": list(graded.reasons),
        "opportunity": sorted(opportunity_of(analysis, theme) | {*theme.participants}),
        "steps": steps_of_theme(analysis, theme),
        "schema_version": SCHEMA_VERSION,
    }


def _association(association: Association | None) -> Row | None:
    if association is None:
        return None
    return {
        "measure": association.measure,
        "n_with": association.n_with,
        "n_without": association.n_without,
        "estimate": _float(association.estimate),
        "kind": association.kind.value,
        "interval": [float(end) for end in association.interval] if association.interval else None,
        "p": _float(association.p),
        "q": _float(association.q),
        "verdict": association.verdict.value,
        "step": association.step,
        "scale": association.scale.value,
        "better": association.better.value,
        "did": _endings(association.did),
        "did_not": _endings(association.did_not),
        "excluded": _endings(association.excluded),
        "unknown": _endings(association.unknown),
        "unmeasured": list(association.unmeasured),
        "odds_ratio": _float(association.odds_ratio),
        "odds_interval": [_float(end) for end in association.odds_interval] if association.odds_interval else None,
        "hinges_on": list(association.hinges_on),
    }


def _endings(people: Sequence[Ended]) -> list[Row]:
    return [
        {"participant": e.participant, "value": _float(e.value), "exclude_reason": e.exclude_reason or None}
        for e in people
    ]


def _float(value: float | None) -> float | None:
    """The same number, always written with a decimal point, also where an integer or a numpy float came in."""
    return None if value is None else float(value)
