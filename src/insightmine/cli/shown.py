"""How `show` prints each kind of thing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from insightmine.cli.output import counted, paragraph, say
from insightmine.cli.preview import print_role
from insightmine.cli.quote import clock, place_of, print_quote

if TYPE_CHECKING:
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
        print_role(role)
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
    from insightmine.report.wording import share_of_people

    say(f"{theme.id}  {theme.name}  [{theme.status}, named by {theme.named_by}]")
    paragraph(theme.definition)
    low, high = theme.interval
    share = share_of_people(len(theme.participants), theme.n_opportunity, theme.opportunity_basis)
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
    """An outcome card; the JSON and the report have all of its quotes."""
    from insightmine.report.outcome_views import card_of
    from insightmine.report.quotes import QuoteBook

    card = card_of(analysis, outcome, number, QuoteBook(analysis))
    head = f"{card.status.upper()} {number} - {card.direction} - evidence {card.grade.upper()}"
    reasons = f" ({'; '.join(card.grade_reasons)})" if card.grade_reasons else ""
    paragraph(f"{head}{reasons}  [{outcome.id}]", hanging="  ")
    paragraph(f"{card.sentence}{f'  Step: {card.step}' if card.step else ''}")
    seen = [f"{part.name} {part.count}{f' ({part.people})' if part.people else ''}" for part in card.seen]
    _card_line("Seen", "; ".join(seen))
    values = (card.baseline or "unknown", card.target or "(team)", card.impact or "(team)")
    _card_line("Baseline", "{}      Target  {}      Impact  {}".format(*values))
    quotes = (("For", outcome.supporting), ("Pain point", outcome.pain_points), ("Against", outcome.opposing))
    for label, statements in quotes:
        if statements:
            words = analysis.statement_by_id[statements[0]].text
            more = f" (and {len(statements) - 1} more)" if len(statements) > 1 else ""
            _card_line(label, f'"{words}" - {place_of(analysis, statements[0])} [{statements[0]}]{more}')
        elif label == "Against":
            _card_line(label, "nothing was found that speaks against it")
    _card_line("Results", "; ".join(card.results) or "not measured: what those people achieved is unknown")
    for label, text in (
        ("Or else", " ".join(card.alternatives)),
        ("Metric", card.metric),
        ("Question", card.question),
        ("Hypothesis", card.hypothesis),
        ("Next test", card.next_test),
    ):
        if text:
            _card_line(label, text)
    say()


def _card_line(label: str, text: str) -> None:
    paragraph(text, f"{label:<11}", " " * 11)


def _judged(analysis: Analysis, statement: Statement) -> str:
    judgement = analysis.judgement_by_id[statement.id]
    kinds = ", ".join(judgement.kinds) or "kind unsure"
    step = f"step {judgement.step}" if judgement.step else "no step"
    parts = [kinds, judgement.basis or "basis unsure", judgement.prompting or "prompting unsure"]
    parts += [judgement.effect or "effect unsure", step]
    signed = "" if judgement.decided_by == "machine" else f" (decided by {judgement.decided_by})"
    return "; ".join(parts) + signed
