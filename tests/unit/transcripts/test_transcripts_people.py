"""Roles, participants, consent: over the study, with evidence, in any order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from insightmine.config import PersonRow, SpeakerOptions
from insightmine.domain.decisions import Action, Decision
from insightmine.domain.ids import TranscriptId
from insightmine.domain.speech import Consent, DroppedWords, DropReason, Role, Transcript, Turn
from insightmine.transcripts import Cast, assign_speakers

QUESTIONS = ("Can you tell me how you start?", "What do you do then?", "Why do you do that?", "Anything else?")
ANSWERS = (
    "I open the list and look for the name that I need, most of the time.",
    "Then I copy it by hand, since the export never worked for me at all.",
    "It is quicker, and I do not trust the file that comes out of it.",
    "No, that is all, really, except that my colleagues do the same.",
)


def talk(name: str, asker: str | None, answerer: str | None, form: str = "text") -> Transcript:
    turns: list[Turn] = []
    for question, answer in zip(QUESTIONS, ANSWERS, strict=True):
        turns += [Turn(len(turns), asker, question, "line 1"), Turn(len(turns) + 1, answerer, answer, "line 2")]
    label = DroppedWords(DropReason.SPEAKER_LABEL, tuple(f"{asker} {answerer}".split()))
    return Transcript(TranscriptId(name), f"{name}.txt", form, tuple(turns), dropped=(label,))


def row(
    participant: str, source: str | None = None, label: str | None = None, consent: str = "verbatim", **more: str
) -> PersonRow:
    return PersonRow(participant, source, label, more, Consent(consent), line=2)


def ruling(action: Action, file: str, label: str, value: str) -> Decision:
    return Decision("D1", action, (file, label), value, "Kim", "heard it", "2026-01-01T00:00:00")


def assign(
    *transcripts: Transcript,
    speakers: SpeakerOptions | None = None,
    people: tuple[PersonRow, ...] = (),
    rulings: tuple[Decision, ...] = (),
) -> Cast:
    return assign_speakers(transcripts, speakers or SpeakerOptions(), people, rulings)


def roles_of(cast: Cast, number: int = 0) -> dict[str | None, Role]:
    return {decision.label: decision.role for decision in cast.transcripts[number].roles}


def test_who_asks_is_the_interviewer_and_the_evidence_is_kept() -> None:
    cast = assign(talk("t", "Dan", "Eve"))
    assert roles_of(cast) == {"Dan": Role.INTERVIEWER, "Eve": Role.PARTICIPANT}
    assert "asks in 100% of its turns" in cast.transcripts[0].roles[0].evidence
    assert [person.id for person in cast.people] == ["Eve"]
    assert {turn.person_key for turn in cast.transcripts[0].turns} == {"", "t\x1fEve"}


def test_where_nobody_stands_out_the_answer_is_unknown() -> None:
    turns = tuple(
        Turn(i, ("Dan", "Eve", "Flo")[i % 3], f"{QUESTIONS[i % 4]} {ANSWERS[i % 4]}", "line 1") for i in range(12)
    )
    cast = assign(Transcript(TranscriptId("t"), "t.txt", "text", turns))
    assert set(roles_of(cast).values()) == {Role.UNKNOWN}
    assert cast.people == ()
    assert any("role unknown" in warning for warning in cast.transcripts[0].warnings)


def test_a_name_in_most_conversations_is_the_interviewer() -> None:
    studies = [talk(f"t{i}", other, "Dan") for i, other in enumerate(("Eve", "Flo", "Gus"))]
    cast = assign(*studies)
    for number, name in enumerate(("Eve", "Flo", "Gus")):
        assert roles_of(cast, number) == {name: Role.PARTICIPANT, "Dan": Role.INTERVIEWER}
    assert assign(*studies[::-1]) == cast


def test_a_group_that_always_meets_has_no_interviewer_by_name() -> None:
    same = [replace(talk(f"t{i}", "Dan", "Eve"), turns=talk("t", "Eve", "Dan").turns) for i in range(3)]
    mixed = [talk(f"u{i}", "Dan", "Eve") for i in range(3)]
    cast = assign(*same, *mixed)
    assert all("recurs over" not in decision.evidence for t in cast.transcripts for decision in t.roles)


@pytest.mark.parametrize(
    ("asker", "answerer"),
    [
        ("Interviewer", "ES1"),
        ("Q", "A"),
        ("I", "P"),
        ("P", "R"),
        ("AI", "User"),
        ("Moderator 1", "Teilnehmerin 4"),
        ("I", "S01"),
    ],
)
def test_labels_that_say_who_is_who(asker: str, answerer: str) -> None:
    cast = assign(talk("t", asker, answerer))
    if asker == "P":
        assert roles_of(cast) == {"P": Role.PARTICIPANT, "R": Role.INTERVIEWER}
    else:
        assert roles_of(cast) == {asker: Role.INTERVIEWER, answerer: Role.PARTICIPANT}


def test_settings_and_decisions_win_over_evidence() -> None:
    settings = SpeakerOptions(interviewers=("eve",), observers=("Dan",))
    assert roles_of(assign(talk("t", "Dan", "Eve"), speakers=settings)) == {
        "Dan": Role.OBSERVER,
        "Eve": Role.INTERVIEWER,
    }
    first = ruling(Action.ROLE, "t.txt", "Dan", "participant")
    last = ruling(Action.ROLE, "T", "dan", "interviewer")
    cast = assign(talk("t", "Dan", "Eve"), speakers=settings, rulings=(first, last))
    assert roles_of(cast)["Dan"] is Role.INTERVIEWER
    assert cast.transcripts[0].roles[0].decided_by == "Kim"


def test_one_label_in_two_files_is_two_people_until_mapped() -> None:
    talks = [talk("a", "Interviewer", "Speaker 1"), talk("b", "Interviewer", "Speaker 1")]
    cast = assign(*talks)
    assert [person.id for person in cast.people] == ["Speaker 1 (a)", "Speaker 1 (b)"]
    alone = assign(talks[0])
    assert alone.people[0].id == "Speaker 1"
    assert [turn.person_key for turn in alone.transcripts[0].turns] == [
        turn.person_key for turn in cast.transcripts[0].turns
    ]
    mapped = assign(*talks, people=(row("P7", label="Speaker 1", segment="smb"),))
    assert [(person.id, person.transcripts, person.attributes) for person in mapped.people] == [
        ("P7", ("a", "b"), {"segment": "smb"})
    ]
    assert mapped.transcripts[0].turns[1].person_key == "P7"
    ruled = assign(*talks, rulings=(ruling(Action.PERSON, "b.txt", "Speaker 1", "P8"),))
    assert [person.id for person in ruled.people] == ["P8", "Speaker 1"]


def test_a_voice_without_label_is_called_by_its_file() -> None:
    turns = tuple(Turn(i, None, text, "line 1") for i, text in enumerate(ANSWERS))
    voice = Transcript(TranscriptId("5e"), "en/5e.md", "markdown", turns)
    assert [person.id for person in assign(voice).people] == ["5e"]
    mapped = assign(voice, people=(row("P5", source="5e.md"),))
    assert [person.id for person in mapped.people] == ["P5"]
    assert assign(voice, people=(row("5e", plan="pro"),)).people[0].attributes == {"plan": "pro"}


def test_a_conversation_without_speakers_is_no_ones() -> None:
    text = " ".join(f"{question} {answer} Yeah." for question, answer in zip(QUESTIONS * 3, ANSWERS * 3, strict=True))
    cast = assign(Transcript(TranscriptId("t"), "t.vtt", "webvtt", (Turn(0, None, text, "cue 1"),)))
    assert roles_of(cast) == {None: Role.UNKNOWN}


def test_a_slip_of_the_pen_is_the_same_person() -> None:
    transcript = talk("t", "Dan", "Participant")
    turns = (*transcript.turns, Turn(8, "Dan", "So?", "line 9"), Turn(9, "Particpant", "Well, yes.", "line 10"))
    many = tuple(
        replace(turn, index=i) for i, turn in enumerate((*transcript.turns, *transcript.turns[1:2], *turns[8:]))
    )
    cast = assign(replace(transcript, turns=many))
    assert [person.id for person in cast.people] == ["Participant"]
    assert cast.transcripts[0].turns[-1].speaker == "Particpant"


def test_rows_that_name_nobody_are_problems() -> None:
    people = (row("P1", source="gone.txt"), row("P2", label="Zed"), row("P3"), row("P4", source="t", label="Eve"))
    cast = assign(talk("t", "Dan", "Eve"), people=people)
    assert cast.problems == (
        "participants.csv, line 2: P1: there is no transcript 'gone.txt'",
        "participants.csv, line 2: P2: nobody goes by the label 'Zed'",
        "participants.csv, line 2: P3 speaks in no transcript; give the row a source and a label",
    )
    assert [person.id for person in cast.people] == ["P4"]


def test_withdrawn_consent_removes_the_words_and_the_label() -> None:
    group = talk("g", "Interviewer", "Eve Stone")
    turns = (*group.turns, Turn(8, "Flo", ANSWERS[0], "line 9"), Turn(9, "Flo", ANSWERS[1], "line 9"))
    people = (row("P1", label="Eve Stone", consent="withdrawn"), row("P2", label="Flo", consent="internal"))
    cast = assign(replace(group, turns=turns), talk("s", "Interviewer", "Eve Stone"), people=people)
    both, alone = cast.transcripts
    assert [turn.speaker for turn in both.turns] == ["Interviewer"] * 4 + ["Flo"] * 2
    assert [turn.index for turn in both.turns] == list(range(6))
    assert both.dropped == (
        DroppedWords(DropReason.SPEAKER_LABEL, ("Interviewer",)),
        DroppedWords(DropReason.CONSENT_WITHDRAWN, ()),
    )
    assert alone.turns == ()
    assert alone.dropped == (DroppedWords(DropReason.CONSENT_WITHDRAWN, ()),)
    assert "Eve" not in repr(cast)
    assert [(person.id, person.consent) for person in cast.people] == [("P2", Consent.INTERNAL)]


def test_two_transcripts_of_one_id_are_told_apart() -> None:
    one, two = talk("c1", "AI", "User"), replace(talk("c1", "AI", "User"), source="other.csv")
    cast = assign(one, two)
    assert [transcript.id for transcript in cast.transcripts] == ["c1.txt/c1", "other.csv/c1"]
    assert assign(two, one) == cast


def test_a_row_with_a_source_only_means_its_one_participant() -> None:
    cast = assign(talk("t", "Dan", "Eve"), people=(row("P1", source="t.txt", plan="pro"),))
    assert cast.problems == ()
    assert [(person.id, person.attributes) for person in cast.people] == [("P1", {"plan": "pro"})]
    assert {turn.person_key for turn in cast.transcripts[0].turns} == {"", "P1"}


def test_names_one_letter_apart_are_two_people() -> None:
    transcript = talk("t", "Interviewer", "Daniel")
    turns = (*transcript.turns, Turn(8, "Daniela", ANSWERS[0], "line 9"), Turn(9, "Daniela", ANSWERS[1], "line 9"))
    cast = assign(replace(transcript, turns=turns))
    assert [person.id for person in cast.people] == ["Daniel", "Daniela"]


def test_rows_kept_as_statements_are_all_participants() -> None:
    turns = tuple(Turn(i, label, "Yes.", "line 2") for i, label in enumerate(("I", "AI", "Host", "P1", "p1", None)))
    rows = Transcript(TranscriptId("t"), "t.csv", "csv", turns, rows_are_statements=True)
    cast = assign(rows)
    assert [turn.participant for turn in cast.transcripts[0].turns] == ["I", "AI", "Host", "P1", "p1", "t"]


def test_two_interviewers_share_a_study_and_one_person_comes_back() -> None:
    others = ("Eve", "Flo", "Gus", "Hal", "Ida", "Eve")
    studies = [talk(f"t{i}", other, "Dan" if i % 2 else "Kim") for i, other in enumerate(others)]
    cast = assign(*studies)
    asking = {d.label for t in cast.transcripts for d in t.roles if d.role is Role.INTERVIEWER}
    assert asking == {"Dan", "Kim"}
    diary = assign(*(talk(f"t{i}", other, "Dan") for i, other in enumerate(("Eve", "Eve", "Eve", "Flo"))))
    assert {d.label for t in diary.transcripts for d in t.roles if d.role is Role.INTERVIEWER} == {"Dan"}


def test_label_of_a_row_may_be_the_id_of_a_dialogue_in_a_cell() -> None:
    cells = [talk("P02", "AI", "User", "csv-dialogues"), talk("P13", "AI", "User", "csv-dialogues")]
    cells = [replace(cell, source="chats.csv") for cell in cells]
    rows = [row("Ann", "chats.csv", "P02"), row("Ben", "chats.csv", "P13")]
    cast = assign_speakers(cells, SpeakerOptions(), rows, [])
    assert cast.problems == ()
    assert [transcript.participants for transcript in cast.transcripts] == [("Ann",), ("Ben",)]


def test_a_name_that_recurs_beside_a_labelled_interviewer_is_somebody_interviewed_again() -> None:
    cast = assign(*(talk(f"t{i}", "Interviewer", "Eve") for i in range(4)))
    assert {frozenset(roles_of(cast, i).items()) for i in range(4)} == {
        frozenset({("Interviewer", Role.INTERVIEWER), ("Eve", Role.PARTICIPANT)})
    }


def test_single_letters_in_a_column_of_several_people_are_what_they_are_called() -> None:
    turns = tuple(Turn(i, label, ANSWERS[i], "line 2") for i, label in enumerate(("A", "I", "Q")))
    cast = assign(Transcript(TranscriptId("t"), "t.csv", "csv", turns))
    assert [turn.participant for turn in cast.transcripts[0].turns] == ["A", "I", "Q"]
