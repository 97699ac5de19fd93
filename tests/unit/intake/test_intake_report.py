"""What an ingest ends with."""

from __future__ import annotations

import pytest

from insightmine.cli.ingest import ingest_summary
from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import ParticipantId, StatementId, TranscriptId
from insightmine.domain.problems import Problem
from insightmine.domain.speech import Statement
from insightmine.intake import Intake
from insightmine.readings import Listed
from insightmine.upkeep import IngestReport

NOTICE = Problem("measures.csv", "measures.csv: no result of P02; in what people did, they count for nothing")
REFUSED = Problem("measures.csv", "measures.csv, line 3: no measure; the row is left out", refused=True)
SAID = Statement(
    StatementId("S1"), TranscriptId("one"), "one.txt", ParticipantId("P01"), 0, 0, 15, "I booked a saw.", None, None
)


def report(*problems: Problem, refused: tuple[Listed, ...] = (), said: tuple[Statement, ...] = (SAID,)) -> IngestReport:
    return IngestReport(Intake((), 1, (), refused, ()), (), Analysis(statements=said, problems=problems), False)


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (report(), 0),
        (report(NOTICE), 0),
        (report(NOTICE, REFUSED), 3),
        (report(refused=(Listed("two.txt", "no speech"),)), 3),
        (report(REFUSED, said=()), 4),
    ],
)
def test_rows_that_were_refused_end_as_files_do(found: IngestReport, code: int) -> None:
    assert found.exit_code == code


def test_the_json_tells_a_refused_row_from_a_notice() -> None:
    rows = ingest_summary(report(NOTICE, REFUSED))["problems"]
    assert [(row["decision"], row["refused"]) for row in rows] == [("measures.csv", False), ("measures.csv", True)]
