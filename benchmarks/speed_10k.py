"""Ten thousand rows: by name only, since it takes minutes."""

from __future__ import annotations

from benchmarks.speed import SpeedFigures, measure_help, measure_rows


def measure() -> SpeedFigures:
    """Whole ingest of ten thousand rows beside the plain way, and search in them."""
    ingests, searching = measure_rows(10_000)
    return SpeedFigures(ingests, (), (searching,), (measure_help(),), ())
