"""A study -> steps to begin a journey.toml with: who would stand at each, and in which words people speak there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from insightmine.config import step_lines
from insightmine.domain.analysis import Analysis
from insightmine.domain.guides import Guide
from insightmine.domain.ids import StepId
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.judgements import Kind
from insightmine.domain.sharing import is_masked, people_left_out, words_withheld
from insightmine.domain.speech import Record, Statement
from insightmine.domain.suggestions import Source, Suggestion
from insightmine.errors import UsageError
from insightmine.journey import suggest_steps
from insightmine.judgements import Guidance
from insightmine.judgements.narrative import told_in_order
from insightmine.judgements.steps import Place, place_statements
from insightmine.judgements.steps_content import Encode

_EXAMPLES = 3
_SPEAKERS = 2  # what one alone speaks of is no step, where nobody wrote it down as one
_SHORT, _LONG = 5, 24  # words of a phrase that shows how people speak at a step
_TELLING = 0.5  # the probability of its step by its words alone
_CONTROL = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029]+")
_NOT_SHOWN = frozenset({Kind.SESSION_TALK})

_HEAD = """\
# A draft of the journey, proposed from {sources}. A person decides: delete, merge, rename, reorder, and save it as
# journey.toml. `examples` are people's own words: keep those that you would quote, they help to place what is said.
"""


def suggest_journey(analysis: Analysis, guide: Guide, encode: Encode) -> tuple[Suggestion, ...]:
    """Proposed steps with people, counts and examples, in their order; none where the material suggests none."""
    suggested = suggest_steps(analysis, guide, encode)
    if not suggested:
        return ()
    statements = analysis.for_themes
    journey = Journey(tuple(one.step for one in suggested), JourneyOrigin.FILE)
    vectors = encode([statement.text for statement in statements])
    guided = Guidance(analysis.asked, {item: one.step.id for one in suggested for item in one.items}).of(statements)
    places = place_statements(
        statements, vectors, encode, journey, guided, told_in_order(analysis.transcripts)
    )  # fmt: skip
    at: defaultdict[StepId, list[tuple[Statement, float]]] = defaultdict(list)
    for statement, place in zip(statements, places, strict=True):
        if place.step is not None:
            at[place.step].append((statement, place.score or 0.0))
    bare = [replace(statement, heading=None, question=None) for statement in statements]
    near = _own_words(analysis, statements, places, place_statements(bare, vectors, encode, journey))
    return tuple(
        replace(
            one,
            step=replace(one.step, examples=near.get(one.step.id, ())),
            participants=tuple(sorted({statement.participant for statement, _ in at[one.step.id]})),
            n_statements=len(at[one.step.id]),
        )
        for one in suggested
        if one.source in (Source.GUIDE, Source.HEADINGS)
        or len({statement.participant for statement, _ in at[one.step.id]}) >= _SPEAKERS
    )


def draft_of(suggested: Sequence[Suggestion]) -> str:
    """The text of a journey.toml, with what speaks for each step as a comment above it."""
    sources = ", ".join(sorted({one.source.value for one in suggested}))
    return _HEAD.format(sources=sources) + "".join(f"\n{_table(one)}" for one in suggested)


def write_draft(path: Path, suggested: Sequence[Suggestion]) -> Path:
    """Write the draft to a new file. Raises `UsageError` where there is one, or where it cannot be written."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(draft_of(suggested))
    except FileExistsError as error:
        raise UsageError(
            f"{path.name} is there already, and is not overwritten", hint="name another file with -o, and compare"
        ) from error
    except OSError as error:
        raise UsageError(f"{path.name}: cannot be written ({error.strerror})", hint="name another place") from error
    return path


def _own_words(
    analysis: Analysis, statements: Sequence[Statement], places: Sequence[Place], alone: Sequence[Place]
) -> dict[StepId, tuple[str, ...]]:
    """Of each step the phrases that show it best by themselves, of different people who may be quoted."""
    silent = words_withheld(analysis) | people_left_out(analysis)
    noted = {one.id for one in analysis.transcripts if one.record is Record.NOTES}
    found: defaultdict[StepId, list[tuple[float, Statement]]] = defaultdict(list)
    for statement, place, own in zip(statements, places, alone, strict=True):
        words = len(statement.text.split())
        kinds = analysis.judgement_by_id[statement.id].kinds[:1]
        if (
            place.step is not None and place.step == own.step
            and (own.score or 0.0) >= _TELLING and _SHORT <= words <= _LONG
            and statement.participant not in silent and statement.transcript not in noted
            and not is_masked(statement.text) and not {*kinds} & _NOT_SHOWN and "?" not in statement.text
        ):  # fmt: skip
            found[place.step].append((own.score or 0.0, statement))
    return {step: _of_different_people(entries) for step, entries in found.items()}


def _of_different_people(entries: Sequence[tuple[float, Statement]]) -> tuple[str, ...]:
    chosen: list[Statement] = []
    for _, statement in sorted(entries, key=lambda entry: (-entry[0], entry[1].id)):
        if statement.participant not in {one.participant for one in chosen}:
            chosen.append(statement)
    return tuple(" ".join(statement.text.split()) for statement in chosen[:_EXAMPLES])


def _table(one: Suggestion) -> str:
    people = f"{len(one.participants)} {'person speaks' if len(one.participants) == 1 else 'people speak'} of it"
    told = f"# {one.sureness.value}: {one.because}; {people} ({one.n_statements} statements)"
    return "\n".join([told, *step_lines(_on_one_line(one.step))]) + "\n"


def _on_one_line(step: Step) -> Step:
    """With a blank for control characters and line ends, which no heading or question means."""
    name, description = (_CONTROL.sub(" ", text) for text in (step.name, step.description))
    examples, headings = (tuple(_CONTROL.sub(" ", text) for text in texts) for texts in (step.examples, step.headings))
    return replace(step, name=name, description=description, examples=examples, headings=headings)
