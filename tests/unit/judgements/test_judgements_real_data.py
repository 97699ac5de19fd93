"""The promised floors on real studies, none of which was used to train anything."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import numpy as np
import pytest

from insightmine.domain.ids import ParticipantId, StatementId, StepId, TranscriptId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.speech import Statement
from insightmine.engines import Encoder, Grammar
from insightmine.judgements.anchors import effect_axis
from insightmine.judgements.effect import judge_effect
from insightmine.judgements.steps import place_statements

_TASK = re.compile(r"(?:### |\*\*)Task (\d): ([^\n(]+?) *\([^\n]*\)[^`\n]*\n```\n(.*?)```", re.DOTALL)
_TASK_OF = {
    "edit": "01-1",
    "merge": "01-2",
    "restore": "01-3",
    "create": "01-4",
    "display": "02-1",
    "shacl": "02-2",
}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def balanced_accuracy(rows: list[tuple[str, bool]], grammar: Grammar, encoder: Encoder) -> float:
    """No verdict counts as half right."""
    texts = [text for text, _ in rows]
    leanings = effect_axis(encoder.encode(texts), encoder.encode)
    scores = np.array(
        [judge_effect(t, a, float(x)).score for t, a, x in zip(texts, grammar.annotate(texts), leanings, strict=True)]
    )
    truth = np.array([good for _, good in rows])
    votes = np.where(scores > 0, 1.0, np.where(scores < 0, 0.0, 0.5))
    return float((votes[truth].mean() + 1 - votes[~truth].mean()) / 2)


@pytest.mark.slow
def test_polarity_of_a_usability_study(shared_data: Path, grammar: Grammar, encoder: Encoder) -> None:
    rows = [row for row in rows_of(shared_data / "heritrace/derived/codes.csv") if row["sentiment"] != "neutral"]
    notes = [(row["note_en"], row["sentiment"] == "positive") for row in rows]
    quotes = [(row["quote"], row["sentiment"] == "positive") for row in rows if row["lang"] == "en"]
    assert len(notes) > 500
    assert balanced_accuracy(notes, grammar, encoder) >= 0.72
    assert balanced_accuracy(quotes, grammar, encoder) >= 0.70


@pytest.mark.slow
def test_polarity_of_survey_answers(shared_data: Path, grammar: Grammar, encoder: Encoder) -> None:
    rows = rows_of(shared_data / "jupyter-survey-2015/derived/responses.csv")
    told = [row for row in rows if row["polarity"] != "wish" and len(row["text"].split()) >= 3][::6]
    answers = [(row["text"], row["polarity"] == "booster") for row in told]
    assert balanced_accuracy(answers, grammar, encoder) >= 0.67


def tasks(shared_data: Path, protocol: str) -> Journey:
    text = (shared_data / "heritrace/original/user_testing" / protocol).read_text(encoding="utf-8")
    steps = [
        Step(StepId(f"{protocol[:2]}-{number}"), name.strip(), description.strip(' "\n'))
        for number, name, description in _TASK.findall(text)
    ]
    if protocol.startswith("02"):  # the protocol numbers the two tasks the other way round
        steps = [Step(StepId(f"02-{1 if 'Display' in s.name else 2}"), s.name, s.description) for s in steps]
    return Journey(tuple(steps), JourneyOrigin.FILE)


def quotes_under_tasks(shared_data: Path, group: str) -> list[tuple[Statement, str]]:
    found: list[tuple[Statement, str]] = []
    for number, row in enumerate(rows_of(shared_data / "heritrace/derived/codes.csv")):
        if row["task"].startswith("Task") and row["participant"].endswith(group):
            text = row["note_en"]
            truth = next(step for word, step in _TASK_OF.items() if word in row["task"].lower())
            person = row["participant"]
            statement = Statement(
                StatementId(f"S{number}"),
                TranscriptId(person),
                person,
                ParticipantId(person),
                number,
                0,
                len(text),
                text,
            )
            found.append((statement, truth))
    return found


@pytest.mark.slow
def test_steps_from_content_alone_and_with_headings(shared_data: Path, encoder: Encoder) -> None:
    headings = {row["task"] for row in rows_of(shared_data / "heritrace/derived/codes.csv")}
    right, total, seen, wrongly = 0, 0, 0, 0
    for protocol, group in (("01_end_user_testing.md", "e"), ("02_technician_testing.md", "t")):
        journey = tasks(shared_data, protocol)
        pairs = quotes_under_tasks(shared_data, group)
        statements = [statement for statement, _ in pairs]
        places = place_statements(statements, encoder.encode([s.text for s in statements]), encoder.encode, journey)
        right += sum(place.step == truth for place, (_, truth) in zip(places, pairs, strict=True))
        total += len(pairs)
        own = {step.id for step in journey.steps}
        for heading in sorted(h for h in headings if h.startswith("Task")):
            truth = next(step for word, step in _TASK_OF.items() if word in heading.lower())
            if truth in own:
                under = Statement(*(*_bare("Well then."), None, heading))
                place = place_statements([under], encoder.encode(["Well then."]), encoder.encode, journey)[0]
                seen += 1
                wrongly += place.step != truth
    assert total == 290
    assert right / total >= 0.45
    assert seen == 9
    assert wrongly == 0


def _bare(text: str) -> tuple[StatementId, TranscriptId, str, ParticipantId, int, int, int, str]:
    return StatementId("S"), TranscriptId("a"), "a", ParticipantId("a"), 0, 0, len(text), text
