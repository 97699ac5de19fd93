"""`ingest --dry-run` and `--explain-roles`: what would be read, who is who and why, as a table and as plain values."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from insightmine.cli.output import counted, note, paragraph, printable, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from insightmine.domain.speech import RoleDecision, Transcript
    from insightmine.intake import Look, Preview

_NAMED = 4  # so many labels of a role are named in the table
_HEADER = (
    "file",
    "format",
    "encoding",
    "language",
    "transcripts",
    "speakers",
    "turns",
    "words",
    "in turns",
    "left out",
)
_FIRST_NUMBER = 4  # the column from which on there are numbers
_LANGUAGES = 2  # of a transcript in several
_LONGEST_NAME = 32  # a longer one stands on a line of its own


def preview_summary(preview: Preview) -> dict[str, Any]:
    """What would be read, as plain values, every file with the same keys."""
    from insightmine.transcripts import words_in_turns, words_left_out

    rows = []
    for look in preview.files:
        left_out = words_left_out(look.transcripts)
        spoken = words_in_turns(look.transcripts)
        rows.append(
            {"source": look.source, "outcome": look.outcome.value, "reason": look.reason, "hint": look.hint,
             "format": _one(item.format for item in look.transcripts),
             "encoding": _one(item.encoding for item in look.transcripts),
             "language": _one(item.language or "" for item in look.transcripts),
             "languages": [_languages(item) for item in look.transcripts],
             "records": [{"transcript": item.id, "record": item.record.value, "evidence": item.record_evidence,
                          "about": item.about, "media": item.media, "translation_of": item.translation_of,
                          "in_themes": item.in_themes} for item in look.transcripts],
             "n_transcripts": len(look.transcripts), "n_turns": sum(len(item.turns) for item in look.transcripts),
             "n_words": spoken + left_out.total(), "n_words_in_turns": spoken,
             "left_out": {reason.value: count for reason, count in left_out.items()},
             "roles": [role_row(item, role) for item in look.transcripts for role in item.roles],
             "warnings": list(_warnings(look))}
        )  # fmt: skip
    return {"dry_run": True, "files": rows, "problems": list(preview.problems)}


def role_row(transcript: Transcript, role: RoleDecision) -> dict[str, Any]:
    """Who somebody is, and every sign of it."""
    return {
        "transcript": transcript.id, "label": role.label, "role": role.role.value, "evidence": role.evidence,
        "decided_by": role.decided_by, "margin": role.margin, "margin_needed": role.margin_needed,
        "signs": [{"sign": sign.sign, "words": sign.words, "points": sign.points} for sign in role.signs],
    }  # fmt: skip


def print_preview(preview: Preview, explain_roles: bool) -> None:
    """A line a file with what was left out, who speaks and what to know below; then what is not read, and why."""
    read = [look for look in preview.files if look.transcripts]
    _print_table(read)
    for problem in preview.problems:
        note(problem)
    for title, outcome in (("Would be set aside, no interview", "set_aside"), ("Would be refused", "refused")):
        others = [look for look in preview.files if look.outcome.value == outcome]
        if others:
            say(f"\n{title}:")
        for look in others:
            paragraph(f"{look.source}: {'; '.join(filter(None, (look.reason, look.hint)))}", "  ", "    ")
    if explain_roles:
        print_roles(item for look in read for item in look.transcripts)
    say(f"\nNothing was stored: {len(read)} of {counted(len(preview.files), 'file')} would be read.")


def _print_table(looks: Sequence[Look]) -> None:
    rows = [_row(look) for look in looks]
    short = [row[0] for row in rows if len(row[0]) <= _LONGEST_NAME]
    widths = [max(map(len, column)) for column in zip(_HEADER, *rows, strict=True)]
    widths[0] = max(map(len, (_HEADER[0], *short)))
    if rows:
        _print_row(_HEADER, widths)
        _print_row(["-" * size for size in widths], widths)
    for look, row in zip(looks, rows, strict=True):
        if len(row[0]) > widths[0]:
            say(row[0])
        _print_row(("" if len(row[0]) > widths[0] else row[0], *row[1:]), widths)
        paragraph(f"left out: {_left_out(look)}", "    ", "      ")
        paragraph(f"speakers: {_speakers(look.transcripts)}", "    ", "      ")
        for remark in (*_remarks(look), *_warnings(look)):
            paragraph(f"note: {remark}", "    ", "      ")


def _print_row(cells: Sequence[str], widths: Sequence[int]) -> None:
    """Words to the left, numbers to the right."""
    told = [
        cell.ljust(size) if column < _FIRST_NUMBER else cell.rjust(size)
        for column, (cell, size) in enumerate(zip(map(printable, cells), widths, strict=True))
    ]
    say("  ".join(told).rstrip())


def print_roles(transcripts: Iterable[Transcript]) -> None:
    """Per speaker of each transcript the role and what speaks for it."""
    for transcript in transcripts:
        say(f"\n{transcript.id}  ({transcript.source})")
        for role in transcript.roles:
            print_role(role)


def print_role(role: RoleDecision) -> None:
    """The role of one speaker: why, by how much, and every sign with its points."""
    paragraph(f"{role.label or '(no label)'}: {role.role}, {role.evidence} [{role.decided_by}]", "  ", "    ")
    for sign in role.signs:
        points = " decides" if sign.points is None else f"{sign.points:+8.2f}"
        paragraph(f"{points}  {sign.sign.replace('_', ' ')}: {sign.words}", "    ", " " * 14)
    if role.margin is not None:
        total = sum(sign.points or 0.0 for sign in role.signs)
        needed = f"an interviewer needs {role.margin_needed:+.2f}"
        paragraph(f"{total:+8.2f}  in all; {role.margin:+.2f} to the best of the others; {needed}", "    ", " " * 14)


def _row(look: Look) -> tuple[str, ...]:
    from insightmine.transcripts import words_in_turns, words_left_out

    left_out, spoken = words_left_out(look.transcripts).total(), words_in_turns(look.transcripts)
    speakers = {role.label for item in look.transcripts for role in item.roles}
    turns = sum(len(item.turns) for item in look.transcripts)
    return (
        look.source,
        _one(item.format for item in look.transcripts),
        _one(item.encoding for item in look.transcripts),
        _one(map(_language, look.transcripts)),
        *(f"{number:,}" for number in (len(look.transcripts), len(speakers), turns, spoken + left_out, spoken)),
        f"{left_out:,}",
    )


def _language(transcript: Transcript) -> str:
    """The language, with the shares of those it was found to be in where they are several: `it 92% en 8%`."""
    if transcript.language is None:
        return f"unknown, as {transcript.read_as}"
    found = [f"{part.language} {part.share:.0%}" for part in transcript.languages[:_LANGUAGES]]
    is_sure = [part.language for part in transcript.languages] in ([], [transcript.language])
    given = transcript.languages and transcript.languages[0].language != transcript.language
    return transcript.language if is_sure or given else " ".join(found)


def _languages(transcript: Transcript) -> dict[str, Any]:
    """What is held and what was found, the most first."""
    found = [{"language": part.language, "share": part.share} for part in transcript.languages]
    return {"transcript": transcript.id, "language": transcript.language, "read_as": transcript.read_as, "found": found}


def _remarks(look: Look) -> tuple[str, ...]:
    """What the transcripts of a file are, where that is anything but counted speech; each once."""
    return tuple(dict.fromkeys(text for item in look.transcripts for text in _what_it_is(item)))


def _what_it_is(transcript: Transcript) -> list[str]:
    said = []
    evidence = transcript.record_evidence
    because = evidence if evidence == "transcripts.csv" else f"{evidence}; transcripts.csv can say otherwise"
    if transcript.record.value == "notes":
        about = f" about {transcript.about}" if transcript.about else ""
        said.append(f"notes{about}, never shown as quotes ({because})")
    if transcript.record.value == "written":
        said.append(f"written by the participants ({because})")
    if transcript.translation_of is not None:
        said.append(f"a translation of {transcript.translation_of}")
    if transcript.replaced_by is not None:
        said.append(f"counted in another version, {transcript.replaced_by}: it gives no statements")
    elif not transcript.in_themes:
        said.append("read and searchable, but not in the themes: see docs/languages.md")
    if transcript.media is not None:
        said.append(f"its recording is {transcript.media}")
    return said


def _left_out(look: Look) -> str:
    from insightmine.transcripts import words_left_out

    counts = words_left_out(look.transcripts).items()
    return ", ".join(f"{count:,} {reason.value.replace('_', ' ')}" for reason, count in counts) or "nothing"


def _one(values: Iterable[str]) -> str:
    """The different values, the most frequent first."""
    counts = Counter(values)
    return " or ".join(sorted(counts, key=lambda value: (-counts[value], value)))


def _speakers(transcripts: Sequence[Transcript]) -> str:
    """The labels by role, interviewers first."""
    by_role: dict[str, list[str]] = {}
    for transcript in transcripts:
        for role in transcript.roles:
            labels = by_role.setdefault(role.role.value, [])
            label = role.label or "(no label)"
            if label not in labels:
                labels.append(label)
    told = []
    for name in ("interviewer", "participant", "observer", "unknown"):
        labels = by_role.get(name, [])
        more = f" and {len(labels) - _NAMED} more" if len(labels) > _NAMED else ""
        if labels:
            told.append(f"{name}: {', '.join(labels[:_NAMED])}{more}")
    return "; ".join(told)


def _warnings(look: Look) -> tuple[str, ...]:
    """The warnings of a file and of its transcripts, each once."""
    every = (*look.warnings, *(warning for item in look.transcripts for warning in item.warnings))
    return tuple(dict.fromkeys(every))
