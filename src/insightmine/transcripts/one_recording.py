"""One recording in several forms: what Whisper, Zoom and Teams put side by side under one name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import PurePosixPath

from insightmine.domain.file_names import name_key
from insightmine.domain.speech import Transcript
from insightmine.transcripts.coverage import words_of
from insightmine.transcripts.near_copies import containment, resemblance

_SAME = 0.9  # of their runs of six words
# which form is read where several say as much: what a person may have looked through first
_FORMS = ("docx", "odt", "pdf", "rtf", "html", "webvtt", "srt", "sbv", "csv", "text", "markdown")


def other_forms(files: Mapping[str, Transcript], thinned: Collection[str] = ()) -> dict[str, str]:
    """For each file that says what a richer one of the same name beside it says, that one.

    `files` are the transcripts of files with one each, by their paths. Names are the same if they differ in the ending
    alone. A form that names speakers is richer, then one with times, then JSON, documents and captions. A copy that
    somebody corrected, in more than a few words, is no form of this kind: which of them holds is for people to say.
    From the files in `thinned` somebody's words were taken out: they are read, as what is left stands in other forms.
    """
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(files):
        groups[name_key(PurePosixPath(name).with_suffix("").as_posix())].append(name)
    found: dict[str, str] = {}
    for names in groups.values():
        kept: list[str] = []
        for name in sorted(names, key=lambda name: (name not in thinned, *_poverty(files[name]), name)):
            same = next((other for other in kept if _are_forms(name, other, files, thinned)), None)
            if same is None:
                kept.append(name)
            else:
                found[name] = same
    return found


def _are_forms(one: str, other: str, files: Mapping[str, Transcript], thinned: Collection[str]) -> bool:
    endings = {PurePosixPath(name).suffix.lower() for name in (one, other)}
    if len(endings) < 2:
        return False
    if other in thinned:
        return containment(files[other], files[one]) >= _SAME
    return _words(files[one]) == _words(files[other]) or resemblance(files[one], files[other]) >= _SAME


def _words(transcript: Transcript) -> list[str]:
    return [word.casefold() for turn in transcript.turns for word in words_of(turn.text)]


def _poverty(transcript: Transcript) -> tuple[int, float, int]:
    """The less a form says beside the words, the more."""
    speakers = {turn.speaker for turn in transcript.turns if turn.speaker is not None}
    timed = sum(1 for turn in transcript.turns if turn.start_seconds is not None)
    rank = -1 if transcript.format.endswith("-json") else len(_FORMS)
    rank = _FORMS.index(transcript.format) if transcript.format in _FORMS else rank
    return -min(2, len(speakers)), -round(timed / max(1, len(transcript.turns)), 3), rank
