"""Each spelling of a label by itself: who is meant, in which role; slips of the pen; one id in two spellings."""

from __future__ import annotations

from pathlib import Path

import pytest

from insightmine.config import InputOptions, PersonRow, SpeakerOptions
from insightmine.domain.decisions import Action, Decision
from insightmine.domain.ids import TranscriptId
from insightmine.domain.speech import Consent, Role, Transcript, Turn
from insightmine.transcripts import Cast, Source, assign_speakers, read_source
from insightmine.transcripts.role_words import is_slip_of_name
from insightmine.transcripts.slips import slips_of

SAID = (
    "How did that go?",
    "It went well: I saved it at 10:30, see https://example.org/a:b. He said: no.",
    "And then?",
    "There are three things: one, two, three.",
)
ASKS, ANSWERS = Role.INTERVIEWER, Role.PARTICIPANT

# (spelling, head of the asker's turns, head of the answerer's, asker's label, answerer's label)
SPELLINGS = [
    ("space before the colon", "Interviewer 1 : ", "P1 : ", "Interviewer 1", "P1"),
    ("hard space before the colon", "Interviewer\u00a0: ", "P1\u00a0: ", "Interviewer", "P1"),
    ("full-width colon", "Interviewer：", "P01：", "Interviewer", "P01"),
    ("full-width colon and letters", "田中：", "李娜：", "田中", "李娜"),
    ("dash", "Interviewer - ", "P1 - ", "Interviewer", "P1"),
    ("long dash", "Interviewer — ", "P1 — ", "Interviewer", "P1"),
    ("dash without a space before", "Interviewer- ", "P1- ", "Interviewer", "P1"),
    ("square brackets", "[Interviewer] ", "[P1] ", "Interviewer", "P1"),
    ("square brackets and colon", "[Interviewer]: ", "[P1]: ", "Interviewer", "P1"),
    ("round brackets", "(Interviewer) ", "(P1) ", "Interviewer", "P1"),
    ("angle brackets", "<Interviewer> ", "<P1> ", "Interviewer", "P1"),
    ("tab", "Interviewer\t", "P1\t", "Interviewer", "P1"),
    ("colon and tab", "Interviewer:\t", "P1:\t", "Interviewer", "P1"),
    ("bar", "Interviewer | ", "P1 | ", "Interviewer", "P1"),
    ("semicolon", "Interviewer; ", "P1; ", "Interviewer", "P1"),
    ("bold", "**Interviewer:** ", "**P1:** ", "Interviewer", "P1"),
    ("bold, colon outside", "**Interviewer**: ", "**P1**: ", "Interviewer", "P1"),
    ("bold without colon", "**Interviewer** ", "**P1** ", "Interviewer", "P1"),
    ("bold with underscores", "__Interviewer:__ ", "__P1:__ ", "Interviewer", "P1"),
    ("italic", "*Interviewer:* ", "*P1:* ", "Interviewer", "P1"),
    ("italic with underscores", "_Interviewer:_ ", "_P1:_ ", "Interviewer", "P1"),
    ("italic, colon outside", "*Interviewer*: ", "*P1*: ", "Interviewer", "P1"),
    ("bold and italic", "***Interviewer:*** ", "***P1:*** ", "Interviewer", "P1"),
    ("capitals", "INTERVIEWER: ", "PARTICIPANT: ", "INTERVIEWER", "PARTICIPANT"),
    ("typo", "Intervewer: ", "P1: ", "Intervewer", "P1"),
    ("abbreviation", "Int.: ", "Resp.: ", "Int.", "Resp."),
    ("abbreviation without colon", "Int. ", "Resp. ", "Int", "Resp"),
    ("letters I and P", "I: ", "P: ", "I", "P"),
    ("letters I and R", "I: ", "R: ", "I", "R"),
    ("letters Q and A", "Q: ", "A: ", "Q", "A"),
    ("letters Q and A with full stops", "Q. ", "A. ", "Q", "A"),
    ("numbered questions and answers", "Q1: ", "A1: ", "Q1", "A1"),
    ("numbered turns", "1. Interviewer: ", "2. P1: ", "Interviewer", "P1"),
    ("numbered turns, bracket", "1) Interviewer: ", "2) P1: ", "Interviewer", "P1"),
    ("list", "- Interviewer: ", "- P1: ", "Interviewer", "P1"),
    ("quotation", "> Interviewer: ", "> P1: ", "Interviewer", "P1"),
    ("captions' arrows", ">> Interviewer: ", ">> P1: ", "Interviewer", "P1"),
    ("time in brackets before the colon", "INTERVIEWER 1 (00:01): ", "P1 (00:02): ", "INTERVIEWER 1", "P1"),
    ("time in brackets after the colon", "INTERVIEWER 1: (00:01) ", "P1: (00:02) ", "INTERVIEWER 1", "P1"),
    ("time in brackets first", "(00:01) Interviewer: ", "(00:02) P1: ", "Interviewer", "P1"),
    ("bare time first", "00:00:01 Interviewer: ", "00:00:02 P1: ", "Interviewer", "P1"),
    ("small letters", "i1: ", "p1: ", "i1", "p1"),
    ("id with a zero", "Mod: ", "P01: ", "Mod", "P01"),
    ("id with a dash", "Mod: ", "P-1: ", "Mod", "P-1"),
    ("number sign", "Interviewer #1: ", "Participant #2: ", "Interviewer #1", "Participant #2"),
    ("role and number", "Moderatorin: ", "Teilnehmer 2: ", "Moderatorin", "Teilnehmer 2"),
    ("German, she", "Interviewerin: ", "Befragte: ", "Interviewerin", "Befragte"),
    ("German, near the other role", "Interviewer: ", "Interviewter: ", "Interviewer", "Interviewter"),
    ("English, near the other role", "Interviewer: ", "Interviewee: ", "Interviewer", "Interviewee"),
    ("French", "Enquêtrice : ", "Enquêté : ", "Enquêtrice", "Enquêté"),
    ("diarised", "SPEAKER_00: ", "SPEAKER_01: ", "SPEAKER_00", "SPEAKER_01"),
    ("diarised, letter", "Speaker A: ", "Speaker B: ", "Speaker A", "Speaker B"),
    ("name taken out", "Interviewer: ", "[Redacted]: ", "Interviewer", "[Redacted]"),
    ("emoji", "Anna 🚗: ", "Iván | ethrex: ", "Anna 🚗", "Iván | ethrex"),
    ("joined emoji", "👩‍🔬 Anna: ", "Felix (Geth): ", "👩‍🔬 Anna", "Felix (Geth)"),
    ("nothing but emoji", "🙂: ", "🚀: ", "🙂", "🚀"),
    ("two people on one label", "Barnabé + Francesco 🚗: ", "pk910: ", "Barnabé + Francesco 🚗", "pk910"),
    ("Devanagari", "प्रिया: ", "राहुल: ", "प्रिया", "राहुल"),
    ("Arabic", "ليلى: ", "عمر: ", "ليلى", "عمر"),
    ("Cyrillic", "Анна: ", "Пётр: ", "Анна", "Пётр"),
    ("letter with its accent apart", "Jose\u0301: ", "Zoe\u0308: ", "Jose\u0301", "Zoe\u0308"),
]


def read(folder: Path, text: str, name: str = "talk.txt") -> tuple[Transcript, ...]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_source(Source(name, path, True, folder, path.stem), InputOptions(), SpeakerOptions()).transcripts


def cast_of(*transcripts: Transcript, people: tuple[PersonRow, ...] = (), rulings: tuple[Decision, ...] = ()) -> Cast:
    return assign_speakers(transcripts, SpeakerOptions(), people, rulings)


def talk(name: str, labels: str, **longer: str) -> Transcript:
    """A transcript of turns by labels of one letter, which `longer` spells out."""
    turns = tuple(
        Turn(index, longer.get(letter, letter), "Is it so?" if index % 2 == 0 else "It is so, and that is all.", "")
        for index, letter in enumerate(labels)
    )
    return Transcript(TranscriptId(name), f"{name}.txt", "text", turns)


@pytest.mark.parametrize(
    ("asks", "answers", "asker", "answerer"), [case[1:] for case in SPELLINGS], ids=[case[0] for case in SPELLINGS]
)
def test_a_spelling_gives_the_speakers_and_their_roles(
    tmp_path: Path, asks: str, answers: str, asker: str, answerer: str
) -> None:
    text = "".join(f"{head}{said}\n" for head, said in zip((asks, answers, asks, answers), SAID, strict=True))
    (found,) = cast_of(*read(tmp_path, text)).transcripts
    assert [(turn.speaker, turn.text) for turn in found.turns] == list(zip((asker, answerer) * 2, SAID, strict=True))
    assert [turn.role for turn in found.turns] == [ASKS, ANSWERS] * 2


@pytest.mark.parametrize(
    "line",
    [
        "There are three things: speed, price, and colour.", "He said: no.", "And then she goes: well, no.",
        "https://example.org/a: that is the address.", "10:30: we met.", "At 9:15: nothing.", "(laughs) It was odd.",
        "[sighs] It was odd.", "co- founders, we were.", "It is what it is - that is all.", "Monday - we left.",
        "[I] was there.", "(a) the first, (b) the second.", "**Really** it was.", "_never_ again: no.", "So: no.",
    ],
)  # fmt: skip
def test_what_is_said_makes_no_speaker(tmp_path: Path, line: str) -> None:
    """A line under no label goes on with the turn above, whatever it begins with, even where it comes again."""
    text = "".join(f"Ana: {ask}\nBo: {reply}\n{line}\n" for ask, reply in (SAID[:2], SAID[2:], SAID[:2]))
    (found,) = read(tmp_path, text)
    assert [turn.speaker for turn in found.turns] == ["Ana", "Bo"] * 3


def test_a_role_misspelt_once_is_joined_and_reported() -> None:
    (found,) = cast_of(talk("one", "IPIPIPIPIPIPXP", I="Interviewer", X="Intervewer")).transcripts
    assert [role.role for role in found.roles] == [ASKS, ANSWERS, ASKS]
    assert any("'Intervewer' (1 of 14 turns)" in warning for warning in found.warnings)


def test_a_name_misspelt_once_is_a_label_and_joined(tmp_path: Path) -> None:
    said = "Margaret Hill: Is it so?\nBoris Bo: It is so, and that is all.\n"
    (found,) = cast_of(*read(tmp_path, said * 6 + said.replace("Margaret", "Margret"))).transcripts
    assert [turn.speaker for turn in found.turns][-2:] == ["Margret Hill", "Boris Bo"]
    assert {role.label: role.role for role in found.roles} == {
        "Margaret Hill": ASKS,
        "Boris Bo": ANSWERS,
        "Margret Hill": ASKS,
    }
    assert any("'Margret Hill' (1 of 14 turns)" in warning for warning in found.warnings)
    assert [person.id for person in cast_of(found).people] == ["Boris Bo"]


@pytest.mark.parametrize(
    ("often", "rare"),
    [("Daniel", "Daniela"), ("Maria Lopez", "Mario Lopez"), ("P01", "P02"), ("Interviewer", "Interviewee"),
     ("Befragte", "Befragter"), ("Interviewer", "Interviewter"), ("Speaker 1", "Speaker 2"), ("Anna", "Anne")],
)  # fmt: skip
def test_a_letter_that_makes_another_person_joins_nobody(often: str, rare: str) -> None:
    spelling = slips_of(talk("one", "AB" * 10 + "XB", A=often, X=rare))
    assert spelling[rare] == rare


def test_names_that_answer_one_another_stay_apart() -> None:
    assert is_slip_of_name("Margret Hill", "Margaret Hill")
    apart = slips_of(talk("one", "AB" * 10 + "AX", A="Margaret Hill", X="Margret Hill"))
    assert apart["Margret Hill"] == "Margret Hill"
    joined = slips_of(talk("one", "AB" * 10 + "XB", A="Margaret Hill", X="Margret Hill"))
    assert joined["Margret Hill"] == "Margaret Hill"


def test_whoever_a_person_named_is_no_slip() -> None:
    ruling = Decision(
        "D1", Action.PERSON, ("one.txt", "Margret Hill"), "Second", "ana", "", "2026-01-01T00:00:00+00:00"
    )
    transcript = talk("one", "IA" * 10 + "IX", I="Interviewer", A="Margaret Hill", X="Margret Hill")
    assert [person.id for person in cast_of(transcript).people] == ["Margaret Hill"]
    assert [person.id for person in cast_of(transcript, rulings=(ruling,)).people] == ["Margaret Hill", "Second"]


def test_one_label_in_two_files_is_two_people_until_told_otherwise() -> None:
    both = (talk("one", "IPIP", I="Mod"), talk("two", "IPIP", I="Mod"))
    assert [person.id for person in cast_of(*both).people] == ["P (one)", "P (two)"]
    rows = tuple(PersonRow("Zoe", f"{name}.txt", "P", {}, Consent.VERBATIM, 2) for name in ("one", "two"))
    assert [person.id for person in cast_of(*both, people=rows).people] == ["Zoe"]


def test_ids_that_differ_in_zeros_are_two_people_and_warned_of() -> None:
    both = (talk("one", "IPIP", I="Mod", P="P1"), talk("two", "IPIP", I="Mod", P="P01"))
    cast = cast_of(*both)
    assert [person.id for person in cast.people] == ["P01", "P1"]
    assert cast.problems == (
        "P01 in two and P1 in one count as different people; if they are one, give participants.csv a row for each, "
        "with the same participant",
    )
    rows = tuple(
        PersonRow("P1", f"{name}.txt", label, {}, Consent.VERBATIM, 2)
        for name, label in (("one", "P1"), ("two", "P01"))
    )
    told = cast_of(*both, people=rows)
    assert ([person.id for person in told.people], told.problems) == (["P1"], ())
