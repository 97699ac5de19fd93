"""How `show` prints each kind of thing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from insightmine.cli.output import counted, paragraph, say
from insightmine.cli.quote import clock, print_quote

_NAMED = 12

if TYPE_CHECKING:
    from collections.abc import Sequence

    from insightmine.domain.analysis import Analysis
    from insightmine.domain.outcomes import Outcome
    from insightmine.domain.signals import Signal
    from insightmine.domain.speech import Statement, Transcript
    from insightmine.domain.themes import Theme


def print_transcript(analysis: Analysis, transcript: Transcript) -> None:
    """Who is who and on what evidence, then every turn, with its statements marked."""
    said: dict[int, list[Statement]] = {}
    for statement in analysis.statements:
        if statement.transcript == transcript.id:
            said.setdefault(statement.turn, []).append(statement)
    say(f"{transcript.id}  ({transcript.source}, {transcript.format}, {transcript.language or 'language unknown'})")
    for role in transcript.roles:
        paragraph(f"{role.label or '(no label)'}: {role.role}, {role.evidence} [{role.decided_by}]", "  ", "    ")
    left_out = Counter(group.reason.value for group in transcript.dropped for _ in group.words)
    for reason, words in left_out.items():
        say(f"  left out: {counted(words, 'word')}, {reason.replace('_', ' ')}")
    for warning in transcript.warnings:
        paragraph(f"note: {warning}", "  ")
    heading = None
    for turn in transcript.turns:
        if turn.heading != heading:
            heading = turn.heading
            say(f"\n## {heading}")
        when = f" {clock(turn.start_seconds)}" if turn.start_seconds is not None else ""
        say(f"\n{turn.index}{when}  {turn.speaker or turn.participant or '(no label)'} [{turn.role}]")
        paragraph(turn.text, "   ")
        for statement in said.get(turn.index, []):
            say(f"   {statement.id}  {_judged(analysis, statement)}")


def print_statement(analysis: Analysis, statement: Statement) -> None:
    """The quote, the question it answered, where it stands, and what was judged of it."""
    print_quote(analysis, statement.id, "", question=True)
    turn = analysis.turn_of(statement)
    say(f"file       {statement.source}, {turn.place}, characters {statement.start} to {statement.end} of the turn")
    if statement.heading:
        say(f"heading    {statement.heading}")
    say(f"judged     {_judged(analysis, statement)}")
    theme = analysis.theme_of.get(statement.id)
    say(f"theme      {f'{theme.id} {theme.name}' if theme else 'unplaced'}")


def print_theme(analysis: Analysis, theme: Theme) -> None:
    """The theme with all of its statements, strongest first."""
    say(f"{theme.id}  {theme.name}  [{theme.status}, named by {theme.named_by}]")
    paragraph(theme.definition)
    low, high = theme.interval
    share = f"{len(theme.participants)} of {theme.n_opportunity} ({theme.opportunity_basis})"
    say(f"people     {share}, 95 % interval {low:.2f} to {high:.2f}")
    say(f"           {', '.join(theme.participants)}")
    say(f"stability  {'too few people to say' if theme.stability is None else f'{theme.stability:.2f}'}")
    for event in theme.lineage:
        say(f"history    {event}")
    for title, quotes in (("Statements", theme.statements), ("Against", theme.negative_cases)):
        if quotes:
            say(f"\n{title}")
        for statement_id in quotes:
            print_quote(analysis, statement_id)


def print_signal(analysis: Analysis, signal: Signal) -> None:
    """The signal with the evidence for and against."""
    theme = analysis.theme_by_id[signal.theme]
    step = analysis.journey.step(signal.step).name if signal.step else "no step"
    say(f"{signal.id}  {signal.effect} candidate [{signal.status}]: {theme.id} {theme.name}, {step}")
    say(f"strength   {signal.strength:.2f}, {len(signal.participants)} people for, {len(signal.opponents)} against")
    for title, quotes in (("For", signal.supporting), ("Against", signal.opposing)):
        if quotes:
            say(f"\n{title}")
        for statement_id in quotes:
            print_quote(analysis, statement_id)


def print_card(analysis: Analysis, outcome: Outcome, number: int) -> None:
    """An outcome card."""
    reasons = "; ".join(outcome.grade_reasons)
    head = (
        f"{outcome.status.upper()} {number} - {outcome.direction} often - evidence {outcome.grade.upper()} ({reasons})"
    )
    paragraph(f"{head}  [{outcome.id}]", hanging="  ")
    step = f"  Step: {analysis.journey.step(outcome.step).name}" if outcome.step else ""
    paragraph(f"{outcome.behaviour}{step}")
    for label, text in _card_lines(outcome):
        paragraph(text, f"{label:<11}", " " * 11)
    for label, quotes in (
        ("Pain point", outcome.pain_points),
        ("For", outcome.supporting),
        ("Against", outcome.opposing),
    ):
        if quotes:
            say(label)
            print_quote(analysis, quotes[0], "   ")
    say()


def _card_lines(outcome: Outcome) -> list[tuple[str, str]]:
    seen = outcome.seen
    unclear = f"; unclear: {_names(seen.unclear)}" if seen.unclear else ""
    return [
        ("Seen", f"{len(seen.showed)} of {len(seen.opportunity)} ({seen.basis}): {_names(seen.showed)}{unclear}"),
        ("Baseline", outcome.baseline or "unknown"),
        ("Target", outcome.target or "(team)"),
        ("Impact", outcome.impact or "(team)"),
        *(("Or else", text) for text in outcome.alternatives),
        ("Metric", outcome.metric),
        ("Question", outcome.question),
        ("Hypothesis", outcome.hypothesis),
        ("Next test", outcome.next_test),
    ]


def _names(people: Sequence[str]) -> str:
    """The first of them, and how many more."""
    more = f" and {len(people) - _NAMED} more" if len(people) > _NAMED else ""
    return ", ".join(people[:_NAMED]) + more


def _judged(analysis: Analysis, statement: Statement) -> str:
    judgement = analysis.judgement_by_id[statement.id]
    kinds = ", ".join(judgement.kinds) or "kind unsure"
    step = f"step {judgement.step}" if judgement.step else "no step"
    parts = [kinds, judgement.basis or "basis unsure", judgement.prompting or "prompting unsure"]
    parts += [judgement.effect or "effect unsure", step]
    signed = "" if judgement.decided_by == "machine" else f" (decided by {judgement.decided_by})"
    return "; ".join(parts) + signed
