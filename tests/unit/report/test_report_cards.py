"""Who had the opportunity for an outcome, each told as what they did: nobody is said to be silent who was not."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.builders import tool_library

from insightmine.domain.ids import ParticipantId
from insightmine.domain.speech import Statement
from insightmine.report import write_html

TITLE = "Borrowing tools"


def test_people_who_spoke_otherwise_are_not_said_to_be_silent() -> None:
    analysis = tool_library()
    outcome = next(o for o in analysis.outcomes if o.theme == "T3")
    speaks = analysis.statement_by_id[outcome.opposing[0]].participant
    seen = replace(outcome.seen, showed=tuple(p for p in outcome.seen.showed if p != speaks), unclear=())
    html = write_html(replace(analysis, outcomes=(replace(outcome, seen=seen),)), TITLE, False)
    card = html.split('class="card"')[1].split("</article>")[0]
    assert re.search(rf"<b>spoke of it otherwise</b> \d+ <small>\(<bdi>[^<]*{speaks}", card)
    assert not re.search(rf"<b>said nothing of it</b> \d+ <small>\(<bdi>[^<]*{speaks}", card)


def test_who_was_asked_and_answered_something_else_did_not_say_nothing() -> None:
    analysis = tool_library()
    outcome = next(o for o in analysis.outcomes if o.theme == "T3")
    silent = ParticipantId("P01")
    seen = replace(outcome.seen, showed=(ParticipantId("P02"),), opportunity=(ParticipantId("P02"), silent), unclear=())
    asked = tuple(
        replace(one, question="Do you fix the return date?") if one.participant == silent else one
        for one in analysis.statements
    )
    card = replace(outcome, behaviour="People fix the return date.", seen=seen, step=None)

    def told(statements: tuple[Statement, ...]) -> str:
        html = write_html(replace(analysis, statements=statements, outcomes=(card,)), TITLE, False)
        return html.split('class="card"')[1].split("</article>")[0]

    assert "<b>said nothing of it</b> 1 <small>(<bdi>P01" in told(analysis.statements)
    assert "<b>answered something else</b> 1 <small>(<bdi>P01" in told(asked)
    assert "said nothing of it" not in told(asked)
