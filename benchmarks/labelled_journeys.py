"""Texts with a human label each, as journeys whose steps are the labels: what placing can be fitted to and measured on.

A study is what is held out together: all journeys of heritrace are one, and all meetings. Few of them are journeys in
time; what they share with one is that named, mostly described places compete for what somebody said, and that some of
it belongs to none.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from benchmarks import heritrace_tasks as heritrace
from benchmarks.data import data_path, read_rows
from benchmarks.overlap import find_quote
from benchmarks.sample import analyse_sample, read_gold
from benchmarks.workbench import Workbench, bare_statement
from insightmine.domain.ids import StatementId, StepId, TranscriptId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.speech import Statement

_EXAMPLES, _LEAST_FOR_EXAMPLES = 3, 6
_A_LABEL, _LEAST_THEME = 60, 11
_MEETINGS, _TURNS, _WORDS, _LEAST_WORDS = 5, 250, 60, 6
_INTENTS, _OUT_OF_SCOPE = 120, 25
_REQUESTS, _PARTS, _A_PART = 130, 7, 8
_ARGUMENTS = 80
_QUESTIONS = {
    "workflow_needs_addressed": ("Needs addressed", "What needs does it address in your workflow?"),
    "integrations": ("Integrations", "What tools would you like to see integrated with it?"),
    "pleasant_aspects": ("Pleasant aspects", "What aspects make it pleasant to use in your workflow?"),
    "features_changes": ("Features and changes", "What new features or changes would you like to see?"),
    "workflow_needs_not_addressed": ("Needs not addressed", "What needs of your workflow does it not address?"),
    "difficult_aspects": ("Difficult aspects", "What aspects make it difficult to use in your workflow?"),
    "hinderances": ("Hindrances", "What hinders you from making it a more regular part of your workflow?"),
    "first_experience_enhancements": ("First experience", "What would have made your first experience better?"),
}


@dataclass(frozen=True, slots=True)
class LabelledJourney:
    """Statements and the step of each: `None` is no step, and a statement without a truth only stands around others."""

    study: str
    name: str
    steps: tuple[Step, ...]
    statements: tuple[Statement, ...]
    truths: Mapping[StatementId, StepId | None] = field(repr=False)
    ordered: bool = False

    @property
    def journey(self) -> Journey:
        """The steps as the program is given them."""
        return Journey(self.steps, JourneyOrigin.FILE)


def all_journeys(bench: Workbench) -> list[LabelledJourney]:
    """Every labelled journey, with its steps whole."""
    sources: tuple[Callable[[], Iterator[LabelledJourney]], ...] = (
        lambda: _heritrace(bench), _sample, _meetings, _segments, _survey, _intents, _requests, _arguments,
    )  # fmt: skip
    return [journey for source in sources for journey in source()]


def parts_of(one: LabelledJourney, share: float) -> list[LabelledJourney]:
    """Twice with that share of the steps, others each time; what belongs to the rest is at none. None of too few."""
    count = max(1, round(len(one.steps) * share))
    if count == len(one.steps):
        return []
    drawn = _draw(len(one.steps), one.name)
    return [_part(one, f"{share:g} {name}", own) for name, own in (("a", drawn[:count]), ("b", drawn[-count:]))]


def _part(one: LabelledJourney, name: str, positions: Sequence[int]) -> LabelledJourney:
    steps = tuple(one.steps[position] for position in sorted(positions))
    kept = {step.id for step in steps}
    truths = {statement: step if step in kept else None for statement, step in one.truths.items()}
    return replace(one, name=f"{one.name}, {name}", steps=steps, truths=truths)


def with_examples(one: LabelledJourney) -> LabelledJourney:
    """With three statements as examples of each step that has six; they are measured no more."""
    of_step = defaultdict(list)
    for statement in one.statements:
        of_step[one.truths[statement.id]].append(statement)
    taken = {
        step.id: [of_step[step.id][row] for row in _draw(len(of_step[step.id]), one.name)[:_EXAMPLES]]
        for step in one.steps
        if len(of_step[step.id]) >= _LEAST_FOR_EXAMPLES
    }
    steps = tuple(replace(step, examples=tuple(s.text for s in taken.get(step.id, ()))) for step in one.steps)
    gone = {statement.id for statements in taken.values() for statement in statements}
    left = tuple(statement for statement in one.statements if statement.id not in gone)
    return replace(one, name=f"{one.name}, examples", steps=steps, statements=left,
                   truths={s.id: one.truths[s.id] for s in left})  # fmt: skip


def _draw(n: int, name: str) -> list[int]:
    return [int(row) for row in np.random.default_rng(list(name.encode())).permutation(n)]


def _of_texts(
    study: str, name: str, steps: Sequence[Step], texts: Sequence[str], labels: Sequence[StepId | None]
) -> LabelledJourney:
    said = tuple(bare_statement(text, number) for number, text in enumerate(texts))
    return LabelledJourney(study, name, tuple(steps), said, {s.id: t for s, t in zip(said, labels, strict=True)})


def _heritrace(bench: Workbench) -> Iterator[LabelledJourney]:
    """The notes of English and of Italian sessions, and all that was said in the English ones, headings taken off."""
    notes = heritrace.coded("note_en")
    for group in heritrace.SHEETS:
        steps = heritrace.journey(group).steps
        for english in (True, False):
            own = [n for n in notes if n.group == group and (n.statement.transcript == "en") == english]
            name = f"notes {'en' if english else 'it'} {group}"
            yield _of_texts("heritrace", name, steps, [n.statement.text for n in own], [n.truth for n in own])
        said = heritrace.sessions(bench, group)
        blind = tuple(replace(one.statement, heading=None, question=None) for one in said)
        truths = {one.statement.id: one.truth for one in said}
        yield LabelledJourney("heritrace", f"sessions {group}", steps, blind, truths, ordered=True)


def _sample() -> Iterator[LabelledJourney]:
    """The invented sample, headings and questions taken off; the statements of labelled quotes have a truth."""
    analysis = analyse_sample()
    truths: dict[StatementId, StepId | None] = {}
    for gold in read_gold():
        match = find_quote(analysis, gold.source, gold.transcript, gold.participant, gold.quote)
        if match is not None:
            truths[match.statement.id] = StepId(gold.step) if gold.step else None
    blind = tuple(replace(one, heading=None, question=None) for one in analysis.statements)
    yield LabelledJourney("sample", "sample", analysis.journey.steps, blind, truths, ordered=True)


def _meetings() -> Iterator[LabelledJourney]:
    """QMSum: turns of meetings of three kinds and the topic in which they lie, by its name alone and with questions."""
    taken: Counter[str] = Counter()
    for part in ("val", "test"):
        path = data_path(f"qmsum/data/ALL/jsonl/{part}.jsonl")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            meeting = json.loads(line)
            kind = _kind_of_meeting(meeting)
            if len(meeting["topic_list"]) < 3 or taken[kind] >= _MEETINGS:
                continue
            taken[kind] += 1
            yield from _meeting(meeting, f"{part} {number}")


def _meeting(meeting: dict[str, Any], name: str) -> Iterator[LabelledJourney]:
    spans = [[tuple(map(int, span)) for span in topic["relevant_text_span"]] for topic in meeting["topic_list"]]
    bare = [Step(StepId(f"t{i}"), topic["topic"]) for i, topic in enumerate(meeting["topic_list"])]
    asked = _asked(meeting, spans)
    described = [replace(step, description=" ".join(asked[i])) for i, step in enumerate(bare)]
    said: list[Statement] = []
    truths: dict[StatementId, StepId | None] = {}
    for turn, spoken in enumerate(meeting["meeting_transcripts"]):
        words = re.sub(r"{\w+}", "", spoken["content"]).split()
        topics = [i for i, own in enumerate(spans) if any(start <= turn <= end for start, end in own)]
        if len(words) >= _LEAST_WORDS and len(topics) <= 1 and len(said) < _TURNS:
            text = " ".join(words[:_WORDS])
            said.append(replace(bare_statement(text, turn), transcript=TranscriptId(name)))
            truths[said[-1].id] = StepId(f"t{topics[0]}") if topics else None
    for steps, how in ((bare, "names"), (described, "questions")):
        yield LabelledJourney("meetings", f"{name} {how}", tuple(steps), tuple(said), truths, ordered=True)


def _kind_of_meeting(meeting: dict[str, Any]) -> str:
    speakers = {spoken["speaker"] for spoken in meeting["meeting_transcripts"]}
    if "Project Manager" in speakers:
        return "product"
    return "academic" if any(re.match("Professor|PhD|Grad", name) for name in speakers) else "committee"


def _asked(meeting: dict[str, Any], spans: Sequence[Sequence[tuple[int, ...]]]) -> list[list[str]]:
    """The questions that were written about each topic: about that with which the question's turns overlap most."""
    found: list[list[str]] = [[] for _ in spans]
    for query in meeting["specific_query_list"]:
        turns = {turn for start, end in query["relevant_text_span"] for turn in range(int(start), int(end) + 1)}
        common = [sum(len(turns & set(range(start, end + 1))) for start, end in own) for own in spans]
        found[common.index(max(common))].append(query["query"])
    return found


def _segments() -> Iterator[LabelledJourney]:
    """PDPilot: coded segments and the branch of the code tree, by its name alone and with the codes below it."""
    rows = read_rows("pdpilot/derived/segments.csv")
    branches = defaultdict(set)
    for row in rows:
        branches[row["text"]].add(row["code"].split(" > ")[0])
    names = sorted({row["code"].split(" > ")[0] for row in rows})
    below = {
        n: list(dict.fromkeys(r["code"].split(" > ")[-1] for r in rows if r["code"].startswith(f"{n} > ")))
        for n in names
    }
    texts = [text for text, own in branches.items() if len(own) == 1]
    labels = [StepId(next(iter(branches[text]))) for text in texts]
    bare = [Step(StepId(name), name) for name in names]
    described = [replace(s, description=". ".join(below[s.name]) + "." if below[s.name] else "") for s in bare]
    for steps, how in ((bare, "names"), (described, "codes")):
        yield _of_texts("pdpilot", how, steps, texts, labels)


def _survey() -> Iterator[LabelledJourney]:
    """The Jupyter survey: answers and the question they answer, and answers to one question and their theme."""
    answers: dict[str, list[str]] = defaultdict(list)
    themes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in read_rows("jupyter-survey-2015/derived/responses.csv"):
        if len(row["text"].split()) >= 4:
            answers[row["question"]].append(row["text"])
            if row["themes"] and "|" not in row["themes"] and row["themes"] not in ("nothing", "other"):
                themes[row["question"]][row["themes"]].append(row["text"])
    steps = [Step(StepId(name), *told) for name, told in _QUESTIONS.items()]
    yield _drawn("jupyter", "questions", steps, {StepId(name): answers[name] for name in _QUESTIONS})
    for question, own in themes.items():
        frequent = {StepId(theme): texts for theme, texts in own.items() if len(texts) >= _LEAST_THEME}
        if len(frequent) >= 3:
            named = [Step(theme, theme.replace("_", " ")) for theme in frequent]
            yield _drawn("jupyter", f"themes {question}", named, frequent)


def _drawn(study: str, name: str, steps: Sequence[Step], texts: Mapping[StepId, Sequence[str]]) -> LabelledJourney:
    rows = [(own[row], step) for step, own in texts.items() for row in _draw(len(own), f"{name} {step}")[:_A_LABEL]]
    return _of_texts(study, name, steps, [text for text, _ in rows], [step for _, step in rows])


def _intents() -> Iterator[LabelledJourney]:
    """CLINC150: every second intent of a domain, and requests that are out of scope."""
    content = json.loads(data_path("clinc150/original/data/data_full.json").read_text(encoding="utf-8"))
    domains = json.loads(data_path("clinc150/original/data/domains.json").read_text(encoding="utf-8"))
    for domain, intents in domains.items():
        steps = [Step(StepId(intent), intent.replace("_", " ")) for intent in sorted(intents)[::2]]
        known = {step.id for step in steps}
        inside = [(text, StepId(intent)) for text, intent in content["test"] if intent in known]
        rows: list[tuple[str, StepId | None]] = [inside[row] for row in _draw(len(inside), domain)[:_INTENTS]]
        outside = content["oos_test"]
        rows += [(outside[row][0], None) for row in _draw(len(outside), domain)[:_OUT_OF_SCOPE]]
        yield _of_texts("clinc150", domain, steps, [text for text, _ in rows], [step for _, step in rows])


def _requests() -> Iterator[LabelledJourney]:
    """banking77: eight intents drawn together."""
    rows = read_rows("banking77/original/banking_data/test.csv")
    intents = sorted({row["category"] for row in rows})
    order = _draw(len(intents), "banking77")
    for number in range(_PARTS):
        own = [intents[place] for place in order[number * _A_PART : (number + 1) * _A_PART]]
        pool = [row for row in rows if row["category"] in own]
        chosen = [pool[place] for place in _draw(len(pool), f"part {number}")[:_REQUESTS]]
        steps = [Step(StepId(intent), intent.replace("_", " ")) for intent in own]
        texts, labels = [row["text"] for row in chosen], [StepId(row["category"]) for row in chosen]
        yield _of_texts("banking77", f"part {number}", steps, texts, labels)


def _arguments() -> Iterator[LabelledJourney]:
    """ArgKP: arguments on every second topic and their key point, or none."""
    for part in ("train", "dev"):
        points, arguments = (read_rows(f"argkp/kpm_data/{what}_{part}.csv") for what in ("key_points", "arguments"))
        matched: dict[str, set[str]] = defaultdict(set)
        for row in read_rows(f"argkp/kpm_data/labels_{part}.csv"):
            matched[row["arg_id"]] |= {row["key_point_id"]} if row["label"] == "1" else set()
        for topic in sorted({row["topic"] for row in points})[::2]:
            steps = [Step(StepId(p["key_point_id"]), p["key_point"]) for p in points if p["topic"] == topic]
            own = [a for a in arguments if a["topic"] == topic and a["arg_id"] in matched]
            plain = [a for a in own if len(matched[a["arg_id"]]) <= 1]
            chosen = [plain[row] for row in _draw(len(plain), topic)[:_ARGUMENTS]]
            labels = [StepId(next(iter(found))) if (found := matched[a["arg_id"]]) else None for a in chosen]
            yield _of_texts("argkp", topic, steps, [a["argument"] for a in chosen], labels)
