"""Plain text, Markdown and the paragraphs of documents: labelled turns, or one voice in paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.domain.ids import TranscriptId
from insightmine.domain.speech import DropReason, Transcript, Turn
from insightmine.errors import InputRefused
from insightmine.transcripts.coverage import Ledger
from insightmine.transcripts.documents import Document, Parsed
from insightmine.transcripts.label_choice import choose_labels, holds_together, named_labels
from insightmine.transcripts.labels import Head, Shape, read_head, split_leading_time
from insightmine.transcripts.lines import Line, split_lines
from insightmine.transcripts.role_words import is_generic, is_redacted, label_key, role_of_label
from insightmine.transcripts.timecoded_part import timecoded_part
from insightmine.transcripts.timed_lines import merge_timed, timed_turns
from insightmine.transcripts.times import is_time
from insightmine.transcripts.turn_reader import TurnReader, summary_end

_VOICE_INSIDE = re.compile(r"(?<=\S)\s*(?=<v(?:\.[^\s>]{1,40})?\s[^<>]{1,80}>)")


class TextParser:
    """Plain text and Markdown, with or without speakers."""

    def accepts(self, document: Document) -> bool:
        """Any text: this parser is asked last."""
        return bool(document.text)

    def parse(self, document: Document, options: InputOptions, speakers: SpeakerOptions) -> Parsed:  # noqa: ARG002 - only tables have options
        """One transcript."""
        ledger = Ledger()
        lines = split_lines(document.text, ledger)
        turns = read_lines(lines, ledger, speakers)
        if not turns:
            raise InputRefused(document.source, "no speech in it", hint="check that the export is complete")
        name = "markdown" if any(line.level for line in lines) or "**" in document.text else "text"
        transcript = Transcript(
            TranscriptId(document.stem),
            document.source,
            name,
            turns,
            dropped=ledger.close(),
            encoding=document.encoding,
        )
        return Parsed((transcript,), document.text)


def read_lines(lines: Sequence[Line], ledger: Ledger, speakers: SpeakerOptions) -> tuple[Turn, ...]:
    """The turns in the lines; what is no speech goes to the ledger. Empty if there are no words."""
    rows = _split_voices(lines)
    heads = {index: head for index in range(len(rows)) if (head := _head(rows, index)) is not None}
    named = named_labels(speakers)
    part = timecoded_part(rows, heads)
    if part is None:
        return _read_rows(rows, heads, named, ledger)
    ledger.drop(part.before, "\n".join(row.text for row in rows[: part.first]))
    inside = {index - part.first: head for index, head in heads.items() if part.first <= index < part.last}
    turns = _read_rows(rows[part.first : part.last], inside, named | part.labels, ledger)
    ledger.drop(DropReason.FOOTER, "\n".join(row.text for row in rows[part.last :]))
    return turns


def _read_rows(rows: Sequence[Line], heads: dict[int, Head], named: frozenset[str], ledger: Ledger) -> tuple[Turn, ...]:
    chosen = choose_labels(list(heads.values()), named)
    accepted = {
        index: head
        for index, head in heads.items()
        if (label_key(head.label), head.shape) in chosen and (not rows[index].level or _may_be_heading(head))
    }
    accepted = _without_header_fields(accepted)
    timed = [head for head in accepted.values() if head.shape is Shape.TIMED]
    sure = any(is_generic(head.label) or label_key(head.label) in named for head in accepted.values())
    sure = sure or len({label_key(head.label) for head in timed}) < len(timed)
    if not holds_together(sorted(accepted), _weights(rows), sure):
        cues = timed_turns(rows, ledger)
        return cues if cues else TurnReader(rows, {}, ledger).one_voice()
    turns = TurnReader(rows, accepted, ledger).labelled()
    return merge_timed(turns, frozenset(head.shape for head in accepted.values()))


def _weights(rows: Sequence[Line]) -> list[int]:
    """The words of each row; those of an assistant's notes do not count."""
    end = summary_end(rows)
    return [0 if index < end else len(row.text.split()) for index, row in enumerate(rows)]


def _split_voices(lines: Sequence[Line]) -> list[Line]:
    """The lines, cut before each `<v Name>` that stands inside one."""
    rows: list[Line] = []
    for line in lines:
        if line.text.count("<v") < 1:
            rows.append(line)
            continue
        lead, _, rest = split_leading_time(line.text)
        first, *others = _VOICE_INSIDE.split(rest)
        rows.append(Line(f"{lead} {first}".strip(), line.place, line.level, line.begins))
        rows.extend(Line(other, line.place) for other in others if other)
    return rows


def _without_header_fields(heads: dict[int, Head]) -> dict[int, Head]:
    """The heads without "Participant: P07" and "Interviewer: Dan" in the lines about the interview at the top.

    Such a field stands once, before anybody who speaks more than once, and is no sentence.
    """
    counts = Counter(label_key(head.label) for head in heads.values())
    fields = set()
    for index in sorted(heads):
        head = heads[index]
        is_field = 0 < len(head.text.split()) <= 4 and not head.text.endswith((".", "?", "!", "…"))
        if counts[label_key(head.label)] > 1 or not is_field:
            break
        fields.add(index)
    left = {index: head for index, head in heads.items() if index not in fields}
    return left if len({label_key(head.label) for head in left.values()}) >= 2 else heads


def _stands_over_text(rows: Sequence[Line], index: int) -> bool:
    """Whether the line may be a label alone: above it nothing, a time or an empty line, below it words or a time."""
    above = rows[index - 1].text if index else ""
    below = next((row.text for row in rows[index + 1 : index + 3] if row.text), "")
    own_time, below_time = split_leading_time(rows[index].text)[0], split_leading_time(below)[0]
    if own_time:
        return bool(below) and not below_time
    return bool(below) and (not above or is_time(above)) and bool(rows[index + 1].text)


def _head(rows: Sequence[Line], index: int) -> Head | None:
    row = rows[index]
    if not row.text:
        return None
    if not row.level:
        head = read_head(row.text)
        if head is None or head.shape is not Shape.ALONE or head.text:
            return head
        # a name blacked out may also be the last word of a line that was wrapped
        certain = (is_generic(head.label) or head.label.isupper()) and not is_redacted(head.label)
        return head if certain or _stands_over_text(rows, index) else None
    if role_of_label(row.text.rstrip(": ")) is not None:
        return Head(row.text.rstrip(": "), Shape.ALONE, "")
    return read_head(row.text)


def _may_be_heading(head: Head) -> bool:
    """A heading is a speaker only if it is a role, or a name with a time."""
    return not head.text and (role_of_label(head.label) is not None or head.start is not None)
