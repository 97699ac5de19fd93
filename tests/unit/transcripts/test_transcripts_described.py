"""What transcripts.csv says of transcripts: records, recordings, languages, translations, and who is in both."""

from __future__ import annotations

from dataclasses import replace

from insightmine.config import Options, PersonRow, TranscriptRow
from insightmine.domain.decisions import Action, Decision
from insightmine.domain.ids import TranscriptId
from insightmine.domain.speech import Consent, LanguageShare, Record, Role, Transcript, Turn
from insightmine.transcripts import Cast, cast_study
from insightmine.transcripts.described import Described, describe_transcripts

ASKED = {
    "en": ("How did you book the drill the last time?", "And what happened then?"),
    "it": ("Come ha prenotato il trapano l'ultima volta?", "E poi che cosa è successo?"),
}
SAID = {
    "en": ("I phoned the desk, because the list is never right.", "I came and it was gone, so I lost an hour."),
    "it": ("Ho telefonato al banco, perché la lista è sbagliata.", "Sono arrivato e non c'era, ho perso un'ora."),
}


def talk(
    name: str, language: str, asker: str = "Interviewer", answerer: str = "P01", *, timed: bool = True
) -> Transcript:
    turns: list[Turn] = []
    for number, (question, answer) in enumerate(zip(ASKED[language], SAID[language], strict=True)):
        start = 20.0 * number
        for label, text, begin in ((asker, question, start), (answerer, answer, start + 5)):
            times = (begin, begin + 5) if timed else (None, None)
            turns.append(Turn(len(turns), label, text, "cue 1", start_seconds=times[0], end_seconds=times[1]))
    found = (LanguageShare(language, 1.0),)
    return Transcript(TranscriptId(name), f"{name}.vtt", "webvtt", tuple(turns), language=language, languages=found)


def row(source: str, line: int = 2, **said: object) -> TranscriptRow:
    empty = TranscriptRow(source, None, None, None, 0.0, False, None, None, line)
    return replace(empty, **said)  # type: ignore[arg-type]


def describe(
    *transcripts: Transcript, rows: tuple[TranscriptRow, ...] = (), served: tuple[str, ...] = ("en",)
) -> Described:
    return describe_transcripts(transcripts, rows, served)


def cast(*transcripts: Transcript, rows: tuple[TranscriptRow, ...] = (), people: tuple[PersonRow, ...] = ()) -> Cast:
    return cast_study(transcripts, Options(transcripts=rows, people=people), ())


def by_id(transcripts: tuple[Transcript, ...]) -> dict[str, Transcript]:
    return {str(transcript.id): transcript for transcript in transcripts}


def test_a_row_wins_over_what_was_recognised() -> None:
    said = row("p1.vtt", record=Record.WRITTEN, media="a.mp4", media_found=True, media_offset=3.0, language="de")
    (found,) = describe(talk("p1", "en"), rows=(said,)).transcripts
    assert (found.record, found.record_evidence, found.media) == (Record.WRITTEN, "transcripts.csv", "a.mp4")
    assert (found.media_offset, found.language, found.read_as, found.in_themes) == (3.0, "de", "de", False)


def test_a_source_or_a_recording_that_is_not_there_is_a_problem() -> None:
    rows = (row("p9.vtt", 2), row("p1.vtt", 3, media="gone.mp4"), row("p1.vtt", 4, translation_of="p7.vtt"))
    described = describe(talk("p1", "en"), rows=rows)
    assert described.problems == (
        "transcripts.csv, line 2: there is no transcript 'p9.vtt'",
        "transcripts.csv, line 3: the recording is not there, so its quotes have no links",
        "transcripts.csv, line 4: there is no transcript 'p7.vtt' that 'p1.vtt' could translate",
    )
    assert described.transcripts[0].media is None


def test_a_recording_of_a_transcript_without_times_is_told_of() -> None:
    (found,) = describe(talk("p1", "en", timed=False), rows=(row("p1", media="a.mp4", media_found=True),)).transcripts
    assert "it has a recording and no times: its quotes have no links" in found.warnings


def test_only_served_languages_are_for_themes_and_few_words_are_read_as_the_study() -> None:
    short = replace(talk("p3", "en"), language=None, languages=())
    found = by_id(describe(talk("p1", "it"), talk("p2", "it"), short, talk("p4", "en")).transcripts)
    assert {name: (item.read_as, item.in_themes) for name, item in found.items()} == {
        "p1": ("it", False), "p2": ("it", False), "p3": ("it", False), "p4": ("en", True),
    }  # fmt: skip
    assert found["p3"].language is None
    assert all(item.in_themes for item in describe(talk("p1", "it"), served=("en", "it")).transcripts)
    assert describe(short).transcripts[0].in_themes


def test_much_of_another_language_in_a_counted_transcript_is_warned_of() -> None:
    mixed = replace(talk("p1", "en"), languages=(LanguageShare("en", 0.7), LanguageShare("it", 0.3)))
    assert any("about 30% of it is in Italian" in text for text in describe(mixed).transcripts[0].warnings)
    greeted = replace(mixed, languages=(LanguageShare("en", 0.9), LanguageShare("it", 0.1)))
    assert describe(greeted).transcripts[0].warnings == ()


def test_a_translation_is_counted_for_its_original() -> None:
    found = by_id(
        describe(talk("p1", "it"), talk("p1en", "en"), rows=(row("p1en.vtt", translation_of="p1"),)).transcripts
    )
    assert (found["p1en"].translation_of, found["p1en"].translated_from) == ("p1", "it")
    assert (found["p1en"].in_themes, found["p1en"].replaced_by) == (True, None)
    assert (found["p1"].in_themes, found["p1"].replaced_by) == (False, "p1en")


def test_of_an_english_original_and_a_translation_the_original_is_counted() -> None:
    found = by_id(describe(talk("p1", "en"), talk("p1it", "it"), rows=(row("p1it", translation_of="p1"),)).transcripts)
    assert (found["p1"].replaced_by, found["p1it"].replaced_by) == (None, "p1")


def test_of_two_translations_one_is_counted() -> None:
    rows = (row("b", translation_of="p1"), row("a", 3, translation_of="p1"))
    found = by_id(describe(talk("p1", "it"), talk("a", "en"), talk("b", "en"), rows=rows).transcripts)
    assert {name: item.replaced_by for name, item in found.items()} == {"a": None, "b": "a", "p1": "a"}


def test_a_circle_of_translations_is_a_problem() -> None:
    rows = (row("a", translation_of="b"), row("b", 3, translation_of="a"))
    described = describe(talk("a", "en"), talk("b", "it"), rows=rows)
    assert len(described.problems) == 1
    assert "both a translation and an original" in described.problems[0]
    assert [item.translation_of for item in described.transcripts] == ["b", None]


def test_what_looks_like_a_translation_is_only_suggested() -> None:
    found = by_id(describe(talk("p01.it", "it"), talk("p01_en", "en"), talk("p02.it", "it")).transcripts)
    (hint,) = found["p01_en"].warnings
    assert hint.startswith("looks like a translation of p01.it.vtt")
    assert found["p01_en"].translation_of is None
    assert found["p02.it"].warnings == ()
    declared = describe(talk("p01.it", "it"), talk("p01_en", "en"), rows=(row("p01_en", translation_of="p01.it"),))
    assert all(item.warnings == () for item in declared.transcripts)
    longer = replace(talk("p01_en", "en"), turns=talk("x", "en").turns[:2])
    assert describe(talk("p01.it", "it"), longer).transcripts[1].warnings == ()


def test_one_person_in_both_versions_whatever_the_labels() -> None:
    pair = (row("p1en", translation_of="p1"),)
    for answerer in ("P01", "Speaker 2", "Anna"):
        found = cast(talk("p1", "it", "Intervistatrice"), talk("p1en", "en", answerer=answerer), rows=pair)
        assert [person.id for person in found.people] == ["P01"], answerer
        assert found.people[0].transcripts == ("p1", "p1en")
        keys = {turn.person_key for item in found.transcripts for turn in item.turns if turn.participant}
        assert len(keys) == 1
    apart = cast(talk("p1", "it", "Intervistatrice"), talk("p1en", "en"))
    assert len(apart.people) == 2


def test_consent_and_names_given_for_one_version_hold_in_both() -> None:
    pair = (row("p1en", translation_of="p1"),)
    people = (PersonRow("Anna", "p1.vtt", "P01", {}, Consent.INTERNAL, 2),)
    found = cast(
        talk("p1", "it", "Intervistatrice"), talk("p1en", "en", answerer="Speaker 2"), rows=pair, people=people
    )
    assert [(person.id, person.consent) for person in found.people] == [("Anna", Consent.INTERNAL)]
    withdrawn = (replace(people[0], source="p1en.vtt", label="Speaker 2", consent=Consent.WITHDRAWN),)
    gone = cast(
        talk("p1", "it", "Intervistatrice"), talk("p1en", "en", answerer="Speaker 2"), rows=pair, people=withdrawn
    )
    assert [len(item.turns) for item in gone.transcripts] == [0, 0]


def test_a_role_that_is_unknown_in_one_version_is_that_of_the_other() -> None:
    pair = (row("p1en", translation_of="p1"),)
    found = by_id(cast(talk("p1", "it", "Voce A", "Voce B"), talk("p1en", "en"), rows=pair).transcripts)
    assert [turn.role for turn in found["p1"].turns] == [Role.INTERVIEWER, Role.PARTICIPANT] * 2
    assert {turn.participant for turn in found["p1"].turns} == {None, "Voce B"}


def test_the_order_of_files_changes_nothing() -> None:
    items = [
        talk("p1", "it", "Intervistatrice"),
        talk("p1en", "en"),
        talk("p2", "en", answerer="P02"),
        talk("p3", "it"),
    ]
    rows = (row("p1en", translation_of="p1"),)
    assert cast(*items, rows=rows) == cast(*reversed(items), rows=rows)


def test_what_somebody_wrote_belongs_to_the_participant_of_its_row() -> None:
    diary = Transcript(TranscriptId("d"), "d.md", "markdown", (Turn(0, None, "I phoned the desk today.", "line 1"),))
    found = cast(diary, rows=(row("d.md", record=Record.WRITTEN, participant="P07"),))
    assert [(turn.role, turn.participant) for turn in found.transcripts[0].turns] == [(Role.PARTICIPANT, "P07")]


def test_a_ruling_of_a_person_still_wins() -> None:
    ruling = Decision("D1", Action.PERSON, ("p1", "P01"), "Kim", "Kim", "", "2026-01-01T00:00:00")
    options = Options(transcripts=(row("p1en", translation_of="p1"),))
    found = cast_study([talk("p1", "it", "Intervistatrice"), talk("p1en", "en")], options, [ruling])
    assert [person.id for person in found.people] == ["Kim"]
