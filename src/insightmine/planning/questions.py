"""The question that an entry leaves open, in its own words: no solution, no baseline and no target is invented."""

from __future__ import annotations

import re

from insightmine.domain.plans import EntryVerdict, Named
from insightmine.planning.leading import base_of
from insightmine.planning.patterns import Sign
from insightmine.planning.signs import Reading
from insightmine.planning.words import DELIVERING

_ENDS = (Sign.PURPOSE, Sign.MEANS)
_TAIL = re.compile(
    r"[,;(]? ?(?:by|until|before|in) (?:the )?(?:end of )?(?:q[1-4]|h[12]|20\d\d|january|february|march|april|may|"
    r"june|july|august|september|october|november|december|spring|summer|autumn|winter|year[- ]end).*$"
    r"|\s*[(\u2013\u2014].*$|[.!;]\s*$",
    re.IGNORECASE,
)
_LONGEST = 80


def question_of(reading: Reading, verdict: EntryVerdict, named: Named) -> str | None:
    """The question; `None` for an outcome that leaves nothing open."""
    if verdict is EntryVerdict.OUTPUT:
        return _of_output(reading, named)
    if verdict is EntryVerdict.IMPACT:
        whose = f"Whose behaviour moves \u201c{_subject(reading)}\u201d?"
        return f"{whose} What would they do more or less often, and where would you see it first?"
    if verdict is EntryVerdict.TASK:
        what = f"What is \u201c{_subject(reading)}\u201d for: which behaviour should it help to change?"
        return f"{what} If none, it needs no place on the roadmap."
    return _of_outcome(named)


def _of_output(reading: Reading, named: Named) -> str:
    people = named.who if named.who and Sign.STORY not in reading.signs else None
    if Sign.DONE_TO_PEOPLE in reading.signs:
        who = people or "these people"
        return f"Afterwards, what would {who} do differently in their work? How often, and how would you see it?"
    if Sign.OWN_WORK in reading.signs and Sign.LEAD_DELIVER not in reading.signs:
        return (
            f"What would people do differently if \u201c{_subject(reading)}\u201d came true? Who? How would you see it?"
        )
    who = "" if people else " Who?"
    if _changes_something(reading):
        return (
            f"What would {people or 'people'} do differently after \u201c{_subject(reading)}\u201d?{who} "
            "How would you see it?"
        )
    return (
        f"What would {people or 'people'} do differently with \u201c{_thing(reading)}\u201d?{who} How would you see it?"
    )


def _changes_something(reading: Reading) -> bool:
    """Whether it orders a change of what is there, as "Rename" and "Hide" do, and names nothing that is made."""
    makes = {Sign.STORY, Sign.LEAD_DELIVER, Sign.MEANS, Sign.LEAD_CHANGE}
    orders = not reading.signs.isdisjoint({Sign.ORDERS, Sign.LEAD_TASK})
    return orders and reading.lead != "put" and makes.isdisjoint(reading.signs)


def _of_outcome(named: Named) -> str | None:
    asked = []
    if named.who is None:
        asked.append("Who exactly?")
    if named.behaviour is None:
        asked.append("What do they do, in a way that somebody could watch?")
    if named.baseline is None:
        asked.append("How many do it today, and how often?")
    if named.target is None:
        asked.append("From which rate on would you say that it has changed?")
    return " ".join(asked) or None


def _thing(reading: Reading) -> str:
    """What is to be made: the means where there are any, else what stands behind the verb that leads."""
    means = reading.first(Sign.MEANS)
    if means is not None:
        words = re.sub(r"^(?:by|through|via|with)\s+", "", reading.text[means.start :], flags=re.IGNORECASE)
        first, _, rest = words.partition(" ")
        return _short(
            rest if base_of(first.lower()) in DELIVERING and first.lower().endswith("ing") and rest else words
        )
    start = reading.begin
    lead = reading.first(Sign.LEAD_DELIVER, Sign.LEAD_TASK, Sign.LEAD_CHANGE)
    if lead is not None:
        start = lead.end
    story = reading.first(Sign.STORY)
    if story is not None:
        start = story.end
    ends = [item.start for item in reading.found if item.sign in _ENDS and item.start > start]
    return _short(reading.text[start : min(ends, default=len(reading.text))])


def _subject(reading: Reading) -> str:
    return _short(reading.proper)


def _short(words: str) -> str:
    cut = _TAIL.sub("", words.strip(" ,.:")).strip(" ,.:") or words.strip(" ,.:")
    cut = re.sub(r"^to (?=\w)", "", cut)
    return cut if len(cut) <= _LONGEST else cut[:_LONGEST].rsplit(" ", 1)[0] + " ..."
