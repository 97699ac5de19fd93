"""Which exporters there are: the built-in ones, then those of other packages."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Protocol

from insightmine.domain.analysis import Analysis
from insightmine.errors import InsightmineError, PluginError, UsageError

GROUP = "insightmine.exporters"

TABLES: dict[str, str] = {
    "jsonl": "insightmine.exchange.jsonl:export",
    "csv": "insightmine.exchange.tables.spreadsheets:export",
    "xlsx": "insightmine.exchange.tables.workbook:export",
    "sqlite": "insightmine.exchange.tables.database:export",
    "coding": "insightmine.exchange.coding_sheet:export",
}
# Written from a `Plan`, without what was rejected.
PLANNING: dict[str, str] = {
    "roadmap": "insightmine.exchange.plans.roadmap:export",
    "cards": "insightmine.exchange.plans.cards:export",
    "board": "insightmine.exchange.plans.board:export",
    "jira": "insightmine.exchange.plans.trackers:export_jira",
    "linear": "insightmine.exchange.plans.trackers:export_linear",
    "gitlab": "insightmine.exchange.plans.trackers:export_gitlab",
    "productboard": "insightmine.exchange.plans.productboard:export",
    "opportunity-tree": "insightmine.exchange.plans.tree:export",
    "okr": "insightmine.exchange.plans.okr:export",
    "mermaid": "insightmine.exchange.plans.journeys:export_mermaid",
    "journey-csv": "insightmine.exchange.plans.journeys:export_csv",
}
EXPORTERS: dict[str, str] = {**TABLES, **PLANNING}


class Exporter(Protocol):
    """Writes an analysis into a folder."""

    def __call__(self, analysis: Analysis, folder: Path) -> Sequence[Path]:
        """Write and return the files. What may be shared is for the exporter to keep (`domain.sharing`)."""


def export_to(
    format: str,  # noqa: A002
    analysis: Analysis,
    folder: Path,
    *,
    title: str = "",
    accepted_only: bool = False,
) -> tuple[Path, ...]:
    """Write the analysis in a format of `EXPORTERS` or of the entry-point group `insightmine.exporters`.

    `title` is the study's, for planning formats; `accepted_only` leaves out of them what nobody has accepted. A
    built-in name cannot be taken over. Raises `UsageError` for a format nobody knows or a folder that cannot be
    written to, `PluginError` where another package's exporter cannot be loaded or fails.
    """
    if format in PLANNING:
        from insightmine.exchange.plans.plan import plan_of  # noqa: PLC0415

        plan = plan_of(analysis, title, accepted_only=accepted_only)
        return tuple(EntryPoint(format, PLANNING[format], GROUP).load()(plan, folder))
    if accepted_only:
        raise UsageError(
            "what is accepted is told apart in planning formats", hint=f"use one of: {', '.join(PLANNING)}"
        )
    if format in TABLES:
        exporter: Exporter = EntryPoint(format, TABLES[format], GROUP).load()
        return tuple(exporter(analysis, folder))
    others = {entry.name: entry for entry in entry_points(group=GROUP)}
    if format not in others:
        known = ", ".join(sorted({*EXPORTERS, *others}))
        raise UsageError(f"no export format is called {format!r}", hint=f"use one of: {known}")
    return _run_plugin(others[format], analysis, folder)


def _run_plugin(entry: EntryPoint, analysis: Analysis, folder: Path) -> tuple[Path, ...]:
    """Run another package's exporter; its errors are named by type only, since they may quote an interview."""
    package = entry.dist.name if entry.dist is not None else entry.value
    try:
        paths = entry.load()(analysis, folder)
        return tuple(Path(path) for path in paths)
    except InsightmineError:
        raise
    except Exception as error:
        raise PluginError(
            f"the exporter {entry.name!r} of {package} failed ({type(error).__name__})",
            hint=f"report it to the authors of {package}, or uninstall it",
        ) from error
