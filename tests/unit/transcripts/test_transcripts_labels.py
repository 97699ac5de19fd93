"""Every shape of a speaker label, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.growth import grows_with_its_input

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.speech import DropReason, Role, Transcript
from insightmine.transcripts import Source, read_source
from insightmine.transcripts.labels import is_name_like, read_head
from insightmine.transcripts.role_words import is_coded, role_of_label


def read(folder: Path, text: str, name: str = "talk.txt") -> Transcript:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    reading = read_source(Source(name, path, True, folder), InputOptions(), SpeakerOptions())
    assert len(reading.transcripts) == 1
    return reading.transcripts[0]


def turns_of(transcript: Transcript) -> list[tuple[str | None, str]]:
    return [(turn.speaker, turn.text) for turn in transcript.turns]


ASK, REPLY, MORE = "How did that go?", "It went well: I saved it at 10:30.", "And then?"

# (shape, text, labels, start of the second turn)
SHAPES = [
    ("colon", f"Ana: {ASK}\nBo: {REPLY}\nAna: {MORE}\nBo: Done.", ("Ana", "Bo"), None),
    (
        "space before colon",
        f"Interviewer 1 : {ASK}\nP01 : {REPLY}\nInterviewer 1 : {MORE}",
        ("Interviewer 1", "P01"),
        None,
    ),
    ("bold with colon", f"**Ana:** {ASK}\n\n**Bo:** {REPLY}\n\n**Ana:** {MORE}", ("Ana", "Bo"), None),
    ("bold, colon outside", f"**Ana**: {ASK}\n\n**Bo**: {REPLY}\n\n**Ana**: {MORE}", ("Ana", "Bo"), None),
    (
        "bold with time",
        f"**Ana** [00:00:00] {ASK}\n\n**Bo** [00:01:02] {REPLY}\n\n**Ana** [00:02:00] {MORE}",
        ("Ana", "Bo"),
        62.0,
    ),
    (
        "time first",
        f"[00:00:00] Speaker 1: {ASK}\n[00:01:02] Speaker 2: {REPLY}\n[00:02:00] Speaker 1: {MORE}",
        ("Speaker 1", "Speaker 2"),
        62.0,
    ),
    (
        "time after, alone",
        f"Speaker 1 [00:00:00]\n{ASK}\n\nSpeaker 2 [00:01:02]\n{REPLY}\n\nSpeaker 1 [00:02:00]\n{MORE}",
        ("Speaker 1", "Speaker 2"),
        62.0,
    ),
    ("time in brackets, colon", f"Ana (0:00): {ASK}\nBo (1:02): {REPLY}\nAna (2:00): {MORE}", ("Ana", "Bo"), 62.0),
    (
        "two spaces and a time",
        f"Ana  0:00  \n{ASK}\n\nBo Li  1:02  \n{REPLY}\n\nAna  2:00\n{MORE}",
        ("Ana", "Bo Li"),
        62.0,
    ),
    ("alone with colon", f"Interviewer:\n{ASK}\n\nES1:\n{REPLY}\n\nInterviewer:\n{MORE}", ("Interviewer", "ES1"), None),
    ("capitals", f"ANA LEE\n{ASK}\n\nBO\n{REPLY}\n\nANA LEE\n{MORE}\n\nBO\nYes.", ("ANA LEE", "BO"), None),
    ("tabs", f"Ana\t{ASK}\nBo\t{REPLY}\nAna\t{MORE}\nBo\tDone.", ("Ana", "Bo"), None),
    (
        "tabs with time",
        f"0:00\tAna\t{ASK}\n1:02\tBo\t{REPLY}\n2:00\tAna\t{MORE}\n3:00\tBo\tYes.\n",
        ("Ana", "Bo"),
        62.0,
    ),
    (
        "brackets",
        f"[SPEAKER_00]: {ASK}\n[SPEAKER_01]: {REPLY}\n[SPEAKER_00]: {MORE}",
        ("SPEAKER_00", "SPEAKER_01"),
        None,
    ),
    ("arrows", f">> ANA: {ASK}\n>> BO: {REPLY}\n>> ANA: {MORE}\n>> BO: Yes.", ("ANA", "BO"), None),
    (
        "time after colon",
        f"S01: [00:00:00] {ASK}\nS02: [00:01:02] {REPLY}\nS01: [00:02:00] {MORE}",
        ("S01", "S02"),
        62.0,
    ),
    (
        "numbered",
        f"1   Ana: {ASK}\n\n2   Bo: It went well:\n     I saved it at 10:30.\n\n3   Ana: {MORE}\n\n4   Bo: Yes.\n\n"
        "5   Ana: Ok.",
        ("Ana", "Bo"),
        None,
    ),
    ("list marks", f"- **Ana:** {ASK}\n- **Bo:** {REPLY}\n- **Ana:** {MORE}", ("Ana", "Bo"), None),
    ("tight", f"Interviewer:{ASK}\nUser:{REPLY}\nInterviewer:{MORE}", ("Interviewer", "User"), None),
    (
        "role on a line",
        f"Moderator\n{ASK}\n\nParticipant 3\n{REPLY}\n\nModerator\n{MORE}",
        ("Moderator", "Participant 3"),
        None,
    ),
    (
        "headings",
        f"### Interviewer\n\n{ASK}\n\n### Participant\n\n{REPLY}\n\n### Interviewer\n\n{MORE}",
        ("Interviewer", "Participant"),
        None,
    ),
    (
        "emoji and signs",
        f"Zoë 🚗 | Ops: {ASK}\nIván (Guest): {REPLY}\nZoë 🚗 | Ops: {MORE}\nIván (Guest): Yes.",
        ("Zoë 🚗 | Ops", "Iván (Guest)"),
        None,
    ),
    (
        "time span",
        f"Ana (0:00 - 0:02): {ASK}\nBo (1:02 - 1:09): {REPLY}\nAna (2:00 - 2:03): {MORE}",
        ("Ana", "Bo"),
        62.0,
    ),
    (
        "time, then a name",
        f"0:00 Ana\n{ASK}\n\n1:02 Bo\n{REPLY}\n\n2:00 Ana\n{MORE}\n\n3:00 Bo\nYes.",
        ("Ana", "Bo"),
        62.0,
    ),
    (
        "a name, then time",
        f"Ana\n0:00\n{ASK}\n\nBo\n1:02\n{REPLY}\n\nAna\n2:00\n{MORE}\n\nBo\n3:00\nYes.",
        ("Ana", "Bo"),
        62.0,
    ),
    ("a name alone", f"Ana Lee\n{ASK}\n\nBo\n{REPLY}\n\nAna Lee\n{MORE}\n\nBo\nYes.", ("Ana Lee", "Bo"), None),
    ("time above", f"0:00\nAna: {ASK}\n1:02\nBo: {REPLY}\n2:00\nAna: {MORE}\nBo: Yes.", ("Ana", "Bo"), 62.0),
    ("bars", f"Ana | 0:00\n{ASK}\n\nBo | 1:02\n{REPLY}\n\nAna | 2:00\n{MORE}", ("Ana", "Bo"), 62.0),
    ("bullets", f"• Ana: {ASK}\n• Bo: {REPLY}\n• Ana: {MORE}\n• Bo: Yes.", ("Ana", "Bo"), None),
    ("numbers", f"1. Ana: {ASK}\n2. Bo: {REPLY}\n3. Ana: {MORE}\n4. Bo: Yes.", ("Ana", "Bo"), None),
    ("quoted", f"> Ana: {ASK}\n\n> Bo: {REPLY}\n\n> Ana: {MORE}\n\n> Bo: Yes.", ("Ana", "Bo"), None),
    ("italics", f"*Ana:* {ASK}\n\n*Bo:* {REPLY}\n\n*Ana:* {MORE}\n\n*Bo:* Yes.", ("Ana", "Bo"), None),
    ("tags", f"<b>Ana:</b> {ASK}<br>\n<b>Bo:</b> {REPLY}<br>\n<b>Ana:</b> {MORE}<br/>", ("Ana", "Bo"), None),
    ("dashes", f"Interviewer - {ASK}\nP1 – {REPLY}\nInterviewer - {MORE}\nP1 – Yes.", ("Interviewer", "P1"), None),
    ("letters", f"Q. {ASK}\nA. {REPLY}\nQ. {MORE}\nA. Yes.", ("Q", "A"), None),
    ("wide colon", f"记者： {ASK}\n读者：{REPLY}\n记者： {MORE}\n读者：Yes.", ("记者", "读者"), None),
    ("f4", f"I: {ASK} #00:00:02-0#\nB: {REPLY} #00:01:02-3#\nI: {MORE} #00:02:00-1#\nB: Yes.", ("I", "B"), None),
    ("lines between", f"Ana: {ASK}\n\n---\n\nBo: {REPLY}\n\n***\n\nAna: {MORE}\nBo: Yes.", ("Ana", "Bo"), None),
    (
        "fields above",
        f"Date: 5 May\nParticipant: P07\nInterviewer: Dan\n\nDan: {ASK}\nP07: {REPLY}\nDan: {MORE}\nP07: Yes.",
        ("Dan", "P07"),
        None,
    ),
    ("other scripts", f"Анна: {ASK}\n田中: {REPLY}\nАнна: {MORE}\n田中: Yes.", ("Анна", "田中"), None),
]


@pytest.mark.parametrize(
    ("text", "labels", "start"), [shape[1:] for shape in SHAPES], ids=[shape[0] for shape in SHAPES]
)
def test_each_shape_gives_speakers_words_and_times(
    tmp_path: Path, text: str, labels: tuple[str, str], start: float | None
) -> None:
    transcript = read(tmp_path, text)
    first, second = labels
    assert turns_of(transcript)[:3] == [(first, ASK), (second, REPLY), (first, MORE)]
    assert transcript.turns[1].start_seconds == start


def test_voice_tags_on_lines_are_joined_to_turns(tmp_path: Path) -> None:
    text = (
        "00:00:00 <v Ana Lee>Hello and welcome to\n\n00:00:04 <v Ana Lee>the show.\n\n"
        "00:00:09 <v Bo>Thanks. <v Ana Lee>Let us begin.\n"
    )
    transcript = read(tmp_path, text)
    assert turns_of(transcript) == [
        ("Ana Lee", "Hello and welcome to the show."),
        ("Bo", "Thanks."),
        ("Ana Lee", "Let us begin."),
    ]
    assert [turn.start_seconds for turn in transcript.turns] == [0.0, 9.0, None]


def test_a_colon_in_speech_makes_no_speaker(tmp_path: Path) -> None:
    text = (
        "Ana: What happened?\nBo: I wrote a list.\nNote: it was long.\nSee https://example.org: there it is.\n"
        "10:30 came.\nAna: And?\nBo: One thing: it broke."
    )
    transcript = read(tmp_path, text)
    assert [turn.speaker for turn in transcript.turns] == ["Ana", "Bo", "Ana", "Bo"]
    assert "Note: it was long." in transcript.turns[1].text


def test_fields_in_a_monologue_are_no_speakers(tmp_path: Path) -> None:
    talk = "\n\n".join(f"Okay, so I think I will now open page {number} and look." for number in range(20))
    transcript = read(
        tmp_path,
        f"{talk}\n\nFamily name: I type it.\n\nGiven name: I type that too.\n\n"
        "Family name: again.\n\nGiven name: again.\n",
    )
    assert {turn.speaker for turn in transcript.turns} == {None}
    assert len(transcript.turns) == 24


def test_a_name_standing_over_one_long_answer_is_a_speaker(tmp_path: Path) -> None:
    answer = "\n".join(f"I have told that story number {number} many times." for number in range(30))
    transcript = read(tmp_path, f"Dan:\nWhat made you stay?\n\nRavi:\n{answer}\n\nDan:\nThank you.\n")
    assert [turn.speaker for turn in transcript.turns] == ["Dan", "Ravi", "Dan"]
    assert transcript.turns[1].text.count("story") == 30


def test_one_role_word_late_in_a_monologue_is_no_speaker(tmp_path: Path) -> None:
    talk = "\n\n".join(f"Okay, so I think I will now open page {number} and look." for number in range(9))
    transcript = read(tmp_path, f"{talk}\n\nCustomer: I type that in.\n\nOkay, I am done.\n")
    assert {turn.speaker for turn in transcript.turns} == {None}


def test_headings_that_name_participants_are_speakers(tmp_path: Path) -> None:
    text = "# Notes\n\n## Participant 1\n\nI wait, mostly.\n\n## Participant 2\n\nI ask and I go.\n"
    transcript = read(tmp_path, text, "both.md")
    assert turns_of(transcript) == [("Participant 1", "I wait, mostly."), ("Participant 2", "I ask and I go.")]


def test_the_language_is_told(tmp_path: Path) -> None:
    text = "Okay, allora adesso vediamo un po' che cosa succede se apro questa pagina. Non capisco bene, però va bene."
    transcript = read(tmp_path, f"{text}\n\nQuindi ho finito, credo.\n")
    assert transcript.language == "it"
    assert [part.language for part in transcript.languages] == ["it"]
    english = read(
        tmp_path,
        "Interviewer: What do you do when you come in?\n"
        "P1: I look at the board and take a card from it, and then I begin to work.",
    )
    assert english.language == "en"
    assert english.warnings == ()


def test_a_settings_label_counts_although_it_stands_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Interviewer: What now?\nthe lady in red: I leave.\n", encoding="utf-8")
    source = Source("a.txt", path, True, tmp_path)
    plain = read_source(source, InputOptions(), SpeakerOptions()).transcripts[0]
    named = read_source(source, InputOptions(), SpeakerOptions(participants=("The lady in red",))).transcripts[0]
    assert [turn.speaker for turn in plain.turns] == ["Interviewer"]
    assert [turn.speaker for turn in named.turns] == ["Interviewer", "the lady in red"]


def test_headings_comments_and_directions_are_no_speech(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Round two\n---\n<!-- licence: free\nfor all -->\n# Session nine\n\n## Task 1: Find it\n\n"
        "**Ana:** Please start.\n\n**Bo:** I don&#39;t see it &amp; stop.\n\n**Break:** \\[01:44\\]\n\n## Task 2\n\n"
        "\\[02:10\\] I go *on* with [the list](https://example.org/a_b).\n\n**Ana:** Fine.\n\n"
        "Transcribed by https://otter.ai\n"
    )
    transcript = read(tmp_path, text, "talk.md")
    assert turns_of(transcript) == [
        ("Ana", "Please start."),
        ("Bo", "I don't see it & stop."),
        ("Bo", "I go on with the list."),
        ("Ana", "Fine."),
    ]
    assert [turn.heading for turn in transcript.turns] == ["Task 1: Find it", "Task 1: Find it", "Task 2", "Task 2"]
    dropped: dict[DropReason, list[str]] = {}
    for entry in transcript.dropped:
        dropped.setdefault(entry.reason, []).extend(entry.words)
    assert dropped[DropReason.FRONT_MATTER] == ["title", "Round", "two", "Session", "nine"]
    assert dropped[DropReason.COMMENT] == ["licence", "free", "for", "all"]
    assert dropped[DropReason.STAGE_DIRECTION] == ["Break", "01", "44"]
    assert dropped[DropReason.TIME_CODE] == ["02", "10"]
    assert dropped[DropReason.LINK_TARGET] == ["https", "example", "org", "a", "b"]
    assert dropped[DropReason.FOOTER] == ["Transcribed", "by", "https", "otter", "ai"]


def test_wrapped_lines_are_joined_and_paragraphs_kept_apart(tmp_path: Path) -> None:
    transcript = read(
        tmp_path, "Ana: I went to the\nshop and bought it.\n\nThen I left.\n\nBo: Good.\nAna: Yes.\nBo: So."
    )
    assert transcript.turns[0].text == "I went to the shop and bought it.\nThen I left."


def test_one_voice_gives_a_turn_a_paragraph(tmp_path: Path) -> None:
    text = (
        "# Session\n\n## Task 1\n\nOkay, so I click here. I think.\n\nNow I save it,\nI guess.\n\n"
        "## Task 2\n\nWell, I am lost."
    )
    transcript = read(tmp_path, text, "5e.md")
    assert turns_of(transcript) == [
        (None, "Okay, so I click here. I think."),
        (None, "Now I save it, I guess."),
        (None, "Well, I am lost."),
    ]
    assert [turn.heading for turn in transcript.turns] == ["Task 1", "Task 1", "Task 2"]
    assert [turn.place for turn in transcript.turns] == ["line 5", "line 7", "line 12"]


def test_an_assistants_notes_are_no_evidence(tmp_path: Path) -> None:
    text = (
        "📝 Notes\nMay 5\nSummary\nAna: was happy. Bo: agreed.\n📖 Transcript\n00:00:11\nAna Lee: Shall we?\n"
        "Bo Kim: We shall.\n00:05:00\nAna Lee: Good.\nBo Kim: Yes.\nTranscription ended after 00:05:20\n"
    )
    transcript = read(tmp_path, text)
    assert [turn.speaker for turn in transcript.turns] == ["Ana Lee", "Bo Kim", "Ana Lee", "Bo Kim"]
    assert any(entry.reason is DropReason.AI_SUMMARY and "happy" in entry.words for entry in transcript.dropped)
    assert "ended" not in " ".join(turn.text for turn in transcript.turns)


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Interviewer", Role.INTERVIEWER),
        ("INTERVIEWER 2", Role.INTERVIEWER),
        ("Moderator", Role.INTERVIEWER),
        ("Dan (Interviewer)", Role.INTERVIEWER),
        ("Intervewer", Role.INTERVIEWER),
        ("I", Role.INTERVIEWER),
        ("Q", Role.INTERVIEWER),
        ("AI", Role.INTERVIEWER),
        ("Assistant", Role.INTERVIEWER),
        ("P1", Role.PARTICIPANT),
        ("P-01", Role.PARTICIPANT),
        ("Participant 3", Role.PARTICIPANT),
        ("Particpant", Role.PARTICIPANT),
        ("Teilnehmerin 2", Role.PARTICIPANT),
        ("R1", Role.PARTICIPANT),
        ("User", Role.PARTICIPANT),
        ("Notetaker", Role.OBSERVER),
        ("Note taker", Role.OBSERVER),
        ("Unknown Speaker", Role.UNKNOWN),
        ("Dan", None),
        ("Speaker 1", None),
        ("SPEAKER_00", None),
        ("ES1", None),
        ("Moderno", None),
    ],
)
def test_what_a_label_says_of_its_role(label: str, role: Role | None) -> None:
    assert role_of_label(label) is role


def test_names_and_sentence_starts_are_told_apart() -> None:
    for label in (
        "Ana",
        "Iván | ethrex",
        "pk910",
        "Felix (Geth)",
        "Barnabé + Francesco 🚗",
        "Call-in User 1",
        "O'Neil, J.",
    ):
        assert is_name_like(label), label
    for label in ("note", "So I said", "https", "10", "Question 3", "The problem is", "For example", "Date"):
        assert not is_name_like(label), label
    assert is_coded("SPEAKER_00")
    assert is_coded("[Redacted]")
    assert not is_coded("Ana")


@pytest.mark.parametrize(
    "piece", [" ", ":", "[", "**", "a ", "0:", "00:00 ", "<v ", "\t", "#", "_a", "(0:0", "&#", "- "]
)
def test_work_grows_with_a_hostile_line(piece: str) -> None:
    assert grows_with_its_input(lambda length: read_head((piece * length)[:length]), 20_000)
    assert grows_with_its_input(lambda length: read_head("Ana: " + (piece * length)[:length]), 20_000)


@pytest.mark.parametrize("text", [f"Moderator: {ASK}\nMara: {REPLY}", f"**Moderator:** {ASK}\n\n**Mara:** {REPLY}"])
def test_whoever_answers_a_labelled_interviewer_needs_to_speak_only_once(tmp_path: Path, text: str) -> None:
    assert turns_of(read(tmp_path, text)) == [("Moderator", ASK), ("Mara", REPLY)]


def test_a_question_among_a_participants_words_is_another_voice(tmp_path: Path) -> None:
    transcript = read(tmp_path, f"P1: {REPLY}\nDana: Why?\nP1: {REPLY}\nPlan: I go on Monday.\n")
    assert turns_of(transcript) == [("P1", REPLY), ("Dana", "Why?"), ("P1", f"{REPLY} Plan: I go on Monday.")]


def test_a_number_that_ends_a_page_comes_again_with_its_turn(tmp_path: Path) -> None:
    said = "".join(f"{number}   {'Ana' if number % 2 else 'Bo'}: this is turn {number}.\n\n" for number in range(1, 13))
    torn = (
        said.replace("7   Ana", "7\n1/3\n\n7   Ana").replace("10   Bo", "10                 2/3\n\n10   Bo") + "3/3\n"
    )
    transcript = read(tmp_path, torn)
    assert [turn.text for turn in transcript.turns] == [f"this is turn {number}." for number in range(1, 13)]
    assert {entry.reason for entry in transcript.dropped} == {
        DropReason.LINE_NUMBER,
        DropReason.SPEAKER_LABEL,
        DropReason.PAGE_NUMBER,
    }


def test_a_score_is_no_page_number(tmp_path: Path) -> None:
    transcript = read(tmp_path, "Ana: How was it?\nBo: Well,\n\n9/10\n\n9/10\n\n10/10\n\nAna: Why?\nBo: It held.\n")
    assert transcript.turns[1].text.split() == ["Well,", "9/10", "9/10", "10/10"]
