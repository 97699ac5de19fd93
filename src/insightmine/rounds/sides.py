"""An analysis, or the part of it that some transcripts make up -> one round."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import ParticipantId, StatementId, TranscriptId
from insightmine.domain.segments import opportunity_of, speakers_by_step
from insightmine.domain.standing import standing_of
from insightmine.domain.themes import Status, Theme
from insightmine.rounds.values import People, Rate, Round, RoundTheme, Said


def round_of(
    analysis: Analysis,
    name: str,
    *,
    transcripts: Collection[TranscriptId] | None = None,
    only: Collection[ParticipantId] | None = None,
    models: str | None = None,
) -> Round:
    """The whole of an analysis as a round, or what was said in some of its transcripts, or by only some people.

    Themes keep their ids in every part of one analysis. What was rejected, and a group that no phrase stands for, is
    not compared.
    """
    said = [
        statement
        for statement in analysis.for_themes
        if (transcripts is None or statement.transcript in transcripts)
        and (only is None or statement.participant in only)
    ]
    spoken = {statement.transcript for statement in said}
    known = frozenset(statement.id for statement in said)
    people: People = frozenset(statement.participant for statement in said)
    themes = (_theme(analysis, theme, known, people) for theme in analysis.themes if _counts(theme))
    steps = {step.id: step.name for step in analysis.journey.steps}
    heard = replace(analysis, judgements=tuple(item for item in analysis.judgements if item.statement in known))
    return Round(
        name=name,
        people=people,
        themes=tuple(theme for theme in themes if theme is not None),
        statements={statement.id: Said(statement.participant, statement.text) for statement in said},
        steps={step: frozenset(who) for step, who in speakers_by_step(heard).items()},
        step_names={str(step): name for step, name in steps.items()},
        has_draft_steps=analysis.journey.is_draft,
        rates=_rates(analysis, known, people),
        models=models,
        languages=frozenset(item.language for item in analysis.transcripts if item.language and item.id in spoken),
    )


def _counts(theme: Theme) -> bool:
    return theme.has_subject and theme.status is not Status.REJECTED


def _theme(analysis: Analysis, theme: Theme, known: Collection[StatementId], people: People) -> RoundTheme | None:
    """What of a theme is in this round; `None` where it is wholly another's and nobody here could have said it."""
    members = tuple(member for member in theme.members if member.statement in known)
    opportunity = opportunity_of(analysis, theme) & people
    speakers = tuple(sorted({analysis.statement_by_id[member.statement].participant for member in members}))
    helps = hinders = frozenset[str]()
    if members:
        standing = standing_of(analysis, replace(theme, members=members, participants=speakers))
        helps = frozenset((*standing.helps, *standing.both))
        hinders = frozenset((*standing.hinders, *standing.both))
    return RoundTheme(
        id=theme.id,
        name=theme.name,
        kinds=theme.kinds,
        people=frozenset(speakers),
        opportunity=opportunity | frozenset(speakers),
        n_opportunity=len(opportunity | frozenset(speakers)),
        basis=theme.opportunity_basis if theme.opportunity else "all",
        statements=tuple(member.statement for member in members),
        helps=helps,  # type: ignore[arg-type]
        hinders=hinders,  # type: ignore[arg-type]
        code=theme.code,
    )


def _rates(analysis: Analysis, known: Collection[StatementId], people: People) -> tuple[Rate, ...]:
    """The behaviours of candidate outcomes, as far as this round shows them."""
    names = {step.id: step.name for step in analysis.journey.steps}
    found = []
    for item in analysis.outcomes:
        if item.status is Status.REJECTED:
            continue
        here = {analysis.statement_by_id[statement].participant for statement in item.supporting if statement in known}
        showed = frozenset(here & set(item.seen.showed))
        could = frozenset((*item.seen.opportunity, *item.seen.unclear)) & people
        who, behaviour = item.who, item.behaviour.rstrip(".")
        begins = behaviour.casefold().startswith(f"{who.casefold()} ")
        sentence = behaviour if begins or not who else f"{who} {behaviour}"
        step = names.get(item.step) if item.step else None
        found.append(Rate(item.id, item.theme, step, sentence, showed, could | showed))
    return tuple(found)
