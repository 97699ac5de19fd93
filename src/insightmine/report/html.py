"""A report as one self-contained HTML file: no script, no request, every text escaped."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from string import ascii_letters, digits
from typing import TYPE_CHECKING, Any

from insightmine.domain.analysis import Analysis
from insightmine.domain.guides import Guide
from insightmine.report.journey_map import STEPS_IN_PRINT, bands, lay_out
from insightmine.report.model import NO_NOTES, Notes, report_of
from insightmine.report.plain import neutral
from insightmine.report.rank_words import FORMULA, PARTS
from insightmine.report.wording import EFFECTS, brief, listed, shortened

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).parent / "templates"
_TITLE = 90
_PLAIN = frozenset(ascii_letters + digits + " ,.")


def write_html(
    analysis: Analysis,
    title: str,
    accepted_only: bool,
    guide: Guide | None = None,
    notes: Notes = NO_NOTES,
    by: str | None = None,
) -> str:
    """The report; the same analysis, title and guide give the same text.

    `accepted_only` leaves out what nobody accepted; `by` is an attribute of people that adds a table by segment.
    """
    report = report_of(analysis, title, accepted_only, guide, notes, by)
    steps = report.journey.steps
    has_marks = bool(report.journey.boosters or report.journey.blockers)
    sheet = (_TEMPLATES / "style.css").read_text(encoding="utf-8").strip()
    style = f"{sheet}\n{running_lines(title, report.has_drafts)}"
    template = _environment().get_template("report.html.jinja")
    return template.render(
        report=report,
        band=lay_out(steps) if steps and has_marks else None,
        print_bands=bands(steps) if len(steps) > STEPS_IN_PRINT and has_marks else (),
        style=style,
        policy=_policy(style),
    )


def running_lines(title: str, is_draft: bool) -> str:
    """What stands at the edge of each printed page: the title (not on the first), DRAFT, and the number of the page."""
    draft = f"@top-right {{ content: {css_string('DRAFT')}; font-weight: 700; }} " if is_draft else ""
    return (
        f"@page {{ @top-left {{ content: {css_string(shortened(neutral(title), _TITLE))}; }} {draft}"
        '@bottom-right { content: "Page " counter(page) " of " counter(pages); } }\n'
        "@page :first { @top-left { content: none; } }"
    )


def css_string(text: str) -> str:
    """The text as a string of a style sheet, in letters that can end neither the string nor the sheet."""
    letters = (letter if letter in _PLAIN else f"\\{ord(letter):06X}" for letter in text)
    return f'"{"".join(letters)}"'


def _policy(style: str) -> str:
    """Nothing may be loaded and nothing run; of styles, only this very sheet."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def _environment() -> Environment:
    """Templates that escape everything. Jinja2 is loaded when the first report is written."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    environment.globals.update(rank_formula=FORMULA, rank_meanings=PARTS)
    environment.globals.update(EFFECTS=EFFECTS, brief=brief, listed=listed, shortened=shortened)
    return environment


def _finalize(value: Any) -> Any:  # noqa: ANN401
    """Every text that a template prints; what is markup already came out of a template."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return neutral(str(value))
    return value
