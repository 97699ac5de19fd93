"""Where an entry proper begins: after marks, numbers, "KR2:", "By December" and "We will"."""

from __future__ import annotations

import re

_LABELS = (
    "epic|krs?|o|okr|obj|objective|key results?|goal|task|story|initiative|outcome|output|theme|impact|bet|milestone|"
    "to-?do|deliverable|project|feature|action|hypothesis|target"
)
_ONLY_LABEL = re.compile(
    rf"\W*(?:{_LABELS}|(?:key )?results|objectives|goals|outcomes|outputs|impacts|initiatives|tasks|themes|epics|"
    r"stories|milestones|deliverables|projects|features|actions|targets|bets)\s{0,2}(?:[#\d.]{0,8}|[ivx]{1,4})\W*",
    re.IGNORECASE,
)
_NUMBER = r"\d{1,3}(?:\.\d{1,3}){0,3}"
_MARKS = re.compile(
    r"(?:\s*(?:"
    r"\[[ xX]?\]"
    rf"|(?:{_LABELS})\s{{0,2}}(?:{_NUMBER})?\s{{0,2}}[:.)\u2013\u2014-]+(?=\s|$)"
    rf"|(?:krs?|o|wp|d|m|t)\s?{_NUMBER}\s{{0,2}}[:.)\u2013\u2014-]*(?=\s)"
    r"|[A-Z][A-Z0-9]{1,9}-\d{1,6}[:\s\u2013-]"
    r"|(?:q[1-4]|h[12])(?:[/ ]?(?:20)?\d\d)?\s{0,2}[:\u2013\u2014-](?=\s)"
    rf"|{_NUMBER}[.)](?=\s)"
    r"|[-*\u2022>\u2192]"
    r"))+\s*",
    re.IGNORECASE,
)
_WHEN = (
    r"q[1-4]|h[12]|20\d\d|january|february|march|april|may|june|july|august|september|october|november|december|spring|"
    r"summer|autumn|fall|winter|(?:first|second|third|fourth) (?:quarter|half)|year|month|next \w+"
)
_OPENING = re.compile(
    r"(?:(?:by|until|before|from|in) (?:the )?(?:end of |start of |beginning of |middle of )?(?:the )?"
    rf"(?:{_WHEN})[^,]{{0,20}}?(?:,|(?=\s))\s*"
    r"|as a result of [^,]{1,40},\s*)",
    re.IGNORECASE,
)
_INTENDING = (
    "'ll| will| wants? to| needs? to| should| must| shall| plan to| aim to| are going to| think we can| believe we can"
)
_WE = re.compile(
    rf"(?:(?:we|the team|our team|i|the project|it)(?:{_INTENDING})"
    r"|please|let's|need to|want to|to(?= [a-z])|todo|remember to|don't forget to|finally|then|continue to|start to"
    r"|help(?: to)?|also)\s+",
    re.IGNORECASE,
)
_SPOKEN = "We "
SHIFT = len(_SPOKEN)


def proper_start(text: str) -> int:
    """The place of the first word that is not a mark, a number, a label, an opening date or "we will"."""
    begin = 0
    for pattern in (_MARKS, _OPENING, _WE, _WE):
        match = pattern.match(text, begin)
        if match is not None and match.end() < len(text):
            begin = match.end()
    return begin


def is_only_label(text: str) -> bool:
    """Whether an entry says no more than what kind of entry it is: "Objective 2:"."""
    return _ONLY_LABEL.fullmatch(text) is not None


def names_the_team(opening: str) -> bool:
    """Whether what stands before the entry proper says that the team itself acts."""
    return _WE.search(opening) is not None


def as_spoken(text: str) -> str:
    """The entry proper behind "We": an order is then parsed as what it is, and so is a bare plural with its verb."""
    begin = proper_start(text)
    first = re.match(r"[A-Z][a-z]", text[begin:])
    return _SPOKEN + (text[begin].lower() + text[begin + 1 :] if first else text[begin:])
