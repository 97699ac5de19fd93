"""`decide --queue`: what it asks, the lines it gives, and what they do, through the command line."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from insightmine.cli.app import group
from insightmine.domain.sharing import shareable
from insightmine.study import Study

pytestmark = pytest.mark.slow


def call(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(group, ["--study", str(folder), *words])


def queue(folder: Path, *words: str) -> Any:
    result = call(folder, "decide", "--queue", "--json", *words)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_queue_asks_with_everything_at_hand(sample_study: Path) -> None:
    content = queue(sample_study, "--limit", "5")
    assert len(content["to_decide"]) == 5
    assert 5 <= content["n_waiting"] <= 40
    with Study.open(sample_study) as study:
        statements = study.analysis.statement_by_id
        assert set(study.analysis.to_decide) >= set(shareable(study.analysis).to_decide)
    for row in content["to_decide"]:
        said = statements[row["statement"]]
        assert (row["text"], row["participant"], row["question"]) == (said.text, said.participant, said.question)
        assert row["reason"]
        assert 0 <= row["doubt"] <= 1
        if row["holds"]:
            assert row["commands"][0] == f"insightmine decide {row['about']} {row['statement']} {row['holds']}"
    assert len({row["text"] for row in content["to_decide"]}) == 5


def test_in_words_each_has_its_quote_and_its_lines(sample_study: Path) -> None:
    shown = call(sample_study, "decide", "--queue", "--limit", "2")
    assert shown.exit_code == 0
    assert " 1. " not in shown.stdout
    assert shown.stdout.startswith("1. ")
    assert shown.stdout.count("insightmine decide ") >= 8


def test_a_line_of_the_queue_can_be_run_and_is_not_asked_again(own_study: Path) -> None:
    first = next(row for row in queue(own_study)["to_decide"] if row["about"] == "effect")
    line = shlex.split(next(command for command in first["commands"] if command.endswith("neutral")))
    result = call(own_study, *line[1:], "--by", "Ann")
    assert result.exit_code == 0, result.output
    with Study.open(own_study) as study:
        judgement = study.analysis.judgement_by_id[first["statement"]]
    assert (judgement.effect, judgement.decided_by) == ("neutral", "Ann")
    assert first["statement"] not in {row["statement"] for row in queue(own_study, "--limit", "40")["to_decide"]}
