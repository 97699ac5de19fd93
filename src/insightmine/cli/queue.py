"""`decide --queue`: the statements whose correction would teach most, each with the lines that correct it."""

from __future__ import annotations

from typing import Any

import click

from insightmine.cli.output import emit_json, paragraph, say
from insightmine.domain.analysis import Analysis
from insightmine.domain.judgements import Effect
from insightmine.domain.queues import About, ToDecide
from insightmine.domain.sharing import consent_mark

limit_option = click.option(
    "--limit", type=click.IntRange(min=1), default=10, show_default=True, help="With --queue: so many statements."
)
_QUESTION = 160  # characters of the question: its end
_KINDS = ("behaviour", "pain_point", "enabler", "opinion")


def print_queue(analysis: Analysis, limit: int, *, as_json: bool) -> None:
    """The first of the queue, on stdout."""
    rows = [_row(analysis, item) for item in analysis.to_decide[:limit]]
    if as_json:
        emit_json({"to_decide": rows, "n_waiting": len(analysis.to_decide)})
        return
    if not rows:
        say("Nothing to ask: no judgement is in doubt, or nothing has been ingested yet.")
        return
    for number, row in enumerate(rows, 1):
        _print(number, row)
    say("")
    paragraph("What you decide also moves the statements that say much the same; then ask again with --queue.")


def _row(analysis: Analysis, item: ToDecide) -> dict[str, Any]:
    statement = analysis.statement_by_id[item.statement]
    return {
        "statement": item.statement, "about": item.about.value, "participant": statement.participant,
        "source": statement.source, "turn": statement.turn, "text": statement.text, "question": statement.question,
        "consent": consent_mark(analysis, statement.participant), "holds": item.proposed or None,
        "doubt": float(item.doubt), "reason": item.reason, "commands": list(_commands(item)),
    }  # fmt: skip


def _commands(item: ToDecide) -> tuple[str, ...]:
    """A line for each answer but the one that holds; the first says that it does hold."""
    values = [effect.value for effect in Effect] if item.about is About.EFFECT else list(_KINDS)
    order = [value for value in (item.proposed, *values) if value]
    return tuple(f"insightmine decide {item.about.value} {item.statement} {value}" for value in dict.fromkeys(order))


def _print(number: int, row: dict[str, Any]) -> None:
    mark = f", {row['consent']}" if row["consent"] else ""
    if number > 1:
        say("")
    say(f"{number}. {row['participant']} ({row['source']}, turn {row['turn']}{mark})")
    if row["question"]:
        asked = " ".join(row["question"].split())
        paragraph(f"asked: {'...' if len(asked) > _QUESTION else ''}{asked[-_QUESTION:]}", indent="   ")
    paragraph(f'"{row["text"]}"', indent="   ")
    paragraph(f"{row['about']} now: {row['holds'] or 'unsure'}; {row['reason']}", indent="   ")
    for command in row["commands"]:
        say(f"     {command}")
