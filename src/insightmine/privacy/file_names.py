"""Names of people in the names of files: `interview maria rossi.vtt`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from insightmine.domain.speech import Role, Transcript
from insightmine.privacy.folding import fold, key_of, parts_of
from insightmine.privacy.known_names import Identity, forms_of, is_code
from insightmine.privacy.study_words import StudyWords
from insightmine.privacy.word_lists import LABEL_WORDS, ORGANISATION_WORDS, WELL_KNOWN, WIDE_PLACES

_MOST_WORDS = 4
_MOST_SAID = 3  # places at which a study may name somebody whom a file is called by, and no label

_MOST_FILES = 2  # that are called by one person


def identities_in_files(
    transcripts: Sequence[Transcript],
    words: StudyWords,
    known: Callable[[str], bool],
    is_generic: Callable[[str], bool],
) -> Iterator[Identity]:
    """People whom files and transcripts are called by, and whom no label names, by their names.

    Everything is taken for a name that is no role, date or kind of recording, that nothing `known` is called by, and
    that the study hardly speaks of. Where it is wrong, a file is called otherwise, and nothing else is lost. Where one
    participant alone speaks in the file, the name is theirs.
    """
    files = {transcript.source for transcript in transcripts}
    shared = Counter(part for file in files for part in {part.group() for part in parts_of(file, fold(file))})

    def is_usual(part: str) -> bool:
        return known(part) or shared[part] > _MOST_FILES

    asked: defaultdict[str, list[Transcript]] = defaultdict(list)
    for transcript in transcripts:
        for text in (str(transcript.id), transcript.source.rpartition("/")[2].partition(".")[0]):
            name = _what_is_left(text, words, is_usual)
            if name and transcript not in asked[name]:
                asked[name].append(transcript)
    for name in sorted(name for name in asked if asked[name]):
        code = _whose(asked[name], is_generic)
        yield Identity(forms_of(name), role=Role.PARTICIPANT, pseudonym=code, reason="a file’s name")


def _what_is_left(text: str, words: StudyWords, known: Callable[[str], bool]) -> str:
    parts = [part.group() for part in parts_of(text, fold(text))]
    spelt = [text[part.start() : part.end()] for part in parts_of(text, fold(text))]
    kept = [
        original.capitalize()
        for original, part in zip(spelt, parts, strict=True)
        if len(part) > 2
        and part.isalpha()
        and key_of(part) not in LABEL_WORDS | WELL_KNOWN | WIDE_PLACES | ORGANISATION_WORDS
        and not words.small[part]
        and words.capital[part] <= _MOST_SAID
        and not known(part)
    ]
    return " ".join(kept) if len(kept) <= _MOST_WORDS else ""


def _whose(transcripts: Sequence[Transcript], is_generic: Callable[[str], bool]) -> str | None:
    """The code of the one participant of all these transcripts, `None` for several or for one without a code."""
    people = {str(person) for transcript in transcripts for person in transcript.participants}
    return people.pop() if len(people) == 1 and is_code(min(people), is_generic) else None
