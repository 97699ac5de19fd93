"""The tables of the contract as CSV, workbook and database hold what the JSON lines hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.builders import tool_library, with_consent
from tests.exported import csv_records, csv_rows, sheets, tables

from insightmine.domain.analysis import Analysis
from insightmine.domain.speech import Consent
from insightmine.exchange import FILES, export_to
from insightmine.exchange.cells import restored


def lines(folder: Path, analysis: Analysis) -> dict[str, list[dict[str, Any]]]:
    return {
        path.stem: [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]
        for path in export_to("jsonl", analysis, folder)
    }


@pytest.fixture
def study() -> Analysis:
    return with_consent(tool_library(), "P02", Consent.PARAPHRASE)


def text_of(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)


def test_csv_holds_every_value(study: Analysis, tmp_path: Path) -> None:
    whole = lines(tmp_path / "jsonl", study)
    paths = export_to("csv", study, tmp_path / "csv")
    assert [path.name for path in paths] == [f"{name}.csv" for name in FILES]
    for path in paths:
        rows = [{name: restored(cell) for name, cell in row.items()} for row in csv_records(path)]
        assert rows == [{name: text_of(value) for name, value in row.items()} for row in whole[path.stem]]


def test_a_database_holds_every_value(study: Analysis, tmp_path: Path) -> None:
    whole = lines(tmp_path / "jsonl", study)
    (path,) = export_to("sqlite", study, tmp_path)
    found = tables(path)
    assert set(found) == set(FILES)
    for name, rows in whole.items():
        expected = [{k: json.dumps(v, ensure_ascii=False) if isinstance(v, list | dict) else v for k, v in row.items()}
                    for row in rows]  # fmt: skip
        assert found[name] == expected


def test_a_workbook_holds_every_row_under_its_header(study: Analysis, tmp_path: Path) -> None:
    whole = lines(tmp_path / "jsonl", study)
    (path,) = export_to("xlsx", study, tmp_path)
    for name, rows in sheets(path).items():
        assert rows[0] == list(whole[name][0])
        assert len(rows) == len(whole[name]) + 1
    header, first, *_ = sheets(path)["themes"]
    theme = dict(zip(header, first, strict=True))
    assert theme["participants"] == "; ".join(whole["themes"][0]["participants"])
    assert theme["n_participants"] == len(whole["themes"][0]["participants"])
    assert theme["single_voice"] is False


def test_empty_tables_keep_their_headers(tmp_path: Path) -> None:
    full = {path.name: set(csv_rows(path)[0]) for path in export_to("csv", tool_library(), tmp_path)}
    empty = {path.name: csv_rows(path) for path in export_to("csv", Analysis(), tmp_path)}
    assert {name: set(header) for name, (header,) in empty.items()} == full
