"""Seven invented people who borrow tools, in six formats: a study that is small enough to be forgotten in seconds."""

from __future__ import annotations

import csv
import shutil
import zipfile
from pathlib import Path

import docx
import pytest

from insightmine.study import Study

OPENING = "What do you borrow from the tool library, and what for?"
LOOKING = "How did you look for the tool the last time you needed one?"
DESK = "What happened when you came to the desk to collect it?"
BACK = "Tell me about bringing the tool back when you were done."

# Wilhelmina is Ada's sister: Ben says her name. Her words are hers alone; "the page said" is everybody's.
SAID = {
    "Ada": (
        "I rent a flat with a small terrace, so I own one single hammer and nothing else.",
        "The page said there were two drills, and then both of them were gone on Saturday.",
        "The bit set was missing three pieces, which I only saw at home that evening.",
        "I stood in front of a closed door on a Thursday and carried the drill home again.",
    ),
    "Ben": (
        "We moved in March and had forty pictures to hang, Wilhelmina and I did it together.",
        "The page said it was available, but the card behind it said it was out until Monday.",
        "Nobody at the desk had time to show me, so I watched a film about it at home.",
        "The opening hours on the door were other ones than those on the page, so it was closed.",
    ),
    "Wilhelmina": (
        "My grandfather left me a lathe that hums like a sleepy bumblebee, so I rarely borrow anything.",
        "I photograph the shelf with my old Rolleiflex, and then I telephone the desk before I leave.",
        "At the desk they lent me a spokeshave with a cracked handle and never wrote it down.",
        "I cycled there in the hail on a Thursday and the door was closed, I was furious about that.",
    ),
    "Cleo": (
        "I run a small repair café and need odd things at odd times, mostly on weekends.",
        "I always ring them up, since the page said a saw was there and it was not there at all.",
        "They let me try it out on a piece of scrap wood, and that saves me an hour later on.",
        "I set the day of return in the form right away, so I have never been late with it.",
    ),
    "Dov": (
        "I fix bicycles for the children in our house, so I need a truing stand every few weeks.",
        "I look at the page on Sunday and on Monday it says something different, so I ring first.",
        "A spoke key was missing from the box, so I had to go back to the desk the same day.",
        "I write the day of return on the calendar in the kitchen, and that works well for me.",
    ),
    "Esi": (
        "Ladders, mainly, because I have nowhere to keep one in a flat on the fourth floor.",
        "The page said the ladder was free, so I booked it there, and that took me a minute.",
        "The lady at the desk explained the hedge trimmer twice, and I was glad that she did.",
        "I went on the bus with a ladder and they had closed early, so I took it home again.",
    ),
    "Finn": (
        "I borrow for my mother as well, she is eighty-one and likes to do everything herself.",
        "I found the tile cutter at once on the page, since the photograph of it is very good.",
        "The volunteer started the washer with me in the yard, and after that I was not afraid.",
        "The message the day before is the reason why I am never late with bringing things back.",
    ),
}
QUESTIONS = (OPENING, LOOKING, DESK, BACK)


def turns_of(*people: str) -> list[tuple[str, str]]:
    """An interview: each question, then everybody's answer to it; the interviewer repeats what Wilhelmina said."""
    turns = []
    for number, question in enumerate(QUESTIONS):
        turns.append(("Interviewer", question))
        turns += [(person, SAID[person][number]) for person in people]
        if "Wilhelmina" in people and number == 2:
            turns.append(("Interviewer", "So they lent me a spokeshave with a cracked handle, you say?"))
    return turns


def as_text(turns: list[tuple[str, str]]) -> str:
    return "".join(f"{speaker}: {text}\n\n" for speaker, text in turns)


def as_captions(turns: list[tuple[str, str]]) -> str:
    cues = [
        f"00:{n // 6:02}:{n % 6 * 10:02}.000 --> 00:{n // 6:02}:{n % 6 * 10 + 9:02}.000\n<v {speaker}>{text}</v>\n"
        for n, (speaker, text) in enumerate(turns)
    ]
    return "WEBVTT\n\n" + "\n".join(cues)


def write_study(folder: Path, *, without: str | None = None) -> None:
    """The study's files; without somebody, as if they had never been interviewed."""
    talks = folder / "talks"
    talks.mkdir(parents=True)
    here = [person for person in SAID if person != without]
    if "Ada" in here:
        (talks / "one.txt").write_text(as_text(turns_of("Ada")), encoding="utf-8")
    group = [person for person in ("Ben", "Wilhelmina") if person in here]
    turns = turns_of(*group)
    (talks / "two.vtt").write_text(as_captions(turns), encoding="utf-8")
    if "Cleo" in here:
        document = docx.Document()
        for speaker, text in turns_of("Cleo"):
            document.add_paragraph(f"{speaker}: {text}")
        document.save(str(talks / "three.docx"))
    if "Dov" in here:
        with zipfile.ZipFile(talks / "four.zip", "w") as archive:
            archive.writestr("inner/talk.txt", as_text(turns_of("Dov")))
    with (talks / "five.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["participant", "question", "answer"])
        for person in ("Esi", "Finn"):
            if person in here:
                rows.writerows([person, question, text] for question, text in zip(QUESTIONS, SAID[person], strict=True))
    lines = ["participant,source,label,segment,consent"]
    lines += [f"{person},,{person},{'flat' if person in 'AdaEsi' else 'house'},verbatim" for person in here]
    (folder / "participants.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study, ingested and searched once. Tests take a copy."""
    folder = tmp_path_factory.mktemp("library") / "study"
    write_study(folder)
    with Study.open(folder, create=True) as study:
        study.ingest([folder / "talks"])
    return folder


@pytest.fixture
def own(library: Path, tmp_path: Path) -> Path:
    """A copy of the study that a test may change."""
    folder = tmp_path / "study"
    shutil.copytree(library, folder)
    return folder


def consent(folder: Path, person: str, level: str) -> None:
    """Change somebody's row in participants.csv."""
    path = folder / "participants.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    new = [line.rsplit(",", 1)[0] + f",{level}" if line.startswith(f"{person},") else line for line in lines]
    path.write_text("\n".join(new) + "\n", encoding="utf-8")
