"""Whether an entry names who, which behaviour, and by how much: in its own words or not at all."""

from __future__ import annotations

import re

from insightmine.domain.grammar import Annotation
from insightmine.domain.plans import Named
from insightmine.planning.patterns import Sign
from insightmine.planning.signs import Reading

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_FIGURE = (
    r"(?:[€$£]\s?)?\d[\d.,]*(?:\s?(?:%|percent|per cent|pp|(?:percentage )?points|k|m|bn|million|billion|"
    r"hours?|h|days?|weeks?|minutes?|min|"
    r"months?|eur|euros?)(?!\w))?(?: (?:of|in|out of) (?:\d+|ten|five|four|three|a hundred))?"
)
_SHARE = r"one in \w+|two in \w+|half(?: of)?|(?:a|one) (?:third|quarter|fifth|tenth)|two thirds|three quarters"
_AMOUNT = rf"(?:{_FIGURE}|{_SHARE})"
_FROM_TO = re.compile(
    rf"(?:from )?(?P<from>{_AMOUNT})\s?(?:\u2192|->|=>|\u2013>|to|up to|down to)\s?(?P<to>{_AMOUNT})", re.IGNORECASE
)
_TODAY = re.compile(
    rf"(?:today|currently|now|baseline|up from|down from|instead of)\s(?:is |about |around )?(?P<a>{_AMOUNT})"
    rf"|(?P<b>{_AMOUNT}) (?:today|now|currently)",
    re.IGNORECASE,
)
_TARGET = re.compile(
    rf"(?:to|at least|at most|under|below|above|over|reach|aim:?|goal:?|by|less than|more than|up to|"
    rf"[<>\u2264\u2265+\u2212-])\s?"
    rf"(?P<to>{_AMOUNT})(?! ?(?:{_MONTHS}|q[1-4]|h[12]))",
    re.IGNORECASE,
)
_MORE_OR_LESS = re.compile(
    r"\b(?:up|down)\s(?P<to>\d[\d.,]*\s?(?:%|percent|per cent|pp|(?:percentage )?points)(?!\w))", re.IGNORECASE
)  # "revenue up 20 %"; who signs up 3 friends has no target
# "9 of 10 borrowers return it on time", "60 % of new members come back": the share itself is what is to be reached.
_SHARE_REACHED = re.compile(
    rf"(?:(?:\d+|nine|eight|seven|six|five|four|three|two|one) (?:of|in|out of) (?:every )?(?:ten|\d+|five|four|three|"
    rf"a hundred)\b|\d[\d.,]*\s?(?:%|percent|per cent)(?= of\b)|(?:{_SHARE})\b)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_RATE = re.compile(
    r"(?:share|rate|percentage|proportion|number|ratio|frequency|fraction) of(?: (?!from |to |by )[\w-]+){1,4}|"
    r"\d[\d.,]*\s?(?:%|percent|per cent) of(?: (?!from |to |by )[\w-]+){1,3}|"
    r"(?:\d+|nine|eight|seven|six|five|four|three|two|one|every) (?:of|in|out of) (?:ten|\d+|five|four|three|a hundred|"
    r"every)\b|"
    r"per (?:user|week|day|month|person|customer|session)|"
    r"(?:completion|conversion|open|return|response|renewal|no-show|activation) rate|"
    r"(?:more|less) (?:often|frequently)|half of|how often",
    re.IGNORECASE,
)
_BEHAVIOUR_ENDS = re.compile(
    rf"\s*(?:[:;(\u2013\u2014]|,? (?:from|to|by) {_AMOUNT}|\s-\s|,? by (?:the )?(?:end|q[1-4]|20\d\d|"
    rf"{_MONTHS}|summer|spring|autumn|winter)|{_AMOUNT}\s?(?:\u2192|->|=>)|$)",
    re.IGNORECASE,
)
_LONGEST = 90


def named_in(reading: Reading, annotation: Annotation) -> Named:
    """What the entry names; `None` for what it leaves open."""
    text = reading.text
    both = _FROM_TO.search(text, reading.begin)
    today = _TODAY.search(text, reading.begin)
    rate, deadline = _RATE.search(text, reading.begin) or both, reading.first(Sign.DEADLINE)
    baseline = both["from"] if both else (today["a"] or today["b"]) if today else None
    return Named(
        who=_who(reading, annotation),
        behaviour=_behaviour(reading),
        baseline=_clean(baseline),
        target=_clean(
            both["to"] if both else _target(text, reading.begin) or _share_reached(text, reading.begin, today)
        ),
        rate=_clean(rate.group()) if rate else None,
        by_when=text[deadline.start : deadline.end] if deadline else None,
    )


def _clean(words: str | None) -> str | None:
    return words.strip(" ,.") if words else None


def _target(text: str, begin: int) -> str | None:
    for match in _TARGET.finditer(text, begin):
        if not _YEAR.fullmatch(match["to"].strip(" ,.")):
            return match["to"]
    more = _MORE_OR_LESS.search(text, begin)
    return more["to"] if more else None


def _share_reached(text: str, begin: int, today: re.Match[str] | None) -> str | None:
    """A share that is not today's, where the entry begins with it, gives it behind a colon, or says what it is now."""
    for match in _SHARE_REACHED.finditer(text, begin):
        is_todays = today is not None and today.start() < match.end() and match.start() < today.end()
        leads = match.start() == begin or text[begin : match.start()].rstrip().endswith(":")
        if not is_todays and (leads or today is not None):
            return match.group().removesuffix(" of")
    return None


def _who(reading: Reading, annotation: Annotation) -> str | None:
    """The people with the words that describe them: "new business customers"."""
    named = (annotation.within(item.start, item.end) for item in reading.found if item.sign is Sign.PEOPLE)
    tokens = next((place for place in named if place and not _only_describes(place[-1], annotation)), range(0))
    acts = reading.first(Sign.SOME_ACT)
    if not tokens and acts is not None:
        before = [i for i in annotation.within(reading.begin, acts.start) if annotation.tags[i] in {"NNS", "NNPS"}]
        tokens = range(before[-1], before[-1] + 1) if before else range(0)
    if not tokens:
        return None
    first = tokens[0]
    start = annotation.within(reading.begin, len(reading.text))[0]
    while first > start and annotation.tags[first - 1] in {"JJ", "NN", "NNP", "VBN", "HYPH", "NNS", "POS"}:
        first -= 1
    return reading.text[annotation.starts[first] : annotation.ends[tokens[-1]]]


def _only_describes(token: int, annotation: Annotation) -> bool:
    """Whether a noun tells what kind of thing the next one is: "patient" in "patient record"."""
    after = token + 1
    return (
        annotation.relations[token] == "compound"
        and after < len(annotation)
        and annotation.tags[after].startswith("NN")
    )


def _behaviour(reading: Reading) -> str | None:
    """What they do, up to figures and dates; without a verb of theirs, the rate that stands for it."""
    doing = reading.first(Sign.PEOPLE_ACT, Sign.SOME_ACT)
    if doing is None:
        practice = reading.first(Sign.PRACTICE)
        return reading.text[practice.start : practice.end] if practice else None
    end = _BEHAVIOUR_ENDS.search(reading.text, doing.end)
    words = reading.text[doing.start : end.start() if end else len(reading.text)].strip(" ,.")
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " ..."
