"""Who had the opportunity for an outcome, each told as what they did: nobody is said to be silent who was not."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.builders import tool_library

from insightmine.domain.contradictions import Contradiction, ContradictionKind
from insightmine.domain.ids import ParticipantId
from insightmine.domain.outcomes import Rank
from insightmine.domain.speech import Statement
from insightmine.report import write_html, write_markdown

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


def test_the_parts_of_the_rank_stand_under_method() -> None:
    analysis = tool_library()
    outcome = replace(analysis.outcomes[0], rank=Rank(0.7, 0.25, 0.5, 0.3))
    html = write_html(replace(analysis, outcomes=(outcome,)), TITLE, False)
    assert "rank = evidence x (reach + agreement + strength) / 3" in html
    row = html[html.index("How the cards are ordered") :]
    assert re.search(r">0\.70<.*>0\.25<.*>0\.50<.*>0\.30<.*>0\.24<", row[: row.index("</table>")], re.DOTALL)


def test_words_and_deeds_that_differ_are_told_everywhere() -> None:
    analysis = tool_library()
    said, shown = analysis.statements[0], analysis.statements[1]
    each = Contradiction(said.participant, ContradictionKind.THEN_FAILED, said.id, shown.id)
    outcome = replace(analysis.outcomes[0], differs=(each,))
    changed = replace(analysis, outcomes=(outcome,), contradictions=(each,))
    html, markdown = write_html(changed, TITLE, False), write_markdown(changed, TITLE, False)
    assert html.count("then failed") == 2  # on the card, and after the cards
    assert "**Says and does differ**" in markdown
    assert "then failed" in markdown


def test_where_nobody_spoke_against_it_the_card_says_of_how_many() -> None:
    analysis = tool_library()
    outcome = replace(analysis.outcomes[0], opposing=())
    html = write_html(replace(analysis, outcomes=(outcome,)), TITLE, False)
    assert "nobody clearly spoke against it" in html
    assert str(len(outcome.seen.opportunity)) in html[html.index("nobody clearly spoke against it") :][:60]
