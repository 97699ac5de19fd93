"""A report as one self-contained HTML file: no script, no request, every text escaped."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from insightmine.domain.analysis import Analysis
from insightmine.report.journey_map import STEPS_IN_PRINT, bands, lay_out
from insightmine.report.model import report_of
from insightmine.report.plain import neutral
from insightmine.report.wording import EFFECTS, listed

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).parent / "templates"


def write_html(analysis: Analysis, title: str, accepted_only: bool) -> str:
    """The report; the same analysis and title give the same text. `accepted_only` leaves out what nobody accepted."""
    report = report_of(analysis, title, accepted_only)
    steps = report.journey.steps
    has_marks = bool(report.journey.boosters or report.journey.blockers)
    style = (_TEMPLATES / "style.css").read_text(encoding="utf-8").strip()
    template = _environment().get_template("report.html.jinja")
    return template.render(
        report=report,
        band=lay_out(steps) if steps and has_marks else None,
        print_bands=bands(steps) if len(steps) > STEPS_IN_PRINT and has_marks else (),
        style=style,
        policy=_policy(style),
    )


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
    environment.globals.update(EFFECTS=EFFECTS, listed=listed)
    return environment


def _finalize(value: Any) -> Any:  # noqa: ANN401
    """Every text that a template prints; what is markup already came out of a template."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return neutral(str(value))
    return value
