"""The signs in an entry -> the words that give it away, each with the verdict that it speaks for, and why."""

from __future__ import annotations

from insightmine.domain.plans import Clue, EntryVerdict
from insightmine.planning.patterns import Sign
from insightmine.planning.signs import Found, Reading

_OUT, _WHO, _END, _DO = EntryVerdict.OUTPUT, EntryVerdict.OUTCOME, EntryVerdict.IMPACT, EntryVerdict.TASK

# Of each verdict, the most telling first.
_SAYS: dict[Sign, tuple[EntryVerdict, str]] = {
    Sign.STORY: (_OUT, "a user story asks for something to be built"),
    Sign.LEAD_DELIVER: (_OUT, "tells what the team makes or delivers"),
    Sign.MEANS: (_OUT, "settles the means beforehand: something to be made"),
    Sign.OWN_WORK: (_OUT, "counts the team's own work or its machines, not what people do"),
    Sign.DONE_TO_PEOPLE: (_OUT, "people go through something; what they do differently afterwards is not said"),
    Sign.DELIVERED: (_OUT, "says that something is finished or handed over"),
    Sign.CAN: (_OUT, "says what will be possible, not what anybody does"),
    Sign.THING_ACTS: (_OUT, "a thing that is made does something, not people"),
    Sign.DELIVERABLE_FIRST: (_OUT, "a thing that a team makes"),
    Sign.DELIVERABLE: (_OUT, "a thing that a team makes"),
    Sign.PRODUCT_PART: (_OUT, "a part of a product"),
    Sign.VERSION: (_OUT, "a version or a phase of something"),
    Sign.PEOPLE_WHO: (_WHO, "singles out people by what they do"),
    Sign.PEOPLE_RATE: (_WHO, "counts people"),
    Sign.PEOPLE_ACT: (_WHO, "says what people do"),
    Sign.SOME_ACT: (_WHO, "says what somebody does"),
    Sign.CONTRAST: (_WHO, "says instead of what, or at which moment, people do it"),
    Sign.REMAINS_UNDONE: (_WHO, "says what people no longer do"),
    Sign.PRACTICE: (_WHO, "a rate of what people do"),
    Sign.HABIT: (_WHO, "says how often or how soon people do it"),
    Sign.IMPACT_HEAD: (_END, "a result that comes late and has many causes"),
    Sign.IMPACT: (_END, "a result that comes late and has many causes"),
    Sign.ASPIRES: (_END, "a standing that is aspired to, too big for one team"),
    Sign.FEELS: (_END, "says how people are or feel, not what they do"),
    Sign.MONEY: (_END, "an amount of money"),
    Sign.LEAD_PLAIN_TASK: (_DO, "something that somebody crosses off within the day"),
    Sign.LEAD_TASK: (_DO, "something that somebody crosses off within the day"),
    Sign.NAMES_SOMEBODY: (_DO, "names one person or place"),
    Sign.NUMBERED: (_DO, "one single thing, by its number"),
    Sign.HOUR: (_DO, "an hour, as to-dos have"),
    Sign.DAY: (_DO, "a day, as to-dos have"),
    Sign.SMALL: (_DO, "a small thing"),
}
_ORDER = {sign: place for place, sign in enumerate(_SAYS)}


def clues_of(reading: Reading) -> tuple[Clue, ...]:
    """The telling words, the most telling of each verdict first; the same words only once for a verdict."""
    found = sorted(
        (item for item in reading.found if item.sign in _SAYS), key=lambda item: (_ORDER[item.sign], item.start)
    )
    taken: dict[EntryVerdict, list[Found]] = {}
    clues = []
    for item in found:
        verdict, why = _SAYS[item.sign]
        others = taken.setdefault(verdict, [])
        if item.end > item.start and not any(item.start < other.end and other.start < item.end for other in others):
            others.append(item)
            clues.append(Clue(item.start, item.end, reading.text[item.start : item.end], verdict, why))
    return tuple(clues)
