"""What the journey leaves open, what stands at no step of it, and where on it a theme stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from insightmine.cli.output import paragraph, say

if TYPE_CHECKING:
    from insightmine.domain.analysis import Analysis
    from insightmine.domain.themes import Theme
    from insightmine.report.journey_views import JourneyView


def print_gaps(view: JourneyView) -> None:
    """The open questions, one a paragraph, and how much stands at no step."""
    if view.questions:
        say("\nWhat the journey leaves open (silence is not absence)")
    for question in view.questions:
        paragraph(f"? {question}", "   ", "     ")
    if view.stepless:
        say()
        paragraph(view.stepless)


def gaps_of(analysis: Analysis) -> dict[str, Any]:
    """The same for programs."""
    from insightmine.domain.step_shares import stepless

    rest = stepless(analysis)
    return {
        "open_questions": [
            {
                "step": one.step,
                "gap": one.gap.value,
                "question": one.text,
                "asked": list(one.asked),
                "speakers": list(one.speakers),
                "held_up": list(one.held_up),
                "got_past": list(one.got_past),
                "to_ask": list(one.to_ask),
                "not_judged": list(one.not_judged.people),
            }
            for one in analysis.open_questions
        ],
        "not_judged": {
            "participants": list(analysis.not_judged.people),
            "languages": list(analysis.not_judged.languages),
            "steps": {
                step.id: list(people.people)
                for step in analysis.journey.steps
                if (people := analysis.not_judged_at.get(step.id))
            },
        },
        "no_step": {
            "n_statements": rest.n_statements,
            "n_of": rest.n_of,
            "participants": list(rest.participants),
            "themes": [{"theme": theme, "participants": list(people)} for theme, people in rest.themes],
        },
    }


def where_on_the_journey(analysis: Analysis, theme: Theme) -> str:
    """The steps of a theme with their shares, the largest first; nothing where there is no journey."""
    from insightmine.domain.step_shares import shares_of

    names = {step.id: step.name for step in analysis.journey.steps}
    if not names:
        return ""
    shares = sorted(shares_of(analysis, theme), key=lambda one: (one.step is None, -one.n_statements))
    told = [
        f"{names[one.step] if one.step else 'no step'} {one.share:.0%} "
        f"({len(one.participants)} {'person' if len(one.participants) == 1 else 'people'})"
        for one in shares
    ]
    return "; ".join(told)
