"""Numbers and vocabulary in plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from insightmine.domain.journeys import JourneyOrigin
from insightmine.domain.judgements import Effect, Kind
from insightmine.domain.speech import DropReason, LeftOutReason, Transcript
from insightmine.domain.themes import Status

KINDS: dict[Kind, str] = {
    Kind.GOAL: "goal",
    Kind.BEHAVIOUR: "behaviour",
    Kind.WORKAROUND: "workaround",
    Kind.PAIN_POINT: "pain point",
    Kind.ENABLER: "enabler",
    Kind.WISH: "wish",
    Kind.REASON: "reason",
    Kind.OPINION: "opinion",
    Kind.CONTEXT: "context",
    Kind.SESSION_TALK: "about the session",
}

EFFECTS: dict[Effect, str] = {
    Effect.HELPS: "helps",
    Effect.HINDERS: "hinders",
    Effect.MIXED: "helps and hinders",
    Effect.NEUTRAL: "takes no side",
}

STATUSES: dict[Status, str] = {
    Status.CANDIDATE: "candidate",
    Status.ACCEPTED: "accepted",
    Status.REJECTED: "rejected",
}

JOURNEYS: dict[JourneyOrigin, str] = {
    JourneyOrigin.FILE: "The steps are those of journey.toml.",
    JourneyOrigin.HEADINGS: "Draft: the steps were proposed from the headings in the transcripts.",
    JourneyOrigin.QUESTIONS: "Draft: the steps were proposed from questions that the interviewer asks again and again.",
    JourneyOrigin.NONE: "No journey was given, and none could be proposed from the transcripts.",
}

REASONS: dict[DropReason, str] = {
    DropReason.FRONT_MATTER: "title, date and name lines before the first turn",
    DropReason.HEADING: "headings, kept as the place of what follows",
    DropReason.COMMENT: "comments in the file",
    DropReason.SPEAKER_LABEL: "speaker labels, kept as the speaker of the turn",
    DropReason.TIME_CODE: "time codes, kept as the time of the turn",
    DropReason.CUE_IDENTIFIER: "numbers of captions",
    DropReason.CUE_SETTINGS: "layout settings of captions",
    DropReason.FORMAT_HEADER: "header lines of the file format",
    DropReason.FOOTER: "closing lines, such as who transcribed it",
    DropReason.LINE_NUMBER: "line numbers",
    DropReason.PAGE_NUMBER: "page numbers",
    DropReason.RUNNING_TITLE: "headers and footers of the pages",
    DropReason.WATERMARK: "text at an angle across or beside the page",
    DropReason.HIDDEN: "text that the page does not show",
    DropReason.SCRIPT: "programs and styles of a web page",
    DropReason.NAVIGATION: "menus and buttons of a web page",
    DropReason.STAGE_DIRECTION: "notes on what happened, such as a break",
    DropReason.METADATA_COLUMN: "other columns of a table",
    DropReason.SHEET_WITHOUT_SPEECH: "sheets of a workbook without rows of text",
    DropReason.CONTACT_DETAIL: "e-mail addresses, which are not kept",
    DropReason.REPEATED_CAPTION: "captions that repeat the one before",
    DropReason.INCOMPLETE_CUE: "captions cut off at the end of the file",
    DropReason.LINK_TARGET: "addresses behind links",
    DropReason.MARKUP: "markup of the file, such as tags",
    DropReason.AI_SUMMARY: "summaries written by a program",
    DropReason.ALTERNATIVE: "what a recogniser may have heard instead",
    DropReason.CONSENT_WITHDRAWN: "people who withdrew their consent",
}

NO_STATEMENT: dict[LeftOutReason, str] = {
    LeftOutReason.BACKCHANNEL: "signs of listening, such as “mm-hm”",
    LeftOutReason.BARE_ANSWER: "a bare yes or no",
    LeftOutReason.FILLER: "filler, such as “um” and “so, yeah”",
    LeftOutReason.DISFLUENCY: "false starts at the edge of a statement",
    LeftOutReason.FRAGMENT: "lone words that nothing completes",
    LeftOutReason.SESSION_TALK: "talk about the session itself, such as greetings and thanks",
    LeftOutReason.READ_ALOUD: "text read aloud from a task or a screen",
    LeftOutReason.NON_SPEECH: "marks of sounds, such as laughter",
    LeftOutReason.NO_WORDS: "punctuation only",
    LeftOutReason.TRANSLATED: "originals, whose translation is counted in their place",
}

_SENTENCE_END = re.compile(r"(?<=[.?!]) ")
_BRIEF = 110
_FIRM = ((0.8, "firm"), (0.6, "mostly firm"), (0.4, "soft at the edges"), (0.0, "loose"))


def counted(number: int, one: str, many: str = "") -> str:
    """`1 person`, `12,400 words`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def material_in_words(transcripts: Sequence[Transcript]) -> tuple[tuple[str, str], ...]:
    """What was read, as number and noun: interviews, and tables whose rows are statements."""
    rows = [len(transcript.turns) for transcript in transcripts if transcript.rows_are_statements]
    n_interviews = len(transcripts) - len(rows)
    interviews = (f"{n_interviews:,}", "interview" if n_interviews == 1 else "interviews")
    tables = (f"{len(rows):,}", f"{'table' if len(rows) == 1 else 'tables'} of {counted(sum(rows), 'row')}")
    return (*((interviews,) if n_interviews or not rows else ()), *((tables,) if rows else ()))


def share_of_people(number: int, opportunity: int, basis: str) -> str:
    """`5 of the 8 people asked`; the basis says who the others are."""
    people = "person" if opportunity == 1 else "people"
    if basis in ("", "all"):
        return f"{number} of {opportunity} {people}"
    if basis.startswith("everybody"):
        return f"{number} of {opportunity} {people} ({basis})"
    return f"{number} of the {opportunity} {people} {basis}"


def stability_in_words(stability: float | None) -> str:
    """How much of a theme comes back when people are left out at random."""
    if stability is None:
        return "too few people to say how firm it is"
    word = next(word for least, word in _FIRM if stability >= least)
    return f"{word} ({stability:.0%} comes back when people are left out at random)"


def listed(names: Sequence[str], limit: int = 12) -> str:
    """`P1, P2, P3 and 9 more`."""
    if len(names) <= limit:
        return ", ".join(names)
    return f"{', '.join(names[: limit - 1])} and {len(names) - limit + 1} more"


def clock(seconds: float | None) -> str | None:
    """`4:05` or `1:02:03` from the start of the recording."""
    if seconds is None or seconds < 0:
        return None
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def shortened(text: str, limit: int) -> str:
    """The text on one line, cut between two words, with a mark where something is missing."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[:limit].rsplit(" ", 1)[0].rstrip(",;:.")
    return f"{cut} […]"


def brief(text: str) -> str:
    """The beginning of a quote for the first page: about two lines."""
    return shortened(text, _BRIEF)


def question_end(text: str, limit: int) -> str:
    """The last sentences of a long question, since what is asked stands at its end."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    sentences = _SENTENCE_END.split(line)
    kept = sentences.pop()
    while sentences and len(sentences[-1]) + len(kept) < limit:
        kept = f"{sentences.pop()} {kept}"
    if len(kept) > limit:
        kept = kept[-limit:].split(" ", 1)[-1]
    return f"[…] {kept}"


def people_in_words(number: int) -> str:
    """`5 people`, `one person alone`."""
    return "one person alone" if number == 1 else counted(number, "person", "people")


def supporters_in_words(number: int, opportunity: int, basis: str) -> str:
    """`5 of the 8 people asked`, `one person alone, of the 8 people asked`."""
    share = share_of_people(number, opportunity, basis)
    return f"{people_in_words(1)}, {share.partition(' ')[2]}" if number == 1 else share


def titled(name: str, about: str | None) -> str:
    """A booster's or blocker's heading: the name of its theme, and what its supporters speak of beside it."""
    return f"{heading(name)} ({about})" if about else heading(name)


def heading(name: str) -> str:
    """A name as it stands in a heading: with a capital."""
    return name[:1].upper() + name[1:]


def sentence(text: str) -> str:
    """With a capital at the start and a full stop at the end."""
    line = " ".join(text.split())
    if not line:
        return ""
    line = line[0].upper() + line[1:]
    return line if line[-1] in '.?!…”"' else f"{line}."
