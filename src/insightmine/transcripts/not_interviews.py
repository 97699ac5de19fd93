"""Texts in which nobody speaks: read-me files, licences, scripts, forms, written answers, chats."""

from __future__ import annotations

import re
from collections.abc import Sequence

from insightmine.domain.speech import DropReason, Transcript, Turn
from insightmine.transcripts.documents import Document
from insightmine.transcripts.sniff import NotRead
from insightmine.transcripts.word_lists import listed

_LICENCE = re.compile(
    r"permission is hereby granted|redistribution and use in source|apache license\s+version"
    r"|creative commons legal code|gnu (?:lesser |affero )?general public license\s+version"
    r"|mozilla public license,? version|creative commons corporation is not a law firm|international public license",
    re.IGNORECASE,
)
_LICENCE_NAMES = ("license", "licence", "copying", "notice", "license-note")
_READ_ME = ("readme", "changelog", "contributing", "attribution", "source", "authors", "code_of_conduct", "security")
_CHAT = re.compile(r"\d{1,2}:\d{2}:\d{2}[\t ]+(?:from [^\n]{1,80}?:|[^\t\n:]{1,60}:\t)", re.IGNORECASE)
_CHAT_BUBBLE = re.compile(
    r"\[?\d{1,2}[./]\d{1,2}[./]\d{2,4},? \d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?\]?(?: -)? [^:\n]{1,60}: ",
    re.IGNORECASE,
)
_BOX = re.compile(r"(?:[-*]\s+)?\[[ xX]\]\s")
_RATING = re.compile(
    r"your (?:rating|answer|response|score)\s*:|strongly (?:dis)?agree|(?:totally|completely) (?:dis)?agree"
    r"|stimme (?:voll|gar|überhaupt) |per niente d'accordo|rate each statement",
    re.IGNORECASE,
)
_STRUCTURE = re.compile(
    r"(?:[-*+•]|\d{1,2}[.)]|[A-Za-z][.)])\s+\S|\||```|~~~|>\s|!\[|\*\*[^*]{1,80}(?:\*\*\s*:|:\s*\*\*)"
)
_LINK = re.compile(r"\]\(|https?://")
# words that people say of themselves and to keep the floor, and that instructions and documents do without
_SPOKEN = listed(
    """
    i i'm i've i'd i'll im me my mine we we're okay ok yeah yes yep well um uh erm hmm mhm oh ah like just
    really actually basically maybe think guess know mean right so sure got gonna wanna kind io mi mio mia sono
    ho allora quindi cioè ecco va bene sì no boh magari credo penso adesso ora qui vediamo ich mir mich wir also
    ja nein genau eigentlich halt glaube denke mal vielleicht äh ähm je j'ai moi mon ma nous donc alors ben euh
    oui non voilà pense crois yo me mi estoy tengo pues entonces bueno sí creo pienso vale eu eh então acho bom
    né ik mij we dus ja nee eigenlijk denk misschien
    """
)
_NOT_SAID = frozenset({DropReason.FRONT_MATTER, DropReason.HEADING})
_SPOKEN_SHARE = 0.05
_STRUCTURE_SHARE = 0.3


def set_aside_before(document: Document) -> NotRead | None:
    """Why the text as a whole is no transcript, before anybody looks for turns."""
    rows = [row.strip() for row in document.text.split("\n") if row.strip()]
    name = document.source.lower().rpartition("/")[2].partition(".")[0]
    if name in _LICENCE_NAMES or _LICENCE.search(document.text[:3000]):
        return NotRead("a licence")
    if sum(1 for row in rows if _CHAT.match(row) or _CHAT_BUBBLE.match(row)) >= max(3, 0.5 * len(rows)):
        return NotRead("a chat, which is written and not spoken", "give the transcript of the recording instead")
    if _is_form(rows):
        return NotRead("a questionnaire", "give ratings as measures.csv")
    if name in _READ_ME and _document_share(rows) > 0.05:
        return NotRead("a document about the files (a read-me), not a transcript")
    return None


def _is_form(rows: Sequence[str]) -> bool:
    # in a form the words of a scale stand in short lines; in speech somebody may read them out
    boxes = sum(1 for row in rows if _BOX.match(row))
    ratings = sum(1 for row in rows if len(row) <= 90 and _RATING.search(row))
    return (ratings >= 3 and ratings * 10 >= len(rows)) or (ratings + boxes >= 4 and (ratings + boxes) * 3 >= len(rows))


def _is_answers(rows: Sequence[str]) -> bool:
    """Numbered questions as headings, or ticked boxes, with prose below."""
    boxes = sum(1 for row in rows if _BOX.match(row))
    asked = [row for row in rows if row.startswith("#") and row.endswith("?")]
    headed = [row for row in rows if row.startswith("#")]
    return (len(asked) >= 3 and len(asked) * 3 >= len(headed)) or (boxes >= 2 and bool(asked))


def _document_share(rows: Sequence[str]) -> float:
    """The share of rows that are lists, tables, code or fields, or hold a link."""
    fenced = False
    count = 0
    for row in rows:
        if row.startswith(("```", "~~~")):
            fenced = not fenced
        count += fenced or bool(_STRUCTURE.match(row)) or bool(_LINK.search(row))
    return count / max(1, len(rows))


def set_aside_labelled(document: Document, transcript: Transcript, sure: bool) -> NotRead | None:
    """Why turns with labels are none: a document whose recurring fields look like names."""
    rows = [row.strip() for row in document.text.split("\n") if row.strip()]
    before = sum(len(entry.words) for entry in transcript.dropped if entry.reason in _NOT_SAID)
    inside = transcript.n_words / max(1, transcript.n_words + before)
    lists = _document_share(rows) - len(transcript.turns) / max(1, len(rows))
    if not sure and (inside < 0.4 or lists > _STRUCTURE_SHARE):
        return NotRead("a document with lists and fields, not a transcript", _LABELS)
    return None


_LABELS = "if it is an interview, put each speaker's name and a colon before the turn"


def set_aside_unlabelled(document: Document, turns: Sequence[Turn]) -> NotRead | None:
    """Why paragraphs without speakers are no think-aloud."""
    rows = [row.strip() for row in document.text.split("\n") if row.strip() and not row.startswith("<!--")]
    if _is_answers(rows):
        return NotRead("written answers, not speech", "give them as a CSV with --as-statements to read them")
    if _document_share(rows) > _STRUCTURE_SHARE:
        return NotRead("a document with lists and tables, not a transcript", _LABELS)
    if spoken_share(turns) < _SPOKEN_SHARE:
        return NotRead("a text without speakers that does not read like speech", _LABELS)
    return None


def spoken_share(turns: Sequence[Turn]) -> float:
    """The share of words that people use when they speak for themselves."""
    words = [word.casefold() for turn in turns for word in turn.text.replace("’", "'").split()]
    spoken = sum(1 for word in words if word.strip('.,!?;:"()…') in _SPOKEN)
    return spoken / len(words) if words else 0.0
