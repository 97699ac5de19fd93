"""The invented study in corpora/sample agrees with itself: labels, people, steps and measures meet the transcripts."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest

from insightmine.config import InputOptions, PersonRow, SpeakerOptions, load_journey, load_people
from insightmine.domain.judgements import Basis, Effect, Kind, Prompting
from insightmine.domain.speech import Consent
from insightmine.transcripts import find_sources, read_source

SAMPLE = Path(__file__).parents[3] / "corpora" / "sample"
TRANSCRIPTS = SAMPLE / "transcripts"
INTERVIEWERS = {"Tess", "Tess Okafor", "Interviewer", "AI", "Ade N (notes)"}

Line = tuple[str, str]  # label ("" where a file has none), words


def _captions(text: str) -> list[Line]:
    lines: list[Line] = []
    for block in re.split(r"\n{2,}", text.replace("\r\n", "\n")):
        if "-->" not in block:
            continue
        words = " ".join(block.split("-->", 1)[1].split("\n")[1:]).strip()
        voice = re.fullmatch(r"<v ([^>]+)>(.*)</v>", words)
        label, said = voice.groups() if voice else words.split(": ", 1)
        lines.append((label, said))
    return lines


def _typed(text: str) -> list[Line]:
    head = re.compile(r"^(?:\[[\d:]+\] )?\**([^\n:*#]{1,30}):\**\s(.*)$")
    return [match.groups() for line in text.split("\n") if (match := head.match(line))]  # type: ignore[misc]


def _otter(text: str) -> list[Line]:
    return re.findall(r"^(\S.*?)  \d+:\d\d  \n(.*)$", text, flags=re.MULTILINE)


def _meeting_document(path: Path) -> list[Line]:
    turns = (re.fullmatch(r"(.+?) {3}\d+:\d\d\n(.*)", p.text, re.DOTALL) for p in docx.Document(str(path)).paragraphs)
    return [(turn[1], turn[2].replace("\n", " ")) for turn in turns if turn]


def _lines(path: Path, text: str) -> list[Line]:
    if path.suffix == ".docx":
        return _meeting_document(path)
    if path.suffix in (".vtt", ".srt"):
        return _captions(text)
    if "otter.ai" in text:
        return _otter(text)
    if "**" not in text and path.suffix == ".md":
        return [("", block) for block in text.split("\n\n") if not block.startswith("#")]
    return _typed(text)


@cache
def _speech() -> dict[tuple[str, str | None], tuple[Line, ...]]:
    """What was said, by file and (in the table) by the id of the transcript; cues joined into turns."""
    interviews: dict[tuple[str, str | None], list[Line]] = {}
    for path in sorted(TRANSCRIPTS.iterdir()):
        if path.name == "README.md":
            continue
        text = "" if path.suffix == ".docx" else path.read_bytes().decode("utf-8")
        if path.suffix == ".csv":
            for row in csv.DictReader(text.splitlines(keepends=True)):
                interviews[path.name, row["transcript_id"]] = _typed(row["text"])
        else:
            interviews[path.name, None] = _lines(path, text)
    return {key: _merged(lines) if lines[0][0] else tuple(lines) for key, lines in interviews.items()}


def _merged(lines: list[Line]) -> tuple[Line, ...]:
    turns: list[Line] = []
    for label, said in lines:
        if turns and turns[-1][0] == label:
            turns[-1] = (label, f"{turns[-1][1]} {said}")
        else:
            turns.append((label, said))
    return tuple(turns)


@cache
def _gold() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SAMPLE / "gold.jsonl").read_text(encoding="utf-8").splitlines()]


def _table(name: str) -> list[dict[str, str]]:
    with (SAMPLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _steps() -> list[str]:
    journey = load_journey(SAMPLE / "journey.toml")
    assert journey is not None
    return [step.id for step in journey.steps]


def _label(person: PersonRow) -> str:
    return "User" if person.source == "chat-interviews.csv" else person.label or ""


def _words_of(person: PersonRow, transcript: str | None) -> str:
    label = _label(person)
    return "\n".join(said for name, said in _speech()[str(person.source), transcript] if name == label)


def test_there_are_twelve_interviews_of_a_natural_length_in_five_formats() -> None:
    """In the protocol of one voice a paragraph is a turn, as the program reads a text without speakers."""
    assert len(_speech()) == 12
    assert {key: len(turns) for key, turns in _speech().items() if not 20 <= len(turns) <= 60} == {}
    assert {path.suffix for path in TRANSCRIPTS.iterdir()} == {".vtt", ".srt", ".txt", ".md", ".docx", ".csv"}


def test_the_program_reads_as_many_turns_as_are_written() -> None:
    read = {}
    for source in find_sources([TRANSCRIPTS]):
        for transcript in read_source(source, InputOptions(), SpeakerOptions()).transcripts:
            read[source.path.name, transcript.id if source.path.suffix == ".csv" else None] = len(transcript.turns)
    assert read == {key: len(turns) for key, turns in _speech().items()}


def test_people_talk_as_people_do() -> None:
    """Answers of more than a line, false starts, and the plain words that people have in common."""
    speech = " ".join(said.lower() for turns in _speech().values() for name, said in turns if name not in INTERVIEWERS)
    assert len(speech.split()) >= 8000
    for sign in (r"\b(\w+), \1\b", r"\b(?:um|erm|er|hmm)\b", r"\bi mean\b", r"\bi don't know\b"):
        assert len(re.findall(sign, speech)) >= 3, sign
    shared = {
        r"couldn't find it": 4,
        r"\bnothing left\b": 5,
        r"\bsent? me home\b|\bsent home\b": 4,
        r"\btyped? (?:it|in|the code|the name)\b": 8,
        r"\btakes? (?:a|four) (?:quick )?photos?\b|\btake photos\b": 5,
        r"\bwhich one (?:to take|i needed|i need)\b": 7,
        r"\bnever been late\b": 3,
        r"\bfive minutes\b": 5,
    }
    for words, people in shared.items():
        sayers = {
            (key, name)
            for key, turns in _speech().items()
            for name, said in turns
            if name not in INTERVIEWERS and re.search(words, said.lower())
        }
        assert len(sayers) >= people, words


def test_the_traps_are_there() -> None:
    """One leading question and answers that only agree, one who takes all the room, one who is never asked."""
    led = [gold for gold in _gold() if gold["prompting"] == "led" and gold["theme"] == "deposit"]
    assert {gold["participant"] for gold in led} == {"P05"}
    questions = [said for name, said in _speech()["p05-callum.txt", None] if name == "Tess Okafor"]
    assert [said for said in questions if re.search(r"must have .*didn't it\?", said)]

    words = Counter[str]()
    for name, said in _speech()["p06-p07-gerald-and-moira.vtt", None]:
        words[name] += len(said.split())
    assert words["Gerald Pym"] >= 1.5 * words["Moira’s iPad"]

    asked = {
        key: any(
            re.search(
                r"bring(?:ing)? (?:it|back|things)|return|taking it|giving things back|go(?:es)? back|be back",
                said.lower(),
            )
            for name, said in turns
            if name in INTERVIEWERS
        )
        for key, turns in _speech().items()
        if turns[0][0]
    }
    assert [key[0] for key, told in asked.items() if not told] == ["p09-tomasz.txt"]


@pytest.mark.parametrize(
    ("person", "said", "done"),
    [
        ("P05", "I always bring things back on time", "I took it back, like, the Saturday after"),
        ("P10", "I always read the description", "I didn't read it"),
    ],
)
def test_what_is_said_of_oneself_is_not_what_is_done(person: str, said: str, done: str) -> None:
    claims = [gold for gold in _gold() if gold["participant"] == person and said in gold["quote"]]
    deeds = [gold for gold in _gold() if gold["participant"] == person and done in gold["quote"]]
    assert [gold["basis"] for gold in claims] == ["habit"]
    assert {gold["basis"] for gold in deeds} <= {"instance", "observed"}
    assert deeds != []


def test_every_quote_stands_once_in_the_speech_of_its_participant() -> None:
    people = {person.participant: person for person in load_people(SAMPLE / "participants.csv")}
    lost = [
        gold["quote"]
        for gold in _gold()
        if gold["source"] != people[gold["participant"]].source
        or _words_of(people[gold["participant"]], gold["transcript"]).count(gold["quote"]) != 1
    ]
    assert lost == []
    assert len({(gold["participant"], gold["quote"]) for gold in _gold()}) == len(_gold()) >= 320


def test_quotes_of_a_person_do_not_overlap() -> None:
    by_person = defaultdict(list)
    for gold in _gold():
        by_person[gold["participant"]].append(gold["quote"])
    assert [(a, b) for quotes in by_person.values() for a in quotes for b in quotes if a != b and a in b] == []


def test_labels_are_of_the_vocabulary() -> None:
    themes = {row["theme"] for row in _table("gold_themes.csv")}
    for gold in _gold():
        assert gold["kinds"] == list(dict.fromkeys(Kind(kind) for kind in gold["kinds"])) != []
        assert gold["basis"] in tuple(Basis)
        assert gold["effect"] in tuple(Effect)
        assert gold["prompting"] in (None, *Prompting)
        assert gold["step"] in (None, *_steps())
        assert gold["theme"] is None or (gold["theme"] in themes and gold["step"] is not None)


@pytest.mark.parametrize("name", ["kinds", "basis", "prompting", "effect", "step"])
def test_labels_are_not_all_alike(name: str) -> None:
    values = Counter(gold[name][0] if name == "kinds" else gold[name] for gold in _gold())
    assert len(values) >= 4
    assert max(values.values()) <= 0.75 * len(_gold())


def test_themes_have_the_people_that_were_planned() -> None:
    people = defaultdict(set)
    for gold in _gold():
        people[gold["theme"]].add(gold["participant"])
    for row in _table("gold_themes.csv"):
        single = row["expected"] == "single voice"
        assert (len(people[row["theme"]]) == 1) is single
        assert single or len(people[row["theme"]]) >= 3
        assert row["step"] in _steps()
    assert Counter(row["expected"] for row in _table("gold_themes.csv"))["conflict"] == 1


def test_everybody_in_the_table_of_people_speaks_and_no_one_else() -> None:
    people = load_people(SAMPLE / "participants.csv")
    labels = defaultdict(set)
    for person in people:
        labels[person.source].add(_label(person))
    for (source, _), turns in _speech().items():
        assert {label for label, _ in turns} - INTERVIEWERS == labels[source]
    assert [person.participant for person in people] == [f"P{number:02}" for number in range(1, 14)]
    assert Counter(person.consent for person in people) == {Consent.VERBATIM: 12, Consent.PARAPHRASE: 1}
    assert {key for _, key in _speech() if key} == {p.label for p in people if p.source == "chat-interviews.csv"}


def test_measures_belong_to_people_and_steps_and_say_why_a_value_is_missing() -> None:
    people = {person.participant for person in load_people(SAMPLE / "participants.csv")}
    rows = _table("measures.csv")
    assert {row["participant"] for row in rows} == people
    assert {row["step"] for row in rows} == {*_steps(), ""}
    assert {(row["value"] == "") is (row["exclude_reason"] != "") for row in rows} == {True}
    assert {row["value"] for row in rows if row["measure"] == "success"} == {"0", "1", ""}
    assert all(1 <= int(row["value"]) <= 7 for row in rows if row["measure"] == "satisfaction")


def test_the_detour_is_disliked_and_succeeds() -> None:
    detour = [gold for gold in _gold() if gold["theme"] == "goes-to-look"]
    takers = {gold["participant"] for gold in detour if "workaround" in gold["kinds"]}
    assert takers == {gold["participant"] for gold in detour if gold["effect"] == "hinders"}
    found = {row["participant"]: row["value"] for row in _table("measures.csv") if row["step"] == "find"}
    assert {found[person] for person in takers} == {"1"}
    assert "0" in {found[person] for person in found.keys() - takers}


def test_headings_of_the_journey_and_sheet_stand_in_the_sessions() -> None:
    guide = tomllib.loads((SAMPLE / "guide.toml").read_text(encoding="utf-8"))
    journey = load_journey(SAMPLE / "journey.toml")
    assert journey is not None
    headings = {heading: step.id for step in journey.steps for heading in step.headings}
    assert {task["heading"]: task["step"] for task in guide["task"]} == headings
    for name in ("p10-yusuf.md", "p12-lena-think-aloud.md"):
        text = (TRANSCRIPTS / name).read_text(encoding="utf-8")
        assert [heading for heading in headings if f"\n## {heading}\n" not in text] == []
    assert {question.get("step") for question in guide["question"]} == {*_steps(), None}


def test_captions_keep_their_line_ends_and_break_in_mid_sentence() -> None:
    for name in ("p01-priya.vtt", "p06-p07-gerald-and-moira.vtt"):
        content = (TRANSCRIPTS / name).read_bytes()
        assert content.count(b"\n") == content.count(b"\r\n") > 100
        cues = _captions(content.decode("utf-8"))
        assert sum(not said.endswith((".", "?", "!", "]")) for _, said in cues) >= len(cues) // 4
