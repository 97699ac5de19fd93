"""What transcripts, guide and themes each say of the steps, before it is put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from statistics import median, quantiles

from insightmine.domain.guides import Guide, GuideQuestion, GuideTask
from insightmine.domain.ids import StatementId, TranscriptId
from insightmine.domain.journeys import Step
from insightmine.domain.speech import Statement, Transcript
from insightmine.domain.suggestions import Source
from insightmine.domain.themes import Status, Theme
from insightmine.journey.questions import Recurring
from insightmine.journey.topic import core_of, topic_of

_TOPIC_SHARE = 0.5  # of the transcripts tell of it
_TOPIC_SPREAD = 0.35  # of an interview: what comes up all over it has no place in an order
_TOPIC_TRANSCRIPTS = 5  # fewer come to anything in some order by chance
_TOPIC_LEAST = 4  # statements
_MOST_TOPICS = 8
_LONGEST = 240


@dataclass(frozen=True)
class Draft:
    """A step to be; `places` are where it begins in each transcript, 0 to 1, `items` the guide's that it is made of."""

    name: str
    source: Source
    description: str = ""
    headings: tuple[str, ...] = ()
    places: Mapping[TranscriptId, float] = field(default_factory=dict)
    items: tuple[str, ...] = ()


def drafts_of_guide(guide: Guide) -> list[Draft]:
    """One for each step, section or heading that the guide names, else for each of its questions and tasks.

    Where the guide names steps, an item that it names none for is about none.
    """
    groups: dict[str, list[GuideQuestion | GuideTask]] = {}
    with_step = [item for item in guide.items if item.step is not None]
    for item in with_step or guide.items:
        groups.setdefault(_group_of(item), []).append(item)
    return [_of_items(items) for items in groups.values()]


def drafts_of_headings(steps: Sequence[Step], transcripts: Sequence[Transcript]) -> list[Draft]:
    """One for each step that headings gave."""
    places: dict[str, dict[TranscriptId, float]] = {step.id: {} for step in steps}
    step_of = {heading: step.id for step in steps for heading in step.headings}
    for transcript in transcripts:
        for turn in transcript.turns:
            step = step_of.get(" ".join((turn.heading or "").split()))
            if step is not None:
                places[step].setdefault(transcript.id, turn.index / len(transcript.turns))
    return [Draft(step.name, Source.HEADINGS, "", step.headings, places[step.id]) for step in steps]


def drafts_of_questions(recurring: Sequence[Recurring], transcripts: Sequence[Transcript]) -> list[Draft]:
    """One for each question that recurs, in the interviewer's words."""
    return [
        Draft(
            name=topic_of(question.core),
            source=Source.QUESTIONS,
            description=cut(question.description),
            places={transcripts[number].id: place for number, place in question.places},
        )
        for question in recurring
    ]


def drafts_of_topics(
    themes: Sequence[Theme], statements: Mapping[StatementId, Statement], transcripts: Sequence[Transcript]
) -> list[Draft]:
    """Themes that half of the transcripts (five at least) come to at about one place, most first, at most eight."""
    outlines = {transcript.id: _Outline.of(transcript) for transcript in transcripts}
    found: list[tuple[int, float, Draft]] = []
    for theme in themes:
        if theme.status is Status.REJECTED or not theme.has_subject or len(theme.members) < _TOPIC_LEAST:
            continue
        places = _places((statements[name] for name in theme.statements), outlines)
        if (
            len(places) < max(_TOPIC_TRANSCRIPTS, _TOPIC_SHARE * len(transcripts))
            or _spread(places.values()) > _TOPIC_SPREAD
        ):
            continue
        name = _deed(theme)
        name = name[:1].upper() + name[1:]
        spoken = f"What people tell of {', '.join(theme.keyphrases[:4])}."
        found.append((len(places), _spread(places.values()), Draft(name, Source.TOPICS, spoken, (), places)))
    found.sort(key=lambda entry: (-entry[0], round(entry[1], 6), entry[2].name))
    return [draft for _, _, draft in found[:_MOST_TOPICS]]


def cut(text: str) -> str:
    """At most some 240 characters, at the end of a word."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST].rsplit(" ", 1)[0] + " ..."


def _group_of(item: GuideQuestion | GuideTask) -> str:
    if item.step is not None:
        return f"step {item.step}"
    if isinstance(item, GuideQuestion):
        return f"section {item.section}" if item.section else f"item {item.id}"
    return f"heading {item.heading}" if item.heading else f"item {item.id}"


def _of_items(items: Sequence[GuideQuestion | GuideTask]) -> Draft:
    first = items[0]
    questions = [item.text for item in items if isinstance(item, GuideQuestion)]
    tasks = [item for item in items if isinstance(item, GuideTask)]
    if first.step is not None:
        name = first.step.replace("-", " ").replace("_", " ")
    elif isinstance(first, GuideQuestion):
        name = first.section or topic_of(core_of(first.text))
    else:
        name = first.heading or topic_of(core_of(first.read_aloud))
    told = " ".join(dict.fromkeys([*questions, *(task.read_aloud for task in tasks)]))
    headings = tuple(dict.fromkeys(task.heading for task in tasks if task.heading))
    ids = tuple(item.id for item in items)
    return Draft(name[:1].upper() + name[1:], Source.GUIDE, cut(told), headings, items=ids)


def _deed(theme: Theme) -> str:
    """A step is something that people do: the first of its name and phrases that says so, else that is one thing."""
    phrases = [phrase for phrase in (theme.name, *theme.keyphrases) if len(phrase.split()) > 1]
    deeds = (phrase for phrase in phrases if phrase.split()[0].endswith("ing"))
    things = (phrase for phrase in phrases if "and" not in phrase.casefold().split())
    return next(deeds, next(things, theme.name))


@dataclass(frozen=True, slots=True)
class _Outline:
    """Where each turn of a transcript begins, in characters, and where the last one ends."""

    begins: tuple[int, ...]
    end: int

    @classmethod
    def of(cls, transcript: Transcript) -> _Outline:
        *begins, end = accumulate((len(turn.text) for turn in transcript.turns), initial=0)
        return cls(tuple(begins), max(1, end))

    def place(self, statement: Statement) -> float:
        return (self.begins[statement.turn] + statement.start) / self.end


def _places(told: Iterable[Statement], outlines: Mapping[TranscriptId, _Outline]) -> dict[TranscriptId, float]:
    """The median place of what is told in each transcript, 0 to 1: a text that is one long turn has places as well."""
    found: defaultdict[TranscriptId, list[float]] = defaultdict(list)
    for statement in told:
        if statement.transcript in outlines:
            found[statement.transcript].append(outlines[statement.transcript].place(statement))
    return {name: round(median(found[name]), 6) for name in sorted(found)}


def _spread(places: Collection[float]) -> float:
    if len(places) < 2:
        return 0.0
    quarters = quantiles(sorted(places), n=4, method="inclusive")
    return quarters[2] - quarters[0]
