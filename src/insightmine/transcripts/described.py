"""What transcripts.csv says of the transcripts, and what follows from their languages: before anybody is cast."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from insightmine.config import TRANSCRIPTS_FILE, TranscriptRow
from insightmine.domain.ids import ParticipantId, TranscriptId
from insightmine.domain.languages import ENGLISH, language_name
from insightmine.domain.speech import Record, Transcript
from insightmine.transcripts.people import called
from insightmine.transcripts.translated import likely_originals

_MIXED = 0.15  # of its passages: below that it is a greeting, a name, a text that was read


@dataclass(frozen=True, slots=True)
class Described:
    """The transcripts by id, with what was said of them, and what did not fit."""

    transcripts: tuple[Transcript, ...]
    problems: tuple[str, ...]


def describe_transcripts(
    transcripts: Sequence[Transcript], rows: Sequence[TranscriptRow], served: Sequence[str]
) -> Described:
    """The transcripts with record, recording, language and original as transcripts.csv gives them.

    `served` are the languages whose words may be in themes. One that is too short to tell is read as most of the study
    is. Of a translation and its original only one gives statements (see `_replaced`).
    """
    known = {transcript.id: transcript for transcript in sorted(transcripts, key=lambda transcript: transcript.id)}
    ordered = tuple(known.values())
    problems: list[str] = []
    for row in rows:
        targets = called(ordered, row.source)
        if not targets:
            problems.append(f"{_place(row)}: there is no transcript {row.source!r}")
        for target in targets:
            known[target.id] = _with_row(known[target.id], row)
        if targets and row.media is not None and not row.media_found:
            problems.append(f"{_place(row)}: the recording is not there, so its quotes have no links")
    usual = _usual(tuple(known.values()))
    known = {name: replace(item, read_as=item.language or usual) for name, item in known.items()}
    for row in rows:
        if row.translation_of is not None:
            problems += _pair(row, row.translation_of, ordered, known)
    replaced = _replaced(tuple(known.values()), served)
    finished = [_finished(item, replaced.get(item.id), served) for item in known.values()]
    return Described(_with_likely_pairs(finished, served), tuple(problems))


def _place(row: TranscriptRow) -> str:
    return f"{TRANSCRIPTS_FILE}, line {row.line}"


def _with_row(transcript: Transcript, row: TranscriptRow) -> Transcript:
    """One row wins over what was recognised; an empty cell says nothing.

    Where somebody's words were taken out, they are still heard in the recording, so there is none; and who is left is
    not the one whom the row means.
    """
    is_linked = row.media_found and not transcript.is_thinned
    record = row.record or transcript.record
    says_who = row.participant is not None and (record is Record.NOTES or not transcript.is_thinned)
    untimed = is_linked and all(turn.start_seconds is None for turn in transcript.turns)
    warning = "it has a recording and no times: its quotes have no links"
    return replace(
        transcript,
        record=record,
        record_evidence=TRANSCRIPTS_FILE if row.record else transcript.record_evidence,
        about=ParticipantId(row.participant) if row.participant and says_who else transcript.about,
        media=row.media if is_linked else None,
        media_offset=row.media_offset,
        language=row.language or transcript.language,
        warnings=(*transcript.warnings, warning) if untimed else transcript.warnings,
    )


def _usual(transcripts: Sequence[Transcript]) -> str:
    """The language of most transcripts; English between equals, and where none is known."""
    counts = Counter(transcript.language for transcript in transcripts if transcript.language is not None)
    return min(counts, key=lambda code: (-counts[code], code != ENGLISH, code), default=ENGLISH)


def _pair(
    row: TranscriptRow, name: str, ordered: Sequence[Transcript], known: dict[TranscriptId, Transcript]
) -> list[str]:
    """Join the translations of a row to their original, in `known`; what stands in the way."""
    targets, originals = called(ordered, row.source), called(ordered, name)
    if not targets:
        return []  # said already
    if not originals:
        return [f"{_place(row)}: there is no transcript {name!r} that {row.source!r} could translate"]
    if len(originals) > 1 or len(targets) > 1:
        return [f"{_place(row)}: several transcripts are called so; name a file that holds one"]
    target, original = targets[0].id, originals[0].id
    if target == original:
        return [f"{_place(row)}: {row.source!r} is said to translate itself"]
    if known[original].translation_of is not None or any(item.translation_of == target for item in known.values()):
        return [f"{_place(row)}: {name!r} or {row.source!r} is both a translation and an original; name the original"]
    known[target] = replace(known[target], translated_from=known[original].language, translation_of=original)
    return []


def _replaced(transcripts: Sequence[Transcript], served: Sequence[str]) -> dict[TranscriptId, TranscriptId]:
    """Which version speaks for which others, so that nobody counts twice.

    Of all versions of an interview one in a served language, a translation before its original; the first by id.
    """
    versions: defaultdict[TranscriptId, list[Transcript]] = defaultdict(list)
    for transcript in transcripts:
        if transcript.translation_of is not None:
            versions[transcript.translation_of].append(transcript)
    by_id = {transcript.id: transcript for transcript in transcripts}
    replaced: dict[TranscriptId, TranscriptId] = {}
    for original, translations in versions.items():
        every = [*translations, by_id[original]]
        chosen = min(every, key=lambda item: (item.read_as not in served, item.translation_of is None, item.id))
        replaced.update({item.id: chosen.id for item in every if item is not chosen})
    return replaced


def _finished(transcript: Transcript, instead: TranscriptId | None, served: Sequence[str]) -> Transcript:
    in_themes = instead is None and transcript.read_as in served
    return replace(
        transcript,
        replaced_by=instead,
        in_themes=in_themes,
        warnings=(*transcript.warnings, *(_mixed(transcript) if in_themes else ())),
    )


def _mixed(transcript: Transcript) -> list[str]:
    """A warning where much of a transcript is in another language than the one it is read in."""
    return [
        f"about {part.share:.0%} of it is in {language_name(part.language)}, and read as if it were in "
        f"{language_name(transcript.read_as)}: see to what themes make of it"
        for part in transcript.languages
        if part.language != transcript.read_as and part.share >= _MIXED
    ]


def _with_likely_pairs(transcripts: Sequence[Transcript], served: Sequence[str]) -> tuple[Transcript, ...]:
    """With a hint on what looks like a translation; a person says so or not, for people may just be called alike."""
    pairs = likely_originals(transcripts, served)
    by_id = {transcript.id: transcript for transcript in transcripts}
    hint = "looks like a translation of {0}: if it is one, write its row into {1}, with {0} as translation_of"
    return tuple(
        replace(item, warnings=(*item.warnings, hint.format(by_id[pairs[item.id]].source, TRANSCRIPTS_FILE)))
        if item.id in pairs
        else item
        for item in transcripts
    )
