"""Whether a statement is an item of a published questionnaire, read aloud and not answered.

After a usability test people fill in a questionnaire and read its items aloud: "I found the system unnecessarily
complex" is then no complaint. The items: SUS (Brooke 1996, "SUS: a 'quick and dirty' usability scale", pp. 189-194),
UMUX (Finstad 2010, "The usability metric for user experience", pp. 323-327), SEQ (Sauro and Dumas 2009, "Comparison
of three one-question, post-task usability questionnaires", pp. 1599-1608), the question of the Net Promoter Score
(Reichheld 2003, "The one number you need to grow", pp. 46-54) and NASA-TLX (Hart and Staveland 1988, pp. 139-183),
with any product in the place of "this system".
"""

from __future__ import annotations

import re

_THING = r"(?:the|this) (?:system|product|app|application|website|site|tool|software|interface|service|\w+)"
_ITEMS = re.compile(
    # the System Usability Scale, first to tenth
    rf"\bwould like to use {_THING} frequently\b|\bfound {_THING} unnecessarily complex\b|"
    rf"\bthought {_THING} was easy to use\b|\bneed the support of a technical person\b|"
    rf"\bfunctions in {_THING} were well integrated\b|\btoo much inconsistency in {_THING}|"
    rf"\b(?:most people )?would learn to use {_THING} (?:very )?quickly\b|"
    rf"\bfound {_THING} very (?:cumbersome|awkward) to use\b|"
    rf"\bfelt very confident using {_THING}|\bneeded to learn a lot of things before\b|"
    # the Usability Metric for User Experience
    rf"\bcapabilities meet my requirements\b|\busing {_THING} is a frustrating experience\b|"
    rf"\bspend too much time correcting things with\b|"
    # the Single Ease Question, the Net Promoter Score, the Task Load Index
    r"\bhow (?:difficult or easy|easy or difficult) (?:was|did you find)\b|"
    r"\bhow likely (?:are you|is it that you would) (?:to )?recommend\b|"
    r"\bhow (?:mentally|physically) demanding was\b|\bhow hurried or rushed was\b|"
    r"\bhow successful were you in accomplishing\b|\bhow insecure, discouraged\b"
)
# what answers an item: an agreement, a number, or how much more there is to say of it
_ANSWERED = re.compile(
    r"\b(?:agree[ds]?|disagree[ds]?|neutral|neither|yes|no|not|really|maybe|sure|true|false|because|but|since|one|two|three|"
    r"four|five|six|seven|[0-9]+)\b"
)
_MOST_BESIDE = 6  # words beside the item: "so, the next one"


def reads_item(lower: str) -> bool:
    """Whether the statement, in lower case, is such an item with hardly a word of the speaker's own beside it."""
    found = _ITEMS.search(lower)
    if found is None:
        return False
    beside = lower[: found.start()] + " " + lower[found.end() :]
    return not _ANSWERED.search(beside) and len(re.findall(r"\w+", beside)) <= _MOST_BESIDE
