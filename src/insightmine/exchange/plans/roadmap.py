"""A roadmap of questions and hypotheses, step by step, in Markdown; no features, no dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from insightmine.domain.ids import ThemeId
from insightmine.domain.journeys import Step
from insightmine.domain.signals import Signal, SignalEffect
from insightmine.domain.themes import Status
from insightmine.domain.whole_themes import said_at
from insightmine.exchange.files import write_all
from insightmine.exchange.plans.card_lines import card_lines_of
from insightmine.exchange.plans.plan import Entry, Plan, origin, plain, said
from insightmine.report.journey_views import also_said
from insightmine.report.markdown import escaped
from insightmine.report.quotes import Quote
from insightmine.report.wording import heading, listed, people_in_words, titled

FILE = "roadmap.md"
_QUOTES_A_SIGNAL = 1
_LEAD = """\
What people do, step by step, and the change in behaviour that a team could plan for: a question, a hypothesis and the
cheapest next test, no feature and no date. Counts are people. Baseline and target are the team's: they stay empty until
somebody has measured, and decided. What people said are candidates and associations, never causes. Progress is one
question: *are people's behaviours changing?*"""


def export(plan: Plan, folder: Path) -> tuple[Path, ...]:
    """Write the roadmap."""
    return write_all(folder, {FILE: ("\n".join(_page(plan)).rstrip() + "\n").encode("utf-8", "backslashreplace")})


def _page(plan: Plan) -> Iterator[str]:
    yield from ("# " + escaped(f"{plan.title}: roadmap" if plan.title else "Roadmap"), "", _LEAD, "")
    if not plan.entries:
        yield from (f"**{_nothing(plan)}**", "")
    elif any(entry.card.is_draft for entry in plan.entries):
        yield from ("**Candidates are drafts: nobody has accepted them yet.**", "")
    if plan.entries:
        yield from ("| | question | step | evidence | status |", "|---|---|---|---|---|")
        yield from (_row(entry) for entry in plan.entries)
        yield ""
    for step in plan.places:
        yield from _step(plan, step)


def _nothing(plan: Plan) -> str:
    if plan.accepted_only:
        return "Nobody has accepted an outcome yet, so there is nothing to plan for."
    if any(outcome.status is Status.REJECTED for outcome in plan.analysis.outcomes):
        return "Every candidate outcome was rejected, so there is nothing to plan for."
    return "No behaviour is supported well enough to propose an outcome, so there is nothing to plan for yet."


def _row(entry: Entry) -> str:
    card = entry.card
    cells = (str(card.number), card.question, entry.place, card.grade, card.status)
    return f"| {' | '.join(escaped(cell) for cell in cells)} |"


def _step(plan: Plan, step: Step | None) -> Iterator[str]:
    """One step: what is open, its outcomes, and the boosters and blockers that no outcome names."""
    entries, signals = plan.entries_at(step), plan.signals_at(step)
    named = {signal for entry in plan.entries for signal in entry.outcome.signals}
    rest = tuple(signal for signal in signals if signal.id not in named)
    if step is None and not entries and not rest:
        return
    yield from (f"## {escaped(plain(step.name)) if step else 'Without a place on the journey'}", "")
    if step and plain(step.description):
        yield from (escaped(step.description), "")
    if not entries and not signals:
        yield from _nothing_here(plan, step)
    for entry in entries:
        yield from _outcome(entry)
    if rest:
        yield from ("### Also said here, and not yet a question", "")
        by_theme: dict[ThemeId, list[Signal]] = {}
        for signal in rest:
            by_theme.setdefault(signal.theme, []).append(signal)
        for same in by_theme.values():
            yield from _theme(plan, same)
        yield ""


def _nothing_here(plan: Plan, step: Step | None) -> Iterator[str]:
    """That nothing stands at a step, and where what was said there stands, if it is told elsewhere."""
    also = also_said(plan.analysis, said_at(plan.analysis, step.id, plan.signals)) if step else None
    if also is None:
        yield "Nothing that helps or gets in the way was found here. Silence is not absence: was anybody asked?"
    else:
        yield f"Too few people say here what helps or gets in the way. {escaped(plain(also))}"
    yield ""


def _outcome(entry: Entry) -> Iterator[str]:
    card = entry.card
    yield from (f"### {card.number}. {escaped(card.question)}", "")
    yield from (f"**{escaped(entry.headline)}** ({escaped(card.status)}, evidence {card.grade})", "")
    for line in card_lines_of(entry):
        if line.label in ("Question", "Direction", "Step"):  # they stand above
            continue
        if line.quotes:
            yield f"- {line.label}:"
            yield from (f"  - {_quote(quote)}" for quote in line.quotes)
        else:
            yield f"- {line.label}: {escaped(line.text)}"
    yield ""


def _theme(plan: Plan, signals: Sequence[Signal]) -> Iterator[str]:
    """A theme at a step, with a quote of each side; where it is a booster and a blocker at once, in one entry."""
    name = escaped(titled(plan.theme(signals[0].theme).name, signals[0].about))
    for number, signal in enumerate(signals):
        effect = "blocker" if signal.effect is SignalEffect.BLOCKER else "booster"
        first = f"- {heading(effect)} ({signal.status}): **{name}**"
        also = f": {escaped(signal.about)}" if signal.about else ""
        begin = f"  - and at once a {effect} ({signal.status}){also}" if number else first
        people = f"{people_in_words(len(signal.participants))} ({escaped(listed(signal.participants))})"
        others = f", {len(signal.opponents)} said otherwise" if signal.opponents and len(signals) == 1 else ""
        conflict = "; conflict: what people said and what they did disagree" if signal.conflict else ""
        yield f"{begin}, {people}{others}{conflict}; {signal.theme}, {signal.id}"
        indent = "    - " if number else "  - "
        yield from (f"{indent}{_quote(quote)}" for quote in plan.quotes(signal.supporting, _QUOTES_A_SIGNAL))
        if len(signals) == 1:
            yield from (f"{indent}against: {_quote(quote)}" for quote in plan.quotes(signal.opposing, _QUOTES_A_SIGNAL))


def _quote(quote: Quote) -> str:
    return f"{escaped(said(quote))} ({escaped(origin(quote))})"
