"""In which language a transcript is, how much of it, and when there is too little to say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.transcripts import find_sources, read_source
from insightmine.transcripts.language import languages_of

SAID = {
    "en": "I phoned the desk because the calendar is never right, and then I went there to get it one evening.",
    "it": "Ho telefonato al banco perché il calendario non è mai giusto, e poi la sera sono andata a prenderlo.",
    "de": "Ich habe angerufen, weil der Kalender nie stimmt, und bin dann am Abend hingegangen, um sie mir zu holen.",
    "fr": "J'ai appelé le guichet parce que le calendrier n'est jamais juste, et puis j'y suis allée chercher la scie.",
    "fi": "Soitin tiskille, koska kalenteri ei ole koskaan oikeassa, ja sitten menin illalla hakemaan poran sieltä.",
    "uk": "Я подзвонила, бо календар ніколи не буває правильним, а потім увечері пішла туди й забрала звідти дриль.",
    "ja": "カレンダーがいつも間違っているので電話をかけました。それから夕方に取りに行きましたが、",
}  # fmt: skip


@pytest.mark.parametrize("language", SAID)
def test_the_language_is_told(language: str) -> None:
    found = languages_of([SAID[language]] * 3)
    assert [(part.language, part.share) for part in found] == [(language, 1.0)]


def test_few_words_tell_nothing() -> None:
    assert languages_of([]) == ()
    assert languages_of(["Okay.", "Va bene, grazie."]) == ()


def test_a_greeting_in_another_language_is_a_small_share() -> None:
    greeted = [*[SAID["en"]] * 3, *[SAID["it"]] * 22]
    found = {part.language: part.share for part in languages_of(greeted)}
    assert set(found) == {"it", "en"}
    assert 0.05 <= found["en"] <= 0.2
    half = {part.language: part.share for part in languages_of([*[SAID["en"]] * 8, *[SAID["it"]] * 8])}
    assert 0.4 <= half["it"] <= 0.6


def test_a_long_transcript_is_sampled_everywhere() -> None:
    long = [*[SAID["en"]] * 10, *[SAID["de"]] * 400]
    found = languages_of(long)
    assert found[0].language == "de"
    assert found[0].share >= 0.9


@pytest.mark.slow
@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("heritrace/original/user_testing/results/endusers/transcriptions", {"it": 7, "en": 2}),
        ("heritrace/original/user_testing/results/technicians/transcriptions", {"it": 8, "en": 2}),
        ("anthropic-interviewer-scientists", {"en": 125}),
        ("pdpilot", {"en": 15}),
        ("estr-managers", {"en": 5}),
    ],
)
def test_real_transcripts(shared_data: Path, folder: str, expected: dict[str, int]) -> None:
    found: Counter[str | None] = Counter()
    for source in find_sources([shared_data / folder]):
        reading = read_source(source, InputOptions(), SpeakerOptions())
        found.update(transcript.language for transcript in reading.transcripts)
    assert dict(found) == expected
