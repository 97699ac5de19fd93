"""An invented study as a finished `Analysis`: eight people who borrow from a neighbourhood tool library.

Nothing here was said by anybody. `tool_library()` is the whole study; `with_consent` and `with_text` bend it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import (
    OutcomeId,
    ParticipantId,
    SignalId,
    StatementId,
    StepId,
    ThemeId,
    TranscriptId,
    statement_id,
)
from insightmine.domain.intervals import wilson_interval
from insightmine.domain.journeys import Journey, JourneyOrigin, Step
from insightmine.domain.judgements import Basis, Effect, Judgement, Kind, Prompting
from insightmine.domain.outcomes import Direction, Grade, Outcome, Seen
from insightmine.domain.signals import Signal, SignalEffect
from insightmine.domain.speech import (
    Consent,
    DroppedWords,
    DropReason,
    Person,
    Role,
    RoleDecision,
    Statement,
    Transcript,
    Turn,
)
from insightmine.domain.themes import Member, Theme

STEPS = (
    Step(StepId("find"), "Find a tool", "Look for what the job needs"),
    Step(StepId("book"), "Book it"),
    Step(StepId("collect"), "Collect it at the desk"),
    Step(StepId("use"), "Use it at home"),
    Step(StepId("return"), "Bring it back"),
    Step(StepId("recommend"), "Tell a neighbour"),
)

_KINDS = {
    "g": Kind.GOAL,
    "b": Kind.BEHAVIOUR,
    "w": Kind.WORKAROUND,
    "p": Kind.PAIN_POINT,
    "e": Kind.ENABLER,
    "x": Kind.WISH,
    "r": Kind.REASON,
    "o": Kind.OPINION,
    "c": Kind.CONTEXT,
}
_BASES = {
    "o": Basis.OBSERVED,
    "i": Basis.INSTANCE,
    "h": Basis.HABIT,
    "y": Basis.HYPOTHETICAL,
    "s": Basis.SECOND_HAND,
    "a": Basis.ADVICE,
    "-": None,
}
_PROMPTINGS = {"u": Prompting.UNPROMPTED, "a": Prompting.ASKED, "l": Prompting.LED, "-": None}
_EFFECTS = {"+": Effect.HELPS, "-": Effect.HINDERS, "~": Effect.MIXED, "0": Effect.NEUTRAL, "?": None}
_SCORES = {"+": 0.72, "-": -0.68, "~": -0.08, "0": 0.02, "?": 0.11}

_START = "What do you borrow, and for what?"
_FIND = "How did you look for the tool the last time?"
_BOOK = "And then, how did you book it?"
_DESK = "What happened when you came to the desk?"
_HOME = "How did it go at home?"
_BACK = "Tell me about bringing it back."

# A line is: text | kinds | basis, prompting, effect | step | theme. Lines starting with "?" are questions.
_INTERVIEWS = {
    "P01": f"""
? {_START}
I rent a flat with a small terrace, so I own one hammer. | c | ha0 | |
I wanted to build a raised bed before the summer. | g | ia0 | |
? {_FIND}
The page said there were two drills, and then both were gone. | p | ia- | find | T1
So now I check the list the evening before and again in the morning. | bw | hu- | find | T1
? {_BOOK}
I phone the desk first, because the calendar is not always right. | wr | ha- | book | T2
? {_DESK}
The bit set was missing three pieces, which I only saw at home. | p | ia- | collect | T5
? {_BACK}
I stood in front of a closed door on a Thursday. | p | ia- | return | T6
""",
    "P02": f"""
? {_START}
Mostly the pressure washer, twice a year. | c | ha0 | |
? {_FIND}
I looked under garden and under cleaning and it was in neither. | p | ia- | find | T1
? {_DESK}
The volunteer started the washer with me in the yard, and after that I was not afraid of it. | be | ia+ | collect | T4
She also showed me where the hose leaks. | e | ia+ | collect | T4
? {_HOME}
One nozzle was not in the box. | p | ia- | collect | T5
? {_BACK}
I had put the return date in my phone when I booked, so it was no trouble. | be | ia+ | return | T3
""",
    "P03": f"""
? {_START}
I run a small repair café and need odd things at odd times. | cg | ha0 | |
? {_BOOK}
I always ring them up; the young man there knows what is on the shelf. | w | ha+ | book | T2
Booking without talking to anybody feels risky to me. | o | ha- | book | T2
? {_DESK}
He lets me try it out on a piece of scrap wood, and that saves me an hour later. | be | ha+ | collect | T4
? {_BACK}
I set the day of return in the form right away. | b | ha+ | return | T3
""",
    "P04": f"""
? {_START}
We moved in March and had forty pictures to hang. | c | ia0 | |
? {_FIND}
It was marked as available, but the card behind it said it was out until Monday. | p | ia- | find | T1
? {_BOOK}
I called to be sure, and they put it aside for me. | w | ia+ | book | T2
? Would a reminder have helped you?
Yes, I suppose a reminder would help. | x | yl+ | return | T3
? {_BACK}
The opening hours on the door were other ones than on the page. | p | ia- | return | T6
""",
    "P05": f"""
? {_START}
A tile cutter, for one bathroom, once in my life. | g | ia0 | |
? {_FIND}
I found it at once, the photograph is good. | be | ia+ | find | T1
? {_DESK}
Nobody had time to show me, so I watched a film about it at home. | w | ia- | collect | T4
? {_HOME}
Half of the tiles broke before I understood the guide rail. | p | ia- | use |
? {_BACK}
I forgot the day and paid the fee. | bp | ia- | return | T3
""",
    "P06": f"""
? {_START}
I fix bicycles for the children in our house. | c | ha0 | |
? {_BOOK}
I ring and ask, and then I book it while we talk. | w | ha~ | book | T2
? {_DESK}
They walked me through the truing stand, step by step. | e | ia+ | collect | T4
? {_HOME}
A spoke key was missing, so I went back the same day. | pb | ia- | collect | T5
? {_BACK}
I write the day on the calendar in the kitchen. | b | ha+ | return | T3
""",
    "P07": f"""
? {_START}
Ladders, mainly, because I have nowhere to keep one. | cr | ha0 | |
? {_FIND}
I look at the list on Sunday, and on Monday it is different. | bp | ha- | find | T1
? {_BOOK}
I book it on the page, that takes me a minute. | be | ha+ | book |
? {_BACK}
I went on the bus with a ladder and they had closed early. | p | ia- | return | T6
""",
    "P08": f"""
? {_START}
I borrow for my mother as well, she is eighty-one. | c | ha0 | |
? {_DESK}
The lady explained the hedge trimmer twice, and I was glad of it. | e | ia+ | collect | T4
? {_HOME}
My neighbour then took the trimmer for an afternoon, I know I should not do that. | b | iu~ | use | T7
? {_BACK}
The message the day before is why I am never late. | e | hu+ | return | T3
""",
}

_NAMES = {
    "T1": ("Checking whether a tool is really there", "Looking a tool up, and whether the list told the truth.", "pb"),
    "T2": ("Phoning the desk before booking", "Calling somebody to be sure of a tool before booking it.", "w"),
    "T3": ("Fixing the return date while booking", "Noting the day of return early, or being reminded of it.", "be"),
    "T4": ("Being shown a tool at the desk", "Somebody starts or explains the tool before it goes home.", "e"),
    "T5": ("Finding parts missing at home", "A piece of the set is not in the box.", "p"),
    "T6": ("Standing before a closed door", "Opening hours that are not what people expected.", "p"),
    "T7": ("Lending a borrowed tool on", "Passing a borrowed tool to somebody else.", "b"),
}
_STEP_OF = {"T1": "find", "T2": "book", "T3": "return", "T4": "collect", "T5": "collect", "T6": "return", "T7": "use"}


def tool_library(names: Iterable[str] | None = None) -> Analysis:
    """The whole study, or the interviews of some of its people."""
    people = tuple(sorted(names if names is not None else _INTERVIEWS))
    spoken = [_interview(name, _INTERVIEWS[name]) for name in people]
    statements = tuple(s for _, parts in spoken for s, _, _ in parts)
    judgements = tuple(j for _, parts in spoken for _, j, _ in parts)
    placed = [(s, j, theme) for _, parts in spoken for s, j, theme in parts if theme]
    found = [_theme(name, [(s, j) for s, j, t in placed if t == name], len(people)) for name in _NAMES]
    themes = tuple(sorted((t for t in found if t), key=lambda theme: (-len(theme.participants), theme.id)))
    signals = tuple(sorted(_signals(themes, judgements, statements), key=lambda signal: (-signal.strength, signal.id)))
    return Analysis(
        transcripts=tuple(transcript for transcript, _ in spoken),
        people=tuple(Person(ParticipantId(n), (TranscriptId(n.lower()),), {"segment": _segment(n)}) for n in people),
        statements=statements,
        judgements=judgements,
        journey=Journey(STEPS, JourneyOrigin.FILE),
        themes=themes,
        signals=signals,
        outcomes=_outcomes(themes, signals),
    )


def with_consent(analysis: Analysis, participant: str, consent: Consent) -> Analysis:
    """The same study, where one person allows something else."""
    people = tuple(replace(p, consent=consent) if p.id == participant else p for p in analysis.people)
    return replace(analysis, people=people)


def with_text(analysis: Analysis, statement: StatementId, text: str) -> Analysis:
    """The same study, where one statement (and its turn) reads differently."""
    old = analysis.statement_by_id[statement]
    turns = [replace(t, text=text) if t.index == old.turn else t for t in _turns_of(analysis, old.transcript)]
    new = replace(old, text=text, start=0, end=len(text))
    return replace(
        analysis,
        statements=tuple(new if s.id == statement else s for s in analysis.statements),
        transcripts=tuple(
            replace(t, turns=tuple(turns)) if t.id == old.transcript else t for t in analysis.transcripts
        ),
    )


def _turns_of(analysis: Analysis, transcript: TranscriptId) -> tuple[Turn, ...]:
    return analysis.transcript_by_id[transcript].turns


def _segment(name: str) -> str:
    return "new member" if name in ("P04", "P05") else "member"


Part = tuple[Statement, Judgement, str]


def _interview(name: str, lines: str) -> tuple[Transcript, list[Part]]:
    participant, transcript = ParticipantId(name), TranscriptId(name.lower())
    turns: list[Turn] = []
    parts: list[Part] = []
    question: str | None = None
    for line in lines.strip().splitlines():
        begin, end = 20.0 * len(turns), 20.0 * len(turns) + 18.5
        place = f"line {len(turns) + 3}"
        if line.startswith("? "):
            question = line[2:]
            turns.append(Turn(len(turns), "Interviewer", question, place, Role.INTERVIEWER, None, "", begin, end))
            continue
        text, kinds, marks, step, theme = (cell.strip() for cell in line.split("|"))
        start = 0
        if turns and turns[-1].participant == participant:
            start = len(turns[-1].text) + 1
            turns[-1] = replace(turns[-1], text=f"{turns[-1].text} {text}")
        else:
            turns.append(Turn(len(turns), name, text, place, Role.PARTICIPANT, participant, name, begin, end))
        spoken = Statement(
            id=statement_id(name, text, 0),
            transcript=transcript,
            source=f"interviews/{name.lower()}.vtt",
            participant=participant,
            turn=turns[-1].index,
            start=start,
            end=start + len(text),
            text=text,
            question=question,
        )
        parts.append((spoken, _judgement(spoken.id, kinds, marks, step), theme))
    dropped = (
        DroppedWords(DropReason.FORMAT_HEADER, ("WEBVTT",)),
        DroppedWords(DropReason.SPEAKER_LABEL, ("Interviewer:", f"{name}:")),
    )
    roles = (RoleDecision("Interviewer", Role.INTERVIEWER, "asks"), RoleDecision(name, Role.PARTICIPANT, "answers"))
    source = f"interviews/{name.lower()}.vtt"
    return Transcript(transcript, source, "vtt", tuple(turns), "en", dropped, roles), parts


def _judgement(statement: StatementId, kinds: str, marks: str, step: str) -> Judgement:
    return Judgement(
        statement=statement,
        kinds=tuple(_KINDS[letter] for letter in kinds),
        kind_scores=tuple(0.83 - 0.2 * place for place in range(len(kinds))),
        basis=_BASES[marks[0]],
        prompting=_PROMPTINGS[marks[1]],
        effect=_EFFECTS[marks[2]],
        effect_score=_SCORES[marks[2]],
        step=StepId(step) if step else None,
        step_score=0.81234567 if step else None,
    )


def _theme(name: str, members: list[tuple[Statement, Judgement]], n_people: int) -> Theme | None:
    if not members:
        return None
    title, definition, kinds = _NAMES[name]
    participants = tuple(sorted({statement.participant for statement, _ in members}))
    hinders = [s.id for s, j in members if j.effect is Effect.HINDERS]
    helps = [s.id for s, j in members if j.effect is not Effect.HINDERS]
    main, rest = (hinders, helps) if len(hinders) >= len(helps) else (helps, hinders)
    return Theme(
        id=ThemeId(name),
        name=title,
        definition=definition,
        kinds=tuple(_KINDS[letter] for letter in kinds),
        keyphrases=tuple(title.lower().split()[:2]),
        members=tuple(Member(s.id, 0.9 - 0.03 * place) for place, (s, _) in enumerate(members)),
        participants=participants,
        n_opportunity=n_people,
        opportunity_basis="all",
        interval=wilson_interval(len(participants), n_people),
        stability=None if len(participants) == 1 else 0.91 - 0.07 * int(name[1:]),
        exemplars=tuple(main[:3]),
        negative_cases=tuple(rest[:2]),
    )


def _signals(
    themes: tuple[Theme, ...], judgements: tuple[Judgement, ...], statements: tuple[Statement, ...]
) -> list[Signal]:
    effect = {judgement.statement: judgement.effect for judgement in judgements}
    person = {statement.id: statement.participant for statement in statements}
    signals = []
    for theme in themes:
        helps = tuple(s for s in theme.statements if effect[s] in (Effect.HELPS, Effect.MIXED))
        hinders = tuple(s for s in theme.statements if effect[s] in (Effect.HINDERS, Effect.MIXED))
        for kind, own, other in (
            (SignalEffect.BOOSTER, helps, hinders),
            (SignalEffect.BLOCKER, hinders, helps),
        ):
            people = tuple(sorted({person[s] for s in own}))
            against = tuple(sorted({person[s] for s in other}))
            if len(people) < 2 or len(people) < len(against):
                continue
            signals.append(
                Signal(
                    id=SignalId(f"{theme.id}-{kind}"),
                    theme=theme.id,
                    step=StepId(_STEP_OF[theme.id]),
                    effect=kind,
                    strength=wilson_interval(len(people), len({*people, *against}))[0],
                    participants=people,
                    opponents=against,
                    supporting=own,
                    opposing=other,
                )
            )
    return signals


def _outcomes(themes: tuple[Theme, ...], signals: tuple[Signal, ...]) -> tuple[Outcome, ...]:
    by_theme = {signal.theme: signal for signal in signals}
    known = {theme.id: theme for theme in themes}
    texts = (
        ("T3", "fix the return date while they book.", Direction.MORE, Grade.MODERATE, "bookings with a date set"),
        ("T2", "phone the desk before they book.", Direction.LESS, Grade.LOW, "bookings with a call the day before"),
    )
    return tuple(
        Outcome(
            id=OutcomeId(f"O-{theme}"),
            theme=ThemeId(theme),
            who="Borrowers",
            behaviour=behaviour,
            step=by_theme[ThemeId(theme)].step,
            direction=direction,
            seen=Seen(
                showed=by_theme[ThemeId(theme)].participants,
                opportunity=tuple(sorted({p for t in themes for p in t.participants})),
                unclear=(ParticipantId("P05"),) if "P05" in {p for t in themes for p in t.participants} else (),
                basis="all",
            ),
            metric=f"{metric} / all bookings",
            question="What would bring people to do this?",
            hypothesis=f"We think we can {'increase' if direction is Direction.MORE else 'reduce'} the rate of "
            "this with [your idea].",
            next_test="Watch five borrowers book, without mentioning it.",
            alternatives=("People who plan ahead may do everything else well too.",),
            grade=grade,
            grade_reasons=("6 people on past occasions", "1 said the opposite"),
            signals=(by_theme[ThemeId(theme)].id,),
            supporting=by_theme[ThemeId(theme)].supporting,
            opposing=by_theme[ThemeId(theme)].opposing,
            pain_points=known[ThemeId("T6")].exemplars[:1] if ThemeId("T6") in known else (),
        )
        for theme, behaviour, direction, grade, metric in texts
        if ThemeId(theme) in by_theme
    )
